//! Comanda's binary: pages and API over HTTP, command line, settings, jobs, the demo. What they serve is `engine`.

// The screens' types are nested deeply.
#![recursion_limit = "512"]

pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod running;
pub mod serving;
pub mod telemetry;

/// What an operator reads of a fault.
pub(crate) fn in_english(fault: &comanda::backend::Fault) -> String {
    i18n::Words::of(i18n::Language::En).fault(fault)
}
