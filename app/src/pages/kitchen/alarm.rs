//! What a kitchen hears: new, changed, overdue, unseen.

use super::desk::{Desk, use_desk};
use super::step::Pace;
use crate::browser::sound::{Speaker, Tone};
use crate::clock::count;
use crate::realtime::{Notice, use_lost, use_notices};
use comanda::At;
use comanda::ids::{StationId, TicketId};
use comanda::party::ItemStatus;
use comanda::time::{MINUTE, SECOND};
use leptos::prelude::*;

/// How often an unseen ticket calls again, milliseconds.
const CALL_AGAIN: i64 = 20 * SECOND;
/// Loudness, 0.0–1.0: over the extractor hood, under the shouting.
const GAIN: f32 = 0.6;

const fn tone(pitch: f32, after: f64, length: f64) -> Tone {
    Tone { pitch, after, length }
}
/// A bell, rising: something to cook.
const NEW: &[Tone] = &[tone(660.0, 0.0, 0.35), tone(990.0, 0.18, 0.6)];
/// Two even knocks: something you know has changed.
const CHANGED: &[Tone] = &[tone(520.0, 0.0, 0.18), tone(520.0, 0.24, 0.18)];
/// Falling: something is late.
const LATE: &[Tone] = &[tone(780.0, 0.0, 0.25), tone(585.0, 0.28, 0.25), tone(440.0, 0.56, 0.5)];
/// Three high calls: nobody has looked.
const UNSEEN: &[Tone] = &[tone(1180.0, 0.0, 0.16), tone(1180.0, 0.24, 0.16), tone(1180.0, 0.48, 0.3)];

/// Two low notes, down: nothing arrives any more.
const LOST: &[Tone] = &[tone(392.0, 0.0, 0.4), tone(294.0, 0.45, 0.7)];
/// How long a connection may be away before it is heard, milliseconds.
const LOST_AFTER: i64 = 4 * SECOND;
/// How often it is heard again, milliseconds.
const LOST_AGAIN: i64 = MINUTE;

/// Turns what happens into sounds while the component lives.
pub fn use_alarms(speaker: Speaker) {
    let desk = use_desk();
    let play = move |tones: &'static [Tone]| {
        if desk.sound.is_on() {
            speaker.play(tones, GAIN);
        }
    };

    use_notices(move |notice| {
        if let Some(tones) = sound_of(notice, desk.station.get_untracked()) {
            play(tones);
        }
    });

    // A wall without a connection looks like a quiet evening.
    let lost = use_lost();
    let said = StoredValue::new(None::<At>);
    Effect::new(move |_| {
        let (Some(lost), Some(now)) = (lost.get(), desk.now.get()) else {
            said.set_value(None);
            return;
        };
        // A line that is back within seconds is not worth a sound.
        let due = said.get_value().map_or_else(|| lost.noticed.plus(LOST_AFTER), |said| said.plus(LOST_AGAIN));
        if now >= due {
            said.set_value(Some(now));
            play(LOST);
        }
    });

    // The clock makes tickets late and overlooked, not an event: compare with the second before.
    let called = StoredValue::new(-CALL_AGAIN);
    Effect::new(move |before: Option<Heard>| {
        let Some(now) = desk.now.get() else { return before.unwrap_or_default() };
        let (station, late) = (desk.station.get(), late_tickets(&desk, now));
        // A board just opened onto late tickets shows them; it need not shout.
        let known = before.is_some_and(|b| b.opened && b.station == station && late.iter().any(|id| !b.late.contains(id)));
        if known {
            play(LATE);
        }
        let overlooked = desk.tickets.with(|all| all.iter().any(|t| t.is_overlooked(now)));
        if overlooked && count() - called.get_value() >= CALL_AGAIN {
            called.set_value(count());
            play(UNSEEN);
        }
        Heard { opened: true, station, late }
    });
}

/// What was late a second ago, on which board.
#[derive(Default)]
struct Heard {
    opened: bool,
    station: Option<StationId>,
    late: Vec<TicketId>,
}

fn sound_of(notice: &Notice, here: Option<StationId>) -> Option<&'static [Tone]> {
    let ours = |station: &StationId| here.is_none_or(|here| here == *station);
    match notice {
        Notice::NewOrder { stations, .. } if stations.iter().any(ours) => Some(NEW),
        Notice::TicketRecalled { station, .. } if ours(station) => Some(CHANGED),
        Notice::ItemMoved { to: ItemStatus::Cancelled, .. } => Some(CHANGED),
        _ => None,
    }
}

fn late_tickets(desk: &Desk, now: At) -> Vec<TicketId> {
    desk.menu.with(|menu| {
        desk.tickets.with(|all| {
            all.iter()
                .filter(|t| Pace::of(t, menu.as_ref().and_then(|m| m.station(t.station)), Some(now)) == Pace::Late)
                .map(|t| t.id)
                .collect()
        })
    })
}
