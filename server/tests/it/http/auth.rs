//! R14 and enrolment, on both databases.

use crate::web_support::{on_sqlite, start, start_with};
use comanda::actor::Role;
use comanda::backend::{Caller, Fault, SetCookie};
use comanda::shop::SeatingPolicy;
use comanda::time::{HOUR, MINUTE, SECOND};
use engine::storage::Db;
use engine::storage::devices::TRIES_PER_WINDOW;
use std::sync::Arc;
use testkit::databases;
use testkit::people::{PIN, pair};

const WRONG: &str = "0000";

async fn fifty_guesses_at_once_are_five(db: Db) {
    let running = Arc::new(start(db).await);
    let staff = running.hire(Role::Waiter).await;
    // Several devices: the lock is the person's.
    let mut devices = Vec::new();
    for _ in 0..5 {
        devices.push(running.device().await.1);
    }
    let guesses = (0..50).map(|n: usize| {
        let (running, caller) = (Arc::clone(&running), devices[n % devices.len()].clone());
        tokio::spawn(async move { running.server.state.auth.sign_in(&caller, staff, WRONG).await })
    });
    let answers = futures::future::try_join_all(guesses).await.expect("no panic");
    // Verified are those that learn how many tries are left, and the one that brought the lock on.
    let tries: Vec<u32> = answers
        .iter()
        .filter_map(|answer| if let Err(Fault::WrongPin { tries_left }) = answer { Some(*tries_left) } else { None })
        .collect();
    let mut sorted = tries.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [1, 2, 3, 4], "each try is counted once");
    assert_eq!(answers.iter().filter(|a| matches!(a, Err(Fault::Locked { .. }))).count(), 46);
    // The right PIN is no use now.
    let right = running.server.state.auth.sign_in(&devices[0], staff, PIN).await;
    assert!(matches!(right, Err(Fault::Locked { .. })), "{right:?}");
    let card = &running.server.state.auth.staff(&devices[0]).await.expect("the picker")[0];
    assert!(card.locked_until.is_some());
}

