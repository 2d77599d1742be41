//! Where entries stand: putting them in, taking them out, moving them.
//!
//! A slot's entries are one flat list, each with a depth, so that no move can make a cycle; after every step the list is
//! made well formed again. Not here: what an entry says (see `change`), and whether a move may be made (see `decide`).

use super::books::{Place, Removed};
use super::knowledge::Hand;
use super::{ActionItem, Changes, Content, Entry, EntryId, Event, Kind, Meeting, Slot, Stamp, Status};

impl Meeting {
    pub(super) fn add_entry(
        &mut self,
        id: EntryId,
        place: Place,
        content: &Content,
        stamp: &Stamp,
        hand: Hand<'_>,
    ) -> Vec<Event> {
        // A number that its writer has not reached yet is new; only an older one has to be looked for.
        let older = id.0.n < self.next_made(id.0.writer);
        let known = older && (self.books.removed.contains_key(&id) || self.find_entry(id).is_some());
        if known {
            return Vec::new();
        }
        let Some(place) = self.place_for(place, hand) else { return Vec::new() };
        self.books.made(id.0, hand.version);
        let action = (content.kind == Kind::Action || content.number.is_some()).then(|| {
            Box::new(ActionItem {
                number: self.books.claim(content.number.unwrap_or(0), id),
                owners: content.owners.clone(),
                due: content.due,
                status: Status::Open,
                priority: content.priority,
                ..ActionItem::default()
            })
        });
        let entry = Entry {
            id,
            at: stamp.at,
            depth: place.depth,
            kind: content.kind,
            text: content.text.clone(),
            by: hand.version.writer,
            rivals: Vec::new(),
            action,
            tickets: content.tickets.clone(),
            speaker: content.speaker.clone(),
            votes: content.votes.clone(),
            link: content.link.clone(),
            review: content.review.clone(),
        };
        let mut back = vec![Event::EntryRemoved { entry: id, undone: true }];
        back.extend(self.insert(entry, place, hand));
        back
    }

    pub(super) fn move_entry(&mut self, id: EntryId, place: Place, hand: Hand<'_>) -> Vec<Event> {
        if place.after == Some(id) || self.find_entry(id).is_none() || !self.has_slot(place.slot, hand) {
            return Vec::new();
        }
        // Looked up while the entry still stands: it may itself be what now stands there.
        let place = self.standing(place);
        if place.after == Some(id) {
            return Vec::new();
        }
        let Some((entry, from, lifted)) = self.take_out(id, false) else { return Vec::new() };
        let mut back = vec![Event::EntryMoved { entry: id, slot: from.slot, after: from.after, depth: from.depth }];
        let settled = self.insert(Entry { depth: place.depth, ..entry }, place, hand);
        back.extend(lifted);
        back.extend(settled);
        back
    }

    /// Takes an entry out, unless somebody changed what it says without its remover's knowledge.
    pub(super) fn remove_entry(&mut self, id: EntryId, undone: bool, hand: Hand<'_>) -> Vec<Event> {
        if !self.books.edits_known(id, hand) {
            return Vec::new();
        }
        let Some((entry, place, lifted)) = self.take_out(id, !undone) else { return Vec::new() };
        if let (true, Some(item)) = (undone, &entry.action)
            && self.books.numbers.get(&item.number) == Some(&id)
        {
            self.books.numbers.remove(&item.number);
        }
        let mut back =
            vec![Event::EntryRestored { entry: id, slot: place.slot, after: place.after, depth: place.depth }];
        let depths = lifted.iter().filter_map(|event| match event {
            Event::EntryChanged { entry, changes } => changes.depth.map(|depth| (*entry, depth)),
            _ => None,
        });
        let removed = Removed { entry, undone, by: hand.version, place, lifted: depths.collect() };
        self.books.removed.insert(id, removed);
        back.extend(lifted);
        back
    }

