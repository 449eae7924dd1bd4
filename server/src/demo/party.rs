//! The day's parties, checked: every name looked up, every dish priced.

use super::file::{DemoFile, FileError, Line, LiveParty, PastParty, Send};
use super::ids;
use super::people::Person;
use crate::in_english;
use comanda::ids::{OptionId, ProductId, StationId, TableId};
use comanda::party::{CallKind, MAX_COVERS, MAX_NAME, MAX_NOTE, MAX_QUANTITY, Method};
use comanda::shop::menu::{Menu, ModifierGroup, OrderType};
use comanda::text::{is_visible, length, one_line};
use comanda::time::MINUTE;
use comanda::{Actor, At, Role};

/// One party's stay as it will be played.
#[derive(Debug, Clone)]
pub(super) struct Party {
    /// For messages: `history 3 (table t9)`.
    pub entry: String,
    pub table: TableId,
    pub covers: u32,
    pub sat_at: At,
    pub guests: Vec<String>,
    pub waiter: Actor,
    pub sends: Vec<Sending>,
    pub end: End,
}

/// How it ends, or how far it has come.
#[derive(Debug, Clone)]
pub(super) enum End {
    Left { at: At, pay: Method },
    Here { stage: Stage, calls: Vec<CallKind> },
}

/// How far the last order of a party that sits here has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Seated,
    Ordering,
    Sent,
    Preparing,
    Ready,
    Bill,
}

impl Stage {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "seated" => Some(Self::Seated),
            "ordering" => Some(Self::Ordering),
            "sent" => Some(Self::Sent),
            "preparing" => Some(Self::Preparing),
            "ready" => Some(Self::Ready),
            "bill" => Some(Self::Bill),
            _ => None,
        }
    }
}

/// One send to the kitchen.
#[derive(Debug, Clone)]
pub(super) struct Sending {
    pub at: At,
    pub lines: Vec<Wanted>,
}

/// A line somebody wants.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub product: ProductId,
    pub options: Vec<OptionId>,
    pub quantity: u32,
    pub note: Option<String>,
    pub station: StationId,
    pub prep_minutes: i64,
    /// The whole line, minor units.
    pub total: i64,
}

/// What the entries are looked up in.
struct Known<'a> {
    file: &'a DemoFile,
    menu: &'a Menu,
    people: &'a [Person],
    now: At,
}

/// Every party of the file, those who left first.
/// Errors: a table, guest, dish, option or waiter that is not there, times that don't fit, two parties at one table.
pub(super) fn parties(file: &DemoFile, menu: &Menu, people: &[Person], now: At) -> Result<Vec<Party>, FileError> {
    let known = Known { file, menu, people, now };
    let mut parties = Vec::with_capacity(file.history.len() + file.live.len());
    for (number, party) in (1..).zip(&file.history) {
        parties.push(known.past(format!("history {number} (table {})", party.table), party)?);
    }
    for (number, party) in (1..).zip(&file.live) {
        parties.push(known.live(format!("live {number} (table {})", party.table), party)?);
    }
    apart(&parties)?;
    Ok(parties)
}

impl Party {
    /// Until when they keep their table; `None` for those who sit here now.
    fn left_at(&self) -> Option<At> {
        match self.end {
            End::Left { at, .. } => Some(at),
            End::Here { .. } => None,
        }
    }
}

/// Errors: two parties that sit at one table at the same time.
fn apart(parties: &[Party]) -> Result<(), FileError> {
    for (index, one) in parties.iter().enumerate() {
        for other in parties.iter().skip(index + 1).filter(|other| other.table == one.table) {
            let before = |first: &Party, second: &Party| first.left_at().is_some_and(|left| left < second.sat_at);
            if !before(one, other) && !before(other, one) {
                return Err(FileError::new(&other.entry, format!("{} sits there at the same time", one.entry)));
            }
        }
    }
    Ok(())
}

