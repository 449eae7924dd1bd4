//! How many connections there may be, and how many of them from one address.

use super::descriptors;
use engine::limits::Network;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Descriptors that are not for connections: database, log, files, and what a page of ours opens.
const KEPT: usize = 96;
/// Most connections, however many descriptors there are.
const MOST: usize = 32_768;
/// Fewest connections, however few descriptors there are.
const FEWEST: usize = 16;

/// How many connections there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    pub connections: usize,
    /// From one address (of IPv6: from one /64).
    pub per_address: usize,
}

impl Capacity {
    /// What this process's descriptors allow. One address may have half of it: a dining room may share one, and a prankster in it
    /// still leaves room. Behind a proxy all come from its address, and the proxy counts them.
    #[must_use]
    pub fn of_this_process(behind_proxy: bool) -> Self {
        let connections = descriptors::available().saturating_sub(KEPT).clamp(FEWEST, MOST);
        Self { connections, per_address: if behind_proxy { connections } else { connections / 2 } }
    }
}

/// The places of a listener.
#[derive(Debug, Clone)]
pub(super) struct Places {
    free: Arc<Semaphore>,
    taken: Arc<Taken>,
}

#[derive(Debug)]
struct Taken {
    per_address: usize,
    by: Mutex<HashMap<Network, usize>>,
}

/// A place that is kept for the next connection.
pub(super) struct Free {
    permit: OwnedSemaphorePermit,
    taken: Arc<Taken>,
}

/// A connection's place: free again when dropped.
#[derive(Debug)]
pub struct ConnectionPermit {
    _permit: OwnedSemaphorePermit,
    taken: Arc<Taken>,
    by: Network,
}

impl Places {
    pub fn new(capacity: Capacity) -> Self {
        let taken = Taken { per_address: capacity.per_address.max(1), by: Mutex::default() };
        Self { free: Arc::new(Semaphore::new(capacity.connections.max(1))), taken: Arc::new(taken) }
    }

    /// Waits for a free place. Those who knock meanwhile wait in the listener's queue.
    pub async fn free(&self) -> Free {
        match self.free.clone().acquire_owned().await {
            Ok(permit) => Free { permit, taken: self.taken.clone() },
            // The semaphore is never closed.
            Err(_) => std::future::pending().await,
        }
    }
}

impl Free {
    /// `None`: this address has as many as it may have.
    pub fn taken_by(self, by: Network) -> Option<ConnectionPermit> {
        let mut held = self.taken.by.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(by).or_default();
        if *count >= self.taken.per_address {
            return None;
        }
        *count += 1;
        drop(held);
        Some(ConnectionPermit { _permit: self.permit, taken: self.taken, by })
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        let mut held = self.taken.by.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.by) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.by);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    #[tokio::test]
    async fn one_address_does_not_take_all_places_and_gives_them_back() {
        let places = Places::new(Capacity { connections: 4, per_address: 2 });
        let address = |last| Network::from(IpAddr::from([192, 0, 2, last]));
        let mut held = vec![places.free().await.taken_by(address(1)).unwrap(), places.free().await.taken_by(address(1)).unwrap()];
        assert!(places.free().await.taken_by(address(1)).is_none());
        held.push(places.free().await.taken_by(address(2)).unwrap());
        held.remove(0);
        held.push(places.free().await.taken_by(address(1)).unwrap());
        held.clear();
        assert!(places.taken.by.lock().unwrap().is_empty());
        assert_eq!(places.free.available_permits(), 4);
    }
}
