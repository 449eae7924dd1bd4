//! What the screens ask, answered from both databases, and who may ask it.

use comanda::actor::Role;
use comanda::backend::{Backend, Caller, Fault, Hat};
use comanda::ids::TicketId;
use comanda::shop::ShopCommand;
use comanda::time::MINUTE;
use comanda::views::FloorState;
use comanda::{Command, KitchenCommand, PartyCommand, Rejection};
use engine::ids::fresh;
use engine::service::Comanda;
use engine::storage::Db;
use std::collections::BTreeSet;
use testkit::house::{EVENING, House};

testkit::on_both_databases!(
    a_board_shows_its_stations_open_tickets_and_todays_figures,
    the_history_of_tickets_comes_by_pages_without_gap_or_repeat,
    floor_and_queues_follow_the_party,
    nobody_sees_what_is_not_theirs,
    a_menu_comes_back_as_it_was_written,
    a_menu_is_read_anew_once_it_has_changed,
    a_party_is_remembered_as_the_tables_have_it,
);

async fn a_board_shows_its_stations_open_tickets_and_todays_figures(db: Db) {
    let house = House::open(db).await;
    let screens = house.screens();
    let cook = house.staff_caller(Role::Kitchen);
    let phone = house.sit(0).await;
    house.add(&phone, house.tiny.steak, &[house.tiny.rare, house.tiny.pepper_sauce], 1).await.expect("a line");
    house.add(&phone, house.tiny.beer, &[], 2).await.expect("a line");
    let order = house.order(&phone).await.expect("an order");
    let ticket = TicketId::of(order, house.tiny.kitchen);
    let kitchen = screens.pass(&cook).await.map(|pass| pass.value.board(Some(house.tiny.kitchen))).expect("a board");
    assert_eq!(kitchen.tickets.iter().map(|t| t.id).collect::<Vec<_>>(), [ticket]);
    assert_eq!(kitchen.tickets[0].items.len(), 1);
    assert_eq!(screens.pass(&cook).await.map(|pass| pass.value.board(None)).expect("expo").tickets.len(), 2);

    house.clock.set(EVENING.plus(6 * MINUTE));
    let bump = Command::Kitchen(KitchenCommand::BumpTicket { session: phone.session, ticket });
    house.submit(&house.staff(Role::Kitchen), bump).await.expect("bumped");
    let kitchen = screens.pass(&cook).await.map(|pass| pass.value.board(Some(house.tiny.kitchen))).expect("a board");
    assert!(kitchen.tickets.is_empty());
    assert_eq!(kitchen.recent.iter().map(|t| t.id).collect::<Vec<_>>(), [ticket]);
    assert_eq!((kitchen.stats.completed, kitchen.stats.average_prep), (1, Some(6 * MINUTE)));
    let bar = screens.pass(&cook).await.map(|pass| pass.value.board(Some(house.tiny.bar))).expect("a board");
    assert_eq!((bar.tickets.len(), bar.recent.len(), bar.stats.completed), (1, 0, 0));
    // The figures are today's: at four in the morning they start again; the ticket stays at hand for recall.
    house.clock.set(EVENING.plus(9 * 60 * MINUTE));
    let tomorrow = screens.pass(&cook).await.map(|pass| pass.value.board(Some(house.tiny.kitchen))).expect("a board");
    assert_eq!((tomorrow.stats.completed, tomorrow.recent.len()), (0, 1));
    // A table that has left while its drinks were being poured is still on the board.
    let waiter = house.staff(Role::Manager);
    let close = Command::Party(PartyCommand::CloseSession {
        session: phone.session,
        write_off: Some("on the house".into()),
        despite: comanda::party::OpenThings::ALL,
    });
    house.submit(&waiter, close).await.expect("closed");
    assert_eq!(screens.pass(&cook).await.map(|pass| pass.value.board(Some(house.tiny.bar))).expect("a board").tickets.len(), 1);
    let serve_late =
        Command::Kitchen(KitchenCommand::BumpTicket { session: phone.session, ticket: TicketId::of(order, house.tiny.bar) });
    house.submit(&house.staff(Role::Kitchen), serve_late).await.expect("the bar may finish");
}

