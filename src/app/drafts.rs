//! The half-typed lines: the one under the cursor, and those put aside, each at its place.
//!
//! A line stays with its slot, or with the entry that it is an edit of, wherever that goes. Not here: what the keys do
//! to a line (see `line` and `update`), and keeping it on the disk.

use super::{Line, Model};
use crate::meeting::{Content, Draft, DraftKey, EntryId, Kind};
use crate::notation;

impl Model {
    /// Where the line being typed belongs.
    pub fn line_key(&self) -> DraftKey {
        DraftKey { slot: self.viewed, entry: self.editing }
    }

    /// The half-typed lines, the one on screen among them, each with text; an edit that changed nothing yet is none.
    pub fn drafts(&self) -> impl Iterator<Item = (DraftKey, &Line)> {
        let here = Some((self.line_key(), &self.line)).filter(|_| !self.is_untouched());
        self.aside.iter().map(|(key, line)| (*key, line)).chain(here).filter(|(_, line)| !line.is_empty())
    }

    /// Whether an entry is under edit and still reads as it did.
    pub(super) fn is_untouched(&self) -> bool {
        self.editing.is_some() && self.line.text() == self.original
    }

    /// The half-typed lines as the journal keeps them.
    pub fn half_typed(&self) -> Vec<Draft> {
        let kept = self.drafts().map(|(key, line)| Draft {
            key,
            text: line.text().to_owned(),
            depth: line.depth,
            cursor: line.cursor_chars(),
        });
        kept.collect()
    }

    /// Keeps a draft that was found at start; an edit that changed nothing is none.
    pub(super) fn put_aside(&mut self, draft: Draft) {
        let Draft { key, text, depth, cursor } = draft;
        let mut line = Line::new(&text, depth);
        line.set_cursor_chars(cursor);
        if key.entry.is_none() || self.as_line(key.entry) != text {
            let place = self.place_of_line(key);
            self.join_aside(place, line);
        }
    }

    /// Puts a line aside; where one stands already both stay, one behind the other.
    pub(super) fn join_aside(&mut self, place: DraftKey, line: Line) {
        let joined = match self.aside.remove(&place) {
            Some(other) if !other.is_empty() => Line::new(&format!("{} {}", other.text(), line.text()), other.depth),
            _ => line,
        };
        self.aside.insert(place, joined);
    }

    /// Where a half-typed line belongs by now: with its entry, else in its slot, else in the slot on screen.
    pub(super) fn place_of_line(&self, key: DraftKey) -> DraftKey {
        let with_entry = key.entry.and_then(|entry| self.meeting().place_of(entry));
        match with_entry {
            Some((slot, _)) => DraftKey { slot: slot.id, ..key },
            None if self.meeting().slot(key.slot).is_some() => DraftKey { entry: None, ..key },
            None => DraftKey { slot: self.viewed, entry: None },
        }
    }

    /// Brings the half-typed line of a place under the cursor; a fresh one where there is none.
    pub(super) fn take_line(&mut self, key: DraftKey) {
        self.editing = key.entry;
        self.original = self.as_line(key.entry);
        self.line = self.aside.remove(&key).unwrap_or_default();
        self.read_line();
    }

    /// Puts the line under the cursor aside, if there is anything in it.
    pub(super) fn leave_line(&mut self) {
        let touched = !self.is_untouched();
        let line = std::mem::take(&mut self.line);
        if touched && !line.is_empty() {
            self.aside.insert(self.line_key(), line);
        }
        self.editing = None;
    }

    /// The draft of an edit that was put aside becomes the kind that its entry becomes, so that keeping it later does
    /// not take the new kind back.
    pub(super) fn rekind_draft(
        &mut self,
        entry: EntryId,
        kind: Kind,
        owners: &[String],
        effects: &mut Vec<super::Effect>,
    ) {
        let Some((slot, _)) = self.meeting().place_of(entry) else { return };
        let key = DraftKey { slot: slot.id, entry: Some(entry) };
        let Some(line) = self.aside.get(&key) else { return };
        let read = self.parse(line.text()).content();
        // What stood before the text of an action item is text of another kind.
        let text = match line.text().strip_prefix("! ") {
            Some(text) if read.kind == Kind::Action && kind != Kind::Action => text.to_owned(),
            _ => read.text.clone(),
        };
        let mut content = Content { kind, text, ..read };
        if !owners.is_empty() {
            content.owners = owners.to_vec();
        }
        let line = Line::new(&notation::print(&content, &self.context()), line.depth);
        let draft = Draft { key, text: line.text().to_owned(), depth: line.depth, cursor: line.cursor_chars() };
        effects.push(super::Effect::KeepDraft(draft));
        self.aside.insert(key, line);
    }

    /// An entry as a line that the notation reads back as the same entry; empty where there is none.
    pub(super) fn as_line(&self, entry: Option<EntryId>) -> String {
        let found = entry.and_then(|entry| self.meeting().place_of(entry));
        let Some(entry) = found.and_then(|(slot, index)| slot.entries.get(index)) else { return String::new() };
        notation::print(&entry.content(), &self.context())
    }
}
