//! When a slot may stand elsewhere, be split, give its minutes to another, or be cut to catch up.
//!
//! What was held stays where it was held: only what is still to come can be moved. Not here: what a move does to the order
//! (see `meeting/moved.rs`), and which cuts would help (see `schedule`).

use super::Refusal;
use crate::meeting::moved::moved_to;
use crate::meeting::schedule::Cut;
use crate::meeting::{Event, Id, Mark, Meeting, PlannedSlot, Slot, SlotId, Stamp, WriterId, schedule, unplanned};

/// Puts a slot that is still to come right behind another, or first on a day; one that was set aside is to be held there.
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
    let unmarked = slot.mark.map(|_| Event::SlotMarked { slot: id, mark: None });
    Ok(unmarked.into_iter().chain([moved_to(id, behind, day, is_home(meeting, slot, behind, day))]).collect())
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
pub(super) fn trade(
    meeting: &Meeting,
    to: SlotId,
    from: SlotId,
    minutes: u32,
    now: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
    let taken = unplanned::give(meeting, from, -minutes, now)?;
    // Only what there was to take can be given.
    let [Event::SlotGiven { minutes: less, .. }] = taken.as_slice() else { return Err(Refusal::Unchanged) };
    if to == from || *less >= 0 {
        return Err(Refusal::Unchanged);
    }
    let given = unplanned::give(meeting, to, -less, now)?;
    Ok(given.into_iter().chain(taken).collect())
}

/// Makes cuts, all in one act.
pub(super) fn cut(meeting: &Meeting, cuts: &[Cut], now: &Stamp) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    for cut in cuts {
        events.extend(match *cut {
            Cut::Shorten(slot, minutes) => {
                unplanned::give(meeting, slot, i32::try_from(minutes).unwrap_or(i32::MAX).saturating_neg(), now)?
            }
            Cut::Park(slot) => unplanned::mark(meeting, slot, Some(Mark::Parked))?,
        });
    }
    if events.is_empty() { Err(Refusal::Unchanged) } else { Ok(events) }
}

/// Ends a slot where it is; what is left of it becomes a slot of its own, which continues it.
///
/// No minute is planned twice: the first part keeps what it has had. One that has not begun is halved. Its clock, where
/// it runs, runs on: when the talk goes over to something else is for the scribe to say.
pub(super) fn split(
    meeting: &Meeting,
    id: SlotId,
    minutes: Option<u32>,
    (behind, day): (Option<SlotId>, usize),
    writer: WriterId,
    now: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    if slot.withdrawn || slot.mark.is_some() {
        return Err(Refusal::SetAside(slot.plan.title.clone()));
    }
    let day = match behind {
        Some(behind) => meeting.place_of_slot(behind).ok_or(Refusal::NoSlot)?.0,
        None if day < meeting.days.len() => day,
        None => return Err(Refusal::NoDay),
    };
    let planned = schedule::planned(meeting).into_iter().find(|planned| planned.slot == id);
    let planned = planned.and_then(|planned| planned.minutes);
    let (left, rest) = if slot.runs.is_empty() {
        let rest = minutes.or(planned.map(|planned| planned / 2));
        (planned.zip(rest).map(|(planned, rest)| rest.min(planned)), rest)
    } else {
        let spent = slot.minutes_begun(now).unsigned_abs();
        let left = planned.map(|planned| planned.saturating_sub(spent));
        (left, minutes.or(left))
    };
    let plan = PlannedSlot {
        title: continued(meeting, slot),
        kind: slot.plan.kind.clone(),
        chair: slot.plan.chair.clone(),
        requested_by: slot.plan.requested_by.clone(),
        minutes: rest.filter(|rest| *rest > 0),
        ..PlannedSlot::default()
    };
    let new = Slot { continues: Some(id), ..Slot::new(SlotId(Id { writer, n: meeting.next_made(writer) }), plan) };
    let taken = left.and_then(|left| i32::try_from(left).ok()).filter(|left| *left > 0);
    let taken = taken.map(|left| Event::SlotGiven { slot: id, minutes: -left });
    Ok(unplanned::added(&new, behind, day).chain(taken).collect())
}

/// The title of the next part of a slot: `Budget (continued)`, then `Budget (continued 2)`.
fn continued(meeting: &Meeting, slot: &Slot) -> String {
    // A journal from elsewhere may say that two slots continue each other.
    let parent = |slot: &&Slot| slot.continues.and_then(|before| meeting.slot(before));
    let first = |slot| std::iter::successors(Some(slot), parent).take(meeting.slots().count()).last().unwrap_or(slot);
    let root = first(slot);
    let parts = meeting.slots().filter(|other| other.continues.is_some() && first(other).id == root.id).count();
    match parts {
        0 => format!("{} (continued)", root.plan.title),
        parts => format!("{} (continued {})", root.plan.title, parts + 1),
    }
}
