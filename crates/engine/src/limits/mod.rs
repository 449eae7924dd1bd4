//! How often somebody may ask for something: token buckets by guest, device, address and table, shared by HTTP and sockets.

mod bucket;
mod counters;

pub use bucket::Bucket;

use crate::holder::Holder;
use comanda::backend::{Caller, Fault};
use comanda::ids::{DeviceId, GuestId};
use counters::Counters;
use std::net::{IpAddr, Ipv6Addr};

/// Wrong codes at one table, from all addresses together, before codes are no longer looked at.
pub const WRONG_CODES: u64 = 60;
/// Minutes after which a table that has had [`WRONG_CODES`] has them all again.
const WRONG_CODE_MINUTES: u64 = 10;

/// Who is counted: a seat, a sign-in, an enrolled screen without one, or an address of people without any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    Guest(GuestId),
    Staff(DeviceId),
    Screen(DeviceId),
    Address(Network),
}

impl Counted {
    /// A seat holder and a device count for themselves; everybody else by address, which a whole dining room may share.
    #[must_use]
    pub fn of(caller: &Caller, from: Network) -> Self {
        match caller {
            Caller { staff: Some(staff), .. } => Self::Staff(staff.device),
            Caller { guest: Some(guest), .. } => Self::Guest(guest.guest),
            Caller { device: Some(device), .. } => Self::Screen(device.id),
            _ => Self::Address(from),
        }
    }
}

/// Over a socket and over HTTP the same holder is counted together.
impl From<Holder> for Counted {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::Guest { guest, .. } => Self::Guest(guest),
            Holder::Staff { device, .. } => Self::Staff(device),
            Holder::Device(device) => Self::Screen(device),
        }
    }
}

/// An address as it is counted: one of IPv4, or the /64 of IPv6 that a single customer has to themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => IpAddr::V4(v4),
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        })
    }
}

/// The limits of this node. Nothing but guesses is counted where a bench plays a whole dining room from one device.
pub struct Limits {
    on: bool,
    changes: Counters<Counted>,
    /// Questions for the log: theirs is a count of their own, so that a busy evening leaves room for taps.
    polls: Counters<Counted>,
    /// Pages and their questions.
    questions: Counters<Counted>,
    doors: Counters<Network>,
    enrolments: Counters<Network>,
    wrong_enrolments: Counters<Network>,
    scans: Counters<ScanKey>,
    guesses: Counters<(Network, String)>,
    wrong_codes: Counters<String>,
    knocks: Counters<(Option<Network>, String)>,
}

/// What a scan is counted by: the token is the table's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum ScanKey {
    From(Network),
    At(Network, String),
    Table(String),
}

impl Limits {
    #[must_use]
    pub fn new(on: bool) -> Self {
        Self {
            on,
            changes: Counters::new(),
            polls: Counters::new(),
            questions: Counters::new(),
            doors: Counters::new(),
            enrolments: Counters::new(),
            wrong_enrolments: Counters::new(),
            scans: Counters::new(),
            guesses: Counters::new(),
            wrong_codes: Counters::new(),
            knocks: Counters::new(),
        }
    }

    /// A question for the log: as many as there may be batches of news, and some more.
    pub fn poll(&self, who: Counted) -> Result<(), Fault> {
        self.count(&self.polls, who, Bucket::new(100, 30))
    }

    /// A command, or another change asked for: one count for each identity, however many sockets and requests it uses.
    pub fn change(&self, who: Counted) -> Result<(), Fault> {
        let bucket = match who {
            Counted::Staff(_) => Bucket::new(200, 50),
            Counted::Guest(_) | Counted::Screen(_) => Bucket::new(60, 10),
            Counted::Address(_) => Bucket::new(120, 20),
        };
        self.count(&self.changes, who, bucket)
    }

    /// A page, or a question of one: more than the quickest reader asks.
    pub fn question(&self, who: Counted) -> Result<(), Fault> {
        let bucket = match who {
            Counted::Guest(_) | Counted::Screen(_) => Bucket::new(120, 30),
            Counted::Staff(_) => Bucket::new(300, 60),
            Counted::Address(_) => Bucket::new(600, 100),
        };
        self.count(&self.questions, who, bucket)
    }

