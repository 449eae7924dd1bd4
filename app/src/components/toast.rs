//! Short messages that leave by themselves, with an undo where there is one. They are drawn under the header, where no page has its
//! main button, let taps through, and are drawn inside a dialog while one is open: everything else is inert then. Other
//! messages never remove an undo message; more than [`UNDO_CAPACITY`] of them remove the one with the least at stake.

use crate::components::icon::Icon;
use crate::components::tap_guard::use_fresh_guard;
use crate::realtime::use_lost;
use leptos::prelude::*;
use std::sync::Arc;

/// How long a message stays, milliseconds.
const STAYS: u64 = 5_000;
/// So many messages are shown; more only where one with a button would have to make room for one with less.
const CAPACITY: usize = 3;
/// So many ways back are shown.
const UNDO_CAPACITY: usize = 5;

type Act = Arc<dyn Fn() + Send + Sync>;

/// A message that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToastId(u64);

/// What the user loses if a message is removed; the message with the least is removed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It says something.
    Word,
    /// Its button leads somewhere that can be found without it, too.
    Way,
    /// It says that something was not done.
    Problem,
    /// Its button takes back what was done, for so many milliseconds; the more is at stake, the longer.
    Undo(u64),
}

impl Weight {
    fn is_undo(self) -> bool {
        matches!(self, Self::Undo(_))
    }
}

/// One message.
#[derive(Clone)]
pub struct Toast {
    id: u64,
    weight: Weight,
    /// `ok` or `problem`; the stylesheet and the icon follow.
    state: &'static str,
    text: String,
    action: Option<(&'static str, Act)>,
}

/// Says things; `Copy`.
#[derive(Clone, Copy)]
pub struct ToastHandle {
    list: RwSignal<Vec<Toast>>,
    /// How many were said; each has its own number.
    said: StoredValue<u64>,
    /// The dialogs that draw messages while they are open, in the order in which they came.
    dialogs: RwSignal<Vec<(u64, Signal<bool>)>>,
}

/// Provides the messages. Once, at the root.
pub fn provide_toasts() {
    provide_context(ToastHandle::new());
}

pub fn use_toasts() -> ToastHandle {
    use_context().unwrap_or_else(ToastHandle::new)
}

impl ToastHandle {
    fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), said: StoredValue::new(0), dialogs: RwSignal::new(Vec::new()) }
    }
    fn next_id(self) -> u64 {
        self.said
            .try_update_value(|said| {
                *said += 1;
                *said
            })
            .unwrap_or_default()
    }
    /// The dialog that draws the messages now: the last that was opened.
    fn dialog(self) -> Option<u64> {
        self.dialogs.with(|all| all.iter().rev().find(|(_, open)| open.try_get() == Some(true)).map(|(id, _)| *id))
    }
    pub fn say(self, text: impl Into<String>) {
        self.push("ok", Weight::Word, text.into(), None, STAYS);
    }
    pub fn problem(self, text: impl Into<String>) {
        self.push("problem", Weight::Problem, text.into(), None, STAYS + 2_000);
    }
    /// A message with “Undo”, offered for `milliseconds`.
    /// What is returned dismisses it.
    pub fn offer_undo(self, text: impl Into<String>, milliseconds: u64, act: impl Fn() + Send + Sync + 'static) -> ToastId {
        self.push("ok", Weight::Undo(milliseconds), text.into(), Some((say!(undo), Arc::new(act))), milliseconds)
    }
    /// A message with another button, e.g. “Show”, offered for `milliseconds`.
    pub fn offer(self, text: impl Into<String>, label: &'static str, milliseconds: u64, act: impl Fn() + Send + Sync + 'static) {
        self.push("ok", Weight::Way, text.into(), Some((label, Arc::new(act))), milliseconds);
    }
    fn push(self, state: &'static str, weight: Weight, text: String, action: Option<(&'static str, Act)>, stays: u64) -> ToastId {
        let id = self.next_id();
        self.list.update(|all| {
            make_room(all, weight);
            all.push(Toast { id, weight, state, text, action });
        });
        set_timeout(move || self.dismiss(ToastId(id)), std::time::Duration::from_millis(stays));
        ToastId(id)
    }
    /// Takes a message away before its time.
    pub fn dismiss(self, id: ToastId) {
        let _ = self.list.try_update(|all| all.retain(|t| t.id != id.0));
    }
}

/// A storm of messages is no help to anybody: before one of this weight comes, the oldest of the lightest go, and none that weighs more.
fn make_room(all: &mut Vec<Toast>, coming: Weight) {
    let lightest = |all: &[Toast], may_go: fn(Weight) -> bool| {
        let these = all.iter().enumerate().filter(|(_, toast)| may_go(toast.weight) && toast.weight <= coming);
        these.min_by_key(|(_, toast)| toast.weight).map(|(at, _)| at)
    };
    while all.len() >= CAPACITY
        && let Some(at) = lightest(all, |weight| !weight.is_undo())
    {
        all.remove(at);
    }
    while all.iter().filter(|toast| toast.weight.is_undo()).count() >= UNDO_CAPACITY
        && let Some(at) = lightest(all, Weight::is_undo)
    {
        all.remove(at);
    }
}

