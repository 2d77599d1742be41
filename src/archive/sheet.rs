//! One journal file read with the bytes of its lines.
//!
//! For whoever needs more than records: two files of one writer laid over each other, a digest, a repair. All others
//! read line by line, which costs no memory. Not here: how several files go together (see `clones`).

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::files::part;
use crate::journal::{self, Record, Recovered, Recovery};
use crate::meeting::WriterId;

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
    /// Where that line begins.
    pub(super) offset: u64,
    /// The record's own bytes, without its newline.
    pub(super) range: Range<usize>,
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
                lines.push(Line { record, number, offset: offset as u64, range: start..start + own.len() });
            }
            offset += whole.len();
        }
        Ok(Self { path: path.to_owned(), found: recovery.finish(), lines, bytes })
    }

    /// All files of a folder's writers, each writer's in the order in which they were written. A file without a record
    /// belongs to the writer that its name says; the paths of others that hold none, and why a file could not be read,
    /// are handed back beside.
    pub(super) fn group(paths: &[PathBuf]) -> (BTreeMap<WriterId, Vec<Self>>, Vec<(PathBuf, Option<io::Error>)>) {
        let (mut sheets, mut others): (BTreeMap<WriterId, Vec<Self>>, _) = (BTreeMap::new(), Vec::new());
        for path in paths {
            match Self::read(path) {
                Ok(sheet) => match sheet.writer() {
                    Some(writer) => sheets.entry(writer).or_default().push(sheet),
                    None => others.push((path.clone(), None)),
                },
                Err(error) => others.push((path.clone(), Some(error))),
            }
        }
        (sheets, others)
    }

    /// Whose it is.
    pub(super) fn writer(&self) -> Option<WriterId> {
        part(&self.path).map(|(writer, _)| writer).or(self.found.writer)
    }

    /// A record's line as it was written, its newline included.
    pub(super) fn text(&self, line: &Line) -> Vec<u8> {
        let mut text = self.bytes.get(line.range.clone()).unwrap_or_default().to_vec();
        text.push(b'\n');
        text
    }
}
