//! The journal's thread: brings to the disk what the caller could not, and syncs everything.
//!
//! A sync takes milliseconds and at times a fifth of a second, a write a microsecond; so the caller writes and this
//! thread syncs, one sync for all writes before it. It sleeps when nothing is to be done. Not here: what is written.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::file::{self, Move, Moved, now};
use super::half_typed::Twin;
use super::read_back::{ReadBack, Sources};
use super::tail::{Doubt, Saved, Shared, Tail, Wake, write_whole};

/// The thread: brings everything to the disk until the journal is closed. If something in it panics, the journal says so
/// at once, and keeps in memory what it is given.
pub(super) fn run(shared: &Shared, wake: &Wake) {
    let panicked = catch_unwind(AssertUnwindSafe(|| rounds(shared, wake))).is_err();
    let mut tail = shared.tail();
    tail.gone = true;
    tail.panicked = panicked;
    drop(tail);
    shared.round_done.notify_all();
    if panicked {
        // Where the call itself is what panics, nobody can be woken.
        let _ = catch_unwind(AssertUnwindSafe(wake));
    }
}

fn rounds(shared: &Shared, wake: &Wake) {
    let mut retry: Option<(Instant, Duration)> = None;
    let mut tail = shared.tail();
    loop {
        tail = wait(shared, tail, retry.map(|(at, _)| at));
        let (closing, asked, before) = (tail.closing, tail.flushes, tail.saved());
        let mut standing = standing(&tail);
        tail = round(shared, tail);
        // A failed sync is made good by the next round, which somebody may be waiting for.
        while (closing || asked > tail.flushed) && tail.saved() != Saved::Saved && self::standing(&tail) != standing {
            standing = self::standing(&tail);
            tail = round(shared, tail);
        }
        retry = tail.fault().is_some().then(|| {
            let pause = retry.map_or(shared.pace.first_retry, |(_, pause)| (pause * 2).min(shared.pace.longest_retry));
            (now() + pause, pause)
        });
        tail.flushed = asked;
        shared.round_done.notify_all();
        if closing {
            return;
        }
        if std::mem::take(&mut tail.news) || before != tail.saved() {
            drop(tail);
            wake();
            tail = shared.tail();
        }
    }
}

type Step = for<'a> fn(&'a Shared, Guard<'a>) -> Guard<'a>;

const STEPS: [Step; 6] = [go_elsewhere, write_waiting, sync, go_on, renew_drafts, sync_drafts];

/// Tries once to bring everything to the disk.
pub(super) fn round<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    for step in STEPS {
        // Any of them may wait for a disk that hangs.
        tail.answer_by = Some(now() + shared.pace.patience);
        tail = step(shared, tail);
    }
    tail.answer_by = None;
    tail.slow &= tail.synced < tail.given;
    if tail.fault().is_none() {
        tail.faults.place = None;
    }
    tail
}

/// How far things are: what changes where a round got on.
fn standing(tail: &Tail) -> (u64, u64, bool) {
    (tail.written, tail.synced, tail.half_typed.spoilt)
}

pub(super) type Guard<'a> = MutexGuard<'a, Tail>;

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
    let journal = Arc::clone(&tail.place.journal);
    if tail.torn {
        let whole = tail.whole;
        drop(tail);
        let cut = journal.truncate(whole);
        tail = shared.tail();
        tail.torn = cut.is_err();
        if tail.torn {
            // Nothing can be added to a file that ends in half a line.
            tail.doubt = tail.doubt.or(Some(Doubt::Unsynced));
        }
    }
    while !tail.torn
        && let Some(line) = tail.waiting.front().cloned()
    {
        let whole = tail.whole;
        drop(tail);
        let written = write_whole(&*journal, whole, &line);
        tail = shared.tail();
        match written {
            Ok(()) => {
                // Only now: until it is in the file, it must be found here.
                tail.waiting.pop_front();
                tail.wrote(&line);
                tail.faults.write = None;
            }
            Err(fault) => {
                tail.torn = fault.torn;
                tail.faults.write = Some(fault.why);
                break;
            }
        }
    }
    tail.theirs = false;
    tail
}

