//! When a slot may stand elsewhere, give its minutes to another, or be cut to catch up.
//!
//! What was held stays where it was held: only what is still to come can be moved. Not here: what a move does to the order
//! (see `meeting/moved.rs`), and which cuts would help (see `schedule`).

use super::Refusal;
use crate::meeting::moved::moved_to;
use crate::meeting::schedule::Cut;
use crate::meeting::{Event, Mark, Meeting, Slot, SlotId, unplanned};

/// Puts a slot that is still to come right behind another, or first on a day.
pub(super) fn move_slot(
    meeting: &Meeting,
    id: SlotId,
    behind: Option<SlotId>,
    day: usize,
) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    if !slot.runs.is_empty() {
        return Err(Refusal::Held(slot.plan.title.clone()));
    }
    let (from, place) = meeting.place_of_slot(id).ok_or(Refusal::NoSlot)?;
    let day = match behind {
        Some(behind) if behind == id => return Err(Refusal::Unchanged),
        Some(behind) => meeting.place_of_slot(behind).ok_or(Refusal::NoSlot)?.0,
        None if day < meeting.days.len() => day,
        None => return Err(Refusal::NoDay),
    };
    let before = place.checked_sub(1).map(|before| meeting.days[from].slots[before].id);
    if (day, behind) == (from, before) {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![moved_to(id, behind, day, is_home(meeting, slot, behind, day))])
}

/// Whether the agenda has a slot just there: on that day, behind the same one of those that stand in their places.
fn is_home(meeting: &Meeting, slot: &Slot, behind: Option<SlotId>, day: usize) -> bool {
    let in_place = |other: &Slot| other.id != slot.id && !other.moved && !other.unplanned && !other.withdrawn;
    let planned: Vec<_> = meeting.as_planned().filter(|(number, _)| *number == day).collect();
    let Some(at) = planned.iter().position(|(_, other)| other.id == slot.id) else { return false };
    let planned_behind = planned[..at].iter().rev().map(|(_, other)| *other).find(|other| in_place(other));
    let Some(there) = meeting.days.get(day) else { return false };
    let upto = behind.and_then(|behind| there.slots.iter().position(|other| other.id == behind)).map_or(0, |at| at + 1);
    let stands_behind = there.slots[..upto].iter().rev().find(|other| in_place(other));
    planned_behind.map(|other| other.id) == stands_behind.map(|other| other.id)
}

/// Lets a slot that is still to come change places with the next one that is.
pub(super) fn swap(meeting: &Meeting, id: SlotId) -> Result<Vec<Event>, Refusal> {
    let (day, place) = meeting.place_of_slot(id).ok_or(Refusal::NoSlot)?;
    let slots = &meeting.days[day].slots;
    if !slots[place].runs.is_empty() {
        return Err(Refusal::Held(slots[place].plan.title.clone()));
    }
    let to_come = |slot: &&Slot| !slot.withdrawn && slot.mark.is_none() && slot.runs.is_empty();
    let next = slots[place + 1..].iter().find(to_come).ok_or(Refusal::NothingAfter)?;
    if slots[place].moved {
        // So a swap that is taken back by another leaves both where the agenda has them.
        return move_slot(meeting, id, Some(next.id), day);
    }
    let behind = place.checked_sub(1).map(|before| slots[before].id);
    move_slot(meeting, next.id, behind, day)
}

/// Gives a slot minutes that another one loses.
pub(super) fn trade(meeting: &Meeting, to: SlotId, from: SlotId, minutes: u32) -> Result<Vec<Event>, Refusal> {
    let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
    let taken = unplanned::give(meeting, from, -minutes)?;
    // Only what there was to take can be given.
    let [Event::SlotGiven { minutes: less, .. }] = taken.as_slice() else { return Err(Refusal::Unchanged) };
    if to == from || *less >= 0 {
        return Err(Refusal::Unchanged);
    }
    let given = unplanned::give(meeting, to, -less)?;
    Ok(given.into_iter().chain(taken).collect())
}

/// Makes cuts, all in one act.
pub(super) fn cut(meeting: &Meeting, cuts: &[Cut]) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    for cut in cuts {
        events.extend(match *cut {
            Cut::Shorten(slot, minutes) => {
                unplanned::give(meeting, slot, i32::try_from(minutes).unwrap_or(i32::MAX).saturating_neg())?
            }
            Cut::Park(slot) => unplanned::mark(meeting, slot, Some(Mark::Parked))?,
        });
    }
    if events.is_empty() { Err(Refusal::Unchanged) } else { Ok(events) }
}
