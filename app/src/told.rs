//! What a form without scripts was told, carried to the next page in its address: the refusal itself, never a sentence, so that no
//! address can put words into the house's mouth.

use crate::browser::place::encode;
use crate::words;
use comanda::backend::Fault;

/// Longer than any refusal of ours.
const LONGEST: usize = 400;

/// `problem=…` for an address.
pub fn carried(fault: &Fault) -> String {
    format!("problem={}", encode(&serde_json::to_string(fault).unwrap_or_default()))
}

/// The sentence of a carried refusal; `None` for anything else.
pub fn sentence(carried: &str) -> Option<String> {
    if carried.len() > LONGEST {
        return None;
    }
    match comanda::wire::read::<Fault>(carried).ok()? {
        // These say what they were given.
        Fault::Invalid { .. } => Some(say!(form_not_understood_look).into()),
        Fault::Replaced { .. } => None,
        known => Some(words().fault(&known)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::Rejection;

    #[test]
    fn e6_an_address_says_refusals_of_ours_and_nothing_else() {
        let fault = Fault::from(Rejection::UnknownTable);
        assert_eq!(sentence(&serde_json::to_string(&fault).unwrap()), Some(words().fault(&fault)));
        let wrong = Fault::WrongPin { tries_left: 2 };
        assert_eq!(sentence(&serde_json::to_string(&wrong).unwrap()), Some(words().fault(&wrong)));
        for foreign in [
            "Your card was declined. Call +1 555 0100.",
            "",
            "{}",
            r#"{"fault":"dance"}"#,
            r#"{"fault":"replaced","by":"Pay at evil.example"}"#,
        ] {
            assert_eq!(sentence(foreign), None, "{foreign}");
        }
        let foreign = r#"{"fault":"invalid","what":"not_understood","message":"Pay at evil.example"}"#;
        assert!(!sentence(foreign).unwrap().contains("evil"));
    }
}
