use super::*;
use comanda::device::DeviceKind;
use comanda::ids::{ConnectionId, Epoch};
use comanda::protocol::ResyncReason;
use uuid::Uuid;

const EPOCH: Epoch = Epoch(Uuid::from_u128(7));

fn welcome(seq: i64) -> Input {
    Input::Message(Box::new(ServerMessage::Welcome {
        epoch: EPOCH,
        seq,
        build: "b".into(),
        connection: ConnectionId(Uuid::from_u128(1)),
        heartbeat_ms: 25_000,
    }))
}

fn live() -> Machine {
    let mut machine = Machine::new("b");
    assert_eq!(machine.step(At(1), 0.5, Input::Audience(vec![Room::Store])), vec![Action::Open]);
    machine.step(At(2), 0.5, Input::Opened);
    machine.step(At(3), 0.5, welcome(10));
    machine.step(At(3), 0.5, resync(ResyncReason::Fresh, EPOCH, 10));
    assert_eq!(machine.state(), State::Live);
    machine
}

fn pong(t: i64) -> Input {
    Input::Message(Box::new(ServerMessage::Pong { t, server_time: None }))
}

fn resync(reason: ResyncReason, epoch: Epoch, seq: i64) -> Input {
    Input::Message(Box::new(ServerMessage::Resync { reason, epoch, seq }))
}

#[test]
fn a_first_welcome_goes_live_and_follows_the_log_from_where_it_stands() {
    let mut machine = Machine::new("b");
    machine.step(At(1), 0.5, Input::Audience(vec![Room::Store]));
    let hello = machine.step(At(2), 0.5, Input::Opened);
    assert!(matches!(&hello[..], [Action::Send(ClientMessage::Hello { cursor: None, .. })]));
    let actions = machine.step(At(3), 0.5, welcome(10));
    assert!(matches!(actions[..], [Action::Send(ClientMessage::Ping { .. })]), "{actions:?}");
    let from = Cursor { epoch: EPOCH, seq: 12 };
    assert_eq!(machine.step(At(4), 0.5, resync(ResyncReason::Fresh, EPOCH, 12)), vec![Action::Restart(from)]);
}

#[test]
fn a_lost_connection_comes_back_with_its_cursor_and_never_gives_up() {
    let mut machine = live();
    let mut now = 10;
    for attempt in 1..200 {
        machine.step(At(now), 1.0, Input::Closed(1006));
        let State::Waiting { until, attempt: counted } = machine.state() else { panic!("should wait") };
        assert_eq!(counted, attempt);
        assert!(until.0 - now <= 30_000);
        now = until.0;
        assert_eq!(machine.step(At(now), 1.0, Input::Tick), vec![Action::Open]);
    }
    let hello = machine.step(At(now), 0.0, Input::Opened);
    let [Action::Send(ClientMessage::Hello { cursor, .. })] = &hello[..] else { panic!("should greet") };
    assert_eq!(*cursor, Some(Cursor { epoch: EPOCH, seq: 10 }));
}

#[test]
fn going_away_tells_when_to_come_back() {
    let mut machine = live();
    machine.step(At(5), 0.5, Input::Message(Box::new(ServerMessage::GoingAway { retry_after_ms: 2_000 })));
    machine.step(At(6), 1.0, Input::Closed(1012));
    assert_eq!(machine.state(), State::Waiting { until: At(2_006), attempt: 1 });
}

#[test]
fn waking_tries_at_once() {
    let mut machine = live();
    machine.step(At(10), 1.0, Input::Closed(1006));
    assert_eq!(machine.step(At(11), 1.0, Input::Wake), vec![Action::Open]);
}

/// The second hand until something is to be done, at most so long.
fn tick_until(machine: &mut Machine, from: i64, upto: i64, wanted: impl Fn(&Action) -> bool) -> (i64, Vec<Action>) {
    for now in (from..=upto).step_by(500) {
        let actions = machine.step(At(now), 0.5, Input::Tick);
        if actions.iter().any(&wanted) {
            return (now, actions);
        }
    }
    panic!("nothing was done until {upto} in {:?}", machine.state());
}

#[test]
fn a_line_that_says_nothing_is_dead() {
    let mut machine = live();
    let (now, _) = tick_until(&mut machine, 500, 60_000, |action| *action == Action::Close);
    assert!((40_000..42_000).contains(&now), "{now}");
    assert!(matches!(machine.state(), State::Waiting { .. }));
}

