//! The sentences of this page's language, and what screens need besides them.
//!
//! On the server the request's language stands in the page's context; in a browser the page was sent one catalogue.

use comanda::PersonName;
use comanda::shop::menu::{Allergen, Tag};
pub use i18n::{Language, Words};

/// The sentences of the page. English where no request says otherwise: in tests, and on the staff's screens.
#[inline(never)] // stands in hundreds of places
pub fn words() -> Words {
    #[cfg(not(target_arch = "wasm32"))]
    {
        leptos::prelude::use_context::<Words>().unwrap_or_else(|| Words::of(Language::En))
    }
    #[cfg(target_arch = "wasm32")]
    Words::loaded()
}

/// The language of staff screens, which do not follow the browser's.
pub fn is_of_staff(path: &str) -> bool {
    ["/waiter", "/kitchen", "/sign-in"]
        .iter()
        .any(|room| path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Where the form of the language switch leads, and the name of its field and of the cookie it sets.
pub const SWITCH: &str = "/language";
pub const CHOSEN: &str = "language";

/// Stands in a sentence for what a page puts there itself, such as a time that changes.
pub const SLOT: &str = "\u{FFFC}";

/// What comes before and after the [`SLOT`] of a sentence.
pub fn around(sentence: &str) -> (String, String) {
    let (before, after) = sentence.split_once(SLOT).unwrap_or((sentence, ""));
    (before.to_owned(), after.to_owned())
}

/// A person's name as the page shows it: “Guest 2” for a guest who has given none.
pub fn person(name: &PersonName) -> String {
    words().person(name)
}

/// What people read of an allergen.
pub fn allergen(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Gluten => say!(allergen_gluten),
        Allergen::Crustaceans => say!(allergen_crustaceans),
        Allergen::Eggs => say!(allergen_eggs),
        Allergen::Fish => say!(allergen_fish),
        Allergen::Peanuts => say!(allergen_peanuts),
        Allergen::Soybeans => say!(allergen_soybeans),
        Allergen::Milk => say!(allergen_milk),
        Allergen::Nuts => say!(allergen_nuts),
        Allergen::Celery => say!(allergen_celery),
        Allergen::Mustard => say!(allergen_mustard),
        Allergen::Sesame => say!(allergen_sesame),
        Allergen::Sulphites => say!(allergen_sulphites),
        Allergen::Lupin => say!(allergen_lupin),
        Allergen::Molluscs => say!(allergen_molluscs),
    }
}

/// What people read of a diet or a mark.
pub fn tag(tag: Tag) -> &'static str {
    match tag {
        Tag::Vegetarian => say!(tag_vegetarian),
        Tag::Vegan => say!(tag_vegan),
        Tag::GlutenFree => say!(tag_gluten_free),
        Tag::Spicy => say!(tag_spicy),
        Tag::Signature => say!(tag_signature),
        Tag::New => say!(tag_new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_room_for_what_changes() {
        assert_eq!(around(&say!(paid_in_full_at, time = SLOT)), ("Paid in full at ".into(), String::new()));
        assert_eq!(around("no room"), ("no room".into(), String::new()));
    }

    #[test]
    fn only_the_staffs_rooms_are_the_staffs() {
        for path in ["/waiter", "/waiter/pad/1", "/kitchen", "/sign-in"] {
            assert!(is_of_staff(path), "{path}");
        }
        for path in ["/", "/table", "/t/x", "/kitchens", "/welcome/x"] {
            assert!(!is_of_staff(path), "{path}");
        }
    }
}
