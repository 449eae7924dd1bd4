//! Whether all is as it should be: everybody holds what the server would answer, and the books agree with the database.

use crate::held::Main;
use crate::house::House;
use crate::node;
use crate::phone::Phone;
use crate::wire::Question;
use comanda::LoggedEvent;
use comanda::backend::Fault;
use comanda::party::Session;
use comanda::protocol::Cursor;
use comanda::replica::{House as Floor, Pass, Stamped};
use comanda::rooms::{self, Room};
use comanda::shop::menu::Menu;
use comanda::views::Queues;
use comanda::{Actor, Outcome};
use engine::gateway::Hub;
use engine::storage::log;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::sync::Arc;

/// What these phones do not hold as a fresh answer has it, or have not finished with.
pub fn open<'a>(house: &House, phones: impl Iterator<Item = &'a Phone>) -> Vec<String> {
    let phones: Vec<_> = phones.collect();
    let busy: Vec<String> = phones.iter().flat_map(|phone| busy(phone)).collect();
    if !busy.is_empty() {
        return busy;
    }
    let (events, fresh) = (whole_log(house), Fresh::of(house));
    let mut open = Vec::new();
    for phone in phones {
        let mut say = |what: String| open.push(format!("{}: {what}", phone.device.name));
        holds(phone, &fresh, &mut say);
        heard_all(phone, house, &events, &mut say);
    }
    open
}

/// What a phone has not finished with.
fn busy(phone: &Phone) -> Vec<String> {
    let mut busy = Vec::new();
    let mut say = |what: String| busy.push(format!("{}: {what}", phone.device.name));
    let waiting = phone.outbox.entries().count();
    if waiting > 0 || !phone.device.kept.is_empty() {
        say(format!("{waiting} taps wait, {} are kept", phone.device.kept.len()));
    }
    if !phone.is_following() {
        say(format!("is {:?}", phone.machine.state()));
    }
    if !phone.menu.is_settled() || !phone.main.is_settled() {
        say("still asks".into());
    }
    busy
}

/// Fresh answers.
struct Fresh<'a> {
    house: &'a House,
    screens: engine::service::Comanda,
}

impl<'a> Fresh<'a> {
    fn of(house: &'a House) -> Self {
        let hub = Hub::new(Arc::new(house.db()));
        Self { house, screens: node::screens(house, hub) }
    }
    fn ask<T: DeserializeOwned>(&self, actor: &Actor, question: Question) -> T {
        let text = node::ask(self.house, &self.screens, actor, question);
        serde_json::from_str::<Stamped<T>>(&text).expect("an answer").value
    }
}

fn holds(phone: &Phone, fresh: &Fresh<'_>, say: &mut impl FnMut(String)) {
    let actor = &phone.device.actor;
    let ground = phone.ground();
    let (tail, under_way) = (&phone.tail, &phone.under_way);
    let menu = phone.menu.shown(tail, under_way, ground.as_ref());
    same("the menu", menu.as_deref(), &fresh.ask::<Menu>(actor, Question::Menu), say);
    match &phone.main {
        Main::Guest(held) => {
            let shown = held.shown(tail, under_way, ground.as_ref());
            same("its table", shown.as_deref(), &fresh.ask::<Session>(actor, held.question), say);
        }
        Main::Floor(held) => {
            let (shown, now) = (held.shown(tail, under_way, ground.as_ref()), fresh.ask::<Floor>(actor, held.question));
            same("the sessions", shown.as_deref().map(parties).as_ref(), &parties(&now), say);
            same("the floor", shown.as_deref().map(Floor::floor).as_ref(), &now.floor(), say);
            same("the queues", shown.as_deref().map(|floor| sorted(floor.queues())).as_ref(), &sorted(now.queues()), say);
        }
        Main::Pass(held) => {
            let (shown, now) = (held.shown(tail, under_way, ground.as_ref()), fresh.ask::<Pass>(actor, held.question));
            for station in [None, Some(fresh.house.tiny.kitchen), Some(fresh.house.tiny.bar)] {
                let (mut board, now) = (shown.as_deref().map(|pass| pass.board(station)), now.board(station));
                if let Some(board) = board.as_mut().filter(|_| station.is_some()) {
                    // A fresh answer brings the tickets bumped last of all stations together: of one station it may know fewer.
                    board.recent.retain(|card| now.recent.contains(card));
                }
                same("a board", board.as_ref(), &now, say);
            }
        }
    }
}

fn same<T: PartialEq + Debug>(what: &str, shown: Option<&T>, now: &T, say: &mut impl FnMut(String)) {
    if shown != Some(now) {
        say(format!("{what} is shown as\n  {shown:?}, and is\n  {now:?}"));
    }
}

