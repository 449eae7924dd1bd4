//! A backup that was put back: whoever has heard more than it knows must ask anew, also when it has long overtaken them.

use crate::process_support::{Process, Waiter, browser, free_port, program, seed};
use comanda::ids::CommandKey;
use comanda::protocol::{Cursor, ResyncReason, ServerMessage};
use comanda::replica::{House, Stamped};
use engine::ids::fresh;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

/// Where the log stands.
async fn position(waiter: &Waiter) -> Cursor {
    let asked = browser().build().expect("a client").get(format!("{}/api/house", waiter.base)).header("cookie", &waiter.cookie);
    asked.send().await.expect("an answer").json::<Stamped<House>>().await.expect("a house").cursor
}

/// What the log says to one who heard it up to there.
async fn follow(waiter: &Waiter, cursor: Cursor) -> Vec<ServerMessage> {
    let asked = waiter.client.post(format!("{}/api/follow", waiter.base)).header("origin", &waiter.base);
    let asked = asked.header("cookie", &waiter.cookie).json(&json!({ "hat": "staff", "cursor": cursor, "rooms": ["store"] }));
    let frames: Vec<String> = asked.send().await.expect("an answer").json().await.expect("frames");
    frames.iter().map(|frame| serde_json::from_str(frame).expect("the protocol")).collect()
}

/// A dish is taken off and put back again so many times: an event each.
async fn toggle(waiter: &Waiter, times: usize) {
    let menu: comanda::shop::menu::Menu = waiter.ask("menu").await;
    for turn in 0..times {
        let command = if turn % 2 == 1 { "bring_back" } else { "eighty_six" };
        let change = json!({ "command": command, "product": menu.products[0].id, "until": null });
        waiter.submit(fresh::<CommandKey>(), &change).await.expect("done");
    }
}

async fn serving(folder: &Path) -> (Process, Waiter) {
    let port = free_port();
    let process = Process::start(folder, port).await;
    process.until_ready(PATIENCE).await;
    let waiter = Waiter::sign_in(&format!("http://127.0.0.1:{port}")).await;
    (process, waiter)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_heard_more_than_a_backup_knows_is_told_even_after_it_has_overtaken_them() {
    let folder = tempfile::tempdir().expect("a folder");
    seed(folder.path()).await;
    let (file, backup) = (folder.path().join("comanda.db"), folder.path().join("backup.db"));
    std::fs::copy(&file, &backup).expect("a backup");
    let (mut process, waiter) = serving(folder.path()).await;
    toggle(&waiter, 4).await;
    let heard = position(&waiter).await;
    process.kill().await;

    for rest in ["comanda.db-wal", "comanda.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(rest));
    }
    std::fs::copy(&backup, &file).expect("put back");
    assert!(program(folder.path(), &["new-log"]).status().await.expect("it runs").success());
    let (_process, waiter) = serving(folder.path()).await;
    toggle(&waiter, 6).await;
    assert!(position(&waiter).await.seq > heard.seq, "by its number alone the cursor would do");
    let said = follow(&waiter, heard).await;
    let told = |message: &ServerMessage| matches!(message, ServerMessage::Resync { reason: ResyncReason::EpochChanged, .. });
    assert!(said.iter().any(told), "{said:?}");
    assert!(!said.iter().any(|message| matches!(message, ServerMessage::Event(_))), "{said:?}");
}
