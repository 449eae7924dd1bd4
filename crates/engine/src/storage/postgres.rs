//! What is peculiar to PostgreSQL: how a connection is set up, and whether a database there will do.

use super::error::DbError;
use sqlx::{AnyConnection, Connection as _, Executor as _, Row as _};
use std::time::Duration;
use tokio::time::timeout;

/// How long a server may take to be reached.
const PATIENCE: Duration = Duration::from_secs(5);

/// Of each connection. A lock is waited for a little shorter than a statement, and that than we wait for any answer: who gives up
/// first knows why. A transaction whose owner has vanished lets go of its locks before the next ones give up.
///
/// Walking through a table is made dear: plans are made while a fresh restaurant's tables are empty, and kept while they grow. Where
/// there is no other way, that price must not have a plan compiled.
const SESSION: &str = "SET application_name = 'comanda'; SET lock_timeout = '4s'; SET statement_timeout = '6s'; \
     SET idle_in_transaction_session_timeout = '5s'; SET client_min_messages = 'warning'; SET enable_seqscan = off; SET jit = off; \
     SET default_transaction_isolation = 'read committed'";

pub(super) async fn session(connection: &mut AnyConnection) -> sqlx::Result<()> {
    connection.execute(SESSION).await.map(|_| ())
}

/// Does it answer, and does it take every name? On a connection of its own: a pool would try again until its patience ends, and
/// then not say why. Errors: [`DbError::Encoding`], and the usual ones.
pub(super) async fn probe(url: &str, place: &str) -> Result<(), DbError> {
    let asked = async {
        let mut connection = AnyConnection::connect(url).await?;
        let row = connection.fetch_one("SELECT current_setting('server_encoding') AS encoding").await?;
        let encoding: String = row.try_get("encoding")?;
        connection.close().await?;
        Ok::<_, sqlx::Error>(encoding)
    };
    let found = timeout(PATIENCE, asked).await.map_err(|_| DbError::Silent { place: place.to_owned() })?;
    let found = found.map_err(|error| DbError::from_sqlx(&error, place))?;
    if found == "UTF8" { Ok(()) } else { Err(DbError::Encoding { found }) }
}

/// What somebody who is about to use it must be allowed to do: make tables, read and change those that are there.
const RIGHTS: &str = "SELECT
     CASE WHEN pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' THEN 1 ELSE 0 END::bigint AS read_only,
     CASE WHEN has_schema_privilege(current_schema(), 'CREATE') THEN 1 ELSE 0 END::bigint AS may_create,
     (SELECT COUNT(*) FROM pg_tables t WHERE t.schemaname = current_schema()
          AND t.tablename IN ('_sqlx_migrations', 'stores', 'sessions', 'orders', 'events', 'commands', 'web_sessions') AND NOT (
          has_table_privilege(format('%I.%I', t.schemaname, t.tablename), 'SELECT')
          AND has_table_privilege(format('%I.%I', t.schemaname, t.tablename), 'INSERT')
          AND has_table_privilege(format('%I.%I', t.schemaname, t.tablename), 'UPDATE')
          AND has_table_privilege(format('%I.%I', t.schemaname, t.tablename), 'DELETE'))) AS closed";

/// May its user do what Comanda does? Errors: [`DbError::TakesNoWrites`], [`DbError::NotAllowed`], and the usual ones.
pub(super) async fn rights(connection: &mut AnyConnection, place: &str) -> Result<(), DbError> {
    let row = connection.fetch_one(RIGHTS).await.map_err(|error| DbError::from_sqlx(&error, place))?;
    let number = |column| row.try_get::<i64, _>(column).map_err(|error| DbError::from_sqlx(&error, place));
    if number("read_only")? == 1 {
        return Err(DbError::TakesNoWrites);
    }
    if number("may_create")? == 1 && number("closed")? == 0 { Ok(()) } else { Err(DbError::NotAllowed) }
}

/// The address as logs and sentences may show it: where it is, and nothing that could be a password.
pub(super) fn shown(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        // A path, or a list of `key=value` pairs with a password among them.
        let plain = !url.contains(['=', '@']);
        return if plain { url.chars().take(200).collect() } else { "…".into() };
    };
    let (before, question) = rest.split_once('?').unwrap_or((rest, ""));
    if question.contains('@') {
        return format!("{scheme}://…");
    }
    let at = before.rsplit_once('@').map_or(before, |(_, at)| at);
    let socket = question.split('&').find_map(|pair| pair.strip_prefix("host=")).filter(|_| scheme.starts_with("postgres"));
    let socket = socket.map(|host| format!(" ({host})")).unwrap_or_default();
    format!("{scheme}://{at}{socket}").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (url, told) in [
            ("postgres://me:secret@db:5432/comanda?sslmode=require", "postgres://db:5432/comanda"),
            ("postgres://me:se/cret@db/comanda", "postgres://db/comanda"),
            ("postgres://me:s@cret@db/comanda", "postgres://db/comanda"),
            ("postgres://me:se?cr@et@db/comanda", "postgres://…"),
            ("postgres://localhost/comanda?host=/run/postgresql", "postgres://localhost/comanda (/run/postgresql)"),
            ("postgres://db/comanda?user=me&password=secret", "postgres://db/comanda"),
            ("host=db user=me password=secret", "…"),
            ("sqlite://data/comanda.db", "sqlite://data/comanda.db"),
            ("comanda.db", "comanda.db"),
        ] {
            assert_eq!(shown(url), told, "{url}");
            assert!(!shown(url).contains("cret"), "{url}");
        }
    }
}
