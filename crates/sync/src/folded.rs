//! An answer, the events since, and what is on its way on top: what `app::realtime::follow` shows. Pure; the simulations hold it against
//! the server.

use crate::guess::{Guess, OwnGround};
use crate::tail::Tail;
use comanda::protocol::Cursor;
use comanda::replica::{Fit, Ground, Replica, Stamped, fold_shared, foresee};
use std::sync::{Arc, Weak};

/// An answer with the events since.
#[derive(Debug, Clone)]
pub struct Folded<T> {
    base: Stamped<Arc<T>>,
    /// Folded up to here.
    cursor: Cursor,
    value: Arc<T>,
    /// Counts what has changed.
    version: u64,
    /// It can't be kept true from here on: the question must be asked again.
    lost: bool,
}

/// The name of an answer that was lost. As long as it is held, no later answer takes its place in memory and is mistaken for it.
#[derive(Debug, Clone)]
pub struct Lost<T>(Weak<T>);

impl<T> PartialEq for Lost<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

impl<T> PartialEq for Folded<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.base.value, &other.base.value) && self.version == other.version && self.lost == other.lost
    }
}

impl<T> Folded<T> {
    pub fn new(base: Stamped<Arc<T>>) -> Self {
        Self { cursor: base.cursor, value: base.value.clone(), base, version: 0, lost: false }
    }

    /// Is this the answer it began with?
    pub fn is_of(&self, base: &Stamped<Arc<T>>) -> bool {
        Arc::ptr_eq(&self.base.value, &base.value)
    }

    /// The answer as it is by now.
    pub fn value(&self) -> Arc<T> {
        self.value.clone()
    }

    /// Folded up to here.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Which answer can't be kept true any more, if this one can't: each is asked for again once.
    pub fn lost(&self) -> Option<Lost<T>> {
        self.lost.then(|| Lost(Arc::downgrade(&self.base.value)))
    }
}

impl<T: Replica> Folded<T> {
    /// Folds in what has been heard since. Says how many events changed something.
    pub fn follow(&mut self, tail: &Tail) -> u64 {
        let mut evolved = 0;
        let Some(events) = tail.after(self.cursor) else {
            self.lost |= tail.has_begun();
            return evolved;
        };
        for event in events {
            self.cursor.seq = event.seq;
            match fold_shared(&mut self.value, event.meta.store_id, event.at, &event.event) {
                Fit::Evolved => {
                    self.version += 1;
                    evolved += 1;
                }
                Fit::Unconcerned => {}
                Fit::Lost => self.lost = true,
            }
        }
        evolved
    }

    /// Is anything on its way that this answer does not tell of?
    pub fn is_guessed_on(&self, tail: &Tail, under_way: &[Guess]) -> bool {
        self.left(tail, under_way).next().is_some()
    }

    /// What is on its way, on top of the truth. Nothing is foreseen before it is known who taps.
    pub fn guessed(&self, tail: &Tail, under_way: &[Guess], ground: Option<&OwnGround>) -> Arc<T> {
        let Some(ground) = ground else { return self.value() };
        let mut value = (*self.value).clone();
        // Somebody else's taps wait for them; here they would be shown, and counted, as one's own.
        for guess in self.left(tail, under_way).filter(|guess| ground.owner() == Some(guess.owner)) {
            let ground = Ground { actor: &ground.actor, store: &ground.store, menu: &ground.menu };
            // What the rules refuse here, the server will refuse with a sentence.
            let _ = foresee(&mut value, ground, guess.envelope.at, &guess.envelope.command);
        }
        Arc::new(value)
    }

