//! R10, second half: who may not listen any more stops hearing within a second.

use comanda::actor::Role;
use comanda::backend::Fault;
use comanda::party::SessionChange;
use comanda::protocol::{CLOSE_UNAUTHENTICATED, ServerMessage};
use comanda::rooms::Room;
use comanda::views::Manage;
use comanda::{Command, Event, PartyCommand, PartyEvent};
use engine::gateway::member::Revoked;
use std::time::Duration;
use testkit::client::{Client, PATIENCE, connect};
use testkit::databases::{self, Scratch};
use testkit::people::{PIN, SignedIn, pair};
use testkit::socket_server::{SocketServer, on_sqlite, start_with};
use tokio::time::timeout;

/// What R10 promises.
const SOON: Duration = Duration::from_secs(1);

async fn closed_soon(client: &mut Client) -> Option<u16> {
    timeout(SOON, client.until_closed()).await.expect("within a second").1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_out_closes_the_sockets_of_that_device_and_no_others() {
    let (_scratch, running) = on_sqlite().await;
    let (leaving, staying) = (running.sign_in(Role::Waiter).await, running.sign_in(Role::Waiter).await);
    let (mut gone, _) = Client::live(&running, &leaving.cookie, None, &[Room::Waiters]).await;
    let (mut here, _) = Client::live(&running, &staying.cookie, None, &[Room::Waiters]).await;
    running.accounts.sign_out(&leaving.caller).await.expect("signed out");
    assert_eq!(closed_soon(&mut gone).await, Some(CLOSE_UNAUTHENTICATED));
    assert_eq!(here.so_far(1).await, []);
    let again = connect(&running, "?hat=staff", &[("cookie", &leaving.cookie)]).await;
    assert_eq!(again.err(), Some(401));
}

/// The cookie was good when it was read, and the connection is not yet known to whoever ends access.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn access_that_ends_while_a_socket_is_being_opened_ends_the_socket() {
    let (_scratch, running) = on_sqlite().await;
    let mut opened = 0;
    for _ in 0..12 {
        let waiter = running.sign_in(Role::Waiter).await;
        let headers = [("cookie", waiter.cookie.as_str())];
        let auth = &running.accounts;
        let (socket, out) = tokio::join!(connect(&running, "?hat=staff", &headers), auth.sign_out(&waiter.caller));
        out.expect("signed out");
        if let Ok(mut client) = socket {
            opened += 1;
            assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
        }
    }
    assert!(opened > 0, "every one came too late");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_device_is_out_at_once() {
    let (_scratch, running) = on_sqlite().await;
    let waiter = running.sign_in(Role::Waiter).await;
    let (mut client, _) = Client::live(&running, &waiter.cookie, None, &[Room::Waiters]).await;
    let device = waiter.caller.device.as_ref().expect("a device").id;
    assert!(running.accounts.revoke_device(running.tiny.store, device).await.expect("revoked"));
    assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
    assert_eq!(running.known(&waiter.cookie).await, comanda::backend::Caller::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_role_ends_what_was_joined_under_the_old_one() {
    let (_scratch, running) = on_sqlite().await;
    let waiter = running.sign_in(Role::Waiter).await;
    let (mut client, _) = Client::live(&running, &waiter.cookie, None, &[Room::Waiters]).await;
    running.hub.revoke(Revoked::Staff(waiter.staff));
    assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_sign_in_on_a_device_ends_the_one_before() {
    let (_scratch, running) = on_sqlite().await;
    let first = running.sign_in(Role::Manager).await;
    let (mut client, _) = Client::live(&running, &first.cookie, None, &[Room::Waiters]).await;
    let second = running.hire(Role::Kitchen).await;
    let cookie = running.accounts.sign_in(&first.caller, second, PIN).await.expect("signed in");
    assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
    let old = running.known(first.cookie.split("; ").last().expect("the staff cookie")).await;
    assert_eq!(old.staff, None, "the old cookie is worth nothing");
    let new = running.known(&pair(&cookie)).await;
    assert_eq!(new.staff.map(|s| s.staff), Some(second));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_table_says_so_to_its_guests_and_lets_them_go() {
    let (_scratch, running) = on_sqlite().await;
    let (seat, other, waiter) = (running.sit(0).await, running.sit(1).await, running.sign_in(Role::Waiter).await);
    let (mut guest, _) = Client::live(&running, &seat.cookie, None, &[Room::Table(seat.session)]).await;
    let (mut elsewhere, _) = Client::live(&running, &other.cookie, None, &[Room::Table(other.session)]).await;
    let (mut tablet, _) = Client::live(&running, &waiter.cookie, None, &[Room::Waiters, Room::Table(seat.session)]).await;
    running
        .submit(
            &waiter.actor,
            Command::Party(PartyCommand::CloseSession {
                session: seat.session,
                write_off: None,
                despite: comanda::party::OpenThings::default(),
            }),
        )
        .await;
    let (said, code) = timeout(SOON, guest.until_closed()).await.expect("within a second");
    let last = said.last().expect("something was said");
    assert!(
        matches!(last, ServerMessage::Event(e) if matches!(e.event, Event::Party(PartyEvent::SessionUpdated { change: SessionChange::Closed { .. }, .. }))),
        "{last:?}"
    );
    assert_eq!(code, Some(CLOSE_UNAUTHENTICATED));
    assert_eq!(elsewhere.so_far(1).await, []);
    // The next party at that table is none of the old one's business.
    let next = running.sit(0).await;
    assert_ne!(next.session, seat.session);
    let heard = timeout(PATIENCE, tablet.so_far(2)).await.expect("the waiter stays");
    assert!(heard.iter().any(|m| matches!(m, ServerMessage::Event(e) if e.event.session() == Some(next.session))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_taken_off_the_table_hears_so_and_no_more() {
    let (_scratch, running) = on_sqlite().await;
    let (prankster, other) = (running.sit(0).await, running.sit(0).await);
    let rooms = |guest| [Room::Table(prankster.session), Room::Guest(guest)];
    let (mut gone, _) = Client::live(&running, &prankster.cookie, None, &rooms(prankster.guest)).await;
    let (mut here, _) = Client::live(&running, &other.cookie, None, &rooms(other.guest)).await;
    let waiter = running.sign_in(Role::Waiter).await;
    running
        .submit(&waiter.actor, Command::Party(PartyCommand::RemoveGuest { session: prankster.session, guest: prankster.guest }))
        .await;
    let (said, code) = timeout(SOON, gone.until_closed()).await.expect("within a second");
    assert_eq!(code, Some(CLOSE_UNAUTHENTICATED));
    let removed = |message: &ServerMessage| match message {
        ServerMessage::Event(wire) => {
            matches!(&wire.event, Event::Party(PartyEvent::SessionUpdated { change, .. }) if change.moves().is_some())
        }
        _ => false,
    };
    assert!(said.iter().any(removed), "{said:?}");
    assert!(here.so_far(1).await.iter().any(removed));
    assert_eq!(connect(&running, "", &[("cookie", &prankster.cookie)]).await.err(), Some(401));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_phone_joins_the_table_once_it_is_let_in() {
    let scratch = databases::sqlite().await;
    let policy = comanda::shop::SeatingPolicy::StaffApproves;
    let running = start_with(scratch.db.clone(), policy).await;
    let phone = running.sit(0).await;
    let table = Room::Table(phone.session);
    let (mut client, said) = Client::live(&running, &phone.cookie, None, &[table.clone(), Room::Guest(phone.guest)]).await;
    assert!(said.iter().any(|m| matches!(m, ServerMessage::Denied { room, .. } if *room == table)), "{said:?}");
    let waiter = running.sign_in(Role::Waiter).await;
    running
        .submit(&waiter.actor, Command::Party(PartyCommand::Approve { session: phone.session, guest: Some(phone.guest) }))
        .await;
    let heard = client.event().await;
    assert!(
        matches!(&heard.event, Event::Party(PartyEvent::SessionUpdated { change: SessionChange::GuestAdmitted { .. }, .. })),
        "{heard:?}"
    );
    client.say(&comanda::protocol::ClientMessage::Join { room: table.clone() }).await;
    assert_eq!(client.next().await, ServerMessage::Joined { room: table });
}

/// A manager's screen, a waiter's with its open socket.
async fn managed() -> (Scratch, SocketServer, SignedIn, SignedIn, Client) {
    let (scratch, running) = on_sqlite().await;
    let (manager, waiter) = (running.sign_in(Role::Manager).await, running.sign_in(Role::Waiter).await);
    let (client, _) = Client::live(&running, &waiter.cookie, None, &[Room::Waiters]).await;
    (scratch, running, manager, waiter, client)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_a_manager_ends_an_access_and_its_sockets_end_within_a_second() {
    let (_scratch, running, manager, waiter, mut client) = managed().await;
    let auth = &running.accounts;
    auth.manage(&manager.caller, Manage::EndAccess { staff: waiter.staff }).await.expect("ended");
    assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
    assert_eq!(running.known(&waiter.cookie).await.staff, None);
    assert_eq!(auth.sign_in(&waiter.caller, waiter.staff, PIN).await, Err(Fault::NotFound));
    let again = auth.manage(&manager.caller, Manage::EndAccess { staff: waiter.staff }).await;
    assert_eq!(again, Err(Fault::NotFound));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_a_manager_resets_a_pin_and_who_came_with_the_old_one_is_out() {
    let (_scratch, running, manager, waiter, mut client) = managed().await;
    let auth = &running.accounts;
    let reset = Manage::ResetPin { staff: waiter.staff, pin: "90210".into() };
    auth.manage(&manager.caller, reset).await.expect("reset");
    assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
    let old = auth.sign_in(&waiter.caller, waiter.staff, PIN).await;
    assert!(matches!(old, Err(Fault::WrongPin { .. })), "{old:?}");
    assert!(auth.sign_in(&waiter.caller, waiter.staff, "90210").await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_a_manager_removes_a_screen_and_all_on_it_is_out() {
    let (_scratch, running, manager, waiter, mut client) = managed().await;
    let auth = &running.accounts;
    let team = auth.team(&manager.caller).await.expect("a team");
    let device = waiter.caller.device.as_ref().expect("a device").id;
    let card = team.screens.iter().find(|screen| screen.id == device).expect("it is listed");
    assert_eq!(card.signed_in.as_deref(), Some("Waiter"));
    auth.manage(&manager.caller, Manage::RevokeScreen { device }).await.expect("removed");
    assert_eq!(closed_soon(&mut client).await, Some(CLOSE_UNAUTHENTICATED));
    assert_eq!(running.known(&waiter.cookie).await, comanda::backend::Caller::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_a_manager_unlocks_whom_wrong_pins_have_locked() {
    let (_scratch, running, manager, waiter, _client) = managed().await;
    let auth = &running.accounts;
    for _ in 0..5 {
        let _ = auth.sign_in(&waiter.caller, waiter.staff, "0000").await;
    }
    assert!(matches!(auth.sign_in(&waiter.caller, waiter.staff, PIN).await, Err(Fault::Locked { .. })));
    auth.manage(&manager.caller, Manage::Unlock { staff: waiter.staff }).await.expect("unlocked");
    assert!(auth.sign_in(&waiter.caller, waiter.staff, PIN).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e5_only_managers_manage_and_an_owner_is_only_an_owners_business() {
    let (_scratch, running, manager, waiter, _client) = managed().await;
    let auth = &running.accounts;
    let owner = running.hire(Role::Owner).await;
    assert_eq!(auth.team(&waiter.caller).await, Err(Fault::Forbidden));
    assert_eq!(auth.manage(&waiter.caller, Manage::Unlock { staff: waiter.staff }).await, Err(Fault::Forbidden));
    for act in [
        Manage::EndAccess { staff: owner },
        Manage::ResetPin { staff: owner, pin: "4712".into() },
        Manage::Unlock { staff: owner },
    ] {
        assert_eq!(auth.manage(&manager.caller, act).await, Err(Fault::Forbidden));
    }
    let own = auth.manage(&manager.caller, Manage::EndAccess { staff: manager.staff }).await;
    assert!(matches!(own, Err(Fault::Invalid { .. })), "{own:?}");
    let short = auth.manage(&manager.caller, Manage::ResetPin { staff: waiter.staff, pin: "12".into() }).await;
    assert!(matches!(short, Err(Fault::Invalid { .. })), "{short:?}");
}
