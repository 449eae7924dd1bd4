//! The store's business day: by its own wall clock, ending at its own hour, daylight saving included.

use comanda::At;
use comanda::calendar::Calendar;
use comanda::time::BusinessDay;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A name that stands for no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The time zone “{0}” is not known.")]
pub struct UnknownZone(pub String);

/// The zone of an IANA name. Errors: [`UnknownZone`]; nothing is counted in a zone the restaurant is not in.
pub fn zone(name: &str) -> Result<TimeZone, UnknownZone> {
    TimeZone::get(name).map_err(|_| UnknownZone(name.to_owned()))
}

/// The day an instant belongs to: until `ends_hour` o'clock it is still yesterday.
#[must_use]
pub fn of(zone: &TimeZone, ends_hour: i64, at: At) -> BusinessDay {
    let date = date(zone, ends_hour, at);
    BusinessDay(i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day()))
}

/// What the calendar and the wall clock of a store say at an instant.
#[must_use]
pub fn calendar(zone: &TimeZone, ends_hour: i64, at: At) -> Calendar {
    let local = Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone.clone());
    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).unwrap_or(0);
    let weekday = u8::try_from(local.weekday().to_monday_one_offset()).unwrap_or(0);
    Calendar { day: of(zone, ends_hour, at), weekday, minute }
}

/// When the business day of `at` began.
#[must_use]
pub fn start(zone: &TimeZone, ends_hour: i64, at: At) -> At {
    let hour = i8::try_from(ends_hour).unwrap_or(0);
    date(zone, ends_hour, at).at(hour, 0, 0, 0).to_zoned(zone.clone()).map_or(at, |start| At(start.timestamp().as_millisecond()))
}

/// When the business day of `at` ends.
#[must_use]
pub fn end(zone: &TimeZone, ends_hour: i64, at: At) -> At {
    let hour = i8::try_from(ends_hour).unwrap_or(0);
    let next = date(zone, ends_hour, at).checked_add(1.day());
    next.and_then(|day| day.at(hour, 0, 0, 0).to_zoned(zone.clone()))
        .map_or(At(i64::MAX), |end| At(end.timestamp().as_millisecond()))
}

fn date(zone: &TimeZone, ends_hour: i64, at: At) -> Date {
    let now = Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone.clone());
    let date = now.date();
    if i64::from(now.hour()) < ends_hour { date.checked_sub(1.day()).unwrap_or(date) } else { date }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> At {
        At(text.parse::<Timestamp>().expect("a timestamp").as_millisecond())
    }

    fn rome() -> TimeZone {
        zone("Europe/Rome").expect("Rome")
    }

    #[test]
    fn a_night_belongs_to_the_evening_before_until_four_by_the_stores_clock() {
        let rome = rome();
        assert_eq!(of(&rome, 4, at("2025-01-06T20:00:00Z")), BusinessDay(20_250_106));
        assert_eq!(of(&rome, 4, at("2025-01-07T02:59:59Z")), BusinessDay(20_250_106));
        assert_eq!(of(&rome, 4, at("2025-01-07T03:00:00Z")), BusinessDay(20_250_107));
        assert_eq!(start(&rome, 4, at("2025-01-07T02:00:00Z")), at("2025-01-06T03:00:00Z"));
    }

    #[test]
    fn the_night_of_the_clock_change_still_ends_at_four_by_the_wall() {
        let rome = rome();
        // Summer time began on 30 March 2025 at 01:00 UTC: four o'clock was 02:00 UTC.
        assert_eq!(of(&rome, 4, at("2025-03-30T01:59:59Z")), BusinessDay(20_250_329));
        assert_eq!(of(&rome, 4, at("2025-03-30T02:00:00Z")), BusinessDay(20_250_330));
        assert_eq!(start(&rome, 4, at("2025-03-30T12:00:00Z")), at("2025-03-30T02:00:00Z"));
    }

    #[test]
    fn tonight_ends_at_the_stores_hour_on_a_night_of_the_clock_change() {
        for (name, hour, evening, ends) in [
            ("Europe/Rome", 4, "2025-03-29T20:00:00Z", "2025-03-30T02:00:00Z"),
            ("Europe/Rome", 4, "2025-10-25T20:00:00Z", "2025-10-26T03:00:00Z"),
            // Cairo changes at midnight: an hour is left out on a Friday in April, and one comes twice on a Thursday in October.
            ("Africa/Cairo", 4, "2025-04-24T20:00:00Z", "2025-04-25T01:00:00Z"),
            ("Africa/Cairo", 4, "2025-10-30T20:00:00Z", "2025-10-31T02:00:00Z"),
            // A day that ends at the hour that is left out ends when the next one begins.
            ("Africa/Cairo", 0, "2025-04-24T20:00:00Z", "2025-04-24T22:00:00Z"),
            // On the other side of the world summer time ends in April and begins in September, at midnight.
            ("America/Santiago", 4, "2025-04-05T23:00:00Z", "2025-04-06T08:00:00Z"),
            ("America/Santiago", 4, "2025-09-06T23:00:00Z", "2025-09-07T07:00:00Z"),
            ("America/New_York", 4, "2025-03-09T01:00:00Z", "2025-03-09T08:00:00Z"),
            ("America/New_York", 4, "2025-11-02T01:00:00Z", "2025-11-02T09:00:00Z"),
        ] {
            let zone = zone(name).expect("a zone");
            let (evening, ends) = (at(evening), at(ends));
            assert_eq!(end(&zone, hour, evening), ends, "{name}");
            assert_eq!(of(&zone, hour, ends.plus(-1)), of(&zone, hour, evening), "{name}: until the last moment it is tonight");
            assert_ne!(of(&zone, hour, ends), of(&zone, hour, evening), "{name}: and then it is not");
            assert_eq!(start(&zone, hour, ends), ends, "{name}: the next day begins where this one ends");
        }
    }

    #[test]
    fn the_calendar_reads_the_stores_wall_clock() {
        // A Tuesday at a quarter to three in the night, in Rome: Monday's business.
        let calendar = calendar(&rome(), 4, at("2025-01-07T01:45:00Z"));
        assert_eq!(calendar, Calendar { day: BusinessDay(20_250_106), weekday: 2, minute: 2 * 60 + 45 });
    }

    #[test]
    fn an_unknown_zone_is_refused() {
        assert_eq!(zone("Atlantis/Capital").err(), Some(UnknownZone("Atlantis/Capital".into())));
        assert!(zone("").is_err());
    }
}
