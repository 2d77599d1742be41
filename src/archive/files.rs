//! Which files of a meeting's folder are journals, and what their names say.
//!
//! A writer's journal is `WRITER.jsonl` and goes on in `WRITER.2.jsonl` and so on; whatever else ends in `.jsonl` is a copy
//! that some carrier of folders made. Symbolic links are not followed. Not here: what is in the files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::meeting::WriterId;

/// The journals of a folder.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Those with the names of writers first, each in the order in which it was written, then the copies by name.
    pub(super) journals: Vec<PathBuf>,
    /// What is called like a journal and is no file: symbolic links, folders.
    pub(super) others: Vec<PathBuf>,
}

impl Files {
    /// Those of a folder.
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        let mut files = Self::default();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if path.extension().is_none_or(|ending| ending != "jsonl") {
                continue;
            }
            let place = if entry.file_type()?.is_file() { &mut files.journals } else { &mut files.others };
            place.push(path);
        }
        files.journals.sort_by_cached_key(|path| (part(path).is_none(), part(path), path.clone()));
        files.others.sort();
        Ok(files)
    }
}

/// Whose journal a file is by its name, and which part of it, from 1; none for a copy.
pub(super) fn part(path: &Path) -> Option<(WriterId, u32)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    match name.split_once('.') {
        None => Some((name.parse().ok()?, 1)),
        Some((writer, part)) => {
            let number = part.parse::<u32>().ok().filter(|number| *number > 1 && part == number.to_string())?;
            Some((writer.parse().ok()?, number))
        }
    }
}

/// What is to be said about something that is called like a journal and is no file.
pub(super) fn no_file(path: &Path) -> String {
    format!("{}: no file of its own (a link or a folder); not read", path.display())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn journals_come_in_the_order_in_which_they_were_written_and_copies_last() {
        let home = tempfile::tempdir().unwrap();
        let names = [
            "0000000a.sync-conflict-1.jsonl",
            "0000000a.10.jsonl",
            "0000000a.2.jsonl",
            "0000000b.jsonl",
            "0000000a.jsonl",
            "0000000a.draft",
        ];
        for name in names {
            fs::write(home.path().join(name), "").unwrap();
        }
        symlink(home.path().join("0000000b.jsonl"), home.path().join("0000000c.jsonl")).unwrap();
        fs::create_dir(home.path().join("folder.jsonl")).unwrap();
        let files = Files::of(home.path()).unwrap();
        let names = |paths: &[PathBuf]| {
            paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            names(&files.journals),
            [
                "0000000a.jsonl",
                "0000000a.2.jsonl",
                "0000000a.10.jsonl",
                "0000000b.jsonl",
                "0000000a.sync-conflict-1.jsonl"
            ]
        );
        assert_eq!(names(&files.others), ["0000000c.jsonl", "folder.jsonl"]);
    }

    #[test]
    fn a_name_that_is_not_quite_a_writers_is_a_copys() {
        let named = |name: &str| part(Path::new(name)).map(|(writer, part)| (writer.0, part));
        assert_eq!(named("/x/0000000a.jsonl"), Some((10, 1)));
        assert_eq!(named("0000000a.12.jsonl"), Some((10, 12)));
        for copy in ["0000000A.jsonl", "0000000a.1.jsonl", "0000000a.02.jsonl", "0000000a (2).jsonl", "a.jsonl", "x"] {
            assert_eq!(named(copy), None, "{copy}");
        }
    }
}
