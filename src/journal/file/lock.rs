//! Who writes a journal: a lock beside it that vanishes with its process, and says who has it.
//!
//! A second program that finds it taken can still read everything, follow, and wait until the first is gone. Not here:
//! what a program does that was refused.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{OpenError, io_error, private};
use crate::meeting::WriterId;

/// Somebody who only asks whether a lock is free has it for a moment: that long it is asked for again.
const PATIENCE: [Duration; 5] = [Duration::from_millis(10); 5];

/// The program that holds a journal's lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its process.
    pub pid: u32,
    /// What it called itself and its machine.
    pub host: String,
    /// Since when it has the journal open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<FixedOffset>>,
}

pub(super) fn held_by(holder: Option<&Holder>) -> String {
    let Some(Holder { pid, host, since }) = holder else { return String::new() };
    let since = since.map(|since| since.format(", since %Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    format!(" (process {pid}, {host}{since})")
}

/// Held while a journal is written. The kernel lets go of it with the process, so that none is ever stale.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Locks the journal of `writer`; `holder` is what another program will be told.
    pub fn take(folder: &Path, writer: WriterId, holder: &Holder) -> Result<Self, OpenError> {
        let path = lock_path(folder, writer);
        let error = |what| io_error(what, &path);
        let mut file =
            private().read(true).write(true).create(true).truncate(false).open(&path).map_err(error("open"))?;
        match patiently(|| file.try_lock()) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OpenError::Locked { holder: named_in(&mut file) }),
            Err(TryLockError::Error(source)) => return Err(error("lock")(source)),
        }
        // The lock is what counts; a full disk only leaves the next program without a name to show.
        let _ = serde_json::to_vec(holder).map_err(io::Error::from).and_then(|text| {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&text)
        });
        Ok(Self { file })
    }

    /// Whether this is the lock of that journal: a program that comes back to a folder holds it already.
    pub(super) fn is_of(&self, folder: &Path, writer: WriterId) -> bool {
        let there = fs::symlink_metadata(lock_path(folder, writer));
        let same = |found: &Metadata, there: &Metadata| (found.dev(), found.ino()) == (there.dev(), there.ino());
        self.file.metadata().is_ok_and(|held| there.is_ok_and(|there| same(&held, &there)))
    }
}

fn patiently(mut attempt: impl FnMut() -> Result<(), TryLockError>) -> Result<(), TryLockError> {
    for pause in PATIENCE {
        match attempt() {
            Err(TryLockError::WouldBlock) => sleep(pause),
            outcome => return outcome,
        }
    }
    attempt()
}

fn lock_path(folder: &Path, writer: WriterId) -> PathBuf {
    folder.join(format!("{writer}.lock"))
}

fn named_in(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

/// The program that writes a journal now, as far as it said who it is; none where nobody does.
pub fn holder(folder: &Path, writer: WriterId) -> Option<Holder> {
    let mut file = private().read(true).open(lock_path(folder, writer)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => named_in(&mut file),
        _ => None,
    }
}

/// Whether somebody writes a journal now.
pub fn is_held(folder: &Path, writer: WriterId) -> io::Result<bool> {
    let file = match private().read(true).open(lock_path(folder, writer)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        file => file?,
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Waits until nobody writes a journal any more, however long that takes. Who asks does not get it by that: between this
/// and opening it, another may be faster.
pub fn wait_gone(folder: &Path, writer: WriterId) -> io::Result<()> {
    let file = match private().read(true).open(lock_path(folder, writer)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        file => file?,
    };
    loop {
        match file.lock_shared() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}
