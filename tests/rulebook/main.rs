//! The rulebook under attack: random evenings, hostile phones, the whole access and room tables, money to the cent,
//! and the protocol's documentation held against real values.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where its premise fails")]

mod access;
mod attacks;
mod availability;
mod choices;
mod closing;
mod editing;
mod expo;
mod forms;
mod invariants;
mod laws;
mod money;
mod panics;
mod protocol;
mod protocol_docs;
mod rejections;
mod replicas;
mod rooms;
mod samples;
mod seating;
mod steps;
mod taking_back;
mod waiting;
mod world;
