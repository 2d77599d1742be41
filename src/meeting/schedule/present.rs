//! Where the meeting is: the slot whose clock runs or pauses.
//!
//! One answer for the screen, the big clock, every script and the schedule itself. Not here: which day that makes today's
//! (see `project`).

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::basis::Frame;
use crate::meeting::{Day, Meeting, Run, Slot, SlotId, Stamp};

/// A pause that goes on so long into another date than the day's own has become a night.
const NIGHT: TimeDelta = TimeDelta::hours(4);

/// The slot whose clock ran last, or runs, however short; none before the first one.
///
/// By the boot's clock where that can be, so that a wall clock that was set back hides nothing.
pub fn ran_last(meeting: &Meeting) -> Option<&Slot> {
    let ran = meeting.slots().filter_map(|slot| Some((slot, slot.runs.last()?)));
    ran.reduce(|last, next| if is_later(next.1, last.1) { next } else { last }).map(|(slot, _)| slot)
}

fn is_later(run: &Run, than: &Run) -> bool {
    let ahead = run.from.since(&than.from) > TimeDelta::zero();
    let level = || than.from.since(&run.from).is_zero();
    let outlasts = || run.to.is_none_or(|to| than.to.is_some_and(|other| other.since(&to).is_zero()));
    ahead || (level() && outlasts())
}

/// The slot whose clock runs, or that pauses: the one that ran last, as long as its day goes on.
pub(super) fn current(meeting: &Meeting, frames: &[Frame], now: &Stamp) -> Option<SlotId> {
    if meeting.closed.is_some() {
        return None;
    }
    let paused = || ran_last(meeting).filter(|slot| goes_on(meeting, frames, slot, now));
    meeting.current().or_else(paused).map(|slot| slot.id)
}

/// The number of the day on which a slot stands.
pub(super) fn day_of(meeting: &Meeting, slot: Option<SlotId>) -> Option<usize> {
    meeting.days.iter().position(|day| day.slots.iter().any(|other| Some(other.id) == slot))
}

/// Whether the day on which a slot's clock stopped goes on: until midnight, and into the night as long as it was planned to
/// or nobody has gone home, but not when another day opens.
fn goes_on(meeting: &Meeting, frames: &[Frame], slot: &Slot, now: &Stamp) -> bool {
    let Some(stopped) = slot.ended().map(|at| meeting.local(at)) else { return false };
    let number = day_of(meeting, Some(slot.id));
    let Some((day, frame)) = number.and_then(|it| Some((meeting.days.get(it)?, frames.get(it)?))) else { return false };
    let began = beginnings(meeting, day).last().copied().unwrap_or(stopped);
    let as_planned = !frame.is_far_from(began, began);
    let date = day.date.filter(|_| as_planned).unwrap_or(began.date_naive());
    let until = frame.last.filter(|_| as_planned).map_or(stopped, |last| last.max(stopped));
    let now = meeting.local(now.at);
    now.date_naive() <= date || now < until || (now - until < NIGHT && !another_opened(meeting, frames, date, now))
}

/// When each stretch began in which slots of a day were held, in order; a night lies between two.
pub(super) fn beginnings(meeting: &Meeting, day: &Day) -> Vec<DateTime<Tz>> {
    let mut runs: Vec<&Run> = day.slots.iter().flat_map(|slot| &slot.runs).collect();
    runs.sort_by_key(|run| run.from.at);
    let apart = |before: &&Run, next: &&Run| before.to.is_some_and(|to| next.from.at - to.at >= NIGHT);
    let stretches = runs.chunk_by(|before, next| !apart(before, next));
    stretches.filter_map(|runs| runs.first()).map(|run| meeting.local(run.from.at)).collect()
}

/// Whether a day of a later date has opened.
fn another_opened(meeting: &Meeting, frames: &[Frame], date: NaiveDate, now: DateTime<Tz>) -> bool {
    let later = meeting.days.iter().zip(frames).filter(|(day, _)| day.date.is_some_and(|other| other > date));
    later.filter_map(|(_, frame)| frame.opens).any(|opens| opens <= now)
}
