//! What handlers share.

use super::{Origins, Site, StoreLanguages};
use crate::serving::Deadlines;
use app::stencils::Stencils;
use axum::extract::FromRef;
use engine::accounts::Accounts;
use engine::gateway::Services;
use engine::limits::Limits;
use engine::service::Comanda;
use leptos::prelude::LeptosOptions;
use std::sync::Arc;
use tokio_util::task::TaskTracker;

/// The parts of the running server, cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

pub struct Parts {
    pub comanda: Comanda,
    pub auth: Arc<Accounts>,
    pub services: Arc<Services>,
    /// Websockets that are open: a shutdown waits for them to have said goodbye.
    pub sockets: TaskTracker,
    pub site: Site,
    pub origins: Origins,
    /// What the restaurants here speak.
    pub languages: StoreLanguages,
    pub limits: Arc<Limits>,
    pub deadlines: Deadlines,
    pub leptos: LeptosOptions,
    /// Dishes that pages have shown before.
    pub stencils: Stencils,
    /// Cookies are `Secure`, and so is everything else.
    pub secure: bool,
    /// Opens `/metrics` from elsewhere; without one it is for this machine only.
    pub metrics_token: Option<String>,
    /// Believe `X-Forwarded-For`.
    pub behind_proxy: bool,
}

impl AppState {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for AppState {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<AppState> for StoreLanguages {
    fn from_ref(state: &AppState) -> Self {
        state.languages.clone()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
