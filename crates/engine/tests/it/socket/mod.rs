//! The websocket, over real sockets: who gets in, what they hear, how they catch up, and what hostile ones are told. The server of
//! `testkit::socket_server` serves them; what asks a page or a server function too is in `server/tests/it/socket`.

mod catching_up;
mod commands;
mod entry;
mod hostile;
mod pranks;
mod restart;
mod revocation;
mod rooms;
mod slow;
mod upgrade;
