//! Comanda's server: the pipeline that commits commands, the store that keeps them, the hub that tells everybody.

// The screens' types are nested deeply.
#![recursion_limit = "512"]

pub mod auth;
pub mod backend;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod http;
pub mod ids;
pub mod limits;
pub mod metrics;
pub mod pipeline;
pub mod realtime;
pub mod running;
pub mod serving;
pub mod store;
pub mod telemetry;
