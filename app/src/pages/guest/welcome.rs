//! The first step after a scan: what the table's page asks before somebody sits down, or why nobody can.

use super::closed::{ClosedView, Plaque};
use super::frame::Frame;
use super::menu;
use super::nav::GuestTab;
use super::place::use_query;
use super::seat::Seat;
use crate::components::icon::Icon;
use crate::components::language_switch::LanguageSwitch;
use crate::components::problem::Problem;
use crate::components::service_note::ServiceNote;
use crate::components::tap_form::fresh_field;
use crate::memo::memo;
use crate::page_facts::{Title, answer_with};
use crate::queries::Answer;
use comanda::At;
use comanda::backend::Fault;
use comanda::party::MAX_COVERS;
use comanda::shop::ServiceCharge;
use comanda::views::{FirstSight, Scanned, Welcome};
use leptos::prelude::*;
use std::sync::Arc;

/// Parties up to this size have a button each.
const BUTTONS: u32 = 8;
/// `/t/{token}`: what a table's code leads to. Looking at it changes nothing; its form seats the guest.
#[component]
pub fn ScannedPage(
    token: String,
    scanned: Answer<Scanned>,
    /// The server's time.
    now: At,
) -> impl IntoView {
    let query = use_query().get_untracked();
    let new_party = query.get("party") == Some("new");
    let wrong = query.get("problem") == Some("wrong_code");
    match scanned {
        Ok(Scanned { welcome, sight: Some(sight) }) => {
            view! { <SightView token store=welcome.store_name sight=*sight now /> }.into_any()
        }
        Ok(Scanned { welcome, sight: None }) => view! { <TableView token welcome wrong new_party /> }.into_any(),
        Err(error) if error.fault() == Some(&Fault::NotFound) => view! { <UnknownView store=String::new() /> }.into_any(),
        Err(error) => {
            answer_with(503);
            view! {
                <main class="column guest-main page">
                    <Problem error />
                </main>
            }
            .into_any()
        }
    }
}

/// The menu, while the guest sits down at a table where nothing is asked. It is drawn as the table's page will be, so that nothing moves
/// when that takes its place (`shell/sit.js`). Without scripts it is read as it is, and the form leads to the table.
#[component]
fn SightView(token: String, store: String, sight: FirstSight, now: At) -> impl IntoView {
    let FirstSight { menu, stay, guest } = sight;
    let (id, stay) = (stay.id, Arc::new(stay));
    let seat = Seat::new(guest, id, memo(move || stay.clone()), memo(move || menu.clone()), now, store);
    provide_context(seat);
    view! {
        <form id="sit" class="fab sit" method="post" action=format!("/t/{token}")>
            <input type="hidden" name="once" value=fresh_field() />
            <button class="btn btn-lg btn-primary">{say!(sit_down)}</button>
        </form>
        <Frame place=GuestTab::Menu>{menu::body(seat)}</Frame>
    }
    .into_any()
}

#[component]
fn TableView(token: String, welcome: Welcome, wrong: bool, new_party: bool) -> impl IntoView {
    if welcome.asks_paid && !new_party {
        return view! { <PaidView token welcome wrong /> }.into_any();
    }
    if wrong {
        answer_with(403);
    }
    let Welcome { store_name, table_label, leaves, asks_code, asks_covers, asks_paid, service, .. } = welcome;
    // A new party at a table whose last party has paid is asked what the first guest is asked.
    let asks_covers = asks_covers || asks_paid;
    let title = match (&leaves, asks_code, asks_covers) {
        (Some(_), ..) => say!(move_title, table = &table_label),
        (None, true, _) => say!(table_code).into(),
        (None, false, true) => say!(how_many).into(),
        (None, false, false) => say!(welcome).into(),
    };
    let text = match (&leaves, asks_code, asks_covers) {
        (Some(old), ..) => say!(move_text, old = old),
        (None, true, _) => say!(table_code_text).into(),
        (None, false, true) => say!(how_many_text).into(),
        (None, false, false) => say!(welcome_text).into(),
    };
    let go_on = match (&leaves, asks_code) {
        (Some(_), _) => say!(move_to_table, table = &table_label),
        (None, true) => say!(open_the_table).into(),
        (None, false) => say!(sit_down).into(),
    };
    view! {
        <Title text=title.clone() />
        <main class="welcome" data-room="guest">
            <div class="welcome-top">
                <div class="plaque">
                    <span class="plaque-label">{say!(table_word)}</span>
                    <span class="plaque-number">{table_label.clone()}</span>
                </div>
                {(!store_name.is_empty()).then(|| view! { <p class="welcome-store">{store_name}</p> })}
                <h1 class="welcome-title">{title}</h1>
                <p class="welcome-text">{text}</p>
            </div>
            <form id="sit" class="welcome-form" class:welcome-code=asks_code method="post" action=format!("/t/{token}")>
                <input type="hidden" name="once" value=fresh_field() />
                {asks_paid.then(|| view! { <input type="hidden" name="with_paid" value="no" /> })}
                {asks_code.then(|| view! { <CodeField wrong /> })}
                {match (asks_covers, asks_code) {
                    (true, false) => view! { <CoversButtons service /> }.into_any(),
                    (true, true) => view! { <CoversField go_on service /> }.into_any(),
                    (false, _) => view! { <button class="btn btn-lg btn-primary btn-block">{go_on}</button> }.into_any(),
                }}
                {leaves
                    .map(|old| {
                        view! {
                            <a class="btn btn-lg btn-quiet btn-block" href="/table" rel="external">
                                {say!(stay_at_table, table = &old)}
                            </a>
                        }
                    })}
            </form>
            {(asks_covers && !asks_code)
                .then(|| {
                    view! {
                        <form id="sit-many" method="post" action=format!("/t/{token}")>
                            <input type="hidden" name="once" value=fresh_field() />
                            {asks_paid.then(|| view! { <input type="hidden" name="with_paid" value="no" /> })}
                        </form>
                    }
                })}
            <LanguageSwitch />
        </main>
    }
    .into_any()
}

