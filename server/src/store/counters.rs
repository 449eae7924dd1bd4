//! The order numbers of a business day, gap-free.

use super::error::DbError;
use super::sql::small;
use comanda::ids::StoreId;
use comanda::time::BusinessDay;
use sqlx::AnyConnection;

/// The last number given on `day`; 0 before the first.
pub(crate) async fn last(connection: &mut AnyConnection, store: StoreId, day: BusinessDay) -> Result<u32, DbError> {
    let row = sqlx::query("SELECT last FROM order_counters WHERE store_id = $1 AND business_day = $2")
        .bind(store.to_string())
        .bind(i64::from(day.0))
        .fetch_optional(connection)
        .await?;
    row.map_or(Ok(0), |row| small(&row, "last"))
}
