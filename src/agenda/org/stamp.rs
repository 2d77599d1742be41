//! Org's timestamps: `<2026-03-26 Thu 09:00-09:45>`, `[2026-03-26]`, in any language's weekday.
//!
//! Repeaters and warnings (`+1w`, `-3d`) are passed over: a meeting's agenda is about one date. Not here: zones.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::super::source;
use crate::notation::times;

/// A timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) date: NaiveDate,
    pub(super) time: Option<NaiveTime>,
    /// The end within it, or that of the timestamp behind `--`.
    pub(super) end: Option<NaiveDateTime>,
}

impl Stamp {
    /// Date and time; none without a time.
    pub(super) fn moment(&self) -> Option<NaiveDateTime> {
        Some(self.date.and_time(self.time?))
    }

    /// From its time to its end, in minutes.
    pub(super) fn minutes(&self) -> Option<u32> {
        let minutes = self.end?.signed_duration_since(self.moment()?).num_minutes();
        u32::try_from(minutes).ok().filter(|minutes| *minutes > 0)
    }
}

/// The first timestamp of a text, and where it ends in bytes; one behind `--` counts as its end.
pub(super) fn first(text: &str) -> Option<(Stamp, usize)> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.find(['<', '['])?;
        if let Some((stamp, length)) = here(text.get(at..)?) {
            return Some((stamp, at + length));
        }
        at += 1;
    }
}

/// As [`first`], and the text without it; where a range, without both.
pub(super) fn take(text: &str) -> Option<(Stamp, String)> {
    let (mut stamp, past) = first(text)?;
    let begins = text.get(..past)?.rfind(['<', '['])?;
    let mut past = past;
    if let Some((to, length)) = text.get(past..)?.strip_prefix("--").and_then(here) {
        stamp.end = to.moment().or(stamp.end);
        past += "--".len() + length;
    }
    let (before, after) = (text.get(..begins)?.trim_end(), text.get(past..)?.trim_start());
    let between = if before.is_empty() || after.is_empty() { "" } else { " " };
    Some((stamp, format!("{before}{between}{after}")))
}

/// The timestamp that a text begins with, and its length.
fn here(text: &str) -> Option<(Stamp, usize)> {
    let close = if text.starts_with('<') { '>' } else { ']' };
    // Longer than any timestamp is none: a text of brackets is not searched to its end from each of them.
    let near = source::near(text, 64);
    let end = near.find(close)?;
    let inner = near.get(1..end)?;
    let date: NaiveDate = inner.get(..10)?.parse().ok()?;
    let mut stamp = Stamp { date, time: None, end: None };
    for word in inner.get(10..)?.split_whitespace() {
        let begins_with_digit = word.starts_with(|char: char| char.is_ascii_digit());
        if let Some(span) = times::leading_span(word).filter(|_| begins_with_digit && word.contains(':')) {
            stamp.time = times::of_day(span.start);
            let next = span.end.is_some_and(|end| end <= span.start);
            let ends_on = if next { date.succ_opt()? } else { date };
            stamp.end = span.end.and_then(|end| Some(ends_on.and_time(times::of_day(end % times::DAY)?)));
        }
    }
    Some((stamp, end + close.len_utf8()))
}
