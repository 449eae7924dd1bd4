//! What screens ask, and how they ask again. Staff screens keep their answers in a query cache ([`cached`]), a guest's phone holds its
//! three itself (`pages/guest/answers.rs`); the coordinator asks either again through [`Questions`].
//!
//! A fetch that does not reach the server keeps asking quietly: the screen goes on showing what it knew.

use crate::AppError;
use comanda::ids::SessionId;
use comanda::replica::Stamped;
use std::sync::Arc;

pub mod cached;
mod derived;
mod patient;
pub use derived::derived;
pub use patient::patiently;

/// What a query holds: the last answer.
pub type Answer<T> = Result<T, AppError>;
/// An answer that knows its place in the log: [`crate::realtime::follow`] keeps it true.
pub type Answered<T> = Answer<Stamped<Arc<T>>>;

/// A question by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueryKey {
    Viewer,
    Menu,
    Session(SessionId),
    House,
    Pass,
    PastTickets,
}

/// Whoever holds a page's answers.
pub trait Questions: Send + Sync {
    /// Marks answers stale; those that something on screen reads are asked for again, each once.
    fn ask_again(&self, keys: &[QueryKey]);
    /// Everything may have changed: after a resync, a sign-in, a long sleep.
    fn ask_all_again(&self);
}
