//! Journals that are not as they were written: every flip and prefix, copies, clones, and what becomes of them.
//!
//! Whatever happens to the bytes, nothing damaged is read as if it were sound, nothing sound is lost, and everything that is
//! wrong is named with its line. `MINUTEBOOK_FLIPS=all` looks at more of what follows each flipped line,
//! `MINUTEBOOK_EVENTS` sets the length of the long journal (20,000 records; a million were read before a release).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod asides;
mod copies;
mod flips;
mod golden;
mod mended;
mod series;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta};
use minutebook::journal::{Heading, Hlc, Origin, encode};
use minutebook::meeting::{
    Act, Agenda, Cause, Content, EntryId, Event, Head, Id, PlannedDay, PlannedSlot, Seal, SlotId, Stamp, Version,
    WriterId,
};

const ANN: WriterId = WriterId(0x1f3a_9c0b);
const BO: WriterId = WriterId(0x2f3a_9c0b);

/// The meeting's first slot.
const SLOT: SlotId = SlotId(Id { writer: ANN, n: 1 });

fn act(seconds: i64, event: Event) -> Act {
    let start = DateTime::parse_from_rfc3339("2026-01-05T09:00:00Z").unwrap();
    Act {
        stamp: Stamp::wall(start + TimeDelta::seconds(seconds)),
        events: vec![event],
        cause: Cause::Fresh,
        clears: None,
    }
}

fn opened(slug: &str) -> Event {
    let slot = PlannedSlot { title: "Welcome".into(), ..PlannedSlot::default() };
    let agenda = Agenda {
        head: Head { title: "Stand-up".into(), ..Head::default() },
        days: vec![PlannedDay { slots: vec![slot], ..PlannedDay::default() }],
        ..Agenda::default()
    };
    Event::MeetingOpened {
        meeting: format!("id-{slug}"),
        slug: slug.into(),
        path: None,
        zone: "UTC".into(),
        agenda: Box::new(agenda),
        slots: vec![SLOT],
    }
}

fn entry(writer: WriterId, n: u32) -> EntryId {
    EntryId(Id { writer, n })
}

fn added(entry: EntryId, text: &str) -> Event {
    let content = Box::new(Content { text: text.into(), ..Content::default() });
    Event::EntryAdded { entry, slot: SLOT, after: None, depth: 0, content }
}

/// What stands in a line beside its act.
#[derive(Clone, Default)]
struct Beside {
    seen: Vec<Version>,
    seal: Option<Seal>,
    hlc: Option<Hlc>,
}

fn line_with(writer: WriterId, seq: u64, act: &Act, beside: &Beside) -> Vec<u8> {
    let origin = Origin {
        host: "minutebook 0.1.0 on desk".into(),
        machine: Some("5f".into()),
        by: (writer == BO).then(|| "Bo Chen".into()),
    };
    let heading = Heading {
        origin: (seq == 1).then_some(&origin),
        hlc: beside.hlc,
        seen: &beside.seen,
        seal: beside.seal.as_ref(),
        ..Heading::new(writer, seq)
    };
    let mut line = Vec::new();
    encode(&mut line, &heading, act).unwrap();
    line
}

/// Record `seq` of a writer: the opening, or a note that says `text` and its number.
fn line_saying(writer: WriterId, seq: u64, text: &str) -> Vec<u8> {
    let n = u32::try_from(seq).unwrap() + 10;
    let event = if seq == 1 { opened("stand-up") } else { added(entry(writer, n), &format!("{text} {seq}")) };
    // Two writers take turns, by the clock.
    let second = i64::from(n) * 2 + i64::from(writer == BO);
    line_with(writer, seq, &act(second, event), &Beside::default())
}

fn line(writer: WriterId, seq: u64) -> Vec<u8> {
    line_saying(writer, seq, "note")
}

fn lines(writer: WriterId, seqs: impl IntoIterator<Item = u64>) -> Vec<u8> {
    seqs.into_iter().flat_map(|seq| line(writer, seq)).collect()
}

/// A meeting's folder with these files.
struct Folder {
    home: tempfile::TempDir,
}

impl Folder {
    fn with<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Self {
        let folder = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir(folder.path()).unwrap();
        for (name, bytes) in files {
            folder.write(name, &bytes);
        }
        folder
    }

    fn path(&self) -> PathBuf {
        self.home.path().join("stand-up")
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path().join(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn load(&self) -> minutebook::archive::Loaded {
        minutebook::archive::load(&self.path()).unwrap()
    }

    fn verify(&self) -> minutebook::archive::Verified {
        minutebook::archive::verify(&self.path()).unwrap()
    }
}

/// Names of records, writer and number.
fn order(loaded: &minutebook::archive::Loaded) -> Vec<(WriterId, u64)> {
    loaded.records.iter().map(|record| (record.writer, record.seq)).collect()
}

/// `FILE:LINE: what`, without the folder.
fn told(spots: &[minutebook::archive::Spot]) -> Vec<String> {
    spots.iter().map(|spot| spot.to_string().rsplit('/').next().unwrap().to_owned()).collect()
}

fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
