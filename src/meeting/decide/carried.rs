//! What becomes of an action item, in the meeting that noted it or in a later one.
//!
//! A later meeting says it as a line of its notes, so that taking that line out takes it back. Not here: what such a line
//! does to the item (see `meeting/carried.rs`).

use super::entries;
use super::{Refusal, locate};
use crate::meeting::{
    ActionItem, CarriedItem, Changes, Content, Entry, EntryId, Event, ItemChanges, ItemRef, Meeting, Review, SlotId,
    WriterId,
};

pub(super) fn review(
    meeting: &Meeting,
    slot: SlotId,
    item: ItemRef,
    changes: &ItemChanges,
    writer: WriterId,
) -> Result<Vec<Event>, Refusal> {
    let own = item.meeting.as_ref().is_none_or(|id| *id == meeting.id);
    let (item, number, text, mut events) = if own {
        let (entry, action) = own_item(meeting, item.entry)?;
        // Words alone change nothing about the item, and are said all the same.
        let says_words_only = ItemChanges { reason: None, ..changes.clone() }.is_empty();
        let events = if says_words_only { Vec::new() } else { follow_up(meeting, item.entry, changes.clone())? };
        (ItemRef { meeting: None, entry: item.entry }, action.number, entry.text.clone(), events)
    } else {
        let (carried, now) = meeting.carried_item(&item).ok_or(Refusal::NotCarried)?;
        if !changes.is_empty() && !changes.differ_from(&now) {
            return Err(Refusal::Unchanged);
        }
        (item, carried.number, carried.text.clone(), Vec::new())
    };
    events.extend(line(meeting, slot, item, changes, changes.in_words(number, &text), writer)?);
    Ok(events)
}

/// As [`review`], or without a slot as [`follow_up`], said by somebody who knows how the item stands over all its meetings: what
/// this one knows of it may be long out of date.
pub(super) fn say(
    meeting: &Meeting,
    slot: Option<SlotId>,
    item: ItemRef,
    changes: ItemChanges,
    stands: &ActionItem,
    writer: WriterId,
) -> Result<Vec<Event>, Refusal> {
    let Some(slot) = slot else {
        let (_, own) = own_item(meeting, item.entry)?;
        return entries::change(item.entry, news(changes, stands, own));
    };
    let (carried, _) = meeting.carried_item(&item).ok_or(Refusal::NotCarried)?;
    if !changes.is_empty() && !changes.differ_from(stands) {
        return Err(Refusal::Unchanged);
    }
    line(meeting, slot, item, &changes, changes.in_words(carried.number, &carried.text), writer)
}

/// The line of the notes that says it.
fn line(
    meeting: &Meeting,
    slot: SlotId,
    item: ItemRef,
    changes: &ItemChanges,
    text: String,
    writer: WriterId,
) -> Result<Vec<Event>, Refusal> {
    let review = Some(Box::new(Review { item, changes: changes.clone() }));
    let content = Content { text, review, ..Content::default() };
    entries::add(meeting, slot, None, vec![(0, content)], writer)
}

pub(super) fn follow_up(meeting: &Meeting, id: EntryId, changes: ItemChanges) -> Result<Vec<Event>, Refusal> {
    let (_, item) = own_item(meeting, id)?;
    entries::change(id, news(changes, item, item))
}

/// What of it is not so already: `stands` by what is known of it, `own` as its own meeting has it.
fn news(changes: ItemChanges, stands: &ActionItem, own: &ActionItem) -> Changes {
    let ItemChanges { status, due, owners, reason } = changes;
    // Other words for the same status are said anew: they count from now on.
    let status = status.filter(|status| *status != stands.status || reason != stands.reason);
    let reason = status.is_some().then_some(reason).filter(|reason| *reason != own.reason);
    Changes {
        status,
        due: due.filter(|due| *due != stands.due),
        owners: owners.filter(|owners| *owners != stands.owners),
        reason,
        ..Changes::default()
    }
}

/// Those of the items of which something is said that is not known already.
pub(super) fn carry(meeting: &Meeting, items: Vec<CarriedItem>, numbers_from: u32) -> Result<Vec<Event>, Refusal> {
    let is_known = |item: &CarriedItem| meeting.carried.contains(item);
    let items: Vec<CarriedItem> = items.into_iter().filter(|item| !is_known(item)).collect();
    if items.is_empty() && numbers_from <= meeting.next_number() {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Event::ItemsCarried { items, numbers_from }])
}

fn own_item(meeting: &Meeting, id: EntryId) -> Result<(&Entry, &ActionItem), Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let entry = &slot.entries[index];
    entry.as_action().map(|item| (entry, item)).ok_or(Refusal::NotAnAction)
}
