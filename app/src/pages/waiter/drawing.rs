//! Where a table, its chairs and the rest of a room stand, in percent: the stylesheet draws from these.

use comanda::shop::{Area, Shape, Table};

/// A place in a room as custom properties.
pub fn place(area: &Area, x: i64, y: i64, w: i64, h: i64) -> String {
    format!(
        "--x:{};--y:{};--w:{};--h:{}",
        percent(x, area.width),
        percent(y, area.height),
        percent(w, area.width),
        percent(h, area.height)
    )
}

/// Width over height.
pub fn ratio(area: &Area) -> String {
    #[allow(clippy::cast_precision_loss)] // plan units are small
    let ratio = area.width.max(1) as f64 / area.height.max(1) as f64;
    trimmed(ratio)
}

fn percent(part: i64, whole: i64) -> String {
    #[allow(clippy::cast_precision_loss)]
    let share = part as f64 * 100.0 / whole.max(1) as f64;
    trimmed(share)
}

fn trimmed(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A chair on the edge of a table: where, in percent of the table, and how far it is turned, in degrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chair {
    x: String,
    y: String,
    turned: u32,
}

impl Chair {
    pub fn style(&self) -> String {
        format!("--sx:{};--sy:{};--r:{}", self.x, self.y, self.turned)
    }
}

/// The chairs of a table, clockwise by sides: top, right end, bottom, left end.
pub fn chairs(table: &Table) -> Vec<Chair> {
    let [top, right, bottom, left] = sides(table);
    [side(top, 0), side(right, 90), side(bottom, 180), side(left, 270)].concat()
}

/// How many chairs stand at each side.
fn sides(table: &Table) -> [u32; 4] {
    let seats = table.seats;
    match seats {
        0..=2 => [seats.min(1), 0, seats.saturating_sub(1), 0],
        3 => [1, 1, 1, 0],
        _ if table.shape == Shape::Rect => {
            let long = seats - 2;
            [long.div_ceil(2), 1, long / 2, 1]
        }
        _ => {
            let (each, more) = (seats / 4, seats % 4);
            [each + u32::from(more > 0), each + u32::from(more > 2), each + u32::from(more > 1), each]
        }
    }
}

fn side(count: u32, turned: u32) -> Vec<Chair> {
    (1..=count)
        .map(|n| {
            let along = trimmed(f64::from(n) * 100.0 / f64::from(count + 1));
            let (x, y) = match turned {
                0 => (along, "0".into()),
                90 => ("100".into(), along),
                180 => (along, "100".into()),
                _ => ("0".into(), along),
            };
            Chair { x, y, turned }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::ids::{AreaId, TableId};
    use rstest::rstest;

    fn table(seats: u32, shape: Shape) -> Table {
        let space = uuid::Uuid::nil();
        let (id, area) = (TableId::named(&space, "t"), AreaId::named(&space, "a"));
        Table { id, area, label: "1".into(), seats, shape, x: 0, y: 0, w: 90, h: 90 }
    }

    #[rstest]
    #[case(1, Shape::Square, [1, 0, 0, 0])]
    #[case(2, Shape::Square, [1, 0, 1, 0])]
    #[case(4, Shape::Round, [1, 1, 1, 1])]
    #[case(6, Shape::Rect, [2, 1, 2, 1])]
    #[case(7, Shape::Rect, [3, 1, 2, 1])]
    #[case(8, Shape::Round, [2, 2, 2, 2])]
    fn every_seat_has_its_chair(#[case] seats: u32, #[case] shape: Shape, #[case] expected: [u32; 4]) {
        let table = table(seats, shape);
        assert_eq!(sides(&table), expected);
        assert_eq!(u32::try_from(chairs(&table).len()), Ok(seats));
    }

    #[test]
    fn places_are_percent_of_the_room() {
        let area = Area {
            id: AreaId::named(&uuid::Uuid::nil(), "a"),
            name: "Sala".into(),
            width: 1200,
            height: 800,
            features: Vec::new(),
        };
        assert_eq!(place(&area, 72, 220, 90, 90), "--x:6;--y:27.5;--w:7.5;--h:11.25");
        assert_eq!(ratio(&area), "1.5");
    }
}