    fn left<'a>(&'a self, tail: &'a Tail, under_way: &'a [Guess]) -> impl Iterator<Item = &'a Guess> {
        under_way.iter().filter(|guess| {
            let told = tail.has_heard(guess.envelope.key);
            !told && guess.acked.is_none_or(|acked| acked.is_news_to(self.cursor))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::actor::{Principal, Role, StaffActor};
    use comanda::ids::{Epoch, StaffId};
    use comanda::money::Currency;
    use comanda::replica::Pass;
    use comanda::shop::menu::{Availability, Menu, Product};
    use comanda::shop::{SeatingPolicy, ServiceCharge, Store, UnseenLimit};
    use comanda::{Actor, At, Command, Envelope, ShopCommand};
    use uuid::Uuid;

    fn lost() -> Folded<Pass> {
        let answered = Cursor { epoch: Epoch(Uuid::from_u128(1)), seq: 3 };
        let empty =
            Pass { currency: Currency::EUR, sessions: Vec::new(), older: Vec::new(), done: Vec::new(), day_until: At(i64::MAX) };
        let mut folded = Folded::new(Stamped { cursor: answered, value: Arc::new(empty) });
        let mut tail = Tail::default();
        tail.start(Cursor { seq: 9, ..answered });
        assert_eq!(folded.follow(&tail), 0);
        folded
    }

    #[test]
    fn each_answer_that_is_lost_is_another_one_wherever_it_lies_in_memory() {
        let first = lost().lost();
        assert!(first.is_some(), "events are missing");
        // The first answer is gone by now, and its place is free for the next.
        for _ in 0..100 {
            let next = lost();
            assert!(next.lost() != first);
            assert!(next.lost() == next.lost(), "and is asked for again once");
        }
    }

    #[test]
    fn what_waits_for_somebody_else_is_not_shown_as_ones_own() {
        let (dish, marta, giulia) = (Uuid::from_u128(5), StaffId(Uuid::from_u128(1)), StaffId(Uuid::from_u128(2)));
        let product = Product {
            id: dish.into(),
            category: Uuid::nil().into(),
            name: "Supplì".into(),
            description: String::new(),
            price: 750,
            station: Uuid::nil().into(),
            tax_class: Uuid::nil().into(),
            allergens: Vec::new(),
            tags: Vec::new(),
            groups: Vec::new(),
            picture: None,
            prep_minutes: 5,
            position: 0,
            archived: false,
            availability: Availability::default(),
        };
        let menu = Arc::new(Menu {
            currency: Currency::EUR,
            stations: Vec::new(),
            tax_classes: Vec::new(),
            categories: Vec::new(),
            groups: Vec::new(),
            products: vec![Arc::new(product)],
            archived: Vec::new(),
        });
        let cursor = Cursor { epoch: Epoch(Uuid::from_u128(1)), seq: 3 };
        let folded = Folded::new(Stamped { cursor, value: menu.clone() });
        let mut tail = Tail::default();
        tail.start(cursor);
        let command = Command::Shop(ShopCommand::EightySix { product: dish.into(), until: None });
        let envelope = Envelope { key: Uuid::from_u128(9).into(), command, at: At(0), base_seq: 0 };
        let waits = [Guess { envelope: Arc::new(envelope), owner: Principal::Staff(marta), acked: None }];
        let shown = |staff| {
            let store = Store {
                id: Uuid::nil().into(),
                name: "Osteria".into(),
                tagline: String::new(),
                address: String::new(),
                locale: "en".into(),
                currency: Currency::EUR,
                time_zone: "Europe/Rome".into(),
                day_ends_hour: 4,
                seating: SeatingPolicy::OpenByScan,
                service: ServiceCharge::default(),
                unseen: UnseenLimit::default(),
            };
            let actor =
                Actor::Staff(StaffActor { staff, name: "Staff".into(), roles: vec![Role::Manager], device: Uuid::nil().into() });
            let ground = OwnGround { actor, store, menu: menu.clone() };
            folded.guessed(&tail, &waits, Some(&ground)).products[0].availability.eighty_six.is_none()
        };
        assert!(!shown(marta));
        assert!(shown(giulia));
    }
}
