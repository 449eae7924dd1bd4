//! The socket in a browser: carries the machine's bytes and wakes it.

use super::coordinator::Coordinator;
use comanda::protocol::{ClientMessage, ServerMessage};
use futures::channel::mpsc::{UnboundedSender, unbounded};
use futures::future::{AbortHandle, abortable};
use futures::{SinkExt, StreamExt};
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, WebSocketError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::connection::Input;
use sync::inflate::read_deflated;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// One open (or opening) socket. Dropping it closes it, and nothing more is heard from it.
pub(super) struct Link {
    out: UnboundedSender<ClientMessage>,
    stop: AbortHandle,
}

impl Link {
    pub fn open(coordinator: Coordinator) -> Self {
        let (out, mut outgoing) = unbounded::<ClientMessage>();
        let (work, stop) = abortable(async move {
            let Some(socket) = connect(coordinator) else {
                coordinator.feed(Input::Closed(1006));
                return;
            };
            let (mut sink, mut stream) = socket.split();
            spawn_local(async move {
                while let Some(message) = outgoing.next().await {
                    let Ok(text) = serde_json::to_string(&message) else { continue };
                    if sink.send(Message::Text(text)).await.is_err() {
                        break;
                    }
                }
                let _ = sink.close().await;
            });
            // The browser queues what is sent before the handshake is over, so the greeting may go at once.
            coordinator.feed(Input::Opened);
            let mut code = 1006;
            while let Some(frame) = stream.next().await {
                match frame {
                    Ok(Message::Text(text)) => coordinator.feed(heard(comanda::wire::read(&text).ok())),
                    Ok(Message::Bytes(bytes)) => coordinator.feed(heard(read_deflated(&bytes))),
                    Err(WebSocketError::ConnectionClose(close)) => {
                        code = close.code;
                        break;
                    }
                    Err(_) => break,
                }
            }
            coordinator.feed(Input::Closed(code));
        });
        spawn_local(async move {
            let _ = work.await;
        });
        Self { out, stop }
    }

    pub fn send(&self, message: &ClientMessage) {
        // A full or closed channel means the socket is gone; its reader says so.
        let _ = self.out.unbounded_send(message.clone());
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.out.close_channel();
        self.stop.abort();
    }
}

fn heard(message: Option<ServerMessage>) -> Input {
    message.map_or(Input::Unreadable, |message| Input::Message(Box::new(message)))
}

fn connect(coordinator: Coordinator) -> Option<WebSocket> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    let host = location.host().ok()?;
    let address = format!("{scheme}://{host}/ws?hat={}", coordinator.hat().word());
    if let Some(socket) = opened_before(&address).and_then(|socket| WebSocket::try_from(socket).ok()) {
        return Some(socket);
    }
    WebSocket::open(&address).ok()
}

/// The socket that the page has opened while the program was on its way, the first time; `None` if it is another, or closed again.
fn opened_before(address: &str) -> Option<web_sys::WebSocket> {
    let (window, name) = (web_sys::window()?, "socket".into());
    let socket = js_sys::Reflect::get(&window, &name).ok()?.dyn_into::<web_sys::WebSocket>().ok()?;
    let _ = js_sys::Reflect::delete_property(&window, &name);
    let alive = socket.ready_state() <= web_sys::WebSocket::OPEN && socket.url() == address;
    if !alive {
        let _ = socket.close();
    }
    alive.then_some(socket)
}

/// The second hand of the machine, and the browser's own signs of life.
pub(super) fn keep_awake(coordinator: Coordinator) {
    let tick = move || {
        if crate::clock::has_slept() {
            coordinator.feed(Input::Slept);
        }
        coordinator.feed(Input::Tick);
    };
    let tick = set_interval_with_handle(tick, std::time::Duration::from_millis(500));
    if let Ok(tick) = tick {
        on_cleanup(move || tick.clear());
    }
    let Some(window) = web_sys::window() else { return };
    let online = Closure::<dyn Fn()>::new(move || coordinator.feed(Input::Wake));
    // Either way the network is another one: what is open is tried at once, what waits tries again.
    for word in ["online", "offline"] {
        let _ = window.add_event_listener_with_callback(word, online.as_ref().unchecked_ref());
    }
    online.forget();
    let Some(document) = window.document() else { return };
    let seen = document.clone();
    let visible = Closure::<dyn Fn()>::new(move || {
        if seen.visibility_state() == web_sys::VisibilityState::Visible {
            // Before the next tick, which may be a while yet.
            if crate::clock::has_slept() {
                coordinator.feed(Input::Slept);
            }
            coordinator.feed(Input::Wake);
        }
    });
    let _ = document.add_event_listener_with_callback("visibilitychange", visible.as_ref().unchecked_ref());
    visible.forget();
}
