//! An address that leads nowhere.

use crate::components::language_switch::LanguageSwitch;
use leptos::prelude::*;

#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <main class="page-centre">
            <div class="empty">
                <h1>{say!(page_not_found)}</h1>
                <p>{say!(page_not_found_text)}</p>
                <a class="btn btn-primary" href="/">{say!(home)}</a>
                <LanguageSwitch />
            </div>
        </main>
    }
}
