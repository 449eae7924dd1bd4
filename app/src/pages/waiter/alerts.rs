//! What has just happened and wants a waiter: a sound, a shake, a line at the foot of the screen.

use super::bell::{Bell, Tune};
use super::place::{FLOOR, Queue, table_href};
use super::words::{call_words, counted};
use crate::components::toast::use_toasts;
use crate::realtime::{Notice, use_notices};
use comanda::ids::TableId;
use comanda::session::ItemStatus;
use comanda::views::StaffSeat;
use comanda::{By, actor::Who};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// One bump makes many dishes ready at once: they are gathered for this long, milliseconds.
const GATHER: u64 = 150;
/// How long an alert stays, milliseconds.
const STAYS: u64 = 8_000;

/// Dishes that became ready a moment ago, by table.
#[derive(Clone)]
struct Dishes {
    table: TableId,
    label: String,
    count: u32,
}

/// Alerts while the page is open. A waiter is not told what they have just done themselves.
pub fn use_alerts(bell: Bell, me: Memo<Option<StaffSeat>>) {
    let toasts = use_toasts();
    // A message outlives the page it came to: it holds the way itself, not the page's handle on it.
    let navigate = use_navigate();
    let go = move |path: String| {
        let navigate = navigate.clone();
        move || navigate(&path, NavigateOptions { scroll: false, ..NavigateOptions::default() })
    };
    let gathered = StoredValue::new(Vec::<Dishes>::new());
    let way = go.clone();
    let tell = move || {
        let Some(tables) = gathered.try_update_value(std::mem::take) else { return };
        bell.ring(Tune::Ready);
        for Dishes { table, label, count } in tables {
            let text = format!("Table {label}: {} ready", counted(count, "dish", "dishes"));
            toasts.offer(text, "Show", STAYS, way(table_href(table)));
        }
    };
    use_notices(move |notice| match notice {
        Notice::ItemMoved { order, to: ItemStatus::Ready, .. } => {
            let first = gathered
                .try_update_value(|all| {
                    match all.iter_mut().find(|d| d.table == order.table_id) {
                        Some(known) => known.count += 1,
                        None => all.push(Dishes { table: order.table_id, label: order.table_label.clone(), count: 1 }),
                    }
                    all.len() == 1 && all.iter().all(|d| d.count == 1)
                })
                .unwrap_or(false);
            if first {
                set_timeout(tell.clone(), std::time::Duration::from_millis(GATHER));
            }
        }
        Notice::Called { by, .. } if is_me(me, by) => {}
        Notice::Called { table, kind, .. } => {
            bell.ring(Tune::Call);
            let (id, text) = (table.table_id, format!("Table {}: {}", table.table_label, call_words(*kind).1));
            toasts.offer(text, "Show", STAYS, go(table_href(id)));
        }
        Notice::WantsIn { table } => {
            bell.ring(Tune::Door);
            let text = format!("Table {}: guests are waiting to join", table.table_label);
            toasts.offer(text, "Show", STAYS, go(Queue::Approvals.href()));
        }
        Notice::Joined { table, .. } => toasts.say(format!("A phone joined table {}.", table.table_label)),
        Notice::OtherBuild => {
            toasts.offer("An update is ready.", "Reload", 60_000, move || crate::browser::place::go(FLOOR));
        }
        _ => {}
    });
}

fn is_me(me: Memo<Option<StaffSeat>>, by: &By) -> bool {
    let Who::Staff { id, .. } = by.who else { return false };
    me.try_with_untracked(|me| me.as_ref().is_some_and(|me| me.id == id)).unwrap_or(false)
}
