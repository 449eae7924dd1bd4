//! The HTML around every page.

use crate::remember::choices;
use crate::routes::App;
use crate::words;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use std::collections::BTreeMap;

/// Runs before anything else, and is plain ES5, so that the oldest browser can read it.
///
/// - A browser below the floor (README) gets a page in words instead of this one, with neither styles nor program. Any other is asked to
///   fetch the program from here: what the page itself names, a browser fetches before this script has looked at it.
/// - A page whose program is gone, since the server was updated or restarted between the two, loads itself anew, once, as soon as the
///   server answers.
/// - A page whose program does not start says so until it does. A guest's forms go on working; a staff room's buttons do not, and what it
///   shows grows old, so that there the words cover it. (A moment late: a page that is being left gives its program up, too.)
///
/// It must not spell the document's own tags: the server looks for those to put a page's title and attributes there.
const START: &str = include_str!("shell/start.js");

/// Starts the program.
const PROGRAM: &str = include_str!("shell/program.js");

/// A translating browser puts `<font>` elements in the place of texts, and what a page then writes goes to texts that are nowhere.
/// What must not be translated is put back at once; any other text as soon as it says something new, for the browser to translate
/// again. A text that the page takes away takes its translation along.
const TRANSLATED: &str = include_str!("shell/translated.js");

/// The server's time, for the page's first estimate of it.
fn drawn_at() -> Option<i64> {
    #[cfg(feature = "ssr")]
    {
        use_context::<std::sync::Arc<dyn comanda::backend::Backend>>().map(|backend| backend.now().0)
    }
    #[cfg(not(feature = "ssr"))]
    None
}

/// What the first script may have to say before there is a program, as JSON in an attribute of its own.
fn sentences() -> String {
    let said = [
        ("old", say!(browser_too_old)),
        ("update", say!(browser_update)),
        ("needs", say!(browser_needs)),
        ("waiter", say!(browser_waiter)),
        ("still", say!(page_stands_still)),
        ("room", say!(screen_stands_still)),
        ("roomText", say!(screen_stands_still_text)),
        ("roomHelp", say!(screen_stands_still_help)),
        ("again", say!(load_again)),
    ];
    serde_json::to_string(&said.into_iter().collect::<BTreeMap<_, _>>()).unwrap_or_default()
}

/// The document: head, styles, hydration, body.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let styles = format!("/{}/comanda.css", options.site_pkg_dir);
    let program = format!("/{}/comanda.js", options.site_pkg_dir);
    let memory = format!("/{}/comanda_bg.wasm", options.site_pkg_dir);
    let language = words().language();
    let sentences_of = format!("/{}/{}", options.site_pkg_dir, i18n::file_of(language));
    let build = options.site_pkg_dir.rsplit('/').next().unwrap_or_default().to_owned();
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() dir=language.dir() data-choices=choices() data-build=build data-now=drawn_at()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#1d1a17" media="(prefers-color-scheme: dark)" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-192.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <script nonce=use_nonce() data-program=program data-memory=memory data-sentences=sentences_of data-say=sentences()>
                    {START}
                </script>
                <link rel="stylesheet" href=styles />
                <script nonce=use_nonce()>{TRANSLATED}</script>
                <script type="module" nonce=use_nonce()>
                    {PROGRAM}
                </script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[cfg(test)]
mod tests {
    use super::START;

    #[test]
    fn first_script_spells_no_tag_of_the_document() {
        for tag in ["<head", "</head", "<body", "</body", "<html", "<title", "</script"] {
            assert!(!START.contains(tag), "{tag}: the server would put the page's title and attributes into the script");
        }
    }

    #[test]
    fn first_script_is_readable_by_old_browsers() {
        for newer in ["=>", "const ", "let ", "`", "?.", "async ", "..."] {
            assert!(!START.contains(newer), "{newer} is no ES5");
        }
    }
}
