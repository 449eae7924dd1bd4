//! How a long ticket is divided over the columns of a board. Pure.

use comanda::party::Item;

/// What a ticket's head and foot need, in letters of the page's size.
const HEAD_AND_FOOT: f64 = 15.0;
/// The least a part has room for, however low the display is.
const LEAST: f64 = 20.0;
/// The least height of a line: what a wet finger needs.
const LINE: f64 = 4.0;

/// How many lines each part of a ticket shows, on a board of this height. A board of unknown height shows all in one.
pub fn parts(items: &[Item], board: Option<i32>) -> Vec<usize> {
    let room = board.map_or(f64::INFINITY, |board| (f64::from(board) - HEAD_AND_FOOT).max(LEAST));
    let mut parts = vec![0];
    let mut left = room;
    for item in items {
        let high = height(item);
        if let Some(last) = parts.last_mut().filter(|last| high <= left || **last == 0) {
            *last += 1;
            left -= high;
        } else {
            parts.push(1);
            left = room - high;
        }
    }
    parts
}

/// How high a line gets, reckoned rather high: names, choices and wishes wrap.
fn height(item: &Item) -> f64 {
    let rows =
        |text: &str, a_row: usize| f64::from(u32::try_from(comanda::text::length(text).div_ceil(a_row)).unwrap_or(u32::MAX));
    let choices = 1.6 * rows(&item.choices(), 20);
    let note = item.note.as_ref().map_or(0.0, |note| 1.0 + 1.6 * rows(note, 16));
    LINE.max(1.0 + 2.0 * rows(&item.name, 16) + choices + note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::kitchen::step::tests::item as any;
    use comanda::party::ItemStatus;

    fn item() -> Item {
        any(1, ItemStatus::Pending)
    }

    #[test]
    fn a_ticket_that_fits_stays_whole() {
        let items = vec![item(); 5];
        assert_eq!(parts(&items, Some(56)), [5]);
        assert_eq!(parts(&items, None), [5]);
        assert_eq!(parts(&[], Some(56)), [0]);
    }

    #[test]
    fn a_long_ticket_goes_on_in_the_next_column() {
        let parts = parts(&vec![item(); 22], Some(56));
        assert!(parts.len() > 1, "{parts:?}");
        assert_eq!(parts.iter().sum::<usize>(), 22);
        assert!(parts.iter().all(|lines| *lines <= 10));
    }

    #[test]
    fn a_line_that_is_longer_than_a_board_has_a_part_of_its_own() {
        let mut long = item();
        long.note = Some("w".repeat(200));
        assert_eq!(parts(&[item(), long, item()], Some(20)), [1, 1, 1]);
    }
}
