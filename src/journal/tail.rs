//! The journal's tail: what was given to it and is not on the disk yet, and the caller's half of bringing it there.
//!
//! The caller writes at once, so that a key is with the kernel before its frame; whatever failed or took too long is
//! kept in order for the thread (see `thread`). The lock between them is never held during a sync: typing never waits.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Storage;
use super::file::{Holder, Lock, now};
use super::half_typed::HalfTyped;
use super::read_back::Sources;
use crate::meeting::{Draft, WriterId};

/// Called by the journal's thread when what it has to say has changed.
pub type Wake = Box<dyn Fn() + Send>;

/// How safe is what the scribe sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Every act is synced: it survives a power cut. (A half-typed line is with the kernel, and synced within a second.)
    Saved,
    /// Every act is with the kernel, so that it survives this program; the disk is at work.
    Saving,
    /// Something is in this program's memory alone, or the disk did not take it. It is tried again and again.
    Failing {
        /// What the system said.
        why: String,
        /// Acts that are not synced; 0 where only a half-typed line is in danger.
        unsaved: usize,
    },
}

/// What could not be brought to the disk when the journal was closed.
#[derive(Debug, thiserror::Error)]
#[error("{unsaved} not saved: {why}")]
pub struct NotSaved {
    /// What the system said.
    pub why: String,
    /// How many acts are not synced.
    pub unsaved: usize,
    /// Their lines, in order, to be kept elsewhere.
    pub lines: Vec<u8>,
    /// The half-typed lines.
    pub drafts: Vec<Draft>,
}

/// The times that rule the thread.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// A write that takes longer moves those after it to the thread.
    pub(super) slow: Duration,
    /// The wait before a failed call is tried again; it doubles up to the longest.
    pub(super) first_retry: Duration,
    /// The longest such wait.
    pub(super) longest_retry: Duration,
    /// A half-typed line is synced this long after a key at the latest.
    pub(super) draft_sync: Duration,
    /// A disk that takes longer to sync than this does not answer.
    pub(super) patience: Duration,
    /// The end waits this long for it at most.
    pub(super) farewell: Duration,
}

/// A disk that takes longer for a call is said not to answer.
pub const PATIENCE: Duration = Duration::from_secs(5);

impl Default for Pace {
    fn default() -> Self {
        Self {
            slow: Duration::from_millis(20),
            first_retry: Duration::from_millis(50),
            longest_retry: Duration::from_secs(5),
            draft_sync: Duration::from_secs(1),
            patience: PATIENCE,
            farewell: Duration::from_secs(10),
        }
    }
}

/// What the two threads share.
pub(super) struct Shared {
    pub(super) writer: WriterId,
    /// What other programs are told.
    pub(super) holder: Holder,
    pub(super) pace: Pace,
    tail: Mutex<Tail>,
    pub(super) work: Condvar,
    pub(super) round_done: Condvar,
}

/// Where a journal is written.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    /// The journal's files that are no longer written, the oldest first.
    pub(super) older: Vec<Arc<dyn Storage>>,
    /// The one that is.
    pub(super) journal: Arc<dyn Storage>,
    /// Held here and in the folders before.
    pub(super) locks: Vec<Lock>,
}

/// All that is between the caller and the disk.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own about the file or the thread
pub(super) struct Tail {
    pub(super) place: Place,
    /// The journal's first line, which begins every further file.
    pub(super) first: Vec<u8>,
    /// The last act given, the last written, the last synced: sequence numbers.
    pub(super) given: u64,
    pub(super) written: u64,
    pub(super) synced: u64,
    /// The file's length in whole lines.
    pub(super) whole: u64,
    /// Written and not synced.
    pub(super) unsynced: Vec<u8>,
    /// Not written yet, in order.
    pub(super) waiting: VecDeque<Vec<u8>>,
    /// The file may end in half a line; it must be cut back to `whole` before anything is written.
    pub(super) torn: bool,
    /// The file can no longer be believed: the journal must go on in another.
    pub(super) doubt: Option<Doubt>,
    /// The thread is writing.
    pub(super) theirs: bool,
    /// A write took too long: until the thread has caught up, it alone writes.
    pub(super) slow: bool,
    /// A sync is under way, and should be over by then.
    pub(super) answer_by: Option<Instant>,
    /// The thread has ended.
    pub(super) gone: bool,
    /// It was not to end.
    pub(super) panicked: bool,
    pub(super) faults: Faults,
    pub(super) half_typed: HalfTyped,
    /// Flushes asked for and answered.
    pub(super) flushes: u64,
    pub(super) flushed: u64,
    pub(super) closing: bool,
    /// The folder in which the scribe wants to go on.
    pub(super) asked: Option<PathBuf>,
    /// What is to be told to the scribe, once.
    pub(super) reports: Vec<String>,
    /// Something is new that the state does not show.
    pub(super) news: bool,
}