#[test]
fn after_a_sleep_the_line_has_seconds_to_answer() {
    let mut machine = live();
    machine.step(At(1_000), 0.5, Input::Tick);
    // Closed at noon, opened an hour later: nothing is dead before it was asked.
    let woken = 3_600_000;
    assert!(matches!(machine.step(At(woken), 0.5, Input::Tick)[..], [Action::Send(ClientMessage::Ping { .. })]));
    assert_eq!(machine.state(), State::Live);
    let mut answered = machine.clone();
    answered.step(At(woken + 80), 0.5, pong(woken));
    assert_eq!(answered.latency(), Some(80));
    assert_eq!(answered.step(At(woken + 6_000), 0.5, Input::Tick), vec![]);
    let (now, _) = tick_until(&mut machine, woken + 500, woken + 9_000, |action| *action == Action::Close);
    assert!(now - woken <= 1_500, "{now}");
}

#[test]
fn a_clock_that_is_set_back_stops_nothing() {
    let mut machine = live();
    machine.step(At(1_000_000), 0.5, pong(1_000_000));
    machine.step(At(1_000_000), 0.5, Input::Tick);
    machine.step(At(5_000), 0.5, Input::Tick);
    let (now, _) = tick_until(&mut machine, 5_500, 60_000, |action| *action == Action::Close);
    assert!(now < 12_000, "doubted at once, not when the clock has caught up: {now}");
    machine.step(At(now), 0.5, Input::Closed(1006));
    let State::Waiting { until, .. } = machine.state() else { panic!("should wait") };
    assert!(until.0 - now <= 30_000);
    machine.step(At(-2_000_000), 0.5, Input::Tick);
    assert_eq!(machine.state(), State::Connecting, "nor does it wait for a time that is far away now");
}

#[test]
fn a_clock_that_was_set_measures_no_latency() {
    let mut machine = live();
    machine.step(At(9_000), 0.5, pong(8_900));
    machine.step(At(9_000), 0.5, pong(90_000));
    machine.step(At(900_000), 0.5, pong(9_000));
    assert_eq!(machine.latency(), Some(100));
}

/// A network that lets no websocket through: two sockets die before a welcome.
fn blocked() -> (Machine, i64) {
    let mut machine = Machine::new("b");
    machine.step(At(1), 0.5, Input::Audience(vec![Room::Store]));
    assert_eq!(machine.step(At(100), 0.5, Input::Closed(1006)), vec![], "one may be an accident");
    let (now, _) = tick_until(&mut machine, 500, 5_000, |action| *action == Action::Open);
    let asked = machine.step(At(now + 10), 0.5, Input::Closed(1006));
    assert!(matches!(asked[..], [Action::Poll { turn: 1, cursor: None, .. }]), "{asked:?}");
    (machine, now + 10)
}

#[allow(clippy::unnecessary_wraps)] // as a poll's result comes
fn said(messages: Vec<ServerMessage>) -> Result<Vec<ServerMessage>, Unheard> {
    let welcome = ServerMessage::Welcome {
        epoch: EPOCH,
        seq: 10,
        build: "b".into(),
        connection: ConnectionId(Uuid::from_u128(1)),
        heartbeat_ms: 25_000,
    };
    Ok(std::iter::once(welcome).chain(messages).collect())
}

fn fresh() -> ServerMessage {
    ServerMessage::Resync { reason: ResyncReason::Fresh, epoch: EPOCH, seq: 10 }
}

#[test]
fn where_websockets_are_blocked_the_log_is_followed_over_http_with_the_same_cursor() {
    let (mut machine, now) = blocked();
    let from = Cursor { epoch: EPOCH, seq: 10 };
    let actions = machine.step(At(now + 20), 0.5, Input::Polled { turn: 1, result: said(vec![fresh()]) });
    assert_eq!(machine.state(), State::Polling);
    let [Action::Restart(restarted), Action::Poll { turn: 2, cursor: Some(asked), .. }] = &actions[..] else {
        panic!("{actions:?}")
    };
    assert_eq!((*restarted, *asked), (from, from));
    // Nothing new: not asked again at once.
    let quiet = Input::Polled { turn: 2, result: said(vec![ServerMessage::CaughtUp { seq: 12 }]) };
    assert_eq!(machine.step(At(now + 30), 0.5, quiet), vec![]);
    let (_, actions) = tick_until(&mut machine, now + 500, now + 5_000, |action| matches!(action, Action::Poll { .. }));
    assert!(matches!(actions[0], Action::Poll { turn: 3, cursor: Some(Cursor { seq: 12, .. }), .. }), "{actions:?}");
}

