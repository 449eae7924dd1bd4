//! Values that follow from others.

use leptos::prelude::*;

/// What `derive` says, worked out again when something it reads has changed. Like `Memo::new`, but a program carries the code of a memo once
/// for each type of value, not once for each closure: a phone downloads all of it.
pub fn memo<T>(derive: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    boxed(Box::new(derive))
}

#[inline(never)]
fn boxed<T>(derive: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| derive())
}
