//! A dish as it is being edited: what was typed, and what it adds up to. Pure.

use comanda::error::{Field, Problem};
use comanda::ids::{CategoryId, GroupId, ProductId, StationId, TaxClassId};
use comanda::shop::menu::{Allergen, Availability, Menu, Product, Tag};
use comanda::text::one_line;
use comanda::{Currency, Money};

/// What the fields say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub description: String,
    /// As typed.
    pub price: String,
    /// Minutes, as typed.
    pub prep_minutes: String,
    pub category: Option<CategoryId>,
    pub station: Option<StationId>,
    pub tax_class: Option<TaxClassId>,
    pub allergens: Vec<Allergen>,
    pub tags: Vec<Tag>,
    pub groups: Vec<GroupId>,
}

/// A field that can't be so, and why.
pub type Wrong = (Field, Problem);

impl Draft {
    /// What the fields say of a dish.
    pub fn of(product: &Product, price: String) -> Self {
        Self {
            name: product.name.clone(),
            description: product.description.clone(),
            price,
            prep_minutes: product.prep_minutes.to_string(),
            category: Some(product.category),
            station: Some(product.station),
            tax_class: Some(product.tax_class),
            allergens: product.allergens.clone(),
            tags: product.tags.clone(),
            groups: product.groups.clone(),
        }
    }

    /// A dish that is not there yet: where a restaurant has but one of something, that.
    pub fn new(menu: &Menu) -> Self {
        fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
            all.next().filter(|_| all.next().is_none())
        }
        Self {
            name: String::new(),
            description: String::new(),
            price: String::new(),
            prep_minutes: "10".into(),
            category: only(menu.categories.iter().filter(|one| !one.archived).map(|one| one.id)),
            station: only(menu.stations.iter().filter(|one| !one.archived).map(|one| one.id)),
            tax_class: only(menu.tax_classes.iter().filter(|one| !one.archived).map(|one| one.id)),
            allergens: Vec::new(),
            tags: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// The dish the fields mean; `of` lends what they don't say. Errors: the first field that says nothing.
    pub fn product(&self, of: Option<&Product>, id: ProductId, position: i64, currency: Currency) -> Result<Product, Wrong> {
        let price = match Money::typed(&self.price, currency) {
            Some(price) => price.minor,
            None if self.price.trim().is_empty() => return Err((Field::Price, Problem::Missing)),
            None => return Err((Field::Price, Problem::NotUnderstood)),
        };
        let prep_minutes = self.prep_minutes.trim().parse().map_err(|_| (Field::PrepMinutes, Problem::NotUnderstood))?;
        let missing = |field| (field, Problem::Missing);
        Ok(Product {
            id,
            category: self.category.ok_or(missing(Field::Category))?,
            name: one_line(&self.name),
            description: one_line(&self.description),
            price,
            station: self.station.ok_or(missing(Field::Station))?,
            tax_class: self.tax_class.ok_or(missing(Field::TaxClass))?,
            allergens: self.allergens.clone(),
            tags: self.tags.clone(),
            groups: self.groups.clone(),
            picture: of.and_then(|one| one.picture.clone()),
            prep_minutes,
            position: of.map_or(position, |one| one.position),
            archived: of.is_some_and(|one| one.archived),
            availability: of.map_or_else(Availability::default, |one| one.availability.clone()),
        })
    }
}

/// One more or one less of a list that keeps the order of `all`.
pub fn toggled<T: Copy + PartialEq>(list: &[T], one: T, all: &[T]) -> Vec<T> {
    let has = |item: &T| list.contains(item) != (*item == one);
    all.iter().copied().filter(has).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_stands_in_the_order_of_the_list() {
        assert_eq!(toggled(&[3], 1, &[1, 2, 3]), [1, 3]);
        assert_eq!(toggled(&[1, 3], 3, &[1, 2, 3]), [1]);
    }

    #[test]
    fn a_price_is_read_as_it_is_typed_or_not_at_all() {
        let menu = Menu {
            currency: Currency::EUR,
            stations: Vec::new(),
            tax_classes: Vec::new(),
            categories: Vec::new(),
            groups: Vec::new(),
            products: Vec::new(),
            archived: Vec::new(),
        };
        let some = uuid::Uuid::from_u128(7);
        let draft = Draft {
            name: "Panna cotta".into(),
            category: Some(some.into()),
            station: Some(some.into()),
            tax_class: Some(some.into()),
            ..Draft::new(&menu)
        };
        let price = |typed: &str| {
            Draft { price: typed.into(), ..draft.clone() }.product(None, some.into(), 0, Currency::EUR).map(|one| one.price)
        };
        assert_eq!((price("7,50"), price("7.5"), price(" € 7 ")), (Ok(750), Ok(750), Ok(700)));
        assert_eq!(price(""), Err((Field::Price, Problem::Missing)));
        for nonsense in ["7.505", "1.234", "seven", "-7", "7,50,1"] {
            assert_eq!(price(nonsense), Err((Field::Price, Problem::NotUnderstood)), "{nonsense}");
        }
    }
}
