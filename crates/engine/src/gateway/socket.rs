//! One websocket: carries frames between the network, the conversation and the hub, and knows no rule of its own.

use super::conversation::{Conversation, Step};
use super::goodbye::{CLOSE_BROKEN, End, GOODBYE, internal, say_goodbye};
use super::identity::{Identity, same_rights};
use super::member::{Delivery, Ending, Seat, Word};
use super::outgoing::{Outgoing, frame};
use super::replay::CatchUp;
use super::services::{Services, may_join};
use super::watched::{Trespass, Watched};
use crate::holder::Holder;
use comanda::Envelope;
use comanda::actor::{Actor, GuestActor, Principal};
use comanda::audience::Listener;
use comanda::backend::Fault;
use comanda::protocol::{Cursor, HEARTBEAT, MAX_ROOMS, ResyncReason, ServerMessage};
use comanda::rooms::Room;
use futures::{SinkExt as _, StreamExt as _};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_tungstenite::WebSocketStream;
use tungstenite::{Error as WireError, Message};

/// A websocket as the server reads and writes it.
pub type Wire = WebSocketStream<Watched<TokioIo<Upgraded>>>;

/// How often a connection's cookie is looked up again.
const REVALIDATE: Duration = Duration::from_mins(30);
/// The same, where the last look could not be had.
const REVALIDATE_RETRY: Duration = Duration::from_secs(1);

type Answer = Pin<Box<dyn Future<Output = ServerMessage> + Send>>;

struct Connection {
    socket: Wire,
    services: Arc<Services>,
    identity: Identity,
    conversation: Conversation,
    seat: Seat,
    started: Instant,
    revalidate_at: Instant,
    /// It reads deflated messages.
    deflate: bool,
    /// Live events up to here have been sent, or are not wanted; `None` until the client has been caught up.
    sent: Option<i64>,
    /// A command on its way through the pipeline. Meanwhile nothing more is read, so commands keep their order.
    submitting: Option<Answer>,
}

/// Serves a connection until it ends; `None` for who does not listen. The future holds nothing of the connection twice: thousands wait.
pub fn serve(socket: Wire, services: Arc<Services>, identity: Identity) -> Option<impl Future<Output = ()> + Send + use<>> {
    let seat = services.hub.enter(identity.store, Holder::of(&identity.actor)?);
    let started = Instant::now();
    let mut connection = Connection {
        socket,
        services,
        identity,
        conversation: Conversation::default(),
        seat,
        started,
        revalidate_at: started + REVALIDATE,
        deflate: false,
        sent: None,
        submitting: None,
    };
    Some(async move {
        // Access that ended since the cookie was read demanded nothing of a connection the hub did not know.
        let Err(end) = match connection.revalidate().await {
            Ok(()) => connection.run().await,
            Err(end) => Err(end),
        };
        // The hub forgets it first: a client that is slow even to leave holds nothing but its socket.
        drop(connection.seat);
        let _ = tokio::time::timeout(GOODBYE, Box::pin(say_goodbye(&mut connection.socket, end))).await;
    })
}

