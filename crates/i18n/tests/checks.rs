//! A mistake in a translators' file is found when the crate is compiled, and says where it is.

#![allow(clippy::expect_used, reason = "a test stops where its premise fails")]

#[path = "../build/catalogue.rs"]
#[allow(dead_code)]
mod catalogue;

use catalogue::File;

const ENGLISH: &str =
    "hello = Hello, { $name }.\ndishes = { $count ->\n    [one] one dish\n   *[other] { NUMBER($count) } dishes\n}\n";

fn read(text: &str) -> File {
    File::read("xx.ftl", text).expect("readable")
}
fn against_english(text: &str) -> Vec<String> {
    read(text).check_against(&File::read("en.ftl", ENGLISH).expect("readable"))
}

#[test]
fn a_file_that_says_the_same_passes() {
    assert_eq!(against_english("hello = { $name }: ciao!\ndishes = { NUMBER($count) }\n"), Vec::<String>::new());
}

#[test]
fn a_message_that_is_missing_or_too_many_is_named() {
    let found = against_english("hello = { $name }\nbye = Bye\n");
    assert_eq!(found, ["xx.ftl: dishes: is missing", "xx.ftl: bye: is not in en.ftl"]);
}

#[test]
fn arguments_are_those_of_english() {
    let found = against_english("hello = { $nome }\ndishes = { NUMBER($count) }\n");
    assert_eq!(found, ["xx.ftl: hello: lacks $name", "xx.ftl: hello: $nome is no argument of this message"]);
    let found = against_english("hello = { NUMBER($name) }\ndishes = { NUMBER($count) }\n");
    assert_eq!(found, ["xx.ftl: hello: $name is a text in en.ftl, not a number"]);
}

#[test]
fn a_choice_names_each_plural_form_and_no_other() {
    let forms = ["one", "few", "other"].map(str::to_owned);
    let found = read("dishes = { $count ->\n    [one] one\n    [two] two\n   *[other] many\n}\n").check_plurals(&forms);
    assert_eq!(
        found,
        ["xx.ftl: dishes: $count lacks the plural form [few]", "xx.ftl: dishes: $count: this language has no plural form [two]"]
    );
    assert!(
        read("dishes = { $count ->\n    [0] none\n    [one] 1\n    [few] f\n   *[other] o\n}\n").check_plurals(&forms).is_empty()
    );
}

#[test]
fn what_is_not_supported_is_refused() {
    for (text, why) in [
        ("a = { LINK($x) }\n", "xx.ftl: a: holds what is not supported"),
        ("a = { other }\n", "xx.ftl: a: holds what is not supported"),
        ("-term = Term\n", "xx.ftl: -term: terms are not supported"),
        ("a =\n    .title = Title\n", "xx.ftl: a: a message has a value and no attributes"),
        ("a = One\na = Two\n", "xx.ftl: a: stands here twice"),
        ("a = { $x\n", "xx.ftl: "),
    ] {
        let found = File::read("xx.ftl", text).expect_err(text);
        assert!(found.iter().any(|mistake| mistake.starts_with(why)), "{text}: {found:?}");
    }
}
