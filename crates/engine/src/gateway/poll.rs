//! The log over HTTP, for pages whose websockets do not get through: the same hub, rooms, cursor and frames as a socket's, a
//! question at a time. A question with no news is held back until there is some.

use super::hub::Hub;
use super::member::{Delivery, Ending, Seat, Word};
use super::outgoing::frame;
use super::replay::CatchUp;
use super::services::{Orders, may_join};
use crate::clock::Clock;
use crate::holder::Holder;
use crate::metrics;
use comanda::Actor;
use comanda::audience::Listener;
use comanda::backend::Fault;
use comanda::ids::StoreId;
use comanda::protocol::{Cursor, HEARTBEAT, MAX_ROOMS, ServerMessage};
use comanda::rooms::Room;
use std::sync::Arc;
use std::time::Duration;

/// How long a question with no news is held back: below what proxies cut.
const HELD: Duration = Duration::from_secs(20);
/// Events are gathered for this long after the first: a bump is many events and one change, and a busy kitchen many bumps.
const GATHERED: Duration = Duration::from_millis(40);

/// Who asks for what.
#[derive(Debug, Clone)]
pub struct Question {
    pub store: StoreId,
    pub actor: Actor,
    pub cursor: Option<Cursor>,
    pub rooms: Vec<Room>,
    /// No news is an answer too, and not held back.
    pub at_once: bool,
    /// Identifies this build to the pages.
    pub build: Arc<str>,
}

/// What a socket would say to this hello, as its frames' texts. Errors: [`Fault::Unauthenticated`], [`Fault::Replaced`] once
/// access has ended, [`Fault::Unavailable`] while the log can't be read.
pub async fn poll(hub: &Hub, orders: &dyn Orders, clock: &dyn Clock, question: Question) -> Result<Vec<String>, Fault> {
    let asked_at = clock.now();
    let Question { store, actor, cursor, rooms, at_once, build } = question;
    metrics::polled();
    let holder = Holder::of(&actor).ok_or(Fault::Unauthenticated)?;
    let listener = Listener::of(&actor);
    let mut seat = hub.enter(store, holder);
    let mut answers = Vec::new();
    for room in rooms.into_iter().take(MAX_ROOMS) {
        if may_join(orders, store, &actor, &room).await? {
            seat.join(room.clone());
            answers.push(ServerMessage::Joined { room });
        } else {
            answers.push(ServerMessage::Denied { room, reason: Fault::Forbidden.code() });
        }
    }
    let now = hub.position(store).await?;
    let (epoch, seq) = (now.epoch, now.seq);
    let welcome = ServerMessage::Welcome {
        epoch,
        seq,
        build: build.as_ref().to_owned(),
        connection: seat.connection,
        heartbeat_ms: HEARTBEAT,
    };
    let mut said: Vec<String> = std::iter::once(&welcome).chain(&answers).map(text).collect();
    match hub.catch_up(store, cursor, now).await? {
        CatchUp::Resync(reason) => said.push(text(&ServerMessage::Resync { reason, epoch, seq })),
        CatchUp::Events(events) => {
            let mut upto = seq.max(cursor.map_or(0, |c| c.seq));
            let mut news = false;
            for event in events {
                upto = upto.max(event.seq);
                if event.reaches(&seat.rooms, listener) {
                    said.push(event.frame(listener).to_string());
                    news = true;
                }
            }
            if !news && !at_once {
                upto = hold(&mut seat, listener, upto, &mut said).await?;
            }
            said.push(text(&ServerMessage::CaughtUp { seq: upto }));
        }
    }
    // Both by the server's clock: how long the answer was held back is no part of the round trip.
    said.push(text(&ServerMessage::Pong { t: asked_at.0, server_time: Some(clock.now()) }));
    Ok(said)
}

/// Waits for news after `upto`; gives the place up to which the answer goes.
async fn hold(seat: &mut Seat, listener: Listener, mut upto: i64, said: &mut Vec<String>) -> Result<i64, Fault> {
    let quiet = tokio::time::sleep(HELD);
    tokio::pin!(quiet);
    let mut heard = false;
    loop {
        tokio::select! {
            biased;
            word = seat.exit.word() => return match word {
                Word::Go(ending) => ended(ending, heard, upto, said),
                // The next question is asked by whoever it is then.
                Word::Doubt => Ok(upto),
            },
            Some(delivery) = seat.queue.recv() => match delivery {
                Delivery::Event(event) if event.seq > upto => {
                    upto = event.seq;
                    said.push(event.frame(listener).to_string());
                    if !heard {
                        heard = true;
                        quiet.as_mut().reset(tokio::time::Instant::now() + GATHERED);
                    }
                }
                Delivery::Event(_) => {}
                Delivery::End(ending) => return ended(ending, heard, upto, said),
            },
            () = &mut quiet => return Ok(upto),
        }
    }
}

/// What has been heard so far is good all the same, unless access has ended.
fn ended(ending: Ending, heard: bool, upto: i64, said: &mut Vec<String>) -> Result<i64, Fault> {
    match ending {
        // The next question begins where this answer ends.
        Ending::TooSlow | Ending::Crowded => Ok(upto),
        // The last words of a closed table are among what was heard.
        Ending::Revoked if !heard => Err(Fault::Unauthenticated),
        Ending::Revoked => Ok(upto),
        Ending::Replaced { by } => Err(Fault::Replaced { by }),
        Ending::GoingAway { retry_after_ms } => {
            said.push(text(&ServerMessage::GoingAway { retry_after_ms }));
            Ok(upto)
        }
    }
}

fn text(message: &ServerMessage) -> String {
    frame(message).to_string()
}
