//! What came with the notation: kinds of lines and their fields, slots beside the agenda, attendance, offices, the floor.
//!
//! Kept to the byte, as the events that were there before. Not here: those (see `tests/journal.rs`).

use chrono::NaiveDate;
use minutebook::journal::recover;
use minutebook::meeting::{
    Act, Attachment, Ballot, Changes, Choice, Content, Event, Kind, Mark, PlannedSlot, Presence, Role, SlotId, Stamp,
    Stay, Turn, Version,
};

use super::golden::is_frozen;
use super::{ANN, BO, Beside, Folder, SLOT, act, entry, in_project, line, line_with, lines, opened};

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn said(n: u32, kind: Kind, text: &str, fill: impl FnOnce(&mut Content)) -> Event {
    let mut content = Content { kind, text: text.to_owned(), ..Content::default() };
    fill(&mut content);
    let after = n.checked_sub(1).filter(|before| *before > 10).map(|before| entry(ANN, before));
    Event::EntryAdded { entry: entry(ANN, n), slot: SLOT, after, depth: 0, content: Box::new(content) }
}

/// An entry of each kind.
fn kinds() -> Vec<Event> {
    let ballot = |choice, voters: &[&str], others| Ballot { choice, voters: names(voters), others };
    vec![
        said(11, Kind::Action, "draft the plan", |content| (content.priority, content.number) = (Some(1), Some(1))),
        said(12, Kind::Proposal, "meet weekly", |_| ()),
        Event::EntryAdded {
            entry: entry(ANN, 13),
            slot: SLOT,
            after: Some(entry(ANN, 12)),
            depth: 1,
            content: Box::new(Content {
                kind: Kind::Vote,
                votes: vec![
                    ballot(Choice::For, &["Ann Lee", "Bo Chen"], 2),
                    ballot(Choice::Against, &["Zoë Ångström"], 0),
                    ballot(Choice::Abstain, &[], 1),
                ],
                ..Content::default()
            }),
        },
        said(14, Kind::Idea, "a day out", |_| ()),
        said(15, Kind::Info, "the door stays shut", |_| ()),
        said(16, Kind::Link, "the plan", |content| content.link = Some("https://example.org/plan?a=1&b=2".into())),
        said(17, Kind::Speech, "we are late", |content| content.speaker = Some("Bo Chen".into())),
        said(18, Kind::Speech, "by a week", |_| ()),
        said(19, Kind::Subtopic, "Money", |_| ()),
    ]
}

fn changed(n: u32, changes: Changes) -> Event {
    Event::EntryChanged { entry: entry(ANN, n), changes: Box::new(changes) }
}

/// Every field of an entry that can change, to something and to nothing.
fn changes() -> Vec<Event> {
    let votes = vec![Ballot { choice: Choice::For, voters: names(&["Ann Lee"]), others: 0 }];
    vec![
        changed(12, Changes { kind: Some(Kind::Decision), ..Changes::default() }),
        changed(11, Changes { priority: Some(Some(5)), ..Changes::default() }),
        changed(11, Changes { priority: Some(None), ..Changes::default() }),
        changed(17, Changes { speaker: Some(None), ..Changes::default() }),
        changed(18, Changes { speaker: Some(Some("Cy Ng".into())), ..Changes::default() }),
        changed(13, Changes { votes: Some(votes), ..Changes::default() }),
        changed(13, Changes { votes: Some(vec![]), ..Changes::default() }),
        changed(16, Changes { link: Some(Some("https://example.org".into())), ..Changes::default() }),
        changed(16, Changes { link: Some(None), ..Changes::default() }),
    ]
}

/// What happens to slots beside the agenda.
fn slots() -> Vec<Event> {
    let slot = SlotId(entry(ANN, 2).0);
    let plan = || Box::new(PlannedSlot { title: "Budget".into(), ..PlannedSlot::default() });
    vec![
        Event::SlotAdded { slot, behind: Some(SLOT), day: 0, plan: plan(), continues: None },
        Event::SlotRemoved { slot },
        Event::SlotAdded { slot, behind: None, day: 1, plan: plan(), continues: None },
        Event::SlotMarked { slot, mark: Some(Mark::Skipped) },
        Event::SlotMarked { slot, mark: Some(Mark::Parked) },
        Event::SlotMarked { slot, mark: None },
        Event::SlotGiven { slot, minutes: 10 },
        Event::SlotGiven { slot: SLOT, minutes: -5 },
    ]
}

