//! A party comes, changes, leaves.

use super::{LogPosition, exactly_one};
use crate::storage::error::DbError;
use crate::storage::executor::{Executor, Statement, query};
use crate::storage::sql::{to_json, to_word};
use comanda::party::{PartyRef, Place, SessionChange, SessionStatus, Standing};
use comanda::{By, PersonName};
use uuid::Uuid;

pub(super) async fn change(
    executor: &mut Executor,
    place: LogPosition,
    party: &PartyRef,
    by: &By,
    change: &SessionChange,
) -> Result<(), DbError> {
    let store = place.store.0;
    let session = party.session_id.0;
    let statement = match change {
        SessionChange::Opened { status, covers, order_type, currency, service } => {
            let (word, table, counter, contact) = match &party.place {
                Place::Table { table_id, .. } => ("table", Some(table_id.0), None, None),
                Place::Counter { counter_id, .. } => ("counter", None, Some(counter_id.0), None),
                Place::Takeaway { contact_id } => ("takeaway", None, None, contact_id.map(|c| c.0)),
                Place::Delivery { contact_id } => ("delivery", None, None, contact_id.map(|c| c.0)),
            };
            query(
                "INSERT INTO sessions (store_id, id, place, table_id, counter_id, contact_id, place_label, status, covers, order_type,
                     currency, service_bps, service_from_covers, service_rate_bps, opened_at, opened_seq, opened_by, business_day)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
            )
            .bind(store)
            .bind(session)
            .bind(word)
            .bind(table)
            .bind(counter)
            .bind(contact)
            .bind(party.place.label())
            .bind(status.word())
            .bind(i64::from(*covers))
            .bind(to_word(order_type)?)
            .bind(currency.code().to_owned())
            .bind(service.bps)
            .bind(i64::from(service.from_covers))
            .bind(service.rate.map(|r| r.0))
            .bind(place.at.0)
            .bind(place.seq)
            .bind(to_json(by)?)
            .bind(i64::from(place.numbering.day.0))
        }
        SessionChange::GuestJoined { guest } => query(
            "INSERT INTO guests (store_id, id, session_id, seq, name, number, colour, joined_at, standing)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(store)
        .bind(guest.id.0)
        .bind(session)
        .bind(place.seq)
        .bind(guest.name.given().unwrap_or_default())
        .bind(match guest.name {
            PersonName::Number(number) => Some(i64::from(number)),
            PersonName::Given(_) => None,
        })
        .bind(i64::from(guest.colour))
        .bind(guest.joined_at.0)
        .bind(guest.standing.word()),
        SessionChange::GuestNamed { guest_id, name } => {
            query("UPDATE guests SET name = $4, number = NULL WHERE store_id = $1 AND id = $2 AND session_id = $3")
                .bind(store)
                .bind(guest_id.0)
                .bind(session)
                .bind(name)
        }
        SessionChange::GuestAdmitted { guest_id } => standing(place, party, guest_id.0, Standing::Seated),
        SessionChange::GuestRemoved { guest_id } => standing(place, party, guest_id.0, Standing::Removed),
        SessionChange::CoversChanged { covers } => query("UPDATE sessions SET covers = $3 WHERE store_id = $1 AND id = $2")
            .bind(store)
            .bind(session)
            .bind(i64::from(*covers)),
        SessionChange::StatusChanged { status, .. } => {
            query("UPDATE sessions SET status = $3 WHERE store_id = $1 AND id = $2").bind(store).bind(session).bind(status.word())
        }
        SessionChange::Closed { write_off } => {
            query("UPDATE sessions SET status = $3, closed_at = $4, write_off = $5 WHERE store_id = $1 AND id = $2")
                .bind(store)
                .bind(session)
                .bind(SessionStatus::Closed.word())
                .bind(place.at.0)
                .bind(write_off)
        }
        SessionChange::Reopened => query(
            "UPDATE sessions SET status = $3, closed_at = NULL, write_off = NULL, reopened = reopened + 1
             WHERE store_id = $1 AND id = $2",
        )
        .bind(store)
        .bind(session)
        .bind(SessionStatus::Open.word()),
    };
    exactly_one(executor, statement).await
}

fn standing(place: LogPosition, party: &PartyRef, guest: Uuid, standing: Standing) -> Statement<'static> {
    query("UPDATE guests SET standing = $4 WHERE store_id = $1 AND id = $2 AND session_id = $3")
        .bind(place.store.0)
        .bind(guest)
        .bind(party.session_id.0)
        .bind(standing.word())
}

#[cfg(test)]
mod tests {
    use crate::ids::fresh;
    use crate::storage::apply::{self, LogPosition};
    use crate::storage::{Db, sessions};
    use comanda::ids::StoreId;
    use comanda::party::{Numbering, PartyRef, Place, Session, SessionChange, SessionStatus};
    use comanda::shop::ServiceCharge;
    use comanda::shop::menu::OrderType;
    use comanda::time::BusinessDay;
    use comanda::{Actor, At, Currency, Event, PartyEvent};

    /// Parties are at tables only so far; the rows already hold the others.
    #[tokio::test]
    async fn party_at_any_place_is_read_back_as_it_was_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open(&format!("sqlite://{}", folder.path().join("comanda.db").display())).await.expect("a database");
        db.migrate().await.expect("a schema");
        let store: StoreId = fresh();
        sqlx::query(
            "INSERT INTO stores (id, name, currency, time_zone, epoch, code_secret) VALUES ($1, 'Tiny', 'EUR', 'UTC', $1, '')",
        )
        .bind(store.to_string())
        .execute(&db.write)
        .await
        .expect("a store");
        let places = [
            Place::Table { table_id: fresh(), table_label: "5".into() },
            Place::Counter { counter_id: fresh(), counter_label: "Bar".into() },
            Place::Takeaway { contact_id: None },
            // As many as there are: only a table has one party at a time.
            Place::Takeaway { contact_id: Some(fresh()) },
            Place::Delivery { contact_id: Some(fresh()) },
        ];
        let events: Vec<Event> = places
            .into_iter()
            .map(|place| {
                let change = SessionChange::Opened {
                    status: SessionStatus::Open,
                    covers: 1,
                    order_type: OrderType::Takeaway,
                    currency: Currency::EUR,
                    service: ServiceCharge::default(),
                };
                PartyEvent::SessionUpdated { party: PartyRef { session_id: fresh(), place }, by: Actor::System.by(), change }
                    .into()
            })
            .collect();
        let numbering = Numbering { day: BusinessDay(20_250_106), next: 0 };
        let placed: Vec<_> = (1..).map(|seq| LogPosition { store, seq, at: At(7), numbering }).zip(&events).collect();
        let mut executor = db.lane().await.expect("a connection");
        apply::all(&mut executor, &placed).await.expect("written");
        executor.commit().await.expect("kept");
        for event in &events {
            let opened = Session::opened(store, At(7), event).expect("it opens");
            assert_eq!(sessions::load(&db, store, opened.id).await, Ok(Some(opened)));
        }
        db.close().await;
    }
}