impl Connection {
    /// Runs until something ends it.
    async fn run(&mut self) -> Result<Infallible, End> {
        let mut alarm: Pin<Box<Sleep>> = Box::pin(sleep_until(self.next_look()));
        loop {
            let steps = tokio::select! {
                word = self.seat.exit.word() => {
                    match word {
                        Word::Go(ending) => return Err(ending.into()),
                        Word::Doubt => Box::pin(self.revalidate()).await?,
                    }
                    alarm.as_mut().reset(self.next_look());
                    continue;
                }
                answer = answered(&mut self.submitting) => {
                    self.submitting = None;
                    self.deliver_queued().await?;
                    self.say(&answer).await?;
                    continue;
                }
                Some(delivery) = self.seat.queue.recv(), if self.sent.is_some() => {
                    self.deliver(delivery).await?;
                    continue;
                }
                received = self.socket.next(), if self.submitting.is_none() => self.received(received)?,
                () = &mut alarm => {
                    let steps = self.conversation.look(self.now());
                    if self.revalidate_at <= Instant::now() {
                        Box::pin(self.revalidate()).await?;
                    }
                    alarm.as_mut().reset(self.next_look());
                    steps
                }
            };
            if !steps.is_empty() {
                Box::pin(self.carry_out(steps)).await?;
            }
            if alarm.deadline() > self.next_look() {
                alarm.as_mut().reset(self.next_look());
            }
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn next_look(&self) -> Instant {
        (self.started + Duration::from_millis(self.conversation.next_look())).min(self.revalidate_at)
    }

    /// What a received frame, or the end of the stream, asks for.
    #[allow(clippy::result_large_err)] // an end happens once a connection
    fn received(&mut self, received: Option<Result<Message, WireError>>) -> Result<Vec<Step>, End> {
        let now = self.now();
        match received {
            Some(Ok(Message::Text(text))) => Ok(self.conversation.text(now, &text)),
            Some(Ok(Message::Binary(bytes))) => Ok(self.conversation.binary(now, bytes.len())),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(self.conversation.control(now)),
            Some(Ok(Message::Close(_) | Message::Frame(_))) | None => Err(End::GONE),
            Some(Err(WireError::Capacity(_))) => Ok(self.conversation.too_large()),
            Some(Err(WireError::Utf8(_))) => Ok(self.conversation.not_text()),
            Some(Err(WireError::Protocol(_))) => Err(End::with(CLOSE_BROKEN, "broken frame")),
            Some(Err(WireError::Io(error))) => match Trespass::behind(&error) {
                Some(Trespass::TooMany) => Ok(self.conversation.flooded()),
                Some(Trespass::Unfinished) => Ok(self.conversation.unfinished()),
                None => Err(End::GONE),
            },
            Some(Err(_)) => Err(End::GONE),
        }
    }

    async fn carry_out(&mut self, steps: Vec<Step>) -> Result<(), End> {
        for step in steps {
            self.take(step).await?;
        }
        Ok(())
    }

    async fn take(&mut self, step: Step) -> Result<(), End> {
        match step {
            Step::Say(message) => self.say(&message).await,
            Step::Pong { t } => {
                self.deliver_queued().await?;
                let server_time = Some(self.services.clock.now());
                self.say(&ServerMessage::Pong { t, server_time }).await
            }
            Step::Ping => self.send(Message::Ping(bytes::Bytes::new())).await,
            Step::Close { code, reason } => Err(End::with(code, reason)),
            Step::Greet { cursor, rooms, deflate } => {
                self.deflate = deflate;
                self.greet(cursor, rooms).await
            }
            Step::Join(room) => self.join_late(room).await,
            Step::Leave(room) => {
                self.seat.leave(&room);
                Ok(())
            }
            Step::Submit(envelope, owner) => {
                let counted =
                    Holder::of(&self.identity.actor).map_or(Ok(()), |holder| self.services.limits.change(holder.into()));
                if let Err(error) = counted {
                    // Under its key, so that whoever waits for this very command learns of it.
                    return self.say(&ServerMessage::Refused { key: envelope.key, error }).await;
                }
                self.submitting = Some(submit(self.services.clone(), self.identity.clone(), envelope, owner));
                Ok(())
            }
        }
    }

    /// Welcome, rooms, then everything missed. The rooms are joined before the log is looked at: what is committed after
    /// that look comes through the queue, what comes twice is dropped by its position.
    async fn greet(&mut self, cursor: Option<Cursor>, rooms: Vec<Room>) -> Result<(), End> {
        let mut answers = Vec::with_capacity(rooms.len());
        for (asked, room) in rooms.into_iter().enumerate() {
            // Those that are denied count too: each costs a look.
            answers.push(if asked < MAX_ROOMS { self.join(room).await? } else { too_many_rooms(room) });
        }
        let hub = self.services.hub.clone();
        let now = hub.position(self.identity.store).await.map_err(|fault| internal(&fault))?;
        self.say(&ServerMessage::Welcome {
            epoch: now.epoch,
            seq: now.seq,
            build: self.services.build.clone(),
            connection: self.seat.connection,
            heartbeat_ms: HEARTBEAT,
        })
        .await?;
        for answer in answers {
            self.say(&answer).await?;
        }
        match hub.catch_up(self.identity.store, cursor, now).await.map_err(|fault| internal(&fault))? {
            CatchUp::Events(events) => {
                let listener = Listener::of(&self.identity.actor);
                let mut seq = now.seq.max(cursor.map_or(0, |c| c.seq));
                for event in events {
                    seq = seq.max(event.seq);
                    if event.reaches(&self.seat.rooms, listener) {
                        self.tell(&event).await?;
                    }
                }
                self.sent = Some(seq);
                self.say(&ServerMessage::CaughtUp { seq }).await
            }
            CatchUp::Resync(reason) => {
                self.sent = Some(now.seq);
                self.say(&ServerMessage::Resync { reason, epoch: now.epoch, seq: now.seq }).await
            }
        }
    }

    /// A room joined after the hello: the client has not seen its past, so it asks anew.
    async fn join_late(&mut self, room: Room) -> Result<(), End> {
        let answer = self.join(room).await?;
        let joined = matches!(answer, ServerMessage::Joined { .. });
        self.say(&answer).await?;
        if joined {
            let now = self.services.hub.position(self.identity.store).await.map_err(|fault| internal(&fault))?;
            // From here on nothing of this room is missed; an answer that is older than this is.
            let (epoch, seq) = (now.epoch, now.seq.max(self.sent.unwrap_or(0)));
            self.say(&ServerMessage::Resync { reason: ResyncReason::JoinedRoom, epoch, seq }).await?;
        }
        Ok(())
    }

    async fn join(&mut self, room: Room) -> Result<ServerMessage, End> {
        if self.seat.rooms.len() >= MAX_ROOMS {
            return Ok(too_many_rooms(room));
        }
        if matches!(self.identity.actor, Actor::Guest(GuestActor { waiting: true, .. })) {
            // A waiter may have let this phone in since it came.
            let caller = self.services.auth.caller_by(std::slice::from_ref(&self.identity.token)).await;
            if let Ok(actor) = caller.and_then(|caller| caller.actor(self.identity.hat)) {
                self.identity.actor = actor;
            }
        }
        let Identity { store, actor, .. } = &self.identity;
        let may = may_join(self.services.orders.as_ref(), *store, actor, &room).await.map_err(|fault| internal(&fault))?;
        if may {
            self.seat.join(room.clone());
            Ok(ServerMessage::Joined { room })
        } else {
            Ok(ServerMessage::Denied { room, reason: Fault::Forbidden.code() })
        }
    }

    /// Sends what waits in the queue: an answer, or a pong, never overtakes an event that was committed before it.
    async fn deliver_queued(&mut self) -> Result<(), End> {
        if self.sent.is_some()
            && let Ok(delivery) = self.seat.queue.try_recv()
        {
            self.deliver(delivery).await?;
        }
        Ok(())
    }

    async fn deliver(&mut self, delivery: Delivery) -> Result<(), End> {
        let mut next = Some(delivery);
        while let Some(delivery) = next {
            match delivery {
                Delivery::Event(event) if self.sent.is_some_and(|sent| event.seq > sent) => {
                    self.sent = Some(event.seq);
                    self.tell(&event).await?;
                }
                Delivery::Event(_) => {}
                Delivery::End(ending) => return Err(ending.into()),
            }
            next = self.seat.queue.try_recv().ok();
        }
        Ok(())
    }

    async fn revalidate(&mut self) -> Result<(), End> {
        self.revalidate_at = Instant::now() + REVALIDATE;
        match self.services.auth.caller_by(std::slice::from_ref(&self.identity.token)).await {
            Ok(caller) if caller.actor(self.identity.hat).is_ok_and(|actor| same_rights(&actor, &self.identity.actor)) => Ok(()),
            Ok(_) => Err(Ending::Revoked.into()),
            // A database that is away for a moment signs nobody out; it is asked again soon.
            Err(_) => {
                self.revalidate_at = Instant::now() + REVALIDATE_RETRY;
                Ok(())
            }
        }
    }

    /// An event, in the form this client reads; either is shared with everybody else.
    async fn tell(&mut self, event: &Outgoing) -> Result<(), End> {
        let listener = Listener::of(&self.identity.actor);
        let deflated = if self.deflate { event.deflated(listener) } else { None };
        self.send(deflated.map_or_else(|| Message::Text(event.frame(listener).clone()), Message::Binary)).await
    }

    async fn say(&mut self, message: &ServerMessage) -> Result<(), End> {
        self.send(Message::Text(frame(message))).await
    }

    /// Sends, unless the connection is told to go: who reads nothing must not hold us here.
    async fn send(&mut self, message: Message) -> Result<(), End> {
        tokio::select! {
            biased;
            sent = self.socket.send(message) => sent.map_err(|_| End::GONE),
            ending = self.seat.exit.demanded() => Err(ending.into()),
        }
    }
}

fn too_many_rooms(room: Room) -> ServerMessage {
    ServerMessage::Denied { room, reason: "too_many_rooms".into() }
}

/// Waits for the command under way; for ever if there is none.
async fn answered(submitting: &mut Option<Answer>) -> ServerMessage {
    match submitting {
        Some(answer) => answer.await,
        None => std::future::pending().await,
    }
}

/// The way of a command: who asks is looked up afresh, so that a new name or an ended sign-in counts at once.
fn submit(services: Arc<Services>, identity: Identity, envelope: Envelope, owner: Option<Principal>) -> Answer {
    Box::pin(async move {
        let key = envelope.key;
        let outcome = match services.auth.caller_by(&[identity.token]).await {
            Ok(caller) => services.backend.submit(&caller, identity.hat, envelope, owner).await,
            Err(fault) => Err(fault),
        };
        match outcome {
            Ok(outcome) => ServerMessage::Ack { key, seq: outcome.seq, outcome },
            Err(error) => ServerMessage::Refused { key, error },
        }
    })
}
