//! Where a party is.

use crate::ids::{ContactId, CounterId, TableId};
use serde::Serialize;
use tagged::Tagged;

/// Where a party is, or where what it ordered goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tagged)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    Table {
        table_id: TableId,
        table_label: String,
    },
    /// It orders and waits at a counter.
    Counter {
        counter_id: CounterId,
        counter_label: String,
    },
    /// Somebody comes for it.
    Takeaway {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact_id: Option<ContactId>,
    },
    /// It is brought to somebody.
    Delivery {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact_id: Option<ContactId>,
    },
}

impl Place {
    /// The table, if it is one.
    pub fn table(&self) -> Option<TableId> {
        match self {
            Self::Table { table_id, .. } => Some(*table_id),
            _ => None,
        }
    }
    /// What is written on the table or the counter; none for what leaves the house.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Table { table_label: label, .. } | Self::Counter { counter_label: label, .. } => Some(label),
            Self::Takeaway { .. } | Self::Delivery { .. } => None,
        }
    }
}
