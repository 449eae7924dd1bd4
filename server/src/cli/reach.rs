//! Who can open the address that people are told, and what it lacks.

use crate::config::Settings;
use crate::http::health;
use crate::serving::tls::{Source, Tls};
use crate::serving::{self, Capacity};
use axum::Router;
use axum::routing::get;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};
use tokio_util::sync::CancellationToken;

/// How long an address is tried.
const PATIENCE: Duration = Duration::from_secs(5);
/// More than the answer of `/healthz` has.
const ENOUGH: u64 = 16 * 1024;

/// What people will miss at this address, and the way out; nothing if it is good for every phone.
pub fn shortfall(settings: &Settings) -> Option<(String, String)> {
    let (url, listen) = (&settings.public_url, settings.listen);
    if settings.is_local() {
        let what = format!("Only this computer can open {url}");
        let fix = if listen.ip().is_unspecified() {
            "Set “public_url” to the address that phones use, such as http://192.168.1.20:3000.".into()
        } else {
            format!("For phones in the same network: make run lan=1, or comanda serve --listen 0.0.0.0:{}", listen.port())
        };
        return Some((what, fix));
    }
    (!settings.is_https()).then(|| {
        let what = "Over plain http phones can't open Comanda without a connection, and displays may fall asleep";
        (
            what.into(),
            "Everything else works. For those two, set “acme”, or “tls_certificate” and “tls_key”, or put a proxy with https in front."
                .into(),
        )
    })
}

/// Asks the public address for a sign of life, as a phone would. While nothing else listens here, `listener` answers.
/// Errors: why a phone would see nothing.
pub async fn try_address(settings: &Settings, listener: Option<TcpListener>, tls: Option<Arc<Tls>>) -> Result<(), String> {
    let stop = CancellationToken::new();
    if let Some(listener) = listener {
        let app = Router::new().route("/healthz", get(health::alive));
        let capacity = Capacity::of_this_process(false);
        tokio::spawn(serving::run(listener, app, capacity, settings.deadlines, tls, stop.clone()));
    }
    let tried = tokio::time::timeout(PATIENCE, ask(settings)).await;
    stop.cancel();
    tried.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs())))
}

async fn ask(settings: &Settings) -> Result<(), String> {
    let (scheme, authority) = settings.public_url.split_once("://").unwrap_or(("http", &settings.public_url));
    let (host, port) = match authority.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse::<u16>().ok()?))) {
        Some((host, port)) => (host, port),
        None => (authority, if scheme == "https" { 443 } else { 80 }),
    };
    let host = host.trim_matches(['[', ']']);
    let line = TcpStream::connect((host, port)).await.map_err(|error| error.to_string())?;
    if scheme != "https" {
        return greet(line, authority).await;
    }
    let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
    let config = trusting(settings.tls.as_ref()).map_err(|error| error.to_string())?;
    let line = TlsConnector::from(Arc::new(config)).connect(name, line).await;
    greet(line.map_err(|error| format!("its certificate: {error}"))?, authority).await
}

async fn greet(mut line: impl AsyncRead + AsyncWrite + Unpin, authority: &str) -> Result<(), String> {
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n");
    line.write_all(request.as_bytes()).await.map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    // Some end a line without TLS's own word for it: what has come counts.
    let _ = line.take(ENOUGH).read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    let fine = answer.lines().next().is_some_and(|status| status.contains(" 200 ")) && answer.trim_end().ends_with("alive");
    if fine { Ok(()) } else { Err("something answers there that is not Comanda".into()) }
}

/// Trusts whom browsers trust, and the certificate that is set: whoever made it themselves has told their phones.
fn trusting(own: Option<&Source>) -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(Source::Files(files)) = own
        && let Ok(own) = CertificateDer::pem_file_iter(&files.certificate)
    {
        roots.add_parsable_certificates(own.filter_map(Result::ok));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(versions.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::RawSettings;

    fn settings(listen: &str, public_url: Option<&str>) -> Settings {
        RawSettings { listen: listen.into(), public_url: public_url.map(str::to_owned), ..RawSettings::default() }
            .check()
            .unwrap()
    }

    #[test]
    fn what_needs_https_and_what_no_phone_can_open_is_said() {
        let said = |listen, url| shortfall(&settings(listen, url)).map(|(what, fix)| format!("{what}: {fix}"));
        let here = said("127.0.0.1:3000", None).unwrap();
        assert!(
            here.contains("Only this computer") && here.contains("lan=1") && here.contains("--listen 0.0.0.0:3000"),
            "{here}"
        );
        let plain = said("0.0.0.0:3000", Some("http://192.168.1.20:3000")).unwrap();
        assert!(plain.contains("without a connection") && plain.contains("fall asleep") && plain.contains("https"), "{plain}");
        assert_eq!(said("127.0.0.1:3000", Some("https://osteria.example")), None);
        assert!(said("0.0.0.0:3000", Some("http://localhost:3000")).unwrap().contains("Set “public_url”"));
    }

    #[tokio::test]
    async fn the_address_that_phones_use_is_tried() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let url = format!("http://{address}");
        assert_eq!(try_address(&settings(&address, Some(&url)), Some(listener), None).await, Ok(()));
        assert!(try_address(&settings(&address, Some(&url)), None, None).await.is_err(), "nobody is there any more");
        let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let elsewhere = format!("http://{}", other.local_addr().unwrap());
        let app = Router::new().route("/", get(|| async { "a printer" }));
        tokio::spawn(async move { axum::serve(other, app).await });
        let why = try_address(&settings(&address, Some(&elsewhere)), None, None).await.unwrap_err();
        assert!(why.contains("not Comanda"), "{why}");
    }
}
