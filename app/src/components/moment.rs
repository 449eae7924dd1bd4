//! A moment as people read it: the clock once the page is alive, how long ago before.

use crate::clock::{clock_time, elapsed, use_now};
use crate::memo::memo;
use comanda::At;
use leptos::prelude::*;

/// `19:58`. What the server renders has no reader's time zone: it says how long ago, counted at `as_of`.
#[component]
pub fn Moment(at: At, as_of: At) -> impl IntoView {
    let now = use_now();
    let alive = memo(move || now.get().is_some());
    let text = move || if alive.get() { clock_time(at) } else { elapsed(as_of.since(at)) };
    view! { <time datetime=iso(at) translate="no">{text}</time> }
}

/// `2026-11-21T19:58:00Z`, for machines.
pub fn iso(at: At) -> String {
    let seconds = at.0.div_euclid(1000);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days to a civil date, counted in eras of 400 years that begin in March.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_read_the_same_moment() {
        assert_eq!(iso(At(0)), "1970-01-01T00:00:00Z");
        assert_eq!(iso(At(951_782_399_000)), "2000-02-28T23:59:59Z");
        assert_eq!(iso(At(951_782_400_000)), "2000-02-29T00:00:00Z");
        assert_eq!(iso(At(1_732_175_880_000)), "2024-11-21T07:58:00Z");
        assert_eq!(iso(At(-1)), "1969-12-31T23:59:59Z");
    }
}
