//! One socket at the server: conversation and hub, carried out as `engine::gateway::socket` does.

use crate::node::{Answer, Node};
use crate::wire::{Frame, Reading, write_line};
use comanda::Actor;
use comanda::access;
use comanda::audience::Listener;
use comanda::backend::Fault;
use comanda::ids::CommandKey;
use comanda::protocol::{
    CLOSE_CROWDED, CLOSE_REPLACED, CLOSE_RESTART, CLOSE_TOO_SLOW, CLOSE_UNAUTHENTICATED, Cursor, HEARTBEAT, ResyncReason,
    ServerMessage,
};
use comanda::rooms::Room;
use engine::clock::Clock as _;
use engine::gateway::conversation::{Conversation, Step};
use engine::gateway::member::{Delivery, Ending, Seat};
use engine::gateway::replay::CatchUp;
use engine::holder::Holder;
use std::convert::Infallible;
use std::rc::Rc;
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::time::{Instant, sleep_until};
use turmoil::net::tcp::OwnedWriteHalf;

/// With which code a connection ends; `None`: the other end is gone.
type End = Option<u16>;

struct Connection {
    node: Rc<Node>,
    actor: Actor,
    write: OwnedWriteHalf,
    conversation: Conversation,
    seat: Seat,
    started: Instant,
    sent: Option<i64>,
    submitting: Option<(CommandKey, Answer)>,
}

pub async fn serve(node: Rc<Node>, actor: Actor, lines: Reading, write: OwnedWriteHalf) {
    let Some(who) = Holder::of(&actor) else { return };
    let seat = node.hub.enter(node.house.tiny.store, who);
    let conversation = Conversation::default();
    let started = now();
    let mut connection = Connection { node, actor, write, conversation, seat, started, sent: None, submitting: None };
    let Err(end) = connection.run(lines).await;
    let Connection { mut write, seat, .. } = connection;
    drop(seat);
    if let Some(code) = end {
        let _ = write_line(&mut write, &Frame::Close(code).line()).await;
    }
    let _ = write.shutdown().await;
}

#[allow(clippy::disallowed_methods, reason = "the simulated clock")]
fn now() -> Instant {
    Instant::now()
}

impl Connection {
    async fn run(&mut self, mut lines: Reading) -> Result<Infallible, End> {
        loop {
            let look = self.started + Duration::from_millis(self.conversation.next_look());
            // In this order, so that one seed is one story.
            let steps = tokio::select! {
                biased;
                ending = self.seat.exit.demanded() => return Err(self.end(ending).await),
                answer = answered(&mut self.submitting) => {
                    self.submitting = None;
                    self.say(&answer).await?;
                    continue;
                }
                Some(delivery) = self.seat.queue.recv(), if self.sent.is_some() => {
                    self.deliver(delivery).await?;
                    continue;
                }
                line = lines.next_line(), if self.submitting.is_none() => self.received(line.ok().flatten())?,
                () = sleep_until(look) => self.conversation.look(self.elapsed()),
            };
            for step in steps {
                self.carry_out(step).await?;
            }
        }
    }

