//! Several tabs of one browser share the outbox: the one that holds the lock sends, the others tell it what they have put in.

use super::queue::Input;
use crate::realtime::coordinator::Coordinator;
use comanda::Outcome;
use comanda::backend::Fault;
use comanda::ids::CommandKey;
use js_sys::{Function, Promise, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// The lock's and the channel's name.
const NAME: &str = "comanda-outbox";

/// What tabs tell each other.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    /// Something new has been kept.
    Put,
    Settled {
        key: CommandKey,
        result: Result<Outcome, Fault>,
    },
}

pub(super) fn start(coordinator: Coordinator) {
    listen(coordinator);
    // Held for as long as the page lives; the browser gives it to the next tab then.
    let granted = Closure::once_into_js(move |_lock: JsValue| {
        coordinator.mail(Input::Lead(true));
        super::find(coordinator);
        Promise::new(&mut |_, _| {})
    });
    if request_lock(&granted).is_none() {
        // A browser without locks: every tab sends, and the key makes twice as good as once.
        coordinator.mail(Input::Lead(true));
    }
}

/// `navigator.locks.request(NAME, granted)`; web-sys has it only as unstable.
fn request_lock(granted: &JsValue) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| !locks.is_undefined())?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call2(&locks, &NAME.into(), granted).ok().map(drop)
}

fn listen(coordinator: Coordinator) {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        match event.data().as_string().and_then(|text| serde_json::from_str(&text).ok()) {
            Some(Word::Put) => super::find(coordinator),
            Some(Word::Settled { key, result }) => coordinator.mail(Input::Answered { key, result }),
            None => {}
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // Both live as long as the page.
    heard.forget();
    std::mem::forget(channel);
}

fn say(word: &Word) {
    let Ok(text) = serde_json::to_string(word) else { return };
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        let _ = channel.post_message(&JsValue::from_str(&text));
        channel.close();
    }
}

pub(super) fn tell_put() {
    say(&Word::Put);
}

pub(super) fn tell_settled(key: CommandKey, result: &Result<Outcome, Fault>) {
    say(&Word::Settled { key, result: result.clone() });
}