/// The party at the table has paid: nobody joins it, or takes its place, without a word.
#[component]
fn PaidView(token: String, welcome: Welcome, wrong: bool) -> impl IntoView {
    let Welcome { store_name, table_label, asks_code, .. } = welcome;
    view! {
        <Title text=say!(paid_page_title) />
        <main class="welcome" data-room="guest">
            <div class="welcome-top">
                <div class="plaque">
                    <span class="plaque-label">{say!(table_word)}</span>
                    <span class="plaque-number">{table_label}</span>
                </div>
                {(!store_name.is_empty()).then(|| view! { <p class="welcome-store">{store_name}</p> })}
                <h1 class="welcome-title">{say!(paid_title)}</h1>
                <p class="welcome-text">{say!(paid_text)}</p>
            </div>
            <div class="welcome-actions">
                <a class="btn btn-lg btn-primary" href=format!("/t/{token}?party=new") rel="external">
                    {say!(paid_no)}
                </a>
                <form class="welcome-form" method="post" action=format!("/t/{token}")>
                    <input type="hidden" name="once" value=fresh_field() />
                    <input type="hidden" name="with_paid" value="yes" />
                    {asks_code.then(|| view! { <CodeField wrong /> })}
                    <button class="btn btn-lg btn-quiet btn-block">{say!(paid_yes)}</button>
                </form>
                <LanguageSwitch />
            </div>
        </main>
    }
    .into_any()
}

/// A tap says how many they are and sits them down.
#[component]
fn CoversButtons(service: ServiceCharge) -> impl IntoView {
    view! {
        <div class="welcome-covers" role="group" aria-label=say!(how_many)>
            {(1..=BUTTONS)
                .map(|n| {
                    view! {
                        <button class="btn btn-lg" name="covers" value=n.to_string()>
                            {n}
                        </button>
                    }
                })
                .collect_view()}
        </div>
        <details class="welcome-more">
            <summary class="btn btn-quiet">{say!(more_than, count = BUTTONS)}</summary>
            <div class="welcome-more-field">
                <label for="covers-more">{say!(number_of_people)}</label>
                <input
                    class="input"
                    id="covers-more"
                    form="sit-many"
                    name="covers"
                    type="number"
                    inputmode="numeric"
                    min="1"
                    max=MAX_COVERS.to_string()
                    required
                />
                <button class="btn btn-primary" form="sit-many">
                    {say!(sit_down)}
                </button>
            </div>
        </details>
        <ServiceNote service covers=0_u32 />
        <button class="btn btn-lg btn-quiet btn-block">{say!(skip_this)}</button>
    }
    .into_any()
}

/// The same as a field, beside a code that has to be typed anyway.
#[component]
fn CoversField(go_on: String, service: ServiceCharge) -> impl IntoView {
    view! {
        <div class="field">
            <label for="covers">{say!(how_many_optional)}</label>
            <input
                class="input"
                id="covers"
                name="covers"
                type="number"
                inputmode="numeric"
                min="1"
                max=MAX_COVERS.to_string()
                autocomplete="off"
            />
            <ServiceNote service covers=0_u32 />
        </div>
        <button class="btn btn-lg btn-primary btn-block">{go_on}</button>
    }
    .into_any()
}

/// `/welcome/{token}?state=unknown|closed|locked`: why nobody can sit down here.
#[component]
pub fn WelcomePage(store: String) -> impl IntoView {
    match use_query().get_untracked().get("state") {
        Some("locked") => view! { <LockedView store /> }.into_any(),
        Some("closed") => view! { <ClosedView store /> }.into_any(),
        _ => view! { <UnknownView store /> }.into_any(),
    }
}

#[component]
fn CodeField(wrong: bool) -> impl IntoView {
    let described = wrong.then_some("code-error");
    let invalid = wrong.then_some("true");
    view! {
        <label class="visually-hidden" for="code">
            {say!(table_code_label)}
        </label>
        <input
            class="input code-input"
            id="code"
            name="code"
            inputmode="numeric"
            pattern="[0-9]{4}"
            maxlength="4"
            autocomplete="one-time-code"
            required
            aria-describedby=described
            aria-invalid=invalid
        />
        {wrong
            .then(|| {
                view! {
                    <p class="field-error" id="code-error" role="alert">
                        <Icon name="alert-triangle" class="icon-sm" />
                        {say!(table_code_wrong)}
                    </p>
                }
            })}
    }
    .into_any()
}

#[component]
fn LockedView(store: String) -> impl IntoView {
    answer_with(429);
    view! {
        <Plaque
            icon="clock"
            store
            title=say!(pause_title)
            text=say!(pause_text)
        >
            ""
        </Plaque>
    }
    .into_any()
}

#[component]
fn UnknownView(store: String) -> impl IntoView {
    answer_with(404);
    view! {
        <Plaque
            icon="qr"
            store
            title=say!(unknown_title)
            text=say!(unknown_text)
        >
            <div class="welcome-actions">
                <a class="btn btn-lg btn-quiet" href="/">{say!(home)}</a>
            </div>
        </Plaque>
    }
    .into_any()
}
