//! All journals of a meeting's folder, read and brought into one order.
//!
//! Reading takes no lock and changes nothing, so that it works while a scribe is writing and on a read-only disk.
//! Not here: the fold of the records (see `meeting`).

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::journal::{self, Damage, Drafts, Record, Recovered};
use crate::meeting::{Draft, Ledger, WriterId};

/// A meeting's folder as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The records of all writers in one order: by time, writer and number; a writer's own always in the order of its
    /// numbers, whatever became of its clock.
    pub records: Vec<Record>,
    /// The half-typed lines of all writers.
    pub drafts: Vec<Draft>,
    /// What is to be told to whoever opens the meeting, each a line.
    pub reports: Vec<String>,
    /// Whose journals there are, in the order of their names.
    pub writers: Vec<WriterId>,
    /// Where journals are not as they were written. With any, nothing is to be added to them.
    pub damage: Vec<Spot>,
}

/// A damaged place, shown as `FILE:LINE: what`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The journal.
    pub file: PathBuf,
    /// Where in it, and what is wrong.
    pub damage: Damage,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.damage.line, self.damage.what)
    }
}

/// Why nothing of a folder could be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It is no meeting's folder.
    #[error("{}: there is no journal in it", .0.display())]
    NoJournal(PathBuf),
    /// The system said no.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Whose journals a meeting's folder holds, the one written last first.
pub fn writers(folder: &Path) -> Result<Vec<WriterId>, LoadError> {
    let io = |source| LoadError::Io { path: folder.to_owned(), source };
    let mut writers = Vec::new();
    for path in journals_in(folder).map_err(io)? {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if let Ok(writer) = name.parse::<WriterId>() {
            let written = fs::metadata(&path).and_then(|file| file.modified()).map_err(io)?;
            writers.push((written, writer));
        }
    }
    if writers.is_empty() {
        return Err(LoadError::NoJournal(folder.to_owned()));
    }
    writers.sort();
    Ok(writers.into_iter().rev().map(|(_, writer)| writer).collect())
}

/// Reads a meeting's folder. It fails only if no journal of it can be read at all.
pub fn load(folder: &Path) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    let mut journals = Vec::new();
    let mut failure = None;
    for path in journals_in(folder).map_err(|source| LoadError::Io { path: folder.to_owned(), source })? {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Ok(writer) = name.parse::<WriterId>() else {
            loaded.reports.push(format!("{}: not the name of a writer's journal; not read", path.display()));
            continue;
        };
        match journal::read(&path, Some(writer)) {
            Ok(found) => {
                loaded.add(folder, &path, writer, &found);
                journals.push(found.records);
            }
            Err(source) => {
                loaded.reports.push(format!("{}: {source}", path.display()));
                failure.get_or_insert(LoadError::Io { path, source });
            }
        }
    }
    if journals.is_empty() {
        return Err(failure.unwrap_or_else(|| LoadError::NoJournal(folder.to_owned())));
    }
    loaded.records = merge(journals);
    Ok(loaded)
}

/// The journal files of a folder, by name.
pub(super) fn journals_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

impl Loaded {
    /// The meeting, with what `writer` can take back in it.
    pub fn ledger(&self, writer: WriterId) -> Ledger {
        let mut ledger = Ledger::new(writer);
        for record in &self.records {
            ledger.read(record.version(), &record.seen, &record.act);
        }
        ledger
    }

