//! The journal's files on a disk: their names, their lock, their creation, and the tail that is set aside.
//!
//! Folders are the owner's alone (0700), so are files (0600); symbolic links are not followed. A file-size limit and a
//! closed pipe send signals before they are errors: the shell ignores SIGXFSZ and SIGPIPE, so that they arrive here.
#![allow(
    clippy::disallowed_methods,
    reason = "the journal's files and its clock are read here, and nowhere else in it"
)]

mod appended;
mod lock;
mod place;
mod system;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{DateTime, FixedOffset};

use super::record::Record;
use super::{Damage, Recovered, Recovery, parts};
use crate::meeting::WriterId;

pub use self::appended::JournalFile;
pub use self::lock::{Holder, Lock, holder, is_held, wait_gone};
pub(super) use self::place::{Move, Moved, go_elsewhere};
pub use self::system::file_system_of;
pub(super) use self::system::open_to_others;

/// Why a journal could not be opened or created.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another program has it open.
    #[error("the meeting is open in another program{}", lock::held_by(.holder.as_ref()))]
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

/// Where it says in which folder a writer's journal went on.
pub fn moved_path(folder: &Path, writer: WriterId) -> PathBuf {
    folder.join(format!("{writer}.moved"))
}

/// Makes a folder, and those above it that are missing, for the owner alone.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Reads one file of a journal line by line, never the whole of it at once. `writer`: whose it should be.
pub fn read(path: &Path, writer: Option<WriterId>) -> io::Result<Recovered> {
    let mut records = Vec::new();
    let mut recovery = Recovery::new(writer);
    read_lines(path, &mut recovery, &mut |record| records.push(record))?;
    Ok(Recovered { records, ..recovery.finish() })
}

/// A writer's journal, all its files together.
pub(super) struct Whole {
    pub(super) recovered: Recovered,
    /// Its first line, which begins every further file.
    pub(super) first: Vec<u8>,
    /// Its files, in order.
    pub(super) files: Vec<PathBuf>,
    /// Length of the last of them, without a torn tail.
    pub(super) len: u64,
}

/// Reads all of a writer's journal and hands over its records one by one. One file is read line by line; only where there
/// are several are they in memory.
pub(super) fn read_each(folder: &Path, writer: WriterId, each: &mut dyn FnMut(Record)) -> Result<Whole, OpenError> {
    let files = files_of(folder, writer).map_err(io_error("read", folder))?;
    let mut recovery = Recovery::new(Some(writer));
    if let [only] = &*files {
        let first = read_lines(only, &mut recovery, each).map_err(io_error("read", only))?;
        let recovered = recovery.finish();
        let len = recovered.torn.as_ref().map_or(recovered.len, |torn| torn.start);
        return Ok(Whole { recovered, first, files, len });
    }
    let mut contents = Vec::new();
    for file in &files {
        contents.push(read_whole(file).map_err(io_error("read", file))?);
    }
    let joined = parts::join(writer, &contents);
    joined.lines().for_each(|line| recovery.line(line, each));
    let recovered = Recovered { torn: joined.torn.clone(), ..recovery.finish() };
    let end = contents.last().map_or(0, |last| last.len() as u64);
    let len = joined.torn.as_ref().map_or(end, |torn| torn.start);
    let first = joined.lines().next().unwrap_or_default().to_vec();
    Ok(Whole { recovered, first, files, len })
}

/// Reads a file line by line; returns its first one.
fn read_lines(path: &Path, recovery: &mut Recovery, each: &mut dyn FnMut(Record)) -> io::Result<Vec<u8>> {
    let mut reader = BufReader::with_capacity(1 << 16, reading(path)?);
    let (mut first, mut line) = (Vec::new(), Vec::new());
    while reader.read_until(b'\n', &mut line)? > 0 {
        recovery.line(&line, each);
        if first.is_empty() {
            first.clone_from(&line);
        }
        line.clear();
    }
    Ok(first)
}

/// The files of a writer's journal that a folder holds, in order: `WRITER.jsonl`, `WRITER.2.jsonl`, …
pub fn files_of(folder: &Path, writer: WriterId) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(n) = number_of(&path, writer) {
            files.push((n, path));
        }
    }
    files.sort();
    Ok(files.into_iter().map(|(_, path)| path).collect())
}

/// Which of a writer's files a path is; the first is 1.
fn number_of(path: &Path, writer: WriterId) -> Option<u64> {
    let rest = path.file_name()?.to_str()?.strip_prefix(&writer.to_string())?.strip_suffix(".jsonl")?;
    match rest.strip_prefix('.') {
        None => rest.is_empty().then_some(1),
        Some(n) => n.parse().ok().filter(|n: &u64| *n > 1 && n.to_string().len() + 1 == rest.len()),
    }
}

/// The file in which a writer's journal goes on: the first one, or the one after the last.
fn next_file(folder: &Path, writer: WriterId) -> io::Result<PathBuf> {
    let last = files_of(folder, writer)?.last().and_then(|path| number_of(path, writer));
    Ok(last.map_or_else(|| journal_path(folder, writer), |n| folder.join(format!("{writer}.{}.jsonl", n + 1))))
}

/// The files of a writer's journal as far as they can be read.
pub(super) fn read_files(folder: &Path, writer: WriterId) -> Vec<Vec<u8>> {
    let files = files_of(folder, writer).unwrap_or_default();
    files.iter().filter_map(|file| read_whole(file).ok()).collect()
}

/// What another program is told about this one.
pub(super) fn this_program(host: &str, since: DateTime<FixedOffset>) -> Holder {
    Holder { pid: std::process::id(), host: host.to_owned(), since: Some(since) }
}

/// Reads a file whole, such as the half-typed lines, but never through a symbolic link.
pub fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reading(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A clock for how long the disk takes and when to try again; no time that is recorded comes from it.
pub(super) fn now() -> Instant {
    Instant::now()
}

/// A file of the owner's alone, never through a symbolic link. (The standard library adds close-on-exec itself.)
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    // A pipe under a journal's name must not keep anybody waiting.
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.mode(0o600).custom_flags(flags.bits().cast_signed());
    options
}

/// Opens a file for reading; anything else that bears the name is an error.
fn reading(path: &Path) -> io::Result<File> {
    let file = private().read(true).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::new(ErrorKind::InvalidInput, "not a file")) }
}

/// Syncs a folder with a new entry, and those above it up to the data folder, which may be new themselves.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()?;
    // What lies above may be somebody else's, and then it is not new.
    for above in folder.ancestors().skip(1).take(3) {
        let _ = File::open(above).and_then(|above| above.sync_all());
    }
    Ok(())
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
