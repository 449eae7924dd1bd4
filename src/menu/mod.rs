//! The catalogue: products with modifiers, allergens and availability. The server alone prices.

mod allergen;
mod price;

pub use allergen::{Allergen, Tag};
pub use price::{Modifier, Priced, said};

use crate::error::Rejection;
use crate::ids::{CategoryId, GroupId, OptionId, ProductId, StationId};
use crate::money::Currency;
use crate::store::Station;
use crate::tax::RateBps;
use crate::time::At;
use serde::{Deserialize, Serialize};

/// Everything a store sells, in menu order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menu {
    pub currency: Currency,
    pub stations: Vec<Station>,
    pub categories: Vec<Category>,
    pub groups: Vec<ModifierGroup>,
    pub products: Vec<Product>,
}

/// A heading of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
    pub hint: String,
}

/// Something that can be ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    pub category: CategoryId,
    pub name: String,
    pub description: String,
    /// Minor units, tax included, before modifiers.
    pub price: i64,
    pub station: StationId,
    pub rates: Rates,
    pub allergens: Vec<Allergen>,
    pub tags: Vec<Tag>,
    pub groups: Vec<GroupId>,
    /// Name of the illustration: `/dishes/{picture}.svg`.
    pub picture: Option<String>,
    pub prep_minutes: i64,
    pub availability: Availability,
}

/// Tax by how the guest eats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    pub dine_in: RateBps,
    pub takeaway: RateBps,
}

/// How the guest eats; it decides the tax rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderType {
    #[default]
    DineIn,
    Takeaway,
}

/// A group of choices: at least `min`, at most `max` of its options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModifierGroup {
    pub id: GroupId,
    pub name: String,
    pub min: u32,
    pub max: u32,
    pub options: Vec<Choice>,
}

impl ModifierGroup {
    /// The options chosen when the guest says nothing.
    pub fn defaults(&self) -> Vec<OptionId> {
        self.options.iter().filter(|o| o.default).map(|o| o.id).collect()
    }
    /// Exactly one must be chosen: drawn as radio buttons.
    pub fn is_single(&self) -> bool {
        self.min == 1 && self.max == 1
    }
}

/// One option of a group; `nested` opens another group when it is chosen (one level).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: OptionId,
    pub name: String,
    /// Price difference, minor units.
    pub price: i64,
    pub default: bool,
    /// As the default it goes without saying, though it had to be chosen: bread that is always the house's.
    #[serde(default)]
    pub quiet: bool,
    pub adds: Vec<Allergen>,
    pub removes: Vec<Allergen>,
    pub nested: Option<GroupId>,
}

/// Whether a product can be ordered now. 86 in the field's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    pub available: bool,
    /// Portions left, where somebody counts them.
    pub remaining: Option<u32>,
    /// An 86 that lifts itself at this moment.
    pub until: Option<At>,
    pub reason: Option<String>,
}

impl Default for Availability {
    fn default() -> Self {
        Self { available: true, remaining: None, until: None, reason: None }
    }
}

impl Availability {
    /// May it be ordered at this moment?
    pub fn is_open(&self, at: At) -> bool {
        let switched_on = self.available || self.until.is_some_and(|until| at >= until);
        switched_on && self.remaining != Some(0)
    }
    /// Worth saying on the menu: “3 left”.
    pub fn few_left(&self) -> Option<u32> {
        self.remaining.filter(|left| (1..=5).contains(left))
    }
}

impl Menu {
    /// The product of this id.
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        self.products.iter().find(|p| p.id == id)
    }
    /// Are there so many of it at this moment? Errors: [`Rejection::UnknownProduct`], [`Rejection::SoldOut`], [`Rejection::OnlyLeft`].
    pub fn check_available(&self, id: ProductId, quantity: u32, at: At) -> Result<(), Rejection> {
        let product = self.product(id).ok_or_else(Rejection::unknown_product)?;
        if !product.availability.is_open(at) {
            return Err(Rejection::SoldOut { product: id, name: product.name.clone() });
        }
        match product.availability.remaining {
            Some(left) if left < quantity => Err(Rejection::OnlyLeft { product: id, name: product.name.clone(), left }),
            _ => Ok(()),
        }
    }
    /// The group of this id.
    pub fn group(&self, id: GroupId) -> Option<&ModifierGroup> {
        self.groups.iter().find(|g| g.id == id)
    }
    /// The station of this id.
    pub fn station(&self, id: StationId) -> Option<&Station> {
        self.stations.iter().find(|s| s.id == id)
    }
    /// A category's products, in menu order.
    pub fn in_category(&self, id: CategoryId) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(move |p| p.category == id)
    }
    /// The groups a product offers, in its order.
    pub fn groups_of<'a>(&'a self, product: &'a Product) -> impl Iterator<Item = &'a ModifierGroup> {
        product.groups.iter().filter_map(|id| self.group(*id))
    }
    /// The options a product starts with (defaults of its groups and of their chosen nested groups).
    pub fn default_options(&self, product: &Product) -> Vec<OptionId> {
        let mut chosen = Vec::new();
        for group in self.groups_of(product) {
            chosen.extend(group.defaults());
            for option in group.options.iter().filter(|o| o.default) {
                if let Some(nested) = option.nested.and_then(|id| self.group(id)) {
                    chosen.extend(nested.defaults());
                }
            }
        }
        chosen
    }
    /// Can it be added with one tap, or does it ask something first?
    pub fn asks_first(&self, product: &Product) -> bool {
        self.price(product.id, &self.default_options(product), OrderType::DineIn).is_err()
            || self.groups_of(product).any(|g| g.min > 0)
    }
}
