//! What a server has said yes to, held against its database afterwards.

use comanda::ids::{CommandKey, OrderId};
use engine::storage::Db;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The command's key, the place of its last event, the order it made.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    pub key: CommandKey,
    pub seq: i64,
    pub order: Option<OrderId>,
}

pub type Ledger = Arc<Mutex<Vec<Acknowledged>>>;

/// Everything that was acknowledged is there, once, and the log has no gap. `when` is for the failure's sentence.
pub async fn reconcile(folder: &Path, ledger: &Ledger, when: &str) {
    let db = Db::open(&format!("sqlite:{}", folder.join("comanda.db").display())).await.expect("a database");
    let one = async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(&db.read).await.expect("a count") };
    let intact: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&db.read).await.expect("a check");
    assert_eq!(intact, "ok", "{when}");
    let (events, last, head) =
        (one("SELECT COUNT(*) FROM events").await, one("SELECT MAX(seq) FROM events").await, one("SELECT seq FROM stores").await);
    assert_eq!((events, last), (head, head), "{when}: the log has a gap, or forgot its head");
    let outcomes: Vec<(String, String)> =
        sqlx::query_as("SELECT key, outcome FROM commands").fetch_all(&db.read).await.expect("outcomes");
    let outcomes: HashMap<String, String> = outcomes.into_iter().collect();
    let orders: Vec<(String,)> = sqlx::query_as("SELECT id FROM orders").fetch_all(&db.read).await.expect("orders");
    let orders: HashMap<String, usize> = orders.into_iter().fold(HashMap::new(), |mut counts, (id,)| {
        *counts.entry(id).or_default() += 1;
        counts
    });
    for said in ledger.lock().expect("a ledger").iter() {
        let kept = outcomes.get(&said.key.to_string()).unwrap_or_else(|| panic!("{when}: {said:?} was acknowledged and is lost"));
        let seq = serde_json::from_str::<Value>(kept).expect("an outcome")["accepted"]["seq"].as_i64();
        assert_eq!(seq, Some(said.seq), "{when}: {said:?} is kept as {kept}");
        if let Some(order) = said.order {
            assert_eq!(orders.get(&order.to_string()), Some(&1), "{when}: {said:?}");
        }
    }
    db.close().await;
}
