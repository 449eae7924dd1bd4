//! R22: a marker in every private field of an evening, and none of them in what a guest's phone or the kitchen is sent: frames,
//! answers, pages.

use super::deflated::greet;
use super::polling::ask_whole;
use crate::web_support::client::{Client, events};
use crate::web_support::{Running, serve};
use comanda::actor::Role;
use comanda::ids::{LegId, OrderId, SessionId};
use comanda::money::{Currency, Money};
use comanda::party::{Method, OpenThings, PAYMENT_UNDO_WINDOW};
use comanda::party::{NewLine, NewPayment};
use comanda::protocol::{Cursor, ServerMessage};
use comanda::rooms::Room;
use comanda::shop::SeatingPolicy;
use comanda::{Actor, Command, PartyCommand};
use engine::ids::fresh;
use testkit::{databases, tiny};

/// A manager's words.
const WHY_VOIDED: &str = "CANARY card declined watch this guest";
const WHY_WRITTEN_OFF: &str = "CANARY walked out do not let back in";
/// What a guest is called.
const NAMED: &str = "Canaria";
/// Minor units that occur nowhere else: a dish, three of it, a payment, its tip, the cash handed over.
const PRICE: i64 = 1_234_567;
const LINE: i64 = 3 * PRICE;
const PAID: i64 = 1_112_131;
const TIP: i64 = 77_078;
const TENDERED: i64 = 2_223_242;
const COST: i64 = 5_417_093;

async fn get(running: &Running, path: &str, cookie: &str) -> String {
    let answer = crate::http::browser().get(running.url(path)).header("cookie", cookie).send().await.expect("an answer");
    let status = answer.status();
    assert!(status.is_success(), "{path}: {status}");
    answer.text().await.expect("text")
}

fn text(messages: &[ServerMessage]) -> String {
    assert!(!events(messages).is_empty(), "nothing was heard: {messages:?}");
    serde_json::to_string(messages).expect("text")
}

/// As it stands in data and as it is written for people.
fn spellings(minor: i64) -> [String; 2] {
    let (whole, cents) = (minor / 100, minor % 100);
    [minor.to_string(), format!("{},{:03}.{cents:02}", whole / 1_000, whole % 1_000)]
}

#[track_caller]
fn hides(what: &str, said: &str, canaries: &[String]) {
    for canary in canaries {
        assert!(!said.contains(canary.as_str()), "{what} says “{canary}”: {said}");
    }
}

fn payment(amount: i64) -> (LegId, NewPayment) {
    let id = fresh();
    let (amount, method) = (Money::new(amount, Currency::EUR), Method::Cash);
    (id, NewPayment { id, method, amount, tip: TIP, tendered: Some(TENDERED), expected: None, part: None })
}