/// Why a file is not believed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// A call failed after which nobody knows what the disk has of the bytes that were not synced.
    Unsynced,
    /// It is gone from its folder, and what was synced with it.
    Gone,
}

/// What the system said, call by call.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// An act that cannot be expressed as JSON. It cannot be retried.
    pub(super) unwritable: Option<String>,
    /// The other place that the scribe asked for; it counts while this one fails.
    pub(super) place: Option<String>,
    pub(super) write: Option<String>,
    pub(super) sync: Option<String>,
}

impl Shared {
    pub(super) fn new(writer: WriterId, holder: Holder, pace: Pace, tail: Tail) -> Self {
        let tail = Mutex::new(tail);
        Self { writer, holder, pace, tail, work: Condvar::new(), round_done: Condvar::new() }
    }

    pub(super) fn tail(&self) -> MutexGuard<'_, Tail> {
        self.tail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands the journal the line of act `seq`: written at once if the way is free, else kept in order.
    pub(super) fn append(&self, seq: u64, line: &[u8]) {
        let mut tail = self.tail();
        tail.given = seq;
        if tail.theirs || tail.slow || tail.torn || !tail.waiting.is_empty() {
            tail.waiting.push_back(line.to_vec());
        } else {
            let began = now();
            match write_whole(&*tail.place.journal, tail.whole, line) {
                Ok(()) => tail.wrote(line),
                Err(fault) => {
                    tail.torn = fault.torn;
                    tail.faults.write = Some(fault.why);
                    tail.waiting.push_back(line.to_vec());
                }
            }
            tail.slow = now().duration_since(began) > self.pace.slow;
        }
        drop(tail);
        self.work.notify_one();
    }

    /// Hands the draft file a line, encoded, about `draft`.
    pub(super) fn keep(&self, draft: &Draft, seq: u64, line: &[u8]) {
        let news = self.tail().half_typed.keep(draft, seq, line, self.pace.slow);
        if news {
            self.work.notify_one();
        }
    }

