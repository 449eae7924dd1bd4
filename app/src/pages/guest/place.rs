//! Where a guest's pages are: the address, and the ways between them. Three pages that share everything need no more of a router.

use super::nav::GuestTab;
use crate::memo::memo;
use leptos::prelude::*;

/// The question in an address: names and values in their order, decoded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// From `a=1&b=2`, with or without its question mark.
    pub fn parse(text: &str) -> Self {
        Self(form_urlencoded::parse(text.trim_start_matches('?').as_bytes()).into_owned().collect())
    }

    /// The first value under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values under a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }
}

/// Where a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Address {
    path: String,
    /// Without its question mark.
    search: String,
}

impl Address {
    /// From `/table?cart=1#top`.
    fn parse(text: &str) -> Self {
        let text = text.split_once('#').map_or(text, |(before, _)| before);
        let (path, search) = text.split_once('?').unwrap_or((text, ""));
        Self { path: path.to_owned(), search: search.to_owned() }
    }

    fn whole(&self) -> String {
        if self.search.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.search) }
    }
}

/// How to go to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Going {
    /// The step back leads past the page before.
    pub replaces: bool,
    /// The page stays where it was scrolled to.
    pub stays: bool,
}

/// The address of this page; `Copy`, provided at the root.
#[derive(Clone, Copy)]
pub struct Place(RwSignal<Address>);

impl Place {
    /// At such an address.
    pub fn at(path: &str, search: &str) -> Self {
        Self(RwSignal::new(Address { path: path.to_owned(), search: search.to_owned() }))
    }

    /// Path and question.
    pub fn whole(self) -> String {
        self.0.with(Address::whole)
    }

    /// Which of the table's pages it is.
    pub fn tab(self) -> Memo<GuestTab> {
        memo(move || self.0.with(|address| GuestTab::at(&address.path)))
    }

    /// Turns to another of the table's pages.
    pub fn go(self, to: &str, going: Going) {
        let address = Address::parse(to);
        let same = self.0.with_untracked(|held| *held == address);
        browser::write(&address.whole(), going.replaces || same);
        if !same {
            self.0.set(address);
        }
        if !going.stays {
            browser::scroll_to_top();
        }
    }
}

/// Where this page is.
pub fn use_place() -> Place {
    expect_context()
}

/// The question in the address.
pub fn use_query() -> Memo<Query> {
    let place = use_place();
    memo(move || place.0.with(|address| Query::parse(&address.search)))
}

/// Provides the address the browser is at, and follows its links and steps.
#[cfg(target_arch = "wasm32")]
pub fn provide_place() {
    let (path, search) = browser::address();
    let place = Place::at(&path, search.trim_start_matches('?'));
    provide_context(place);
    browser::listen(place);
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Address, Going, GuestTab, Place};
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use web_sys::MouseEvent;

    pub fn address() -> (String, String) {
        let location = window().location();
        (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
    }

    pub fn write(to: &str, replaces: bool) {
        let Ok(history) = window().history() else { return };
        let null = wasm_bindgen::JsValue::NULL;
        let _ = if replaces {
            history.replace_state_with_url(&null, "", Some(to))
        } else {
            history.push_state_with_url(&null, "", Some(to))
        };
    }

    /// Scrolls after the next page has been drawn.
    pub fn scroll_to_top() {
        request_animation_frame(|| window().scroll_to_with_x_and_y(0.0, 0.0));
    }

    /// Both for as long as the page lives.
    pub fn listen(place: Place) {
        let _ = window_event_listener(leptos::ev::popstate, move |_| {
            let (path, search) = address();
            let address = Address { path, search: search.trim_start_matches('?').to_owned() };
            // The browser puts the page back to where it was scrolled.
            if place.0.with_untracked(|held| *held != address) {
                place.0.set(address);
            }
        });
        let _ = window_event_listener(leptos::ev::click, move |event| follow(place, &event));
    }

    /// A plain tap on a link to one of the table's pages turns to it; any other is the browser's.
    fn follow(place: Place, event: &MouseEvent) {
        let changed = event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key();
        if event.default_prevented() || event.button() != 0 || changed {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(link) = target.and_then(|element| element.closest("a[href]").ok().flatten()) else { return };
        let leaves = link.has_attribute("download") || link.has_attribute("target");
        let href = link.get_attribute("href").unwrap_or_default();
        // The pages of a table link to one another by path.
        let path = href.split(['?', '#']).next().unwrap_or_default();
        if leaves
            || link.get_attribute("rel").as_deref() == Some("external")
            || !GuestTab::ALL.iter().any(|tab| tab.path() == path)
        {
            return;
        }
        event.prevent_default();
        place.go(&href, Going { replaces: false, stays: link.has_attribute("data-noscroll") });
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    pub fn write(_: &str, _: bool) {}
    pub fn scroll_to_top() {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_as_a_form_writes_it() {
        let query = Query::parse("?q=rag%C3%B9+bianco&without=milk&without=nuts&browse");
        assert_eq!(query.get("q"), Some("ragù bianco"));
        assert_eq!(query.all("without"), ["milk", "nuts"]);
        assert_eq!((query.get("browse"), query.get("brows")), (Some(""), None));
        assert_eq!(Query::parse(""), Query::default());
    }

    #[test]
    fn an_address_is_a_path_and_its_question() {
        let address = Address::parse("/table?cart=1&q=a#top");
        assert_eq!((address.path.as_str(), address.search.as_str()), ("/table", "cart=1&q=a"));
        assert_eq!(Address::parse("/table/orders").whole(), "/table/orders");
        assert_eq!(address.whole(), "/table?cart=1&q=a");
        // What a page without a question of its own writes.
        assert_eq!(Address::parse("/table?").whole(), "/table");
    }
}
