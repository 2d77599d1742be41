//! The frozen format: the exact text of one example of each event. A line that changes here breaks every old journal.

use super::*;
use crate::meeting::{Attachment, Ballot, Changes, Choice, Id, Person, Rival, Run, Status, TalkingPoint, Version};

fn id(n: u32) -> Id {
    Id { writer: WriterId(0x1f3a_9c0b), n }
}

#[track_caller]
fn assert_written(event: &Event, text: &str) {
    assert_eq!(serde_json::to_string(event).unwrap(), text);
    assert_eq!(serde_json::from_str::<Event>(text).unwrap(), *event);
}

fn plan() -> Agenda {
    let slot = PlannedSlot {
        chair: vec!["Ann Lee".into()],
        minutes: Some(30),
        attachments: vec![Attachment { kind: "slides".into(), name: String::new(), link: Some("a.pdf".into()) }],
        topics: vec![TalkingPoint { text: "budget".into(), children: vec![] }],
        ..planned("09:00 News")
    };
    let mut agenda = agenda(&[&[]]);
    agenda.days[0].slots = vec![slot];
    agenda.people = vec![Person { name: "Ann Lee".into(), handle: Some("ann".into()), ..Person::default() }];
    agenda
}

const PLAN: &str = r#"{"head":{"title":"Team"},"people":[{"name":"Ann Lee","handle":"ann"}],"days":[{"date":"2019-10-28","slots":[{"title":"News","chair":["Ann Lee"],"start":"09:00:00","minutes":30,"attachments":[{"kind":"slides","link":"a.pdf"}],"topics":[{"text":"budget"}]}]}]}"#;

#[test]
fn the_plan() {
    let slots = vec![SlotId(id(1))];
    let opened = Event::MeetingOpened {
        meeting: "0190".into(),
        slug: "team".into(),
        path: Some("/a.md".into()),
        zone: "Europe/Berlin".into(),
        agenda: Box::new(plan()),
        slots: slots.clone(),
    };
    let text = r#"{"event":"meeting_opened","meeting":"0190","slug":"team","path":"/a.md","zone":"Europe/Berlin","agenda":PLAN,"slots":["1f3a9c0b-1"]}"#;
    assert_written(&opened, &text.replace("PLAN", PLAN));
    let revised = Event::AgendaRevised { agenda: Box::new(plan()), slots };
    let text = r#"{"event":"agenda_revised","agenda":PLAN,"slots":["1f3a9c0b-1"]}"#;
    assert_written(&revised, &text.replace("PLAN", PLAN));
}

