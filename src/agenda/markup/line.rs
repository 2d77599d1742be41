//! Lines of text as they are gathered from a page.
//!
//! Blanks and line breaks of the source mean nothing on a page, and what looks like one word may be a person or a date. Not here: which
//! elements break a line (see `walk`).

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::meeting::Attachment;

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::agenda) struct Line {
    /// Where it begins: bytes of the source.
    pub(in crate::agenda) at: usize,
    /// Hard blanks in front of it.
    pub(in crate::agenda) indent: usize,
    /// What it says; blank only where it is empty.
    pub(in crate::agenda) text: String,
    /// Who is mentioned in it, and where in its text.
    pub(in crate::agenda) people: Vec<(Range<usize>, String)>,
    /// Dates that are marked as such, and where in its text.
    pub(in crate::agenda) dates: Vec<(Range<usize>, NaiveDate)>,
    /// Moments that are marked as such, and where in its text.
    pub(in crate::agenda) times: Vec<(Range<usize>, DateTime<FixedOffset>)>,
    /// Links, where in its text: what they show and where they lead.
    pub(in crate::agenda) links: Vec<(Range<usize>, String, String)>,
    /// Files of the page that it names.
    pub(in crate::agenda) files: Vec<Attachment>,
    /// How many bytes at its beginning are bold.
    pub(in crate::agenda) bold: usize,
    /// Where in its text begins what our own page marks as standing behind it; none where nothing is marked so.
    pub(in crate::agenda) behind: Option<usize>,
}

/// Gathers lines.
#[derive(Default)]
pub(super) struct Pen {
    lines: Vec<Line>,
    line: Line,
    /// A blank is due before the next word.
    blank: bool,
    /// Hard blanks stay where our own minutes tell a text by them (see `recorded::as_typed`).
    keeps_hard: bool,
}

impl Pen {
    /// A pen for a page; `ours`: our own minutes wrote it.
    pub(super) fn new(ours: bool) -> Self {
        Self { keeps_hard: ours, ..Self::default() }
    }

    /// Adds text of the source; any run of blanks in it is one.
    pub(super) fn write(&mut self, at: usize, text: &str) {
        for sign in text.chars() {
            match sign {
                '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' => {} // where a line may break, and marks of editors
                '\u{A0}' | '\u{202F}' | '\u{2007}' if self.line.text.is_empty() => self.line.indent += 1,
                '\u{A0}' if self.keeps_hard && self.tells_text() => self.line.text.push(sign),
                sign if sign.is_whitespace() => self.blank |= !self.line.text.is_empty(),
                sign if sign.is_control() => {}
                sign => self.sign(at, sign),
            }
        }
    }

    fn tells_text(&self) -> bool {
        let text = self.line.text.as_str();
        !self.blank && (text.ends_with(" ·") || matches!(text, "…" | "+1" | "-1" | "0"))
    }

    fn sign(&mut self, at: usize, sign: char) {
        if self.line.text.is_empty() {
            self.line.at = at;
        } else if self.blank {
            self.line.text.push(' ');
        }
        self.blank = false;
        self.line.text.push(sign);
    }

    /// Adds text as it is, but on one line, and says where it stands.
    fn put(&mut self, at: usize, text: &str) -> Range<usize> {
        let blank = self.blank && !self.line.text.is_empty();
        let from = self.line.text.len() + usize::from(blank);
        self.write(at, text);
        from.min(self.line.text.len())..self.line.text.len()
    }

    /// Names a person.
    pub(super) fn person(&mut self, at: usize, name: &str) {
        let range = self.put(at, name);
        let name = self.line.text.get(range.clone()).unwrap_or("").to_owned();
        self.line.people.push((range, name));
    }

    /// Names a date as the page shows it.
    pub(super) fn date(&mut self, at: usize, shown: &str, date: NaiveDate) {
        let range = self.put(at, shown);
        self.line.dates.push((range, date));
    }

    /// Names a moment as the page shows it.
    pub(super) fn moment(&mut self, at: usize, shown: &str, moment: DateTime<FixedOffset>) {
        let range = self.put(at, shown);
        self.line.times.push((range, moment));
    }

    /// Adds a link, written as `text`.
    pub(super) fn link(&mut self, at: usize, text: &str, shown: &str, address: &str) {
        let range = self.put(at, text);
        self.line.links.push((range, shown.to_owned(), address.to_owned()));
    }

    /// Whether all of the line so far is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.line.bold == self.line.text.len()
    }

    /// All of the line so far is bold.
    pub(super) fn embolden(&mut self) {
        self.line.bold = self.line.text.len();
    }

    /// What follows is no part of the text but stands behind it.
    pub(super) fn behind(&mut self) {
        self.line.behind.get_or_insert(self.line.text.len());
    }

    /// Names a file.
    pub(super) fn file(&mut self, at: usize, file: Attachment) {
        self.put(at, if file.name.is_empty() { "file" } else { &file.name });
        self.line.files.push(file);
    }

    /// Says whether the line is still empty.
    pub(super) fn is_empty(&self) -> bool {
        self.line.text.is_empty()
    }

    /// Ends the line.
    pub(super) fn end(&mut self) {
        self.blank = false;
        let line = std::mem::take(&mut self.line);
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }

    /// The lines so far, none of them empty.
    pub(super) fn take(&mut self) -> Vec<Line> {
        self.end();
        std::mem::take(&mut self.lines)
    }
}

impl Line {
    /// A line of nothing but text.
    pub(in crate::agenda) fn new(at: usize, text: impl Into<String>) -> Self {
        Self { at, text: text.into(), ..Self::default() }
    }

    /// Adds a line behind this one.
    pub(super) fn join(&mut self, other: Self) {
        if self.text.is_empty() {
            *self = other;
            return;
        }
        self.text.push(' ');
        let shift = self.text.len();
        let moved = |range: Range<usize>| range.start + shift..range.end + shift;
        self.text.push_str(&other.text);
        self.people.extend(other.people.into_iter().map(|(range, name)| (moved(range), name)));
        self.dates.extend(other.dates.into_iter().map(|(range, date)| (moved(range), date)));
        self.times.extend(other.times.into_iter().map(|(range, time)| (moved(range), time)));
        self.links.extend(other.links.into_iter().map(|(range, shown, address)| (moved(range), shown, address)));
        self.files.extend(other.files);
        self.behind = self.behind.or(other.behind.map(|at| at + shift));
    }

    /// The line from a byte of its text on.
    pub(super) fn cut(mut self, from: usize) -> Self {
        let rest = self.text.get(from..).unwrap_or("").trim_start();
        let from = self.text.len() - rest.len();
        let moved = |range: &Range<usize>| (range.start >= from).then(|| range.start - from..range.end - from);
        self.people = self.people.iter().filter_map(|(range, name)| Some((moved(range)?, name.clone()))).collect();
        self.dates = self.dates.iter().filter_map(|(range, date)| Some((moved(range)?, *date))).collect();
        self.times = self.times.iter().filter_map(|(range, time)| Some((moved(range)?, *time))).collect();
        let links = self.links.iter();
        self.links = links.filter_map(|(range, shown, to)| Some((moved(range)?, shown.clone(), to.clone()))).collect();
        self.bold = self.bold.saturating_sub(from);
        self.behind = self.behind.map(|at| at.saturating_sub(from));
        self.text = rest.to_owned();
        self
    }
}