#[test]
fn while_polling_a_socket_is_tried_now_and_then_and_taken_when_it_works() {
    let (mut machine, now) = blocked();
    machine.step(At(now), 0.5, Input::Polled { turn: 1, result: said(vec![fresh()]) });
    let mut at = now;
    let mut waits = Vec::new();
    for _ in 0..8 {
        let (tried, _) = tick_until(&mut machine, at + 500, at + 100_000, |action| *action == Action::Open);
        waits.push(tried - at);
        at = tried;
        let turn = machine.turn;
        machine.step(At(at), 0.5, Input::Polled { turn, result: said(vec![]) });
        machine.step(At(at), 0.5, Input::Closed(1006));
        assert_eq!(machine.state(), State::Polling, "a try that fails changes nothing");
    }
    assert!(waits[0] <= 3_000 && waits[7] >= 30_000 && waits[7] <= 61_000, "{waits:?}");
    tick_until(&mut machine, at + 500, at + 100_000, |action| *action == Action::Open);
    assert!(matches!(machine.step(At(at), 0.5, Input::Opened)[..], [Action::Send(ClientMessage::Hello { cursor: Some(_), .. })]));
    assert_eq!(machine.state(), State::Polling);
    machine.step(At(at), 0.5, welcome(10));
    assert_eq!(machine.state(), State::Live);
    let late = Input::Polled { turn: machine.turn - 1, result: said(vec![fresh()]) };
    assert_eq!(machine.step(At(at), 0.5, late), vec![], "an answer from before is nobody's");
}

#[test]
fn a_poll_that_reaches_nobody_is_no_connection() {
    let (mut machine, now) = blocked();
    machine.step(At(now), 0.5, Input::Polled { turn: 1, result: Err(Unheard::Unreachable) });
    assert!(matches!(machine.state(), State::Waiting { .. }));
    let (now, _) = tick_until(&mut machine, now + 500, now + 60_000, |action| *action == Action::Open);
    let turn = machine.turn + 1;
    machine.step(At(now), 0.5, Input::Closed(1006));
    machine.step(At(now), 0.5, Input::Polled { turn, result: said(vec![fresh()]) });
    assert_eq!(machine.state(), State::Polling);
    let turn = machine.turn;
    machine.step(At(now + 10), 0.5, Input::Polled { turn, result: Err(Unheard::Unreachable) });
    assert!(matches!(machine.state(), State::Waiting { .. }));
}

#[test]
fn a_socket_that_hangs_in_its_handshake_counts_as_blocked() {
    let mut machine = Machine::new("b");
    machine.step(At(1), 0.5, Input::Audience(vec![Room::Store]));
    machine.step(At(2), 0.5, Input::Opened);
    let (now, _) = tick_until(&mut machine, 500, 20_000, |action| matches!(action, Action::Poll { .. }));
    assert!(now < 10_000, "{now}");
}

#[test]
fn a_poll_may_say_that_somebody_is_signed_out_or_has_moved_on() {
    let (mut machine, now) = blocked();
    let mut moved = machine.clone();
    let out = machine.step(At(now), 0.5, Input::Polled { turn: 1, result: Err(Unheard::SignedOut) });
    assert_eq!((out, machine.state()), (vec![Action::Refresh], State::SignedOut));
    let by = DeviceKind::Iphone;
    let told = moved.step(At(now), 0.5, Input::Polled { turn: 1, result: Err(Unheard::Replaced { by }) });
    assert_eq!((told, moved.state()), (vec![Action::Replaced { by }, Action::Close], State::Replaced));
}

