//! The log over HTTP, for pages whose websockets do not get through.

use crate::AppError;
use comanda::backend::Hat;
use comanda::protocol::Cursor;
use comanda::rooms::Room;
use leptos::prelude::*;
use server_fn::codec::Json;

/// What a socket with this hello would say, as its frames' texts; comes back when there is news, after a while with none, or
/// `at_once`.
#[server(prefix = "/api", endpoint = "follow", input = Json)]
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