    fn elapsed(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    async fn end(&mut self, ending: Ending) -> End {
        Some(match ending {
            Ending::Crowded => CLOSE_CROWDED,
            Ending::TooSlow => CLOSE_TOO_SLOW,
            Ending::Revoked => CLOSE_UNAUTHENTICATED,
            // Nobody here changes phones.
            Ending::Replaced { .. } => CLOSE_REPLACED,
            Ending::GoingAway { .. } => {
                // The hub spreads clients by luck; here luck comes from the seed.
                let retry_after_ms = self.node.house.dice.between(500, 3_000);
                let _ = self.say(&ServerMessage::GoingAway { retry_after_ms }).await;
                CLOSE_RESTART
            }
        })
    }

    fn received(&mut self, line: Option<String>) -> Result<Vec<Step>, End> {
        let now = self.elapsed();
        match line.as_deref().and_then(Frame::parse) {
            Some(Frame::Text(text)) => Ok(self.conversation.text(now, &text)),
            Some(Frame::Ping | Frame::Pong) => {
                self.conversation.heard(now);
                Ok(Vec::new())
            }
            Some(Frame::Close(_)) | None => Err(None),
        }
    }

    async fn carry_out(&mut self, step: Step) -> Result<(), End> {
        match step {
            Step::Say(message) => self.say(&message).await,
            Step::Ping => self.send(Frame::Ping).await,
            Step::Pong { t } => {
                let server_time = Some(self.node.house.clock.now());
                self.say(&ServerMessage::Pong { t, server_time }).await
            }
            Step::Close { code, .. } => Err(Some(code)),
            Step::Greet { cursor, rooms, .. } => self.greet(cursor, rooms).await,
            Step::Submit(envelope, _) => {
                let key = envelope.key;
                self.submitting = Some((key, self.node.submit(self.actor.clone(), envelope)));
                Ok(())
            }
            // Nobody here moves to another page without loading it.
            Step::Join(_) | Step::Leave(_) => Ok(()),
        }
    }

    async fn greet(&mut self, cursor: Option<Cursor>, rooms: Vec<Room>) -> Result<(), End> {
        let store = self.node.house.tiny.store;
        for room in rooms {
            if access::may_join(&self.actor, &room, None) {
                self.seat.join(room);
            } else {
                self.node.house.ledger.complain(format!("{:?} may not join {room}", self.actor));
            }
        }
        let hub = self.node.hub.clone();
        let now = hub.position(store).await.map_err(|_| None)?;
        let connection = self.seat.connection;
        let (epoch, seq, build) = (now.epoch, now.seq, crate::node::BUILD.to_owned());
        self.say(&ServerMessage::Welcome { epoch, seq, build, connection, heartbeat_ms: HEARTBEAT }).await?;
        match hub.catch_up(store, cursor, now).await.map_err(|_| None)? {
            CatchUp::Events(events) => {
                let listener = Listener::of(&self.actor);
                let mut seq = now.seq.max(cursor.map_or(0, |c| c.seq));
                self.node.house.ledger.count(|counts| counts.caught_up += 1);
                for event in events {
                    seq = seq.max(event.seq);
                    if event.reaches(&self.seat.rooms, listener) {
                        self.send(Frame::Text(event.frame(listener).to_string())).await?;
                    }
                }
                self.sent = Some(seq);
                self.say(&ServerMessage::CaughtUp { seq }).await
            }
            CatchUp::Resync(reason) => {
                if reason != ResyncReason::Fresh {
                    self.node.house.ledger.count(|counts| counts.resyncs += 1);
                }
                self.sent = Some(now.seq);
                self.say(&ServerMessage::Resync { reason, epoch: now.epoch, seq: now.seq }).await
            }
        }
    }

    async fn deliver(&mut self, delivery: Delivery) -> Result<(), End> {
        let mut next = Some(delivery);
        while let Some(delivery) = next {
            match delivery {
                Delivery::Event(event) if self.sent.is_some_and(|sent| event.seq > sent) => {
                    self.sent = Some(event.seq);
                    self.send(Frame::Text(event.frame(Listener::of(&self.actor)).to_string())).await?;
                }
                Delivery::Event(_) => {}
                Delivery::End(ending) => return Err(self.end(ending).await),
            }
            next = self.seat.queue.try_recv().ok();
        }
        Ok(())
    }

    async fn say(&mut self, message: &ServerMessage) -> Result<(), End> {
        self.send(Frame::Text(serde_json::to_string(message).expect("text"))).await
    }

    async fn send(&mut self, frame: Frame) -> Result<(), End> {
        let line = frame.line();
        tokio::select! {
            biased;
            sent = write_line(&mut self.write, &line) => sent.map_err(|_| None),
            _ = self.seat.exit.demanded() => Err(None),
        }
    }
}

async fn answered(submitting: &mut Option<(CommandKey, Answer)>) -> ServerMessage {
    match submitting {
        Some((key, answer)) => match answer.await.unwrap_or(Err(Fault::Internal)) {
            Ok(outcome) => ServerMessage::Ack { key: *key, seq: outcome.seq, outcome },
            Err(error) => ServerMessage::Refused { key: *key, error },
        },
        None => std::future::pending().await,
    }
}