async fn the_history_of_tickets_comes_by_pages_without_gap_or_repeat(db: Db) {
    const TICKETS: usize = 47;
    let house = House::open(db).await;
    let screens = house.screens();
    let cook = house.staff(Role::Kitchen);
    let caller = house.staff_caller(Role::Kitchen);
    let phone = house.sit(0).await;
    let mut bumped = Vec::new();
    for turn in 0..TICKETS {
        house.add(&phone, house.tiny.bread, &[], 1).await.expect("a line");
        let ticket = TicketId::of(house.order(&phone).await.expect("an order"), house.tiny.kitchen);
        // Three share each moment: the page's end must not lose any of them.
        house.clock.set(EVENING.plus(i64::try_from(turn / 3).expect("a count") * 1_000));
        house
            .submit(&cook, Command::Kitchen(KitchenCommand::BumpTicket { session: phone.session, ticket }))
            .await
            .expect("bumped");
        bumped.push(ticket);
    }
    for station in [None, Some(house.tiny.kitchen)] {
        let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
        loop {
            let page = screens.past_tickets(&caller, station, after).await.expect("a page");
            pages += 1;
            seen.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(pages, 3);
        assert!(seen.is_sorted_by_key(|card| std::cmp::Reverse(card.bumped_at)));
        let ids: BTreeSet<_> = seen.iter().map(|card| card.id).collect();
        assert_eq!((seen.len(), ids), (TICKETS, bumped.iter().copied().collect()));
    }
    assert!(screens.past_tickets(&caller, Some(house.tiny.bar), None).await.expect("a page").items.is_empty());
    let nonsense = screens.past_tickets(&caller, None, Some("nonsense".into())).await;
    assert!(matches!(nonsense, Err(Fault::Invalid { .. })));
}

async fn floor_and_queues_follow_the_party(db: Db) {
    let house = House::open(db).await;
    let screens = house.screens();
    let waiter = house.staff_caller(Role::Waiter);
    let state = async || {
        let floor = screens.house(&waiter).await.map(|house| house.value.floor()).expect("a floor");
        assert_eq!((floor.areas.len(), floor.tables.len()), (1, 2));
        assert!(floor.tables.iter().all(|table| table.code.is_none()));
        floor.tables[0].party.as_ref().map(|party| (party.state, party.total))
    };
    assert_eq!(state().await, None);
    let phone = house.sit(0).await;
    assert_eq!(state().await, Some((FloorState::Seated, 0)));
    house.add(&phone, house.tiny.bread, &[], 2).await.expect("a line");
    assert_eq!(state().await, Some((FloorState::Ordering, 0)));
    let order = house.order(&phone).await.expect("an order");
    assert_eq!(state().await, Some((FloorState::Waiting, 600)));
    let bump =
        Command::Kitchen(KitchenCommand::BumpTicket { session: phone.session, ticket: TicketId::of(order, house.tiny.kitchen) });
    house.submit(&house.staff(Role::Kitchen), bump).await.expect("bumped");
    assert_eq!(state().await, Some((FloorState::Ready, 600)));
    let queues = screens.house(&waiter).await.map(|house| house.value.queues()).expect("queues");
    assert_eq!(queues.ready.iter().map(|r| r.order).collect::<Vec<_>>(), [order]);
    let bill = Command::Party(PartyCommand::RequestBill { session: phone.session, call: fresh() });
    house.submit(&phone.actor(), bill).await.expect("asked");
    assert_eq!(screens.house(&waiter).await.map(|house| house.value.queues()).expect("queues").calls.len(), 1);
    assert_eq!(
        house.submit(&phone.actor(), Command::Party(PartyCommand::RequestBill { session: phone.session, call: fresh() })).await,
        Err(Rejection::AlreadyCalled.into())
    );
}

async fn nobody_sees_what_is_not_theirs(db: Db) {
    let (house, other) = (House::open(db.clone()).await, House::open(db).await);
    let screens = house.screens();
    let (phone, neighbour) = (house.sit(0).await, house.sit(1).await);
    let caller = phone.caller(house.tiny.store);
    assert!(screens.session(&caller, Hat::Guest, phone.session).await.is_ok());
    assert_eq!(screens.session(&caller, Hat::Guest, neighbour.session).await, Err(Fault::Forbidden));
    assert_eq!(screens.session(&caller, Hat::Staff, phone.session).await, Err(Fault::Unauthenticated));
    assert_eq!(screens.house(&caller).await.map(|house| house.value.floor()).map(drop), Err(Fault::Unauthenticated));
    assert_eq!(screens.pass(&caller).await.map(|pass| pass.value.board(None)).map(drop), Err(Fault::Unauthenticated));
    let cook = house.staff_caller(Role::Kitchen);
    assert_eq!(screens.house(&cook).await.map(|house| house.value.floor()).map(drop), Err(Fault::Forbidden));
    assert_eq!(screens.house(&cook).await.map(|house| house.value.queues()).map(drop), Err(Fault::Forbidden));
    let waiter = house.staff_caller(Role::Waiter);
    assert_eq!(screens.pass(&waiter).await.map(|pass| pass.value.board(None)).map(drop), Err(Fault::Forbidden));
    assert_eq!(screens.past_tickets(&waiter, None, None).await.map(drop), Err(Fault::Forbidden));
    assert!(screens.session(&waiter, Hat::Staff, neighbour.session).await.is_ok());
    // Another store's waiter.
    let stranger = other.staff_caller(Role::Waiter);
    assert_eq!(screens.session(&stranger, Hat::Staff, phone.session).await, Err(Fault::NotFound));
    assert!(
        screens
            .house(&stranger)
            .await
            .map(|house| house.value.floor())
            .expect("their own floor")
            .tables
            .iter()
            .all(|t| t.party.is_none())
    );
    let nobody = Caller { store: Some(house.tiny.store), ..Caller::default() };
    assert_eq!(screens.menu(&nobody).await.map(drop), Err(Fault::Unauthenticated));
    let envelope = testkit::house::envelope(Command::Party(PartyCommand::Approve { session: phone.session, guest: None }));
    assert_eq!(screens.submit(&nobody, Hat::Staff, envelope, None).await, Err(Fault::Unauthenticated));
}

async fn a_menu_comes_back_as_it_was_written(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    let menu = house.screens().menu(&phone.caller(house.tiny.store)).await.expect("a menu");
    assert_eq!(*menu.value, house.tiny.menu.clone().for_guests());
    let menu = house.screens().menu(&house.staff_caller(Role::Waiter)).await.expect("a menu");
    assert_eq!(*menu.value, house.tiny.menu);
}

/// Each of two processes remembers what it has read.
async fn a_menu_is_read_anew_once_it_has_changed(db: Db) {
    let house = House::open(db).await;
    let phone = house.sit(0).await;
    let (one, other) = (house.screens(), house.screens());
    let caller = phone.caller(house.tiny.store);
    let beer = async |screens: &Comanda| {
        let menu = screens.menu(&caller).await.expect("a menu");
        (menu.cursor.seq, menu.value.product(house.tiny.beer).expect("beer").availability.clone())
    };
    let (start, plenty) = beer(&one).await;
    assert_eq!(beer(&other).await, (start, plenty.clone()));
    let cook = house.staff(Role::Kitchen);
    house.submit(&cook, Command::Shop(ShopCommand::EightySix { product: house.tiny.beer, until: None })).await.expect("86");
    for screens in [&one, &other] {
        let (seq, left) = beer(screens).await;
        assert!(seq > start && left.eighty_six.is_some(), "{left:?}");
    }
    // A party's command leaves the menu as it is; the answer's cursor follows the log.
    house.add(&phone, house.tiny.bread, &[], 1).await.expect("a line");
    let (seq, left) = beer(&one).await;
    assert!(seq > start + 1 && left.eighty_six.is_some(), "{seq}");
    let back = ShopCommand::BringBack { product: house.tiny.beer, portions: None };
    house.submit(&cook, Command::Shop(back)).await.expect("back");
    assert_eq!(beer(&other).await.1.eighty_six, None);
}

/// Each of two processes remembers the party it has read, and folds in what has happened since: a step, nothing of this party's, or
/// more than is worth folding.
async fn a_party_is_remembered_as_the_tables_have_it(db: Db) {
    let house = House::open(db).await;
    let (phone, neighbour) = (house.sit(0).await, house.sit(1).await);
    let (one, other) = (house.screens(), house.screens());
    let (guest, waiter) = (phone.caller(house.tiny.store), house.staff_caller(Role::Waiter));
    let look = async |step: &str| {
        let tables = house.session(phone.session).await;
        for _ in 0..2 {
            let page = one.guest_page(&guest).await.expect("a page");
            let (menu, party) = page.party.expect("a seat").expect("a party");
            assert_eq!(*party.value, tables.clone().for_guests(), "{step}");
            assert_eq!((party.cursor.seq, menu.cursor), (house.seq().await, party.cursor), "{step}");
            assert_eq!(page.viewer.store.map(|store| store.id), Some(house.tiny.store));
        }
        let staff = other.session(&waiter, Hat::Staff, phone.session).await.expect("staff");
        assert_eq!(*staff.value, tables, "{step}");
    };
    look("seated").await;
    house.add(&phone, house.tiny.bread, &[], 2).await.expect("a line");
    look("a line").await;
    house.add(&neighbour, house.tiny.bread, &[], 1).await.expect("a neighbour's line");
    look("a neighbour's line").await;
    house.order(&phone).await.expect("an order");
    house.add(&phone, house.tiny.beer, &[], 1).await.expect("another line");
    look("an order and a line").await;
    let call = PartyCommand::RequestBill { session: phone.session, call: fresh() };
    house.submit(&house.staff(Role::Waiter), Command::Party(call)).await.expect("the bill");
    look("the bill").await;
    for covers in 1..=210 {
        let command = PartyCommand::SetCovers { session: phone.session, covers: 1 + covers % 7 };
        house.submit(&house.staff(Role::Waiter), Command::Party(command)).await.expect("covers");
    }
    look("covers, over and over").await;
    let nowhere = Caller { guest: None, ..guest.clone() };
    assert_eq!(one.guest_page(&nowhere).await.expect("a page").party, None);
}