async fn the_lock_doubles_and_a_right_pin_ends_it(db: Db) {
    let running = start(db).await;
    let (staff, (_, caller)) = (running.hire(Role::Waiter).await, running.device().await);
    let auth = &running.server.state.auth;
    let mut lock = 0;
    for n in 0..5 {
        match auth.sign_in(&caller, staff, WRONG).await {
            Err(Fault::WrongPin { tries_left }) => assert_eq!(tries_left, 4 - n),
            Err(Fault::Locked { until }) => lock = until.0 - engine::clock::Clock::now(&*running.clock).0,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(lock, 30 * SECOND);
    for expected in [MINUTE, 2 * MINUTE, 4 * MINUTE] {
        running.later(lock);
        match auth.sign_in(&caller, staff, WRONG).await {
            Err(Fault::Locked { until }) => lock = until.0 - engine::clock::Clock::now(&*running.clock).0,
            other => panic!("{other:?}"),
        }
        assert_eq!(lock, expected);
    }
    running.later(lock - 1);
    assert!(matches!(auth.sign_in(&caller, staff, PIN).await, Err(Fault::Locked { .. })), "not a moment too early");
    running.later(1);
    assert!(auth.sign_in(&caller, staff, PIN).await.is_ok());
    assert_eq!(auth.sign_in(&caller, staff, WRONG).await, Err(Fault::WrongPin { tries_left: 4 }), "the count starts anew");
}

async fn one_device_tries_only_so_often_whoever_is_meant(db: Db) {
    let running = start(db).await;
    let (_, caller) = running.device().await;
    let auth = &running.server.state.auth;
    let mut people = Vec::new();
    for _ in 0..8 {
        people.push(running.hire(Role::Waiter).await);
    }
    let mut let_through = 0;
    for n in 0..40 {
        match auth.sign_in(&caller, people[n % 8], WRONG).await {
            Err(Fault::WrongPin { .. } | Fault::Locked { .. }) => let_through += 1,
            Err(Fault::RateLimited { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(let_through, TRIES_PER_WINDOW);
    let elsewhere = running.device().await.1;
    let fresh = running.hire(Role::Waiter).await;
    assert!(auth.sign_in(&elsewhere, fresh, PIN).await.is_ok(), "other devices go on");
    running.later(15 * MINUTE);
    assert!(auth.sign_in(&caller, fresh, PIN).await.is_ok());
}

async fn an_enrolment_code_works_once_and_for_a_quarter_of_an_hour(db: Db) {
    let running = start(db).await;
    let auth = &running.server.state.auth;
    let manager = running.sign_in(Role::Manager).await;
    let code = auth.enrolment_code(&manager.caller).await.expect("a code");
    let typed = code.to_lowercase().replace('-', " ");
    let both = tokio::join!(auth.enrol(&typed, "Tablet 1"), auth.enrol(&code, "Tablet 2"));
    assert_eq!([both.0.is_ok(), both.1.is_ok()].into_iter().filter(|ok| *ok).count(), 1, "{both:?}");
    assert_eq!(auth.enrol(&code, "Tablet 3").await, Err(Fault::WrongEnrolmentCode));
    assert_eq!(auth.enrol("nonsense", "Tablet").await, Err(Fault::WrongEnrolmentCode));
    assert!(matches!(auth.enrol(&code, "  ").await, Err(Fault::Invalid { .. })));
    let late = auth.enrolment_code(&manager.caller).await.expect("a code");
    running.later(15 * MINUTE);
    assert_eq!(auth.enrol(&late, "Tablet").await, Err(Fault::WrongEnrolmentCode));
    let waiter = running.sign_in(Role::Waiter).await;
    assert_eq!(auth.enrolment_code(&waiter.caller).await, Err(Fault::Forbidden));
    assert_eq!(auth.enrolment_code(&Caller::default()).await, Err(Fault::Unauthenticated));
}

async fn a_sign_in_ends_with_its_shift_and_a_device_later(db: Db) {
    let running = start(db).await;
    let waiter = running.sign_in(Role::Waiter).await;
    running.later(12 * HOUR - 1);
    assert!(running.known(&waiter.cookie).await.staff.is_some());
    // Whoever was looked up a moment ago is believed for half a second.
    running.later(500);
    let known = running.known(&waiter.cookie).await;
    assert_eq!((known.staff, known.device.is_some()), (None, true));
    running.later(366 * 24 * HOUR);
    assert_eq!(running.known(&waiter.cookie).await, Caller::default());
}

testkit::on_both_databases!(
    fifty_guesses_at_once_are_five,
    the_lock_doubles_and_a_right_pin_ends_it,
    one_device_tries_only_so_often_whoever_is_meant,
    an_enrolment_code_works_once_and_for_a_quarter_of_an_hour,
    a_sign_in_ends_with_its_shift_and_a_device_later,
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pin_alone_opens_nothing_without_an_enrolled_device() {
    let (_scratch, running) = on_sqlite().await;
    let staff = running.hire(Role::Owner).await;
    let auth = &running.server.state.auth;
    assert_eq!(auth.sign_in(&Caller::default(), staff, PIN).await, Err(Fault::Unauthenticated));
    assert_eq!(auth.staff(&Caller::default()).await, Err(Fault::Unauthenticated));
    let (_, caller) = running.device().await;
    assert_eq!(auth.sign_in(&caller, engine::ids::fresh(), PIN).await, Err(Fault::NotFound));
    assert!(matches!(auth.sign_in(&caller, staff, "12").await, Err(Fault::Invalid { .. })));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_sign_in_has_a_new_token_and_the_database_keeps_none() {
    let (_scratch, running) = on_sqlite().await;
    let (staff, (device, caller)) = (running.hire(Role::Waiter).await, running.device().await);
    let auth = &running.server.state.auth;
    let one = pair(&auth.sign_in(&caller, staff, PIN).await.expect("in"));
    let two = pair(&auth.sign_in(&caller, staff, PIN).await.expect("in"));
    assert_ne!(one, two);
    assert_eq!(running.known(&one).await.staff, None);
    assert!(running.known(&two).await.staff.is_some());
    // No token is in the database's file, only hashes.
    let tokens: Vec<String> =
        [&one, &two, &device].iter().filter_map(|pair| pair.split_once('=')).map(|(_, token)| token.to_owned()).collect();
    let kept = everything_on_disk(&running.db).await;
    for token in tokens {
        assert!(!kept.windows(token.len()).any(|w| w == token.as_bytes()), "a token is on the disk");
    }
}

/// All bytes of the database's files.
async fn everything_on_disk(db: &Db) -> Vec<u8> {
    let path = db.place().trim_start_matches("sqlite://").to_owned();
    let mut all = Vec::new();
    for suffix in ["", "-wal"] {
        all.extend(tokio::fs::read(format!("/{}{suffix}", path.trim_start_matches('/'))).await.unwrap_or_default());
    }
    assert!(!all.is_empty(), "the database is a file");
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cookies_are_for_the_server_alone_and_secure_in_public() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let local = running.server.state.auth.seat_guest(running.tiny.store, seat.session, seat.guest).await.expect("a seat");
    assert!(!local.0.contains("Secure"), "plain http on this machine: {}", local.0);

    let scratch = databases::sqlite().await;
    let public = start_with(scratch.db.clone(), SeatingPolicy::OpenByScan, |raw| {
        raw.public_url = Some("https://osteria.example".into());
    })
    .await;
    let seat = public.sit(0).await;
    let SetCookie(cookie) =
        public.server.state.auth.seat_guest(public.tiny.store, seat.session, seat.guest).await.expect("a seat");
    for wanted in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure", "Max-Age=86400"] {
        assert!(cookie.contains(wanted), "{wanted} is missing in {cookie}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_codes_are_not_guessed_by_trying_many_and_strangers_hold_up_nobodys_right_one() {
    let scratch = databases::sqlite().await;
    let running = start_with(scratch.db.clone(), SeatingPolicy::OpenByScan, |raw| raw.behind_proxy = true).await;
    let client = super::browser();
    let enrol = |from: String, code: String| {
        let post = client.post(running.url("/api/enrol")).header("x-forwarded-for", from);
        let form = format!("code={code}&name=Tablet");
        post.header("content-type", "application/x-www-form-urlencoded").body(form).send()
    };
    let code = running.server.state.auth.fresh_code(running.tiny.store, None).await.expect("a code");
    let mut wrong = Vec::new();
    for _ in 0..60 {
        wrong.push(enrol("192.0.2.1".into(), "ABCD-EFGH".into()).await.expect("an answer").status().as_u16());
    }
    assert_eq!((wrong[0], wrong.contains(&429)), (403, true), "{wrong:?}");
    for n in 0..60 {
        enrol(format!("198.51.100.{n}"), "ABCD-EFGH".into()).await.expect("an answer");
    }
    assert_eq!(enrol("192.0.2.200".into(), code).await.expect("an answer").status(), 200);
}
