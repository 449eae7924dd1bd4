//! A fresh, migrated database for one test.

use super::postgres;
use engine::storage::Db;
use sqlx::{AssertSqlSafe, Connection, Executor};
use tempfile::TempDir;

/// A database and, on SQLite, the folder it lives in as long as this does.
pub struct Scratch {
    pub db: Db,
    pub url: String,
    pub folder: Option<TempDir>,
}

pub async fn sqlite() -> Scratch {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("comanda.db").display());
    let db = Db::open(&url).await.expect("a database");
    db.migrate().await.expect("migrations");
    Scratch { db, url, folder: Some(folder) }
}

pub async fn postgres() -> Scratch {
    let url = fresh_postgres().await;
    let db = Db::open(&url).await.expect("a database");
    db.migrate().await.expect("migrations");
    Scratch { db, url, folder: None }
}

/// The address of a new, empty database on the test binary's own server.
pub async fn fresh_postgres() -> String {
    sqlx::any::install_default_drivers();
    let server = tokio::task::spawn_blocking(postgres::server).await.expect("a server");
    let name = format!("t{}", uuid::Uuid::now_v7().simple());
    let mut admin = sqlx::AnyConnection::connect(&server.url("postgres")).await.expect("the server answers");
    admin.execute(sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))).await.expect("a new database");
    admin.close().await.expect("goodbye");
    server.url(&name)
}
