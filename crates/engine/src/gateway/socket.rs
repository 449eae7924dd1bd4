//! One websocket: carries frames between the network, the conversation and the hub, and knows no rule of its own.

use super::conversation::{Conversation, Step};
use super::hub::Hub;
use super::member::{Delivery, Ending, Seat, Word};
use super::outgoing::{Outgoing, frame};
use super::replay::CatchUp;
use super::watched::Trespass;
pub use super::watched::Watched;
use crate::accounts::{Accounts, TokenHash};
use crate::clock::Clock;
use crate::holder::Holder;
use crate::limits::Limits;
use crate::metrics;
use comanda::actor::{Actor, GuestActor, Principal};
use comanda::audience::Listener;
use comanda::backend::{Backend, Caller, Fault, Hat};
use comanda::ids::{OrderId, SessionId, StoreId};
use comanda::protocol::{
    CLOSE_CROWDED, CLOSE_REPLACED, CLOSE_RESTART, CLOSE_TOO_SLOW, CLOSE_UNAUTHENTICATED, Cursor, ErrorCode, HEARTBEAT, MAX_ROOMS,
    ResyncReason, ServerMessage,
};
use comanda::rooms::Room;
use comanda::{Envelope, access};
use futures::{SinkExt as _, StreamExt as _};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_tungstenite::WebSocketStream;
use tungstenite::protocol::CloseFrame;
use tungstenite::{Error as WireError, Message, Utf8Bytes};

/// A websocket as the server reads and writes it.
pub type Wire = WebSocketStream<Watched<TokioIo<Upgraded>>>;

/// How long a closing connection may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(5);
/// What a closing connection may still say, in messages and then in bytes.
const LAST_WORDS: usize = 1_000;
const LAST_BYTES: usize = 1024 * 1024;
/// How often a connection's cookie is looked up again.
const REVALIDATE: Duration = Duration::from_mins(30);
/// The same, where the last look could not be had.
const REVALIDATE_RETRY: Duration = Duration::from_secs(1);
/// RFC 6455: internal error.
const CLOSE_INTERNAL: u16 = 1011;
/// RFC 6455: protocol error.
const CLOSE_BROKEN: u16 = 1002;

/// What a connection needs of the rest of the server.
pub struct Services {
    pub hub: Arc<Hub>,
    pub backend: Arc<dyn Backend>,
    pub auth: Arc<Accounts>,
    pub orders: Arc<dyn Orders>,
    pub limits: Arc<Limits>,
    /// Pages count time by it.
    pub clock: Arc<dyn Clock>,
    /// Identifies this build to the pages.
    pub build: String,
}

/// Which session an order belongs to: its room is for that session's guests.
#[async_trait::async_trait]
pub trait Orders: Send + Sync + 'static {
    async fn session_of_order(&self, store: StoreId, order: OrderId) -> Result<Option<SessionId>, Fault>;
}

/// Who is at the other end, established before the upgrade.
#[derive(Debug, Clone)]
pub struct Identity {
    pub store: StoreId,
    pub hat: Hat,
    /// The cookie it came with: looked up again before each command and every half an hour.
    pub token: TokenHash,
    pub actor: Actor,
}

impl Identity {
    /// Errors: [`Fault::Unauthenticated`] without a cookie for that hat.
    pub fn of(caller: &Caller, hat: Hat, token: TokenHash) -> Result<Self, Fault> {
        let store = caller.store.ok_or(Fault::Unauthenticated)?;
        Ok(Self { store, hat, token, actor: caller.actor(hat)? })
    }
}

/// How a connection ends.
struct End {
    farewell: Option<Box<ServerMessage>>,
    /// `None`: the other end is gone already.
    close: Option<(u16, &'static str)>,
}

impl End {
    const GONE: Self = Self { farewell: None, close: None };

    fn with(code: u16, reason: &'static str) -> Self {
        Self { farewell: None, close: Some((code, reason)) }
    }
}

impl From<Ending> for End {
    fn from(ending: Ending) -> Self {
        metrics::ended(ending.word());
        match ending {
            Ending::Crowded => Self::with(CLOSE_CROWDED, "too many sockets; the newest ones stay"),
            Ending::TooSlow => Self::with(CLOSE_TOO_SLOW, "too slow; come back with your cursor"),
            Ending::Revoked => Self::with(CLOSE_UNAUTHENTICATED, "access has ended"),
            Ending::Replaced { by } => Self {
                farewell: Some(Box::new(ServerMessage::SessionReplaced { by })),
                close: Some((CLOSE_REPLACED, "continues on another device")),
            },
            Ending::GoingAway { retry_after_ms } => Self {
                farewell: Some(Box::new(ServerMessage::GoingAway { retry_after_ms })),
                close: Some((CLOSE_RESTART, "the server restarts")),
            },
        }
    }
}

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

/// Says why, closes, and reads on until the other end has answered: unread input would make TCP drop our last words.
async fn say_goodbye(socket: &mut Wire, end: End) -> Result<(), WireError> {
    if let Some(message) = end.farewell {
        socket.send(Message::Text(frame(&message))).await?;
    }
    if let Some((code, reason)) = end.close {
        socket.send(Message::Close(Some(CloseFrame { code: code.into(), reason: Utf8Bytes::from_static(reason) }))).await?;
        for _ in 0..LAST_WORDS {
            match socket.next().await {
                Some(Ok(_)) => {}
                None | Some(Err(WireError::ConnectionClosed)) => return Ok(()),
                Some(Err(_)) => break,
            }
        }
        // What can't be read as messages any more: in bytes, and none of it is kept.
        let stream = socket.get_mut();
        stream.shutdown().await?;
        let (mut read, mut piece) = (0, [0; 1024]);
        while read < LAST_BYTES {
            match stream.read(&mut piece).await? {
                0 => break,
                some => read += some,
            }
        }
    }
    Ok(())
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

/// A new name changes nothing; another role does, and then the rooms are joined anew.
fn same_rights(now: &Actor, then: &Actor) -> bool {
    match (now, then) {
        (Actor::Staff(now), Actor::Staff(then)) => (now.staff, now.device, &now.roles) == (then.staff, then.device, &then.roles),
        (Actor::Guest(now), Actor::Guest(then)) => (now.session, now.guest) == (then.session, then.guest),
        _ => false,
    }
}

/// May somebody listen in a room? A guest's order room is for those of its session.
pub(super) async fn may_join(orders: &dyn Orders, store: StoreId, actor: &Actor, room: &Room) -> Result<bool, Fault> {
    let session = match room {
        Room::Order(order) if matches!(actor, Actor::Guest(_)) => orders.session_of_order(store, *order).await?,
        _ => None,
    };
    Ok(access::may_join(actor, room, session))
}

fn too_many_rooms(room: Room) -> ServerMessage {
    ServerMessage::Denied { room, reason: "too_many_rooms".into() }
}

fn internal(fault: &Fault) -> End {
    tracing::warn!(code = fault.code(), "a connection could not be served");
    End {
        farewell: Some(Box::new(ServerMessage::Error { code: ErrorCode::Internal, message: fault.code() })),
        close: Some((CLOSE_INTERNAL, "try again")),
    }
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
