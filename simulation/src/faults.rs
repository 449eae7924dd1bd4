//! What goes wrong, and when: drawn from the seed before the evening begins.

use crate::dice::Dice;

/// How long things may go wrong, simulated milliseconds.
pub const TROUBLE: u64 = 45_000;

/// Something that happens to the network, the server or a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What is on this phone's way, either way, is lost, and all that is sent.
    Cut(usize),
    /// It stands still, and arrives when the stall ends: after whatever the phone has done meanwhile by other roads.
    Stall(usize),
    /// The link is whole again.
    Whole(usize),
    /// The link takes up to so many milliseconds a message.
    Slow(usize, u64),
    /// The browser says that it is online.
    Wake(usize),
    Reload(usize),
    /// The server dies.
    Death,
    /// It is told to stop, and tells everybody.
    Stop,
    /// It comes back with the same database.
    Start,
    BackUp,
    /// It dies, and comes back with the last backup.
    Restore,
}

/// The evening's faults in order of time. Each link has one at a time.
#[must_use]
pub fn plan(dice: &Dice, phones: usize) -> Vec<(u64, Fault)> {
    let mut plan = Vec::new();
    for phone in 0..phones {
        let mut at = dice.between(500, 15_000);
        while at < TROUBLE {
            let long = if dice.percent(15) { dice.between(20_000, 45_000) } else { dice.between(100, 6_000) };
            match dice.between(0, 10) {
                0..=3 => plan.extend([(at, Fault::Cut(phone)), (at + long, Fault::Whole(phone))]),
                4..=7 => plan.extend([(at, Fault::Stall(phone)), (at + long, Fault::Whole(phone))]),
                8 => plan.push((at, Fault::Slow(phone, dice.between(50, 3_000)))),
                _ => plan.push((at, Fault::Reload(phone))),
            }
            if dice.percent(30) {
                plan.push((at + long + dice.between(0, 3_000), Fault::Wake(phone)));
            }
            at += long + dice.between(1_000, 15_000);
        }
    }
    let mut at = dice.between(3_000, 20_000);
    let restores = dice.percent(50);
    if restores {
        plan.push((dice.between(1_000, at), Fault::BackUp));
    }
    while at < TROUBLE {
        let down = dice.between(50, 8_000);
        match dice.between(0, 4) {
            0 | 1 if restores => plan.push((at, Fault::Restore)),
            2 => {
                plan.push((at, Fault::Stop));
                // Its goodbyes are on their way.
                at += dice.between(5, 300);
                plan.push((at, Fault::Death));
            }
            _ => plan.push((at, Fault::Death)),
        }
        plan.push((at + down, Fault::Start));
        at += down + dice.between(5_000, 40_000);
    }
    if dice.percent(25) {
        // A late one: little happens afterwards that would cover up what was wrong with it.
        let (backup, restore) = (dice.between(TROUBLE / 2, TROUBLE - 8_000), dice.between(TROUBLE - 4_000, TROUBLE - 1_000));
        plan.extend([(backup, Fault::BackUp), (restore, Fault::Restore), (restore + 700, Fault::Start)]);
    }
    plan.sort_by_key(|(at, _)| *at);
    plan
}
