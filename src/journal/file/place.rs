//! Another folder in which a journal goes on, because the one before does not take it any more.
//!
//! All of this writer's journal is there afterwards, with the half-typed lines, and of the other writers' what could be
//! copied. Not here: when that is asked for.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::Holder;
use super::{
    JournalFile, Lock, OpenError, create_folder, draft_path, io_error, journal_path, moved_path, private, read_whole,
};
use crate::journal::Storage;
use crate::journal::tail::Place;
use crate::meeting::WriterId;

/// What goes elsewhere.
pub(in crate::journal) struct Move<'a> {
    pub(in crate::journal) writer: WriterId,
    /// The folder so far.
    pub(in crate::journal) from: &'a Path,
    /// The locks held so far.
    pub(in crate::journal) locks: &'a [Lock],
    /// All of the writer's lines.
    pub(in crate::journal) journal: &'a [u8],
    /// The half-typed ones.
    pub(in crate::journal) half_typed: &'a [u8],
}

/// Where it went.
pub(in crate::journal) struct Moved {
    pub(in crate::journal) place: Place,
    pub(in crate::journal) drafts: Arc<dyn Storage>,
    /// What could not be copied, in a sentence each.
    pub(in crate::journal) reports: Vec<String>,
}

/// Makes a folder the place of a journal: everything is synced there when this returns.
pub(in crate::journal) fn go_elsewhere(folder: &Path, holder: &Holder, moving: &Move<'_>) -> Result<Moved, OpenError> {
    let Move { writer, from, locks, journal, half_typed } = *moving;
    create_folder(folder).map_err(io_error("create", folder))?;
    let held = locks.iter().any(|lock| lock.is_of(folder, writer));
    let lock = if held { None } else { Some(Lock::take(folder, writer, holder)?) };
    let mut reports = copy_others(from, folder, writer);
    reports.extend(super::open_to_others(folder));
    let drafts = draft_path(folder, writer);
    let drafts_file = JournalFile::begin(&drafts, writer, half_typed, true).map_err(io_error("write", &drafts))?;
    drafts_file.replace().map_err(io_error("write", &drafts))?;
    // The journal last: where it is, the meeting is.
    let path = journal_path(folder, writer);
    let file = JournalFile::begin(&path, writer, journal, true).map_err(io_error("write", &path))?;
    file.join().map_err(io_error("write", &path))?;
    // Whoever opens the old folder finds the way; where the disk takes no mark, the usual places are searched.
    let mark = private().write(true).create(true).truncate(true).open(moved_path(from, writer));
    let _ = mark.and_then(|mut mark| mark.write_all(folder.as_os_str().as_encoded_bytes()));
    let place = Place {
        folder: folder.to_owned(),
        older: Vec::new(),
        journal: Arc::new(file),
        locks: lock.into_iter().collect(),
    };
    Ok(Moved { place, drafts: Arc::new(drafts_file), reports })
}

/// Copies the journals of all other writers, as well as that can be done.
fn copy_others(from: &Path, to: &Path, writer: WriterId) -> Vec<String> {
    let mut reports = Vec::new();
    let entries = fs::read_dir(from).map_err(|error| reports.push(format!("{}: {error}", from.display())));
    for path in entries.into_iter().flatten().flatten().map(|entry| entry.path()) {
        let is_journal = path.extension().is_some_and(|ending| ending == "jsonl");
        if is_journal
            && super::number_of(&path, writer).is_none()
            && let Some(name) = path.file_name()
            && let Err(error) = copy(&path, &to.join(name))
        {
            reports.push(format!("{} could not be copied: {error}", path.display()));
        }
    }
    reports
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let bytes = read_whole(from)?;
    let mut file = private().write(true).create_new(true).open(to)?;
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(to)))
}
