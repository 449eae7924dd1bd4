//! Years of a restaurant's evenings, written straight into an SQLite file: what a busy place's tables hold, without the evenings.

use comanda::actor::By;
use serde_json::json;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use testkit::tiny::Tiny;

/// Orders of one party.
const PARTY: i64 = 8;
/// Orders of one business day.
const DAY: i64 = 2_000;
/// From one order to the next, milliseconds.
const APART: i64 = 30_000;
/// Orders written by one statement.
const CHUNK: i64 = 20_000;
/// Events of one order.
const EVENTS: i64 = 5;

/// Writes `orders` past orders with all that hangs on them. The file must belong to nobody else meanwhile.
pub async fn write(url: &str, tiny: &Tiny, orders: i64, now: i64) -> anyhow::Result<()> {
    let mut file = AnyConnection::connect(url).await?;
    // Nothing here has to survive a power cut.
    file.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA temp_store = MEMORY")
        .await?;
    let begin = now - orders * APART - 3_600_000;
    let mut from = 0;
    while from < orders {
        let until = (from + CHUNK).min(orders);
        let mut transaction = file.begin().await?;
        for sql in statements(tiny, begin, from, until) {
            transaction.execute(sqlx::query(AssertSqlSafe(sql))).await?;
        }
        transaction.commit().await?;
        from = until;
    }
    let seq = format!("UPDATE stores SET seq = {} WHERE id = '{}'", orders * EVENTS, tiny.store);
    file.execute(AssertSqlSafe(seq)).await?;
    file.close().await?;
    Ok(())
}

/// One statement a table, for the orders `from..until`. `i` counts orders.
fn statements(tiny: &Tiny, begin: i64, from: i64, until: i64) -> Vec<String> {
    let by = By { name: "Sofia".into(), ..comanda::Actor::System.by() };
    let (by, store) = (json!(by).to_string().replace('\'', "''"), tiny.store);
    let actor = json!(comanda::Actor::System).to_string();
    let (table, kitchen, bread) = (tiny.table(0), tiny.kitchen, tiny.bread);
    let payload = json!({"padding": "a payload of about a thousand characters, ".repeat(24)}).to_string();
    let at = |i: &str| format!("({begin} + ({i}) * {APART})");
    // A time-ordered id like those that devices make: `kind` keeps the tables' ids apart.
    let id = |kind: &str, i: &str| {
        let ms = at(i);
        format!("printf('%08x-%04x-7{kind}-8000-%012x', {ms} >> 16, {ms} & 65535, {i})")
    };
    let session = id("001", &format!("(i / {PARTY}) * {PARTY}"));
    let order = id("002", "i");
    let item = |k: i64| id(&format!("1{k:02}"), "i");
    let ticket = |k: i64| id(&format!("2{k:02}"), "i");
    let each = format!("WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {until})");
    let (sent, served) = (at("i"), format!("{} + 900000", at("i")));
    let mut all = vec![
        format!(
            "{each} INSERT INTO sessions (store_id, id, place, table_id, place_label, status, covers, order_type, currency, service_bps,
                 service_from_covers, opened_at, opened_seq, opened_by, business_day, closed_at)
             SELECT '{store}', {session}, 'table', '{table}', '1', 'closed', 2, 'dine_in', 'EUR', 0, 0, {sent}, i * {EVENTS} + 1,
                 '{by}', 10000000 + i / {DAY}, {served}
             FROM n WHERE i % {PARTY} = 0"
        ),
        format!(
            "{each} INSERT INTO orders (store_id, id, session_id, seq, business_day, day_number, number, short_number, sent_at,
                 sent_by, estimated_ready_at, confirmed_at)
             SELECT '{store}', {order}, {session}, i * {EVENTS} + 1, 10000000 + i / {DAY}, i % {DAY} + 1,
                 printf('ORD-%d-%03d', i / {DAY}, i % {DAY} + 1), printf('%03d', i % {DAY} + 1), {sent}, '{by}', {served}, {sent}
             FROM n"
        ),
        format!(
            "{each} INSERT INTO commands (store_id, key, kind, body_hash, outcome, at)
             SELECT '{store}', {}, 'place_order', printf('%064x', i), '{{\"accepted\":{{\"seq\":1,\"session\":null,\"events\":2}}}}', {sent}
             FROM n",
            id("003", "i")
        ),
        format!(
            "{each} INSERT INTO order_counters (store_id, business_day, last)
             SELECT '{store}', 10000000 + i / {DAY}, {DAY} FROM n WHERE true GROUP BY i / {DAY}
             ON CONFLICT (store_id, business_day) DO NOTHING"
        ),
    ];
    for k in 0..3 {
        all.push(format!(
            "{each} INSERT INTO order_items (store_id, id, order_id, session_id, position, product_id, name, modifiers, allergens,
                 quantity, unit_price, rate_bps, category_id, category_name, tax_class_id, tax_class_name, added_by, station_id, status)
             SELECT '{store}', {}, {order}, {session}, {k}, '{bread}', 'Bread', '[]', '[]', 1, 300, 1000, '{bread}', 'Breads', '{bread}',
                 'Food', '{by}', '{kitchen}', 'served' FROM n",
            item(k)
        ));
        for (step, word) in [(1, "pending"), (4, "served")] {
            all.push(format!(
                "{each} INSERT INTO item_steps (store_id, item_id, seq, session_id, to_status, at, made_by)
                 SELECT '{store}', {}, i * {EVENTS} + {step}, {session}, '{word}', {sent}, '{by}' FROM n",
                item(k)
            ));
        }
    }
    for k in 0..2 {
        all.push(format!(
            "{each} INSERT INTO tickets (store_id, id, order_id, session_id, position, station_id, sent_at, seen_at, seen_by,
                 bumped_at)
             SELECT '{store}', {}, {order}, {session}, {k}, '{kitchen}', {sent}, {sent}, '{by}', {served} FROM n",
            ticket(k)
        ));
    }
    for k in 0..EVENTS {
        let (kind, payload) = if k == 0 { ("order:created", payload.as_str()) } else { ("order:item_status_changed", "{}") };
        all.push(format!(
            "{each} INSERT INTO events (store_id, seq, at, kind, session_id, rooms, actor, payload, command_key)
             SELECT '{store}', i * {EVENTS} + {}, {sent}, '{kind}', {session}, '[\"waiters\"]', '{actor}', '{payload}', {} FROM n",
            k + 1,
            id("003", "i")
        ));
    }
    all
}
