//! Hands every committed event to the connections it concerns: in order, once, without waiting for anybody.
//!
//! Per store, one lock guards the members, the rooms and the log's tail. Publishing takes it for microseconds and only ever
//! *tries* to put an event into a connection's bounded queue.

use super::log::Log;
use super::member::{Delivery, Ending, Exit, Member, Revoked, Seat, queue};
use super::outgoing::Outgoing;
use super::tail::Tail;
use crate::broker::{Broker, Committed};
use crate::holder::Holder;
use crate::ids;
use crate::limits::Counted;
use crate::metrics;
use comanda::device::DeviceKind;
use comanda::ids::{GuestId, StoreId};
use comanda::protocol::{MAX_DEVICE_SOCKETS, MAX_GUEST_SOCKETS};
use comanda::rooms::Room;
use rand::Rng as _;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// All stores' connections on this node.
pub struct Hub {
    pub(super) log: Arc<dyn Log>,
    stores: RwLock<HashMap<StoreId, Arc<StoreHub>>>,
    closing: AtomicBool,
    /// One guest and one device may have so many connections, and no more.
    counted: bool,
    /// Counts ended accesses.
    revoked: AtomicU64,
}

/// One store's connections.
#[derive(Default)]
pub(super) struct StoreHub {
    inner: Mutex<Inner>,
    /// Held while the log is read, so that many clients asking at once cause one read.
    pub loading: tokio::sync::Mutex<()>,
}

#[derive(Default)]
pub(super) struct Inner {
    members: Vec<Option<Member>>,
    free: Vec<u32>,
    rooms: HashMap<Room, Vec<u32>>,
    /// Each guest's and each device's connections, the oldest first. Those that were told to go are not among them.
    held: HashMap<Counted, Vec<u32>>,
    /// `None` until the first event, or the first client that asks.
    pub tail: Option<Tail>,
}

impl Hub {
    pub fn new(log: Arc<dyn Log>) -> Arc<Self> {
        Self::with(log, true)
    }

    /// `counted`: whether one guest and one device may have only so many connections. A bench has them all from one device.
    pub fn with(log: Arc<dyn Log>, counted: bool) -> Arc<Self> {
        Arc::new(Self { log, stores: RwLock::default(), closing: AtomicBool::new(false), counted, revoked: AtomicU64::new(0) })
    }

    pub(super) fn store(&self, id: StoreId) -> Arc<StoreHub> {
        if let Some(store) = self.stores.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return store.clone();
        }
        self.stores.write().unwrap_or_else(PoisonError::into_inner).entry(id).or_default().clone()
    }

    fn all(&self) -> Vec<Arc<StoreHub>> {
        self.stores.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Takes a connection in; it is in no room yet. Should its guest or device have too many with it, the oldest goes: what a
    /// person has just opened is what they look at.
    pub fn enter(&self, store: StoreId, holder: Holder) -> Seat {
        let hub = self.store(store);
        let (sender, receiver) = queue();
        let exit = Arc::new(Exit::default());
        let slot = hub.lock().add(Member { holder, sender, exit: exit.clone(), last: 0 }, self.counted);
        if self.closing.load(Ordering::SeqCst) {
            exit.demand(Ending::GoingAway { retry_after_ms: retry_after(1) });
        }
        Seat { connection: ids::fresh(), store, queue: receiver, exit, rooms: Vec::new(), slot, hub }
    }

    /// Ends every connection whose access this was.
    pub fn revoke(&self, revoked: Revoked) {
        self.revoked.fetch_add(1, Ordering::SeqCst);
        for store in self.all() {
            for member in store.lock().members.iter().flatten().filter(|m| revoked.concerns(m.holder)) {
                member.exit.demand(Ending::Revoked);
            }
        }
    }

    /// Ends the connections of a guest who continues on another device, and tells them so.
    pub fn replace(&self, guest: GuestId, by: DeviceKind) {
        self.revoked.fetch_add(1, Ordering::SeqCst);
        for store in self.all() {
            for member in store.lock().members.iter().flatten().filter(|m| Revoked::Guest(guest).concerns(m.holder)) {
                member.exit.demand(Ending::Replaced { by });
            }
        }
    }

    /// Another process has ended accesses, it is not said whose: everybody here is looked up again.
    pub fn doubt_all(&self) {
        self.revoked.fetch_add(1, Ordering::SeqCst);
        for store in self.all() {
            for member in store.lock().members.iter().flatten() {
                member.exit.doubt();
            }
        }
    }

    /// How many accesses this node has ended: who was known before the last of them may be nobody now.
    pub fn revocations(&self) -> u64 {
        self.revoked.load(Ordering::SeqCst)
    }

    /// Tells everybody to come back later, each at another moment, and whoever still comes in too.
    pub fn go_away(&self) {
        self.closing.store(true, Ordering::SeqCst);
        let connections = self.connections();
        for store in self.all() {
            for member in store.lock().members.iter().flatten() {
                member.exit.demand(Ending::GoingAway { retry_after_ms: retry_after(connections) });
            }
        }
    }

    /// Open connections on this node.
    pub fn connections(&self) -> usize {
        self.all().iter().map(|store| store.lock().members.iter().flatten().count()).sum()
    }
}

