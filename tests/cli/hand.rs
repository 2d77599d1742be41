//! Journals written without a screen, so that every moment in them is known to the millisecond.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

use minutebook::journal::{Heading, Origin, encode};
use minutebook::meeting::{Act, Cause, Event, Seal, Stamp, Version, WriterId};
use serde_json::{Value, json};

use crate::Desk;

/// The folder of the meeting that all hands write in.
pub(crate) const CIRCLE: &str = "2026-05-04-reading-circle";

/// One writer of the meeting.
pub(crate) struct Hand {
    writer: WriterId,
    seq: u64,
    /// What it has read of others and not yet said.
    seen: Vec<Version>,
    /// Its journal.
    pub(crate) path: PathBuf,
}

/// An entry's or a slot's identity as the events have it.
pub(crate) fn id(writer: u32, n: u32) -> String {
    format!("{}-{n}", WriterId(writer))
}

fn slot(title: &str, start: &str) -> Value {
    json!({ "title": title, "start": start, "minutes": 30 })
}

impl Hand {
    /// Opens the meeting, on that machine and under that name; its slots are those of writer 10.
    pub(crate) fn opens(desk: &Desk, writer: u32, by: &str, at: &str) -> Self {
        let folder = desk.path("data/meetings").join(CIRCLE);
        fs::create_dir_all(&folder).expect("a folder");
        let writer = WriterId(writer);
        let mut hand = Self { writer, seq: 0, seen: Vec::new(), path: folder.join(format!("{writer}.jsonl")) };
        let opened = json!({ "event": "meeting_opened", "meeting": "019d0a52-7c1e-7cc3-98c4-dc0c0c07398f",
            "slug": CIRCLE, "zone": "Europe/Rome", "slots": [id(10, 1), id(10, 2)], "agenda": {
                "head": { "title": "Reading circle", "timezone": "Europe/Rome" },
                "days": [{ "date": "2026-05-04", "slots": [slot("Welcome", "19:00:00"), slot("The novel", "19:30:00")] }] } });
        let origin = Origin { host: "minutebook on desk".to_owned(), machine: None, by: Some(by.to_owned()) };
        hand.write(at, &json!([opened]), Cause::Fresh, Some(&origin), None);
        hand
    }

    /// Ada's meeting with a note, an action item, and a change, on two days.
    pub(crate) fn with_notes(desk: &Desk) -> Self {
        let mut ada = Self::opens(desk, 10, "Ada Conti", "2026-05-04T19:00:00+02:00");
        ada.does("2026-05-04T19:00:10.500+02:00", &json!([{ "event": "clock_started", "slot": id(10, 1) }]));
        ada.adds("2026-05-04T19:01:00.700+02:00", 3, "Everybody has read it");
        ada.changes("2026-05-04T19:02:00+02:00", &id(10, 3), "Nobody has read it");
        ada.does("2026-05-04T19:03:00+02:00", &json!([{ "event": "scribe_left" }]));
        ada.adds("2026-05-05T08:00:00+02:00", 4, "Postscript");
        ada
    }

    /// Reads all that another has written.
    pub(crate) fn reads(&mut self, other: &Self) {
        self.seen = vec![Version { writer: other.writer, seq: other.seq }];
    }

    /// Gives an entry another text.
    pub(crate) fn changes(&mut self, at: &str, entry: &str, text: &str) {
        self.does(at, &json!([{ "event": "entry_changed", "entry": entry, "text": text }]));
    }

    /// Adds a note to the first slot.
    pub(crate) fn adds(&mut self, at: &str, n: u32, text: &str) {
        let entry = id(self.writer.0, n);
        self.does(at, &json!([{ "event": "entry_added", "entry": entry, "slot": id(10, 1), "text": text }]));
    }

    pub(crate) fn does(&mut self, at: &str, events: &Value) {
        self.write(at, events, Cause::Fresh, None, None);
    }

    pub(crate) fn undoes(&mut self, at: &str, of: u64, events: &Value) {
        self.write(at, events, Cause::Undo { of }, None, None);
    }

    pub(crate) fn redoes(&mut self, at: &str, of: u64, events: &Value) {
        self.write(at, events, Cause::Redo { of }, None, None);
    }

    /// Closes the meeting with a seal of that digest, true or not.
    pub(crate) fn closes(&mut self, at: &str, sha256: &str) {
        let seal = Seal { records: self.seq, sha256: sha256.to_owned() };
        self.write(at, &json!([{ "event": "meeting_closed" }]), Cause::Fresh, None, Some(&seal));
    }

    fn write(&mut self, at: &str, events: &Value, cause: Cause, origin: Option<&Origin>, seal: Option<&Seal>) {
        self.seq += 1;
        let events: Vec<Event> = serde_json::from_value(events.clone()).expect("events");
        let act = Act { stamp: Stamp::wall(at.parse().expect("a time")), events, cause, clears: None };
        let mut line = Vec::new();
        let seen = std::mem::take(&mut self.seen);
        let heading = Heading { origin, seal, seen: &seen, ..Heading::new(self.writer, self.seq) };
        encode(&mut line, &heading, &act).expect("a line");
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path).expect("a journal");
        file.write_all(&line).expect("a line written");
    }
}
