//! What waits for a waiter: dishes to carry, calls to answer, phones to let in.

use crate::actor::PersonName;
use crate::ids::{CallId, GuestId, ItemId, OrderId, SessionId};
use crate::party::{Call, Guest, ItemStatus, Order, Place, Session, SessionStatus, Standing};
use crate::time::At;
use serde::{Deserialize, Serialize};

/// What waits for a waiter. Each list oldest first; calls that somebody is on come after the unanswered ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Queues {
    pub ready: Vec<ReadyToServe>,
    pub calls: Vec<CallCard>,
    pub approvals: Vec<Approval>,
}

/// The ready items of one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyToServe {
    pub session: SessionId,
    pub place: Place,
    pub order: OrderId,
    pub short: String,
    pub ready_since: At,
    /// The party's table has been closed: whoever sits there now has not ordered this.
    #[serde(default)]
    pub closed: bool,
    pub items: Vec<ReadyItem>,
}

/// One dish that waits to be carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyItem {
    pub id: ItemId,
    pub name: String,
    /// What is said of its choices; empty if nothing is.
    pub choices: String,
    pub note: Option<String>,
    pub quantity: u32,
    pub guest: Option<GuestId>,
    pub guest_name: Option<PersonName>,
}

/// A call with its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallCard {
    pub session: SessionId,
    pub place: Place,
    pub call: Call,
}

/// A phone that waits to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub session: SessionId,
    pub place: Place,
    /// `None` for a party that waits as a whole.
    pub guest: Option<GuestId>,
    /// What the table would call it; `None` for a party that waits as a whole.
    pub name: Option<PersonName>,
    pub why: WhyWaiting,
    pub since: At,
}

/// Why a phone waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyWaiting {
    /// The house lets phones in one by one, and nobody sits here yet.
    Opens,
    /// The same, at a party's table.
    Joins,
    /// It says it belongs to the party that has paid.
    WithPaid,
    /// It says it does not, and that party's table is not cleared yet.
    NewParty,
}

impl Approval {
    fn of(session: &Session, guest: &Guest) -> Self {
        let why = match guest.standing {
            Standing::NewParty => WhyWaiting::NewParty,
            _ if session.status == SessionStatus::PendingApproval => WhyWaiting::Opens,
            _ if session.is_paid() => WhyWaiting::WithPaid,
            _ => WhyWaiting::Joins,
        };
        Self {
            session: session.id,
            place: session.place.clone(),
            guest: Some(guest.id),
            name: Some(guest.name.clone()),
            why,
            since: guest.joined_at,
        }
    }
}

impl Queues {
    /// Everything that waits in these sessions.
    pub fn of<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Self {
        let mut queues = Self::default();
        for session in sessions {
            // What is ready waits until somebody serves it, also after the party has left.
            queues.ready.extend(session.orders.iter().filter_map(|order| ready_of(session, order)));
            if session.is_closed() {
                continue;
            }
            queues.approvals.extend(session.waiting().map(|guest| Approval::of(session, guest)));
            if session.status == SessionStatus::PendingApproval && session.waiting().next().is_none() {
                queues.approvals.push(Approval {
                    session: session.id,
                    place: session.place.clone(),
                    guest: None,
                    name: None,
                    why: WhyWaiting::Opens,
                    since: session.opened_at,
                });
            }
            queues.calls.extend(session.pending_calls().map(|call| CallCard {
                session: session.id,
                place: session.place.clone(),
                call: call.clone(),
            }));
        }
        queues.ready.sort_by_key(|r| r.ready_since);
        // Unanswered ones come first.
        queues.calls.sort_by_key(|c| (!c.call.is_open(), c.call.at));
        queues.approvals.sort_by_key(|a| a.since);
        queues
    }
    /// How many calls are not answered yet.
    pub fn unanswered(&self) -> usize {
        self.calls.iter().filter(|c| c.call.is_open()).count()
    }
    /// A call that is not done, by its id.
    pub fn call(&self, id: CallId) -> Option<&CallCard> {
        self.calls.iter().find(|c| c.call.id == id)
    }
}

fn ready_of(session: &Session, order: &Order) -> Option<ReadyToServe> {
    let ready: Vec<_> = order.items.iter().filter(|i| i.status == ItemStatus::Ready).collect();
    let ready_since = ready.iter().filter_map(|i| i.reached(ItemStatus::Ready)).min()?;
    Some(ReadyToServe {
        session: session.id,
        place: session.place.clone(),
        order: order.id,
        short: order.short.clone(),
        ready_since,
        closed: session.is_closed(),
        items: ready
            .into_iter()
            .map(|item| ReadyItem {
                id: item.id,
                name: item.name.clone(),
                choices: item.choices(),
                note: item.note.clone(),
                quantity: item.quantity,
                guest: item.guest,
                guest_name: item.guest.and_then(|id| session.guest(id)).map(|g| g.name.clone()),
            })
            .collect(),
    })
}
