//! Nothing tapped is lost, sent twice at once, overtaken, or sent in another's name.

use super::*;
use comanda::ids::{GuestId, ItemId, ProductId, StaffId, TableId};
use comanda::party::NewLine;
use comanda::{Command, PartyCommand, Rejection};
use uuid::Uuid;

const ADA: Principal = Principal::Guest(GuestId(Uuid::from_u128(0xA)));
const MARTA: Principal = Principal::Staff(StaffId(Uuid::from_u128(0xB)));

fn key(n: u128) -> CommandKey {
    CommandKey(Uuid::from_u128(n))
}
fn session(n: u128) -> SessionId {
    SessionId(Uuid::from_u128(n))
}
fn tap(n: u128, about: u128) -> Entry {
    let command = Command::Party(PartyCommand::Approve { session: session(about), guest: None });
    Entry { envelope: Envelope { key: key(n), command, at: At(0), base_seq: 0 }, hat: Hat::Guest, owner: ADA }
}
/// Ada's tap about party 7.
fn of(n: u128, command: Command) -> Entry {
    let Entry { envelope, hat, owner } = tap(n, 7);
    Entry { envelope: Envelope { command, ..envelope }, hat, owner }
}
fn line(n: u128) -> ItemId {
    ItemId(Uuid::from_u128(n))
}
fn add(n: u128) -> Command {
    let product = ProductId(Uuid::from_u128(50));
    let line = NewLine { id: line(n), product, options: Vec::new(), quantity: 1, note: None, for_guest: None };
    Command::Party(PartyCommand::AddLine { session: session(7), line })
}
fn change(n: u128) -> Command {
    Command::Party(PartyCommand::ChangeLine { session: session(7), line: line(n), quantity: 2, options: Vec::new(), note: None })
}
fn remove(n: u128) -> Command {
    Command::Party(PartyCommand::RemoveLine { session: session(7), line: line(n) })
}
fn seat() -> Command {
    Command::Party(PartyCommand::SeatParty { table: TableId(Uuid::from_u128(3)), session: session(7), covers: 2 })
}
fn done(n: u128) -> Input {
    Input::Answered { key: key(n), result: Ok(Outcome { seq: 1, session: None, events: 1 }) }
}
fn failed(n: u128, fault: Fault) -> Input {
    Input::Answered { key: key(n), result: Err(fault) }
}
fn sent(actions: &[Action]) -> Vec<(u128, Road)> {
    let of = |action: &Action| match action {
        Action::Send(entry, road) => Some((entry.key().0.as_u128(), *road)),
        _ => None,
    };
    actions.iter().filter_map(of).collect()
}
/// An outbox of the only tab, of Ada's phone, on a live line.
fn live() -> Outbox {
    let mut outbox = Outbox::default();
    outbox.step(At(1), Input::Owners(vec![ADA]));
    outbox.step(At(1), Input::Line(Some(Hat::Guest)));
    outbox
}

#[test]
fn what_a_seat_that_continues_elsewhere_has_not_sent_waits_for_its_guest() {
    let mut outbox = live();
    outbox.step(At(1), Input::Replaced);
    assert_eq!(sent(&outbox.step(At(2), Input::Put(tap(1, 7)))), [], "not in her name");
    assert_eq!(sent(&outbox.step(At(99_999), Input::Wake)), []);
    assert_eq!(outbox.waiting(), 1, "and it is said");
    assert_eq!(sent(&outbox.step(At(100_000), Input::Owners(vec![ADA]))).len(), 1);
}

#[test]
fn a_tap_is_kept_before_it_is_sent_and_forgotten_once_answered() {
    let mut outbox = live();
    let actions = outbox.step(At(2), Input::Put(tap(1, 7)));
    assert_eq!(actions, [Action::Keep(tap(1, 7)), Action::Send(tap(1, 7), Road::Socket)]);
    assert!(outbox.step(At(3), Input::Put(tap(1, 7))).is_empty(), "the same tap again");
    let actions = outbox.step(At(4), done(1));
    assert!(matches!(actions[..], [Action::Forget(_), Action::Settle { result: Ok(_), .. }]), "{actions:?}");
    assert!(outbox.step(At(5), done(1)).is_empty(), "an answer that comes twice");
    assert_eq!(outbox.entries().count(), 0);
}

