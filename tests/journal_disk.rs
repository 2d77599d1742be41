//! The journal on real disks that fail: a file that vanishes or is cut short, a full disk, a file-size limit, another place.
//!
//! What needs root or `mount` says so and is passed over where they are missing. Every call that fails, one by one, is tested
//! beside the code, where the disk is a played one; kills are in tests/journal_kills.rs.
#![allow(clippy::unwrap_used)]

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use minutebook::journal::{
    self, Digest, Hlc, Holder, Journal, OpenError, Origin, Recovered, Reopened, Saved, draft_path, journal_path,
    recover,
};
use minutebook::meeting::{
    Act, Agenda, Cause, Content, Draft, DraftKey, EntryId, Event, Id, Seal, SlotId, Stamp, Version, WriterId,
};

const WRITER: WriterId = WriterId(0x1f3a_9c0b);
const OTHER: WriterId = WriterId(0x0000_00b0);

fn at(seconds: u32) -> DateTime<FixedOffset> {
    DateTime::from_timestamp(i64::from(seconds), 0).unwrap().fixed_offset()
}

fn act(n: u32, events: Vec<Event>) -> Act {
    Act { stamp: Stamp::wall(at(n)), events, cause: Cause::Fresh, clears: None }
}

fn note(n: u32) -> Act {
    let id = |n| Id { writer: WRITER, n };
    let content = Box::new(Content { text: format!("note {n}"), ..Content::default() });
    act(n, vec![Event::EntryAdded { entry: EntryId(id(n)), slot: SlotId(id(1)), after: None, depth: 0, content }])
}

fn opened() -> Act {
    let event = Event::MeetingOpened {
        meeting: "016e1234-0000-7000-8000-00001f3a9c0b".into(),
        slug: "stand-up".into(),
        path: None,
        zone: "UTC".into(),
        agenda: Box::new(Agenda::default()),
        slots: vec![],
    };
    act(1, vec![event])
}

fn half(text: &str) -> Draft {
    let slot = SlotId(Id { writer: WRITER, n: 1 });
    Draft { key: DraftKey { slot, entry: None }, text: text.into(), depth: 0, cursor: text.chars().count() }
}

/// A journal, and what wakes whoever shows its state.
struct Desk {
    journal: Journal,
    woken: Receiver<()>,
}

impl Desk {
    fn begin(folder: &Path) -> Self {
        let (wake, woken) = mpsc::channel();
        let wake = Box::new(move || wake.send(()).unwrap_or_default());
        let journal =
            Journal::create(folder, WRITER, &Origin::named("a test"), &opened(), (&[], Hlc::default()), wake).unwrap();
        Self { journal, woken }
    }

    fn until(&self, what: &str, condition: impl Fn(&Journal) -> bool) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !condition(&self.journal) {
            assert!(Instant::now() < deadline, "{what}: still {:?}", self.journal.state());
            let _ = self.woken.recv_timeout(Duration::from_millis(20));
        }
    }

    fn saved(&self) {
        self.until("saved", |journal| journal.state() == Saved::Saved);
    }

    fn failing(&self) -> String {
        self.until("failing", |journal| matches!(journal.state(), Saved::Failing { .. }));
        match self.journal.state() {
            Saved::Failing { why, .. } => why,
            state => panic!("it was failing a moment ago: {state:?}"),
        }
    }
}

fn open(folder: &Path) -> Result<Reopened, OpenError> {
    Journal::open(folder, WRITER, &Origin::named("another test"), at(60), Box::new(|| ()))
}

fn numbers(found: &Recovered) -> Vec<u64> {
    found.records.iter().map(|record| record.seq).collect()
}

fn in_file(path: &Path) -> Vec<u64> {
    numbers(&recover(&fs::read(path).unwrap(), Some(WRITER)))
}

