//! The language a reader is answered in: as chosen on this browser, else as it asks, else the store's (`store_languages.rs`).
//! Staff screens are English.

use app::browser::place::own_path;
use app::language::{CHOSEN, is_of_staff};
use axum::Form;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, COOKIE, SET_COOKIE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use comanda::backend::Caller;
use i18n::{Language, Words, choose};
use serde::Deserialize;

use super::{AppState, StoreLanguages};

/// How long a browser keeps its choice, seconds.
const KEPT: u32 = 31_536_000;

/// The language in which a page of this path is drawn for whoever the request was made by, if that has been established.
pub fn of_page(languages: &StoreLanguages, path: &str, headers: &HeaderMap, caller: Option<&Caller>) -> Language {
    let store = caller.and_then(|caller| caller.store);
    reader(path, headers, languages.of(store))
}

/// The sentences for a request of unknown origin: the store is the one whose front door this is.
pub fn words(languages: &StoreLanguages, path: &str, headers: &HeaderMap) -> Words {
    Words::of(reader(path, headers, languages.of(None)))
}

fn reader(path: &str, headers: &HeaderMap, store: Language) -> Language {
    if is_of_staff(path) {
        return Language::En;
    }
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let chosen = cookies.flat_map(|all| all.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == CHOSEN).then_some(value)
    });
    choose(chosen, headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()), store)
}

/// Says on every page which language it is in, and what that depends on.
pub async fn names_itself(State(languages): State<StoreLanguages>, request: Request, next: Next) -> Response {
    let language = of_page(&languages, request.uri().path(), request.headers(), request.extensions().get());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if headers.get(CONTENT_TYPE).is_some_and(|mime| mime.as_bytes().starts_with(b"text/html")) {
        headers.entry(CONTENT_LANGUAGE).or_insert(HeaderValue::from_static(language.tag()));
        headers.append(VARY, HeaderValue::from_static("accept-language, cookie"));
    }
    response
}

/// What the switch sends.
#[derive(Debug, Deserialize)]
pub struct Choice {
    #[serde(default)]
    language: String,
    /// The page to come back to.
    #[serde(default)]
    back: String,
}

/// `POST /language`: keeps the choice, and shows the page again.
pub async fn choose_one(State(state): State<AppState>, Form(choice): Form<Choice>) -> Response {
    // Only a path of our own: never an address a form brings in.
    let mut response = Redirect::to(own_path(&choice.back).unwrap_or("/")).into_response();
    if let Some(language) = Language::parse(&choice.language) {
        let secure = if state.secure { "; Secure" } else { "" };
        let cookie = format!("{CHOSEN}={}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}", language.tag());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str, cookie: &'static str, accepted: &'static str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static(cookie));
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(accepted));
        reader(path, &headers, Language::En)
    }

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        assert_eq!(asked("/table", "guest=x; language=it", "ar"), Language::It);
        assert_eq!(asked("/table", "pref-language=it", "ar"), Language::Ar);
        assert_eq!(asked("/table", "language=klingon", ""), Language::En);
    }

    #[test]
    fn staff_screens_are_english() {
        assert_eq!(asked("/waiter/pad/x", "language=it", "ar"), Language::En);
    }
}
