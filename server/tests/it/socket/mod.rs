//! The websocket, over real sockets: who gets in, what they hear, how they catch up, and what hostile ones are told.

mod canaries;
mod catching_up;
mod commands;
mod deflated;
mod entry;
mod hostile;
mod polling;
mod pranks;
mod raw;
mod restart;
mod revocation;
mod rooms;
mod slow;
