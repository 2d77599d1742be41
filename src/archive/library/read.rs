//! Which meetings there are and whether they were changed, without reading them; and one meeting, read.
//!
//! Not here: what is kept of it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::super::catalogue::Listed;
use super::super::files::Files;
use super::super::folder::DataFolder;
use super::super::load::load;
use crate::meeting::{Digest, WriterId};

/// Of no journal: nothing is taken back here.
const NOBODY: WriterId = WriterId(0);

/// By what a change of a meeting's journals is seen: their names, sizes, places on the disk and when they last changed.
///
/// It is taken before they are read: a journal that grows meanwhile has another one the next time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fingerprint(pub(super) String);

/// The folders of all meetings by their names, each with its fingerprint.
pub(super) fn folders(folder: &DataFolder) -> BTreeMap<String, (PathBuf, Fingerprint)> {
    let entries = fs::read_dir(folder.meetings()).into_iter().flatten().flatten();
    let folders = entries.map(|entry| entry.path()).filter(|path| path.is_dir());
    let named = |path: PathBuf| {
        let slug = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let fingerprint = fingerprint(&path);
        (slug, (path, fingerprint))
    };
    folders.map(named).collect()
}

fn fingerprint(folder: &Path) -> Fingerprint {
    let mut text = String::new();
    for path in Files::of(folder).map(|files| files.journals).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let of = |file: fs::Metadata| {
            let changed = (file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec());
            format!("{name} {} {}:{} {changed:?}\n", file.len(), file.dev(), file.ino())
        };
        text.push_str(&fs::symlink_metadata(&path).map(of).unwrap_or_default());
    }
    Fingerprint(text)
}

/// A meeting's folder in short, and what it says to the others; none where no record tells it.
pub(super) fn meeting(folder: &Path) -> (Listed, Option<Digest>) {
    let read = load(folder);
    let listed = Listed::of(folder, read.as_ref().map_err(ToString::to_string));
    let Ok(loaded) = read else { return (listed, None) };
    let Some(last) = loaded.records.iter().map(|record| record.act.stamp).max_by_key(|stamp| stamp.at) else {
        return (listed, None);
    };
    let meeting = loaded.ledger(NOBODY).meeting;
    // The folder may have been copied under another name; that is the one under which it is found.
    let digest = Digest { slug: listed.slug.clone(), ..Digest::of(&meeting, &last) };
    (listed, Some(digest))
}
