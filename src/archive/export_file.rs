//! Puts an exported file where it belongs, all at once, and never in the place of a file that is not ours.
//!
//! Ours is what we wrote and nobody changed since: a list in the meeting's folder (`exports.json`) remembers length and
//! checksum of what was written where. Not here: what the file says.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::Builder;

/// The list in a meeting's folder.
const LIST: &str = "exports.json";

/// What was last written to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Print {
    len: u64,
    crc: u32,
}

impl Print {
    fn of(bytes: &[u8]) -> Self {
        Self { len: bytes.len() as u64, crc: crc32fast::hash(bytes) }
    }
}

/// Writes `bytes` to `path`, or, where a file stands that is not ours, to the first of `NAME-2`, `NAME-3`, … that is
/// free or ours, and says where. `meeting` is the meeting's own folder, which remembers it.
pub fn write_export(meeting: &Path, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "this names no file"))?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The list needs one name for each file, wherever the program was started.
    let folder = parent.canonicalize()?;
    let mut list = read_list(meeting);
    let mut n = 1_u64;
    loop {
        let candidate = if n == 1 { name.to_owned() } else { numbered(Path::new(name), n) };
        let target = folder.join(&candidate);
        let key = target.to_string_lossy().into_owned();
        let Some(standing) = standing(&target, list.get(&key), bytes)? else {
            n += 1;
            continue;
        };
        match replace(&folder, &target, bytes, standing) {
            Ok(()) => {}
            // Somebody made a file of that name just now: it is not ours.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                n += 1;
                continue;
            }
            Err(error) => return Err(error),
        }
        list.insert(key, Print::of(bytes));
        // The file is written; without the list the next export merely stands beside it.
        let _ = write_list(meeting, &list);
        return Ok(path.with_file_name(candidate));
    }
}

/// What stands in the place of an export.
pub(super) enum Standing {
    Nothing,
    /// A file of ours, with its permissions.
    Ours(Permissions),
}

/// What stands at `target`; none: something that is not ours.
fn standing(target: &Path, last: Option<&Print>, bytes: &[u8]) -> io::Result<Option<Standing>> {
    let found = match fs::symlink_metadata(target) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some(Standing::Nothing)),
        Err(error) => return Err(error),
    };
    let wanted = Print::of(bytes);
    let may_be_ours = |print: &Print| found.is_file() && found.len() == print.len;
    if !last.is_some_and(may_be_ours) && !may_be_ours(&wanted) {
        return Ok(None);
    }
    let print = Print::of(&fs::read(target)?);
    let ours = last == Some(&print) || wanted == print;
    Ok(ours.then(|| Standing::Ours(found.permissions())))
}

/// A temporary file beside the target, synced and renamed; the folder is synced too.
pub(super) fn replace(folder: &Path, target: &Path, bytes: &[u8], standing: Standing) -> io::Result<()> {
    // Minutes are there to be shared: a new file has the permissions that any program would give it.
    let open_to_all = Permissions::from_mode(0o666);
    let mut file =
        Builder::new().prefix(".minutebook-").permissions(open_to_all).tempfile_in(folder).map_err(without_its_name)?;
    file.write_all(bytes)?;
    let persisted = match standing {
        Standing::Nothing => {
            file.as_file().sync_all()?;
            file.persist_noclobber(target)
        }
        Standing::Ours(permissions) => {
            file.as_file().set_permissions(permissions)?;
            file.as_file().sync_all()?;
            file.persist(target)
        }
    };
    persisted.map_err(|error| error.error)?;
    File::open(folder)?.sync_all()
}

/// The error alone, without the name of a temporary file, which says nothing to those who read it.
fn without_its_name(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(std::error::Error::source).and_then(|cause| cause.downcast_ref::<io::Error>());
    match inner {
        Some(cause) => cause.raw_os_error().map_or_else(|| cause.kind().into(), io::Error::from_raw_os_error),
        None => error,
    }
}

/// `NAME-2.md` for `NAME.md`.
pub(super) fn numbered(name: &Path, n: u64) -> OsString {
    let mut numbered = name.file_stem().unwrap_or_default().to_owned();
    numbered.push(format!("-{n}"));
    if let Some(ending) = name.extension() {
        numbered.push(".");
        numbered.push(ending);
    }
    numbered
}

/// The list; an empty one where there is none or it cannot be read: then nothing is ours.
fn read_list(meeting: &Path) -> BTreeMap<String, Print> {
    fs::read(meeting.join(LIST)).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

fn write_list(meeting: &Path, list: &BTreeMap<String, Print>) -> io::Result<()> {
    let mut file = Builder::new().prefix(".exports-").tempfile_in(meeting)?;
    serde_json::to_writer_pretty(&mut file, list)?;
    file.as_file().sync_all()?;
    file.persist(meeting.join(LIST)).map_err(|error| error.error)?;
    File::open(meeting)?.sync_all()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// A meeting's folder and a folder for its minutes.
    fn folders() -> (TempDir, PathBuf, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let (meeting, beside) = (home.path().join("meeting"), home.path().join("beside"));
        fs::create_dir(&meeting).unwrap();
        fs::create_dir(&beside).unwrap();
        (home, meeting, beside)
    }

    #[test]
    fn a_file_of_ours_is_written_over() {
        let (_home, meeting, beside) = folders();
        let path = beside.join("minutes.md");
        assert_eq!(write_export(&meeting, &path, b"one").unwrap(), path);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        assert_eq!(write_export(&meeting, &path, b"two").unwrap(), path);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640, "as its owner set it");
        assert_eq!(fs::read_dir(&beside).unwrap().count(), 1, "nothing temporary is left");
    }

    #[test]
    fn a_file_that_somebody_edited_keeps_its_words() {
        let (_home, meeting, beside) = folders();
        let path = beside.join("minutes.md");
        write_export(&meeting, &path, b"one").unwrap();
        fs::write(&path, b"One").unwrap();
        let second = write_export(&meeting, &path, b"two").unwrap();
        assert_eq!(second, beside.join("minutes-2.md"));
        assert_eq!((fs::read(&path).unwrap(), fs::read(&second).unwrap()), (b"One".to_vec(), b"two".to_vec()));
        assert_eq!(write_export(&meeting, &path, b"three").unwrap(), second, "the second one is ours");
    }

    #[test]
    fn a_file_that_was_there_before_keeps_its_place_unless_it_says_the_same() {
        let (_home, meeting, beside) = folders();
        let path = beside.join("minutes");
        fs::write(&path, b"mine").unwrap();
        fs::create_dir(beside.join("minutes-2")).unwrap();
        std::os::unix::fs::symlink("elsewhere", beside.join("minutes-3")).unwrap();
        assert_eq!(write_export(&meeting, &path, b"ours").unwrap(), beside.join("minutes-4"));
        assert_eq!(write_export(&meeting, &path, b"mine").unwrap(), path);
    }

    #[test]
    fn a_list_that_cannot_be_read_makes_nothing_ours() {
        let (_home, meeting, beside) = folders();
        let path = beside.join("minutes.md");
        write_export(&meeting, &path, b"one").unwrap();
        fs::write(meeting.join(LIST), "{").unwrap();
        assert_eq!(write_export(&meeting, &path, b"two").unwrap(), beside.join("minutes-2.md"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let (_home, meeting, beside) = folders();
        let error = write_export(&meeting, &beside.join("nowhere/minutes.md"), b"one").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }
}
