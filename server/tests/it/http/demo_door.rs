//! One click into a room: on a demo install, and nowhere else.

use super::browser;
use crate::web_support::{Running, on_sqlite, serve};
use comanda::actor::Role;
use comanda::backend::{Caller, Fault};
use comanda::shop::SeatingPolicy;
use engine::accounts::pin;
use engine::storage::staff::{self, StaffMember};
use engine::storage::{Db, public_lookup};
use testkit::databases;
use testkit::people::pair;

async fn make_demo(db: &Db) {
    sqlx::query("UPDATE stores SET demo = 1").execute(&db.write).await.expect("a demo");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_opens_each_room_with_one_click() {
    let scratch = databases::sqlite().await;
    let tiny = testkit::tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    make_demo(&scratch.db).await;
    let marta = StaffMember {
        id: engine::ids::fresh(),
        name: "Marta Neri".into(),
        roles: vec![Role::Owner],
        pin_hash: pin::hash("1111").expect("a PIN"),
        demo_pin: Some("1111".into()),
        locked_until: comanda::At(0),
    };
    staff::insert(&scratch.db, tiny.store, 0, &marta).await.expect("hired");
    let running = serve(scratch.db.clone(), tiny, |_| {}).await;

    let front_door = running.server.state.auth.front_door().await.expect("a front door");
    let demo = front_door.demo.expect("a demo");
    assert!(demo.table_qr_svg.starts_with("<svg"));
    assert!(demo.table_path.starts_with("/t/"));
    assert_eq!((demo.staff[0].name.as_str(), demo.staff[0].pin.as_str()), ("Marta", "1111"));

    for (room, to) in [("waiter", "/waiter"), ("kitchen", "/kitchen"), ("counter", "/waiter"), ("manager", "/waiter")] {
        let response = browser().post(running.url(&format!("/demo/enter/{room}"))).send().await.expect("an answer");
        assert_eq!(response.status(), 303, "{room}");
        assert_eq!(response.headers()["location"], to);
        let cookies: Vec<String> = response
            .headers()
            .get_all("set-cookie")
            .iter()
            .map(|v| v.to_str().expect("text").split(';').next().unwrap_or_default().to_owned())
            .collect();
        let known = running.known(&cookies.join("; ")).await;
        assert_eq!(known.staff.map(|s| s.staff), Some(marta.id));
        assert!(known.device.is_some());
    }
    let unknown = browser().post(running.url("/demo/enter/cellar")).send().await.expect("an answer");
    assert_eq!(unknown.status(), 404);
    let foreign = browser().post(running.url("/demo/enter/waiter")).header("origin", "https://evil.example").send().await;
    assert_eq!(foreign.expect("an answer").status(), 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_restaurant_has_no_such_door() {
    let (_scratch, running) = on_sqlite().await;
    running.hire(Role::Owner).await;
    assert!(!public_lookup::is_demo(&running.db, running.tiny.store).await.expect("known"));
    let response = browser().post(running.url("/demo/enter/waiter")).send().await.expect("an answer");
    assert_eq!(response.status(), 404);
    assert!(!response.headers().contains_key("set-cookie"));
    assert_eq!(running.server.state.auth.front_door().await.expect("a front door").demo, None);
}

/// A demo of one owner, everybody's PIN 1111.
async fn demo() -> (databases::Scratch, Running, StaffMember) {
    let scratch = databases::sqlite().await;
    let tiny = testkit::tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    make_demo(&scratch.db).await;
    let marta = StaffMember {
        id: engine::ids::fresh(),
        name: "Marta Neri".into(),
        roles: vec![Role::Owner],
        pin_hash: pin::hash("1111").expect("a PIN"),
        demo_pin: Some("1111".into()),
        locked_until: comanda::At(0),
    };
    staff::insert(&scratch.db, tiny.store, 0, &marta).await.expect("hired");
    let running = serve(scratch.db.clone(), tiny, |_| {}).await;
    (scratch, running, marta)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_a_demo_turned_real_keeps_neither_cookies_nor_pins() {
    let (_scratch, running, marta) = demo().await;
    let auth = &running.server.state.auth;
    let cookies = auth.enter_demo(&Caller::default()).await.expect("entered");
    let cookies: Vec<_> = cookies.iter().map(pair).collect();
    let guest = running.sit(0).await;
    let pin = auth.end_demo(running.tiny.store).await.expect("ended").expect("an owner");
    assert_eq!(running.known(&cookies.join("; ")).await, Caller::default());
    assert_eq!(running.known(&guest.cookie).await, Caller::default());
    assert!(auth.front_door().await.expect("a front door").demo.is_none());
    let left = staff::list(&running.db, running.tiny.store).await.expect("people");
    assert!(left.iter().all(|person| person.demo_pin.is_none()));
    let (_, screen) = running.device().await;
    let old = auth.sign_in(&screen, marta.id, "1111").await;
    assert!(matches!(old, Err(Fault::WrongPin { .. })), "{old:?}");
    assert!(auth.sign_in(&screen, marta.id, &pin).await.is_ok());
    let door = browser().post(running.url("/demo/enter/waiter")).send().await.expect("an answer");
    assert_eq!(door.status(), 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_a_demos_doors_make_no_devices_without_end() {
    let (_scratch, running, _) = demo().await;
    let client = browser();
    let mut shut = 0;
    for _ in 0..80 {
        let answer = client.post(running.url("/demo/enter/waiter")).send().await.expect("an answer");
        shut += usize::from(answer.status() == 429);
    }
    assert!(shut > 0, "every click made a device");
}
