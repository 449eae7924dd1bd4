//! The store's business day: by its own wall clock, ending at its own hour, daylight saving included.

use comanda::At;
use comanda::time::BusinessDay;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// The zone of an IANA name; UTC (with a line in the log) for one nobody knows.
#[must_use]
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or_else(|error| {
        tracing::warn!(zone = name, %error, "unknown time zone, counting in UTC");
        TimeZone::UTC
    })
}

/// The day an instant belongs to: until `ends_hour` o'clock it is still yesterday.
#[must_use]
pub fn of(zone: &TimeZone, ends_hour: i64, at: At) -> BusinessDay {
    let date = date(zone, ends_hour, at);
    BusinessDay(i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day()))
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

    #[test]
    fn a_night_belongs_to_the_evening_before_until_four_by_the_stores_clock() {
        let rome = zone("Europe/Rome");
        assert_eq!(of(&rome, 4, at("2025-01-06T20:00:00Z")), BusinessDay(20_250_106));
        assert_eq!(of(&rome, 4, at("2025-01-07T02:59:59Z")), BusinessDay(20_250_106));
        assert_eq!(of(&rome, 4, at("2025-01-07T03:00:00Z")), BusinessDay(20_250_107));
        assert_eq!(start(&rome, 4, at("2025-01-07T02:00:00Z")), at("2025-01-06T03:00:00Z"));
    }

    #[test]
    fn the_night_of_the_clock_change_still_ends_at_four_by_the_wall() {
        let rome = zone("Europe/Rome");
        // Summer time began on 30 March 2025 at 01:00 UTC: four o'clock was 02:00 UTC.
        assert_eq!(of(&rome, 4, at("2025-03-30T01:59:59Z")), BusinessDay(20_250_329));
        assert_eq!(of(&rome, 4, at("2025-03-30T02:00:00Z")), BusinessDay(20_250_330));
        assert_eq!(start(&rome, 4, at("2025-03-30T12:00:00Z")), at("2025-03-30T02:00:00Z"));
    }

    #[test]
    fn an_unknown_zone_counts_in_utc() {
        assert_eq!(of(&zone("Atlantis/Capital"), 0, at("2025-01-06T23:59:59Z")), BusinessDay(20_250_106));
    }
}
