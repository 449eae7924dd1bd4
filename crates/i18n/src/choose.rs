//! Which language a reader is answered in: what they have chosen, else what their browser asks for, else the store's.

use crate::Language;

impl Language {
    /// The language of a tag such as `it` or `ar-EG`; `None` for one that Comanda does not speak.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?.trim();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}

/// The reader's language. `chosen` is what they have said, a language's tag; `accepted` an `Accept-Language` (RFC 9110, 12.5.4);
/// `store` what the restaurant speaks.
pub fn choose(chosen: Option<&str>, accepted: Option<&str>, store: Language) -> Language {
    chosen.and_then(Language::parse).or_else(|| best(accepted?)).unwrap_or(store)
}

/// The language of the greatest weight, the first of several; none that is refused (`q=0`).
fn best(accepted: &str) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for part in accepted.split(',') {
        let mut pieces = part.split(';').map(str::trim);
        let Some(language) = pieces.next().and_then(Language::parse) else { continue };
        let weight = pieces.find_map(|piece| piece.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>).unwrap_or(0.0);
        if weight > 0.0 && best.is_none_or(|(_, held)| weight > held) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Ar, En, It};

    #[test]
    fn a_choice_wins_over_the_browser_and_the_browser_over_the_store() {
        assert_eq!(choose(Some("ar"), Some("it"), En), Ar);
        assert_eq!(choose(None, Some("it"), En), It);
        assert_eq!(choose(Some("xx"), Some("it"), En), It, "a choice that means nothing");
        assert_eq!(choose(None, None, It), It);
        assert_eq!(choose(None, Some("xx, *"), It), It, "anything is as good as the store's");
    }

    #[test]
    fn a_browser_weighs_its_languages() {
        let asked = |accepted| choose(None, Some(accepted), En);
        assert_eq!(asked("de-DE,de;q=0.9,it;q=0.8,en;q=0.7"), It);
        assert_eq!(asked("en;q=0.3, ar-EG;q=0.9"), Ar);
        assert_eq!(asked("it;q=0, ar;q=0.1"), Ar, "one that is refused");
        assert_eq!(asked("IT-ch"), It);
        assert_eq!(asked("it;q=wide, ar"), Ar);
        assert_eq!(asked(""), En);
    }
}
