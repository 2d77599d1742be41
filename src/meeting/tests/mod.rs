//! A meeting of three slots for the tests of this room, told as a script: what was asked, and when.
//!
//! Rules, merging, clocks and the frozen format each have their file. Not here: random meetings (see `tests/domain`).

mod asides;
mod clock;
mod course;
mod format;
mod kinds;
mod merge;
mod over_meetings;
mod rules;
mod series;
mod writers;
mod writers_asides;

use chrono::{DateTime, FixedOffset};

use super::{
    Act, Agenda, Boot, Cause, Command, Content, EntryId, Event, Head, Kind, Ledger, Meeting, PlannedDay, PlannedSlot,
    Refusal, Slot, SlotId, Stamp, WriterId, decide, open,
};

const ANN: WriterId = WriterId(0xa);

/// A wall time of the meeting's first day.
fn wall(time: &str) -> DateTime<FixedOffset> {
    format!("2019-10-28T{time}:00-07:00").parse().unwrap()
}

fn stamp(time: &str) -> Stamp {
    let at = wall(time);
    Stamp { at, boot: Some(Boot { id: 7, ms: at.timestamp_millis().unsigned_abs() - 1_572_000_000_000 }) }
}

/// `9:00 Welcome`, or a title alone.
fn planned(line: &str) -> PlannedSlot {
    let timed = line.split_once(' ').and_then(|(time, title)| {
        chrono::NaiveTime::parse_from_str(time, "%H:%M").ok().map(|start| (Some(start), title))
    });
    let (start, title) = timed.unwrap_or((None, line));
    PlannedSlot { title: title.to_owned(), start, ..PlannedSlot::default() }
}

fn agenda(days: &[&[&str]]) -> Agenda {
    let day = |(day, slots): (u32, &&[&str])| PlannedDay {
        date: chrono::NaiveDate::from_ymd_opt(2019, 10, day),
        slots: slots.iter().map(|line| planned(line)).collect(),
        ..PlannedDay::default()
    };
    let head = Head { title: "Team".to_owned(), ..Head::default() };
    Agenda { head, days: (28..).zip(days).map(day).collect(), ..Agenda::default() }
}

fn note(text: &str) -> Content {
    Content { text: text.to_owned(), ..Content::default() }
}

fn action(text: &str, owner: &str) -> Content {
    Content { kind: Kind::Action, owners: vec![owner.to_owned()], ..note(text) }
}

/// The meeting as it goes on.
struct Sitting {
    ledger: Ledger,
    now: Stamp,
}

impl Sitting {
    fn of(days: &[&[&str]]) -> Self {
        let mut sitting = Self { ledger: Ledger::new(ANN), now: stamp("09:00") };
        let opening = open(agenda(days), "id".into(), "team".into(), None, "America/Los_Angeles".into(), ANN);
        sitting.commit(Cause::Fresh, vec![opening]);
        sitting
    }

    fn one_day() -> Self {
        Self::of(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"]])
    }

    fn meeting(&self) -> &Meeting {
        &self.ledger.meeting
    }

    fn commit(&mut self, cause: Cause, events: Vec<Event>) {
        self.ledger.commit(&Act { stamp: self.now, events, cause, clears: None });
    }

    fn take(&mut self, command: Command) -> Result<(), Refusal> {
        let events = decide(self.meeting(), command, ANN, &self.now)?;
        self.commit(Cause::Fresh, events);
        Ok(())
    }

    fn take_at(&mut self, time: &str, command: Command) -> Result<(), Refusal> {
        self.now = stamp(time);
        self.take(command)
    }

    fn undo(&mut self) {
        let (cause, events) = self.ledger.undo().expect("something to take back");
        self.commit(cause, events);
    }

    fn redo(&mut self) {
        let (cause, events) = self.ledger.redo().expect("something to do again");
        self.commit(cause, events);
    }

    /// The slot of that title.
    fn slot(&self, title: &str) -> &Slot {
        self.meeting().slots().find(|slot| slot.plan.title == title).expect(title)
    }

    fn id(&self, title: &str) -> SlotId {
        self.slot(title).id
    }

    /// Adds lines, a level for every two blanks before them.
    fn say(&mut self, slot: &str, lines: &[&str]) {
        let line = |line: &&str| {
            let text = line.trim_start();
            let depth = u16::try_from((line.len() - text.len()) / 2).unwrap();
            (depth, note(text))
        };
        let lines = lines.iter().map(line).collect();
        self.take(Command::Add { slot: self.id(slot), after: None, lines }).unwrap();
    }

    fn add(&mut self, slot: &str, content: Content) -> EntryId {
        self.take(Command::Add { slot: self.id(slot), after: None, lines: vec![(0, content)] }).unwrap();
        self.slot(slot).entries.last().unwrap().id
    }

    /// The entry that says this.
    fn entry(&self, text: &str) -> EntryId {
        self.meeting().entries().find(|(_, entry)| entry.text == text).expect(text).1.id
    }

    /// A slot's lines, two blanks for every level.
    fn outline(&self, slot: &str) -> Vec<String> {
        let line = |entry: &super::Entry| format!("{}{}", "  ".repeat(entry.depth.into()), entry.text);
        self.slot(slot).entries.iter().map(line).collect()
    }

    /// The times of a slot's clock.
    fn runs(&self, slot: &str) -> Vec<String> {
        let time = |stamp: &Stamp| self.meeting().local(stamp.at).format("%H:%M").to_string();
        let run = |run: &super::Run| format!("{}–{}", time(&run.from), run.to.as_ref().map(time).unwrap_or_default());
        self.slot(slot).runs.iter().map(run).collect()
    }

    /// Number and text of the action items.
    fn actions(&self) -> Vec<(u32, &str)> {
        self.meeting().action_items().map(|(_, entry, item)| (item.number, entry.text.as_str())).collect()
    }
}
