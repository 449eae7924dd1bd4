//! PostgreSQL as operators have it: with TLS, another encoding, roles that may not do everything, few connections.

use comanda::ids::StoreId;
use engine::storage::{Db, DbError, log};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use testkit::databases::fresh_postgres;
use testkit::postgres::{standby, tls_server};

/// Another connection to the same database.
async fn admin(url: &str) -> AnyConnection {
    AnyConnection::connect(url).await.expect("an admin")
}

async fn run(connection: &mut AnyConnection, sql: String) {
    connection.execute(sqlx::query(AssertSqlSafe(sql))).await.expect("done");
}

/// The name of a database in its address.
fn name(url: &str) -> &str {
    url.split_once('?').and_then(|(base, _)| base.rsplit('/').next()).expect("a name")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_insists_on_tls_is_used_over_tls_and_only_a_trusted_one() {
    sqlx::any::install_default_drivers();
    let server = tokio::task::spawn_blocking(tls_server).await.expect("a server");
    let authority = format!("sslrootcert={}/ca.crt", server.folder);
    for question in ["sslmode=require".to_owned(), "sslmode=prefer".to_owned(), format!("sslmode=verify-full&{authority}")] {
        let db = Db::open(&server.over_tcp("postgres", &question)).await.unwrap_or_else(|error| panic!("{question}: {error}"));
        let secured = "SELECT COUNT(*) FROM pg_stat_ssl WHERE ssl AND pid = pg_backend_pid()";
        let count: i64 = sqlx::query_scalar(secured).fetch_one(&db.read).await.expect("a count");
        assert_eq!(count, 1, "{question}: in clear text");
        db.close().await;
    }
    let insecure = async |question: &str| Db::open(&server.over_tcp("postgres", question)).await.expect_err("a refusal");
    // No authority that the world knows has signed it.
    let error = insecure("sslmode=verify-full").await;
    assert!(matches!(error, DbError::Insecure { .. }), "{error:?}");
    assert!(error.to_string().contains("localhost") && error.to_string().contains("sslrootcert"), "{error}");
    let error = insecure("sslmode=disable").await;
    assert!(matches!(error, DbError::NotAdmitted { .. }), "{error:?}");
    assert!(error.to_string().contains("sslmode=require"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_cannot_hold_every_name_is_refused() {
    let url = fresh_postgres().await;
    let latin = format!("{}_latin", name(&url));
    run(
        &mut admin(&url).await,
        format!("CREATE DATABASE {latin} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"),
    )
    .await;
    let error = Db::open(&url.replace(name(&url), &latin)).await.expect_err("a refusal");
    assert_eq!(error, DbError::Encoding { found: "LATIN1".into() });
    assert!(error.to_string().contains("UTF8"), "{error}");
}

/// Both roles are told what they lack before anything is tried on a guest's order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_may_not_do_what_comanda_does_is_told_so() {
    let url = fresh_postgres().await;
    let as_role = |role: &str| url.replace("postgres@", &format!("{role}@"));
    let (maker, reader) = (format!("{}_maker", name(&url)), format!("{}_reader", name(&url)));
    let mut owner = admin(&url).await;
    for role in [&maker, &reader] {
        run(&mut owner, format!("CREATE ROLE {role} LOGIN")).await;
    }
    // Nobody but the owner makes tables in a fresh database.
    let db = Db::open(&as_role(&maker)).await.expect("it answers");
    assert_eq!(db.check_rights().await, Err(DbError::NotAllowed));
    assert_eq!(db.migrate().await, Err(DbError::NotAllowed));
    let db = Db::open(&url).await.expect("its owner");
    db.migrate().await.expect("migrations");
    assert_eq!((db.check_rights().await, db.try_write().await), (Ok(()), Ok(())));
    run(&mut owner, format!("GRANT CREATE ON SCHEMA public TO {reader}")).await;
    run(&mut owner, format!("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}")).await;
    let db = Db::open(&as_role(&reader)).await.expect("it answers");
    assert_eq!(db.check_schema().await, Ok(()));
    assert_eq!(db.check_rights().await, Err(DbError::NotAllowed));
    assert_eq!(db.try_write().await, Err(DbError::NotAllowed));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_read_only_says_so_and_not_that_a_file_is() {
    let url = fresh_postgres().await;
    let db = Db::open(&url).await.expect("a database");
    db.migrate().await.expect("migrations");
    run(&mut admin(&url).await, format!("ALTER DATABASE {} SET default_transaction_read_only = on", name(&url))).await;
    let db = Db::open(&url).await.expect("it answers");
    for error in [db.check_rights().await, db.try_write().await, db.migrate().await] {
        let error = error.expect_err("a refusal");
        assert_eq!(error, DbError::TakesNoWrites);
        assert!(!error.to_string().contains("file"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_says_that_it_takes_no_writes() {
    let url = fresh_postgres().await;
    let db = Db::open(&url).await.expect("a database");
    db.migrate().await.expect("migrations");
    let standby = tokio::task::spawn_blocking(standby).await.expect("a standby");
    let db = Db::open(&standby.url(name(&url))).await.expect("it answers");
    for error in [db.check_rights().await, db.try_write().await, db.migrate().await] {
        assert_eq!(error, Err(DbError::TakesNoWrites));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_more_connections_are_opened_than_are_set_and_a_server_without_any_says_so() {
    let url = fresh_postgres().await;
    let db = Db::open_with(&url, 5).await.expect("a database");
    db.migrate().await.expect("migrations");
    let reads = futures::future::join_all(
        (0..40).map(|_| sqlx::query("SELECT 1::bigint WHERE pg_sleep(0.01) IS NOT NULL").execute(&db.read)),
    )
    .await;
    assert!(reads.iter().all(Result::is_ok), "{reads:?}");
    let ours = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'comanda'";
    let count: i64 = sqlx::query_scalar(ours).fetch_one(&mut admin(&url).await).await.expect("a count");
    assert!((2..=5).contains(&count), "{count} connections");
    assert_eq!(log::head(&db, StoreId(uuid::Uuid::nil())).await.map(drop), Err(DbError::UnknownStore));

    let role = format!("{}_last", name(&url));
    run(&mut admin(&url).await, format!("CREATE ROLE {role} LOGIN CONNECTION LIMIT 0")).await;
    let error = Db::open(&url.replace("postgres@", &format!("{role}@"))).await.expect_err("a refusal");
    assert!(matches!(error, DbError::NoConnectionLeft { .. }), "{error:?}");
    assert!(error.to_string().contains("database_connections"), "{error}");
}
