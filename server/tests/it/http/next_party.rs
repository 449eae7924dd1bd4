//! A table whose party has paid, and the phones that scan its code then.

use super::scanning::{cookie, goes_to, look, scan, sit};
use crate::web_support::{Running, on_sqlite};
use comanda::actor::Role;
use comanda::backend::Hat;
use comanda::money::{Currency, Money};
use comanda::party::{Method, NewLine, NewPayment, SessionStatus};
use comanda::{Command, PartyCommand};
use engine::ids::fresh;
use engine::storage::sessions;

/// A party at the first table that has ordered, been served and paid: the cookie of its phone and its session.
async fn paid_party(running: &Running) -> (String, comanda::ids::SessionId) {
    let mine = cookie(&scan(running, 0, "").await).expect("a seat");
    let ada = running.known(&mine).await.guest.expect("seated");
    let (session, waiter) = (ada.session, running.sign_in(Role::Waiter).await.actor);
    let name = Command::Party(PartyCommand::NameGuest { session, guest: ada.guest, name: "Adelaide".into() });
    running.submit(&waiter, name).await;
    let (order, item) = (fresh(), fresh());
    let line = NewLine { id: item, product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    running.submit(&waiter, Command::Party(PartyCommand::PlaceOrder { session, order, lines: vec![line], expected: None })).await;
    running.submit(&waiter, Command::Party(PartyCommand::Serve { session, items: vec![item] })).await;
    let due =
        sessions::load(&running.db, running.tiny.store, session).await.expect("readable").expect("there").totals().remaining;
    let amount = Money::new(due, Currency::EUR);
    let payment =
        NewPayment { id: fresh(), method: Method::Terminal, amount, tip: 0, tendered: None, expected: None, part: None };
    running.submit(&waiter, Command::Party(PartyCommand::RecordPayment { session, payment })).await;
    (mine, session)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paid_party_is_not_joined_without_a_question() {
    let (_scratch, running) = on_sqlite().await;
    let (_mine, session) = paid_party(&running).await;
    let token = running.tiny.tables[0].token.clone();
    let (status, _, page) = look(&running, 0, "").await;
    assert_eq!(status, 200);
    assert!(page.contains("Are you with the party that has just paid?") && !page.contains("data-sit data-say"), "{page}");
    for private in ["Adelaide", "Bread", &session.to_string()] {
        assert!(!page.contains(private), "{private} on the page of somebody who has said nothing yet");
    }
    let silent = scan(&running, 0, "").await;
    assert_eq!((goes_to(&silent), cookie(&silent)), ((303, format!("/t/{token}").as_str()), None));

    // Yes: the phone waits, and is told nothing of the party.
    let yes = cookie(&sit(&running, 0, "", &[("with_paid", "yes")]).await).expect("a place at the door");
    let waiting = running.known(&yes).await;
    let guest = waiting.guest.clone().expect("known");
    assert!(guest.waiting && guest.session == session);
    let seen = comanda::backend::Backend::session(&running.server.state.comanda, &waiting, Hat::Guest, session)
        .await
        .expect("an answer")
        .value;
    assert_eq!((seen.orders.len(), seen.legs.len(), seen.guests.len()), (0, 0, 1));
    assert_eq!(seen.status, SessionStatus::PendingApproval);

    // No: a stay of its own, and the paid one is over.
    let no = cookie(&sit(&running, 0, "", &[("with_paid", "no"), ("covers", "3")]).await).expect("a seat");
    let next = running.known(&no).await.guest.expect("seated");
    assert!(next.session != session && !next.waiting);
    let old = sessions::load(&running.db, running.tiny.store, session).await.expect("readable").expect("there");
    assert_eq!(old.status, SessionStatus::Closed);
    assert_eq!(running.known(&yes).await.guest, None, "who waited at the old one has nothing to wait for");
}
