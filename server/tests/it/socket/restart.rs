//! A server that goes away says when to come back.

use crate::web_support::client::Client;
use crate::web_support::start;
use comanda::protocol::{CLOSE_RESTART, ServerMessage};
use comanda::rooms::Room;
use std::collections::BTreeSet;
use testkit::databases;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_is_told_when_to_come_back_each_at_another_moment() {
    let scratch = databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    let seats = [running.sit(0).await, running.sit(1).await];
    let mut clients = Vec::new();
    for seat in seats.iter().cycle().take(12) {
        clients.push(Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await.0);
    }
    let reading = clients.into_iter().map(|mut client| tokio::spawn(async move { client.until_closed().await }));
    let (told, ()) = tokio::join!(futures::future::try_join_all(reading), running.stop());
    let mut moments = BTreeSet::new();
    for (said, code) in told.expect("no panic") {
        let [ServerMessage::GoingAway { retry_after_ms }] = said[..] else { panic!("{said:?}") };
        assert_eq!(code, Some(CLOSE_RESTART));
        moments.insert(retry_after_ms);
    }
    assert!(moments.len() > 6, "spread over time: {moments:?}");
}
