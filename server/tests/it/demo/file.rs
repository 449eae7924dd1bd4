//! A mistake in the demo's file is refused before anything is written, with the entry's name.

use super::ground::NOON;
use engine::storage::stores;
use server::demo::{self, SeedError, SeedOptions};
use testkit::databases;

const OSTERIA: &str = include_str!("../../../demo/osteria.toml");

/// What is written, what is written instead, and what the message must say.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    ("{ product = \"tagliere\"", "{ product = \"taglierre\"", &["history 1 (table t6), order 1, line 1", "taglierre"]),
    ("\"wine-pour:bottle\"", "\"wine-pour:barrel\"", &["history 1 (table t6), order 1, line 4", "wine-pour:barrel"]),
    ("\"board-size:four\"", "\"doneness:rare\"", &["history 1", "line 1", "tagliere"]),
    ("\"gluten\", \"milk\", \"nuts\"", "\"glutn\", \"milk\", \"nuts\"", &["product tagliere", "allergen", "glutn"]),
    ("removes = [\"fish\"]", "removes = [\"fsh\"]", &["modifier_group anchovies, option without", "fsh"]),
    ("tags = [\"spicy\"]", "tags = [\"hot\"]", &["product orecchiette", "tag", "hot"]),
    ("table = \"t6\"", "table = \"t66\"", &["history 1 (table t66)", "table", "t66"]),
    ("waiter = \"luca\"", "waiter = \"lucia\"", &["history 1", "staff", "lucia"]),
    ("waiter = \"luca\"", "waiter = \"ahmed\"", &["history 1", "ahmed"]),
    ("pay = \"cash\"", "pay = \"shells\"", &["history 3", "shells"]),
    ("stage = \"bill\"", "stage = \"asleep\"", &["live 1 (table t4)", "stage", "asleep"]),
    ("calls = [\"water\"]", "calls = [\"wine\"]", &["live 4 (table t6)", "wine"]),
    ("stayed = 84", "stayed = 400", &["history 1", "stayed"]),
    ("{ after = 22,", "{ after = 2,", &["history 1 (table t6), order 2", "one after the other"]),
    ("covers = 5\nminutes_ago = 308", "covers = 4\nminutes_ago = 308", &["history 1", "4 covers and 5 guests"]),
    (
        "table = \"t1\"\ncovers = 2\nminutes_ago = 292",
        "table = \"t6\"\ncovers = 2\nminutes_ago = 292",
        &["history 2", "history 1"],
    ),
    ("modifiers = [\"fish-service\"]", "modifiers = [\"fish-servce\"]", &["product branzino", "fish-servce"]),
    ("nested = \"dressing\"", "nested = \"dresing\"", &["modifier_group menu-side, option salad", "dresing"]),
    ("cost = 1970\nstation = \"griglia\"", "cost = 1970\nstation = \"forno\"", &["product fiorentina", "station", "forno"]),
    ("price = 6800", "price = -6800", &["product fiorentina", "below zero"]),
    ("cost = 1970", "cost = -1970", &["product fiorentina", "below zero"]),
    ("price = 6800", "price = 6800\ncolour = \"red\"", &["colour"]),
    ("id = \"burrata\"\ncategory", "id = \"bruschetta\"\ncategory", &["product bruschetta", "twice"]),
    ("roles = [\"owner\"]", "roles = [\"boss\"]", &["staff marta", "role", "boss"]),
    ("pin = \"9999\"", "pin = \"99\"", &["staff marta", "PIN"]),
    ("station = \"bar\"\npin", "station = \"cucina\"\npin", &["station bar", "nobody"]),
    ("shape = \"round\"", "shape = \"star\"", &["table t4", "shape", "star"]),
    ("label = \"14\"", "label = \"13\"", &["table t14", "13"]),
    ("currency = \"EUR\"", "currency = \"euro\"", &["store", "euro"]),
    ("\"Europe/Rome\"", "\"Europe/Bologna\"", &["store", "time zone", "Europe/Bologna"]),
    ("{ product = \"burrata\", qty = 1 }", "{ product = \"polpo\", qty = 1 }", &["history 5", "polpo", "sold out"]),
];

#[tokio::test]
async fn a_mistake_is_refused_with_the_name_of_its_entry() {
    let scratch = databases::sqlite().await;
    for (written, instead, said) in MISTAKES {
        assert!(OSTERIA.contains(written), "the file has no {written:?} any more");
        let text = OSTERIA.replacen(written, instead, 1);
        let refused = demo::seed_text(&scratch.db, &text, SeedOptions { now: NOON, reset: false }).await;
        let Err(SeedError::File(error)) = refused else { panic!("{instead:?} was taken: {refused:?}") };
        let message = error.to_string();
        for part in *said {
            assert!(message.contains(part), "{instead:?}: {message:?} doesn't say {part:?}");
        }
    }
    assert!(stores::all(&scratch.db).await.expect("stores").is_empty(), "something was written");
}

#[tokio::test]
async fn a_mistake_in_the_file_does_not_cost_the_demo_that_is_there() {
    let scratch = databases::sqlite().await;
    demo::seed(&scratch.db, SeedOptions { now: NOON, reset: false }).await.expect("a demo");
    let wrong = OSTERIA.replacen("price = 6800", "price = -6800", 1);
    let refused = demo::seed_text(&scratch.db, &wrong, SeedOptions { now: NOON, reset: true }).await;
    assert!(matches!(refused, Err(SeedError::File(_))), "{refused:?}");
    assert_eq!(stores::all(&scratch.db).await.expect("stores").len(), 1);
}
