//! What a step's small numbers mean in the world as it stands.

use super::{Ask, Chosen, Step, Who};
use crate::world::menu::{OPTIONS, PRODUCTS, valid_options};
use crate::world::*;
use comanda::actor::GuestActor;
use comanda::ids::{CallId, GuestId, ItemId, LegId, SessionId, TicketId};
use comanda::party::{CallKind, ItemStatus, Method, OpenThings, Session};
use comanda::party::{NewLine, NewPayment, SendScope};
use comanda::shop::StoreChanges;
use comanda::shop::menu::{MenuEdit, ProductChanges, StationChanges, TaxClassChanges};
use comanda::tax::RateBps;
use comanda::{Actor, Command, Currency, KitchenCommand, Money, PartyCommand, Role, ShopCommand};

fn pick<T: Copy>(from: &[T], nth: u8) -> Option<T> {
    from.get(usize::from(nth) % from.len().max(1)).copied()
}

impl Who {
    fn actor(self, world: &World, session: SessionId) -> Actor {
        let at = |closed: bool| world.sessions.values().filter(move |s| closed || !s.is_closed());
        let phones = |closed| at(closed).flat_map(|s| s.guests.iter().map(|g| (s.id, g.id))).collect::<Vec<_>>();
        match self {
            Self::Visitor { table } => visitor(TABLES[usize::from(table) % 2]),
            // The sixth may have left long ago.
            Self::Guest(nth) => match pick(&phones(nth == 5), nth) {
                Some((session, guest)) => Actor::Guest(GuestActor { session, guest, name: "Cookie name".into(), waiting: false }),
                None => visitor(TABLES[0]),
            },
            Self::Stranger => Actor::Guest(GuestActor { session, guest: id(0xBAD), name: "Stranger".into(), waiting: false }),
            Self::Waiter => waiter(),
            Self::SecondWaiter => second_waiter(),
            Self::Cook => cook(),
            Self::Counter => staff(5, &[Role::Counter]),
            Self::Manager => manager(),
            Self::Trainee => staff(6, &[]),
        }
    }
}

impl Step {
    /// The nth step of a run as an actor and a command, looked up in the world as it stands.
    pub fn command(&self, world: &World, n: usize) -> (Actor, Command) {
        let old = self.session > 7;
        let meant = |s: &&Session| old || s.is_closed() == matches!(self.ask, Ask::ReopenTable);
        let all: Vec<SessionId> = world.sessions.values().filter(meant).map(|s| s.id).collect();
        let named = if self.session == 9 { id(0xDEAD) } else { pick(&all, self.session).unwrap_or_else(|| id(0xDEAD)) };
        let actor = self.who.actor(world, named);
        let session = match &actor {
            Actor::Guest(GuestActor { session, .. }) if self.session < 8 => *session,
            _ => named,
        };
        let known = world.sessions.get(&session);
        (actor, self.ask.command(world, session, known, self.reuse, n as u128 + 1))
    }
}

impl Ask {
    /// One of those whose trade it is.
    pub(super) fn whose_trade(&self, nth: u8) -> Who {
        let floor = [Who::Waiter, Who::SecondWaiter, Who::Manager][usize::from(nth) % 3];
        match self {
            Self::Scan { table, .. } => Who::Visitor { table: *table },
            Self::Name { guest, .. } => Who::Guest(*guest),
            Self::Add { .. }
            | Self::Change { .. }
            | Self::Remove { .. }
            | Self::Send { .. }
            | Self::Place { .. }
            | Self::Cancel { .. } => {
                if nth < 8 {
                    Who::Guest(nth % 6)
                } else {
                    floor
                }
            }
            Self::Call { .. } | Self::Bill => Who::Guest(nth % 6),
            Self::Acknowledge { .. }
            | Self::Start { .. }
            | Self::Ready { .. }
            | Self::Bump { .. }
            | Self::Undo { .. }
            | Self::Recall { .. } => Who::Cook,
            Self::Availability { .. } if nth < 6 => Who::Cook,
            Self::Edit { .. } | Self::Settings { .. } if nth < 10 => Who::Manager,
            // Who did it may take it back, and a manager may for everybody.
            Self::UndoCancel { .. } | Self::UndoServe { .. } if nth < 8 => Who::Manager,
            _ => floor,
        }
    }

