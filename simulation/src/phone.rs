//! One device: the machines of `sync`, wired as `app::realtime::coordinator` wires them in a browser.

use crate::device::Device;
use crate::held::{Held, Main};
use crate::house::now;
use crate::roads::{self, Link};
use crate::taps;
use crate::wire::{Opening, Question};
use comanda::backend::Fault;
use comanda::ids::CommandKey;
use comanda::protocol::{ClientMessage, Cursor, ServerMessage, WireEvent};
use comanda::shop::menu::Menu;
use comanda::{Command, Envelope, Outcome};
use std::sync::Arc;
use std::time::Duration;
use sync::connection::{self, Action as Do, Machine, State};
use sync::guess::{Guess, OwnGround};
use sync::outbox::{self, Action as Carry, Entry, Outbox, Road};
use sync::tail::Tail;
use sync::under_way;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::spawn_local;

/// Events are gathered for this long before screens see them, as in the coordinator.
const BATCH: Duration = Duration::from_millis(1);

/// What happens to a page.
#[derive(Debug)]
pub enum Happened {
    /// The page is there.
    Begun,
    Opened(u64),
    Heard(u64, String),
    Closed(u64, u16),
    /// A request with a command has ended; `None`: without an answer.
    Submitted(CommandKey, Option<String>),
    Answer(Question, String),
    /// A poll has ended; `None`: without an answer.
    Polled(u64, Option<String>),
    Flush,
    Tick,
    /// Somebody taps.
    Tap,
    /// The browser came online, or the page became visible.
    Wake,
    /// The page is loaded anew.
    Reload,
}

/// A loaded page.
pub struct Phone {
    pub device: Device,
    pub machine: Machine,
    pub outbox: Outbox,
    pub tail: Tail,
    pub under_way: Vec<Guess>,
    pub menu: Held<Menu>,
    pub main: Main,
    /// Where it began to follow the log, and what it was handed since.
    pub since: Option<(Cursor, Vec<i64>)>,
    inbox: UnboundedSender<Happened>,
    link: Option<Link>,
    links: u64,
    fresh: Vec<Arc<WireEvent>>,
    flushing: bool,
}

impl Phone {
    /// A page that has just been loaded. It hears of everything through its inbox.
    #[must_use]
    pub fn load(device: Device, inbox: UnboundedSender<Happened>) -> Self {
        let _ = inbox.send(Happened::Begun);
        let main = Main::of(&device.actor);
        Self {
            device,
            machine: Machine::new(crate::node::BUILD),
            outbox: Outbox::default(),
            tail: Tail::default(),
            under_way: Vec::new(),
            menu: Held::new(Question::Menu),
            main,
            since: None,
            inbox,
            link: None,
            links: 0,
            fresh: Vec::new(),
            flushing: false,
        }
    }

    /// The page is loaded anew: only what the device has kept is left of it.
    #[must_use]
    pub fn reload(self, inbox: UnboundedSender<Happened>) -> Self {
        self.device.tell(format_args!("reloads, {} kept", self.device.kept.len()));
        Self::load(self.device, inbox)
    }

    #[must_use]
    pub fn is_live(&self) -> bool {
        self.machine.state() == State::Live
    }

    /// Do the log's events come, by whichever road?
    #[must_use]
    pub fn is_following(&self) -> bool {
        matches!(self.machine.state(), State::Live | State::Polling)
    }

    pub fn happen(&mut self, happened: Happened) {
        let current = |link: &Option<Link>, number: u64| link.as_ref().is_some_and(|link| link.number == number);
        match happened {
            Happened::Begun => self.begin(),
            Happened::Opened(number) if current(&self.link, number) => self.feed(connection::Input::Opened),
            Happened::Heard(number, text) if current(&self.link, number) => {
                let message: ServerMessage = serde_json::from_str(&text).expect("the protocol");
                self.feed(connection::Input::Message(Box::new(message)));
            }
            Happened::Closed(number, code) if current(&self.link, number) => {
                self.device.tell(format_args!("closed {code}"));
                self.feed(connection::Input::Closed(code));
            }
            // Of a socket that is dropped, nothing is heard.
            Happened::Opened(_) | Happened::Heard(..) | Happened::Closed(..) => {}
            Happened::Submitted(key, answer) => self.submitted(key, answer),
            Happened::Answer(question, text) => {
                self.device.tell(format_args!("is answered {question:?}"));
                let known = if question == Question::Menu { self.menu.answered(&text) } else { self.main.answered(&text) };
                self.feed(connection::Input::Known(known));
            }
            Happened::Polled(turn, answer) => {
                let frames: Option<Vec<String>> = answer.map(|text| serde_json::from_str(&text).expect("frames"));
                let messages =
                    frames.map(|all| all.iter().map(|frame| serde_json::from_str(frame).expect("the protocol")).collect());
                self.device.tell(format_args!("polled {}", messages.as_ref().map_or(-1, |all: &Vec<_>| all.len().cast_signed())));
                self.feed(connection::Input::Polled { turn, result: messages.ok_or(connection::Unheard::Unreachable) });
            }
            Happened::Flush => self.flush(),
            Happened::Tick => self.feed(connection::Input::Tick),
            Happened::Wake => self.feed(connection::Input::Wake),
            Happened::Tap => self.tap(),
            Happened::Reload => unreachable!("a page does not outlive it"),
        }
        if self.menu.follow(&self.tail) {
            self.ask_menu();
        }
        if self.main.follow(&self.tail) {
            self.ask_main();
        }
    }

