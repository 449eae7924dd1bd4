//! The choice of a language: a plain form, so that it works without scripts. The page comes again in the language chosen.

use crate::components::icon::Icon;
use crate::language::{CHOSEN, Language, SWITCH};
use crate::realtime::use_lost;
use crate::words;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Each language by its own name.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let place = use_location();
    let back = move || {
        let (path, search) = (place.pathname.get(), place.search.get());
        let search = search.trim_start_matches('?');
        if search.is_empty() { path } else { format!("{path}?{search}") }
    };
    let now = words().language();
    let lost = use_lost();
    // The page in the other language is the server's to draw.
    let out_of_reach = Memo::new(move |_| lost.with(Option::is_some));
    let choice = move |language: Language| {
        let current = (language == now).then_some("true");
        view! {
            <button
                class="btn btn-quiet"
                name=CHOSEN
                value=language.tag()
                lang=language.tag()
                translate="no"
                aria-current=current
                disabled=move || out_of_reach.get()
            >
                {language.name()}
            </button>
        }
    };
    view! {
        <form method="post" action=SWITCH>
            <input type="hidden" name="back" value=back />
            <div class="language-switch" role="group" aria-label=say!(language_choice)>
                <Icon name="globe" class="icon-sm" />
                {Language::ALL.map(choice).collect_view()}
            </div>
        </form>
    }
    .into_any()
}
