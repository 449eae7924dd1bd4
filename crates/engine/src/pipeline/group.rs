//! One transaction for all commands that were waiting: decide, apply, append, keep the outcome. All of it, or nothing.

use super::cache::Cache;
use super::{Job, business_day, table_code};
use crate::clock::Clock;
use crate::metrics;
use crate::storage::apply::{self, LogPosition};
use crate::storage::commands::{self, Kept, Verdict};
use crate::storage::executor::{Executor, query};
use crate::storage::{Constraint, Db, DbError, log, stores};
use comanda::backend::Fault;
use comanda::decide::decide;
use comanda::ids::{CommandKey, Epoch, StoreId};
use comanda::ids::{SessionId, TableId};
use comanda::party::{Numbering, Session};
use comanda::shop::SeatingPolicy;
use comanda::world::World;
use comanda::{Actor, At, Event, LoggedEvent, Outcome, Rejection};
use std::borrow::Cow;
use std::collections::HashMap;

/// What a committed group has to say.
pub(super) struct Done {
    pub epoch: Epoch,
    /// The log's position before this group: others may have written up to it.
    pub from: i64,
    pub events: Vec<LoggedEvent>,
    /// Something was committed: not so where every key was known.
    pub wrote: bool,
    /// One for each job, in order.
    pub answers: Vec<Result<Outcome, Fault>>,
}

/// Runs the jobs in one transaction. Errors: the database's, and then nothing has happened to any of them.
/// After a failure of the database's own a lane's connection is closed, and the pool's are replaced as soon as the lane has said so:
/// nobody knows what state they are in.
///
/// The rulebook has said yes to everything that is written, so that the tables hardly ever say no: all is written together. If they
/// do say no, the group is taken back and goes once more with a savepoint for each command, which finds the one it was.
pub(super) async fn run(db: &Db, clock: &dyn Clock, store: StoreId, cache: &mut Cache, jobs: &[Job]) -> Result<Done, DbError> {
    match attempt(db, clock, store, cache, jobs, Manner::Together).await {
        Err(error) if error.is_one_commands_own() => attempt(db, clock, store, cache, jobs, Manner::OneByOne).await,
        result => result,
    }
}

/// How a group is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Together,
    OneByOne,
}

async fn attempt(
    db: &Db,
    clock: &dyn Clock,
    store: StoreId,
    cache: &mut Cache,
    jobs: &[Job],
    manner: Manner,
) -> Result<Done, DbError> {
    let mut executor = db.lane().await?;
    let (events, numberings) = (Vec::new(), Vec::new());
    let mut work = Work { store, manner, cache, events, numberings, written: 0, kept: Vec::new(), known: HashMap::new(), seq: 0 };
    let result = match work.group(&mut executor, clock, jobs).await {
        Ok(done) if done.wrote => executor.commit().await.map(|()| done),
        Ok(done) => executor.rollback().await.map(|()| done),
        Err(error) => {
            // Where the tables only said no, taking the transaction back is enough.
            if !error.is_one_commands_own() {
                executor.abandon();
            }
            Err(error)
        }
    };
    match &result {
        Ok(done) => cache.committed(done.events.last().map_or(done.from, |last| last.seq)),
        Err(_) => cache.forget(),
    }
    result
}

struct Work<'a> {
    store: StoreId,
    manner: Manner,
    cache: &'a mut Cache,
    events: Vec<LoggedEvent>,
    /// What an order gets for a number, for each event.
    numberings: Vec<Numbering>,
    /// So many of the events are in the tables.
    written: usize,
    kept: Vec<Kept>,
    /// Verdicts by key: from the tables, and of this group.
    known: HashMap<CommandKey, (String, Verdict)>,
    /// Position of the last event so far.
    seq: i64,
}

