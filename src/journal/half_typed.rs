//! The half-typed lines on their way to their file.
//!
//! Every key is a line at the file's end, written at once. When the file is full it is written anew beside itself, and
//! while that takes its place each key goes to both, so that no key ever waits and none is lost. See `draft` for a line.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::file::now;
use super::tail::{Fault, write_whole};
use super::{Drafts, Storage, draft};
use crate::meeting::{Draft, DraftKey};

/// Past this many bytes a file in which nothing counts any more is emptied.
const SPENT: u64 = 32 * 1024;

/// The draft file's tail.
pub(super) struct HalfTyped {
    pub(super) file: Arc<dyn Storage>,
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
    /// The file that is about to take its place.
    pub(super) twin: Option<Twin>,
    pub(super) unsynced: bool,
    pub(super) synced_at: Option<Instant>,
    pub(super) fault: Option<String>,
}

/// A file written anew.
pub(super) struct Twin {
    pub(super) file: Arc<dyn Storage>,
    pub(super) len: u64,
    pub(super) fault: Option<String>,
}

impl Twin {
    pub(super) fn add(&mut self, lines: &[u8]) {
        if self.fault.is_none() {
            match write_whole(&*self.file, self.len, lines) {
                Ok(()) => self.len += lines.len() as u64,
                Err(Fault { why, .. }) => self.fault = Some(why),
            }
        }
    }
}

impl HalfTyped {
    /// The tail of a file of `len` bytes, written beside a journal whose last record is `seq`. It is written anew unless it
    /// is empty: what was typed after a record that a power cut took would else outlive the next record of that number.
    pub(super) fn at(file: Arc<dyn Storage>, drafts: &Drafts, seq: u64, len: u64) -> Self {
        Self {
            file,
            kept: drafts.drafts.iter().map(|draft| (draft.key, (draft.clone(), seq))).collect(),
            len,
            renewed: 0,
            stale: len > 0,
            // A damaged last line may lack its newline: nothing can be added after it.
            spoilt: drafts.damaged > 0,
            catching_up: None,
            twin: None,
            unsynced: false,
            synced_at: None,
            fault: None,
        }
    }

    /// Writes a line, encoded, about `draft`. Says whether the thread is to be told.
    pub(super) fn keep(&mut self, draft: &Draft, seq: u64, line: &[u8], slow: Duration) -> bool {
        if draft.text.is_empty() {
            self.kept.remove(&draft.key);
        } else {
            self.kept.insert(draft.key, (draft.clone(), seq));
        }
        if let Some(lines) = &mut self.catching_up {
            lines.extend_from_slice(line);
        }
        if let Some(twin) = &mut self.twin {
            twin.add(line);
        }
        if !self.spoilt {
            let began = now();
            match write_whole(&*self.file, self.len, line) {
                Ok(()) => self.len += line.len() as u64,
                Err(fault) => self.spoil(fault.why),
            }
            self.spoilt |= now().duration_since(began) > slow;
        }
        // The thread that waits to sync half-typed lines has its deadline already: waking it again for each key would
        // cost more than the key.
        !std::mem::replace(&mut self.unsynced, true) || self.spoilt || self.fault.is_some()
    }

    /// Whether the file is to be written anew; `settled`: every act is synced, so that a line which one of them
    /// committed is no longer needed here.
    pub(super) fn needs_renewal(&self, settled: bool) -> bool {
        let full = self.stale || self.len > draft::FULL.max(2 * self.renewed);
        self.spoilt || settled && (full || self.kept.is_empty() && self.len > SPENT)
    }

    /// The next moment at which it is to be synced.
    pub(super) fn sync_due(&self, pause: Duration) -> Option<Instant> {
        self.unsynced.then(|| self.synced_at.map_or_else(now, |at| at + pause))
    }

    pub(super) fn spoil(&mut self, why: String) {
        self.spoilt = true;
        self.fault = Some(why);
    }

    /// It could not be written anew, which is tried again. What is typed still goes to the old file.
    pub(super) fn not_renewed(&mut self, why: String) {
        self.stale = true;
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

    /// Goes on in a file that was written anew.
    pub(super) fn go_on(&mut self, Twin { file, len, fault }: Twin) {
        self.file = file;
        self.len = len;
        self.renewed = len;
        self.stale = false;
        self.unsynced = true;
        self.spoilt = fault.is_some();
        self.fault = fault;
    }
}
