//! Power cuts, played: a disk that keeps what was not synced in a list, and loses any of it when the power fails.
//!
//! Of the writes, cuts, names and renames that no sync has covered, any subset survives, a write also in part; after a sync
//! that failed, no later one covers what it should have. What was called saved must be there. For tests alone.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::half_typed::HalfTyped;
use super::record::encode;
use super::tail::{Pace, Place, Saved, Shared, Tail};
use super::thread::round;
use super::{Drafts, Heading, Record, Recovered, Storage, draft, file, parts, recover, recover_drafts};
use crate::meeting::{Act, Cause, Content, Draft, DraftKey, EntryId, Event, Id, SlotId, Stamp, WriterId};

const WRITER: WriterId = WriterId(0x1f3a_9c0b);
const EIO: i32 = 5;
const DRAFT: &str = "draft";

/// A change that no sync has covered.
#[derive(Clone, Debug)]
enum Change {
    Written(usize, Vec<u8>),
    Cut(usize),
}

impl Change {
    /// Does it to a file; `part`: how much of a write arrives, in 255ths.
    fn apply(&self, file: &mut Vec<u8>, part: u8) {
        match self {
            Self::Cut(len) => file.truncate(*len),
            Self::Written(at, bytes) => {
                let end = at + bytes.len() * usize::from(part) / 255;
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*at..end].copy_from_slice(&bytes[..end - at]);
            }
        }
    }
}

/// Whether a sync has covered a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Covered {
    NotYet,
    Synced,
    /// A sync that should have covered it failed: no later one does.
    Never,
}

#[derive(Debug, Default)]
struct Contents {
    /// As the kernel has it.
    now: Vec<u8>,
    /// As the disk had it at first, and what was done to it since.
    first: Vec<u8>,
    changes: Vec<(Change, Covered)>,
}

impl Contents {
    fn synced(bytes: &[u8]) -> Self {
        Self { now: bytes.to_vec(), first: bytes.to_vec(), changes: Vec::new() }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.now, 255);
        self.changes.push((change, Covered::NotYet));
    }

    fn cover(&mut self, by: Covered) {
        self.changes
            .iter_mut()
            .filter(|(_, covered)| *covered == Covered::NotYet)
            .for_each(|(_, covered)| *covered = by);
    }
}

#[derive(Debug)]
struct Disk {
    files: Vec<Contents>,
    names: BTreeMap<String, usize>,
    /// Names as they are on the disk, and changes of them that no sync has covered.
    synced_names: BTreeMap<String, usize>,
    new_names: Vec<(String, usize)>,
    /// Calls until the power fails, and calls until one fails.
    power: usize,
    failing: Vec<usize>,
    calls: usize,
    /// What chance decides, used up in a circle.
    chances: Vec<u8>,
    chance: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Planned {
    Success,
    Failure,
}

impl Disk {
    fn name(&mut self, name: String, file: usize) {
        self.names.insert(name.clone(), file);
        self.new_names.push((name, file));
    }

    /// Counts a call, which may fail, and does nothing once the power is gone.
    fn call(&mut self) -> io::Result<Planned> {
        self.calls += 1;
        if self.is_off() {
            return Err(io::Error::from_raw_os_error(EIO));
        }
        Ok(if self.failing.contains(&self.calls) { Planned::Failure } else { Planned::Success })
    }

    fn is_off(&self) -> bool {
        self.calls > self.power
    }

    fn chance(&mut self) -> u8 {
        self.chance += 1;
        self.chances[self.chance % self.chances.len()]
    }

    fn sync_names(&mut self, file: usize) {
        let named = self.new_names.iter().any(|(_, new)| *new == file);
        if named {
            for (name, file) in self.new_names.drain(..) {
                self.synced_names.insert(name, file);
            }
        }
    }

