//! The fourteen allergens of Regulation (EU) 1169/2011, annex II, and dietary tags.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal);+ $(;)? }) => {
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
        Gluten = "gluten";
        Crustaceans = "crustaceans";
        Eggs = "eggs";
        Fish = "fish";
        Peanuts = "peanuts";
        Soybeans = "soybeans";
        Milk = "milk";
        Nuts = "nuts";
        Celery = "celery";
        Mustard = "mustard";
        Sesame = "sesame";
        Sulphites = "sulphites";
        Lupin = "lupin";
        Molluscs = "molluscs";
    }
}

words! {
    /// What a dish suits or is.
    Tag {
        Vegetarian = "vegetarian";
        Vegan = "vegan";
        GlutenFree = "gluten-free";
        Spicy = "spicy";
        Signature = "signature";
        New = "new";
    }
}

impl Allergen {
    /// 1–14, as numbered on European menus.
    pub fn number(self) -> usize {
        self as usize + 1
    }
}
