//! Restaurants: their settings, and the row that orders their log.

use super::db::Db;
use super::error::DbError;
use super::executor::{Columns, Executor, Value, query};
use super::sql::{self, flag, id, int, int_or_null, small, text};
use comanda::ids::{Epoch, StoreId};
use comanda::money::Currency;
use comanda::protocol::Cursor;
use comanda::shop::{SeatingPolicy, ServiceCharge, Store, StoreChanges, UnseenLimit};
use comanda::tax::RateBps;

/// A restaurant with what the rules need not know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restaurant {
    pub store: Store,
    /// How long events can be replayed to screens that were away, hours.
    pub replay_hours: i64,
    /// Key of the rotating table codes, hexadecimal.
    pub code_secret: String,
}

/// Where a store's log stands. `revision` counts the changes made outside it (settings, menu, floor).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub epoch: Epoch,
    pub seq: i64,
    pub revision: i64,
}

/// Which menu a store has: two of the same version are the same menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MenuVersion {
    epoch: Epoch,
    /// Of the changes made outside the log.
    revision: i64,
    /// Of the last event that changed it.
    seq: i64,
}

/// A restaurant, and where it stands, at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub store: Store,
    pub demo: bool,
    pub cursor: Cursor,
    pub menu: MenuVersion,
}

/// Adds a restaurant with an empty log. Errors: [`super::Constraint::Duplicate`] for an id that exists.
pub async fn create(db: &Db, new: &Restaurant) -> Result<(), DbError> {
    let mut executor = db.change().await?;
    insert(&mut executor, new).await?;
    executor.commit().await
}

pub(crate) async fn insert(executor: &mut Executor, new: &Restaurant) -> Result<(), DbError> {
    let store = &new.store;
    query(
        "INSERT INTO stores (id, name, tagline, address, locale, currency, time_zone, day_ends_hour, seating, service_bps,
             service_from_covers, service_rate_bps, epoch, replay_hours, code_secret, unseen_portions, unseen_total)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(store.id.0)
    .bind(store.name.as_str())
    .bind(store.tagline.as_str())
    .bind(store.address.as_str())
    .bind(store.locale.as_str())
    .bind(store.currency.code().to_owned())
    .bind(store.time_zone.as_str())
    .bind(store.day_ends_hour)
    .bind(store.seating.word())
    .bind(store.service.bps)
    .bind(i64::from(store.service.from_covers))
    .bind(store.service.rate.map(|r| r.0))
    .bind(crate::ids::fresh::<Epoch>().0)
    .bind(new.replay_hours)
    .bind(new.code_secret.as_str())
    .bind(store.unseen.portions.map(i64::from))
    .bind(store.unseen.total)
    .run(executor)
    .await?;
    Ok(())
}

/// Changes a restaurant's settings. Errors: [`DbError::UnknownStore`].
pub async fn update(db: &Db, changed: &Restaurant) -> Result<(), DbError> {
    let store = &changed.store;
    let done = sqlx::query(
        "UPDATE stores SET name = $2, tagline = $3, address = $4, locale = $5, currency = $6, time_zone = $7, day_ends_hour = $8,
             seating = $9, service_bps = $10, service_from_covers = $11, service_rate_bps = $12, replay_hours = $13,
             code_secret = $14, unseen_portions = $15, unseen_total = $16, revision = revision + 1
         WHERE id = $1",
    )
    .bind(store.id.to_string())
    .bind(store.name.as_str())
    .bind(store.tagline.as_str())
    .bind(store.address.as_str())
    .bind(store.locale.as_str())
    .bind(store.currency.code().to_owned())
    .bind(store.time_zone.as_str())
    .bind(store.day_ends_hour)
    .bind(store.seating.word())
    .bind(store.service.bps)
    .bind(i64::from(store.service.from_covers))
    .bind(store.service.rate.map(|r| r.0))
    .bind(changed.replay_hours)
    .bind(changed.code_secret.as_str())
    .bind(store.unseen.portions.map(i64::from))
    .bind(store.unseen.total)
    .execute(&db.write)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(DbError::UnknownStore) }
}

/// Gives a restaurant's settings their new values. Errors: [`DbError::UnknownStore`].
pub(crate) async fn change(executor: &mut Executor, store: StoreId, changes: &StoreChanges) -> Result<(), DbError> {
    let StoreChanges { name, tagline, address, locale, time_zone, day_ends_hour, seating, service, unseen } = changes;
    let mut columns: Vec<(&'static str, Value<'_>)> = Vec::new();
    let texts = [("name", name), ("tagline", tagline), ("address", address), ("locale", locale), ("time_zone", time_zone)];
    columns.extend(texts.into_iter().filter_map(|(column, to)| Some((column, (&to.as_ref()?.new).into()))));
    columns.extend(day_ends_hour.as_ref().map(|to| ("day_ends_hour", to.new.into())));
    columns.extend(seating.as_ref().map(|to| ("seating", to.new.word().into())));
    if let Some(to) = service {
        columns.push(("service_bps", to.new.bps.into()));
        columns.push(("service_from_covers", i64::from(to.new.from_covers).into()));
        columns.push(("service_rate_bps", to.new.rate.map(|rate| rate.0).into()));
    }
    if let Some(to) = unseen {
        columns.push(("unseen_portions", to.new.portions.map(i64::from).into()));
        columns.push(("unseen_total", to.new.total.into()));
    }
    if columns.is_empty() {
        return Ok(());
    }
    let done = sql::set("UPDATE stores SET", "WHERE id = $1", [store.0], columns).run(executor).await?;
    if done == 1 { Ok(()) } else { Err(DbError::UnknownStore) }
}