#[test]
fn what_was_tapped_on_a_line_that_is_not_added_is_not_sent() {
    let mut outbox = live();
    let of_marta = Entry { owner: MARTA, hat: Hat::Staff, ..of(5, change(1)) };
    for entry in [of(1, add(1)), of(2, change(1)), of(3, change(9)), of(4, remove(1)), of_marta.clone()] {
        outbox.step(At(2), Input::Put(entry));
    }
    let no = Fault::Rejected { rejection: Rejection::unknown_product() };
    let actions = outbox.step(At(3), failed(1, no));
    let settled = |action: &Action| match action {
        Action::Settle { key, result: Err(Fault::Rejected { rejection }) } => Some((key.0.as_u128(), rejection.code())),
        _ => None,
    };
    let nos: Vec<_> = actions.iter().filter_map(settled).collect();
    let (unknown, never) = (Rejection::unknown_product().code(), Rejection::UnknownLine.code());
    assert_eq!(nos, [(1, unknown), (2, never.clone()), (4, never)]);
    assert_eq!(actions.iter().filter(|action| matches!(action, Action::Forget(_))).count(), 3, "nor found again after a reload");
    assert_eq!(sent(&actions), [(3, Road::Socket)], "another line goes on");
    assert!(outbox.entries().any(|entry| *entry == of_marta), "for Marta, the server says it");
}

#[test]
fn what_was_tapped_on_a_line_that_may_yet_be_added_is_sent() {
    let behind = |answer: Input| {
        let mut outbox = live();
        for entry in [of(1, add(1)), of(2, change(1)), of(3, remove(1))] {
            outbox.step(At(2), Input::Put(entry));
        }
        let actions = outbox.step(At(3), answer);
        (sent(&actions), outbox.entries().map(|entry| entry.key().0.as_u128()).collect::<Vec<_>>())
    };
    assert_eq!(behind(done(1)), (vec![(2, Road::Socket)], vec![2, 3]));
    // Nothing was decided about the line itself.
    assert_eq!(behind(failed(1, Fault::Forbidden)), (vec![(2, Road::Socket)], vec![2, 3]));
    assert_eq!(behind(failed(1, Fault::Unavailable)), (vec![], vec![1, 2, 3]));
}

#[test]
fn nobody_orders_for_a_party_before_it_is_seated() {
    let mut outbox = live();
    assert_eq!(sent(&outbox.step(At(2), Input::Put(of(1, seat())))), [(1, Road::Socket)]);
    assert!(sent(&outbox.step(At(2), Input::Put(tap(2, 7)))).is_empty());
    assert_eq!(outbox.waiting(), 0, "both are on their way");
    assert_eq!(sent(&outbox.step(At(3), done(1))), [(2, Road::Socket)]);
}

#[test]
fn what_was_tapped_for_a_party_that_is_not_seated_is_not_sent() {
    let mut outbox = live();
    for entry in [of(1, seat()), tap(2, 7), tap(3, 8), tap(4, 7)] {
        outbox.step(At(2), Input::Put(entry));
    }
    let actions = outbox.step(At(3), failed(1, Fault::Rejected { rejection: Rejection::TableOccupied }));
    let settled: Vec<_> =
        actions.iter().filter_map(|a| if let Action::Settle { key, .. } = a { Some(key.0.as_u128()) } else { None }).collect();
    assert_eq!(settled, [1, 2, 4]);
    assert_eq!(outbox.entries().map(|entry| entry.key().0.as_u128()).collect::<Vec<_>>(), [3], "another party's stays");
}

