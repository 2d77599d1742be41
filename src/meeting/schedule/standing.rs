//! How are we doing: the running day against its plan, in one figure.
//!
//! Not here: the words for it.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::project::{current, day_of};
use super::{COMPARABLE, Frame, Miss, Planned, Projected, Projection, State, frames, idle_before, of_agenda, project};
use crate::meeting::{Meeting, SlotId, Stamp};

/// How the running day stands against its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which day, from 0.
    pub day: usize,
    /// The slot whose clock runs.
    pub slot: SlotId,
    /// How much later than planned the next slot will start; negative: the meeting is ahead.
    pub behind: TimeDelta,
    /// When the day will end, if everything that remains keeps its length.
    pub ends: Option<DateTime<Tz>>,
    /// The fixed points that will be missed, in order.
    pub misses: Vec<Miss>,
    /// Minutes that the breaks ahead can give.
    pub slack: u32,
}

/// How the day of the current slot stands, if that slot ends at its planned length, or now where it is over.
///
/// It is measured at the next slot that stands where the agenda has it with all that the agenda has before it: one that
/// changed places with another makes nobody late. Time planned to be idle right before it makes up for what is late and
/// makes nobody early. Where there is no such slot, the planned end of the day is the measure.
///
/// None where no clock runs, where nothing around the current slot is planned, and where the meeting is held on
/// another day than the planned one.
pub fn standing(meeting: &Meeting, now: &Stamp) -> Option<Standing> {
    let current = meeting.current()?;
    let projection = project(meeting, now);
    let behind = behind(meeting, &projection, now)?;
    let day = day_of(meeting, Some(current.id))?;
    let projected = projection.days.get(day)?;
    Some(Standing {
        day,
        slot: current.id,
        behind,
        ends: projected.end,
        misses: projected.misses.clone(),
        slack: projected.slack,
    })
}

/// How much later than planned the day goes on, negative: earlier, as in [`standing`]; also while it pauses, as if it went on
/// now. `projection` is that of the same moment.
pub fn behind(meeting: &Meeting, projection: &Projection, now: &Stamp) -> Option<TimeDelta> {
    let current = current(meeting, now)?;
    let day = day_of(meeting, Some(current))?;
    let before: usize = meeting.days.iter().take(day).map(|day| day.slots.len()).sum();
    let here = before..before + meeting.days[day].slots.len();
    let agenda = of_agenda(meeting);
    let gaps = idle_before(meeting, &agenda);
    let frame = frames(meeting, &agenda).get(day).copied()?;
    let order = meeting.as_planned().filter(|(number, slot)| *number == day && !slot.unplanned && !slot.withdrawn);
    let running = Running {
        slots: projection.slots.get(here.clone())?,
        agenda: agenda.get(here.clone())?,
        idle: gaps.get(here)?,
        order: order.map(|(_, slot)| slot.id).collect(),
        meeting,
        now,
        day,
        frame,
    };
    running.behind(current).filter(|behind| behind.abs() < COMPARABLE)
}

/// The day that is held.
struct Running<'m> {
    meeting: &'m Meeting,
    now: &'m Stamp,
    day: usize,
    slots: &'m [Projected],
    agenda: &'m [Planned],
    idle: &'m [TimeDelta],
    frame: Frame,
    /// The day's slots in the order of the agenda.
    order: Vec<SlotId>,
}

impl Running<'_> {
    fn behind(&self, current: SlotId) -> Option<TimeDelta> {
        let at = self.slots.iter().position(|projected| projected.slot == current)?;
        let own = self.agenda.get(at).filter(|_| self.in_place(at));
        let own_start = own.and_then(|own| own.start);
        let Some(ends) = self.slots.get(at)?.end else {
            // The day's last word, open-ended: it is as late as it began.
            return Some(self.slots.get(at)?.start? - own_start?);
        };
        // What stands between here and there (moved here, opened in the meeting) takes its time first.
        let free = |upto: usize| {
            let between = self.slots.get(at + 1..upto).unwrap_or_default().iter();
            between.filter(|slot| slot.state == State::Ahead).filter_map(|slot| slot.end).next_back().unwrap_or(ends)
        };
        if let Some(anchor) = (at + 1..self.slots.len()).find(|nth| self.measures(at, *nth, own_start)) {
            let due = self.agenda.get(anchor)?.start?;
            let planned = due - *self.idle.get(anchor)?;
            // What pauses after its time is over holds nothing up until somebody goes on.
            let free = free(anchor).max(self.meeting.local(self.now.at));
            return Some(if free > planned { (free - due).max(TimeDelta::zero()) } else { free - planned });
        }
        let backwards =
            |nth: usize| self.agenda[nth].start.is_some_and(|start| own_start.is_some_and(|own| start < own));
        let closes = self.frame.closes.filter(|_| !(at + 1..self.slots.len()).any(backwards));
        match closes {
            Some(closes) => Some(free(self.slots.len()) - closes),
            None => Some(ends - own?.end()?),
        }
    }

    fn in_place(&self, nth: usize) -> bool {
        let slot = &self.meeting.days[self.day].slots[nth];
        !slot.moved && !slot.unplanned && !slot.withdrawn
    }

    /// Whether a slot is a measure: none of it was held, it stands in its place, planned after the current one, and what is
    /// left to do before it is what the agenda has before it.
    fn measures(&self, at: usize, nth: usize, own_start: Option<DateTime<Tz>>) -> bool {
        let begun = self.meeting.days[self.day].slots[nth].was_held(self.now);
        if begun || self.slots[nth].state != State::Ahead || !self.in_place(nth) {
            return false;
        }
        let later = |start| own_start.is_none_or(|own| own <= start);
        let Some(here) = self.place(nth).filter(|_| self.agenda[nth].start.is_some_and(later)) else { return false };
        let left = (at..self.slots.len()).filter(|other| *other == at || self.slots[*other].state == State::Ahead);
        let elsewhere = |other: usize| self.place(other).is_some_and(|there| (other < nth) != (there < here));
        !left.filter(|other| *other != nth).any(elsewhere)
    }

    /// The place of a slot on the agenda of this day, where it has one.
    fn place(&self, nth: usize) -> Option<usize> {
        self.order.iter().position(|slot| *slot == self.slots[nth].slot)
    }
}
