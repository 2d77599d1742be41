//! The calendar, read back: by our own reader, and line by line.

use std::collections::BTreeMap;

use minutebook::agenda::{self, ToldEntry};
use minutebook::meeting::{Kind, Meeting, Stamp};
use minutebook::minutes::{self, Format, Lang, Minutes, Only, Options};
use proptest::prelude::*;

use crate::{example, generated, write};

fn now() -> Stamp {
    example::stamp("2026-04-01T12:00:00Z")
}

fn calendar(meeting: &Meeting) -> String {
    write(Format::Calendar, meeting, &[], None, &now())
}

/// The lines without their folds.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_calendar_of_a_rich_meeting() {
    insta::assert_snapshot!(calendar(&example::meeting()).replace('\r', ""));
}

#[test]
fn no_text_can_add_a_line_to_a_calendar() {
    let plain = example::meeting();
    let mut meeting = example::meeting();
    let hostile = "x\r\nATTENDEE:mailto:evil@example.org\nEND:VEVENT\u{2028}BEGIN:VALARM\u{7}\u{202e};,\\";
    meeting.head.title = hostile.to_owned();
    meeting.head.location = Some(hostile.to_owned());
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        slot.plan.title = hostile.to_owned();
        for entry in &mut slot.entries {
            entry.text = hostile.to_owned();
        }
    }
    let names = |meeting: &Meeting| -> Vec<String> {
        lines(&calendar(meeting)).iter().map(|line| line.split([':', ';']).next().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&meeting), names(&plain));
    let file = calendar(&meeting);
    assert!(!file.contains('\u{202e}') && !file.contains('\u{7}') && !file.contains('\u{2028}'));
}

/// All that is told of action items, by number: where, what, who, until when, how it stands.
fn told(reading: &agenda::Reading) -> BTreeMap<u32, ((usize, usize), ToldEntry)> {
    let mut found = BTreeMap::new();
    for told in &reading.told {
        for entry in told.entries.iter().filter(|entry| entry.kind == Kind::Action) {
            found.insert(entry.number.unwrap(), ((told.day, told.slot), entry.clone()));
        }
    }
    found
}

fn assert_reads_back(meeting: &Meeting) {
    let file = calendar(meeting);
    let reading = agenda::import(file.as_bytes(), None, "fallback").unwrap();
    let found = told(&reading);
    assert_eq!(found.len(), meeting.action_items().count(), "{file}");
    // A day without slots is not in a calendar. Titles are held against each other elsewhere: what no heading can say is
    // made sayable when it is read.
    let days: Vec<_> = meeting.days.iter().filter(|day| !day.slots.is_empty()).collect();
    let places = days.iter().enumerate().flat_map(|(nth, day)| (0..day.slots.len()).map(move |at| (nth, at)));
    let places: BTreeMap<_, _> = meeting.slots().map(|slot| slot.id).zip(places).collect();
    for (slot, entry, item) in meeting.action_items() {
        let (place, told) = &found[&item.number];
        assert_eq!(*place, places[&slot.id]);
        assert_eq!((&told.text, &told.owners), (&entry.text, &item.owners));
        assert_eq!((told.due, told.status, told.priority), (item.due, item.status, item.priority));
    }
    if days.is_empty() {
        return;
    }
    assert_eq!(reading.agenda.days.len(), days.len(), "{file}");
    for (nth, (day, found)) in days.iter().zip(&reading.agenda.days).enumerate() {
        assert_eq!((&found.title, found.date, found.slots.len()), (&day.title, day.date, day.slots.len()));
        for (at, slot) in day.slots.iter().enumerate() {
            let told = reading.told.iter().find(|told| (told.day, told.slot) == (nth, at));
            let started = slot.was_held(&now()).then(|| slot.started()).flatten();
            assert_eq!(told.and_then(|told| told.started), started, "{file}");
            assert_eq!(told.and_then(|told| told.ended), started.and(slot.ended()), "{file}");
        }
    }
}

