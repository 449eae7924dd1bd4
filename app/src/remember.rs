//! Small choices this device keeps: theme, layout, sound.
//!
//! They live in cookies, not in local storage, so that the server draws the page right the first time: nothing flashes. A page that
//! is opened without a network was drawn by what was chosen then: it says so itself, wakes by that, and takes up the rest.

use leptos::prelude::*;

/// What was kept under `name` on this device. Server and browser agree while a page hydrates.
pub fn remembered(name: &str) -> Option<String> {
    match drawn_by() {
        Some(choices) if !crate::browser::place::is_awake() => read(&choices, name),
        _ => read(&cookies(), name),
    }
}

/// Calls `apply` once the page is awake, if it was drawn by other choices than those of now.
pub fn take_up(apply: impl Fn() + 'static) {
    Effect::new(move |_| {
        if drawn_by().is_some_and(|drawn| drawn != choices()) {
            apply();
        }
    });
}

/// The choices of now, and nothing else of the cookies.
pub fn choices() -> String {
    of(&cookies())
}

fn of(cookies: &str) -> String {
    let pairs = cookies.split(';').map(str::trim).filter(|pair| pair.starts_with(PREFIX));
    pairs.collect::<Vec<_>>().join("; ")
}

/// What the server drew this page by; `None` on the server itself.
fn drawn_by() -> Option<String> {
    if cfg!(feature = "ssr") { None } else { crate::browser::place::attribute("data-choices") }
}

/// Keeps a choice for a year. Values are short words: letters, digits, `-`.
pub fn remember(name: &str, value: &str) {
    crate::browser::place::set_cookie(&kept_as(name, value));
}

/// The cookie by which a browser keeps a choice.
pub fn kept_as(name: &str, value: &str) -> String {
    format!("{PREFIX}{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax")
}

const PREFIX: &str = "pref-";

fn read(cookies: &str, name: &str) -> Option<String> {
    cookies
        .split(';')
        .filter_map(|pair| pair.trim().strip_prefix(PREFIX)?.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

#[cfg(feature = "ssr")]
fn cookies() -> String {
    use_context::<axum::http::request::Parts>()
        .map(|parts| {
            let all: Vec<_> = parts.headers.get_all(axum::http::header::COOKIE).iter().filter_map(|v| v.to_str().ok()).collect();
            all.join("; ")
        })
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn cookies() -> String {
    crate::browser::place::cookies()
}

#[cfg(test)]
mod tests {
    use super::{of, read};

    #[test]
    fn a_page_says_what_it_was_drawn_by_and_no_secret() {
        assert_eq!(of("sid=abc; pref-without=milk; guest=xyz; pref-theme=dark"), "pref-without=milk; pref-theme=dark");
    }

    #[test]
    fn a_choice_is_found_among_other_cookies_and_only_by_its_whole_name() {
        let cookies = "sid=abc; pref-theme=dark; pref-theme-kitchen=light";
        assert_eq!(read(cookies, "theme").as_deref(), Some("dark"));
        assert_eq!(read(cookies, "theme-kitchen").as_deref(), Some("light"));
        assert_eq!(read(cookies, "them"), None);
        assert_eq!(read("", "theme"), None);
    }
}
