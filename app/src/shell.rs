//! The HTML around every page.

use crate::remember::choices;
use crate::routes::App;
use crate::words;
use comanda::At;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use std::collections::BTreeMap;

/// Runs before anything else, and is plain ES5, so that the oldest browser can read it.
///
/// - A browser below the floor (README) gets a page in words instead of this one, with neither styles nor program.
/// - A page whose program is gone, since the server was updated or restarted between the two, loads itself anew, once, as soon as the
///   server answers.
/// - A page whose program does not start says so until it does. A guest's forms go on working; a staff room's buttons do not, and what it
///   shows grows old, so that there the words cover it. (A moment late: a page that is being left gives its program up, too.)
///
/// It must not spell the document's own tags: the server looks for those to put a page's title and attributes there.
const START: &str = include_str!("shell/start.js");

/// Fetches the program once the page's styles are there, so that it takes no bytes from what is seen first, and starts it.
const PROGRAM: &str = include_str!("shell/program.js");

/// Sits a guest down who has nothing to answer, while the menu is in front of them.
const SIT: &str = include_str!("shell/sit.js");

/// A translating browser puts `<font>` elements in the place of texts, and what a page then writes goes to texts that are nowhere.
/// What must not be translated is put back at once; any other text as soon as it says something new, for the browser to translate
/// again. A text that the page takes away takes its translation along.
const TRANSLATED: &str = include_str!("shell/translated.js");

/// The server's time, for the page's first estimate of it.
fn drawn_at() -> Option<At> {
    #[cfg(feature = "ssr")]
    {
        use_context::<std::sync::Arc<dyn comanda::backend::Backend>>().map(|backend| backend.now())
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

/// Which program brings a page to life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The pages of a table.
    Guest,
    /// The rooms of those who work here.
    Staff,
}

impl Program {
    pub const ALL: [Self; 2] = [Self::Guest, Self::Staff];

    /// Its name among the site's files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Staff => "staff",
        }
    }
    /// Its entry script, from the folder of the build.
    pub fn script(self) -> String {
        format!("{}.js", self.word())
    }
    /// Its WebAssembly, from the folder of the build.
    pub fn module(self) -> String {
        format!("{}_bg.wasm", self.word())
    }
}

/// By which styles a page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Styles {
    Door,
    Guest,
    Staff,
}

impl Styles {
    pub const ALL: [Self; 3] = [Self::Door, Self::Guest, Self::Staff];

    /// Its file, from the folder of the build.
    pub fn file(self) -> &'static str {
        match self {
            Self::Door => "door.css",
            Self::Guest => "guest.css",
            Self::Staff => "staff.css",
        }
    }
}

/// The letters every page begins with: asked for beside the styles that name them, so that they come with these.
const LETTERS: [&str; 2] = ["/fonts/inter-latin.woff2", "/fonts/fraunces-latin.woff2"];

/// What the document says around a page.
pub struct Around<'a> {
    /// The folder of the build's files, without slashes around it.
    pub folder: &'a str,
    pub styles: Styles,
    /// What brings the page to life; a page may need nothing.
    pub program: Option<Program>,
    /// What its reader will need next, fetched once nothing else is.
    pub next: Option<Program>,
    pub title: String,
    pub theme: Option<&'static str>,
    /// Sends the page's form as soon as it is read: by the browser, or, on a page with a program, beside it.
    pub sits: bool,
    /// Addresses of the pictures that are seen first.
    pub pictures: Vec<String>,
    /// The server's time.
    pub now: Option<At>,
}

/// A text as HTML: a document's title is read as text, and would show what marks a text's end to the program.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The document around a page: head, styles, scripts. The page itself is drawn by then, as HTML.
fn document<H: IntoView, B: IntoView>(around: Around<'_>, head: H, body: B) -> impl IntoView + use<H, B> {
    let Around { folder, styles, program, next, title, theme, sits, pictures, now } = around;
    let address = |file: &str| format!("/{folder}/{file}");
    let language = words().language();
    let build = folder.rsplit('/').next().unwrap_or_default().to_owned();
    let sentences_of = address(&i18n::file_of(language));
    let (script, module) = (program.map(|p| address(&p.script())), program.map(|p| address(&p.module())));
    let to_come = next.map(|p| [address(&p.script()), address(&p.module()), sentences_of.clone()]);
    view! {
        <!DOCTYPE html>
        <html
            lang=language.tag()
            dir=language.dir()
            data-theme=theme
            data-choices=choices()
            data-build=build
            data-now=now.map(|at| at.0)
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#1d1a17" media="(prefers-color-scheme: dark)" />
                {(!title.is_empty()).then(|| view! { <title inner_html=escaped(&title)></title> })}
                // Before the styles: a script waits for those that come before it.
                <script
                    nonce=use_nonce()
                    data-program=script
                    data-memory=module
                    data-sentences=program.map(|_| sentences_of)
                    data-sit=sits
                    data-say=sentences()
                >
                    {START}
                </script>
                {program.map(|_| view! { <script nonce=use_nonce()>{TRANSLATED}</script> })}
                {(sits && program.is_some()).then(|| view! { <script nonce=use_nonce()>{SIT}</script> })}
                <link rel="stylesheet" href=address(styles.file()) />
                {LETTERS
                    .map(|file| view! { <link as="font" rel="preload" type="font/woff2" href=file crossorigin="anonymous" /> })
                    .collect_view()}
                {pictures.into_iter().map(|file| view! { <link as="image" rel="preload" href=file /> }).collect_view()}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-192.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                {program
                    .map(|_| {
                        view! {
                            <script type="module" nonce=use_nonce()>
                                {PROGRAM}
                            </script>
                        }
                    })}
                {to_come.map(|files| files.map(|file| view! { <link rel="prefetch" href=file /> }).collect_view())}
                {head}
            </head>
            {body}
        </html>
    }
}

/// The document around the staff's pages, which the router draws in their turn.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let folder = options.site_pkg_dir.to_string();
    let around = Around {
        folder: &folder,
        styles: Styles::Staff,
        program: Some(Program::Staff),
        next: None,
        title: String::new(),
        theme: None,
        sits: false,
        pictures: Vec::new(),
        now: drawn_at(),
    };
    document(
        around,
        view! { <MetaTags /> },
        view! {
            <body>
                <App />
            </body>
        },
    )
}

/// A whole document around a page that is drawn already. `data` comes with the page for its program.
#[cfg(feature = "ssr")]
pub fn whole(around: Around<'_>, page: String, data: Option<(&'static str, String)>) -> String {
    let body = match data {
        // Nothing in it may end the element it stands in.
        Some((id, json)) => {
            [&page, "<script type=\"application/json\" id=\"", id, "\">", &json.replace('<', "\\u003c"), "</script>"].concat()
        }
        None => page,
    };
    document(around, (), view! { <body inner_html=body></body> }).to_html()
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
