//! The order numbers of a business day, gap-free.

use super::error::DbError;
use super::executor::{Executor, query};
use super::sql::small;
use comanda::ids::StoreId;
use comanda::time::BusinessDay;

/// The last number given on `day`; 0 before the first.
pub(crate) async fn last(executor: &mut Executor, store: StoreId, day: BusinessDay) -> Result<u32, DbError> {
    let row = query("SELECT last FROM order_counters WHERE store_id = $1 AND business_day = $2")
        .bind(store.0)
        .bind(i64::from(day.0))
        .first(executor)
        .await?;
    row.map_or(Ok(0), |row| small(&row, "last"))
}
