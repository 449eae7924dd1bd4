use super::*;
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

#[test]
fn a_line_that_says_nothing_is_dead() {
    let mut machine = live();
    let actions = machine.step(At(60_000), 0.0, Input::Tick);
    assert_eq!(actions, vec![Action::Close]);
    assert!(matches!(machine.state(), State::Waiting { .. }));
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
