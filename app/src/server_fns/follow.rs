//! The log over HTTP, for pages whose websockets do not get through.

use super::wire::Wire;
use crate::AppError;
use comanda::backend::Hat;
use comanda::protocol::Cursor;
use comanda::rooms::Room;
use leptos::prelude::*;

/// What a socket with this hello would say, as its frames' texts; comes back when there is news, after a while with none, or
/// `at_once`.
#[server(prefix = "/api", endpoint = "follow", input = Wire, output = Wire)]
pub async fn follow_log(
    hat: Hat,
    cursor: Option<Cursor>,
    rooms: Vec<Room>,
    #[server(default)] at_once: bool,
) -> Result<Vec<String>, AppError> {
    let (backend, caller) = super::ask()?;
    let response = super::reply();
    super::answer(response, backend.follow(&caller, hat, cursor, rooms, at_once).await)
}
