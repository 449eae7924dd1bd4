//! HTTP from the outside: sign-in, scanning, what stands in front of every request, the site's files.

mod acme;
mod auth;
mod bill_page;
mod command_line;
mod demo_door;
mod first_visit;
mod front;
mod languages;
mod next_party;
mod pranks;
mod scanning;
mod site;
mod takeover;
mod tls;

/// A browser without JavaScript: follows nothing, keeps no cookies but those it is given.
pub fn browser() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}
