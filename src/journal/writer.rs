//! The journal as the shell sees it: acts and half-typed lines go in, and how safe they are comes out.
//!
//! What was given is with the kernel when the call returns, or [`Journal::state`] says that it is not. Not here:
//! what an act means, and reading the journals of other writers (see `archive`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use chrono::{DateTime, FixedOffset};

use super::file::{self, JournalFile, Lock, OpenError, draft_path, io_error, journal_path};
use super::record::{Heading, encode};
use super::tail::{NotSaved, Pace, Saved, Shared, Tail, Wake};
use super::thread::run;
use super::{Drafts, Hlc, Memory, Origin, Record, Recovered, Storage, draft, recover_drafts};
use crate::meeting::{Act, Draft, Version, WriterId};

/// One writer's journal of one meeting, open and locked.
pub struct Journal {
    writer: WriterId,
    seq: u64,
    clock: Hlc,
    /// What other writers' records this one has seen, and which of that no record of its own says yet.
    seen: BTreeMap<WriterId, u64>,
    news: Vec<Version>,
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
    /// the meeting was opened. Both are with the kernel when this returns, and synced by the thread like everything
    /// else, so that the first frame does not wait for the disk. `seen`: what its writer knows of the other writers of this
    /// meeting, none where it is the first.
    pub fn create(
        folder: &Path,
        writer: WriterId,
        origin: &Origin,
        first: &Act,
        (seen, clock): (&[Version], Hlc),
        wake: Wake,
    ) -> Result<Self, OpenError> {
        file::create_folder(folder).map_err(io_error("create", folder))?;
        let lock = Lock::take(folder, writer, &origin.host)?;
        let mut header = Vec::new();
        let clock = clock.tick(first.stamp.at);
        let heading = Heading { hlc: Some(clock), seen, origin: Some(origin), ..Heading::new(writer, 1) };
        encode(&mut header, &heading, first)?;
        // The journal last: where it is, the meeting is.
        let drafts = Arc::new(JournalFile::open(&draft_path(folder, writer), true)?);
        let journal = Arc::new(JournalFile::create(&journal_path(folder, writer), &header)?);
        let mut tail = Tail::at(1, header.len() as u64, &Drafts::default(), 0);
        (tail.synced, tail.synced_len, tail.unsynced) = (0, 0, header);
        let shared = Shared::new(journal, drafts, Pace::default(), tail);
        let mut journal =
            Self::over(writer, shared, wake, Some(lock)).map_err(io_error("start the thread of", folder))?;
        journal.clock = clock;
        journal.seen = seen.iter().map(|version| (version.writer, version.seq)).collect();
        Ok(journal)
    }

    /// Goes on with a journal. A torn tail is set aside; any other damage is an error, because nothing is added to a
    /// damaged file: the meeting can still be read, and gone on with as another writer.
    pub fn open(folder: &Path, writer: WriterId, origin: &Origin, wake: Wake) -> Result<Reopened, OpenError> {
        let mut records = Vec::new();
        let mut reopened = Self::open_each(folder, writer, origin, wake, &mut |record| records.push(record))?;
        reopened.recovered.records = records;
        Ok(reopened)
    }

