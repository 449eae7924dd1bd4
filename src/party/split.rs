//! A bill paid in parts: a half, a third, a quarter.

use super::{Part, PaymentLeg, Session};

/// A fraction in whole numbers; `denominator` is never zero.
#[derive(Clone, Copy)]
struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    const NOTHING: Self = Self { numerator: 0, denominator: 1 };

    fn plus_one_of(self, of: u32) -> Self {
        let of = i128::from(of.max(1));
        let (numerator, denominator) = (self.numerator * of + self.denominator, self.denominator * of);
        let common = greatest_common_divisor(numerator, denominator);
        Self { numerator: numerator / common, denominator: denominator / common }
    }

    fn is_whole(self) -> bool {
        self.numerator >= self.denominator
    }

    /// So much of an amount, rounded down: what is missing falls to the last part.
    fn of(self, amount: i64) -> i64 {
        i64::try_from(i128::from(amount) * self.numerator / self.denominator).unwrap_or(amount)
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { greatest_common_divisor(b, a % b) }
}

impl Session {
    /// What one of `of` equal parts of the bill comes to now, minor units, and what it is a part of. Parts are of the bill as it
    /// was when the first of them was taken, until the bill changes; the part that completes the whole takes the rest.
    pub fn part(&self, of: u32) -> (Part, i64) {
        let totals = self.totals();
        let completed = || self.legs.iter().filter(|leg| leg.is_completed());
        // A series goes on only while no more is open than it still has: a payment that was taken back begins another.
        let paid_in = |part: &Part| {
            let of_it = completed().filter(|leg| leg.part.is_some_and(|p| p.base == part.base && p.total == part.total));
            of_it.fold(0_i64, |sum, leg| sum.saturating_add(leg.amount))
        };
        let goes_on = |part: &Part| part.total == totals.total && totals.remaining <= part.base.saturating_sub(paid_in(part));
        let known = completed().rev().find_map(|leg| leg.part).filter(goes_on);
        let base = known.map_or(totals.remaining, |part| part.base);
        let same = |leg: &&PaymentLeg| leg.part.is_some_and(|part| part.base == base && part.total == totals.total);
        let taken =
            completed().filter(same).filter_map(|leg| leg.part).fold(Fraction::NOTHING, |sum, part| sum.plus_one_of(part.of));
        let paid = completed().filter(same).fold(0_i64, |sum, leg| sum.saturating_add(leg.amount));
        let then = taken.plus_one_of(of);
        let amount = if then.is_whole() { totals.remaining } else { then.of(base).saturating_sub(paid) };
        // A part is at least the smallest coin, as long as there is something to pay.
        (Part { of, base, total: totals.total }, amount.max(1).min(totals.remaining.max(0)))
    }
}
