//! Hands the day's deeds to the pipeline, one after the other, with the clock at each one's moment.

use super::{Deed, What};
use crate::demo::SeedError;
use crate::demo::dice::Dice;
use comanda::command::{Command, Envelope};
use comanda::ids::{LegId, SessionId, StoreId};
use comanda::money::share;
use comanda::party::NewPayment;
use comanda::party::{Method, Session};
use comanda::{Actor, PartyCommand};
use engine::broker::Silence;
use engine::clock::ManualClock;
use engine::pipeline::Pipeline;
use engine::storage::{Db, sessions};
use std::sync::Arc;

/// Errors: [`SeedError::Refused`] with the entry whose deed was refused.
pub(in crate::demo) async fn play(db: &Db, store: StoreId, deeds: Vec<Deed>) -> Result<(), SeedError> {
    let clock = Arc::new(ManualClock::default());
    let stage = Play { db, store, pipeline: Pipeline::start(db.clone(), clock.clone(), Arc::new(Silence)) };
    let mut dice = Dice::new(super::SEED ^ 1);
    for deed in deeds {
        clock.set(deed.at);
        let command = match deed.what {
            What::Command(command) => command,
            What::Pay { session, method, payers, tips } => {
                let session = stage.session(session).await?;
                payment(&session, method, payers, tips, dice.id(deed.at))
            }
        };
        let envelope = Envelope { key: dice.id(deed.at), command, at: deed.at, base_seq: 0 };
        stage.submit(&deed.actor, envelope, &deed.entry).await?;
    }
    Ok(())
}

struct Play<'a> {
    db: &'a Db,
    store: StoreId,
    pipeline: Pipeline,
}

impl Play<'_> {
    async fn submit(&self, actor: &Actor, envelope: Envelope, entry: &str) -> Result<(), SeedError> {
        let kind = envelope.command.kind();
        match self.pipeline.submit(self.store, actor.clone(), envelope).await {
            Ok(_) => Ok(()),
            Err(fault) => Err(SeedError::Refused { entry: format!("{entry}, {kind:?}"), fault }),
        }
    }

    async fn session(&self, id: SessionId) -> Result<Session, SeedError> {
        let found = sessions::load(self.db, self.store, id).await?;
        found.ok_or(SeedError::Db(engine::storage::DbError::Damaged))
    }
}

/// The next payer's even share of what is left.
fn payment(session: &Session, method: Method, payers: usize, tips: bool, id: LegId) -> Command {
    let amount = share(session.totals().remaining, &vec![1; payers.max(1)])[0];
    // About five per cent, in whole coins.
    let tip = if tips { amount / 2_000 * 100 } else { 0 };
    // Notes of ten.
    let tendered = (method == Method::Cash).then(|| (amount + tip + 999) / 1_000 * 1_000);
    let payment = NewPayment { id, method, amount: session.money(amount), tip, tendered, expected: None, part: None };
    Command::Party(PartyCommand::RecordPayment { session: session.id, payment })
}