    fn add(&mut self, folder: &Path, path: &Path, writer: WriterId, found: &Recovered) {
        self.writers.push(writer);
        for damage in &found.damage {
            let spot = Spot { file: path.to_owned(), damage: damage.clone() };
            self.reports.push(spot.to_string());
            self.damage.push(spot);
        }
        if let Some(torn) = &found.torn {
            let bytes = torn.end - torn.start;
            self.reports
                .push(format!("{}: the last line was cut off while it was written ({bytes} bytes)", path.display()));
        }
        if found.unknown > 0 {
            let count = found.unknown;
            self.reports.push(format!("{}: {count} events of a later version are kept but not shown", path.display()));
        }
        let drafts = journal::draft_path(folder, writer);
        match fs::read(&drafts) {
            Ok(bytes) => {
                let Drafts { drafts: kept, damaged } = journal::recover_drafts(&bytes, &found.cleared);
                self.drafts.extend(kept);
                if damaged > 0 {
                    self.reports.push(format!("{}: {damaged} keys could not be read", drafts.display()));
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.reports.push(format!("{}: {error}", drafts.display())),
        }
    }
}

/// One order for the records of several writers. A clock that was set back must not bring a writer's acts out of their
/// own order, so each counts as no earlier than the one before it.
fn merge(mut journals: Vec<Vec<Record>>) -> Vec<Record> {
    if journals.len() == 1 {
        return journals.pop().unwrap_or_default();
    }
    let mut all: Vec<(DateTime<FixedOffset>, Record)> = Vec::new();
    for records in journals {
        let mut latest: Option<DateTime<FixedOffset>> = None;
        for record in records {
            let at = latest.map_or(record.act.stamp.at, |latest| latest.max(record.act.stamp.at));
            latest = Some(at);
            all.push((at, record));
        }
    }
    // Stable: what stands in one file under one number (a clone's) stays in the order of the file.
    all.sort_by_key(|(at, record)| (*at, record.writer, record.seq));
    all.into_iter().map(|(_, record)| record).collect()
}

#[cfg(test)]
mod tests {
    use super::super::DataFolder;
    use super::super::sample::{act, begin, note, opened};
    use super::*;
    use crate::meeting::{DraftKey, Id, SlotId};

    const ANN: WriterId = WriterId(0xa);
    const BO: WriterId = WriterId(0xb);

    fn order(loaded: &Loaded) -> Vec<(WriterId, u64)> {
        loaded.records.iter().map(|record| (record.writer, record.seq)).collect()
    }

    #[test]
    fn two_writers_are_read_in_the_order_of_time() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let mut ann = begin(&folder, "m", ANN, &opened("m", "M", None, "2026-01-05T09:00:00Z")).unwrap();
        let mut bo = begin(&folder, "m", BO, &opened("m", "M", None, "2026-01-05T09:01:00Z")).unwrap();
        ann.append(&act("2026-01-05T09:03:00Z", note(ANN, 2, "second")));
        bo.append(&act("2026-01-05T10:02:00+01:00", note(BO, 2, "first")));
        let loaded = load(&folder.meeting("m")).unwrap();
        assert_eq!(loaded.writers, [ANN, BO]);
        assert_eq!(order(&loaded), [(ANN, 1), (BO, 1), (BO, 2), (ANN, 2)], "while both are still open");
        assert_eq!(loaded.reports, Vec::<String>::new());
    }

    #[test]
    fn a_clock_that_was_set_back_leaves_a_writers_acts_in_their_order() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let mut ann = begin(&folder, "m", ANN, &opened("m", "M", None, "2026-01-05T09:00:00Z")).unwrap();
        let _bo = begin(&folder, "m", BO, &opened("m", "M", None, "2026-01-05T09:01:00Z")).unwrap();
        ann.append(&act("2026-01-05T10:00:00Z", note(ANN, 2, "at ten")));
        ann.append(&act("2026-01-05T08:00:00Z", note(ANN, 3, "at eight, an hour later")));
        assert_eq!(order(&load(&folder.meeting("m")).unwrap()), [(ANN, 1), (BO, 1), (ANN, 2), (ANN, 3)]);
    }

    #[test]
    fn what_is_wrong_is_reported_with_file_and_line_and_the_rest_is_read() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let mut ann = begin(&folder, "m", ANN, &opened("m", "M", None, "2026-01-05T09:00:00Z")).unwrap();
        for n in 2..=4 {
            ann.append(&act("2026-01-05T09:03:00Z", note(ANN, n, "a note")));
        }
        let half = crate::meeting::Draft {
            key: DraftKey { slot: SlotId(Id { writer: ANN, n: 1 }), entry: None },
            text: "half a li".to_owned(),
            depth: 0,
            cursor: 9,
        };
        ann.keep_draft(&half);
        ann.close().unwrap();
        let path = journal::journal_path(&folder.meeting("m"), ANN);
        let text = fs::read_to_string(&path).unwrap();
        let third = text.lines().nth(2).unwrap();
        fs::write(&path, text.replace(third, &third.replace("a note", "A note")) + "{\"v\":1,\"wri").unwrap();
        fs::write(folder.meeting("m").join("0000000a.sync-conflict.jsonl"), "").unwrap();
        let loaded = load(&folder.meeting("m")).unwrap();
        assert_eq!(order(&loaded), [(ANN, 1), (ANN, 2), (ANN, 4)]);
        assert_eq!(loaded.drafts, [half]);
        assert_eq!((loaded.damage.len(), loaded.damage[0].damage.line), (1, 3));
        let said = loaded.reports.join("\n");
        assert!(said.contains("0000000a.jsonl:3: the checksum"), "{said}");
        assert!(said.contains("cut off while it was written (11 bytes)"), "{said}");
        assert!(said.contains("sync-conflict.jsonl: not the name"), "{said}");
    }

    #[test]
    fn a_folder_without_a_journal_is_no_meeting() {
        let home = tempfile::tempdir().unwrap();
        assert!(matches!(load(home.path()), Err(LoadError::NoJournal(_))));
        assert!(matches!(load(&home.path().join("not there")), Err(LoadError::Io { .. })));
    }
}