/// What the writer's own files in a folder hold, read while it is being written.
fn in_folder(folder: &Path) -> Vec<u64> {
    let mut numbers: Vec<u64> = (fs::read_dir(folder).unwrap().flatten().map(|found| found.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "jsonl") && !path.to_string_lossy().contains('('))
        .flat_map(|path| in_file(&path))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[test]
fn a_journal_that_vanished_is_written_anew_with_every_line() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Desk::begin(home.path());
    desk.journal.append(&note(2));
    desk.saved();
    fs::remove_file(journal_path(home.path(), WRITER)).unwrap();
    fs::remove_file(draft_path(home.path(), WRITER)).unwrap();
    desk.journal.append(&note(3));
    desk.journal.keep_draft(&half("half a li"));
    desk.saved();
    desk.journal.flush();
    let said = desk.journal.reports().join("\n");
    assert!(said.contains("gone from its folder"), "{said}");
    desk.journal.append(&note(4));
    desk.journal.close().unwrap();
    assert_eq!(in_file(&journal_path(home.path(), WRITER)), [1, 2, 3, 4]);
    assert_eq!(open(home.path()).unwrap().drafts.drafts, [half("half a li")]);
}

#[test]
fn a_file_put_in_the_journals_place_is_noticed_though_the_old_one_has_another_name() {
    for links in [0, 1] {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("meeting");
        let mut desk = Desk::begin(&folder);
        for n in 2..=4 {
            desk.journal.append(&note(n));
        }
        desk.saved();
        let path = journal_path(&folder, WRITER);
        if links > 0 {
            fs::hard_link(&path, home.path().join("backup")).unwrap();
        }
        let copy = folder.join("copy");
        fs::copy(&path, &copy).unwrap();
        fs::rename(&copy, &path).unwrap();
        for n in 5..=8 {
            desk.journal.append(&note(n));
        }
        assert_eq!(desk.journal.flush(), Saved::Saved);
        assert_eq!(in_folder(&folder), (1..=8).collect::<Vec<_>>(), "{links} links: what is called saved is there");
        let said = desk.journal.reports().join("\n");
        assert!(said.contains("gone from its folder"), "{links} links: {said}");
        desk.journal.close().unwrap();
        assert_eq!(numbers(&open(&folder).unwrap().recovered), (1..=8).collect::<Vec<_>>(), "{links} links");
    }
}

#[test]
fn a_journal_that_was_moved_away_is_written_anew() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("meeting");
    let mut desk = Desk::begin(&folder);
    desk.saved();
    fs::rename(journal_path(&folder, WRITER), home.path().join("moved")).unwrap();
    assert_eq!(desk.journal.flush(), Saved::Saved, "it is looked for though nothing was given since");
    assert_eq!(in_folder(&folder), [1]);
    fs::rename(journal_path(&folder, WRITER), folder.join("1f3a9c0b (1).jsonl")).unwrap();
    desk.journal.append(&note(2));
    assert_eq!(desk.journal.flush(), Saved::Saved);
    assert_eq!(in_folder(&folder), [1, 2]);
    desk.journal.close().unwrap();
    assert_eq!(numbers(&open(&folder).unwrap().recovered), [1, 2]);
}

#[test]
fn what_another_program_cuts_away_is_counted_and_said() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Desk::begin(home.path());
    for n in 2..=6 {
        desk.journal.append(&note(n));
    }
    desk.saved();
    let path = journal_path(home.path(), WRITER);
    let text = fs::read_to_string(&path).unwrap();
    let two: usize = text.split_inclusive('\n').take(2).map(str::len).sum();
    OpenOptions::new().write(true).open(&path).unwrap().set_len(two as u64).unwrap();
    desk.journal.append(&note(7));
    desk.saved();
    let said = desk.journal.reports().join("\n");
    assert!(said.contains("4 records could not be read back"), "{said}");
}

