//! What is typed is never cut behind anybody's back: a text that is too long says so.

use comanda::text::{length, one_line};
use leptos::prelude::*;

/// By how many characters, as people count them, a text is too long.
pub fn over(text: &str, most: usize) -> usize {
    length(&one_line(text)).saturating_sub(most)
}

/// The line under a field. `what` begins the sentence: “A note”.
#[component]
pub fn TooLong(
    #[prop(into)] id: String,
    what: &'static str,
    most: usize,
    /// See [`over`].
    #[prop(into)]
    over: Signal<usize>,
) -> impl IntoView {
    view! {
        <p class="field-error" id=id role="status">
            {move || (over.get() > 0).then(|| format!("{what} has room for {most} characters: {} too many.", over.get()))}
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
