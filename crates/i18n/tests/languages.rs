//! Each language says everything, and says it as it is said there.

#![allow(clippy::expect_used, reason = "a test stops where its premise fails")]

use comanda::device::DeviceKind;
use comanda::error::Limit;
use comanda::money::{Currency, Money};
use comanda::tax::RateBps;
use comanda::{PersonName, Rejection};
use i18n::{Language, Words, say};

fn words(language: Language) -> Words {
    Words::of(language)
}
fn en() -> Words {
    words(Language::En)
}
fn it() -> Words {
    words(Language::It)
}
fn ar() -> Words {
    words(Language::Ar)
}
fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}
fn of(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::try_from(code.to_owned()).expect("a currency"))
}
/// Without the marks that keep directions of writing apart.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')).collect()
}

#[test]
fn every_catalogue_is_of_this_program_and_names_itself() {
    for language in Language::ALL {
        let words = words(language);
        assert_eq!(words.language(), language);
        assert_eq!(words.language_name(), language.name());
        assert!(!words.menu().is_empty());
    }
    assert_eq!(Language::ALL.map(Language::dir), ["ltr", "ltr", "rtl"]);
    assert_eq!(Language::ALL.map(Language::name), ["English", "Italiano", "العربية"]);
}

#[test]
fn a_catalogue_of_another_program_is_not_read() {
    for text in ["", "comanda\t0\ten\tltr\ten-GB\n", "<!DOCTYPE html>", &i18n::text_of(Language::It)[..500]] {
        assert!(Words::load(text.to_owned()).is_err(), "{text}");
    }
    assert_eq!(Words::loaded().menu(), "", "nothing is loaded");
}

#[test]
fn plurals_follow_each_language() {
    let counted = |words: Words| [0, 1, 2, 3, 11, 100].map(|n: u32| say!(words, dishes, count = n));
    assert_eq!(counted(en()), ["0 dishes", "1 dish", "2 dishes", "3 dishes", "11 dishes", "100 dishes"]);
    assert_eq!(counted(it()), ["0 piatti", "1 piatto", "2 piatti", "3 piatti", "11 piatti", "100 piatti"]);
    assert_eq!(counted(ar()), ["لا أطباق", "طبق واحد", "طبقان", "3 أطباق", "11 طبقًا", "100 طبق"]);
    // Forms repeat every hundred.
    assert_eq!(say!(ar(), dishes, count = 103_u32), "103 أطباق");
    assert_eq!(say!(ar(), dishes, count = 1_311_u32), "1,311 طبقًا");
    assert_eq!(say!(it(), dishes, count = 12_345_u32), "12.345 piatti");
}

#[test]
fn a_number_of_its_own_wins_over_its_plural_form() {
    let tries = |words: Words, n: u32| say!(words, fault_wrong_pin, tries = n);
    assert_eq!(tries(en(), 0), "Wrong PIN. No tries left.");
    assert_eq!(tries(en(), 1), "Wrong PIN. One try left.");
    assert_eq!(tries(en(), 4), "Wrong PIN. 4 tries left.");
    assert_eq!(tries(it(), 0), "PIN sbagliato. Nessun tentativo rimasto.");
}

#[test]
fn amounts_are_written_as_the_language_writes_them() {
    assert_eq!(en().money(eur(1250)), "€12.50");
    assert_eq!(en().money(eur(-305)), "-€3.05");
    assert_eq!(en().money(eur(123_456_789)), "€1,234,567.89");
    assert_eq!(en().money(of(12_345, "LYD")), "LYD\u{a0}12.345");
    assert_eq!(en().money(of(1250, "CHF")), "CHF\u{a0}12.50", "no abbreviation of another language");
    assert_eq!(en().money(of(1250, "CAD")), "$12.50");
    assert_eq!(it().money(eur(1250)), "12,50\u{a0}€");
    assert_eq!(it().money(eur(123_456)), "1234,56\u{a0}€", "no groups below ten thousand");
    assert_eq!(it().money(eur(1_234_567)), "12.345,67\u{a0}€");
    assert_eq!(it().money(of(1200, "JPY")), "1200\u{a0}¥");
    assert_eq!(ar().money(eur(1250)), "\u{200f}12.50\u{a0}€", "Latin digits");
    assert_eq!(ar().money(eur(-1250)), "\u{200f}\u{200e}-12.50\u{a0}€");
    assert_eq!(ar().money(of(12_345, "LYD")), "\u{200f}12.345\u{a0}د.ل.\u{200f}");
    assert_eq!([50, -200].map(|minor| en().difference(eur(minor))), ["+€0.50", "−€2.00"]);
    assert_eq!([50, -200].map(|minor| it().difference(eur(minor))), ["+0,50\u{a0}€", "−2,00\u{a0}€"]);
}

#[test]
fn english_amounts_are_those_of_the_rulebook() {
    for code in ["EUR", "USD", "CAD", "AUD", "MXN", "GBP", "JPY", "CNY", "INR", "LYD", "CHF"] {
        for minor in [0, 5, 1250, -305, 123_456_789] {
            assert_eq!(en().money(of(minor, code)).replace('\u{a0}', " "), of(minor, code).to_string(), "{code} {minor}");
        }
    }
}