/// Syncs everything that was written before it began. Before the end, or when somebody asks, even if nothing was: whether
/// the file is still there.
fn sync<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    let asked = tail.closing || tail.flushes > tail.flushed;
    if tail.doubt.is_some() || tail.synced >= tail.written && !asked {
        return tail;
    }
    let (seq, len, whole) = (tail.written, tail.unsynced.len(), tail.whole);
    let journal = Arc::clone(&tail.place.journal);
    drop(tail);
    let synced = journal.sync(whole);
    tail = shared.tail();
    match synced {
        Ok(()) => tail.acknowledge(seq, len),
        Err(error) => {
            // What was cut away is gone too: it can be counted, if not brought back.
            let gone = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::UnexpectedEof);
            tail.doubt = Some(if gone { Doubt::Gone } else { Doubt::Unsynced });
            tail.faults.sync = Some(error.to_string());
        }
    }
    tail
}

/// Goes on in a further file where the one before is not believed any more: it may say that it is synced without having
/// written anything. What was not acknowledged is repeated there; everything, if the file is gone.
fn go_on<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    let Some(doubt) = tail.doubt else { return tail };
    tail.theirs = true;
    let (seq, len) = (tail.written, tail.unsynced.len());
    let (first, journal) = (tail.first.clone(), Arc::clone(&tail.place.journal));
    let (unsynced, sources) = (tail.unsynced.clone(), Sources::of(&tail));
    drop(tail);
    let bytes = match doubt {
        // What is not acknowledged may be all there is.
        Doubt::Unsynced if unsynced.starts_with(&first) => Ok((unsynced, 0)),
        Doubt::Unsynced => Ok(([first, unsynced].concat(), 0)),
        // What cannot be read now may be so at the next try, and is nowhere else.
        Doubt::Gone => sources.read(shared.writer, seq).into_whole(),
    };
    let begun = bytes.and_then(|(bytes, missing)| {
        let next = journal.stage(&bytes)?;
        next.join()?;
        Ok((next, bytes.len(), missing))
    });
    tail = shared.tail();
    match begun {
        Ok((next, whole, missing)) => {
            let before = std::mem::replace(&mut tail.place.journal, next);
            match doubt {
                Doubt::Unsynced => tail.place.older.push(before),
                Doubt::Gone => tail.place.older.clear(),
            }
            let why = tail.faults.sync.take().or(tail.faults.write.take()).unwrap_or_default();
            tail.report(format!("{why}: the journal goes on in a new file"));
            tail.not_read_back(missing, "");
            tail.begin_file(whole, (seq, len));
        }
        Err(error) => tail.faults.sync = Some(error.to_string()),
    }
    tail.theirs = false;
    // Lines that were given meanwhile.
    if tail.doubt.is_none() && !tail.waiting.is_empty() {
        tail = write_waiting(shared, tail);
    }
    tail
}

/// Goes on in another folder, if the scribe asked for it.
fn go_elsewhere<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    let Some(folder) = tail.asked.take().filter(|folder| *folder != tail.place.folder) else { return tail };
    tail.theirs = true;
    tail.half_typed.catching_up = Some(Vec::new());
    let (seq, len) = (tail.written, tail.unsynced.len());
    let (sources, half_typed) = (Sources::of(&tail), tail.half_typed.anew());
    let from = tail.place.folder.clone();
    // Nobody else takes or lets go of a lock.
    let locks = std::mem::take(&mut tail.place.locks);
    drop(tail);
    let ReadBack { lines: journal, missing, .. } = sources.read(shared.writer, seq);
    let there = Move { writer: shared.writer, from: &from, locks: &locks, journal: &journal, half_typed: &half_typed };
    let moved = file::go_elsewhere(&folder, &shared.holder, &there);
    tail = shared.tail();
    tail.place.locks = locks;
    let typed_meanwhile = tail.half_typed.catching_up.take().unwrap_or_default();
    match moved {
        Ok(Moved { mut place, drafts, reports }) => {
            place.locks.append(&mut tail.place.locks);
            tail.place = place;
            tail.begin_file(journal.len(), (seq, len));
            let mut twin = Twin { file: drafts, len: half_typed.len() as u64, fault: None };
            twin.add(&typed_meanwhile);
            tail.half_typed.go_on(twin);
            tail.news = true;
            tail.reports.extend(reports);
            tail.not_read_back(missing, &format!("; they are in {} alone, if at all", from.display()));
        }
        Err(error) => {
            tail.report(error.to_string());
            tail.faults.place = Some(error.to_string());
        }
    }
    tail.theirs = false;
    tail
}

