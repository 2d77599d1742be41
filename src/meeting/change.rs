//! What an entry says: its text, its kind, its action item.
//!
//! The last writer wins, field by field; only a text is somebody's work, so that of two written without knowledge of each
//! other neither is thrown away. Not here: where entries stand (see `outline`).

use super::books::Bookkeeping;
use super::knowledge::Hand;
use super::outline::{deepest, settle};
use super::{ActionItem, Changes, Content, Entry, EntryId, Event, Kind, Meeting, Rival, Stamp, Status, Version};

impl Meeting {
    pub(super) fn change_entry(&mut self, id: EntryId, changes: &Changes, stamp: &Stamp, hand: Hand<'_>) -> Vec<Event> {
        let brought_back = if changes.says_something() { self.bring_back(id, hand) } else { Vec::new() };
        let Some((day, slot, index)) = self.find_entry(id) else { return Vec::new() };
        let books = &mut self.books;
        let entries = &mut self.days[day].slots[slot].entries;
        let entry = &mut entries[index];
        let mut was = Changes::default();
        if let Some(kind) = changes.kind {
            was.kind = Some(std::mem::replace(&mut entry.kind, kind));
        }
        let written = books.texts.get(&id).copied().or_else(|| books.maker(id.0));
        change_text(entry, changes, &mut was, written, hand);
        if let Some(tickets) = &changes.tickets {
            was.tickets = Some(std::mem::replace(&mut entry.tickets, tickets.clone()));
        }
        was.speaker = changes.speaker.clone().map(|speaker| std::mem::replace(&mut entry.speaker, speaker));
        was.votes = changes.votes.clone().map(|votes| std::mem::replace(&mut entry.votes, votes));
        was.link = changes.link.clone().map(|link| std::mem::replace(&mut entry.link, link));
        change_action(entry, changes, &mut was, books, stamp, self.closed.is_some());
        let mut lifted = Vec::new();
        if let Some(depth) = changes.depth {
            was.depth = Some(entry.depth);
            entries[index].depth = depth.min(deepest(entries, index));
            lifted = settle(entries, index + 1);
        }
        if changes.text.is_some() {
            books.texts.insert(id, hand.version);
        }
        if changes.says_something() {
            books.edited(id, hand.version);
        }
        let mut back = vec![Event::EntryChanged { entry: id, changes: Box::new(was) }];
        back.extend(lifted);
        back.extend(brought_back);
        back
    }

    /// What a change says of an entry that nobody has added, as far as is known here; none where it was, or where no text
    /// is said.
    pub(super) fn unheard_of(&self, id: EntryId, changes: &Changes) -> Option<Content> {
        let text = changes.text.as_ref()?;
        if self.books.removed.contains_key(&id) || self.find_entry(id).is_some() {
            return None;
        }
        Some(Content {
            kind: changes.kind.unwrap_or_default(),
            text: text.clone(),
            owners: changes.owners.clone().unwrap_or_default(),
            due: changes.due.flatten(),
            tickets: changes.tickets.clone().unwrap_or_default(),
            number: changes.number.flatten(),
            priority: changes.priority.flatten(),
            speaker: changes.speaker.clone().flatten(),
            votes: changes.votes.clone().unwrap_or_default(),
            link: changes.link.clone().flatten(),
            review: None,
        })
    }

    /// The text of an entry as one of several: with the record that it stands in, where it was changed since it was added.
    pub fn text_as_rival(&self, id: EntryId) -> Option<Rival> {
        let (slot, index) = self.place_of(id)?;
        let entry = slot.entries.get(index)?;
        let version = self.books.texts.get(&id).copied()?;
        Some(Rival { version, text: entry.text.clone() })
    }

    /// All entries with several texts to choose from, in reading order.
    pub fn conflicts(&self) -> impl Iterator<Item = (&super::Slot, &Entry)> {
        self.entries().filter(|(_, entry)| !entry.rivals.is_empty())
    }
}

