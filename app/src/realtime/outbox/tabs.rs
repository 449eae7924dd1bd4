//! Several tabs of one browser share the outbox: for each person one tab sends, the others tell it what they have put in.
//!
//! Only a tab that may send for somebody stands in line for that person's lock: one that shows the front door holds up nobody. A tab
//! in front takes the lock from one behind it, which the browser may have put to sleep.

use crate::browser::optional::{call_async, property};
use crate::realtime::coordinator::Coordinator;
use comanda::Outcome;
use comanda::backend::Fault;
use comanda::ids::CommandKey;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::Set as _;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::HashMap;
use sync::outbox::{Entry, Input, Principal};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, Document, MessageEvent, VisibilityState};

/// The channel's name, and how the locks' names begin.
const NAME: &str = "comanda-outbox";

/// What tabs tell each other.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    /// Something new has been kept.
    Put,
    /// A tap that the device could not keep: whoever sends must hear of it here.
    Unkept(Box<Entry>),
    Settled {
        key: CommandKey,
        result: Result<Outcome, Fault>,
    },
    /// Why a tap was refused has been read, or the line was tapped again.
    Read {
        key: CommandKey,
    },
}

/// This tab's part in one person's lock.
enum Lock {
    /// In line for it.
    Waiting,
    /// Held, and what lets go of it.
    Held(Function),
    /// A browser without locks: every tab sends, and the key makes twice as good as once.
    Unknown,
}

thread_local! {
    /// Whom this page may send for.
    static LOCKS: RefCell<HashMap<Principal, Lock>> = RefCell::default();
    /// What this page says and hears over.
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

pub(super) fn start(coordinator: Coordinator) {
    listen(coordinator);
    let Some(document) = document() else { return };
    let seen = Closure::<dyn Fn()>::new(move || {
        if in_front() {
            waited_for().into_iter().for_each(|owner| stand_in_line(coordinator, owner, true));
        }
    });
    let _ = document.add_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
    // Of two windows side by side, the one that is used.
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("focus", seen.as_ref().unchecked_ref());
    }
    seen.forget();
}

/// Whom this page may send for by now. It does so once no other page does.
pub(super) fn want(coordinator: Coordinator, owners: &[Principal]) {
    let mut new = Vec::new();
    LOCKS.with_borrow_mut(|locks| {
        locks.retain(|owner, lock| {
            let stays = owners.contains(owner);
            if let (false, Lock::Held(release)) = (stays, lock) {
                let _ = release.call0(&JsValue::NULL);
            }
            stays
        });
        for owner in owners {
            if !locks.contains_key(owner) {
                locks.insert(*owner, Lock::Waiting);
                new.push(*owner);
            }
        }
    });
    coordinator.mail(Input::Here(owners.to_vec()));
    tell(coordinator);
    new.into_iter().for_each(|owner| stand_in_line(coordinator, owner, in_front()));
}

/// Tells the outbox for whom this tab sends.
fn tell(coordinator: Coordinator) {
    let held = |(owner, lock): (&Principal, &Lock)| (!matches!(lock, Lock::Waiting)).then_some(*owner);
    let owners = LOCKS.with_borrow(|locks| locks.iter().filter_map(held).collect());
    coordinator.mail(Input::Owners(owners));
}

fn waited_for() -> Vec<Principal> {
    let waits = |(owner, lock): (&Principal, &Lock)| matches!(lock, Lock::Waiting).then_some(*owner);
    LOCKS.with_borrow(|locks| locks.iter().filter_map(waits).collect())
}

/// Puts a lock where one was wished for. False: not any more.
fn change(owner: Principal, lock: Lock) -> bool {
    LOCKS.with_borrow_mut(|locks| locks.get_mut(&owner).map(|held| *held = lock)).is_some()
}

/// Waits for the lock, or takes it from whoever has it.
fn stand_in_line(coordinator: Coordinator, owner: Principal, takes: bool) {
    // Called with the lock; it is held until the promise is kept.
    let granted = Closure::once_into_js(move |_lock: JsValue| {
        let mut holds = false;
        let held = Promise::new(&mut |keep, _| {
            holds = change(owner, Lock::Held(keep.clone()));
            if !holds {
                let _ = keep.call0(&JsValue::NULL);
            }
        });
        if holds {
            tell(coordinator);
            super::find(coordinator);
        }
        held
    });
    let Some(ended) = request(owner, takes, &granted) else {
        change(owner, Lock::Unknown);
        return tell(coordinator);
    };
    spawn_local(async move {
        // It ends well if this page let go of it.
        let Err(error) = JsFuture::from(ended).await else { return };
        let taken = Reflect::get(&error, &"name".into()).is_ok_and(|name| name == "AbortError");
        if change(owner, if taken { Lock::Waiting } else { Lock::Unknown }) {
            tell(coordinator);
            if taken {
                stand_in_line(coordinator, owner, false);
            }
        }
    });
}

/// `navigator.locks.request(name, { steal }, granted)`; web-sys has it only as unstable.
fn request(owner: Principal, steal: bool, granted: &JsValue) -> Option<Promise> {
    let name = match owner {
        Principal::Guest(id) => format!("{NAME}-guest-{id}"),
        Principal::Staff(id) => format!("{NAME}-staff-{id}"),
        Principal::System => format!("{NAME}-system"),
    };
    let locks = property(&web_sys::window()?.navigator(), "locks")?;
    let options = Object::new();
    Reflect::set(&options, &"steal".into(), &steal.into()).ok()?;
    call_async(&locks, "request", &[name.into(), options.into(), granted.clone()])
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn in_front() -> bool {
    document().is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}
fn listen(coordinator: Coordinator) {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        match event.data().as_string().and_then(|text| comanda::wire::read(&text).ok()) {
            Some(Word::Put) => super::find(coordinator),
            Some(Word::Unkept(entry)) => {
                coordinator.post.keeps_nothing.set(true);
                coordinator.mail(Input::Found(vec![*entry]));
            }
            Some(Word::Settled { key, result }) => coordinator.mail(Input::Answered { key, result }),
            Some(Word::Read { key }) => coordinator.refusals.read(key),
            None => {}
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // Both live as long as the page.
    heard.forget();
    CHANNEL.set(Some(channel));
}

fn say(word: &Word) {
    let Ok(text) = serde_json::to_string(word) else { return };
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&JsValue::from_str(&text));
        }
    });
}

pub(super) fn tell_put() {
    say(&Word::Put);
}

pub(super) fn tell_unkept(entry: Entry) {
    say(&Word::Unkept(Box::new(entry)));
}

pub(super) fn tell_read(key: CommandKey) {
    say(&Word::Read { key });
}

pub(super) fn tell_settled(key: CommandKey, result: &Result<Outcome, Fault>) {
    say(&Word::Settled { key, result: result.clone() });
}