#[test]
fn a_rich_meeting_reads_back_from_its_calendar() {
    let meeting = example::meeting();
    assert_reads_back(&meeting);
    let reading = agenda::import(calendar(&meeting).as_bytes(), None, "fallback").unwrap();
    assert_eq!(reading.agenda.head.title, meeting.head.title);
    assert_eq!(reading.agenda.head.timezone.as_deref(), Some("Europe/Lisbon"));
    assert_eq!(reading.agenda.head.location, meeting.head.location);
    let plans = reading.agenda.days.iter().flat_map(|day| &day.slots);
    for (read, slot) in plans.zip(meeting.slots()) {
        let plan = &slot.plan;
        assert_eq!((&read.title, &read.kind, &read.chair), (&plan.title, &plan.kind, &plan.chair));
        assert_eq!((read.start, read.minutes, &read.topics), (plan.start, plan.minutes, &plan.topics));
    }
    let decisions = reading.told.iter().flat_map(|told| &told.entries).filter(|entry| entry.kind == Kind::Decision);
    assert_eq!(
        decisions.map(|entry| entry.text.as_str()).collect::<Vec<_>>(),
        ["The second crane is bought this year."]
    );
    assert_eq!(reading.diagnostics, []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_meeting_reads_back_from_its_calendar(meeting in generated::meeting()) {
        assert_reads_back(&meeting);
    }

    #[test]
    fn every_line_of_a_calendar_is_short_whole_and_ended_by_both_signs(meeting in generated::meeting()) {
        let file = calendar(&meeting);
        let mut rest = file.as_str();
        while let Some((line, after)) = rest.split_once("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
            rest = after;
        }
        assert_eq!(rest, "");
    }
}

/// The example and 999 generated meetings, each with its JSON, for `ics_lint.py`, `csv_lint.py` and `eml_lint.py` of
/// `tests/validate`.
#[test]
#[ignore = "writes files; see tests/validate"]
fn calendars_sheets_and_drafts_for_the_validators() {
    use proptest::strategy::ValueTree as _;

    let folder = std::env::var("MINUTEBOOK_SAMPLES").unwrap();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for nth in 0..1_000 {
        let meeting = match nth {
            0 => example::meeting(),
            _ => generated::meeting().new_tree(&mut runner).unwrap().current(),
        };
        for format in [Format::Calendar, Format::Actions, Format::Slots, Format::Mail, Format::Json] {
            let file = write(format, &meeting, &[], None, &now());
            std::fs::write(format!("{folder}/{nth:04}.{}", format.extension()), file).unwrap();
        }
    }
}

#[test]
fn the_words_of_a_calendar_are_of_the_language_and_its_facts_of_none() {
    let meeting = example::meeting();
    let options = Options { lang: Lang::German, ..Options::default() };
    let bytes = minutes::write(Format::Calendar, &Minutes::new(&meeting, &[], None, &now()), &options).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("- Beschluss: "));
    let told = |bytes: &[u8]| agenda::import(bytes, None, "fallback").unwrap().told;
    assert_eq!(told(&bytes), told(calendar(&meeting).as_bytes()));
}

#[test]
fn files_named_in_the_meeting_come_back_from_its_calendar() {
    let mut meeting = example::meeting();
    meeting.attachments.clear();
    meeting.attached = vec![example::file("minutes; last, year", Some("../2025.pdf"))];
    let sensors = &mut meeting.days[0].slots[3];
    sensors.attached =
        vec![example::file("", Some("https://harbour.example/v?a=1,2")), example::file("promised", None)];
    let agenda = agenda::import(calendar(&meeting).as_bytes(), None, "fallback").unwrap().agenda;
    assert_eq!(agenda.attachments, meeting.attachments().cloned().collect::<Vec<_>>());
    let named: Vec<_> = meeting.days[0].slots[3].attachments().cloned().collect();
    assert_eq!(agenda.days[0].slots[3].attachments, named);
    assert_eq!(named.len(), 4);
    assert!(calendar(&meeting).contains("\r\nATTACH:https://harbour.example/v?a=1"));
}

#[test]
fn what_is_asked_for_alone_stands_alone_in_a_calendar() {
    let meeting = example::meeting();
    let components = |options: &Options| {
        let bytes = minutes::write(Format::Calendar, &Minutes::new(&meeting, &[], None, &now()), options).unwrap();
        let file = String::from_utf8(bytes).unwrap();
        ["VEVENT", "VTODO", "VJOURNAL"].map(|name| file.matches(&format!("BEGIN:{name}\r\n")).count())
    };
    let only = |only| Options { only: Some(only), ..Options::default() };
    assert_eq!(components(&Options::default()), [9, 6, 0]);
    assert_eq!(components(&only(Only::Actions)), [0, 6, 0]);
    assert_eq!(components(&only(Only::Decisions)), [0, 0, 1]);
    let owner = Options { owner: Some("Tomas Lind".to_owned()), ..only(Only::Actions) };
    assert_eq!(components(&owner), [0, 2, 0]);
}
