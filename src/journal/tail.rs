//! The journal's tail: what was given to it and is not on the disk yet, and the caller's half of bringing it there.
//!
//! The caller writes at once, so that a key is with the kernel before its frame; whatever failed or took too long is
//! kept in order for the thread (see `thread`). The lock between them is never held during a sync: typing never waits.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::file::now;
use super::{Drafts, Storage, draft};
use crate::meeting::{Draft, DraftKey};

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
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            slow: Duration::from_millis(20),
            first_retry: Duration::from_millis(50),
            longest_retry: Duration::from_secs(5),
            draft_sync: Duration::from_secs(1),
        }
    }
}

/// What the two threads share.
pub(super) struct Shared {
    pub(super) journal: Arc<dyn Storage>,
    pub(super) drafts: Arc<dyn Storage>,
    pub(super) pace: Pace,
    tail: Mutex<Tail>,
    pub(super) work: Condvar,
    pub(super) round_done: Condvar,
}

/// All that is between the caller and the disk.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own about the file or the thread
pub(super) struct Tail {
    /// The last act given, the last written, the last synced: sequence numbers.
    pub(super) given: u64,
    pub(super) written: u64,
    pub(super) synced: u64,
    /// The journal's length in whole lines, and up to where it is synced, in bytes.
    pub(super) whole: u64,
    pub(super) synced_len: u64,
    /// Written and not synced.
    pub(super) unsynced: Vec<u8>,
    /// Not written yet, in order.
    pub(super) waiting: VecDeque<Vec<u8>>,
    /// The file may end in half a line; it must be cut back to `whole` before anything is written.
    pub(super) torn: bool,
    /// A sync failed: the unsynced bytes must be written again before the next one is believed.
    pub(super) doubtful: bool,
    /// The thread is writing.
    pub(super) theirs: bool,
    /// A write took too long: until the thread has caught up, it alone writes.
    pub(super) slow: bool,
    /// The thread has ended.
    pub(super) gone: bool,
    /// An act that cannot be expressed as JSON. It cannot be retried.
    pub(super) unwritable: Option<String>,
    pub(super) write_fault: Option<String>,
    pub(super) sync_fault: Option<String>,
    pub(super) half_typed: HalfTyped,
    /// Flushes asked for and answered.
    pub(super) flushes: u64,
    pub(super) flushed: u64,
    pub(super) closing: bool,
}

/// The draft file's tail.
#[derive(Debug, Default)]
pub(super) struct HalfTyped {
    /// What counts, with the record after which it was typed.
    pub(super) kept: BTreeMap<DraftKey, (Draft, u64)>,
    /// The file's length in bytes.
    pub(super) len: u64,
    /// Its length when it was last written anew: what counts may itself be more than a full file.
    pub(super) renewed: u64,
    /// The file is to be written anew; until then it is still good.
    pub(super) stale: bool,
    /// The file is to be written anew, and until then nothing is added to it.
    pub(super) spoilt: bool,
    /// Lines typed since the thread began to write it anew.
    pub(super) catching_up: Option<Vec<u8>>,
    pub(super) unsynced: bool,
    pub(super) synced_at: Option<Instant>,
    pub(super) fault: Option<String>,
}

