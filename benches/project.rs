//! What it costs to say when everything will be: done each second while a clock runs, and after each act.
//!
//! Alone, and as the second that passes on a screen: from the message to the cells that have to be sent.

#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

use std::fs::File;
use std::hint::black_box;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use criterion::{BenchmarkId, Criterion};
use minutebook::app::{Model, Msg, update};
use minutebook::meeting::schedule::{outlook, project, standing};
use minutebook::meeting::{
    self, Act, Agenda, Cause, Event, Ledger, PlannedDay, PlannedSlot, SlotKind, Stamp, WriterId,
};
use minutebook::shell::{MeetingFrame, Screen};
use minutebook::view::{Depth, Theme};

const WRITER: WriterId = WriterId(1);

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for (name, slots, a_day) in [("days", 32, 16), ("days", 500, 16), ("one-day", 500, 500), ("one-day", 2000, 2000)] {
        let mut group = criterion.benchmark_group("project");
        let ledger = running(slots, a_day);
        let (meeting, now) = (&ledger.meeting, moment(20 * 60));
        assert_eq!(project(meeting, &now).slots.len(), slots, "what is measured is the whole meeting");
        group.bench_function(BenchmarkId::new(name, slots), |bencher| {
            bencher.iter(|| {
                let projection = project(meeting, &now);
                black_box((standing(meeting, &projection, &now), outlook(meeting, &projection, &now)))
            });
        });
        group.finish();
        let mut group = criterion.benchmark_group("second");
        let mut terminal = Terminal::of(ledger);
        group.bench_function(BenchmarkId::new(name, slots), |bencher| bencher.iter(|| terminal.second()));
        group.finish();
    }
    criterion.final_summary();
}

/// A screen of 120 columns and 40 rows whose terminal swallows everything.
struct Terminal {
    model: Model,
    screen: Screen,
    theme: Theme,
    second: i64,
}

impl Terminal {
    fn of(ledger: Ledger) -> Self {
        let mut model = Model::new(ledger, WRITER, moment(20 * 60), Vec::new()).expect("the meeting has slots");
        model.size = (120, 40);
        let nowhere = File::options().write(true).open("/dev/null").expect("a system with a null device");
        Self { model, screen: Screen::new(nowhere), theme: Theme::new(Depth::Indexed), second: 20 * 60 }
    }

    /// Lets a second pass; after half an hour the same half hour begins again.
    fn second(&mut self) {
        self.second = if self.second < 50 * 60 { self.second + 1 } else { 20 * 60 };
        update(&mut self.model, Msg::Now(moment(self.second)));
        let frame = MeetingFrame { model: &self.model, layout: self.model.layout(), theme: &self.theme };
        self.screen.draw(&frame, None).expect("nothing can go wrong nowhere");
    }
}

/// So many seconds after eight.
fn moment(seconds: i64) -> Stamp {
    let eight = DateTime::parse_from_rfc3339("2019-10-28T08:00:00+01:00").expect("a time");
    Stamp::wall(eight + TimeDelta::seconds(seconds))
}

/// A meeting of so many slots, so many a day with breaks between, ten minutes late in its first slot.
fn running(slots: usize, a_day: usize) -> Ledger {
    let numbers: Vec<usize> = (0..slots).collect();
    let slot = |number: &usize| PlannedSlot {
        title: format!("Subject {number}"),
        // Every other one states its start, every third its length: the rest is worked out.
        start: number.is_multiple_of(2).then(|| start(number % a_day, a_day)).flatten(),
        minutes: number.is_multiple_of(3).then_some(if a_day > 16 { 1 } else { 30 }),
        kind: if number % 16 == 8 { SlotKind::Break } else { SlotKind::Topic },
        ..PlannedSlot::default()
    };
    let first = NaiveDate::from_ymd_opt(2019, 10, 28).expect("a date");
    let day = |(number, slots): (i64, &[usize])| PlannedDay {
        date: first.checked_add_signed(TimeDelta::days(number)),
        slots: slots.iter().map(slot).collect(),
        ..PlannedDay::default()
    };
    let agenda = Agenda { days: (0..).zip(numbers.chunks(a_day)).map(day).collect(), ..Agenda::default() };
    let opening = meeting::open(agenda, "id".into(), "slug".into(), None, "Europe/Zurich".into(), WRITER);
    let mut ledger = Ledger::new(WRITER);
    let act = |seconds, event| Act { stamp: moment(seconds), events: vec![event], cause: Cause::Fresh, clears: None };
    ledger.commit(&act(0, opening));
    let slot = ledger.meeting.slots().next().expect("a slot").id;
    ledger.commit(&act(10 * 60, Event::ClockStarted { slot }));
    ledger
}

/// The start of the nth slot of a day: from eight to four.
fn start(nth: usize, a_day: usize) -> Option<NaiveTime> {
    let minute = 8 * 60 + u32::try_from(nth * 8 * 60 / a_day).ok()?;
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
}
