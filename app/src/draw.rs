//! Pages the server draws in one go, from answers it has already: the table's, those before a guest sits down, the front door. Nothing
//! in them waits, so that each is walked once, from its root to its text.

use crate::AppError;
use crate::language::Words;
use crate::page_facts::PageFacts;
use crate::pages::front_door::FrontDoorPage;
use crate::pages::guest::place::Place;
use crate::pages::guest::takeover::ContinuePage;
use crate::pages::guest::welcome::{ScannedPage, WelcomePage};
use crate::pages::guest::{Answers, TOLD, TablePages, Told};
use crate::pages::not_found::NotFound;
use crate::queries::{Answer, Answered};
use crate::shell::{Around, Program, Styles, whole};
use crate::stencils::{self, Stencils};
use axum::http::request::Parts;
use comanda::At;
use comanda::party::Session;
use comanda::replica::Stamped;
use comanda::views::{FrontDoor, Scanned, Viewer};
use leptos::nonce::Nonce;
use leptos::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;

/// What is drawn, with all it shows.
#[derive(Debug, Clone)]
pub enum Page {
    FrontDoor(Answer<FrontDoor>),
    /// What a table's code leads to.
    Scanned {
        token: String,
        scanned: Answer<Scanned>,
    },
    /// Why a guest cannot sit down.
    Welcome {
        store: String,
    },
    Continue {
        token: String,
        store: String,
    },
    /// One of the table's pages; the address says which.
    Table(Box<Told>),
    NotFound,
}

/// Who a page is drawn for.
pub struct Reader<'a> {
    /// The request: its address and cookies.
    pub parts: &'a Parts,
    pub words: Words,
    /// Lets the page's own scripts run.
    pub nonce: Option<Nonce>,
    /// The folder of the build's files.
    pub folder: &'a str,
    /// The server's time.
    pub now: At,
    /// What has been drawn before, if it is kept.
    pub stencils: Option<Stencils>,
}

/// A page, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub status: u16,
    pub html: String,
}

/// Draws a page.
#[must_use]
pub fn draw(reader: Reader<'_>, page: Page) -> Drawn {
    let Reader { parts, words, nonce, folder, now, stencils } = reader;
    let owner = Owner::new();
    let drawn = owner.with(|| {
        provide_context(parts.clone());
        provide_context(words);
        if let Some(nonce) = nonce {
            provide_context(nonce);
        }
        if let Some(stencils) = stencils {
            provide_context(stencils);
        }
        provide_context(Place::at(parts.uri.path(), parts.uri.query().unwrap_or_default()));
        let facts = PageFacts::default();
        provide_context(facts.clone());
        // A phone that sits nowhere is told so, and needs no program for that; what is seen before may be followed by a table.
        let scanned = match &page {
            Page::Scanned { scanned: Ok(scanned), .. } => Some(scanned),
            _ => None,
        };
        let sits = scanned.is_some_and(|scanned| !scanned.welcome.asks());
        let sees_the_menu = scanned.is_some_and(|scanned| scanned.sight.is_some());
        let (styles, program, next) = match &page {
            Page::Table(_) => (Styles::Guest, Some(Program::Guest), None),
            // Where a guest has to answer something there is time; else the table is asked for at once.
            Page::Scanned { .. } if sees_the_menu => (Styles::Guest, Some(Program::Guest), None),
            Page::Scanned { .. } => (Styles::Guest, None, (!sits).then_some(Program::Guest)),
            Page::Continue { .. } => (Styles::Guest, None, Some(Program::Guest)),
            Page::Welcome { .. } => (Styles::Guest, None, None),
            Page::FrontDoor(_) | Page::NotFound => (Styles::Door, None, None),
        };
        let data = match &page {
            Page::Table(told) => sent(told).map(|json| (TOLD, json)),
            _ => None,
        };
        let html = match page {
            Page::FrontDoor(door) => view! { <FrontDoorPage door /> }.to_html(),
            Page::Scanned { token, scanned } => view! { <ScannedPage token scanned now /> }.to_html(),
            Page::Welcome { store } => view! { <WelcomePage store /> }.to_html(),
            Page::Continue { token, store } => view! { <ContinuePage token store /> }.to_html(),
            Page::Table(told) => view! { <TablePages answers=Answers::new(*told) /> }.to_html(),
            Page::NotFound => view! { <NotFound /> }.to_html(),
        };
        let facts = facts.all();
        let title = if facts.title.is_empty() { "Comanda".to_owned() } else { facts.title };
        let around =
            Around { folder, styles, program, next, title, theme: facts.theme, sits, pictures: facts.pictures, now: Some(now) };
        Drawn { status: facts.status.unwrap_or(200), html: whole(around, html, data) }
    });
    owner.cleanup();
    drawn
}

/// A page's answers as JSON: as [`Told`] is written, with the menu written once for all who are told the same.
fn sent(told: &Told) -> Option<String> {
    #[derive(Serialize)]
    struct Sent<'a> {
        viewer: &'a Answer<Viewer>,
        menu: Option<Result<Stamped<&'a RawValue>, &'a AppError>>,
        session: &'a Option<Answered<Session>>,
    }
    let Told { viewer, menu, session } = told;
    let (Some(Ok(menu)), Some(Ok(party))) = (menu, session) else { return serde_json::to_string(told).ok() };
    let json = stencils::json(party.value.store, &menu.value)?;
    let menu = Some(Ok(Stamped { cursor: menu.cursor, value: &*json }));
    serde_json::to_string(&Sent { viewer, menu, session }).ok()
}