    fn begin(&mut self) {
        self.ask_menu();
        self.ask_main();
        self.mail(outbox::Input::Owners(vec![self.device.owner()]));
        self.mail(outbox::Input::Found(self.device.kept.values().cloned().collect()));
        self.feed(connection::Input::Audience(self.device.rooms()));
    }

    /// The coordinator's `feed`.
    fn feed(&mut self, input: connection::Input) {
        let (now, luck) = (now(), self.device.dice.luck());
        let (was_live, ticks) = (self.is_live(), matches!(input, connection::Input::Tick));
        let wakes = matches!(input, connection::Input::Wake);
        for action in self.machine.step(now, luck, input) {
            self.act(action);
        }
        if self.is_live() != was_live {
            self.mail(outbox::Input::Line(self.is_live().then(|| self.device.hat())));
        }
        if wakes {
            self.mail(outbox::Input::Wake);
        } else if ticks {
            self.mail(outbox::Input::Tick);
        }
    }

    /// The coordinator's `act`.
    fn act(&mut self, action: Do) {
        match action {
            Do::Open => {
                self.links += 1;
                self.link = Some(Link::open(self.links, self.device.actor.clone(), self.device.blocked, self.inbox.clone()));
            }
            Do::Close => self.link = None,
            Do::Send(message) => {
                if let Some(link) = &self.link {
                    link.send(&message);
                }
            }
            Do::Deliver(event) => self.deliver(*event),
            Do::Begin(from) if self.tail.begins_at(from) => {}
            Do::Begin(from) => {
                self.since = Some((from, Vec::new()));
                self.tail.start(from);
                under_way::begin(&mut self.under_way, from);
            }
            Do::Restart(from) => {
                self.device.tell(format_args!("follows from {}", from.seq));
                self.since = Some((from, Vec::new()));
                self.fresh.clear();
                self.tail.start(from);
                under_way::begin(&mut self.under_way, from);
                self.flush_soon();
            }
            Do::Refresh => self.refresh(),
            Do::Poll { turn, cursor, rooms, at_once } => {
                self.device.house.ledger.count(|counts| counts.polled += 1);
                let (inbox, actor) = (self.inbox.clone(), self.device.actor.clone());
                spawn_local(async move {
                    let answer = roads::held_request(Opening::Follow(actor, cursor, rooms, at_once)).await;
                    inbox.send(Happened::Polled(turn, answer))
                });
            }
            Do::Answered { key, result } => self.mail(outbox::Input::Answered { key, result }),
            // Notices.
            _ => {}
        }
    }

    fn deliver(&mut self, event: WireEvent) {
        let epoch = event.meta.event_id.split(':').next().unwrap_or_default().to_owned();
        self.device.tell(format_args!("hears {} {}", event.seq, event.event.kind()));
        self.device.house.ledger.count(|counts| counts.delivered += 1);
        let before = self.device.heard.insert(epoch, event.seq);
        // A page that was loaded anew begins where the log stands, which is not before what the last one heard.
        if before.is_some_and(|before| event.seq <= before) {
            self.device.house.ledger.complain(format!("{} hears {} after {before:?}", self.device.name, event.seq));
        }
        if let Some((_, heard)) = &mut self.since {
            heard.push(event.seq);
        }
        self.fresh.push(Arc::new(event));
        self.flush_soon();
    }

    fn flush_soon(&mut self) {
        if !std::mem::replace(&mut self.flushing, true) {
            let inbox = self.inbox.clone();
            spawn_local(async move {
                tokio::time::sleep(BATCH).await;
                inbox.send(Happened::Flush)
            });
        }
    }

