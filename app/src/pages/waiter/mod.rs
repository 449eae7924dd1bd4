//! The waiter's tablet.
//!
//! `floor` and `pad` are the pages; `desk` is what their parts share. `plan` draws the rooms, `sheet` is one table,
//! `queues` what waits; `words`, `drawing` and `tender` are pure.

// Bundles of handles to signals: copying them is what makes them pleasant, and costs a few hundred bytes.
#![allow(clippy::large_types_passed_by_value)]

mod alerts;
mod bar;
mod bell;
mod desk;
mod drawing;
pub mod floor;
mod notes;
pub mod pad;
mod place;
mod plan;
mod queues;
mod sheet;
mod skeleton;
mod spot;
mod tender;
mod unbooked;
mod words;
