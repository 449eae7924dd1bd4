//! Settings: from `comanda.toml`, the environment (`COMANDA_…`) and flags, later ones winning.

mod address;
mod error;
mod load;

pub use engine::address::is_this_machine;
pub use error::ConfigError;
pub use load::{DEFAULT_FILE, Flags, load, load_from};

use crate::serving::Deadlines;
use crate::serving::acme::{self, Acme};
use crate::serving::tls::{Files, Source};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::PathBuf;

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Whether something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    #[default]
    On,
    Off,
}

/// Settings as they are written: every name, its meaning and its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSettings {
    /// Address and port to listen on. Default `127.0.0.1:3000`.
    pub listen: String,
    /// The address guests' phones and staff's screens use, e.g. `https://osteria.example`. Default `http://` and `listen`;
    /// where that is `0.0.0.0`, this machine's address in its network.
    pub public_url: Option<String>,
    /// The certificate to serve https with (PEM, with those that vouch for it), read again when it changes. Default none: plain http.
    pub tls_certificate: Option<PathBuf>,
    /// Its key (PEM). Set together with it.
    pub tls_key: Option<PathBuf>,
    /// An e-mail address. A certificate for the name in `public_url` is asked for in its name (ACME) and renewed by itself; the authority
    /// must reach this server at port 443 of that name. Default none.
    pub acme: Option<String>,
    /// The authority's directory. Default Let's Encrypt's.
    pub acme_directory: String,
    /// Who vouches for the directory (PEM), where browsers do not know them. Default none.
    pub acme_root: Option<PathBuf>,
    /// Where the account's key and the certificate are kept. Default `data/certificates`.
    pub acme_folder: PathBuf,
    /// `sqlite:path/to/file.db` or `postgres://user:password@host/database`. Default `sqlite:data/comanda.db`.
    pub database: String,
    /// How many connections to PostgreSQL this node opens at most. Default 20. SQLite has no use for it.
    pub database_connections: u32,
    /// What is logged, e.g. `info` or `info,engine=debug`. Default `info`.
    pub log: String,
    /// `text` or `json`. Default `text`.
    pub log_format: LogFormat,
    /// Further origins pages may be served from, e.g. `https://kitchen.example`. Default none.
    #[serde(deserialize_with = "load::list")]
    pub allowed_origins: Vec<String>,
    /// Believe the `X-Forwarded-For` of the proxy in front. Default `false`.
    pub behind_proxy: bool,
    /// Days a screen stays enrolled. Default 365.
    pub device_days: u32,
    /// Hours a staff sign-in lasts. Default 12.
    pub staff_hours: u32,
    /// Hours a guest's seat lasts at most. Default 24.
    pub guest_hours: u32,
    /// Limit how often one phone or screen may ask, and how many sockets it may have; `off` is for measuring only. Default `on`.
    pub change_limits: Switch,
    /// Whoever brings this token (`Authorization: Bearer …`) may read `/metrics`. Default none: only this machine may.
    pub metrics_token: Option<String>,
    /// Serve the site from this folder instead of the one built in. Default none.
    pub site: Option<PathBuf>,
}

impl Default for RawSettings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:3000".into(),
            public_url: None,
            tls_certificate: None,
            tls_key: None,
            acme: None,
            acme_directory: acme::DIRECTORY.into(),
            acme_root: None,
            acme_folder: acme::FOLDER.into(),
            database: "sqlite:data/comanda.db".into(),
            database_connections: engine::storage::CONNECTIONS,
            log: "info".into(),
            log_format: LogFormat::Text,
            allowed_origins: Vec::new(),
            behind_proxy: false,
            device_days: 365,
            staff_hours: 12,
            guest_hours: 24,
            change_limits: Switch::On,
            metrics_token: None,
            site: None,
        }
    }
}

/// Settings as the server uses them: checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub listen: SocketAddr,
    /// Without a slash at the end.
    pub public_url: String,
    /// Served over https by ourselves.
    pub tls: Option<Source>,
    pub database: String,
    pub database_connections: u32,
    pub log: String,
    pub log_format: LogFormat,
    /// `scheme://host[:port]` each.
    pub allowed_origins: Vec<String>,
    pub behind_proxy: bool,
    pub lifetimes: engine::accounts::Lifetimes,
    pub change_limits: Switch,
    /// How long clients may keep the server waiting: not set by anybody but tests.
    pub deadlines: Deadlines,
    pub metrics_token: Option<String>,
    pub site: Option<PathBuf>,
}

impl Settings {
    /// Do people come over https? Then cookies are `Secure` and browsers are told to stay with it. Over plain http a browser
    /// would throw a `Secure` cookie away, and nobody could sign in.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Can people's address be opened on this very machine only?
    #[must_use]
    pub fn is_local(&self) -> bool {
        is_this_machine(&self.public_url)
    }
}

