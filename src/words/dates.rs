//! Days and times as the language of the screen writes them.
//!
//! The names of months and weekdays are those of its minutes (see `lang`); their order is in the message files. The clock has
//! 24 hours in every language, as the minutes have: `2:30` is to mean one time of a day.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::{say, spoken};
use crate::lang::Lang;

/// How much of a day is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// `29 Nov`.
    Short,
    /// `29 Nov 2019`.
    Year,
    /// `Fri 29 Nov`.
    Weekday,
    /// `Fri 29 Nov 2019`.
    Whole,
}

/// A day.
pub(crate) fn day(date: NaiveDate, how: Day) -> String {
    let (day, month, year) = (date.day(), month(date), date.year().to_string());
    let weekday = weekday(date);
    match how {
        Day::Short => say!("date-short", day = day, month = month),
        Day::Year => say!("date-year", day = day, month = month, year = year),
        Day::Weekday => say!("date-weekday", weekday = weekday, day = day, month = month),
        Day::Whole => say!("date-whole", weekday = weekday, day = day, month = month, year = year),
    }
}

/// `Fri 29 Nov`, and `Fri 29 Nov 2019` where it is read in another year: such a day is not to be taken for a near one.
pub(crate) fn near_day(date: NaiveDate, today: NaiveDate) -> String {
    day(date, if date.year() == today.year() { Day::Weekday } else { Day::Whole })
}

/// `29 Nov`, and `29 Nov 2019` where it is read in another year: of a day that is over nobody asks which of the week it was.
pub(crate) fn past_day(date: NaiveDate, today: NaiveDate) -> String {
    day(date, if date.year() == today.year() { Day::Short } else { Day::Year })
}

/// `Fri 29`: a day of a month that is known.
pub(crate) fn weekday_and_day(date: NaiveDate) -> String {
    say!("date-weekday-day", weekday = weekday(date), day = date.day())
}

/// `Fri 29 Nov 2019, 14:30`.
pub(crate) fn time_of_day(at: NaiveDateTime, how: Day) -> String {
    say!("date-clock", day = day(at.date(), how), clock = at.format("%H:%M").to_string())
}

/// `Fri 14:30`.
pub(crate) fn weekday_and_clock(at: NaiveDateTime) -> String {
    say!("date-weekday-clock", weekday = weekday(at.date()), clock = at.format("%H:%M").to_string())
}

fn month(date: NaiveDate) -> &'static str {
    names().months_short.get(date.month0() as usize).copied().unwrap_or_default()
}

/// `Fri`.
pub(crate) fn weekday(date: NaiveDate) -> &'static str {
    names().weekdays_short.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

fn names() -> &'static crate::lang::Dates {
    &Lang::words(spoken()).dates
}
