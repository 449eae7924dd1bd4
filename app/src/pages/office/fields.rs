//! Fields of the office's forms: what was typed, and why it can't be so, beside each.

use crate::memo::memo;
use crate::words;
use comanda::error::Field;
use leptos::prelude::*;

/// What stands in the fields of one form; `Copy`.
pub struct Form<D: Send + Sync + 'static> {
    pub draft: RwSignal<D>,
    /// The field that can't be so, and why.
    pub wrong: RwSignal<Option<(Field, String)>>,
}

impl<D: Send + Sync + 'static> Clone for Form<D> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<D: Send + Sync + 'static> Copy for Form<D> {}

impl<D: Send + Sync + 'static> Form<D> {
    pub fn new(draft: D) -> Self {
        Self { draft: RwSignal::new(draft), wrong: RwSignal::new(None) }
    }

    fn is_wrong(self, field: Field) -> bool {
        self.wrong.with(|wrong| wrong.as_ref().is_some_and(|(at, _)| *at == field))
    }
}

fn id_of(field: Field) -> String {
    format!("office-{field:?}").to_lowercase()
}

/// One line of text.
#[component]
pub fn Typed<D: Send + Sync + 'static>(
    form: Form<D>,
    field: Field,
    read: fn(&D) -> &String,
    write: fn(&mut D, String),
    /// A number: phones show its keys.
    #[prop(optional)]
    decimal: bool,
    /// Where one field of the rulebook's is several here.
    #[prop(optional)]
    label: Option<&'static str>,
    /// Distinguishes those.
    #[prop(optional)]
    part: &'static str,
) -> impl IntoView {
    let id = format!("{}{part}", id_of(field));
    view! {
        <div class="field">
            <label for=id.clone()>{label.map_or_else(|| words().field(field), str::to_owned)}</label>
            <input
                class="input"
                id=id
                autocomplete="off"
                inputmode=decimal.then_some("decimal")
                dir=if decimal { "ltr" } else { "auto" }
                aria-invalid=move || form.is_wrong(field).to_string()
                aria-describedby=format!("{}-why", id_of(field))
                prop:value=move || form.draft.with(|draft| read(draft).clone())
                on:input=move |event| form.draft.update(|draft| write(draft, event_target_value(&event)))
            />
            {part.is_empty().then(|| view! { <Why form field /> })}
        </div>
    }
    .into_any()
}

/// One of several; `all` are their values and names.
#[component]
pub fn Select<D: Send + Sync + 'static>(
    form: Form<D>,
    field: Field,
    #[prop(into)] all: Signal<Vec<(String, String)>>,
    read: fn(&D) -> Option<String>,
    write: fn(&mut D, &str),
) -> impl IntoView {
    let id = id_of(field);
    let chosen = memo(move || form.draft.with(read));
    view! {
        <div class="field">
            <label for=id.clone()>{words().field(field)}</label>
            <select
                class="input"
                id=id.clone()
                aria-invalid=move || form.is_wrong(field).to_string()
                aria-describedby=format!("{id}-why")
                on:change=move |event| form.draft.update(|draft| write(draft, &event_target_value(&event)))
            >
                <option value="" selected=move || chosen.with(Option::is_none)>
                    {say!(office_please_choose)}
                </option>
                <For each=move || all.get() key=|option| option.clone() let((value, name))>
                    {
                        let this = value.clone();
                        let selected = move || chosen.with(|chosen| chosen.as_ref() == Some(&this));
                        view! {
                            <option value=value prop:selected=selected.clone() selected=selected>
                                {name}
                            </option>
                        }
                    }
                </For>
            </select>
            <Why form field />
        </div>
    }
    .into_any()
}

/// Why a field can't be so.
#[component]
pub fn Why<D: Send + Sync + 'static>(form: Form<D>, field: Field) -> impl IntoView {
    let why = move || form.wrong.with(|wrong| wrong.as_ref().filter(|(at, _)| *at == field).map(|(_, why)| why.clone()));
    view! {
        <p class="field-error" id=format!("{}-why", id_of(field)) role="status">
            {why}
        </p>
    }
    .into_any()
}
