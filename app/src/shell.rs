//! The HTML around every page.

use crate::remember::choices;
use crate::routes::App;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// A page whose program is gone, since the server was updated or restarted between the two, loads itself anew, once, as soon as the
/// server answers. It is plain until then.
const ANEW: &str = r#"addEventListener("error", ({ target }) => {
  if (target.rel !== "modulepreload" || sessionStorage.anew === target.href) return;
  const ask = () => fetch(target.href, { method: "HEAD" }).then(({ status }) => status < 500, () => false).then((answers) => {
    if (!answers) return setTimeout(ask, 2000);
    sessionStorage.anew = target.href;
    location.reload();
  });
  ask();
}, true);"#;

/// The document: head, styles, hydration, body.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let styles = format!("/{}/comanda.css", options.site_pkg_dir);
    let build = options.site_pkg_dir.rsplit('/').next().unwrap_or_default().to_owned();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-choices=choices() data-build=build>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#1d1a17" media="(prefers-color-scheme: dark)" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-192.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="stylesheet" href=styles />
                <script nonce=use_nonce()>{ANEW}</script>
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