#[test]
fn a_journal_cut_short_by_another_program_goes_on_in_a_new_file_that_repeats_what_was_not_acknowledged() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Desk::begin(home.path());
    desk.journal.append(&note(2));
    desk.saved();
    let path = journal_path(home.path(), WRITER);
    let whole = fs::read(&path).unwrap();
    OpenOptions::new().write(true).open(&path).unwrap().set_len(20).unwrap();
    for n in 3..=5 {
        desk.journal.append(&note(n));
        desk.saved();
    }
    desk.journal.keep_draft(&half("half"));
    let next = home.path().join("1f3a9c0b.2.jsonl");
    assert_eq!(in_file(&next), [1, 3, 4, 5], "the meeting's identity and what came after");
    desk.journal.close().unwrap();
    assert!(matches!(open(home.path()), Err(OpenError::Damaged { .. })), "record 2 is gone, and that is said");
    fs::write(&path, whole).unwrap();
    let mut reopened = open(home.path()).unwrap();
    assert_eq!(numbers(&reopened.recovered), [1, 2, 3, 4, 5]);
    assert_eq!(reopened.drafts.drafts, [half("half")]);
    reopened.journal.append(&note(6));
    reopened.journal.close().unwrap();
    assert_eq!(in_file(&next), [1, 3, 4, 5, 6], "it goes on in the last file");
    let mode = fs::metadata(next).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_journal_replaced_by_an_older_copy_goes_on_whole_in_a_new_file() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Desk::begin(home.path());
    desk.saved();
    let path = journal_path(home.path(), WRITER);
    fs::copy(&path, home.path().join("copy")).unwrap();
    desk.journal.append(&note(2));
    desk.saved();
    fs::rename(home.path().join("copy"), &path).unwrap();
    desk.journal.append(&note(3));
    desk.saved();
    desk.journal.append(&note(4));
    desk.journal.close().unwrap();
    assert_eq!(in_file(&path), [1], "the copy is left as it is");
    assert_eq!(in_file(&home.path().join("1f3a9c0b.2.jsonl")), [1, 2, 3, 4]);
    assert_eq!(numbers(&open(home.path()).unwrap().recovered), [1, 2, 3, 4]);
}

#[test]
fn a_torn_end_of_the_last_of_several_files_is_set_aside() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Desk::begin(home.path());
    desk.journal.append(&note(2));
    desk.journal.close().unwrap();
    let (first, second) = (journal_path(home.path(), WRITER), home.path().join("1f3a9c0b.2.jsonl"));
    let lines = fs::read(&first).unwrap();
    fs::write(&second, [&lines[..], b"{\"v\":1"].concat()).unwrap();
    let reopened = open(home.path()).unwrap();
    assert_eq!(numbers(&reopened.recovered), [1, 2]);
    let aside = reopened.aside.unwrap();
    assert!(aside.ends_with("1f3a9c0b.2.torn-1"));
    assert_eq!(fs::metadata(aside).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(&second).unwrap(), lines);
}

#[test]
fn a_folder_that_vanished_is_said_to_be_gone_and_everything_goes_on_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let (folder, elsewhere) = (home.path().join("stick/meeting"), home.path().join("desk/meeting"));
    let mut desk = Desk::begin(&folder);
    desk.journal.append(&note(2));
    desk.saved();
    fs::remove_dir_all(home.path().join("stick")).unwrap();
    desk.journal.append(&note(3));
    desk.journal.keep_draft(&half("half"));
    desk.failing();
    desk.until("why", |journal| {
        matches!(journal.state(), Saved::Failing { why, unsaved: 3 } if why.contains("No such file or directory"))
    });
    fs::write(home.path().join("desk"), "no folder").unwrap();
    desk.journal.go_elsewhere(elsewhere.clone());
    desk.until("why", |journal| matches!(journal.state(), Saved::Failing { why, .. } if why.contains("desk/meeting")));
    assert_eq!(desk.journal.folder(), folder);
    fs::remove_file(home.path().join("desk")).unwrap();
    desk.journal.go_elsewhere(elsewhere.clone());
    desk.saved();
    assert_eq!(desk.journal.folder(), elsewhere);
    desk.journal.append(&note(4));
    desk.journal.keep_draft(&half("half a li"));
    assert!(journal::is_held(&elsewhere, WRITER).unwrap());
    desk.journal.close().unwrap();
    let reopened = open(&elsewhere).unwrap();
    assert_eq!(numbers(&reopened.recovered), [1, 2, 3, 4]);
    assert_eq!(reopened.drafts.drafts, [half("half a li")]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&elsewhere), mode(&journal_path(&elsewhere, WRITER))), (0o700, 0o600));
}

