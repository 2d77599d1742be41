//! What contradicts itself although every part of it was understood.
//!
//! A scribe should hear before the meeting that two days have one date, that a slot begins before the one above it, or
//! that it does not fit into its day.
//! Not here: anything about a single line.

use crate::meeting::schedule::{DayTime, Overnight};

use crate::meeting::PlannedSlot;

use super::days::FoundDay;
use super::diagnostic::Report;

/// A day that ends by fewer minutes than these before it starts would be longer than anybody meets.
const SURELY_A_SLIP: i64 = 6 * 60;

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
    let planned = days.iter().any(|found| !found.day.slots.is_empty());
    for found in days {
        if planned && found.day.slots.is_empty() {
            report.note(found.at, "This day has no slots", "Write each slot as `## 09:00 Title`");
        }
        times(found, report);
        length(found, report);
    }
    without_date(days, report);
}

/// Points at the first day whose times have no effect in the meeting although somebody means them to. That one slot of a
/// meeting held some time or other states a start says little.
fn without_date(days: &[FoundDay], report: &mut Report) {
    let is_timed = |found: &&FoundDay| {
        let FoundDay { day, .. } = found;
        let states = |slot: &PlannedSlot| slot.start.is_some() && (days.len() > 1 || slot.fixed == Some(true));
        day.starts.is_some() || day.ends.is_some() || day.slots.iter().any(states)
    };
    if let Some(found) = days.iter().filter(|found| found.day.date.is_none()).find(is_timed) {
        let message = "This day has no date, so that in the meeting no slot is early or late and none is fixed";
        report.note(found.at, message, "Write its heading as `# Day 1: 2026-11-24`, or `date:` in the front matter");
    }
}

/// Points at a day that ends before it starts, which makes it last into the next date.
fn length(found: &FoundDay, report: &mut Report) {
    let day = &found.day;
    let first = || day.slots.iter().find_map(|slot| slot.start);
    let Some((starts, ends)) = day.starts.or_else(first).zip(day.ends) else { return };
    let earlier = (starts - ends).num_minutes();
    if (0..SURELY_A_SLIP).contains(&earlier) {
        let (starts, ends) = (starts.format("%H:%M"), ends.format("%H:%M"));
        let message = format!("The day goes from {starts} to {ends} of the next date");
        report.warn(found.at, message, "Let it end after it starts; times are on the 24-hour clock");
    }
}

/// Looks at the times within a day, which may go on past midnight.
fn times(found: &FoundDay, report: &mut Report) {
    let day = &found.day;
    let mut dates = Overnight::new(day.starts);
    let starts = day.starts.map(|time| DayTime { dates: 0, time });
    let stated: Vec<_> = day.slots.iter().map(|slot| slot.start.map(|start| dates.place(start))).collect();
    let mut ends = day.ends.map(|ends| dates.end(ends));
    let (mut latest, mut reached) = (None, starts);
    for ((at, slot), stated) in found.places.iter().zip(&day.slots).zip(stated) {
        if let Some(start) = stated {
            if latest.is_some_and(|latest| start < latest) {
                let message = format!("This slot starts at {}, before one above it", clock(start));
                report.warn(*at, message, "Put the slots in order; times are on the 24-hour clock");
            } else if starts.is_some_and(|starts| start < starts) {
                let message = format!("This slot starts at {}, before its day does", clock(start));
                report.warn(*at, message, "Let the day start earlier or the slot later");
            }
            latest = latest.max(stated);
        }
        let start = stated.or(reached);
        reached = start.zip(slot.minutes).map(|(start, minutes)| start.later(minutes));
        let late = |ends: &DayTime| start.is_some_and(|start| start >= *ends) || reached.is_some_and(|end| end > *ends);
        if let Some(end) = ends.take_if(|ends| late(ends)) {
            let until = reached.or(start).map(clock).unwrap_or_default();
            let message = format!("This slot reaches to {until}, but its day ends at {}", clock(end));
            report.warn(*at, message, "Shorten what comes before, or let the day end later");
        }
    }
}

fn clock(at: DayTime) -> String {
    at.time.format("%H:%M").to_string()
}