/// Over a dialog, so that what it is for stays in sight: the newest, the newest problem, and the undo with most at stake.
fn over_a_dialog(all: &[Toast]) -> Vec<Toast> {
    let undo = all.iter().filter(|toast| toast.weight.is_undo()).max_by_key(|toast| toast.weight).map(|toast| toast.id);
    let problem = all.iter().rev().find(|toast| toast.weight == Weight::Problem).map(|toast| toast.id);
    let newest = all.last().map(|toast| toast.id);
    all.iter().filter(|toast| [undo, problem, newest].contains(&Some(toast.id))).cloned().collect()
}

/// The live region of every page; quiet while a dialog draws the messages.
#[component]
pub fn Toasts() -> impl IntoView {
    let handle = use_toasts();
    let list = move || if handle.dialog().is_none() { handle.list.get() } else { Vec::new() };
    view! { <Region list=Signal::derive(list) /> }
}

/// The same inside a dialog, for as long as it is `open`.
#[component]
pub fn DialogToasts(#[prop(into)] open: Signal<bool>) -> impl IntoView {
    let handle = use_toasts();
    let id = handle.next_id();
    handle.dialogs.update(|all| all.push((id, open)));
    on_cleanup(move || {
        let _ = handle.dialogs.try_update(|all| all.retain(|(held, _)| *held != id));
    });
    let list = move || if handle.dialog() == Some(id) { handle.list.with(|all| over_a_dialog(all)) } else { Vec::new() };
    view! { <Region list=Signal::derive(list) /> }
}

#[component]
fn Region(list: Signal<Vec<Toast>>) -> impl IntoView {
    let lost = use_lost();
    view! {
        // A page without a connection says so under its header, with a button.
        <div class="toasts" role="status" aria-live="polite" data-lost=move || lost.with(Option::is_some).then_some("")>
            <For each=move || list.get() key=|toast| toast.id children=move |toast| view! { <ToastView toast list /> } />
        </div>
    }
}

#[component]
fn ToastView(toast: Toast, list: Signal<Vec<Toast>>) -> impl IntoView {
    let handle = use_toasts();
    let id = ToastId(toast.id);
    let icon = if toast.state == "problem" { "alert-triangle" } else { "check" };
    // It may come up under a finger that was meant for something else, and moves up when one above it goes.
    let guard = use_fresh_guard().watching(move || list.with(|all| all.iter().position(|one| one.id == id.0)));
    let button = toast.action.map(|(label, act)| {
        let press = move |_| {
            if guard.hears() {
                act();
                handle.dismiss(id);
            }
        };
        view! {
            <button class="btn btn-sm" type="button" on:click=press>
                {label}
            </button>
        }
    });
    view! {
        <div class="toast" data-state=toast.state>
            <Icon name=icon />
            <span>{toast.text}</span>
            {button}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNDO: Weight = Weight::Undo(8_000);
    const REOPEN: Weight = Weight::Undo(10_000);

    /// What is left, by number, after messages of these weights.
    fn after(weights: &[Weight]) -> Vec<Toast> {
        let mut all = Vec::new();
        for (id, &weight) in (0..).zip(weights) {
            make_room(&mut all, weight);
            all.push(Toast { id, weight, state: "ok", text: String::new(), action: None });
        }
        all
    }
    fn numbers(all: &[Toast]) -> Vec<u64> {
        all.iter().map(|toast| toast.id).collect()
    }

    #[test]
    fn c10_a_message_drives_out_the_oldest_that_weighs_no_more() {
        use Weight::{Problem, Way, Word};
        assert_eq!(numbers(&after(&[Word, Word, Word, Word])), [1, 2, 3]);
        assert_eq!(numbers(&after(&[Way, Way, Way, Problem, Way])), [2, 3, 4], "a refusal stays");
        assert_eq!(numbers(&after(&[Way, Word, Word, Word])), [0, 2, 3]);
        assert_eq!(numbers(&after(&[Way, Way, Way, Word, Word])), [0, 1, 2, 4], "the newest is said all the same");
        assert_eq!(numbers(&after(&[Way, Word, Way, Way, Way])), [2, 3, 4]);
    }

    #[test]
    fn c10_a_way_back_stays_whatever_else_is_said() {
        use Weight::{Way, Word};
        assert_eq!(numbers(&after(&[REOPEN, Way, Way, Way, Word])), [0, 2, 3, 4]);
        assert_eq!(numbers(&after(&[UNDO, Word, Word, UNDO, UNDO])), [0, 3, 4]);
        // Of ways back the one with least at stake goes, the oldest first.
        assert_eq!(numbers(&after(&[REOPEN, UNDO, UNDO, UNDO, UNDO, UNDO, Way])), [0, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn c10_over_a_dialog_stand_the_newest_a_problem_and_an_undo() {
        use Weight::{Problem, Word};
        assert_eq!(numbers(&over_a_dialog(&after(&[Problem, Problem, Word]))), [1, 2]);
        assert_eq!(numbers(&over_a_dialog(&after(&[REOPEN, UNDO, Word]))), [0, 2]);
        assert_eq!(numbers(&over_a_dialog(&after(&[Word, UNDO]))), [1]);
        assert_eq!(numbers(&over_a_dialog(&after(&[Word, Word]))), [1]);
        assert_eq!(numbers(&over_a_dialog(&[])), [0; 0]);
    }
}
