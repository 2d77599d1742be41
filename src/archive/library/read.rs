//! Which meetings there are and whether they were changed, without reading them; and one meeting, read.
//!
//! Not here: what is kept of it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

use super::super::catalogue::{Listed, first_record};
use super::super::files::Files;
use super::super::folder::DataFolder;
use super::super::load::load;
use super::lines::{Line, lines};
use super::place::Place;
use crate::meeting::{Digest, Participants, WriterId};

/// Of no journal: nothing is taken back here.
const NOBODY: WriterId = WriterId(0);

/// By what a change of a meeting's journals is seen: their names, sizes, places on the disk and when they last changed.
///
/// It is taken before they are read: a journal that grows meanwhile has another one the next time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fingerprint(pub(super) String);

/// A meeting as it was read.
pub(super) struct Read {
    pub(super) fingerprint: Fingerprint,
    pub(super) listed: Listed,
    /// What it says to the others; none where no record can be read.
    pub(super) digest: Option<Digest>,
    /// Its people; none where there is no digest.
    pub(super) participants: Option<Participants>,
    pub(super) zone: Tz,
    pub(super) lines: Vec<Line>,
}

/// A meeting's folder as it is found.
pub(super) struct There {
    pub(super) path: PathBuf,
    pub(super) place: Place,
    pub(super) fingerprint: Fingerprint,
}

/// The folders of all meetings by their names.
pub(super) fn folders(folder: &DataFolder) -> BTreeMap<String, There> {
    let entries = fs::read_dir(folder.meetings()).into_iter().flatten().flatten();
    let there = |path: PathBuf| {
        let place = Place::to_remember(&path)?;
        let fingerprint = fingerprint(&path);
        let slug = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Some((slug, There { path, place, fingerprint }))
    };
    entries.filter_map(|entry| there(entry.path())).collect()
}

pub(super) fn fingerprint(folder: &Path) -> Fingerprint {
    let mut text = String::new();
    for path in Files::of(folder).map(|files| files.journals).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Ok(file) = fs::symlink_metadata(&path) else { continue };
        let place = (file.dev(), file.ino());
        let changed = (file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec());
        let _ = writeln!(text, "{name} {} {place:?} {changed:?}", file.len());
    }
    Fingerprint(text)
}

/// When a meeting was opened, by the first line of its first journal: where it belongs among the others, which is worth
/// knowing before all of it is read.
pub(super) fn opened(folder: &Path) -> Option<DateTime<FixedOffset>> {
    let journals = Files::of(folder).ok()?.journals;
    Some(first_record(journals.first()?)?.act.stamp.at)
}

/// Reads the meeting in a folder, which has the name and the fingerprint given.
pub(super) fn meeting(folder: &Path, fingerprint: Fingerprint) -> Read {
    let loaded = load(folder);
    let listed = Listed::of(folder, loaded.as_ref().map_err(ToString::to_string));
    let mut read = Read { fingerprint, listed, digest: None, participants: None, zone: Tz::UTC, lines: Vec::new() };
    let Ok(loaded) = loaded else { return read };
    let Some(last) = loaded.records.iter().map(|record| record.act.stamp).max_by_key(|stamp| stamp.at) else {
        return read;
    };
    let meeting = loaded.ledger(NOBODY).meeting;
    read.zone = meeting.zone;
    read.lines = lines(&meeting);
    // The folder may have been copied under another name; that is the one under which it is found.
    let digest = Digest { slug: read.listed.slug.clone(), ..Digest::of(&meeting, &last) };
    read.participants = Some(Participants::of(&meeting, &digest, &last));
    read.digest = Some(digest);
    read
}