impl Shared {
    pub(super) fn new(journal: Arc<dyn Storage>, drafts: Arc<dyn Storage>, pace: Pace, tail: Tail) -> Self {
        let tail = Mutex::new(tail);
        Self { journal, drafts, pace, tail, work: Condvar::new(), round_done: Condvar::new() }
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
            match write_whole(&*self.journal, tail.whole, line) {
                Ok(()) => tail.wrote(line),
                Err(fault) => {
                    tail.torn = fault.torn;
                    tail.write_fault = Some(fault.why);
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
        let mut tail = self.tail();
        let half_typed = &mut tail.half_typed;
        if draft.text.is_empty() {
            half_typed.kept.remove(&draft.key);
        } else {
            half_typed.kept.insert(draft.key, (draft.clone(), seq));
        }
        if let Some(lines) = &mut half_typed.catching_up {
            lines.extend_from_slice(line);
        }
        if !half_typed.spoilt {
            let began = now();
            match write_whole(&*self.drafts, half_typed.len, line) {
                Ok(()) => half_typed.len += line.len() as u64,
                Err(fault) => half_typed.spoil(fault.why),
            }
            half_typed.spoilt |= now().duration_since(began) > self.pace.slow;
        }
        // The thread that waits to sync half-typed lines has its deadline already: waking it again for each key would
        // cost more than the key.
        let news =
            !std::mem::replace(&mut half_typed.unsynced, true) || half_typed.spoilt || half_typed.fault.is_some();
        drop(tail);
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

    /// Asks the thread for a last try and its end.
    pub(super) fn close(&self) {
        self.tail().closing = true;
        self.work.notify_one();
    }
}

impl Tail {
    /// The tail of a journal whose last record, all synced, is `seq`, and which is `len` bytes long. The draft file, of
    /// `draft_len` bytes, is written anew unless it is empty: what was typed after a record that a power cut took would
    /// else outlive the next record of that number.
    pub(super) fn at(seq: u64, len: u64, drafts: &Drafts, draft_len: u64) -> Self {
        let kept = drafts.drafts.iter().map(|draft| (draft.key, (draft.clone(), seq))).collect();
        // A damaged last line may lack its newline: nothing can be added after it.
        let (stale, spoilt) = (draft_len > 0, drafts.damaged > 0);
        let half_typed = HalfTyped { kept, len: draft_len, stale, spoilt, ..HalfTyped::default() };
        Self { given: seq, written: seq, synced: seq, whole: len, synced_len: len, half_typed, ..Self::default() }
    }

    /// What is lost with this program, if `saved` says that something is.
    pub(super) fn not_saved(&self) -> Option<NotSaved> {
        let why = match self.saved() {
            Saved::Saved => return None,
            Saved::Saving => String::new(),
            Saved::Failing { why, .. } => why,
        };
        let mut lines = self.unsynced.clone();
        lines.extend(self.waiting.iter().flatten());
        let drafts = self.half_typed.kept.values().map(|(draft, _)| draft.clone()).collect();
        Some(NotSaved { why, unsaved: self.unsaved(), lines, drafts })
    }

    /// How things stand.
    pub(super) fn saved(&self) -> Saved {
        let in_memory = self.written < self.given || self.half_typed.spoilt;
        let why = match self.fault() {
            Some(why) => why,
            None if in_memory => "the disk is slow",
            None if self.gone && self.synced < self.given => "the journal's thread has ended",
            None if self.synced < self.given => return Saved::Saving,
            None => return Saved::Saved,
        };
        Saved::Failing { why: why.to_owned(), unsaved: self.unsaved() }
    }

    /// How many acts are not synced.
    pub(super) fn unsaved(&self) -> usize {
        usize::try_from(self.given - self.synced).unwrap_or(usize::MAX)
    }

    pub(super) fn fault(&self) -> Option<&str> {
        let faults = [&self.unwritable, &self.write_fault, &self.sync_fault, &self.half_typed.fault];
        faults.into_iter().flatten().next().map(String::as_str)
    }

    pub(super) fn wrote(&mut self, line: &[u8]) {
        self.whole += line.len() as u64;
        self.unsynced.extend_from_slice(line);
        // The lines that wait are the acts just before `given`.
        self.written = self.given - self.waiting.len() as u64;
    }

    /// The next moment at which there is something to do; none: not before somebody asks.
    pub(super) fn due(&self, pace: Pace, retry_at: Option<Instant>) -> Option<Instant> {
        let now = now();
        if self.closing || self.flushes > self.flushed {
            return Some(now);
        }
        let half_typed = &self.half_typed;
        if self.torn || self.written < self.given || self.synced < self.written || half_typed.needs_renewal() {
            return Some(retry_at.unwrap_or(now));
        }
        let at = half_typed.synced_at.map_or(now, |at| at + pace.draft_sync);
        half_typed.unsynced.then(|| retry_at.map_or(at, |retry| retry.max(at)))
    }
}

impl HalfTyped {
    pub(super) fn needs_renewal(&self) -> bool {
        self.spoilt || self.stale || self.len > draft::FULL.max(2 * self.renewed)
    }

    pub(super) fn spoil(&mut self, why: String) {
        self.spoilt = true;
        self.fault = Some(why);
    }

    /// The file as it would be written anew.
    pub(super) fn anew(&self) -> Vec<u8> {
        let mut lines = Vec::new();
        for (draft, seq) in self.kept.values() {
            // What went in as JSON once does so again.
            let _ = draft::encode(&mut lines, draft, *seq);
        }
        lines
    }
}

pub(super) struct Fault {
    pub(super) why: String,
    /// The file may end in half a line.
    pub(super) torn: bool,
}

/// Writes a whole line or nothing.
pub(super) fn write_whole(storage: &dyn Storage, whole: u64, line: &[u8]) -> Result<(), Fault> {
    let why = match storage.append(line) {
        Ok(taken) if taken == line.len() => return Ok(()),
        Ok(taken) => format!("only {taken} of {} bytes could be written: is the disk full?", line.len()),
        Err(error) => error.to_string(),
    };
    Err(Fault { why, torn: storage.truncate(whole).is_err() })
}
