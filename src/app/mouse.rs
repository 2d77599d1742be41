//! What the mouse does, what lies under it, and what of the notes it has marked.
//!
//! `view` says what lies under the pointer, by the rows that it draws from; what a click there means is for `update`. Not here:
//! a terminal's reports, and how often a button was pressed (see `shell`).

use ratatui::layout::Position;

use super::Key;
use super::overlay::Choice;
use crate::app::outline::{self, Hands};
use crate::meeting::{EntryId, Slot, SlotId};
use crate::text;
use crate::words::say;

/// What was done with the mouse, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What.
    pub deed: Deed,
    /// The cell, counted from the screen's first.
    pub at: Position,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The button went down: the first time, or a further one at the same place shortly after.
    Press(u8),
    /// It was moved while the button was down.
    Drag,
    /// The button was let go.
    Release,
    /// The wheel turned by so many rows, down where that is above 0.
    Wheel(isize),
}

/// The first row on screen of a list that has more of them than there is room for: where the wheel or a click has left it, else
/// wherever the chosen row needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rolled {
    top: Option<usize>,
    /// The row that was clicked last, until a key or another list comes between.
    clicked: Option<usize>,
}

/// What a pointer finds of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The row under it.
    pub under: Option<usize>,
    /// The first row on screen.
    pub top: usize,
    /// The last row that can be the first on screen.
    pub last: usize,
}

impl Rolled {
    /// What of a list of so many rows is on screen where there is room for so many and the chosen one needs the row `follows` to be
    /// the first. `under`: the row under the pointer, counted from the first on screen.
    pub fn rows(self, follows: usize, (all, room): (usize, usize), under: Option<usize>) -> Rows {
        let last = all.saturating_sub(room);
        let top = self.top(follows, last);
        Rows { under: under.map(|under| top + under).filter(|row| *row < all), top, last }
    }

    /// The first row on screen, where `follows` is the one that the chosen row needs and `last` the last one that can be it.
    pub fn top(self, follows: usize, last: usize) -> usize {
        self.top.map_or(follows, |top| top.min(last))
    }

    /// The wheel turned by so many rows.
    pub fn turn(&mut self, by: isize, rows: Rows) {
        self.top = Some(rows.top.saturating_add_signed(by).min(rows.last));
    }

    /// Leaves the list where it is, whichever of its rows is chosen.
    pub fn hold(&mut self, rows: Rows) {
        *self = Self { top: Some(rows.top), clicked: None };
    }

    /// The same for a click that chooses a row of it, or has found it chosen; says whether it is the second one on that row, however
    /// long after the first.
    pub fn click(&mut self, rows: Rows, was_chosen: bool) -> bool {
        let again = was_chosen && rows.under.is_some() && self.clicked == rows.under;
        *self = Self { top: Some(rows.top), clicked: rows.under.filter(|_| !again) };
        again
    }

    /// That row is the first from now on.
    pub fn begin_at(&mut self, top: usize) {
        self.top = Some(top);
    }

    /// The list follows its chosen row again.
    pub fn follow(&mut self) {
        *self = Self::default();
    }
}

/// A sign of an entry's words as the outline has them, in bytes; an empty one stands where there is none, as behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Which entry.
    pub entry: EntryId,
    /// Where the sign begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// What lies under the pointer on the meeting screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Nothing that can be pointed at.
    Nothing,
    /// Days and slots: the slot of the row, or the first one of a day.
    Agenda {
        /// Which.
        slot: Option<SlotId>,
        /// Its row.
        rows: Rows,
    },
    /// The action items below them.
    Item {
        /// Which, as a list would show it.
        choice: Option<Choice>,
        /// On its box.
        on_box: bool,
        /// Its row.
        rows: Rows,
    },
    /// The slot before, or the one after.
    Beside {
        /// The one after.
        forward: bool,
    },
    /// The head of the slot.
    Header,
    /// Its talking points.
    Points,
    /// A row that has a box before it: an action item that is gone through, or a row of a page.
    Row {
        /// On its box.
        on_box: bool,
        /// Which.
        rows: Rows,
    },
    /// The notes.
    Notes {
        /// What of them; none where there are none.
        spot: Option<Spot>,
        /// On the box of an action item.
        on_box: bool,
        /// Rows by which the pointer is past the last one, or before the first one where this is below 0.
        past: isize,
    },
    /// The line being typed, at this byte.
    Line(usize),
    /// Keys at the foot, as they are written there.
    Keys(String),
    /// What is told at the foot.
    Notice,
    /// A row of a list in a pop-up or on a page.
    ListRow(Rows),
    /// What is typed there, at this byte.
    Typed(usize),
    /// The pop-up elsewhere.
    Popup,
    /// Beside the pop-up.
    Outside,
}

/// What the mouse has to do with the meeting screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mouse {
    /// Whether it is the program's; else the terminal's own selection has it.
    pub on: bool,
    /// What of the notes is marked.
    pub marked: Option<Marked>,
    /// The first row of days and slots.
    pub agenda: Rolled,
    /// The first row of the action items below them.
    pub items: Rolled,
    /// The first item of those that are gone through.
    pub review: Rolled,
    /// Grows with all that the mouse does.
    pub revision: u64,
    /// Where the button went down in the notes.
    pub(super) pressed: Option<(Spot, Unit)>,
}