    pub(super) fn restore_entry(&mut self, id: EntryId, place: Place, hand: Hand<'_>) -> Vec<Event> {
        // Wanted, even where it stands already: a removal that does not know of it does not remove.
        self.books.edited(id, hand.version);
        if !self.books.removed.contains_key(&id) {
            return Vec::new();
        }
        // The agenda may have dropped its slot meanwhile: better at the end of the first one than nowhere.
        let Some(place) = self.place_for(place, hand) else { return Vec::new() };
        let Some(Removed { mut entry, undone, .. }) = self.books.removed.remove(&id) else { return Vec::new() };
        if let Some(item) = &mut entry.action {
            item.number = self.books.claim(item.number, id);
        }
        let mut back = vec![Event::EntryRemoved { entry: id, undone }];
        let settled = self.insert(Entry { depth: place.depth, ..entry }, place, hand);
        // Another removal would lift what stands under it by now; those that had to be lifted already say so themselves.
        let under = self.find_entry(id).into_iter().flat_map(|(day, slot, index)| {
            let entries = &self.days[day].slots[slot].entries;
            entries[index + 1..].iter().take_while(move |below| below.depth > entries[index].depth)
        });
        back.extend(under.map(depth_was));
        back.extend(settled);
        back
    }

    /// Puts an entry back that was taken out without the knowledge of this hand, which changes it: where it stood, with what
    /// stood under it.
    pub(super) fn bring_back(&mut self, id: EntryId, hand: Hand<'_>) -> Vec<Event> {
        let Some(removed) = self.books.removed.get(&id).filter(|removed| !hand.knows(removed.by)) else {
            return Vec::new();
        };
        let (place, lifted) = (removed.place, removed.lifted.clone());
        self.has_slot(place.slot, hand);
        // Its old place is known, whatever this hand knew of what stands there.
        let mut back = self.restore_entry(id, place, Hand::knowing_all(hand.version));
        let Some((day, slot, above)) = self.find_entry(id) else { return back };
        for (below, depth) in lifted {
            let place = self.find_entry(below).filter(|place| (place.0, place.1) == (day, slot) && place.2 > above);
            let Some((_, _, index)) = place else { continue };
            let entries = &mut self.days[day].slots[slot].entries;
            if entries[index].depth < depth && depth <= deepest(entries, index) {
                back.push(depth_was(&entries[index]));
                entries[index].depth = depth;
            }
        }
        back
    }

    /// Where an entry can go that is to stand there: at the end of the first slot if nobody knows its own.
    fn place_for(&mut self, place: Place, hand: Hand<'_>) -> Option<Place> {
        if self.has_slot(place.slot, hand) {
            return Some(self.standing(place));
        }
        let first = self.slots().next()?;
        Some(Place { slot: first.id, after: first.entries.last().map(|entry| entry.id), depth: place.depth })
    }

    /// The same place, told by an entry that stands: where that one was taken out, what stood above it; else the end, where
    /// it is seen.
    fn standing(&self, place: Place) -> Place {
        let Some(slot) = self.slot(place.slot) else { return place };
        let mut after = place.after;
        // What stood above an entry when that was taken out can only have been taken out later, so this comes to an end.
        while let Some(above) = after.filter(|above| self.books.homes.get(above) != Some(&place.slot)) {
            after = match self.books.removed.get(&above) {
                Some(removed) if removed.place.slot == place.slot => removed.place.after,
                _ => return Place { after: slot.entries.last().map(|entry| entry.id), ..place },
            };
        }
        Place { after, ..place }
    }

    /// Puts an entry in its place and returns what takes back the depths that this changed below it.
    fn insert(&mut self, mut entry: Entry, place: Place, hand: Hand<'_>) -> Vec<Event> {
        let index = self.landing(place, hand);
        let Some(slot) = self.slot_mut(place.slot) else { return Vec::new() };
        let entries = &mut slot.entries;
        entry.depth = entry.depth.min(deepest(entries, index));
        let id = entry.id;
        entries.insert(index, entry);
        let settled = settle(entries, index + 1);
        self.books.homes.insert(id, place.slot);
        settled
    }

