//! `comanda serve`

use super::{CliError, database, demo, enrol_code, reach};
use crate::config::Settings;
use crate::http::BUILD_COMMAND;
use crate::in_english;
use crate::running::Server;
use crate::serving::tls::Tls;
use engine::accounts::{Accounts, qr_text};
use engine::clock::SystemClock;
use engine::storage::{Db, access, devices, public_lookup, settings as store_settings};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub async fn run(settings: Settings) -> Result<(), CliError> {
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| CliError::Other(cannot_listen(&settings, &error)))?;
    let tls = settings.tls.clone().map(Tls::open).transpose()?.map(Arc::new);
    engine::metrics::start();
    let descriptors = crate::serving::descriptors::raise();
    let db = database(&settings).await?;
    settings_make_sense(&db).await?;
    let server = Server { tls, ..Server::new(db.clone(), Arc::new(SystemClock), &settings) };
    if !server.state.site.is_there() {
        println!("! The site's files are missing: pages work, but look bare. Build them: {BUILD_COMMAND}");
    }
    for store in public_lookup::stores(&db).await? {
        if !store.demo && access::has_demo_pins(&db, store.id).await? {
            println!("{}", demo::end(&db, &settings, &store).await?);
        }
    }
    // Before anybody is told that it runs: from then on it can be asked to stop.
    let asked = asked_to_stop().map_err(|error| CliError::Other(format!("Can't listen for signals: {error}.")))?;
    greet(&db, &server.state.auth, &settings).await?;
    let stop = CancellationToken::new();
    tokio::spawn({
        let stop = stop.clone();
        async move {
            asked.await;
            stop.cancel();
        }
    });
    tracing::info!(listen = %settings.listen, database = db.place(), build = server.state.site.build(), descriptors, "serving");
    server.serve(listener, stop).await.map_err(|error| CliError::Other(format!("The server stopped: {error}.")))
}

/// Errors: a sentence for each setting of a restaurant that makes no sense.
async fn settings_make_sense(db: &Db) -> Result<(), CliError> {
    let bad: Vec<String> = store_settings::check(db).await?.iter().map(|bad| format!("{bad}.")).collect();
    if bad.is_empty() { Ok(()) } else { Err(CliError::Other(bad.join("\n✗ "))) }
}

fn cannot_listen(settings: &Settings, error: &std::io::Error) -> String {
    let listen = settings.listen;
    match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!(
                "Something listens on {listen} already. Stop it, or choose another port: comanda serve --listen 127.0.0.1:3100"
            )
        }
        std::io::ErrorKind::PermissionDenied => {
            format!(
                "Listening on {listen} is not allowed: ports below 1024 need rights of their own. Choose another: --listen 127.0.0.1:3000"
            )
        }
        std::io::ErrorKind::AddrNotAvailable => {
            format!("This machine has no address {}. Check the setting “listen”.", listen.ip())
        }
        _ => format!("Can't listen on {listen}: {error}."),
    }
}

/// Where to go from here, for whoever started it.
async fn greet(db: &Db, auth: &Accounts, settings: &Settings) -> Result<(), CliError> {
    let stores = public_lookup::stores(db).await?;
    let url = &settings.public_url;
    let Some(store) = stores.first() else {
        println!("There is no restaurant in this database yet. Run `comanda demo` for one to try.");
        return Ok(());
    };
    println!("\n{} is open.\n", store.name);
    println!("  Front door   {url}/");
    println!("  Waiters      {url}/waiter");
    println!("  Kitchen      {url}/kitchen");
    if store.demo {
        let front_door = auth.front_door().await.map_err(|fault| CliError::Other(in_english(&fault)))?;
        if let Some(demo) = front_door.demo {
            let table = auth.absolute(&demo.table_path);
            println!("  Guests       {table}   (table {})\n", demo.table_label);
            let people: Vec<String> =
                demo.staff.iter().map(|person| format!("{} ({}) {}", person.name, person.role, person.pin)).collect();
            println!("  PINs         {}\n", people.join(", "));
            println!("{}", qr_text(&table));
        }
    }
    if let Some((what, fix)) = reach::shortfall(settings) {
        println!("  ! {what}.\n    {fix}");
    }
    if !store.demo && devices::count(db, store.id).await? == 0 {
        let code = enrol_code::fresh(db, settings, store.id).await?;
        println!("\n{}", enrol_code::told(&store.name, &code, settings));
    }
    println!();
    Ok(())
}

/// Hears Control-C, or the word of a service manager, from now on.
#[cfg(unix)]
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Hears Control-C.
#[cfg(not(unix))]
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
