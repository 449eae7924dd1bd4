//! The theme of a page without a program: chosen by a form, kept by the browser.

use app::browser::place::own_path;
use app::components::theme::Theme;
use app::remember::kept_as;
use axum::Form;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

/// What the button sends.
#[derive(Debug, Deserialize)]
pub struct Choice {
    #[serde(default)]
    theme: String,
    /// The page to come back to.
    #[serde(default)]
    back: String,
}

/// `POST /theme`: keeps the choice, and shows the page again.
pub async fn choose(Form(choice): Form<Choice>) -> Response {
    // Only a path of our own: never an address a form brings in.
    let mut response = Redirect::to(own_path(&choice.back).unwrap_or("/")).into_response();
    let theme = Theme::parse(&choice.theme, Theme::OF_THE_DOOR);
    if let Some(cookie) = theme.and_then(|theme| HeaderValue::from_str(&kept_as(Theme::OF_DOORS, theme.word())).ok()) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}
