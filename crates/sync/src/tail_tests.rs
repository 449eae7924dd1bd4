//! The tail never hides a gap.

use super::*;
use comanda::actor::Actor;
use comanda::ids::{Epoch, ProductId, StoreId};
use comanda::shop::menu::Availability;
use comanda::time::At;
use comanda::{Event, LoggedEvent, ShopEvent, protocol::WireEvent};
use uuid::Uuid;

fn epoch(n: u128) -> Epoch {
    Epoch(Uuid::from_u128(n))
}
fn at(seq: i64) -> Cursor {
    Cursor { epoch: epoch(1), seq }
}
fn event(seq: i64) -> Arc<WireEvent> {
    let event = Event::Shop(ShopEvent::AvailabilityChanged {
        product_id: ProductId(Uuid::from_u128(7)),
        name: "Cake".into(),
        availability: Availability::default(),
        by: Actor::System.by(),
    });
    let key = CommandKey(Uuid::from_u128(seq.unsigned_abs().into()));
    let logged = LoggedEvent { seq, at: At(seq), actor: Actor::System, command_key: key, event };
    Arc::new(WireEvent::of(StoreId(Uuid::from_u128(9)), epoch(1), &logged))
}
fn seqs(tail: &Tail, cursor: Cursor) -> Option<Vec<i64>> {
    tail.after(cursor).map(|events| events.map(|event| event.seq).collect())
}

#[test]
fn it_gives_what_came_after_a_place_and_nothing_twice() {
    let mut tail = Tail::default();
    tail.push(event(3));
    assert!(!tail.has_begun(), "before the start nothing is held");
    tail.start(at(10));
    for seq in [11, 14, 14, 12, 15] {
        tail.push(event(seq));
    }
    assert_eq!(seqs(&tail, at(10)), Some(vec![11, 14, 15]));
    assert_eq!(seqs(&tail, at(12)), Some(vec![14, 15]), "an answer taken between two events");
    assert_eq!(seqs(&tail, at(20)), Some(vec![]), "an answer newer than the tail");
    assert_eq!(tail.reach(), 15);
    assert!(tail.has_heard(CommandKey(Uuid::from_u128(14))));
    assert!(!tail.has_heard(CommandKey(Uuid::from_u128(12))));
}

#[test]
fn what_is_not_held_is_a_gap() {
    let mut tail = Tail::default();
    assert_eq!(seqs(&tail, at(10)), None, "nothing is known yet");
    tail.start(at(10));
    assert_eq!(seqs(&tail, at(9)), None, "older than the start");
    assert_eq!(seqs(&tail, Cursor { epoch: epoch(2), seq: 10 }), None, "another log");
    for seq in 11..=(11 + i64::try_from(MOST).unwrap()) {
        tail.push(event(seq));
    }
    assert_eq!(seqs(&tail, at(10)), None, "the oldest has been let go");
    assert_eq!(seqs(&tail, at(11)).map(|all| all.len()), Some(MOST));
    tail.start(at(5_000));
    assert_eq!(seqs(&tail, at(5_000)), Some(vec![]), "a resync begins anew");
}
