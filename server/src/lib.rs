//! Comanda's server: the pipeline that commits commands, the store that keeps them, the hub that tells everybody.

pub mod backend;
pub mod clock;
pub mod ids;
pub mod pipeline;
pub mod realtime;
pub mod store;
