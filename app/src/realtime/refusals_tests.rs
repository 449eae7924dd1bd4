//! What a refusal is about, and what can be tapped instead.

use super::super::refused::{KEPT, LATE, StayChange, chosen, way_on};
use super::*;
use crate::memo::memo;
use comanda::PartyCommand;
use comanda::actor::{By, Principal};
use comanda::ids::{GuestId, OrderId};
use comanda::party::SendScope;
use comanda::party::{NewLine, OpenThings};
use uuid::Uuid;

const TABLE: SessionId = SessionId(Uuid::from_u128(7));
const SUPPLI: ProductId = ProductId(Uuid::from_u128(50));

fn id(n: u128) -> ItemId {
    ItemId(Uuid::from_u128(n))
}

fn line(quantity: u32) -> CartLine {
    CartLine {
        name: String::new(),
        id: id(1),
        product: SUPPLI,
        options: Vec::new(),
        quantity,
        note: None,
        for_guest: None,
        by: By { who: Principal::Guest(GuestId(Uuid::from_u128(9))), role: None, name: "Ada".into() },
        added_at: At(0),
    }
}

fn add() -> Command {
    let line = NewLine { id: id(1), product: SUPPLI, options: Vec::new(), quantity: 1, note: None, for_guest: None };
    Command::Party(PartyCommand::AddLine { session: TABLE, line })
}
fn change(n: u128, quantity: u32) -> Command {
    Command::Party(PartyCommand::ChangeLine {
        session: TABLE,
        line: id(n),
        quantity,
        options: Vec::new(),
        note: Some("no salt".into()),
    })
}
fn remove() -> Command {
    Command::Party(PartyCommand::RemoveLine { session: TABLE, line: id(1) })
}
fn send() -> Command {
    Command::Party(PartyCommand::SendOrder {
        session: TABLE,
        order: OrderId(Uuid::from_u128(3)),
        scope: SendScope::Mine,
        expected: None,
    })
}

fn taps(commands: impl IntoIterator<Item = Command>) -> Vec<Arc<Envelope>> {
    let envelope = |(n, command)| Envelope { key: CommandKey(Uuid::from_u128(n)), command, at: At(0), base_seq: 0 };
    (1..).zip(commands).map(envelope).map(Arc::new).collect()
}
fn sold_out() -> Rejection {
    Rejection::SoldOut { product: SUPPLI, name: "Supplì".into() }
}
fn only(left: u32) -> Rejection {
    Rejection::OnlyLeft { product: SUPPLI, name: "Supplì".into(), left }
}
fn refused(commands: impl IntoIterator<Item = Command>, rejection: &Rejection) -> Option<Refused> {
    Refused::of(Principal::Guest(GuestId(Uuid::from_u128(9))), &taps(commands), rejection)
}

#[test]
fn money_and_closings_that_were_refused_late_stay_until_they_are_read() {
    let close = Command::Party(PartyCommand::CloseSession { session: TABLE, write_off: None, despite: OpenThings::default() });
    let why = Fault::Rejected { rejection: Rejection::CartNotEmpty };
    let undone = |command, later| {
        let tap = &taps([command])[0];
        Undone::of(Principal::Guest(GuestId(Uuid::from_u128(9))), tap, &why, At(later))
    };
    assert_eq!(undone(close.clone(), LATE).map(|undone| undone.what), Some(StayChange::Closed));
    assert_eq!(undone(close, LATE - 1), None, "who tapped still looks at it");
    assert_eq!(undone(send(), LATE), None, "said where the cart is");
}

#[test]
fn what_is_about_no_line_is_said_elsewhere() {
    assert_eq!(refused([send()], &sold_out()), None);
    assert!(refused([change(1, 2)], &sold_out()).is_some());
}

