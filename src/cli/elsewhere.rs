//! The other folder in which a meeting goes on when its own disk fails: which to propose, and how to find it again.
//!
//! Not here: going there (see `journal`).

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::archive::DataFolder;
use crate::journal::{files_of, moved_path, read_whole};
use crate::meeting::WriterId;

/// The longest first line that is compared.
const LONGEST: u64 = 1 << 24;

/// A data folder to go on in: on another disk than the meeting's if there is one.
pub(super) fn suggested(folder: &Path) -> PathBuf {
    let disk = |path: &Path| fs::metadata(path).map(|found| found.dev()).ok();
    let here = disk(folder);
    let mut places = places();
    let other = places.iter().position(|(above, _)| disk(above).is_some_and(|disk| Some(disk) != here));
    places.swap_remove(other.unwrap_or(0)).1
}

/// Folders that most machines have, each with the data folder in it that is proposed.
fn places() -> Vec<(PathBuf, PathBuf)> {
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let above = home.into_iter().chain([std::env::temp_dir(), PathBuf::from("/dev/shm")]);
    above.map(|above| (above.clone(), above.join("minutebook-elsewhere"))).collect()
}

/// The folder in which a writer's journal of this meeting went on, if it did: where the old one says so, or where it was
/// proposed. Only one that begins like the old one and is longer counts.
pub(super) fn moved(folder: &Path, writer: WriterId) -> Option<PathBuf> {
    let slug = folder.file_name()?;
    let marked = read_whole(&moved_path(folder, writer)).ok();
    let marked = marked.map(|bytes| PathBuf::from(std::ffi::OsString::from_vec(bytes)));
    let proposed = places().into_iter().map(|(_, data)| DataFolder::at(&data).meetings().join(slug));
    marked.into_iter().chain(proposed).find(|there| there != folder && goes_on(folder, there, writer))
}

fn goes_on(folder: &Path, there: &Path, writer: WriterId) -> bool {
    let Some((new, theirs)) = longest(there, writer) else { return false };
    let Some((old, own)) = longest(folder, writer) else { return false };
    own < theirs && first_line(&old).is_some_and(|first| first_line(&new) == Some(first))
}

/// The longest file of a writer's journal: what came from another place is whole in one file, and a meeting that came
/// back has it beside the old one. Each begins with the same line.
fn longest(folder: &Path, writer: WriterId) -> Option<(PathBuf, u64)> {
    let files = files_of(folder, writer).ok()?.into_iter();
    let found = files.filter_map(|path| Some((fs::symlink_metadata(&path).ok()?, path)));
    found.filter(|(found, _)| found.is_file()).map(|(found, path)| (path, found.len())).max_by_key(|(_, len)| *len)
}

fn first_line(path: &Path) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    BufReader::new(fs::File::open(path).ok()?.take(LONGEST)).read_until(b'\n', &mut line).ok()?;
    Some(line)
}
