//! The menu is edited field by field: two people at once, bad values, and the way back.

use crate::world::menu::{CAKE, KITCHEN, PASTA, STEAK};
use crate::world::{World, cook, guest, id, manager, waiter};
use crate::{attacks, samples};
use comanda::audience::{Listener, heard};
use comanda::error::{Field, Problem};
use comanda::ids::ProductId;
use comanda::kernel::change::Change;
use comanda::replica::{Ground, foresee};
use comanda::rooms::is_public;
use comanda::shop::menu::{
    Availability, Category, CategoryChanges, EightySix, GroupChanges, MenuEdit, Product, ProductChanges, StationChanges,
};
use comanda::shop::{Station, Store, StoreChanges};
use comanda::{Command, Event, Rejection, Role, ShopCommand, ShopEvent};
use rstest::rstest;
use std::sync::Arc;

fn edits(edits: Vec<MenuEdit>) -> Command {
    Command::Shop(ShopCommand::EditMenu { edits })
}

fn product(n: u128, changes: ProductChanges) -> MenuEdit {
    MenuEdit::EditProduct { id: id(n), changes: Box::new(changes) }
}

/// An edit of a product as a screen makes it: from what it shows.
fn edited(world: &World, n: u128, edit: impl FnOnce(&mut Product)) -> MenuEdit {
    let before = world.menu.any_product(id(n)).expect("a product");
    let mut after = before.clone();
    edit(&mut after);
    product(n, ProductChanges::between(before, &after))
}

fn dish(world: &World, n: u128) -> Product {
    world.menu.any_product(id(n)).expect("a product").clone()
}

#[test]
fn two_managers_edit_two_fields_of_one_dish_and_both_stand() {
    let mut world = World::new();
    let (dearer, renamed) =
        (edited(&world, CAKE, |cake| cake.price = 650), edited(&world, CAKE, |cake| cake.name = "Tiramisù della casa".into()));
    world.ok(&manager(), edits(vec![dearer]));
    world.ok(&manager(), edits(vec![renamed]));
    let cake = dish(&world, CAKE);
    assert_eq!((cake.price, cake.name.as_str()), (650, "Tiramisù della casa"));
}

#[test]
fn of_two_edits_of_one_field_the_second_is_told_and_changes_nothing() {
    let mut world = World::new();
    let (one, other) = (
        edited(&world, CAKE, |cake| cake.price = 650),
        edited(&world, CAKE, |cake| {
            cake.price = 700;
            cake.description = "With coffee".into();
        }),
    );
    world.ok(&manager(), edits(vec![one.clone()]));
    let no = world.no(&manager(), edits(vec![other]));
    assert_eq!(no, Rejection::ChangedMeanwhile { name: dish(&world, CAKE).name, field: Field::Price });
    assert_eq!((dish(&world, CAKE).price, dish(&world, CAKE).description), (650, String::new()));
    // What both want is no quarrel, and no event.
    assert!(world.ok(&manager(), edits(vec![one])).is_empty());
}

#[test]
fn an_edit_turned_round_takes_itself_back() {
    let mut world = World::new();
    let before = world.menu.clone();
    let edit = edited(&world, STEAK, |steak| {
        steak.price = 9_900;
        steak.archived = true;
        steak.groups.reverse();
    });
    world.ok(&manager(), edits(vec![edit.clone()]));
    assert!(world.menu.product(id(STEAK)).is_none(), "an archived dish is not on the menu");
    world.ok(&manager(), edits(vec![edit.reversed()]));
    assert_eq!(world.menu, before);
    // What was added is archived, and stays for what names it.
    let new = Product { id: id(0x99), name: "Panna cotta".into(), ..dish(&world, CAKE) };
    let added = MenuEdit::AddProduct { product: Arc::new(new) };
    world.ok(&manager(), edits(vec![added.clone()]));
    assert!(world.menu.product(id(0x99)).is_some());
    world.ok(&manager(), edits(vec![added.reversed()]));
    assert!(world.menu.product(id(0x99)).is_none() && world.menu.any_product(id(0x99)).is_some());
}

