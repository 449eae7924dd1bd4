//! The only door for mutations.
//!
//! A command gets its key here, at the tap; the same key on every attempt makes trying again safe.
//! (The persistent outbox and the socket road will stand between `send` and the server function.)

use crate::AppError;
use crate::components::toast::use_toasts;
use crate::queries;
use crate::realtime::status::{Connection, Status};
use crate::server_fns::submit::submit;
use comanda::backend::Hat;
use comanda::{At, Command, Envelope, Outcome};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_fetch::QueryClient;

/// How often an unreachable server is tried before the tap is given back to the person.
const ATTEMPTS: u32 = 6;

/// Submits commands under one hat.
#[derive(Clone, Copy)]
pub struct Dispatch {
    hat: Hat,
    client: QueryClient,
    status: Option<Status>,
    toasts: crate::components::toast::ToastHandle,
    in_flight: RwSignal<usize>,
}

/// The door, for this hat.
pub fn use_dispatch(hat: Hat) -> Dispatch {
    Dispatch { hat, client: expect_context(), status: use_context(), toasts: use_toasts(), in_flight: RwSignal::new(0) }
}

impl Dispatch {
    /// Commands of this door still on their way: for busy states.
    pub fn in_flight(&self) -> Signal<usize> {
        self.in_flight.into()
    }

    /// Sends a command; a refusal is said in a toast.
    pub fn send(self, command: Command) {
        self.send_then(command, |_| {});
    }

    /// Sends a command and hands the result on; a refusal is said in a toast first.
    pub fn send_then(self, command: Command, then: impl FnOnce(Result<Outcome, AppError>) + 'static) {
        spawn_local(async move {
            let result = self.run(command).await;
            if let Err(error) = &result {
                self.toasts.problem(error.to_string());
            }
            then(result);
        });
    }

    /// Sends a command and waits; says nothing by itself.
    pub async fn run(self, command: Command) -> Result<Outcome, AppError> {
        let envelope = Envelope { key: crate::ids::fresh(), command, at: At::default(), base_seq: 0 };
        self.in_flight.update(|n| *n += 1);
        let result = self.persist(envelope).await;
        let _ = self.in_flight.try_update(|n| *n = n.saturating_sub(1));
        // A live socket brings the events; without one the screen asks for itself. A refusal means our picture was wrong.
        let live = self.status.is_some_and(|s| matches!(s.connection.try_get_untracked(), Some(Connection::Live { .. })));
        if !live || result.is_err() {
            queries::invalidate_all(&self.client);
        }
        result
    }

    async fn persist(&self, envelope: Envelope) -> Result<Outcome, AppError> {
        let mut result = submit(self.hat, envelope.clone()).await;
        for attempt in 1..ATTEMPTS {
            match &result {
                Err(error) if error.is_transient() => pause(250 * 2_u32.pow(attempt)).await,
                _ => break,
            }
            result = submit(self.hat, envelope.clone()).await;
        }
        result
    }
}

#[cfg_attr(not(target_arch = "wasm32"), allow(clippy::unused_async))] // natively nobody waits
async fn pause(milliseconds: u32) {
    #[cfg(target_arch = "wasm32")]
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
    #[cfg(not(target_arch = "wasm32"))]
    let _ = milliseconds;
}
