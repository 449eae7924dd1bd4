//! Where settings come from, and who wins: defaults, file, environment, flags.

// The doc comments here are the help texts, read in a terminal.
#![allow(clippy::doc_markdown, rustdoc::bare_urls)]

use super::error::nearest;
use super::{ConfigError, LogFormat, RawSettings, Settings, Switch};
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde::{Deserialize, Deserializer, Serialize};
use std::path::{Path, PathBuf};

/// The file looked for when none is named.
pub const DEFAULT_FILE: &str = "comanda.toml";
const PREFIX: &str = "COMANDA_";

/// Settings as flags; each wins over the environment and the file.
#[derive(Debug, Clone, Default, Serialize, clap::Args)]
pub struct Flags {
    /// The settings file [default: comanda.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE", env = "COMANDA_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Address and port to listen on [default: 127.0.0.1:3000] [env: COMANDA_LISTEN]
    #[arg(long, global = true, value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// The address phones and screens use, e.g. https://osteria.example [default: http:// and the listen address; with 0.0.0.0 this machine's in its network] [env: COMANDA_PUBLIC_URL]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// Serve https with this certificate (PEM); a renewed one is taken up by itself [default: plain http] [env: COMANDA_TLS_CERTIFICATE]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_certificate: Option<PathBuf>,
    /// The certificate's key (PEM) [env: COMANDA_TLS_KEY]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    /// Get an https certificate for the name in --public-url by itself, from Let's Encrypt, which may write to this e-mail address [env: COMANDA_ACME]
    #[arg(long, global = true, value_name = "E-MAIL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acme: Option<String>,
    /// Get it from another authority: its ACME directory [env: COMANDA_ACME_DIRECTORY]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acme_directory: Option<String>,
    /// Who vouches for that directory (PEM), where browsers do not know them [env: COMANDA_ACME_ROOT]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acme_root: Option<PathBuf>,
    /// Where the certificate is kept [default: data/certificates] [env: COMANDA_ACME_FOLDER]
    #[arg(long, global = true, value_name = "FOLDER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acme_folder: Option<PathBuf>,
    /// sqlite:path/to/file.db or postgres://user:password@host/database [default: sqlite:data/comanda.db] [env: COMANDA_DATABASE]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// How many connections to PostgreSQL to open at most [default: 20] [env: COMANDA_DATABASE_CONNECTIONS]
    #[arg(long, global = true, value_name = "NUMBER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_connections: Option<u32>,
    /// What is logged, e.g. info,engine=debug [default: info] [env: COMANDA_LOG]
    #[arg(long, global = true, value_name = "FILTER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// How log lines are written [default: text] [env: COMANDA_LOG_FORMAT]
    #[arg(long, global = true, value_name = "FORMAT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_format: Option<LogFormat>,
    /// Further origins pages may be served from; repeatable [env: COMANDA_ALLOWED_ORIGINS, separated by commas]
    #[arg(long = "allowed-origin", global = true, value_name = "ORIGIN")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_origins: Vec<String>,
    /// Believe the X-Forwarded-For of the proxy in front [default: no] [env: COMANDA_BEHIND_PROXY]
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub behind_proxy: bool,
    /// Days a screen stays enrolled [default: 365] [env: COMANDA_DEVICE_DAYS]
    #[arg(long, global = true, value_name = "DAYS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_days: Option<u32>,
    /// Hours a staff sign-in lasts [default: 12] [env: COMANDA_STAFF_HOURS]
    #[arg(long, global = true, value_name = "HOURS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff_hours: Option<u32>,
    /// Hours a guest's seat lasts at most [default: 24] [env: COMANDA_GUEST_HOURS]
    #[arg(long, global = true, value_name = "HOURS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest_hours: Option<u32>,
    /// Limit how often one phone or screen may ask, and how many sockets it may have; off is for measuring only [default: on] [env: COMANDA_CHANGE_LIMITS]
    #[arg(long, global = true, value_name = "SWITCH")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_limits: Option<Switch>,
    /// Whoever brings this token may read /metrics; without one only this machine may [env: COMANDA_METRICS_TOKEN]
    #[arg(long, global = true, value_name = "TOKEN")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics_token: Option<String>,
    /// Serve the site from this folder instead of the one built in [env: COMANDA_SITE]
    #[arg(long, global = true, value_name = "FOLDER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<PathBuf>,
}

/// The names of all settings.
const KNOWN: [&str; 20] = [
    "listen",
    "public_url",
    "tls_certificate",
    "tls_key",
    "acme",
    "acme_directory",
    "acme_root",
    "acme_folder",
    "database",
    "database_connections",
    "log",
    "log_format",
    "allowed_origins",
    "behind_proxy",
    "device_days",
    "staff_hours",
    "guest_hours",
    "change_limits",
    "metrics_token",
    "site",
];

/// Settings of this process. Errors: [`ConfigError`], one sentence that names the setting.
pub fn load(flags: &Flags) -> Result<Settings, ConfigError> {
    let environment: Vec<String> =
        std::env::vars().filter_map(|(name, _)| name.strip_prefix(PREFIX).map(str::to_ascii_lowercase)).collect();
    load_from(flags, &environment)
}

/// Like [`load`], with the names found in the environment given (without `COMANDA_`, lower case).
pub fn load_from(flags: &Flags, environment: &[String]) -> Result<Settings, ConfigError> {
    let file = match &flags.config {
        Some(named) if !named.is_file() => {
            return Err(ConfigError::File { file: named.display().to_string(), why: "there is no such file".into() });
        }
        Some(named) => named.as_path(),
        None => Path::new(DEFAULT_FILE),
    };
    // Scripts have variables of their own; only a slip of the pen is an error.
    for name in environment.iter().filter(|name| !KNOWN.contains(&name.as_str())) {
        if let Some(near) = nearest(name, &KNOWN) {
            return Err(ConfigError::Unknown {
                given: format!("{PREFIX}{}", name.to_ascii_uppercase()),
                near: Some(format!("{PREFIX}{}", near.to_ascii_uppercase())),
                source_name: Some("the environment".into()),
            });
        }
    }
    let mut sources = Figment::from(Serialized::defaults(RawSettings::default()));
    if file.is_file() {
        sources = sources.merge(Toml::file_exact(file));
    }
    sources
        .merge(Env::prefixed(PREFIX).only(&KNOWN))
        .merge(Serialized::defaults(flags))
        .extract::<RawSettings>()
        .map_err(|error| ConfigError::of(error, &KNOWN))?
        .check()
}

/// A list as TOML writes it, or one line with commas.
pub(super) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        List(Vec<String>),
        Line(String),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::List(list) => list,
        Written::Line(line) => line.split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect(),
    })
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
