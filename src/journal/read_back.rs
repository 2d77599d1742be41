//! All of a journal's lines again, from its open files and from memory.
//!
//! For a new file that must hold everything, for what is handed back at the end, and for the seal. The files are read by
//! their descriptors, because their names may be gone. Not here: what is done with the lines.

use std::io;
use std::sync::Arc;

use super::tail::Tail;
use super::{Storage, parts};
use crate::meeting::WriterId;

/// Where the lines are.
pub(super) struct Sources {
    files: Vec<Arc<dyn Storage>>,
    /// In memory; in pieces that each hold whole lines.
    pieces: Vec<Vec<u8>>,
}

/// The lines.
pub(super) struct ReadBack {
    /// Each once, in order.
    pub(super) lines: Vec<u8>,
    /// How many are nowhere.
    pub(super) missing: usize,
    /// Why a file could not be read.
    error: Option<io::Error>,
}

impl Sources {
    /// Those of all lines given. The files are read later, so that nobody waits for them.
    pub(super) fn of(tail: &Tail) -> Self {
        let files = tail.place.older.iter().chain([&tail.place.journal]).cloned().collect();
        let waiting = tail.waiting.iter().flatten().copied().collect();
        Self { files, pieces: vec![tail.first.clone(), tail.unsynced.clone(), waiting] }
    }

    /// The contents, piece by piece.
    pub(super) fn contents(self) -> (Vec<Vec<u8>>, Option<io::Error>) {
        let Self { files, mut pieces } = self;
        let mut error = None;
        for file in files {
            match file.contents() {
                Ok(contents) => pieces.push(contents),
                Err(why) => error = Some(why),
            }
        }
        // The last piece is taken for a file that may be torn, which memory never is.
        pieces.push(Vec::new());
        (pieces, error)
    }

    /// The lines of the records from 1 to `last`.
    pub(super) fn read(self, writer: WriterId, last: u64) -> ReadBack {
        let (pieces, error) = self.contents();
        let joined = parts::join(writer, &pieces);
        let missing = joined.numbered(last).filter(Option::is_none).count();
        let lines = joined.numbered(last).flatten().flatten().copied().collect();
        ReadBack { lines, missing, error }
    }
}

impl ReadBack {
    /// The lines and how many of them are nowhere; an error where more could be had from a file that cannot be read now.
    pub(super) fn into_whole(self) -> io::Result<(Vec<u8>, usize)> {
        match self.error {
            Some(error) if self.missing > 0 => Err(error),
            _ => Ok((self.lines, self.missing)),
        }
    }
}
