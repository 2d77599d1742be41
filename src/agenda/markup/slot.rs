//! What the line below a slot's heading says, as minutes have it: who leads it, when it was to be and when it was held.
//!
//! `Chair: Ann Lee · planned 09:00, 45 min · held 09:02–09:51, 49 min`; what else stands there follows from these. Not here: the
//! heading.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::line::Line;
use crate::agenda::dates;
use crate::agenda::recorded::{follows, follows_beside};
use crate::meeting::{Twice, instant};
use crate::notation::times::{self, is_dash, of_day};

/// What stands between the facts of a slot.
const APART: &str = " · ";

/// What is said of a slot.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Property lines as an agenda has them.
    pub(super) properties: Vec<String>,
    /// When it was to start, where its heading does not say it.
    pub(super) start: Option<NaiveTime>,
    /// When it was taken up and when it was over.
    pub(super) held: Option<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)>,
    /// What stands between these and is no fact of a slot.
    pub(super) unknown: Vec<String>,
}

/// Reads a line that says facts of a slot; none where it is a line of text. `day` and `zone`: what the times on it mean.
pub(super) fn about(line: &Line, day: Option<NaiveDate>, zone: Option<Tz>) -> Option<About> {
    let mut about = About::default();
    let (mut known, mut at) = (false, 0);
    for piece in line.text.split(APART) {
        let range = at..at + piece.len();
        at = range.end + APART.len();
        let marked = line.times.iter().filter(|(time, _)| range.contains(&time.start)).map(|(_, time)| *time);
        let piece = piece.trim();
        if about.take(piece, &marked.collect::<Vec<_>>(), day, zone) {
            known = true;
        } else if !piece.is_empty() && !follows_beside(piece) {
            about.unknown.push(piece.to_owned());
        }
    }
    known.then_some(about)
}

/// Whether a line says how a slot kept to its plan, as only minutes do.
pub(super) fn is_course(line: &Line) -> bool {
    let says = |piece: &str| {
        let begins = ["planned ", "held ", "running since "].iter().any(|word| piece.starts_with(word));
        (begins && piece.contains(|sign: char| sign.is_ascii_digit())) || follows(piece)
    };
    line.text.split(APART).any(says)
}

impl About {
    /// Takes one fact and says whether it is one.
    fn take(
        &mut self,
        piece: &str,
        marked: &[DateTime<FixedOffset>],
        day: Option<NaiveDate>,
        zone: Option<Tz>,
    ) -> bool {
        for name in ["Chair", "Requested by", "Kind"] {
            let rest =
                piece.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ").or_else(|| rest.strip_prefix(' ')));
            if let Some(value) = rest {
                self.properties.push(format!("{name}: {value}"));
                return true;
            }
        }
        if let Some(planned) = piece.strip_prefix("planned ") {
            self.planned(planned, day);
            return true;
        }
        if let Some(held) = piece.strip_prefix("held ").or_else(|| piece.strip_prefix("running since ")) {
            self.held = match marked {
                [start, rest @ ..] => Some((*start, rest.first().copied())),
                [] => span(held, day, zone),
            };
            return self.held.is_some();
        }
        follows(piece)
    }

    /// `09:00, 45 min`; what has a `~` before it is a guess and nothing that was planned. A time with another date is none of
    /// this day, unless it is past its midnight.
    fn planned(&mut self, planned: &str, day: Option<NaiveDate>) {
        for part in planned.split(", ").filter(|part| !part.starts_with('~')) {
            if let Some(length) = times::length(part) {
                self.properties.push(format!("Duration: {length}"));
                continue;
            }
            let (date, time) = past_date(part);
            let is_here = date.is_none_or(|date| day.is_some_and(|day| date == day || Some(date) == day.succ_opt()));
            if let Some(span) = times::leading_span(time).filter(|_| is_here) {
                self.start = of_day(span.start);
            }
        }
    }
}

