//! A guest by initial, colour and shape.

use crate::{person, words};
use comanda::party::{GUEST_COLOURS, Guest};
use comanda::{PersonName, text};
use leptos::prelude::*;

/// The letter a guest goes by; one without a name, the number.
fn initial(name: &PersonName) -> String {
    match name {
        PersonName::Given(name) => text::initial(name),
        PersonName::Number(number) => words().number(i64::from(*number)),
    }
}

/// The stylesheet's number of a guest's colour.
pub fn hue(look: u8) -> String {
    (look % GUEST_COLOURS).to_string()
}

/// The stylesheet's number of a guest's shape; guests of one colour differ in it.
fn shape(look: u8) -> Option<String> {
    (look >= GUEST_COLOURS).then(|| (look / GUEST_COLOURS).to_string())
}

/// A coloured initial; decoration, the name stands beside it unless `says` gives it a name of its own.
#[component]
pub fn Avatar(
    guest: Guest,
    /// More classes, e.g. `avatar-sm`.
    #[prop(optional)]
    class: &'static str,
    /// Read out in its place: “For Ines”.
    #[prop(optional, into)]
    says: Option<String>,
) -> impl IntoView {
    let class = if class.is_empty() { "avatar".to_owned() } else { format!("avatar {class}") };
    let hidden = says.is_none().then_some("true");
    let role = says.is_some().then_some("img");
    view! {
        <span
            class=class
            translate="no"
            data-guest=hue(guest.colour)
            data-shape=shape(guest.colour)
            title=person(&guest.name)
            role=role
            aria-label=says
            aria-hidden=hidden
        >
            {initial(&guest.name)}
        </span>
    }
    .into_any()
}

/// The same, small, of whoever touched a line: guests have a look, staff have none.
#[component]
pub fn Face(name: PersonName, look: Option<u8>) -> impl IntoView {
    view! {
        <span class="avatar avatar-sm" data-guest=look.map(hue) data-shape=look.and_then(shape) aria-hidden="true">
            {initial(&name)}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_without_a_name_go_by_their_whole_number() {
        assert_eq!(initial(&"Mara".into()), "M");
        assert_eq!(initial(&"émile".into()), "É");
        assert_eq!(initial(&PersonName::Number(2)), "2");
        assert_eq!(initial(&PersonName::Number(12)), "12");
        assert_eq!(initial(&"Guest 12".into()), "G", "a name of their own");
    }

    #[test]
    fn guests_of_one_colour_differ_in_shape() {
        assert_eq!((hue(3), shape(3)), ("3".into(), None));
        assert_eq!((hue(11), shape(11)), ("3".into(), Some("1".into())));
    }
}
