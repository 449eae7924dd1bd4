//! The state of one kitchen display: what it shows, what is selected, and the acts it can do. `Copy`, given by context.

use super::step::{Next, next_of};
use crate::AppError;
use crate::clock::{use_now, use_store_zone};
use crate::components::place_label::place_label;
use crate::components::toast::{ToastHandle, use_toasts};
use crate::memo::memo;
use crate::queries::cached::use_pass_again;
use crate::queries::{Answer, Answered, QueryKey};
use crate::realtime::{Dispatch, follow, use_dispatch, use_ground};
use crate::remember::{remember, remembered, take_up};
use comanda::backend::{Fault, Hat};
use comanda::ids::{ItemId, SessionId, StationId, TicketId};
use comanda::kitchen::{KitchenStats, TicketCard};
use comanda::replica::Pass;
use comanda::shop::menu::Menu;
use comanda::time::{HOUR, SECOND};
use comanda::views::{Board, Viewer};
use comanda::{At, Command, KitchenCommand, Rejection};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How long a ticket that has left keeps its place, its number and the offer to undo, milliseconds: what was under a finger stays
/// under it. The rulebook allows a little more for slow networks.
const LEAVES_AFTER: u64 = 3_000;
/// A day as it mostly is, milliseconds.
const DAY: i64 = 24 * HOUR;

/// What opens over the board; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    Recall,
    EightySix,
    Keys,
}

/// A ticket this display has just bumped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bumped {
    pub ticket: TicketId,
    pub session: SessionId,
    pub short: String,
    pub table_label: String,
}

#[derive(Clone, Copy)]
pub struct Desk {
    /// `None` is the expo board over all stations.
    pub station: Memo<Option<StationId>>,
    /// Oldest first.
    pub tickets: Memo<Vec<TicketCard>>,
    pub recent: Memo<Vec<TicketCard>>,
    pub stats: Memo<KitchenStats>,
    pub menu: Memo<Option<Arc<Menu>>>,
    /// When the store's business day ends, as the server counts it.
    pub day_until: Memo<Option<At>>,
    /// What the board shows: the open tickets, and in their places those that have just left.
    pub shown: Memo<Shown>,
    /// The tickets as they are numbered. One that has just left keeps its number and answers to no key.
    pub order: Memo<Vec<TicketId>>,
    pub now: Signal<Option<At>>,
    /// The page runs: times may be written.
    pub alive: Memo<bool>,
    pub selected: RwSignal<Option<TicketId>>,
    pub bumped: RwSignal<Vec<Bumped>>,
    pub shelf: RwSignal<Option<Shelf>>,
    pub columns: Toggle,
    pub sound: Toggle,
    pub all_day: Toggle,
    /// The display is kept awake.
    pub awake: Signal<bool>,
    /// Sounds can be heard.
    pub audible: Signal<bool>,
    leaving: RwSignal<Vec<TicketId>>,
    dispatch: Dispatch,
    toasts: ToastHandle,
}

/// A switch this device remembers.
#[derive(Clone, Copy)]
pub struct Toggle {
    name: &'static str,
    on: RwSignal<bool>,
}

impl Toggle {
    fn new(name: &'static str, default: bool) -> Self {
        let kept = move || remembered(name).map_or(default, |kept| kept == "on");
        let on = RwSignal::new(kept());
        take_up(move || on.set(kept()));
        Self { name, on }
    }
    pub fn get(self) -> bool {
        self.on.get()
    }
    pub fn is_on(self) -> bool {
        self.on.get_untracked()
    }
    pub fn flip(self) {
        let on = !self.on.get_untracked();
        self.on.set(on);
        remember(self.name, if on { "on" } else { "off" });
    }
}