    /// What the power cut leaves; the disk then has that and nothing else.
    fn cut_power(&mut self) {
        for (name, file) in std::mem::take(&mut self.new_names) {
            if self.chance().is_multiple_of(2) {
                self.synced_names.insert(name, file);
            }
        }
        self.names = self.synced_names.clone();
        for file in 0..self.files.len() {
            let Contents { first: mut left, changes, .. } = std::mem::take(&mut self.files[file]);
            for (change, covered) in changes {
                // A third does not arrive, a third does, a third does in part.
                match (covered, self.chance()) {
                    (Covered::Synced, _) => change.apply(&mut left, 255),
                    (_, chance) if chance.is_multiple_of(3) => {}
                    (_, chance) if chance % 3 == 1 => change.apply(&mut left, 255),
                    _ => change.apply(&mut left, self.chance()),
                }
            }
            self.files[file] = Contents::synced(&left);
        }
        self.calls = 0;
        self.power = usize::MAX;
        self.failing.clear();
    }
}

/// A file of the disk, open.
struct Open {
    disk: Arc<Mutex<Disk>>,
    file: usize,
    name: String,
}

fn lock(disk: &Mutex<Disk>) -> MutexGuard<'_, Disk> {
    disk.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Open {
    fn named(disk: &Arc<Mutex<Disk>>, name: &str) -> Self {
        let mut inner = lock(disk);
        let next = inner.files.len();
        let file = *inner.names.entry(name.to_owned()).or_insert(next);
        if file == next {
            inner.files.push(Contents::default());
            inner.new_names.push((name.to_owned(), file));
        }
        Self { disk: Arc::clone(disk), file, name: name.to_owned() }
    }
}

fn failed<T>() -> io::Result<T> {
    Err(io::Error::from_raw_os_error(EIO))
}

impl Storage for Open {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut disk = lock(&self.disk);
        // A write that fails may have taken some of the bytes.
        let taken = match disk.call()? {
            Planned::Success => bytes.len(),
            Planned::Failure => bytes.len() * usize::from(disk.chance()) / 300,
        };
        let file = &mut disk.files[self.file];
        file.change(Change::Written(file.now.len(), bytes[..taken].to_vec()));
        if taken == 0 { failed() } else { Ok(taken) }
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        if planned == Planned::Failure {
            return failed();
        }
        disk.files[self.file].change(Change::Cut(len as usize));
        Ok(())
    }

    fn sync(&self, len: u64) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        let file = &mut disk.files[self.file];
        if (file.now.len() as u64) < len {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if planned == Planned::Failure {
            file.cover(Covered::Never);
            return failed();
        }
        file.cover(Covered::Synced);
        disk.sync_names(self.file);
        Ok(())
    }

    fn contents(&self) -> io::Result<Vec<u8>> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        if planned == Planned::Failure { failed() } else { Ok(disk.files[self.file].now.clone()) }
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<Arc<dyn Storage>> {
        let mut disk = lock(&self.disk);
        if disk.call()? == Planned::Failure {
            return failed();
        }
        disk.files.push(Contents::synced(bytes));
        Ok(Arc::new(Self { disk: Arc::clone(&self.disk), file: disk.files.len() - 1, name: self.name.clone() }))
    }

    fn replace(&self) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        if disk.call()? == Planned::Failure {
            return failed();
        }
        disk.name(self.name.clone(), self.file);
        Ok(())
    }

    fn join(&self) -> io::Result<()> {
        let mut disk = lock(&self.disk);
        let planned = disk.call()?;
        let name = format!("{:03}.jsonl", disk.names.len());
        disk.name(name, self.file);
        if planned == Planned::Failure {
            // The name may be there all the same.
            return failed();
        }
        disk.sync_names(self.file);
        Ok(())
    }
}

/// What is done at the desk between two power cuts.
#[derive(Clone, Copy, Debug)]
enum Step {
    Act,
    Commit,
    Key,
    Round,
}

/// From one start of the program to the next power cut.
#[derive(Clone, Debug)]
struct Life {
    steps: Vec<Step>,
    power: usize,
    failing: Vec<usize>,
}

fn lives() -> impl Strategy<Value = (Vec<Life>, Vec<u8>)> {
    use Step::{Act, Commit, Key, Round};
    let step = prop::sample::select(vec![Act, Act, Commit, Key, Key, Key, Round, Round]);
    let life = (prop::collection::vec(step, 1..40), 1_usize..60, prop::collection::vec(1_usize..60, 0..4))
        .prop_map(|(steps, power, failing)| Life { steps, power, failing });
    (prop::collection::vec(life, 1..6), prop::collection::vec(any::<u8>(), 61))
}

/// A scribe who knows what was given, and what the program said about it.
struct Scribe {
    disk: Arc<Mutex<Disk>>,
    /// The acts given, by number less 1, and how many of them were called saved.
    given: Vec<Act>,
    saved: usize,
    /// The half-typed line as it stood after each step since it was last known to be on the disk.
    half_typed: Vec<Option<String>>,
    typed: u32,
}

