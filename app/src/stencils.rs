//! Dishes as the server has drawn them before. A menu's guests are shown the same but for what is in their carts, and dishes are most of
//! a page: each is drawn once for every menu and language, and the menu is written once. What must be new with each page, the keys of its forms, is filled in.

use crate::pages::guest::Seat;
use crate::words;
use comanda::ids::{ProductId, StoreId};
use comanda::shop::menu::Menu;
use i18n::Language;
use leptos::prelude::*;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// Beyond so many stores and languages the memory starts afresh.
const MOST: usize = 1_024;

/// Stands for a key while a dish is drawn to be kept. Of the characters that mean nothing: no dish is called so.
const KEY: &str = "\u{e000}key\u{e000}";

/// What has been drawn, of all stores that are served here. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Stencils(Arc<Mutex<Shelf>>);

type Shelf = HashMap<(StoreId, Language), Drawn>;

/// A store's dishes in one language.
#[derive(Debug)]
struct Drawn {
    /// Of this very menu. Held, so that no other comes to stand at its address.
    menu: Arc<Menu>,
    dishes: HashMap<Kind, Arc<Stencil>>,
    /// The menu itself, as it goes with the page for the program.
    json: Option<Arc<RawValue>>,
}

/// Which of a dish's faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    dish: ProductId,
    /// Can it be ordered now?
    open: bool,
    /// Does who looks still wait at the door?
    waits: bool,
}

/// HTML with gaps for keys.
#[derive(Debug, PartialEq, Eq)]
struct Stencil(Vec<String>);

/// In the context of what is drawn to be kept.
#[derive(Clone, Copy)]
struct Kept;

/// A fresh key for a form; its place, in what is drawn to be kept.
pub fn key() -> String {
    if use_context::<Kept>().is_some() { KEY.to_owned() } else { crate::ids::fresh::<Uuid>().to_string() }
}

/// A dish of this page's menu as HTML, drawn by `draw` unless it was before. `None` for a face that hardly another guest is shown: of a
/// dish that is in the cart.
pub fn dish(seat: Seat, dish: ProductId, draw: impl FnOnce() -> String) -> Option<String> {
    let stencils = use_context::<Stencils>()?;
    let menu = seat.menu.get_untracked();
    let (store, currency) = seat.session.with_untracked(|session| (session.store, session.currency));
    if currency != menu.currency || seat.portions.of(dish) > 0 {
        return None;
    }
    let kind = Kind { dish, open: menu.product(dish)?.availability.is_open(seat.as_of), waits: seat.is_waiting() };
    let place = (store, words().language());
    let same = |drawn: &Drawn| Arc::ptr_eq(&drawn.menu, &menu);
    let known = stencils.shelf().get(&place).filter(|drawn| same(drawn)).and_then(|drawn| drawn.dishes.get(&kind)).cloned();
    if let Some(known) = known {
        return Some(known.filled());
    }
    // Drawn without the lock: others go on.
    let html = Owner::new().with(|| {
        provide_context(Kept);
        draw()
    });
    let stencil = Arc::new(Stencil::cut(&html));
    stencils.keep(place, menu, |drawn| drop(drawn.dishes.insert(kind, stencil.clone())));
    Some(stencil.filled())
}

/// A menu as JSON, serialised once and then shared. `None` if it can't be serialised.
pub fn json(store: StoreId, menu: &Arc<Menu>) -> Option<Arc<RawValue>> {
    let write = || serde_json::value::to_raw_value(menu).ok().map(Arc::from);
    let Some(stencils) = use_context::<Stencils>() else { return write() };
    let place = (store, words().language());
    let known = stencils.shelf().get(&place).filter(|drawn| Arc::ptr_eq(&drawn.menu, menu)).and_then(|drawn| drawn.json.clone());
    known.or_else(|| {
        let json: Arc<RawValue> = write()?;
        stencils.keep(place, menu.clone(), |drawn| drawn.json = Some(json.clone()));
        Some(json)
    })
}

impl Stencils {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps something that was drawn of this menu; of another menu nothing is kept any more.
    fn keep(&self, place: (StoreId, Language), menu: Arc<Menu>, put: impl FnOnce(&mut Drawn)) {
        let mut shelf = self.shelf();
        if shelf.len() >= MOST && !shelf.contains_key(&place) {
            shelf.clear();
        }
        let drawn = shelf.entry(place).or_insert_with(|| Drawn::of(menu.clone()));
        if !Arc::ptr_eq(&drawn.menu, &menu) {
            *drawn = Drawn::of(menu);
        }
        put(drawn);
    }
}

impl Drawn {
    fn of(menu: Arc<Menu>) -> Self {
        Self { menu, dishes: HashMap::new(), json: None }
    }
}

impl Stencil {
    fn cut(html: &str) -> Self {
        Self(html.split(KEY).map(str::to_owned).collect())
    }

    fn filled(&self) -> String {
        let length: usize = self.0.iter().map(|text| text.len() + 36).sum();
        let mut html = String::with_capacity(length);
        for (nth, text) in self.0.iter().enumerate() {
            if nth > 0 {
                // Nothing can go wrong in writing to a text.
                let _ = write!(html, "{}", crate::ids::fresh::<Uuid>());
            }
            html.push_str(text);
        }
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_filling_has_keys_of_its_own() {
        let stencil = Stencil::cut(&format!("<input value=\"{KEY}\"><input value=\"{KEY}\">"));
        let (one, other) = (stencil.filled(), stencil.filled());
        let keys = |html: &str| html.split('"').filter_map(|part| part.parse::<Uuid>().ok()).collect::<Vec<_>>();
        let all = [keys(&one), keys(&other)].concat();
        assert_eq!(all.len(), 4, "{one}");
        assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 4);
        assert!(one.starts_with("<input value=\"") && one.ends_with("\">"));
        // Without a key it is what was drawn.
        assert_eq!(Stencil::cut("<li></li>").filled(), "<li></li>");
    }
}
