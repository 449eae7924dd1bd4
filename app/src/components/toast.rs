//! Short messages that leave by themselves, with an undo where there is one.

use leptos::prelude::*;
use std::sync::Arc;

/// How long a message stays, milliseconds.
const STAYS: u64 = 5_000;

type Act = Arc<dyn Fn() + Send + Sync>;

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
}

/// Provides the messages. Once, at the root.
pub fn provide_toasts() {
    provide_context(ToastHandle { list: RwSignal::new(Vec::new()) });
}

pub fn use_toasts() -> ToastHandle {
    use_context().unwrap_or_else(|| ToastHandle { list: RwSignal::new(Vec::new()) })
}

impl ToastHandle {
    pub fn say(self, text: impl Into<String>) {
        self.push("ok", text.into(), None, STAYS);
    }
    pub fn problem(self, text: impl Into<String>) {
        self.push("problem", text.into(), None, STAYS + 2_000);
    }
    /// A message with a button, e.g. “Undo”, offered for `milliseconds`.
    pub fn offer(self, text: impl Into<String>, label: &'static str, milliseconds: u64, act: impl Fn() + Send + Sync + 'static) {
        self.push("ok", text.into(), Some((label, Arc::new(act))), milliseconds);
    }
    fn push(self, state: &'static str, text: String, action: Option<(&'static str, Act)>, stays: u64) {
        let id = self.list.with_untracked(|all| all.last().map_or(0, |t| t.id + 1));
        self.list.update(|all| {
            // The newest matter; a storm of messages is no help to anybody.
            if all.len() >= 3 {
                all.remove(0);
            }
            all.push(Toast { id, state, text, action });
        });
        set_timeout(move || self.dismiss(id), std::time::Duration::from_millis(stays));
    }
    fn dismiss(self, id: u64) {
        let _ = self.list.try_update(|all| all.retain(|t| t.id != id));
    }
}

/// The live region at the foot of every page.
#[component]
pub fn Toasts() -> impl IntoView {
    let handle = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For
                each=move || handle.list.get()
                key=|toast| toast.id
                children=move |toast| {
                    let id = toast.id;
                    let icon = if toast.state == "problem" { "alert-triangle" } else { "check" };
                    view! {
                        <div class="toast" data-state=toast.state>
                            <crate::components::icon::Icon name=icon />
                            <span>{toast.text}</span>
                            {toast
                                .action
                                .map(|(label, act)| {
                                    view! {
                                        <button
                                            class="btn btn-sm"
                                            type="button"
                                            on:click=move |_| {
                                                act();
                                                handle.dismiss(id);
                                            }
                                        >
                                            {label}
                                        </button>
                                    }
                                })}
                        </div>
                    }
                }
            />
        </div>
    }
}
