//! Token buckets by key, in bounded memory.

use super::Bucket;
use comanda::backend::Fault;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use tokio::time::Instant;

/// Keys of one generation. When it is full the one before is forgotten as a whole: no request ever walks over all of them.
const GENERATION: usize = 10_000;

pub(super) struct Counters<K> {
    started: Instant,
    buckets: Mutex<Generations<K>>,
}

struct Generations<K> {
    young: HashMap<K, Bucket>,
    old: HashMap<K, Bucket>,
}

impl<K: Eq + Hash> Counters<K> {
    pub fn new() -> Self {
        let generations = Generations { young: HashMap::new(), old: HashMap::new() };
        Self { started: Instant::now(), buckets: Mutex::new(generations) }
    }

    /// Takes a token of the key's bucket; `fresh` is the bucket of a key that is not known.
    pub fn take(&self, key: K, fresh: Bucket) -> Result<(), Fault> {
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut generations = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = generations.bucket(key, fresh).take(now);
        taken.map_err(|retry_after_ms| Fault::RateLimited { retry_after_ms })
    }

    /// What a token was taken for should not count.
    pub fn give_back(&self, key: &K) {
        let mut generations = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let Generations { young, old } = &mut *generations;
        if let Some(bucket) = young.get_mut(key).or_else(|| old.get_mut(key)) {
            bucket.give_back();
        }
    }
}

impl<K: Eq + Hash> Generations<K> {
    fn bucket(&mut self, key: K, fresh: Bucket) -> &mut Bucket {
        if !self.young.contains_key(&key) && self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        let Self { young, old } = self;
        let known = old.remove(&key);
        young.entry(key).or_insert_with(|| known.unwrap_or(fresh))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_many_come_memory_is_bounded_and_the_busy_stay_known() {
        let counters = Counters::new();
        assert!(counters.take(0_u32, Bucket::per_minute(1)).is_ok());
        for stranger in 1..60_000 {
            let _ = counters.take(stranger, Bucket::per_minute(1));
            if stranger % 5_000 == 0 {
                assert!(counters.take(0, Bucket::per_minute(1)).is_err(), "forgotten at {stranger}");
            }
        }
        let generations = counters.buckets.lock().unwrap();
        assert!(generations.young.len() + generations.old.len() <= 2 * GENERATION);
    }
}
