//! The notes and large coins that people carry, by currency.

use comanda::Currency;

/// Currencies whose notes are known here, in whole units. From the central banks' own lists.
const NOTES: [(&str, &[i64]); 29] = [
    ("EUR", &[5, 10, 20, 50, 100, 200]),
    ("USD", &[1, 5, 10, 20, 50, 100]),
    ("GBP AUD NZD CAD", &[5, 10, 20, 50, 100]),
    ("JPY", &[500, 1_000, 5_000, 10_000]),
    ("KRW", &[1_000, 5_000, 10_000, 50_000]),
    ("CNY", &[1, 5, 10, 20, 50, 100]),
    ("TWD", &[100, 200, 500, 1_000, 2_000]),
    ("HKD", &[10, 20, 50, 100, 500, 1_000]),
    ("VND", &[10_000, 20_000, 50_000, 100_000, 200_000, 500_000]),
    ("IDR", &[1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000]),
    ("THB", &[20, 50, 100, 500, 1_000]),
    ("INR PHP MXN SEK", &[20, 50, 100, 200, 500, 1_000]),
    ("NOK DKK", &[50, 100, 200, 500, 1_000]),
    ("PLN RON", &[10, 20, 50, 100, 200, 500]),
    ("CZK", &[100, 200, 500, 1_000, 2_000, 5_000]),
    ("HUF", &[500, 1_000, 2_000, 5_000, 10_000, 20_000]),
    ("ISK", &[500, 1_000, 5_000, 10_000]),
    ("CLP", &[1_000, 2_000, 5_000, 10_000, 20_000]),
    ("COP PYG", &[2_000, 5_000, 10_000, 20_000, 50_000, 100_000]),
    ("UGX", &[1_000, 2_000, 5_000, 10_000, 20_000, 50_000]),
    ("GNF", &[500, 1_000, 2_000, 5_000, 10_000, 20_000]),
    ("XAF XOF BIF KMF TZS", &[500, 1_000, 2_000, 5_000, 10_000]),
    ("RWF", &[500, 1_000, 2_000, 5_000]),
    ("DJF", &[1_000, 2_000, 5_000, 10_000]),
    ("XPF", &[500, 1_000, 5_000, 10_000]),
    ("VUV", &[200, 500, 1_000, 2_000, 5_000, 10_000]),
    ("IQD", &[250, 500, 1_000, 5_000, 10_000, 25_000, 50_000]),
    ("KWD BHD", &[1, 5, 10, 20]),
    ("OMR JOD TND LYD", &[1, 5, 10, 20, 50]),
];

/// Exact, and the next sums people hand over in notes; minor units.
pub fn quick_tenders(due: i64, currency: Currency) -> Vec<i64> {
    let mut sums = vec![due];
    for step in steps(due, currency) {
        let up = due.div_euclid(step) * step + if due.rem_euclid(step) == 0 { 0 } else { step };
        if !sums.contains(&up) {
            sums.push(up);
        }
    }
    sums.truncate(4);
    sums
}

/// What sums are rounded up to, the smallest first, in minor units: a currency's notes; where those are not known here, round sums of
/// the size of what is due, which its people will have notes for.
fn steps(due: i64, currency: Currency) -> Vec<i64> {
    let unit = 10_i64.pow(u32::try_from(currency.digits()).unwrap_or(2));
    if let Some((_, notes)) = NOTES.iter().find(|(codes, _)| codes.split(' ').any(|code| code == currency.code())) {
        return notes.iter().map(|note| note * unit).collect();
    }
    let size = 10_i64.pow(due.max(1).ilog10());
    let round = [size / 10, size / 5, size / 2, size, size.saturating_mul(2), size.saturating_mul(5), size.saturating_mul(10)];
    round.into_iter().filter(|step| *step >= unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_tenders_are_notes_people_carry() {
        let tenders = |due, code: &str| quick_tenders(due, Currency::try_from(code.to_owned()).expect("a currency"));
        assert_eq!(tenders(16_450, "EUR"), [16_450, 16_500, 17_000, 18_000]);
        assert_eq!(tenders(3_000, "EUR"), [3_000, 4_000, 5_000, 10_000]);
        assert_eq!(tenders(1_620, "USD"), [1_620, 1_700, 2_000, 5_000]);
        assert_eq!(tenders(2_150, "JPY"), [2_150, 2_500, 3_000, 5_000]);
        assert_eq!(tenders(2_200, "XPF"), [2_200, 2_500, 3_000, 5_000]);
        assert_eq!(tenders(7_300, "RWF"), [7_300, 7_500, 8_000, 10_000]);
        assert_eq!(tenders(12_345, "LYD"), [12_345, 13_000, 15_000, 20_000]);
        assert_eq!(tenders(1_234_500, "HUF"), [1_234_500, 1_250_000, 1_300_000, 1_400_000]);
    }

    #[test]
    fn a_currency_whose_notes_nobody_has_noted_down_gets_round_sums_of_the_size_of_the_bill() {
        let tenders = |due, code: &str| quick_tenders(due, Currency::try_from(code.to_owned()).expect("a currency"));
        assert_eq!(tenders(235_000, "RUB"), [235_000, 240_000, 250_000, 300_000]);
        assert_eq!(tenders(6_125_000, "NGN"), [6_125_000, 6_200_000, 6_500_000, 7_000_000]);
        assert_eq!(tenders(1_250, "CHF"), [1_250, 1_300, 1_400, 1_500]);
        assert_eq!(tenders(12_300_000_000, "IRR"), [12_300_000_000, 13_000_000_000, 14_000_000_000, 15_000_000_000]);
        assert_eq!(tenders(30, "RUB"), [30, 100], "no part of a rouble");
    }

    #[test]
    fn every_known_currency_has_its_notes_in_order() {
        for (codes, notes) in NOTES {
            for code in codes.split(' ') {
                assert!(Currency::try_from(code.to_owned()).is_ok_and(Currency::is_known), "{code}");
                assert!(notes.is_sorted() && !notes.is_empty(), "{code}");
            }
        }
    }
}
