//! What the facts make of the plan: when each slot started or will start, what is late, and what no longer fits.
//!
//! Floating slots follow one another: they move up when the meeting is ahead and back when it is behind, and a planned idle
//! time before one is kept when ahead and used up when behind. Fixed points do not move up: what is done before one has to
//! be over by then, or the point is missed, which is said and never mended silently. A day that has not begun begins when
//! the agenda says, but not before the one before it has ended; one that is held half a day or more off its plan has no
//! fixed points. Not here: how one day is walked through (see `walk`), and what to do about what is late.

use std::ops::Range;

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::Planned;
use super::basis::{Basis, Frame};
use super::present::{beginnings, current, day_of};
use super::walk::{Walk, When, next_due};
use crate::meeting::{Meeting, Slot, SlotId, Stamp};

/// The whole meeting, projected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    /// All slots, in reading order.
    pub slots: Vec<Projected>,
    /// All days.
    pub days: Vec<DayProjection>,
    /// The slot whose clock runs, or that pauses.
    pub current: Option<SlotId>,
    /// Which day, from 0, is held now: that of the current slot, or today's; none between days.
    pub today: Option<usize>,
    /// What it was made from.
    pub(super) basis: Basis,
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
    /// Its clock runs, or pauses: it ran last, its day goes on, and it was not set aside.
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
    /// It is held on quite another day than planned, or was: its planned times say nothing about it.
    pub(super) off: bool,
    /// Which of all slots stand on it.
    pub(super) slots: Range<usize>,
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
        self.slots.get(*self.basis.index.get(&slot)?)
    }

    /// The first day, from 0, on which something is still to come.
    pub fn next_day(&self) -> Option<usize> {
        (0..self.days.len()).find(|number| self.day(*number).iter().any(|it| it.state == State::Ahead))
    }

    /// The slots of a day, by its number from 0; none where there is no such day.
    pub fn day(&self, number: usize) -> &[Projected] {
        self.days.get(number).and_then(|day| self.slots.get(day.slots.clone())).unwrap_or_default()
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
    let basis = Basis::of(meeting);
    let current = current(meeting, &basis.frames, now);
    let current_day = day_of(meeting, current);
    let mut projection = Projection { current, today: current_day, ..Projection::default() };
    // What is still to come on one day comes after all that is on the days before.
    let mut earliest = meeting.local(now.at);
    for ((number, day), frame) in meeting.days.iter().enumerate().zip(&basis.frames) {
        let from = projection.slots.len();
        let slots = from..from + day.slots.len();
        let agenda = basis.agenda.get(slots.clone()).unwrap_or_default();
        let idle = basis.idle.get(slots).unwrap_or_default();
        let when = match current_day {
            Some(running) if number == running => When::Now,
            Some(running) if number < running => When::Over,
            Some(_) => When::ToCome,
            None => When::of(number, meeting, frame, now),
        };
        if when == When::Now {
            projection.today.get_or_insert(number);
        }
        let beginnings = || beginnings(meeting, day);
        // The planned times of a day that is held half a day off them, or cannot begin before, say nothing any more.
        let off = match when {
            When::Over => frame.is_far_from_all(&beginnings()),
            When::Now if current_day.is_some() => {
                beginnings().last().is_some_and(|began| frame.is_far_from(*began, earliest))
            }
            When::Now | When::ToCome => frame.is_far_ahead(earliest),
        };
        let frame = if off { Frame::default() } else { *frame };
        let due = &next_due(day, agenda);
        Walk { meeting, day, frame, off, agenda, idle, due, when, current, now, earliest }.into(&mut projection);
        let to_come = projection.day(number).iter().filter(|it| matches!(it.state, State::Ahead | State::Current));
        earliest = to_come.filter_map(|it| it.end.or(it.start)).fold(earliest, DateTime::max);
    }
    Projection { basis, ..projection }
}
