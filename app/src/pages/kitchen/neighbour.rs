//! Which ticket lies above or below another, as tickets stand on the screen. Pure.

use crate::browser::focus::Corner;

/// How far apart two edges may be and still count as the same line, CSS pixels.
const SLACK: f64 = 8.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
}

/// The nearest ticket that way: the fewest columns aside, then the fewest pixels away; `None` at the edge.
pub fn neighbour(places: &[Corner], from: usize, way: Way) -> Option<usize> {
    let here = places.get(from)?;
    let rank = |place: &Corner| {
        let away = match way {
            Way::Up => here.top - place.top,
            Way::Down => place.top - here.top,
        };
        (away > SLACK).then(|| ((place.left - here.left).abs(), away))
    };
    places
        .iter()
        .enumerate()
        .filter_map(|(at, place)| Some((at, rank(place)?)))
        .min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three columns, tickets of uneven height.
    fn board() -> Vec<Corner> {
        [(0.0, 0.0), (300.0, 0.0), (600.0, 0.0), (0.0, 420.0), (300.0, 420.0)].map(|(left, top)| Corner { left, top }).to_vec()
    }

    #[test]
    fn down_stays_in_the_column_and_stops_at_the_edge() {
        assert_eq!(neighbour(&board(), 1, Way::Down), Some(4));
        assert_eq!(neighbour(&board(), 4, Way::Down), None);
        assert_eq!(neighbour(&board(), 3, Way::Up), Some(0));
    }

    #[test]
    fn down_from_a_column_without_more_goes_to_the_nearest_beside() {
        assert_eq!(neighbour(&board(), 2, Way::Down), Some(4));
    }

    #[test]
    fn a_ticket_that_is_gone_has_no_neighbour() {
        assert_eq!(neighbour(&board(), 9, Way::Down), None);
    }
}
