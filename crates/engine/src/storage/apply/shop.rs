//! What an event of the restaurant changes in the tables.

use super::{LogPosition, exactly_one};
use crate::ids;
use crate::storage::error::DbError;
use crate::storage::executor::{Executor, query};
use crate::storage::sql::to_json;
use crate::storage::stores;
use comanda::ShopEvent;
use comanda::shop::menu::Availability;

pub(super) async fn one(executor: &mut Executor, place: LogPosition, event: &ShopEvent) -> Result<(), DbError> {
    let update = match event {
        ShopEvent::ProductUpdated { edit, .. } | ShopEvent::MenuUpdated { edit, .. } => {
            return super::menu::edit(executor, place, edit).await;
        }
        ShopEvent::SettingsUpdated { changes, .. } => return stores::change(executor, place.store, changes).await,
        // A secret of the database's own: the log says that it was drawn, not what it is.
        ShopEvent::TableTokenRotated { table_id, .. } => query("UPDATE tables SET token = $3 WHERE store_id = $1 AND id = $2")
            .bind(place.store.0)
            .bind(table_id.0)
            .bind(ids::table_token()),
        ShopEvent::AvailabilityChanged { product_id, availability, .. } => {
            stores::menu_changed(executor, place.store, place.seq).await?;
            let Availability { eighty_six, portions, stock } = availability;
            query(
                "UPDATE products SET eighty_six = $3, eighty_six_until = $4, eighty_six_by = $5, portions = $6, stock_left = $7
                 WHERE store_id = $1 AND id = $2",
            )
            .bind(place.store.0)
            .bind(product_id.0)
            .bind(i64::from(eighty_six.is_some()))
            .bind(availability.until().map(|at| at.0))
            .bind(eighty_six.as_ref().and_then(|off| off.by.as_ref()).map(to_json).transpose()?)
            .bind(portions.map(i64::from))
            .bind(stock.map(i64::from))
        }
    };
    exactly_one(executor, update).await
}
