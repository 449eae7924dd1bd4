//! Who can open the address that people are told, and what it lacks.

use crate::config::Settings;
use crate::http::health;
use axum::Router;
use axum::routing::get;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

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
        (what.into(), "Everything else works. For those two, put a proxy with https in front and set “public_url” to it.".into())
    })
}

/// Asks the public address for a sign of life, as a phone would. While nothing else listens here, `listener` answers.
/// Errors: why a phone would see nothing.
pub async fn try_address(settings: &Settings, listener: Option<TcpListener>) -> Result<(), String> {
    let answering = listener.map(|listener| {
        tokio::spawn(async move {
            let _ = axum::serve(listener, Router::new().route("/healthz", get(health::alive))).await;
        })
    });
    let tried = tokio::time::timeout(PATIENCE, ask(&settings.public_url)).await;
    if let Some(answering) = answering {
        answering.abort();
    }
    tried.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs())))
}

async fn ask(url: &str) -> Result<(), String> {
    let (scheme, authority) = url.split_once("://").unwrap_or(("http", url));
    let has_port = authority.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let port = if scheme == "https" { 443 } else { 80 };
    let at = if has_port { authority.to_owned() } else { format!("{authority}:{port}") };
    let mut stream = TcpStream::connect(&at).await.map_err(|error| error.to_string())?;
    if scheme == "https" {
        // That somebody is there; who it is, browsers find out.
        return Ok(());
    }
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    stream.take(ENOUGH).read_to_end(&mut answer).await.map_err(|error| error.to_string())?;
    let answer = String::from_utf8_lossy(&answer);
    let fine = answer.lines().next().is_some_and(|status| status.contains(" 200 ")) && answer.trim_end().ends_with("alive");
    if fine { Ok(()) } else { Err("something answers there that is not Comanda".into()) }
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
        assert_eq!(try_address(&settings(&address, Some(&url)), Some(listener)).await, Ok(()));
        assert!(try_address(&settings(&address, Some(&url)), None).await.is_err(), "nobody is there any more");
        let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let elsewhere = format!("http://{}", other.local_addr().unwrap());
        let app = Router::new().route("/", get(|| async { "a printer" }));
        tokio::spawn(async move { axum::serve(other, app).await });
        let why = try_address(&settings(&address, Some(&elsewhere)), None).await.unwrap_err();
        assert!(why.contains("not Comanda"), "{why}");
    }
}
