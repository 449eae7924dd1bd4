//! Edits of the menu: what a command asks for, and what its events say has happened.

use super::{Allergen, Category, Choice, Menu, ModifierGroup, Product, Rates, Tag, TaxClass};
use crate::error::Field;
use crate::ids::{CategoryId, GroupId, ProductId, StationId, TaxClassId};
use crate::kernel::change::{Change, editable};
use crate::shop::Station;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tagged::Tagged;

editable! {
    /// Changes of a product. Its availability has commands of its own.
    ProductChanges of Product {
        name: String = Name,
        description: String = Description,
        price: i64 = Price,
        category: CategoryId = Category,
        station: StationId = Station,
        tax_class: TaxClassId = TaxClass,
        allergens: Vec<Allergen> = Allergens,
        tags: Vec<Tag> = Tags,
        groups: Vec<GroupId> = Groups,
        picture: Option<String> = Picture,
        prep_minutes: i64 = PrepMinutes,
        position: i64 = Position,
        archived: bool = Archived,
    }
}

editable! {
    /// Changes of a heading of the menu.
    CategoryChanges of Category {
        name: String = Name,
        hint: String = Hint,
        position: i64 = Position,
        archived: bool = Archived,
    }
}

editable! {
    /// Changes of a modifier group; its options are one field.
    GroupChanges of ModifierGroup {
        name: String = Name,
        min: u32 = Min,
        max: u32 = Max,
        options: Vec<Choice> = Options,
        archived: bool = Archived,
    }
}

editable! {
    /// Changes of a tax class. What has been ordered keeps the rate it was ordered at.
    TaxClassChanges of TaxClass {
        name: String = Name,
        rates: Rates = Rates,
        archived: bool = Archived,
    }
}

editable! {
    /// Changes of a kitchen station.
    StationChanges of Station {
        name: String = Name,
        warn_minutes: i64 = WarnMinutes,
        late_minutes: i64 = LateMinutes,
        archived: bool = Archived,
    }
}

/// One edit of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum MenuEdit {
    AddProduct { product: Arc<Product> },
    EditProduct { id: ProductId, changes: Box<ProductChanges> },
    AddCategory { category: Category },
    EditCategory { id: CategoryId, changes: CategoryChanges },
    AddGroup { group: ModifierGroup },
    EditGroup { id: GroupId, changes: GroupChanges },
    AddTaxClass { class: TaxClass },
    EditTaxClass { id: TaxClassId, changes: TaxClassChanges },
    AddStation { station: Station },
    EditStation { id: StationId, changes: StationChanges },
}

impl MenuEdit {
    /// Does it put an archived product back on the menu?
    pub fn brings_back(&self) -> bool {
        matches!(self, Self::EditProduct { changes, .. } if changes.archived.as_ref().is_some_and(|to| !to.new))
    }

