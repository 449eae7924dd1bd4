//! An address that leads nowhere.

use crate::components::language_switch::LanguageSwitch;
use crate::page_facts::{Title, answer_with};
use leptos::prelude::*;

#[component]
pub fn NotFound() -> impl IntoView {
    answer_with(404);
    view! {
        <Title text=say!(page_not_found) />
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
