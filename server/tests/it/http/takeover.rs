//! A guest continues on another device (G11): a link for once, the old device out at once, and the way back.

use super::browser;
use crate::web_support::client::{Client, connect};
use crate::web_support::{Running, start};
use app::AppError;
use comanda::backend::{Fault, Hat};
use comanda::device::DeviceKind;
use comanda::protocol::{CLOSE_REPLACED, ServerMessage};
use comanda::rooms::Room;
use comanda::views::Handover;
use engine::storage::Db;
use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::{Response, StatusCode};
use testkit::databases;

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)";

async fn post(running: &Running, path: &str, cookie: &str) -> Response {
    let request = browser().post(running.url(path)).header("cookie", cookie).header("user-agent", IPHONE);
    request.header("content-type", "application/json").body("{}").send().await.expect("an answer")
}

/// The path of a fresh link.
async fn link(running: &Running, cookie: &str) -> String {
    let made: Handover = post(running, "/api/handover", cookie).await.json().await.expect("a link");
    assert!(made.qr_svg.starts_with("<svg"), "{}", made.qr_svg);
    assert_eq!(made.until.since(running.server.state.comanda.clock.now()), 300_000);
    made.url.strip_prefix(&running.url("")).expect("an address of ours").to_owned()
}

fn goes_to(response: &Response) -> (u16, &str) {
    let to = response.headers().get(LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    (response.status().as_u16(), to)
}

fn cookie(response: &Response) -> String {
    let set = response.headers().get(SET_COOKIE).and_then(|v| v.to_str().ok()).expect("a cookie");
    assert!(set.starts_with("comanda_guest=") && set.contains("HttpOnly"), "{set}");
    set.split(';').next().unwrap_or_default().to_owned()
}

async fn the_same_guest_sits_at_the_new_device_and_the_old_one_is_told(db: Db) {
    let running = start(db).await;
    let seat = running.sit(0).await;
    let rooms = [Room::Table(seat.session)];
    let (mut old, _) = Client::live(&running, &seat.cookie, None, &rooms).await;
    let path = link(&running, &seat.cookie).await;
    assert_eq!(running.known(&seat.cookie).await.guest.map(|g| g.guest), Some(seat.guest), "a link alone changes nothing");

    let taken = post(&running, &path, "").await;
    assert_eq!(goes_to(&taken), (303, "/table"));
    let new = cookie(&taken);
    let (said, code) = old.until_closed().await;
    assert_eq!(said, vec![ServerMessage::SessionReplaced { by: DeviceKind::Iphone }]);
    assert_eq!(code, Some(CLOSE_REPLACED));

    let there = running.known(&new).await.guest.expect("seated");
    assert_eq!((there.guest, there.session), (seat.guest, seat.session));
    let here = running.known(&seat.cookie).await;
    assert_eq!((here.guest.clone(), here.replaced_by), (None, Some(DeviceKind::Iphone)));
    assert_eq!(here.actor(Hat::Guest), Err(Fault::Replaced { by: DeviceKind::Iphone }));
    assert_eq!(connect(&running, "", &[("cookie", &seat.cookie)]).await.err(), Some(401), "nor may it listen");
    let asked = post(&running, "/api/handover", &seat.cookie).await;
    assert_eq!(asked.status(), StatusCode::UNAUTHORIZED);

    // And back: a cookie that is good for nothing else is good for that.
    let (mut new_phone, _) = Client::live(&running, &new, None, &rooms).await;
    assert_eq!(goes_to(&post(&running, "/continue", &seat.cookie).await), (303, "/table"));
    assert_eq!(new_phone.until_closed().await.1, Some(CLOSE_REPLACED));
    assert_eq!(running.known(&seat.cookie).await.guest.map(|g| g.guest), Some(seat.guest));
    assert_eq!(running.known(&new).await.guest, None);
}

async fn a_link_works_once_and_for_five_minutes(db: Db) {
    let running = start(db).await;
    let seat = running.sit(0).await;
    let once = link(&running, &seat.cookie).await;
    let (first, second) = tokio::join!(post(&running, &once, ""), post(&running, &once, ""));
    let mut to = [goes_to(&first), goes_to(&second)];
    to.sort_unstable();
    assert_eq!(to, [(303, "/continue/expired"), (303, "/table")], "one of two at the same moment");
    let taken = if goes_to(&first).1 == "/table" { cookie(&first) } else { cookie(&second) };

    let late = link(&running, &taken).await;
    running.later(300_001);
    assert_eq!(goes_to(&post(&running, &late, "").await), (303, "/continue/expired"));
    for nonsense in ["/continue/short", "/continue/%00", "/continue/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(goes_to(&post(&running, nonsense, "").await), (303, "/continue/expired"), "{nonsense}");
    }
    assert!(running.known(&taken).await.guest.is_some());
}

testkit::on_both_databases!(
    the_same_guest_sits_at_the_new_device_and_the_old_one_is_told,
    a_link_works_once_and_for_five_minutes
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_takes_a_place_back_that_was_never_theirs() {
    let scratch = databases::sqlite().await;
    let running = start(scratch.db.clone()).await;
    let stranger = post(&running, "/continue", "").await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    let link = post(&running, "/api/handover", "").await;
    let fault: AppError = link.json().await.expect("a typed error");
    assert_eq!(fault.fault(), Some(&Fault::Unauthenticated));
}
