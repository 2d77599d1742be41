//! The journal's files on a disk: their names, their lock, their creation, and the tail that is set aside.
//!
//! Folders are the owner's alone (0700), so are files (0600); symbolic links are not followed. A file-size limit and a
//! closed pipe send signals before they are errors: the shell ignores SIGXFSZ and SIGPIPE, so that they arrive here.
#![allow(
    clippy::disallowed_methods,
    reason = "the journal's files and its clock are read here, and nowhere else in it"
)]

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::record::Record;
use super::{Damage, Recovered, Recovery, Storage};
use crate::meeting::WriterId;

/// Why a journal could not be opened or created.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another program has it open.
    #[error("the meeting is open in another program{}", held_by(.holder.as_ref()))]
    Locked {
        /// Which, where known.
        holder: Option<Holder>,
    },
    /// A journal of that writer is there already.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// Lines are not as they were written: nothing is added to such a file.
    #[error("{} is damaged: {}", .path.display(), first(.damage))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        damage: Vec<Damage>,
    },
    /// No record could be read, so nobody knows whose journal this is.
    #[error("{} holds no readable record", .0.display())]
    Empty(PathBuf),
    /// The act that was to be the first record could not be written as JSON.
    #[error("the first record cannot be written: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// The system said no.
    #[error("cannot {what} {}: {source}", .path.display())]
    Io {
        /// `open`, `lock`, …
        what: &'static str,
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// The program that holds a journal's lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its process.
    pub pid: u32,
    /// What it called itself and its machine.
    pub host: String,
}

fn held_by(holder: Option<&Holder>) -> String {
    holder.map(|Holder { pid, host }| format!(" (process {pid}, {host})")).unwrap_or_default()
}

fn first(damage: &[Damage]) -> String {
    match damage {
        [] => String::new(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
    }
}

pub(super) fn io_error<'a>(what: &'static str, path: &'a Path) -> impl Fn(io::Error) -> OpenError + use<'a> {
    move |source| OpenError::Io { what, path: path.to_owned(), source }
}

/// The journal of a writer in a meeting's folder.
pub fn journal_path(folder: &Path, writer: WriterId) -> PathBuf {
    folder.join(format!("{writer}.jsonl"))
}

/// The half-typed lines of a writer in a meeting's folder.
pub fn draft_path(folder: &Path, writer: WriterId) -> PathBuf {
    folder.join(format!("{writer}.draft"))
}

/// Makes a folder, and those above it that are missing, for the owner alone.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Reads a journal line by line, never the whole of it at once. `writer`: whose it should be.
pub fn read(path: &Path, writer: Option<WriterId>) -> io::Result<Recovered> {
    let mut records = Vec::new();
    let recovered = read_each(path, writer, &mut |record| records.push(record))?;
    Ok(Recovered { records, ..recovered })
}

/// As [`read`], but hands over the records one by one.
pub(super) fn read_each(path: &Path, writer: Option<WriterId>, each: &mut dyn FnMut(Record)) -> io::Result<Recovered> {
    let mut reader = BufReader::with_capacity(1 << 16, private().read(true).open(path)?);
    let mut recovery = Recovery::new(writer);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        recovery.line(&line, each);
        line.clear();
    }
    Ok(recovery.finish())
}

/// Reads a file whole, such as the half-typed lines, but never through a symbolic link.
pub fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    private().read(true).open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A clock for how long the disk takes and when to try again; no time that is recorded comes from it.
pub(super) fn now() -> Instant {
    Instant::now()
}

/// A file of the owner's alone, never through a symbolic link. (The standard library adds close-on-exec itself.)
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    options
}

/// Syncs a folder with a new entry, and those above it up to the data folder, which may be new themselves.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()?;
    // What lies above may be somebody else's, and then it is not new.
    for above in folder.ancestors().skip(1).take(2) {
        let _ = File::open(above).and_then(|above| above.sync_all());
    }
    Ok(())
}

/// Held while a journal is written. The kernel lets go of it with the process, so that none is ever stale.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Locks the journal of `writer`; `host` is what another program will be told.
    pub fn take(folder: &Path, writer: WriterId, host: &str) -> Result<Self, OpenError> {
        let path = folder.join(format!("{writer}.lock"));
        let error = |what| io_error(what, &path);
        let mut file =
            private().read(true).write(true).create(true).truncate(false).open(&path).map_err(error("open"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let holder = file.read_to_string(&mut text).ok().and_then(|_| serde_json::from_str(&text).ok());
                return Err(OpenError::Locked { holder });
            }
            Err(TryLockError::Error(source)) => return Err(error("lock")(source)),
        }
        let holder = Holder { pid: std::process::id(), host: host.to_owned() };
        // The lock is what counts; a full disk only leaves the next program without a name to show.
        let _ = serde_json::to_vec(&holder).map_err(io::Error::from).and_then(|text| {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&text)
        });
        Ok(Self { _file: file })
    }
}

