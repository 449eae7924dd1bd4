//! Whether a product can be ordered: three facts, each with a command of its own, so that none overwrites another.

use crate::actor::By;
use crate::time::At;
use serde::{Deserialize, Serialize};

/// What is known of whether a product can be ordered. Taking it off by hand wins over both counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Availability {
    /// Somebody took it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eighty_six: Option<EightySix>,
    /// Portions left, where somebody counts them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portions: Option<u32>,
    /// How many can be made of what is in stock, where stock is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<u32>,
}

/// An 86: a product that is taken off by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EightySix {
    /// It lifts by itself at this moment; otherwise somebody brings the product back.
    pub until: Option<At>,
    /// Who took it off; guests are not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
}

impl Availability {
    /// A product whose portions are counted.
    pub fn counted(portions: u32) -> Self {
        Self { portions: Some(portions), ..Self::default() }
    }
    /// Whether it is off by hand at this moment.
    pub fn is_eighty_sixed(&self, at: At) -> bool {
        self.eighty_six.as_ref().is_some_and(|off| off.until.is_none_or(|until| at < until))
    }
    /// Whether it may be ordered at this moment.
    pub fn is_open(&self, at: At) -> bool {
        !self.is_eighty_sixed(at) && self.left() != Some(0)
    }
    /// How many are left: the smaller of the counts there are.
    pub fn left(&self) -> Option<u32> {
        self.portions.into_iter().chain(self.stock).min()
    }
    /// Worth saying on the menu: “3 left”.
    pub fn few_left(&self) -> Option<u32> {
        self.left().filter(|left| (1..=5).contains(left))
    }
    /// When an 86 lifts by itself.
    pub fn until(&self) -> Option<At> {
        self.eighty_six.as_ref().and_then(|off| off.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const NOON: At = At(1_000);

    #[rstest]
    #[case(None, None, None, true)]
    #[case(Some(None), Some(9), Some(9), false)]
    #[case(Some(Some(1_001)), None, None, false)]
    #[case(Some(Some(1_000)), None, None, true)]
    #[case(None, Some(0), Some(9), false)]
    #[case(None, Some(9), Some(0), false)]
    #[case(None, Some(1), Some(1), true)]
    fn a_product_is_open_by_all_three_facts(
        #[case] off: Option<Option<i64>>,
        #[case] portions: Option<u32>,
        #[case] stock: Option<u32>,
        #[case] open: bool,
    ) {
        let eighty_six = off.map(|until| EightySix { until: until.map(At), by: None });
        assert_eq!(Availability { eighty_six, portions, stock }.is_open(NOON), open);
    }

    #[test]
    fn the_smaller_count_is_what_is_left() {
        let left = |portions, stock| Availability { eighty_six: None, portions, stock }.left();
        assert_eq!(
            (left(Some(3), Some(5)), left(Some(5), Some(3)), left(None, Some(2)), left(None, None)),
            (Some(3), Some(3), Some(2), None)
        );
    }
}
