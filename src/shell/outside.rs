//! Text that is in the user's editor: its file, until its events are in the journal.
//!
//! The file lies in a folder of its own that only its owner can read, and so do the copies that editors make beside it. It is taken
//! away once what came of it is safe, and never before: whatever fails, the text is still there and its place is told. Not here:
//! the editor (see `editor`), and what the text means (see `app`).

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::editor::Edited;
use crate::words::say;

/// A text longer than this is no notes.
const MOST: u64 = 16 << 20;

/// What the file is called; editors know by the ending what it is.
const NAME: &str = "notes.md";

/// A text given out to be edited.
#[derive(Clone)]
pub(super) struct Outside {
    folder: PathBuf,
    given: String,
}

/// What the editor came to.
pub(super) enum Back {
    /// This text.
    Text(String),
    /// Nothing, and there is nothing to keep; why, in words.
    Nothing(String),
    /// It cannot be taken, for this reason, and is kept.
    Kept(String),
    /// The program itself is to end; the text is kept.
    Interrupted {
        /// What there is by now.
        left: Left,
        /// The editor may still write.
        runs: bool,
    },
}

/// What an editor left that was ended with the program.
pub(super) enum Left {
    /// What it was given.
    Nothing,
    /// This text.
    Text(String),
    /// Something that cannot be read.
    Unread,
}

impl Outside {
    /// Writes the text to a file of its own.
    pub(super) fn give_out(text: String) -> io::Result<Self> {
        let mut folder = tempfile::Builder::new();
        folder.prefix("minutebook-");
        // Only its owner may enter it.
        #[cfg(unix)]
        folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let mut folder = folder.tempdir()?;
        let path = folder.path().join(NAME);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)?.write_all(text.as_bytes())?;
        TempDir::disable_cleanup(&mut folder, true);
        Ok(Self { folder: folder.path().to_path_buf(), given: text })
    }

    /// The file that the editor is to open.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// Reads what stands there once the editor has ended so.
    pub(super) fn take_back(&self, edited: io::Result<Edited>) -> Back {
        let failed = match edited {
            Ok(Edited::Done) => None,
            Ok(Edited::Failed(why) | Edited::NotRun(why)) => Some(why),
            Ok(Edited::Interrupted { runs }) => return Back::Interrupted { left: self.left(), runs },
            Err(why) => Some(why.to_string()),
        };
        match (read(&self.path()), failed) {
            (Ok(text), None) => Back::Text(text),
            (Ok(text), Some(why)) if text == self.given => Back::Nothing(say!("editor-unchanged", why = why)),
            (Err(why), Some(_)) if why.kind() == io::ErrorKind::NotFound => {
                Back::Nothing(say!("editor-unchanged", why = why.to_string()))
            }
            (Ok(_), Some(why)) => Back::Kept(why),
            (Err(why), _) => Back::Kept(say!("editor-unreadable", why = why.to_string())),
        }
    }

    fn left(&self) -> Left {
        match read(&self.path()) {
            Ok(text) if text == self.given => Left::Nothing,
            Ok(text) => Left::Text(text),
            Err(why) if why.kind() == io::ErrorKind::NotFound => Left::Nothing,
            Err(_) => Left::Unread,
        }
    }

    /// The folder of the file, with whatever the editor has put there.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether nothing lies beside the file. An editor that is ended may put there what was not saved.
    pub(super) fn is_alone(&self) -> bool {
        let found = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        found.filter(|found| found.file_name() != NAME).count() == 0
    }

    /// What it came to is safe, or it came to nothing.
    pub(super) fn done(self) {
        // What stays behind in a folder for such files does no harm.
        let _ = fs::remove_dir_all(self.folder);
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(path)?.take(MOST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST {
        return Err(io::Error::other(say("editor-too-long")));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given() -> Outside {
        Outside::give_out("- a\n".to_owned()).expect("a file")
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_the_text_and_its_folder() {
        use std::os::unix::fs::PermissionsExt;
        let outside = given();
        let mode = |path: &Path| fs::metadata(path).map_or(0, |found| found.permissions().mode() & 0o777);
        assert_eq!((mode(&outside.path()), mode(&outside.folder)), (0o600, 0o700));
        let folder = outside.folder.clone();
        outside.done();
        assert!(!folder.exists());
    }

    #[test]
    fn an_edited_text_is_lost_by_no_end_of_the_editor() {
        let outside = given();
        let failed = || Ok(Edited::Failed("vi".to_owned()));
        assert!(matches!(outside.take_back(failed()), Back::Nothing(_)));
        fs::write(outside.path(), "- b\n").expect("written");
        assert!(matches!(outside.take_back(failed()), Back::Kept(_)));
        let interrupted = || outside.take_back(Ok(Edited::Interrupted { runs: false }));
        assert!(matches!(interrupted(), Back::Interrupted { left: Left::Text(text), .. } if text == "- b\n"));
        assert!(matches!(outside.take_back(Ok(Edited::Done)), Back::Text(text) if text == "- b\n"));
        fs::write(outside.path(), b"\xff").expect("written");
        assert!(matches!(outside.take_back(Ok(Edited::Done)), Back::Kept(_)));
        assert!(matches!(interrupted(), Back::Interrupted { left: Left::Unread, .. }));
        fs::remove_file(outside.path()).expect("removed");
        assert!(matches!(outside.take_back(Ok(Edited::Done)), Back::Kept(_)));
        outside.done();
    }
}
