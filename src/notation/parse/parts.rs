//! The pieces of a line, put together from its beginning to its end.
//!
//! They are all of the line, so nothing typed can get lost, and the text is made of them and of nothing else.
//! Not here: what the pieces are (`line`), and how they are found.

use crate::notation::line::{Line, LineKind, Part, Piece};

/// The pieces of a line up to a place.
pub(super) struct Parts<'a> {
    source: &'a str,
    pieces: Vec<Piece>,
    at: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, pieces: vec![], at: 0 }
    }

    /// Goes on to a byte with a piece of that kind, if there is anything up to there.
    pub(super) fn to(mut self, end: usize, part: Part) -> Self {
        if end > self.at {
            self.pieces.push(Piece { range: self.at..end, part });
            self.at = end;
        }
        self
    }

    /// The line of these pieces; what is left is text.
    pub(super) fn line(self, kind: LineKind) -> Line {
        let end = self.source.len();
        let Self { source, pieces, .. } = self.to(end, Part::Text);
        let said = pieces.iter().filter(|piece| piece.part == Part::Text);
        let text: String = said.filter_map(|piece| source.get(piece.range.clone())).collect();
        Line { kind, text: text.trim().to_owned(), pieces, ..Line::default() }
    }
}
