//! What was tapped shows at once: line operations on their way, laid over the cart the server has told us of.

use comanda::ids::ItemId;
use comanda::session::CartLine;

/// One operation on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// The tap it belongs to.
    pub tap: u64,
    pub line: ItemId,
    /// The line as it will be; `None` takes it away.
    pub want: Option<CartLine>,
    /// The server has accepted it; the next news of the cart contain it.
    pub landed: bool,
}

/// The cart as it will be.
pub fn overlay(held: &[CartLine], pending: &[Pending]) -> Vec<CartLine> {
    let mut lines = held.to_vec();
    for Pending { line: id, want, .. } in pending {
        match (want, lines.iter().position(|line| line.id == *id)) {
            (Some(want), Some(at)) => lines[at] = want.clone(),
            (Some(want), None) => lines.push(want.clone()),
            (None, Some(at)) => drop(lines.remove(at)),
            (None, None) => {}
        }
    }
    lines
}

/// Forgets what the cart says by itself: of each line, everything once its last operation has landed and shows.
/// Says whether anything was forgotten.
pub fn settle(held: &[CartLine], pending: &mut Vec<Pending>) -> bool {
    let done: Vec<ItemId> = pending
        .iter()
        .enumerate()
        .filter(|(at, one)| pending[at + 1..].iter().all(|later| later.line != one.line))
        .filter(|(_, one)| one.landed && is_reflected(held, one))
        .map(|(_, one)| one.line)
        .collect();
    let before = pending.len();
    pending.retain(|one| !done.contains(&one.line));
    pending.len() != before
}

/// Whether the cart already says what this operation wants.
fn is_reflected(held: &[CartLine], pending: &Pending) -> bool {
    let found = held.iter().find(|line| line.id == pending.line);
    match (&pending.want, found) {
        (None, None) => true,
        (Some(want), Some(line)) => want.quantity == line.quantity && want.note == line.note && want.options == line.options,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::At;
    use comanda::actor::{By, Who};
    use comanda::ids::ProductId;
    use uuid::Uuid;

    fn line(id: u128, quantity: u32) -> CartLine {
        CartLine {
            id: ItemId(Uuid::from_u128(id)),
            product: ProductId(Uuid::from_u128(9)),
            options: Vec::new(),
            quantity,
            note: None,
            by: By { who: Who::System, name: "Giulia".into() },
            for_guest: None,
            added_at: At(0),
        }
    }
    fn pending(tap: u64, line: CartLine) -> Pending {
        Pending { tap, line: line.id, want: Some(line), landed: false }
    }

    #[test]
    fn taps_show_before_the_server_answers_and_the_last_one_wins() {
        let held = [line(1, 1)];
        let shown = overlay(&held, &[pending(1, line(1, 2)), pending(2, line(2, 1)), pending(3, line(1, 3))]);
        assert_eq!(shown.iter().map(|l| l.quantity).collect::<Vec<_>>(), [3, 1]);
    }

    #[test]
    fn a_removed_line_is_gone_and_stays_gone() {
        let gone = Pending { tap: 1, line: line(1, 1).id, want: None, landed: false };
        assert!(overlay(&[line(1, 1)], std::slice::from_ref(&gone)).is_empty());
        assert!(overlay(&[], std::slice::from_ref(&gone)).is_empty());
        assert!(is_reflected(&[], &gone));
    }

    #[test]
    fn a_line_settles_when_its_last_operation_shows() {
        let landed = |tap, quantity| Pending { landed: true, ..pending(tap, line(1, quantity)) };
        let mut both = vec![landed(1, 2), landed(2, 3)];
        // News of the first operation alone must not take the second one's place.
        assert!(!settle(&[line(1, 2)], &mut both));
        assert_eq!(overlay(&[line(1, 2)], &both)[0].quantity, 3);
        assert!(settle(&[line(1, 3)], &mut both));
        assert!(both.is_empty());
    }

    #[test]
    fn what_has_not_landed_stays() {
        let mut one = vec![pending(1, line(1, 2))];
        assert!(!settle(&[line(1, 2)], &mut one));
    }

    #[test]
    fn an_operation_is_reflected_when_the_cart_says_the_same() {
        assert!(is_reflected(&[line(1, 2)], &pending(1, line(1, 2))));
        assert!(!is_reflected(&[line(1, 1)], &pending(1, line(1, 2))));
        assert!(!is_reflected(&[], &pending(1, line(1, 2))));
    }
}
