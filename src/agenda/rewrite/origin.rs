//! The user's own bytes behind the text that was read: byte order mark and line ends.
//!
//! Not here: what any of them says.

use std::ops::Range;

/// A text whose places are counted as if its line ends were `\n`.
pub(super) struct Original<'a> {
    mark: &'a str,
    text: &'a str,
    /// The places of line ends that take two bytes.
    wide: Vec<usize>,
    newline: &'static str,
}

impl<'a> Original<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mark = text.strip_suffix(plain).unwrap_or("");
        let wide = plain.match_indices("\r\n").enumerate().map(|(nth, (at, _))| at - nth).collect();
        let newline = match plain.find(['\r', '\n']).and_then(|at| plain.get(at..)) {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        };
        Self { mark, text: plain, wide, newline }
    }

    /// Its length, two bytes at a line end counted as one.
    pub(super) fn len(&self) -> usize {
        self.text.len() - self.wide.len()
    }

    /// The byte order mark, where there is one.
    pub(super) fn mark(&self) -> &'a str {
        self.mark
    }

    /// The bytes of a range.
    pub(super) fn slice(&self, range: &Range<usize>) -> &'a str {
        let place = |at: usize| at + self.wide.partition_point(|wide| *wide < at);
        self.text.get(place(range.start)..place(range.end)).unwrap_or("")
    }

    /// New text with the line ends of this one.
    pub(super) fn with_newlines(&self, text: &str) -> String {
        text.replace('\n', self.newline)
    }
}

/// Something to be put in the place of a range, which may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// The bytes of a range, edited. The edits do not overlap; those at one place keep their order.
pub(super) fn edited(original: &Original, range: &Range<usize>, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::new();
    let mut at = range.start;
    for edit in edits {
        out.push_str(original.slice(&(at..edit.range.start.max(at))));
        out.push_str(&original.with_newlines(&edit.text));
        at = edit.range.end.max(at);
    }
    out.push_str(original.slice(&(at..range.end.max(at))));
    out
}