#[test]
fn going_elsewhere_takes_the_other_writers_journals_along() {
    let home = tempfile::tempdir().unwrap();
    let (folder, elsewhere) = (home.path().join("here"), home.path().join("there"));
    let mut desk = Desk::begin(&folder);
    desk.journal.append(&note(2));
    let others = journal_path(&folder, OTHER);
    fs::write(&others, "another's lines\n").unwrap();
    symlink(&others, folder.join("000000c0.jsonl")).unwrap();
    desk.journal.go_elsewhere(elsewhere.clone());
    desk.until("there", |journal| journal.folder() == elsewhere);
    assert_eq!(fs::read_to_string(journal_path(&elsewhere, OTHER)).unwrap(), "another's lines\n");
    let said = desk.journal.reports().join("\n");
    assert!(said.contains("000000c0.jsonl could not be copied"), "{said}");
    assert!(!elsewhere.join("000000c0.jsonl").exists());
    // And back again: the file that is there is not written over.
    desk.journal.append(&note(3));
    desk.journal.go_elsewhere(folder.clone());
    desk.until("back", |journal| journal.folder() == folder);
    desk.journal.append(&note(4));
    desk.saved();
    assert_eq!(in_file(&folder.join("1f3a9c0b.2.jsonl")), [1, 2, 3, 4]);
    desk.journal.close().unwrap();
    assert_eq!(numbers(&open(&folder).unwrap().recovered), [1, 2, 3, 4]);
}

#[test]
fn who_follows_waits_until_the_holder_is_gone() {
    let home = tempfile::tempdir().unwrap();
    assert!(!journal::is_held(home.path(), WRITER).unwrap());
    journal::wait_gone(home.path(), WRITER).unwrap();
    let desk = Desk::begin(home.path());
    let expected = Holder { pid: std::process::id(), host: "a test".into(), since: Some(at(1)) };
    assert_eq!(journal::holder(home.path(), WRITER), Some(expected.clone()));
    let Err(error) = open(home.path()) else { panic!("it was given away twice") };
    assert!(error.to_string().contains("a test, since 1970-01-01 00:00"), "{error}");
    let (gone, told) = mpsc::channel();
    let folder = home.path().to_owned();
    let follower = thread::spawn(move || gone.send(journal::wait_gone(&folder, WRITER).is_ok()).unwrap());
    assert!(told.recv_timeout(Duration::from_millis(100)).is_err(), "it is still held");
    desk.journal.close().unwrap();
    assert!(told.recv_timeout(Duration::from_secs(20)).unwrap());
    follower.join().unwrap();
    assert_eq!((journal::holder(home.path(), WRITER), journal::is_held(home.path(), WRITER).unwrap()), (None, false));
    open(home.path()).unwrap();
}

#[test]
fn a_lock_that_somebody_only_looks_at_is_waited_for() {
    let home = tempfile::tempdir().unwrap();
    Desk::begin(home.path()).journal.close().unwrap();
    let looked_at = OpenOptions::new().read(true).open(home.path().join("1f3a9c0b.lock")).unwrap();
    looked_at.lock_shared().unwrap();
    let (opening, opened) = mpsc::channel();
    let folder = home.path().to_owned();
    let opener = thread::spawn(move || {
        opening.send(()).unwrap();
        open(&folder).is_ok()
    });
    opened.recv().unwrap();
    drop(looked_at);
    assert!(opener.join().unwrap());
}

#[test]
fn folders_that_others_may_write_in_are_reported() {
    let home = tempfile::tempdir().unwrap();
    let (meetings, folder) = (home.path().join("meetings"), home.path().join("meetings/stand-up"));
    let desk = Desk::begin(&folder);
    assert_eq!(desk.journal.reports(), Vec::<String>::new());
    desk.journal.close().unwrap();
    fs::set_permissions(&meetings, fs::Permissions::from_mode(0o770)).unwrap();
    let said = open(&folder).unwrap().journal.reports();
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("others may write in") && said[0].contains("meetings"), "{said:?}");
}

