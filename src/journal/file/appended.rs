//! A file on a disk, open for appending, and those that are staged beside it.
//!
//! It is known by its open descriptor: what became of its name shows at the next sync. Not here: when what is written.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use super::{OpenError, io_error, next_file, private, sync_folder};
use crate::journal::Storage;
use crate::meeting::WriterId;

/// A file on a disk, open for appending.
#[derive(Debug)]
pub struct JournalFile {
    writer: WriterId,
    /// Where it is, or is to be; a journal's further file gets a number of its own.
    path: PathBuf,
    file: File,
    /// The number that a staged file got when it joined the journal.
    joined: OnceLock<PathBuf>,
    /// The folder has a new entry that was not synced.
    renamed: AtomicBool,
}

impl JournalFile {
    /// Makes a file that holds `header`, whole or not at all; on the disk with its folders after the first sync.
    pub(in crate::journal) fn create(path: &Path, writer: WriterId, header: &[u8]) -> Result<Self, OpenError> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(OpenError::Exists(path.to_owned()));
        }
        let made = Self::begin(path, writer, header, false).map_err(io_error("create", path))?;
        fs::rename(staged(path), path).map_err(io_error("create", path))?;
        Ok(made)
    }

    /// Opens a file for appending; with `create` it is made empty where there is none.
    pub(in crate::journal) fn open(path: &Path, writer: WriterId, create: bool) -> Result<Self, OpenError> {
        let made = create && fs::symlink_metadata(path).is_err();
        let file = private().read(true).append(true).create(create).open(path).map_err(io_error("open", path))?;
        Ok(Self { writer, path: path.to_owned(), file, joined: OnceLock::new(), renamed: AtomicBool::new(made) })
    }

    /// Makes a file that is to be `path` one day.
    pub(super) fn begin(path: &Path, writer: WriterId, bytes: &[u8], synced: bool) -> io::Result<Self> {
        let beside = staged(path);
        let _ = fs::remove_file(&beside);
        let mut file = private().read(true).append(true).create_new(true).open(&beside)?;
        let written = file.write_all(bytes).and_then(|()| if synced { file.sync_all() } else { Ok(()) });
        written.inspect_err(|_| drop(fs::remove_file(&beside)))?;
        Ok(Self { writer, path: path.to_owned(), file, joined: OnceLock::new(), renamed: AtomicBool::new(true) })
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// Where the file that is to be `path` is until then. No reader takes such a name for one of the meeting's.
fn staged(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-new");
    name.into()
}

impl Storage for JournalFile {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match (&self.file).write(bytes) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync(&self, len: u64) -> io::Result<()> {
        let found = self.file.metadata()?;
        // What bears the name now is what will be read: it may have been put in this file's place.
        let named = fs::symlink_metadata(self.joined.get().unwrap_or(&self.path));
        let is_there = match named {
            Ok(named) => (named.dev(), named.ino()) == (found.dev(), found.ino()),
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        if !is_there {
            return Err(io::Error::new(ErrorKind::NotFound, "the file is gone from its folder"));
        }
        if found.size() < len {
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "the file was cut short by another program"));
        }
        self.file.sync_data()?;
        if self.renamed.swap(false, Ordering::AcqRel) {
            sync_folder(self.folder()).inspect_err(|_| self.renamed.store(true, Ordering::Release))?;
        }
        Ok(())
    }

    fn contents(&self) -> io::Result<Vec<u8>> {
        let len = usize::try_from(self.file.metadata()?.size()).unwrap_or(usize::MAX);
        let mut bytes = vec![0; len];
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.file.read_at(rest, filled as u64) {
                Ok(0) => break,
                Ok(more) => filled += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<Arc<dyn Storage>> {
        Ok(Arc::new(Self::begin(&self.path, self.writer, bytes, true)?))
    }

    fn replace(&self) -> io::Result<()> {
        fs::rename(staged(&self.path), &self.path)
    }

    fn join(&self) -> io::Result<()> {
        let path = next_file(self.folder(), self.writer)?;
        fs::rename(staged(&self.path), &path)?;
        let _ = self.joined.set(path.clone());
        // Without its entry it would be tried again in yet another file.
        sync_folder(self.folder()).inspect_err(|_| drop(fs::remove_file(&path)))?;
        self.renamed.store(false, Ordering::Release);
        Ok(())
    }
}