/// Slots that stand elsewhere, and the rest of one that was split.
fn course() -> Vec<Event> {
    let slot = SlotId(entry(ANN, 2).0);
    let plan = Box::new(PlannedSlot {
        title: "Stand-up (continued)".into(),
        minutes: Some(30),
        least: Some(10),
        fixed: Some(true),
        request: Some("Stand-up".into()),
        ..PlannedSlot::default()
    });
    vec![
        Event::SlotAdded { slot, behind: Some(SLOT), day: 0, plan, continues: Some(SLOT) },
        Event::SlotMoved { slot: SLOT, behind: Some(slot), day: 0, home: false },
        Event::SlotMoved { slot: SLOT, behind: None, day: 1, home: false },
        Event::SlotMoved { slot: SLOT, behind: None, day: 0, home: true },
    ]
}

/// Files that are named for a slot.
fn attachments() -> Vec<Event> {
    let plan = Attachment {
        kind: "PDF".into(),
        name: "The plan".into(),
        link: Some("plan.pdf".into()),
        modified: NaiveDate::from_ymd_opt(2026, 1, 4),
        by: Some("Ann Lee".into()),
    };
    let promised = Attachment { kind: "file".into(), name: "Minutes of June".into(), ..Attachment::default() };
    vec![
        Event::FileAttached { slot: Some(SLOT), attachment: Box::new(plan.clone()) },
        Event::FileAttached { slot: None, attachment: Box::new(promised.clone()) },
        Event::FileDetached { slot: Some(SLOT), attachment: Box::new(plan) },
        Event::FileDetached { slot: None, attachment: Box::new(promised) },
    ]
}

/// Holds these events, each a line behind the opening, against a golden journal, and reads them back.
pub(crate) fn are_still_written_to_the_byte(file: &str, events: Vec<Event>) {
    let events = [vec![opened("stand-up")], events].concat();
    let acts: Vec<Act> = events.into_iter().zip(0..).map(|(event, second)| act(second, event)).collect();
    let line = |(seq, act): (u64, &Act)| line_with(ANN, seq, act, &Beside::default());
    let written: Vec<u8> = (1..).zip(&acts).flat_map(line).collect();
    is_frozen(file, &written);
    let found = recover(&written, Some(ANN));
    assert_eq!((found.damage.len(), found.unknown), (0, 0));
    assert_eq!(found.records.into_iter().map(|record| record.act).collect::<Vec<_>>(), acts);
}

#[test]
fn what_moves_slots_is_still_written_to_the_byte() {
    are_still_written_to_the_byte("journal/v1-every-event-course.jsonl", course());
}

#[test]
fn what_names_files_is_still_written_to_the_byte() {
    are_still_written_to_the_byte("journal/v1-every-event-attachments.jsonl", attachments());
}

/// Who is there, who holds an office, who speaks.
fn people(from: Stamp, to: Stamp) -> Vec<Event> {
    let name = || "Bo Chen".to_owned();
    let present = |presence| Event::AttendanceChanged { name: name(), presence };
    let turn = |to| Turn { name: name(), from, to };
    let stays = vec![Stay { from, to: Some(to) }, Stay { from: to, to: None }];
    vec![
        present(Presence::Present),
        present(Presence::Left),
        present(Presence::Regrets),
        Event::AttendanceSet { name: name(), stays, regrets: false },
        Event::AttendanceSet { name: "Cy Ng".into(), stays: vec![], regrets: true },
        Event::RoleChanged { role: Role::Chair, names: Some(names(&["Ann Lee", "Bo Chen"])) },
        Event::RoleChanged { role: Role::Scribe, names: None },
        Event::QueueJoined { name: name(), place: None },
        Event::QueueJoined { name: "Cy Ng".into(), place: Some(0) },
        Event::QueueLeft { name: name() },
        Event::FloorGiven { slot: SLOT, name: Some(name()) },
        Event::FloorGiven { slot: SLOT, name: None },
        Event::TurnsSet { slot: SLOT, turns: vec![turn(Some(to)), turn(None)] },
    ]
}

