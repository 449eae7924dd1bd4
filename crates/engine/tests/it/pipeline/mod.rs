//! The pipeline on real databases: what is accepted is durable once, in order, and everywhere the same.

mod age;
mod evenings;
mod keys;
mod log_order;
mod portions;
mod refusals;
mod screens;
mod seating;
mod trouble;