    fn command(&self, world: &World, session: SessionId, known: Option<&Session>, reuse: bool, n: u128) -> Command {
        let fresh = |kind: u128, old: Option<u128>| if reuse { old.unwrap_or(kind + n) } else { kind + n };
        let guests: Vec<GuestId> = known.map(|s| s.guests.iter().map(|g| g.id).collect()).unwrap_or_default();
        let lines: Vec<ItemId> = known.map(|s| s.cart.iter().map(|l| l.id).collect()).unwrap_or_default();
        let items: Vec<ItemId> = known.map(|s| s.items().map(|i| i.id).collect()).unwrap_or_default();
        let tickets = |bumped: Option<bool>| -> Vec<TicketId> {
            let all = known.into_iter().flat_map(|s| &s.orders).flat_map(|o| &o.tickets);
            all.filter(|t| bumped.is_none_or(|wanted| t.bumped_at.is_some() == wanted)).map(|t| t.id).collect()
        };
        let calls: Vec<CallId> = known.map(|s| s.calls.iter().map(|c| c.id).collect()).unwrap_or_default();
        let table = |nth: u8| TABLES.get(usize::from(nth)).map_or_else(|| id(0xDEAD), |t| id(*t));
        let product = |nth: u8| PRODUCTS[usize::from(nth) % PRODUCTS.len()];
        let options = |of: u128, chosen: &Chosen| match chosen {
            Chosen::Valid(way) => valid_options(of, usize::from(*way)).into_iter().map(id).collect(),
            Chosen::Anything(nths) => {
                nths.iter().map(|nth| id(OPTIONS.get(usize::from(*nth)).copied().unwrap_or(0xDEAD))).collect()
            }
        };
        let item = |nth: u8| pick(&items, nth).unwrap_or_else(|| id(0xDEAD));
        let item_that = |status: ItemStatus, nth: u8| {
            let that: Vec<ItemId> =
                known.into_iter().flat_map(Session::items).filter(|i| i.status == status).map(|i| i.id).collect();
            // The last one: the moment to take something back is short.
            that.last().copied().filter(|_| nth < 20).unwrap_or_else(|| item(nth))
        };
        let at_the_door: Vec<GuestId> = known.map(|s| s.waiting().map(|g| g.id).collect()).unwrap_or_default();
        let waiting = |nth: u8| pick(&at_the_door, nth).unwrap_or_else(|| id(0xDEAD));
        let line = |nth: u8| pick(&lines, nth).unwrap_or_else(|| id(0xDEAD));
        // Mostly one that stands as it should.
        let ticket_that = |bumped: bool, nth: u8| pick(&tickets((nth < 20).then_some(bumped)), nth).unwrap_or_else(|| id(0xDEAD));
        let ticket = |nth: u8| ticket_that(false, nth);
        let on_ticket = |nth: u8, only: Option<u8>| {
            let mine = || known.into_iter().flat_map(|s| &s.orders).find(|o| o.ticket(ticket(nth)).is_some());
            only.map(|which| {
                let station = mine().and_then(|o| o.ticket(ticket(nth)).map(|t| t.station));
                let on: Vec<ItemId> =
                    mine().into_iter().flat_map(|o| &o.items).filter(|i| Some(i.station) == station).map(|i| i.id).collect();
                // Now and then one of another ticket.
                vec![if which == 5 { item(nth) } else { pick(&on, which).unwrap_or_else(|| id(0xDEAD)) }]
            })
        };
        match self {
            Self::Scan { table: nth, code } => Command::Party(PartyCommand::Scan {
                table: table(*nth),
                session: id(fresh(0x1_0000, world.sessions.keys().next().map(|s| s.0.as_u128()))),
                guest: id(fresh(0x2_0000, guests.first().map(|g| g.0.as_u128()))),
                code: [Some("4711"), Some(" 0815 "), Some("0000")].get(usize::from(*code)).copied().flatten().map(str::to_owned),
                covers: [None, Some(3), Some(120)].get(usize::from(*code)).copied().flatten(),
                with_paid: [Some(false), None, Some(true)].get(usize::from(*code)).copied().flatten(),
            }),
            Self::Seat { table: nth, covers } => Command::Party(PartyCommand::SeatParty {
                table: table(*nth),
                session: id(fresh(0x1_0000, Some(session.0.as_u128()))),
                covers: *covers,
            }),
            Self::Approve { guest } => Command::Party(PartyCommand::Approve { session, guest: guest.map(waiting) }),
            Self::Decline { guest } => Command::Party(PartyCommand::Decline { session, guest: guest.map(waiting) }),
            Self::Evict { guest } => {
                Command::Party(PartyCommand::RemoveGuest { session, guest: pick(&guests, *guest).unwrap_or_else(|| id(0xDEAD)) })
            }
            Self::Name { guest, name } => Command::Party(PartyCommand::NameGuest {
                session,
                guest: pick(&guests, *guest).unwrap_or_else(|| id(0xDEAD)),
                name: name.clone(),
            }),
            Self::Covers(covers) => Command::Party(PartyCommand::SetCovers { session, covers: *covers }),
            Self::Add { product: nth, options: chosen, quantity, note, for_guest } => Command::Party(PartyCommand::AddLine {
                session,
                line: NewLine {
                    id: id(fresh(0x3_0000, items.first().or(lines.first()).map(|i| i.0.as_u128()))),
                    product: id(product(*nth)),
                    options: options(product(*nth), chosen),
                    quantity: *quantity,
                    note: note.clone(),
                    for_guest: for_guest.and_then(|nth| pick(&guests, nth)),
                },
            }),
            Self::Change { line: nth, options: chosen, quantity } => {
                let of = known.and_then(|s| s.line(line(*nth))).map_or(0, |l| l.product.0.as_u128());
                Command::Party(PartyCommand::ChangeLine {
                    session,
                    line: line(*nth),
                    quantity: *quantity,
                    options: options(of, chosen),
                    note: None,
                })
            }
            Self::Remove { line: nth } => Command::Party(PartyCommand::RemoveLine { session, line: line(*nth) }),
            Self::Send { table, expected } => Command::Party(PartyCommand::SendOrder {
                session,
                order: id(fresh(0x4_0000, known.and_then(|s| s.orders.first()).map(|o| o.id.0.as_u128()))),
                scope: if *table { SendScope::Table } else { SendScope::Mine },
                expected: *expected,
            }),
            Self::Place { product: nth, options: chosen, quantity, same_id } => {
                let line = |line| NewLine {
                    id: line,
                    product: id(product(*nth)),
                    options: options(product(*nth), chosen),
                    quantity: *quantity,
                    note: None,
                    for_guest: None,
                };
                let first = id(fresh(0x3_0000, items.first().map(|i| i.0.as_u128())));
                let second = if *same_id { first } else { id(fresh(0x3_8000, None)) };
                let order = id(fresh(0x4_0000, known.and_then(|s| s.orders.first()).map(|o| o.id.0.as_u128())));
                Command::Party(PartyCommand::PlaceOrder {
                    session,
                    order,
                    lines: vec![line(first), line(second)],
                    expected: None,
                })
            }
            Self::Acknowledge { ticket: nth } => {
                Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket: ticket(*nth) })
            }
            Self::Start { ticket: nth, only } => {
                Command::Kitchen(KitchenCommand::StartTicket { session, ticket: ticket(*nth), items: on_ticket(*nth, *only) })
            }
            Self::Ready { ticket: nth, only } => {
                Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket: ticket(*nth), items: on_ticket(*nth, *only) })
            }
            Self::Bump { ticket: nth } => Command::Kitchen(KitchenCommand::BumpTicket { session, ticket: ticket(*nth) }),
            Self::Undo { ticket: nth } => Command::Kitchen(KitchenCommand::UndoBump { session, ticket: ticket_that(true, *nth) }),
            Self::Recall { ticket: nth } => {
                Command::Kitchen(KitchenCommand::RecallTicket { session, ticket: ticket_that(true, *nth) })
            }
            Self::Serve { items: nths } => {
                Command::Party(PartyCommand::Serve { session, items: nths.iter().map(|nth| item(*nth)).collect() })
            }
            Self::UndoServe { items: nths } => Command::Party(PartyCommand::UndoServe {
                session,
                items: nths.iter().map(|nth| item_that(ItemStatus::Served, *nth)).collect(),
            }),
            Self::UndoCancel { item: nth } => {
                Command::Party(PartyCommand::UndoCancel { session, item: item_that(ItemStatus::Cancelled, *nth) })
            }
            Self::Cancel { item: nth, reason } => {
                Command::Party(PartyCommand::CancelItem { session, item: item(*nth), reason: reason.clone() })
            }
            Self::Call { kind } => Command::Party(PartyCommand::CallWaiter {
                session,
                call: id(fresh(0x5_0000, calls.first().map(|c| c.0.as_u128()))),
                kind: [CallKind::Waiter, CallKind::Water, CallKind::Bill][usize::from(*kind) % 3],
            }),
            Self::Answer { call } => {
                Command::Party(PartyCommand::AcknowledgeCall { session, call: pick(&calls, *call).unwrap_or_else(|| id(0xDEAD)) })
            }
            Self::Bill => Command::Party(PartyCommand::RequestBill {
                session,
                call: id(fresh(0x5_0000, calls.first().map(|c| c.0.as_u128()))),
            }),
            Self::Done { call } => {
                Command::Party(PartyCommand::ResolveCall { session, call: pick(&calls, *call).unwrap_or_else(|| id(0xDEAD)) })
            }
            Self::Reopen { call } => {
                Command::Party(PartyCommand::ReopenCall { session, call: pick(&calls, *call).unwrap_or_else(|| id(0xDEAD)) })
            }
            Self::Void { leg, reason } => {
                let legs: Vec<LegId> =
                    known.map(|s| s.legs.iter().filter(|l| l.is_completed()).map(|l| l.id).collect()).unwrap_or_default();
                let leg = legs.last().copied().filter(|_| *leg < 20).unwrap_or_else(|| id(0xDEAD));
                Command::Party(PartyCommand::VoidPayment { session, payment: leg, reason: reason.clone() })
            }
            Self::Pay { percent, over, tip, tendered, dollars, expected, part } => {
                let remaining = known.map_or(0, |s| s.totals().remaining);
                let share = i64::try_from(i128::from(remaining) * i128::from(*percent) / 100).unwrap_or(i64::MAX);
                let due = part.and_then(|of| known.map(|s| s.part(of).1));
                let amount = due.unwrap_or(share).saturating_add(*over);
                let currency = if *dollars { Currency::try_from("USD".to_owned()).unwrap() } else { Currency::EUR };
                Command::Party(PartyCommand::RecordPayment {
                    session,
                    payment: NewPayment {
                        id: id(fresh(0x6_0000, known.and_then(|s| s.legs.first()).map(|l| l.id.0.as_u128()))),
                        method: if tendered.is_some() { Method::Cash } else { Method::Terminal },
                        amount: Money::new(amount, currency),
                        tip: *tip,
                        tendered: tendered.map(|extra| extra.saturating_add(amount)),
                        expected: expected.map(|off| remaining.saturating_add(off)),
                        part: *part,
                    },
                })
            }
            Self::Close { write_off, knows } => Command::Party(PartyCommand::CloseSession {
                session,
                write_off: write_off.clone(),
                despite: known.filter(|_| *knows).map(OpenThings::of).unwrap_or_default(),
            }),
            Self::ReopenTable => Command::Party(PartyCommand::ReopenSession { session }),
            Self::Rotate { table: nth } => Command::Shop(ShopCommand::RotateTableToken { table: table(*nth) }),
            Self::Availability { product: nth, way, portions, until_in } => {
                let (product, portions) = (id(product(*nth)), *portions);
                Command::Shop(match way % 3 {
                    0 => ShopCommand::EightySix { product, until: until_in.map(|ms| world.now.plus(ms)) },
                    1 => ShopCommand::BringBack { product, portions },
                    _ => ShopCommand::CountPortions { product, portions },
                })
            }
            Self::Settings { hour, way } => {
                let mut after = world.store.clone();
                match way % 5 {
                    0 => after.name = format!("Osteria {hour}"),
                    1 => after.service.bps = hour.wrapping_mul(500),
                    2 => after.time_zone = String::from(["Europe/Rome", "Asia/Tokyo", "Nowhere"][usize::from(*way) % 3]),
                    3 => after.unseen.portions = u32::try_from(*hour).ok().map(|hour| hour + 20),
                    _ => after.day_ends_hour = *hour,
                }
                let changes = Box::new(StoreChanges::between(&world.store, &after));
                Command::Shop(ShopCommand::EditStore { changes })
            }
            Self::Edit { product: nth, way, price, stale } => {
                let before = world.menu.any_product(id(product(*nth))).expect("a product");
                let mut after = before.clone();
                match way % 8 {
                    0 | 1 => after.archived = !before.archived,
                    2 => after.position = *price,
                    3 => (after.name, after.price) = (format!("{} {price}", before.name), *price),
                    4 => after.groups = before.groups.iter().rev().copied().collect(),
                    _ => after.price = *price,
                }
                let mut changes = ProductChanges::between(before, &after);
                if let (true, Some(price)) = (*stale, &mut changes.price) {
                    price.previous = price.previous.wrapping_add(1);
                }
                let mut edits = vec![MenuEdit::EditProduct { id: before.id, changes: Box::new(changes) }];
                if *way == 6 {
                    let station = world.menu.stations[0].clone();
                    let mut slower = station.clone();
                    (slower.name, slower.late_minutes) = (format!("Cucina {price}"), price.wrapping_add(20));
                    edits.push(MenuEdit::EditStation { id: station.id, changes: StationChanges::between(&station, &slower) });
                }
                if *way == 7 {
                    let class = world.menu.tax_classes[0].clone();
                    let mut dearer = class.clone();
                    dearer.rates.takeaway = RateBps(*price);
                    edits.push(MenuEdit::EditTaxClass { id: class.id, changes: TaxClassChanges::between(&class, &dearer) });
                }
                Command::Shop(ShopCommand::EditMenu { edits })
            }
        }
    }
}
