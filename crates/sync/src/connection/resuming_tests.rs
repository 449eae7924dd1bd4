//! Taking up the log again: after a cut before the first greeting, after a sleep; and the server's time.

use super::*;

#[test]
fn a_doubted_line_is_not_current_until_its_ping_is_answered() {
    for sleep in [Input::Slept, Input::Wake] {
        let mut machine = live();
        assert!(machine.is_current());
        let asked = machine.step(At(5_000), 0.5, sleep);
        assert!(matches!(asked[..], [Action::Send(ClientMessage::Ping { t: 5_000 })]), "{asked:?}");
        assert!(!machine.is_current());
        // The answer to a ping of before the sleep, and an event, may have lain in the device's memory all the while.
        machine.step(At(5_001), 0.5, pong(1_000));
        machine.step(At(5_001), 0.5, Input::Message(Box::new(ServerMessage::CaughtUp { seq: 11 })));
        assert!(!machine.is_current());
        let mut answered = machine.clone();
        answered.step(At(5_080), 0.5, pong(5_000));
        assert!(answered.is_current());
        assert_eq!(answered.followed_at(), Some(At(5_080)));
        // A dead line: a new one is tried at once, so that the page has caught up within two seconds.
        let (now, actions) = tick_until(&mut machine, 5_500, 9_000, |action| *action == Action::Open);
        assert_eq!(actions, [Action::Close, Action::Open]);
        assert!(now - 5_000 <= 1_500, "{now}");
        machine.step(At(now + 50), 0.5, Input::Opened);
        machine.step(At(now + 90), 0.5, welcome(12));
        assert!(machine.is_current());
    }
}

#[test]
fn a_page_cut_before_its_first_greeting_begins_where_its_answers_are() {
    let place = |seq| Cursor { epoch: EPOCH, seq };
    let mut machine = Machine::new("b");
    machine.step(At(1), 0.5, Input::Known(place(14)));
    machine.step(At(1), 0.5, Input::Audience(vec![Room::Store]));
    machine.step(At(1), 0.5, Input::Known(place(12)));
    machine.step(At(2), 0.5, Input::Closed(1006));
    let (now, _) = tick_until(&mut machine, 500, 5_000, |action| *action == Action::Open);
    let asked = machine.step(At(now), 0.5, Input::Opened);
    let [Action::Begin(from), Action::Send(ClientMessage::Hello { cursor, .. })] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((*from, *cursor), (place(12), Some(place(12))), "the older of the two answers");
    // Another answer comes while the server is asked: what it would need is not asked for any more, and this answer is lost.
    machine.step(At(now), 0.5, Input::Known(place(9)));
    assert_eq!(machine.cursor(), Some(place(12)));
    machine.step(At(now), 0.5, welcome(20));
    machine.step(At(now), 0.5, Input::Message(Box::new(ServerMessage::CaughtUp { seq: 20 })));
    machine.step(At(now), 0.5, Input::Known(place(3)));
    machine.step(At(now + 1), 0.0, Input::Closed(1006));
    let (now, _) = tick_until(&mut machine, now + 500, now + 5_000, |action| *action == Action::Open);
    let asked = machine.step(At(now), 0.5, Input::Opened);
    assert!(matches!(&asked[..], [Action::Send(ClientMessage::Hello { cursor: Some(Cursor { seq: 20, .. }), .. })]), "{asked:?}");
}

#[test]
fn a_page_cut_before_its_first_greeting_asks_http_from_its_answers_too() {
    let place = Cursor { epoch: EPOCH, seq: 14 };
    let mut machine = Machine::new("b");
    machine.step(At(1), 0.5, Input::Known(place));
    machine.step(At(1), 0.5, Input::Audience(vec![Room::Store]));
    machine.step(At(100), 0.5, Input::Closed(1006));
    let (now, _) = tick_until(&mut machine, 500, 5_000, |action| *action == Action::Open);
    let asked = machine.step(At(now), 0.5, Input::Closed(1006));
    let [Action::Begin(from), Action::Poll { cursor, at_once: true, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((*from, *cursor), (place, Some(place)));
}

#[test]
fn answers_of_two_logs_begin_nowhere() {
    let mut machine = Machine::new("b");
    for epoch in [7, 8] {
        machine.step(At(1), 0.5, Input::Known(Cursor { epoch: Epoch(Uuid::from_u128(epoch)), seq: 14 }));
    }
    machine.step(At(1), 0.5, Input::Audience(vec![Room::Store]));
    let asked = machine.step(At(2), 0.5, Input::Opened);
    assert!(matches!(&asked[..], [Action::Send(ClientMessage::Hello { cursor: None, .. })]), "{asked:?}");
}

#[test]
fn the_servers_time_is_heard_from_pongs_and_polls() {
    let mut machine = live();
    let told = machine.step(At(900), 0.5, Input::Message(Box::new(ServerMessage::Pong { t: 800, server_time: Some(At(5_050)) })));
    assert_eq!(told, [Action::Time { asked: At(800), answered: At(900), server: At(5_050) }]);
    // An answer that was held back for ten seconds: they are no part of the round trip.
    let (mut machine, now) = blocked();
    let pong = ServerMessage::Pong { t: 70_000, server_time: Some(At(80_000)) };
    let told = machine.step(At(now + 10_100), 0.5, Input::Polled { turn: 1, result: said(vec![fresh(), pong]) });
    assert!(told.contains(&Action::Time { asked: At(now), answered: At(now + 100), server: At(70_000) }), "{told:?}");
}

#[test]
fn a_question_that_slept_is_asked_again_and_answered_at_once() {
    let (mut machine, now) = blocked();
    machine.step(At(now), 0.5, Input::Polled { turn: 1, result: said(vec![fresh()]) });
    assert!(machine.is_current());
    let asked = machine.step(At(now + 100), 0.5, Input::Slept);
    assert!(asked.iter().any(|action| matches!(action, Action::Poll { at_once: true, .. })), "{asked:?}");
    assert!(!machine.is_current());
    let turn = machine.turn;
    let asked = machine.step(At(now + 200), 0.5, Input::Polled { turn, result: said(vec![ServerMessage::CaughtUp { seq: 12 }]) });
    assert!(machine.is_current(), "{asked:?}");
    let (_, asked) = tick_until(&mut machine, now + 700, now + 5_000, |action| matches!(action, Action::Poll { .. }));
    assert!(
        asked.iter().any(|action| matches!(action, Action::Poll { at_once: false, .. })),
        "the next may be held back: {asked:?}"
    );
}