    /// A code typed to make a screen of a browser: they are as many as questions.
    pub fn enrolment(&self, from: Network) -> Result<(), Fault> {
        self.enrolments.take(from, Bucket::new(600, 100))
    }

    /// One that was wrong. Right ones are not held up by these, since guests on the restaurant's own network share its address: in the
    /// quarter of an hour that a code is good for, [`Self::enrolment`] leaves room for 10⁵ guesses at one of 10¹².
    pub fn wrong_enrolment(&self, from: Network) -> Result<(), Fault> {
        self.wrong_enrolments.take(from, Bucket::new(20, 1))
    }

    /// A click on one of the demo's doors: each makes a device.
    pub fn demo_door(&self, from: Network) -> Result<(), Fault> {
        self.count(&self.doors, from, Bucket::per_minutes(60, 10))
    }

    /// A look at a table's page, or a seat asked for there, by the token in its address. One address can't use up what a table has,
    /// so that it shuts the others out of none.
    pub fn scan(&self, from: Network, token: &str) -> Result<(), Fault> {
        self.count(&self.scans, ScanKey::From(from), Bucket::new(600, 50))?;
        self.count(&self.scans, ScanKey::At(from, short(token)), Bucket::new(120, 2))?;
        self.count(&self.scans, ScanKey::Table(short(token)), Bucket::new(240, 8))
    }

    /// A guess at a table's token: ten a minute for all there is.
    pub fn guess_token(&self, from: Network) -> Result<(), Fault> {
        self.guesses.take((from, String::new()), Bucket::per_minute(10))
    }

    /// A guess at the code of the table with this token: ten a minute for each address, and [`WRONG_CODES`] from all addresses
    /// together. Counted before it is looked at, so that many at once are no more than one after the other. Whether it may be looked at.
    pub fn guess_code(&self, from: Network, token: &str) -> bool {
        self.guesses.take((from, short(token)), Bucket::per_minute(10)).is_ok()
            && self.wrong_codes.take(short(token), Bucket::per_minutes(WRONG_CODES, WRONG_CODE_MINUTES)).is_ok()
    }

    /// A phone that waits for a waiter because the server checks no code: from one address five, then one a minute; at one table ten,
    /// then one a minute, so that a prankster does not fill the table with waiting phones.
    pub fn knock(&self, from: Network, token: &str) -> Result<(), Fault> {
        self.knocks.take((Some(from), short(token)), Bucket::per_minutes(5, 5))?;
        self.knocks.take((None, short(token)), Bucket::per_minutes(10, 10))
    }

    /// The code was not wrong: a large party behind one address is no attack.
    pub fn guessed_right(&self, from: Network, token: &str) {
        self.guesses.give_back(&(from, short(token)));
        self.wrong_codes.give_back(&short(token));
    }

    fn count<K: Eq + std::hash::Hash>(&self, counters: &Counters<K>, key: K, fresh: Bucket) -> Result<(), Fault> {
        if self.on { counters.take(key, fresh) } else { Ok(()) }
    }
}

/// Longer than any token of ours: what is longer is nobody's key to our memory.
fn short(token: &str) -> String {
    token.chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::from(text.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn addresses_of_one_ipv6_customer_count_as_one() {
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:192.0.2.7"), network("192.0.2.7"));
        assert_ne!(network("192.0.2.7"), network("192.0.2.8"));
    }

    #[test]
    fn e1_one_address_leaves_others_room_at_the_table_it_hammers() {
        let limits = Limits::new(true);
        let prankster = (0..1_000).filter(|_| limits.scan(network("192.0.2.7"), "token").is_ok()).count();
        assert!((120..160).contains(&prankster), "{prankster}");
        assert!((0..40).all(|_| limits.scan(network("192.0.2.8"), "token").is_ok()));
    }

    #[test]
    fn e4_a_table_takes_sixty_wrong_codes_from_all_the_world() {
        let limits = Limits::new(true);
        let guess = |n: usize| limits.guess_code(network(&format!("2001:db8:{:x}:{:x}::1", n / 1_000, n % 1_000)), "token");
        assert_eq!((0..10_000).filter(|n| guess(*n)).count(), 60);
        assert!(!guess(20_000));
        limits.guessed_right(network("192.0.2.7"), "token");
        assert!(guess(20_001), "a right one costs nothing");
        assert!(limits.guess_code(network("192.0.2.7"), "another"));
    }
}