#[rstest]
#[case::no_name(Field::Name, Problem::Missing, |p: &mut Product| p.name = " \u{202e} ".into())]
#[case::long_name(Field::Name, Problem::TooLong { max: 80 }, |p: &mut Product| p.name = "é".repeat(81))]
#[case::below_zero(Field::Price, Problem::BelowZero, |p: &mut Product| p.price = -1)]
#[case::a_slip(Field::Price, Problem::TooHigh { max: 100_000_000 }, |p: &mut Product| p.price = i64::MAX)]
#[case::no_station(Field::Station, Problem::Unknown, |p: &mut Product| p.station = id(0xBAD))]
#[case::no_tax_class(Field::TaxClass, Problem::Unknown, |p: &mut Product| p.tax_class = id(0xBAD))]
#[case::no_category(Field::Category, Problem::Unknown, |p: &mut Product| p.category = id(0xBAD))]
#[case::no_group(Field::Groups, Problem::Unknown, |p: &mut Product| p.groups = vec![id(0xBAD)])]
#[case::twice(Field::Groups, Problem::Repeated, |p: &mut Product| p.groups = vec![id(0x31), id(0x31)])]
#[case::backwards(Field::PrepMinutes, Problem::BelowZero, |p: &mut Product| p.prep_minutes = -5)]
fn what_a_dish_cant_be_is_refused_at_its_field(#[case] field: Field, #[case] problem: Problem, #[case] edit: fn(&mut Product)) {
    let mut world = World::new();
    let before = world.menu.clone();
    let good = edited(&world, PASTA, |pasta| pasta.price = 1_234);
    let no = world.no(&manager(), edits(vec![good, edited(&world, STEAK, edit)]));
    assert!(matches!(&no, Rejection::BadField { field: f, problem: p, .. } if (*f, *p) == (field, problem)), "{no:?}");
    assert_eq!(world.menu, before, "all or nothing");
}

