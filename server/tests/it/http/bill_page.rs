//! The bill as a guest's phone is sent it.

use super::scanning::{cookie, scan};
use crate::web_support::{Running, serve};
use comanda::actor::Role;
use comanda::ids::{ProductId, SessionId};
use comanda::party::Method;
use comanda::party::{NewLine, NewPayment};
use comanda::shop::SeatingPolicy;
use comanda::tax::RateBps;
use comanda::{Actor, Command, Currency, Money, PartyCommand};
use engine::ids::fresh;
use engine::storage::sessions;
use testkit::{databases, tiny};

async fn page(running: &Running, cookie: &str) -> String {
    let asked = super::browser().get(running.url("/table/bill")).header("cookie", cookie).send().await.expect("an answer");
    asked.text().await.expect("text")
}

async fn serves(running: &Running, waiter: &Actor, session: SessionId, product: ProductId) {
    let item = fresh();
    let line = NewLine { id: item, product, options: vec![], quantity: 1, note: None, for_guest: None };
    running
        .submit(waiter, Command::Party(PartyCommand::PlaceOrder { session, order: fresh(), lines: vec![line], expected: None }))
        .await;
    running.submit(waiter, Command::Party(PartyCommand::Serve { session, items: vec![item] })).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a8_a_dish_of_nothing_a_rate_of_nothing_and_a_paid_bill_are_said() {
    let scratch = databases::sqlite().await;
    let mut tiny = tiny::tiny(fresh(), SeatingPolicy::OpenByScan);
    for product in &mut tiny.menu.products {
        if product.id == tiny.bread {
            std::sync::Arc::make_mut(product).price = 0;
        }
    }
    let drunk = tiny.menu.product(tiny.beer).expect("a beer").tax_class;
    for class in tiny.menu.tax_classes.iter_mut().filter(|class| class.id == drunk) {
        class.rates.dine_in = RateBps(0);
    }
    tiny::write(&scratch.db, &tiny).await;
    let (bread, beer) = (tiny.bread, tiny.beer);
    let running = serve(scratch.db.clone(), tiny, |_| {}).await;
    let mine = cookie(&scan(&running, 0, "").await).expect("a seat");
    let session = running.known(&mine).await.guest.expect("seated").session;
    let waiter = running.sign_in(Role::Waiter).await.actor;
    assert!(page(&running, &mine).await.contains("Dishes appear here when they are sent"));

    serves(&running, &waiter, session, bread).await;
    let free = page(&running, &mine).await;
    assert!(free.contains("Nothing to pay: these are on the house.") && free.contains("bread"), "{free}");
    assert!(!free.contains("Dishes appear here"), "{free}");

    serves(&running, &waiter, session, beer).await;
    let owed = page(&running, &mine).await;
    assert!(owed.contains(">0 %<") && !owed.contains("on the house"), "{owed}");

    let payment = NewPayment {
        id: fresh(),
        method: Method::Terminal,
        amount: Money::new(
            sessions::load(&running.db, running.tiny.store, session).await.expect("readable").expect("there").totals().remaining,
            Currency::EUR,
        ),
        tip: 0,
        tendered: None,
        expected: None,
        part: None,
    };
    running.submit(&waiter, Command::Party(PartyCommand::RecordPayment { session, payment })).await;
    let paid = page(&running, &mine).await;
    assert!(paid.contains("Thank you") && !paid.contains("Nothing to pay"), "{paid}");
}
