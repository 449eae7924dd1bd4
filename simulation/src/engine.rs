//! Where the database works: outside of simulated time.
//!
//! SQLite has threads of its own, and a paused clock would run on while a task waits for them. Here the simulation's only thread
//! waits instead: whatever is asked is done, and all its events are told, before another millisecond passes.

use std::thread;
use tokio::runtime::{Builder, Runtime};

/// A runtime with a real clock. It moves only while it is waited for.
#[derive(Debug)]
pub struct Engine(Runtime);

impl Default for Engine {
    fn default() -> Self {
        Self(Builder::new_current_thread().enable_all().build().expect("a runtime"))
    }
}

impl Engine {
    /// Does it now: between the simulation's steps.
    pub fn between<T>(&self, work: impl Future<Output = T>) -> T {
        self.0.block_on(work)
    }

    /// Does it now: within one.
    pub fn run<T: Send>(&self, work: impl Future<Output = T> + Send) -> T {
        // On a thread of its own: a runtime can't be entered from within another.
        thread::scope(|scope| scope.spawn(|| self.0.block_on(work)).join().expect("no panic"))
    }
}
