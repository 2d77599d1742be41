//! One writer with its own journal, its own clock, and as much of the others' journals as has come to it.
//!
//! Not here: what is asked of the meeting (see `hands`) and what must hold at the end (see `main`).

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use minutebook::archive::in_order;
use minutebook::journal::{Hlc, Record};
use minutebook::meeting::{Act, Cause, EntryId, Event, Ledger, Stamp, Version, WriterId, decide};

use crate::dice::Dice;
use crate::hands;

pub(crate) struct Scribe {
    pub(crate) writer: WriterId,
    pub(crate) ledger: Ledger,
    /// Its own journal: what a crash leaves.
    pub(crate) own: Vec<Record>,
    /// What has come of the others' journals, in whatever order and however often.
    folder: BTreeMap<Version, Record>,
    clock: Hlc,
    /// What its own journal says that it has seen.
    said: BTreeMap<WriterId, u64>,
    /// Its wall clock is off by so much.
    off: TimeDelta,
}

/// The entry whose text an event writes.
fn text_of(event: &Event) -> Option<EntryId> {
    match event {
        Event::EntryAdded { entry, .. } => Some(*entry),
        Event::EntryChanged { entry, changes } => changes.text.as_ref().map(|_| *entry),
        _ => None,
    }
}

impl Scribe {
    pub(crate) fn new(writer: WriterId, off: TimeDelta) -> Self {
        let ledger = Ledger::new(writer);
        let (own, folder, said) = Default::default();
        Self { writer, ledger, own, folder, clock: Hlc::default(), said, off }
    }

    fn now(&self, second: i64) -> Stamp {
        Stamp::wall(DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::seconds(1_572_278_400 + second) + self.off)
    }

    /// Does something at that second of the true time: a command, or one of its acts taken back or done again.
    pub(crate) fn work(&mut self, dice: &mut Dice, second: i64) {
        let now = self.now(second);
        let done = match dice.below(100) {
            0..15 => self.ledger.undo(),
            15..22 => self.ledger.redo(),
            _ => hands::command(dice, &self.ledger.meeting, &now)
                .and_then(|command| decide(&self.ledger.meeting, command, self.writer, &now).ok())
                .map(|events| (Cause::Fresh, events)),
        };
        if let Some((cause, events)) = done {
            if cause != Cause::Fresh {
                self.assert_no_other_text_is_lost_by(&events);
            }
            self.write(cause, events, second);
        }
    }

    /// What takes an act back or does it again writes no text over another scribe's.
    fn assert_no_other_text_is_lost_by(&self, events: &[Event]) {
        let records = self.records();
        for id in events.iter().filter_map(text_of) {
            let last = records.iter().rfind(|record| record.act.events.iter().any(|event| text_of(event) == Some(id)));
            assert!(last.is_some_and(|last| last.writer == self.writer), "{id} has another's text: {events:?}");
        }
    }

    pub(crate) fn write(&mut self, cause: Cause, events: Vec<Event>, second: i64) {
        let act = Act { stamp: self.now(second), events, cause, clears: None };
        let news =
            |version: &Version| version.writer != self.writer && self.said.get(&version.writer) != Some(&version.seq);
        let seen: Vec<Version> = self.ledger.versions().into_iter().filter(news).collect();
        self.said.extend(seen.iter().map(|version| (version.writer, version.seq)));
        self.clock = self.clock.tick(act.stamp.at);
        self.ledger.commit(&act);
        let (writer, seq) = (self.writer, self.ledger.last_seq());
        self.own.push(Record { writer, seq, hlc: self.clock, seen, act, unknown: 0, origin: None, seal: None });
    }

    /// Its program is killed: what it had in memory is gone, and it begins again with what is written down.
    pub(crate) fn crash(&mut self, second: i64) {
        self.clock = self.own.last().map_or_else(Hlc::default, |record| record.hlc);
        let seen = self.own.iter().flat_map(|record| &record.seen);
        self.said = seen.map(|version| (version.writer, version.seq)).collect();
        self.read(second);
    }

    /// Some records of another's journal come in.
    pub(crate) fn receive(&mut self, records: &[Record]) {
        self.folder.extend(records.iter().map(|record| (record.version(), record.clone())));
    }

    /// Reads all journals of its folder again, as it does when one has grown and when it begins.
    pub(crate) fn read(&mut self, second: i64) {
        let now = self.now(second).at;
        let records = self.records();
        self.ledger = Ledger::new(self.writer);
        for record in &records {
            self.ledger.read(record.version(), &record.seen, &record.act);
            self.clock = self.clock.saw(record.hlc, now);
        }
    }

    /// All that it can read, in the one order: of another's journal what is there without a gap.
    fn records(&self) -> Vec<Record> {
        let mut journals: BTreeMap<WriterId, Vec<Record>> = BTreeMap::from([(self.writer, self.own.clone())]);
        for record in self.folder.values() {
            let journal = journals.entry(record.writer).or_default();
            if record.writer != self.writer && journal.len() as u64 + 1 == record.seq {
                journal.push(record.clone());
            }
        }
        in_order(journals.into_values().collect())
    }
}
