//! What cannot be looked up later is on the rows from the first day; one party's evening is read by itself; people are forgotten.

use comanda::actor::Role;
use comanda::ids::ContactId;
use comanda::party::{Method, NewPayment, Session};
use comanda::{At, Money, PartyCommand};
use engine::ids::fresh;
use engine::storage::{Constraint, Db, DbError, contacts, log, menu};
use sqlx::Row as _;
use testkit::house::{EVENING, House};
use testkit::tiny::STEAK_COST;

testkit::on_both_databases!(
    line_and_payment_rows_keep_what_reports_ask,
    party_is_read_from_the_log_alone_page_by_page,
    contact_is_erased_and_its_id_stays,
);

const DAY: i64 = 20_250_106;

async fn line_and_payment_rows_keep_what_reports_ask(db: Db) {
    let house = House::open(db).await;
    let (tiny, phone) = (&house.tiny, house.sit(0).await);
    let steak = house.add(&phone, tiny.steak, &[tiny.rare], 1).await.expect("a line");
    let bread = house.add(&phone, tiny.bread, &[], 1).await.expect("a line");
    house.order(&phone).await.expect("an order");
    // Past midnight by the wall clock it is the same business day still.
    house.clock.set(EVENING.plus(5 * 3_600_000));
    let payment = NewPayment {
        id: fresh(),
        method: Method::Cash,
        amount: Money::new(500, tiny.menu.currency),
        tip: 0,
        tendered: None,
        expected: None,
        part: None,
    };
    let pay = PartyCommand::RecordPayment { session: phone.session, payment };
    house.submit(&house.staff(Role::Waiter), pay.into()).await.expect("paid");
    let product = menu::find(&house.db, tiny.store).await.expect("a menu").product(tiny.steak).expect("a steak").clone();
    for (item, cost) in [(steak, Some(STEAK_COST)), (bread, None)] {
        let row = sqlx::query(
            "SELECT category_id, category_name, tax_class_id, tax_class_name, cost FROM order_items WHERE store_id = $1 AND id = $2",
        )
        .bind(tiny.store.to_string())
        .bind(item.to_string())
        .fetch_one(&house.db.read)
        .await
        .expect("a row");
        let text = |column| row.get::<String, _>(column);
        assert_eq!((text("category_id"), text("category_name")), (product.category.to_string(), "Food".into()));
        assert_eq!((text("tax_class_id"), text("tax_class_name")), (product.tax_class.to_string(), "Eaten".into()));
        assert_eq!(row.get::<Option<i64>, _>("cost"), cost);
    }
    for table in ["sessions", "orders", "payment_legs"] {
        let days = format!("SELECT business_day FROM {table} WHERE store_id = $1");
        let rows = sqlx::query(sqlx::AssertSqlSafe(days)).bind(tiny.store.to_string()).fetch_all(&house.db.read).await;
        let days: Vec<i64> = rows.expect("rows").iter().map(|row| row.get("business_day")).collect();
        assert_eq!(days, [DAY], "{table}");
    }
}

async fn party_is_read_from_the_log_alone_page_by_page(db: Db) {
    let house = House::open(db).await;
    let (one, two) = (house.sit(0).await, house.sit(1).await);
    for phone in [&one, &two, &one] {
        house.add(phone, house.tiny.bread, &[], 1).await.expect("a line");
        house.order(phone).await.expect("an order");
    }
    let store = house.tiny.store;
    let mut told: Option<Session> = None;
    let (mut after, mut pages) = (0, 0);
    loop {
        let page = log::read_party(&house.db, store, one.session, after, 3).await.expect("a page");
        let Some(last) = page.last() else { break };
        after = last.seq;
        pages += 1;
        for logged in page {
            assert_eq!(logged.event.session(), Some(one.session));
            match &mut told {
                None => told = Session::opened(store, logged.at, &logged.event),
                Some(party) => party.evolve(logged.at, &logged.event),
            }
        }
    }
    assert!(pages > 2, "{pages}");
    assert_eq!(told, Some(house.session(one.session).await));
}

async fn contact_is_erased_and_its_id_stays(db: Db) {
    let house = House::open(db).await;
    let (db, store, id): (_, _, ContactId) = (&house.db, house.tiny.store, fresh());
    let contact = contacts::Contact { id, name: "Nora".into(), phone: "+39 051 000".into(), address: "Via dei Tigli 1".into() };
    contacts::add(db, store, &contact, EVENING).await.expect("kept");
    assert_eq!(contacts::add(db, store, &contact, EVENING).await, Err(DbError::Constraint(Constraint::Duplicate)));
    assert_eq!(contacts::find(db, store, id).await, Ok(Some(contact)));
    assert_eq!(contacts::find(db, fresh(), id).await, Ok(None), "another restaurant's");
    assert_eq!(contacts::erase(db, store, id, At(EVENING.0 + 1)).await, Ok(true));
    assert_eq!(contacts::erase(db, store, id, At(EVENING.0 + 2)).await, Ok(false), "once");
    assert_eq!(contacts::find(db, store, id).await, Ok(None));
    let row = sqlx::query("SELECT name, phone, address, erased_at FROM contacts WHERE store_id = $1 AND id = $2")
        .bind(store.to_string())
        .bind(id.to_string())
        .fetch_one(&db.read)
        .await
        .expect("the row stays");
    let left = ["name", "phone", "address"].map(|column| row.get::<String, _>(column));
    assert_eq!((left.concat(), row.get::<i64, _>("erased_at")), (String::new(), EVENING.0 + 1));
}
