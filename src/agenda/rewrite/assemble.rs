//! The parts of an agenda put together again in their new order.
//!
//! A slot keeps the blank lines behind it; the last of a day takes those that stood at the day's end, so that whatever
//! follows stands as far off as before. Not here: which words of a slot change.

use std::ops::Range;

use super::layout::{Layout, Part, Piece};
use super::origin::{Edit, Original, edited};
use super::style::FileStyle;
use super::{day, requests, slot};
use crate::agenda::Parsed;
use crate::agenda::write;
use crate::meeting::{Agenda, PlannedDay, PlannedSlot};
/// How new words are set among old ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// As the file does it.
    Near,
    /// With blank lines around them and every slot's kind named, where the file's own way would be misunderstood.
    Safe,
}

/// How the file words things, and how new words are set in it.
type How<'a> = (&'a FileStyle, Wording);

/// All that it takes.
pub(super) struct Assembly<'a> {
    pub(super) parsed: &'a Parsed,
    pub(super) layout: &'a Layout,
    pub(super) original: &'a Original<'a>,
    pub(super) arranged: &'a Agenda,
    pub(super) origins: &'a [Vec<Option<usize>>],
}

/// Some lines that stand where slots stand.
struct Chunk {
    text: String,
    /// The blank lines that stood behind it, if another slot did.
    tail: Option<String>,
}

/// The text so far, and the blank lines that are due before anything else.
struct Out {
    text: String,
    due: String,
}

impl Out {
    fn push(&mut self, text: &str, tail: String) {
        self.text.push_str(&std::mem::replace(&mut self.due, tail));
        self.text.push_str(text);
    }
}

impl Assembly<'_> {
    /// The rewritten text, byte order mark and line ends as they were.
    pub(super) fn text(&self, wording: Wording) -> String {
        let mut out = Out { text: self.original.mark().to_owned(), due: String::new() };
        let style = FileStyle::of(self.parsed);
        let mut edits = requests::edits(self.parsed, self.arranged);
        for (nth, day) in self.arranged.days.iter().enumerate() {
            edits.extend(day::edits(self.parsed, nth, day, &style));
        }
        let mut used = 0;
        for (nth, part) in self.layout.parts.iter().enumerate() {
            match part {
                Part::Fixed(piece) => self.fixed(&mut out, piece, &edits),
                Part::Slots { day, slots } => {
                    let later = self.layout.parts.get(nth + 1..).unwrap_or(&[]);
                    let again = |part: &Part| matches!(part, Part::Slots { day: other, .. } if other == day);
                    let all = self.arranged.days.get(*day).map_or(0, |day| day.slots.len());
                    let until = if later.iter().any(again) { all.min(used + slots.len()) } else { all };
                    let mut chunks = self.chunks(*day, used..until, (&style, wording));
                    used = if until == all { 0 } else { until };
                    if !later.iter().any(|part| matches!(part, Part::Slots { .. })) {
                        chunks.extend(self.new_days((&style, wording)));
                    }
                    self.slots(&mut out, slots, chunks, wording);
                }
            }
        }
        if let Some(section) = requests::new_section(self.parsed, self.arranged) {
            let end = std::mem::replace(&mut out.due, self.original.with_newlines("\n\n"));
            out.push(&self.original.with_newlines(&section), end);
        }
        out.text + &out.due
    }

    fn fixed(&self, out: &mut Out, piece: &Piece, edits: &[Edit]) {
        let inside = |edit: &&Edit| (piece.content.start..=piece.content.end).contains(&edit.range.start);
        let mine = edits.iter().filter(inside).cloned().collect();
        out.push(&edited(self.original, &piece.content, mine), self.original.slice(&piece.tail).to_owned());
    }

    /// Puts chunks in the place of the slots that stood there.
    fn slots(&self, out: &mut Out, stood: &[(usize, Piece)], chunks: Vec<Chunk>, wording: Wording) {
        let separator = self.original.with_newlines(&self.layout.separator);
        let end = stood.last().map(|(_, piece)| self.original.slice(&piece.tail).to_owned());
        if chunks.is_empty() {
            out.due = end.unwrap_or(std::mem::take(&mut out.due));
            return;
        }
        let is_first = out.text.len() == self.original.mark().len();
        let end = end.unwrap_or_else(|| {
            let due = if is_first { String::new() } else { separator.clone() };
            std::mem::replace(&mut out.due, due)
        });
        for Chunk { text, tail } in chunks {
            let tail = tail.unwrap_or_else(|| separator.clone());
            out.push(&text, self.parting(tail, wording));
        }
        out.due =
            if wording == Wording::Safe && has_more(stood, self.layout) { self.parting(end, wording) } else { end };
    }

    /// Blank lines between two parts: at least one in the safe way.
    fn parting(&self, tail: String, wording: Wording) -> String {
        let lines = tail.matches('\n').count().max(tail.matches('\r').count());
        if wording == Wording::Safe && lines < 2 { self.original.with_newlines("\n\n") } else { tail }
    }

    /// Slots of a day as they are to stand.
    fn chunks(&self, day: usize, range: Range<usize>, how: How) -> Vec<Chunk> {
        let slots = self.arranged.days.get(day).and_then(|day| day.slots.get(range.clone())).unwrap_or(&[]);
        let origins = self.origins.get(day).and_then(|origins| origins.get(range)).unwrap_or(&[]);
        slots.iter().zip(origins).map(|(slot, origin)| self.chunk(slot, *origin, how)).collect()
    }

    fn chunk(&self, slot: &PlannedSlot, origin: Option<usize>, (style, wording): How) -> Chunk {
        let found = origin.and_then(|origin| self.layout.slots().find(|(nth, ..)| *nth == origin));
        let Some((nth, piece, is_last)) = found else {
            let text = write::slot(slot, &self.roster(), wording == Wording::Safe);
            return Chunk { text: self.original.with_newlines(text.trim_end_matches('\n')), tail: None };
        };
        let edits = slot::edits(self.parsed, nth, &piece.content, slot, style, wording);
        let tail = (!is_last).then(|| self.original.slice(&piece.tail).to_owned());
        Chunk { text: edited(self.original, &piece.content, edits), tail }
    }

    /// The days that the text does not have yet.
    fn new_days(&self, how: How) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        for (nth, day) in self.arranged.days.iter().enumerate().skip(self.parsed.days.len()) {
            chunks.push(self.new_day(day));
            chunks.extend(self.chunks(nth, 0..day.slots.len(), how));
        }
        chunks
    }

    fn new_day(&self, day: &PlannedDay) -> Chunk {
        Chunk { text: self.original.with_newlines(write::day(day).trim_end_matches('\n')), tail: None }
    }

    fn roster(&self) -> Vec<String> {
        write::roster(self.arranged)
    }
}

/// Whether anything stands behind these slots.
fn has_more(stood: &[(usize, Piece)], layout: &Layout) -> bool {
    let last = layout.slots().last().map(|(nth, ..)| nth);
    let is_last = matches!(layout.parts.last(), Some(Part::Slots { .. })) && stood.last().map(|(nth, _)| *nth) == last;
    !is_last
}
