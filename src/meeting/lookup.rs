//! What a typed line points at: an action item by its number, the proposal that is open, who spoke last.
//!
//! Lines name these things without saying where they stand. Not here: how such a line is read (see `notation`).

use super::{Entry, EntryId, Kind, Meeting, Slot, SlotId};

impl Meeting {
    /// The action item of that number.
    pub fn action_numbered(&self, number: u32) -> Option<(&Slot, &Entry)> {
        let (slot, index) = self.place_of(*self.books.numbers.get(&number)?)?;
        let entry = slot.entries.get(index)?;
        entry.as_action().map(|_| (slot, entry))
    }

    /// What is put to the vote: the last proposal of a slot that is not settled.
    pub fn open_proposal(&self, slot: SlotId) -> Option<&Entry> {
        self.slot(slot)?.entries.iter().rfind(|entry| entry.kind == Kind::Proposal)
    }

    /// Whose speech goes on right before an entry, or at the end of the slot.
    pub fn last_speaker(&self, slot: SlotId, before: Option<EntryId>) -> Option<&str> {
        let entries = &self.slot(slot)?.entries;
        let until = before.and_then(|id| entries.iter().position(|entry| entry.id == id)).unwrap_or(entries.len());
        let speech = entries[..until].iter().filter(|entry| entry.kind == Kind::Speech);
        speech.rev().find_map(|entry| entry.speaker.as_deref())
    }
}
