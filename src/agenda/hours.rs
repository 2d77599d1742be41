//! The hours of a day: when it starts and when it has to end.
//!
//! They stand directly under the day's heading, or in the front matter where the day has none. Not here: on which date
//! an end lies (see the schedule), and whether the slots keep to them (see `checks`).

use std::ops::Range;

use chrono::NaiveTime;

use crate::meeting::PlannedDay;
use crate::notation::{near, times};

use super::body::{Text, is_paragraph};
use super::diagnostic::{Remark, Report};
use super::markdown::BlockKind;
use super::property;

/// The names of their lines.
const NAMES: [&str; 3] = ["Hours", "Starts", "Ends"];

/// What one line says of a day's hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hours {
    pub(super) starts: Option<NaiveTime>,
    pub(super) ends: Option<NaiveTime>,
}

impl Hours {
    /// Reads the value of `Hours`, `Starts` or `Ends`; none where the name is none of them.
    pub(super) fn read(name: &str, value: &str) -> Option<Result<Self, Remark>> {
        let said = match near::fold(name).as_str() {
            "hours" => times::whole_span(value).and_then(|span| {
                let (starts, ends) = (times::of_day(span.start)?, times::end_of_day(span.end?)?);
                Some(Self { starts: Some(starts), ends: Some(ends) })
            }),
            "starts" => times::whole(value).and_then(times::of_day).map(|at| Self { starts: Some(at), ends: None }),
            "ends" => times::whole(value).and_then(times::end_of_day).map(|at| Self { starts: None, ends: Some(at) }),
            _ => return None,
        };
        let wrong = || {
            let hint = "Write `Hours: 09:00–17:00`, `Starts: 09:00` or `Ends: 17:00`";
            Remark::warning(format!("`{value}` does not say the hours of a day"), hint)
        };
        Some(said.ok_or_else(wrong))
    }

    /// Gives them to a day, unless it has them already.
    pub(super) fn give(self, day: &mut PlannedDay) -> Result<(), Remark> {
        let twice = (self.starts.is_some() && day.starts.is_some()) || (self.ends.is_some() && day.ends.is_some());
        if twice {
            let message = "The hours of the day are said twice; the first count";
            return Err(Remark::warning(message, "Leave one of them out"));
        }
        day.starts = day.starts.or(self.starts);
        day.ends = day.ends.or(self.ends);
        Ok(())
    }
}

/// The line that says a day's hours, as `name: value`; none where nothing is known of them.
pub(super) fn line(day: &PlannedDay) -> Option<(&'static str, String)> {
    let shown = |time: NaiveTime| time.format("%H:%M").to_string();
    match (day.starts, day.ends) {
        (Some(starts), Some(ends)) => Some(("Hours", format!("{}–{}", shown(starts), shown(ends)))),
        (Some(starts), None) => Some(("Starts", shown(starts))),
        (None, Some(ends)) => Some(("Ends", shown(ends))),
        (None, None) => None,
    }
}

/// Where the text of `range` begins with a line about hours, if it does.
pub(super) fn stand_first(text: &Text, range: &Range<usize>) -> Option<usize> {
    let block = text.blocks_in(range).first().filter(|block| matches!(block.kind, BlockKind::Paragraph))?;
    let line = text.lines(block, range).into_iter().next()?;
    let (name, value) = property::split(text.source.get(line.clone())?)?;
    Hours::read(name, value)?.ok()?;
    Some(line.start)
}

/// Takes the lines about its hours that stand first below a day's heading, and says where the rest of `range` begins.
pub(super) fn take(day: &mut PlannedDay, text: &Text, range: &Range<usize>, report: &mut Report) -> usize {
    let mut past = range.start;
    let mut at = range.start;
    for block in text.blocks_in(range) {
        // Links' definitions are no blocks, but they are text.
        if !text.source.get(at..block.range.start).unwrap_or("").trim().is_empty() {
            break;
        }
        at = block.range.end;
        match &block.kind {
            BlockKind::Paragraph => match take_lines(day, text, &text.lines(block, range), report) {
                Some(end) if end >= at => past = end,
                stopped => return stopped.unwrap_or(past),
            },
            // These leave nothing behind.
            BlockKind::Rule => {}
            BlockKind::Heading { level: 1, text } if text.is_empty() => {}
            _ => break,
        }
    }
    past
}

