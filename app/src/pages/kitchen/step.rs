//! What a ticket and its lines say of themselves, and what they ask for next. Pure.

use crate::clock::elapsed;
use comanda::kitchen::{TicketCard, Urgency};
use comanda::party::{Item, ItemStatus};
use comanda::shop::Station;
use comanda::text::isolated;
use comanda::time::MINUTE;
use comanda::{At, By};

/// The next thing to do with a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// “Seen”.
    See,
    Start,
    /// All of it is ready.
    Ready,
    /// Off the board.
    Bump,
}

/// The next step of a ticket: seen, start, ready, bump.
pub fn next_of(card: &TicketCard) -> Next {
    match card.status() {
        ItemStatus::Held | ItemStatus::Pending if card.seen.is_none() => Next::See,
        ItemStatus::Held | ItemStatus::Pending | ItemStatus::Acknowledged => Next::Start,
        ItemStatus::Preparing => Next::Ready,
        ItemStatus::Ready | ItemStatus::Served | ItemStatus::Cancelled => Next::Bump,
    }
}

/// The next step of one line: `Start` or `Ready`; none when it stands at the pass or was cancelled.
pub fn next_of_line(status: ItemStatus) -> Option<Next> {
    match status {
        ItemStatus::Held | ItemStatus::Pending | ItemStatus::Acknowledged => Some(Next::Start),
        ItemStatus::Preparing => Some(Next::Ready),
        ItemStatus::Ready | ItemStatus::Served | ItemStatus::Cancelled => None,
    }
}

impl Next {
    /// Icon and word on its button.
    pub fn face(self) -> (&'static str, &'static str) {
        match self {
            Self::See => ("eye", "Seen"),
            Self::Start => ("play", "Start"),
            Self::Ready => ("check", "All ready"),
            Self::Bump => ("check-double", "Bump"),
        }
    }
}

/// The stylesheet's word for a ticket's state.
pub fn stage(card: &TicketCard) -> &'static str {
    match card.status() {
        ItemStatus::Held => "held",
        ItemStatus::Pending if card.seen.is_none() => "new",
        ItemStatus::Pending | ItemStatus::Acknowledged => "seen",
        ItemStatus::Preparing => "preparing",
        ItemStatus::Ready | ItemStatus::Served => "ready",
        ItemStatus::Cancelled => "cancelled",
    }
}

/// State word, icon and word for people of one line.
pub fn line_face(status: ItemStatus) -> (&'static str, &'static str, &'static str) {
    match status {
        ItemStatus::Held => ("held", "pause", "Held"),
        ItemStatus::Pending => ("pending", "plus", "New"),
        ItemStatus::Acknowledged => ("seen", "eye", "Seen"),
        ItemStatus::Preparing => ("preparing", "flame", "Preparing"),
        ItemStatus::Ready => ("ready", "check", "Ready"),
        ItemStatus::Served => ("served", "check-double", "Served"),
        ItemStatus::Cancelled => ("cancelled", "ban", "Cancelled"),
    }
}

/// How a ticket stands against its station's clock: colour, shape and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    OnTime,
    Due,
    Late,
    Held,
    /// All of it waits for a waiter since then.
    Ready(At),
    /// All of it is on the table.
    Served,
}

impl Pace {
    /// Before the page is alive there is no time: nothing is late yet.
    pub fn of(card: &TicketCard, station: Option<&Station>, now: Option<At>) -> Self {
        if let Some(since) = card.at_the_pass_since() {
            return Self::Ready(since);
        }
        match (card.status(), station, now) {
            (ItemStatus::Held, ..) => Self::Held,
            (ItemStatus::Served, ..) => Self::Served,
            (_, Some(station), Some(now)) => match card.urgency(station, now) {
                Urgency::OnTime => Self::OnTime,
                Urgency::Due => Self::Due,
                Urgency::Late => Self::Late,
            },
            _ => Self::OnTime,
        }
    }
    /// Of several tickets of one order, the one that needs somebody most.
    pub fn worst(paces: impl Iterator<Item = Self>) -> Option<Self> {
        let need = |pace: &Self| match pace {
            Self::Late => 4,
            Self::Due => 3,
            Self::Ready(_) => 2,
            Self::OnTime => 1,
            Self::Held | Self::Served => 0,
        };
        // What is ready waits for what is not: only an order that is ready as a whole waits for a waiter.
        let all: Vec<_> = paces.collect();
        let ready = all.iter().all(|pace| matches!(pace, Self::Ready(_) | Self::Served));
        all.into_iter().map(|pace| if matches!(pace, Self::Ready(_)) && !ready { Self::OnTime } else { pace }).max_by_key(need)
    }
    /// The stylesheet's word, the icon, and what people read.
    pub fn face(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::OnTime => ("ok", "check", "On time"),
            Self::Due => ("due", "clock", "Due soon"),
            Self::Late => ("late", "alert-triangle", "LATE"),
            Self::Held => ("held", "pause", "Held"),
            Self::Ready(_) => ("due", "bell", "Ready"),
            Self::Served => ("ok", "check-double", "Served"),
        }
    }
    /// What people read at this moment: “Ready 17 min · waiting for a waiter”.
    pub fn words(self, now: Option<At>) -> String {
        match (self, now) {
            (Self::Ready(since), Some(now)) if now.since(since) >= MINUTE => {
                format!("Ready {} · waiting for a waiter", elapsed(now.since(since)))
            }
            (Self::Ready(_), _) => "Ready · waiting for a waiter".into(),
            _ => self.face().2.into(),
        }
    }
}

/// Who sent it: “Luca”, “Silvia’s phone”.
pub fn sender(by: &By) -> String {
    let name = isolated(&crate::person(&by.name));
    if by.guest().is_some() { format!("{name}’s phone") } else { name }
}

/// “2 × Ravioli di zucca, 1 × Tagliata (Rare)”.
pub fn summary(card: &TicketCard) -> String {
    let words = |item: &Item| match item.choices() {
        choices if choices.is_empty() => format!("{} × {}", item.quantity, item.name),
        choices => format!("{} × {} ({choices})", item.quantity, item.name),
    };
    let lines: Vec<_> = card.items.iter().filter(|i| i.status.is_live()).map(words).collect();
    if lines.is_empty() { "All cancelled".into() } else { lines.join(", ") }
}

#[cfg(test)]
#[path = "step_tests.rs"]
pub mod tests;