impl Known<'_> {
    fn past(&self, entry: String, given: &PastParty) -> Result<Party, FileError> {
        if given.stayed <= 0 || given.stayed >= given.minutes_ago {
            return Err(FileError::new(entry, "they must have left by now: 0 < stayed < minutes_ago"));
        }
        let pay = match given.pay.as_str() {
            "card" => Method::Terminal,
            "cash" => Method::Cash,
            other => return Err(FileError::unknown(entry, "way to pay", other)),
        };
        if given.orders.is_empty() {
            return Err(FileError::new(entry, "they left without ordering anything"));
        }
        let sat_at = self.ago(given.minutes_ago);
        Ok(Party {
            table: self.table(&entry, &given.table)?,
            covers: covers(&entry, given.covers, &given.guests)?,
            sat_at,
            guests: given.guests.clone(),
            waiter: self.waiter(&entry, &given.waiter)?,
            sends: self.sends(&entry, sat_at, given.stayed, &given.orders)?,
            end: End::Left { at: sat_at.plus(given.stayed.saturating_mul(MINUTE)), pay },
            entry,
        })
    }

    fn live(&self, entry: String, given: &LiveParty) -> Result<Party, FileError> {
        if given.minutes_ago <= 0 {
            return Err(FileError::new(entry, "they must have sat down by now: minutes_ago is above 0"));
        }
        let stage = Stage::parse(&given.stage).ok_or_else(|| FileError::unknown(&entry, "stage", &given.stage))?;
        if (stage == Stage::Seated) != given.orders.is_empty() {
            return Err(FileError::new(entry, format!("the stage “{}” doesn't fit its orders", given.stage)));
        }
        let calls = given
            .calls
            .iter()
            .map(|word| match CallKind::parse(word) {
                Some(CallKind::Bill) => Err(FileError::new(&entry, "who wants the bill is at the stage “bill”")),
                Some(kind) => Ok(kind),
                None => Err(FileError::unknown(&entry, "call", word)),
            })
            .collect::<Result<_, _>>()?;
        let sat_at = self.ago(given.minutes_ago);
        Ok(Party {
            table: self.table(&entry, &given.table)?,
            covers: covers(&entry, given.covers, &given.guests)?,
            sat_at,
            guests: given.guests.clone(),
            waiter: self.waiter(&entry, &given.waiter)?,
            sends: self.sends(&entry, sat_at, given.minutes_ago, &given.orders)?,
            end: End::Here { stage, calls },
            entry,
        })
    }

    fn ago(&self, minutes: i64) -> At {
        self.now.plus(minutes.saturating_mul(-MINUTE))
    }

    fn table(&self, entry: &str, slug: &str) -> Result<TableId, FileError> {
        let there = self.file.rooms.iter().flat_map(|r| &r.tables).any(|t| t.id == slug);
        if there { Ok(ids::table(slug)) } else { Err(FileError::unknown(entry, "table", slug)) }
    }

    fn waiter(&self, entry: &str, slug: &str) -> Result<Actor, FileError> {
        let person = self.people.iter().find(|p| p.slug == slug).ok_or_else(|| FileError::unknown(entry, "staff", slug))?;
        let actor = person.actor();
        if actor.has(Role::Waiter) || actor.is_manager() {
            Ok(actor)
        } else {
            Err(FileError::new(entry, format!("{slug} doesn't wait at tables")))
        }
    }

    fn sends(&self, entry: &str, sat_at: At, stay: i64, orders: &[Send]) -> Result<Vec<Sending>, FileError> {
        let mut earlier = 0;
        let mut sends = Vec::with_capacity(orders.len());
        for (number, order) in (1..).zip(orders) {
            let entry = format!("{entry}, order {number}");
            if order.after <= earlier || order.after >= stay {
                return Err(FileError::new(entry, "orders are sent one after the other, while the party sits"));
            }
            earlier = order.after;
            if order.lines.is_empty() {
                return Err(FileError::new(entry, "it has no lines"));
            }
            let lines = (1..).zip(&order.lines).map(|(line, given)| self.line(&format!("{entry}, line {line}"), given));
            sends.push(Sending { at: sat_at.plus(order.after.saturating_mul(MINUTE)), lines: lines.collect::<Result<_, _>>()? });
        }
        Ok(sends)
    }

    fn line(&self, entry: &str, given: &Line) -> Result<Wanted, FileError> {
        let unknown = || FileError::unknown(entry, "product", &given.product);
        let listed = self.file.products.iter().find(|p| p.id == given.product).ok_or_else(unknown)?;
        let product = self.menu.product(ids::product(&given.product)).ok_or_else(unknown)?;
        if listed.sold_out || listed.remaining.is_some() {
            return Err(FileError::new(entry, format!("{} is counted or sold out: nobody orders it here", given.product)));
        }
        if !(1..=MAX_QUANTITY).contains(&given.qty) {
            return Err(FileError::new(entry, format!("a quantity is between 1 and {MAX_QUANTITY}")));
        }
        if given.note.as_ref().is_some_and(|note| !is_plain(note, MAX_NOTE)) {
            return Err(FileError::new(entry, format!("a note is one line of at most {MAX_NOTE} characters")));
        }
        let mut named = given.options.iter().map(|text| self.option(entry, text)).collect::<Result<Vec<_>, _>>()?;
        let mut options = Vec::new();
        for group in self.menu.groups_of(product) {
            for chosen in take(group, &mut named) {
                options.push(chosen);
                let nested = group.options.iter().find(|o| o.id == chosen).and_then(|o| o.nested);
                if let Some(nested) = nested.and_then(|id| self.menu.group(id)) {
                    options.extend(take(nested, &mut named));
                }
            }
        }
        // What no group took: the price says so.
        options.extend(named);
        let priced = self
            .menu
            .price(product.id, &options, OrderType::DineIn)
            .map_err(|rejection| FileError::new(entry, format!("{}: {}", given.product, in_english(&rejection.into()))))?;
        Ok(Wanted {
            product: product.id,
            options,
            quantity: given.qty,
            note: given.note.clone(),
            station: priced.station,
            prep_minutes: priced.prep_minutes,
            total: priced.unit_price.saturating_mul(i64::from(given.qty)),
        })
    }

    /// An option from `group:option`.
    fn option(&self, entry: &str, text: &str) -> Result<OptionId, FileError> {
        let unknown = || FileError::unknown(entry, "option", text);
        let (group, option) = text.split_once(':').ok_or_else(unknown)?;
        let listed = self.file.groups.iter().find(|g| g.id == group).ok_or_else(unknown)?;
        listed.options.iter().find(|o| o.id == option).map(|o| ids::option(group, &o.id)).ok_or_else(unknown)
    }
}

/// The options of a group that are named, else its defaults.
fn take(group: &ModifierGroup, named: &mut Vec<OptionId>) -> Vec<OptionId> {
    let (mine, others): (Vec<_>, Vec<_>) = named.iter().partition(|id| group.options.iter().any(|o| o.id == **id));
    *named = others;
    if mine.is_empty() { group.defaults() } else { mine }
}

fn covers(entry: &str, covers: u32, guests: &[String]) -> Result<u32, FileError> {
    if let Some(name) = guests.iter().find(|name| !is_plain(name, MAX_NAME)) {
        return Err(FileError::new(entry, format!("“{name}” is no name: one line of at most {MAX_NAME} characters")));
    }
    let phones = u32::try_from(guests.len()).unwrap_or(u32::MAX);
    if phones == 0 || phones > covers || covers > MAX_COVERS {
        return Err(FileError::new(entry, format!("{covers} covers and {phones} guests don't fit")));
    }
    Ok(covers)
}

/// Will it be kept just as it is written?
fn is_plain(text: &str, longest: usize) -> bool {
    is_visible(text) && one_line(text) == text && length(text) <= longest
}