#[test]
fn the_clock() {
    let slot = SlotId(id(1));
    assert_written(&Event::ClockStarted { slot }, r#"{"event":"clock_started","slot":"1f3a9c0b-1"}"#);
    assert_written(&Event::ClockStopped { slot }, r#"{"event":"clock_stopped","slot":"1f3a9c0b-1"}"#);
    let from = Stamp { at: wall("09:00"), boot: Some(Boot { id: 7, ms: 1500 }) };
    let runs = vec![Run { from, to: Some(Stamp::wall(wall("09:10"))) }, Run { from, to: None }];
    assert_written(
        &Event::ClockSet { slot, runs },
        r#"{"event":"clock_set","slot":"1f3a9c0b-1","runs":[{"from":{"at":"2019-10-28T09:00:00-07:00","boot":{"id":7,"ms":1500}},"to":{"at":"2019-10-28T09:10:00-07:00"}},{"from":{"at":"2019-10-28T09:00:00-07:00","boot":{"id":7,"ms":1500}}}]}"#,
    );
}

#[test]
fn an_entry_that_is_added() {
    let (entry, slot) = (EntryId(id(2)), SlotId(id(1)));
    let content = Content {
        due: chrono::NaiveDate::from_ymd_opt(2019, 11, 29),
        tickets: vec!["DM-1".into()],
        number: Some(3),
        ..action("draft DM-1", "Ann Lee")
    };
    assert_written(
        &Event::EntryAdded { entry, slot, after: Some(EntryId(id(4))), depth: 2, content: Box::new(content) },
        r#"{"event":"entry_added","entry":"1f3a9c0b-2","slot":"1f3a9c0b-1","after":"1f3a9c0b-4","depth":2,"kind":"action","text":"draft DM-1","owners":["Ann Lee"],"due":"2019-11-29","tickets":["DM-1"],"number":3}"#,
    );
    assert_written(
        &Event::EntryAdded { entry, slot, after: None, depth: 0, content: Box::new(note("said")) },
        r#"{"event":"entry_added","entry":"1f3a9c0b-2","slot":"1f3a9c0b-1","text":"said"}"#,
    );
}

#[test]
fn an_entry_that_changes() {
    let entry = EntryId(id(2));
    let changes = Changes {
        kind: Some(Kind::Decision),
        text: Some("so be it".into()),
        rivals: Some(vec![Rival { version: Version { writer: WriterId(11), seq: 5 }, text: "maybe".into() }]),
        owners: Some(vec![]),
        due: Some(None),
        tickets: Some(vec!["DM-1".into()]),
        number: Some(Some(4)),
        priority: Some(Some(1)),
        speaker: Some(None),
        votes: Some(vec![Ballot { choice: Choice::For, voters: vec!["Ann Lee".into()], others: 2 }]),
        link: Some(Some("https://example.org".into())),
        status: Some(Status::Dropped),
        depth: Some(1),
    };
    assert_written(
        &Event::EntryChanged { entry, changes: Box::new(changes) },
        r#"{"event":"entry_changed","entry":"1f3a9c0b-2","kind":"decision","text":"so be it","rivals":[{"writer":"0000000b","seq":5,"text":"maybe"}],"owners":[],"due":null,"tickets":["DM-1"],"number":4,"priority":1,"speaker":null,"votes":[{"choice":"for","voters":["Ann Lee"],"others":2}],"link":"https://example.org","status":"dropped","depth":1}"#,
    );
    let changes = Changes { number: Some(None), ..Changes::default() };
    assert_written(
        &Event::EntryChanged { entry, changes: Box::new(changes) },
        r#"{"event":"entry_changed","entry":"1f3a9c0b-2","number":null}"#,
    );
}

#[test]
fn an_entry_that_moves_goes_and_comes_back() {
    let (entry, slot, after) = (EntryId(id(2)), SlotId(id(1)), Some(EntryId(id(4))));
    assert_written(
        &Event::EntryMoved { entry, slot, after, depth: 1 },
        r#"{"event":"entry_moved","entry":"1f3a9c0b-2","slot":"1f3a9c0b-1","after":"1f3a9c0b-4","depth":1}"#,
    );
    assert_written(&Event::EntryRemoved { entry, undone: false }, r#"{"event":"entry_removed","entry":"1f3a9c0b-2"}"#);
    assert_written(
        &Event::EntryRemoved { entry, undone: true },
        r#"{"event":"entry_removed","entry":"1f3a9c0b-2","undone":true}"#,
    );
    assert_written(
        &Event::EntryRestored { entry, slot, after: None, depth: 0 },
        r#"{"event":"entry_restored","entry":"1f3a9c0b-2","slot":"1f3a9c0b-1"}"#,
    );
}

#[test]
fn people_and_the_end() {
    let person = Person {
        name: "Bo".into(),
        handle: None,
        email: Some("bo@example.org".into()),
        account: Some("7".into()),
        role: Some("guest".into()),
    };
    assert_written(
        &Event::PersonAdded { person: Box::new(person) },
        r#"{"event":"person_added","person":{"name":"Bo","email":"bo@example.org","account":"7","role":"guest"}}"#,
    );
    assert_written(&Event::PersonRemoved { name: "Bo".into() }, r#"{"event":"person_removed","name":"Bo"}"#);
    assert_written(&Event::MeetingClosed, r#"{"event":"meeting_closed"}"#);
    assert_written(&Event::MeetingReopened, r#"{"event":"meeting_reopened"}"#);
    assert_written(&Event::ScribeLeft, r#"{"event":"scribe_left"}"#);
}

#[test]
fn fields_that_a_later_version_added_do_no_harm() {
    let line = r#"{"event":"clock_started","slot":"1f3a9c0b-1","mood":"good"}"#;
    assert_eq!(serde_json::from_str::<Event>(line).unwrap(), Event::ClockStarted { slot: SlotId(id(1)) });
}
