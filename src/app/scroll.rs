//! Which rows of the notes are on screen.
//!
//! A position is either the tail, which follows what is typed, or a row of an entry at the top. Everything is walked
//! from that row, so that a key costs the rows on screen and never the whole slot. Where entries stand above or below, a
//! mark covers the first or the last row. Not here: drawing.

use super::outline::{self, Hands};
use crate::meeting::{EntryId, Slot};

/// Which part of the notes is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scroll {
    /// The newest lines, at the foot.
    #[default]
    Tail,
    /// This row at the top.
    Top(Row),
}

/// A row of the notes: an entry by its position, and which of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// Position of the entry in the slot.
    pub entry: usize,
    /// Row of the entry, from 0.
    pub row: usize,
}

/// The pane of the notes as scrolling sees it.
#[derive(Clone, Copy, Debug)]
pub struct Pane<'a> {
    /// The slot on screen.
    pub slot: &'a Slot,
    /// Who writes in it.
    pub hands: Hands<'a>,
    /// Cells across, without the time column.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

/// A pane with fewer rows gives none of them to a mark.
const ROOM_FOR_MARKS: usize = 6;

impl Pane<'_> {
    /// Whether a mark covers a whole row of the notes; else it may only stand where that is blank.
    pub fn covers(&self) -> bool {
        self.height >= ROOM_FOR_MARKS
    }

    /// Rows that a mark takes where there is one.
    fn mark(&self) -> usize {
        usize::from(self.covers())
    }

    /// How many entries begin above what is seen, and how many end below it.
    pub fn hidden(&self, scroll: Scroll) -> (usize, usize) {
        let top = self.top(scroll);
        let above = match top {
            Row { entry: 0, row: 0 } => 0,
            top if self.covers() => top.entry + 1,
            top => top.entry + usize::from(top.row > 0),
        };
        let below = self.down(top, self.height);
        let below = if below < self.end() { self.down(top, self.height - self.mark()) } else { below };
        (above, self.slot.entries.len() - below.entry)
    }

    fn rows(&self, entry: usize) -> usize {
        let rows = |it| outline::rows(it, outline::tally(self.slot, entry), &self.hands, self.width).max(1);
        self.slot.entries.get(entry).map_or(1, rows)
    }

    fn end(&self) -> Row {
        Row { entry: self.slot.entries.len(), row: 0 }
    }

    /// `count` rows further up, or the first row.
    fn up(&self, from: Row, count: usize) -> Row {
        let mut at = from;
        let mut left = count;
        while left > 0 {
            if at.row > 0 {
                let step = at.row.min(left);
                at.row -= step;
                left -= step;
            } else if let Some(above) = at.entry.checked_sub(1) {
                at = Row { entry: above, row: self.rows(above) - 1 };
                left -= 1;
            } else {
                break;
            }
        }
        at
    }

    /// `count` rows further down, or the end.
    fn down(&self, from: Row, count: usize) -> Row {
        let mut at = from;
        let mut left = count;
        while left > 0 && at.entry < self.slot.entries.len() {
            let rows = self.rows(at.entry);
            let step = left.min(rows - at.row);
            left -= step;
            at = if at.row + step == rows {
                Row { entry: at.entry + 1, row: 0 }
            } else {
                Row { row: at.row + step, ..at }
            };
        }
        at
    }

    /// The row at the top of the pane.
    pub fn top(&self, scroll: Scroll) -> Row {
        let tail = self.up(self.end(), self.height);
        match scroll {
            Scroll::Tail => tail,
            // Text may have become shorter under a position: the pane never shows less than it could.
            Scroll::Top(row) => Row { row: row.row.min(self.rows(row.entry) - 1), ..row }.min(tail),
        }
    }

    /// So many rows down, up where it is less than 0; the last page follows what is typed again.
    pub fn by_rows(&self, scroll: Scroll, by: isize) -> Scroll {
        let top = self.top(scroll);
        if by < 0 {
            let up = self.up(top, by.unsigned_abs());
            return if up == top { scroll } else { Scroll::Top(up) };
        }
        let down = self.down(top, by.unsigned_abs());
        if down >= self.top(Scroll::Tail) { Scroll::Tail } else { Scroll::Top(down) }
    }

    /// The row of the notes so many rows below the top of the pane, above it where that is less than 0; none below the last.
    pub fn row(&self, scroll: Scroll, below: isize) -> Option<Row> {
        let top = self.top(scroll);
        let row = if below < 0 { self.up(top, below.unsigned_abs()) } else { self.down(top, below.unsigned_abs()) };
        (row < self.end()).then_some(row)
    }

    /// One page up.
    pub fn page_up(&self, scroll: Scroll) -> Scroll {
        let top = self.top(scroll);
        let up = self.up(top, self.height.saturating_sub(2).max(1));
        if up == top { scroll } else { Scroll::Top(up) }
    }

    /// One page down; the last page follows what is typed again.
    pub fn page_down(&self, scroll: Scroll) -> Scroll {
        let down = self.down(self.top(scroll), self.height.saturating_sub(2).max(1));
        if down >= self.top(Scroll::Tail) { Scroll::Tail } else { Scroll::Top(down) }
    }

    /// The least scrolling that shows an entry whole and under no mark, or its beginning where it is higher than the pane.
    pub fn show(&self, scroll: Scroll, id: EntryId) -> Scroll {
        let Some(entry) = self.slot.entries.iter().rposition(|entry| entry.id == id) else { return scroll };
        let top = self.top(scroll);
        let first = Row { entry, row: 0 };
        let highest = self.up(first, self.mark());
        let seen = if top == Row::default() { top } else { self.down(top, self.mark()) };
        if first < seen {
            return Scroll::Top(highest);
        }
        let after = self.down(first, self.rows(entry));
        let room = if after < self.end() { self.height - self.mark() } else { self.height };
        let needed = self.up(after, room).min(highest);
        let to = if needed > top { needed } else { return scroll };
        if to >= self.top(Scroll::Tail) { Scroll::Tail } else { Scroll::Top(to) }
    }
}
