#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where its premise fails")]
mod attacks;
mod invariants;
mod laws;
mod samples;
mod steps;
mod world;
