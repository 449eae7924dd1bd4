//! A dish's fields, beside what guests will see of it.

use super::desk::Desk;
use super::draft::{Draft, Wrong, toggled};
use super::fields::{Form, Select, Typed, Why};
use super::preview::Preview;
use super::{Chosen, MENU};
use crate::AppError;
use crate::components::icon::Icon;
use crate::components::keyed::keyed;
use crate::memo::memo;
use crate::{language, words};
use comanda::backend::Fault;
use comanda::error::Field;
use comanda::ids::{GroupId, ProductId};
use comanda::shop::menu::{Allergen, Menu, MenuEdit, Product, ProductChanges, Tag, places};
use comanda::{Money, Rejection};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

#[component]
pub fn Editor(desk: Desk, chosen: Memo<Option<Chosen>>) -> impl IntoView {
    view! {
        <section class="oedit" aria-label=say!(office_dish)>
            {keyed(move || chosen.get(), move |chosen| view! { <Fields desk chosen /> })}
            <Show when=move || chosen.get().is_none()>
                <div class="empty">
                    <Icon name="edit" />
                    <p class="empty-title">{say!(office_choose)}</p>
                    <p>{say!(office_choose_text)}</p>
                </div>
            </Show>
        </section>
    }
    .into_any()
}

/// A dish being edited; `Copy`.
#[derive(Clone, Copy)]
struct Edit {
    desk: Desk,
    /// Its id, also before it is there.
    id: ProductId,
    /// The dish as these fields know it: what has changed since is another's doing. `None` for one that is not there yet.
    base: RwSignal<Option<Product>>,
    form: Form<Draft>,
}

impl Edit {
    fn of(desk: Desk, chosen: Chosen) -> Option<Self> {
        let (base, draft) = desk.menu.with_untracked(|menu| {
            let menu = menu.as_ref()?;
            Some(match chosen {
                Chosen::Dish(id) => {
                    let dish = menu.any_product(id)?;
                    (Some(dish.clone()), typed(desk, dish))
                }
                Chosen::New => (None, Draft::new(menu)),
            })
        })?;
        let id = base.as_ref().map_or_else(crate::ids::fresh, |one| one.id);
        Some(Self { desk, id, base: RwSignal::new(base), form: Form::new(draft) })
    }

    /// The dish the fields mean. Errors: the first field that says nothing.
    fn product(self) -> Result<Product, Wrong> {
        let currency = self.desk.currency.get_untracked();
        self.base.with(|base| self.form.draft.with(|draft| draft.product(base.as_ref(), self.id, last(self.desk), currency)))
    }

    /// Is there anything to save?
    fn is_changed(self) -> bool {
        match self.product() {
            Ok(product) => self.base.with(|base| base.as_ref() != Some(&product)),
            Err(_) => true,
        }
    }

    /// Takes up what others have changed meanwhile; what was typed here stays. A field that both have changed is held against what it was:
    /// the server says so when it is saved.
    fn follow(self, now: &Product) {
        let Some(base) = self.base.get_untracked() else { return self.base.set(Some(now.clone())) };
        let Ok(mine) = untrack(|| self.product()) else { return };
        let (mine, held) = ProductChanges::between(&base, &mine).rebased(now);
        if base != held {
            self.base.set(Some(held));
        }
        let fields = typed(self.desk, &mine);
        if self.form.draft.with_untracked(|draft| *draft != fields) {
            self.form.draft.set(fields);
        }
    }

    fn save(self) {
        self.form.wrong.set(None);
        let product = match untrack(|| self.product()) {
            Ok(product) => product,
            Err((field, problem)) => return self.form.wrong.set(Some((field, words().wrong(field, problem)))),
        };
        let name = product.name.clone();
        let (edit, done) = match self.base.get_untracked() {
            None => (MenuEdit::AddProduct { product: Arc::new(product) }, say!(office_added, what = &name)),
            Some(base) => {
                let changes = Box::new(ProductChanges::between(&base, &product));
                if changes.is_empty() {
                    return;
                }
                (MenuEdit::EditProduct { id: base.id, changes }, say!(office_saved, what = &name))
            }
        };
        self.desk.edit(vec![edit], done, move |error| self.refused(error));
    }

