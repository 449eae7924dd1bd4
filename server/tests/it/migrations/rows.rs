//! Rows as plain values, the same from either database: text, whole numbers, nothing.

use engine::storage::{Db, DbKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

/// A table's rows, or some of its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// All but some columns.
    pub fn without(&self, left_out: impl Fn(&str) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.columns.len()).filter(|n| !left_out(&self.columns[*n])).collect();
        let columns = kept.iter().map(|n| self.columns[*n].clone()).collect();
        let rows = self.rows.iter().map(|row| kept.iter().map(|n| row[*n].clone()).collect()).collect();
        Self { name: self.name.clone(), columns, rows }
    }

    /// Its rows in an order of their own, as text.
    pub fn sorted(&self) -> Vec<String> {
        let mut rows: Vec<String> = self.rows.iter().map(|row| Value::from(row.clone()).to_string()).collect();
        rows.sort();
        rows
    }
}

/// The columns that a table has in this database; none if it is not there.
pub async fn columns(db: &Db, table: &str) -> Vec<String> {
    let sql = match db.kind {
        DbKind::Sqlite => "SELECT name FROM pragma_table_info($1) ORDER BY cid",
        DbKind::Postgres => {
            "SELECT CAST(column_name AS TEXT) AS name FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position"
        }
    };
    let rows = sqlx::query(sql).bind(table.to_owned()).fetch_all(&db.read).await.expect("columns");
    rows.iter().map(|row| row.get("name")).collect()
}

/// Puts tables in, as far as this schema has them, and says what was put in.
pub async fn load(db: &Db, tables: &[Table]) -> Vec<Table> {
    let mut loaded = Vec::new();
    for table in tables {
        let here = columns(db, &table.name).await;
        if !here.is_empty() {
            loaded.push(table.without(|column| !here.iter().any(|known| known == column)));
        }
    }
    let mut connection = db.write.acquire().await.expect("a connection");
    let mut transaction = connection.begin().await.expect("a transaction");
    for table in &loaded {
        for row in &table.rows {
            // A NULL has no type to bind, so it is written out.
            let mut bound = 0;
            let values = row.iter().map(|value| {
                bound += i32::from(!value.is_null());
                if value.is_null() { "NULL".to_owned() } else { format!("${bound}") }
            });
            let values = values.collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO {} ({}) VALUES ({values})", table.name, table.columns.join(", "));
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for value in row {
                query = match value {
                    Value::Null => query,
                    Value::Number(number) => query.bind(number.as_i64().expect("a whole number")),
                    Value::String(text) => query.bind(text.clone()),
                    other => panic!("{other} in {}", table.name),
                };
            }
            query.execute(&mut *transaction).await.unwrap_or_else(|error| panic!("{}: {error}", table.name));
        }
    }
    transaction.commit().await.expect("loaded");
    loaded
}

/// A table's rows as they are now.
pub async fn dump(db: &Db, table: &str, columns: &[String]) -> Table {
    let sql = format!("SELECT {} FROM {table}", columns.join(", "));
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&db.read).await.unwrap_or_else(|error| panic!("{table}: {error}"));
    let rows = rows.iter().map(|row| columns.iter().map(|column| value(row, column)).collect()).collect();
    Table { name: table.to_owned(), columns: columns.to_vec(), rows }
}

fn value(row: &AnyRow, column: &str) -> Value {
    if let Ok(number) = row.try_get::<Option<i64>, _>(column) {
        return number.into();
    }
    row.try_get::<Option<String>, _>(column).unwrap_or_else(|error| panic!("{column}: {error}")).into()
}
