//! What a reader has to say about a file: where, what, and what to write instead.
//!
//! A file is never refused for one odd line, so what was not understood must be shown, each place with a hint.
//! Not here: the wording of each remark; it stands where the thing is noticed.

use std::fmt;

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; what was read is most likely what was meant.
    Note,
    /// Something of the file was not understood, or contradicts itself; look at it before the meeting.
    Warning,
}

/// One remark about one place of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, counted in characters.
    pub column: usize,
    /// What was found, as a sentence without its full stop.
    pub message: String,
    /// What to write instead, as a sentence without its full stop.
    pub hint: String,
}

/// A remark on a piece of text whose place in the file only the caller knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) hint: String,
}

/// So many remarks are kept; what a file of another kind would add beyond them is only counted.
const MOST: usize = 1_000;

/// The remarks made so far, by byte offset into the text.
#[derive(Default)]
pub(super) struct Report {
    remarks: Vec<(usize, Remark)>,
    left_out: usize,
}

impl Severity {
    /// Its name: `note`, `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Diagnostic {
    /// `12:1: warning: message (hint)`, to be put behind the file's name and a colon.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.line, self.column, self.severity.word(), self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, " ({})", self.hint) }
    }
}

impl Remark {
    pub(super) fn note(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Note, message: message.into(), hint: hint.into() }
    }

    pub(super) fn warning(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, message: message.into(), hint: hint.into() }
    }
}

impl Report {
    pub(super) fn add(&mut self, at: usize, remark: Remark) {
        if self.remarks.len() < MOST {
            self.remarks.push((at, remark));
        } else {
            self.left_out += 1;
        }
    }

    pub(super) fn note(&mut self, at: usize, message: impl Into<String>, hint: impl Into<String>) {
        self.add(at, Remark::note(message, hint));
    }

    pub(super) fn warn(&mut self, at: usize, message: impl Into<String>, hint: impl Into<String>) {
        self.add(at, Remark::warning(message, hint));
    }

    /// Takes the remarks of another report on a text that was made of this one: `origin` says where each byte of it comes from.
    pub(super) fn absorb(&mut self, other: Self, origin: impl Fn(usize) -> usize) {
        self.left_out += other.left_out;
        for (at, remark) in other.remarks {
            self.add(origin(at), remark);
        }
    }

    /// The remarks in the order of the file, each at its line and column of `text`.
    pub(super) fn finish(mut self, text: &str) -> Vec<Diagnostic> {
        self.remarks.sort_by_key(|(at, _)| *at);
        let mut places = Places::new(text);
        let mut all: Vec<_> = self
            .remarks
            .into_iter()
            .map(|(at, Remark { severity, message, hint })| {
                let (line, column) = places.of(at);
                Diagnostic { severity, line, column, message, hint }
            })
            .collect();
        if self.left_out > 0 {
            let (line, column) = places.of(text.len());
            let message = format!("{} more places were not understood", self.left_out);
            all.push(Diagnostic {
                severity: Severity::Note,
                line,
                column,
                message,
                hint: "is this an agenda?".to_owned(),
            });
        }
        all
    }
}

/// Lines and columns of rising offsets, found in one pass over the text.
struct Places<'a> {
    text: &'a str,
    line: usize,
    line_start: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, line: 1, line_start: 0 }
    }

    /// The place of `at`, which must not lie before the one asked for last.
    fn of(&mut self, at: usize) -> (usize, usize) {
        let at = at.min(self.text.len());
        let passed = self.text.get(self.line_start..at).unwrap_or("");
        if let Some(last) = passed.rfind('\n') {
            self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
            self.line_start += last + 1;
        }
        let column = self.text.get(self.line_start..at).unwrap_or("").chars().count() + 1;
        (self.line, column)
    }
}

/// The line and the column, both from 1, of a byte offset into `text`.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    Places::new(text).of(at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let text = "ab\nжц議 x\n";
        assert_eq!(place(text, 0), (1, 1));
        assert_eq!(place(text, text.find('x').unwrap()), (2, 5));
        assert_eq!(place(text, text.len()), (3, 1));
    }

    #[test]
    fn remarks_stand_in_the_order_of_the_file_however_they_were_made() {
        let mut report = Report::default();
        report.warn(5, "second", "");
        report.note(0, "first", "");
        let said: Vec<_> = report.finish("abc\ndef\n").iter().map(ToString::to_string).collect();
        assert_eq!(said, ["1:1: note: first", "2:2: warning: second"]);
    }

    #[test]
    fn a_flood_of_remarks_is_cut_and_counted() {
        let mut report = Report::default();
        for at in 0..MOST + 7 {
            report.note(at, "odd", "");
        }
        let said = report.finish("");
        assert_eq!(said.len(), MOST + 1);
        assert_eq!(said[MOST].message, "7 more places were not understood");
    }
}
