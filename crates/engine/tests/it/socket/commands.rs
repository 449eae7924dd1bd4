//! Commands over the socket: acknowledged, refused, and seen by the others.

use comanda::actor::{Principal, Role};
use comanda::backend::Fault;
use comanda::party::CartOperation;
use comanda::party::NewLine;
use comanda::protocol::{ClientMessage, ServerMessage};
use comanda::rooms::Room;
use comanda::{At, Command, Envelope, Event, PartyCommand, PartyEvent, Rejection};
use engine::ids::fresh;
use engine::storage::Db;
use testkit::client::Client;
use testkit::socket_server::{on_sqlite, start};

fn envelope(command: Command) -> Envelope {
    Envelope { key: fresh(), command, at: At(0), base_seq: 0 }
}

async fn a_command_is_acknowledged_to_its_sender_and_told_to_the_others(db: Db) {
    let running = start(db).await;
    let (seat, waiter) = (running.sit(0).await, running.sign_in(Role::Waiter).await);
    let (mut phone, _) = Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await;
    let (mut tablet, _) = Client::live(&running, &waiter.cookie, None, &[Room::Waiters]).await;
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 2, note: None, for_guest: None };
    let sent = envelope(Command::Party(PartyCommand::AddLine { session: seat.session, line }));
    phone.say(&ClientMessage::Submit { envelope: sent.clone(), owner: None }).await;
    let event = tablet.event().await;
    assert_eq!(event.meta.command_key, sent.key);
    assert!(matches!(event.event, Event::Party(PartyEvent::CartUpdated { operation: CartOperation::Added { .. }, .. })));
    // The sender gets both, in whatever order.
    let (one, two) = (phone.next().await, phone.next().await);
    let ack = [&one, &two]
        .into_iter()
        .find_map(|m| if let ServerMessage::Ack { key, seq, .. } = m { Some((*key, *seq)) } else { None });
    assert_eq!(ack, Some((sent.key, event.seq)));
    assert!([&one, &two].into_iter().any(|m| matches!(m, ServerMessage::Event(e) if e.seq == event.seq)));
    // The same again has the same answer and no second effect.
    phone.say(&ClientMessage::Submit { envelope: sent.clone(), owner: None }).await;
    assert!(matches!(phone.next().await, ServerMessage::Ack { key, seq, .. } if key == sent.key && seq == event.seq));
    assert_eq!(tablet.so_far(1).await, []);
}

testkit::on_both_databases!(a_command_is_acknowledged_to_its_sender_and_told_to_the_others);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_comes_under_its_key_with_the_reason() {
    let (_scratch, running) = on_sqlite().await;
    let (seat, other) = (running.sit(0).await, running.sit(1).await);
    let (mut phone, _) = Client::live(&running, &seat.cookie, None, &[]).await;
    let foreign = envelope(Command::Party(PartyCommand::CallWaiter {
        session: other.session,
        call: fresh(),
        kind: comanda::party::CallKind::Waiter,
    }));
    phone.say(&ClientMessage::Submit { envelope: foreign.clone(), owner: None }).await;
    let expected = ServerMessage::Refused { key: foreign.key, error: Fault::Rejected { rejection: Rejection::NotAllowed } };
    assert_eq!(phone.next().await, expected);
}

/// A device may be somebody else's by the time a tap of before reaches the server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tap_is_carried_out_in_nobody_elses_name() {
    let (_scratch, running) = on_sqlite().await;
    let (ada, bruno) = (running.sit(0).await, running.sit(0).await);
    let (mut phone, _) = Client::live(&running, &bruno.cookie, None, &[]).await;
    let call = || {
        Command::Party(PartyCommand::CallWaiter { session: ada.session, call: fresh(), kind: comanda::party::CallKind::Waiter })
    };
    let of_ada = envelope(call());
    phone.say(&ClientMessage::Submit { envelope: of_ada.clone(), owner: Some(Principal::Guest(ada.guest)) }).await;
    assert_eq!(phone.next().await, ServerMessage::Refused { key: of_ada.key, error: Fault::Unauthenticated });
    // Nothing was decided: it is still Ada's to send.
    let (mut hers, _) = Client::live(&running, &ada.cookie, None, &[]).await;
    hers.say(&ClientMessage::Submit { envelope: of_ada.clone(), owner: Some(Principal::Guest(ada.guest)) }).await;
    assert!(matches!(hers.next().await, ServerMessage::Ack { key, .. } if key == of_ada.key));
    assert_eq!(bruno.session, ada.session, "bruno sits at the same table, and might");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_given_a_moment_ago_is_on_the_next_line() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let (mut phone, _) = Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await;
    let name = Command::Party(PartyCommand::NameGuest { session: seat.session, guest: seat.guest, name: "Ada".into() });
    phone.say(&ClientMessage::Submit { envelope: envelope(name), owner: None }).await;
    let line = NewLine { id: fresh(), product: running.tiny.bread, options: vec![], quantity: 1, note: None, for_guest: None };
    phone
        .say(&ClientMessage::Submit {
            envelope: envelope(Command::Party(PartyCommand::AddLine { session: seat.session, line })),
            owner: None,
        })
        .await;
    loop {
        if let Event::Party(PartyEvent::CartUpdated { by, .. }) = phone.event().await.event {
            assert_eq!(by.name, "Ada".into());
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_commands_at_once_are_refused_under_their_keys_and_welcome_later() {
    let (_scratch, running) = on_sqlite().await;
    let seat = running.sit(0).await;
    let (mut phone, _) = Client::live(&running, &seat.cookie, None, &[]).await;
    let name = |n: usize| {
        envelope(Command::Party(PartyCommand::NameGuest {
            session: seat.session,
            guest: seat.guest,
            name: format!("Guest number {n}"),
        }))
    };
    // One after the other until one is too many: however slow the machine, the count runs out.
    let (mut done, mut told) = (0, 0);
    for n in 0..5_000 {
        phone.say(&ClientMessage::Submit { envelope: name(n), owner: None }).await;
        match phone.next().await {
            ServerMessage::Ack { .. } => done += 1,
            ServerMessage::Refused { error: Fault::RateLimited { retry_after_ms }, .. } if retry_after_ms > 0 => {
                told += 1;
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(done >= 60 && told >= 1, "{done} done, {told} told to wait");
}
