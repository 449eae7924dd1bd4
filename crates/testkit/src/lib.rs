//! What the test suites share: databases, a tiny restaurant, a house that runs it, people with their cookies and sockets, and a
//! server of sockets alone.
//!
//! Nothing here is part of the product; a helper that fails panics, and says what it expected.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc, clippy::disallowed_methods)]

pub mod client;
pub mod databases;
pub mod house;
pub mod people;
pub mod postgres;
pub mod raw;
pub mod socket_server;
pub mod tiny;

/// Makes each named `async fn name(db: Db)` two tests: one on SQLite, one on PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let scratch = $crate::databases::sqlite().await;
                super::$name(scratch.db.clone()).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let scratch = $crate::databases::postgres().await;
                super::$name(scratch.db.clone()).await;
            })+
        }
    };
}