    /// Shows the refusal at its field and keeps the typed fields. The next save compares with the current menu, so it overwrites knowingly.
    fn refused(self, error: &AppError) {
        let field = match error.fault() {
            Some(Fault::Rejected {
                rejection: Rejection::BadField { field, .. } | Rejection::ChangedMeanwhile { field, .. },
            }) => *field,
            _ => Field::Name,
        };
        let _ = self.form.wrong.try_set(Some((field, error.sentence())));
        let now = self.desk.menu.try_with_untracked(|menu| menu.as_ref()?.any_product(self.id).cloned()).flatten();
        if let Some(now) = now {
            self.follow(&now);
            let _ = self.base.try_set(Some(now));
        }
    }

    /// Takes the dish off the menu, or puts it back.
    fn archive(self, off: bool) {
        let Some(before) = self.desk.menu.with_untracked(|menu| menu.as_ref()?.any_product(self.id).cloned()) else { return };
        let after = Product { archived: off, ..before.clone() };
        let changes = Box::new(ProductChanges::between(&before, &after));
        let done = if off { say!(office_taken_off, what = &before.name) } else { say!(office_brought_back, what = &before.name) };
        self.desk.edit(vec![MenuEdit::EditProduct { id: self.id, changes }], done, move |error| self.refused(error));
    }
}

/// A dish's fields, its price as the reader would type it.
fn typed(desk: Desk, dish: &Product) -> Draft {
    Draft::of(dish, words().typed(Money::new(dish.price, desk.currency.get_untracked())))
}

/// The place after the last dish.
fn last(desk: Desk) -> i64 {
    let last = desk.menu.with_untracked(|menu| menu.iter().flat_map(|menu| &menu.products).map(|one| one.position).max());
    last.unwrap_or(0).saturating_add(places().next().unwrap_or(1))
}

