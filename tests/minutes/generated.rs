//! Meetings of any shape, with texts that try to be markup.

use chrono::TimeDelta;
use minutebook::meeting::{
    ActionItem, Ballot, Choice, Day, Entry, EntryId, Head, Id, Kind, Mark, Meeting, PlannedSlot, Run, Slot, SlotId,
    SlotKind, Stamp, Status, TalkingPoint, Tickets, WriterId,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::example::{person, stamp};

/// Words, marks and web addresses in any order; nothing that an export takes out, and never blank at its ends.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let pattern = "(#{1,3}|[0-9]{1,3}[.)]|[-+*=_~`|$&<>!.()\\[\\]\\\\:;'\"]|&amp;|<script>|<b |\\[x\\]|\\]\\(javascript:a\\)|\
        http://a\\.example/|DM-1|[a-zé会م]{1,5}| ){1,9}";
    pattern.prop_map(|text| text.trim().to_owned()).prop_filter("a text", |text| !text.is_empty())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![Just("Ann Lee".to_owned()), Just("Bo".to_owned()), "[A-Z][a-z*_<#]{1,5}[a-z]"]
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![Just(Status::Open), Just(Status::Done), Just(Status::Dropped)]
}

fn vote(voter: String) -> Ballot {
    Ballot { choice: Choice::For, voters: vec![voter], others: 0 }
}

fn entry() -> impl Strategy<Value = Entry> {
    let due = option::of((2020..2030, 1..13_u32, 1..29_u32));
    let item = (vec(name(), 0..3), due, status());
    let priority = option::of(1..6_u8);
    let kind = 0..Kind::ALL.len();
    let more =
        (option::of(name()), option::of(name()), option::of("(https?://a\\.example/[a-z(*_]{0,5}|javascript:a)"));
    let entry = (0..8_u16, kind, text(), item, priority, more);
    entry.prop_map(|(depth, kind, text, (owners, due, status), priority, (speaker, voter, link))| {
        let due = due.and_then(|(year, month, day)| chrono::NaiveDate::from_ymd_opt(year, month, day));
        let kind = Kind::ALL[kind];
        let action = (kind == Kind::Action)
            .then(|| Box::new(ActionItem { number: 0, owners, due, status, priority, ..ActionItem::default() }));
        let tickets = if text.contains("DM-1") { vec!["DM-1".to_owned()] } else { vec![] };
        let at = stamp("2026-03-26T09:30:00.125Z").at;
        Entry {
            id: EntryId(Id { writer: WriterId(1), n: 0 }),
            at,
            depth,
            kind,
            text,
            by: WriterId(1),
            rivals: vec![],
            action,
            tickets,
            speaker: speaker.filter(|_| kind == Kind::Speech),
            votes: voter.filter(|_| kind == Kind::Vote).map(vote).into_iter().collect(),
            link: link.filter(|_| kind == Kind::Link),
            review: None,
        }
    })
}

/// What became of a slot: set aside, given, without a plan or no longer on it, moved.
#[derive(Clone, Debug)]
struct Course {
    mark: Option<Mark>,
    given: i32,
    beside: (bool, bool, bool),
    is_break: bool,
    runs: Vec<Run>,
}

fn course() -> impl Strategy<Value = Course> {
    let mark = option::weighted(0.2, prop_oneof![Just(Mark::Skipped), Just(Mark::Parked)]);
    let given = prop_oneof![3 => Just(0), 1 => -30..30];
    let rare = || prop::bool::weighted(0.1);
    // Over midnight and on other days too; clocks of several writers may overlap.
    let run = (0..3_i64 * 24 * 60, 0..200_i64, 0..1_000_i64).prop_map(|(from, minutes, ms)| {
        let at = stamp("2026-03-26T00:00:00Z").at + TimeDelta::minutes(from);
        let to = at + TimeDelta::minutes(minutes) + TimeDelta::milliseconds(ms);
        Run { from: Stamp::wall(at), to: Some(Stamp::wall(to)) }
    });
    let day = Run { from: stamp("2026-03-26T09:00:00Z"), to: Some(stamp("2026-03-26T09:41:00.500Z")) };
    let runs = prop_oneof![Just(vec![]), Just(vec![day]), vec(run, 1..4)];
    (mark, given, (rare(), rare(), rare()), rare(), runs).prop_map(|(mark, given, beside, is_break, mut runs)| {
        runs.sort_by_key(|run| run.from.at);
        Course { mark, given, beside, is_break, runs }
    })
}

fn slot() -> impl Strategy<Value = Slot> {
    let entries = vec(entry(), 0..12);
    (text(), option::of(0..24_u32), option::of(0..90_u32), vec(text(), 0..3), entries, course()).prop_map(
        |(title, hour, minutes, topics, entries, course)| {
            let start = hour.and_then(|hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0));
            let topics: Vec<_> = topics.into_iter().map(|text| TalkingPoint { text, children: vec![] }).collect();
            // A plain break is one line without a heading: here each slot has one.
            let kind = if course.is_break && !topics.is_empty() { SlotKind::Break } else { SlotKind::Topic };
            let plan = PlannedSlot { title, kind, start, minutes, topics, ..PlannedSlot::default() };
            let (withdrawn, unplanned, moved) = course.beside;
            Slot {
                id: SlotId(Id { writer: WriterId(1), n: 0 }),
                plan,
                withdrawn,
                unplanned,
                moved: moved && !unplanned,
                continues: None,
                mark: course.mark,
                given: course.given,
                attached: vec![],
                runs: course.runs,
                turns: vec![],
                entries,
            }
        },
    )
}

/// A meeting whose outlines are well formed and whose identities and action numbers are dense, as the domain makes them.
pub(crate) fn meeting() -> impl Strategy<Value = Meeting> {
    (text(), vec(vec(slot(), 0..4), 0..3), option::of(0..24_u32)).prop_map(|(title, days, ends)| {
        let day = |(number, slots)| Day {
            date: chrono::NaiveDate::from_ymd_opt(2026, 3, 26 + number),
            ends: ends.and_then(|hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0)),
            slots,
            ..Day::default()
        };
        let tracker = Tickets::At("https://tracker.example/{key}".to_owned());
        let mut meeting = Meeting::default();
        meeting.id = String::from("generated");
        meeting.slug = String::from("generated");
        meeting.zone = chrono_tz::Europe::Lisbon;
        meeting.head = Head { title, tickets: tracker, ..Head::default() };
        meeting.people = vec![person("Ann Lee"), person("Bo")];
        meeting.days = (0_u32..).zip(days).map(day).collect();
        meeting.closed = Some(stamp("2026-03-27T12:00:00Z").at);
        number(&mut meeting);
        meeting
    })
}

fn number(meeting: &mut Meeting) {
    let (mut next, mut action) = (0, 0);
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        next += 1;
        slot.id.0.n = next;
        let mut deepest = 0;
        for entry in &mut slot.entries {
            next += 1;
            entry.id.0.n = next;
            entry.depth = entry.depth.min(deepest);
            deepest = entry.depth + 1;
            if let Some(item) = &mut entry.action {
                action += 1;
                item.number = action;
            }
        }
    }
}
