//! People who order from afar. This table holds their name, phone and address; no event does, so that they can be erased and the
//! log stays as it is.

use super::db::Db;
use super::error::DbError;
use super::sql::{id, text};
use comanda::At;
use comanda::ids::{ContactId, StoreId};

/// Name, phone and address of a person who orders from afar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    pub name: String,
    pub phone: String,
    pub address: String,
}

/// Keeps a contact. Errors: [`super::Constraint::Duplicate`] for an id that is there.
pub async fn add(db: &Db, store: StoreId, contact: &Contact, at: At) -> Result<(), DbError> {
    sqlx::query("INSERT INTO contacts (store_id, id, name, phone, address, made_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(store.to_string())
        .bind(contact.id.to_string())
        .bind(contact.name.clone())
        .bind(contact.phone.clone())
        .bind(contact.address.clone())
        .bind(at.0)
        .execute(&db.write)
        .await?;
    Ok(())
}

/// A contact that is there and was not erased.
pub async fn find(db: &Db, store: StoreId, contact: ContactId) -> Result<Option<Contact>, DbError> {
    let row = sqlx::query("SELECT id, name, phone, address FROM contacts WHERE store_id = $1 AND id = $2 AND erased_at IS NULL")
        .bind(store.to_string())
        .bind(contact.to_string())
        .fetch_optional(&db.read)
        .await?;
    row.map(|row| {
        Ok(Contact {
            id: id(&row, "id")?,
            name: text(&row, "name")?,
            phone: text(&row, "phone")?,
            address: text(&row, "address")?,
        })
    })
    .transpose()
}

/// Erases what is known of a contact; its id stays, so that orders go on reading. False: there is none.
pub async fn erase(db: &Db, store: StoreId, contact: ContactId, at: At) -> Result<bool, DbError> {
    let done = sqlx::query(
        "UPDATE contacts SET name = '', phone = '', address = '', erased_at = $3 WHERE store_id = $1 AND id = $2 AND erased_at IS NULL",
    )
    .bind(store.to_string())
    .bind(contact.to_string())
    .bind(at.0)
    .execute(&db.write)
    .await?;
    Ok(done.rows_affected() == 1)
}
