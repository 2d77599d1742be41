//! A slot's notes written anew as a whole: the fewest facts that make of what stands what is to stand.
//!
//! Entries that stay keep who they are, with all that is known of them; those that the new outline does not name are taken out.
//! The events are found on a sketch of the slot, which does to places and depths what the fold does to entries (see
//! `meeting/outline.rs`). Not here: which line is which entry (whoever asks has found that out).

use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use super::entries::changes_to;
use crate::meeting::{Changes, Content, Entry, EntryId, Event, Id, Kind, Meeting, Rival, Slot, SlotId, WriterId};

/// A line of an outline as it is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Levels below the outermost; never more than one below the line above.
    pub depth: u16,
    /// What stands there.
    pub line: WantedLine,
}

/// What is to stand in a line of an outline.
#[derive(Clone, Debug, PartialEq)]
pub enum WantedLine {
    /// An entry as it is; one that is not in this slot any more stays where it is.
    Kept {
        /// Which.
        entry: EntryId,
        /// It is left where it stands, as far as the lines above are; else it is put behind them.
        stays: bool,
    },
    /// An entry with new content: one that stands in another slot is changed there, one that was taken out comes back here.
    Changed {
        /// Which.
        entry: EntryId,
        /// As above.
        stays: bool,
        /// What it is to say.
        content: Content,
        /// Texts that its writer did not know: they stand beside it.
        beside: Vec<Rival>,
    },
    /// A line that was not there.
    New(Content),
}

impl WantedLine {
    /// The entry that it is; none where it is new.
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Kept { entry, .. } | Self::Changed { entry, .. } => Some(*entry),
            Self::New(_) => None,
        }
    }
}

pub(super) fn rewrite(
    meeting: &Meeting,
    slot: SlotId,
    wanted: Vec<Wanted>,
    writer: WriterId,
) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(slot).ok_or(Refusal::NoSlot)?;
    let named: BTreeSet<EntryId> = wanted.iter().filter_map(|wanted| wanted.line.entry()).collect();
    let mut pen = Pen {
        meeting,
        slot,
        places: slot.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect(),
        sketch: slot.entries.iter().map(|entry| (entry.id, entry.depth)).collect(),
        at: 0,
        last_stayed: None,
        wanted: Vec::new(),
        number: meeting.next_number(),
        next: Id { writer, n: meeting.next_made(writer) },
        events: Vec::new(),
    };
    // From the bottom up: what stands under a line that goes with it need not be lifted first.
    for (at, entry) in slot.entries.iter().enumerate().rev().filter(|(_, entry)| !named.contains(&entry.id)) {
        pen.remove(at, entry.id);
    }
    let mut met = BTreeSet::new();
    for Wanted { depth, line } in wanted {
        if line.entry().is_none_or(|entry| met.insert(entry)) {
            pen.write(depth, line);
        }
    }
    pen.correct_depths();
    if pen.events.is_empty() { Err(Refusal::Unchanged) } else { Ok(pen.events) }
}

/// Writes from the top down.
struct Pen<'m> {
    meeting: &'m Meeting,
    slot: &'m Slot,
    /// Where the entries stand before anything is done.
    places: BTreeMap<EntryId, usize>,
    /// What stands by the events so far, with its depths.
    sketch: Vec<(EntryId, u16)>,
    /// The place in it right behind the last line that was written; further up may still stand what is to be put further down.
    at: usize,
    /// The lowest of [`Self::places`] that was left as it is.
    last_stayed: Option<usize>,
    /// What was written, with the depths that it is to have.
    wanted: Vec<(EntryId, u16)>,
    /// The next number of an action item.
    number: u32,
    next: Id,
    events: Vec<Event>,
}

