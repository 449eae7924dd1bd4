//! Random steps of an evening. A step holds small numbers only; what they mean is looked up in the world when the step
//! is taken, so that most of them are plausible, some are hostile, and shrinking leaves a readable few.

mod lookup;

use proptest::prelude::*;
use std::fmt;

/// One tap.
#[derive(Clone)]
pub struct Step {
    pub who: Who,
    pub ask: Ask,
    /// Which session, counted; 9 is one that nobody knows. Guests mean their own up to 7.
    pub session: u8,
    /// Sends an id that was used before, where a new one belongs.
    pub reuse: bool,
    pub after_ms: i64,
}

/// One line a step, so that a failing evening can be read.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reuse = if self.reuse { ", an old id" } else { "" };
        write!(f, "{:?} → {:?} (session {}{reuse}) after {} ms", self.who, self.ask, self.session, self.after_ms)
    }
}

#[derive(Debug, Clone, Copy)]
pub enum Who {
    Visitor {
        table: u8,
    },
    /// The nth phone of all.
    Guest(u8),
    /// Says it sits there, and does not.
    Stranger,
    Waiter,
    SecondWaiter,
    Cook,
    Counter,
    Manager,
    /// On the payroll, without a role.
    Trainee,
}

#[derive(Debug, Clone)]
pub enum Ask {
    Scan {
        table: u8,
        code: u8,
    },
    Seat {
        table: u8,
        covers: u32,
    },
    Approve {
        guest: Option<u8>,
    },
    Decline {
        guest: Option<u8>,
    },
    Evict {
        guest: u8,
    },
    Name {
        guest: u8,
        name: String,
    },
    Covers(u32),
    Add {
        product: u8,
        options: Chosen,
        quantity: u32,
        note: Option<String>,
        for_guest: Option<u8>,
    },
    Change {
        line: u8,
        options: Chosen,
        quantity: u32,
    },
    Remove {
        line: u8,
    },
    Send {
        table: bool,
        expected: Option<i64>,
    },
    /// So many of one product, twice, in one go.
    Place {
        product: u8,
        options: Chosen,
        quantity: u32,
        same_id: bool,
    },
    Acknowledge {
        ticket: u8,
    },
    Start {
        ticket: u8,
        only: Option<u8>,
    },
    Ready {
        ticket: u8,
        only: Option<u8>,
    },
    Bump {
        ticket: u8,
    },
    Undo {
        ticket: u8,
    },
    Recall {
        ticket: u8,
    },
    Serve {
        items: Vec<u8>,
    },
    /// Takes the last serving or cancellation of an item back.
    UndoServe {
        items: Vec<u8>,
    },
    Cancel {
        item: u8,
        reason: String,
    },
    UndoCancel {
        item: u8,
    },
    Call {
        kind: u8,
    },
    Answer {
        call: u8,
    },
    Done {
        call: u8,
    },
    Reopen {
        call: u8,
    },
    Bill,
    /// So many hundredths of what remains, rounded down, plus `over`.
    Pay {
        percent: u8,
        over: i64,
        tip: i64,
        tendered: Option<i64>,
        dollars: bool,
        /// Says what was left, and is off by so much.
        expected: Option<i64>,
        part: Option<u32>,
    },
    Void {
        leg: u8,
        reason: Option<String>,
    },
    Close {
        write_off: Option<String>,
        /// Has looked at what is open.
        knows: bool,
    },
    ReopenTable,
    Rotate {
        table: u8,
    },
    Availability {
        product: u8,
        way: u8,
        portions: Option<u32>,
        until_in: Option<i64>,
    },
    Settings {
        hour: i64,
        way: u8,
    },
    Edit {
        product: u8,
        way: u8,
        price: i64,
        stale: bool,
    },
}

#[derive(Debug, Clone)]
pub enum Chosen {
    /// The nth valid choice for the product.
    Valid(u8),
    Anything(Vec<u8>),
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![
        3 => (0_u8..2).prop_map(|table| Who::Visitor { table }),
        8 => (0_u8..6).prop_map(Who::Guest),
        1 => Just(Who::Stranger),
        6 => Just(Who::Waiter),
        3 => Just(Who::SecondWaiter),
        6 => Just(Who::Cook),
        1 => Just(Who::Counter),
        3 => Just(Who::Manager),
        1 => Just(Who::Trainee),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-zÀ-ü ]{0,30}",
        1 => "\\PC{0,12}",
        1 => proptest::collection::vec(prop_oneof![Just('\u{202E}'), Just('\u{0}'), Just('\u{200B}'), Just('a'), Just('\n')], 0..6)
            .prop_map(|chars| chars.into_iter().collect()),
        1 => Just("x".repeat(500)),
    ]
}

fn quantity() -> impl Strategy<Value = u32> {
    prop_oneof![12 => 1_u32..4, 1 => Just(0), 1 => Just(99), 1 => Just(9_999), 1 => Just(u32::MAX)]
}

fn chosen() -> impl Strategy<Value = Chosen> {
    prop_oneof![
        8 => (0_u8..4).prop_map(Chosen::Valid),
        1 => proptest::collection::vec(0_u8..9, 0..5).prop_map(Chosen::Anything),
    ]
}

