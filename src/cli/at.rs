//! A moment as people type it after `--at`: of a meeting, and in its zone where none is named.
//!
//! A time to the second means the whole of that second, so that one copied from `minutebook log` holds what stands
//! beside it. Not here: what the meeting was then.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::Failure;
use crate::journal::Record;

/// What to type instead.
const HINT: &str = "a time is 2019-10-28T09:30:00-07:00, or in the meeting's zone 2019-10-28 09:30[:15] or 09:30[:15]";

/// The moment meant by `text` in the meeting with these records.
pub(super) fn of(text: &str, zone: Tz, records: &[Record]) -> Result<DateTime<FixedOffset>, Failure> {
    let times = || records.iter().map(|record| record.act.stamp.at);
    let span = times().min().zip(times().max());
    let span = span.ok_or_else(|| Failure::new("nothing can be read of this meeting"))?;
    parse(text, zone, span).map_err(|error| Failure::new(error).hint(HINT).wrong_use())
}

/// The moment meant by `text` in a meeting of that zone, whose first and last records were written at these moments.
/// A time without a date is one of the day of the last.
fn parse(
    text: &str,
    zone: Tz,
    (began, last): (DateTime<FixedOffset>, DateTime<FixedOffset>),
) -> Result<DateTime<FixedOffset>, String> {
    let at = moment(text.trim(), zone, last)?;
    // The boundary is where journals have it: no record stands between two milliseconds.
    let at = if text.contains('.') { at } else { at + TimeDelta::milliseconds(999) };
    if at < began {
        let began = began.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S");
        return Err(format!("`{text}` is before the meeting began, at {began} ({zone})"));
    }
    Ok(at)
}

fn moment(text: &str, zone: Tz, last: DateTime<FixedOffset>) -> Result<DateTime<FixedOffset>, String> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(at);
    }
    let time = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok());
    let dated = || {
        let text = text.replacen('T', " ", 1);
        let forms = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S%.f"];
        forms.iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
    };
    let local = time.map(|time| last.with_timezone(&zone).date_naive().and_time(time)).or_else(dated);
    let local = local.ok_or_else(|| format!("`{text}` is no time"))?;
    // An hour that came twice is meant the second time: then everything of it had been written.
    let at = local.and_local_timezone(zone).latest();
    let at = at.ok_or_else(|| format!("`{text}` did not happen in {zone}: clocks were put forward over it"))?;
    Ok(at.fixed_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    /// Parses in a meeting in Los Angeles that began at nine and whose last record is of the next day.
    fn parsed(text: &str) -> Result<DateTime<FixedOffset>, String> {
        let span = (at("2019-10-28T09:00:00-07:00"), at("2019-10-30T01:00:00+00:00"));
        parse(text, Tz::America__Los_Angeles, span)
    }

    #[test]
    fn a_time_with_its_zone_is_that_moment_and_one_without_is_in_the_meetings() {
        for text in [
            "2019-10-28T16:30:15Z",
            "2019-10-28T09:30:15-07:00",
            "2019-10-28 09:30:15",
            "2019-10-28T09:30:15",
            " 2019-10-28 09:30:15 ",
        ] {
            assert_eq!(parsed(text), Ok(at("2019-10-28T09:30:15.999-07:00")), "{text}");
        }
        assert_eq!(parsed("2019-10-28 09:30"), Ok(at("2019-10-28T09:30:00.999-07:00")));
        assert_eq!(parsed("2019-10-28 09:30:15.250"), Ok(at("2019-10-28T09:30:15.250-07:00")));
    }

    #[test]
    fn a_time_alone_is_of_the_last_day_with_a_record_as_the_meetings_zone_counts_days() {
        assert_eq!(parsed("09:30"), Ok(at("2019-10-29T09:30:00.999-07:00")));
        assert_eq!(parsed("9:30:15"), Ok(at("2019-10-29T09:30:15.999-07:00")));
    }

    #[test]
    fn what_is_no_time_or_before_the_meeting_is_refused_in_words() {
        for text in ["", "noon", "2019-10-28", "25:00", "2019-13-28 09:30", "-1:00"] {
            let error = parsed(text).unwrap_err();
            assert!(error.contains("is no time"), "{text}: {error}");
        }
        let error = parsed("2019-10-28 08:59:58").unwrap_err();
        assert!(error.contains("began, at 2019-10-28 09:00:00 (America/Los_Angeles)"), "{error}");
    }

    #[test]
    fn an_hour_that_came_twice_is_the_second_and_one_that_never_came_is_refused() {
        let span = (at("2019-01-01T00:00:00Z"), at("2019-12-01T00:00:00Z"));
        let parsed = |text| parse(text, Tz::America__Los_Angeles, span);
        assert_eq!(parsed("2019-11-03 01:30"), Ok(at("2019-11-03T01:30:00.999-08:00")));
        assert!(parsed("2019-03-10 02:30").unwrap_err().contains("put forward"));
    }
}
