//! What happens to the restaurant itself.

use super::menu::Availability;
use crate::actor::By;
use crate::ids::{ProductId, TableId};
use serde::Serialize;
use tagged::Tagged;

/// Something that happened to the restaurant. `kind` and `data` on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "kind", content = "data")]
pub enum ShopEvent {
    /// The printed code of a table leads nowhere any more. Who sits there stays; the new token is in no event.
    #[serde(rename = "table:token_rotated")]
    TableTokenRotated { table_id: TableId, table_label: String, by: By },
    #[serde(rename = "product:availability_changed")]
    AvailabilityChanged { product_id: ProductId, name: String, availability: Availability, by: By },
}