#[test]
fn other_rooms_while_polling_begin_afresh() {
    let (mut machine, now) = blocked();
    machine.step(At(now), 0.5, Input::Polled { turn: 1, result: said(vec![fresh()]) });
    let actions = machine.step(At(now), 0.5, Input::Audience(vec![Room::Store, Room::Kitchen]));
    assert!(
        matches!(&actions[..], [Action::Close, Action::Poll { turn: 3, cursor: None, rooms, .. }] if rooms.len() == 2),
        "{actions:?}"
    );
    let late = Input::Polled { turn: 2, result: said(vec![ServerMessage::CaughtUp { seq: 40 }]) };
    assert_eq!(machine.step(At(now), 0.5, late), vec![], "what was asked in the old rooms");
    assert_eq!(machine.cursor(), None);
}

#[test]
fn a_place_that_was_taken_stays_taken_until_somebody_acts() {
    let mut machine = live();
    let told = machine.step(At(9), 0.5, Input::Message(Box::new(ServerMessage::SessionReplaced { by: DeviceKind::Ipad })));
    assert_eq!(told, vec![Action::Replaced { by: DeviceKind::Ipad }, Action::Close]);
    for input in [Input::Closed(4010), Input::Wake, Input::Tick] {
        assert_eq!(machine.step(At(90_000), 0.5, input), vec![]);
    }
    assert_eq!(machine.state(), State::Replaced);
}

#[test]
fn another_log_is_followed_from_its_own_place() {
    let mut machine = live();
    machine.step(At(10), 0.0, Input::Closed(1006));
    machine.step(At(5_000), 0.0, Input::Tick);
    machine.step(At(5_001), 0.0, Input::Opened);
    let other = ServerMessage::Welcome {
        epoch: Epoch(Uuid::from_u128(8)),
        seq: 3,
        build: "b".into(),
        connection: ConnectionId(Uuid::from_u128(2)),
        heartbeat_ms: 25_000,
    };
    machine.step(At(5_002), 0.0, Input::Message(Box::new(other)));
    let epoch = Epoch(Uuid::from_u128(8));
    let from = Cursor { epoch, seq: 3 };
    assert_eq!(machine.step(At(5_003), 0.0, resync(ResyncReason::EpochChanged, epoch, 3)), vec![Action::Restart(from)]);
    assert_eq!(machine.cursor(), Some(from));
}

#[test]
fn a_revoked_sign_in_stops_trying_until_the_audience_changes() {
    let mut machine = live();
    assert_eq!(machine.step(At(9), 0.0, Input::Closed(CLOSE_UNAUTHENTICATED)), vec![Action::Refresh]);
    assert_eq!(machine.step(At(90_000), 0.0, Input::Tick), vec![]);
    assert_eq!(machine.step(At(90_001), 0.0, Input::Audience(vec![Room::Store])), vec![Action::Open]);
}

#[test]
fn what_a_page_cannot_read_makes_it_ask_anew_once_for_many() {
    let mut machine = live();
    let refreshes = |actions: Vec<Action>| actions.iter().filter(|action| **action == Action::Refresh).count();
    assert_eq!(refreshes(machine.step(At(100), 0.5, Input::Unreadable)), 1);
    let more: usize = (1..20).map(|n| refreshes(machine.step(At(100 + n), 0.5, Input::Unreadable))).sum();
    assert_eq!(more, 0, "a storm of them is no storm of questions");
    let (at, _) = tick_until(&mut machine, 120, 20_000, |action| *action == Action::Refresh);
    assert!((5_000..6_000).contains(&(at - 100)), "the last of them is not forgotten: {at}");
    let later: usize = (1..40).map(|n| refreshes(machine.step(At(at + n * 500), 0.5, Input::Tick))).sum();
    assert_eq!(later, 0);
    assert_eq!(machine.state(), State::Live);
}

#[test]
fn a_server_of_another_build_is_named_once_for_each_greeting_and_one_of_our_own_is_not() {
    let machine = Machine::new("b");
    assert_eq!(machine.compare("b"), []);
    assert_eq!(machine.compare("c"), [Action::OtherBuild("c".into())]);
}

#[test]
fn a_page_that_made_room_for_others_comes_back_late_or_when_it_is_looked_at() {
    let mut machine = live();
    machine.step(At(1_000), 1.0, Input::Closed(CLOSE_CROWDED));
    let State::Waiting { until, .. } = machine.state() else { panic!("{:?}", machine.state()) };
    assert_eq!(until, At(31_000));
    assert_eq!(machine.step(At(2_000), 1.0, Input::Wake), vec![Action::Open]);
}

#[path = "resuming_tests.rs"]
mod resuming;
