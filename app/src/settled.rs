//! What many read, and seldom changes.

use leptos::prelude::*;

/// A value whose readers hear of it only when it is another one. A memo wakes whoever stands on it, however far down, to ask whether
/// anything is new; where hundreds do, that asking is most of what a change costs. They hear of it in the same turn of the browser's
/// loop, before it paints; several of them one after another, so that nothing that can't be taken back may hang on how two go
/// together. On the server it is the value itself: nothing changes there.
pub fn settled<T>(value: Memo<T>) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    if cfg!(feature = "ssr") {
        return value.into();
    }
    // Inside a `Transition` a read is more than a look: see the guest's guard.
    let held = RwSignal::new(untrack(|| value.get_untracked()));
    Effect::new(move |_| {
        value.with(|now| {
            if held.with_untracked(|held| held != now) {
                held.set(now.clone());
            }
        });
    });
    held.into()
}