fn acts() -> Vec<Act> {
    let at = |seconds| act(seconds, Event::ScribeLeft).stamp;
    let so_far = slots().into_iter().chain(people(at(1), at(2))).collect();
    let opening = Act { events: vec![opened("stand-up"), Event::WriterJoined { so_far }], ..act(0, Event::ScribeLeft) };
    let told = [kinds(), changes(), slots(), people(at(60), at(120))].concat();
    [opening].into_iter().chain((10..).zip(told).map(|(second, event)| act(second, event))).collect()
}

#[test]
fn what_the_notation_brought_is_still_written_to_the_byte() {
    let line = |(seq, act): (u64, &Act)| line_with(ANN, seq, act, &Beside::default());
    let written: Vec<u8> = (1..).zip(&acts()).flat_map(line).collect();
    is_frozen("journal/v1-every-event-notation.jsonl", &written);
    let found = recover(&written, Some(ANN));
    assert_eq!((found.damage.len(), found.unknown), (0, 0));
    assert_eq!(found.records.into_iter().map(|record| record.act).collect::<Vec<_>>(), acts());
}

#[test]
fn what_the_notation_brought_is_described() {
    let text = std::fs::read_to_string(in_project("docs/journal-format.md")).unwrap();
    are_described(acts().into_iter().flat_map(|act| act.events).chain(course()), &text);
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Note);
    assert_eq!(kinds.filter(|kind| !text.contains(&format!("`{}`", kind.word()))).count(), 0, "each kind is named");
}

/// Each event has a section and an example in the format's description, and each of its fields is named there.
pub(crate) fn are_described(events: impl IntoIterator<Item = Event>, text: &str) {
    for event in events {
        let written = serde_json::to_value(&event).unwrap();
        let name = written["event"].as_str().unwrap();
        assert!(text.contains(&format!("### `{name}`")), "{name} has no section");
        assert!(text.contains(&format!("\n{{\"event\":\"{name}\"")), "{name} has no example");
        for field in written.as_object().unwrap().keys() {
            assert!(text.contains(&format!("`{field}`")), "field {field} of {name} is not described");
        }
    }
}

/// Bo's first record: the opening once more, and what had become of the plan by then.
fn joined(seen: u64) -> Vec<u8> {
    let so_far = vec![Event::SlotGiven { slot: SLOT, minutes: 10 }];
    let act = Act { events: vec![opened("stand-up"), Event::WriterJoined { so_far }], ..act(80, Event::ScribeLeft) };
    let seen = vec![Version { writer: ANN, seq: seen }];
    line_with(BO, 1, &act, &Beside { seen, ..Beside::default() })
}

#[test]
fn what_a_further_journal_says_of_the_time_before_it_is_counted_once() {
    let given = line_with(ANN, 2, &act(30, Event::SlotGiven { slot: SLOT, minutes: 10 }), &Beside::default());
    let minutes = |folder: &Folder| folder.load().ledger(BO).meeting.slot(SLOT).map(|slot| slot.given);
    let both = Folder::with([
        ("1f3a9c0b.jsonl", [line(ANN, 1), given.clone(), line(ANN, 3)].concat()),
        ("2f3a9c0b.jsonl", joined(3)),
    ]);
    assert_eq!(minutes(&both), Some(10));
    let alone = Folder::with([("2f3a9c0b.jsonl", [joined(3), lines(BO, 2..=3)].concat())]);
    assert_eq!(minutes(&alone), Some(10));
    let first_is_lost =
        Folder::with([("1f3a9c0b.jsonl", [given, line(ANN, 3)].concat()), ("2f3a9c0b.jsonl", joined(3))]);
    assert_eq!(minutes(&first_is_lost), Some(10));
}
