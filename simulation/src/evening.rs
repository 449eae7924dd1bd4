//! One evening from one seed: people tap while things go wrong; then the network is whole, nobody taps any more, and everybody must
//! come to hold the same.

use crate::device::Device;
use crate::dice::Dice;
use crate::faults::{self, Fault, TROUBLE};
use crate::house::House;
use crate::ledger::Counts;
use crate::node::{self, Running};
use crate::phone::{Happened, Phone};
use crate::verdict;
use crate::wire::SERVER;
use comanda::Role;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::sleep;
use turmoil::{Builder, Sim};

/// The simulated network moves on by so much at once.
const STEP: Duration = Duration::from_millis(5);
/// By then, after the last fault, everybody has come to hold the same. A line that is dead without a word is noticed after 40 s, the
/// next attempt comes within 30 s.
const CALM: u64 = 240_000;
/// The devices: two guests of one party, a waiter, the kitchen.
const NAMES: [&str; 4] = ["ada", "bo", "waiter", "kitchen"];

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Everything that anybody heard, tapped or was told, in order.
    pub story: Vec<String>,
    pub counts: Counts,
    pub taps: usize,
    /// What must not happen, and did.
    pub complaints: Vec<String>,
    /// How long after the last fault everybody held the same, simulated milliseconds.
    pub calm_after: u64,
}

/// A page and its inbox. The next page has another.
struct Seat {
    phone: Option<Phone>,
    inbox: UnboundedSender<Happened>,
}

type Shared = Rc<RefCell<Seat>>;

/// Plays it.
#[must_use]
pub fn evening(seed: u64) -> Report {
    let house = Rc::new(House::open(seed));
    let mut sim = Builder::new()
        .rng_seed(seed)
        .tick_duration(STEP)
        .simulation_duration(Duration::from_millis(TROUBLE * 2 + CALM * 2))
        .min_message_latency(Duration::from_millis(1))
        .max_message_latency(Duration::from_millis(80))
        .tcp_capacity(100_000)
        .build();
    let running = Rc::new(Running::default());
    sim.host(SERVER.0, {
        let (house, running) = (house.clone(), running.clone());
        move || node::run(house.clone(), running.clone())
    });
    let actors = [house.guests[0].clone(), house.guests[1].clone(), house.staff(Role::Waiter), house.staff(Role::Kitchen)];
    let tapping = Rc::new(RefCell::new(true));
    let seats: Vec<Shared> = NAMES
        .iter()
        .zip(actors)
        .zip(1..)
        .map(|((name, actor), number)| {
            let device = Device::new(name, actor, house.clone(), Dice::new(seed, number));
            let (inbox, pages) = mpsc::unbounded_channel();
            let seat = Rc::new(RefCell::new(Seat { phone: None, inbox }));
            let dice = Dice::new(seed, number + 100);
            sim.client(*name, live(seat.clone(), device, pages, tapping.clone(), dice));
            seat
        })
        .collect();
    let mut evening = Evening { sim, house: house.clone(), running, seats };
    for (at, fault) in faults::plan(&Dice::new(seed, 1_000), NAMES.len()) {
        evening.until(at);
        evening.strike(fault);
    }
    evening.until(TROUBLE);
    *tapping.borrow_mut() = false;
    let calm_after = evening.calm_down();
    let complaints = evening.house.ledger.complaints();
    let report = Report {
        story: house.ledger.story(),
        counts: house.ledger.counts(),
        taps: house.ledger.taps().len(),
        complaints,
        calm_after,
    };
    // What is simulated goes first: the engine may not be dropped within it.
    drop(evening);
    report
}

