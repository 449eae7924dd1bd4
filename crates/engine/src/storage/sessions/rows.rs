//! One row each: what the tables of a session hold, as the rulebook says it.

use crate::storage::error::DbError;
use crate::storage::executor::Columns;
use crate::storage::sql::{id, id_or_null, int, int_or_null, json, json_or_null, small, text, text_or_null, word};
use crate::storage::stores::service;
use comanda::money::Currency;
use comanda::party::{
    Answered, Call, CallKind, CartLine, Guest, Item, ItemStatus, Method, Order, Part, PaymentLeg, Place, Seen, Session,
    SessionStatus, Standing, Step, Ticket, Voided,
};
use comanda::tax::RateBps;
use comanda::{At, PersonName};

pub(super) fn session(row: &impl Columns) -> Result<Session, DbError> {
    Ok(Session {
        id: id(row, "id")?,
        store: id(row, "store_id")?,
        place: place(row)?,
        status: SessionStatus::parse(&text(row, "status")?).ok_or(DbError::Damaged)?,
        covers: small(row, "covers")?,
        order_type: word(row, "order_type")?,
        currency: Currency::try_from(text(row, "currency")?).map_err(|_| DbError::Damaged)?,
        service: service(row)?,
        opened_at: At(int(row, "opened_at")?),
        opened_by: json(row, "opened_by")?,
        closed_at: int_or_null(row, "closed_at")?.map(At),
        write_off: text_or_null(row, "write_off")?,
        reopened: small(row, "reopened")?,
        guests: Vec::new(),
        cart: Vec::new(),
        orders: Vec::new(),
        calls: Vec::new(),
        legs: Vec::new(),
    })
}

/// Where a party is.
fn place(row: &impl Columns) -> Result<Place, DbError> {
    Ok(match text(row, "place")?.as_str() {
        "table" => Place::Table { table_id: id(row, "table_id")?, table_label: text(row, "place_label")? },
        "counter" => Place::Counter { counter_id: id(row, "counter_id")?, counter_label: text(row, "place_label")? },
        "takeaway" => Place::Takeaway { contact_id: id_or_null(row, "contact_id")? },
        "delivery" => Place::Delivery { contact_id: id_or_null(row, "contact_id")? },
        _ => return Err(DbError::Damaged),
    })
}

pub(super) fn guest(row: &impl Columns) -> Result<Guest, DbError> {
    let name = match int_or_null(row, "number")? {
        Some(number) => PersonName::Number(number.try_into().map_err(|_| DbError::Damaged)?),
        None => PersonName::Given(text(row, "name")?),
    };
    Ok(Guest {
        id: id(row, "id")?,
        name,
        colour: small(row, "colour")?,
        joined_at: At(int(row, "joined_at")?),
        standing: Standing::parse(&text(row, "standing")?).ok_or(DbError::Damaged)?,
    })
}

pub(super) fn cart_line(row: &impl Columns) -> Result<CartLine, DbError> {
    Ok(CartLine {
        id: id(row, "id")?,
        product: id(row, "product_id")?,
        name: text(row, "name")?,
        options: json(row, "options")?,
        quantity: small(row, "quantity")?,
        note: text_or_null(row, "note")?,
        by: json(row, "added_by")?,
        for_guest: id_or_null(row, "for_guest_id")?,
        added_at: At(int(row, "added_at")?),
    })
}

pub(super) fn call(row: &impl Columns) -> Result<Call, DbError> {
    let answered = |at: &str, by: &str| {
        Ok::<_, DbError>(match (int_or_null(row, at)?, json_or_null(row, by)?) {
            (Some(at), Some(by)) => Some(Answered { at: At(at), by }),
            _ => None,
        })
    };
    Ok(Call {
        id: id(row, "id")?,
        kind: CallKind::parse(&text(row, "kind")?).ok_or(DbError::Damaged)?,
        by: json(row, "called_by")?,
        at: At(int(row, "at")?),
        acknowledged: answered("acknowledged_at", "acknowledged_by")?,
        resolved: answered("resolved_at", "resolved_by")?,
    })
}

pub(super) fn leg(row: &impl Columns) -> Result<PaymentLeg, DbError> {
    let part = match (int_or_null(row, "part_of")?, int_or_null(row, "part_base")?, int_or_null(row, "part_total")?) {
        (Some(of), Some(base), Some(total)) => Some(Part { of: u32::try_from(of).map_err(|_| DbError::Damaged)?, base, total }),
        _ => None,
    };
    let voided = match (int_or_null(row, "voided_at")?, json_or_null(row, "voided_by")?) {
        (Some(at), Some(by)) => Some(Voided { at: At(at), by, reason: text_or_null(row, "void_reason")? }),
        _ => None,
    };
    Ok(PaymentLeg {
        id: id(row, "id")?,
        method: Method::parse(&text(row, "method")?).ok_or(DbError::Damaged)?,
        status: word(row, "status")?,
        amount: int(row, "amount")?,
        tip: int(row, "tip")?,
        tendered: int_or_null(row, "tendered")?,
        part,
        at: At(int(row, "at")?),
        by: json(row, "taken_by")?,
        voided,
    })
}

pub(super) fn order(row: &impl Columns) -> Result<Order, DbError> {
    Ok(Order {
        id: id(row, "id")?,
        number: text(row, "number")?,
        short: text(row, "short_number")?,
        sent_at: At(int(row, "sent_at")?),
        sent_by: json(row, "sent_by")?,
        estimated_ready_at: At(int(row, "estimated_ready_at")?),
        confirmed_at: int_or_null(row, "confirmed_at")?.map(At),
        items: Vec::new(),
        tickets: Vec::new(),
    })
}

pub(super) fn item(row: &impl Columns) -> Result<Item, DbError> {
    Ok(Item {
        id: id(row, "id")?,
        product: id(row, "product_id")?,
        name: text(row, "name")?,
        modifiers: json(row, "modifiers")?,
        allergens: json(row, "allergens")?,
        quantity: small(row, "quantity")?,
        unit_price: int(row, "unit_price")?,
        rate: RateBps(int(row, "rate_bps")?),
        note: text_or_null(row, "note")?,
        by: json(row, "added_by")?,
        guest: id_or_null(row, "guest_id")?,
        station: id(row, "station_id")?,
        status: status(row, "status")?,
        steps: Vec::new(),
    })
}

pub(super) fn step(row: &impl Columns) -> Result<Step, DbError> {
    Ok(Step { to: status(row, "to_status")?, at: At(int(row, "at")?), by: json(row, "made_by")? })
}

pub(super) fn ticket(row: &impl Columns) -> Result<Ticket, DbError> {
    let seen = match (int_or_null(row, "seen_at")?, json_or_null(row, "seen_by")?) {
        (Some(at), Some(by)) => Some(Seen { at: At(at), by }),
        _ => None,
    };
    Ok(Ticket {
        id: id(row, "id")?,
        station: id(row, "station_id")?,
        seen,
        bumped_at: int_or_null(row, "bumped_at")?.map(At),
        recalled_at: int_or_null(row, "recalled_at")?.map(At),
    })
}

fn status(row: &impl Columns, column: &str) -> Result<ItemStatus, DbError> {
    ItemStatus::parse(&text(row, column)?).ok_or(DbError::Damaged)
}