#[test]
fn no_file_is_written_through_a_symbolic_link() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("target");
    fs::write(&target, "not to be touched").unwrap();
    let folder = home.path().join("meeting");
    let mut desk = Desk::begin(&folder);
    desk.saved();
    for name in ["1f3a9c0b.jsonl-new", "1f3a9c0b.draft-new", "1f3a9c0b.torn-1"] {
        symlink(&target, folder.join(name)).unwrap();
    }
    fs::remove_file(journal_path(&folder, WRITER)).unwrap();
    fs::remove_file(draft_path(&folder, WRITER)).unwrap();
    desk.journal.append(&note(2));
    desk.journal.keep_draft(&half("half"));
    desk.saved();
    desk.journal.close().unwrap();
    let path = journal_path(&folder, WRITER);
    fs::write(&path, [&fs::read(&path).unwrap()[..], b"torn"].concat()).unwrap();
    assert!(open(&folder).unwrap().aside.unwrap().ends_with("1f3a9c0b.torn-2"));
    assert_eq!(fs::read_to_string(&target).unwrap(), "not to be touched");
    let links = fs::read_dir(&folder).unwrap().filter(|file| file.as_ref().unwrap().path().is_symlink()).count();
    assert_eq!(links, 1, "staged files took the place of the links, and the other is left alone");
}

#[test]
fn the_seal_covers_the_lines_of_every_writer_seen() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Desk::begin(home.path());
    let (origin, nobody) = (Origin::named("another"), Box::new(|| ()));
    let mut other = Journal::create(home.path(), OTHER, &origin, &opened(), (&[], Hlc::default()), nobody).unwrap();
    for n in 2..=4 {
        desk.journal.append(&note(n));
        other.append(&note(n));
    }
    desk.journal.saw(&[Version { writer: OTHER, seq: 3 }], Hlc::default(), at(5));
    desk.journal.append(&act(5, vec![Event::MeetingClosed]));
    let lines = |writer, most| -> Vec<u8> {
        let bytes = fs::read(journal_path(home.path(), writer)).unwrap();
        bytes.split_inclusive(|byte| *byte == b'\n').take(most).flatten().copied().collect()
    };
    let mut digest = Digest::new();
    digest.line(&lines(OTHER, 3));
    digest.line(&lines(WRITER, 4));
    assert_eq!(desk.journal.seal(), Some(&Seal { records: 7, sha256: digest.finish() }));
    // What cannot be found cannot be stated.
    desk.journal.append(&act(6, vec![Event::MeetingReopened]));
    desk.journal.saw(&[Version { writer: OTHER, seq: 9 }], Hlc::default(), at(7));
    desk.journal.append(&act(8, vec![Event::MeetingClosed]));
    assert_eq!(desk.journal.seal(), None, "the last closing has none");
    assert_eq!(desk.journal.reports(), ["the minutes bear no digest: record 5 of writer 000000b0 could not be read"]);
}

/// A small disk in memory of its own, as long as this lives.
struct Mounted(PathBuf);

impl Mounted {
    /// None where this machine does not let us; then that is said.
    fn new(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder).output();
        if mounted.is_ok_and(|done| done.status.success()) {
            return Some(Self(folder.to_owned()));
        }
        eprintln!("PASSED OVER: mounting a small disk needs root");
        None
    }

    fn remount(&self, how: &str) {
        let done = Command::new("mount").args(["-o", how]).arg(&self.0).status().unwrap();
        assert!(done.success(), "{how}");
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_keeps_what_it_took_and_the_rest_goes_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let Some(small) = Mounted::new(&home.path().join("small"), "size=32k") else { return };
    let (folder, elsewhere) = (small.0.join("meeting"), home.path().join("large"));
    let mut desk = Desk::begin(&folder);
    let mut n = 1;
    while !matches!(desk.journal.state(), Saved::Failing { .. }) || n < 300 {
        n += 1;
        desk.journal.append(&note(n));
        assert!(n < 10_000, "the disk never became full");
    }
    assert!(desk.failing().contains("full") || desk.failing().contains("No space left"), "{}", desk.failing());
    let found = recover(&fs::read(journal_path(&folder, WRITER)).unwrap(), Some(WRITER));
    assert_eq!((found.damage, found.torn), (vec![], None), "half a line was cut off again");
    desk.journal.go_elsewhere(elsewhere.clone());
    desk.saved();
    desk.journal.append(&note(n + 1));
    desk.journal.close().unwrap();
    assert_eq!(numbers(&open(&elsewhere).unwrap().recovered), (1..=u64::from(n) + 1).collect::<Vec<_>>());
}

