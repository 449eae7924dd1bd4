//! The other way round: an older program before a newer database says so and touches nothing.

use crate::process_support::program;
use std::process::Output;
use testkit::databases::{self, Scratch};

async fn run(scratch: &Scratch, command: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = program(folder.path(), &[command]);
    program.env("COMANDA_DATABASE", &scratch.url).env("COMANDA_LISTEN", "127.0.0.1:0").stdout(std::process::Stdio::piped());
    let Output { status, stdout, stderr } = program.stderr(std::process::Stdio::piped()).output().await.expect("it runs");
    (status.success(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

async fn everything(scratch: &Scratch) -> i64 {
    let count = "SELECT (SELECT COUNT(*) FROM stores) + (SELECT COUNT(*) FROM _sqlx_migrations)";
    sqlx::query_scalar(count).fetch_one(&scratch.db.read).await.expect("a count")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_newer_comanda_is_refused_in_words_and_left_alone() {
    for scratch in [databases::sqlite().await, databases::postgres().await] {
        let future = "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
             SELECT 9000, 'from the future', installed_on, success, checksum, execution_time
             FROM _sqlx_migrations WHERE version = 1";
        sqlx::query(future).execute(&scratch.db.write).await.expect("the future");
        let before = everything(&scratch).await;
        for command in ["serve", "migrate", "demo", "doctor"] {
            let (fine, said) = run(&scratch, command).await;
            assert!(!fine && said.contains("was written by a newer version of Comanda"), "{command}: {said}");
            assert!(said.contains("Update Comanda") || said.contains("Use the matching version"), "{command}: {said}");
        }
        assert_eq!(everything(&scratch).await, before);
    }
}
