//! The journal over disks in memory: what is said to be saved is there, whatever fails and whenever.
//!
//! The thread runs as in the program, at a quicker pace. Real files are tested in tests/journal.rs, power cuts in
//! `power_cut`.

mod slow;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};

use self::slow::{Gate, Slow};
use super::*;
use crate::journal::{Fault, parts, recover};
use crate::meeting::{Cause, Content, DraftKey, EntryId, Event, Id, SlotId, Stamp};

const WRITER: WriterId = WriterId(0x1f3a_9c0b);
const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const EINTR: i32 = 4;
const ENOENT: i32 = 2;
const FAULTS: [Fault; 6] = [
    Fault::Error(EIO),
    Fault::Error(ENOSPC),
    Fault::Error(EINTR),
    Fault::Short(9),
    Fault::Short(0),
    Fault::Torn(9, EIO),
];
const QUICK: Pace = Pace {
    slow: Duration::from_secs(3600),
    first_retry: Duration::from_micros(100),
    longest_retry: Duration::from_millis(1),
    draft_sync: Duration::ZERO,
    patience: Duration::from_secs(3600),
    farewell: Duration::from_secs(3600),
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

/// The first line of a journal.
fn header() -> Vec<u8> {
    let mut header = Vec::new();
    encode(&mut header, &Heading::new(WRITER, 1), &act(1, None)).unwrap();
    header
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
        let drafts = Arc::new(Memory::with(draft_file));
        Self::over(pace, kept, Arc::clone(&drafts) as Arc<dyn Storage>, &drafts)
    }

    /// `draft_file`: how the journal reaches the draft file `drafts`.
    fn over(pace: Pace, kept: &Drafts, draft_file: Arc<dyn Storage>, drafts: &Arc<Memory>) -> Self {
        let disk = Arc::new(Memory::with(&header()));
        let journal = Arc::clone(&disk) as Arc<dyn Storage>;
        let half_typed = HalfTyped::at(draft_file, kept, 1, drafts.contents().concat().len() as u64);
        Self::on(pace, journal, &disk, half_typed, drafts)
    }

    /// `journal`: how it reaches the disk.
    fn on(
        pace: Pace,
        journal: Arc<dyn Storage>,
        disk: &Arc<Memory>,
        half_typed: HalfTyped,
        drafts: &Arc<Memory>,
    ) -> Self {
        let place = Place { folder: PathBuf::new(), older: Vec::new(), journal, locks: Vec::new() };
        let mut tail = Tail::at(place, (1, header().len() as u64), half_typed);
        tail.first = header();
        let holder = file::this_program("a test", DateTime::UNIX_EPOCH.fixed_offset());
        let (wake, woken) = mpsc::channel();
        let wake: Wake = Box::new(move || wake.send(()).unwrap_or_default());
        let journal = Journal::over(Shared::new(WRITER, holder, pace, tail), wake).unwrap();
        Self { journal, disk: Arc::clone(disk), drafts: Arc::clone(drafts), woken }
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

    /// The numbers of the records in a journal's files, each of which is as it was given.
    fn numbers(files: &[Vec<u8>]) -> Vec<u64> {
        let found = read(files);
        assert_eq!(found.damage, []);
        for record in &found.records {
            assert_eq!(record.act.events, act(record.seq as u32, None).events);
        }
        found.records.iter().map(|record| record.seq).collect()
    }

    fn half_typed(&self) -> Vec<Draft> {
        recover_drafts(&self.drafts.contents().concat(), &read(&self.disk.contents()).cleared).drafts
    }
}

fn read(files: &[Vec<u8>]) -> Recovered {
    let joined = parts::join(WRITER, files);
    let lines: Vec<u8> = joined.lines().flatten().copied().collect();
    recover(&lines, Some(WRITER))
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
    for fault in FAULTS {
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
    for fault in FAULTS {
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
            let found = read(&kept.contents());
            assert_eq!(found.damage, [], "{fault:?} from call {nth}");
            let synced = read(&kept.synced());
            let saved: Vec<u64> = synced.records.iter().map(|record| record.seq).collect();
            let handed_back: Vec<u64> = recover(&lost.lines, None).records.iter().map(|record| record.seq).collect();
            assert_eq!(handed_back.len(), lost.unsaved);
            // The last sync that worked may have found more in the file than it was asked for.
            let acknowledged = saved.len().min(12 - lost.unsaved);
            let both = [&saved[..acknowledged], &handed_back].concat();
            assert_eq!(both, (1..=12).collect::<Vec<_>>(), "{fault:?} from call {nth}");
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
fn after_a_failed_sync_no_other_of_that_file_is_believed_and_the_journal_goes_on_in_a_new_one() {
    let mut desk = Desk::new(QUICK);
    desk.disk.fail(2, Fault::Error(EIO), false);
    desk.journal.append(&act(2, None));
    desk.await_state(|state| *state == Saved::Saved);
    assert_eq!(desk.disk.calls(), 4, "append, failed sync, a new file, its name");
    desk.journal.append(&act(3, None));
    desk.await_state(|state| *state == Saved::Saved);
    let files = desk.disk.synced();
    assert_eq!(files.len(), 2);
    assert_eq!(Desk::numbers(&files[..1]), [1], "nothing was synced there any more");
    assert_eq!(Desk::numbers(&files[1..]), [1, 2, 3], "the meeting's identity, then what was not acknowledged");
    assert_eq!(desk.journal.reports().len(), 1);
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
    assert!(String::from_utf8_lossy(&desk.drafts.contents().concat()).contains("committed"), "not emptied yet");
    assert_eq!(desk.half_typed(), [draft(2, "half")]);
    desk.journal.keep_draft(&draft(1, "next"));
    assert_eq!(desk.half_typed(), [draft(1, "next"), draft(2, "half")]);
}

#[test]
fn a_draft_file_in_which_nothing_counts_is_emptied_now_and_then_and_at_the_end() {
    let mut desk = Desk::new(QUICK);
    let long = "x".repeat(40_000);
    desk.journal.keep_draft(&draft(1, &long));
    desk.journal.append(&act(2, Some(key(1))));
    assert_eq!(desk.journal.flush(), Saved::Saved);
    assert_eq!(desk.drafts.contents().concat(), b"");
    desk.journal.keep_draft(&draft(1, "committed"));
    desk.journal.append(&act(3, Some(key(1))));
    let drafts = Arc::clone(&desk.drafts);
    desk.journal.close().unwrap();
    assert_eq!(drafts.synced().concat(), b"");
}

#[test]
fn a_line_whose_commit_is_not_synced_stays_in_the_draft_file() {
    let mut desk = Desk::new(QUICK);
    desk.disk.fail(2, Fault::Error(EIO), true);
    desk.journal.keep_draft(&draft(1, &"committed".repeat(50_000)));
    desk.journal.append(&act(2, Some(key(1))));
    desk.journal.flush();
    desk.journal.keep_draft(&draft(1, "n"));
    assert!(String::from_utf8_lossy(&desk.drafts.contents().concat()).contains("committed"));
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
    assert!(desk.drafts.contents().concat().len() < draft::FULL as usize + 2000);
    assert_eq!(desk.half_typed(), [draft(1, &format!("{long}399")), draft(2, "elsewhere")]);
}

#[test]
fn every_draft_call_failed_once_in_every_way_keeps_the_half_typed_line() {
    for fault in FAULTS {
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

#[test]
fn every_call_on_the_way_to_a_new_file_failed_loses_nothing_and_ends_saved() {
    let ways = [EIO, ENOENT].into_iter().flat_map(|first| FAULTS.map(|fault| (first, fault)));
    for (first, fault) in ways {
        for (nth, for_ever) in (1..=9).flat_map(|nth| [(nth, false), (nth, true)]) {
            let mut desk = Desk::new(QUICK);
            desk.disk.fail(2, Fault::Error(first), false);
            desk.disk.fail(2 + nth, fault, for_ever);
            for n in 2..=5 {
                desk.journal.append(&act(n, None));
            }
            desk.journal.flush();
            assert_eq!(Desk::numbers(&desk.disk.contents())[0], 1);
            desk.disk.heal();
            let kept = Arc::clone(&desk.disk);
            desk.await_state(|state| *state == Saved::Saved);
            desk.journal.close().unwrap();
            assert_eq!(Desk::numbers(&kept.synced()), [1, 2, 3, 4, 5], "{fault:?} in call {nth}");
        }
    }
}

#[test]
fn a_journal_that_is_gone_at_the_end_is_handed_back_whole() {
    let mut desk = Desk::new(QUICK);
    desk.journal.append(&act(2, None));
    desk.await_state(|state| *state == Saved::Saved);
    // Sync says gone, it is read back, and there is no room for a new one.
    desk.disk.fail(1, Fault::Error(ENOENT), false);
    desk.disk.fail(3, Fault::Error(ENOSPC), false);
    desk.disk.fail(5, Fault::Error(ENOSPC), false);
    let lost = desk.journal.close().unwrap_err();
    assert_eq!((lost.unsaved, Desk::numbers(&[lost.lines])), (2, vec![1, 2]));
}

#[test]
fn every_draft_call_failed_for_ever_hands_the_half_typed_line_back() {
    for fault in [Fault::Error(EIO), Fault::Error(ENOSPC), Fault::Error(EINTR), Fault::Short(9), Fault::Torn(9, EIO)] {
        for nth in 1..=9 {
            let mut desk = Desk::new(QUICK);
            desk.drafts.fail(nth, fault, true);
            for n in 1..=9 {
                desk.journal.keep_draft(&draft(1, &"abcdefghi"[..n]));
            }
            let kept = Arc::clone(&desk.drafts);
            if let Err(lost) = desk.journal.close() {
                assert_eq!((lost.unsaved, lost.drafts), (0, vec![draft(1, "abcdefghi")]));
            } else {
                let found = recover_drafts(&kept.synced().concat(), &std::collections::BTreeMap::new());
                assert_eq!(found.drafts, [draft(1, "abcdefghi")], "{fault:?} from call {nth}");
            }
        }
    }
}

#[test]
fn a_journal_whose_thread_panics_says_so_and_hands_back_what_it_is_given() {
    let mut desk = Desk::new(QUICK);
    desk.disk.fail(2, Fault::Panic, true);
    desk.journal.append(&act(2, None));
    let state = desk.await_state(|state| matches!(state, Saved::Failing { .. }));
    assert_eq!(state, Saved::Failing { why: "the journal's thread has ended".into(), unsaved: 1 });
    desk.disk.heal();
    desk.journal.append(&act(3, None));
    desk.journal.keep_draft(&draft(1, "half"));
    assert!(matches!(desk.journal.flush(), Saved::Failing { unsaved: 2, .. }));
    let kept = Arc::clone(&desk.disk);
    let lost = desk.journal.close().unwrap_err();
    assert_eq!((lost.unsaved, lost.drafts), (2, vec![draft(1, "half")]));
    let handed_back: Vec<u64> = recover(&lost.lines, None).records.iter().map(|record| record.seq).collect();
    assert_eq!(handed_back, [2, 3]);
    assert_eq!(Desk::numbers(&kept.contents()), [1, 2, 3], "and with the kernel it is as well");
}

#[test]
fn a_key_never_waits_for_the_draft_file_and_is_not_lost_meanwhile() {
    for what in ["stage", "replace", "sync"] {
        let (entered, arrived) = mpsc::channel();
        let gate = Arc::new(Gate::default());
        let mut typed = Vec::new();
        draft::encode(&mut typed, &draft(1, "from before"), 1).unwrap();
        let kept = recover_drafts(&typed, &std::collections::BTreeMap::new());
        let memory = Arc::new(Memory::with(&typed));
        let file = Arc::clone(&memory) as Arc<dyn Storage>;
        let slow = Arc::new(Slow::over(file, what, entered, &gate));
        let mut desk = Desk::over(QUICK, &kept, slow, &memory);
        arrived.recv_timeout(Duration::from_secs(20)).unwrap();
        // Were the lock held, these would not come back.
        desk.journal.keep_draft(&draft(2, "typed meanwhile"));
        assert_eq!(desk.half_typed(), [draft(1, "from before"), draft(2, "typed meanwhile")], "{what}");
        desk.journal.append(&act(2, Some(key(1))));
        desk.journal.keep_draft(&draft(2, "typed meanwhile, and more"));
        assert_eq!(Desk::numbers(&desk.disk.contents()), [1, 2]);
        assert_eq!(desk.half_typed(), [draft(2, "typed meanwhile, and more")], "{what}");
        gate.open();
        desk.await_state(|state| *state == Saved::Saved);
        desk.journal.flush();
        assert_eq!(desk.half_typed(), [draft(2, "typed meanwhile, and more")], "{what}");
    }
}

#[test]
fn the_record_that_closes_states_a_digest_over_every_line_before_it() {
    let mut desk = Desk::new(Pace { slow: Duration::ZERO, ..QUICK });
    for n in 2..=20 {
        desk.journal.append(&act(n, None));
    }
    let closing = Act { events: vec![Event::MeetingClosed], ..act(21, None) };
    assert_eq!(desk.journal.seal(), None);
    desk.journal.append(&closing);
    let seal = desk.journal.seal().cloned().unwrap();
    assert_eq!(desk.journal.flush(), Saved::Saved);
    let written = desk.disk.synced().concat();
    let before: Vec<&[u8]> = written.split_inclusive(|byte| *byte == b'\n').take(20).collect();
    let mut digest = crate::journal::Digest::new();
    for line in before {
        digest.line(line);
    }
    assert_eq!((seal.records, seal.sha256.as_str()), (20, digest.finish().as_str()));
    let records = recover(&written, None).records;
    assert_eq!(records.last().and_then(|record| record.seal.as_deref()), Some(&seal));
}

#[test]
fn a_disk_that_does_not_answer_is_said_not_to_and_nobody_waits_for_it() {
    let (entered, arrived) = mpsc::channel();
    let gate = Arc::new(Gate::default());
    let (disk, drafts) = (Arc::new(Memory::with(&header())), Arc::new(Memory::with(b"")));
    let slow = Slow::over(Arc::clone(&disk) as Arc<dyn Storage>, "sync", entered, &gate);
    let half_typed = HalfTyped::at(Arc::clone(&drafts) as Arc<dyn Storage>, &Drafts::default(), 1, 0);
    let pace = Pace { patience: Duration::from_millis(1), ..QUICK };
    let mut desk = Desk::on(pace, Arc::new(slow), &disk, half_typed, &drafts);
    desk.journal.append(&act(2, None));
    arrived.recv_timeout(Duration::from_secs(20)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while desk.journal.state() == Saved::Saving {
        assert!(Instant::now() < deadline);
        std::thread::yield_now();
    }
    assert_eq!(desk.journal.state(), Saved::Failing { why: "the disk does not answer".into(), unsaved: 1 });
    desk.journal.append(&act(3, None));
    desk.journal.keep_draft(&draft(1, "half"));
    assert_eq!(Desk::numbers(&disk.contents()), [1, 2, 3], "what is typed is with the kernel all the same");
    gate.open();
    desk.await_state(|state| *state == Saved::Saved);
}

#[test]
fn a_disk_that_hangs_keeps_nobody_in_a_program_that_is_to_end() {
    for call in ["sync", "draft"] {
        let (entered, arrived) = mpsc::channel();
        let gate = Arc::new(Gate::default());
        let (disk, drafts) = (Arc::new(Memory::with(&header())), Arc::new(Memory::with(b"")));
        let pace = Pace { patience: Duration::from_millis(1), farewell: Duration::from_millis(30), ..QUICK };
        let over = |file: &Arc<Memory>| Slow::over(Arc::clone(file) as Arc<dyn Storage>, "sync", entered, &gate);
        let (journal, half_typed): (Arc<dyn Storage>, Arc<dyn Storage>) = match call {
            "sync" => (Arc::new(over(&disk)), Arc::clone(&drafts) as _),
            _ => (Arc::clone(&disk) as _, Arc::new(over(&drafts))),
        };
        let half_typed = HalfTyped::at(half_typed, &Drafts::default(), 1, 0);
        let mut desk = Desk::on(pace, journal, &disk, half_typed, &drafts);
        desk.journal.keep_draft(&draft(1, "half"));
        if call == "sync" {
            desk.journal.append(&act(2, None));
        }
        arrived.recv_timeout(Duration::from_secs(20)).unwrap();
        desk.journal.append(&act(3, None));
        let deadline = Instant::now() + Duration::from_secs(20);
        while desk.journal.state() == Saved::Saving {
            assert!(Instant::now() < deadline, "{call}: it is said");
            std::thread::yield_now();
        }
        let lost = desk.journal.close().unwrap_err();
        assert_eq!(lost.why, "the disk does not answer", "{call}");
        let handed_back: Vec<u64> = recover(&lost.lines, None).records.iter().map(|record| record.seq).collect();
        assert!(handed_back.ends_with(if call == "sync" { &[2, 3] } else { &[2] }), "{call}: {handed_back:?}");
        assert_eq!(lost.drafts, [draft(1, "half")], "{call}");
        gate.open();
    }
}
