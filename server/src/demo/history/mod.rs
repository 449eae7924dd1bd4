//! The day so far: what everybody did, in one order of time, played through the pipeline like any other evening.

mod play;
mod table;
mod ticket;

pub(super) use play::play;

use super::dice::Dice;
use super::party::Party;
use super::people::Person;
use comanda::command::Command;
use comanda::ids::{ProductId, SessionId, StationId};
use comanda::party::Method;
use comanda::shop::menu::Menu;
use comanda::time::MINUTE;
use comanda::{Actor, At, ShopCommand};
use std::collections::HashMap;

/// The throws of the demo's day: with the same file and the same moment, the same history.
const SEED: u64 = 0x0573_E21A;

/// Something somebody did.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    pub at: At,
    pub actor: Actor,
    pub what: What,
    /// The entry of the file it comes from, for messages.
    pub entry: String,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    Command(Command),
    /// Pays an even share of what is left then; so many still have to pay.
    Pay {
        session: SessionId,
        method: Method,
        payers: usize,
        tips: bool,
    },
}

/// The plan of the day as it grows.
struct Plan<'a> {
    cooks: &'a HashMap<StationId, Actor>,
    now: At,
    dice: Dice,
    deeds: Vec<Deed>,
}

impl Plan<'_> {
    fn add(&mut self, party: &Party, at: At, actor: &Actor, command: Command) {
        self.deeds.push(Deed { at, actor: actor.clone(), what: What::Command(command), entry: party.entry.clone() });
    }
}

/// All deeds of the day until now, in the order of time. `sold_out` are the dishes that ran out this morning.
pub(super) fn plan(parties: &[Party], menu: &Menu, people: &[Person], sold_out: &[ProductId], now: At) -> Vec<Deed> {
    let cooks = people.iter().filter_map(|p| p.station.map(|station| (station, p.actor()))).collect();
    let mut plan = Plan { cooks: &cooks, now, dice: Dice::new(SEED), deeds: Vec::new() };
    for (turn, product) in (0_i64..).zip(sold_out) {
        plan.run_out(menu, *product, now.plus((turn * 9 - 135) * MINUTE));
    }
    for party in parties {
        plan.party(party);
    }
    let mut deeds = plan.deeds;
    // Stable: what one party does at one moment stays in its order.
    deeds.sort_by_key(|deed| deed.at);
    deeds
}

impl Plan<'_> {
    /// The cook says that a dish has run out: 86.
    fn run_out(&mut self, menu: &Menu, product: ProductId, at: At) {
        let Some(product) = menu.product(product) else { return };
        let cook = self.cook(product.station);
        let command = Command::Shop(ShopCommand::EightySix { product: product.id, until: None });
        self.deeds.push(Deed { at, actor: cook, what: What::Command(command), entry: format!("product “{}”", product.name) });
    }

    /// Who works at a station; every station has somebody (see [`super::people::people`]).
    fn cook(&self, station: StationId) -> Actor {
        self.cooks.get(&station).cloned().unwrap_or(Actor::System)
    }
}

/// `percent` of the way from one moment to another.
fn part_way(from: At, to: At, percent: i64) -> At {
    from.plus(to.since(from).saturating_mul(percent) / 100)
}