    fn flush(&mut self) {
        self.flushing = false;
        for event in std::mem::take(&mut self.fresh) {
            self.tail.push(event);
        }
        under_way::let_go(&mut self.under_way, &self.tail);
    }

    /// The outbox's `mail`.
    fn mail(&mut self, input: outbox::Input) {
        let actions = self.outbox.step(now(), input);
        for action in actions {
            self.carry(action);
        }
        let entries: Vec<Entry> = self.outbox.entries().cloned().collect();
        under_way::show(&mut self.under_way, entries);
    }

    fn carry(&mut self, action: Carry) {
        match action {
            Carry::Keep(entry) => {
                self.device.kept.insert(entry.key(), entry);
            }
            Carry::Forget(key) => {
                self.device.kept.remove(&key);
            }
            Carry::Send(entry, Road::Socket) => {
                self.device.house.ledger.count(|counts| counts.by_socket += 1);
                self.act(Do::Send(ClientMessage::Submit { envelope: entry.envelope, owner: Some(entry.owner) }));
            }
            Carry::Send(entry, Road::Http) => {
                self.device.house.ledger.count(|counts| counts.by_http += 1);
                let (inbox, actor, key) = (self.inbox.clone(), self.device.actor.clone(), entry.key());
                spawn_local(async move {
                    let answer = roads::request(Opening::Submit(actor, Box::new(entry))).await;
                    inbox.send(Happened::Submitted(key, answer))
                });
            }
            Carry::Settle { key, result } => self.settle(key, result),
        }
    }

    fn submitted(&mut self, key: CommandKey, answer: Option<String>) {
        self.mail(match answer {
            Some(text) => {
                let result: Result<Outcome, Fault> = serde_json::from_str(&text).expect("an answer");
                outbox::Input::Answered { key, result }
            }
            None => outbox::Input::Unreachable(key),
        });
    }

    fn settle(&mut self, key: CommandKey, result: Result<Outcome, Fault>) {
        let word = result.as_ref().map_or_else(Fault::code, |outcome| format!("yes {}", outcome.seq));
        self.device.tell(format_args!("is told {word} of {}", key.0.as_u128() & 0xFFFF));
        self.device.house.ledger.told(self.device.name, key, &result);
        under_way::settle(&mut self.under_way, key, &result, &self.tail);
        // Who follows the log hears the events; else the screen asks for itself. A refusal means our picture was wrong.
        if !self.is_following() || result.is_err() {
            self.refresh();
        }
    }

    fn refresh(&mut self) {
        self.ask_menu();
        self.ask_main();
    }

    fn ask_menu(&mut self) {
        if self.menu.ask() {
            self.ask(Question::Menu);
        }
    }

    fn ask_main(&mut self) {
        if let Some(question) = self.main.ask() {
            self.ask(question);
        }
    }

    fn ask(&self, question: Question) {
        let (inbox, actor) = (self.inbox.clone(), self.device.actor.clone());
        spawn_local(async move {
            let answer = roads::patiently(actor, question).await;
            inbox.send(Happened::Answer(question, answer))
        });
    }

    /// On what ground taps are foreseen, once the menu is known.
    #[must_use]
    pub fn ground(&self) -> Option<OwnGround> {
        let menu = self.menu.shown(&self.tail, &[], None)?;
        Some(OwnGround { actor: self.device.actor.clone(), store: self.device.house.tiny.restaurant.store.clone(), menu })
    }

    fn tap(&mut self) {
        let Some(ground) = self.ground() else { return };
        let (house, dice) = (&self.device.house, &self.device.dice);
        let command: Option<Command> = match &self.main {
            Main::Guest(held) => held
                .shown(&self.tail, &self.under_way, Some(&ground))
                .and_then(|session| taps::guest(house, dice, &self.device.actor, &session)),
            Main::Floor(held) => {
                held.shown(&self.tail, &self.under_way, Some(&ground)).and_then(|floor| taps::waiter(house, dice, &floor))
            }
            Main::Pass(held) => {
                held.shown(&self.tail, &self.under_way, Some(&ground)).and_then(|pass| taps::cook(house, dice, &pass))
            }
        };
        let Some(command) = command else { return };
        let envelope = Envelope { key: house.fresh(), command, at: now(), base_seq: 0 };
        self.device.tell(format_args!("taps {} {:?}", envelope.key.0.as_u128() & 0xFFFF, envelope.command.kind()));
        house.ledger.tapped(self.device.name, &envelope);
        let entry = Entry { envelope, hat: self.device.hat(), owner: self.device.owner() };
        self.mail(outbox::Input::Put(entry));
    }
}
