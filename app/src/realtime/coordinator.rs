//! One per app, at the root: the only reader of the socket.
//!
//! It feeds the [`Machine`], hands delivered events on in batches to the log's [`Tail`], from which answers are kept true
//! ([`follow`](super::follow)), marks those stale that events do not suffice for, and tells components typed notices.

mod heard;
mod show;

use super::invalidate::Stale;
use super::notice::{Notice, Notices};
use super::outbox::Post;
use super::refusals::Refusals;
use super::status::{Connection, Counters, Status};
use crate::AppError;
use crate::browser::optional::attempt;
use crate::browser::program;
use crate::clock;
use crate::components::toast::use_toasts;
use crate::memo::memo;
use crate::queries::Questions;
use crate::server_fns::follow::follow_log;
use comanda::actor::Principal;
use comanda::backend::{Fault, Hat};
use comanda::protocol::{ClientMessage, Cursor, WireEvent};
use comanda::rooms::Room;
use comanda::{At, Envelope};
use leptos::prelude::*;
use std::sync::Arc;
use sync::connection::{Action, Input, Machine, State, Unheard};
use sync::guess::{Guess, OwnGround};
use sync::outbox;
use sync::tail::Tail;

/// Events are gathered for this long before screens see them, milliseconds: a bump is many events and one change. What came in one
/// piece is handed to the page within one; nobody waits for more.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
pub(super) const BATCH: u32 = 1;

/// Who the page listens as, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    pub hat: Hat,
    pub rooms: Vec<Room>,
}

/// The coordinator's handle; `Copy`, lives as long as the app.
#[derive(Clone, Copy)]
pub(super) struct Coordinator {
    machine: StoredValue<Machine>,
    status: Status,
    notices: Notices,
    /// Whoever holds this page's answers.
    questions: StoredValue<Arc<dyn Questions>>,
    hat: StoredValue<Hat>,
    /// The end of the log, as far as it has been handed on.
    pub tail: RwSignal<Tail>,
    /// Commands whose events have not come.
    pub under_way: RwSignal<Vec<Guess>>,
    /// Who taps here, and by which menu.
    pub ground: RwSignal<Option<OwnGround>>,
    /// Who taps here.
    pub who: Memo<Option<Principal>>,
    pub post: Post,
    /// Taps the server has said no to.
    pub refusals: Refusals,
    /// Heard, and not handed on yet.
    fresh: StoredValue<Vec<Arc<WireEvent>>>,
    stale: StoredValue<Stale>,
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    flushing: StoredValue<bool>,
    /// A round of questions is waited for.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    asking: StoredValue<bool>,
    #[cfg(target_arch = "wasm32")]
    link: StoredValue<Option<super::link::Link>, LocalStorage>,
}

/// Provides the coordinator, the status and the notices. Once, at the root. `questions` are asked again where events do not suffice.
pub fn provide_realtime(questions: Arc<dyn Questions>) {
    let status = Status {
        connection: RwSignal::new(Connection::Quiet),
        lost: RwSignal::new(None),
        current: RwSignal::new(true),
        counters: StoredValue::new(Counters::default()),
    };
    let notices = Notices::new();
    provide_context(status);
    provide_context(notices);
    let ground = RwSignal::new(None::<OwnGround>);
    let who = memo(move || ground.with(|ground| ground.as_ref().and_then(OwnGround::owner)));
    let coordinator = Coordinator {
        machine: StoredValue::new(Machine::new(program::build())),
        status,
        notices,
        questions: StoredValue::new(questions),
        hat: StoredValue::new(Hat::Guest),
        tail: RwSignal::new(Tail::default()),
        under_way: RwSignal::new(Vec::new()),
        ground,
        who,
        post: Post::new(use_toasts()),
        refusals: Refusals::new(who),
        fresh: StoredValue::new(Vec::new()),
        stale: StoredValue::new(Stale::default()),
        flushing: StoredValue::new(false),
        asking: StoredValue::new(false),
        #[cfg(target_arch = "wasm32")]
        link: StoredValue::new_local(None),
    };
    provide_context(coordinator);
    #[cfg(target_arch = "wasm32")]
    {
        super::link::keep_awake(coordinator);
        super::outbox::start(coordinator);
    }
}

/// Declares where this page listens; `None` while it is not known. The page before it stops listening.
pub fn use_audience(audience: impl Fn() -> Option<Audience> + Send + Sync + 'static) {
    let Some(coordinator) = use_context::<Coordinator>() else { return };
    Effect::new(move |_| {
        if let Some(Audience { hat, rooms }) = audience() {
            if coordinator.hat.get_value() != hat {
                coordinator.feed(Input::Audience(Vec::new()));
                coordinator.hat.set_value(hat);
            }
            coordinator.feed(Input::Audience(rooms));
        }
    });
}

/// “Reconnect now”.
pub fn use_reconnect() -> impl Fn() + Copy + Send + Sync + 'static {
    let coordinator = use_context::<Coordinator>();
    move || {
        if let Some(coordinator) = coordinator {
            coordinator.feed(Input::Wake);
        }
    }
}

/// The line as it stands, for the figures panel.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub state: String,
    pub cursor: Option<Cursor>,
    pub latency: Option<i64>,
}

