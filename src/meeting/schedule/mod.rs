//! The schedule: what was planned, what the clocks measured, and what that comes to for all that is still ahead.
//!
//! Computed from plan and facts each time and never stored, so that the screen, every export and every script show the
//! same figures. It never advances anything: a slot that is over counts on. Not here: what a clock measured (`clock`).
//!
//! ```text
//!  agenda ── plan ──► Planned ──┐
//!                               ├── project ──► Projection (each slot, each day, what gives)
//!  runs, moves, minutes given ──┘                   ├──► Standing (how the running day stands)
//!                                                   ├──► Outlook (whether all that is still to come has room)
//!                                                   └──► Outcomes (what became of the plan, for the minutes)
//! ```

mod basis;
mod catch_up;
mod outcome;
mod outlook;
mod overnight;
mod plan;
mod present;
mod project;
mod standing;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::{Event, Meeting, Slot, SlotId, Stamp};

use basis::Basis;
pub(crate) use basis::Frame;
pub use catch_up::{Cut, Proposal, Way, catch_up};
pub use outcome::{DayOutcome, Fate, Outcomes, Place, SlotOutcome, outcomes};
pub use outlook::{Outlook, PutOff, outlook};
pub use overnight::{DayTime, OVERNIGHT, Overnight};
pub use plan::minutes_between;
pub use present::ran_last;
pub use project::{DayProjection, Miss, Point, Projected, Projection, State, project, slack};
pub use standing::{Standing, behind, standing};

/// What is less late than this is in time: nobody starts a clock on the second, and no figure shows less than a minute.
const PUNCTUAL: TimeDelta = TimeDelta::minutes(1);

/// A meeting held further than this from its planned time is held on another day: comparing would mislead.
const COMPARABLE: TimeDelta = TimeDelta::hours(12);

/// A slot's planned times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which slot.
    pub slot: SlotId,
    /// When it starts, in the meeting's zone; none where the day has no date or nothing gives a time.
    pub start: Option<DateTime<Tz>>,
    /// How long it takes, in minutes, with what was given to it: at least 1 unless the agenda states 0 or all was taken.
    pub minutes: Option<u32>,
    /// There is a start and the agenda states it neither at the slot nor, for the first, as the beginning of the day: it
    /// follows from what stands before it. Shown with `~`.
    pub start_guessed: bool,
    /// There is a length and it is a share of the time that several slots have together. Shown with `~`.
    pub length_guessed: bool,
}

impl Planned {
    /// When it is planned to end.
    pub fn end(&self) -> Option<DateTime<Tz>> {
        self.start?.checked_add_signed(TimeDelta::minutes(self.minutes?.into()))
    }
}

/// The planned times of all slots, in reading order, each where the agenda has it.
///
/// A slot without a stated length takes up to the next stated start of its day, or up to the end of the day where that is
/// stated; where untimed slots stand between, they share that time: a break takes what the meeting's other breaks of its
/// sort (lunch, coffee) take, the rest is shared evenly, in whole minutes. A first slot without a start has that of the
/// day, where that is stated. A withdrawn slot keeps what was stated and takes no share, nor does one
/// that was opened in the meeting. Minutes given in the meeting make their slot longer and move no other.
pub fn planned(meeting: &Meeting) -> Vec<Planned> {
    meeting.slots().zip(of_agenda(meeting)).map(|(slot, plan)| with_given(slot, plan)).collect()
}

/// The same without what was given in the meeting: as the agenda plans it.
pub fn of_agenda(meeting: &Meeting) -> Vec<Planned> {
    let mut days: BTreeMap<usize, Vec<&Slot>> = BTreeMap::new();
    for (number, slot) in meeting.as_planned() {
        days.entry(number).or_default().push(slot);
    }
    let each_day = |breaks: &plan::Breaks| -> BTreeMap<SlotId, Planned> {
        let hours = |number: &usize| plan::Hours::of(meeting.zone, meeting.days.get(*number));
        let times = days.iter().flat_map(|(it, slots)| plan::planned_day(hours(it), slots, breaks));
        times.map(|planned| (planned.slot, planned)).collect()
    };
    let mut breaks = plan::Breaks::default();
    let mut times = each_day(&breaks);
    let untimed = |slot: &Slot| slot.plan.kind.is_break() && times.get(&slot.id).is_some_and(|it| it.length_guessed);
    if meeting.slots().any(untimed) {
        for slot in meeting.slots() {
            times.get(&slot.id).into_iter().for_each(|planned| breaks.note(slot, planned));
        }
        times = each_day(&breaks);
    }
    let unknown = |slot| Planned { slot, start: None, minutes: None, start_guessed: false, length_guessed: false };
    meeting.slots().map(|slot| times.get(&slot.id).copied().unwrap_or_else(|| unknown(slot.id))).collect()
}

/// What the plan would come to at `now` if these events happened.
pub fn after(meeting: &Meeting, events: &[Event], now: &Stamp) -> Projection {
    let mut meeting = meeting.without_words();
    for event in events {
        meeting.apply(now, event);
    }
    project(&meeting, now)
}

/// A slot's planned times with the minutes given to it; where nothing was planned, these alone.
fn with_given(slot: &Slot, plan: Planned) -> Planned {
    let longer = plan.minutes.map(|minutes| minutes.saturating_add_signed(slot.given));
    Planned { minutes: longer.or_else(|| u32::try_from(slot.given).ok().filter(|given| *given > 0)), ..plan }
}

/// What the agenda says of each day as a whole.
pub(crate) fn frames(meeting: &Meeting) -> Vec<Frame> {
    Basis::of(meeting).frames
}
