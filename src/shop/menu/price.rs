//! What a product costs with what was chosen. Called by the server for the truth and by phones for the label.

use super::{Allergen, Choice, Menu, ModifierGroup, OrderType, Product};
use crate::error::Rejection;
use crate::ids::{GroupId, OptionId, ProductId, StationId};
use crate::party::CartLine;
use crate::tax::RateBps;
use serde::{Deserialize, Serialize};

/// A chosen option as it stood when it was priced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modifier {
    pub option: OptionId,
    pub group: GroupId,
    pub name: String,
    /// Price difference, minor units.
    pub price: i64,
    /// It comes by itself.
    pub default: bool,
    /// A default that goes without saying: see [`Modifier::is_said`]. Never of a group from which nothing need be chosen: a dish
    /// without it would read the same.
    #[serde(default)]
    pub quiet: bool,
}

impl Modifier {
    /// Is it said wherever the dish is named? What had to be chosen always is, unless the menu marks it as going without saying.
    pub fn is_said(&self) -> bool {
        !self.quiet
    }
}

/// `Rare · Grilled vegetables`: what is said of a dish's choices; empty if nothing is.
pub fn said(modifiers: &[Modifier]) -> String {
    modifiers.iter().filter(|m| m.is_said()).map(|m| m.name.as_str()).collect::<Vec<_>>().join(" · ")
}

/// One unit of a product with its modifiers, priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    pub name: String,
    /// One unit, modifiers and tax included, minor units; never below zero.
    pub unit_price: i64,
    pub modifiers: Vec<Modifier>,
    pub allergens: Vec<Allergen>,
    pub rate: RateBps,
    pub station: StationId,
    pub prep_minutes: i64,
}

impl Menu {
    /// Prices one unit. Errors: [`Rejection::UnknownProduct`], [`Rejection::UnknownModifier`] for an option that the product
    /// does not offer or that is chosen twice, [`Rejection::ModifierCount`] outside a group's min/max.
    pub fn price(&self, product: ProductId, options: &[OptionId], order_type: OrderType) -> Result<Priced, Rejection> {
        let product = self.product(product).ok_or_else(Rejection::unknown_product)?;
        // A menu without the class is damaged: nobody knows what to charge.
        let class = self.tax_class(product.tax_class).ok_or_else(Rejection::unknown_product)?;
        let mut left: Vec<OptionId> = options.to_vec();
        let mut chosen: Vec<(&ModifierGroup, &Choice)> = Vec::new();
        for group in self.groups_of(product) {
            for choice in take(product, group, &mut left)? {
                chosen.push((group, choice));
                if let Some(nested) = choice.nested.and_then(|id| self.group(id)) {
                    chosen.extend(take(product, nested, &mut left)?.into_iter().map(|c| (nested, c)));
                }
            }
        }
        if !left.is_empty() {
            return Err(Rejection::UnknownModifier { product: product.name.clone() });
        }
        let mut allergens = product.allergens.clone();
        for (_, choice) in &chosen {
            allergens.retain(|a| !choice.removes.contains(a));
        }
        for (_, choice) in &chosen {
            allergens.extend(&choice.adds);
        }
        allergens.sort_unstable();
        allergens.dedup();
        let delta = chosen.iter().fold(0_i64, |sum, (_, c)| sum.saturating_add(c.price));
        Ok(Priced {
            name: product.name.clone(),
            unit_price: product.price.saturating_add(delta).max(0),
            modifiers: chosen
                .into_iter()
                .map(|(group, c)| Modifier {
                    option: c.id,
                    group: group.id,
                    name: c.name.clone(),
                    price: c.price,
                    default: c.default,
                    quiet: c.default && c.quiet && group.min > 0,
                })
                .collect(),
            allergens,
            rate: class.rates.of(order_type),
            station: product.station,
            prep_minutes: product.prep_minutes,
        })
    }
}

impl Menu {
    /// Prices one unit of a cart line. Errors: those of [`Menu::price`]; a dish that is gone goes by the name the line has kept.
    pub fn price_line(&self, line: &CartLine, order_type: OrderType) -> Result<Priced, Rejection> {
        self.price(line.product, &line.options, order_type).map_err(|no| match no {
            Rejection::UnknownProduct { .. } => Rejection::UnknownProduct { name: line.name.clone() },
            no => no,
        })
    }

    /// What a form means that shows every field and sends them all: the options of a nested group go when no option that opens the
    /// group is chosen. Whatever else is wrong with them is for [`Menu::price`] to refuse.
    pub fn meant(&self, product: &Product, options: &[OptionId]) -> Vec<OptionId> {
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for choice in self.groups_of(product).flat_map(|group| &group.options) {
            open.push(choice.id);
            if let Some(nested) = choice.nested.and_then(|id| self.group(id)) {
                let reach = if options.contains(&choice.id) { &mut open } else { &mut closed };
                reach.extend(nested.options.iter().map(|o| o.id));
            }
        }
        options.iter().copied().filter(|id| open.contains(id) || !closed.contains(id)).collect()
    }
}

/// Takes a group's options out of `left` and checks how many there are.
fn take<'a>(product: &Product, group: &'a ModifierGroup, left: &mut Vec<OptionId>) -> Result<Vec<&'a Choice>, Rejection> {
    let mut found = Vec::new();
    for choice in &group.options {
        if let Some(index) = left.iter().position(|id| *id == choice.id) {
            left.swap_remove(index);
            found.push(choice);
        }
    }
    let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    if count < group.min || count > group.max {
        return Err(Rejection::ModifierCount {
            product: product.name.clone(),
            group: group.name.clone(),
            min: group.min,
            max: group.max,
            chosen: count,
        });
    }
    Ok(found)
}
