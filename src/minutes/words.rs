//! Dates and times as people write them, in English, as the program itself speaks.
//!
//! Times come in already in the meeting's zone. Not here: the languages of the minutes (see `lang`), and RFC 3339, which is
//! for programs (see `json`).

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::Lang;

/// `Fri 29 Nov 2019`.
pub fn short_date(date: NaiveDate) -> String {
    Lang::English.short_date(date)
}

/// `28–30 October 2019`, or as much of both ends as they do not share.
pub fn date_range(from: NaiveDate, to: NaiveDate) -> String {
    Lang::English.date_range(from, to)
}

/// `09:02`, in every language.
pub fn clock(at: DateTime<Tz>) -> String {
    at.format("%H:%M").to_string()
}

/// `1 action item`, `3 action items`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
