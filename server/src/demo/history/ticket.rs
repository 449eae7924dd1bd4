//! An order's tickets on their way through the kitchen and to the table.

use super::Plan;
use super::table::Line;
use crate::demo::party::Party;
use comanda::command::Command;
use comanda::ids::{ItemId, OrderId, SessionId, StationId, TicketId};
use comanda::time::MINUTE;
use comanda::{At, KitchenCommand, PartyCommand};

/// How far an order comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// On the boards, nobody has looked.
    Sent,
    Started,
    /// On the pass.
    Ready,
    Served,
}

/// When a ticket's steps happen.
struct Times {
    seen: At,
    started: At,
    first_ready: At,
    ready: At,
    served: At,
}

impl Times {
    /// Brings the steps closer together so that `last` of them is done by `until`.
    fn squeeze(self, sent: At, last: At, until: At) -> Self {
        let (takes, may_take) = (last.since(sent), until.since(sent));
        if takes <= may_take || takes == 0 {
            return self;
        }
        let scale = |at: At| sent.plus(at.since(sent).saturating_mul(may_take) / takes);
        Self {
            seen: scale(self.seen),
            started: scale(self.started),
            first_ready: scale(self.first_ready),
            ready: scale(self.ready),
            served: scale(self.served),
        }
    }
}

impl Plan<'_> {
    /// Each station makes its part; the waiter brings each ticket as it comes. The last step is done by `until`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn tickets(
        &mut self,
        party: &Party,
        session: SessionId,
        order: OrderId,
        sent: At,
        lines: &[Line<'_>],
        reach: Reach,
        until: At,
    ) {
        let mut stations: Vec<StationId> = Vec::new();
        for line in lines {
            if !stations.contains(&line.wanted.station) {
                stations.push(line.wanted.station);
            }
        }
        for station in stations {
            let mine: Vec<&Line<'_>> = lines.iter().filter(|l| l.wanted.station == station).collect();
            let items: Vec<ItemId> = mine.iter().map(|l| l.id).collect();
            let minutes = mine.iter().map(|l| l.wanted.prep_minutes).max().unwrap_or(0);
            let times = self.times(sent, minutes);
            let last = match reach {
                Reach::Sent | Reach::Started => times.started,
                Reach::Ready => times.ready,
                Reach::Served => times.served,
            };
            let times = times.squeeze(sent, last, until);
            self.ticket(party, session, TicketId::of(order, station), station, &items, reach, &times);
        }
    }

    /// As long as such a dish takes, a little more or less.
    fn times(&mut self, sent: At, minutes: i64) -> Times {
        let seen = sent.plus(self.dice.seconds(10, 55));
        let started = seen.plus(self.dice.seconds(6, 50));
        let cooking = minutes.saturating_mul(MINUTE) * self.dice.between(72, 104) / 100;
        let ready = started.plus(cooking);
        Times {
            seen,
            started,
            first_ready: started.plus(cooking * 60 / 100),
            ready,
            served: ready.plus(self.dice.seconds(20, 95)),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn ticket(
        &mut self,
        party: &Party,
        session: SessionId,
        ticket: TicketId,
        station: StationId,
        items: &[ItemId],
        reach: Reach,
        times: &Times,
    ) {
        if reach == Reach::Sent {
            return;
        }
        let cook = self.cook(station);
        // Some read a ticket before they start it, some just start.
        if self.dice.chance(70) {
            self.add(party, times.seen, &cook, Command::Kitchen(KitchenCommand::AcknowledgeTicket { session, ticket }));
        }
        self.add(party, times.started, &cook, Command::Kitchen(KitchenCommand::StartTicket { session, ticket, items: None }));
        if reach == Reach::Started {
            return;
        }
        if let [first, _, _, ..] = items
            && self.dice.chance(30)
        {
            let early = Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket, items: Some(vec![*first]) });
            self.add(party, times.first_ready, &cook, early);
        }
        if reach == Reach::Ready {
            // It waits on the pass, and the board still shows it.
            self.add(party, times.ready, &cook, Command::Kitchen(KitchenCommand::ReadyTicket { session, ticket, items: None }));
            return;
        }
        self.add(party, times.ready, &cook, Command::Kitchen(KitchenCommand::BumpTicket { session, ticket }));
        self.add(party, times.served, &party.waiter, Command::Party(PartyCommand::Serve { session, items: items.to_vec() }));
    }
}
