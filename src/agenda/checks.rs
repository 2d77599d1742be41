//! What contradicts itself although every part of it was understood.
//!
//! A scribe should hear before the meeting that two days have one date or that a slot begins before the one above it.
//! Not here: anything about a single line.

use super::days::FoundDay;
use super::diagnostic::Report;

/// Looks at the order of dates, and of times within a day.
pub(super) fn order(days: &[FoundDay], report: &mut Report) {
    let dated: Vec<_> = days.iter().filter_map(|found| Some((found.at, found.day.date?))).collect();
    for (nth, (at, date)) in dated.iter().enumerate() {
        let before = dated.get(..nth).unwrap_or(&[]);
        if before.iter().any(|(_, other)| other == date) {
            report.warn(
                *at,
                format!("Two days have the date {date}"),
                "Give each day its own date, or put them together",
            );
        } else if before.last().is_some_and(|(_, other)| other > date) {
            report.warn(*at, format!("The day of {date} stands after a later one"), "Put the days in order");
        }
    }
    for found in days {
        if found.day.slots.is_empty() {
            report.note(found.at, "This day has no slots", "Write each slot as `## 09:00 Title`");
        }
        let mut latest = None;
        for (at, slot) in found.places.iter().zip(&found.day.slots) {
            let Some(start) = slot.start else { continue };
            if latest.is_some_and(|latest| start < latest) {
                let message = format!("This slot starts at {}, before one above it", start.format("%H:%M"));
                report.warn(*at, message, "Put the slots in order; times are on the 24-hour clock");
            }
            latest = latest.max(Some(start));
        }
    }
}
