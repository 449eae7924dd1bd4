//! `/manage/parts`: what dishes are made of beside themselves: groups of choices, stations, tax classes.

use super::desk::{Desk, Sources, listen};
use super::part_draft::{Draft, Kind, OptionDraft};
use super::{Frame, PARTS};
use crate::components::gate::Gate;
use crate::components::icon::Icon;
use crate::components::room::Room;
use crate::components::theme::{PageTheme, Theme, ThemeHandle, use_theme};
use crate::memo::memo;
use crate::queries::cached::{use_menu, use_viewer};
use crate::words;
use comanda::access::Surface;
use comanda::error::Field;
use comanda::shop::menu::{Menu, MenuEdit};
use leptos::prelude::*;
use leptos_meta::Title;
use std::sync::Arc;
use uuid::Uuid;

#[component]
pub fn PartsPage() -> impl IntoView {
    let sources = Sources { viewer: use_viewer(), menu: use_menu() };
    listen(sources.viewer);
    let theme = use_theme("theme-office", &[Theme::System, Theme::Light, Theme::Dark]);
    view! {
        <Title text=say!(office_parts_title) />
        <Room name="office" />
        <PageTheme theme />
        <Transition>
            <Gate viewer=sources.viewer surface=Surface::Office to=PARTS>
                <PartsScreen sources theme />
            </Gate>
        </Transition>
    }
    .into_any()
}

#[component]
fn PartsScreen(sources: Sources, theme: ThemeHandle) -> impl IntoView {
    let desk = Desk::new(sources);
    view! {
        <Frame desk theme here=PARTS title=say!(office_parts)>
            <main class="oparts" id="main">
                {[Kind::Group, Kind::Station, Kind::TaxClass].map(|kind| view! { <Parts desk kind /> })}
            </main>
        </Frame>
    }
    .into_any()
}

#[component]
fn Parts(desk: Desk, kind: Kind) -> impl IntoView {
    let all = memo(move || desk.menu.with(|menu| menu.as_ref().map(|menu| kind.all(menu)).unwrap_or_default()));
    // A part that is not there yet has an id already; it is another one once that is taken.
    let next = RwSignal::new(crate::ids::fresh::<Uuid>());
    let heading = format!("office-{kind:?}").to_lowercase();
    let labelled = heading.clone();
    view! {
        <section class="opart" aria-labelledby=labelled>
            <h2 class="opart-name" id=heading>
                {kind.title()}
            </h2>
            <For each=move || all.get() key=|id| *id let:id>
                <Part desk kind id />
            </For>
            <For each=move || [next.get()] key=|id| *id let:id>
                <NewPart desk kind id next />
            </For>
        </section>
    }
    .into_any()
}

/// One part, closed until it is asked for.
#[component]
fn Part(desk: Desk, kind: Kind, id: Uuid) -> impl IntoView {
    let shown = memo(move || desk.menu.with(|menu| Draft::of(kind, id, menu.as_ref()?)));
    let draft = RwSignal::new(shown.get_untracked()?);
    let base = RwSignal::new(desk.menu.get_untracked());
    // What others change is taken up as long as nothing else has been typed here, and once what was typed is on the menu.
    Effect::new(move |_| {
        let (now, Some(menu)) = (shown.get(), desk.menu.get_untracked()) else { return };
        let says = |menu: &Menu| draft.with_untracked(|draft| matches!(draft.edit(kind, id, menu), Ok(None)));
        let settled = says(&menu) || base.with_untracked(|base| base.as_ref().is_some_and(|base| says(base)));
        if let (true, Some(now)) = (settled, now) {
            draft.set(now);
            base.set(Some(menu));
        }
    });
    let name = move || shown.with(|shown| shown.as_ref().map(|one| one.name.clone()).unwrap_or_default());
    Some(
        view! {
            <details class="opiece">
                <summary class="orow-link">
                    <span class="orow-name" dir="auto">
                        {name}
                    </span>
                    <Icon name="chevron-down" />
                </summary>
                <PartForm desk kind id draft base />
            </details>
        }
        .into_any(),
    )
}

#[component]
fn NewPart(desk: Desk, kind: Kind, id: Uuid, next: RwSignal<Uuid>) -> impl IntoView {
    let draft = RwSignal::new(Draft::new(kind));
    let base = RwSignal::new(desk.menu.get_untracked());
    Effect::new(move |_| {
        let taken = desk.menu.with(|menu| menu.as_ref().is_some_and(|menu| kind.all(menu).contains(&id)));
        if taken {
            let _ = next.try_set(crate::ids::fresh());
        }
    });
    view! {
        <details class="opiece opiece-new">
            <summary class="orow-link">
                <Icon name="plus" />
                <span class="orow-name">{say!(office_add)}</span>
            </summary>
            <PartForm desk kind id draft base />
        </details>
    }
    .into_any()
}

