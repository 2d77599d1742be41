//! Who writes a meeting: the journals of its folder by their first lines alone.
//!
//! A scribe who opens a long meeting waits for this, so nothing else is read. Not here: what the journals hold.

use std::fs;
use std::path::Path;

use super::belonging::opened_by;
use super::catalogue::first_record;
use super::files::{Files, part};
use super::spot::LoadError;
use crate::journal::Origin;
use crate::meeting::WriterId;

/// One file of a meeting's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Whose it is.
    pub writer: WriterId,
    /// Who that is, where the file says it.
    pub origin: Option<Origin>,
    /// Identity of the meeting that its first record opens.
    pub meeting: Option<String>,
}

/// The writers' files in a meeting's folder, the one written last first.
pub fn hands(folder: &Path) -> Result<Vec<Hand>, LoadError> {
    let io = |source| LoadError::Io { path: folder.to_owned(), source };
    let mut hands = Vec::new();
    for path in Files::of(folder).map_err(io)?.journals {
        let named = part(&path).map(|(writer, _)| writer);
        let first = first_record(&path);
        let Some(writer) = named.or_else(|| first.as_ref().map(|record| record.writer)) else { continue };
        let written = fs::metadata(&path).and_then(|file| file.modified()).ok();
        let meeting = first.as_ref().and_then(opened_by).map(|(meeting, _)| meeting.to_owned());
        let origin = first.and_then(|record| record.origin).map(|origin| *origin);
        hands.push((written, Hand { writer, origin, meeting }));
    }
    if hands.is_empty() {
        return Err(LoadError::NoJournal(folder.to_owned()));
    }
    hands.sort_by_key(|(written, _)| *written);
    Ok(hands.into_iter().rev().map(|(_, hand)| hand).collect())
}