    /// The position of a place in its slot: right after what stands above, and after what others put there before,
    /// unknown to this hand. So lines that several scribes add at one place read in the order of time, and each one's
    /// own lines stay together: those of a scribe who had not seen the line above belong further up.
    fn landing(&self, place: Place, hand: Hand<'_>) -> usize {
        let entries = self.slot(place.slot).map_or(&[][..], |slot| &slot.entries);
        let above = place.after.and_then(|after| entries.iter().rposition(|entry| entry.id == after));
        let mut index = above.map_or(0, |above| above + 1);
        if index == entries.len() {
            return index;
        }
        let depth = place.depth.min(deepest(entries, index));
        let line_above = above.and_then(|above| self.books.maker(entries[above].id.0));
        // A line further out ends what this one would stand under.
        let passed = |next: &&Entry| {
            self.books.maker(next.id.0).is_some_and(|maker| {
                let knew_it = line_above.is_none_or(|line| hand.knew(maker, line));
                next.depth >= depth && !hand.knows(maker) && knew_it
            })
        };
        index += entries[index..].iter().take_while(passed).count();
        index
    }

    /// Takes an entry out; the last part says how those stood that changed their depth by it.
    ///
    /// What stood under it is lifted one level; or only as far as it must be, where what stands there did so before
    /// this entry came, or where it follows this entry to its new place.
    fn take_out(&mut self, id: EntryId, lift: bool) -> Option<(Entry, Place, Vec<Event>)> {
        let (day, slot, index) = self.find_entry(id)?;
        let slot = &mut self.days[day].slots[slot];
        let entry = slot.entries.remove(index);
        self.books.homes.remove(&id);
        let after = index.checked_sub(1).map(|above| slot.entries[above].id);
        let place = Place { slot: slot.id, after, depth: entry.depth };
        let mut lifted = Vec::new();
        if lift {
            for below in slot.entries[index..].iter_mut().take_while(|below| below.depth > entry.depth) {
                lifted.push(depth_was(below));
                below.depth -= 1;
            }
        } else {
            lifted = settle(&mut slot.entries, index);
        }
        Some((entry, place, lifted))
    }

    /// The slot of an entry and its position there.
    pub fn place_of(&self, id: EntryId) -> Option<(&Slot, usize)> {
        self.find_entry(id).map(|(day, slot, index)| (&self.days[day].slots[slot], index))
    }

    /// An entry that was taken out, as it stood.
    pub(super) fn taken_out(&self, id: EntryId) -> Option<&Entry> {
        self.books.removed.get(&id).map(|removed| &removed.entry)
    }

    /// Day, slot and position of an entry.
    pub(super) fn find_entry(&self, id: EntryId) -> Option<(usize, usize, usize)> {
        let home = self.books.homes.get(&id);
        self.days.iter().enumerate().find_map(|(day, it)| {
            it.slots.iter().enumerate().filter(|(_, it)| home.is_none_or(|home| *home == it.id)).find_map(
                |(slot, it)| it.entries.iter().rposition(|entry| entry.id == id).map(|index| (day, slot, index)),
            )
        })
    }
}

/// What gives an entry the depth back that it has now.
fn depth_was(entry: &Entry) -> Event {
    let changes = Changes { depth: Some(entry.depth), ..Changes::default() };
    Event::EntryChanged { entry: entry.id, changes: Box::new(changes) }
}

/// How deep an entry at this position may stand.
pub(super) fn deepest(entries: &[Entry], index: usize) -> u16 {
    index.checked_sub(1).map_or(0, |above| entries[above].depth.saturating_add(1))
}

/// Makes the outline well formed from a position on, and returns what would take that back, from the top down.
pub(super) fn settle(entries: &mut [Entry], from: usize) -> Vec<Event> {
    let mut back = Vec::new();
    for index in from..entries.len() {
        let allowed = deepest(entries, index);
        if entries[index].depth > allowed {
            back.push(depth_was(&entries[index]));
            entries[index].depth = allowed;
        } else {
            // This one did not change, so what stands below it is as well formed as it was.
            break;
        }
    }
    back
}
