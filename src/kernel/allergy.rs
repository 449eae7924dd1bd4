//! Notes that speak of an allergy must not look like a wish.

/// Beginnings of the words for allergy, intolerance and coeliac disease, lower case. A note that is marked for nothing costs a
/// glance; one that is missed may cost a life: so parts of words count, in every language that guests are likely to write.
const STEMS: &[&str] = &[
    // Latin script: English, German, Dutch, Scandinavian, French, Italian; Spanish, Portuguese, Polish, Czech; Turkish; Finnish.
    // Italian doubles the l of “intollerante”, French accents the e of “intolérant”.
    "allerg",
    "alerg",
    "alérg",
    "al·lèrg",
    "alerj",
    "allergi",
    "anafil",
    "anaphyl",
    "anafyl",
    "epipen",
    "intoler",
    "intoller",
    "intolér",
    "uczul",
    "yliherkk",
    "nietoler",
    "nesnášenl",
    "unverträglich",
    "unvertraeglich",
    "överkänslig",
    "coeliac",
    "celiac",
    "celíac",
    "celiaqu",
    "cœliaqu",
    "coeliaqu",
    "zöliak",
    "zoeliak",
    "celiach",
    "cöliak",
    "coeliak",
    "cøliak",
    "celiak",
    "çölyak",
    "keliaki",
    "dị ứng",
    // Greek, Cyrillic, Hebrew, Arabic.
    "αλλεργ",
    "аллерг",
    "алерг",
    "אלרג",
    "حساسية",
    // Japanese, Chinese, Korean.
    "アレルギー",
    "过敏",
    "過敏",
    "알레르기",
];

/// Does a note speak of an allergy?
pub fn is_of_allergy(note: &str) -> bool {
    let note = note.to_lowercase();
    STEMS.iter().any(|stem| note.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::is_of_allergy;
    use rstest::rstest;

    #[rstest]
    #[case("ALLERGIC TO NUTS")]
    #[case("peanut allergy!")]
    #[case("Bitte ohne Nüsse, Allergie")]
    #[case("Laktoseunverträglichkeit")]
    #[case("allergique aux arachides")]
    #[case("sono celiaca")]
    #[case("ALÉRGICO a la leche, soy alérgico")]
    #[case("tinc al·lèrgia a la llet")]
    #[case("intollerante al lattosio")]
    #[case("intolleranza al glutine")]
    #[case("intolérant au lactose")]
    #[case("intolerante a la lactosa")]
    #[case("ik heb coeliakie")]
    #[case("mam celiakię")]
    #[case("jestem uczulona na orzechy")]
    #[case("cøliaki")]
    #[case("nesnášenlivost laktózy")]
    #[case("аллергия на орехи")]
    #[case("ナッツアレルギー")]
    #[case("对花生过敏")]
    #[case("fıstık alerjim var")]
    fn an_allergy_is_recognised_in_many_languages(#[case] note: &str) {
        assert!(is_of_allergy(note), "{note}");
    }

    #[rstest]
    #[case("No pepper, sauce on the side")]
    #[case("Ohne Zwiebeln bitte")]
    #[case("")]
    fn a_wish_is_no_allergy(#[case] note: &str) {
        assert!(!is_of_allergy(note), "{note}");
    }
}
