//! `/manage/settings`: what the restaurant is called, where it is, how it seats and what it charges.

use super::desk::{Desk, Sources, listen};
use super::fields::{Form, Select, Typed};
use super::{Frame, SETTINGS};
use crate::AppError;
use crate::components::gate::Gate;
use crate::components::room::Room;
use crate::components::theme::{PageTheme, Theme, ThemeHandle, use_theme};
use crate::memo::memo;
use crate::queries::cached::{use_menu, use_viewer};
use crate::words;
use comanda::access::Surface;
use comanda::backend::Fault;
use comanda::error::{Field, Problem};
use comanda::shop::{SeatingPolicy, ServiceCharge, ShopCommand, Store, StoreChanges, UnseenLimit};
use comanda::text::one_line;
use comanda::{Command, Money, Rejection};
use i18n::Language;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn SettingsPage() -> impl IntoView {
    let sources = Sources { viewer: use_viewer(), menu: use_menu() };
    listen(sources.viewer);
    let theme = use_theme("theme-office", &[Theme::System, Theme::Light, Theme::Dark]);
    view! {
        <Title text=say!(office_settings_title) />
        <Room name="office" />
        <PageTheme theme />
        <Transition>
            <Gate viewer=sources.viewer surface=Surface::Office to=SETTINGS>
                <SettingsScreen sources theme />
            </Gate>
        </Transition>
    }
    .into_any()
}

/// What the fields say, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Draft {
    name: String,
    tagline: String,
    address: String,
    locale: Option<String>,
    time_zone: String,
    day_ends_hour: Option<String>,
    seating: Option<String>,
    /// Percent.
    service: String,
    service_from: String,
    /// Empty is no limit.
    unseen_portions: String,
    unseen_total: String,
}

impl Draft {
    fn of(store: &Store) -> Self {
        let percent = Money::new(store.service.bps, hundredths());
        Self {
            name: store.name.clone(),
            tagline: store.tagline.clone(),
            address: store.address.clone(),
            locale: Some(store.locale.clone()),
            time_zone: store.time_zone.clone(),
            day_ends_hour: Some(store.day_ends_hour.to_string()),
            seating: Some(store.seating.word().to_owned()),
            service: words().typed(percent),
            service_from: store.service.from_covers.to_string(),
            unseen_portions: store.unseen.portions.map(|n| n.to_string()).unwrap_or_default(),
            unseen_total: store.unseen.total.map(|n| words().typed(Money::new(n, store.currency))).unwrap_or_default(),
        }
    }

    /// The settings the fields mean; `of` lends what they don't say. Errors: the first field that says nothing.
    fn store(&self, of: &Store) -> Result<Store, (Field, Problem)> {
        let unread = |field| (field, Problem::NotUnderstood);
        let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Store {
            name: one_line(&self.name),
            tagline: one_line(&self.tagline),
            address: one_line(&self.address),
            locale: self.locale.clone().ok_or((Field::Locale, Problem::Missing))?,
            time_zone: self.time_zone.trim().to_owned(),
            day_ends_hour: self.day_ends_hour.as_ref().and_then(|n| n.parse().ok()).ok_or(unread(Field::DayEndsHour))?,
            seating: self.seating.as_deref().and_then(SeatingPolicy::parse).ok_or((Field::Seating, Problem::Missing))?,
            service: ServiceCharge {
                bps: Money::typed(&self.service, hundredths()).ok_or(unread(Field::Service))?.minor,
                from_covers: self.service_from.trim().parse().map_err(|_| unread(Field::Service))?,
                rate: of.service.rate,
            },
            unseen: UnseenLimit {
                portions: optional(&self.unseen_portions).map(|n| n.parse().map_err(|_| unread(Field::Unseen))).transpose()?,
                total: optional(&self.unseen_total)
                    .map(|n| Money::typed(&n, of.currency).map(|n| n.minor).ok_or(unread(Field::Unseen)))
                    .transpose()?,
            },
            ..of.clone()
        })
    }
}

