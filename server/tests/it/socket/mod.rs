//! The websocket of the whole server: beside its pages and its other ways to ask, read by the browser's own code, and when it stops.
//! What needs sockets alone is in `crates/engine/tests/it/socket`.

mod canaries;
mod deflated;
mod entry;
mod other_process;
mod polling;
mod pranks;
mod restart;