/// The desk over these answers. A failed or late answer leaves what was known.
pub fn make_desk(
    station: Memo<Option<StationId>>,
    viewer: Resource<Answer<Viewer>>,
    pass: Resource<Answered<Pass>>,
    menu: Resource<Answered<Menu>>,
    audible: Signal<bool>,
    awake: Signal<bool>,
) -> Desk {
    let pass = follow(|| Some(QueryKey::Pass), move || pass.get());
    let menu = follow(|| Some(QueryKey::Menu), move || menu.get());
    use_ground(Hat::Staff, move || viewer.get()?.ok(), move || menu.get()?.ok());
    let board = Memo::new(move |before: Option<&Option<Board>>| match pass.get() {
        Some(Ok(pass)) => Some(pass.board(station.get())),
        _ => before.cloned().flatten(),
    });
    let tickets = part(board, |b| b.tickets.clone());
    let recent = part(board, |b| b.recent.clone());
    let stats = part(board, |b| b.stats);
    let menu = memo(move || menu.get().and_then(Result::ok));
    let day_until = Memo::new(move |before: Option<&Option<At>>| match pass.get() {
        Some(Ok(pass)) => Some(pass.day_until),
        _ => before.copied().flatten(),
    });
    let now = use_now();
    use_store_zone(move || Some(viewer.get()?.ok()?.store?.time_zone));
    renew_day(day_until);
    let leaving = RwSignal::new(Vec::new());
    let shown = use_shown(station, tickets);
    let order = memo(move || shown.with(|shown| shown.slots.iter().map(|slot| slot.card.id).collect::<Vec<_>>()));
    // Whoever has left the board is no longer on the way out of it.
    Effect::new(move |_| {
        let here: Vec<TicketId> = tickets.with(|all| all.iter().map(|t| t.id).collect());
        if leaving.with_untracked(|l: &Vec<TicketId>| l.iter().any(|id| !here.contains(id))) {
            leaving.update(|l| l.retain(|id| here.contains(id)));
        }
    });
    Desk {
        station,
        tickets,
        recent,
        stats,
        menu,
        day_until,
        shown,
        order,
        now,
        alive: memo(move || now.with(Option::is_some)),
        selected: RwSignal::new(None),
        bumped: RwSignal::new(Vec::new()),
        shelf: RwSignal::new(None),
        columns: Toggle::new("kitchen-columns", false),
        sound: Toggle::new("kitchen-sound", true),
        all_day: Toggle::new("kitchen-all-day", true),
        awake,
        audible,
        leaving,
        dispatch: use_dispatch(Hat::Staff),
        toasts: use_toasts(),
    }
}

/// A place on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub card: TicketCard,
    /// The ticket has left; its place is kept for a moment.
    pub gone: bool,
}

/// The board's places, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    station: Option<StationId>,
    pub slots: Vec<Slot>,
}

impl Shown {
    /// The places of these tickets, and of those that were shown a moment ago, unless their time is over.
    fn after(before: Option<&Self>, station: Option<StationId>, tickets: &[TicketCard], over: &[TicketId]) -> Self {
        let mut slots: Vec<Slot> = tickets.iter().map(|card| Slot { card: card.clone(), gone: false }).collect();
        // Another station's board begins with its own tickets.
        let kept = before.filter(|before| before.station == station).map_or(&[][..], |before| &before.slots);
        let gone = kept.iter().filter(|slot| !over.contains(&slot.card.id) && !tickets.iter().any(|t| t.id == slot.card.id));
        slots.extend(gone.map(|slot| Slot { card: slot.card.clone(), gone: true }));
        slots.sort_by_key(|slot| (slot.card.sent_at, slot.card.id));
        Self { station, slots }
    }
}

/// Keeps the place of a ticket that leaves, so that nothing moves under a finger or a number key.
fn use_shown(station: Memo<Option<StationId>>, tickets: Memo<Vec<TicketCard>>) -> Memo<Shown> {
    let over = RwSignal::new(Vec::<TicketId>::new());
    let shown = Memo::new(move |before: Option<&Shown>| {
        tickets.with(|tickets| over.with(|over| Shown::after(before, station.get(), tickets, over)))
    });
    let counting = StoredValue::new(Vec::<TicketId>::new());
    Effect::new(move |_| {
        let (gone, here) = shown.with(|shown| {
            let ids = |gone: bool| shown.slots.iter().filter(|s| s.gone == gone).map(|s| s.card.id).collect::<Vec<_>>();
            (ids(true), ids(false))
        });
        // One that has come back may leave again; one that is no longer shown need not be remembered.
        over.update_untracked(|over| over.retain(|id| gone.contains(id) && !here.contains(id)));
        for id in gone {
            if counting.with_value(|counting| counting.contains(&id)) {
                continue;
            }
            counting.update_value(|counting| counting.push(id));
            set_timeout(
                move || {
                    let _ = counting.try_update_value(|counting| counting.retain(|held| *held != id));
                    let _ = over.try_update(|over| over.push(id));
                },
                std::time::Duration::from_millis(LEAVES_AFTER),
            );
        }
    });
    shown
}

/// A part of the board.
fn part<U>(board: Memo<Option<Board>>, part: fn(&Board) -> U) -> Memo<U>
where
    U: Clone + Default + PartialEq + Send + Sync + 'static,
{
    memo(move || board.with(|board| board.as_ref().map(part).unwrap_or_default()))
}

/// A business day ends by the clock, which is no event: the kitchen is asked for once when it is over by the server's clock, which is
/// known to less than a second.
fn renew_day(until: Memo<Option<At>>) {
    let (now, again) = (use_now(), use_pass_again());
    let over = memo(move || until.get().filter(|until| now.get().is_some_and(|now| now > until.plus(SECOND))));
    Effect::new(move |_| {
        if over.get().is_some() {
            again();
        }
    });
}

pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// The end of the business day. An answer of yesterday is a day behind until the next one has come.
    pub fn tonight(self) -> Option<At> {
        let (until, now) = (self.day_until.get()?, untrack(|| self.now.get()).unwrap_or_default());
        Some(if until > now { until } else { until.plus(DAY) })
    }

    /// Does this display make itself heard?
    pub fn is_heard(self) -> bool {
        self.sound.get() && self.audible.get()
    }

    pub fn is_leaving(self, id: TicketId) -> bool {
        self.leaving.with(|l| l.contains(&id)) || self.is_gone(id)
    }

    /// Whether it has left the board and only keeps its place.
    pub fn is_gone(self, id: TicketId) -> bool {
        self.shown.with(|shown| shown.slots.iter().any(|slot| slot.gone && slot.card.id == id))
    }

    /// This display's own bump of the ticket, while it can be taken back.
    pub fn bumped(self, id: TicketId) -> Option<Bumped> {
        self.bumped.with(|all| all.iter().find(|b| b.ticket == id).cloned())
    }

    /// The card of a ticket that is on the board now.
    pub fn card(self, id: TicketId) -> Option<TicketCard> {
        self.tickets.with_untracked(|all| all.iter().find(|t| t.id == id).cloned())
    }

    /// The ticket of this id as its place shows it: also one that left a moment ago.
    pub fn shown_card(self, id: TicketId) -> Option<TicketCard> {
        self.shown.with_untracked(|shown| shown.slots.iter().find(|slot| slot.card.id == id).map(|slot| slot.card.clone()))
    }

    /// The next step: seen → start → ready → bump.
    pub fn advance(self, card: &TicketCard) {
        match next_of(card) {
            Next::See => self.see(card),
            Next::Start => self.start(card, None),
            Next::Ready => self.ready(card, None),
            Next::Bump => self.bump(card),
        }
    }

    pub fn see(self, card: &TicketCard) {
        self.act(Command::Kitchen(KitchenCommand::AcknowledgeTicket { session: card.session, ticket: card.id }));
    }

    /// Starts the ticket, or only some of its items.
    pub fn start(self, card: &TicketCard, items: Option<Vec<ItemId>>) {
        self.act(Command::Kitchen(KitchenCommand::StartTicket { session: card.session, ticket: card.id, items }));
    }

    pub fn ready(self, card: &TicketCard, items: Option<Vec<ItemId>>) {
        self.act(Command::Kitchen(KitchenCommand::ReadyTicket { session: card.session, ticket: card.id, items }));
    }

    /// Off the board at once; comes back if the server says no. Offers to undo for a moment.
    pub fn bump(self, card: &TicketCard) {
        let id = card.id;
        if self.leaving.with_untracked(|l| l.contains(&id)) {
            return;
        }
        self.leaving.update(|l| l.push(id));
        let bumped =
            Bumped { ticket: id, session: card.session, short: card.short.clone(), table_label: place_label(&card.place) };
        let command = Command::Kitchen(KitchenCommand::BumpTicket { session: card.session, ticket: id });
        spawn_local(async move {
            if self.try_act(command).await {
                let _ = self.bumped.try_update(|all| {
                    all.retain(|b| b.ticket != id);
                    all.push(bumped);
                });
                set_timeout(move || self.forget_bump(id), std::time::Duration::from_millis(LEAVES_AFTER));
            } else {
                self.stay(id);
            }
        });
    }

    /// Takes back the last bump that can be taken back.
    pub fn undo_last(self) {
        match self.bumped.with_untracked(|all| all.last().cloned()) {
            Some(last) => self.undo(&last),
            None => self.toasts.say("Nothing to undo. Recall brings older tickets back."),
        }
    }

    pub fn undo(self, bumped: &Bumped) {
        self.forget_bump(bumped.ticket);
        self.stay(bumped.ticket);
        self.act(Command::Kitchen(KitchenCommand::UndoBump { session: bumped.session, ticket: bumped.ticket }));
    }

    pub fn recall(self, card: &TicketCard) {
        self.forget_bump(card.id);
        self.stay(card.id);
        self.act(Command::Kitchen(KitchenCommand::RecallTicket { session: card.session, ticket: card.id }));
    }

    pub fn recall_last(self) {
        match self.recent.with_untracked(|all| all.first().cloned()) {
            Some(last) => self.recall(&last),
            None => self.toasts.say("Nothing to recall yet."),
        }
    }

    /// Sends a command and says a refusal.
    pub fn act(self, command: Command) {
        spawn_local(async move {
            self.try_act(command).await;
        });
    }

    /// Sends a command; `false` if it was refused. A second tap on what is done already is no news to anybody.
    pub async fn try_act(self, command: Command) -> bool {
        match self.dispatch.run(command).await {
            Ok(_) | Err(AppError::Fault { fault: Fault::Rejected { rejection: Rejection::Already { .. } } }) => true,
            Err(error) => {
                self.toasts.problem(error.sentence());
                false
            }
        }
    }

    fn stay(self, id: TicketId) {
        let _ = self.leaving.try_update(|l| l.retain(|held| *held != id));
    }

    fn forget_bump(self, id: TicketId) {
        let _ = self.bumped.try_update(|all| all.retain(|b| b.ticket != id));
    }
}