const KEY: DraftKey = DraftKey { slot: SlotId(Id { writer: WRITER, n: 1 }), entry: None };
const PACE: Pace = Pace {
    slow: Duration::from_secs(3600),
    first_retry: Duration::ZERO,
    longest_retry: Duration::ZERO,
    draft_sync: Duration::ZERO,
};

fn act(n: usize, text: u32, clears: Option<DraftKey>) -> Act {
    let content = Box::new(Content { text: format!("note {text}"), ..Content::default() });
    let entry = EntryId(Id { writer: WRITER, n: n as u32 });
    let event = Event::EntryAdded { entry, slot: KEY.slot, after: None, depth: 0, content };
    let at = DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::seconds(text.into());
    Act { stamp: Stamp::wall(at), events: vec![event], cause: Cause::Fresh, clears }
}

impl Scribe {
    fn new(chances: Vec<u8>) -> Self {
        let disk = Disk {
            files: Vec::new(),
            names: BTreeMap::new(),
            synced_names: BTreeMap::new(),
            new_names: Vec::new(),
            power: usize::MAX,
            failing: Vec::new(),
            calls: 0,
            chances,
            chance: 0,
        };
        let disk = Arc::new(Mutex::new(disk));
        Self { disk, given: Vec::new(), saved: 0, half_typed: vec![None], typed: 0 }
    }

    /// Begins the journal, or goes on with it; none where it can only be read.
    fn start(&mut self) -> Option<Shared> {
        let (found, last) = self.read();
        let drafts = Arc::new(Open::named(&self.disk, DRAFT));
        let bytes = lock(&self.disk).files[drafts.file].now.clone();
        let names: Vec<String> = lock(&self.disk).names.keys().filter(|name| *name != DRAFT).cloned().collect();
        let (seq, len, first) = if found.last == 0 {
            // Nothing was ever saved: the next start begins anew.
            if !names.is_empty() {
                return None;
            }
            (0, 0, Vec::new())
        } else if found.damage.is_empty() {
            (found.last, found.torn.as_ref().map_or(last.len() as u64, |torn| torn.start), self.line(1))
        } else {
            return None;
        };
        let mut files: Vec<Arc<dyn Storage>> = Vec::new();
        for name in names {
            files.push(Arc::new(Open::named(&self.disk, &name)));
        }
        let journal = files.pop().unwrap_or_else(|| Arc::new(Open::named(&self.disk, "000.jsonl")));
        if found.torn.is_some() {
            journal.truncate(len).and_then(|()| journal.sync(len)).unwrap();
        }
        let kept = recover_drafts(&bytes, &found.cleared);
        let place = Place { folder: PathBuf::new(), older: files, journal, locks: Vec::new() };
        let half_typed = HalfTyped::at(drafts, &kept, seq, bytes.len() as u64);
        let mut tail = Tail::at(place, (seq, len), half_typed);
        tail.first = first;
        let holder = file::this_program("a test", DateTime::UNIX_EPOCH.fixed_offset());
        let shared = Shared::new(WRITER, holder, PACE, tail);
        if seq == 0 {
            self.give(&shared, None);
            shared.tail().first = self.line(1);
        }
        Some(shared)
    }

    fn line(&self, seq: usize) -> Vec<u8> {
        let mut line = Vec::new();
        encode(&mut line, &Heading::new(WRITER, seq as u64), &self.given[seq - 1]).unwrap();
        line
    }

    fn give(&mut self, shared: &Shared, clears: Option<DraftKey>) {
        self.typed += 1;
        self.given.push(act(self.given.len() + 1, self.typed, clears));
        let seq = self.given.len();
        shared.append(seq as u64, &self.line(seq));
        if clears.is_some() {
            shared.tail().half_typed.kept.remove(&KEY);
            self.half_typed.push(None);
        }
    }

    fn live(&mut self, shared: &Shared, life: &Life) {
        let Life { steps, power, failing } = life;
        {
            let mut disk = lock(&self.disk);
            disk.calls = 0;
            disk.power = *power;
            disk.failing.clone_from(failing);
        }
        for step in steps {
            match step {
                Step::Act => self.give(shared, None),
                Step::Commit => self.give(shared, Some(KEY)),
                Step::Key => self.key(shared),
                Step::Round => self.round(shared),
            }
        }
    }

