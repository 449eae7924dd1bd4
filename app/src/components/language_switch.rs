//! The choice of a language: a plain form, so that it works without scripts. The page comes again in the language chosen.

use crate::components::icon::Icon;
use crate::language::{CHOSEN, Language, SWITCH};
use crate::memo::memo;
use crate::pages::guest::place::Place;
use crate::realtime::use_lost;
use crate::words;
use leptos::prelude::*;

/// Each language by its own name.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let place = use_context::<Place>();
    let back = move || place.map_or_else(crate::browser::place::path, Place::whole);
    let now = words().language();
    let lost = use_lost();
    // The page in the other language is the server's to draw.
    let out_of_reach = memo(move || lost.with(Option::is_some));
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
