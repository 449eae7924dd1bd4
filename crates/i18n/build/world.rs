//! What a language is like, from CLDR's data: its direction, its plural forms, how it writes numbers and amounts.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_locale::{Direction, Locale, LocaleDirectionality};
use icu_plurals::{PluralCategory, PluralRules};
use iso_currency::IntoEnumIterator as _;

/// What is written beside an amount: before it and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    pub before: String,
    pub after: String,
}

/// A language's customs.
#[derive(Debug, Clone)]
pub struct World {
    pub right_to_left: bool,
    /// The plural forms that numbers below a thousand have.
    pub categories: Vec<String>,
    /// The plural form's letter of each number below 200; beyond, forms repeat every hundred.
    pub plurals: String,
    pub decimal: String,
    pub group: String,
    /// So many digits stand before the first group at least.
    pub least: usize,
    pub minus: String,
    /// The minus stands between what is before the amount and the amount, not before both.
    pub minus_inside: bool,
    /// Where a currency has no sign here, its code stands in the place of `¤`.
    pub code: Beside,
    /// Of each currency that has a sign.
    pub signs: Vec<(String, Beside)>,
}

/// Numbers up to here are tried against the letters; a restaurant counts nothing beyond.
const TRIED: u32 = 100_000;

/// The customs of a locale. Errors: in words.
pub fn of(locale: &str) -> Result<World, String> {
    let locale: Locale = locale.parse().map_err(|error| format!("{locale}: {error}"))?;
    let rules = PluralRules::try_new_cardinal((&locale).into()).map_err(|error| error.to_string())?;
    let form = |number: u32| rules.category_for(number);
    let mut categories: Vec<String> = Vec::new();
    for category in (0..1_000).map(form).map(name) {
        if !categories.iter().any(|held| held == category) {
            categories.push(category.to_owned());
        }
    }
    if let Some(odd) = (200..TRIED).find(|n| form(*n) != form(100 + n % 100)) {
        return Err(format!("plural forms do not repeat every hundred: {odd}"));
    }
    let numbers = DecimalFormatter::try_new((&locale).into(), icu_decimal::options::DecimalFormatterOptions::default())
        .map_err(|error| error.to_string())?;
    let written = |number: &str| {
        number.parse().map(|number: Decimal| numbers.format(&number).to_string()).map_err(|e| format!("{number}: {e}"))
    };
    let large = written("1234567.8")?;
    let parts: Vec<&str> = large.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [group, _, decimal] = parts.as_slice() else { return Err(format!("numbers are not written with Latin digits: {large}")) };
    let least = if written("1234")? == "1234" { 2 } else { 1 };
    let euro = amount(&locale, "EUR", false)?;
    let negative = written_amount(&locale, "EUR", false, "-12.50")?;
    let head = negative.split_once("12").map_or("", |(head, _)| head);
    let (minus, minus_inside) = match (head.strip_suffix(&euro.before), head.strip_prefix(&euro.before)) {
        (_, Some(minus)) if !minus.is_empty() => (minus, true),
        (Some(minus), _) if !minus.is_empty() => (minus, false),
        _ => return Err(format!("no minus in {negative}")),
    };
    // A currency that no language has a sign for.
    let code = amount(&locale, "XTS", false)?;
    let code = Beside { before: code.before.replace("XTS", "¤"), after: code.after.replace("XTS", "¤") };
    let mut signs = Vec::new();
    for currency in iso_currency::Currency::iter().map(|currency| currency.code().to_owned()) {
        if matches!(currency.as_str(), "XXX" | "XTS") {
            continue;
        }
        let plain = Beside { before: code.before.replace('¤', &currency), after: code.after.replace('¤', &currency) };
        // The short sign, where it is a sign and no abbreviation: “$”, but “CHF”, not “Fr.”.
        let narrow = amount(&locale, &currency, true)?;
        let is_sign = !format!("{}{}", narrow.before, narrow.after).chars().any(char::is_alphabetic);
        let usual = if is_sign { narrow } else { amount(&locale, &currency, false)? };
        if usual != plain {
            signs.push((currency, usual));
        }
    }
    Ok(World {
        right_to_left: LocaleDirectionality::new_common().get(&locale.id) == Some(Direction::RightToLeft),
        categories,
        plurals: (0..200).map(|number| letter(form(number))).collect(),
        decimal: (*decimal).to_owned(),
        group: (*group).to_owned(),
        least,
        minus: minus.to_owned(),
        minus_inside,
        code,
        signs,
    })
}

/// The text before and after the digits of 12 units of a currency.
fn amount(locale: &Locale, currency: &str, narrow: bool) -> Result<Beside, String> {
    let text = written_amount(locale, currency, narrow, "12")?;
    let (before, rest) = text.split_once("12").ok_or_else(|| format!("{currency}: {text}"))?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    Ok(Beside { before: before.to_owned(), after: after.to_owned() })
}

fn written_amount(locale: &Locale, currency: &str, narrow: bool, number: &str) -> Result<String, String> {
    let code = currency.parse().map_err(|error| format!("{currency}: {error}"))?;
    let number: Decimal = number.parse().map_err(|error| format!("{number}: {error}"))?;
    let formatter = if narrow {
        CurrencyFormatter::try_new_symbol_narrow(
            locale.into(),
            code,
            icu_experimental::dimension::currency::options::CurrencyFormatterOptions::default(),
        )
    } else {
        CurrencyFormatter::try_new_symbol(
            locale.into(),
            code,
            icu_experimental::dimension::currency::options::CurrencyFormatterOptions::default(),
        )
    };
    Ok(formatter.map_err(|error| format!("{currency}: {error}"))?.format_fixed_decimal(&number).to_string())
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The first letter of its name tells each from the others.
fn letter(category: PluralCategory) -> char {
    match category {
        PluralCategory::Other => 'x',
        named => name(named).chars().next().unwrap_or('x'),
    }
}
