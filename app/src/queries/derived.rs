//! What follows from answers, inside a `Suspense`.

use leptos::prelude::*;

/// Derives a value from answers, with the value before it. In the browser it is kept until an answer changes; on the server it is
/// worked out at every look, and there is no value before.
///
/// A `Suspense` on the server counts an answer as there a moment before it can be read, and then looks once more. Whoever reads
/// the answer itself at that look is waited for; a memo would give back what it kept, and the page would be drawn without it.
pub fn derived<T>(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    if cfg!(feature = "ssr") { Signal::derive(move || derive(None)) } else { Memo::new(derive).into() }
}
