//! The one place that knows the network.
//!
//! `connection` is the pure state machine, `link` carries its bytes in a browser (`inflate` reads the large ones), `coordinator` turns events into
//! invalidations and notices, `invalidate` is the map from events to queries, `dispatch` the only door for mutations, `refusals`
//! what the server has said no to, `status` what screens may know of all this.

pub mod connection;
pub mod coordinator;
pub mod dispatch;
pub mod folded;
pub mod follow;
pub mod guess;
pub mod inflate;
pub mod invalidate;
#[cfg(target_arch = "wasm32")]
mod link;
pub mod notice;
pub mod outbox;
pub mod refusals;
pub mod status;
pub mod tail;
pub mod under_way;

pub use coordinator::{Audience, Line, provide_realtime, use_audience, use_line, use_reconnect};
pub use dispatch::{Dispatch, use_dispatch};
pub use follow::{Known, follow};
pub use guess::use_ground;
pub use notice::{Notice, use_notices};
pub use outbox::{use_kept, use_looked_up, use_seating, use_unanswered, use_unsent, use_unsent_parties, use_waiting};
pub use refusals::{Refused, Said, StayChange, Undone, use_refusals, way_on};
pub use status::{Connection, Lost, use_connection, use_is_current, use_lost};
