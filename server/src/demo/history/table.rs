//! A party's stay: coming, choosing, calling, paying, leaving.

use super::ticket::Reach;
use super::{Deed, Plan, What, part_way};
use crate::demo::party::{End, Party, Sending, Stage, Wanted};
use comanda::actor::GuestActor;
use comanda::command::Command;
use comanda::ids::{GuestId, ItemId, OrderId, SessionId};
use comanda::money::sum;
use comanda::party::{CallKind, Method};
use comanda::party::{NewLine, SendScope};
use comanda::time::{MINUTE, SECOND};
use comanda::{Actor, At, PartyCommand};

/// From so many covers on, the waiter takes the orders after the first.
const LARGE_PARTY: u32 = 6;

/// A guest at the table and since when they may order.
struct Phone {
    id: GuestId,
    actor: Actor,
    from: At,
}

/// A line on the cart.
pub(super) struct Line<'a> {
    pub id: ItemId,
    pub wanted: &'a Wanted,
}

impl Plan<'_> {
    pub(super) fn party(&mut self, party: &Party) {
        let session = self.dice.id(party.sat_at);
        let phones = self.arrive(party, session);
        let last = party.sends.last().map_or(party.sat_at, |s| s.at);
        let mut free_from = party.sat_at;
        for (index, sending) in party.sends.iter().enumerate() {
            let is_last = index + 1 == party.sends.len();
            let by_waiter = index > 0 && party.covers >= LARGE_PARTY;
            let lines = self.choose(party, session, &phones, sending, free_from, by_waiter);
            free_from = sending.at;
            let (reach, until) = match &party.end {
                // Everything is on the table well before the bill.
                End::Left { at, .. } => (Reach::Served, part_way(last, *at, 55)),
                End::Here { stage: Stage::Bill, .. } => (Reach::Served, part_way(last, self.now, 55)),
                End::Here { stage: Stage::Ordering, .. } if is_last => return self.calls(party, session, &phones),
                End::Here { stage: Stage::Sent, .. } if is_last => (Reach::Sent, self.now),
                End::Here { stage: Stage::Preparing, .. } if is_last => (Reach::Started, part_way(sending.at, self.now, 90)),
                End::Here { stage: Stage::Ready, .. } if is_last => (Reach::Ready, part_way(sending.at, self.now, 95)),
                End::Here { .. } => (Reach::Served, part_way(sending.at, self.now, 90)),
            };
            let order = self.send(party, session, &phones, sending, by_waiter);
            self.tickets(party, session, order, sending.at, &lines, reach, until);
        }
        match party.end {
            End::Left { at, pay } => self.leave(party, session, &phones, last, at, pay),
            End::Here { stage, .. } => {
                if stage == Stage::Bill {
                    let patience = self.dice.seconds(150, 260).min(self.now.since(last) * 30 / 100);
                    let at = self.now.plus(-patience);
                    let call = self.dice.id(at);
                    self.add(party, at, &phones[0].actor, Command::Party(PartyCommand::RequestBill { session, call }));
                }
                self.calls(party, session, &phones);
            }
        }
    }

    /// A waiter seats them, or the first who scans opens the table; then everybody joins and gives a name.
    fn arrive(&mut self, party: &Party, session: SessionId) -> Vec<Phone> {
        let phones = u32::try_from(party.guests.len()).unwrap_or(u32::MAX);
        let by_scan = phones == party.covers && party.covers <= 2 && self.dice.chance(60);
        if !by_scan {
            self.add(
                party,
                party.sat_at,
                &party.waiter,
                Command::Party(PartyCommand::SeatParty { table: party.table, session, covers: party.covers }),
            );
        }
        // However soon the first order is, they are all there before they choose.
        let first = party.sends.first().map_or(self.now, |s| s.at);
        let (all_here, all_named) = (part_way(party.sat_at, first, 55), part_way(party.sat_at, first, 65));
        let mut at = party.sat_at;
        let mut joined = Vec::with_capacity(party.guests.len());
        for (index, name) in party.guests.iter().enumerate() {
            let pause = if index > 0 || !by_scan { self.dice.seconds(4, 24) } else { 0 };
            at = at.plus(pause).min(all_here);
            let guest = self.dice.id(at);
            let visitor = Actor::Visitor { table: party.table };
            let covers = (by_scan && index == 0).then_some(party.covers);
            self.add(
                party,
                at,
                &visitor,
                Command::Party(PartyCommand::Scan { table: party.table, session, guest, code: None, covers, with_paid: None }),
            );
            let named = at.plus(self.dice.seconds(4, 15)).min(all_named);
            let actor = Actor::Guest(GuestActor { session, guest, name: name.clone(), waiting: false });
            self.add(party, named, &actor, Command::Party(PartyCommand::NameGuest { session, guest, name: name.clone() }));
            joined.push(Phone { id: guest, actor, from: named });
        }
        joined
    }

    /// The cart fills: in turn by the guests' own phones, or by the waiter for each of them.
    fn choose<'a>(
        &mut self,
        party: &Party,
        session: SessionId,
        phones: &[Phone],
        sending: &'a Sending,
        free_from: At,
        by_waiter: bool,
    ) -> Vec<Line<'a>> {
        let thinking = if by_waiter { MINUTE } else { 150 * SECOND };
        let first = usize::try_from(self.dice.between(0, 7)).unwrap_or(0);
        let mut lines = Vec::with_capacity(sending.lines.len());
        for (index, wanted) in sending.lines.iter().enumerate() {
            let phone = &phones[(first + index) % phones.len()];
            let from = sending.at.plus(-thinking).max(phone.from).max(free_from);
            let until = sending.at.plus(-8 * SECOND).max(from);
            let at = At(self.dice.between(from.0, until.0));
            let id = self.dice.id(at);
            let line = NewLine {
                id,
                product: wanted.product,
                options: wanted.options.clone(),
                quantity: wanted.quantity,
                note: wanted.note.clone(),
                for_guest: by_waiter.then_some(phone.id),
            };
            let actor = if by_waiter { &party.waiter } else { &phone.actor };
            self.add(party, at, actor, Command::Party(PartyCommand::AddLine { session, line }));
            lines.push((at, Line { id, wanted }));
        }
        // As the cart has them.
        lines.sort_by_key(|(at, _)| *at);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    fn send(&mut self, party: &Party, session: SessionId, phones: &[Phone], sending: &Sending, by_waiter: bool) -> OrderId {
        let order = self.dice.id(sending.at);
        let expected = Some(sum(sending.lines.iter().map(|l| l.total)));
        let sender = usize::try_from(self.dice.between(0, 7)).unwrap_or(0) % phones.len();
        let actor = if by_waiter { &party.waiter } else { &phones[sender].actor };
        self.add(
            party,
            sending.at,
            actor,
            Command::Party(PartyCommand::SendOrder { session, order, scope: SendScope::Table, expected }),
        );
        order
    }

    /// What a party that sits here has just called for; nobody has come yet.
    fn calls(&mut self, party: &Party, session: SessionId, phones: &[Phone]) {
        let End::Here { calls, .. } = &party.end else { return };
        for kind in calls {
            let at = self.now.plus(-self.dice.seconds(40, 110)).max(part_way(party.sat_at, self.now, 80));
            let call = self.dice.id(at);
            self.add(party, at, &phones[0].actor, Command::Party(PartyCommand::CallWaiter { session, call, kind: *kind }));
        }
    }

    /// Some have called the waiter meanwhile; all ask for the bill, pay and go.
    fn leave(&mut self, party: &Party, session: SessionId, phones: &[Phone], last: At, left: At, pay: Method) {
        let caller = &phones[phones.len() - 1].actor;
        if self.dice.chance(35) {
            let kind = if self.dice.chance(50) { CallKind::Water } else { CallKind::Waiter };
            let at = part_way(party.sat_at, left, self.dice.between(30, 45));
            let answered = at.plus(self.dice.seconds(25, 140)).min(part_way(party.sat_at, left, 55));
            let call = self.dice.id(at);
            self.add(party, at, caller, Command::Party(PartyCommand::CallWaiter { session, call, kind }));
            self.add(party, answered, &party.waiter, Command::Party(PartyCommand::AcknowledgeCall { session, call }));
            let done = part_way(answered, part_way(party.sat_at, left, 60), 50);
            self.add(party, done, &party.waiter, Command::Party(PartyCommand::ResolveCall { session, call }));
        }
        let before = self.dice.seconds(330, 560).min(left.since(last) * 40 / 100);
        let asked = left.plus(-before);
        let call = self.dice.id(asked);
        self.add(party, asked, caller, Command::Party(PartyCommand::RequestBill { session, call }));
        let seen = part_way(asked, left, self.dice.between(10, 30));
        self.add(party, seen, &party.waiter, Command::Party(PartyCommand::AcknowledgeCall { session, call }));
        let payers = if pay == Method::Terminal && phones.len() > 1 && self.dice.chance(35) { 2 } else { 1 };
        let tips = self.dice.chance(45);
        let mut at = part_way(asked, left, self.dice.between(50, 70));
        for payers in (1..=payers).rev() {
            let what = What::Pay { session, method: pay, payers, tips };
            self.deeds.push(Deed { at, actor: party.waiter.clone(), what, entry: party.entry.clone() });
            at = part_way(at, left, 40);
        }
        self.add(
            party,
            left,
            &party.waiter,
            Command::Party(PartyCommand::CloseSession { session, write_off: None, despite: comanda::party::OpenThings::ALL }),
        );
    }
}