/// A restaurant, if it exists.
pub async fn find(db: &Db, store: StoreId) -> Result<Option<Restaurant>, DbError> {
    let mut executor = db.reader().await?;
    load(&mut executor, store).await
}

/// Every restaurant here, by name.
pub async fn all(db: &Db) -> Result<Vec<Restaurant>, DbError> {
    let rows = sqlx::query("SELECT * FROM stores ORDER BY name, id").fetch_all(&db.read).await?;
    rows.iter().map(restaurant).collect()
}

pub(crate) async fn load(executor: &mut Executor, store: StoreId) -> Result<Option<Restaurant>, DbError> {
    let row = query("SELECT * FROM stores WHERE id = $1").bind(store.0).first(executor).await?;
    row.as_ref().map(restaurant).transpose()
}

/// Where the log stands in this transaction. Errors: [`DbError::UnknownStore`].
pub(crate) async fn cursor(executor: &mut Executor, store: StoreId) -> Result<Cursor, DbError> {
    let row =
        query("SELECT epoch, seq FROM stores WHERE id = $1").bind(store.0).first(executor).await?.ok_or(DbError::UnknownStore)?;
    Ok(Cursor { epoch: id(&row, "epoch")?, seq: int(&row, "seq")? })
}

/// Where the log stands in this transaction, and which menu there is. Errors: [`DbError::UnknownStore`].
pub(crate) async fn menu_version(executor: &mut Executor, store: StoreId) -> Result<(Cursor, MenuVersion), DbError> {
    let row = query("SELECT epoch, seq, revision, menu_seq FROM stores WHERE id = $1")
        .bind(store.0)
        .first(executor)
        .await?
        .ok_or(DbError::UnknownStore)?;
    place(&row)
}

/// A restaurant and where it stands. Errors: [`DbError::UnknownStore`].
pub(crate) async fn standing(executor: &mut Executor, store: StoreId) -> Result<Standing, DbError> {
    let row = query("SELECT * FROM stores WHERE id = $1").bind(store.0).first(executor).await?.ok_or(DbError::UnknownStore)?;
    let (cursor, menu) = place(&row)?;
    Ok(Standing { store: restaurant(&row)?.store, demo: flag(&row, "demo")?, cursor, menu })
}

fn place(row: &impl Columns) -> Result<(Cursor, MenuVersion), DbError> {
    let epoch = id(row, "epoch")?;
    let version = MenuVersion { epoch, revision: int(row, "revision")?, seq: int(row, "menu_seq")? };
    Ok((Cursor { epoch, seq: int(row, "seq")? }, version))
}

/// Says that this event has changed the menu.
pub(crate) async fn menu_changed(executor: &mut Executor, store: StoreId, seq: i64) -> Result<(), DbError> {
    query("UPDATE stores SET menu_seq = $2 WHERE id = $1").bind(store.0).bind(seq).run(executor).await?;
    Ok(())
}

/// Takes the store's row for this transaction, which makes commands of one store wait for each other (and for no other's).
/// Errors: [`DbError::UnknownStore`].
pub(crate) async fn lock(executor: &mut Executor, store: StoreId) -> Result<Head, DbError> {
    let row = query("UPDATE stores SET seq = seq WHERE id = $1 RETURNING epoch, seq, revision")
        .bind(store.0)
        .first(executor)
        .await?
        .ok_or(DbError::UnknownStore)?;
    Ok(Head { epoch: id(&row, "epoch")?, seq: int(&row, "seq")?, revision: int(&row, "revision")? })
}

/// Moves the log's last position, once per transaction.
pub(crate) async fn advance(executor: &mut Executor, store: StoreId, seq: i64) -> Result<(), DbError> {
    query("UPDATE stores SET seq = $2 WHERE id = $1").bind(store.0).bind(seq).run(executor).await?;
    Ok(())
}

/// Says that something was changed outside the log, in the same transaction as the change: caches start afresh.
pub(crate) async fn touch(executor: &mut Executor, store: StoreId) -> Result<(), DbError> {
    let done = query("UPDATE stores SET revision = revision + 1 WHERE id = $1").bind(store.0).run(executor).await?;
    if done == 1 { Ok(()) } else { Err(DbError::UnknownStore) }
}

fn restaurant(row: &impl Columns) -> Result<Restaurant, DbError> {
    Ok(Restaurant {
        store: Store {
            id: id(row, "id")?,
            name: text(row, "name")?,
            tagline: text(row, "tagline")?,
            address: text(row, "address")?,
            locale: text(row, "locale")?,
            currency: Currency::try_from(text(row, "currency")?).map_err(|_| DbError::Damaged)?,
            time_zone: text(row, "time_zone")?,
            day_ends_hour: int(row, "day_ends_hour")?,
            seating: SeatingPolicy::parse(&text(row, "seating")?).ok_or(DbError::Damaged)?,
            service: service(row)?,
            unseen: UnseenLimit {
                portions: int_or_null(row, "unseen_portions")?.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
                total: int_or_null(row, "unseen_total")?,
            },
        },
        replay_hours: int(row, "replay_hours")?,
        code_secret: text(row, "code_secret")?,
    })
}

pub(crate) fn service(row: &impl Columns) -> Result<ServiceCharge, DbError> {
    Ok(ServiceCharge {
        bps: int(row, "service_bps")?,
        from_covers: small(row, "service_from_covers")?,
        rate: int_or_null(row, "service_rate_bps")?.map(RateBps),
    })
}
