//! A certificate that comes by itself, from an authority that gives them to anybody who proves the name: Pebble, Let's Encrypt's own
//! test server, with a name server that knows one address.

use super::tls::{ask_at, certify};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_mins(1);
const NAME: &str = "osteria.example";

/// Ports that are free now, all different.
fn free_ports<const N: usize>() -> [u16; N] {
    let sockets: Vec<_> = (0..N).map(|_| std::net::TcpListener::bind("127.0.0.1:0").expect("a port")).collect();
    std::array::from_fn(|n| sockets[n].local_addr().expect("an address").port())
}

fn start(folder: &Path, program: &str, arguments: &[&str]) -> Child {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).kill_on_drop(true).stdin(Stdio::null());
    command.env("COMANDA_DATABASE", "sqlite:comanda.db").env("PEBBLE_VA_NOSLEEP", "1");
    let log =
        std::fs::File::create(folder.join(format!("{}.log", program.rsplit('/').next().unwrap_or_default()))).expect("a log");
    command.stdout(log.try_clone().expect("a log")).stderr(log);
    command.spawn().unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// Asks until it is answered by somebody that this authority vouches for.
async fn until_answered(address: SocketAddr, name: &str, path: &str, authority: &Path) -> String {
    let asked = async {
        let mut rounds = tokio::time::interval(Duration::from_millis(50));
        loop {
            rounds.tick().await;
            if let Ok(answer) = ask_at(address, name, path, authority).await {
                return answer;
            }
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| panic!("{name}{path} does not answer"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_an_e_mail_address_the_certificate_comes_by_itself_and_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    certify(folder.path(), "pebble");
    let [listen, directory, management, names] = free_ports();
    let here = |port: u16| SocketAddr::from(([127, 0, 0, 1], port));
    let settings = serde_json::json!({ "pebble": {
        "listenAddress": here(directory), "managementListenAddress": here(management),
        "certificate": "pebble.crt", "privateKey": "pebble.key", "httpPort": 1, "tlsPort": listen,
        "ocspResponderURL": "", "externalAccountBindingRequired": false,
    }});
    std::fs::write(at("pebble.json"), settings.to_string()).expect("written");
    let resolver = here(names).to_string();
    let flags =
        ["-http01", "", "-https01", "", "-tlsalpn01", "", "-management", "", "-defaultIPv6", "", "-defaultIPv4", "127.0.0.1"];
    let _names = start(folder.path(), "pebble-challtestsrv", &[&flags[..], &["-dns01", &resolver]].concat());
    let pebble = start(folder.path(), "pebble", &["-config", "pebble.json", "-dnsserver", &resolver]);
    // Pebble makes its authority up each time.
    let root = until_answered(here(management), "localhost", "/roots/0", &at("pebble-ca.crt")).await;
    let (_, root) = root.split_once("\r\n\r\n").expect("a body");
    std::fs::write(at("root.crt"), root).expect("written");

    let comanda = env!("CARGO_BIN_EXE_comanda");
    assert!(start(folder.path(), comanda, &["migrate"]).wait().await.expect("it runs").success());
    let address = here(listen).to_string();
    let directory = format!("https://localhost:{directory}/dir");
    let serve = ["serve", "--listen", &address, "--public-url", "https://osteria.example", "--acme", "chef@osteria.example"];
    let serve = [&serve[..], &["--acme-directory", &directory, "--acme-root", "pebble-ca.crt"]].concat();
    // Whoever made the folder may have let others look into it.
    std::fs::create_dir_all(at("data/certificates")).expect("a folder");
    let mut served = start(folder.path(), comanda, &serve);
    let answer = until_answered(here(listen), NAME, "/healthz", &at("root.crt")).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("alive\n"), "{answer}");
    assert!(ask_at(here(listen), "trattoria.example", "/healthz", &at("root.crt")).await.is_err(), "another name");

    let kept = async {
        let mut rounds = tokio::time::interval(Duration::from_millis(20));
        let is_whole = |file: std::fs::DirEntry| {
            file.file_name().to_string_lossy().starts_with("cached_cert_")
                && std::fs::read_to_string(file.path()).is_ok_and(|text| text.trim_end().ends_with("-----END CERTIFICATE-----"))
        };
        while !std::fs::read_dir(at("data/certificates")).expect("a folder").filter_map(Result::ok).any(is_whole) {
            rounds.tick().await;
        }
    };
    tokio::time::timeout(PATIENCE, kept).await.expect("the certificate is kept");

    // Without the authority the certificate of before is good, and nobody else may read its key.
    served.kill().await.expect("ended");
    drop(pebble);
    let _served = start(folder.path(), comanda, &serve);
    until_answered(here(listen), NAME, "/healthz", &at("root.crt")).await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let kept = std::fs::metadata(at("data/certificates")).expect("a folder");
        assert_eq!(kept.permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_certificate_needs_a_name_and_a_mailbox() {
    let settings = |public_url: Option<&str>, acme: &str, certificate: Option<&str>| {
        let raw = server::config::RawSettings {
            public_url: public_url.map(Into::into),
            acme: Some(acme.into()),
            tls_certificate: certificate.map(Into::into),
            tls_key: certificate.map(Into::into),
            ..Default::default()
        };
        raw.check().map_err(|error| error.to_string())
    };
    let mail = "chef@osteria.example";
    assert!(settings(Some("https://osteria.example"), mail, None).is_ok());
    for (url, acme, certificate, named) in [
        (None, mail, None, "public_url"),
        (Some("http://osteria.example"), mail, None, "public_url"),
        (Some("https://192.0.2.7"), mail, None, "public_url"),
        (Some("https://localhost"), mail, None, "public_url"),
        (Some("https://osteria.example"), "chef", None, "acme"),
        (Some("https://osteria.example"), mail, Some("site.crt"), "acme"),
    ] {
        let said = settings(url, acme, certificate).expect_err("no certificate");
        assert!(said.starts_with(named), "{said}");
    }
}
