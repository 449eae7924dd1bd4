//! Value added tax on tax-inclusive prices.

use crate::money::{divide_rounded, share};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A tax rate in basis points: 1000 is 10 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RateBps(pub i64);

impl RateBps {
    /// The tax inside a tax-inclusive amount of minor units.
    pub fn inside(self, gross: i64) -> i64 {
        divide_rounded(i128::from(gross) * i128::from(self.0), 10_000 + i128::from(self.0))
    }
}

/// The tax of one rate over a whole bill, minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxLine {
    pub rate: RateBps,
    pub gross: i64,
    pub tax: i64,
}

/// Taxes of `(rate, gross)` lines, rounded once per rate over the bill.
pub fn by_rate(lines: &[(RateBps, i64)]) -> Vec<TaxLine> {
    let mut sums: BTreeMap<RateBps, i64> = BTreeMap::new();
    for (rate, gross) in lines {
        let sum = sums.entry(*rate).or_default();
        *sum = sum.saturating_add(*gross);
    }
    sums.into_iter().map(|(rate, gross)| TaxLine { rate, gross, tax: rate.inside(gross) }).collect()
}

/// Each line's share of its rate's tax, by largest remainder: the shares of a rate add up to its tax.
pub fn per_line(lines: &[(RateBps, i64)]) -> Vec<i64> {
    let mut shares = vec![0; lines.len()];
    for total in by_rate(lines) {
        let members: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].0 == total.rate).collect();
        let weights: Vec<i64> = members.iter().map(|i| lines[*i].1).collect();
        for (index, part) in members.into_iter().zip(share(total.tax, &weights)) {
            shares[index] = part;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ten_percent_inside_eleven_euros_is_one_euro() {
        assert_eq!(RateBps(1000).inside(1100), 100);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn line_shares_add_up_to_the_tax_of_their_rate(
            lines in proptest::collection::vec((prop_oneof![Just(RateBps(400)), Just(RateBps(1000)), Just(RateBps(2200))], 0_i64..100_000), 0..20)
        ) {
            let shares = per_line(&lines);
            for total in by_rate(&lines) {
                let sum: i64 = lines.iter().zip(&shares).filter(|((rate, _), _)| *rate == total.rate).map(|(_, s)| *s).sum();
                prop_assert_eq!(sum, total.tax);
            }
        }
    }
}
