//! R11: every input of the fuzzers' corpus, and whatever they have ever found, does no harm. The fuzzers themselves are in `fuzz/`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

#[path = "../../../fuzz/bodies/mod.rs"]
mod bodies;
#[allow(dead_code, reason = "the rulebook's tests use more of it")]
#[path = "../../../tests/rulebook/world/mod.rs"]
mod world;

use engine::gateway::conversation;
use std::path::Path;
use sync::{connection, inflate};

/// Gives a target each file of its corpus.
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() >= 10, "{target}: only {} files", files.len());
    for file in files {
        // A failure says which it was.
        println!("{}", file.display());
        run(&std::fs::read(&file).expect("readable"));
    }
}

#[test]
fn frames() {
    replay("frames", bodies::frames::run);
}

#[test]
fn envelopes() {
    replay("envelope", bodies::envelope::run);
}

#[test]
fn the_servers_messages() {
    replay("server_message", bodies::server_message::run);
}
