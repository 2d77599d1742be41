//! What came with meetings of a series: items that are carried, what becomes of them, and minutes that are approved.
//!
//! Kept to the byte, as the events that were there before. Not here: what they mean (see `meeting`).

use chrono::NaiveDate;
use minutebook::journal::recover;
use minutebook::meeting::{
    Agenda, CarriedItem, Changes, Content, Event, Head, ItemChanges, ItemRef, PlannedDay, PlannedSlot, Review, SlotId,
    Status,
};

use super::asides::{are_described, are_still_written_to_the_byte};
use super::{ANN, BO, Beside, Folder, SLOT, act, entry, in_project, line, line_with, opened};

fn earlier(n: u32) -> ItemRef {
    ItemRef { meeting: Some("id-before".into()), entry: entry(BO, n) }
}

fn carried() -> Vec<CarriedItem> {
    let whole = CarriedItem {
        item: earlier(7),
        number: 12,
        text: "draft the plan DM-123".into(),
        owners: vec!["Ann Lee".into()],
        due: NaiveDate::from_ymd_opt(2026, 1, 12),
        priority: Some(2),
        tickets: vec!["DM-123".into()],
        raised: NaiveDate::from_ymd_opt(2025, 12, 29),
        title: "Stand-up of December".into(),
        topic: "News".into(),
        carried: 1,
    };
    let bare = CarriedItem {
        item: earlier(9),
        number: 14,
        text: "book the room".into(),
        owners: vec![],
        due: None,
        priority: None,
        tickets: vec![],
        raised: None,
        title: String::new(),
        topic: String::new(),
        carried: 0,
    };
    vec![whole, bare]
}

fn says(n: u32, text: &str, item: ItemRef, changes: ItemChanges) -> Event {
    let review = Some(Box::new(Review { item, changes }));
    let content = Box::new(Content { text: text.into(), review, ..Content::default() });
    Event::EntryAdded { entry: entry(ANN, n), slot: SLOT, after: None, depth: 0, content }
}

fn series() -> Vec<Event> {
    let done = ItemChanges { status: Some(Status::Done), reason: Some("sent".into()), ..ItemChanges::default() };
    let later = ItemChanges {
        due: Some(NaiveDate::from_ymd_opt(2026, 1, 19)),
        owners: Some(vec!["Bo Chen".into()]),
        ..ItemChanges::default()
    };
    let never = ItemChanges { status: Some(Status::Open), due: Some(None), ..ItemChanges::default() };
    let own = ItemRef { meeting: None, entry: entry(ANN, 11) };
    let changed = |changes| Event::EntryChanged { entry: entry(ANN, 11), changes: Box::new(changes) };
    let slot = PlannedSlot {
        title: "Review of action items".into(),
        recurs: true,
        put_off: [(2025, 12, 22), (2025, 12, 29)]
            .into_iter()
            .filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
            .collect(),
        ..PlannedSlot::default()
    };
    let agenda = Agenda {
        head: Head { title: "Stand-up".into(), follows: Some("id-before".into()), ..Head::default() },
        days: vec![PlannedDay { slots: vec![slot], ..PlannedDay::default() }],
        ..Agenda::default()
    };
    vec![
        Event::AgendaRevised { agenda: Box::new(agenda), slots: vec![SlotId(entry(ANN, 1).0)] },
        Event::ItemsCarried { items: carried(), numbers_from: 15 },
        says(20, "action-12 (draft the plan): done, sent", earlier(7), done.clone()),
        says(21, "action-14 (book the room): now Bo Chen, due 2026-01-19", earlier(9), later),
        says(22, "action-14 (book the room): open, no longer due", earlier(9), never),
        says(23, "action-15 (print it): done, sent", own, done),
        says(24, "action-14 (book the room): still open", earlier(9), ItemChanges::default()),
        changed(Changes { status: Some(Status::Done), reason: Some(Some("sent".into())), ..Changes::default() }),
        changed(Changes { reason: Some(None), ..Changes::default() }),
        Event::MeetingClosed,
        Event::MinutesApproved { approved_by: vec!["Ann Lee".into(), "Bo Chen".into()] },
        Event::MeetingReopened,
        Event::MeetingClosed,
        Event::MinutesApproved { approved_by: vec![] },
    ]
}

#[test]
fn what_a_series_brought_is_still_written_to_the_byte() {
    are_still_written_to_the_byte("journal/v1-every-event-series.jsonl", series());
}

#[test]
fn what_a_series_brought_is_described() {
    let text = std::fs::read_to_string(in_project("docs/journal-format.md")).unwrap();
    are_described(series().into_iter().filter(|event| !matches!(event, Event::AgendaRevised { .. })), &text);
    let item = serde_json::to_value(&carried()[0]).unwrap();
    let plan = ["recurs", "put_off", "follows"].map(str::to_owned);
    for field in item.as_object().unwrap().keys().cloned().chain(plan) {
        assert!(text.contains(&format!("`{field}`")), "{field} is not described");
    }
}

#[test]
fn a_program_that_does_not_know_a_series_reads_a_line_about_an_item_as_a_note() {
    let without = |event: &Event| {
        let mut written = serde_json::to_value(event).unwrap();
        written.as_object_mut().unwrap().remove("review");
        serde_json::from_value::<Event>(written).unwrap()
    };
    let notes: Vec<Event> =
        series().iter().filter(|event| matches!(event, Event::EntryAdded { .. })).map(without).collect();
    assert_eq!(notes.len(), 5);
    for note in notes {
        let Event::EntryAdded { content, .. } = note else { unreachable!() };
        let words = ["action-", ": "].iter().all(|words| content.text.contains(words));
        assert!(content.kind.is_note() && content.review.is_none() && words, "{content:?}");
    }
}

#[test]
fn a_further_journal_alone_says_what_is_carried_and_beside_the_first_changes_nothing() {
    let event = Event::ItemsCarried { items: carried(), numbers_from: 15 };
    let first = [line(ANN, 1), line_with(ANN, 2, &act(30, event), &Beside::default())].concat();
    let ann = recover(&first, Some(ANN));
    let mut ledger = minutebook::meeting::Ledger::new(ANN);
    ann.records.iter().for_each(|record| ledger.commit(&record.act));
    let stale = CarriedItem { text: "an older text".into(), ..carried()[0].clone() };
    let so_far = vec![Event::ItemsCarried { items: vec![stale.clone()], numbers_from: 15 }];
    let joined = minutebook::meeting::Act {
        events: vec![opened("stand-up"), Event::WriterJoined { so_far }],
        ..act(80, Event::ScribeLeft)
    };
    let joined = line_with(BO, 1, &joined, &Beside::default());
    let both = Folder::with([("1f3a9c0b.jsonl", first), ("2f3a9c0b.jsonl", joined.clone())]);
    assert_eq!(both.load().ledger(BO).meeting.carried, carried());
    assert_eq!(ledger.meeting.carried, carried());
    let alone = Folder::with([("2f3a9c0b.jsonl", joined)]);
    let meeting = alone.load().ledger(BO).meeting;
    assert_eq!((meeting.carried.as_slice(), meeting.next_number()), ([stale].as_slice(), 15));
}
