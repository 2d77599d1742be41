//! Where the parts of an agenda lie that can be moved, and those that stay.
//!
//! Every byte of the text is in exactly one part, so that parts in their old order are the text. Not here: what becomes
//! of them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::agenda::Parsed;
use crate::agenda::days::Form;
use crate::agenda::requests::Section;

/// The parts in the order of the text.
pub(super) struct Layout {
    pub(super) parts: Vec<Part>,
    /// What usually stands between two slots.
    pub(super) separator: String,
}

pub(super) enum Part {
    /// Front matter, the heading of a day with its text, or requests.
    Fixed(Piece),
    /// Slots of a day, none of its other parts between them; maybe none at all.
    Slots {
        /// The day, from 0.
        day: usize,
        /// Each with its number over all days, from 0.
        slots: Vec<(usize, Piece)>,
    },
}

/// Some lines: what they say and the blank ones behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Up to the end of its last line, without the line end.
    pub(super) content: Range<usize>,
    /// From that line end on.
    pub(super) tail: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// Behind a section of requests.
    Rest,
    Section,
    Day(usize),
    Slot {
        day: usize,
        nth: usize,
    },
}

impl Layout {
    /// `end`: how much of the parsed text is the user's; it may have been closed.
    pub(super) fn of(parsed: &Parsed, end: usize) -> Self {
        let marks = marks(parsed, end);
        let first = marks.first().map_or(end, |(at, _)| *at);
        let mut layout = Self { parts: Vec::new(), separator: String::new() };
        layout.fixed(Piece::of(&parsed.source, 0..first));
        for (nth, (at, mark)) in marks.iter().enumerate() {
            let next = marks.get(nth + 1).map_or(end, |(next, _)| *next);
            let piece = Piece::of(&parsed.source, *at..next.max(*at));
            match mark {
                Mark::Rest | Mark::Section => layout.fixed(piece),
                Mark::Day(day) => {
                    layout.fixed(piece);
                    layout.parts.push(Part::Slots { day: *day, slots: Vec::new() });
                }
                Mark::Slot { day, nth } => layout.slot(*day, *nth, piece),
            }
        }
        layout.separator = layout.usual_separator(&parsed.source);
        layout
    }

    /// What stays where it is goes together with what stays before it.
    fn fixed(&mut self, piece: Piece) {
        match self.parts.last_mut() {
            Some(Part::Fixed(last)) if piece.content.is_empty() => last.tail.end = piece.tail.end,
            Some(Part::Fixed(last)) => {
                last.content.end = piece.content.end;
                last.tail = piece.tail;
            }
            _ => self.parts.push(Part::Fixed(piece)),
        }
    }

    fn slot(&mut self, day: usize, nth: usize, piece: Piece) {
        match self.parts.last_mut() {
            Some(Part::Slots { slots, .. }) => slots.push((nth, piece)),
            _ => self.parts.push(Part::Slots { day, slots: Vec::from([(nth, piece)]) }),
        }
    }

    /// The slots of all days with their pieces, and whether each is the last of its part.
    pub(super) fn slots(&self) -> impl Iterator<Item = (usize, &Piece, bool)> {
        self.parts.iter().flat_map(|part| {
            let slots = match part {
                Part::Fixed(_) => &[],
                Part::Slots { slots, .. } => slots.as_slice(),
            };
            slots.iter().enumerate().map(|(at, (nth, piece))| (*nth, piece, at + 1 == slots.len()))
        })
    }

    /// The blank lines that are found most often between two slots; one where there are no two.
    fn usual_separator(&self, source: &str) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, piece, is_last) in self.slots() {
            if !is_last {
                *counts.entry(source.get(piece.tail.clone()).unwrap_or("")).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(separator, count)| (*count, std::cmp::Reverse(separator.len())));
        most.map_or_else(|| "\n\n".to_owned(), |(separator, _)| separator.to_owned())
    }
}

/// Where parts begin, in order. A file without slots has one for the sake of the meeting; it stands nowhere.
fn marks(parsed: &Parsed, end: usize) -> Vec<(usize, Mark)> {
    let mut marks = Vec::new();
    for Section { range, .. } in &parsed.sections {
        marks.push((range.start, Mark::Section));
        marks.push((range.end, Mark::Rest));
    }
    let mut slots = 0;
    for (day, found) in parsed.days.iter().enumerate() {
        marks.push((line_start(&parsed.source, found.at), Mark::Day(day)));
        for at in found.places.iter().filter(|_| parsed.form == Form::Own) {
            marks.push((line_start(&parsed.source, *at), Mark::Slot { day, nth: slots }));
            slots += 1;
        }
    }
    marks.retain(|(at, _)| *at <= end);
    marks.sort();
    marks
}

fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

impl Piece {
    fn of(source: &str, range: Range<usize>) -> Self {
        let text = source.get(range.clone()).unwrap_or("");
        let said = text.trim_end_matches([' ', '\t', '\n']).len();
        let rest = text.get(said..).unwrap_or("");
        let line = if said == 0 { 0 } else { rest.find('\n').unwrap_or(rest.len()) };
        let middle = range.start + said + line;
        Self { content: range.start..middle, tail: middle..range.end }
    }
}
