//! What people tap, drawn by lot from what their screen shows. Much of it is late, double or refused.

use crate::dice::Dice;
use crate::house::House;
use comanda::ids::{ItemId, OptionId, ProductId, SessionId};
use comanda::party::{CallKind, ItemStatus, Method, Session};
use comanda::party::{NewLine, NewPayment, SendScope};
use comanda::replica::{House as Floor, Pass};
use comanda::{Actor, Command, KitchenCommand, Money, PartyCommand, ShopCommand};

/// A dish and what it asks for.
fn dish(house: &House, dice: &Dice) -> (ProductId, Vec<OptionId>) {
    let tiny = &house.tiny;
    match dice.between(0, 4) {
        0 => (tiny.steak, vec![tiny.rare]),
        // There are only a few.
        1 => (tiny.beer, Vec::new()),
        _ => (tiny.bread, Vec::new()),
    }
}

fn line(house: &House, dice: &Dice) -> NewLine {
    let (product, options) = dish(house, dice);
    let quantity = u32::try_from(dice.between(1, 3)).unwrap_or(1);
    NewLine { id: house.fresh(), product, options, quantity, note: None, for_guest: None }
}

fn place(house: &House, dice: &Dice, session: SessionId) -> Command {
    let lines = (0..dice.between(1, 3)).map(|_| line(house, dice)).collect();
    Command::Party(PartyCommand::PlaceOrder { session, order: house.fresh(), lines, expected: None })
}

/// A guest at the first table.
pub fn guest(house: &House, dice: &Dice, actor: &Actor, shown: &Session) -> Option<Command> {
    let session = shown.id;
    let cart: Vec<ItemId> = shown.cart.iter().filter(|line| line.guest() == actor.guest()).map(|line| line.id).collect();
    let items: Vec<ItemId> = shown.items().filter(|item| item.status.is_cooking()).map(|item| item.id).collect();
    Some(match dice.between(0, 20) {
        0..=8 => Command::Party(PartyCommand::AddLine { session, line: line(house, dice) }),
        9 | 10 => {
            let id = *dice.pick(&cart)?;
            let options = shown.line(id)?.options.clone();
            let quantity = u32::try_from(dice.between(1, 5)).ok()?;
            Command::Party(PartyCommand::ChangeLine { session, line: id, quantity, options, note: None })
        }
        11 => Command::Party(PartyCommand::RemoveLine { session, line: *dice.pick(&cart)? }),
        12..=15 => {
            Command::Party(PartyCommand::SendOrder { session, order: house.fresh(), scope: SendScope::Mine, expected: None })
        }
        16 => place(house, dice, session),
        17 => Command::Party(PartyCommand::CallWaiter { session, call: house.fresh(), kind: CallKind::Water }),
        18 => Command::Party(PartyCommand::RequestBill { session, call: house.fresh() }),
        _ => Command::Party(PartyCommand::CancelItem { session, item: *dice.pick(&items)?, reason: "changed my mind".into() }),
    })
}

/// The waiter: serves the party at the first table, and looks after the second from seating to paying.
pub fn waiter(house: &House, dice: &Dice, shown: &Floor) -> Option<Command> {
    let here: Vec<&Session> = shown.sessions.iter().map(AsRef::as_ref).filter(|session| !session.is_closed()).collect();
    let one = *dice.pick(&here)?;
    let session = one.id;
    let ready = |session: &Session| -> Vec<ItemId> {
        session.items().filter(|item| item.status == ItemStatus::Ready).map(|item| item.id).collect()
    };
    let second = here.iter().find(|session| session.table() == Some(house.tiny.table(1)));
    Some(match dice.between(0, 20) {
        0..=5 => Command::Party(PartyCommand::Serve { session, items: Some(ready(one)).filter(|items| !items.is_empty())? }),
        6 | 7 => Command::Party(PartyCommand::AcknowledgeCall { session, call: one.open_calls().next()?.id }),
        8 => Command::Shop(ShopCommand::CountPortions {
            product: house.tiny.beer,
            portions: Some(u32::try_from(dice.between(1, 9)).ok()?),
        }),
        9 => Command::Party(PartyCommand::SetCovers { session, covers: u32::try_from(dice.between(1, 9)).ok()? }),
        10 => Command::Party(PartyCommand::SendOrder { session, order: house.fresh(), scope: SendScope::Table, expected: None }),
        11 => Command::Party(PartyCommand::AddLine { session, line: line(house, dice) }),
        _ => match second {
            None => Command::Party(PartyCommand::SeatParty { table: house.tiny.table(1), session: house.fresh(), covers: 2 }),
            Some(second) => at_the_second(house, dice, second),
        },
    })
}

fn at_the_second(house: &House, dice: &Dice, second: &Session) -> Command {
    let session = second.id;
    match dice.between(0, 4) {
        0 => Command::Party(PartyCommand::CloseSession { session, write_off: None, despite: comanda::party::OpenThings::ALL }),
        1 => {
            let amount = Money::new(second.bill().totals.remaining, second.currency);
            let payment = NewPayment {
                id: house.fresh(),
                method: Method::Terminal,
                amount,
                tip: 0,
                tendered: None,
                expected: Some(amount.minor),
                part: None,
            };
            Command::Party(PartyCommand::RecordPayment { session, payment })
        }
        _ => place(house, dice, session),
    }
}

/// The kitchen and the bar, on one screen.
pub fn cook(house: &House, dice: &Dice, shown: &Pass) -> Option<Command> {
    let board = shown.board(None);
    if dice.percent(8) {
        let card = dice.pick(&board.recent)?;
        return Some(Command::Kitchen(KitchenCommand::RecallTicket { session: card.session, ticket: card.id }));
    }
    if dice.percent(4) {
        let product = house.tiny.bread;
        return Some(Command::Shop(if dice.percent(80) {
            ShopCommand::BringBack { product, portions: None }
        } else {
            ShopCommand::EightySix { product, until: None }
        }));
    }
    let card = dice.pick(&board.tickets)?;
    let (session, ticket) = (card.session, card.id);
    Some(match dice.between(0, 6) {
        0 => Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket }),
        1 => Command::Kitchen(KitchenCommand::StartTicket { session, ticket, items: None }),
        2 => Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket, items: None }),
        _ => Command::Kitchen(KitchenCommand::BumpTicket { session, ticket }),
    })
}
