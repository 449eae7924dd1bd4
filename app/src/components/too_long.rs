//! What is typed is never cut behind anybody's back: a text that is too long says so.

use comanda::text::{length, one_line};
use leptos::prelude::*;

/// By how many characters, as people count them, a text is too long.
pub fn over(text: &str, most: usize) -> usize {
    length(&one_line(text)).saturating_sub(most)
}

/// What can be too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooMuch {
    Note,
    Name,
    Reason,
}

/// The line under a field.
#[component]
pub fn TooLong(
    #[prop(into)] id: String,
    what: TooMuch,
    most: usize,
    /// See [`over`].
    #[prop(into)]
    over: Signal<usize>,
) -> impl IntoView {
    view! {
        <p class="field-error" id=id role="status">
            {move || {
                (over.get() > 0)
                    .then(|| match what {
                        TooMuch::Note => say!(note_too_long, most = most, over = over.get()),
                        TooMuch::Name => say!(name_too_long, most = most, over = over.get()),
                        TooMuch::Reason => say!(reason_too_long, most = most, over = over.get()),
                    })
            }}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::over;

    #[test]
    fn characters_are_counted_as_people_count_them() {
        assert_eq!(over("no nuts", 7), 0);
        assert_eq!(over("no nuts!", 7), 1);
        assert_eq!(over("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 1), 1);
        assert_eq!(over("  no   nuts \n", 7), 0, "as it is kept");
    }
}
