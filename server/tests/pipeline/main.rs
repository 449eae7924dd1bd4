//! The pipeline on real databases: what is accepted is durable once, in order, and everywhere the same.

#[path = "../common/mod.rs"]
mod common;

mod evenings;
mod keys;
mod log_lines;
mod log_order;
mod portions;
mod refusals;
mod screens;
mod seating;
mod trouble;
