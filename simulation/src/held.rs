//! An answer that a page holds, followed as `app::realtime::follow` does: asked for, folded, asked for again once it is lost.

use crate::wire::Question;
use comanda::actor::GuestActor;
use comanda::party::Session;
use comanda::protocol::Cursor;
use comanda::replica::{House as Floor, Pass, Replica, Stamped};
use comanda::{Actor, Role};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use sync::folded::{Folded, Lost};
use sync::guess::{Guess, OwnGround};
use sync::tail::Tail;

/// One question and what is held of its answer.
#[derive(Debug)]
pub struct Held<T> {
    pub question: Question,
    folded: Option<Folded<T>>,
    /// The question is on its way.
    asking: bool,
    /// The lost answer that has been asked for again.
    asked_for: Option<Lost<T>>,
}

impl<T: Replica + DeserializeOwned> Held<T> {
    #[must_use]
    pub fn new(question: Question) -> Self {
        Self { question, folded: None, asking: false, asked_for: None }
    }

    /// It is to be asked (again): true where nobody does so already.
    pub fn ask(&mut self) -> bool {
        !std::mem::replace(&mut self.asking, true)
    }

    /// Takes an answer. Says up to which place in the log it is true.
    pub fn answered(&mut self, text: &str) -> Cursor {
        let Stamped { cursor, value } = serde_json::from_str::<Stamped<T>>(text).expect("an answer");
        self.asking = false;
        self.folded = Some(Folded::new(Stamped { cursor, value: Arc::new(value) }));
        cursor
    }

    /// Folds in what was heard. True: it is lost, and must be asked for again.
    pub fn follow(&mut self, tail: &Tail) -> bool {
        let Some(folded) = &mut self.folded else { return false };
        folded.follow(tail);
        let lost = folded.lost();
        lost.is_some() && std::mem::replace(&mut self.asked_for, lost.clone()) != lost
    }

    /// What the screen shows.
    pub fn shown(&self, tail: &Tail, under_way: &[Guess], ground: Option<&OwnGround>) -> Option<Arc<T>> {
        self.folded.as_ref().map(|folded| folded.guessed(tail, under_way, ground))
    }

    /// Nothing is asked, nothing is lost.
    pub fn is_settled(&self) -> bool {
        !self.asking && self.folded.as_ref().is_some_and(|folded| folded.lost().is_none())
    }
}

/// What this device's screen is made of.
#[derive(Debug)]
pub enum Main {
    Guest(Held<Session>),
    Floor(Held<Floor>),
    Pass(Held<Pass>),
}

impl Main {
    /// What a page of this actor's shows.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::Guest(GuestActor { session, .. }) => Self::Guest(Held::new(Question::Session(*session))),
            actor if actor.has(Role::Kitchen) => Self::Pass(Held::new(Question::Pass)),
            _ => Self::Floor(Held::new(Question::House)),
        }
    }
    pub fn answered(&mut self, text: &str) -> Cursor {
        match self {
            Self::Guest(held) => held.answered(text),
            Self::Floor(held) => held.answered(text),
            Self::Pass(held) => held.answered(text),
        }
    }
    pub fn follow(&mut self, tail: &Tail) -> bool {
        match self {
            Self::Guest(held) => held.follow(tail),
            Self::Floor(held) => held.follow(tail),
            Self::Pass(held) => held.follow(tail),
        }
    }
    pub fn ask(&mut self) -> Option<Question> {
        match self {
            Self::Guest(held) => held.ask().then_some(held.question),
            Self::Floor(held) => held.ask().then_some(held.question),
            Self::Pass(held) => held.ask().then_some(held.question),
        }
    }
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Guest(held) => held.is_settled(),
            Self::Floor(held) => held.is_settled(),
            Self::Pass(held) => held.is_settled(),
        }
    }
}