/// By what the notes are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Sign by sign.
    Sign,
    /// By words.
    Word,
    /// By whole entries.
    Entry,
}

/// A part of the notes that is marked, from where the button went down to where the pointer is or was let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Where it began.
    pub from: Spot,
    /// Where it ends, before or behind that.
    pub to: Spot,
    /// By what.
    pub unit: Unit,
}

/// The same in reading order: a place is an entry by its position and a byte of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first that is marked.
    pub from: (usize, usize),
    /// Behind the last.
    pub to: (usize, usize),
}

impl Mouse {
    /// Whether the button went down in the notes and was not let go.
    pub fn is_dragging(&self) -> bool {
        self.pressed.is_some()
    }

    /// Nothing is marked any more, and a button whose release was lost is no longer down; says whether something was.
    pub(super) fn let_go(&mut self) -> bool {
        self.pressed = None;
        let was_marked = self.marked.take().is_some();
        self.revision += u64::from(was_marked);
        was_marked
    }

    /// Another slot is on screen: nothing of the one before stays marked, and the lists beside it follow the new one.
    pub(super) fn leave_slot(&mut self) {
        self.let_go();
        self.agenda.follow();
        self.items.follow();
        self.review.follow();
    }
}

impl Marked {
    /// What is marked in a slot; nothing where it is gone from there.
    pub fn span(&self, slot: &Slot, hands: &Hands<'_>) -> Option<Span> {
        let place = |spot: Spot| {
            let index = slot.entries.iter().position(|entry| entry.id == spot.entry)?;
            let words = outline::words(slot.entries.get(index)?, outline::tally(slot, index), hands).text;
            let (start, end) = self.unit.around(&words, spot);
            Some(((index, start), (index, end)))
        };
        let ((from, from_end), (to, to_end)) = (place(self.from)?, place(self.to)?);
        Some(Span { from: from.min(to), to: from_end.max(to_end) })
    }
}

impl Unit {
    /// What of an entry's words is marked where the pointer is on a sign of it.
    fn around(self, words: &str, spot: Spot) -> (usize, usize) {
        // The words may have changed under the mark.
        let whole = |at: usize| (0..=at.min(words.len())).rfind(|at| words.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (whole(spot.start), whole(spot.end));
        match self {
            Self::Sign => (start, end),
            Self::Entry => (0, words.len()),
            Self::Word => {
                let (before, behind) = words.split_at_checked(start).unwrap_or((words, ""));
                let of_word = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | '#' | '\'' | '.' | '/');
                if !behind.starts_with(|c: char| of_word(&c)) {
                    return (start, end);
                }
                // What is written over a letter goes with it.
                let goes_on = |c: &char| of_word(c) || text::width(c.encode_utf8(&mut [0; 4])) == 0;
                let left: usize = before.chars().rev().take_while(goes_on).map(char::len_utf8).sum();
                let right = behind.char_indices().find(|(_, c)| !goes_on(c));
                let right = right.map_or(words.len(), |(at, _)| start + at);
                // A sentence's full stop is no part of its last word.
                let word = words.get(start - left..right).unwrap_or_default().trim_end_matches(['.', '/', '\'', '-']);
                (start - left, (start - left + word.len()).max(end))
            }
        }
    }
}

impl Span {
    /// The bytes of an entry's words that are marked; none where nothing of it is.
    pub fn of_entry(&self, index: usize, length: usize) -> Option<std::ops::Range<usize>> {
        if index < self.from.0 || index > self.to.0 {
            return None;
        }
        let from = if index == self.from.0 { self.from.1 } else { 0 };
        let to = if index == self.to.0 { self.to.1 } else { length };
        (from <= to).then_some(from..to.min(length))
    }

    /// What is marked as text: of one entry its words, of several a line for each with its level and its sign. Rows that were
    /// wrapped are one line, and times and borders are not in it.
    pub fn text(&self, slot: &Slot, hands: &Hands<'_>) -> String {
        let marked = || slot.entries.iter().enumerate().take(self.to.0 + 1).skip(self.from.0);
        let least = marked().map(|(_, entry)| entry.depth).min().unwrap_or(0);
        let line = |(index, entry)| {
            let words = outline::words(entry, outline::tally(slot, index), hands);
            let part = self.of_entry(index, words.text.len())?;
            let is_whole_line = self.from.0 < self.to.0 && part.start == 0;
            let part = words.text.get(part)?;
            if !is_whole_line {
                return Some(part.to_owned());
            }
            let indent = " ".repeat(usize::from(entry.depth.saturating_sub(least)) * outline::INDENT);
            Some(format!("{indent}{}{part}", words.sign))
        };
        marked().filter_map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Whose the mouse is, in words.
pub fn mouse_is(on: bool, key: &str) -> String {
    if on { say("mouse-here").to_owned() } else { say!("mouse-is-terminals", key = key) }
}

/// The keys that are written so on the screen; none where that is no key, as two arrows beside each other are.
pub fn keys_written(label: &str) -> Option<Vec<Key>> {
    let words: Vec<&str> = label.split_whitespace().collect();
    if words.len() > 1 && words.iter().all(|word| ["↑", "↓", "←", "→"].contains(word)) {
        return None;
    }
    words.into_iter().map(Key::from_shown).collect()
}