    /// Asks for one try at writing and syncing everything, without waiting for the next retry, and waits for its end.
    pub(super) fn flush(&self) {
        let mut tail = self.tail();
        tail.flushes += 1;
        let mine = tail.flushes;
        self.work.notify_one();
        while tail.flushed < mine && !tail.gone {
            tail = self.round_done.wait(tail).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Asks the thread to go on in another folder.
    pub(super) fn go_elsewhere(&self, folder: PathBuf) {
        self.tail().asked = Some(folder);
        self.work.notify_one();
    }

    /// What is lost with this program, if the state says that something is.
    pub(super) fn not_saved(&self) -> Option<NotSaved> {
        let tail = self.tail();
        let why = match tail.saved() {
            Saved::Saved => return None,
            Saved::Saving => "the disk does not answer".to_owned(),
            // Nothing is to be done any more, and there is nobody to do it.
            Saved::Failing { unsaved: 0, .. } if tail.panicked && !tail.half_typed.spoilt => return None,
            Saved::Failing { why, .. } => why,
        };
        let lines = if tail.doubt == Some(Doubt::Gone) {
            Sources::of(&tail).read(self.writer, tail.given).lines
        } else {
            tail.unsynced.iter().chain(tail.waiting.iter().flatten()).copied().collect()
        };
        let drafts = tail.half_typed.kept.values().map(|(draft, _)| draft.clone()).collect();
        Some(NotSaved { why, unsaved: tail.unsaved(), lines, drafts })
    }

    /// Asks the thread for a last try and its end, and says whether it has ended: a disk that hangs must not keep the
    /// scribe in a program that cannot be left.
    pub(super) fn close(&self) -> bool {
        let mut tail = self.tail();
        tail.closing = true;
        self.work.notify_one();
        let until = now() + self.pace.farewell;
        while !tail.gone {
            let left = until.saturating_duration_since(now());
            if left.is_zero() {
                return false;
            }
            tail = self.round_done.wait_timeout(tail, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

impl Tail {
    /// The tail of a journal whose last record, all synced, is `seq`, and whose last file is `whole` bytes long.
    pub(super) fn at(place: Place, (seq, whole): (u64, u64), half_typed: HalfTyped) -> Self {
        Self {
            place,
            first: Vec::new(),
            given: seq,
            written: seq,
            synced: seq,
            whole,
            unsynced: Vec::new(),
            waiting: VecDeque::new(),
            torn: false,
            doubt: None,
            theirs: false,
            slow: false,
            answer_by: None,
            gone: false,
            panicked: false,
            faults: Faults::default(),
            half_typed,
            flushes: 0,
            flushed: 0,
            closing: false,
            asked: None,
            reports: Vec::new(),
            news: false,
        }
    }

    /// How things stand.
    pub(super) fn saved(&self) -> Saved {
        let in_memory = self.written < self.given || self.half_typed.spoilt;
        let why = match self.fault() {
            Some(why) => match &self.faults.place {
                Some(place) => return Saved::Failing { why: format!("{why}; {place}"), unsaved: self.unsaved() },
                None => why,
            },
            None if self.panicked => "the journal's thread has ended",
            None if in_memory => "the disk is slow",
            None if self.synced < self.given && self.answer_by.is_some_and(|by| by <= now()) => {
                "the disk does not answer"
            }
            None if self.synced < self.given => return Saved::Saving,
            None => return Saved::Saved,
        };
        Saved::Failing { why: why.to_owned(), unsaved: self.unsaved() }
    }

    /// How many acts are not synced: all of them, where the file is gone.
    pub(super) fn unsaved(&self) -> usize {
        let synced = if self.doubt == Some(Doubt::Gone) { 0 } else { self.synced };
        usize::try_from(self.given - synced).unwrap_or(usize::MAX)
    }

    /// Has the scribe told something.
    pub(super) fn report(&mut self, what: String) {
        self.reports.push(what);
        self.news = true;
    }

    pub(super) fn fault(&self) -> Option<&str> {
        let Faults { unwritable, write, sync, .. } = &self.faults;
        [unwritable, write, sync, &self.half_typed.fault].into_iter().flatten().next().map(String::as_str)
    }

    /// Takes note that a line given was written.
    pub(super) fn wrote(&mut self, line: &[u8]) {
        self.whole += line.len() as u64;
        self.unsynced.extend_from_slice(line);
        // The lines that wait are the acts just before `given`.
        self.written = self.given - self.waiting.len() as u64;
    }

    /// Takes note that the acts up to `seq` are synced, `len` bytes of what was not.
    pub(super) fn acknowledge(&mut self, seq: u64, len: usize) {
        self.unsynced.drain(..len);
        self.synced = seq;
        self.faults.sync = None;
    }

    /// Every act is synced.
    pub(super) fn settled(&self) -> bool {
        self.synced == self.given && self.doubt.is_none()
    }

    /// The next moment at which there is something to do; none: not before somebody asks.
    pub(super) fn due(&self, pace: Pace, retry_at: Option<Instant>) -> Option<Instant> {
        let now = now();
        if self.closing || self.flushes > self.flushed || self.asked.is_some() {
            return Some(now);
        }
        if self.torn || !self.settled() || self.half_typed.needs_renewal(true) {
            return Some(retry_at.unwrap_or(now));
        }
        let at = self.half_typed.sync_due(pace.draft_sync);
        at.map(|at| retry_at.map_or(at, |retry| retry.max(at)))
    }
}

/// Why a line could not be written.
pub(super) struct Fault {
    pub(super) why: String,
    /// The file may end in half a line.
    pub(super) torn: bool,
}

/// Writes a whole line or nothing.
pub(super) fn write_whole(storage: &dyn Storage, whole: u64, line: &[u8]) -> Result<(), Fault> {
    if line.is_empty() {
        return Ok(());
    }
    let why = match storage.append(line) {
        Ok(taken) if taken == line.len() => return Ok(()),
        Ok(taken) => format!("only {taken} of {} bytes could be written: is the disk full?", line.len()),
        Err(error) => error.to_string(),
    };
    Err(Fault { why, torn: storage.truncate(whole).is_err() })
}
