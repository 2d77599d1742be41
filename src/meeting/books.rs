//! What the fold remembers beside the visible state: what was taken out, who wrote what, which numbers are taken.
//!
//! It is part of the state and the fold of the same events, so that it is the same on every machine. Not here: what
//! is done with it (see `apply`, `outline` and `change`).

use std::collections::BTreeMap;

use super::knowledge::Hand;
use super::{Entry, EntryId, Id, PlannedSlot, SlotId, Version, WriterId};

/// Where an entry stands, or stood before something happened to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) slot: SlotId,
    /// Right after this entry; none: at the beginning.
    pub(super) after: Option<EntryId>,
    pub(super) depth: u16,
}

/// An entry that was taken out, kept so that it can be put back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Removed {
    pub(super) entry: Entry,
    pub(super) undone: bool,
    /// The record that took it out.
    pub(super) by: Version,
    pub(super) place: Place,
    /// Whose depth that changed, and what it was, from the top down.
    pub(super) lifted: Box<[(EntryId, u16)]>,
}

/// A slot in which nothing had happened and that an edited agenda no longer has, or that was opened and is taken back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dropped {
    pub(super) day: usize,
    pub(super) origin: Origin,
    pub(super) plan: PlannedSlot,
    /// The record that dropped it.
    pub(super) by: Version,
}

/// Where a slot came from, and so where it comes back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Origin {
    /// From an agenda: as the last of its day.
    Agenda,
    /// It was opened in the meeting: right after this slot; none: as the first of its day.
    Meeting(Option<SlotId>),
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bookkeeping {
    /// The record that opened the meeting.
    pub(super) opened_by: Version,
    /// The slots of each day in the order of the agenda, wherever they stand now.
    pub(super) agenda: Vec<Vec<SlotId>>,
    /// Entries that were taken out.
    pub(super) removed: BTreeMap<EntryId, Removed>,
    /// Slots that were dropped.
    pub(super) dropped: BTreeMap<SlotId, Dropped>,
    /// Which action item holds which number; a deleted one keeps its number, an undone one does not.
    pub(super) numbers: BTreeMap<u32, EntryId>,
    /// The first number that an action item of this meeting can have.
    pub(super) numbers_from: u32,
    /// The slot that each entry stands in: a replay of many changes would look through all slots for each.
    pub(super) homes: BTreeMap<EntryId, SlotId>,
    /// The record that wrote an entry's text, where that is not the one that added it.
    pub(super) texts: BTreeMap<EntryId, Version>,
    /// The last record of each writer that changed what an entry says.
    edits: BTreeMap<(EntryId, WriterId), u64>,
    /// The highest number that each writer's things had after each record that made some.
    made: BTreeMap<WriterId, Vec<(u32, Version)>>,
}

impl Bookkeeping {
    /// Takes note of a thing that was made.
    pub(super) fn made(&mut self, id: Id, by: Version) {
        let made = self.made.entry(id.writer).or_default();
        match made.last_mut() {
            Some((last, _)) if *last >= id.n => {}
            Some((last, maker)) if *maker == by => *last = id.n,
            _ => made.push((id.n, by)),
        }
    }

    /// The highest number that a writer has given to a thing.
    pub(super) fn last_made(&self, writer: WriterId) -> Option<u32> {
        self.made.get(&writer).and_then(|made| made.last()).map(|(last, _)| *last)
    }

    /// The record that made a thing.
    pub(super) fn maker(&self, id: Id) -> Option<Version> {
        let made = self.made.get(&id.writer)?;
        made.get(made.partition_point(|(n, _)| *n < id.n)).map(|(_, by)| *by)
    }

    /// Takes note of a change to what an entry says.
    pub(super) fn edited(&mut self, entry: EntryId, by: Version) {
        self.edits.insert((entry, by.writer), by.seq);
    }

    /// Whether a hand has read every change to what an entry says.
    pub(super) fn edits_known(&self, entry: EntryId, hand: Hand<'_>) -> bool {
        let edits = self.edits.range((entry, WriterId(0))..=(entry, WriterId(u32::MAX)));
        edits.map(|((_, writer), seq)| Version { writer: *writer, seq: *seq }).all(|edit| hand.knows(edit))
    }

    /// The number that the next action item gets.
    pub(super) fn free_number(&self) -> u32 {
        let above = self.numbers.last_key_value().map_or(1, |(last, _)| last.saturating_add(1));
        above.max(self.numbers_from)
    }

    /// The number itself where it is free or already this entry's; else the next free one.
    pub(super) fn claim(&mut self, number: u32, entry: EntryId) -> u32 {
        let taken = number == 0 || self.numbers.get(&number).is_some_and(|holder| *holder != entry);
        let number = if taken { self.free_number() } else { number };
        self.numbers.insert(number, entry);
        number
    }
}
