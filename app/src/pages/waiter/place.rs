//! Where the waiter is: kept in the address, so that “back” and a reload lead to the same place.

use crate::memo::memo;
use comanda::ids::{SessionId, TableId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// A queue of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    Ready,
    Calls,
    Approvals,
}

impl Queue {
    pub fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Calls => "calls",
            Self::Approvals => "approvals",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Ready, Self::Calls, Self::Approvals].into_iter().find(|q| q.word() == word)
    }
    pub fn href(self) -> String {
        format!("/waiter?queue={}", self.word())
    }
}

/// What the address of the floor says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FloorPath {
    pub table: Option<TableId>,
    pub queue: Option<Queue>,
}

pub const FLOOR: &str = "/waiter";

pub fn table_href(table: TableId) -> String {
    format!("/waiter?table={table}")
}

/// Where a party is looked at: its table, or the floor.
pub fn place_href(place: &comanda::party::Place) -> String {
    place.table().map_or_else(|| FLOOR.to_owned(), table_href)
}

pub fn pad_href(session: SessionId) -> String {
    format!("/waiter/pad/{session}")
}

/// The place as it is now.
pub fn use_place() -> Memo<FloorPath> {
    let query = use_query_map();
    memo(move || {
        query.with(|query| FloorPath {
            table: query.get("table").and_then(|id| id.parse().ok()),
            queue: query.get("queue").and_then(|word| Queue::parse(&word)),
        })
    })
}

/// Goes to an address of the waiter's pages; `Copy`. `true` takes the place of the current one in the history.
pub fn use_go() -> Callback<(String, bool)> {
    let navigate = use_navigate();
    Callback::new(move |(path, replace): (String, bool)| {
        navigate(&path, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    })
}