#[component]
fn Fields(desk: Desk, chosen: Chosen) -> impl IntoView {
    let Some(edit) = Edit::of(desk, chosen) else {
        return view! {
            <div class="empty">
                <Icon name="ban" />
                <p class="empty-title">{say!(office_not_there)}</p>
                <a class="btn" href=MENU>
                    {say!(menu)}
                </a>
            </div>
        }
        .into_any();
    };
    let id = edit.id;
    let now = memo(move || desk.menu.with(|menu| menu.as_ref()?.any_product(id).cloned()));
    Effect::new(move |_| {
        if let Some(now) = now.get() {
            edit.follow(&now);
        }
    });
    let archived = memo(move || now.with(|dish| dish.as_ref().is_some_and(|dish| dish.archived)));
    let there = memo(move || now.with(Option::is_some));
    let seen = Signal::derive(move || edit.product().ok());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        edit.save();
    };
    // A new dish that has been taken is one of the menu's from then on.
    let go = use_navigate();
    Effect::new(move |_| {
        if chosen == Chosen::New && there.get() {
            go(&Chosen::Dish(id).href(), NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() });
        }
    });
    let title = move || {
        if chosen == Chosen::New { say!(office_new_dish).to_owned() } else { edit.form.draft.with(|draft| draft.name.clone()) }
    };
    view! {
        <form class="oform" on:submit=save novalidate>
            <header class="oform-head">
                <a class="btn btn-quiet btn-icon oform-back" href=MENU aria-label=say!(close) data-noscroll="">
                    <Icon name="arrow-left" class="icon-flip" />
                </a>
                <h2 class="oform-title" dir="auto">
                    {title}
                </h2>
            </header>
            <div class="oform-body">
                <Preview desk dish=seen />
                <Typed form=edit.form field=Field::Name read=|draft| &draft.name write=|draft, text| draft.name = text />
                <div class="field">
                    <label for="office-description">{words().field(Field::Description)}</label>
                    <textarea
                        class="input"
                        id="office-description"
                        dir="auto"
                        rows="3"
                        prop:value=move || edit.form.draft.with(|draft| draft.description.clone())
                        on:input=move |event| edit.form.draft.update(|draft| draft.description = event_target_value(&event))
                    ></textarea>
                    <Why form=edit.form field=Field::Description />
                </div>
                <div class="oform-pair">
                    <Typed form=edit.form field=Field::Price decimal=true read=|draft| &draft.price write=|draft, text| draft.price = text />
                    <Typed
                        form=edit.form
                        field=Field::PrepMinutes
                        decimal=true
                        read=|draft| &draft.prep_minutes
                        write=|draft, text| draft.prep_minutes = text
                    />
                </div>
                <div class="oform-pair">
                    <Select
                        form=edit.form
                        field=Field::Category
                        all=choices(desk, |menu| menu.categories.iter().filter(|one| !one.archived).map(|one| (one.id.to_string(), one.name.clone())).collect())
                        read=|draft| draft.category.map(|id| id.to_string())
                        write=|draft, id| draft.category = id.parse().ok()
                    />
                    <Select
                        form=edit.form
                        field=Field::Station
                        all=choices(desk, |menu| menu.stations.iter().filter(|one| !one.archived).map(|one| (one.id.to_string(), one.name.clone())).collect())
                        read=|draft| draft.station.map(|id| id.to_string())
                        write=|draft, id| draft.station = id.parse().ok()
                    />
                    <Select
                        form=edit.form
                        field=Field::TaxClass
                        all=choices(desk, |menu| menu.tax_classes.iter().filter(|one| !one.archived).map(|one| (one.id.to_string(), one.name.clone())).collect())
                        read=|draft| draft.tax_class.map(|id| id.to_string())
                        write=|draft, id| draft.tax_class = id.parse().ok()
                    />
                </div>
                <fieldset class="field">
                    <legend>{words().field(Field::Allergens)}</legend>
                    <div class="chips">
                        {Allergen::ALL
                            .iter()
                            .map(|one| {
                                let one = *one;
                                view! {
                                    <Tick
                                        label=language::allergen(one).to_owned()
                                        on=Signal::derive(move || edit.form.draft.with(|draft| draft.allergens.contains(&one)))
                                        toggle=move || edit.form.draft.update(|draft| draft.allergens = toggled(&draft.allergens, one, Allergen::ALL))
                                    />
                                }
                            })
                            .collect_view()}
                    </div>
                </fieldset>
                <fieldset class="field">
                    <legend>{words().field(Field::Tags)}</legend>
                    <div class="chips">
                        {Tag::ALL
                            .iter()
                            .map(|one| {
                                let one = *one;
                                view! {
                                    <Tick
                                        label=language::tag(one).to_owned()
                                        on=Signal::derive(move || edit.form.draft.with(|draft| draft.tags.contains(&one)))
                                        toggle=move || edit.form.draft.update(|draft| draft.tags = toggled(&draft.tags, one, Tag::ALL))
                                    />
                                }
                            })
                            .collect_view()}
                    </div>
                </fieldset>
                <Groups edit />
            </div>
            <footer class="oform-foot">
                <Show when=move || there.get()>
                    <button class="btn btn-quiet" type="button" on:click=move |_| edit.archive(!archived.get_untracked())>
                        <Icon name=if archived.get_untracked() { "undo" } else { "ban" } />
                        <span>{move || if archived.get() { say!(office_bring_back) } else { say!(office_take_off) }}</span>
                    </button>
                </Show>
                <button class="btn btn-primary btn-lg grow" type="submit" disabled=move || !edit.is_changed()>
                    {say!(save)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// What a restaurant has of something, by its ids and names.
fn choices(desk: Desk, all: fn(&Menu) -> Vec<(String, String)>) -> Signal<Vec<(String, String)>> {
    memo(move || desk.menu.with(|menu| menu.as_ref().map(|menu| all(menu)).unwrap_or_default())).into()
}

/// The choices a dish offers, in the order of the menu's groups.
#[component]
fn Groups(edit: Edit) -> impl IntoView {
    let groups = memo(move || {
        edit.desk.menu.with(|menu| {
            let all = menu.iter().flat_map(|menu| &menu.groups).filter(|one| !one.archived);
            all.map(|one| (one.id, one.name.clone())).collect::<Vec<(GroupId, String)>>()
        })
    });
    view! {
        <fieldset class="field">
            <legend>{words().field(Field::Groups)}</legend>
            <div class="chips">
                <For each=move || groups.get() key=|group| group.clone() let((id, name))>
                    <Tick
                        label=name
                        on=Signal::derive(move || edit.form.draft.with(|draft| draft.groups.contains(&id)))
                        toggle=move || {
                            let all = groups.with_untracked(|all| all.iter().map(|(id, _)| *id).collect::<Vec<_>>());
                            edit.form.draft.update(|draft| draft.groups = toggled(&draft.groups, id, &all));
                        }
                    />
                </For>
            </div>
            <Why form=edit.form field=Field::Groups />
        </fieldset>
    }
    .into_any()
}

#[component]
fn Tick(label: String, on: Signal<bool>, toggle: impl Fn() + 'static) -> impl IntoView {
    view! {
        <label class="chip chip-sm">
            <input type="checkbox" prop:checked=move || on.get() on:change=move |_| toggle() />
            <span dir="auto">{label}</span>
        </label>
    }
    .into_any()
}
