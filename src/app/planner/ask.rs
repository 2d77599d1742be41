//! What the planner asks for, and how the answers are read.
//!
//! Not here: what is done with them (see `planner`).

use chrono::{NaiveDate, NaiveTime};

use super::plan::Spot;
use crate::app::update::read_time_of_day;
use crate::notation::times;
use crate::words::say;

/// A question, and the row that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// What the slot is called.
    Title(Spot),
    /// What a new slot below the row is called.
    NewSlot(Spot),
    /// When the slot starts.
    Start(Spot),
    /// How long the slot takes.
    Length(Spot),
    /// From when to when the day goes.
    Hours(usize),
    /// Which date a new day has, or what it is called.
    NewDay,
}

/// From when to when a day goes, either end open.
pub(super) type Hours = (Option<NaiveTime>, Option<NaiveTime>);

impl Ask {
    /// The question.
    pub fn title(self) -> &'static str {
        match self {
            Self::Title(_) => say("plan-ask-title"),
            Self::NewSlot(_) => say("plan-ask-new-slot"),
            Self::Start(_) => say("plan-ask-start"),
            Self::Length(_) => say("plan-ask-length"),
            Self::Hours(_) => say("plan-ask-hours"),
            Self::NewDay => say("plan-ask-new-day"),
        }
    }

    /// What an answer looks like.
    pub fn example(self) -> &'static str {
        match self {
            Self::Title(_) | Self::NewSlot(_) => say("plan-like-title"),
            Self::Start(_) => say("plan-like-start"),
            Self::Length(_) => say("plan-like-length"),
            Self::Hours(_) => say("plan-like-hours"),
            Self::NewDay => say("plan-like-new-day"),
        }
    }
}

/// `9:30`, `9:30 AM`, `930`; nothing is an answer too.
pub(super) fn read_start(text: &str) -> Result<Option<NaiveTime>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let time = times::whole(text).and_then(times::of_day);
    time.or_else(|| read_time_of_day(text)).map(Some).ok_or_else(|| say("plan-write-time").to_owned())
}

/// A length as an agenda has it (`45`, `1h30`, `30-60`): the most and the least.
pub(super) fn read_length(text: &str) -> Result<(u32, Option<u32>), String> {
    let length = times::length_or_bare(text);
    let length = length.ok_or(say("plan-write-length"))?;
    Ok((length.minutes, length.least))
}

/// The hours of a day as an agenda has them (`9:00-17:00`, `9 AM to 5 PM`), or one end of them (`9:00-`, `-17:00`);
/// nothing for none.
pub(super) fn read_hours(text: &str) -> Result<Hours, String> {
    if let Some((starts, ends)) = times::whole_span(text).and_then(|span| Some((span.start, span.end?))) {
        return Ok((times::of_day(starts), times::end_of_day(ends)));
    }
    let (starts, ends) = text.split_once(times::is_dash).unwrap_or((text, ""));
    Ok((read_start(starts.trim())?, read_end(ends.trim())?))
}

/// As a start, or `24:00`.
fn read_end(text: &str) -> Result<Option<NaiveTime>, String> {
    let midnight = times::whole(text).filter(|minutes| *minutes == times::DAY).and_then(times::end_of_day);
    if midnight.is_some() { Ok(midnight) } else { read_start(text) }
}

/// `2019-10-30`, `2019-10-30 Day 3`, `Day 3`.
pub(super) fn read_day(text: &str) -> Result<(Option<NaiveDate>, String), String> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let looks_like_a_date = first.starts_with(|c: char| c.is_ascii_digit()) && first.contains(['-', '/', '.']);
    match first.parse::<NaiveDate>() {
        Ok(date) => Ok((Some(date), rest.trim_matches([' ', ':', ',']).to_owned())),
        Err(_) if looks_like_a_date => Err(say!("plan-no-date", word = first)),
        Err(_) if text.is_empty() => Err(say("plan-day-needs").to_owned()),
        Err(_) => Ok((None, text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: u32, minute: u32) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(hour, minute, 0)
    }

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (text, most, least) in [
            ("45", 45, None),
            ("45 min", 45, None),
            ("1h", 60, None),
            ("1h30", 90, None),
            ("1:30", 90, None),
            ("1h30m", 90, None),
            ("30-60", 60, Some(30)),
            ("30–60 min", 60, Some(30)),
            ("60-30", 60, Some(30)),
            ("45m-1h", 60, Some(45)),
            ("30-30", 30, None),
            ("1.5h", 90, None),
            ("1 hour 30 minutes", 90, None),
            ("24h", 24 * 60, None),
            ("1h to 1h30", 90, Some(60)),
        ] {
            assert_eq!(read_length(text), Ok((most, least)), "{text}");
        }
        for text in ["", "soon", "-5", "0", "30-", "2000", "1:75", "99h59"] {
            assert!(read_length(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hours_may_be_open_at_either_end() {
        assert_eq!(read_hours("9:00-17:30"), Ok((time(9, 0), time(17, 30))));
        assert_eq!(read_hours("9:00 – 5:30 pm"), Ok((time(9, 0), time(17, 30))));
        assert_eq!(read_hours("9:00-"), Ok((time(9, 0), None)));
        assert_eq!(read_hours("-17:00"), Ok((None, time(17, 0))));
        assert_eq!(read_hours(""), Ok((None, None)));
        assert_eq!(read_hours("930-1700"), Ok((time(9, 30), time(17, 0))));
        assert!(read_hours("late").is_err());
    }

    #[test]
    fn a_day_may_go_on_to_midnight_and_into_the_next_date() {
        for text in ["9:00-24:00", "9 AM to 12 AM", "۰۹:۰۰–۲۴:۰۰"] {
            assert_eq!(read_hours(text), Ok((time(9, 0), time(0, 0))), "{text}");
        }
        assert_eq!(read_hours("-24:00"), Ok((None, time(0, 0))));
        assert_eq!(read_hours("20:00–02:00"), Ok((time(20, 0), time(2, 0))));
        assert!(read_hours("24:00-9:00").is_err());
    }

    #[test]
    fn a_start_is_read_as_an_agenda_has_it_and_without_a_colon_too() {
        for text in ["9:30", "09:30", "9:30 AM", "9:30 a.m.", "930", "9.30", "９：３０"] {
            assert_eq!(read_start(text), Ok(time(9, 30)), "{text}");
        }
        assert!(read_start("24:00").is_err() && read_start("9").is_err());
    }

    #[test]
    fn a_day_has_a_date_or_a_name_or_both() {
        let date = NaiveDate::from_ymd_opt(2019, 10, 30);
        assert_eq!(read_day("2019-10-30"), Ok((date, String::new())));
        assert_eq!(read_day("2019-10-30 Day 3"), Ok((date, "Day 3".to_owned())));
        assert_eq!(read_day("Day 3"), Ok((None, "Day 3".to_owned())));
        assert!(read_day("2019-13-30").is_err());
        assert!(read_day("30.10. Day 3").is_err());
        assert!(read_day("").is_err());
    }
}