    /// As [`Journal::open`], but hands over the records one by one: a long meeting is never in memory twice.
    pub fn open_each(
        folder: &Path,
        writer: WriterId,
        origin: &Origin,
        wake: Wake,
        each: &mut dyn FnMut(Record),
    ) -> Result<Reopened, OpenError> {
        let path = journal_path(folder, writer);
        let lock = Lock::take(folder, writer, &origin.host)?;
        let recovered = file::read_each(&path, Some(writer), each).map_err(io_error("read", &path))?;
        if !recovered.damage.is_empty() {
            return Err(OpenError::Damaged { path, damage: recovered.damage });
        }
        if recovered.last == 0 {
            return Err(OpenError::Empty(path));
        }
        let seq = recovered.last;
        let aside = recovered.torn.as_ref().map(|torn| file::set_aside(&path, torn)).transpose()?;
        let len = recovered.torn.as_ref().map_or(recovered.len, |torn| torn.start);
        let journal = Arc::new(JournalFile::open(&path, false)?);
        let draft_path = draft_path(folder, writer);
        let half_typed = Arc::new(JournalFile::open(&draft_path, true)?);
        let bytes = file::read_whole(&draft_path).map_err(io_error("read", &draft_path))?;
        let drafts = recover_drafts(&bytes, &recovered.cleared);
        let tail = Tail::at(seq, len, &drafts, bytes.len() as u64);
        let mut journal = Self::over(writer, Shared::new(journal, half_typed, Pace::default(), tail), wake, Some(lock))
            .map_err(io_error("start the thread of", folder))?;
        journal.clock = recovered.clock;
        journal.seen.clone_from(&recovered.seen);
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
        encode(&mut header, &Heading::new(writer, 1), first)?;
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
        Ok(Self {
            writer,
            seq,
            clock: Hlc::default(),
            seen: BTreeMap::new(),
            news: Vec::new(),
            line: Vec::new(),
            shared,
            thread: Some(thread),
            _lock: lock,
        })
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
        let clock = self.clock.tick(act.stamp.at);
        let heading = Heading { hlc: Some(clock), seen: &self.news, ..Heading::new(self.writer, self.seq) };
        match encode(&mut self.line, &heading, act) {
            Ok(()) => {
                self.clock = clock;
                self.news.clear();
                self.shared.append(self.seq, &self.line);
            }
            Err(error) => {
                // No event is like that; if one ever is, the next acts still get dense numbers.
                self.seq -= 1;
                self.shared.tail().unwritable = Some(format!("an act could not be written: {error}"));
                return self.seq;
            }
        }
        if let Some(key) = act.clears {
            self.shared.tail().half_typed.kept.remove(&key);
        }
        self.seq
    }

