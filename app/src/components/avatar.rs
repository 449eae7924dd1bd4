//! A guest by initial and colour.

use comanda::session::Guest;
use leptos::prelude::*;

/// The letter a guest goes by.
pub fn initial(name: &str) -> String {
    // “Guest 2” is one of many guests: the number says more than the letter.
    let told = name.strip_prefix("Guest ").filter(|rest| rest.chars().all(|c| c.is_ascii_digit())).unwrap_or(name);
    told.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default()
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
        <span class=class translate="no" data-guest=guest.colour.to_string() role=role aria-label=says aria-hidden=hidden>
            {initial(&guest.name)}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn guests_without_a_name_go_by_their_number() {
        assert_eq!(initial("Mara"), "M");
        assert_eq!(initial("émile"), "É");
        assert_eq!(initial("Guest 2"), "2");
        assert_eq!(initial("Guest of honour"), "G");
    }
}
