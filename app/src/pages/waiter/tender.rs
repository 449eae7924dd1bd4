//! The arithmetic of a payment: what is taken, what goes back, what is left. Minor units throughout.

use comanda::money::divide_rounded;
use comanda::session::Method;
use comanda::{Currency, Money};

/// What the waiter has typed so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tender {
    pub method: Method,
    /// Cash: what the guest handed over. Terminal: what goes towards the bill.
    pub entered: i64,
    pub tip: i64,
    pub remaining: i64,
}

/// What that comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Towards the bill.
    pub amount: i64,
    /// Back to the guest.
    pub change: i64,
    /// Still to pay after this.
    pub left: i64,
}

impl Tender {
    /// Cash beyond the bill and the tip goes back; less than the bill is a part payment.
    pub fn taken(self) -> Taken {
        let amount = match self.method {
            Method::Cash => self.entered.saturating_sub(self.tip).clamp(0, self.remaining.max(0)),
            Method::Terminal => self.entered.clamp(0, self.remaining.max(0)),
        };
        let change = match self.method {
            Method::Cash => (self.entered - amount - self.tip).max(0),
            Method::Terminal => 0,
        };
        Taken { amount, change, left: (self.remaining - amount).max(0) }
    }

    /// What is handed over or charged in all: the label of the button.
    pub fn charged(self) -> i64 {
        self.taken().amount.saturating_add(self.tip)
    }

    /// Why it cannot be taken yet.
    pub fn problem(self) -> Option<&'static str> {
        if self.taken().amount <= 0 {
            Some(if self.tip > 0 && self.entered > 0 { "The tip leaves nothing for the bill." } else { "Type an amount first." })
        } else if self.method == Method::Cash && self.entered < self.taken().amount + self.tip {
            Some("That is less than the amount and the tip.")
        } else {
            None
        }
    }
}

/// Exact, and the next sums people hand over in notes.
pub fn quick_tenders(due: i64, currency: Currency) -> Vec<i64> {
    let unit = 10_i64.pow(u32::try_from(currency.digits()).unwrap_or(2));
    // Currencies without a small unit count their notes in hundreds.
    let unit = if unit == 1 { 100 } else { unit };
    let mut sums = vec![due];
    for note in [5, 10, 20, 50, 100, 200] {
        let step = note * unit;
        let up = due.div_euclid(step) * step + if due.rem_euclid(step) == 0 { 0 } else { step };
        if !sums.contains(&up) {
            sums.push(up);
        }
    }
    sums.truncate(4);
    sums
}

/// A share of what remains, for a part on the terminal.
pub fn part(remaining: i64, of: i64) -> i64 {
    divide_rounded(i128::from(remaining), i128::from(of))
}

/// A tip in percent.
pub fn tip_of(amount: i64, percent: i64) -> i64 {
    divide_rounded(i128::from(amount) * i128::from(percent), 100)
}

/// `€170` where there are no cents to speak of, `€164.50` otherwise.
pub fn terse(minor: i64, currency: Currency) -> String {
    let text = Money::new(minor, currency).to_string();
    match text.strip_suffix(".00") {
        Some(whole) if currency.digits() == 2 => whole.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cash(entered: i64, tip: i64) -> Tender {
        Tender { method: Method::Cash, entered, tip, remaining: 16_450 }
    }

    #[test]
    fn cash_beyond_the_bill_and_the_tip_goes_back() {
        assert_eq!(cash(20_000, 0).taken(), Taken { amount: 16_450, change: 3_550, left: 0 });
        assert_eq!(cash(20_000, 1_000).taken(), Taken { amount: 16_450, change: 2_550, left: 0 });
        assert_eq!(cash(20_000, 1_000).charged(), 17_450);
    }

    #[test]
    fn cash_below_the_bill_is_a_part_payment() {
        assert_eq!(cash(5_000, 0).taken(), Taken { amount: 5_000, change: 0, left: 11_450 });
        assert_eq!(cash(5_000, 500).taken(), Taken { amount: 4_500, change: 0, left: 11_950 });
    }

    #[test]
    fn nothing_is_taken_for_nothing() {
        assert!(cash(0, 0).problem().is_some());
        assert!(cash(500, 500).problem().is_some());
        assert_eq!(cash(20_000, 0).problem(), None);
    }

    #[test]
    fn a_terminal_never_takes_more_than_is_left() {
        let card = Tender { method: Method::Terminal, entered: 99_999, tip: 100, remaining: 16_450 };
        assert_eq!(card.taken(), Taken { amount: 16_450, change: 0, left: 0 });
        assert_eq!(card.charged(), 16_550);
    }

    #[test]
    fn quick_tenders_are_notes_people_carry() {
        assert_eq!(quick_tenders(16_450, Currency::EUR), [16_450, 16_500, 17_000, 18_000]);
        assert_eq!(quick_tenders(3_000, Currency::EUR), [3_000, 4_000, 5_000, 10_000]);
        let yen = Currency::try_from("JPY".to_owned()).expect("a currency");
        assert_eq!(quick_tenders(2_150, yen), [2_150, 2_500, 3_000, 4_000]);
    }

    #[test]
    fn parts_and_tips_round_to_the_cent() {
        assert_eq!(part(16_450, 3), 5_483);
        assert_eq!(tip_of(16_450, 5), 823);
        assert_eq!(terse(17_000, Currency::EUR), "€170");
        assert_eq!(terse(16_450, Currency::EUR), "€164.50");
    }
}
