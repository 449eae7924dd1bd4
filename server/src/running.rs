//! The running server: its parts put together, served until it is told to stop.

use crate::config::{Settings, Switch};
use crate::http::{AppState, Origins, Parts, Site, StoreLanguages, router};
use crate::serving::tls::Tls;
use crate::serving::{self, Capacity};
use app::stencils::Stencils;
use comanda::backend::Backend;
use engine::accounts::{Accounts, CookieJar};
use engine::clock::Clock;
use engine::gateway::{Hub, Services};
use engine::limits::Limits;
use engine::pipeline::Pipeline;
use engine::service::{Comanda, Memory};
use engine::storage::{Db, DbError, access, commands, handovers, log, stores, web_sessions};
use leptos::config::{Env, LeptosOptions};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long requests and sockets may take to finish once it is time to go.
const GOODBYE: Duration = Duration::from_secs(8);
/// How often expired cookie sessions are swept out, replay windows moved on and old outcomes forgotten.
const SWEEP: Duration = Duration::from_hours(1);

/// How often it is looked for accesses that other processes have ended: with the looking again, well within a second.
const WATCH: Duration = Duration::from_millis(400);

/// Between two helpings of forgotten outcomes.
const BREATH: Duration = Duration::from_millis(200);

/// A server ready to serve.
#[derive(Clone)]
pub struct Server {
    pub state: AppState,
    pub hub: Arc<Hub>,
    /// How many connections there may be.
    pub capacity: Capacity,
    /// Speaks https, if that is set.
    pub tls: Option<Arc<Tls>>,
}

impl Server {
    /// Puts the parts together around a database that is open and migrated.
    pub fn new(db: Db, clock: Arc<dyn Clock>, settings: &Settings) -> Self {
        let hub = Hub::with(Arc::new(db.clone()), settings.change_limits == Switch::On);
        let limits = Arc::new(Limits::new(settings.change_limits == Switch::On));
        let jar = CookieJar { secure: settings.is_https() };
        let auth =
            Arc::new(Accounts::new(db.clone(), clock.clone(), hub.clone(), jar, settings.lifetimes, settings.public_url.clone()));
        let pipeline = Pipeline::start(db.clone(), clock.clone(), hub.clone());
        let site = Site::new(settings.site.clone());
        let build = site.build().into();
        let comanda =
            Comanda { db: db.clone(), pipeline, clock: clock.clone(), auth: auth.clone(), build, memory: Memory::default() };
        let services = Services {
            hub: hub.clone(),
            backend: Arc::new(comanda.clone()) as Arc<dyn Backend>,
            auth: auth.clone(),
            orders: Arc::new(db),
            limits: limits.clone(),
            clock,
            build: site.build().to_owned(),
        };
        let origins = settings.allowed_origins.iter().cloned().chain([settings.public_url.clone()]);
        let state = AppState::new(Parts {
            comanda,
            auth,
            services: Arc::new(services),
            sockets: TaskTracker::new(),
            leptos: leptos_options(settings.listen, site.build()),
            stencils: Stencils::default(),
            site,
            origins: Origins::new(origins),
            languages: StoreLanguages::default(),
            limits,
            deadlines: settings.deadlines,
            metrics_token: settings.metrics_token.clone(),
            secure: settings.is_https(),
            behind_proxy: settings.behind_proxy,
        });
        let capacity = Capacity::of_this_process(settings.behind_proxy);
        Self { state, hub, capacity, tls: None }
    }

    /// Serves until `stop`, then tells every client when to come back, lets what is under way finish, and closes the database.
    /// Errors: a panic of the listener's.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) -> std::io::Result<()> {
        let (languages, db) = (self.state.languages.clone(), self.state.comanda.db.clone());
        languages.load(&db).await;
        let app = router(self.state.clone());
        let languages = tokio::spawn(languages.keep_up(db));
        let sweeper = tokio::spawn(sweep(self.state.clone()));
        let watcher = tokio::spawn(watch_accesses(self.state.comanda.db.clone(), self.hub.clone()));
        let mut serving = tokio::spawn(serving::run(listener, app, self.capacity, self.state.deadlines, self.tls, stop.clone()));
        let finished = tokio::select! {
            ended = &mut serving => Some(ended),
            () = stop.cancelled() => None,
        };
        tracing::info!(connections = self.hub.connections(), "going away");
        self.hub.go_away();
        self.state.sockets.close();
        let goodbye = async {
            self.state.sockets.wait().await;
            match finished {
                Some(ended) => ended,
                None => (&mut serving).await,
            }
        };
        let ended = tokio::time::timeout(GOODBYE, goodbye).await;
        serving.abort();
        sweeper.abort();
        watcher.abort();
        languages.abort();
        // A lane that waits for a database which does not answer is not waited for.
        if tokio::time::timeout(GOODBYE, self.state.comanda.pipeline.close()).await.is_err() {
            tracing::warn!("some commands did not finish in time; they have not been acknowledged");
        }
        if tokio::time::timeout(GOODBYE, self.state.comanda.db.close()).await.is_err() {
            tracing::warn!("the database's connections did not close in time");
        }
        match ended {
            Ok(Ok(())) => Ok(()),
            Ok(Err(panicked)) => Err(std::io::Error::other(panicked)),
            Err(_) => {
                tracing::warn!("some requests did not finish in time");
                Ok(())
            }
        }
    }
}

/// Looks whether another process (the command line, another node) has ended an access.
async fn watch_accesses(db: Db, hub: Arc<Hub>) {
    let mut rounds = tokio::time::interval(WATCH);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut known = None;
    loop {
        rounds.tick().await;
        match access::count(&db).await {
            Ok(count) => {
                if known.replace(count).is_some_and(|before| before != count) {
                    hub.doubt_all();
                }
            }
            Err(error) => tracing::debug!(code = error.code(), "ended accesses can't be looked for"),
        }
    }
}

async fn sweep(state: AppState) {
    let mut rounds = tokio::time::interval(SWEEP);
    loop {
        rounds.tick().await;
        if let Err(error) = web_sessions::delete_expired(&state.comanda.db, state.comanda.clock.now()).await {
            tracing::warn!(code = error.code(), "expired sign-ins could not be swept out");
        }
        if let Err(error) = handovers::delete_expired(&state.comanda.db, state.comanda.clock.now()).await {
            tracing::warn!(code = error.code(), "links to other devices that have run out could not be swept out");
        }
        if let Err(error) = log::retire_all(&state.comanda.db, state.comanda.clock.now()).await {
            tracing::warn!(code = error.code(), "the replay windows could not be moved on");
        }
        if let Err(error) = forget_outcomes(&state).await {
            tracing::warn!(code = error.code(), "old outcomes could not be forgotten");
        }
    }
}

/// A little at a time, with the lanes' commands in between.
async fn forget_outcomes(state: &AppState) -> Result<(), DbError> {
    let (db, clock) = (&state.comanda.db, &state.comanda.clock);
    for restaurant in stores::all(db).await? {
        while commands::forget_past(db, restaurant.store.id, clock.now()).await? {
            tokio::time::sleep(BREATH).await;
        }
    }
    Ok(())
}

fn leptos_options(listen: SocketAddr, build: &str) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("comanda")
        .site_root("target/site")
        .site_pkg_dir(format!("pkg/{build}"))
        .site_addr(listen)
        .env(Env::PROD)
        .build()
}
