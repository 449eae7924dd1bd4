//! Finding a dish by a few letters, accents or none.

use comanda::shop::menu::Product;

/// Whether every word of the query begins a word of the dish's name or description.
pub fn finds(query: &str, product: &Product) -> bool {
    let text = folded(&format!("{} {}", product.name, product.description));
    let words: Vec<&str> = text.split(' ').collect();
    folded(query).split_whitespace().all(|wanted| words.iter().any(|word| word.starts_with(wanted)))
}

/// Lower case, without the accents of Europe's menus; everything but letters and digits becomes a space.
fn folded(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|c| match c {
            'à'..='å' => 'a',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::ids::{CategoryId, ProductId, StationId};
    use comanda::shop::menu::Availability;
    use uuid::Uuid;

    fn dish(name: &str, description: &str) -> Product {
        let id = Uuid::nil();
        Product {
            id: ProductId(id),
            category: CategoryId(id),
            name: name.into(),
            description: description.into(),
            price: 700,
            station: StationId(id),
            tax_class: id.into(),
            allergens: Vec::new(),
            tags: Vec::new(),
            groups: Vec::new(),
            picture: None,
            prep_minutes: 5,
            position: 0,
            archived: false,
            availability: Availability::default(),
        }
    }

    #[test]
    fn a_dish_is_found_without_its_accents_by_the_beginnings_of_its_words() {
        let tiramisu = dish("Tiramisù della casa", "Mascarpone, caffè");
        for query in ["tiramisu", "TIR cas", "caffe", "  "] {
            assert!(finds(query, &tiramisu), "{query}");
        }
        for query in ["misu", "tiramisu fragole"] {
            assert!(!finds(query, &tiramisu), "{query}");
        }
    }
}
