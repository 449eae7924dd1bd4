//! Contents that belong to one thing, with elements of their own.

use leptos::prelude::*;
use std::hash::Hash;

/// Draws `children` for what `about` names, with new elements whenever it names something else.
///
/// A closure that draws the same kind of view again keeps the elements, and with them whatever was typed, ticked or scrolled to for
/// the last thing. Forms and sheets must not.
pub fn keyed<K, V>(
    about: impl Fn() -> Option<K> + Send + Sync + 'static,
    children: impl Fn(K) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! { <For each=about key=K::clone children /> }
}