impl Tail {
    /// Goes on in a new file of `len` bytes that has all acts up to `seq`, which made up `unsynced` bytes.
    fn begin_file(&mut self, len: usize, (seq, unsynced): (u64, usize)) {
        self.whole = len as u64;
        self.torn = false;
        self.doubt = None;
        self.acknowledge(seq, unsynced);
        self.faults.write = None;
    }

    fn not_read_back(&mut self, missing: usize, place: &str) {
        if missing > 0 {
            self.report(format!("{missing} records could not be read back{place}"));
        }
    }
}

/// Writes the draft file anew beside itself where it is full, spoilt or no longer needed. Keys typed meanwhile go to the
/// old file and are caught up with in the new one; while that takes the old one's place, they go to both.
fn renew_drafts<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    if !tail.half_typed.needs_renewal(tail.settled()) {
        return tail;
    }
    let (anew, file) = (tail.half_typed.anew(), Arc::clone(&tail.half_typed.file));
    tail.half_typed.catching_up = Some(Vec::new());
    drop(tail);
    let staged = file.stage(&anew);
    tail = shared.tail();
    let typed_meanwhile = tail.half_typed.catching_up.take().unwrap_or_default();
    let staged = match staged {
        Ok(staged) => staged,
        Err(error) => {
            tail.half_typed.not_renewed(error.to_string());
            return tail;
        }
    };
    let mut twin = Twin { file: Arc::clone(&staged), len: anew.len() as u64, fault: None };
    twin.add(&typed_meanwhile);
    tail.half_typed.twin = Some(twin);
    drop(tail);
    let replaced = staged.replace();
    tail = shared.tail();
    match (replaced, tail.half_typed.twin.take()) {
        (Ok(()), Some(twin)) => tail.half_typed.go_on(twin),
        (Err(error), _) => tail.half_typed.not_renewed(error.to_string()),
        (Ok(()), None) => {}
    }
    tail
}

/// Syncs the draft file, a while after the last time or when everything is to be flushed; at the end it is emptied if
/// nothing in it counts.
fn sync_drafts<'a>(shared: &'a Shared, mut tail: Guard<'a>) -> Guard<'a> {
    let urgent = tail.closing || tail.flushes > tail.flushed;
    let over = tail.closing && tail.settled();
    let half_typed = &mut tail.half_typed;
    let file = Arc::clone(&half_typed.file);
    let over = over && half_typed.kept.is_empty() && half_typed.len > 0 && !half_typed.spoilt;
    if over {
        drop(tail);
        let emptied = file.truncate(0);
        tail = shared.tail();
        if emptied.is_ok() {
            tail.half_typed.len = 0;
            tail.half_typed.unsynced = true;
        }
    }
    let half_typed = &mut tail.half_typed;
    let due = half_typed.sync_due(shared.pace.draft_sync).is_some_and(|at| at <= now());
    if !half_typed.unsynced || half_typed.spoilt || !(due || urgent) {
        return tail;
    }
    half_typed.unsynced = false;
    let len = half_typed.len;
    drop(tail);
    let synced = file.sync(len);
    tail = shared.tail();
    tail.half_typed.synced_at = Some(now());
    if let Err(error) = synced {
        // The bytes may be gone from the kernel's list of what to write: written anew, they are on it again.
        tail.half_typed.spoil(error.to_string());
    }
    tail
}
