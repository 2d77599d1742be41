//! Org's timestamps and clock lines.
//!
//! Org reads the date and passes over the weekday; it is written in English always, so that the same meeting gives the same
//! bytes on every machine. Not here: which times are shown.

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike};
use chrono_tz::Tz;

use crate::meeting::{Meeting, Run};

/// `[2026-03-26 Thu]`, which no agenda view shows.
pub(super) fn date(date: NaiveDate) -> String {
    format!("[{}]", day(date))
}

/// `<2026-03-26 Thu>`, which the agenda view shows.
pub(super) fn active(date: NaiveDate) -> String {
    format!("<{}>", day(date))
}

fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d %a").to_string()
}

/// `<2026-03-26 Thu 09:00-09:45>`, and `<…>--<…>` over midnight.
pub(super) fn planned(start: DateTime<Tz>, minutes: Option<u32>) -> String {
    let from = start.naive_local();
    let begins = from.format("%Y-%m-%d %a %H:%M");
    match minutes.map(|minutes| from + TimeDelta::minutes(minutes.into())) {
        None => format!("<{begins}>"),
        Some(to) if to.date() == from.date() => format!("<{begins}-{}>", to.format("%H:%M")),
        Some(to) => format!("<{begins}>--<{}>", to.format("%Y-%m-%d %a %H:%M")),
    }
}

/// `CLOCK: [2026-03-26 Thu 09:02]--[2026-03-26 Thu 09:14] =>  0:12`; without an end while it runs.
///
/// The length is that of the time that passed: where the clocks change in between, it alone says which of two hours of one
/// name is meant.
pub(super) fn clock(meeting: &Meeting, run: &Run) -> String {
    let local = |at| to_the_minute(meeting.local(at));
    let from = local(run.from.at);
    let written = |at: DateTime<Tz>| at.format("[%Y-%m-%d %a %H:%M]");
    match run.to.map(|to| local(to.at)) {
        None => format!("CLOCK: {}", written(from)),
        Some(to) => {
            let minutes = (to - from).num_minutes().max(0);
            format!("CLOCK: {}--{} => {:>2}:{:02}", written(from), written(to), minutes / 60, minutes % 60)
        }
    }
}

/// `0:45`, as the property Effort has it.
pub(super) fn effort(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The minute of a clock that a moment is in.
fn to_the_minute(at: DateTime<Tz>) -> DateTime<Tz> {
    let beyond = TimeDelta::seconds(at.second().into()) + TimeDelta::nanoseconds(at.nanosecond().into());
    at.checked_sub_signed(beyond).unwrap_or(at)
}