#[test]
fn taps_about_one_party_keep_their_order_and_others_do_not_wait_for_them() {
    let mut outbox = live();
    outbox.step(At(2), Input::Put(tap(1, 7)));
    assert!(sent(&outbox.step(At(2), Input::Put(tap(2, 7)))).is_empty());
    assert_eq!(sent(&outbox.step(At(2), Input::Put(tap(3, 8)))), [(3, Road::Socket)]);
    assert_eq!(sent(&outbox.step(At(3), done(1))), [(2, Road::Socket)]);
}

#[test]
fn a_lost_line_sends_what_was_not_answered_again_by_http_and_for_ever() {
    let mut outbox = live();
    outbox.step(At(2), Input::Put(tap(1, 7)));
    assert_eq!(sent(&outbox.step(At(3), Input::Line(None))), [(1, Road::Http)]);
    let mut now = 4;
    for _ in 0..100 {
        assert!(sent(&outbox.step(At(now), Input::Unreachable(key(1)))).is_empty(), "it rests first");
        assert_eq!(outbox.waiting(), 1);
        now += LONGEST_WAIT;
        assert_eq!(sent(&outbox.step(At(now), Input::Tick)), [(1, Road::Http)]);
    }
    outbox.step(At(now), Input::Unreachable(key(1)));
    assert_eq!(sent(&outbox.step(At(now + 1), Input::Line(Some(Hat::Guest)))), [(1, Road::Socket)], "back at once");
}

#[test]
fn a_socket_that_does_not_answer_is_not_waited_for_for_ever() {
    let mut outbox = live();
    outbox.step(At(2), Input::Put(tap(1, 7)));
    assert!(sent(&outbox.step(At(ANSWER_WITHIN), Input::Tick)).is_empty());
    assert_eq!(outbox.waiting(), 0, "it is under way");
    assert_eq!(sent(&outbox.step(At(ANSWER_WITHIN + 3), Input::Tick)), [(1, Road::Http)], "a live line may be half open");
    assert_eq!(outbox.waiting(), 1, "and people are told");
    assert!(outbox.step(At(ANSWER_WITHIN + 9), done(1)).contains(&Action::Forget(key(1))));
    assert_eq!(sent(&outbox.step(At(ANSWER_WITHIN + 10), Input::Put(tap(2, 7)))), [(2, Road::Socket)]);
}

#[test]
fn a_request_that_a_network_has_swallowed_goes_again() {
    let mut outbox = live();
    outbox.step(At(2), Input::Line(None));
    assert_eq!(sent(&outbox.step(At(3), Input::Put(tap(1, 7)))), [(1, Road::Http)]);
    assert!(sent(&outbox.step(At(REQUEST_WITHIN), Input::Tick)).is_empty());
    assert_eq!(sent(&outbox.step(At(REQUEST_WITHIN + 4), Input::Tick)), [(1, Road::Http)]);
    // Whichever answer comes first is the answer.
    assert!(outbox.step(At(REQUEST_WITHIN + 5), done(1)).contains(&Action::Forget(key(1))));
    assert!(outbox.step(At(REQUEST_WITHIN + 6), done(1)).is_empty());
}

#[test]
fn what_was_found_on_the_device_goes_in_the_order_of_the_taps() {
    let mut outbox = live();
    outbox.step(At(2), Input::Put(tap(5, 7)));
    outbox.step(At(2), Input::Line(None));
    outbox.step(At(2), Input::Found(vec![tap(2, 7), tap(5, 7), tap(1, 9)]));
    assert_eq!(outbox.entries().map(|e| e.key().0.as_u128()).collect::<Vec<_>>(), [1, 2, 5]);
}

#[test]
fn what_another_tab_has_settled_does_not_come_back_from_the_device() {
    let mut outbox = live();
    // It says so while this one still reads what is kept.
    assert!(outbox.step(At(2), done(1)).is_empty());
    assert!(outbox.step(At(3), Input::Found(vec![tap(1, 7)])).is_empty());
    assert_eq!(outbox.waiting(), 0);
}

