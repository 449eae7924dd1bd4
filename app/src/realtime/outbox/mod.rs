//! What was tapped and not yet answered. Kept on the device, so that it survives a reload, a closed tab, a sign-out and a deploy.
//!
//! `sync::outbox` is the pure machine, `keep` the device's store, `tabs` makes one tab send for all, and this file carries out what
//! the machine says: over the socket while it is live, by the `submit` server function if not, waiting if neither reaches the server.

#[cfg(target_arch = "wasm32")]
mod keep;
#[cfg(target_arch = "wasm32")]
mod tabs;

use super::coordinator::Coordinator;
use super::refused::chosen;
use crate::AppError;
use crate::components::toast::ToastHandle;
use crate::memo::memo;
use crate::server_fns::submit::submit;
use comanda::backend::{Fault, Hat};
use comanda::ids::{CommandKey, ItemId, SessionId};
use comanda::party::NewLine;
use comanda::{Command, Envelope, Outcome, PartyCommand};
use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;
use sync::guess::Guess;
use sync::outbox::{Action, Entry, Input, MANY, Outbox, Principal, Road};
use sync::under_way;

/// The device's own store is waited for this long, milliseconds.
#[cfg(target_arch = "wasm32")]
const LOOKED_UP_WITHIN: u32 = 3_000;

/// Who waits for an answer in this tab.
type Waiters = HashMap<CommandKey, oneshot::Sender<Result<Outcome, Fault>>>;

/// The outbox's handle; `Copy`, lives as long as the app.
#[derive(Clone, Copy)]
pub struct Post {
    machine: StoredValue<Outbox>,
    waiters: StoredValue<Waiters>,
    /// Commands the server has not been reached with.
    waiting: RwSignal<usize>,
    warned: StoredValue<bool>,
    /// The device could not keep a tap, and that has been said, in whichever tab.
    keeps_nothing: RwSignal<bool>,
    /// What the device has kept has been looked up.
    looked_up: RwSignal<bool>,
    toasts: ToastHandle,
}

impl Post {
    pub(super) fn new(toasts: ToastHandle) -> Self {
        Self {
            machine: StoredValue::new(Outbox::default()),
            waiters: StoredValue::new(HashMap::new()),
            waiting: RwSignal::new(0),
            warned: StoredValue::new(false),
            keeps_nothing: RwSignal::new(false),
            looked_up: RwSignal::new(false),
            toasts,
        }
    }
}

/// How many taps wait for the server, of this device.
pub fn use_waiting() -> Signal<usize> {
    use_context::<Coordinator>().map_or_else(|| Signal::derive(|| 0), |coordinator| coordinator.post.waiting.into())
}

/// Are the taps that wait safe should this page be closed? Not on a device that keeps nothing.
pub fn use_kept() -> Signal<bool> {
    use_context::<Coordinator>()
        .map_or_else(|| Signal::derive(|| true), |coordinator| Signal::derive(move || !coordinator.post.keeps_nothing.get()))
}

/// Is all shown that this device alone knows of? Not just after a page was loaded.
pub fn use_looked_up() -> Signal<bool> {
    let Some(coordinator) = use_context::<Coordinator>() else { return Signal::derive(|| false) };
    Signal::derive(move || coordinator.post.looked_up.get() && coordinator.who.get().is_some())
}

/// Is a tap on its way that seats this party?
pub fn use_seating(party: impl Fn() -> Option<SessionId> + Send + Sync + 'static) -> Signal<bool> {
    let Some(coordinator) = use_context::<Coordinator>() else { return Signal::derive(|| false) };
    memo(move || {
        let (Some(party), who) = (party(), coordinator.who.get()) else { return false };
        let seats = |guess: &Guess| guess.envelope.command.opens() == Some(party) && Some(guess.owner) == who;
        coordinator.under_way.with(|all| all.iter().any(seats))
    })
    .into()
}

/// Was a line added here, and the server has not said so yet? At each call; not reactive.
pub fn use_unanswered() -> impl Fn(ItemId) -> bool + Copy + Send + Sync + 'static {
    let coordinator = use_context::<Coordinator>();
    move |line| {
        let adds = |guess: &Guess| matches!(&guess.envelope.command, Command::Party(PartyCommand::AddLine { line: new, .. }) if new.id == line);
        coordinator.is_some_and(|coordinator| {
            let unheard = |guess: &Guess| guess.acked.is_none() && !coordinator.has_heard(guess.envelope.key);
            coordinator.under_way.with_untracked(|all| all.iter().any(|guess| adds(guess) && unheard(guess)))
        })
    }
}

