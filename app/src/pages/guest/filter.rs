//! Finding a dish and hiding what one does not eat. Pure: the server's render and the phone ask the same.

use super::place::Query;
use crate::browser::place::encode;
use crate::language::{allergen, tag};
use crate::remember::{remember, remembered};
use crate::words;
use comanda::shop::menu::{Allergen, Menu, Product, Tag};

/// The menu's address with a filter (see [`Filter::query`]).
pub fn menu_address(kept: &str) -> String {
    match kept.trim_end_matches('&') {
        "" => "/table".to_owned(),
        kept => format!("/table?{kept}"),
    }
}

/// What the guest looks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words of a dish's name or description.
    pub words: String,
    /// Dishes that contain one of these are hidden.
    pub without: Vec<Allergen>,
    /// Dishes must suit all of these.
    pub diets: Vec<Tag>,
}

impl Filter {
    /// The diets one may ask for.
    pub const DIETS: [Tag; 3] = [Tag::Vegetarian, Tag::Vegan, Tag::GlutenFree];

    /// From an address (`?q=&without=milk&diet=vegan`); what it says nothing of, from this phone's memory.
    pub fn of(query: &Query) -> Self {
        let words = query.get("q").unwrap_or_default().to_owned();
        let (without, diets) = (query.all("without"), query.all("diet"));
        let asked = ["q", "without", "diet"].iter().any(|key| query.get(key).is_some());
        if asked {
            return Self { words, ..Self::named(&without, &diets) };
        }
        Self::kept()
    }

    /// What this phone remembers.
    pub fn kept() -> Self {
        let kept = |name| remembered(name).map(|v| v.split('_').map(str::to_owned).collect()).unwrap_or_default();
        let (without, diets): (Vec<String>, Vec<String>) = (kept("without"), kept("diet"));
        Self::named(&without, &diets)
    }

    /// The boxes that are ticked for it, by name and value.
    pub fn ticks(&self) -> Vec<(&'static str, &'static str)> {
        let without = self.without.iter().map(|allergen| ("without", allergen.word()));
        without.chain(self.diets.iter().map(|diet| ("diet", diet.word()))).collect()
    }

    /// From the words of allergens and diets; unknown ones are left out.
    pub fn named(without: &[String], diets: &[String]) -> Self {
        let chosen: Vec<Tag> = diets.iter().filter_map(|word| Tag::parse(word)).collect();
        Self {
            words: String::new(),
            without: Allergen::ALL.iter().copied().filter(|a| without.iter().any(|w| w == a.word())).collect(),
            diets: Self::DIETS.into_iter().filter(|tag| chosen.contains(tag)).collect(),
        }
    }

    /// Keeps allergens and diets for the next visit to the menu.
    pub fn remember(&self) {
        let joined = |words: Vec<&str>| words.join("_");
        remember("without", &joined(self.without.iter().map(|a| a.word()).collect()));
        remember("diet", &joined(self.diets.iter().map(|t| t.word()).collect()));
    }

    pub fn is_on(&self) -> bool {
        !self.words.trim().is_empty() || self.count() > 0
    }

    /// Allergens and diets chosen.
    pub fn count(&self) -> usize {
        self.without.len() + self.diets.len()
    }

    /// Is this dish among what is looked for? A dish counts with the allergens it comes with unless something else is chosen.
    pub fn shows(&self, menu: &Menu, product: &Product) -> bool {
        let suits = |diet: &Tag| match diet {
            // Whatever is vegan is vegetarian too.
            Tag::Vegetarian => product.tags.contains(&Tag::Vegetarian) || product.tags.contains(&Tag::Vegan),
            tag => product.tags.contains(tag),
        };
        if !self.diets.iter().all(suits) {
            return false;
        }
        if !self.without.is_empty() {
            let plain = menu.default_options(product);
            let priced = menu.price(product.id, &plain, comanda::shop::menu::OrderType::DineIn).ok();
            let contains = priced.map_or_else(|| product.allergens.clone(), |p| p.allergens);
            if contains.iter().any(|a| self.without.contains(a)) {
                return false;
            }
        }
        let (name, description) = (folded(&product.name), folded(&product.description));
        folded(&self.words).split_whitespace().all(|word| name.contains(word) || description.contains(word))
    }

    /// `“ragù”, vegan, without milk or nuts`.
    pub fn spoken(&self) -> String {
        let mut parts = Vec::new();
        if !self.words.trim().is_empty() {
            parts.push(say!(quoted, words = self.words.trim()));
        }
        parts.extend(self.diets.iter().map(|t| tag(*t).to_lowercase()));
        if !self.without.is_empty() {
            let names: Vec<String> = self.without.iter().map(|a| allergen(*a).to_lowercase()).collect();
            parts.push(say!(without_list, what = &words().one_of(&names)));
        }
        words().in_a_row(&parts)
    }