/// Puts the new text in the place of all that its writer knew; what it did not know stands beside it.
fn change_text(entry: &mut Entry, changes: &Changes, was: &mut Changes, written: Option<Version>, hand: Hand<'_>) {
    if changes.text.is_none() && changes.rivals.is_none() {
        return;
    }
    let before = entry.rivals.clone();
    entry.rivals.retain(|rival| !hand.knows(rival.version));
    if let Some(text) = &changes.text {
        let old = std::mem::replace(&mut entry.text, text.clone());
        if let Some(version) = written.filter(|version| !hand.knows(*version)) {
            entry.rivals.push(Rival { version, text: old.clone() });
        }
        entry.by = hand.version.writer;
        was.text = Some(old);
    }
    for rival in changes.rivals.iter().flatten() {
        if !entry.rivals.iter().any(|other| other.text == rival.text) {
            entry.rivals.push(rival.clone());
        }
    }
    entry.rivals.retain(|rival| rival.text != entry.text);
    // Even where they are the same: the text that takes this back would be the end of them.
    if entry.rivals != before || !before.is_empty() {
        was.rivals = Some(before);
    }
}

/// `is_closed`: the meeting is, so that its minutes keep the item as it was.
fn change_action(
    entry: &mut Entry,
    changes: &Changes,
    was: &mut Changes,
    books: &mut Bookkeeping,
    stamp: &Stamp,
    is_closed: bool,
) {
    let becomes = changes.kind == Some(Kind::Action) || changes.number.is_some();
    if entry.action.is_none() && !becomes {
        return;
    }
    let fresh = entry.action.is_none();
    let item = entry.action.get_or_insert_default();
    if let Some(number) = changes.number {
        was.number = Some(Some(item.number).filter(|number| *number > 0));
        if let Some(number) = number {
            item.number = books.claim(number, entry.id);
        } else {
            books.numbers.remove(&item.number);
            item.number = 0;
        }
    } else if fresh {
        was.number = Some(None);
    }
    // Whatever a journal says, no two action items have the same number and none is without.
    if entry.kind == Kind::Action && item.number == 0 {
        item.number = books.claim(0, entry.id);
    }
    keep_minuted(item, changes, stamp, is_closed && !fresh);
    set(item, changes, was, stamp);
    if item.minuted.as_deref().is_some_and(|minuted| says_the_same(minuted, item)) {
        item.minuted = None;
    }
    // An item that never had a number is no item: taking back the first re-kinding leaves no trace.
    if entry.kind != Kind::Action && item.number == 0 {
        let ActionItem { owners, due, status, priority, reason, .. } = std::mem::take(item.as_mut());
        entry.action = None;
        was.owners = was.owners.take().or(Some(owners)).filter(|owners| !owners.is_empty());
        was.due = was.due.or(due.map(Some));
        was.priority = was.priority.or(priority.map(Some));
        was.status = was.status.or(Some(status)).filter(|status| *status != Status::default());
        was.reason = was.reason.take().or(reason.map(Some));
    }
}

/// Keeps the item as the minutes have it, before it is changed.
fn keep_minuted(item: &mut ActionItem, changes: &Changes, stamp: &Stamp, is_closed: bool) {
    if is_closed && item.minuted.is_none() {
        item.minuted = Some(Box::new(item.clone()));
    }
    let number = item.number;
    let Some(minuted) = item.minuted.as_deref_mut() else { return };
    minuted.number = number;
    if !is_closed {
        // What is corrected in the meeting is corrected in its minutes.
        set(minuted, changes, &mut Changes::default(), stamp);
    }
}

/// Puts new values into an item, and the old ones into what takes them back.
fn set(item: &mut ActionItem, changes: &Changes, was: &mut Changes, stamp: &Stamp) {
    if let Some(owners) = &changes.owners {
        was.owners = Some(std::mem::replace(&mut item.owners, owners.clone()));
        item.changed.owners = Some(stamp.at);
    }
    if let Some(due) = changes.due {
        was.due = Some(std::mem::replace(&mut item.due, due));
        item.changed.due = Some(stamp.at);
    }
    if let Some(priority) = changes.priority {
        was.priority = Some(std::mem::replace(&mut item.priority, priority));
    }
    if let Some(status) = changes.status {
        was.status = Some(std::mem::replace(&mut item.status, status));
        item.changed.status = Some(stamp.at);
    }
    if let Some(reason) = &changes.reason {
        was.reason = Some(std::mem::replace(&mut item.reason, reason.clone()));
    }
}

fn says_the_same(one: &ActionItem, other: &ActionItem) -> bool {
    let said = |item: &ActionItem| (item.due, item.status, item.priority);
    said(one) == said(other) && one.owners == other.owners && one.reason == other.reason
}
