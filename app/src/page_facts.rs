//! What a page that the server draws in one go says of itself: its title, the answer's status, its theme. In a browser the title goes
//! to the document.

use leptos::prelude::*;
#[cfg(feature = "ssr")]
use std::sync::{Arc, Mutex, PoisonError};

/// Says the page's title.
#[component]
pub fn Title(#[prop(into)] text: String) -> impl IntoView {
    #[cfg(feature = "ssr")]
    note(|facts| facts.title = text);
    #[cfg(target_arch = "wasm32")]
    document().set_title(&text);
    #[cfg(not(any(feature = "ssr", target_arch = "wasm32")))]
    let _ = text;
}

/// Says the status of the answer; nothing in a browser.
pub fn answer_with(status: u16) {
    #[cfg(feature = "ssr")]
    note(|facts| facts.status = Some(status));
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

/// Says which pictures the page shows, first to last.
#[cfg(feature = "ssr")]
pub fn pictured(addresses: impl Iterator<Item = String>) {
    note(|facts| facts.pictures = addresses.take(SEEN_FIRST).collect());
}

/// Says by which theme the page is painted; `None` follows the system.
#[cfg(feature = "ssr")]
pub fn painted(theme: Option<&'static str>) {
    note(|facts| facts.theme = theme);
}

/// How many pictures a phone shows before it is scrolled. Asked for beside styles and letters, they come with these.
#[cfg(feature = "ssr")]
const SEEN_FIRST: usize = 3;

/// What was said.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub title: String,
    pub status: Option<u16>,
    pub theme: Option<&'static str>,
    /// Addresses of the first few pictures.
    pub pictures: Vec<String>,
}

/// Gathers what a page says while it is drawn; in its context.
#[cfg(feature = "ssr")]
#[derive(Clone, Default)]
pub struct PageFacts(Arc<Mutex<Facts>>);

#[cfg(feature = "ssr")]
impl PageFacts {
    pub fn all(&self) -> Facts {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(feature = "ssr")]
fn note(change: impl FnOnce(&mut Facts)) {
    if let Some(PageFacts(facts)) = use_context() {
        change(&mut facts.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
