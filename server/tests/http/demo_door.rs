//! One click into a room: on a demo install, and nowhere else.

use super::browser;
use crate::common::databases;
use crate::web_support::{on_sqlite, serve};
use comanda::actor::Role;
use comanda::store::SeatingPolicy;
use server::auth::pin;
use server::store::staff::{self, StaffMember};
use server::store::{Db, door};

async fn make_demo(db: &Db) {
    sqlx::query("UPDATE stores SET demo = 1").execute(&db.write).await.expect("a demo");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_opens_each_room_with_one_click() {
    let scratch = databases::sqlite().await;
    let tiny = crate::common::tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    make_demo(&scratch.db).await;
    let marta = StaffMember {
        id: server::ids::fresh(),
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
        assert_eq!(known.staff.map(|s| s.id), Some(marta.id));
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
    assert!(!door::is_demo(&running.db, running.tiny.store).await.expect("known"));
    let response = browser().post(running.url("/demo/enter/waiter")).send().await.expect("an answer");
    assert_eq!(response.status(), 404);
    assert!(!response.headers().contains_key("set-cookie"));
    assert_eq!(running.server.state.auth.front_door().await.expect("a front door").demo, None);
}
