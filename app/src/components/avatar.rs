//! A guest by initial, colour and shape.

use comanda::party::{GUEST_COLOURS, Guest};
use comanda::text;
use leptos::prelude::*;

/// The letter a guest goes by. “Guest 12” is one of many guests: the number says more than the letter.
pub fn initial(name: &str) -> String {
    match name.strip_prefix("Guest ") {
        Some(number) if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => number.to_owned(),
        _ => text::initial(name),
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
            title=guest.name.clone()
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
pub fn Face(name: String, look: Option<u8>) -> impl IntoView {
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
        assert_eq!(initial("Mara"), "M");
        assert_eq!(initial("émile"), "É");
        assert_eq!(initial("Guest 2"), "2");
        assert_eq!(initial("Guest 12"), "12");
        assert_eq!(initial("Guest of honour"), "G");
    }

    #[test]
    fn guests_of_one_colour_differ_in_shape() {
        assert_eq!((hue(3), shape(3)), ("3".into(), None));
        assert_eq!((hue(11), shape(11)), ("3".into(), Some("1".into())));
    }
}
