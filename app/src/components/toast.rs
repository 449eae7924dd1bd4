//! Short messages that leave by themselves, with an undo where there is one. They are drawn under the header, where no page has its
//! main button, let taps through, and are drawn inside a dialog while one is open: everything else is inert then.

use crate::components::icon::Icon;
use crate::components::tap_guard::use_fresh_guard;
use leptos::prelude::*;
use std::sync::Arc;

/// How long a message stays, milliseconds.
const STAYS: u64 = 5_000;

type Act = Arc<dyn Fn() + Send + Sync>;

/// A message that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToastId(u64);

/// One message.
#[derive(Clone)]
pub struct Toast {
    id: u64,
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
        self.push("ok", text.into(), None, STAYS);
    }
    pub fn problem(self, text: impl Into<String>) {
        self.push("problem", text.into(), None, STAYS + 2_000);
    }
    /// A message with a button, e.g. “Undo”, offered for `milliseconds`.
    /// What is returned dismisses it.
    pub fn offer(
        self,
        text: impl Into<String>,
        label: &'static str,
        milliseconds: u64,
        act: impl Fn() + Send + Sync + 'static,
    ) -> ToastId {
        self.push("ok", text.into(), Some((label, Arc::new(act))), milliseconds)
    }
    fn push(self, state: &'static str, text: String, action: Option<(&'static str, Act)>, stays: u64) -> ToastId {
        let id = self.next_id();
        self.list.update(|all| {
            // The newest matter; a storm of messages is no help to anybody.
            if all.len() >= 3 {
                all.remove(0);
            }
            all.push(Toast { id, state, text, action });
        });
        set_timeout(move || self.dismiss(ToastId(id)), std::time::Duration::from_millis(stays));
        ToastId(id)
    }
    /// Takes a message away before its time.
    pub fn dismiss(self, id: ToastId) {
        let _ = self.list.try_update(|all| all.retain(|t| t.id != id.0));
    }
}

/// The live region of every page; quiet while a dialog draws the messages.
#[component]
pub fn Toasts() -> impl IntoView {
    let handle = use_toasts();
    view! { <Region shown=Signal::derive(move || handle.dialog().is_none()) /> }
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
    view! { <Region shown=Signal::derive(move || handle.dialog() == Some(id)) /> }
}

#[component]
fn Region(shown: Signal<bool>) -> impl IntoView {
    let handle = use_toasts();
    let list = move || if shown.get() { handle.list.get() } else { Vec::new() };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=list key=|toast| toast.id children=move |toast| view! { <ToastView toast /> } />
        </div>
    }
}

#[component]
fn ToastView(toast: Toast) -> impl IntoView {
    let handle = use_toasts();
    let id = ToastId(toast.id);
    let icon = if toast.state == "problem" { "alert-triangle" } else { "check" };
    // It may come up under a finger that was meant for something else.
    let guard = use_fresh_guard();
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
