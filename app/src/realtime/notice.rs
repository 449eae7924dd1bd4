//! Typed notices: one-off effects a component may want (a sound, a toast, a highlight). They never touch the cache.

use crate::browser::optional::attempt;
use comanda::device::DeviceKind;
use comanda::ids::{GuestId, ItemId, StationId, TicketId};
use comanda::party::SessionChange;
use comanda::party::{CallKind, ItemStatus, Standing};
use comanda::party::{OrderRef, PartyRef};
use comanda::shop::menu::MenuEdit;
use comanda::{By, Event, KitchenEvent, PartyEvent, PersonName, ShopEvent};
use leptos::prelude::*;
use std::sync::Arc;

/// Something that just happened, for eyes and ears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    NewOrder {
        order: OrderRef,
        stations: Vec<StationId>,
    },
    TicketSeen {
        order: OrderRef,
        ticket: TicketId,
    },
    TicketBumped {
        order: OrderRef,
        ticket: TicketId,
        station: StationId,
    },
    TicketRecalled {
        order: OrderRef,
        ticket: TicketId,
        station: StationId,
    },
    /// Something stands at the pass.
    TicketReady {
        order: OrderRef,
        ticket: TicketId,
    },
    ItemMoved {
        order: OrderRef,
        item: ItemId,
        to: ItemStatus,
    },
    Called {
        party: PartyRef,
        kind: CallKind,
        by: By,
    },
    CallAnswered {
        party: PartyRef,
        by: PersonName,
    },
    WantsIn {
        party: PartyRef,
    },
    /// A phone has joined a party.
    Joined {
        party: PartyRef,
        guest: GuestId,
        /// The guest, or the waiter who has let them in.
        by: By,
    },
    Paid {
        party: PartyRef,
        amount: i64,
    },
    TableClosed {
        party: PartyRef,
    },
    SoldOut {
        name: String,
    },
    /// A dish costs something else from now on, minor units.
    PriceChanged {
        name: String,
        previous: i64,
        new: i64,
    },
    /// The server runs another build: offer a reload.
    OtherBuild,
    /// Another device continues this guest's session.
    Replaced {
        by: DeviceKind,
    },
}

impl Notice {
    pub fn of(event: &Event) -> Option<Self> {
        Some(match event {
            Event::Party(PartyEvent::OrderCreated { order_ref, .. }) => {
                Self::NewOrder { order: order_ref.clone(), stations: event.stations() }
            }
            Event::Kitchen(KitchenEvent::TicketAcknowledged { order_ref, ticket_id, .. }) => {
                Self::TicketSeen { order: order_ref.clone(), ticket: *ticket_id }
            }
            Event::Kitchen(KitchenEvent::TicketCompleted { order_ref, ticket_id, station_id, .. }) => {
                Self::TicketBumped { order: order_ref.clone(), ticket: *ticket_id, station: *station_id }
            }
            Event::Kitchen(KitchenEvent::TicketRecalled { order_ref, ticket_id, station_id, .. }) => {
                Self::TicketRecalled { order: order_ref.clone(), ticket: *ticket_id, station: *station_id }
            }
            Event::Kitchen(KitchenEvent::TicketReady { order_ref, ticket_id, .. }) => {
                Self::TicketReady { order: order_ref.clone(), ticket: *ticket_id }
            }
            // What is taken back is no news to anybody.
            Event::Party(PartyEvent::ItemStatusChanged { order_ref, item_id, new, undone: false, .. }) => {
                Self::ItemMoved { order: order_ref.clone(), item: *item_id, to: *new }
            }
            Event::Party(PartyEvent::AssistanceRequested { party, call }) => {
                Self::Called { party: party.clone(), kind: call.kind, by: call.by.clone() }
            }
            Event::Party(PartyEvent::AssistanceAcknowledged { party, by, .. }) => {
                Self::CallAnswered { party: party.clone(), by: by.name.clone() }
            }
            Event::Party(PartyEvent::PaymentCompleted { party, leg, .. }) => {
                Self::Paid { party: party.clone(), amount: leg.amount }
            }
            Event::Party(PartyEvent::SessionUpdated { party, change: SessionChange::Closed { .. }, .. }) => {
                Self::TableClosed { party: party.clone() }
            }
            Event::Party(PartyEvent::SessionUpdated { party, by, change: SessionChange::GuestJoined { guest } }) => {
                match guest.standing {
                    Standing::Seated => Self::Joined { party: party.clone(), guest: guest.id, by: by.clone() },
                    Standing::Waiting | Standing::NewParty => Self::WantsIn { party: party.clone() },
                    Standing::Removed => return None,
                }
            }
            Event::Party(PartyEvent::SessionUpdated { party, by, change: SessionChange::GuestAdmitted { guest_id } }) => {
                Self::Joined { party: party.clone(), guest: *guest_id, by: by.clone() }
            }
            Event::Shop(ShopEvent::AvailabilityChanged { name, availability, .. })
                if availability.eighty_six.is_some() || availability.left() == Some(0) =>
            {
                Self::SoldOut { name: name.clone() }
            }
            Event::Shop(ShopEvent::ProductUpdated { name, edit, .. }) => match &**edit {
                MenuEdit::EditProduct { changes, .. } => {
                    let price = changes.price.as_ref()?;
                    Self::PriceChanged { name: name.clone(), previous: price.previous, new: price.new }
                }
                _ => return None,
            },
            _ => return None,
        })
    }
}

type Listener = Arc<dyn Fn(&Notice) + Send + Sync>;

/// Who listens for notices.
#[derive(Clone, Copy)]
pub(super) struct Notices(StoredValue<Vec<(u64, Listener)>>);

impl Notices {
    pub fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }
    /// Tells each of them; one that throws keeps it from nobody else.
    pub fn tell(self, notice: &Notice) {
        let listeners: Vec<Listener> = self.0.with_value(|all| all.iter().map(|(_, l)| l.clone()).collect());
        for listener in listeners {
            let notice = notice.clone();
            attempt(move || listener(&notice));
        }
    }
}

/// Calls `listener` for every notice while the component lives.
pub fn use_notices(listener: impl Fn(&Notice) + Send + Sync + 'static) {
    let Some(notices) = use_context::<Notices>() else { return };
    let mut id = 0;
    notices.0.update_value(|all| {
        id = all.last().map_or(0, |(last, _)| last + 1);
        all.push((id, Arc::new(listener)));
    });
    on_cleanup(move || {
        let _ = notices.0.try_update_value(|all| all.retain(|(held, _)| *held != id));
    });
}
