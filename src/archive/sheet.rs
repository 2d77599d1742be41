//! One journal file read with the bytes of its lines.
//!
//! For whoever needs more than records: two files of one writer laid over each other, a digest, a repair. All others
//! read line by line, which costs no memory. Not here: how several files go together (see `clones`).

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::files::part;
use crate::journal::{self, Damage, Record, Recovered, Recovery, What};
use crate::meeting::{Event, WriterId};

/// A journal file as it was read.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
    /// Its records, in the order of the file.
    pub(super) lines: Vec<Line>,
    /// What was found beside them; its `records` are in `lines`.
    pub(super) found: Recovered,
}

/// A record and where it stands.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) record: Record,
    /// Line in the file, from 1.
    pub(super) number: u64,
    /// The record's own bytes, without its newline.
    pub(super) range: Range<usize>,
}

impl Line {
    /// Whether its record only holds the place of one that could not be read.
    pub(super) fn is_lost(&self) -> bool {
        self.record.act.events.contains(&Event::RecordLost)
    }
}

impl Sheet {
    /// Reads a file. If its name says whose it is, only that writer's records are read.
    pub(super) fn read(path: &Path) -> io::Result<Self> {
        let bytes = journal::read_whole(path)?;
        let mut recovery = Recovery::new(part(path).map(|(writer, _)| writer));
        let mut lines = Vec::new();
        let mut offset = 0;
        for (number, whole) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            if let Some((record, own)) = recovery.read_line(whole) {
                // What is stray before a record can hold no byte of it.
                let start = offset + whole.windows(own.len()).position(|part| part == own).unwrap_or(0);
                lines.push(Line { record, number, range: start..start + own.len() });
            }
            offset += whole.len();
        }
        Ok(Self { path: path.to_owned(), found: recovery.finish(), lines, bytes })
    }

    /// All files of a folder's writers, each writer's in the order in which they were written; and what is to be said about
    /// files that could not be read or hold no record.
    pub(super) fn group(paths: &[PathBuf]) -> (BTreeMap<WriterId, Vec<Self>>, Vec<String>) {
        let (mut sheets, mut notes): (BTreeMap<WriterId, Vec<Self>>, _) = (BTreeMap::new(), Vec::new());
        for path in paths {
            match Self::read(path).map(|sheet| (sheet.writer(), sheet)) {
                Ok((Some(writer), sheet)) => sheets.entry(writer).or_default().push(sheet),
                Ok((None, _)) => notes.push(format!("{}: no record in it can be read", path.display())),
                Err(error) => notes.push(format!("{}: {error}", path.display())),
            }
        }
        (sheets, notes)
    }

    /// Whose it is.
    pub(super) fn writer(&self) -> Option<WriterId> {
        part(&self.path).map(|(writer, _)| writer).or(self.found.writer)
    }

    /// A record's own bytes, without its newline.
    pub(super) fn text(&self, line: &Line) -> &[u8] {
        self.bytes.get(line.range.clone()).unwrap_or_default()
    }

    /// The whole line that begins there, its newline included.
    pub(super) fn whole_line(&self, byte_offset: u64) -> &[u8] {
        let rest = usize::try_from(byte_offset).ok().and_then(|start| self.bytes.get(start..)).unwrap_or_default();
        rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default()
    }

    /// How the last line ends, if it was not written to its end.
    pub(super) fn torn(&self) -> Option<Damage> {
        let torn = self.found.torn.as_ref()?;
        let line = self.bytes.split_inclusive(|byte| *byte == b'\n').count() as u64;
        Some(Damage { line, byte_offset: torn.start, what: What::Torn })
    }
}
