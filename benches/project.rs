//! What it costs to say when everything will be: done each second while a clock runs, and after each act.
//!
//! Not here: drawing it.

#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

use std::hint::black_box;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use criterion::{BenchmarkId, Criterion};
use minutebook::meeting::schedule::{project, standing};
use minutebook::meeting::{self, Agenda, Event, Meeting, PlannedDay, PlannedSlot, SlotKind, Stamp, WriterId};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("project");
    for slots in [32, 500] {
        let (meeting, now) = running(slots);
        assert_eq!(project(&meeting, &now).slots.len(), slots, "what is measured is the whole meeting");
        group.bench_with_input(BenchmarkId::new("slots", slots), &meeting, |bencher, meeting| {
            bencher.iter(|| {
                let projection = project(meeting, &now);
                black_box(standing(meeting, &projection, &now))
            });
        });
    }
    group.finish();
    criterion.final_summary();
}

/// A meeting of so many slots, sixteen a day with a break in the middle, ten minutes late in its first slot.
fn running(slots: usize) -> (Meeting, Stamp) {
    let numbers: Vec<usize> = (0..slots).collect();
    let slot = |number: &usize| PlannedSlot {
        title: format!("Subject {number}"),
        // Every other one states its start, every third its length: the rest is worked out.
        start: number.is_multiple_of(2).then(|| NaiveTime::from_hms_opt(8 + (number % 16 / 2) as u32, 0, 0)).flatten(),
        minutes: number.is_multiple_of(3).then_some(30),
        kind: if number % 16 == 8 { SlotKind::Break } else { SlotKind::Topic },
        ..PlannedSlot::default()
    };
    let first = NaiveDate::from_ymd_opt(2019, 10, 28).expect("a date");
    let day = |(number, slots): (i64, &[usize])| PlannedDay {
        date: first.checked_add_signed(TimeDelta::days(number)),
        slots: slots.iter().map(slot).collect(),
        ..PlannedDay::default()
    };
    let agenda = Agenda { days: (0..).zip(numbers.chunks(16)).map(day).collect(), ..Agenda::default() };
    let writer = WriterId(1);
    let opening = meeting::open(agenda, "id".into(), "slug".into(), None, "Europe/Zurich".into(), writer);
    let moment = |minutes| {
        let eight = DateTime::parse_from_rfc3339("2019-10-28T08:00:00+01:00").expect("a time");
        Stamp::wall(eight + TimeDelta::minutes(minutes))
    };
    let mut meeting = Meeting::default();
    meeting.apply(&moment(0), &opening);
    let slot = meeting.slots().next().expect("a slot").id;
    meeting.apply(&moment(10), &Event::ClockStarted { slot });
    (meeting, moment(20))
}
