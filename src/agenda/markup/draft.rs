//! The agenda of a page as Markdown of our own, and where each part of it stood on the page.
//!
//! What a heading, a property or a list of requests says is decided once, by the reader of Markdown; a page is rewritten for it,
//! so that the same words mean the same in every form. Not here: what is written (see `meaning`).

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};

use crate::agenda::attachment;
use crate::agenda::body::{escaped, is_paragraph};
use crate::agenda::markdown::as_item_text;
use crate::agenda::told::{ToldEntry, ToldSlot};
use crate::meeting::Attachment;

use super::line::Line;
use super::parts::{Item, Part};
use super::tables::pipes;

/// A text that is being written.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) text: String,
    /// Bytes of the text, rising, and the bytes of the page that they come from.
    pub(super) origins: Vec<(usize, usize)>,
    /// What is said at a byte of the text.
    pub(super) told: Vec<(usize, Told)>,
}

/// What a page says of what happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) started: Option<DateTime<FixedOffset>>,
    pub(super) ended: Option<DateTime<FixedOffset>>,
    pub(super) entries: Vec<ToldEntry>,
}

impl Draft {
    /// Says that what follows comes from there.
    pub(super) fn from(&mut self, at: usize) {
        self.origins.push((self.text.len(), at));
    }

    /// Begins a paragraph.
    fn part(&mut self, at: usize) {
        if !self.text.is_empty() {
            self.text.push_str(if self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        self.from(at);
    }

    pub(super) fn heading(&mut self, at: usize, level: u8, text: &str) {
        self.part(at);
        let hashes = "#".repeat(usize::from(level.clamp(1, 6)));
        let closing = if text.ends_with('#') { format!(" {hashes}") } else { String::new() };
        let _ = writeln!(self.text, "{hashes} {text}{closing}");
    }

    /// Markdown that needs nothing.
    pub(super) fn markdown(&mut self, at: usize, text: &str) {
        if !text.trim().is_empty() {
            self.part(at);
            self.text.push_str(text.trim_end());
            self.text.push('\n');
        }
    }

    /// Lines of text; nothing in them is more than that.
    pub(super) fn paragraph(&mut self, lines: &[Line]) {
        let Some(first) = lines.first() else { return };
        self.part(first.at);
        for line in lines {
            self.from(line.at);
            self.text.push_str(&as_text(&line.text));
            self.text.push('\n');
        }
    }

    /// A list without the boxes to tick.
    pub(super) fn list(&mut self, items: &[Item]) {
        let Some(first) = items.first() else { return };
        self.part(first.line.at);
        self.items(items, 0);
    }

    fn items(&mut self, items: &[Item], depth: usize) {
        for item in items {
            let below = if item.line.text.is_empty() {
                depth
            } else {
                self.from(item.line.at);
                let text = as_item_text(item.line.text.clone(), !item.children.is_empty());
                let _ = writeln!(self.text, "{:indent$}- {text}", "", indent = depth * 2);
                depth + 1
            };
            self.items(&item.children, below);
        }
    }

    /// Any part as text; no heading opens anything.
    pub(super) fn prose(&mut self, part: Part) {
        match part {
            Part::Heading(_, line) => self.paragraph(&[line]),
            Part::Paragraph(lines) => self.paragraph(&lines),
            Part::List(items) => self.list(&items),
            Part::Code(at, text) => self.code(at, &text),
            Part::Table(table) => self.markdown(table.at, &pipes(&table)),
            Part::Facts(facts) => {
                let line = |(name, value): (String, Line)| Line { text: format!("{name}: {}", value.text), ..value };
                self.paragraph(&facts.into_iter().map(line).collect::<Vec<_>>());
            }
            Part::Prepared(parts) => {
                for part in parts {
                    self.prose(part);
                }
            }
        }
    }

    /// Code, in a fence that nothing in it can close.
    pub(super) fn code(&mut self, at: usize, text: &str) {
        let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.part(at);
        let _ = writeln!(self.text, "{fence}\n{}\n{fence}", text.trim_matches('\n').trim_end());
    }

    /// Files of the slot that was begun, as its properties.
    pub(super) fn attach(&mut self, at: usize, files: &[Attachment]) {
        for file in files {
            self.markdown(at, &attachment::line(file));
        }
    }

    /// Says what happened in the slot that was written last.
    pub(super) fn tell(&mut self, told: Told) {
        if told != Told::default() {
            self.told.push((self.text.len(), told));
        }
    }

    /// Adds another draft behind this one.
    pub(super) fn append(&mut self, other: Self) {
        if other.text.is_empty() && other.told.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.origins.extend(other.origins.into_iter().map(|(at, from)| (at + shift, from)));
        self.told.extend(other.told.into_iter().map(|(at, told)| (at + shift, told)));
    }

    /// The byte of the page that a byte of the text comes from.
    pub(super) fn origin(&self, at: usize) -> usize {
        let nth = self.origins.partition_point(|(own, _)| *own <= at);
        nth.checked_sub(1).and_then(|nth| self.origins.get(nth)).map_or(0, |(_, from)| *from)
    }
}

/// A line of text as Markdown that is nothing else.
pub(super) fn as_text(line: &str) -> String {
    let line = line.replace("<!--", "<\\!--");
    let underline = line.starts_with('=') || line.chars().all(|sign| matches!(sign, '-' | '|' | ':' | ' '));
    if !underline && is_paragraph(&line) { line } else { escaped(&line) }
}

/// Gives each piece of what was told to the slot that it stands in. `places`: where each slot stands in the text, with
/// its day and its place in it, rising.
pub(super) fn settle(told: Vec<(usize, Told)>, places: &[(usize, usize, usize)]) -> Vec<ToldSlot> {
    let mut slots: Vec<ToldSlot> = Vec::new();
    for (at, told) in told {
        let nth = places.partition_point(|(place, ..)| *place <= at).saturating_sub(1);
        let Some((_, day, slot)) = places.get(nth).copied() else { continue };
        let last = slots.last().is_some_and(|last| (last.day, last.slot) == (day, slot));
        if !last {
            slots.push(ToldSlot { day, slot, ..ToldSlot::default() });
        }
        if let Some(last) = slots.last_mut() {
            last.started = last.started.or(told.started);
            last.ended = last.ended.or(told.ended);
            last.entries.extend(told.entries);
        }
    }
    slots
}
