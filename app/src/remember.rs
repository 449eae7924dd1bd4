//! Small choices this device keeps: theme, layout, sound.
//!
//! They live in cookies, not in local storage, so that the server draws the page right the first time: nothing flashes.

/// What was kept under `name` on this device. Server and browser agree while a page hydrates.
pub fn remembered(name: &str) -> Option<String> {
    read(&cookies(), name)
}

/// Keeps a choice for a year. Values are short words: letters, digits, `-`.
pub fn remember(name: &str, value: &str) {
    crate::browser::place::set_cookie(&format!("{PREFIX}{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax"));
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
    leptos::prelude::use_context::<axum::http::request::Parts>()
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
    use super::read;

    #[test]
    fn a_choice_is_found_among_other_cookies_and_only_by_its_whole_name() {
        let cookies = "sid=abc; pref-theme=dark; pref-theme-kitchen=light";
        assert_eq!(read(cookies, "theme").as_deref(), Some("dark"));
        assert_eq!(read(cookies, "theme-kitchen").as_deref(), Some("light"));
        assert_eq!(read(cookies, "them"), None);
        assert_eq!(read("", "theme"), None);
    }
}