#[test]
fn a_line_that_was_not_added_is_as_it_was_wanted_in_the_end() {
    let lost = |commands: Vec<Command>| refused(commands, &sold_out()).and_then(|refused| refused.lost);
    let wanted = lost(vec![add(), change(2, 9), change(1, 3)]).expect("lost");
    assert_eq!((wanted.quantity, wanted.note.as_deref()), (3, Some("no salt")));
    assert_eq!(lost(vec![add(), change(1, 3), remove()]), None, "nobody wants it any more");
    assert!(refused([add(), remove()], &sold_out()).is_none());
}

#[test]
fn a_refusal_is_over_once_the_same_line_is_tapped_again() {
    let after = |tap: &Command| {
        let mut all = Vec::new();
        note(&mut all, refused([change(1, 3)], &only(2)).expect("about a line"));
        all.len() - over(&all, tap).len()
    };
    assert_eq!((after(&change(1, 2)), after(&remove()), after(&change(2, 2)), after(&send())), (0, 0, 1, 1));
}

#[test]
fn the_way_on_is_as_many_as_are_left() {
    let label = |way: Option<(String, Command)>| way.map(|(label, _)| label);
    assert_eq!(label(way_on(TABLE, &line(3), &only(2))).as_deref(), Some("Take 2"));
    assert_eq!(label(way_on(TABLE, &line(3), &only(3))), None);
    assert_eq!(label(way_on(TABLE, &line(3), &only(0))).as_deref(), Some("Remove"));
    assert_eq!(label(way_on(TABLE, &line(3), &sold_out())).as_deref(), Some("Remove"));
    let again = |rejection| refused([add(), change(1, 5)], &rejection).and_then(|refused| refused.second_try());
    let two = again(only(2));
    assert!(
        matches!(&two, Some((_, Command::Party(PartyCommand::AddLine { line, .. }))) if line.quantity == 2 && line.id != id(1)),
        "another line: {two:?}"
    );
    assert!(matches!(again(sold_out()), Some((_, Command::Party(PartyCommand::AddLine { line, .. }))) if line.quantity == 5));
    assert_eq!(label(again(only(0))), None);
}

#[test]
fn an_evening_of_refusals_does_not_grow_without_end() {
    let mut all = Vec::new();
    let one = refused([change(1, 3)], &only(2)).expect("about a line");
    (0..2 * KEPT).for_each(|_| note(&mut all, one.clone()));
    assert_eq!(all.len(), KEPT);
}

#[test]
fn what_was_chosen_for_a_party_that_is_not_seated_is_named_as_it_was_wanted_in_the_end() {
    let seat = Command::Party(PartyCommand::SeatParty { table: TableId(Uuid::from_u128(4)), session: TABLE, covers: 2 });
    let taps = taps([seat, add(), change(1, 3), send()]);
    assert_eq!(chosen(&taps, TABLE).iter().map(|line| (line.product, line.quantity)).collect::<Vec<_>>(), [(SUPPLI, 3)]);
    assert!(chosen(&taps, SessionId(Uuid::from_u128(8))).is_empty(), "another party's");
}

#[test]
fn whatever_keeps_a_party_from_being_seated_what_follows_says_nothing_new() {
    let owner = Principal::Guest(GuestId(Uuid::from_u128(9)));
    let table = TableId(Uuid::from_u128(4));
    let nobody: Fault = Rejection::UnknownSession.into();
    for why in [Rejection::TableOccupied.into(), Fault::Internal, Fault::Forbidden] {
        let root = Owner::new();
        root.set();
        let refusals = Refusals::new(memo(move || Some(owner)));
        let taps = taps([Command::Party(PartyCommand::SeatParty { table, session: TABLE, covers: 2 }), add()]);
        assert!(!refusals.follows(&taps[1].command, &nobody), "nothing is known yet");
        refusals.note(taps[0].key, owner, &taps, &why);
        assert_eq!(refusals.meant_for(TABLE), Some(table), "{why:?}");
        assert!(refusals.follows(&taps[1].command, &nobody), "{why:?}");
        assert!(!refusals.follows(&taps[0].command, &why), "the first is said");
    }
}