/// Who is here, in any order.
fn parties(floor: &Floor) -> Vec<Arc<Session>> {
    let mut here: Vec<_> = floor.sessions.iter().filter(|session| !session.is_closed()).cloned().collect();
    here.sort_by_key(|session| session.id);
    here
}

/// Which of two things that happened in the same millisecond comes first is nobody's business.
fn sorted(mut queues: Queues) -> Queues {
    queues.ready.sort_by_key(|r| (r.ready_since, r.order));
    queues.calls.sort_by_key(|c| (c.call.at, c.call.id));
    queues.approvals.sort_by_key(|a| (a.since, a.session));
    queues
}

/// Every event of its rooms since it began to follow this log, each once.
fn heard_all(phone: &Phone, house: &House, events: &[LoggedEvent], say: &mut impl FnMut(String)) {
    let Some((from, heard)) = &phone.since else { return say("follows nothing".into()) };
    let (epoch, seq) = house.head();
    if from.epoch != epoch {
        return say("follows another log".into());
    }
    let guest = matches!(phone.device.actor, Actor::Guest(_));
    let joined = phone.device.rooms();
    let reaches = |event: &LoggedEvent| {
        let may = |room: &Room| !guest || *room != Room::Store || rooms::is_public(&event.event);
        rooms::rooms(&event.event).iter().any(|room| joined.contains(room) && may(room))
    };
    let told: Vec<i64> = events.iter().filter(|event| event.seq > from.seq && reaches(event)).map(|event| event.seq).collect();
    if *heard != told {
        say(format!("follows from {}, heard {heard:?}, and {told:?} happened", from.seq));
    }
    if phone.machine.cursor().is_none_or(|Cursor { seq: held, .. }| held > seq) {
        say(format!("has its cursor at {:?}, the log ends at {seq}", phone.machine.cursor()));
    }
}

fn whole_log(house: &House) -> Vec<LoggedEvent> {
    let db = house.db();
    house.engine.between(async { log::read_after(&db, house.tiny.store, 0, i64::MAX).await.expect("a log") })
}

/// What people were told, against the database: each acknowledged command happened once, each refused one did not, the log has no
/// gap. What a backup has taken back is excused.
pub fn books(house: &House) -> Vec<String> {
    let mut wrong = Vec::new();
    let events = whole_log(house);
    for (expected, event) in (1..).zip(&events) {
        if event.seq != expected {
            wrong.push(format!("the log has {} in place {expected}", event.seq));
        }
    }
    let db = house.db();
    for (key, tap) in house.ledger.taps() {
        let named = key.to_string();
        let kept: Vec<String> = house.engine.between(async {
            let rows = sqlx::query_scalar("SELECT outcome FROM commands WHERE key = $1").bind(named);
            rows.fetch_all(&db.read).await.expect("outcomes")
        });
        let of: Vec<i64> = events.iter().filter(|event| event.command_key == key).map(|event| event.seq).collect();
        let mut say = |what: &str| wrong.push(format!("{what}: {tap:?}, kept {kept:?}, events {of:?}"));
        match &tap.told {
            None => say("nobody was told"),
            Some(Ok(outcome)) => {
                // A backup took it back. What went a second time, since nobody had heard of the first, was decided anew.
                let taken_back = house.ledger.is_gone(key) && decided_anew(&kept, &of);
                if !taken_back && !happened(outcome, &kept, &of) {
                    say("acknowledged, and not there once");
                }
            }
            Some(Err(Fault::Rejected { .. })) => {
                if !of.is_empty() {
                    say("refused, and there");
                }
            }
            Some(Err(_)) => say("a fault of the server's"),
        }
    }
    wrong
}

/// Once, with what it was answered there, or not at all.
fn decided_anew(kept: &[String], of: &[i64]) -> bool {
    let accepted = |kept: &String| {
        let verdict = serde_json::from_str::<serde_json::Value>(kept).ok()?;
        serde_json::from_value::<Outcome>(verdict.get("accepted")?.clone()).ok()
    };
    match kept.first().and_then(accepted) {
        Some(outcome) => happened(&outcome, kept, of),
        None => kept.len() <= 1 && of.is_empty(),
    }
}

fn happened(outcome: &Outcome, kept: &[String], of: &[i64]) -> bool {
    let said = serde_json::json!({ "accepted": outcome });
    let [kept] = kept else { return false };
    serde_json::from_str::<serde_json::Value>(kept).is_ok_and(|kept| kept == said)
        && u32::try_from(of.len()) == Ok(outcome.events)
        && (of.is_empty() || of.last() == Some(&outcome.seq))
}
