//! How are we doing: the running day against its plan, in one figure.
//!
//! Not here: the words for it.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::basis::Frame;
use super::{Miss, Place, Planned, Projected, Projection, State};
use crate::meeting::{Day, Meeting, SlotId, Stamp};

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
/// another day than the planned one. `projection` is that of the same moment.
pub fn standing(meeting: &Meeting, projection: &Projection, now: &Stamp) -> Option<Standing> {
    let current = meeting.current()?;
    let behind = behind(meeting, projection, now)?;
    let day = projection.today?;
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
/// now. A day that is not begun is late by what has passed since it should have been, and never early.
pub fn behind(meeting: &Meeting, projection: &Projection, now: &Stamp) -> Option<TimeDelta> {
    let now_here = meeting.local(now.at);
    let basis = &projection.basis;
    let number = if projection.current.is_some() { projection.today? } else { projection.next_day()? };
    if projection.days.get(number)?.off {
        return None;
    }
    let Some(current) = projection.current else {
        return Some((now_here - basis.frames.get(number)?.opens?).max(TimeDelta::zero()));
    };
    let here = projection.days.get(number)?.slots.clone();
    let running = Running {
        day: meeting.days.get(number)?,
        number,
        slots: projection.day(number),
        agenda: basis.agenda.get(here.clone())?,
        idle: basis.idle.get(here.clone())?,
        places: basis.places.get(here)?,
        frame: *basis.frames.get(number)?,
        stamp: now,
        now: now_here,
    };
    running.behind(current)
}

/// The day that is held; all but that in its present order.
struct Running<'m> {
    day: &'m Day,
    number: usize,
    slots: &'m [Projected],
    agenda: &'m [Planned],
    idle: &'m [TimeDelta],
    places: &'m [Option<Place>],
    frame: Frame,
    stamp: &'m Stamp,
    now: DateTime<Tz>,
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
        if let Some(anchor) = self.anchor(at, own_start) {
            let due = self.agenda.get(anchor)?.start?;
            let planned = due - *self.idle.get(anchor)?;
            // What pauses after its time is over holds nothing up until somebody goes on.
            let free = free(anchor).max(self.now);
            return Some(if free > planned { (free - due).max(TimeDelta::zero()) } else { free - planned });
        }
        let later = self.agenda.get(at + 1..).unwrap_or_default();
        let backwards = |own| later.iter().any(|planned| planned.start.is_some_and(|start| start < own));
        match self.frame.closes.filter(|_| !own_start.is_some_and(backwards)) {
            Some(closes) => Some(free(self.slots.len()) - closes),
            None => Some(ends - own?.end()?),
        }
    }

    fn in_place(&self, nth: usize) -> bool {
        self.day.slots.get(nth).is_some_and(|slot| !slot.moved && !slot.unplanned && !slot.withdrawn)
    }

    /// The slot to measure at: the first that [`Self::can_measure`] before which all that is left to do is what the agenda
    /// has before it.
    fn anchor(&self, at: usize, own_start: Option<DateTime<Tz>>) -> Option<usize> {
        let left = |nth: &usize| *nth == at || self.slots.get(*nth).is_some_and(|it| it.state == State::Ahead);
        let places = (at..self.slots.len()).filter(left).filter_map(|nth| Some((nth, self.place(nth)?)));
        let places: Vec<(usize, usize)> = places.collect();
        let lowest = places.iter().rev().scan(usize::MAX, |lowest, (_, place)| {
            let after = *lowest;
            *lowest = after.min(*place);
            Some(after)
        });
        let mut lowest_after: Vec<usize> = lowest.collect();
        let mut highest_before = None;
        for (nth, here) in places {
            let after = lowest_after.pop()?;
            let in_order = highest_before.is_none_or(|before| before < here) && here < after;
            if in_order && nth != at && self.can_measure(nth, own_start) {
                return Some(nth);
            }
            highest_before = highest_before.max(Some(here));
        }
        None
    }

    /// Whether none of a slot was held and it stands in its place, planned after the current one.
    fn can_measure(&self, nth: usize, own_start: Option<DateTime<Tz>>) -> bool {
        let begun = self.day.slots.get(nth).is_none_or(|slot| slot.was_held(self.stamp));
        let start = self.agenda.get(nth).and_then(|planned| planned.start);
        !begun && self.in_place(nth) && start.is_some_and(|start| own_start.is_none_or(|own| own <= start))
    }

    /// The place of a slot on the agenda of this day, where it has one.
    fn place(&self, nth: usize) -> Option<usize> {
        let place = self.places.get(nth).copied().flatten();
        place.filter(|place| place.day == self.number).map(|place| place.nth)
    }
}