impl Work<'_> {
    /// All of a group but its commit.
    async fn group(&mut self, executor: &mut Executor, clock: &dyn Clock, jobs: &[Job]) -> Result<Done, DbError> {
        let head = stores::lock(executor, self.store).await?;
        self.cache.check(head);
        self.seq = head.seq;
        let answers = self.all(executor, clock, jobs).await?;
        let wrote = !self.kept.is_empty();
        if wrote {
            self.write(executor).await?;
            log::append(executor, self.store, &self.events).await?;
            commands::keep(executor, self.store, &self.kept).await?;
            if !self.events.is_empty() {
                stores::advance(executor, self.store, self.seq).await?;
            }
        }
        Ok(Done { epoch: head.epoch, from: head.seq, events: std::mem::take(&mut self.events), wrote, answers })
    }

    async fn all(
        &mut self,
        executor: &mut Executor,
        clock: &dyn Clock,
        jobs: &[Job],
    ) -> Result<Vec<Result<Outcome, Fault>>, DbError> {
        let keys: Vec<CommandKey> = jobs.iter().map(|job| job.envelope.key).collect();
        self.known = commands::known(executor, self.store, &keys).await?;
        self.cache.load_settings(executor, self.store).await?;
        let mut answers = Vec::with_capacity(jobs.len());
        for job in jobs {
            answers.push(self.one(executor, clock.now(), job).await?);
        }
        Ok(answers)
    }

    async fn one(&mut self, executor: &mut Executor, at: At, job: &Job) -> Result<Result<Outcome, Fault>, DbError> {
        let key = job.envelope.key;
        if let Some((body_hash, verdict)) = self.known.get(&key) {
            metrics::repeated();
            return Ok(if *body_hash == job.fingerprint { verdict.clone().into() } else { Err(Fault::KeyReused) });
        }
        let (verdict, events) = match self.attempt(executor, at, job).await {
            Ok(Ok((outcome, events))) => (Verdict::Accepted(outcome), events),
            Ok(Err(rejection)) => (Verdict::Rejected(rejection), Vec::new()),
            // This command's own trouble: its neighbours go on.
            Err(Trouble::Own(error)) => {
                tracing::error!(store = %self.store, key = %key, command = job.command, code = error.code(), %error, "failed");
                return Ok(Err(Fault::Internal));
            }
            Err(Trouble::Everyones(error)) => return Err(error),
        };
        self.seq += i64::try_from(events.len()).unwrap_or(0);
        self.events.extend(events);
        self.known.insert(key, (job.fingerprint.clone(), verdict.clone()));
        // Nobody has let a visitor in yet: a refusal of theirs is said and forgotten, else anybody could fill the disk.
        if matches!((&job.actor, &verdict), (Actor::Visitor { .. }, Verdict::Rejected(_))) {
            return Ok(verdict.into());
        }
        self.kept.push(Kept { key, kind: job.command, body_hash: job.fingerprint.clone(), verdict: verdict.clone(), at });
        Ok(verdict.into())
    }

    /// Decides and applies one command; a savepoint keeps a failure to itself.
    async fn attempt(
        &mut self,
        executor: &mut Executor,
        at: At,
        job: &Job,
    ) -> Result<Result<(Outcome, Vec<LoggedEvent>), Rejection>, Trouble> {
        let (events, numbering) = match self.decide(executor, at, job).await? {
            Ok(decided) => decided,
            Err(rejection) => return Ok(Err(rejection)),
        };
        // The last one: who sits down at a table whose party leaves by that has joined the new one.
        let session = events.iter().rev().find_map(Event::session).or_else(|| job.envelope.command.session());
        if self.manner == Manner::OneByOne && !events.is_empty() {
            query("SAVEPOINT command").run(executor).await?;
            let places = (self.seq + 1..).map(|seq| LogPosition { store: self.store, seq, at, numbering });
            let placed: Vec<_> = places.zip(&events).collect();
            if let Err(error) = apply::all(executor, &placed).await {
                return give_back(executor, error).await.map(Err);
            }
            query("RELEASE SAVEPOINT command").run(executor).await?;
        }
        self.numberings.extend(events.iter().map(|_| numbering));
        self.cache.evolve(self.store, at, numbering, &events);
        let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
        let logged: Vec<LoggedEvent> = (self.seq + 1..)
            .zip(events)
            .map(|(seq, event)| LoggedEvent { seq, at, actor: job.actor.clone(), command_key: job.envelope.key, event })
            .collect();
        let seq = logged.last().map_or(self.seq, |last| last.seq);
        Ok(Ok((Outcome { seq, session, events: count }, logged)))
    }

    /// Loads what the rulebook may look at, and asks it.
    async fn decide(
        &mut self,
        executor: &mut Executor,
        at: At,
        job: &Job,
    ) -> Result<Result<(Vec<Event>, Numbering), Rejection>, Trouble> {
        let command = &job.envelope.command;
        let needs = command.needs();
        if !self.cache.knows(&needs) {
            // What is read next must hold what this group has done so far.
            self.write(executor).await?;
        }
        let mut loaded: Vec<SessionId> = Vec::with_capacity(2);
        for party in needs.parties() {
            self.cache.load_session(executor, self.store, party).await?;
            loaded.push(party);
        }
        if let Some(table) = needs.table {
            loaded.extend(self.cache.load_table(executor, self.store, table).await?);
        }
        if needs.occupants {
            let tables: Vec<TableId> = needs.parties().filter_map(|party| self.cache.session(party)?.table()).collect();
            for table in tables {
                // Who sits there may have been written by this very group.
                self.write(executor).await?;
                loaded.extend(self.cache.load_table(executor, self.store, table).await?);
            }
        }
        let numbering = self.cache.numbering(executor, self.store, at, needs.order_number).await?;
        let settings = self.cache.settings()?;
        let table = needs.table.and_then(|id| settings.tables.get(&id));
        let mut store = Cow::Borrowed(&settings.restaurant.store);
        if let Some(seating) = job.seating {
            store.to_mut().seating = seating;
        }
        let codes = match table {
            Some(table) if store.seating == SeatingPolicy::TableCode => {
                table_code::accepted(&settings.restaurant.code_secret, table.id, at).to_vec()
            }
            _ => Vec::new(),
        };
        let parties: Vec<&Session> = loaded.iter().filter_map(|id| self.cache.session(*id)).collect();
        let world = World {
            at,
            calendar: settings.calendar(at),
            actor: &job.actor,
            store: &store,
            menu: &settings.menu,
            costs: &settings.costs,
            table,
            table_codes: &codes,
            parties: &parties,
            next_order: numbering.next,
            knows_zone: |name| business_day::zone(name).is_ok(),
        };
        Ok(decide(&world, command).map(|events| (events, numbering)))
    }

    /// Brings the tables up to the events.
    async fn write(&mut self, executor: &mut Executor) -> Result<(), DbError> {
        if self.manner == Manner::Together {
            let left = self.events.iter().zip(&self.numberings).skip(self.written);
            let placed: Vec<_> = left
                .map(|(logged, numbering)| {
                    (LogPosition { store: self.store, seq: logged.seq, at: logged.at, numbering: *numbering }, &logged.event)
                })
                .collect();
            apply::all(executor, &placed).await?;
        }
        self.written = self.events.len();
        Ok(())
    }
}

