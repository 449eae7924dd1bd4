//! The client's state machines: what a page knows of the server, what it has sent, and what it shows before an answer.
//!
//! Inputs and the time go in, actions come out. No module here knows a browser, a clock, a socket or Leptos, so that pages
//! (`app::realtime`), the simulations and the fuzzers run the same code.

pub mod connection;
pub mod folded;
pub mod guess;
pub mod inflate;
pub mod outbox;
pub mod tail;
pub mod under_way;
