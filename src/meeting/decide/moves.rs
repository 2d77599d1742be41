//! Where entries may go: deeper, further out, past their neighbours, into another slot.
//!
//! What stands under an entry goes with it. Not here: what a move does to the outline (see `meeting/outline.rs`).

use super::{Refusal, locate};
use crate::meeting::{Changes, Entry, EntryId, Event, Meeting, Slot, SlotId};

/// Which way an entry goes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shift {
    Deeper,
    Shallower,
}

pub(super) fn shift(meeting: &Meeting, id: EntryId, way: Shift) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let depth = slot.entries[index].depth;
    let above = index.checked_sub(1).map(|above| slot.entries[above].depth);
    match way {
        Shift::Deeper if above.is_none_or(|above| depth > above) => return Err(Refusal::TooDeep),
        Shift::Shallower if depth == 0 => return Err(Refusal::Outermost),
        _ => {}
    }
    let to = |depth: u16| if way == Shift::Deeper { depth + 1 } else { depth - 1 };
    let subtree = &slot.entries[index..subtree_end(&slot.entries, index)];
    Ok(subtree
        .iter()
        .map(|entry| Event::EntryChanged {
            entry: entry.id,
            changes: Box::new(Changes { depth: Some(to(entry.depth)), ..Changes::default() }),
        })
        .collect())
}

/// The position after the last entry that stands under this one.
pub(super) fn subtree_end(entries: &[Entry], index: usize) -> usize {
    let depth = entries[index].depth;
    entries[index + 1..].iter().position(|entry| entry.depth <= depth).map_or(entries.len(), |n| index + 1 + n)
}

pub(super) fn move_up(meeting: &Meeting, id: EntryId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let depth = slot.entries[index].depth;
    let sibling = slot.entries[..index].iter().rposition(|entry| entry.depth <= depth).ok_or(Refusal::NoSibling)?;
    if slot.entries[sibling].depth < depth {
        return Err(Refusal::NoSibling);
    }
    let after = sibling.checked_sub(1).map(|above| slot.entries[above].id);
    Ok(move_subtree(slot, index, slot.id, after, 0))
}

pub(super) fn move_down(meeting: &Meeting, id: EntryId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let end = subtree_end(&slot.entries, index);
    if slot.entries.get(end).is_none_or(|next| next.depth < slot.entries[index].depth) {
        return Err(Refusal::NoSibling);
    }
    let last = subtree_end(&slot.entries, end) - 1;
    Ok(move_subtree(slot, index, slot.id, Some(slot.entries[last].id), 0))
}

pub(super) fn move_to(meeting: &Meeting, id: EntryId, to: SlotId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    if slot.id == to {
        return Err(Refusal::Unchanged);
    }
    let after = meeting.slot(to).ok_or(Refusal::NoSlot)?.entries.last().map(|entry| entry.id);
    Ok(move_subtree(slot, index, to, after, slot.entries[index].depth))
}

/// Moves an entry and what stands under it to a place, `lift` levels further out.
fn move_subtree(slot: &Slot, index: usize, to: SlotId, mut after: Option<EntryId>, lift: u16) -> Vec<Event> {
    slot.entries[index..subtree_end(&slot.entries, index)]
        .iter()
        .map(|entry| {
            let depth = entry.depth.saturating_sub(lift);
            Event::EntryMoved { entry: entry.id, slot: to, after: after.replace(entry.id), depth }
        })
        .collect()
}
