//! Numbers, amounts and times, as a language writes them. Its customs come with its catalogue.

use crate::{Words, say};
use comanda::money::{Currency, Money};
use comanda::tax::RateBps;
use std::fmt::Write as _;

/// A language's customs about numbers.
pub(crate) struct Numbers {
    decimal: &'static str,
    group: &'static str,
    /// So many digits stand before the first group at least.
    least: usize,
    minus: &'static str,
    minus_inside: bool,
    /// The text before and after an amount, with `¤` for the currency's code.
    code: (&'static str, &'static str),
    signs: &'static str,
    plurals: &'static [u8],
}

impl Numbers {
    pub const NONE: Self =
        Self { decimal: ".", group: "", least: 1, minus: "-", minus_inside: false, code: ("¤ ", ""), signs: "", plurals: &[] };

    /// From the lines of a catalogue that are about numbers.
    pub fn read(lines: &mut impl Iterator<Item = &'static str>) -> Option<Self> {
        let mut fields = lines.next()?.split('\t');
        let (decimal, group, least) = (fields.next()?, fields.next()?, fields.next()?.parse().ok()?);
        let (minus, minus_inside) = (fields.next()?, fields.next()? == "in");
        let code = (fields.next()?, fields.next()?);
        let (signs, plurals) = (lines.next()?, lines.next()?.as_bytes());
        (plurals.len() == 200).then_some(Self { decimal, group, least, minus, minus_inside, code, signs, plurals })
    }

    /// The first letter of the number's plural form; `x` for “other”.
    pub fn plural(&self, number: i64) -> char {
        let number = number.unsigned_abs();
        let at = if number < 200 { number } else { 100 + number % 100 };
        usize::try_from(at).ok().and_then(|at| self.plurals.get(at)).copied().map_or('x', char::from)
    }

    /// Digits in groups of three.
    fn grouped(&self, number: u64, out: &mut String) {
        let digits = number.to_string();
        let groups = digits.len() >= 3 + self.least;
        for (at, digit) in digits.chars().enumerate() {
            if groups && at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(self.group);
            }
            out.push(digit);
        }
    }

    /// The text before and after an amount of a currency.
    fn beside(&self, code: &str) -> (String, String) {
        let sign = self.signs.split('\t').find_map(|sign| sign.strip_prefix(code)?.split_once('|'));
        match sign {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => (self.code.0.replace('¤', code), self.code.1.replace('¤', code)),
        }
    }
}

impl Words {
    /// `1,234`.
    pub fn number(self, number: i64) -> String {
        let mut out = String::new();
        if number < 0 {
            out.push_str(self.numbers().minus);
        }
        self.numbers().grouped(number.unsigned_abs(), &mut out);
        out
    }

    /// `€12.50`, `12,50 €`: the same text on server and browser.
    pub fn money(self, amount: Money) -> String {
        self.amount(amount, if amount.minor < 0 { self.numbers().minus.to_owned() } else { String::new() })
    }

    /// `12.50`, `12,50`: as a reader types it into a field.
    pub fn typed(self, Money { minor, currency }: Money) -> String {
        let digits = Currency::digits(currency);
        let scale = 10_u64.pow(u32::try_from(digits).unwrap_or(2));
        let mut out = (minor.unsigned_abs() / scale).to_string();
        if digits > 0 {
            out.push_str(self.numbers().decimal);
            let _ = write!(out, "{:0digits$}", minor.unsigned_abs() % scale);
        }
        out
    }

    /// `+€0.50`, `−€2.00`: what a choice changes.
    pub fn difference(self, amount: Money) -> String {
        self.amount(amount, self.numbers().minus.replace('-', if amount.minor < 0 { "−" } else { "+" }))
    }

    fn amount(self, Money { minor, currency }: Money, sign: String) -> String {
        let numbers = self.numbers();
        let digits = Currency::digits(currency);
        let scale = 10_u64.pow(u32::try_from(digits).unwrap_or(2));
        let (before, after) = numbers.beside(currency.code());
        let (first, second) = if numbers.minus_inside { (&before, &sign) } else { (&sign, &before) };
        let mut out = format!("{first}{second}");
        numbers.grouped(minor.unsigned_abs() / scale, &mut out);
        if digits > 0 {
            out.push_str(numbers.decimal);
            let _ = write!(out, "{:0digits$}", minor.unsigned_abs() % scale);
        }
        out.push_str(&after);
        out
    }

    /// `10 %`, `5.5 %`.
    pub fn rate(self, RateBps(bps): RateBps) -> String {
        let (whole, rest) = (bps / 100, bps % 100);
        let mut number = self.number(whole);
        if rest != 0 {
            let hundredths = format!("{rest:02}");
            number.push_str(self.numbers().decimal);
            number.push_str(hundredths.trim_end_matches('0'));
        }
        say!(self, percent, number = &number)
    }

    /// `just now`, `4 min`, `1 h 5 min`: how long ago.
    pub fn elapsed(self, milliseconds: i64) -> String {
        let minutes = milliseconds.max(0) / 60_000;
        match (minutes / 60, minutes % 60) {
            (0, 0) => self.just_now().to_owned(),
            (0, minutes) => say!(self, minutes, minutes = minutes),
            (hours, 0) => say!(self, hours, hours = hours),
            (hours, minutes) => say!(self, hours_and_minutes, hours = hours, minutes = minutes),
        }
    }
}
