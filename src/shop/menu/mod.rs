//! The catalogue: products with modifiers, allergens and availability. The server alone prices.

mod allergen;
mod availability;
mod edit;
mod price;

pub use allergen::{Allergen, Tag};
pub use availability::{Availability, EightySix};
pub use edit::{CategoryChanges, GroupChanges, MenuEdit, ProductChanges, StationChanges, TaxClassChanges, places};
pub use price::{Modifier, Priced, said};

use crate::error::Rejection;
use crate::ids::{CategoryId, GroupId, OptionId, ProductId, StationId, TaxClassId};
use crate::money::Currency;
use crate::shop::Station;
use crate::tax::RateBps;
use crate::time::At;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything a store sells, in menu order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menu {
    pub currency: Currency,
    pub stations: Vec<Station>,
    pub tax_classes: Vec<TaxClass>,
    pub categories: Vec<Category>,
    pub groups: Vec<ModifierGroup>,
    /// Shared: a decision works on a copy of the menu, and changes one product of it.
    pub products: Vec<Arc<Product>>,
    /// Taken off for good, kept for what names them; guests are told nothing of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archived: Vec<Arc<Product>>,
}

/// A heading of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
    pub hint: String,
    /// Headings stand by it, those of the same by their ids.
    #[serde(default)]
    pub position: i64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
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
    pub tax_class: TaxClassId,
    pub allergens: Vec<Allergen>,
    pub tags: Vec<Tag>,
    pub groups: Vec<GroupId>,
    /// Name of the illustration: `/dishes/{picture}.svg`.
    pub picture: Option<String>,
    pub prep_minutes: i64,
    /// Products stand by it, those of the same by their ids.
    #[serde(default)]
    pub position: i64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    pub availability: Availability,
}

/// What is taxed alike: food, alcohol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxClass {
    pub id: TaxClassId,
    pub name: String,
    pub rates: Rates,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// Tax by how the guest eats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    pub dine_in: RateBps,
    pub takeaway: RateBps,
}

impl Rates {
    /// The rate for a way of eating.
    pub fn of(self, order_type: OrderType) -> RateBps {
        match order_type {
            OrderType::DineIn => self.dine_in,
            OrderType::Takeaway => self.takeaway,
        }
    }
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
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
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

impl Menu {
    /// The product of this id.
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        self.products.iter().find(|p| p.id == id).map(Arc::as_ref)
    }
    /// Are there so many of it at this moment? Errors: [`Rejection::UnknownProduct`], [`Rejection::SoldOut`], [`Rejection::OnlyLeft`].
    pub fn check_available(&self, id: ProductId, quantity: u32, at: At) -> Result<(), Rejection> {
        let product = self.product(id).ok_or_else(Rejection::unknown_product)?;
        if !product.availability.is_open(at) {
            return Err(Rejection::SoldOut { product: id, name: product.name.clone() });
        }
        match product.availability.left() {
            Some(left) if left < quantity => Err(Rejection::OnlyLeft { product: id, name: product.name.clone(), left }),
            _ => Ok(()),
        }
    }
    /// The tax class of this id.
    pub fn tax_class(&self, id: TaxClassId) -> Option<&TaxClass> {
        self.tax_classes.iter().find(|c| c.id == id)
    }
    /// The category of this id.
    pub fn category(&self, id: CategoryId) -> Option<&Category> {
        self.categories.iter().find(|c| c.id == id)
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
        self.products.iter().map(Arc::as_ref).filter(move |p| p.category == id)
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

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use uuid::Uuid;

    /// A menu of one dish with so many portions.
    pub fn one_dish(portions: u32) -> Menu {
        let product = Product {
            id: ProductId(Uuid::from_u128(0xD15)),
            category: CategoryId(Uuid::from_u128(0xCA)),
            name: "Dish".into(),
            description: String::new(),
            price: 1_000,
            station: StationId(Uuid::from_u128(0x57)),
            tax_class: TaxClassId(Uuid::from_u128(0x7A)),
            allergens: Vec::new(),
            tags: Vec::new(),
            groups: Vec::new(),
            picture: None,
            prep_minutes: 5,
            position: 0,
            archived: false,
            availability: Availability::counted(portions),
        };
        Menu {
            currency: Currency::EUR,
            stations: Vec::new(),
            tax_classes: Vec::new(),
            categories: Vec::new(),
            groups: Vec::new(),
            products: vec![Arc::new(product)],
            archived: Vec::new(),
        }
    }
}
