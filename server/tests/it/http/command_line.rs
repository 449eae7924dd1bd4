//! The program as an operator runs it: what it says when something is wrong, and how it stops.

use comanda::shop::{SeatingPolicy, UnseenLimit};
use engine::accounts::normalise_code;
use engine::storage::stores;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Output, Stdio};
use testkit::{databases, tiny};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

fn program(folder: &Path, database: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comanda"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("COMANDA_DATABASE", database)
        .env("COMANDA_LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

async fn run(folder: &Path, database: &str, arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = program(folder, database, arguments).output().await.expect("it runs");
    (status.success(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_setting_stops_the_start_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let (fine, said) = run(folder.path(), "sqlite:comanda.db", &["serve", "--listen", "everywhere"]).await;
    assert!(!fine && said.contains("listen can't be “everywhere”"), "{said}");
    let (fine, said) = run(folder.path(), "mysql://host/db", &["migrate"]).await;
    assert!(!fine && said.contains("database can't be “mysql”"), "{said}");
    let help = run(folder.path(), "sqlite:comanda.db", &["serve", "--help"]).await.1;
    for setting in ["--listen", "--database", "--public-url", "default: 127.0.0.1:3000", "COMANDA_STAFF_HOURS"] {
        assert!(help.contains(setting), "{setting} is missing in the help");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_says_what_is_wrong_and_how_to_fix_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (fine, said) = run(folder.path(), "sqlite:comanda.db", &["doctor"]).await;
    assert!(!fine && said.contains("✗ Its schema is not up to date") && said.contains("→ Run: comanda migrate"), "{said}");
    let (fine, said) = run(folder.path(), "sqlite:comanda.db", &["migrate"]).await;
    assert!(fine && said.contains("is up to date"), "{said}");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let (_, said) = run(folder.path(), "sqlite:comanda.db", &["doctor", "--listen", &address]).await;
    assert!(said.contains("✓ Its schema is the one this program knows"), "{said}");
    assert!(said.contains("Something listens on") && said.contains("comanda demo"), "{said}");
    let (fine, said) = run(folder.path(), "sqlite:comanda.db", &["serve", "--listen", &address]).await;
    assert!(!fine && said.contains("Something listens on") && said.contains("--listen"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_without_devices_shows_a_code_at_its_first_start_and_stops_when_asked() {
    let scratch = databases::sqlite().await;
    tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = program(folder.path(), &scratch.url, &["serve"]).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
    let code = loop {
        let line = lines.next_line().await.expect("readable").expect("a code before the end");
        if let Some(code) = line.split_once("type  ").and_then(|(_, rest)| rest.split(' ').next()) {
            break code.to_owned();
        }
    };
    assert!(normalise_code(&code).is_some(), "{code}");
    let asked = Command::new("kill").arg(child.id().expect("it runs").to_string()).status().await.expect("told");
    assert!(asked.success());
    assert!(child.wait().await.expect("it ends").success(), "it goes in peace");
    let (fine, said) = run(folder.path(), &scratch.url, &["enrol-code"]).await;
    assert!(fine && said.contains("To enrol a screen for Tiny"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_every_address_is_listened_on_people_are_told_one_that_they_can_open() {
    let scratch = databases::sqlite().await;
    tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await;
    let folder = tempfile::tempdir().expect("a folder");
    let told = async |arguments: &[&str]| {
        let mut child = program(folder.path(), &scratch.url, arguments).stdout(Stdio::piped()).spawn().expect("it runs");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let mut told = String::new();
        while !told.contains("To enrol a screen") {
            told += &lines.next_line().await.expect("readable").expect("more");
            told.push('\n');
        }
        told
    };
    let everywhere = told(&["serve", "--listen", "0.0.0.0:0"]).await;
    assert!(everywhere.contains("Front door   http://") && !everywhere.contains("0.0.0.0"), "{everywhere}");
    let here = told(&["serve"]).await;
    assert!(here.contains("Only this computer can open") && here.contains("make run lan=1"), "{here}");
    let plain = told(&["serve", "--public-url", "http://192.168.1.20:3000"]).await;
    assert!(plain.contains("Over plain http") && plain.contains("Front door   http://192.168.1.20:3000/"), "{plain}");
    let https = told(&["serve", "--public-url", "https://osteria.example"]).await;
    assert!(!https.contains("  ! "), "{https}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restaurant_in_an_unknown_time_zone_is_not_served() {
    let scratch = databases::sqlite().await;
    let mut restaurant = tiny::seed(&scratch.db, SeatingPolicy::OpenByScan).await.restaurant;
    restaurant.store.time_zone = "Atlantis/Capital".into();
    restaurant.replay_hours = 0;
    restaurant.store.unseen = UnseenLimit { portions: None, total: Some(-1) };
    stores::update(&scratch.db, &restaurant).await.expect("changed");
    let folder = tempfile::tempdir().expect("a folder");
    for command in ["serve", "doctor"] {
        let (fine, said) = run(folder.path(), &scratch.url, &[command]).await;
        assert!(!fine, "{command}: {said}");
        assert!(said.contains("Tiny: the time zone “Atlantis/Capital” is not known. Use a name of the IANA table"), "{said}");
        assert!(said.contains("Tiny: events can't be kept for 0 hours"), "every setting is looked at: {said}");
        assert!(said.contains("Tiny: a limit of -1 on what is unseen"), "{said}");
    }
    restaurant.store.time_zone = "America/Santiago".into();
    restaurant.replay_hours = 24;
    restaurant.store.unseen = UnseenLimit::default();
    stores::update(&scratch.db, &restaurant).await.expect("changed");
    let (_, said) = run(folder.path(), &scratch.url, &["doctor"]).await;
    assert!(!said.contains("Tiny: "), "{said}");
}
