//! What an edit of the menu changes in the tables.

use super::{LogPosition, exactly_one};
use crate::storage::error::DbError;
use crate::storage::executor::{Executor, Value, query};
use crate::storage::sql::{self, int, to_json};
use crate::storage::{menu, stores};
use comanda::shop::menu::{MenuEdit, ProductChanges};
use comanda::world::Costs;
use std::slice;
use uuid::Uuid;

/// Columns with their new values.
type Columns<'a> = Vec<(&'static str, Value<'a>)>;

pub(super) async fn edit(executor: &mut Executor, place: LogPosition, edit: &MenuEdit) -> Result<(), DbError> {
    let store = place.store;
    stores::menu_changed(executor, store, place.seq).await?;
    match edit {
        MenuEdit::AddProduct { product } => menu::add_products(executor, store, slice::from_ref(product), &Costs::new()).await,
        MenuEdit::EditProduct { id, changes } => {
            set(executor, place, "products", id.0, product(changes)?).await?;
            if let Some(groups) = &changes.groups {
                query("DELETE FROM product_groups WHERE store_id = $1 AND product_id = $2")
                    .bind(store.0)
                    .bind(id.0)
                    .run(executor)
                    .await?;
                menu::add_offers(executor, store, &[(*id, &groups.new)]).await?;
            }
            Ok(())
        }
        MenuEdit::AddCategory { category } => menu::add_categories(executor, store, slice::from_ref(category)).await,
        MenuEdit::EditCategory { id, changes } => {
            let mut columns = Columns::new();
            columns.extend(changes.name.as_ref().map(|to| ("name", (&to.new).into())));
            columns.extend(changes.hint.as_ref().map(|to| ("hint", (&to.new).into())));
            columns.extend(changes.position.as_ref().map(|to| ("position", to.new.into())));
            columns.extend(changes.archived.as_ref().map(|to| ("archived", i64::from(to.new).into())));
            set(executor, place, "categories", id.0, columns).await
        }
        MenuEdit::AddGroup { group } => {
            let before = count(executor, place, "modifier_groups").await?;
            menu::add_groups(executor, store, before, slice::from_ref(group)).await
        }
        MenuEdit::EditGroup { id, changes } => {
            let mut columns = Columns::new();
            columns.extend(changes.name.as_ref().map(|to| ("name", (&to.new).into())));
            // Both at once: the table itself holds that they go together.
            columns.extend(changes.min.as_ref().map(|to| ("min_choices", i64::from(to.new).into())));
            columns.extend(changes.max.as_ref().map(|to| ("max_choices", i64::from(to.new).into())));
            columns.extend(changes.archived.as_ref().map(|to| ("archived", i64::from(to.new).into())));
            set(executor, place, "modifier_groups", id.0, columns).await?;
            if let Some(options) = &changes.options {
                query("DELETE FROM modifier_options WHERE store_id = $1 AND group_id = $2")
                    .bind(store.0)
                    .bind(id.0)
                    .run(executor)
                    .await?;
                menu::add_options(executor, store, *id, &options.new).await?;
            }
            Ok(())
        }
        MenuEdit::AddTaxClass { class } => {
            let before = count(executor, place, "tax_classes").await?;
            menu::add_tax_classes(executor, store, before, slice::from_ref(class)).await
        }
        MenuEdit::EditTaxClass { id, changes } => {
            let mut columns = Columns::new();
            columns.extend(changes.name.as_ref().map(|to| ("name", (&to.new).into())));
            columns.extend(changes.rates.as_ref().map(|to| ("dine_in_bps", to.new.dine_in.0.into())));
            columns.extend(changes.rates.as_ref().map(|to| ("takeaway_bps", to.new.takeaway.0.into())));
            columns.extend(changes.archived.as_ref().map(|to| ("archived", i64::from(to.new).into())));
            set(executor, place, "tax_classes", id.0, columns).await
        }
        MenuEdit::AddStation { station } => {
            let before = count(executor, place, "stations").await?;
            menu::add_stations(executor, store, before, slice::from_ref(station)).await
        }
        MenuEdit::EditStation { id, changes } => {
            let mut columns = Columns::new();
            columns.extend(changes.name.as_ref().map(|to| ("name", (&to.new).into())));
            columns.extend(changes.warn_minutes.as_ref().map(|to| ("warn_minutes", to.new.into())));
            columns.extend(changes.late_minutes.as_ref().map(|to| ("late_minutes", to.new.into())));
            columns.extend(changes.archived.as_ref().map(|to| ("archived", i64::from(to.new).into())));
            set(executor, place, "stations", id.0, columns).await
        }
    }
}

/// All that is a column of a product: the groups it offers are rows of their own.
fn product(changes: &ProductChanges) -> Result<Columns<'_>, DbError> {
    let ProductChanges {
        name,
        description,
        price,
        category,
        station,
        tax_class,
        allergens,
        tags,
        groups: _,
        picture,
        prep_minutes,
        position,
        archived,
    } = changes;
    let mut columns = Columns::new();
    columns.extend(name.as_ref().map(|to| ("name", (&to.new).into())));
    columns.extend(description.as_ref().map(|to| ("description", (&to.new).into())));
    columns.extend(price.as_ref().map(|to| ("price", to.new.into())));
    columns.extend(category.as_ref().map(|to| ("category_id", to.new.0.into())));
    columns.extend(station.as_ref().map(|to| ("station_id", to.new.0.into())));
    columns.extend(tax_class.as_ref().map(|to| ("tax_class_id", to.new.0.into())));
    if let Some(to) = allergens {
        columns.push(("allergens", to_json(&to.new)?.into()));
    }
    if let Some(to) = tags {
        columns.push(("tags", to_json(&to.new)?.into()));
    }
    columns.extend(picture.as_ref().map(|to| ("picture", (&to.new).into())));
    columns.extend(prep_minutes.as_ref().map(|to| ("prep_minutes", to.new.into())));
    columns.extend(position.as_ref().map(|to| ("position", to.new.into())));
    columns.extend(archived.as_ref().map(|to| ("archived", i64::from(to.new).into())));
    Ok(columns)
}

/// Gives one row's columns their values. Their names are ours, never a reader's.
async fn set(
    executor: &mut Executor,
    place: LogPosition,
    table: &'static str,
    id: Uuid,
    columns: Columns<'_>,
) -> Result<(), DbError> {
    if columns.is_empty() {
        return Ok(());
    }
    let head = format!("UPDATE {table} SET");
    let update = sql::set(&head, "WHERE store_id = $1 AND id = $2", [place.store.0, id], columns);
    exactly_one(executor, update).await
}

/// How many rows of the store a table has.
async fn count(executor: &mut Executor, place: LogPosition, table: &'static str) -> Result<i64, DbError> {
    let row =
        query(format!("SELECT COUNT(*) AS rows FROM {table} WHERE store_id = $1")).bind(place.store.0).first(executor).await?;
    row.as_ref().map_or(Ok(0), |row| int(row, "rows"))
}
