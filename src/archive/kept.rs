//! What an editor left that could not be taken over before the program was ended: kept beside the journal it belongs to.
//!
//! A text that was edited lies in a temporary folder, which may be gone with the next start of the machine. Nothing here reads it:
//! the scribe does, and throws it away. Not here: when that is (see `shell`), and who tells it (see `cli`).

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// What such folders in a meeting's folder are called, before their number.
const NAME: &str = "edited-";

/// Nobody is ended so often between two looks.
const MOST: u32 = 10_000;

/// Copies the files of a folder into one of its own in a meeting's folder; says where.
///
/// # Errors
/// A file cannot be read, or the disk does not take it; nothing is left of the copy then.
pub fn keep_edited(meeting: &Path, folder: &Path) -> io::Result<PathBuf> {
    let place = free(meeting)?;
    copy_files(folder, &place).inspect_err(|_| drop(fs::remove_dir_all(&place)))?;
    // A disk that cannot say so yet has it all the same.
    for folder in [place.as_path(), meeting] {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(place)
}

/// The folders in which there is something of the kind, in the order of their numbers.
pub fn kept_edited(meeting: &Path) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(meeting)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|found| found.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|found| Some((found.file_name().to_str()?.strip_prefix(NAME)?.parse().ok()?, found.path())))
        .collect();
    found.sort();
    found.into_iter().map(|(_, path)| path).collect()
}

/// Makes the first folder whose number is free.
fn free(meeting: &Path) -> io::Result<PathBuf> {
    for number in 1..MOST {
        let place = meeting.join(format!("{NAME}{number}"));
        match DirBuilder::new().mode(0o700).create(&place) {
            Ok(()) => return Ok(place),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Files alone: what is a link or a folder is no text of an editor.
fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let copy = to.join(entry.file_name());
            let mut copy = OpenOptions::new().write(true).create_new(true).mode(0o600).open(copy)?;
            io::copy(&mut File::open(entry.path())?, &mut copy)?;
            copy.sync_all()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_an_editor_left_is_kept_whole_for_its_owner_and_never_over_another() {
        let home = tempfile::tempdir().unwrap();
        let (meeting, from) = (home.path().join("meeting"), home.path().join("from"));
        fs::create_dir(&meeting).unwrap();
        fs::create_dir_all(from.join("folder")).unwrap();
        fs::write(from.join("notes.md"), b"\xff").unwrap();
        fs::write(from.join(".notes.md.swp"), "unsaved").unwrap();
        let first = keep_edited(&meeting, &from).unwrap();
        fs::write(first.join("notes.md"), "mine").unwrap();
        let second = keep_edited(&meeting, &from).unwrap();
        assert_eq!(kept_edited(&meeting), [meeting.join("edited-1"), meeting.join("edited-2")]);
        assert_eq!(fs::read(first.join("notes.md")).unwrap(), b"mine");
        assert_eq!(fs::read(second.join("notes.md")).unwrap(), b"\xff");
        assert_eq!(fs::read(second.join(".notes.md.swp")).unwrap(), b"unsaved");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&second), mode(&second.join("notes.md"))), (0o700, 0o600));
    }

    #[test]
    fn what_cannot_be_copied_whole_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        assert!(keep_edited(home.path(), &home.path().join("nowhere")).is_err());
        assert_eq!(kept_edited(home.path()), Vec::<PathBuf>::new());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }
}
