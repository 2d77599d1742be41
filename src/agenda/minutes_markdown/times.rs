//! The line under a slot's heading: who chairs it, when it was planned and held.
//!
//! Times stand there to the minute, in the meeting's zone, with a date where that is not the day's. Not here: how the
//! line is written (see `minutes/times.rs`).

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::super::dates;
use crate::meeting::{Twice, abbreviation, instant};
use crate::notation::times;

/// When something was planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Planned {
    /// Its time, guessed or not.
    pub(super) time: Option<NaiveTime>,
    /// The time is a guess.
    pub(super) guessed: bool,
    /// Where it is not the day's.
    pub(super) date: Option<NaiveDate>,
    /// Minutes, where they are no guess.
    pub(super) minutes: Option<u32>,
}

/// `09:00, 45 min`, `~09:30, ~30 min`, `Mon 28 Oct 2019 09:23`, `1 h 05 min`; none where any of it says something else.
pub(super) fn planned(text: &str) -> Option<Planned> {
    let mut planned = Planned::default();
    for part in text.split(", ") {
        if let Some((date, time, _)) = moment(part.trim_start_matches('~')) {
            (planned.date, planned.time, planned.guessed) =
                (date, Some(time), part.starts_with('~') || part.contains(" ~"));
        } else {
            let minutes = length(part.trim_start_matches('~'))?;
            planned.minutes = (!part.starts_with('~')).then_some(minutes);
        }
    }
    Some(planned)
}

/// `45 min`, `2 h`, `1 h 05 min`.
fn length(text: &str) -> Option<u32> {
    let mut minutes = 0_u32;
    let mut words = text.split(' ');
    while let Some(number) = words.next() {
        let number: u32 = number.parse().ok()?;
        let factor = match words.next()? {
            "h" => 60,
            "min" => 1,
            _ => return None,
        };
        minutes = minutes.checked_add(number.checked_mul(factor)?)?;
    }
    Some(minutes)
}

/// From when to when, the latter unless it still ran.
pub(super) type Held = (DateTime<FixedOffset>, Option<DateTime<FixedOffset>>);

/// `09:02–09:51 with pauses, 49 min`, `09:02 – Tue 29 Oct 2019 08:05, 49 min`, `since 11:32, 4 min so far`.
pub(super) fn held(text: &str, day: Option<NaiveDate>, zone: Tz) -> Option<Held> {
    let (span, _) = text.rsplit_once(", ").unwrap_or((text, ""));
    let span = span.strip_suffix(" with pauses").unwrap_or(span);
    if let Some(since) = span.strip_prefix("since ") {
        let (date, time, named) = moment(since)?;
        return Some((local(zone, date.or(day)?.and_time(time), named, None)?, None));
    }
    let (from, to) = span.split_once('–')?;
    let (date, time, named) = moment(from.trim())?;
    let date = date.or(day)?;
    let start = local(zone, date.and_time(time), named, None)?;
    let (until, time, named) = moment(to.trim())?;
    // An end without a date is on that of the start, except that ours has one wherever it is not the day's.
    let until = until.unwrap_or(if to.starts_with(' ') { day? } else { date });
    Some((start, Some(local(zone, until.and_time(time), named, Some(start))?)))
}

/// `09:02`, `Tue 29 Oct 2019 08:05`, `02:50 CEST`.
fn moment(text: &str) -> Option<(Option<NaiveDate>, NaiveTime, Option<&str>)> {
    let at = text.find(':')?.checked_sub(2)?;
    let (before, clock) = (text.get(..at)?, text.get(at..)?);
    let (clock, named) = clock.split_once(' ').map_or((clock, None), |(clock, named)| (clock, Some(named)));
    let time = times::whole(clock).and_then(times::of_day)?;
    let date = dates::find(before).map(|(date, _)| date);
    (before.is_empty() || date.is_some()).then_some((date, time, named))
}

/// A moment of the zone. Where the clocks show it twice: the one that is called so, else the one that keeps to the offset of
/// `beside`, else the first.
fn local(
    zone: Tz,
    at: NaiveDateTime,
    named: Option<&str>,
    beside: Option<DateTime<FixedOffset>>,
) -> Option<DateTime<FixedOffset>> {
    let (first, second) = (instant(zone, at, Twice::First)?, instant(zone, at, Twice::Second)?);
    let second_meant = match (named, beside) {
        (Some(named), _) => abbreviation(second) == named && abbreviation(first) != named,
        (None, Some(beside)) => second.fixed_offset().offset() == beside.offset(),
        (None, None) => false,
    };
    Some(if second_meant { second.fixed_offset() } else { first.fixed_offset() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_the_clocks_skip_is_after_the_change() {
        let held = held("02:30–03:40, 10 min", NaiveDate::from_ymd_opt(2019, 3, 31), Tz::Europe__Berlin);
        let (start, end) = held.unwrap();
        let shown = (start.to_rfc3339(), end.unwrap().to_rfc3339());
        assert_eq!(shown, ("2019-03-31T03:30:00+02:00".to_owned(), "2019-03-31T03:40:00+02:00".to_owned()));
    }
}
