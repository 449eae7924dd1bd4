//! R10: an access that another process has ended. `server::running` looks for those.

use crate::web_support::client::Client;
use crate::web_support::on_sqlite;
use comanda::actor::Role;
use comanda::protocol::CLOSE_UNAUTHENTICATED;
use comanda::rooms::Room;
use engine::storage::{access, staff};
use std::time::Duration;
use tokio::time::timeout;

/// What R10 promises.
const SOON: Duration = Duration::from_secs(1);

async fn closed_soon(client: &mut Client) -> Option<u16> {
    timeout(SOON, client.until_closed()).await.expect("within a second").1
}

/// The command line, or another node: only the database knows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_an_access_ended_by_another_process_ends_the_sockets_within_a_second() {
    let (_scratch, running) = on_sqlite().await;
    let (waiter, other) = (running.sign_in(Role::Waiter).await, running.sign_in(Role::Kitchen).await);
    let (mut client, _) = Client::live(&running, &waiter.cookie, None, &[Room::Waiters]).await;
    let (mut kitchen, _) = Client::live(&running, &other.cookie, None, &[Room::Kitchen]).await;
    let (db, store) = (&running.db, running.tiny.store);
    assert!(staff::deactivate(db, store, waiter.staff).await.expect("written"));
    access::ended(db, store).await.expect("written");
    assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
    assert_eq!(kitchen.so_far(1).await, [], "the others stay");
    // Another role is another person, as far as rooms go.
    let roles = sqlx::query("UPDATE staff SET roles = 'counter' WHERE id = $1").bind(other.staff.to_string());
    roles.execute(&db.write).await.expect("written");
    access::ended(db, store).await.expect("written");
    assert_eq!(closed_soon(&mut kitchen).await, Some(CLOSE_UNAUTHENTICATED));
}
