//! Money as whole minor units of one currency. No floats anywhere.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 currency code, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Digits after the decimal sign, by ISO 4217's list; 2 for a code that is not on it.
    pub fn digits(self) -> usize {
        iso_currency::Currency::from_code(self.code()).and_then(iso_currency::Currency::exponent).map_or(2, usize::from)
    }

    /// Is it on ISO 4217's list?
    pub fn is_known(self) -> bool {
        iso_currency::Currency::from_code(self.code()).is_some()
    }

    /// The three letters. They are ASCII by construction; `XXX` is ISO 4217's own code for “no currency”.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// The sign people know, else the code and a space.
    pub fn sign(self) -> String {
        match &self.0 {
            b"EUR" => "€".into(),
            b"USD" | b"CAD" | b"AUD" | b"MXN" => "$".into(),
            b"GBP" => "£".into(),
            b"JPY" | b"CNY" => "¥".into(),
            b"INR" => "₹".into(),
            _ => format!("{} ", self.code()),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|l| l.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(format!("“{text}” is not an ISO 4217 currency code such as EUR")),
        }
    }
}
impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (cents) of a currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// Two currencies met in one sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencyMismatch;

impl Money {
    /// So many minor units of a currency.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// An amount as somebody types it: `12`, `12.5`, `12,50`, `€ 12,50`. `None` for what is no amount, for more digits after the sign
    /// than the currency has (`1.234` is nobody's euros), and for groups of thousands, which half of the world writes as the other half's
    /// decimals.
    pub fn typed(text: &str, currency: Currency) -> Option<Self> {
        const MOST_DIGITS: usize = 12;
        let text = text.trim().trim_start_matches(currency.sign().trim()).trim_end_matches(currency.sign().trim());
        let text = text.trim_start_matches(currency.code()).trim_end_matches(currency.code()).trim();
        let (whole, rest) = text.split_once(['.', ',', '٫']).unwrap_or((text, ""));
        let digits = currency.digits();
        if whole.is_empty() || rest.chars().count() > digits || whole.chars().count() > MOST_DIGITS {
            return None;
        }
        let padding = std::iter::repeat_n('0', digits.saturating_sub(rest.chars().count()));
        let mut minor = 0_i64;
        for c in whole.chars().chain(rest.chars()).chain(padding) {
            minor = minor.checked_mul(10)?.checked_add(digit(c)?)?;
        }
        Some(Self::new(minor, currency))
    }

    /// The sum; errors: [`CurrencyMismatch`]. Saturates, since no restaurant owes 92 quadrillion.
    pub fn plus(self, other: Self) -> Result<Self, CurrencyMismatch> {
        if self.currency != other.currency {
            return Err(CurrencyMismatch);
        }
        Ok(Self::new(self.minor.saturating_add(other.minor), self.currency))
    }
}

impl fmt::Display for Money {
    /// `€12.50`, `-€3.00`, `¥1,200`: the same on server and client.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let scale = 10_u64.pow(u32::try_from(digits).unwrap_or(2));
        let absolute = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        write!(f, "{sign}{}{}", self.currency.sign(), grouped(absolute / scale))?;
        if digits > 0 {
            write!(f, ".{:0digits$}", absolute % scale)?;
        }
        Ok(())
    }
}
impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A decimal digit, as Latin, Arabic or Persian keyboards write it.
fn digit(c: char) -> Option<i64> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some(i64::from(u32::from(c)) - i64::from(u32::from(zero)))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The sum of amounts of minor units. Saturates, so that a hostile menu can't bring anything down.
pub fn sum(amounts: impl IntoIterator<Item = i64>) -> i64 {
    amounts.into_iter().fold(0, i64::saturating_add)
}

/// `numerator / denominator`, rounded half away from zero. A zero denominator gives zero.
pub fn divide_rounded(numerator: i128, denominator: i128) -> i64 {
    if denominator == 0 {
        return 0;
    }
    let (numerator, denominator) =
        if denominator < 0 { (numerator.saturating_neg(), denominator.saturating_neg()) } else { (numerator, denominator) };
    let half = denominator / 2;
    let rounded =
        if numerator >= 0 { numerator.saturating_add(half) / denominator } else { numerator.saturating_sub(half) / denominator };
    i64::try_from(rounded).unwrap_or(if rounded > 0 { i64::MAX } else { i64::MIN })
}