/// Whether somebody writes a journal now.
pub fn is_held(folder: &Path, writer: WriterId) -> io::Result<bool> {
    let file = match private().read(true).open(folder.join(format!("{writer}.lock"))) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        file => file?,
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// A file on a disk, open for appending.
#[derive(Debug)]
pub struct JournalFile {
    path: PathBuf,
    folder: PathBuf,
    file: Mutex<Arc<File>>,
    staged: Mutex<Option<File>>,
    /// The folder has a new entry that was not synced.
    renamed: AtomicBool,
}

impl JournalFile {
    /// Makes a file that holds `header`, whole or not at all; on the disk with its folders after the first sync.
    pub(super) fn create(path: &Path, header: &[u8]) -> Result<Self, OpenError> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(OpenError::Exists(path.to_owned()));
        }
        let staged = path.with_extension("new");
        let error = |what| io_error(what, &staged);
        let _ = fs::remove_file(&staged);
        let mut file = private().append(true).create_new(true).open(&staged).map_err(error("create"))?;
        file.write_all(header).map_err(error("write"))?;
        fs::rename(&staged, path).map_err(io_error("create", path))?;
        Ok(Self { renamed: AtomicBool::new(true), ..Self::over(path, file) })
    }

    /// Opens a file for appending; with `create` it is made empty where there is none.
    pub(super) fn open(path: &Path, create: bool) -> Result<Self, OpenError> {
        let file = private().append(true).create(create).open(path).map_err(io_error("open", path))?;
        Ok(Self::over(path, file))
    }

    fn over(path: &Path, file: File) -> Self {
        Self {
            path: path.to_owned(),
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            file: Mutex::new(Arc::new(file)),
            staged: Mutex::new(None),
            renamed: AtomicBool::new(false),
        }
    }

    fn file(&self) -> Arc<File> {
        Arc::clone(&lock(&self.file))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Storage for JournalFile {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        let file = self.file();
        loop {
            match (&*file).write(bytes) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        self.file().set_len(len)
    }

    fn sync(&self) -> io::Result<()> {
        self.file().sync_data()?;
        if self.renamed.swap(false, Ordering::AcqRel) {
            sync_folder(&self.folder).inspect_err(|_| self.renamed.store(true, Ordering::Release))?;
        }
        Ok(())
    }

    fn write_again(&self, from: u64, bytes: &[u8]) -> io::Result<()> {
        // Not through the file itself: on Linux a positioned write to a file opened for appending appends.
        private().write(true).open(&self.path)?.write_all_at(bytes, from)
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<()> {
        let path = self.path.with_extension("draft-new");
        let _ = fs::remove_file(&path);
        let mut file = private().append(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        *lock(&self.staged) = Some(file);
        Ok(())
    }

    fn install(&self, more: &[u8]) -> io::Result<()> {
        let mut file = lock(&self.staged).take().ok_or(ErrorKind::NotFound)?;
        file.write_all(more)?;
        fs::rename(self.path.with_extension("draft-new"), &self.path)?;
        self.renamed.store(true, Ordering::Release);
        *lock(&self.file) = Arc::new(file);
        Ok(())
    }
}

/// Copies a torn tail into a file of its own beside the journal and cuts it off; returns that file. The copy is on the
/// disk before the cut.
pub(super) fn set_aside(path: &Path, torn: &Range<u64>) -> Result<PathBuf, OpenError> {
    let journal = private().read(true).write(true).open(path).map_err(io_error("open", path))?;
    let mut tail = Vec::new();
    let mut from = &journal;
    from.seek(SeekFrom::Start(torn.start))
        .and_then(|_| from.take(torn.end - torn.start).read_to_end(&mut tail))
        .map_err(io_error("read", path))?;
    let (aside, mut file) = unused(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let kept = file.write_all(&tail).and_then(|()| file.sync_all()).and_then(|()| sync_folder(folder));
    kept.map_err(io_error("write", &aside))?;
    journal.set_len(torn.start).and_then(|()| journal.sync_all()).map_err(io_error("cut the torn end of", path))?;
    Ok(aside)
}

/// The first `WRITER.torn-N` that is not there yet, made.
fn unused(path: &Path) -> Result<(PathBuf, File), OpenError> {
    let mut n = 1_u32;
    loop {
        let aside = path.with_extension(format!("torn-{n}"));
        match private().write(true).create_new(true).open(&aside) {
            Ok(file) => return Ok((aside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && n < u32::MAX => n += 1,
            Err(error) => return Err(io_error("create", &aside)(error)),
        }
    }
}