/// Cart lines and items that only this device knows of so far; empty while the server is within reach.
pub fn use_unsent() -> Signal<HashSet<ItemId>> {
    use_unsent_of(under_way::touched)
}

/// Parties that only this device has seated so far.
pub fn use_unsent_parties() -> Signal<HashSet<SessionId>> {
    use_unsent_of(|command| command.opens().into_iter().collect())
}

/// What one's own taps that wait for the server are about.
fn use_unsent_of<T>(of: fn(&Command) -> Vec<T>) -> Signal<HashSet<T>>
where
    T: Eq + Hash + Send + Sync + 'static,
{
    let Some(coordinator) = use_context::<Coordinator>() else { return Signal::derive(HashSet::new) };
    memo(move || {
        if coordinator.post.waiting.get() == 0 {
            return HashSet::new();
        }
        let who = coordinator.who.get();
        let waits = |guess: &&Guess| guess.acked.is_none() && Some(guess.owner) == who;
        coordinator.under_way.with(|all| all.iter().filter(waits).flat_map(|g| of(&g.envelope.command)).collect())
    })
    .into()
}

impl Coordinator {
    /// Hands a tap over; the receiver hears what became of it.
    pub(super) fn post(self, entry: Entry) -> oneshot::Receiver<Result<Outcome, Fault>> {
        self.refusals.tapped(&entry.envelope.command);
        let (tell, told) = oneshot::channel();
        self.post.waiters.update_value(|waiters| {
            waiters.insert(entry.key(), tell);
        });
        self.mail(Input::Put(entry));
        told
    }

    /// Gives the outbox something and does what it says.
    pub(super) fn mail(self, input: Input) {
        let (now, _) = super::coordinator::now_and_luck();
        let mut actions = Vec::new();
        let (mut entries, mut waiting) = (Vec::new(), 0);
        self.post.machine.update_value(|machine| {
            actions = machine.step(now, input);
            entries = machine.entries().cloned().collect();
            waiting = machine.waiting();
        });
        let mut asks = false;
        for action in actions {
            asks |= self.carry(action);
        }
        if asks {
            self.refresh();
        }
        self.show_guesses(entries);
        if self.post.waiting.get_untracked() != waiting {
            self.post.waiting.set(waiting);
        }
        if waiting > MANY && !self.post.warned.get_value() {
            self.post.warned.set_value(true);
            let kept = if self.post.keeps_nothing.get_untracked() { say!(device_cannot_keep) } else { say!(device_keeps) };
            self.post.toasts.problem(format!("{} {kept}", say!(taps_wait_for_the_connection, count = waiting)));
        } else if waiting == 0 {
            self.post.warned.set_value(false);
        }
    }

    /// Does what the machine says. True: what is shown must be asked for anew.
    fn carry(self, action: Action) -> bool {
        match action {
            Action::Settle { key, result } => return self.settle(key, result),
            Action::Send(entry, Road::Socket) => self.send_over_socket(entry.envelope, entry.owner),
            Action::Send(entry, Road::Http) => {
                spawn_local(async move {
                    let key = entry.key();
                    let input = match submit(entry.hat, entry.envelope, Some(entry.owner)).await {
                        Ok(outcome) => Input::Answered { key, result: Ok(outcome) },
                        Err(AppError::Fault { fault }) => Input::Answered { key, result: Err(fault) },
                        Err(AppError::Unreachable | AppError::Garbled) => Input::Unreachable(key),
                    };
                    self.mail(input);
                });
            }
            #[cfg(target_arch = "wasm32")]
            Action::Keep(entry) => spawn_local(async move {
                if keep::put(&entry).await.is_ok() {
                    return tabs::tell_put();
                }
                tabs::tell_unkept(entry);
                if !self.post.keeps_nothing.get_untracked() {
                    self.post.keeps_nothing.set(true);
                    self.post.toasts.problem(say!(device_cannot_keep_offline));
                }
            }),
            #[cfg(target_arch = "wasm32")]
            Action::Forget(key) => spawn_local(async move {
                let _ = keep::delete(key).await;
            }),
            #[cfg(not(target_arch = "wasm32"))]
            Action::Keep(_) | Action::Forget(_) => {}
        }
        false
    }

