//! What states are called, and the sign that stands beside the word.

use comanda::party::{CallKind, ItemStatus};
use comanda::time::MINUTE;
use comanda::views::{FloorState, WhyWaiting};

/// A stylesheet state, an icon, a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    pub state: &'static str,
    pub icon: &'static str,
    pub word: &'static str,
}

/// The states of the floor's legend, in the order of an evening.
pub const FLOOR_STATES: [FloorState; 8] = [
    FloorState::Free,
    FloorState::Approval,
    FloorState::Seated,
    FloorState::Ordering,
    FloorState::Waiting,
    FloorState::Ready,
    FloorState::BillAsked,
    FloorState::Paying,
];

pub fn floor_sign(state: FloorState) -> Sign {
    let (icon, word) = match state {
        FloorState::Free => ("plus", say!(table_free)),
        FloorState::Approval => ("door", say!(table_approval)),
        FloorState::Seated => ("users", say!(table_seated)),
        FloorState::Ordering => ("edit", say!(table_ordering)),
        FloorState::Waiting => ("clock", say!(table_waiting)),
        FloorState::Ready => ("bell", say!(table_ready)),
        FloorState::BillAsked => ("receipt", say!(table_bill_asked)),
        FloorState::Paying => ("card", say!(table_paying)),
    };
    Sign { state: state.word(), icon, word }
}

/// An item or a party that only this device knows of so far.
pub const NOT_SENT: Sign = Sign { state: "unsent", icon: "clock", word: "Not sent yet" };

pub fn item_sign(status: ItemStatus) -> Sign {
    let (state, icon, word) = match status {
        ItemStatus::Held => ("held", "pause", "Held"),
        ItemStatus::Pending => ("sent", "send", "Sent"),
        ItemStatus::Acknowledged => ("seen", "eye", "Seen"),
        ItemStatus::Preparing => ("preparing", "flame", "Preparing"),
        ItemStatus::Ready => ("ready", "bell", "Ready"),
        ItemStatus::Served => ("served", "check-double", "Served"),
        ItemStatus::Cancelled => ("cancelled", "ban", "Cancelled"),
    };
    Sign { state, icon, word }
}

/// What a guest calls for: icon and words.
pub fn call_words(kind: CallKind) -> (&'static str, &'static str) {
    match kind {
        CallKind::Waiter => ("hand", "Needs a waiter"),
        CallKind::Water => ("water", "Water"),
        CallKind::Bill => ("receipt", "Bill"),
    }
}

/// How urgent something that waits for a waiter has become: warned after two minutes, late after five.
pub fn urgency(waiting: i64) -> Sign {
    match waiting / MINUTE {
        0 | 1 => Sign { state: "ok", icon: "clock", word: "" },
        2..5 => Sign { state: "warn", icon: "clock", word: "" },
        _ => Sign { state: "late", icon: "alert-triangle", word: "" },
    }
}

/// `now`, `41 min`, `1 h 08`: as narrow as a table's label.
pub fn short_elapsed(milliseconds: i64) -> String {
    let minutes = milliseconds.max(0) / MINUTE;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "now".into(),
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// What a waiting phone wants, and why it waits.
pub fn approval_words(why: WhyWaiting) -> (&'static str, &'static str) {
    match why {
        WhyWaiting::Opens => ("A phone scanned the code", "Your house rule: a waiter lets guests in."),
        WhyWaiting::Joins => ("One more phone wants to join", "Your house rule: a waiter lets guests in, one by one."),
        WhyWaiting::WithPaid => {
            ("A phone says it is with the party that has paid", "It sees nothing of them until you approve it.")
        }
        WhyWaiting::NewParty => (
            "New guests have sat down",
            "The party before them has paid, and something is still open. Close the table; then they scan the code again.",
        ),
    }
}

/// `1 cover`, `3 covers`.
pub fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_fit_under_a_table() {
        assert_eq!(short_elapsed(59_000), "now");
        assert_eq!(short_elapsed(41 * MINUTE), "41 min");
        assert_eq!(short_elapsed(68 * MINUTE), "1 h 08");
    }

    #[test]
    fn what_waits_becomes_urgent() {
        assert_eq!(urgency(0).state, "ok");
        assert_eq!(urgency(2 * MINUTE).state, "warn");
        assert_eq!(urgency(5 * MINUTE).state, "late");
    }
}
