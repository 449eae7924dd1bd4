//! The name of a party's place, as screens show it.

use comanda::party::Place;

/// What is written on the table or the counter; empty for what leaves the house.
pub fn place_label(place: &Place) -> String {
    place.label().unwrap_or_default().to_owned()
}