impl Pen<'_> {
    fn write(&mut self, depth: u16, line: WantedLine) {
        let depth = depth.min(self.wanted.last().map_or(0, |(_, above)| above.saturating_add(1)));
        match line {
            WantedLine::New(content) => self.add(depth, content),
            WantedLine::Kept { entry, stays } => {
                if let Some(place) = self.places.get(&entry).copied() {
                    self.place((entry, depth), place, stays, Changes::default());
                }
            }
            WantedLine::Changed { entry, stays, content, beside } => {
                let changes = |entry: &Entry| {
                    if content.says_something() {
                        changes_to(self.meeting, entry, content, beside)
                    } else {
                        Changes::default()
                    }
                };
                if let Some(place) = self.places.get(&entry).copied() {
                    let changes = changes(&self.slot.entries[place]);
                    self.place((entry, depth), place, stays, changes);
                } else if let Some((slot, index)) = self.meeting.place_of(entry) {
                    self.change(entry, changes(&slot.entries[index]));
                } else if let Some(removed) = self.meeting.taken_out(entry) {
                    let changes = changes(removed);
                    self.events.push(Event::EntryRestored { entry, slot: self.slot.id, after: self.above(), depth });
                    self.put(entry, depth);
                    self.change(entry, changes);
                }
            }
        }
    }

    /// What the next line is to stand behind.
    fn above(&self) -> Option<EntryId> {
        self.wanted.last().map(|(entry, _)| *entry)
    }

    fn add(&mut self, depth: u16, mut content: Content) {
        if !content.says_something() {
            return;
        }
        content.number = (content.kind == Kind::Action).then(|| self.next_number());
        let entry = EntryId(self.next);
        self.next.n += 1;
        let (slot, after) = (self.slot.id, self.above());
        self.events.push(Event::EntryAdded { entry, slot, after, depth, content: Box::new(content) });
        self.put(entry, depth);
    }

    /// Lets an entry of the slot be the next line.
    fn place(&mut self, (entry, depth): (EntryId, u16), place: usize, stays: bool, mut changes: Changes) {
        if !stays || self.last_stayed.is_some_and(|last| place < last) {
            self.events.push(Event::EntryMoved { entry, slot: self.slot.id, after: self.above(), depth });
            if let Some(from) = self.sketch.iter().position(|(other, _)| *other == entry) {
                self.sketch.remove(from);
                self.at -= usize::from(from < self.at);
                self.settle(from);
            }
            self.put(entry, depth);
            return self.change(entry, changes);
        }
        self.last_stayed = Some(place);
        let between = self.sketch.iter().skip(self.at).position(|(other, _)| *other == entry).unwrap_or(0);
        self.at += between;
        self.wanted.push((entry, depth));
        // Where something stands between that is to go elsewhere, its depth could be refused now.
        if between == 0 && self.sketch[self.at].1 != depth {
            changes.depth = Some(depth);
            self.sketch[self.at].1 = depth;
            self.settle(self.at + 1);
        }
        self.at += 1;
        self.change(entry, changes);
    }

    fn change(&mut self, entry: EntryId, mut changes: Changes) {
        if let Some(Some(number)) = &mut changes.number {
            *number = self.next_number();
        }
        if !changes.is_empty() {
            self.events.push(Event::EntryChanged { entry, changes: Box::new(changes) });
        }
    }

    fn remove(&mut self, at: usize, entry: EntryId) {
        self.events.push(Event::EntryRemoved { entry, undone: false });
        let (_, depth) = self.sketch.remove(at);
        self.sketch[at..].iter_mut().take_while(|(_, below)| *below > depth).for_each(|(_, below)| *below -= 1);
    }

    fn put(&mut self, entry: EntryId, depth: u16) {
        self.wanted.push((entry, depth));
        self.sketch.insert(self.at, (entry, depth.min(self.deepest(self.at))));
        self.at += 1;
        self.settle(self.at);
    }

    /// All lines stand in order now: those get their depth that could not before.
    fn correct_depths(&mut self) {
        for (at, (entry, depth)) in std::mem::take(&mut self.wanted).into_iter().enumerate() {
            if self.sketch[at].1 != depth {
                self.change(entry, Changes { depth: Some(depth), ..Changes::default() });
                self.sketch[at].1 = depth;
                self.settle(at + 1);
            }
        }
    }

    fn deepest(&self, at: usize) -> u16 {
        at.checked_sub(1).map_or(0, |above| self.sketch[above].1.saturating_add(1))
    }

    /// As the fold makes an outline well formed from a place on.
    fn settle(&mut self, from: usize) {
        for at in from..self.sketch.len() {
            let deepest = self.deepest(at);
            if self.sketch[at].1 <= deepest {
                break;
            }
            self.sketch[at].1 = deepest;
        }
    }

    fn next_number(&mut self) -> u32 {
        self.number += 1;
        self.number - 1
    }
}
