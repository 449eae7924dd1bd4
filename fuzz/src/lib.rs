//! What is fuzzed. The client's side is its crate; of the engine the sources themselves are taken in, so that nothing else of it has
//! to be built with counters.

pub use sync::{connection, inflate};

#[path = "../../crates/engine/src/gateway/conversation.rs"]
pub mod conversation;
#[path = "../../crates/engine/src/limits/bucket.rs"]
mod bucket;
pub mod limits {
    pub use crate::bucket::Bucket;
}
#[allow(dead_code, reason = "the rulebook's tests use more of it")]
#[path = "../../tests/rulebook/world/mod.rs"]
pub mod world;

#[path = "../bodies/mod.rs"]
pub mod bodies;
