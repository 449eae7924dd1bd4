//! Fresh identifiers for what a tap creates: the one place of the screens that makes them.

use uuid::Uuid;

/// A fresh time-ordered id, by the server's time: a device whose clock is weeks off makes keys of today all the same.
#[cfg(target_arch = "wasm32")]
pub fn fresh<T: From<Uuid>>() -> T {
    use uuid::{ContextV7, Timestamp};
    thread_local! {
        /// Keeps ids in the order in which they were made, whatever the time does.
        static ORDER: ContextV7 = const { ContextV7::new() };
    }
    let milliseconds = crate::clock::now().0.max(0).unsigned_abs();
    #[allow(clippy::cast_possible_truncation)] // below a second
    let nanoseconds = (milliseconds % 1_000) as u32 * 1_000_000;
    ORDER.with(|order| Uuid::new_v7(Timestamp::from_unix(order, milliseconds / 1_000, nanoseconds))).into()
}

/// A fresh time-ordered id.
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::disallowed_methods)] // the one place that asks
pub fn fresh<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}
