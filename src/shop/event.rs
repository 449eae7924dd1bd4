//! What happens to the restaurant itself.

use super::StoreChanges;
use super::menu::{Availability, MenuEdit};
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
    /// A product was added, edited or archived; `name` is what it is called now. `listed`: it was on the menu, or is now.
    #[serde(rename = "product:updated")]
    ProductUpdated { product_id: ProductId, name: String, listed: bool, edit: Box<MenuEdit>, by: By },
    /// Something else of the menu was: a heading, a group of choices, a tax class, a station.
    #[serde(rename = "menu:updated")]
    MenuUpdated { name: String, edit: Box<MenuEdit>, by: By },
    /// The restaurant's settings were changed.
    #[serde(rename = "store:settings_updated")]
    SettingsUpdated { changes: Box<StoreChanges>, by: By },
}