/// The line as it stands at each call; not reactive.
pub fn use_line() -> impl Fn() -> Line + Copy + Send + Sync + 'static {
    let coordinator = use_context::<Coordinator>();
    move || {
        coordinator.map_or_else(Line::default, |coordinator| {
            coordinator.machine.with_value(|machine| Line {
                state: format!("{:?}", machine.state()),
                cursor: machine.cursor(),
                latency: machine.latency(),
            })
        })
    }
}

impl Coordinator {
    /// Gives the machine something and does what it says.
    pub(super) fn feed(self, input: Input) {
        let (now, luck) = now_and_luck();
        let (was_live, ticks) = (self.is_live(), matches!(input, Input::Tick));
        let wakes = matches!(input, Input::Wake);
        let mut actions = Vec::new();
        self.machine.update_value(|machine| actions = machine.step(now, luck, input));
        // Whatever throws in one of them, the socket goes on being read.
        for action in actions {
            attempt(move || self.act(action));
        }
        self.show(now);
        if self.is_alone() {
            clock::alone();
        }
        if self.is_live() != was_live {
            self.line(self.is_live().then(|| self.hat.get_value()));
        }
        if wakes {
            self.mail(outbox::Input::Wake);
        } else if ticks {
            self.mail(outbox::Input::Tick);
        }
    }

    pub(super) fn is_live(self) -> bool {
        self.machine.with_value(|machine| machine.state() == State::Live)
    }

    /// Is there no connection, and was there none since the page was opened?
    fn is_alone(self) -> bool {
        self.machine.with_value(|machine| machine.followed_at().is_none() && matches!(machine.state(), State::Waiting { .. }))
    }

    /// Do the log's events come, by whichever road?
    pub(super) fn is_following(self) -> bool {
        self.machine.with_value(|machine| matches!(machine.state(), State::Live | State::Polling))
    }

    /// Everything is asked again.
    pub(super) fn refresh(self) {
        self.questions.with_value(|questions| questions.ask_all_again());
    }

    pub(super) fn send_over_socket(self, envelope: Envelope, owner: Principal) {
        self.act(Action::Send(ClientMessage::Submit { envelope, owner: Some(owner) }));
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) fn hat(self) -> Hat {
        self.hat.get_value()
    }

    fn act(self, action: Action) {
        match action {
            Action::Deliver(event) => self.deliver(*event),
            Action::Begin(from) => self.begin(from),
            Action::Restart(from) => self.restart(from),
            Action::Refresh => self.refresh(),
            Action::Answered { key, result } => self.mail(outbox::Input::Answered { key, result }),
            Action::Poll { turn, cursor, rooms, at_once } => self.poll(turn, cursor, rooms, at_once),
            Action::Time { asked, answered, server } => clock::hear(asked.0, answered.0, server),
            Action::OtherBuild(theirs) => self.other_build(&theirs),
            Action::Replaced { by } => {
                // The page says what becomes of unsent taps: none of them may leave behind its back.
                self.mail(outbox::Input::Replaced);
                self.notices.tell(&Notice::Replaced { by });
            }
            #[cfg(target_arch = "wasm32")]
            Action::Open => {
                self.count(|counters| counters.sockets += 1);
                self.link.set_value(Some(super::link::Link::open(self)));
            }
            #[cfg(target_arch = "wasm32")]
            Action::Close => self.link.set_value(None),
            #[cfg(target_arch = "wasm32")]
            Action::Send(message) => self.link.with_value(|link| {
                if let Some(link) = link {
                    link.send(&message);
                }
            }),
            #[cfg(not(target_arch = "wasm32"))]
            Action::Open | Action::Close | Action::Send(_) => {}
        }
    }

    /// A reload is offered, unless one has just been in vain.
    fn other_build(self, theirs: &str) {
        if program::is_in_vain(theirs) {
            let own = program::build();
            leptos::logging::warn!(
                "The server is of build {theirs}, this page of {own}, and loading it again has not changed that."
            );
        } else {
            self.notices.tell(&Notice::OtherBuild);
        }
    }

    /// What a socket would say, over HTTP.
    fn poll(self, turn: u64, cursor: Option<Cursor>, rooms: Vec<Room>, at_once: bool) {
        let hat = self.hat.get_value();
        self.count(|counters| counters.polls += 1);
        leptos::task::spawn_local(async move {
            let mut unreadable = false;
            let result = match follow_log(hat, cursor, rooms, at_once).await {
                Ok(frames) => {
                    let messages = frames.iter().filter_map(|frame| comanda::wire::read(frame).ok()).collect::<Vec<_>>();
                    unreadable = messages.len() < frames.len();
                    Ok(messages)
                }
                Err(AppError::Fault { fault: Fault::Unauthenticated }) => Err(Unheard::SignedOut),
                Err(AppError::Fault { fault: Fault::Replaced { by } }) => Err(Unheard::Replaced { by }),
                Err(_) => Err(Unheard::Unreachable),
            };
            self.feed(Input::Polled { turn, result });
            if unreadable {
                self.feed(Input::Unreadable);
            }
        });
    }
}

#[cfg(target_arch = "wasm32")]
pub(super) fn now_and_luck() -> (At, f64) {
    // A count, not a clock: nobody can set it.
    (At(clock::count()), js_sys::Math::random())
}
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn now_and_luck() -> (At, f64) {
    (At(0), 0.5)
}
