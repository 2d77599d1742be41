//! What the facts make of the plan: when each slot started or will start, what is late, and what no longer fits.
//!
//! Floating slots follow one another: they move up when the meeting is ahead and back when it is behind, and a planned idle
//! time before one is kept when ahead and used up when behind. Fixed points do not move up: what is done before one has to
//! be over by then, or the point is missed, which is said and never mended silently. A day that has not begun begins when
//! the agenda says, but not before the one before it has ended; one that is held half a day or more off its plan has no
//! fixed points. Not here: how one day is walked through (see `walk`), and what to do about what is late.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::walk::{Walk, When};
use super::{COMPARABLE, Frame, Planned, frames, idle_before, of_agenda};
use crate::meeting::{Meeting, Slot, SlotId, Stamp};

/// The whole meeting, projected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    /// All slots, in reading order.
    pub slots: Vec<Projected>,
    /// All days.
    pub days: Vec<DayProjection>,
}

/// A slot, projected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projected {
    /// Which slot.
    pub slot: SlotId,
    /// How it stands.
    pub state: State,
    /// As the agenda plans it, with the minutes given to it.
    pub planned: Planned,
    /// When it started or will start; none where nothing says it, and for what is not held.
    pub start: Option<DateTime<Tz>>,
    /// When it ended last or will end.
    pub end: Option<DateTime<Tz>>,
    /// It is a fixed point, and still is one here.
    pub fixed: bool,
    /// It is still ahead and ends after the next fixed point is due.
    pub overflows: bool,
}

/// How a slot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It was held.
    Held,
    /// Its clock runs, or pauses: it ran last, less than half a day ago, and was not set aside.
    Current,
    /// It is still to come.
    Ahead,
    /// The meeting went on past it, or is over, and it was not held.
    Passed,
    /// It was skipped or parked, or the agenda has it no longer.
    SetAside,
}

/// A day, projected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayProjection {
    /// When the day has to end, else when the last slot that the agenda has on it was planned to; none where nothing says
    /// it, and where the day is held half a day or more off its plan.
    pub planned_end: Option<DateTime<Tz>>,
    /// When it ended or will end; none where the last length is unknown.
    pub end: Option<DateTime<Tz>>,
    /// The fixed points that will be missed, in order.
    pub misses: Vec<Miss>,
    /// Minutes that the breaks ahead can give.
    pub slack: u32,
}

/// A fixed point that will be missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Which.
    pub point: Point,
    /// By how much.
    pub by: TimeDelta,
}

/// A fixed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// The start of a slot.
    Slot(SlotId),
    /// The end of the day.
    EndOfDay,
}

impl Projection {
    /// A slot of it.
    pub fn of(&self, slot: SlotId) -> Option<&Projected> {
        self.slots.iter().find(|projected| projected.slot == slot)
    }
}

impl Projected {
    /// How much later than planned it starts or started; negative: earlier. None where it was not planned there.
    pub fn late(&self) -> Option<TimeDelta> {
        Some(self.start? - self.planned.start?)
    }
}

/// Minutes that a slot of so many `minutes`, with those given to it, can give without losing its sense: a range down to
/// its lower bound, a break down to half of its planned length, in steps of five.
pub fn slack(slot: &Slot, minutes: u32) -> u32 {
    let planned = || minutes.checked_add_signed(slot.given.saturating_neg()).filter(|planned| *planned > 0);
    let least = match slot.plan.least {
        Some(least) => least,
        None if slot.plan.kind.is_break() => planned().unwrap_or(minutes).div_ceil(2).next_multiple_of(5),
        None => minutes,
    };
    minutes.saturating_sub(least)
}

/// What the facts so far make of the plan at `now`.
pub fn project(meeting: &Meeting, now: &Stamp) -> Projection {
    let agenda = of_agenda(meeting);
    let frames = frames(meeting, &agenda);
    let gaps = idle_before(meeting, &agenda);
    let current = current(meeting, now);
    let current_day = day_of(meeting, current);
    let mut projection = Projection::default();
    let mut rest = (agenda.as_slice(), gaps.as_slice());
    // What is still to come on one day comes after all that is on the days before.
    let mut earliest = meeting.local(now.at);
    for ((number, day), frame) in meeting.days.iter().enumerate().zip(frames) {
        let (here, later) = rest.0.split_at(day.slots.len().min(rest.0.len()));
        let (idle, later_idle) = rest.1.split_at(day.slots.len().min(rest.1.len()));
        rest = (later, later_idle);
        let when = match current_day {
            Some(running) if number == running => When::Now,
            Some(running) if number < running => When::Over,
            Some(_) => When::ToCome,
            None => When::of(number, meeting, &frame, now),
        };
        // The planned times of a day that is held half a day off them, or cannot begin before, say nothing any more.
        let off = match when {
            When::Over => false,
            When::Now => current_day.is_some() && frame.is_far_from(earliest),
            When::ToCome => frame.opens.is_some_and(|opens| earliest - opens >= COMPARABLE),
        };
        let frame = if off { Frame::default() } else { frame };
        Walk { meeting, day, frame, off, agenda: here, idle, when, current, now, earliest }.into(&mut projection);
        let here = projection.slots.iter().rev().take(day.slots.len());
        let to_come = here.filter(|it| matches!(it.state, State::Ahead | State::Current));
        earliest = to_come.filter_map(|it| it.end.or(it.start)).fold(earliest, DateTime::max);
    }
    projection
}

/// The day that is held now: that of the current slot, or today's.
pub(super) fn current_day(meeting: &Meeting, now: &Stamp) -> Option<usize> {
    let todays = || {
        let frames = frames(meeting, &of_agenda(meeting));
        (0..).zip(&frames).find(|(day, frame)| When::of(*day, meeting, frame, now) == When::Now).map(|(day, _)| day)
    };
    day_of(meeting, current(meeting, now)).or_else(todays)
}

/// The number of the day on which a slot stands.
pub(super) fn day_of(meeting: &Meeting, slot: Option<SlotId>) -> Option<usize> {
    meeting.days.iter().position(|day| day.slots.iter().any(|other| Some(other.id) == slot))
}

/// The slot whose clock runs, or that pauses: the one that ran last, where that was not long ago.
pub(super) fn current(meeting: &Meeting, now: &Stamp) -> Option<SlotId> {
    if meeting.closed.is_some() {
        return None;
    }
    let ended = |slot: &Slot| slot.runs.last().and_then(|run| run.to);
    let held = meeting.slots().filter(|slot| slot.was_held(now));
    // By the boot's clock where that can be, so that a wall clock that was set back hides nothing.
    let last = held.filter_map(|slot| Some((slot, ended(slot)?))).reduce(|last, next| {
        let later = last.1.since(&next.1).is_zero();
        if later { next } else { last }
    });
    let paused = || last.filter(|(_, ended)| (now.at - ended.at).abs() < COMPARABLE).map(|(slot, _)| slot);
    meeting.current().or_else(paused).map(|slot| slot.id)
}