async fn order(running: &Running, by: &Actor, session: SessionId) -> OrderId {
    let (order, product) = (fresh(), running.tiny.bread);
    let line = NewLine { id: fresh(), product, options: vec![], quantity: 3, note: None, for_guest: None };
    running.submit(by, Command::Party(PartyCommand::PlaceOrder { session, order, lines: vec![line], expected: None })).await;
    order
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r22_no_private_field_of_an_evening_reaches_a_guest_or_the_kitchen() {
    let scratch = databases::sqlite().await;
    let mut tiny = tiny::tiny(fresh(), SeatingPolicy::OpenByScan);
    for product in tiny.menu.products.iter_mut().filter(|product| product.id == tiny.bread) {
        std::sync::Arc::make_mut(product).price = PRICE;
    }
    tiny.costs.insert(tiny.bread, COST);
    tiny::write(&scratch.db, &tiny).await;
    let running = serve(scratch.db.clone(), tiny, |_| {}).await;
    let seat = running.sit(0).await;
    let (manager, waiter) = (running.sign_in(Role::Manager).await, running.sign_in(Role::Waiter).await);
    let cook = running.sign_in(Role::Kitchen).await;
    let session = seat.session;
    let first = order(&running, &seat.actor(), session).await;
    let name = PartyCommand::NameGuest { session, guest: seat.guest, name: NAMED.into() };
    running.submit(&seat.actor(), Command::Party(name)).await;

    let rooms = [Room::Table(session), Room::Store, Room::Guest(seat.guest), Room::Order(first)];
    let (mut phone, _) = Client::live(&running, &seat.cookie, None, &rooms).await;
    let kitchen = [Room::Kitchen, Room::Store, Room::Order(first), Room::Station(running.tiny.kitchen)];
    let (mut wall, said) = Client::live(&running, &cook.cookie, None, &kitchen).await;
    let Some(ServerMessage::Welcome { epoch, seq, .. }) = said.first().cloned() else { panic!("no welcome: {said:?}") };
    assert!(!said.iter().any(|message| matches!(message, ServerMessage::Denied { .. })), "{said:?}");

    order(&running, &waiter.actor, session).await;
    let (leg, paid) = payment(PAID);
    running.submit(&waiter.actor, Command::Party(PartyCommand::RecordPayment { session, payment: paid })).await;
    running.later(PAYMENT_UNDO_WINDOW + 1);
    let reason = Some(WHY_VOIDED.into());
    running.submit(&manager.actor, Command::Party(PartyCommand::VoidPayment { session, payment: leg, reason })).await;

    // While the party is there.
    let words = [&[WHY_VOIDED, WHY_WRITTEN_OFF, "Rossi"].map(str::to_owned)[..], &spellings(COST)].concat();
    let money: Vec<String> = [LINE, 2 * LINE, PAID, TIP, TENDERED, COST].into_iter().flat_map(spellings).collect();
    // A cook may read their own surname.
    let others = [WHY_VOIDED, WHY_WRITTEN_OFF, "Waiter Rossi", "Manager Rossi"].map(str::to_owned);
    let to_the_kitchen = [&others[..], &money].concat();
    for path in
        [&format!("/api/session?hat=guest&id={session}"), "/api/viewer", "/api/menu", "/table", "/table/orders", "/table/bill"]
    {
        hides(path, &get(&running, path, &seat.cookie).await, &words);
    }
    // Who has the table's code and does not sit yet reads the menu, and nothing of the party: not even who it is.
    let code = get(&running, &format!("/t/{}", running.tiny.tables[0].token), "").await;
    assert!(spellings(PRICE).iter().any(|price| code.contains(price)), "the menu is not there: {code}");
    let party = [session.to_string(), seat.guest.to_string(), first.to_string(), NAMED.to_owned()];
    hides("a table's code", &code, &[&words[..], &money, &party].concat());
    for path in ["/api/pass", "/api/past_tickets", "/api/viewer", "/api/menu", "/kitchen"] {
        hides(path, &get(&running, path, &cook.cookie).await, &to_the_kitchen);
    }
    // A card has no price either; only the menu says prices.
    for path in ["/api/pass", "/api/past_tickets"] {
        hides(path, &get(&running, path, &cook.cookie).await, &spellings(PRICE));
    }

    // Who was away is told the same.
    let cursor = Some(Cursor { epoch, seq });
    let (_, replayed) = Client::live(&running, &seat.cookie, cursor, &rooms).await;
    hides("a guest's replay", &text(&replayed), &words);
    // Over HTTP and deflated, too.
    let polled = ask_whole(&running, &seat.cookie, "guest", cursor, &rooms, true).await.expect("an answer");
    hides("a guest's poll", &text(&polled), &words);
    let polled = ask_whole(&running, &cook.cookie, "staff", cursor, &kitchen, true).await.expect("an answer");
    hides("the kitchen's poll", &text(&polled), &to_the_kitchen);
    let (_, packed) = greet(&running, &seat, cursor, true).await;
    assert!(packed.iter().any(|heard| heard.deflated), "nothing came deflated");
    let packed: Vec<ServerMessage> = packed.into_iter().map(|heard| heard.message).collect();
    hides("what comes deflated", &text(&packed), &words);
    let (_, replayed) = Client::live(&running, &cook.cookie, cursor, &kitchen).await;
    hides("the kitchen's replay", &text(&replayed), &to_the_kitchen);
    hides("the kitchen's replay", &text(&replayed), &spellings(PRICE));

    // What a dish costs the house is for reports: no screen of the floor says it either.
    let (_, replayed) = Client::live(&running, &waiter.cookie, cursor, &[Room::Waiters, Room::Table(session)]).await;
    assert!(text(&replayed).contains("order:created"), "{replayed:?}");
    hides("the floor's replay", &text(&replayed), &spellings(COST));
    for path in ["/api/house", "/api/menu", &format!("/api/session?hat=staff&id={session}")] {
        hides(path, &get(&running, path, &waiter.cookie).await, &spellings(COST));
    }

    let close =
        Command::Party(PartyCommand::CloseSession { session, write_off: Some(WHY_WRITTEN_OFF.into()), despite: OpenThings::ALL });
    running.submit(&manager.actor, close).await;
    hides("the guest's socket", &text(&phone.until_closed().await.0), &words);
    let heard = text(&wall.so_far(1).await);
    hides("the kitchen's socket", &heard, &to_the_kitchen);
    hides("the kitchen's socket", &heard, &spellings(PRICE));

    // After the party has left.
    let bill = get(&running, &format!("/api/session?hat=guest&id={session}"), &seat.cookie).await;
    hides("a guest's last bill", &bill, &words);
    for path in ["/api/pass", "/api/past_tickets"] {
        let said = get(&running, path, &cook.cookie).await;
        hides(path, &said, &to_the_kitchen);
        hides(path, &said, &spellings(PRICE));
    }

    // Who may know is told: the canaries are there to be found.
    let told = get(&running, &format!("/api/session?hat=staff&id={session}"), &waiter.cookie).await;
    for canary in [WHY_VOIDED, WHY_WRITTEN_OFF, &PAID.to_string(), &TIP.to_string(), &TENDERED.to_string(), &PRICE.to_string()] {
        assert!(told.contains(canary), "“{canary}” is nowhere: {told}");
    }
    running.stop().await;
}
