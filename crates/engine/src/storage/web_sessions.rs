//! Cookie sessions: which identity stands behind a token's hash.

use super::db::Db;
use super::devices;
use super::error::DbError;
use super::sql::{id, id_or_null, text, text_or_null};
use super::staff::roles;
use crate::holder::Holder;
use comanda::At;
use comanda::actor::{GuestActor, StaffActor};
use comanda::backend::CallerDevice;
use comanda::device::DeviceKind;
use comanda::ids::{DeviceId, StaffId, StoreId};
use comanda::party::{SessionStatus, Standing};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Connection as _};

/// A new cookie session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWebSession {
    /// SHA-256 of the token.
    pub hash: String,
    pub store: StoreId,
    pub holder: Holder,
    pub now: At,
    pub expires: At,
}

/// What a token stands for, with what the database knows of it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub hash: String,
    pub store: StoreId,
    pub identified: Identified,
}

/// What stands behind a valid token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identified {
    Device(CallerDevice),
    Staff(StaffActor),
    Guest {
        guest: GuestActor,
        /// The party has left.
        closed: bool,
    },
    /// The guest continues on another device of this kind.
    Replaced {
        by: DeviceKind,
    },
}

/// What the tokens of a request stand for: valid ones only, neither expired nor revoked.
pub async fn find(db: &Db, hashes: [&str; 3], now: At) -> Result<Vec<Found>, DbError> {
    let rows = sqlx::query(
        "SELECT w.token_hash, w.store_id, w.kind, w.device_id, w.staff_id, w.guest_id, w.session_id, w.replaced_by,
                d.name AS device_name, s.name AS staff_name, s.roles AS staff_roles,
                g.name AS guest_name, g.standing AS guest_standing, t.status AS session_status
         FROM web_sessions w
         LEFT JOIN devices d ON d.store_id = w.store_id AND d.id = w.device_id AND d.revoked_at IS NULL
         LEFT JOIN staff s ON s.store_id = w.store_id AND s.id = w.staff_id AND s.active = 1
         LEFT JOIN guests g ON g.store_id = w.store_id AND g.id = w.guest_id
         LEFT JOIN sessions t ON t.store_id = w.store_id AND t.id = w.session_id
         WHERE w.token_hash IN ($1, $2, $3) AND w.expires_at > $4",
    )
    .bind(hashes[0].to_owned())
    .bind(hashes[1].to_owned())
    .bind(hashes[2].to_owned())
    .bind(now.0)
    .fetch_all(&db.read)
    .await?;
    Ok(rows.iter().map(found).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn found(row: &AnyRow) -> Result<Option<Found>, DbError> {
    let identified = match text(row, "kind")?.as_str() {
        "device" => device(row)?.map(Identified::Device),
        "staff" => match (id_or_null(row, "staff_id")?, text_or_null(row, "staff_name")?, device(row)?) {
            (Some(staff), Some(name), Some(device)) => {
                let roles = roles(&text_or_null(row, "staff_roles")?.unwrap_or_default());
                Some(Identified::Staff(StaffActor { staff, name, roles, device: device.id }))
            }
            _ => None,
        },
        "guest" => {
            let status = text_or_null(row, "session_status")?.and_then(|word| SessionStatus::parse(&word));
            let standing = text_or_null(row, "guest_standing")?.and_then(|word| Standing::parse(&word));
            // A phone that was taken off its table stands for nobody.
            let status = status.filter(|_| standing != Some(Standing::Removed));
            match (id_or_null(row, "guest_id")?, text_or_null(row, "guest_name")?, id_or_null(row, "session_id")?, status) {
                (Some(guest), Some(name), Some(session), Some(status)) => Some(match text_or_null(row, "replaced_by")? {
                    Some(word) => Identified::Replaced { by: DeviceKind::parse(&word) },
                    None => {
                        let waiting = standing.is_some_and(Standing::waits);
                        let guest = GuestActor { session, guest, name, waiting };
                        Identified::Guest { guest, closed: status == SessionStatus::Closed }
                    }
                }),
                _ => None,
            }
        }
        _ => None,
    };
    let (hash, store) = (text(row, "token_hash")?, id(row, "store_id")?);
    Ok(identified.map(|identified| Found { hash, store, identified }))
}

/// The device behind a row, if it is in service.
fn device(row: &AnyRow) -> Result<Option<CallerDevice>, DbError> {
    Ok(match (id_or_null(row, "device_id")?, text_or_null(row, "device_name")?) {
        (Some(id), Some(name)) => Some(CallerDevice { id, name }),
        _ => None,
    })
}

/// Keeps a new cookie session.
pub async fn insert(db: &Db, session: &NewWebSession) -> Result<(), DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        insert_in(&mut connection, session).await
    })
    .await
}

