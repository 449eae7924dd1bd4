//! The catalogue: read whole in a few set queries, written whole at set-up.

use super::db::Db;
use super::error::DbError;
use super::executor::{Executor, Row, query};
use super::sql::{flag, id, id_or_null, insert_rows, int, int_or_null, json, json_or_null, small, text, text_or_null, to_json};
use super::stores;
use comanda::At;
use comanda::ids::{GroupId, ProductId, StoreId};
use comanda::money::Currency;
use comanda::shop::Station;
use comanda::shop::menu::{Availability, Category, Choice, EightySix, Menu, ModifierGroup, Product, Rates, TaxClass};
use comanda::tax::RateBps;
use comanda::world::Costs;
use std::collections::HashMap;
use std::sync::Arc;

/// A store's menu. Errors: [`DbError::UnknownStore`].
pub async fn find(db: &Db, store: StoreId) -> Result<Menu, DbError> {
    let mut snapshot = db.snapshot().await?;
    let menu = load(&mut snapshot, store).await?;
    snapshot.rollback().await?;
    Ok(menu)
}

pub(crate) async fn load(executor: &mut Executor, store: StoreId) -> Result<Menu, DbError> {
    let head =
        query("SELECT currency FROM stores WHERE id = $1").bind(store.0).first(executor).await?.ok_or(DbError::UnknownStore)?;
    let stations = query("SELECT * FROM stations WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    let classes =
        query("SELECT * FROM tax_classes WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    let categories =
        query("SELECT * FROM categories WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    let groups =
        query("SELECT * FROM modifier_groups WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    let options =
        query("SELECT * FROM modifier_options WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    let products = query("SELECT * FROM products WHERE store_id = $1 ORDER BY position, id").bind(store.0).all(executor).await?;
    let offered = query("SELECT product_id, group_id FROM product_groups WHERE store_id = $1 ORDER BY position, group_id")
        .bind(store.0)
        .all(executor)
        .await?;

    let mut choices: HashMap<GroupId, Vec<Choice>> = HashMap::new();
    for row in &options {
        choices.entry(id(row, "group_id")?).or_default().push(choice(row)?);
    }
    let mut groups_of: HashMap<ProductId, Vec<GroupId>> = HashMap::new();
    for row in &offered {
        groups_of.entry(id(row, "product_id")?).or_default().push(id(row, "group_id")?);
    }
    let all = products.iter().map(|row| product(row, &mut groups_of).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
    let (archived, products) = all.into_iter().partition(|product| product.archived);
    Ok(Menu {
        currency: Currency::try_from(text(&head, "currency")?).map_err(|_| DbError::Damaged)?,
        stations: stations.iter().map(station).collect::<Result<_, _>>()?,
        tax_classes: classes.iter().map(tax_class).collect::<Result<_, _>>()?,
        categories: categories
            .iter()
            .map(|row| {
                Ok(Category {
                    id: id(row, "id")?,
                    name: text(row, "name")?,
                    hint: text(row, "hint")?,
                    position: int(row, "position")?,
                    archived: flag(row, "archived")?,
                })
            })
            .collect::<Result<_, DbError>>()?,
        groups: groups
            .iter()
            .map(|row| {
                let id = id(row, "id")?;
                Ok(ModifierGroup {
                    id,
                    name: text(row, "name")?,
                    min: small(row, "min_choices")?,
                    max: small(row, "max_choices")?,
                    options: choices.remove(&id).unwrap_or_default(),
                    archived: flag(row, "archived")?,
                })
            })
            .collect::<Result<_, DbError>>()?,
        products,
        archived,
    })
}

fn station(row: &Row) -> Result<Station, DbError> {
    Ok(Station {
        id: id(row, "id")?,
        name: text(row, "name")?,
        warn_minutes: int(row, "warn_minutes")?,
        late_minutes: int(row, "late_minutes")?,
        archived: flag(row, "archived")?,
    })
}

fn tax_class(row: &Row) -> Result<TaxClass, DbError> {
    Ok(TaxClass {
        id: id(row, "id")?,
        name: text(row, "name")?,
        rates: Rates { dine_in: RateBps(int(row, "dine_in_bps")?), takeaway: RateBps(int(row, "takeaway_bps")?) },
        archived: flag(row, "archived")?,
    })
}

/// What products cost the house, where it has said: for the rulebook, in no menu.
pub(crate) async fn costs(executor: &mut Executor, store: StoreId) -> Result<Costs, DbError> {
    let rows =
        query("SELECT id, cost FROM products WHERE store_id = $1 AND cost IS NOT NULL").bind(store.0).all(executor).await?;
    rows.iter().map(|row| Ok((id(row, "id")?, int(row, "cost")?))).collect()
}

fn choice(row: &Row) -> Result<Choice, DbError> {
    Ok(Choice {
        id: id(row, "id")?,
        name: text(row, "name")?,
        price: int(row, "price")?,
        default: flag(row, "is_default")?,
        quiet: flag(row, "is_quiet")?,
        adds: json(row, "adds_allergens")?,
        removes: json(row, "removes_allergens")?,
        nested: id_or_null(row, "nested_group_id")?,
    })
}

fn product(row: &Row, groups: &mut HashMap<ProductId, Vec<GroupId>>) -> Result<Product, DbError> {
    let product = id(row, "id")?;
    let count = |column| int_or_null(row, column)?.map(u32::try_from).transpose().map_err(|_| DbError::Damaged);
    Ok(Product {
        id: product,
        category: id(row, "category_id")?,
        name: text(row, "name")?,
        description: text(row, "description")?,
        price: int(row, "price")?,
        station: id(row, "station_id")?,
        tax_class: id(row, "tax_class_id")?,
        allergens: json(row, "allergens")?,
        tags: json(row, "tags")?,
        groups: groups.remove(&product).unwrap_or_default(),
        picture: text_or_null(row, "picture")?,
        prep_minutes: int(row, "prep_minutes")?,
        position: int(row, "position")?,
        archived: flag(row, "archived")?,
        availability: Availability {
            eighty_six: if flag(row, "eighty_six")? {
                Some(EightySix { until: int_or_null(row, "eighty_six_until")?.map(At), by: json_or_null(row, "eighty_six_by")? })
            } else {
                None
            },
            portions: count("portions")?,
            stock: count("stock_left")?,
        },
    })
}

/// Adds a whole menu to a store that has none, in its order, with what its products cost the house.
/// Errors: [`super::Constraint::Duplicate`] for what exists, [`super::Constraint::Reference`] for a station, category or group
/// that is not in it; then nothing is added.
pub async fn add(db: &Db, store: StoreId, menu: &Menu, costs: &Costs) -> Result<(), DbError> {
    let mut executor = db.change().await?;
    stores::touch(&mut executor, store).await?;
    add_stations(&mut executor, store, 0, &menu.stations).await?;
    add_tax_classes(&mut executor, store, 0, &menu.tax_classes).await?;
    add_categories(&mut executor, store, &menu.categories).await?;
    add_groups(&mut executor, store, 0, &menu.groups).await?;
    add_products(&mut executor, store, &menu.products, costs).await?;
    executor.commit().await
}

/// Adds stations after the first `before` of them.
pub(super) async fn add_stations(
    executor: &mut Executor,
    store: StoreId,
    before: i64,
    stations: &[Station],
) -> Result<(), DbError> {
    let numbered: Vec<_> = (before..).zip(stations).collect();
    insert_rows(
        executor,
        "INSERT INTO stations (store_id, id, position, name, warn_minutes, late_minutes, archived) VALUES",
        7,
        &numbered,
        |row, (position, station)| {
            Ok(row
                .bind(store.0)
                .bind(station.id.0)
                .bind(*position)
                .bind(&station.name)
                .bind(station.warn_minutes)
                .bind(station.late_minutes)
                .bind(i64::from(station.archived)))
        },
    )
    .await
}

/// Adds tax classes after the first `before` of them.
pub(super) async fn add_tax_classes(
    executor: &mut Executor,
    store: StoreId,
    before: i64,
    classes: &[TaxClass],
) -> Result<(), DbError> {
    let numbered: Vec<_> = (before..).zip(classes).collect();
    insert_rows(
        executor,
        "INSERT INTO tax_classes (store_id, id, position, name, dine_in_bps, takeaway_bps, archived) VALUES",
        7,
        &numbered,
        |row, (position, class)| {
            Ok(row
                .bind(store.0)
                .bind(class.id.0)
                .bind(*position)
                .bind(&class.name)
                .bind(class.rates.dine_in.0)
                .bind(class.rates.takeaway.0)
                .bind(i64::from(class.archived)))
        },
    )
    .await
}

pub(super) async fn add_categories(executor: &mut Executor, store: StoreId, categories: &[Category]) -> Result<(), DbError> {
    insert_rows(
        executor,
        "INSERT INTO categories (store_id, id, position, name, hint, archived) VALUES",
        6,
        categories,
        |row, category| {
            Ok(row
                .bind(store.0)
                .bind(category.id.0)
                .bind(category.position)
                .bind(&category.name)
                .bind(&category.hint)
                .bind(i64::from(category.archived)))
        },
    )
    .await
}

/// Adds groups with their options after the first `before` of them.
pub(super) async fn add_groups(
    executor: &mut Executor,
    store: StoreId,
    before: i64,
    groups: &[ModifierGroup],
) -> Result<(), DbError> {
    let numbered: Vec<_> = (before..).zip(groups).collect();
    insert_rows(
        executor,
        "INSERT INTO modifier_groups (store_id, id, position, name, min_choices, max_choices, archived) VALUES",
        7,
        &numbered,
        |row, (position, group)| {
            Ok(row
                .bind(store.0)
                .bind(group.id.0)
                .bind(*position)
                .bind(&group.name)
                .bind(i64::from(group.min))
                .bind(i64::from(group.max))
                .bind(i64::from(group.archived)))
        },
    )
    .await?;
    for group in groups {
        add_options(executor, store, group.id, &group.options).await?;
    }
    Ok(())
}

/// Adds the options of a group that has none, in their order.
pub(super) async fn add_options(
    executor: &mut Executor,
    store: StoreId,
    group: GroupId,
    options: &[Choice],
) -> Result<(), DbError> {
    let numbered: Vec<_> = (0_i64..).zip(options).collect();
    insert_rows(
        executor,
        "INSERT INTO modifier_options (store_id, id, group_id, position, name, price, is_default, is_quiet,
             adds_allergens, removes_allergens, nested_group_id) VALUES",
        11,
        &numbered,
        |row, (position, option)| {
            Ok(row
                .bind(store.0)
                .bind(option.id.0)
                .bind(group.0)
                .bind(*position)
                .bind(&option.name)
                .bind(option.price)
                .bind(i64::from(option.default))
                .bind(i64::from(option.quiet))
                .bind(to_json(&option.adds)?)
                .bind(to_json(&option.removes)?)
                .bind(option.nested.map(|g| g.0)))
        },
    )
    .await
}

pub(super) async fn add_products(
    executor: &mut Executor,
    store: StoreId,
    products: &[Arc<Product>],
    costs: &Costs,
) -> Result<(), DbError> {
    insert_rows(
        executor,
        "INSERT INTO products (store_id, id, category_id, station_id, position, name, description, price, tax_class_id,
             cost, allergens, tags, picture, prep_minutes, eighty_six, eighty_six_until, eighty_six_by, portions, stock_left, archived) VALUES",
        20,
        products,
        |row, product| {
            Ok(row
                .bind(store.0)
                .bind(product.id.0)
                .bind(product.category.0)
                .bind(product.station.0)
                .bind(product.position)
                .bind(&product.name)
                .bind(&product.description)
                .bind(product.price)
                .bind(product.tax_class.0)
                .bind(costs.get(&product.id).copied())
                .bind(to_json(&product.allergens)?)
                .bind(to_json(&product.tags)?)
                .bind(&product.picture)
                .bind(product.prep_minutes)
                .bind(i64::from(product.availability.eighty_six.is_some()))
                .bind(product.availability.until().map(|at| at.0))
                .bind(product.availability.eighty_six.as_ref().and_then(|off| off.by.as_ref()).map(to_json).transpose()?)
                .bind(product.availability.portions.map(i64::from))
                .bind(product.availability.stock.map(i64::from))
                .bind(i64::from(product.archived)))
        },
    )
    .await?;
    let offered: Vec<_> = products.iter().map(|product| (product.id, product.groups.as_slice())).collect();
    add_offers(executor, store, &offered).await
}

/// Says which groups products offer that have offered none, in their order.
pub(super) async fn add_offers(
    executor: &mut Executor,
    store: StoreId,
    offered: &[(ProductId, &[GroupId])],
) -> Result<(), DbError> {
    let offered: Vec<_> = offered
        .iter()
        .flat_map(|(product, groups)| (0_i64..).zip(*groups).map(|(position, group)| (*product, *group, position)))
        .collect();
    insert_rows(
        executor,
        "INSERT INTO product_groups (store_id, product_id, group_id, position) VALUES",
        4,
        &offered,
        |row, (product, group, position)| Ok(row.bind(store.0).bind(product.0).bind(group.0).bind(*position)),
    )
    .await
}
