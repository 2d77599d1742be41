//! The journal's thread: brings to the disk what the caller could not, and syncs everything.
//!
//! A sync takes milliseconds and at times a fifth of a second, a write a microsecond; so the caller writes and this
//! thread syncs, one sync for all writes before it. It sleeps when nothing is to be done. Not here: what is written.

use std::sync::{MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::file::now;
use super::tail::{Shared, Tail, Wake, write_whole};

/// The thread: brings everything to the disk until the journal is closed.
pub(super) fn run(shared: &Shared, wake: &Wake) {
    let _end = End(shared);
    let mut retry: Option<(Instant, Duration)> = None;
    let mut tail = shared.tail();
    loop {
        tail = wait(shared, tail, retry.map(|(at, _)| at));
        let (closing, asked, before) = (tail.closing, tail.flushes, tail.saved());
        tail = write_waiting(shared, tail);
        tail = sync(shared, tail);
        tail = renew_drafts(shared, tail);
        tail = sync_drafts(shared, tail);
        let after = tail.saved();
        tail.slow &= tail.synced < tail.given;
        retry = tail.fault().is_some().then(|| {
            let pause = retry.map_or(shared.pace.first_retry, |(_, pause)| (pause * 2).min(shared.pace.longest_retry));
            (now() + pause, pause)
        });
        tail.flushed = asked;
        shared.round_done.notify_all();
        if closing {
            // Declared after it, the guard is let go of before `_end` takes it.
            return;
        }
        if before != after {
            drop(tail);
            wake();
            tail = shared.tail();
        }
    }
}

/// Says that the thread has ended, even if the wake callback panicked, so that nobody waits for it.
struct End<'a>(&'a Shared);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.tail().gone = true;
        self.0.round_done.notify_all();
    }
}

type Guard<'a> = MutexGuard<'a, Tail>;

/// Waits until there is something to do.
fn wait<'a>(shared: &'a Shared, mut tail: Guard<'a>, retry_at: Option<Instant>) -> Guard<'a> {
    loop {
        match tail.due(shared.pace, retry_at) {
            None => tail = shared.work.wait(tail).unwrap_or_else(PoisonError::into_inner),
            Some(at) => {
                let pause = at.saturating_duration_since(now());
                if pause.is_zero() {
                    return tail;
                }
                tail = shared.work.wait_timeout(tail, pause).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }
}

/// Writes the lines that wait, in order, until none waits or one fails.
fn write_waiting<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    tail.theirs = true;
    if tail.torn {
        let whole = tail.whole;
        drop(tail);
        let cut = shared.journal.truncate(whole);
        tail = shared.tail();
        tail.torn = cut.is_err();
    }
    while !tail.torn
        && let Some(line) = tail.waiting.pop_front()
    {
        let whole = tail.whole;
        drop(tail);
        let written = write_whole(&*shared.journal, whole, &line);
        tail = shared.tail();
        match written {
            Ok(()) => {
                tail.wrote(&line);
                tail.write_fault = None;
            }
            Err(fault) => {
                tail.torn = fault.torn;
                tail.write_fault = Some(fault.why);
                tail.waiting.push_front(line);
                break;
            }
        }
    }
    tail.theirs = false;
    tail
}

/// Syncs everything that was written before it began.
fn sync<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    if tail.synced >= tail.written {
        return tail;
    }
    let (seq, len, from) = (tail.written, tail.unsynced.len(), tail.synced_len);
    let again = tail.doubtful.then(|| tail.unsynced.clone());
    drop(tail);
    let written = again.map_or(Ok(()), |bytes| shared.journal.write_again(from, &bytes));
    let synced = written.and_then(|()| shared.journal.sync());
    tail = shared.tail();
    match synced {
        Ok(()) => {
            tail.unsynced.drain(..len);
            tail.synced_len += len as u64;
            tail.synced = seq;
            tail.sync_fault = None;
            tail.doubtful = false;
        }
        Err(error) => {
            tail.sync_fault = Some(error.to_string());
            tail.doubtful = true;
        }
    }
    tail
}

/// Writes the draft file anew beside itself where it is full or spoilt; the keys typed meanwhile go to both.
fn renew_drafts<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    if !tail.half_typed.needs_renewal() {
        return tail;
    }
    let anew = tail.half_typed.anew();
    tail.half_typed.catching_up = Some(Vec::new());
    drop(tail);
    let staged = shared.drafts.stage(&anew);
    tail = shared.tail();
    let half_typed = &mut tail.half_typed;
    let more = half_typed.catching_up.take().unwrap_or_default();
    match staged.and_then(|()| shared.drafts.install(&more)) {
        Ok(()) => {
            half_typed.len = (anew.len() + more.len()) as u64;
            half_typed.renewed = half_typed.len;
            half_typed.spoilt = false;
            half_typed.stale = false;
            half_typed.unsynced = true;
            half_typed.fault = None;
        }
        Err(error) => half_typed.spoil(error.to_string()),
    }
    tail
}

/// Syncs the draft file, a while after the last time or when everything is to be flushed.
fn sync_drafts<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    let urgent = tail.closing || tail.flushes > tail.flushed;
    let closing = tail.closing;
    let all_synced = tail.synced == tail.given;
    let half_typed = &mut tail.half_typed;
    let over = all_synced && half_typed.kept.is_empty() && half_typed.len > 0 && !half_typed.spoilt;
    // Emptied here and not by the next key, which would have to wait for the file system's own bookkeeping. After a
    // power cut an old line may be back, and the record that cleared it says so.
    if over && shared.drafts.truncate(0).is_ok() {
        half_typed.len = 0;
        half_typed.unsynced = closing;
    }
    let due = half_typed.synced_at.is_none_or(|at| now().duration_since(at) >= shared.pace.draft_sync);
    if !half_typed.unsynced || half_typed.spoilt || !(due || urgent) {
        return tail;
    }
    half_typed.unsynced = false;
    drop(tail);
    let synced = shared.drafts.sync();
    tail = shared.tail();
    tail.half_typed.synced_at = Some(now());
    if let Err(error) = synced {
        // The bytes may be gone from the kernel's list of what to write: written anew, they are on it again.
        tail.half_typed.spoil(error.to_string());
    }
    tail
}
