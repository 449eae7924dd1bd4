//! An address that leads nowhere.

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
                <h1>"Page not found."</h1>
                <p>"The page you asked for does not exist. If you scanned a code, please scan it again."</p>
                <a class="btn btn-primary" href="/">"Home"</a>
            </div>
        </main>
    }
}