/// A device's life: its page hears one thing after the other.
async fn live(
    seat: Shared,
    device: Device,
    mut happenings: UnboundedReceiver<Happened>,
    tapping: Rc<RefCell<bool>>,
    dice: Dice,
) -> turmoil::Result {
    let inbox = seat.borrow().inbox.clone();
    seat.borrow_mut().phone = Some(Phone::load(device, inbox));
    let mut second = Box::pin(sleep(Duration::from_millis(500)));
    let mut finger = Box::pin(sleep(Duration::from_millis(dice.between(100, 1_500))));
    loop {
        let happened = tokio::select! {
            biased;
            Some(happened) = happenings.recv() => happened,
            () = &mut second => {
                second = Box::pin(sleep(Duration::from_millis(500)));
                Happened::Tick
            }
            () = &mut finger, if *tapping.borrow() => {
                let pause = if dice.percent(20) { dice.between(5, 60) } else { dice.between(150, 1_800) };
                finger = Box::pin(sleep(Duration::from_millis(pause)));
                Happened::Tap
            }
        };
        let mut seat = seat.borrow_mut();
        if let Happened::Reload = happened {
            let (inbox, next) = mpsc::unbounded_channel();
            // Nobody reads what the old page is still sent.
            happenings = next;
            seat.inbox = inbox.clone();
            seat.phone = seat.phone.take().map(|phone| phone.reload(inbox));
        } else if let Some(phone) = &mut seat.phone {
            phone.happen(happened);
        }
    }
}

struct Evening {
    sim: Sim<'static>,
    house: Rc<House>,
    running: Rc<Running>,
    seats: Vec<Shared>,
}

impl Evening {
    fn elapsed(&self) -> u64 {
        u64::try_from(self.sim.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn until(&mut self, at: u64) {
        while self.elapsed() < at {
            self.sim.step().expect("a simulation");
        }
    }

    fn strike(&mut self, fault: Fault) {
        let at = self.elapsed();
        self.house.ledger.tell(format!("{at} {fault:?}"));
        match fault {
            Fault::Cut(phone) => self.sim.partition(NAMES[phone], SERVER.0),
            Fault::Stall(phone) => self.sim.hold(NAMES[phone], SERVER.0),
            // Whether it was cut or stalled.
            Fault::Whole(phone) => self.sim.release(NAMES[phone], SERVER.0),
            Fault::Slow(phone, most) => {
                self.sim.set_link_max_message_latency(NAMES[phone], SERVER.0, Duration::from_millis(most));
            }
            Fault::Wake(phone) => self.tell(phone, Happened::Wake),
            Fault::Reload(phone) => self.tell(phone, Happened::Reload),
            Fault::Stop => {
                if let Some(hub) = &*self.running.borrow() {
                    hub.go_away();
                }
            }
            Fault::Death => self.die(),
            Fault::Restore => {
                self.die();
                self.house.restore();
            }
            Fault::Start => self.start(),
            Fault::BackUp => self.house.back_up(),
        }
    }

    fn tell(&self, phone: usize, happened: Happened) {
        let _ = self.seats[phone].borrow().inbox.send(happened);
    }

    fn die(&mut self) {
        *self.running.borrow_mut() = None;
        self.sim.crash(SERVER.0);
        self.house.reopen();
    }

    fn start(&mut self) {
        if !self.sim.is_host_running(SERVER.0) {
            self.sim.bounce(SERVER.0);
        }
    }

    /// Everything is whole. Says how long it took until everybody held the same, or complains of what is left.
    fn calm_down(&mut self) -> u64 {
        for (phone, name) in NAMES.iter().enumerate() {
            self.strike(Fault::Whole(phone));
            self.sim.set_link_max_message_latency(*name, SERVER.0, Duration::from_millis(80));
        }
        self.start();
        let from = self.elapsed();
        loop {
            self.until(self.elapsed() + 1_000);
            let open = self.open();
            if open.is_empty() {
                break;
            }
            if self.elapsed() - from > CALM {
                self.complain(open);
                break;
            }
        }
        let took = self.elapsed() - from;
        self.complain(verdict::books(&self.house));
        took
    }

    fn complain(&self, complaints: Vec<String>) {
        for complaint in complaints {
            self.house.ledger.complain(complaint);
        }
    }

    /// What is not as it should be in the end.
    fn open(&self) -> Vec<String> {
        let seats: Vec<_> = self.seats.iter().map(|seat| seat.borrow()).collect();
        let phones = seats.iter().filter_map(|seat| seat.phone.as_ref());
        verdict::open(&self.house, phones)
    }
}
