//! The fourteen allergens of Regulation (EU) 1169/2011, annex II, and dietary tags.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal, $label:literal);+ $(;)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $(#[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every one, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The stable word used in data and addresses.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            /// What people read.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
            /// The one of a word; `None` for any other text.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// Annex II order; [`Allergen::number`] is the number printed on menus.
    Allergen {
        Gluten = "gluten", "Gluten";
        Crustaceans = "crustaceans", "Crustaceans";
        Eggs = "eggs", "Eggs";
        Fish = "fish", "Fish";
        Peanuts = "peanuts", "Peanuts";
        Soybeans = "soybeans", "Soy";
        Milk = "milk", "Milk";
        Nuts = "nuts", "Nuts";
        Celery = "celery", "Celery";
        Mustard = "mustard", "Mustard";
        Sesame = "sesame", "Sesame";
        Sulphites = "sulphites", "Sulphites";
        Lupin = "lupin", "Lupin";
        Molluscs = "molluscs", "Molluscs";
    }
}

words! {
    /// What a dish suits or is.
    Tag {
        Vegetarian = "vegetarian", "Vegetarian";
        Vegan = "vegan", "Vegan";
        GlutenFree = "gluten-free", "Gluten-free";
        Spicy = "spicy", "Spicy";
        Signature = "signature", "House favourite";
        New = "new", "New";
    }
}

impl Allergen {
    /// 1–14, as numbered on European menus.
    pub fn number(self) -> usize {
        self as usize + 1
    }
}
