//! The one place that knows the network.
//!
//! The state machines are the crate `sync`; `link` carries a connection's bytes in a browser, `coordinator` drives the machines and
//! turns events into invalidations and notices, `invalidate` is the map from events to queries, `dispatch` the only door for mutations,
//! `refusals` what the server has said no to, `status` what screens may know of all this.

pub mod coordinator;
pub mod dispatch;
pub mod follow;
mod ground;
pub mod invalidate;
#[cfg(target_arch = "wasm32")]
mod link;
pub mod notice;
pub mod outbox;
pub mod refusals;
mod refused;
pub mod status;

pub use coordinator::{Audience, Line, provide_realtime, use_audience, use_line, use_reconnect};
pub use dispatch::{Dispatch, use_dispatch};
pub use follow::{Known, follow};
pub use ground::use_ground;
pub use notice::{Notice, use_notices};
pub use outbox::{use_kept, use_looked_up, use_seating, use_unanswered, use_unsent, use_unsent_parties, use_waiting};
pub use refusals::{Said, use_refusals};
pub use refused::{Refused, StayChange, Undone, way_on};
pub use status::{Connection, Lost, use_connection, use_is_current, use_lost};
