//! What has just happened and wants a waiter: a sound, a shake, a line at the foot of the screen.

use super::bell::{Bell, Tune};
use super::desk::Desk;
use super::place::{FLOOR, Queue, place_href};
use super::words::{call_words, counted, urgency};
use crate::clock::use_now;
use crate::components::place_label::place_label;
use crate::components::toast::use_toasts;
use crate::memo::memo;
use crate::realtime::{Notice, use_is_current, use_notices};
use comanda::At;
use comanda::ids::OrderId;
use comanda::party::{ItemStatus, Place};
use comanda::views::{Queues, ReadyToServe, StaffSeat};
use comanda::{By, actor::Principal};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::collections::HashSet;

/// One bump makes many dishes ready at once: they are gathered for this long, milliseconds.
const GATHER: u64 = 150;
/// How long an alert stays, milliseconds.
const STAYS: u64 = 8_000;

/// Dishes that became ready a moment ago, by table.
#[derive(Clone)]
struct Dishes {
    place: Place,
    count: u32,
}

/// Alerts while the page is open. A waiter is not told what they have just done themselves.
pub fn use_alerts(bell: Bell, desk: Desk) {
    let toasts = use_toasts();
    let me = desk.me;
    // A message outlives the page it came to: it holds the way itself, not the page's handle on it.
    let navigate = use_navigate();
    let go = move |path: String| {
        let navigate = navigate.clone();
        move || navigate(&path, NavigateOptions { scroll: false, ..NavigateOptions::default() })
    };
    use_cold(bell, desk, go.clone());
    let gathered = StoredValue::new(Vec::<Dishes>::new());
    let way = go.clone();
    let tell = move || {
        let Some(tables) = gathered.try_update_value(std::mem::take) else { return };
        bell.ring(Tune::Ready);
        for Dishes { place, count } in tables {
            let text = format!("Table {}: {} ready", place_label(&place), counted(count, "dish", "dishes"));
            toasts.offer(text, "Show", STAYS, way(place_href(&place)));
        }
    };
    use_notices(move |notice| match notice {
        Notice::ItemMoved { order, to: ItemStatus::Ready, .. } => {
            let first = gathered
                .try_update_value(|all| {
                    match all.iter_mut().find(|d| d.place == order.place) {
                        Some(known) => known.count += 1,
                        None => all.push(Dishes { place: order.place.clone(), count: 1 }),
                    }
                    all.len() == 1 && all.iter().all(|d| d.count == 1)
                })
                .unwrap_or(false);
            if first {
                set_timeout(tell.clone(), std::time::Duration::from_millis(GATHER));
            }
        }
        Notice::Called { by, .. } if is_me(me, by) => {}
        Notice::Called { party, kind, .. } => {
            bell.ring(Tune::Call);
            let text = format!("Table {}: {}", place_label(&party.place), call_words(*kind).1);
            toasts.offer(text, "Show", STAYS, go(place_href(&party.place)));
        }
        Notice::WantsIn { party } => {
            bell.ring(Tune::Door);
            let text = format!("Table {}: guests are waiting to join", place_label(&party.place));
            toasts.offer(text, "Show", STAYS, go(Queue::Approvals.href()));
        }
        // Who has let it in knows.
        Notice::Joined { by, .. } if is_me(me, by) => {}
        Notice::Joined { party, .. } => toasts.say(format!("A phone joined table {}.", place_label(&party.place))),
        Notice::OtherBuild => {
            toasts.offer("An update is ready.", "Reload", 60_000, move || crate::browser::place::go(FLOOR));
        }
        _ => {}
    });
}

