//! The server with a certificate of its own.

use crate::web_support::Running;
use comanda::shop::SeatingPolicy;
use server::config::RawSettings;
use server::serving::tls::{Files, Source, Tls, TlsError};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use testkit::databases;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A certificate for `localhost` by an authority of its own: `NAME-ca.crt`, `NAME.crt` and `NAME.key`.
pub fn certify(folder: &Path, name: &str) {
    let script = r"set -e
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout $NAME-ca.key -out $NAME-ca.crt
openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout $NAME.key -out $NAME.csr
echo 'subjectAltName=DNS:localhost' >san
openssl x509 -req -in $NAME.csr -CA $NAME-ca.crt -CAkey $NAME-ca.key -CAcreateserial -days 2 -extfile san -out $NAME.crt";
    let done = Command::new("sh").args(["-c", script]).env("NAME", name).current_dir(folder).output().expect("openssl");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// What a browser that trusts this authority only is answered.
async fn ask(running: &Running, path: &str, authority: &Path) -> Result<String, std::io::Error> {
    ask_at(running.address, "localhost", path, authority).await
}

/// The same at any address, which is to prove that it has this name.
pub async fn ask_at(address: SocketAddr, name: &str, path: &str, authority: &Path) -> Result<String, std::io::Error> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(authority).expect("a certificate")).expect("an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let line = TcpStream::connect(address).await?;
    let server = ServerName::try_from(name.to_owned()).expect("a name");
    let mut line = TlsConnector::from(Arc::new(config)).connect(server, line).await?;
    line.write_all(format!("GET {path} HTTP/1.1\r\nhost: {name}\r\nconnection: close\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    // Some say goodbye without TLS's own word for it.
    let _ = line.read_to_string(&mut answer).await;
    Ok(answer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_certificate_everything_goes_over_https_and_a_renewed_one_is_taken_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    certify(folder.path(), "one");
    certify(folder.path(), "two");
    for part in ["crt", "key"] {
        std::fs::copy(at(&format!("one.{part}")), at(&format!("site.{part}"))).expect("copied");
    }
    let scratch = databases::sqlite().await;
    let running = crate::web_support::start_with(scratch.db.clone(), SeatingPolicy::OpenByScan, |raw| {
        raw.tls_certificate = Some(at("site.crt"));
        raw.tls_key = Some(at("site.key"));
    })
    .await;
    let answer = ask(&running, "/healthz", &at("one-ca.crt")).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("alive\n"), "{answer}");
    assert!(answer.to_lowercase().contains("strict-transport-security"), "{answer}");
    assert!(ask(&running, "/healthz", &at("two-ca.crt")).await.is_err(), "nobody it trusts has signed that");

    // Half a renewal: the key does not fit, and the certificate of before stays.
    std::fs::copy(at("two.crt"), at("site.crt")).expect("copied");
    ask(&running, "/healthz", &at("one-ca.crt")).await.expect("an answer still");
    std::fs::copy(at("two.key"), at("site.key")).expect("copied");
    ask(&running, "/healthz", &at("two-ca.crt")).await.expect("an answer");
    assert!(ask(&running, "/healthz", &at("one-ca.crt")).await.is_err(), "the one of before is gone");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_tries_an_https_address_as_a_phone_would() {
    let folder = tempfile::tempdir().expect("a folder");
    certify(folder.path(), "one");
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a file");
    std::fs::write(folder.path().join("chain.crt"), read("one.crt") + &read("one-ca.crt")).expect("written");
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
    let url = format!("https://localhost:{port}");
    let doctor = async |certificate: &str| {
        let listen = format!("127.0.0.1:{port}");
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_comanda"));
        command.args([
            "doctor",
            "--listen",
            &listen,
            "--public-url",
            &url,
            "--tls-key",
            "one.key",
            "--tls-certificate",
            certificate,
        ]);
        let done =
            command.env("COMANDA_DATABASE", "sqlite:comanda.db").current_dir(folder.path()).output().await.expect("it runs");
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let said = doctor("chain.crt").await;
    assert!(said.contains("✓ Certificate and key fit together") && said.contains(&format!("✓ {url} answers")), "{said}");
    // Signed by somebody whom no phone knows.
    let said = doctor("one.crt").await;
    assert!(said.contains(&format!("✗ {url} does not answer: its certificate")), "{said}");
    let said = doctor("one.key").await;
    assert!(said.contains("✗ There is no certificate in one.key"), "{said}");
}

#[test]
fn a_certificate_that_cannot_be_used_is_told_by_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    certify(folder.path(), "one");
    certify(folder.path(), "two");
    std::fs::write(at("empty"), "nothing of the kind").expect("written");
    let open =
        |certificate: &str, key: &str| Tls::open(Source::Files(Files { certificate: at(certificate), key: at(key) })).map(drop);
    assert_eq!(open("one.crt", "one.key"), Ok(()));
    assert!(matches!(open("none.crt", "one.key"), Err(TlsError::File { file, .. }) if file.ends_with("none.crt")));
    assert!(matches!(open("empty", "one.key"), Err(TlsError::Nothing { what: "certificate", .. })));
    assert!(matches!(open("one.crt", "empty"), Err(TlsError::Nothing { what: "key", .. })));
    assert!(matches!(open("one.crt", "two.key"), Err(TlsError::Mismatch { .. })));
}

#[test]
fn certificate_and_key_are_set_together_and_make_the_address_https() {
    let settings = |certificate: Option<&str>, key: Option<&str>| {
        let (tls_certificate, tls_key) = (certificate.map(Into::into), key.map(Into::into));
        RawSettings { tls_certificate, tls_key, listen: "192.168.1.20:3443".into(), ..RawSettings::default() }.check()
    };
    assert_eq!(settings(Some("c"), Some("k")).expect("fine").public_url, "https://192.168.1.20:3443");
    assert!(settings(Some("c"), None).expect_err("half").to_string().contains("tls_key"));
    assert!(settings(None, Some("k")).expect_err("half").to_string().contains("tls_certificate"));
}
