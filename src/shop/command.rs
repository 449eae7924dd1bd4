//! What is asked about the restaurant itself.

use super::StoreChanges;
use super::menu::MenuEdit;
use crate::ids::{ProductId, TableId};
use crate::time::At;
use serde::Serialize;
use tagged::Tagged;

/// A command about the restaurant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum ShopCommand {
    /// Makes the printed code of a table worthless. The new one is a secret: no event says it.
    RotateTableToken { table: TableId },
    /// Takes a product off by hand; `until` lifts it by itself.
    EightySix { product: ProductId, until: Option<At> },
    /// Lifts an 86. `portions` counts from here; none keeps the count there is, and ends one that has come to nothing.
    BringBack {
        product: ProductId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        portions: Option<u32>,
    },
    /// Counts the portions of a product; none counts no longer. An 86 stays.
    CountPortions { product: ProductId, portions: Option<u32> },
    /// Edits the menu: all of the edits, in their order, or none.
    EditMenu { edits: Vec<MenuEdit> },
    /// Changes the restaurant's settings.
    EditStore { changes: Box<StoreChanges> },
}