/// Signs a staff member in on a device: whoever was signed in there before is not any more.
pub async fn replace_staff(db: &Db, session: &NewWebSession, device: DeviceId) -> Result<(), DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        let mut transaction = connection.begin_with(db.begin_write()).await?;
        delete_staff_in(&mut transaction, session.store, device).await?;
        insert_in(&mut transaction, session).await?;
        Ok(transaction.commit().await?)
    })
    .await
}

/// Makes a browser a device by a code, all at once. `None`: the code is not valid.
pub async fn enrol(
    db: &Db,
    code_hash: &str,
    device: DeviceId,
    name: &str,
    token_hash: &str,
    now: At,
    expires: At,
) -> Result<Option<StoreId>, DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        let mut transaction = connection.begin_with(db.begin_write()).await?;
        let Some(store) = devices::redeem(&mut transaction, code_hash, now).await? else { return Ok(None) };
        devices::insert(&mut transaction, store, device, name, now).await?;
        let session = NewWebSession { hash: token_hash.to_owned(), store, holder: Holder::Device(device), now, expires };
        insert_in(&mut transaction, &session).await?;
        transaction.commit().await?;
        Ok(Some(store))
    })
    .await
}

/// Adds a device and its cookie session without a code: the demo's front door.
pub async fn insert_device(db: &Db, session: &NewWebSession, device: DeviceId, name: &str) -> Result<(), DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        let mut transaction = connection.begin_with(db.begin_write()).await?;
        devices::insert(&mut transaction, session.store, device, name, session.now).await?;
        insert_in(&mut transaction, session).await?;
        Ok(transaction.commit().await?)
    })
    .await
}

/// Ends the staff sign-in of a device.
pub async fn delete_staff(db: &Db, store: StoreId, device: DeviceId) -> Result<(), DbError> {
    db.in_time(async {
        let mut connection = db.write.acquire().await?;
        delete_staff_in(&mut connection, store, device).await
    })
    .await
}

/// Ends somebody's sign-ins on all devices.
pub async fn delete_of_person(db: &Db, store: StoreId, staff: StaffId) -> Result<(), DbError> {
    sqlx::query("DELETE FROM web_sessions WHERE store_id = $1 AND staff_id = $2")
        .bind(store.to_string())
        .bind(staff.to_string())
        .execute(&db.write)
        .await?;
    Ok(())
}

/// Forgets what has expired.
pub async fn delete_expired(db: &Db, now: At) -> Result<u64, DbError> {
    let deleted = sqlx::query("DELETE FROM web_sessions WHERE expires_at <= $1").bind(now.0).execute(&db.write).await?;
    Ok(deleted.rows_affected())
}

async fn delete_staff_in(connection: &mut AnyConnection, store: StoreId, device: DeviceId) -> Result<(), DbError> {
    sqlx::query("DELETE FROM web_sessions WHERE store_id = $1 AND device_id = $2 AND kind = 'staff'")
        .bind(store.to_string())
        .bind(device.to_string())
        .execute(&mut *connection)
        .await?;
    Ok(())
}

pub(super) async fn insert_in(connection: &mut AnyConnection, session: &NewWebSession) -> Result<(), DbError> {
    let (kind, device, staff, guest, party) = match session.holder {
        Holder::Device(device) => ("device", Some(device), None, None, None),
        Holder::Staff { staff, device } => ("staff", Some(device), Some(staff), None, None),
        Holder::Guest { guest, session } => ("guest", None, None, Some(guest), Some(session)),
    };
    sqlx::query(
        "INSERT INTO web_sessions (token_hash, store_id, kind, device_id, staff_id, guest_id, session_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(session.hash.clone())
    .bind(session.store.to_string())
    .bind(kind)
    .bind(device.map(|id| id.to_string()))
    .bind(staff.map(|id| id.to_string()))
    .bind(guest.map(|id| id.to_string()))
    .bind(party.map(|id| id.to_string()))
    .bind(session.now.0)
    .bind(session.expires.0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}