impl RawSettings {
    /// Checks every value. Errors name the setting and what it should be.
    pub fn check(self) -> Result<Settings, ConfigError> {
        let listen: SocketAddr = self.listen.parse().map_err(|_| {
            ConfigError::wrong("listen", &self.listen, "an address with a port, such as 127.0.0.1:3000 or 0.0.0.0:80")
        })?;
        let tls = match (self.tls_certificate, self.tls_key) {
            (Some(certificate), Some(key)) => Some(Source::Files(Files { certificate, key })),
            (None, None) => None,
            (Some(_), None) => return Err(ConfigError::wrong("tls_key", "", "the file of the certificate's key")),
            (None, Some(_)) => return Err(ConfigError::wrong("tls_certificate", "", "the file of the key's certificate")),
        };
        let public_url = match self.public_url {
            Some(given) => origin("public_url", &given)?,
            None => address::of_listening(listen, if tls.is_some() { "https" } else { "http" }),
        };
        let tls = match self.acme {
            None => tls,
            Some(contact) if tls.is_some() => {
                return Err(ConfigError::wrong("acme", &contact, "left out where “tls_certificate” is set"));
            }
            Some(contact) if !address::is_mailbox(&contact) => {
                return Err(ConfigError::wrong(
                    "acme",
                    &contact,
                    "an e-mail address, which the certificates' authority may write to",
                ));
            }
            Some(contact) => {
                let wanted = "https:// and the name of this server, which “acme” gets a certificate for";
                let domain = address::domain_of(&public_url);
                let domain = domain.ok_or_else(|| ConfigError::wrong("public_url", &public_url, wanted))?.to_owned();
                let (directory, root, folder) = (self.acme_directory, self.acme_root, self.acme_folder);
                Some(Source::Acme(Acme { domain, contact, directory, root, folder }))
            }
        };
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| self.database.starts_with(scheme)) {
            return Err(ConfigError::wrong(
                "database",
                // The address of a database may hold a password; so may what is none.
                self.database.split_once("://").map_or("…", |(scheme, _)| scheme),
                "sqlite:path/to/comanda.db or postgres://user:password@host/database",
            ));
        }
        if !(4..=1_000).contains(&self.database_connections) {
            let given = self.database_connections.to_string();
            return Err(ConfigError::wrong("database_connections", &given, "a number from 4 to 1000"));
        }
        if tracing_subscriber::EnvFilter::try_new(&self.log).is_err() {
            return Err(ConfigError::wrong("log", &self.log, "a level (error, warn, info, debug, trace), or info,engine=debug"));
        }
        let allowed_origins =
            self.allowed_origins.iter().map(|given| origin("allowed_origins", given)).collect::<Result<_, _>>()?;
        if self.metrics_token.as_ref().is_some_and(|token| token.trim().len() < 16) {
            return Err(ConfigError::wrong("metrics_token", "…", "at least 16 characters nobody guesses, or none at all"));
        }
        let lifetimes = engine::accounts::Lifetimes {
            device: seconds("device_days", self.device_days, 86_400, 3_650)?,
            staff: seconds("staff_hours", self.staff_hours, 3_600, 24 * 31)?,
            guest: seconds("guest_hours", self.guest_hours, 3_600, 24 * 7)?,
        };
        Ok(Settings {
            listen,
            public_url,
            tls,
            database: self.database,
            database_connections: self.database_connections,
            log: self.log,
            log_format: self.log_format,
            allowed_origins,
            behind_proxy: self.behind_proxy,
            lifetimes,
            change_limits: self.change_limits,
            deadlines: if self.behind_proxy { Deadlines::behind_proxy() } else { Deadlines::default() },
            metrics_token: self.metrics_token.map(|token| token.trim().to_owned()),
            site: self.site,
        })
    }
}

fn seconds(name: &'static str, given: u32, unit: i64, most: u32) -> Result<i64, ConfigError> {
    if (1..=most).contains(&given) {
        Ok(i64::from(given) * unit)
    } else {
        Err(ConfigError::wrong(name, &given.to_string(), &format!("a number from 1 to {most}")))
    }
}

/// `scheme://host[:port]`, nothing after it.
fn origin(name: &'static str, given: &str) -> Result<String, ConfigError> {
    let wrong = || ConfigError::wrong(name, given, "an address such as https://osteria.example, without a path");
    let (scheme, rest) = given.trim().split_once("://").ok_or_else(wrong)?;
    let host = rest.trim_end_matches('/');
    let fine = matches!(scheme, "http" | "https")
        && !host.is_empty()
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    if fine { Ok(format!("{scheme}://{}", host.to_ascii_lowercase())) } else { Err(wrong()) }
}
