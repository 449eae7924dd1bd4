//! Comanda's server without its screens: the pipeline that commits commands, the storage that keeps them, the gateway that
//! tells everybody, the accounts that identify people. No module here knows Leptos, a page or an HTTP route.

pub mod accounts;
pub mod address;
pub mod broker;
pub mod clock;
pub mod gateway;
pub mod holder;
pub mod ids;
pub mod limits;
pub mod metrics;
pub mod pipeline;
pub mod service;
pub mod storage;