    /// An answer has come: the guess becomes the truth, or goes. True: what is shown must be asked for anew. Who follows the log hears
    /// the events; a refusal means our picture was wrong.
    fn settle(self, key: CommandKey, result: Result<Outcome, Fault>) -> bool {
        #[cfg(target_arch = "wasm32")]
        tabs::tell_settled(key, &result);
        let tapped: Vec<_> = self.under_way.with_untracked(|all| {
            all.iter().filter(|guess| guess.envelope.key >= key && guess.acked.is_none()).map(|g| g.envelope.clone()).collect()
        });
        let owner =
            self.under_way.with_untracked(|all| all.iter().find(|guess| guess.envelope.key == key).map(|guess| guess.owner));
        self.under_way.update(|all| self.tail.with_untracked(|tail| under_way::settle(all, key, &result, tail)));
        if let Err(fault) = &result {
            self.count(|counters| counters.rolled_back += 1);
            if let Some(owner) = owner {
                self.refusals.note(key, owner, &tapped, fault);
                if Some(owner) == self.who.get_untracked() {
                    self.name_what_was_chosen(&tapped);
                }
            }
        }
        let asks = !self.is_following() || result.is_err();
        let mut waiter = None;
        self.post.waiters.update_value(|waiters| waiter = waiters.remove(&key));
        let unheard = match waiter {
            Some(waiter) => waiter.send(result).err(),
            None => Some(result),
        };
        // Whoever tapped has left the page since, or loaded it anew.
        if let Some(Err(fault)) = unheard
            && (owner.is_none() || owner == self.who.get_untracked())
            && !self.refusals.has_said(&tapped, key, &fault)
        {
            self.post.toasts.problem(crate::words().fault(&fault));
        }
        asks
    }

    /// A party was not seated: which dishes had been chosen for it, since its pad is gone with it.
    fn name_what_was_chosen(self, tapped: &[Arc<Envelope>]) {
        let Some(party) = tapped.first().and_then(|tap| tap.command.opens()) else { return };
        let dishes: Vec<String> = self.ground.with_untracked(|ground| {
            let name = |line: &NewLine| {
                let product = ground.as_ref().and_then(|ground| ground.menu.product(line.product));
                format!("{} × {}", line.quantity, product.map_or(say!(dish_unnamed), |product| product.name.as_str()))
            };
            chosen(tapped, party).iter().map(name).collect()
        });
        if !dishes.is_empty() {
            self.post.toasts.problem(say!(not_ordered, dishes = &crate::words().in_a_row(&dishes)));
        }
    }

    /// What waits is shown as done, in the order of the taps; what has been answered stays shown until its events come.
    fn show_guesses(self, entries: Vec<Entry>) {
        // Most steps are the second hand's: nothing is worked out anew for those.
        if self.under_way.with_untracked(|all| under_way::shows(all, &entries)) {
            return;
        }
        self.under_way.update(|all| under_way::show(all, entries));
    }

    /// Who is here: their taps, and nobody else's, may be sent, by one of this browser's tabs.
    pub(super) fn owners(self, owners: Vec<Principal>) {
        #[cfg(target_arch = "wasm32")]
        tabs::want(self, &owners);
        #[cfg(not(target_arch = "wasm32"))]
        self.mail(Input::Owners(owners));
    }

    /// The socket's part in it.
    pub(super) fn line(self, live: Option<Hat>) {
        self.mail(Input::Line(live));
    }
}

/// A refusal has been read in this tab: it is over in the others, too.
pub(super) fn tell_read(key: CommandKey) {
    #[cfg(target_arch = "wasm32")]
    tabs::tell_read(key);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = key;
}

/// Starts the outbox in a browser: what was kept is found, and one tab begins to send.
#[cfg(target_arch = "wasm32")]
pub(super) fn start(coordinator: Coordinator) {
    tabs::start(coordinator);
    find(coordinator);
    // A store that never answers keeps nobody waiting; what it says later is shown then.
    spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(LOOKED_UP_WITHIN).await;
        coordinator.post.looked_up.set(true);
    });
}

/// What the device has kept, by whichever tab.
#[cfg(target_arch = "wasm32")]
fn find(coordinator: Coordinator) {
    spawn_local(async move {
        if let Ok(entries) = keep::all().await
            && !entries.is_empty()
        {
            coordinator.mail(Input::Found(entries));
        }
        coordinator.post.looked_up.set(true);
    });
}
