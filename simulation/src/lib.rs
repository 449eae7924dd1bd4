//! R4: every client converges. A restaurant on a simulated network, from a seed.
//!
//! The network and its clock are simulated (turmoil): links are cut, stalled and slowed, the server dies and comes back, an older
//! backup takes the place of its database, pages are loaded anew. What runs on it is real: on the phones the connection, the
//! outbox, the log's tail, folds and guesses of `sync`; on the server conversation, hub, catch-up, pipeline and queries over a SQLite
//! file. Between them go the protocol's messages, a line each.
//!
//! What is written here a second time, since it belongs to a browser or to a websocket: [`phone`] wires the machines as
//! `app::realtime::coordinator` does, [`connection`] serves a socket as `engine::gateway::socket` does, without cookies.
//!
//! The database works outside of simulated time: the simulation stands still until it has answered ([`engine`]). So one seed is
//! one story, line by line, and a test says so.
#![allow(clippy::expect_used, reason = "a simulation stops where its premise fails")]
#![allow(clippy::future_not_send, reason = "one thread simulates everybody")]

mod connection;
mod device;
mod dice;
mod engine;
mod evening;
mod faults;
mod held;
mod house;
mod ledger;
mod node;
mod phone;
mod roads;
mod taps;
mod verdict;
mod wire;

pub use evening::{Report, evening};