/// `base` is the menu that what was typed is held against: what others have changed since, the server says when it is saved.
#[component]
fn PartForm(desk: Desk, kind: Kind, id: Uuid, draft: RwSignal<Draft>, base: RwSignal<Option<Arc<Menu>>>) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let edit = move || base.with(|menu| menu.as_ref().map(|menu| draft.with(|draft| draft.edit(kind, id, menu))));
    // Keeps the typed fields on top of the current menu; the next save overwrites knowingly.
    let refused = move |mine: &MenuEdit| {
        let Some(Some(now)) = desk.menu.try_get_untracked() else { return };
        let mut merged = Menu::clone(&now);
        if merged.edit(mine)
            && let Some(fields) = Draft::of(kind, id, &merged)
        {
            let _ = draft.try_set(fields);
        }
        let _ = base.try_set(Some(now));
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        wrong.set(None);
        match untrack(edit) {
            Some(Ok(Some(edit))) => {
                let name = draft.with_untracked(|draft| draft.name.clone());
                let mine = edit.clone();
                desk.edit(vec![edit], say!(office_saved, what = &name), move |error| {
                    let _ = wrong.try_set(Some(error.sentence()));
                    refused(&mine);
                });
            }
            Some(Err((field, problem))) => wrong.set(Some(words().wrong(field, problem))),
            Some(Ok(None)) | None => {}
        }
    };
    let labels = match kind {
        Kind::TaxClass => [say!(office_rate_here).to_owned(), say!(office_rate_away).to_owned()],
        _ => kind.numbers().map(|field| words().field(field)),
    };
    let number = move |nth: usize, label: String| {
        let field = format!("office-{id}-{nth}");
        view! {
            <div class="field">
                <label for=field.clone()>{label}</label>
                <input
                    class="input"
                    id=field
                    inputmode="decimal"
                    dir="ltr"
                    autocomplete="off"
                    prop:value=move || draft.with(|draft| draft.numbers[nth].clone())
                    on:input=move |event| draft.update(|draft| draft.numbers[nth] = event_target_value(&event))
                />
            </div>
        }
    };
    let [first, second] = labels;
    let name = format!("office-{id}-name");
    view! {
        <form class="opiece-form" on:submit=save novalidate>
            <div class="field">
                <label for=name.clone()>{words().field(Field::Name)}</label>
                <input
                    class="input"
                    id=name
                    dir="auto"
                    autocomplete="off"
                    prop:value=move || draft.with(|draft| draft.name.clone())
                    on:input=move |event| draft.update(|draft| draft.name = event_target_value(&event))
                />
            </div>
            <div class="oform-pair">{number(0, first)} {number(1, second)}</div>
            {(kind == Kind::Group).then(|| view! { <Options draft /> })}
            <p class="field-error" role="status">
                {move || wrong.get()}
            </p>
            <button class="btn btn-primary" type="submit" disabled=move || matches!(edit(), Some(Ok(None)) | None)>
                {say!(save)}
            </button>
        </form>
    }
    .into_any()
}

/// The options of a group, in their order.
#[component]
fn Options(draft: RwSignal<Draft>) -> impl IntoView {
    let ids = memo(move || draft.with(|draft| draft.options.iter().map(|one| one.choice.id.0).collect::<Vec<_>>()));
    view! {
        <fieldset class="field">
            <legend>{words().field(Field::Options)}</legend>
            <ul class="ooptions">
                <For each=move || ids.get() key=|id| *id let:id>
                    <OptionRow draft id />
                </For>
            </ul>
            <button class="btn" type="button" on:click=move |_| draft.update(|draft| draft.options.push(OptionDraft::new()))>
                <Icon name="plus" />
                {say!(office_add_option)}
            </button>
        </fieldset>
    }
    .into_any()
}

#[component]
fn OptionRow(draft: RwSignal<Draft>, id: Uuid) -> impl IntoView {
    let read = move |get: fn(&OptionDraft) -> String| {
        move || draft.with(|draft| draft.options.iter().find(|one| one.choice.id.0 == id).map(get).unwrap_or_default())
    };
    let change = move |change: &dyn Fn(&mut OptionDraft)| {
        draft.update(|draft| draft.options.iter_mut().filter(|one| one.choice.id.0 == id).for_each(change));
    };
    let name = read(|one| one.choice.name.clone());
    let chosen = move || draft.with(|draft| draft.options.iter().any(|one| one.choice.id.0 == id && one.choice.default));
    view! {
        <li class="ooption">
            <input
                class="input"
                dir="auto"
                autocomplete="off"
                aria-label=say!(office_option_name)
                prop:value=name
                on:input=move |event| {
                    let text = event_target_value(&event);
                    change(&|one| one.choice.name.clone_from(&text));
                }
            />
            <input
                class="input ooption-price"
                dir="ltr"
                inputmode="decimal"
                autocomplete="off"
                aria-label=move || say!(office_option_price, what = &name())
                placeholder="0"
                prop:value=read(|one| one.price.clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    change(&|one| one.price.clone_from(&text));
                }
            />
            <label class="chip chip-sm">
                <input
                    type="checkbox"
                    aria-label=move || say!(office_option_default, what = &name())
                    prop:checked=chosen
                    on:change=move |_| change(&|one| one.choice.default = !one.choice.default)
                />
                <span aria-hidden="true">{say!(office_from_the_start)}</span>
            </label>
            <button
                class="btn btn-quiet btn-icon"
                type="button"
                aria-label=move || say!(office_option_remove, what = &name())
                on:click=move |_| draft.update(|draft| draft.options.retain(|one| one.choice.id.0 != id))
            >
                <Icon name="trash" />
            </button>
        </li>
    }
    .into_any()
}
