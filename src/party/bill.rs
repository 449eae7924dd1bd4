//! What a session owes. Derived from its orders and payments whenever somebody looks; stored nowhere.

use super::{Item, ItemStatus, Session};
use crate::ids::{GuestId, ItemId};
use crate::money::{Money, divide_rounded, sum};
use crate::tax::{RateBps, TaxLine, by_rate};
use serde::{Deserialize, Serialize};

/// One line of the bill, minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillLine {
    pub item: ItemId,
    pub guest: Option<GuestId>,
    pub name: String,
    pub modifiers: Vec<String>,
    pub quantity: u32,
    pub total: i64,
    pub rate: RateBps,
    pub status: ItemStatus,
}

/// What one guest's lines come to; `None` are lines nobody in particular owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestShare {
    pub guest: Option<GuestId>,
    pub total: i64,
}

/// The sums of a bill, minor units of the store's currency. `items + service = total`; `paid + remaining = total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BillTotals {
    pub items: i64,
    pub service: i64,
    /// Inside the total.
    pub tax: i64,
    pub total: i64,
    pub paid: i64,
    pub tips: i64,
    pub remaining: i64,
}

/// The bill of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// 1, and one more each time the table was reopened.
    pub version: u32,
    pub lines: Vec<BillLine>,
    pub shares: Vec<GuestShare>,
    pub taxes: Vec<TaxLine>,
    pub totals: BillTotals,
}

impl Session {
    /// The bill as it stands.
    pub fn bill(&self) -> Bill {
        let lines: Vec<BillLine> = self
            .items()
            .filter(|item| item.status.is_live())
            .map(|item| BillLine {
                item: item.id,
                guest: item.guest,
                name: item.name.clone(),
                modifiers: item.modifiers.iter().filter(|m| m.is_said()).map(|m| m.name.clone()).collect(),
                quantity: item.quantity,
                total: item.total(),
                rate: item.rate,
                status: item.status,
            })
            .collect();
        let (taxes, totals) = self.sums();
        Bill { version: self.reopened.saturating_add(1), shares: shares(&lines, self), lines, taxes, totals }
    }

    /// The sums of the bill alone.
    pub fn totals(&self) -> BillTotals {
        self.sums().1
    }

    /// Taxes and totals, without writing the lines out: every order asks for them.
    fn sums(&self) -> (Vec<TaxLine>, BillTotals) {
        let live = || self.items().filter(|item| item.status.is_live());
        let items = sum(live().map(Item::total));
        let service = if self.service.bps > 0 && self.covers >= self.service.from_covers {
            divide_rounded(i128::from(items) * i128::from(self.service.bps), 10_000)
        } else {
            0
        };
        let mut taxed: Vec<(RateBps, i64)> = live().map(|item| (item.rate, item.total())).collect();
        if let (Some(rate), true) = (self.service.rate, service > 0) {
            taxed.push((rate, service));
        }
        let taxes = by_rate(&taxed);
        let total = items.saturating_add(service);
        let completed = || self.legs.iter().filter(|leg| leg.is_completed());
        let paid = sum(completed().map(|leg| leg.amount));
        let totals = BillTotals {
            items,
            service,
            tax: sum(taxes.iter().map(|t| t.tax)),
            total,
            paid,
            tips: sum(completed().map(|leg| leg.tip)),
            remaining: total.saturating_sub(paid),
        };
        (taxes, totals)
    }

    /// An amount in the session's currency.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// Guests in the order they joined, then what belongs to nobody; guests without lines are left out.
fn shares(lines: &[BillLine], session: &Session) -> Vec<GuestShare> {
    let known = session.guests.iter().map(|g| Some(g.id));
    known
        .chain([None])
        .filter_map(|guest| {
            let mine: Vec<i64> = lines
                .iter()
                .filter(|line| line.guest.filter(|id| session.guest(*id).is_some()) == guest)
                .map(|line| line.total)
                .collect();
            (!mine.is_empty()).then(|| GuestShare { guest, total: sum(mine) })
        })
        .collect()
}
