//! What is fuzzed. The sources themselves are taken in, so that nothing else of server and screens has to be built with counters.

#[path = "../../app/src/realtime/connection/mod.rs"]
pub mod connection;
#[path = "../../app/src/realtime/inflate.rs"]
pub mod inflate;
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