    /// The filter as part of an address, `q=…&without=…&`, or nothing.
    pub fn query(&self) -> String {
        let mut out = String::new();
        if !self.words.trim().is_empty() {
            out = format!("q={}&", encode(self.words.trim()));
        }
        for allergen in &self.without {
            out = format!("{out}without={}&", allergen.word());
        }
        for diet in &self.diets {
            out = format!("{out}diet={}&", diet.word());
        }
        out
    }
}

/// Lower case without the accents of the menu's languages: `Tiramisù` is found by `tiramisu`.
fn folded(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|c| match c {
            'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::Currency;
    use comanda::shop::menu::{Availability, Choice, ModifierGroup, Rates, TaxClass};
    use comanda::tax::RateBps;
    use std::sync::Arc;
    use uuid::Uuid;

    fn id<T: From<Uuid>>(n: u128) -> T {
        Uuid::from_u128(n).into()
    }

    fn dish(n: u128, name: &str, allergens: &[Allergen], tags: &[Tag]) -> Product {
        Product {
            id: id(n),
            category: id(1),
            name: name.into(),
            description: String::new(),
            price: 700,
            station: id(1),
            tax_class: Uuid::nil().into(),
            allergens: allergens.to_vec(),
            tags: tags.to_vec(),
            groups: Vec::new(),
            picture: None,
            prep_minutes: 5,
            position: 0,
            archived: false,
            availability: Availability::default(),
        }
    }

    fn menu() -> Menu {
        let bread = Choice {
            id: id(50),
            name: "Sourdough".into(),
            price: 0,
            default: true,
            quiet: false,
            adds: vec![Allergen::Gluten],
            removes: Vec::new(),
            nested: None,
        };
        let group = ModifierGroup { id: id(40), name: "Bread".into(), min: 1, max: 1, options: vec![bread], archived: false };
        let mut bruschetta = dish(12, "Bruschetta", &[], &[Tag::Vegan]);
        bruschetta.groups = vec![group.id];
        Menu {
            currency: Currency::EUR,
            stations: Vec::new(),
            tax_classes: vec![TaxClass {
                id: Uuid::nil().into(),
                name: String::new(),
                rates: Rates { dine_in: RateBps(1_000), takeaway: RateBps(1_000) },
                archived: false,
            }],
            categories: Vec::new(),
            groups: vec![group],
            products: [dish(10, "Tiramisù", &[Allergen::Milk], &[Tag::Vegetarian]), dish(11, "Polpo", &[], &[]), bruschetta]
                .map(Arc::new)
                .to_vec(),
            archived: Vec::new(),
        }
    }

    fn shown(filter: &Filter) -> Vec<String> {
        let menu = menu();
        menu.products.iter().filter(|p| filter.shows(&menu, p)).map(|p| p.name.clone()).collect()
    }

    #[test]
    fn a_dish_is_found_without_typing_its_accents() {
        assert_eq!(shown(&Filter { words: " TIRAMISU ".into(), ..Filter::default() }), ["Tiramisù"]);
        assert_eq!(shown(&Filter { words: "sushi".into(), ..Filter::default() }), Vec::<String>::new());
    }

    #[test]
    fn a_dish_hides_with_what_it_contains_as_it_comes() {
        assert_eq!(shown(&Filter { without: vec![Allergen::Milk], ..Filter::default() }), ["Polpo", "Bruschetta"]);
        assert_eq!(shown(&Filter { without: vec![Allergen::Gluten], ..Filter::default() }), ["Tiramisù", "Polpo"]);
    }

    #[test]
    fn what_is_vegan_is_vegetarian_too() {
        assert_eq!(shown(&Filter { diets: vec![Tag::Vegetarian], ..Filter::default() }), ["Tiramisù", "Bruschetta"]);
        assert_eq!(shown(&Filter { diets: vec![Tag::Vegan], ..Filter::default() }), ["Bruschetta"]);
    }

    #[test]
    fn an_address_says_what_is_looked_for_and_unknown_words_are_left_out() {
        let query = Query::parse("q=rag&without=milk&without=moon&diet=vegan");
        let filter = Filter::of(&query);
        assert_eq!(
            filter,
            Filter { words: "rag".into(), without: vec![Allergen::Milk], diets: vec![Tag::Vegan] },
            "from {query:?}"
        );
        assert_eq!(filter.query(), "q=rag&without=milk&diet=vegan&");
        assert_eq!(filter.spoken(), "“rag”, vegan, without milk");
        let filter = Filter { without: vec![Allergen::Gluten, Allergen::Milk, Allergen::Nuts], ..Filter::default() };
        assert_eq!(filter.spoken(), "without gluten, milk or nuts");
    }
}