/// `09:02–09:51, 49 min`, each time with its date where that is not the day's.
fn span(
    held: &str,
    day: Option<NaiveDate>,
    zone: Option<Tz>,
) -> Option<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)> {
    let (date, rest) = past_date(held);
    let span = times::leading_span(rest)?;
    let date = date.or(day)?;
    let start = moment(date, span.start, zone?)?;
    let behind = rest.get(span.past..).unwrap_or("").trim_start();
    let end = match span.end {
        // With blanks around the dash the two are not on one date: the end is on the day in question.
        Some(end) => {
            let second = span.second.as_ref().map_or(0, |second| second.start);
            let apart = rest.get(span.first.end..second).is_some_and(|dash| dash.contains(' '));
            Some((day.filter(|_| apart), end))
        }
        None => behind.find(is_dash).and_then(|dash| {
            let (date, rest) = past_date(behind.get(dash..)?.trim_start_matches(is_dash).trim_start());
            Some((date, times::leading_span(rest)?.start))
        }),
    };
    let end = end.and_then(|(other, end)| {
        let end = moment(other.unwrap_or(date), end, zone?)?;
        Some(if end < start && other.is_none() { end + TimeDelta::days(1) } else { end })
    });
    Some((start, end))
}

/// The date that a text begins with, after the name of a weekday maybe, and what stands behind it.
fn past_date(text: &str) -> (Option<NaiveDate>, &str) {
    match dates::find(text) {
        Some((date, range)) if !text.get(..range.start).unwrap_or("").contains(':') => {
            (Some(date), text.get(range.end..).unwrap_or("").trim_start())
        }
        _ => (None, text),
    }
}

fn moment(date: NaiveDate, minutes: u32, zone: Tz) -> Option<DateTime<FixedOffset>> {
    let local = date.and_time(of_day(minutes)?);
    instant(zone, local, Twice::First).map(|moment| moment.fixed_offset())
}

/// Whether a time or a length is a guess.
pub(super) fn is_guess(text: &str) -> bool {
    text.starts_with('~')
}

/// A heading without the `~` before a time that is a guess, and without that time.
pub(super) fn without_guess(heading: &str) -> &str {
    let Some(rest) = heading.strip_prefix('~') else { return heading };
    times::leading_span(rest).and_then(|span| rest.get(span.past..)).map_or(heading, str::trim_start)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Vec<String>, Option<String>)> {
        let day = NaiveDate::from_ymd_opt(2026, 3, 26);
        let about = about(&Line::new(0, text), day, Some(Tz::Europe__Lisbon))?;
        let shown = |(start, end): (DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)| {
            format!("{start} {}", end.map(|end| end.to_string()).unwrap_or_default())
        };
        Some((about.properties, about.held.map(shown)))
    }

    #[test]
    fn facts_of_a_slot_are_its_properties_and_when_it_was_held() {
        let (properties, held) = read("Chair: Ann Lee, Bo · planned 09:00, 45 min · held 09:02–09:14, 11 min").unwrap();
        assert_eq!(properties, ["Chair: Ann Lee, Bo", "Duration: 45m"]);
        assert_eq!(held.unwrap(), "2026-03-26 09:02:00 +00:00 2026-03-26 09:14:00 +00:00");
    }

    #[test]
    fn a_guess_is_no_plan_and_another_date_is_that_of_its_time() {
        let (properties, held) = read("planned ~09:00, ~45 min · held 23:02 – Fri 27 Mar 2026 00:14, 71 min").unwrap();
        assert!(properties.is_empty());
        assert_eq!(held.unwrap(), "2026-03-26 23:02:00 +00:00 2026-03-27 00:14:00 +00:00");
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_after_the_change() {
        let day = NaiveDate::from_ymd_opt(2019, 3, 31);
        let about = about(&Line::new(0, "held 02:30–03:40, 10 min"), day, Some(Tz::Europe__Berlin)).unwrap();
        assert_eq!(about.held.unwrap().0.to_rfc3339(), "2019-03-31T03:30:00+02:00");
    }

    #[test]
    fn what_stands_between_the_facts_and_is_none_of_them_is_left_over() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 26);
        let line = Line::new(0, "planned 09:00 · held nine to ten · 4 min over · moved from Day 2 · catering: soup");
        let about = about(&line, day, Some(Tz::Europe__Lisbon)).unwrap();
        assert_eq!(about.unknown, ["held nine to ten", "catering: soup"]);
        assert_eq!(read("continues tomorrow"), None);
    }

    #[test]
    fn a_line_of_text_is_none_of_these() {
        assert_eq!(read("We chair the group · and so on"), None);
        assert_eq!(without_guess("~09:30 News"), "News");
        assert_eq!(without_guess("~ News"), "~ News");
    }
}