#[test]
fn only_the_tab_that_sends_for_somebody_does() {
    let mut outbox = live();
    outbox.step(At(1), Input::Owners(Vec::new()));
    let actions = outbox.step(At(2), Input::Put(tap(1, 7)));
    assert_eq!(actions, [Action::Keep(tap(1, 7))]);
    assert_eq!(outbox.waiting(), 1);
    assert_eq!(sent(&outbox.step(At(3), Input::Owners(vec![ADA]))), [(1, Road::Socket)], "the other tab was closed");
}

#[test]
fn nothing_is_sent_in_anothers_name_and_a_sign_out_loses_nothing() {
    let mut outbox = live();
    let serve = Entry { owner: MARTA, hat: Hat::Staff, ..tap(1, 7) };
    assert!(sent(&outbox.step(At(2), Input::Put(serve.clone()))).is_empty(), "Marta is not here");
    assert_eq!(sent(&outbox.step(At(3), Input::Owners(vec![ADA, MARTA]))), [(1, Road::Http)], "the line is Ada's");
    // Her shift has ended on the server.
    assert!(sent(&outbox.step(At(4), failed(1, Fault::Unauthenticated))).is_empty());
    assert_eq!(outbox.entries().count(), 1);
    assert_eq!(sent(&outbox.step(At(9), Input::Owners(vec![MARTA]))), [(1, Road::Http)]);
}

#[test]
fn nobody_waits_for_somebody_who_has_gone_home() {
    let mut outbox = live();
    let of_marta = |n: u128| Entry { owner: MARTA, hat: Hat::Staff, ..tap(n, 7) };
    outbox.step(At(2), Input::Put(of_marta(1)));
    outbox.step(At(2), Input::Put(of_marta(2)));
    assert_eq!(sent(&outbox.step(At(2), Input::Put(tap(3, 7)))), [(3, Road::Socket)], "the same party, another person");
    assert_eq!(sent(&outbox.step(At(3), Input::Owners(vec![ADA, MARTA]))), [(1, Road::Http)]);
    assert_eq!(sent(&outbox.step(At(4), done(1))), [(2, Road::Http)], "hers keep their order");
}

#[test]
fn what_somebody_left_behind_is_nobodys_to_wait_for_and_goes_when_it_is_too_old() {
    let mut outbox = live();
    let left = Entry { owner: MARTA, hat: Hat::Staff, ..tap(1, 7) };
    assert!(outbox.step(At(2), Input::Found(vec![left.clone()])).is_empty());
    assert_eq!(outbox.waiting(), 0, "it is not Ada's");
    assert_eq!(outbox.entries().count(), 1, "but it is kept");
    let mut later = live();
    assert_eq!(later.step(At(FORGOTTEN + 1), Input::Found(vec![left.clone()])), [Action::Forget(key(1))]);
    later.step(At(FORGOTTEN + 2), Input::Owners(vec![MARTA]));
    assert_eq!(
        sent(&later.step(At(FORGOTTEN + 3), Input::Found(vec![left]))),
        [(1, Road::Http)],
        "hers: the server says why not"
    );
}

#[test]
fn a_refusal_settles_and_a_server_that_cannot_answer_does_not() {
    let mut outbox = live();
    outbox.step(At(2), Input::Put(tap(1, 7)));
    assert!(outbox.step(At(3), failed(1, Fault::Unavailable)).is_empty());
    assert_eq!(sent(&outbox.step(At(3 + FIRST_WAIT), Input::Tick)), [(1, Road::Socket)]);
    assert!(outbox.step(At(600), failed(1, Fault::RateLimited { retry_after_ms: 1_000 })).is_empty());
    assert!(outbox.step(At(1_500), Input::Tick).is_empty());
    assert_eq!(sent(&outbox.step(At(1_600), Input::Tick)), [(1, Road::Socket)]);
    let actions = outbox.step(At(1_700), failed(1, Rejection::TableClosed.into()));
    assert!(matches!(actions[..], [Action::Forget(_), Action::Settle { result: Err(_), .. }]), "{actions:?}");
}
