//! The journal as the shell sees it: acts and half-typed lines go in, and how safe they are comes out.
//!
//! What was given is with the kernel when the call returns, or [`Journal::state`] says that it is not. Not here:
//! what an act means, and reading the journals of other writers (see `archive`).

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use super::file::{self, JournalFile, Lock, OpenError, draft_path, io_error, journal_path};
use super::record::encode;
use super::tail::{NotSaved, Pace, Saved, Shared, Tail, Wake};
use super::thread::run;
use super::{Drafts, Memory, Recovered, Storage, draft, recover_drafts};
use crate::meeting::{Act, Draft, WriterId};

/// One writer's journal of one meeting, open and locked.
pub struct Journal {
    writer: WriterId,
    seq: u64,
    line: Vec<u8>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    _lock: Option<Lock>,
}

/// A journal that was there before, and what it held.
pub struct Reopened {
    /// To go on with.
    pub journal: Journal,
    /// Its records, and what was wrong with it (a torn tail, nothing else).
    pub recovered: Recovered,
    /// Half-typed lines.
    pub drafts: Drafts,
    /// Where the torn tail now is.
    pub aside: Option<PathBuf>,
}

impl Journal {
    /// Begins a journal in a meeting's folder, which is made if need be, with its first act: the one that says that
    /// the meeting was opened. Both are on the disk when this returns. `host` names program and machine.
    pub fn create(folder: &Path, writer: WriterId, host: &str, first: &Act, wake: Wake) -> Result<Self, OpenError> {
        file::create_folder(folder).map_err(io_error("create", folder))?;
        let lock = Lock::take(folder, writer, host)?;
        let mut header = Vec::new();
        encode(&mut header, writer, 1, first, Some(host))?;
        let journal = Arc::new(JournalFile::create(&journal_path(folder, writer), &header)?);
        let drafts = Arc::new(JournalFile::open(&draft_path(folder, writer), true)?);
        let tail = Tail::at(1, header.len() as u64, &Drafts::default(), 0);
        Self::over(writer, Shared::new(journal, drafts, Pace::default(), tail), wake, Some(lock))
            .map_err(io_error("start the thread of", folder))
    }

    /// Goes on with a journal. A torn tail is set aside; any other damage is an error, because nothing is added to a
    /// damaged file: the meeting can still be read, and gone on with as another writer.
    pub fn open(folder: &Path, writer: WriterId, host: &str, wake: Wake) -> Result<Reopened, OpenError> {
        let path = journal_path(folder, writer);
        let lock = Lock::take(folder, writer, host)?;
        let recovered = file::read(&path, Some(writer)).map_err(io_error("read", &path))?;
        if !recovered.damage.is_empty() {
            return Err(OpenError::Damaged { path, damage: recovered.damage });
        }
        let Some(seq) = recovered.records.last().map(|record| record.seq) else {
            return Err(OpenError::Empty(path));
        };
        let aside = recovered.torn.as_ref().map(|torn| file::set_aside(&path, torn)).transpose()?;
        let len = recovered.torn.as_ref().map_or(recovered.len, |torn| torn.start);
        let journal = Arc::new(JournalFile::open(&path, false)?);
        let draft_path = draft_path(folder, writer);
        let half_typed = Arc::new(JournalFile::open(&draft_path, true)?);
        let bytes = fs::read(&draft_path).map_err(io_error("read", &draft_path))?;
        let drafts = recover_drafts(&bytes, &recovered.records);
        let tail = Tail::at(seq, len, &drafts, bytes.len() as u64);
        let journal = Self::over(writer, Shared::new(journal, half_typed, Pace::default(), tail), wake, Some(lock))
            .map_err(io_error("start the thread of", folder))?;
        Ok(Reopened { journal, recovered, drafts, aside })
    }

    /// Begins a journal in memory, for tests of whatever writes one.
    pub fn in_memory(
        writer: WriterId,
        first: &Act,
        journal: Arc<Memory>,
        drafts: Arc<Memory>,
        wake: Wake,
    ) -> Result<Self, OpenError> {
        let mut header = Vec::new();
        encode(&mut header, writer, 1, first, None)?;
        let taken = journal.append(&header).and_then(|_| journal.sync());
        taken
            .and_then(|()| {
                let tail = Tail::at(1, header.len() as u64, &Drafts::default(), 0);
                Self::over(writer, Shared::new(journal, drafts, Pace::default(), tail), wake, None)
            })
            .map_err(io_error("begin", Path::new("memory")))
    }

    fn over(writer: WriterId, shared: Shared, wake: Wake, lock: Option<Lock>) -> std::io::Result<Self> {
        let seq = shared.tail().given;
        let shared = Arc::new(shared);
        let theirs = Arc::clone(&shared);
        let thread = Builder::new().name("journal".into()).spawn(move || run(&theirs, &wake))?;
        Ok(Self { writer, seq, line: Vec::new(), shared, thread: Some(thread), _lock: lock })
    }

    /// Whose journal it is.
    pub fn writer(&self) -> WriterId {
        self.writer
    }

    /// The number of the last act given.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Takes the next act, writes it, has it synced, and says its number.
    pub fn append(&mut self, act: &Act) -> u64 {
        self.seq += 1;
        self.line.clear();
        match encode(&mut self.line, self.writer, self.seq, act, None) {
            Ok(()) => self.shared.append(self.seq, &self.line),
            Err(error) => {
                // No event is like that; if one ever is, the next acts still get dense numbers.
                self.seq -= 1;
                self.shared.tail().unwritable = Some(format!("an act could not be written: {error}"));
                return self.seq;
            }
        }
        if let Some(key) = act.clears {
            let half_typed = &mut self.shared.tail().half_typed;
            half_typed.kept.remove(&key);
            half_typed.cleared_by = self.seq;
        }
        self.seq
    }

    /// Keeps a half-typed line as it is now; an empty text: there is none any more.
    pub fn keep_draft(&mut self, draft: &Draft) {
        self.line.clear();
        match draft::encode(&mut self.line, draft, self.seq) {
            Ok(()) => self.shared.keep(draft, self.seq, &self.line),
            Err(error) => self.shared.tail().unwritable = Some(format!("a line could not be kept: {error}")),
        }
    }

    /// How safe is what was given so far. Never waits for the disk.
    pub fn state(&self) -> Saved {
        self.shared.tail().saved()
    }

    /// Tries to bring everything to the disk now, waits for the outcome, and says it.
    pub fn flush(&self) -> Saved {
        self.shared.flush();
        self.state()
    }

    /// Brings everything to the disk and ends. What could not be brought there is handed back.
    pub fn close(mut self) -> Result<(), NotSaved> {
        self.end();
        self.shared.tail().not_saved().map_or(Ok(()), Err)
    }

    fn end(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.shared.close();
            // It fails only if the wake callback panicked; what it left undone is in the tail.
            let _ = thread.join();
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.end();
    }
}
