//! What the parts of the office share: the menu as it stands, and the door for its edits.

use crate::AppError;
use crate::components::toast::{ToastHandle, use_toasts};
use crate::memo::memo;
use crate::queries::{Answer, Answered, QueryKey};
use crate::realtime::{Audience, Dispatch, Known, follow, use_audience, use_dispatch, use_ground};
use crate::words;
use comanda::access::Surface;
use comanda::backend::Hat;
use comanda::rooms::Room;
use comanda::shop::menu::{Menu, MenuEdit};
use comanda::shop::{ShopCommand, Store};
use comanda::views::Viewer;
use comanda::{Command, Currency, Money, Role};
use leptos::prelude::*;
use std::sync::Arc;

/// How long an edit may be taken back by a tap, milliseconds.
const UNDO_OFFERED: u64 = 10_000;

/// The queries of a page, made once at its root.
#[derive(Clone, Copy)]
pub struct Sources {
    pub viewer: Resource<Answer<Viewer>>,
    pub menu: Resource<Answered<Menu>>,
}

/// Reactive views on the queries; `Copy`. Made inside the page's `Transition`.
#[derive(Clone, Copy)]
pub struct Desk {
    pub store: Memo<Option<Store>>,
    pub store_name: Memo<String>,
    pub currency: Memo<Currency>,
    pub menu: Memo<Option<Arc<Menu>>>,
    /// Kept aside: it is large, and hardly ever looked at.
    door: StoredValue<(Dispatch, ToastHandle)>,
}

impl Desk {
    pub fn new(Sources { viewer, menu }: Sources) -> Self {
        let menu: Known<Menu> = follow(|| Some(QueryKey::Menu), move || menu.get());
        use_ground(Hat::Staff, move || viewer.get()?.ok(), move || menu.get()?.ok());
        let store = memo(move || viewer.get()?.ok()?.store);
        Self {
            store,
            store_name: memo(move || store.with(|s| s.as_ref().map_or_else(|| "Comanda".into(), |s| s.name.clone()))),
            currency: memo(move || store.with(|s| s.as_ref().map_or(Currency::EUR, |s| s.currency))),
            menu: memo(move || menu.get().and_then(Result::ok)),
            door: StoredValue::new((use_dispatch(Hat::Staff), use_toasts())),
        }
    }

    /// An amount as people read it.
    pub fn money(self, minor: i64) -> String {
        words().money(Money::new(minor, self.currency.get_untracked()))
    }

    /// Sends edits, says what was done and offers the way back. `refused` is told why not; nothing has changed then.
    pub fn edit(self, edits: Vec<MenuEdit>, done: String, refused: impl FnOnce(&AppError) + 'static) {
        if edits.is_empty() {
            return;
        }
        // The last edit is the first to be taken back.
        let back = edits.iter().rev().cloned().map(MenuEdit::reversed).collect();
        let [edits, back] = [edits, back].map(|edits| Command::Shop(ShopCommand::EditMenu { edits }));
        self.act(edits, back, done, refused);
    }

    /// The same for any command with one that takes it back.
    pub fn act(self, command: Command, back: Command, done: String, refused: impl FnOnce(&AppError) + 'static) {
        let (dispatch, toasts) = self.door.get_value();
        let offer = toasts.offer_undo(done, UNDO_OFFERED, move || {
            dispatch.send(back.clone());
        });
        dispatch.send_then(command, move |result| {
            if let Err(error) = &result {
                toasts.dismiss(offer);
                refused(error);
            }
        });
    }
}

/// Listens as a manager: to the store, whose menu it is.
pub fn listen(viewer: Resource<Answer<Viewer>>) {
    use_audience(move || {
        let staff = viewer.get()?.ok()?.staff?;
        let rooms = vec![Room::Store, Room::Role(Role::Manager)];
        staff.may_open(Surface::Office).then_some(Audience { hat: Hat::Staff, rooms })
    });
}
