//! Agendas and minutes in Org.
//!
//! Org people plan a meeting as an outline: a heading a day, a heading a slot with a timestamp, bullets below. Our own
//! minutes in Org are read back with all that they tell. Not here: the lines (see `outline`) and the writer.

mod entry;
mod foreign;
mod inline;
mod list;
mod ours;
mod outline;
mod stamp;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use chrono_tz::Tz;

use super::body::append;
use super::diagnostic::Report;
use super::sayable::reported_without_controls;
use super::{AgendaError, Reading, source, yaml};
use crate::meeting::{Agenda, Status, Twice, instant};
use crate::notation::times;

use outline::Clock;

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode_foreign(bytes, &mut report)?;
    let text = reported_without_controls(&text, &mut report);
    let file = outline::read(&text);
    let fallback = Some(yaml::one_line(fallback_title)).filter(|title| !title.is_empty());
    let fallback = fallback.as_deref().unwrap_or("Meeting");
    if file.keywords.contains_key("MINUTEBOOK") {
        let (agenda, told) = ours::read(&file, fallback, &mut report);
        return Ok(Reading { agenda, told, diagnostics: report.finish(&text) });
    }
    match foreign::read(&file, fallback, &mut report) {
        Some((agenda, told)) => Ok(Reading { agenda, told, diagnostics: report.finish(&text) }),
        // Nothing in it has a time or a date: what Markdown makes of its lists and tables is the best there is.
        None => super::read(foreign::as_markdown(&text, 2).as_bytes(), fallback_title),
    }
}

/// Whether a file is Org: it says so in a keyword, a drawer or a timestamp that no other form has.
pub(super) fn is_org(bytes: &[u8]) -> bool {
    let near = String::from_utf8_lossy(bytes.get(..16 << 10).unwrap_or(bytes));
    let mut starred = 0;
    for line in near.lines() {
        let line = line.trim_end();
        let lower = line.trim_start().to_ascii_lowercase();
        if lower.starts_with("```") || line == "---" {
            return false;
        }
        let says = ["#+title:", "#+date:", "#+startup:", "#+options:", "#+author:", "#+minutebook:", "#+todo:"];
        if says.iter().any(|keyword| lower.starts_with(keyword)) || line.trim() == ":PROPERTIES:" {
            return true;
        }
        if outline::stars(line).is_some() {
            starred += 1;
            if stamp::first(line).is_some_and(|(stamp, _)| line.contains(&format!("<{}", stamp.date))) {
                return true;
            }
        }
        if starred > 0 && ["SCHEDULED: <", "DEADLINE: <"].iter().any(|word| line.trim_start().starts_with(word)) {
            return true;
        }
    }
    false
}

/// Keeps a piece of the file as text of what was read last.
fn keep(agenda: &mut Agenda, piece: &str) {
    let text = foreign::as_markdown(piece, 3);
    let place = match agenda.days.last_mut() {
        None => &mut agenda.head.description,
        Some(day) => match day.slots.last_mut() {
            None => &mut day.description,
            Some(slot) => &mut slot.description,
        },
    };
    append(place, text.trim());
}

/// What a keyword says of an action item.
fn status(keyword: &str) -> Status {
    match keyword {
        "DONE" => Status::Done,
        word if word.starts_with("CANCEL") || word == "DROPPED" => Status::Dropped,
        _ => Status::Open,
    }
}

/// The minutes of `0:45`, `45`, `1h30`.
fn effort(value: &str) -> Option<u32> {
    let minutes = clocked(value).or_else(|| times::length_or_bare(value).map(|length| length.minutes))?;
    (minutes <= times::DAY).then_some(minutes)
}

/// The minutes of `0:45`.
fn clocked(value: &str) -> Option<u32> {
    let (hours, minutes) = value.split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    hours.checked_mul(60)?.checked_add(minutes)
}

/// From when to when a clock ran in a zone; without an end while it runs.
///
/// Where the clocks show an hour twice, its length says which is meant; without one it lasted no longer than it has to.
fn ran(zone: Tz, clock: &Clock) -> Option<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)> {
    let both =
        |at: NaiveDateTime| [Twice::First, Twice::Second].map(|which| Some(instant(zone, at, which)?.fixed_offset()));
    let starts = both(clock.from.moment()?);
    let [first, _] = starts;
    let Some(end) = clock.to.and_then(|to| to.moment()) else { return Some((first?, None)) };
    let ends = both(end);
    let pairs = || starts.into_iter().flatten().flat_map(|from| ends.into_iter().flatten().map(move |to| (from, to)));
    let lasts = |minutes: u32| pairs().find(|(from, to)| (*to - *from).num_minutes() == i64::from(minutes));
    let (from, to) =
        clock.minutes.and_then(lasts).or_else(|| pairs().find(|(from, to)| from <= to)).or_else(|| pairs().next())?;
    Some((from, Some(to)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