#[test]
fn a_group_offers_what_it_asks_for() {
    let mut world = World::new();
    let group = world.menu.group(id(0x31)).expect("doneness").clone();
    let mut refused = |edit: &dyn Fn(&mut comanda::shop::menu::ModifierGroup)| {
        let mut after = group.clone();
        edit(&mut after);
        let changes = GroupChanges::between(&group, &after);
        match world.no(&manager(), edits(vec![MenuEdit::EditGroup { id: group.id, changes }])) {
            Rejection::BadField { field, problem, .. } => (field, problem),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(&|g| (g.min, g.max) = (3, 3)), (Field::Options, Problem::TooFewOptions { min: 3 }));
    assert_eq!(refused(&|g| (g.min, g.max) = (2, 1)), (Field::Max, Problem::TooLow { min: 2 }));
    assert_eq!(refused(&|g| g.max = 0), (Field::Max, Problem::TooLow { min: 1 }));
    assert_eq!(
        refused(&|g| g.options.iter_mut().for_each(|o| o.default = true)),
        (Field::Options, Problem::TooManyDefaults { max: 1 })
    );
    // A loop, and a choice that opens a choice that opens a choice.
    assert_eq!(refused(&|g| g.options[0].nested = Some(g.id)), (Field::Groups, Problem::Nested));
    assert_eq!(refused(&|g| g.options[0].nested = Some(id(0x32))), (Field::Groups, Problem::Nested));
    assert_eq!(refused(&|g| g.options[0].nested = Some(id(0xBAD))), (Field::Groups, Problem::Unknown));
    assert_eq!(refused(&|g| g.options[1].id = g.options[0].id), (Field::Options, Problem::Repeated));
}

#[test]
fn nothing_is_taken_off_that_dishes_stand_on() {
    let mut world = World::new();
    let gone = Some(Change { previous: false, new: true });
    let station = StationChanges { archived: gone.clone(), ..StationChanges::default() };
    let no = world.no(&manager(), edits(vec![MenuEdit::EditStation { id: id(KITCHEN), changes: station }]));
    assert!(matches!(no, Rejection::BadField { field: Field::Station, problem: Problem::Unknown, .. }), "{no:?}");
    let category = CategoryChanges { archived: gone, ..CategoryChanges::default() };
    let away = MenuEdit::EditCategory { id: id(0xCA), changes: category };
    let no = world.no(&manager(), edits(vec![away.clone()]));
    assert!(matches!(no, Rejection::BadField { field: Field::Category, problem: Problem::Unknown, .. }), "{no:?}");
    // With its dishes elsewhere it may go, in the same breath.
    let other = Category { id: id(0xCB), name: "Other".into(), hint: String::new(), position: 0, archived: false };
    let mut all = vec![MenuEdit::AddCategory { category: other }];
    let dishes: Vec<ProductId> = world.menu.products.iter().map(|one| one.id).collect();
    all.extend(dishes.iter().map(|one| edited(&world, one.0.as_u128(), |dish| dish.category = id(0xCB))));
    all.push(away);
    world.ok(&manager(), edits(all));
    assert!(world.menu.category(id(0xCA)).is_some_and(|one| one.archived));
}

#[test]
fn dishes_stand_by_their_places() {
    let mut world = World::new();
    let last = world.menu.products.last().expect("a dish").clone();
    world.ok(&manager(), edits(vec![edited(&world, last.id.0.as_u128(), |dish| dish.position = 1)]));
    assert_eq!(world.menu.products[0].id, last.id);
}

#[test]
fn what_was_ordered_keeps_its_name_and_price() {
    let mut world = samples::evening();
    let before = world.session(samples::SESSION).bill();
    world.ok(&manager(), edits(vec![edited(&world, STEAK, |steak| (steak.price, steak.name) = (9_999, "Fiorentina".into()))]));
    assert_eq!(world.session(samples::SESSION).bill(), before);
}

#[test]
fn managers_edit_and_nobody_else() {
    let mut world = World::new();
    let dearer = edits(vec![edited(&world, CAKE, |cake| cake.price = 650)]);
    for actor in [waiter(), cook(), guest(attacks::SESSION, attacks::ANNA)] {
        assert_eq!(world.no(&actor, dearer.clone()), Rejection::NotAllowed);
    }
    let events = world.ok(&manager(), dearer);
    assert!(matches!(&events[..], [Event::Shop(ShopEvent::ProductUpdated { name, .. })] if *name == dish(&world, CAKE).name));
}

fn settings(world: &World, edit: impl FnOnce(&mut Store)) -> Command {
    let mut after = world.store.clone();
    edit(&mut after);
    Command::Shop(ShopCommand::EditStore { changes: Box::new(StoreChanges::between(&world.store, &after)) })
}

#[test]
fn settings_are_edited_field_by_field_too() {
    let mut world = World::new();
    let (named, later) = (settings(&world, |s| s.name = "Da Marta".into()), settings(&world, |s| s.day_ends_hour = 6));
    let other = settings(&world, |s| s.name = "Da Paolo".into());
    world.ok(&manager(), named);
    world.ok(&manager(), later);
    assert_eq!((world.store.name.as_str(), world.store.day_ends_hour), ("Da Marta", 6));
    assert_eq!(world.no(&manager(), other), Rejection::ChangedMeanwhile { name: String::new(), field: Field::Name });
    assert_eq!(world.no(&waiter(), settings(&world, |s| s.name = "Mine".into())), Rejection::NotAllowed);
}

#[rstest]
#[case::no_name(Field::Name, Problem::Missing, |s: &mut Store| s.name = "  ".into())]
#[case::no_such_zone(Field::TimeZone, Problem::Unknown, |s: &mut Store| s.time_zone = "Atlantis".into())]
#[case::no_such_hour(Field::DayEndsHour, Problem::TooHigh { max: 23 }, |s: &mut Store| s.day_ends_hour = 24)]
#[case::more_than_everything(Field::Service, Problem::TooHigh { max: 10_000 }, |s: &mut Store| s.service.bps = 10_001)]
#[case::below_zero(Field::Unseen, Problem::BelowZero, |s: &mut Store| s.unseen.total = Some(-1))]
#[case::no_language(Field::Locale, Problem::Unknown, |s: &mut Store| s.locale = "<script>".into())]
fn what_a_setting_cant_be_is_refused_at_its_field(#[case] field: Field, #[case] problem: Problem, #[case] edit: fn(&mut Store)) {
    let mut world = World::new();
    let before = world.store.clone();
    let command = settings(&world, edit);
    assert_eq!(world.no(&manager(), command), Rejection::BadField { name: String::new(), field, problem });
    assert_eq!(world.store, before);
}

/// R22: what stands on the menu is public; who changed it, who took a dish off and how long a station may take are not.
#[test]
fn guests_hear_what_is_on_the_menu_and_not_who_changed_it() {
    let mut world = World::new();
    let by = samples::person(0x503, "Canaria", Role::Manager);
    let off = EightySix { until: None, by: Some(by.by()) };
    let availability = Availability { eighty_six: Some(off), ..Availability::default() };
    let new = Product { id: id(0x99), availability, ..dish(&world, CAKE) };
    let slower = Station { late_minutes: 1_357, ..world.menu.stations[0].clone() };
    let all = vec![
        MenuEdit::AddProduct { product: Arc::new(new) },
        edited(&world, CAKE, |cake| cake.price = 650),
        MenuEdit::EditStation { id: slower.id, changes: StationChanges::between(&world.menu.stations[0], &slower) },
    ];
    let mut events = world.ok(&by, edits(all));
    events.extend(world.ok(&by, settings(&world, |s| s.tagline = "By the canal".into())));
    let told: Vec<String> = events
        .iter()
        .filter(|event| is_public(event))
        .map(|event| heard(event, Listener::Guest).unwrap_or_else(|| event.clone()))
        .map(|event| serde_json::to_string(&event).expect("text"))
        .collect();
    assert_eq!((events.len(), told.len()), (4, 4), "{told:#?}");
    for said in &told {
        assert!(!said.contains("Canaria") && !said.contains("1357") && !said.contains("503"), "{said}");
    }
}

/// What is prepared off the menu is checked as what is on it, and no phone hears of it before it is there.
#[test]
fn a_dish_off_the_menu_is_held_to_the_same_rules_and_is_nobodys_business() {
    let mut world = World::new();
    world.ok(&manager(), edits(vec![edited(&world, CAKE, |cake| cake.archived = true)]));
    for bad in [
        |p: &mut Product| p.price = -1,
        |p: &mut Product| p.name = String::new(),
        |p: &mut Product| p.category = id(0xBAD),
        |p: &mut Product| p.picture = Some("../../secrets".into()),
    ] as [fn(&mut Product); 4]
    {
        let no = world.no(&manager(), edits(vec![edited(&world, CAKE, bad)]));
        assert!(matches!(no, Rejection::BadField { .. }), "{no:?}");
    }
    let quiet = world.ok(&manager(), edits(vec![edited(&world, CAKE, |cake| cake.price = 999)]));
    assert!(quiet.iter().all(|event| !is_public(event)), "{quiet:?}");
    let back = world.ok(&manager(), edits(vec![edited(&world, CAKE, |cake| cake.archived = false)]));
    assert!(back.iter().all(is_public), "{back:?}");
    let hidden = Product { id: id(0x98), archived: true, ..dish(&world, PASTA) };
    let no = world.no(&manager(), edits(vec![MenuEdit::AddProduct { product: Arc::new(hidden) }]));
    assert!(matches!(no, Rejection::BadField { field: Field::Archived, .. }), "{no:?}");
}

/// The tables are brought up an edit at a time: what an edit names is there before it.
#[test]
fn edits_come_in_an_order_in_which_each_can_stand() {
    let mut world = World::new();
    let category = Category { id: id(0xCB), name: "Specials".into(), hint: String::new(), position: 0, archived: false };
    let new = Product { id: id(0x97), category: category.id, ..dish(&world, CAKE) };
    let (heading, special) = (MenuEdit::AddCategory { category }, MenuEdit::AddProduct { product: Arc::new(new) });
    let no = world.no(&manager(), edits(vec![special.clone(), heading.clone()]));
    assert!(matches!(no, Rejection::BadField { field: Field::Category, problem: Problem::Unknown, .. }), "{no:?}");
    world.ok(&manager(), edits(vec![heading, special]));
    // An option moves by leaving first.
    let (one, other) = (world.menu.groups[0].clone(), world.menu.groups[3].clone());
    let (mut gives, mut takes) = (one.clone(), other.clone());
    takes.options.push(gives.options.pop().expect("an option"));
    let give = MenuEdit::EditGroup { id: one.id, changes: GroupChanges::between(&one, &gives) };
    let take = MenuEdit::EditGroup { id: other.id, changes: GroupChanges::between(&other, &takes) };
    let no = world.no(&manager(), edits(vec![take.clone(), give.clone()]));
    assert!(matches!(no, Rejection::BadField { field: Field::Options, problem: Problem::Repeated, .. }), "{no:?}");
    world.ok(&manager(), edits(vec![give, take]));
}

/// An edit that is foreseen is decided on the menu without it, however often it is worked out anew.
#[test]
fn an_edit_on_its_way_stays_on_the_screen() {
    let world = World::new();
    let command = edits(vec![edited(&world, CAKE, |cake| cake.price = 650)]);
    let by = manager();
    let mut guessed = world.menu.clone();
    foresee(&mut guessed, Ground { actor: &by, store: &world.store, menu: &world.menu }, world.now, &command).expect("foreseen");
    assert_eq!(guessed.product(id(CAKE)).map(|cake| cake.price), Some(650));
    let mut again = world.menu.clone();
    // The ground holds the guess by now.
    foresee(&mut again, Ground { actor: &by, store: &world.store, menu: &guessed }, world.now, &command).expect("foreseen");
    assert_eq!(again, guessed);
}

#[test]
fn what_others_have_made_of_a_dish_is_taken_up_around_what_was_typed() {
    let world = World::new();
    let base = dish(&world, CAKE);
    let mine = Product { price: 700, name: "Mine".into(), ..base.clone() };
    let now = Product { price: 650, description: "Theirs".into(), ..base.clone() };
    let (shown, held) = ProductChanges::between(&base, &mine).rebased(&now);
    assert_eq!((shown.price, shown.name.as_str(), shown.description.as_str()), (700, "Mine", "Theirs"));
    // The price is held against what it was: the server names it. Nothing of theirs is in the changes.
    let changes = ProductChanges::between(&held, &shown);
    assert_eq!(changes.price, Some(Change { previous: base.price, new: 700 }));
    assert_eq!(changes.description, None);
    assert_eq!(changes.due(&now), Err(Field::Price));
}