#[test]
fn rates_and_times_are_written_as_the_language_writes_them() {
    assert_eq!([1_000, 550, 1_225].map(|bps| en().rate(RateBps(bps))), ["10 %", "5.5 %", "12.25 %"]);
    assert_eq!(it().rate(RateBps(550)), "5,5 %");
    assert_eq!(plain(&ar().rate(RateBps(550))), "5.5%");
    let times = [59_999, 240_000, 3_600_000, 3_900_000];
    assert_eq!(times.map(|ms| en().elapsed(ms)), ["just now", "4 min", "1 h", "1 h 5 min"]);
    assert_eq!(times.map(|ms| it().elapsed(ms)), ["adesso", "4 min", "1 h", "1 h 5 min"]);
    assert_eq!(times.map(|ms| ar().elapsed(ms)), ["الآن", "4 دقائق", "ساعة", "1 س 5 د"]);
}

#[test]
fn names_are_listed_as_people_say_them() {
    assert_eq!(en().all_of(&["Mara"]), "Mara");
    assert_eq!(en().all_of(&["Mara", "Leo", "Ines"]), "Mara, Leo and Ines");
    assert_eq!(en().one_of(&["milk", "eggs", "nuts"]), "milk, eggs or nuts");
    assert_eq!(it().all_of(&["Mara", "Leo", "Ines"]), "Mara, Leo e Ines");
    assert_eq!(plain(&ar().all_of(&["مارا", "ليو", "Ines"])), "مارا، ليو وInes");
    assert_eq!(en().all_of::<&str>(&[]), "");
}

#[test]
fn a_name_keeps_its_direction_of_writing_to_itself() {
    assert_eq!(say!(en(), is_coming, name = "Sara"), "Sara is coming");
    assert_eq!(say!(en(), is_coming, name = "سارة"), "\u{2068}سارة\u{2069} is coming");
    assert_eq!(say!(ar(), is_coming, name = "Sara"), "\u{2068}Sara\u{2069} قادم");
}

#[test]
fn who_has_no_name_is_a_number_in_words_and_a_name_stays() {
    let said = |name: PersonName| [en(), it(), ar()].map(|words| words.person(&name));
    assert_eq!(said(PersonName::Number(2)), ["Guest 2", "Ospite 2", "الضيف 2"]);
    assert_eq!(said("Guest 2".into()), ["Guest 2"; 3], "as they have said themselves");
    assert_eq!(it().device(DeviceKind::Iphone), "un iPhone");
}

#[test]
fn a_refusal_reads_in_the_readers_language() {
    let price = Rejection::PriceChanged { expected: 1200, now: 1250, currency: Currency::EUR };
    assert_eq!(en().rejection(&price), "The price has changed: it is now €12.50, not €12.00.");
    assert_eq!(it().rejection(&price), "Il prezzo è cambiato: ora è 12,50\u{a0}€, non 12,00\u{a0}€.");
    assert_eq!(plain(&ar().rejection(&price)), "تغيّر السعر: هو الآن 12.50\u{a0}€ لا 12.00\u{a0}€.");
    let left = |left| Rejection::OnlyLeft { product: uuid(), name: "Tiramisù".into(), left };
    assert_eq!(en().rejection(&left(2)), "Only 2 of Tiramisù left.");
    assert_eq!([1, 3].map(|n| it().rejection(&left(n))), ["Di Tiramisù ne resta solo 1.", "Di Tiramisù ne restano solo 3."]);
    assert_eq!(plain(&ar().rejection(&left(2))), "لم يبقَ سوى حصتين من Tiramisù.");
}

#[test]
fn a_dish_that_is_gone_is_named_where_its_name_is_known() {
    let gone = |name: &str| en().rejection(&Rejection::UnknownProduct { name: name.into() });
    assert_eq!(gone("Spritz"), "Spritz is not on the menu any more.");
    assert_eq!(gone(""), "This is not on the menu any more.");
}

#[test]
fn limits_are_named_as_people_speak() {
    let reached = |what| en().rejection(&Rejection::TooMany { what, max: 7 });
    assert_eq!(reached(Limit::Orders), "This table has reached its limit of 7 orders. Please ask a waiter to start a new one.");
    assert_eq!(reached(Limit::Steps), "This table has reached its limit of 7 recalls. Please ask a waiter to start a new one.");
    assert_eq!(reached(Limit::GuestCalls), "You have called 7 times. Please ask a waiter in person.");
}

fn uuid() -> comanda::ids::ProductId {
    "00000000-0000-0000-0000-000000000001".parse().expect("an id")
}

#[test]
fn what_has_to_be_chosen_is_said_with_and_without_its_dish() {
    let no =
        |min, max, chosen| Rejection::ModifierCount { product: "Tagliata".into(), group: "Doneness".into(), min, max, chosen };
    assert_eq!(en().rejection(&no(1, 1, 0)), "Tagliata: please choose one of “Doneness”.");
    assert_eq!(en().rejection(&no(2, 2, 0)), "Tagliata: please choose 2 of “Doneness”.");
    assert_eq!(en().rejection(&no(1, 3, 0)), "Tagliata: please choose at least 1 of “Doneness”.");
    assert_eq!(en().rejection(&no(0, 3, 4)), "Tagliata: please choose at most 3 of “Doneness”.");
    assert_eq!(en().rejection_beside_the_dish(&no(1, 1, 0)), "Please choose one of “Doneness”.");
    assert_eq!(it().rejection_beside_the_dish(&no(0, 1, 2)), "Scegli al massimo 1 voce di «Doneness».");
}
