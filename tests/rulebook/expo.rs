//! What each ticket tells of the other stations' part of its order: the expo board shows an order as a whole.

use crate::attacks::{SESSION, add_with, anna, bump, seated, send};
use crate::world::menu::{BAR, GRILL, RARE, SPRITZ, STEAK};
use crate::world::*;
use comanda::kitchen::{OtherStation, TicketCard, by_order};
use comanda::party::ItemStatus;

#[test]
fn a_ticket_knows_how_far_the_other_stations_are_with_its_order() {
    let mut world = seated();
    world.ok(&anna(), add_with(0x401, STEAK, 1, &[RARE]));
    world.ok(&anna(), add_with(0x402, SPRITZ, 1, &[]));
    world.ok(&anna(), send(0x300));
    let open: Vec<TicketCard> = TicketCard::on_board(world.session(SESSION)).collect();
    assert_eq!(by_order(&open).iter().map(Vec::len).collect::<Vec<_>>(), [2], "one card on the expo board");
    assert!(open.iter().all(TicketCard::is_shared));
    world.ok(&cook(), bump(0x300, GRILL));
    let left: Vec<TicketCard> = TicketCard::on_board(world.session(SESSION)).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].station, id(BAR));
    assert_eq!(left[0].others, [OtherStation { station: id(GRILL), status: ItemStatus::Ready, bumped: true }]);
}
