//! Will all of it be held: what is still to come against the room that is left for it, over all days.
//!
//! Not here: how the running day stands (see `standing`), and what to do about what does not fit.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::{Fate, PUNCTUAL, Projected, Projection, State};
use crate::meeting::{Meeting, Slot, SlotId, Stamp};

/// What is still to come of the whole meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// How long all that is to be held still takes, on days whose planned end is known and as far as lengths are.
    pub needed: TimeDelta,
    /// The time left on those days: from now, or from when a day opens, to its planned end.
    pub room: TimeDelta,
    /// Slots that will end after the planned end of their day, in reading order.
    pub overflowing: Vec<SlotId>,
    /// Slots that were put off and stand nowhere any more, in reading order.
    pub put_off: Vec<PutOff>,
    /// When the last day on which something is still to come will end; none where that is not known or nothing is.
    pub ends: Option<DateTime<Tz>>,
}

/// A slot that was put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PutOff {
    /// Which.
    pub slot: SlotId,
    /// How: it was parked, or not reached.
    pub fate: Fate,
    /// Minutes that it would take, where that is known: what is left of it.
    pub minutes: Option<u32>,
}

/// What is still to come at `now`; `projection` is that of the same moment.
///
/// Breaks that were left out are missed by nobody, what was skipped was meant to be, and in what is not timed something was
/// said: none of them counts as put off. Nor does a slot whose rest stands elsewhere.
pub fn outlook(meeting: &Meeting, projection: &Projection, now: &Stamp) -> Outlook {
    let mut outlook = Outlook::default();
    let go_on: BTreeSet<SlotId> = meeting.slots().filter_map(|slot| slot.continues).collect();
    let mut earliest = meeting.local(now.at);
    let days = meeting.days.iter().zip(&projection.days).zip(&projection.basis.frames);
    for (number, ((day, projected), frame)) in days.enumerate() {
        let here = projection.day(number);
        let standing_still = day.slots.iter().zip(here).filter(|(slot, _)| !go_on.contains(&slot.id));
        outlook.put_off.extend(standing_still.filter_map(|(slot, it)| put_off(slot, it, now)));
        let remaining = || here.iter().filter(|it| matches!(it.state, State::Ahead | State::Current));
        if remaining().next().is_none() {
            continue;
        }
        outlook.ends = projected.end;
        if let Some(closes) = projected.planned_end {
            outlook.needed += remaining().filter_map(|it| still_takes(it, earliest)).sum::<TimeDelta>();
            outlook.room += (closes - frame.opens.map_or(earliest, |opens| opens.max(earliest))).max(TimeDelta::zero());
            let late =
                remaining().filter(|it| it.state == State::Ahead && it.end.is_some_and(|end| end - closes >= PUNCTUAL));
            outlook.overflowing.extend(late.map(|it| it.slot));
        }
        earliest = projected.end.map_or(earliest, |end| end.max(earliest));
    }
    outlook
}

fn still_takes(projected: &Projected, now: DateTime<Tz>) -> Option<TimeDelta> {
    let from = if projected.state == State::Current { now } else { projected.start? };
    Some((projected.end? - from).max(TimeDelta::zero()))
}

fn put_off(slot: &Slot, projected: &Projected, now: &Stamp) -> Option<PutOff> {
    let fate = Fate::of(slot, projected, now);
    let homeless = matches!(fate, Fate::Parked | Fate::NotReached) && projected.state != State::Current;
    if !homeless || slot.withdrawn || slot.plan.kind.is_break() {
        return None;
    }
    let spent = u32::try_from(slot.elapsed(now).num_minutes()).unwrap_or(u32::MAX);
    let minutes = projected.planned.minutes.map(|minutes| minutes.saturating_sub(spent));
    Some(PutOff { slot: slot.id, fate, minutes })
}
