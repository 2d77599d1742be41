//! How are we doing: the running day against its plan, in one figure.
//!
//! Not here: the words for it.

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::{COMPARABLE, Miss, Planned, Projected, State, of_agenda, project};
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
/// None where no clock runs, where nothing around the current slot is planned, and where the meeting is held on
/// another day than the planned one.
pub fn standing(meeting: &Meeting, now: &Stamp) -> Option<Standing> {
    let current = meeting.current()?;
    let day = meeting.days.iter().position(|day| day.slots.iter().any(|slot| slot.id == current.id))?;
    let before: usize = meeting.days.iter().take(day).map(|day| day.slots.len()).sum();
    let projection = project(meeting, now);
    let agenda = of_agenda(meeting);
    let here = before..before + meeting.days[day].slots.len();
    let slots = projection.slots.get(here.clone())?;
    let agenda = agenda.get(here)?;
    let at = slots.iter().position(|projected| projected.slot == current.id)?;
    let behind = behind(meeting, day, at, slots, agenda)?;
    let projected = projection.days.get(day)?;
    (behind.abs() < COMPARABLE).then(|| Standing {
        day,
        slot: current.id,
        behind,
        ends: projected.end,
        misses: projected.misses.clone(),
        slack: projected.slack,
    })
}

fn behind(meeting: &Meeting, day: usize, at: usize, slots: &[Projected], agenda: &[Planned]) -> Option<TimeDelta> {
    let in_place = |nth: usize| {
        let slot = &meeting.days[day].slots[nth];
        !slot.moved && !slot.unplanned && !slot.withdrawn
    };
    let (here, projected) = (&agenda[at], &slots[at]);
    let own_start = here.start.filter(|_| in_place(at));
    let Some(ends) = projected.end else {
        // The day's last word, open-ended: it is as late as it began.
        return Some(projected.start? - own_start?);
    };
    // What stands between here and the next slot in its place (moved here, opened in the meeting) takes its time first.
    let anchor = (at + 1..slots.len()).find(|nth| {
        slots[*nth].state == State::Ahead
            && in_place(*nth)
            && agenda[*nth].start.is_some_and(|start| own_start.is_none_or(|own| own <= start))
    });
    if let Some(anchor) = anchor {
        let between = slots[at + 1..anchor].iter().filter(|slot| slot.state == State::Ahead);
        let cursor = between.filter_map(|slot| slot.end).next_back().unwrap_or(ends);
        let due = agenda[anchor].start?;
        let planned_before = slots[..anchor].iter().enumerate().rev().find(|(nth, _)| in_place(*nth));
        let free = planned_before.and_then(|(nth, _)| agenda[nth].end()).map_or(due, |end| end.min(due));
        return Some(if cursor > free { (cursor - due).max(TimeDelta::zero()) } else { cursor - free });
    }
    let before = agenda[..at].iter().enumerate().rev().find(|(nth, _)| in_place(*nth)).map(|(_, planned)| planned);
    let against = if in_place(at) { Some(here) } else { before };
    Some(ends - against?.end()?)
}
