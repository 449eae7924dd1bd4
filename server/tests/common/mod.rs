//! What the server's tests share: both databases, a tiny restaurant, and a house that runs it.
#![allow(dead_code)] // every test binary uses its own part

pub mod databases;
pub mod house;
pub mod postgres;
pub mod tiny;

/// Makes each named `async fn name(db: Db)` two tests: one on SQLite, one on PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let scratch = $crate::common::databases::sqlite().await;
                super::$name(scratch.db.clone()).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let scratch = $crate::common::databases::postgres().await;
                super::$name(scratch.db.clone()).await;
            })+
        }
    };
}