/// Takes the first lines of a paragraph that are about hours, and says where the last of them ends.
fn take_lines(day: &mut PlannedDay, text: &Text, lines: &[Range<usize>], report: &mut Report) -> Option<usize> {
    let end = lines.last()?.end;
    let mut past = None;
    for range in lines {
        let line = text.source.get(range.clone()).unwrap_or("");
        let Some((name, value)) = property::split(line).filter(|(_, value)| !value.is_empty()) else { break };
        let given = Hours::read(name, value).map(|said| {
            let rest = text.source.get(range.end..end).unwrap_or("");
            said.and_then(|hours| if is_paragraph(rest) { hours.give(day) } else { Err(parted()) })
        });
        let remark = match given {
            Some(Ok(())) => {
                past = Some(range.end);
                continue;
            }
            Some(Err(remark)) => Some(remark),
            None => unknown(name),
        };
        if let Some(remark) = remark {
            report.add(range.start + line.len() - line.trim_start().len(), remark);
        }
        break;
    }
    past
}

/// Without the line above it the text would be a list or a piece of code.
fn parted() -> Remark {
    Remark::warning("The hours of the day are kept as text with what is below them", "Leave a blank line below them")
}

fn unknown(name: &str) -> Option<Remark> {
    let near = near::nearest(name, NAMES)?;
    let message = format!("`{name}:` is not a property of a day and is kept as text");
    Some(Remark::warning(message, format!("Did you mean `{near}:`?")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, value: &str) -> Option<(Option<String>, Option<String>)> {
        let shown = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
        let hours = Hours::read(name, value)?.ok()?;
        Some((shown(hours.starts), shown(hours.ends)))
    }

    #[test]
    fn hours_are_a_span_or_one_end_of_it() {
        let both = |starts: &str, ends: &str| Some((Some(starts.to_owned()), Some(ends.to_owned())));
        for value in ["09:00–17:00", "9:00 - 17:00", "9 AM to 5 PM", "09:00:00–17:00:00", "۰۹:۰۰–۱۷:۰۰"] {
            assert_eq!(read("HOURS", value), both("09:00", "17:00"), "{value}");
        }
        assert_eq!(read("Hours", "20:00–02:00"), both("20:00", "02:00"));
        assert_eq!(read("Hours", "09:00–24:00"), both("09:00", "00:00"));
        assert_eq!(read("starts", "9:00"), Some((Some("09:00".to_owned()), None)));
        assert_eq!(read("Ends", "5 PM"), Some((None, Some("17:00".to_owned()))));
        assert_eq!(read("Ends", "24:00"), Some((None, Some("00:00".to_owned()))));
    }

    #[test]
    fn what_is_no_hours_is_refused_and_other_names_are_none() {
        for (name, value) in [("Hours", "09:00"), ("Hours", "all day"), ("Starts", "24:00"), ("Ends", "late")] {
            assert!(Hours::read(name, value).unwrap().is_err(), "{name}: {value}");
        }
        assert_eq!(Hours::read("Chair", "09:00"), None);
    }

    #[test]
    fn the_first_that_says_an_end_of_the_day_counts() {
        let hours = |name: &str, value: &str| Hours::read(name, value).unwrap().unwrap();
        let mut day = PlannedDay::default();
        assert_eq!(hours("Starts", "09:00").give(&mut day), Ok(()));
        assert!(hours("Hours", "08:00–17:00").give(&mut day).is_err());
        assert_eq!((line(&day), day.ends), (Some(("Starts", "09:00".to_owned())), None));
        assert_eq!(hours("Ends", "17:00").give(&mut day), Ok(()));
        assert_eq!(line(&day), Some(("Hours", "09:00–17:00".to_owned())));
    }
}
