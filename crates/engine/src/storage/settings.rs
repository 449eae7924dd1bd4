//! Do a restaurant's settings make sense? Read one by one, so that each that does not is named.

use super::db::Db;
use super::error::DbError;
use super::sql::{int, int_or_null, text};
use crate::pipeline::business_day;
use comanda::money::Currency;
use comanda::shop::SeatingPolicy;
use sqlx::any::AnyRow;

/// A whole amount in basis points.
const WHOLE: i64 = 10_000;
/// The longest time for which events are kept for screens that were away, hours: a month.
const LONGEST_REPLAY: i64 = 31 * 24;

/// A setting of a restaurant that Comanda can't work with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{store}: {problem}")]
pub struct BadSetting {
    /// The restaurant's name.
    pub store: String,
    pub problem: Problem,
}

/// What is wrong with a setting, with the value that was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("the time zone “{0}” is not known. Use a name of the IANA table, such as Europe/Rome")]
    TimeZone(String),
    #[error("the currency “{0}” is not known. Use an ISO 4217 code, such as EUR")]
    Currency(String),
    #[error("the business day can't end at {0} o'clock. Use an hour from 0 to 23")]
    DayEnds(i64),
    #[error("the way of seating “{0}” is not known. Use open_by_scan, staff_approves or table_code")]
    Seating(String),
    #[error("a service charge of {0} basis points makes no sense. Use 0 (none) to 10000 (everything)")]
    Service(i64),
    #[error("a service charge from {0} covers on makes no sense. Use 0 or more")]
    ServiceCovers(i64),
    #[error("a tax of {0} basis points on the service charge makes no sense. Use 0 to 10000, or none")]
    ServiceTax(i64),
    #[error("events can't be kept for {0} hours. Use 1 to 744")]
    ReplayHours(i64),
    #[error("a limit of {0} unseen portions makes no sense. Use 0 or more, or none")]
    UnseenPortions(i64),
    #[error("a limit of {0} on what is unseen, in minor units, makes no sense. Use 0 or more, or none")]
    UnseenTotal(i64),
    #[error("it has no name")]
    Name,
    #[error("the key of its table codes is empty")]
    CodeSecret,
}

/// Every setting of every restaurant here that makes no sense.
pub async fn check(db: &Db) -> Result<Vec<BadSetting>, DbError> {
    let rows = sqlx::query("SELECT * FROM stores ORDER BY name, id").fetch_all(&db.read).await?;
    let mut bad = Vec::new();
    for row in &rows {
        let store = text(row, "name")?;
        bad.extend(problems(row)?.into_iter().map(|problem| BadSetting { store: store.clone(), problem }));
    }
    Ok(bad)
}

fn problems(row: &AnyRow) -> Result<Vec<Problem>, DbError> {
    let (zone, currency, seating) = (text(row, "time_zone")?, text(row, "currency")?, text(row, "seating")?);
    let (ends, replay) = (int(row, "day_ends_hour")?, int(row, "replay_hours")?);
    let (service, covers) = (int(row, "service_bps")?, int(row, "service_from_covers")?);
    let tax = int_or_null(row, "service_rate_bps")?;
    let (portions, total) = (int_or_null(row, "unseen_portions")?, int_or_null(row, "unseen_total")?);
    let name = text(row, "name")?;
    let secret = text(row, "code_secret")?;
    let found = [
        business_day::zone(&zone).is_err().then_some(Problem::TimeZone(zone)),
        (!Currency::try_from(currency.clone()).is_ok_and(Currency::is_known)).then_some(Problem::Currency(currency)),
        (!(0..24).contains(&ends)).then_some(Problem::DayEnds(ends)),
        SeatingPolicy::parse(&seating).is_none().then_some(Problem::Seating(seating)),
        (!(0..=WHOLE).contains(&service)).then_some(Problem::Service(service)),
        (u32::try_from(covers).is_err()).then_some(Problem::ServiceCovers(covers)),
        tax.filter(|tax| !(0..=WHOLE).contains(tax)).map(Problem::ServiceTax),
        (!(1..=LONGEST_REPLAY).contains(&replay)).then_some(Problem::ReplayHours(replay)),
        portions.filter(|most| u32::try_from(*most).is_err()).map(Problem::UnseenPortions),
        total.filter(|most| *most < 0).map(Problem::UnseenTotal),
        name.trim().is_empty().then_some(Problem::Name),
        secret.trim().is_empty().then_some(Problem::CodeSecret),
    ];
    Ok(found.into_iter().flatten().collect())
}