/// A percentage is typed as an amount of two decimals is.
fn hundredths() -> comanda::Currency {
    comanda::Currency::EUR
}

/// Settings being edited; `Copy`.
#[derive(Clone, Copy)]
struct Edit {
    desk: Desk,
    /// The settings as these fields know them.
    base: RwSignal<Store>,
    form: Form<Draft>,
}

impl Edit {
    fn store(self) -> Result<Store, (Field, Problem)> {
        self.base.with(|base| self.form.draft.with(|draft| draft.store(base)))
    }

    fn is_changed(self) -> bool {
        self.store().map_or(true, |store| self.base.with(|base| *base != store))
    }

    /// Takes up what others have changed; what was typed here stays. A field that both have changed is held against what it was.
    fn follow(self, now: &Store) {
        let Ok(mine) = untrack(|| self.store()) else { return };
        let base = self.base.get_untracked();
        let (mine, held) = StoreChanges::between(&base, &mine).rebased(now);
        if base != held {
            self.base.set(held);
        }
        let fields = Draft::of(&mine);
        if self.form.draft.with_untracked(|draft| *draft != fields) {
            self.form.draft.set(fields);
        }
    }

    fn save(self) {
        self.form.wrong.set(None);
        let store = match untrack(|| self.store()) {
            Ok(store) => store,
            Err((field, problem)) => return self.form.wrong.set(Some((field, words().wrong(field, problem)))),
        };
        let changes = StoreChanges::between(&self.base.get_untracked(), &store);
        if changes.is_empty() {
            return;
        }
        let edit = |changes| Command::Shop(ShopCommand::EditStore { changes: Box::new(changes) });
        let back = edit(changes.clone().reversed());
        self.desk.act(edit(changes), back, say!(office_settings_saved).to_owned(), move |error| self.refused(error));
    }

    /// Says why not at the field it is about; what was typed stays, held against the settings as they are now.
    fn refused(self, error: &AppError) {
        let field = match error.fault() {
            Some(Fault::Rejected {
                rejection: Rejection::BadField { field, .. } | Rejection::ChangedMeanwhile { field, .. },
            }) => *field,
            _ => Field::Name,
        };
        let _ = self.form.wrong.try_set(Some((field, error.sentence())));
        if let Some(Some(now)) = self.desk.store.try_get_untracked() {
            self.follow(&now);
            let _ = self.base.try_set(now);
        }
    }
}

#[component]
fn SettingsScreen(sources: Sources, theme: ThemeHandle) -> impl IntoView {
    let desk = Desk::new(sources);
    let there = memo(move || desk.store.with(Option::is_some));
    view! {
        <Frame desk theme here=SETTINGS title=say!(office_settings)>
            <main class="osettings" id="main">
                <Show when=move || there.get()>
                    <Fields desk />
                </Show>
            </main>
        </Frame>
    }
    .into_any()
}