    fn key(&mut self, shared: &Shared) {
        self.typed += 1;
        let text = format!("half {}", self.typed);
        let typed = Draft { key: KEY, cursor: text.len(), text: text.clone(), depth: 0 };
        let mut line = Vec::new();
        draft::encode(&mut line, &typed, self.given.len() as u64).unwrap();
        shared.keep(&typed, self.given.len() as u64, &line);
        self.half_typed.push(Some(text));
    }

    fn round(&mut self, shared: &Shared) {
        let tail = round(shared, shared.tail());
        let off = lock(&self.disk).is_off();
        assert!(tail.synced as usize >= self.saved, "what was saved is said to be so for ever");
        self.saved = tail.synced as usize;
        if tail.saved() == Saved::Saved {
            assert_eq!(self.saved, self.given.len());
        }
        let kept = tail.half_typed.fault.is_none() && !tail.half_typed.spoilt && !tail.half_typed.unsynced;
        if kept && tail.settled() && !off {
            self.half_typed.drain(..self.half_typed.len() - 1);
        }
    }

    /// What is on the disk, and the last file.
    fn read(&self) -> (Recovered, Vec<u8>) {
        let disk = lock(&self.disk);
        let names = disk.names.iter().filter(|(name, _)| *name != DRAFT);
        let files: Vec<Vec<u8>> = names.map(|(_, file)| disk.files[*file].now.clone()).collect();
        let joined = parts::join(WRITER, &files);
        let lines: Vec<u8> = joined.lines().flatten().copied().collect();
        let found = Recovered { torn: joined.torn, ..recover(&lines, Some(WRITER)) };
        (found, files.last().cloned().unwrap_or_default())
    }

    /// After a power cut: nothing that was called saved is missing, nothing is altered, nothing is invented.
    fn look(&mut self) -> Result<(), TestCaseError> {
        let (found, _) = self.read();
        for record in &found.records {
            let Record { seq, act, .. } = record;
            prop_assert_eq!(Some(act), self.given.get(*seq as usize - 1), "record {} is not what was given", seq);
        }
        let numbers: Vec<usize> = found.records.iter().map(|record| record.seq as usize).collect();
        for seq in 1..=self.saved {
            prop_assert!(numbers.contains(&seq), "record {} was saved: {:?} {:?}", seq, numbers, found.damage);
        }
        if found.damage.is_empty() {
            prop_assert_eq!(&numbers, &(1..=numbers.len()).collect::<Vec<_>>());
        }
        let drafts = lock(&self.disk);
        let bytes = drafts.names.get(DRAFT).map(|file| drafts.files[*file].now.clone()).unwrap_or_default();
        let Drafts { drafts, .. } = recover_drafts(&bytes, &found.cleared);
        let text = drafts.into_iter().next().map(|draft| draft.text);
        prop_assert!(self.half_typed.contains(&text), "{:?} is none of {:?}", text, self.half_typed);
        self.half_typed = vec![text];
        self.given.truncate(numbers.len());
        self.saved = self.given.len();
        Ok(())
    }
}

#[test]
fn ten_thousand_power_cuts_lose_nothing_that_was_called_saved() {
    let wanted = std::env::var("MINUTEBOOK_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(10_000);
    let (mut cuts, mut acts) = (0_u32, 0);
    while cuts < wanted {
        let counted = std::cell::Cell::new((0, 0));
        let mut runner = TestRunner::new(Config { cases: 250, failure_persistence: None, ..Config::default() });
        let outcome = runner.run(&lives(), |(lives, chances)| {
            let mut scribe = Scribe::new(chances);
            for life in lives {
                let Some(shared) = scribe.start() else { break };
                scribe.live(&shared, &life);
                let (cuts, acts) = counted.get();
                counted.set((cuts + 1, acts + scribe.saved));
                lock(&scribe.disk).cut_power();
                scribe.look()?;
            }
            Ok(())
        });
        outcome.unwrap();
        cuts += counted.get().0;
        acts += counted.get().1;
    }
    println!("{cuts} power cuts, {acts} acts called saved before them, none lost");
    assert!(acts as u32 > cuts, "most cuts come after something was saved");
}