/// A moment to come back at: not before the new process stands, and spread so that it is not trampled.
fn retry_after(connections: usize) -> u64 {
    let spread = 1_000 + u64::try_from(connections).unwrap_or(u64::MAX).saturating_mul(2).min(10_000);
    500 + rand::rng().random_range(0..spread)
}

impl Broker for Hub {
    fn publish(&self, committed: Committed) {
        let events: Vec<_> =
            committed.events.iter().map(|logged| Arc::new(Outgoing::of(committed.store, committed.epoch, logged))).collect();
        if events.iter().any(|event| event.ends.is_some() || event.admits) {
            self.revoked.fetch_add(1, Ordering::SeqCst);
        }
        let store = self.store(committed.store);
        let mut inner = store.lock();
        if inner.tail.as_ref().is_none_or(|tail| tail.epoch != committed.epoch) {
            let before = events.first().map_or(0, |e| e.seq - 1);
            inner.tail = Some(Tail::new(committed.epoch, before));
        }
        let (count, mut deliveries) = (events.len(), 0);
        for event in events {
            deliveries += inner.deliver(&event);
            if let Some(tail) = &mut inner.tail {
                tail.push(event);
            }
        }
        drop(inner);
        metrics::published(u64::try_from(count).unwrap_or(0), deliveries);
    }
}

impl StoreHub {
    pub fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn add(&mut self, member: Member, counted: bool) -> u32 {
        let counted_as = Counted::from(member.holder);
        let slot = self.place(member);
        if counted {
            let most = if matches!(counted_as, Counted::Guest(_)) { MAX_GUEST_SOCKETS } else { MAX_DEVICE_SOCKETS };
            let held = self.held.entry(counted_as).or_default();
            held.push(slot);
            if held.len() > most {
                let oldest = held.remove(0);
                if let Some(member) = self.members.get(oldest as usize).and_then(Option::as_ref) {
                    member.exit.demand(Ending::Crowded);
                }
            }
        }
        slot
    }

    fn place(&mut self, member: Member) -> u32 {
        if let Some(slot) = self.free.pop()
            && let Some(place) = self.members.get_mut(slot as usize)
        {
            *place = Some(member);
            return slot;
        }
        self.members.push(Some(member));
        u32::try_from(self.members.len() - 1).unwrap_or(u32::MAX)
    }

    pub fn join(&mut self, slot: u32, room: Room) {
        self.rooms.entry(room).or_default().push(slot);
    }

    pub fn remove(&mut self, slot: u32, rooms: &[Room]) {
        for room in rooms {
            self.leave(slot, room);
        }
        if let Some(place) = self.members.get_mut(slot as usize)
            && let Some(member) = place.take()
        {
            self.free.push(slot);
            let counted_as = Counted::from(member.holder);
            if let Some(held) = self.held.get_mut(&counted_as) {
                held.retain(|other| *other != slot);
                if held.is_empty() {
                    self.held.remove(&counted_as);
                }
            }
        }
    }

    pub fn leave(&mut self, slot: u32, room: &Room) {
        if let Some(members) = self.rooms.get_mut(room) {
            members.retain(|m| *m != slot);
            if members.is_empty() {
                self.rooms.remove(room);
            }
        }
    }

    /// To how many it went.
    fn deliver(&mut self, event: &Arc<Outgoing>) -> u64 {
        let Self { members, rooms, .. } = self;
        let mut deliveries = 0;
        for room in &event.rooms {
            for slot in rooms.get(room).into_iter().flatten() {
                let Some(member) = members.get_mut(*slot as usize).and_then(Option::as_mut) else { continue };
                if member.last < event.seq && event.allowed(room, member.holder.is_guest()) {
                    member.last = event.seq;
                    deliveries += 1;
                    member.deliver(Delivery::Event(event.clone()));
                }
            }
        }
        if let Some(ended) = event.ends {
            for member in members.iter_mut().flatten().filter(|m| ended.concerns(m.holder)) {
                member.deliver(Delivery::End(Ending::Revoked));
            }
        }
        deliveries
    }
}