/// Shares `total` over `weights` by largest remainder: the shares add up to `total` exactly.
/// All-zero weights give everything to the first.
pub fn share(total: i64, weights: &[i64]) -> Vec<i64> {
    if weights.is_empty() {
        return Vec::new();
    }
    let sum: i128 = weights.iter().map(|w| i128::from((*w).max(0))).sum();
    if sum == 0 {
        let mut shares = vec![0; weights.len()];
        shares[0] = total;
        return shares;
    }
    let total_wide = i128::from(total);
    let mut shares: Vec<i128> = Vec::with_capacity(weights.len());
    let mut remainders: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let exact = total_wide.abs() * i128::from((*weight).max(0));
        shares.push(exact / sum);
        remainders.push((exact % sum, index));
    }
    let mut missing = total_wide.abs() - shares.iter().sum::<i128>();
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, index) in remainders {
        if missing == 0 {
            break;
        }
        shares[index] += 1;
        missing -= 1;
    }
    // No share is larger than the total, so each fits again.
    shares.into_iter().map(|s| i64::try_from(s * total_wide.signum()).unwrap_or(total)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        let yen = Currency::try_from("JPY".to_owned()).expect("a currency");
        assert_eq!(Money::new(1250, Currency::EUR).to_string(), "€12.50");
        assert_eq!(Money::new(-305, Currency::EUR).to_string(), "-€3.05");
        assert_eq!(Money::new(123_456_789, Currency::EUR).to_string(), "€1,234,567.89");
        assert_eq!(Money::new(1200, yen).to_string(), "¥1,200");
    }

    #[test]
    fn every_currency_has_the_decimals_of_iso_4217() {
        let code = |code: &str| Currency::try_from(code.to_owned()).expect("a currency");
        for (codes, digits) in [
            ("JPY KRW VND CLP ISK PYG UGX XAF XOF XPF RWF GNF BIF DJF KMF VUV UYI", 0),
            ("EUR USD GBP CHF HUF MGA MRU", 2),
            ("BHD KWD OMR TND JOD IQD LYD", 3),
            ("CLF UYW", 4),
        ] {
            for one in codes.split(' ') {
                assert_eq!(code(one).digits(), digits, "{one}");
            }
        }
        assert_eq!(Money::new(2_200, code("XPF")).to_string(), "XPF 2,200");
        assert_eq!(Money::new(12_345, code("LYD")).to_string(), "LYD 12.345");
        assert_eq!(Money::new(12_345, code("UYW")).to_string(), "UYW 1.2345");
    }

    #[test]
    fn two_currencies_do_not_add() {
        let usd = Currency::try_from("USD".to_owned()).expect("a currency");
        assert_eq!(Money::new(1, Currency::EUR).plus(Money::new(1, usd)), Err(CurrencyMismatch));
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(divide_rounded(5, 2), 3);
        assert_eq!(divide_rounded(-5, 2), -3);
        assert_eq!(divide_rounded(4, 3), 1);
        assert_eq!(divide_rounded(1, 0), 0);
        assert_eq!(divide_rounded(i128::MIN, -1), i64::MAX);
    }

    #[test]
    fn the_largest_amounts_are_shared_without_overflow() {
        for total in [i64::MIN, i64::MAX] {
            let shares = share(total, &[i64::MAX, 1, i64::MAX, 0]);
            assert_eq!(shares.iter().map(|s| i128::from(*s)).sum::<i128>(), i128::from(total));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn shares_add_up_and_equal_weights_differ_by_at_most_one(
            total in -1_000_000_i64..1_000_000, weights in proptest::collection::vec(0_i64..10_000, 1..12), n in 1_usize..20,
        ) {
            prop_assert_eq!(share(total, &weights).iter().sum::<i64>(), total);
            let even = share(total, &vec![1; n]);
            prop_assert_eq!(even.iter().sum::<i64>(), total);
            let (low, high) = (even.iter().min().copied().unwrap_or(0), even.iter().max().copied().unwrap_or(0));
            prop_assert!(high - low <= 1);
        }
    }
}