fn ask() -> impl Strategy<Value = Ask> {
    let nth = || 0_u8..24;
    let only = || proptest::option::weighted(0.3, 0_u8..6);
    let cents = || prop_oneof![10 => Just(0_i64), 2 => -5_i64..2_000, 1 => Just(i64::MAX), 1 => Just(i64::MIN)];
    prop_oneof![
        2 => (0_u8..2, 0_u8..3).prop_map(|(table, code)| Ask::Scan { table, code }),
        6 => (prop_oneof![9 => 0_u8..2, 1 => Just(2_u8)], 0_u32..120).prop_map(|(table, covers)| Ask::Seat { table, covers }),
        3 => proptest::option::of(0_u8..6).prop_map(|guest| Ask::Approve { guest }),
        1 => proptest::option::of(0_u8..6).prop_map(|guest| Ask::Decline { guest }),
        1 => (0_u8..6).prop_map(|guest| Ask::Evict { guest }),
        1 => (0_u8..6, words()).prop_map(|(guest, name)| Ask::Name { guest, name }),
        2 => (0_u32..8).prop_map(Ask::Covers),
        14 => (0_u8..5, chosen(), quantity(), proptest::option::weighted(0.2, words()), proptest::option::weighted(0.2, 0_u8..6))
            .prop_map(|(product, options, quantity, note, for_guest)| Ask::Add { product, options, quantity, note, for_guest }),
        2 => (nth(), chosen(), quantity()).prop_map(|(line, options, quantity)| Ask::Change { line, options, quantity }),
        1 => nth().prop_map(|line| Ask::Remove { line }),
        9 => (any::<bool>(), prop_oneof![9 => Just(None), 1 => (0_i64..9_000).prop_map(Some)])
            .prop_map(|(table, expected)| Ask::Send { table, expected }),
        3 => (0_u8..5, chosen(), quantity(), prop::bool::weighted(0.1))
            .prop_map(|(product, options, quantity, same_id)| Ask::Place { product, options, quantity, same_id }),
        4 => nth().prop_map(|ticket| Ask::Acknowledge { ticket }),
        5 => (nth(), only()).prop_map(|(ticket, only)| Ask::Start { ticket, only }),
        5 => (nth(), only()).prop_map(|(ticket, only)| Ask::Ready { ticket, only }),
        6 => nth().prop_map(|ticket| Ask::Bump { ticket }),
        5 => nth().prop_map(|ticket| Ask::Undo { ticket }),
        3 => nth().prop_map(|ticket| Ask::Recall { ticket }),
        5 => proptest::collection::vec(nth(), 0..6).prop_map(|items| Ask::Serve { items }),
        10 => proptest::collection::vec(nth(), 1..6).prop_map(|items| Ask::UndoServe { items }),
        9 => (nth(), words()).prop_map(|(item, reason)| Ask::Cancel { item, reason }),
        16 => nth().prop_map(|item| Ask::UndoCancel { item }),
        3 => (0_u8..3).prop_map(|kind| Ask::Call { kind }),
        2 => nth().prop_map(|call| Ask::Answer { call }),
        2 => nth().prop_map(|call| Ask::Done { call }),
        2 => nth().prop_map(|call| Ask::Reopen { call }),
        2 => Just(Ask::Bill),
        9 => (prop_oneof![2 => Just(100_u8), 3 => 0_u8..101], cents(), cents(), proptest::option::weighted(0.3, 0_i64..20_000), prop::bool::weighted(0.05),
              proptest::option::weighted(0.4, prop_oneof![9 => Just(0_i64), 1 => -5_i64..5]), proptest::option::weighted(0.3, prop_oneof![9 => 2_u32..5, 1 => 0_u32..30]))
            .prop_map(|(percent, over, tip, tendered, dollars, expected, part)| Ask::Pay { percent, over, tip, tendered, dollars, expected, part }),
        14 => (nth(), proptest::option::weighted(0.6, words())).prop_map(|(leg, reason)| Ask::Void { leg, reason }),
        4 => (proptest::option::weighted(0.4, words()), prop::bool::weighted(0.8))
            .prop_map(|(write_off, knows)| Ask::Close { write_off, knows }),
        2 => Just(Ask::ReopenTable),
        1 => (0_u8..3).prop_map(|table| Ask::Rotate { table }),
        2 => (0_u8..5, 0_u8..6, proptest::option::of(0_u32..10), proptest::option::weighted(0.3, -1_000_i64..60_000))
            .prop_map(|(product, way, portions, until_in)| Ask::Availability { product, way, portions, until_in }),
        2 => (0_u8..5, 0_u8..8, -10_i64..5_000, prop::bool::weighted(0.1))
            .prop_map(|(product, way, price, stale)| Ask::Edit { product, way, price, stale }),
        1 => (-1_i64..25, 0_u8..5).prop_map(|(hour, way)| Ask::Settings { hour, way }),
    ]
}

/// One step.
pub fn step() -> impl Strategy<Value = Step> {
    let session = prop_oneof![20 => 0_u8..3, 1 => Just(8), 1 => Just(9)];
    let after = prop_oneof![3 => Just(0_i64), 6 => 1_i64..3_000, 1 => Just(15_000), 1 => Just(-2_000)];
    (who(), ask(), session, prop::bool::weighted(0.03), after, prop::bool::weighted(0.85), 0_u8..12).prop_map(
        |(anybody, ask, session, reuse, after_ms, plausible, nth)| {
            let who = if plausible { ask.whose_trade(nth) } else { anybody };
            Step { who, ask, session, reuse, after_ms }
        },
    )
}

/// Three tables' worth of evening: it begins with people, and goes on anyhow.
pub fn evening(length: usize) -> impl Strategy<Value = Vec<Step>> {
    let arrivals = [0_u8, 0, 1].map(|table| Step {
        who: Who::Visitor { table },
        ask: Ask::Scan { table, code: 0 },
        session: 0,
        reuse: false,
        after_ms: 0,
    });
    proptest::collection::vec(step(), 0..length).prop_map(move |steps| arrivals.iter().cloned().chain(steps).collect())
}
