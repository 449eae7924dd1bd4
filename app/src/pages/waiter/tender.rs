//! The arithmetic of a payment: what is taken, what goes back, what is left. Minor units throughout.

use comanda::money::divide_rounded;
use comanda::party::Method;
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

/// What is handed over and what of it is the tip, for a tip in percent of what this payment puts towards the bill; one rule for
/// every method. `handed` is what was typed: the amount on the terminal, the cash; `None` means exactly what is due.
pub fn with_percent(method: Method, handed: Option<i64>, remaining: i64, percent: i64) -> (i64, i64) {
    let whole = tip_of(remaining, percent);
    match (method, handed) {
        (Method::Terminal, handed) => {
            let amount = handed.unwrap_or(remaining).min(remaining);
            (amount, tip_of(amount, percent))
        }
        (Method::Cash, None) => (remaining.saturating_add(whole), whole),
        (Method::Cash, Some(cash)) if cash >= remaining.saturating_add(whole) => (cash, whole),
        // A part in cash with the tip inside.
        (Method::Cash, Some(cash)) => {
            let amount = divide_rounded(i128::from(cash) * 100, 100 + i128::from(percent));
            (cash, cash.saturating_sub(amount))
        }
    }
}

/// A tip in percent.
pub fn tip_of(amount: i64, percent: i64) -> i64 {
    divide_rounded(i128::from(amount) * i128::from(percent), 100)
}

/// `€170` where there are no cents to speak of, `€164.50` otherwise.
pub fn terse(minor: i64, currency: Currency) -> String {
    let text = Money::new(minor, currency).to_string();
    match text.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => whole.to_owned(),
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
    fn a_tip_in_percent_is_of_what_this_payment_puts_towards_the_bill() {
        // By card: a half of 88.00.
        assert_eq!(with_percent(Method::Terminal, Some(4_400), 8_800, 10), (4_400, 440));
        assert_eq!(with_percent(Method::Terminal, Some(99_999), 8_800, 10), (8_800, 880));
        // In cash: exactly, with change, and a part with the tip inside.
        assert_eq!(with_percent(Method::Cash, None, 8_800, 10), (9_680, 880));
        assert_eq!(with_percent(Method::Cash, Some(10_000), 8_800, 10), (10_000, 880));
        assert_eq!(with_percent(Method::Cash, Some(4_840), 8_800, 10), (4_840, 440));
        let (cash, tip) = with_percent(Method::Cash, Some(5_000), 16_450, 10);
        let tender = Tender { method: Method::Cash, entered: cash, tip, remaining: 16_450 };
        assert_eq!((tender.taken().amount, tip), (4_545, 455));
    }

    #[test]
    fn tips_round_to_the_cent() {
        assert_eq!(tip_of(16_450, 5), 823);
        assert_eq!(terse(17_000, Currency::EUR), "€170");
        assert_eq!(terse(16_450, Currency::EUR), "€164.50");
        let dinar = Currency::try_from("LYD".to_owned()).expect("a currency");
        assert_eq!((terse(13_000, dinar), terse(12_345, dinar)), ("LYD 13".to_owned(), "LYD 12.345".to_owned()));
    }
}