#[test]
fn a_full_disk_that_is_freed_takes_everything() {
    let home = tempfile::tempdir().unwrap();
    let Some(small) = Mounted::new(&home.path().join("small"), "size=64k") else { return };
    let folder = small.0.join("meeting");
    let mut desk = Desk::begin(&folder);
    let ballast = small.0.join("ballast");
    let _ = fs::write(&ballast, vec![0; 100_000]);
    for n in 2..=100 {
        desk.journal.append(&note(n));
    }
    desk.failing();
    desk.journal.keep_draft(&half("typed on a full disk"));
    fs::remove_file(ballast).unwrap();
    desk.saved();
    desk.journal.close().unwrap();
    let reopened = open(&folder).unwrap();
    assert_eq!(numbers(&reopened.recovered), (1..=100).collect::<Vec<_>>());
    assert_eq!(reopened.drafts.drafts, [half("typed on a full disk")]);
}

#[test]
fn nothing_is_opened_on_a_disk_that_cannot_be_written_and_nothing_goes_there() {
    let home = tempfile::tempdir().unwrap();
    let Some(disk) = Mounted::new(&home.path().join("disk"), "size=256k") else { return };
    let (there, here) = (disk.0.join("meeting"), home.path().join("meeting"));
    Desk::begin(&there).journal.close().unwrap();
    disk.remount("remount,ro");
    let Err(OpenError::Io { source, .. }) = open(&there) else { panic!("it was opened") };
    assert!(source.to_string().contains("Read-only file system"), "{source}");
    assert_eq!(in_file(&journal_path(&there, WRITER)), [1]);
    let mut desk = Desk::begin(&here);
    desk.journal.go_elsewhere(there.clone());
    desk.journal.append(&note(2));
    desk.saved();
    assert_eq!(desk.journal.folder(), here);
    let said = desk.journal.reports().join("\n");
    assert!(said.contains("Read-only file system"), "{said}");
    disk.remount("remount,rw");
}

/// Runs one of the tests below, which do nothing by themselves, in a process of its own.
fn in_a_process_of_its_own(test: &str, folder: &Path) {
    let done = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env("MINUTEBOOK_TEST_FOLDER", folder)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn a_file_size_limit_is_an_error_like_any_other() {
    let home = tempfile::tempdir().unwrap();
    in_a_process_of_its_own("under_a_file_size_limit", home.path());
    let found = recover(&fs::read(journal_path(home.path(), WRITER)).unwrap(), Some(WRITER));
    assert_eq!((found.damage, found.torn), (vec![], None));
    let reopened = open(home.path()).unwrap();
    assert_eq!(numbers(&reopened.recovered), (1..=60).collect::<Vec<_>>());
    assert_eq!(reopened.drafts.drafts, [half("typed past the limit")]);
}

#[test]
#[ignore = "run by a_file_size_limit_is_an_error_like_any_other"]
fn under_a_file_size_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Some(folder) = std::env::var_os("MINUTEBOOK_TEST_FOLDER").map(PathBuf::from) else { return };
    // As in the program, where the shell sees to it: a signal that is caught is an error of the call.
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()).unwrap();
    let before = getrlimit(Resource::Fsize);
    setrlimit(Resource::Fsize, Rlimit { current: Some(4_000), ..before }).unwrap();
    let mut desk = Desk::begin(&folder);
    for n in 2..=60 {
        desk.journal.append(&note(n));
    }
    let why = desk.failing();
    assert!(why.contains("File too large") || why.contains("bytes could be written"), "{why}");
    desk.journal.keep_draft(&half("typed past the limit"));
    setrlimit(Resource::Fsize, before).unwrap();
    desk.saved();
    desk.journal.close().unwrap();
}