    /// The product it is about, if it is about one.
    pub fn product(&self) -> Option<ProductId> {
        match self {
            Self::AddProduct { product } => Some(product.id),
            Self::EditProduct { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// What takes it back. What was added is archived.
    #[must_use]
    pub fn reversed(self) -> Self {
        let archived = Some(Change { previous: false, new: true });
        match self {
            Self::AddProduct { product } => {
                Self::EditProduct { id: product.id, changes: Box::new(ProductChanges { archived, ..ProductChanges::default() }) }
            }
            Self::EditProduct { id, changes } => Self::EditProduct { id, changes: Box::new(changes.reversed()) },
            Self::AddCategory { category } => {
                Self::EditCategory { id: category.id, changes: CategoryChanges { archived, ..CategoryChanges::default() } }
            }
            Self::EditCategory { id, changes } => Self::EditCategory { id, changes: changes.reversed() },
            Self::AddGroup { group } => {
                Self::EditGroup { id: group.id, changes: GroupChanges { archived, ..GroupChanges::default() } }
            }
            Self::EditGroup { id, changes } => Self::EditGroup { id, changes: changes.reversed() },
            Self::AddTaxClass { class } => {
                Self::EditTaxClass { id: class.id, changes: TaxClassChanges { archived, ..TaxClassChanges::default() } }
            }
            Self::EditTaxClass { id, changes } => Self::EditTaxClass { id, changes: changes.reversed() },
            Self::AddStation { station } => {
                Self::EditStation { id: station.id, changes: StationChanges { archived, ..StationChanges::default() } }
            }
            Self::EditStation { id, changes } => Self::EditStation { id, changes: changes.reversed() },
        }
    }
}

/// Places in a list, one after the other, far enough apart that others find room between them.
pub fn places() -> impl Iterator<Item = i64> {
    (1..).map(|nth| nth * STEP)
}

/// How far apart.
const STEP: i64 = 1_024;

impl Menu {
    /// Carries out an edit that has been decided. What it is about and is not held here stays unknown; says whether it was held.
    pub fn edit(&mut self, edit: &MenuEdit) -> bool {
        match edit {
            MenuEdit::AddProduct { product } => {
                let archived = product.archived;
                let list = if archived { &mut self.archived } else { &mut self.products };
                list.push(Arc::clone(product));
                self.arrange();
            }
            MenuEdit::EditProduct { id, changes } => return self.edit_product(*id, changes),
            MenuEdit::AddCategory { category } => {
                self.categories.push(category.clone());
                self.arrange();
            }
            MenuEdit::EditCategory { id, changes } => {
                let Some(category) = self.categories.iter_mut().find(|one| one.id == *id) else { return false };
                changes.apply(category);
                if changes.position.is_some() {
                    self.arrange();
                }
            }
            MenuEdit::AddGroup { group } => self.groups.push(group.clone()),
            MenuEdit::EditGroup { id, changes } => {
                let Some(group) = self.groups.iter_mut().find(|one| one.id == *id) else { return false };
                changes.apply(group);
            }
            MenuEdit::AddTaxClass { class } => self.tax_classes.push(class.clone()),
            MenuEdit::EditTaxClass { id, changes } => {
                let Some(class) = self.tax_classes.iter_mut().find(|one| one.id == *id) else { return false };
                changes.apply(class);
            }
            MenuEdit::AddStation { station } => self.stations.push(station.clone()),
            MenuEdit::EditStation { id, changes } => {
                let Some(station) = self.stations.iter_mut().find(|one| one.id == *id) else { return false };
                changes.apply(station);
            }
        }
        true
    }

    fn edit_product(&mut self, id: ProductId, changes: &ProductChanges) -> bool {
        let list = if self.products.iter().any(|one| one.id == id) { &mut self.products } else { &mut self.archived };
        let Some(place) = list.iter().position(|one| one.id == id) else { return false };
        let Some(product) = list.get_mut(place) else { return false };
        changes.apply(Arc::make_mut(product));
        if changes.archived.is_some() {
            let product = list.remove(place);
            let list = if product.archived { &mut self.archived } else { &mut self.products };
            list.push(product);
        }
        if changes.archived.is_some() || changes.position.is_some() {
            self.arrange();
        }
        true
    }

    /// Gives headings and products places by the order they are listed in, with room between them.
    #[must_use]
    pub fn in_this_order(mut self) -> Self {
        for (position, category) in places().zip(&mut self.categories) {
            category.position = position;
        }
        for (position, product) in places().zip(&mut self.products) {
            Arc::make_mut(product).position = position;
        }
        self
    }

    /// Puts headings and products in their order.
    fn arrange(&mut self) {
        self.categories.sort_by_key(|one| (one.position, one.id));
        self.products.sort_by_key(|one| (one.position, one.id));
        self.archived.sort_by_key(|one| (one.position, one.id));
    }

    /// The product of this id, on the menu or archived.
    pub fn any_product(&self, id: ProductId) -> Option<&Product> {
        self.products.iter().chain(&self.archived).find(|one| one.id == id).map(Arc::as_ref)
    }
}