#[component]
fn Fields(desk: Desk) -> impl IntoView {
    let store = desk.store.get_untracked()?;
    let form = Form::new(Draft::of(&store));
    let edit = Edit { desk, base: RwSignal::new(store), form };
    Effect::new(move |_| {
        if let Some(now) = desk.store.get() {
            edit.follow(&now);
        }
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        edit.save();
    };
    let languages =
        Signal::derive(|| Language::ALL.iter().map(|one| (one.tag().to_owned(), one.name().to_owned())).collect::<Vec<_>>());
    let hours = Signal::derive(|| (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00"))).collect::<Vec<_>>());
    let seatings = Signal::derive(|| {
        let name = |policy| match policy {
            SeatingPolicy::OpenByScan => say!(office_open_by_scan),
            SeatingPolicy::StaffApproves => say!(office_staff_approves),
            SeatingPolicy::TableCode => say!(office_table_code),
        };
        let all = [SeatingPolicy::OpenByScan, SeatingPolicy::StaffApproves, SeatingPolicy::TableCode];
        all.map(|one| (one.word().to_owned(), name(one).to_owned())).to_vec()
    });
    Some(
        view! {
            <form class="oform" on:submit=save novalidate>
                <div class="oform-body">
                    <h2 class="opart-name">{say!(office_house)}</h2>
                    <Typed form field=Field::Name read=|draft| &draft.name write=|draft, text| draft.name = text />
                    <Typed form field=Field::Tagline read=|draft| &draft.tagline write=|draft, text| draft.tagline = text />
                    <Typed form field=Field::Address read=|draft| &draft.address write=|draft, text| draft.address = text />
                    <div class="oform-pair">
                        <Select
                            form
                            field=Field::Locale
                            all=languages
                            read=|draft| draft.locale.clone()
                            write=|draft, tag| draft.locale = Some(tag.to_owned())
                        />
                        <Typed form field=Field::TimeZone read=|draft| &draft.time_zone write=|draft, text| draft.time_zone = text />
                        <Select
                            form
                            field=Field::DayEndsHour
                            all=hours
                            read=|draft| draft.day_ends_hour.clone()
                            write=|draft, hour| draft.day_ends_hour = Some(hour.to_owned())
                        />
                    </div>
                    <h2 class="opart-name">{say!(office_guests)}</h2>
                    <Select
                        form
                        field=Field::Seating
                        all=seatings
                        read=|draft| draft.seating.clone()
                        write=|draft, word| draft.seating = Some(word.to_owned())
                    />
                    <div class="oform-pair">
                        <Typed
                            form
                            field=Field::Service
                            label=say!(office_service_percent)
                            decimal=true
                            read=|draft| &draft.service
                            write=|draft, text| draft.service = text
                        />
                        <Typed
                            form
                            field=Field::Service
                            part="-from"
                            label=say!(office_service_from)
                            decimal=true
                            read=|draft| &draft.service_from
                            write=|draft, text| draft.service_from = text
                        />
                    </div>
                    <div class="oform-pair">
                        <Typed
                            form
                            field=Field::Unseen
                            label=say!(office_unseen_portions)
                            decimal=true
                            read=|draft| &draft.unseen_portions
                            write=|draft, text| draft.unseen_portions = text
                        />
                        <Typed
                            form
                            field=Field::Unseen
                            part="-total"
                            label=say!(office_unseen_total)
                            decimal=true
                            read=|draft| &draft.unseen_total
                            write=|draft, text| draft.unseen_total = text
                        />
                    </div>
                </div>
                <footer class="oform-foot">
                    <button class="btn btn-primary btn-lg grow" type="submit" disabled=move || !edit.is_changed()>
                        {say!(save)}
                    </button>
                </footer>
            </form>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn settings_come_back_from_their_fields_as_they_were() {
        let store = Store {
            id: Uuid::nil().into(),
            name: "Osteria".into(),
            tagline: "By the canal".into(),
            address: "Via Roma 1".into(),
            locale: "it".into(),
            currency: comanda::Currency::EUR,
            time_zone: "Europe/Rome".into(),
            day_ends_hour: 4,
            seating: SeatingPolicy::TableCode,
            service: ServiceCharge { bps: 1_250, from_covers: 8, rate: None },
            unseen: UnseenLimit { portions: None, total: Some(50_050) },
        };
        let draft = Draft::of(&store);
        assert_eq!(
            (draft.service.as_str(), draft.unseen_portions.as_str(), draft.unseen_total.as_str()),
            ("12.50", "", "500.50")
        );
        assert_eq!(draft.store(&store), Ok(store.clone()));
        let nonsense = Draft { unseen_total: "a lot".into(), ..draft };
        assert_eq!(nonsense.store(&store), Err((Field::Unseen, Problem::NotUnderstood)));
    }
}
