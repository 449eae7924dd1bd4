//! A database that can't be used says why, in words for people, and is left as it was.

use comanda::backend::Fault;
use comanda::party::CallKind;
use comanda::{Command, PartyCommand};
use engine::ids::fresh;
use engine::storage::{Db, DbError, log};
use sqlx::{Connection, Executor};
use std::fs;
use testkit::databases::{self, fresh_postgres};
use testkit::house::House;

/// None of the database's own words may reach people.
fn speaks_plainly(error: &DbError) -> bool {
    let text = error.to_string();
    ["SQLITE", "sqlx", "error returned from database", "SQLSTATE", "(code:"].iter().all(|jargon| !text.contains(jargon))
}

async fn refusal(url: &str) -> DbError {
    let error = match Db::open(url).await {
        Ok(db) => db.migrate().await.expect_err("a refusal"),
        Err(error) => error,
    };
    assert!(speaks_plainly(&error), "{error}");
    error
}

#[tokio::test]
async fn a_missing_file_and_its_folder_are_made_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data/deeper/comanda.db");
    let url = format!("sqlite://{}", path.display());
    let db = Db::open(&url).await.expect("a database");
    assert_eq!(db.check_schema().await, Err(DbError::NotMigrated));
    db.migrate().await.expect("migrations");
    db.migrate().await.expect("a second time changes nothing");
    assert_eq!(db.check_schema().await, Ok(()));
    db.close().await;
    assert!(path.exists());
    assert_eq!(Db::open(&url).await.expect("again").check_schema().await, Ok(()));
}

#[tokio::test]
async fn an_address_that_names_no_database_is_refused_without_its_password() {
    for url in ["", "comanda.db", "mysql://root:hunter2@db/comanda", "sqlite::memory:", "sqlite:", "sqlite://x?mode=memory"] {
        let error = refusal(url).await;
        assert!(matches!(error, DbError::BadUrl { .. }), "{url}: {error:?}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn a_database_that_must_exist_and_does_not_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("comanda.db");
    let error = refusal(&format!("sqlite://{}?mode=rw", path.display())).await;
    assert!(matches!(error, DbError::Missing { .. }), "{error:?}");
    assert!(!path.exists(), "and is not made by asking");
    let url = fresh_postgres().await;
    let nowhere = url.replacen("localhost/t", "localhost/no_such_t", 1);
    let error = refusal(&nowhere).await;
    assert!(matches!(error, DbError::Missing { .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_unreachable() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = refusal(&format!("postgres://me:hunter2@localhost/comanda?host={}", folder.path().display())).await;
    assert!(matches!(error, DbError::Unreachable { .. }), "{error:?}");
    let said = error.to_string();
    assert!(said.contains(&folder.path().display().to_string()) && !said.contains("hunter2"), "{said}");
}

#[tokio::test]
async fn a_folder_that_can_not_be_made_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a-file");
    fs::write(&file, "not a folder").expect("written");
    let error = refusal(&format!("sqlite://{}/comanda.db", file.display())).await;
    assert!(matches!(error, DbError::Missing { .. } | DbError::ReadOnly), "{error:?}");
    assert_eq!(fs::read_to_string(&file).expect("still there"), "not a folder");
}

#[tokio::test]
async fn what_is_not_a_database_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("comanda.db");
    let text = "Shopping list: flour, eggs, tomatoes. ".repeat(200);
    fs::write(&path, &text).expect("written");
    assert_eq!(refusal(&format!("sqlite://{}", path.display())).await, DbError::Damaged);
    assert_eq!(fs::read_to_string(&path).expect("still there"), text);
}

#[tokio::test]
async fn a_read_only_file_or_folder_is_refused_at_once() {
    let scratch = databases::sqlite().await;
    scratch.db.close().await;
    assert_eq!(refusal(&format!("{}?mode=ro", scratch.url)).await, DbError::ReadOnly);
    // A folder that takes no files, even from root.
    let error = refusal("sqlite:///proc/comanda.db").await;
    assert!(matches!(error, DbError::ReadOnly | DbError::Missing { .. }), "{error:?}");
    // A file that may not be written: root may write anyway, so there the address alone has to do.
    let folder = scratch.folder.as_ref().expect("a folder");
    let path = folder.path().join("comanda.db");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("read-only");
    if fs::OpenOptions::new().append(true).open(&path).is_err() {
        assert_eq!(refusal(&scratch.url).await, DbError::ReadOnly);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_somebody_else_holds_is_locked_and_free_again_after() {
    let scratch = databases::sqlite().await;
    let house = House::open(scratch.db.clone()).await;
    let phone = house.sit(0).await;
    let seq = house.seq().await;
    let mut other = sqlx::AnyConnection::connect(&scratch.url).await.expect("another program");
    other.execute("BEGIN IMMEDIATE").await.expect("its lock");
    assert_eq!(refusal(&scratch.url).await, DbError::Locked);
    let call = Command::Party(PartyCommand::CallWaiter { session: phone.session, call: fresh(), kind: CallKind::Water });
    assert_eq!(house.submit(&phone.actor(), call.clone()).await, Err(Fault::Unavailable));
    // Readers go on.
    assert_eq!(house.seq().await, seq);
    other.execute("ROLLBACK").await.expect("let go");
    house.submit(&phone.actor(), call).await.expect("taken now");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_comandas_database_is_refused_on_both_and_left_alone() {
    for scratch in [databases::sqlite().await, databases::postgres().await] {
        let db = &scratch.db;
        db.write
            .execute(
                "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
                 SELECT 9000, 'from the future', installed_on, success, checksum, execution_time
                 FROM _sqlx_migrations WHERE version = 1",
            )
            .await
            .expect("the future");
        let error = db.migrate().await.expect_err("a refusal");
        assert!(matches!(error, DbError::Newer { found: 9000, .. }), "{error:?}");
        assert!(error.to_string().contains("newer version of Comanda"));
        assert!(matches!(db.check_schema().await, Err(DbError::Newer { found: 9000, .. })));
        db.write.execute("DELETE FROM _sqlx_migrations WHERE version = 9000").await.expect("back");
        assert_eq!(db.check_schema().await, Ok(()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_goes_away_is_noticed_and_found_again() {
    let scratch = databases::postgres().await;
    let house = House::open(scratch.db.clone()).await;
    let phone = house.sit(0).await;
    let call = |kind| Command::Party(PartyCommand::CallWaiter { session: phone.session, call: fresh(), kind });
    // Every connection of this database is cut, as when the server restarts.
    let mut admin = sqlx::AnyConnection::connect(&scratch.url).await.expect("an admin");
    admin
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .await
        .expect("cut");
    // The cut may be met by the first command; the one after finds a new connection.
    match house.submit(&phone.actor(), call(CallKind::Waiter)).await {
        Ok(_) | Err(Fault::Unavailable) => {}
        other => panic!("{other:?}"),
    }
    house.submit(&phone.actor(), call(CallKind::Water)).await.expect("taken");
    let (folded, _) = house.folded().await;
    assert_eq!(folded.get(&phone.session), Some(&house.session(phone.session).await));
    let told = house.broker.seqs(house.tiny.store);
    assert_eq!(told, (1..=house.seq().await).collect::<Vec<_>>());
    assert_eq!(log::head(&scratch.db, fresh()).await.map(drop), Err(DbError::UnknownStore));
}