/// Says once of each order that its dishes have stood at the pass for too long. What was cold when the page began to hear of it stands
/// in its queue.
fn use_cold<G: Fn() + Send + Sync + 'static>(bell: Bell, desk: Desk, go: impl Fn(String) -> G + 'static) {
    let (toasts, now, current) = (use_toasts(), use_now(), use_is_current());
    let cold = memo(move || {
        let known = current.get() && desk.floor.with(Option::is_some);
        now.get().filter(|_| known).map(|now| desk.queues.with(|queues| cold_at(queues, now)))
    });
    Effect::new(move |told: Option<Told>| {
        let mut told = told.unwrap_or_default();
        let news = told.news(cold.get());
        let orders = desk.queues.with_untracked(|queues| {
            queues.ready.iter().filter(|order| news.contains(&order.order)).cloned().collect::<Vec<_>>()
        });
        let dishes = |order: &ReadyToServe| order.items.iter().map(|item| item.quantity).sum::<u32>();
        let words = |number| format!("{} ready, getting cold", counted(number, "dish", "dishes"));
        match &orders[..] {
            [] => return told,
            [order] => {
                let text = format!("Table {}: {}", place_label(&order.place), words(dishes(order)));
                toasts.offer(text, "Show", STAYS, go(place_href(&order.place)));
            }
            // One message for all of them: as many would drive out everything else.
            many => {
                toasts.offer(words(many.iter().map(dishes).sum()), "Show", STAYS, go(Queue::Ready.href()));
            }
        }
        bell.ring(Tune::Ready);
        told
    });
}

/// What has been said of cold dishes.
#[derive(Default)]
struct Told {
    orders: HashSet<OrderId>,
    /// The screen has heard of everything since they were looked at last.
    current: bool,
}

impl Told {
    /// Most orders that are remembered: a screen runs for days.
    const MOST: usize = 1_000;

    /// The cold orders that were not announced before. `cold` is `None` while the screen is not current. An order whose serving is
    /// undone is not announced again.
    fn news(&mut self, cold: Option<Vec<OrderId>>) -> Vec<OrderId> {
        let Some(cold) = cold else {
            self.current = false;
            return Vec::new();
        };
        if self.orders.len() > Self::MOST {
            self.orders.clear();
            self.current = false;
        }
        let fresh: Vec<_> = cold.into_iter().filter(|order| self.orders.insert(*order)).collect();
        if std::mem::replace(&mut self.current, true) { fresh } else { Vec::new() }
    }
}

/// The orders whose ready dishes have waited for too long.
fn cold_at(queues: &Queues, now: At) -> Vec<OrderId> {
    queues.ready.iter().filter(|order| urgency(now.since(order.ready_since)).state == "late").map(|order| order.order).collect()
}

fn is_me(me: Memo<Option<StaffSeat>>, by: &By) -> bool {
    let Principal::Staff(id) = by.who else { return false };
    me.try_with_untracked(|me| me.as_ref().is_some_and(|me| me.id == id)).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::time::MINUTE;

    #[test]
    fn c9_dishes_are_cold_once_they_have_stood_for_five_minutes() {
        let order = ReadyToServe {
            session: uuid::Uuid::from_u128(1).into(),
            place: Place::Table { table_id: uuid::Uuid::from_u128(2).into(), table_label: "5".into() },
            order: uuid::Uuid::from_u128(3).into(),
            short: "001".into(),
            ready_since: At(0),
            closed: false,
            items: Vec::new(),
        };
        let queues = Queues { ready: vec![order.clone()], ..Queues::default() };
        assert_eq!(cold_at(&queues, At(5 * MINUTE - 1)), []);
        assert_eq!(cold_at(&queues, At(5 * MINUTE)), [order.order]);
    }

    #[test]
    fn c9_each_order_is_said_once_and_old_knowledge_is_no_news() {
        let [one, two, three] = [1, 2, 3].map(|n| OrderId::from(uuid::Uuid::from_u128(n)));
        let mut told = Told::default();
        assert_eq!(told.news(None), []);
        assert_eq!(told.news(Some(vec![one])), [], "cold before anybody looked");
        assert_eq!(told.news(Some(vec![one, two])), [two]);
        assert_eq!(told.news(Some(vec![one])), []);
        assert_eq!(told.news(Some(vec![one, two])), [], "its serving was taken back");
        assert_eq!(told.news(None), []);
        assert_eq!(told.news(Some(vec![one, three])), [], "became cold while the line was lost");
    }
}
