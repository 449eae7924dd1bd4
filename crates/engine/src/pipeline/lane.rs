//! A store's lane: its commands one group after the other, its events to the broker in log order.

use super::cache::Cache;
use super::{Job, group};
use crate::broker::{Broker, Committed};
use crate::clock::Clock;
use crate::storage::{Db, DbError, log};
use comanda::backend::Fault;
use comanda::ids::{Epoch, StoreId};
use comanda::{Actor, LoggedEvent, Outcome};
use std::sync::Arc;
use tokio::sync::mpsc;

/// How many events are read at once when the lane has to catch up.
const CATCH_UP: i64 = 500;
/// How soon what could not be told is tried again.
const AGAIN: std::time::Duration = std::time::Duration::from_secs(1);

pub(super) struct Lane {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub broker: Arc<dyn Broker>,
    pub store: StoreId,
    /// Most commands in one transaction.
    pub group: usize,
    cache: Cache,
    /// The last position the broker has been told, once known.
    told: Option<(Epoch, i64)>,
    /// There is something after it that could not be read.
    behind: bool,
}

impl Lane {
    pub fn new(db: Db, clock: Arc<dyn Clock>, broker: Arc<dyn Broker>, store: StoreId, group: usize) -> Self {
        Self { db, clock, broker, store, group: group.max(1), cache: Cache::default(), told: None, behind: false }
    }

    /// Works until the last sender is gone, or the store turns out not to exist.
    pub async fn run(mut self, mut queue: mpsc::Receiver<Job>) {
        while let Some(first) = self.next(&mut queue).await {
            let mut jobs = vec![first];
            while jobs.len() < self.group
                && let Ok(next) = queue.try_recv()
            {
                jobs.push(next);
            }
            if !self.take(jobs).await {
                queue.close();
                while let Some(job) = queue.recv().await {
                    job.answer(self.store, Err(Fault::NotFound));
                }
            }
        }
    }

    /// The next job. What could not be told is tried again meanwhile: nobody else may tap for long.
    async fn next(&mut self, queue: &mut mpsc::Receiver<Job>) -> Option<Job> {
        while self.behind {
            match tokio::time::timeout(AGAIN, queue.recv()).await {
                Ok(job) => return job,
                Err(_) => self.catch_up().await,
            }
        }
        queue.recv().await
    }

    /// Runs one group and answers everybody in it. False for a store that does not exist.
    async fn take(&mut self, jobs: Vec<Job>) -> bool {
        let began = tokio::time::Instant::now();
        if self.told.is_none() {
            // Known before the first commit: should that one's answer be lost, its events are missed and told all the same.
            self.told = log::head(&self.db, self.store).await.ok();
        }
        let writing = self.db.writing();
        let ran = self.db.in_time(group::run(&self.db, &*self.clock, self.store, &mut self.cache, &jobs)).await;
        drop(writing);
        match ran {
            Ok(done) => {
                let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
                if done.wrote {
                    self.db.wrote(None);
                }
                tracing::debug!(store = %self.store, commands = jobs.len(), events = done.events.len(), micros, "committed");
                self.tell(done.epoch, done.from, done.events).await;
                for (job, answer) in jobs.into_iter().zip(done.answers) {
                    job.answer(self.store, answer);
                }
                true
            }
            Err(error) => {
                tracing::error!(store = %self.store, code = error.code(), commands = jobs.len(), %error, "group failed");
                let fault = match error {
                    DbError::UnknownStore => Fault::NotFound,
                    _ => Fault::Unavailable,
                };
                // A group that was given up half-way has left what it thought would be.
                self.cache.forget();
                if fault == Fault::Unavailable {
                    self.db.wrote(Some(&error));
                }
                for job in jobs {
                    job.answer(self.store, Err(fault.clone()));
                }
                // A commit whose answer was lost may have happened all the same: its events must not stay untold.
                self.catch_up().await;
                error != DbError::UnknownStore
            }
        }
    }

    /// Hands this group's events to the broker, after whatever others have written before it.
    async fn tell(&mut self, epoch: Epoch, from: i64, events: Vec<LoggedEvent>) {
        let last = events.last().map_or(from, |event| event.seq);
        if let Some((known, told)) = self.told
            && known == epoch
            && told < from
        {
            self.tell_missed(epoch, told, from).await;
            if self.behind {
                // Nothing is told across a gap: these are caught up with, too.
                return;
            }
        }
        if !events.is_empty() {
            self.broker.publish(Committed { store: self.store, epoch, events: events.into() });
        }
        self.told = Some((epoch, last));
    }

    async fn catch_up(&mut self) {
        let Some((known, told)) = self.told else { return };
        match log::head(&self.db, self.store).await {
            Ok((epoch, seq)) if known == epoch && told < seq => self.tell_missed(epoch, told, seq).await,
            Ok(_) | Err(DbError::UnknownStore) => self.behind = false,
            Err(_) => self.behind = true,
        }
    }

    async fn tell_missed(&mut self, epoch: Epoch, mut told: i64, until: i64) {
        while told < until {
            let mut events = match log::read_after(&self.db, self.store, told, CATCH_UP).await {
                Ok(events) => events,
                // It will not be readable later either; whoever comes back is told so.
                Err(DbError::Damaged) => break,
                Err(_) => {
                    self.behind = true;
                    return;
                }
            };
            events.retain(|event| event.seq <= until);
            let Some(last) = events.last() else { break };
            told = last.seq;
            self.broker.publish(Committed { store: self.store, epoch, events: events.into() });
            self.told = Some((epoch, told));
        }
        self.behind = false;
    }
}

impl Job {
    /// Answers and, where it was no, leaves a line in the log.
    fn answer(self, store: StoreId, answer: Result<Outcome, Fault>) {
        if let Err(fault) = &answer {
            super::note_refusal(store, matches!(self.actor, Actor::Visitor { .. }), self.envelope.key, self.command, fault);
        }
        // Whoever asked may have gone; what was decided stands.
        let _ = self.reply.send(answer);
    }
}
