//! Where meetings are kept: `DATA/meetings/SLUG/WRITER.jsonl`.
//!
//! A slug is a name that every file system, shell and address takes as it is, and that a person can type. Nothing in it
//! ever comes from a path. Not here: what is in the folders.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use directories::ProjectDirs;

use crate::journal::create_folder;

/// The longest name of a folder, in bytes.
const LONGEST: usize = 80;
/// How often a lock is tried that is held for some milliseconds only, a hundredth of a second apart.
const PATIENCE: u32 = 200;
/// The same where fifty may be waiting, each of them for a disk.
const LONG_PATIENCE: u32 = 3_000;
/// The word for the newest meeting on the command line, and so no meeting's name.
pub(super) const LAST: &str = "last";

/// The folder of all meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFolder {
    root: PathBuf,
    cache: PathBuf,
}

/// See [`DataFolder::hold`] and [`hold_turn`]; let go of when it is dropped, and with the process.
#[derive(Debug)]
pub struct Beginning {
    _file: File,
}

impl DataFolder {
    /// The folder that the user named, else the platform's; none where the platform has none (no home).
    pub fn locate(data_dir: Option<PathBuf>) -> Option<Self> {
        match data_dir {
            Some(root) => Some(Self::at(&root)),
            None => ProjectDirs::from("", "", "minutebook")
                .map(|dirs| Self { root: dirs.data_dir().to_owned(), cache: dirs.cache_dir().to_owned() }),
        }
    }

    /// That folder, with its cache in it.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), cache: root.join("cache") }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the meetings are in it.
    pub fn meetings(&self) -> PathBuf {
        self.root.join("meetings")
    }

    /// Where that is kept which can be made anew from the meetings: beside them where the user named their folder, else
    /// where the platform keeps such things.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// Where meetings are that were thrown away.
    pub fn trash(&self) -> PathBuf {
        self.root.join("trash")
    }

    /// The folder of a meeting, there or not.
    pub fn meeting(&self, slug: &str) -> PathBuf {
        self.meetings().join(slug)
    }

    /// Held from the question whether there is a meeting until it is begun, so that two programs started at once do not
    /// both begin it. None where no lock can be had: the folder cannot be written, or somebody holds it for too long.
    pub fn hold(&self) -> Option<Beginning> {
        create_folder(&self.root).ok()?;
        held(&self.root.join(".beginning.lock"), PATIENCE).ok()
    }

    /// A name for a new meeting that no folder bears yet: its slug, with a number from 2 on if need be. Its journal
    /// makes the folder.
    pub fn free_slug(&self, title: &str, date: Option<NaiveDate>) -> String {
        free(&slug(title, date), &self.meetings())
    }
}

/// Held while a line is added to the meeting of a folder from outside its screen: of many that come at once each waits for
/// its turn. The error is of the kind `WouldBlock` where the others take too long.
pub fn hold_turn(folder: &Path) -> io::Result<Beginning> {
    held(&folder.join("note.lock"), LONG_PATIENCE)
}

/// Locks a file, which is made if need be, and waits for it so many hundredths of a second.
fn held(path: &Path, patience: u32) -> io::Result<Beginning> {
    let file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed())
        .open(path)?;
    for _ in 0..patience {
        match file.try_lock() {
            Ok(()) => return Ok(Beginning { _file: file }),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}

/// A slug that names nothing in a folder yet, numbered from 2 on if need be.
pub(super) fn free(slug: &str, folder: &Path) -> String {
    let taken = |slug: &str| folder.join(slug).symlink_metadata().is_ok();
    if !taken(slug) {
        return slug.to_owned();
    }
    let mut n = 2_u64;
    loop {
        let suffix = format!("-{n}");
        let numbered = format!("{}{suffix}", cut(slug, LONGEST - suffix.len()));
        if !taken(&numbered) {
            return numbered;
        }
        n += 1;
    }
}

/// A meeting's title as the name of a folder, after its date unless the title says it: `[a-z0-9-]`, at most 80 bytes.
/// Letters outside ASCII are dropped, not transliterated; of a title without any other, `meeting` is left.
pub fn slug(title: &str, date: Option<NaiveDate>) -> String {
    let mut words = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        } else if separates(c) && !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
    }
    let words = match words.trim_end_matches('-') {
        "" => "meeting",
        LAST => "last-meeting",
        words => words,
    };
    let date = date.map(|date| date.format("%Y-%m-%d").to_string()).filter(|date| !words.contains(date.as_str()));
    let whole = match date {
        // A year before the first or after the 9999th bears a sign.
        Some(date) => format!("{}-{words}", date.trim_start_matches(['+', '-'])),
        None => words.to_owned(),
    };
    cut(&whole, LONGEST).to_owned()
}

/// Whether a character that is not in a slug stands between two words. An apostrophe does not, nor a letter.
fn separates(c: char) -> bool {
    (c.is_ascii() && c != '\'') || c.is_whitespace() || ('\u{2010}'..='\u{2015}').contains(&c)
}

/// At most so many bytes of a slug, whole words if possible.
fn cut(slug: &str, most: usize) -> &str {
    let Some(head) = slug.get(..most).filter(|_| slug.len() > most) else { return slug };
    let in_a_word = !slug[most..].starts_with('-');
    let whole = head.rsplit_once('-').map(|(whole, _)| whole).filter(|whole| in_a_word && whole.len() * 2 > most);
    whole.unwrap_or(head).trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_title_becomes_a_name_that_can_be_typed() {
        assert_eq!(
            slug("DM Leadership Team — face-to-face (Tucson)", Some(date("2019-10-28"))),
            "2019-10-28-dm-leadership-team-face-to-face-tucson"
        );
        assert_eq!(slug("Wil O'Donovan's stand-up", None), "wil-odonovans-stand-up");
        assert_eq!(slug("Réunion d’équipe", None), "runion-dquipe");
        assert_eq!(slug("Stand-up 2026-01-05", Some(date("2026-01-05"))), "stand-up-2026-01-05");
    }

    #[test]
    fn a_title_without_a_plain_letter_is_a_meeting() {
        assert_eq!(slug("会議", None), "meeting");
        assert_eq!(slug(" … ", Some(date("2026-01-05"))), "2026-01-05-meeting");
        assert_eq!(slug("../..", None), "meeting");
    }

    #[test]
    fn no_meeting_is_called_last() {
        assert_eq!(slug("Last!", None), "last-meeting");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let name = slug(&"steering committee ".repeat(20), Some(date("2026-01-05")));
        assert!(name.len() <= 80 && name.ends_with("-steering"), "{name}");
        assert_eq!(slug(&"x".repeat(300), None).len(), 80);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        for expected in ["retro", "retro-2", "retro-3"] {
            let name = folder.free_slug("Retro", None);
            assert_eq!(name, expected);
            crate::journal::create_folder(&folder.meeting(&name)).unwrap();
        }
        let long = folder.free_slug(&"x".repeat(300), None);
        crate::journal::create_folder(&folder.meeting(&long)).unwrap();
        let second = folder.free_slug(&"x".repeat(300), None);
        assert!(second.len() == 80 && second.ends_with("x-2"), "{second}");
    }

    proptest! {
        #[test]
        fn every_title_gives_a_safe_name(title in any::<String>(), day in proptest::option::of(0_i32..3_000_000)) {
            let name = slug(&title, day.and_then(NaiveDate::from_num_days_from_ce_opt));
            prop_assert!(!name.is_empty() && name.len() <= 80);
            prop_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", name);
            prop_assert!(!name.starts_with('-') && !name.ends_with('-') && name != LAST);
        }
    }
}
