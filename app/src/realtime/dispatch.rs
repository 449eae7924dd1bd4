//! The only door for mutations.
//!
//! A command gets its key here, at the tap. The outbox keeps it until the server has answered, by whichever road; what it will do
//! is on the screen meanwhile.

use crate::AppError;
use crate::components::toast::{ToastHandle, use_toasts};
use crate::realtime::coordinator::Coordinator;
use comanda::backend::{Fault, Hat};
use comanda::{Command, Envelope, Outcome};
use futures::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::outbox::{Entry, Principal};

/// How long somebody is kept waiting for an answer, milliseconds.
const PATIENCE: u32 = 700;

/// Submits commands under one hat.
#[derive(Clone, Copy)]
pub struct Dispatch {
    hat: Hat,
    coordinator: Option<Coordinator>,
    toasts: ToastHandle,
    in_flight: RwSignal<usize>,
}

/// The door, for this hat.
pub fn use_dispatch(hat: Hat) -> Dispatch {
    Dispatch { hat, coordinator: use_context(), toasts: use_toasts(), in_flight: RwSignal::new(0) }
}

impl Dispatch {
    /// Commands of this door that are about to be answered: for busy states. What waits for a connection makes nobody wait.
    pub fn in_flight(&self) -> Signal<usize> {
        let (in_flight, waiting) = (self.in_flight, super::use_waiting());
        Signal::derive(move || if waiting.get() > 0 { 0 } else { in_flight.get() })
    }

    /// Sends a command; a refusal is said in a toast.
    pub fn send(self, command: Command) {
        self.send_then(command, |_| {});
    }

    /// Sends a command and hands the result on once the server has answered, which may be long after the tap; a refusal is said in
    /// a toast first.
    pub fn send_then(self, command: Command, then: impl FnOnce(Result<Outcome, AppError>) + 'static) {
        spawn_local(async move {
            let result = self.run(command.clone()).await;
            if let Err(error) = &result
                && !self.is_said(&command, &result)
            {
                self.toasts.problem(error.sentence());
            }
            then(result);
        });
    }

    /// Like [`Dispatch::send_then`], for taps that somebody waits for: without an answer soon, `meanwhile` is done, since the tap is
    /// kept and will be sent. What has been said already is not said again: `then` is not called.
    pub fn send_or(
        self,
        command: Command,
        meanwhile: impl FnOnce() + 'static,
        then: impl FnOnce(bool, Result<Outcome, AppError>) + 'static,
    ) {
        spawn_local(async move {
            let answer = Box::pin(self.run(command.clone()));
            let (left, result) = match select(answer, Box::pin(pause(PATIENCE))).await {
                Either::Left((result, _)) => (false, result),
                Either::Right(((), answer)) => {
                    meanwhile();
                    (true, answer.await)
                }
            };
            if !self.is_said(&command, &result) {
                then(left, result);
            }
        });
    }

    /// Was it refused for want of something that was refused before, which has been said?
    fn is_said(self, command: &Command, result: &Result<Outcome, AppError>) -> bool {
        let fault = result.as_ref().err().and_then(AppError::fault);
        self.coordinator.zip(fault).is_some_and(|(coordinator, fault)| coordinator.refusals.follows(command, fault))
    }

    /// Sends a command and waits; says nothing by itself.
    pub async fn run(self, command: Command) -> Result<Outcome, AppError> {
        let known = self.coordinator.and_then(|c| Some((c, c.ground.with_untracked(|g| g.as_ref()?.owner())?)));
        // Nobody taps before the page knows who they are, nor under a hat that is not theirs.
        let known = known.filter(|(_, owner)| {
            matches!((owner, self.hat), (Principal::Guest(_), Hat::Guest) | (Principal::Staff(_), Hat::Staff))
        });
        let Some((coordinator, owner)) = known else { return Err(Fault::Unauthenticated.into()) };
        let envelope = Envelope { key: crate::ids::fresh(), command, at: crate::clock::tapped_at(), base_seq: 0 };
        let _ = self.in_flight.try_update(|n| *n += 1);
        let answer = coordinator.post(Entry { envelope, hat: self.hat, owner }).await;
        let _ = self.in_flight.try_update(|n| *n = n.saturating_sub(1));
        match answer {
            Ok(result) => result.map_err(AppError::from),
            // Another tab has taken it over and will not say.
            Err(_) => Err(AppError::Unreachable),
        }
    }
}

#[cfg_attr(not(target_arch = "wasm32"), allow(clippy::unused_async))] // natively nobody waits
async fn pause(milliseconds: u32) {
    #[cfg(target_arch = "wasm32")]
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
    #[cfg(not(target_arch = "wasm32"))]
    let _ = milliseconds;
}