/// Whose trouble a failure is.
enum Trouble {
    /// The command's alone; the transaction goes on without it.
    Own(DbError),
    /// The database's: the whole group's.
    Everyones(DbError),
}

impl From<DbError> for Trouble {
    fn from(error: DbError) -> Self {
        match error {
            // A row of this command's session that can't be read.
            DbError::Damaged => Self::Own(error),
            _ => Self::Everyones(error),
        }
    }
}

/// Takes back what a command had written, and says what its failure means.
async fn give_back(executor: &mut Executor, error: DbError) -> Result<Rejection, Trouble> {
    if !error.is_one_commands_own() {
        return Err(Trouble::Everyones(error));
    }
    query("ROLLBACK TO SAVEPOINT command").run(executor).await?;
    query("RELEASE SAVEPOINT command").run(executor).await?;
    match error {
        DbError::Constraint(Constraint::OneOpenSession) => Ok(Rejection::TableOccupied),
        // Ids are made by whoever asks: somebody made this one before.
        DbError::Constraint(Constraint::Duplicate) => Ok(Rejection::AlreadyExists),
        other => Err(Trouble::Own(other)),
    }
}

impl From<Verdict> for Result<Outcome, Fault> {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Accepted(outcome) => Ok(outcome),
            Verdict::Rejected(rejection) => Err(rejection.into()),
        }
    }
}
