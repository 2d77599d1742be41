//! Power cuts, played: a disk that keeps what was not synced in a list, and loses any of it when the power fails.
//!
//! A scribe works at it through several lives of the program, its calls fail now and then, and after every cut what was called
//! saved must be there, and nothing may be altered or invented. For tests alone.

mod disk;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use self::disk::{Disk, Open, lock};
use super::half_typed::HalfTyped;
use super::record::encode;
use super::tail::{Pace, Place, Saved, Shared, Tail};
use super::thread::round;
use super::{Drafts, Heading, Record, Recovered, Storage, draft, file, parts, recover, recover_drafts};
use crate::meeting::{Act, Cause, Content, Draft, DraftKey, EntryId, Event, Id, SlotId, Stamp, WriterId};

const WRITER: WriterId = WriterId(0x1f3a_9c0b);
const DRAFT: &str = "draft";

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
    patience: Duration::from_secs(3600),
    farewell: Duration::from_secs(3600),
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
        let disk = Arc::new(Mutex::new(Disk::new(chances)));
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
