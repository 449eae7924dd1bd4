//! HTTP from the outside: sign-in, scanning, what stands in front of every request, the site's files.

// A test says what it expects by failing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::needless_for_each,
    clippy::cast_precision_loss
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../web_support/mod.rs"]
mod web_support;

mod acme;
mod auth;
mod bill_page;
mod command_line;
mod demo_door;
mod front;
mod pranks;
mod scanning;
mod site;
mod takeover;
mod tls;

/// A browser without JavaScript: follows nothing, keeps no cookies but those it is given.
fn browser() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}
