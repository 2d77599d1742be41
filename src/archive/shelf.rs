//! Meetings that were put away: they are in no list and are nobody's newest, and stay where they are.
//!
//! The mark is a small file in the meeting's folder, so that it goes along with a copy and is taken off by deleting it.
//! Nothing is moved: search and the reports over all meetings see an archived meeting as before. Not here: who asks for it
//! (see `cli`), and which lists leave it out.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The name of the mark in a meeting's folder.
const MARK: &str = "archived";

/// Whether a meeting was put away.
pub fn is_archived(meeting: &Path) -> bool {
    fs::symlink_metadata(meeting.join(MARK)).is_ok()
}

/// Puts a meeting away, with a line in the mark for whoever finds it; whether it was not put away before.
pub fn put_away(meeting: &Path, line: &str) -> io::Result<bool> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(meeting.join(MARK));
    match file {
        // The mark alone counts: without its line it is as good.
        Ok(mut file) => file.write_all(format!("{line}\n").as_bytes()).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes a meeting back into the lists; whether it had been put away.
pub fn take_back(meeting: &Path) -> io::Result<bool> {
    match fs::remove_file(meeting.join(MARK)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_put_away_once_and_taken_back_once() {
        let meeting = tempfile::tempdir().unwrap();
        assert!(!is_archived(meeting.path()));
        assert!(put_away(meeting.path(), "Archived.").unwrap());
        assert!(is_archived(meeting.path()));
        assert!(!put_away(meeting.path(), "Archived again.").unwrap(), "it was so already");
        assert_eq!(fs::read_to_string(meeting.path().join(MARK)).unwrap(), "Archived.\n");
        assert!(take_back(meeting.path()).unwrap());
        assert!(!is_archived(meeting.path()) && !take_back(meeting.path()).unwrap());
    }

    #[test]
    fn what_is_not_there_cannot_be_put_away() {
        let home = tempfile::tempdir().unwrap();
        let nothing = home.path().join("nothing");
        assert_eq!(put_away(&nothing, "").unwrap_err().kind(), ErrorKind::NotFound);
        assert!(!take_back(&nothing).unwrap());
    }
}
