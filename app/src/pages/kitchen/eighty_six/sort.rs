//! Which dishes are off, which are low, which a word finds. Pure.

use comanda::At;
use comanda::shop::menu::{Menu, Product};

/// How a dish stands; the order is the panel's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Off,
    /// A few portions left.
    Low,
    Fine,
}

impl Kind {
    /// The stylesheet's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "sold-out",
            Self::Low => "low",
            Self::Fine => "ok",
        }
    }
}

pub fn kind_of(product: &Product, now: At) -> Kind {
    if !product.availability.is_open(now) {
        Kind::Off
    } else if product.availability.few_left().is_some() {
        Kind::Low
    } else {
        Kind::Fine
    }
}

/// What the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    All,
    Off,
    Low,
}

impl Scope {
    pub fn takes(self, kind: Kind) -> bool {
        match self {
            Self::All => true,
            Self::Off => kind == Kind::Off,
            Self::Low => kind == Kind::Low,
        }
    }
}

/// Whether the words (lower case) stand in the dish's name, description or category. No words find everything.
pub fn matches(menu: &Menu, product: &Product, words: &str) -> bool {
    let category = menu.categories.iter().find(|c| c.id == product.category).map_or("", |c| c.name.as_str());
    words.split_whitespace().all(|word| {
        [product.name.as_str(), product.description.as_str(), category].iter().any(|text| text.to_lowercase().contains(word))
    })
}
