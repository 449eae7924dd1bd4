//! `comanda doctor`: looks at everything a start needs and says how to fix what is wrong.

use super::reach;
use crate::config::{ConfigError, Settings};
use crate::http::{BUILD_COMMAND, Site};
use crate::serving::acme;
use crate::serving::tls::{Source, Tls};
use comanda::At;
use engine::clock::{Clock as _, SystemClock};
use engine::storage::{Db, DbError, public_lookup, settings as store_settings};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

/// 2025-01-01: a clock before it has never been set.
const CLOCK_SET: At = At(1_735_689_600_000);

/// What was found about one thing.
enum Finding {
    Fine(String),
    /// What is missing, and how to have it: nothing fails.
    Short(String, String),
    /// What is wrong, and the way out.
    Wrong(String, String),
}

/// Prints a line for each thing; fails if one is wrong.
pub async fn run(settings: Result<Settings, ConfigError>) -> ExitCode {
    let mut findings = vec![Finding::Fine(format!("Comanda {}", env!("CARGO_PKG_VERSION")))];
    match settings {
        Err(error) => {
            findings.push(Finding::Wrong(error.to_string(), "Correct it in comanda.toml, the environment or the flags.".into()));
        }
        Ok(settings) => {
            findings.push(Finding::Fine(format!("Settings: guests and staff use {}", settings.public_url)));
            findings.extend(database(&settings).await);
            findings.push(site(&settings));
            let tls = match &settings.tls {
                None => None,
                // Asking for one is the server's business: authorities count how often they are asked.
                Some(Source::Acme(acme)) => {
                    findings.push(match acme::check(acme) {
                        Ok(()) => Finding::Fine(format!("The certificate for {} comes from {}", acme.domain, acme.directory)),
                        Err(error) => Finding::Wrong(error.to_string(), "Until then nothing is served.".into()),
                    });
                    None
                }
                Some(files) => match Tls::open(files.clone()) {
                    Ok(tls) => {
                        findings.push(Finding::Fine("Certificate and key fit together".into()));
                        Some(Arc::new(tls))
                    }
                    Err(error) => {
                        findings.push(Finding::Wrong(error.to_string(), "Until then nothing is served.".into()));
                        None
                    }
                },
            };
            findings.extend(address(&settings, tls).await);
            findings.push(clock());
        }
    }
    let mut code = ExitCode::SUCCESS;
    for finding in findings {
        match finding {
            Finding::Fine(what) => println!("✓ {what}"),
            Finding::Short(what, fix) => println!("! {what}\n  → {fix}"),
            Finding::Wrong(what, fix) => {
                code = ExitCode::FAILURE;
                println!("✗ {what}\n  → {fix}");
            }
        }
    }
    code
}

async fn database(settings: &Settings) -> Vec<Finding> {
    let db = match Db::open_with(&settings.database, settings.database_connections).await {
        Ok(db) => db,
        Err(error) => {
            return vec![Finding::Wrong(error.to_string(), "Correct the setting “database”, or what is behind it.".into())];
        }
    };
    let mut findings = vec![Finding::Fine(format!("The database {} answers", db.place()))];
    if let Err(error) = db.check_rights().await {
        findings.push(Finding::Wrong(error.to_string(), "Correct that in the database, or use another one.".into()));
        db.close().await;
        return findings;
    }
    match db.check_schema().await {
        Ok(()) => {
            findings.push(match db.try_write().await {
                Ok(()) => Finding::Fine("It can be written".into()),
                Err(error) => Finding::Wrong(error.to_string(), "Until then no order can be taken.".into()),
            });
            findings.push(Finding::Fine("Its schema is the one this program knows".into()));
            findings.push(match public_lookup::stores(&db).await {
                Ok(stores) if stores.is_empty() => {
                    Finding::Wrong("There is no restaurant in it yet".into(), "Run: comanda demo".into())
                }
                Ok(stores) => {
                    let names: Vec<String> = stores.into_iter().map(|s| s.name).collect();
                    Finding::Fine(format!("It holds {}", names.join(", ")))
                }
                Err(error) => Finding::Wrong(error.to_string(), "Restore a backup.".into()),
            });
            findings.extend(restaurants(&db).await);
        }
        Err(DbError::NotMigrated) => {
            findings.push(Finding::Wrong("Its schema is not up to date".into(), "Run: comanda migrate".into()));
        }
        Err(error) => findings.push(Finding::Wrong(error.to_string(), "Use the matching version of Comanda.".into())),
    }
    db.close().await;
    findings
}

/// Every setting of every restaurant.
async fn restaurants(db: &Db) -> Vec<Finding> {
    match store_settings::check(db).await {
        Ok(bad) if bad.is_empty() => Vec::new(),
        Ok(bad) => bad
            .into_iter()
            .map(|bad| Finding::Wrong(bad.to_string(), "Correct it in the restaurant's settings (table “stores”).".into()))
            .collect(),
        Err(error) => vec![Finding::Wrong(error.to_string(), "Restore a backup.".into())],
    }
}

fn site(settings: &Settings) -> Finding {
    let site = Site::new(settings.site.clone());
    if site.is_there() {
        Finding::Fine(format!("The site's files are there (build {})", site.build()))
    } else {
        Finding::Wrong("The site's files are missing: pages would look bare".into(), format!("Run: {BUILD_COMMAND}"))
    }
}

/// Where Comanda listens, and whether a phone gets there.
async fn address(settings: &Settings, tls: Option<Arc<Tls>>) -> Vec<Finding> {
    let bound = TcpListener::bind(settings.listen).await;
    let mut findings = vec![match &bound {
        Ok(_) => Finding::Fine(format!("{} is free to listen on", settings.listen)),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => Finding::Wrong(
            format!("Something listens on {} already (Comanda itself, perhaps)", settings.listen),
            "Stop it, or set “listen” to another port.".into(),
        ),
        Err(error) => {
            Finding::Wrong(format!("Can't listen on {}: {error}", settings.listen), "Set “listen” to another address.".into())
        }
    }];
    // Port 0 is any free one: nobody knows it before the start.
    let url = &settings.public_url;
    if matches!(settings.tls, Some(Source::Acme(_))) && bound.is_ok() {
        let what = format!("Whether {url} answers is seen while Comanda runs");
        findings.push(Finding::Short(
            what,
            "Its certificate is asked for then: run comanda serve, and comanda doctor beside it.".into(),
        ));
    } else if settings.listen.port() != 0 {
        findings.push(match reach::try_address(settings, bound.ok(), tls).await {
            Ok(()) => Finding::Fine(format!("{url} answers")),
            Err(why) => Finding::Wrong(
                format!("{url} does not answer: {why}"),
                "Phones would see nothing. Check “public_url”, “listen”, the firewall, and the proxy in front, if there is one."
                    .into(),
            ),
        });
    }
    findings.extend(reach::shortfall(settings).map(|(what, fix)| Finding::Short(what, fix)));
    findings
}

fn clock() -> Finding {
    let now = SystemClock.now();
    if now < CLOCK_SET {
        Finding::Wrong(
            "The machine's clock is years behind".into(),
            "Set it (timedatectl set-ntp true): orders, sign-ins and locks are kept by it.".into(),
        )
    } else {
        Finding::Fine("The machine's clock is set".into())
    }
}