    /// Tells which records of other writers the scribe's screen shows from now on, and the latest reading of all their
    /// clocks, `now` being the wall's: the next act is written as one that knew them.
    pub fn saw(&mut self, versions: &[Version], latest: Hlc, now: DateTime<FixedOffset>) {
        self.clock = self.clock.saw(latest, now);
        for version in versions.iter().filter(|version| version.writer != self.writer) {
            let known = self.seen.entry(version.writer).or_default();
            if version.seq > *known {
                *known = version.seq;
                self.news.retain(|other| other.writer != version.writer);
                self.news.push(*version);
            }
        }
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    use chrono::{DateTime, TimeDelta};

    use super::*;
    use crate::journal::{Fault, recover};
    use crate::meeting::{Cause, Content, DraftKey, EntryId, Event, Id, SlotId, Stamp};

    const WRITER: WriterId = WriterId(0x1f3a_9c0b);
    const EIO: i32 = 5;
    const ENOSPC: i32 = 28;
    const QUICK: Pace = Pace {
        slow: Duration::from_secs(3600),
        first_retry: Duration::from_micros(100),
        longest_retry: Duration::from_millis(1),
        draft_sync: Duration::ZERO,
    };

    fn id(n: u32) -> Id {
        Id { writer: WRITER, n }
    }

    fn key(slot: u32) -> DraftKey {
        DraftKey { slot: SlotId(id(slot)), entry: None }
    }

    fn act(n: u32, clears: Option<DraftKey>) -> Act {
        let content = Box::new(Content { text: format!("note {n}"), ..Content::default() });
        let event = Event::EntryAdded { entry: EntryId(id(n)), slot: SlotId(id(1)), after: None, depth: 0, content };
        let at = DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::seconds(i64::from(n));
        Act { stamp: Stamp::wall(at), events: vec![event], cause: Cause::Fresh, clears }
    }

    fn draft(slot: u32, text: &str) -> Draft {
        Draft { key: key(slot), text: text.to_owned(), depth: 0, cursor: text.len() }
    }

    /// A journal on two disks in memory.
    struct Desk {
        journal: Journal,
        disk: Arc<Memory>,
        drafts: Arc<Memory>,
        woken: mpsc::Receiver<()>,
    }

    impl Desk {
        fn new(pace: Pace) -> Self {
            Self::with(pace, &Drafts::default(), b"")
        }

        fn with(pace: Pace, kept: &Drafts, draft_file: &[u8]) -> Self {
            let mut header = Vec::new();
            encode(&mut header, &Heading::new(WRITER, 1), &act(1, None)).unwrap();
            let (disk, drafts) = (Arc::new(Memory::with(&header)), Arc::new(Memory::with(draft_file)));
            let tail = Tail::at(1, header.len() as u64, kept, draft_file.len() as u64);
            let shared =
                Shared::new(Arc::clone(&disk) as Arc<dyn Storage>, Arc::clone(&drafts) as Arc<dyn Storage>, pace, tail);
            let (wake, woken) = mpsc::channel();
            let wake: Wake = Box::new(move || wake.send(()).unwrap_or_default());
            Self { journal: Journal::over(WRITER, shared, wake, None).unwrap(), disk, drafts, woken }
        }

        /// Waits, woken by the journal alone, until it says `state`.
        fn await_state(&self, state: impl Fn(&Saved) -> bool) -> Saved {
            let deadline = Instant::now() + Duration::from_secs(20);
            loop {
                let now = self.journal.state();
                if state(&now) {
                    return now;
                }
                let left = deadline.saturating_duration_since(Instant::now());
                assert!(self.woken.recv_timeout(left).is_ok(), "still {now:?}");
            }
        }

        fn numbers(bytes: &[u8]) -> Vec<u64> {
            let found = recover(bytes, Some(WRITER));
            assert_eq!((found.damage, found.torn), (vec![], None));
            found.records.iter().map(|record| record.seq).collect()
        }

        fn half_typed(&self) -> Vec<Draft> {
            recover_drafts(&self.drafts.contents(), &recover(&self.disk.contents(), None).cleared).drafts
        }
    }

    #[test]
    fn an_act_is_with_the_kernel_when_the_call_returns_and_on_the_disk_when_it_says_saved() {
        let mut desk = Desk::new(QUICK);
        assert_eq!(desk.journal.append(&act(2, None)), 2);
        assert_eq!(Desk::numbers(&desk.disk.contents()), [1, 2]);
        desk.await_state(|state| *state == Saved::Saved);
        assert_eq!(Desk::numbers(&desk.disk.synced()), [1, 2]);
    }

    #[test]
    fn every_call_failed_once_in_every_way_loses_nothing_and_ends_saved() {
        let faults = [Fault::Error(EIO), Fault::Error(ENOSPC), Fault::Short(9), Fault::Short(0), Fault::Torn(9, EIO)];
        for fault in faults {
            for nth in 1..=30 {
                let mut desk = Desk::new(QUICK);
                desk.disk.fail(nth, fault, false);
                for n in 2..=12 {
                    assert_eq!(desk.journal.append(&act(n, None)), u64::from(n));
                }
                let kept = Arc::clone(&desk.disk);
                desk.await_state(|state| *state == Saved::Saved);
                desk.journal.close().unwrap();
                assert_eq!(Desk::numbers(&kept.synced()), (1..=12).collect::<Vec<_>>(), "{fault:?} in call {nth}");
            }
        }
    }

    #[test]
    fn a_disk_that_fails_for_ever_is_named_and_what_it_has_is_a_whole_number_of_lines_or_torn() {
        for fault in [Fault::Error(EIO), Fault::Error(ENOSPC), Fault::Short(9), Fault::Torn(9, EIO)] {
            for nth in 1..=12 {
                let mut desk = Desk::new(QUICK);
                desk.disk.fail(nth, fault, true);
                for n in 2..=12 {
                    desk.journal.append(&act(n, None));
                }
                let kept = Arc::clone(&desk.disk);
                let Err(lost) = desk.journal.close() else {
                    // Syncs that a short write cannot fail may have been all that was left to do.
                    assert_eq!(Desk::numbers(&kept.synced()), (1..=12).collect::<Vec<_>>());
                    continue;
                };
                let found = recover(&kept.contents(), Some(WRITER));
                assert_eq!(found.damage, [], "{fault:?} from call {nth}");
                let synced = recover(&kept.synced(), Some(WRITER));
                let saved: Vec<u64> = synced.records.iter().map(|record| record.seq).collect();
                let handed_back: Vec<u64> =
                    recover(&lost.lines, None).records.iter().map(|record| record.seq).collect();
                assert_eq!(handed_back.len(), lost.unsaved);
                assert_eq!([saved, handed_back].concat(), (1..=12).collect::<Vec<_>>(), "{fault:?} from call {nth}");
            }
        }
    }

    #[test]
    fn a_full_disk_is_said_to_be_full_and_work_goes_on_when_there_is_room() {
        let mut desk = Desk::new(QUICK);
        desk.disk.fail(1, Fault::Error(ENOSPC), true);
        desk.journal.append(&act(2, None));
        desk.journal.append(&act(3, None));
        let state = desk.await_state(|state| matches!(state, Saved::Failing { .. }));
        let Saved::Failing { why, unsaved } = state else { unreachable!() };
        assert!(why.contains("No space left"), "{why}");
        assert_eq!(unsaved, 2);
        desk.disk.heal();
        desk.await_state(|state| *state == Saved::Saved);
        assert_eq!(Desk::numbers(&desk.disk.synced()), [1, 2, 3]);
    }

    #[test]
    fn after_a_slow_write_the_thread_writes_in_order() {
        let mut desk = Desk::new(Pace { slow: Duration::ZERO, ..QUICK });
        for n in 2..=200 {
            desk.journal.append(&act(n, None));
        }
        desk.await_state(|state| *state == Saved::Saved);
        assert_eq!(Desk::numbers(&desk.disk.synced()), (1..=200).collect::<Vec<_>>());
    }

    #[test]
    fn after_a_failed_sync_the_bytes_are_written_again_before_one_is_believed() {
        let mut desk = Desk::new(QUICK);
        desk.disk.fail(2, Fault::Error(EIO), false);
        desk.journal.append(&act(2, None));
        desk.await_state(|state| *state == Saved::Saved);
        let calls = desk.disk.calls();
        assert_eq!(calls, 4, "append, failed sync, the same bytes again, sync");
        assert_eq!(Desk::numbers(&desk.disk.synced()), [1, 2]);
    }

    #[test]
    fn flushing_a_failing_journal_comes_back_and_says_so() {
        let mut desk = Desk::new(Pace { first_retry: Duration::from_secs(3600), ..QUICK });
        desk.disk.fail(1, Fault::Error(EIO), true);
        desk.journal.append(&act(2, None));
        assert!(matches!(desk.journal.flush(), Saved::Failing { unsaved: 1, .. }));
        desk.disk.heal();
        assert_eq!(desk.journal.flush(), Saved::Saved);
    }

    #[test]
    fn every_key_is_with_the_kernel() {
        let mut desk = Desk::new(QUICK);
        for text in ["W", "Wi", "Wil"] {
            desk.journal.keep_draft(&draft(1, text));
            assert_eq!(desk.half_typed(), [draft(1, text)]);
        }
        assert_eq!(desk.journal.flush(), Saved::Saved);
        assert_eq!(desk.drafts.synced(), desk.drafts.contents());
    }

    #[test]
    fn a_crash_between_the_commit_and_the_emptying_does_not_bring_the_line_back() {
        let mut desk = Desk::new(QUICK);
        desk.journal.keep_draft(&draft(1, "committed"));
        desk.journal.keep_draft(&draft(2, "half"));
        desk.journal.append(&act(2, Some(key(1))));
        assert!(String::from_utf8_lossy(&desk.drafts.contents()).contains("committed"), "not emptied yet");
        assert_eq!(desk.half_typed(), [draft(2, "half")]);
        desk.journal.keep_draft(&draft(1, "next"));
        assert_eq!(desk.half_typed(), [draft(1, "next"), draft(2, "half")]);
    }

    #[test]
    fn the_draft_file_is_emptied_once_its_lines_are_committed_and_synced() {
        let mut desk = Desk::new(QUICK);
        desk.journal.keep_draft(&draft(1, "committed"));
        desk.journal.append(&act(2, Some(key(1))));
        assert_eq!(desk.journal.flush(), Saved::Saved);
        desk.journal.keep_draft(&draft(1, "n"));
        assert!(!String::from_utf8_lossy(&desk.drafts.contents()).contains("committed"));
        desk.journal.append(&act(3, Some(key(1))));
        let drafts = Arc::clone(&desk.drafts);
        desk.journal.close().unwrap();
        assert_eq!(drafts.synced(), b"");
    }

    #[test]
    fn a_line_whose_commit_is_not_synced_stays_in_the_draft_file() {
        let mut desk = Desk::new(QUICK);
        desk.disk.fail(2, Fault::Error(EIO), true);
        desk.journal.keep_draft(&draft(1, "committed"));
        desk.journal.append(&act(2, Some(key(1))));
        desk.journal.keep_draft(&draft(1, "n"));
        assert!(String::from_utf8_lossy(&desk.drafts.contents()).contains("committed"));
    }

    #[test]
    fn a_full_draft_file_is_written_anew_with_only_what_counts() {
        let mut desk = Desk::new(QUICK);
        desk.journal.keep_draft(&draft(2, "elsewhere"));
        let long = "x".repeat(1000);
        for n in 0..400 {
            desk.journal.keep_draft(&draft(1, &format!("{long}{n}")));
        }
        assert_eq!(desk.journal.flush(), Saved::Saved);
        assert!(desk.drafts.contents().len() < draft::FULL as usize + 2000);
        assert_eq!(desk.half_typed(), [draft(1, &format!("{long}399")), draft(2, "elsewhere")]);
    }

    #[test]
    fn every_draft_call_failed_once_in_every_way_keeps_the_half_typed_line() {
        for fault in [Fault::Error(EIO), Fault::Short(9), Fault::Torn(9, EIO)] {
            for nth in 1..=20 {
                let mut desk = Desk::new(QUICK);
                desk.drafts.fail(nth, fault, false);
                for n in 1..=9 {
                    desk.journal.keep_draft(&draft(1, &"abcdefghi"[..n]));
                }
                desk.await_state(|state| *state == Saved::Saved);
                assert_eq!(desk.half_typed(), [draft(1, "abcdefghi")], "{fault:?} in call {nth}");
            }
        }
    }

    #[test]
    fn a_key_that_cannot_be_kept_says_so_though_every_act_is_saved() {
        let mut desk = Desk::new(QUICK);
        desk.drafts.fail(1, Fault::Error(ENOSPC), true);
        desk.journal.keep_draft(&draft(1, "a"));
        assert!(matches!(desk.journal.state(), Saved::Failing { unsaved: 0, .. }));
        desk.drafts.heal();
        desk.await_state(|state| *state == Saved::Saved);
        assert_eq!(desk.half_typed(), [draft(1, "a")]);
    }

    #[test]
    fn a_line_typed_after_a_record_that_a_power_cut_took_does_not_outlive_the_next_of_that_number() {
        let mut typed = Vec::new();
        draft::encode(&mut typed, &draft(1, "old"), 2).unwrap();
        let kept = recover_drafts(&typed, &std::collections::BTreeMap::new());
        let mut desk = Desk::with(QUICK, &kept, &typed);
        assert_eq!(desk.journal.flush(), Saved::Saved);
        desk.journal.append(&act(2, Some(key(1))));
        assert_eq!(desk.half_typed(), []);
    }

    #[test]
    fn leaving_without_a_word_saves_too() {
        let mut desk = Desk::new(QUICK);
        desk.journal.append(&act(2, None));
        drop(desk.journal);
        assert_eq!(Desk::numbers(&desk.disk.synced()), [1, 2]);
    }
}
