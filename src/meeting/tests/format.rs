//! The frozen format: the exact text of one example of each event. A line that changes here breaks every old journal.

use super::*;
use crate::meeting::{
    Attachment, Ballot, Changes, Choice, Id, Mark, Person, Presence, Rival, Role, Run, Status, Stay, TalkingPoint,
    Turn, Version,
};

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
        attachments: vec![Attachment {
            kind: "slides".into(),
            name: String::new(),
            link: Some("a.pdf".into()),
            ..Attachment::default()
        }],
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
fn what_only_some_kinds_of_entries_have() {
    let (entry, slot) = (EntryId(id(2)), SlotId(id(1)));
    let content = Content {
        kind: Kind::Speech,
        priority: Some(2),
        speaker: Some("Ann Lee".into()),
        votes: vec![Ballot { choice: Choice::Against, voters: vec![], others: 2 }],
        link: Some("https://example.org".into()),
        ..note("look")
    };
    assert_written(
        &Event::EntryAdded { entry, slot, after: None, depth: 0, content: Box::new(content) },
        r#"{"event":"entry_added","entry":"1f3a9c0b-2","slot":"1f3a9c0b-1","kind":"speech","text":"look","priority":2,"speaker":"Ann Lee","votes":[{"choice":"against","others":2}],"link":"https://example.org"}"#,
    );
    let kinds = Kind::ALL.map(|kind| serde_json::to_string(&kind).unwrap());
    assert_eq!(kinds, Kind::ALL.map(|kind| format!("\"{}\"", kind.word())), "journals and exports say the same");
    let choices = [Choice::For, Choice::Against, Choice::Abstain].map(|choice| serde_json::to_string(&choice).unwrap());
    assert_eq!(choices, ["\"for\"", "\"against\"", "\"abstain\""]);
}

#[test]
fn slots_beside_the_agenda() {
    let (slot, behind, plan) = (SlotId(id(9)), Some(SlotId(id(1))), Box::new(planned("Budget")));
    assert_written(
        &Event::SlotAdded { slot, behind, day: 1, plan: plan.clone(), continues: None },
        r#"{"event":"slot_added","slot":"1f3a9c0b-9","behind":"1f3a9c0b-1","day":1,"plan":{"title":"Budget"}}"#,
    );
    assert_written(
        &Event::SlotAdded { slot, behind: None, day: 0, plan, continues: None },
        r#"{"event":"slot_added","slot":"1f3a9c0b-9","plan":{"title":"Budget"}}"#,
    );
    assert_written(&Event::SlotRemoved { slot }, r#"{"event":"slot_removed","slot":"1f3a9c0b-9"}"#);
    for (mark, text) in
        [(Some(Mark::Skipped), ",\"mark\":\"skipped\""), (Some(Mark::Parked), ",\"mark\":\"parked\""), (None, "")]
    {
        let text = format!(r#"{{"event":"slot_marked","slot":"1f3a9c0b-9"{text}}}"#);
        assert_written(&Event::SlotMarked { slot, mark }, &text);
    }
    assert_written(
        &Event::SlotMoved { slot, behind: Some(SlotId(id(1))), day: 0, home: false },
        r#"{"event":"slot_moved","slot":"1f3a9c0b-9","behind":"1f3a9c0b-1"}"#,
    );
    assert_written(
        &Event::SlotMoved { slot, behind: None, day: 1, home: true },
        r#"{"event":"slot_moved","slot":"1f3a9c0b-9","day":1,"home":true}"#,
    );
    let rest = Event::SlotAdded {
        slot,
        behind: None,
        day: 0,
        plan: Box::new(planned("Budget (continued)")),
        continues: Some(SlotId(id(1))),
    };
    assert_written(
        &rest,
        r#"{"event":"slot_added","slot":"1f3a9c0b-9","plan":{"title":"Budget (continued)"},"continues":"1f3a9c0b-1"}"#,
    );
    let given = Event::SlotGiven { slot, minutes: -5 };
    assert_written(&given, r#"{"event":"slot_given","slot":"1f3a9c0b-9","minutes":-5}"#);
}

#[test]
fn who_is_there_and_who_speaks() {
    let name = || "Bo".to_owned();
    for (presence, word) in [(Presence::Present, "present"), (Presence::Left, "left"), (Presence::Regrets, "regrets")] {
        let text = format!(r#"{{"event":"attendance_changed","name":"Bo","presence":"{word}"}}"#);
        assert_written(&Event::AttendanceChanged { name: name(), presence }, &text);
    }
    let (from, slot) = (Stamp::wall(wall("09:00")), SlotId(id(1)));
    let stays = vec![Stay { from, to: Some(Stamp::wall(wall("09:10"))) }, Stay { from, to: None }];
    assert_written(
        &Event::AttendanceSet { name: name(), stays, regrets: true },
        r#"{"event":"attendance_set","name":"Bo","stays":[{"from":{"at":"2019-10-28T09:00:00-07:00"},"to":{"at":"2019-10-28T09:10:00-07:00"}},{"from":{"at":"2019-10-28T09:00:00-07:00"}}],"regrets":true}"#,
    );
    let nothing = Event::AttendanceSet { name: name(), stays: vec![], regrets: false };
    assert_written(&nothing, r#"{"event":"attendance_set","name":"Bo","stays":[]}"#);
    let chair = Event::RoleChanged { role: Role::Chair, names: Some(vec![name()]) };
    assert_written(&chair, r#"{"event":"role_changed","role":"chair","names":["Bo"]}"#);
    let scribe = Event::RoleChanged { role: Role::Scribe, names: None };
    assert_written(&scribe, r#"{"event":"role_changed","role":"scribe"}"#);
    let joined = |place| Event::QueueJoined { name: name(), place };
    assert_written(&joined(None), r#"{"event":"queue_joined","name":"Bo"}"#);
    assert_written(&joined(Some(0)), r#"{"event":"queue_joined","name":"Bo","place":0}"#);
    assert_written(&Event::QueueLeft { name: name() }, r#"{"event":"queue_left","name":"Bo"}"#);
    let given = Event::FloorGiven { slot, name: Some(name()) };
    assert_written(&given, r#"{"event":"floor_given","slot":"1f3a9c0b-1","name":"Bo"}"#);
    assert_written(&Event::FloorGiven { slot, name: None }, r#"{"event":"floor_given","slot":"1f3a9c0b-1"}"#);
    let turns = vec![Turn { name: name(), from, to: Some(from) }, Turn { name: name(), from, to: None }];
    assert_written(
        &Event::TurnsSet { slot, turns },
        r#"{"event":"turns_set","slot":"1f3a9c0b-1","turns":[{"name":"Bo","from":{"at":"2019-10-28T09:00:00-07:00"},"to":{"at":"2019-10-28T09:00:00-07:00"}},{"name":"Bo","from":{"at":"2019-10-28T09:00:00-07:00"}}]}"#,
    );
}

#[test]
fn a_further_writer_and_what_a_later_version_adds_to_that() {
    let so_far = vec![Event::SlotGiven { slot: SlotId(id(1)), minutes: 5 }];
    let text = r#"{"event":"writer_joined","so_far":[{"event":"slot_given","slot":"1f3a9c0b-1","minutes":5}]}"#;
    assert_written(&Event::WriterJoined { so_far }, text);
    let later = text.replace("[{", r#"[{"event":"slot_painted","slot":"1f3a9c0b-1","colour":"green"},{"#);
    let read: Event = serde_json::from_str(&later).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text, "the others of it are read");
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
        reason: Some(Some("no longer".into())),
        depth: Some(1),
    };
    assert_written(
        &Event::EntryChanged { entry, changes: Box::new(changes) },
        r#"{"event":"entry_changed","entry":"1f3a9c0b-2","kind":"decision","text":"so be it","rivals":[{"writer":"0000000b","seq":5,"text":"maybe"}],"owners":[],"due":null,"tickets":["DM-1"],"number":4,"priority":1,"speaker":null,"votes":[{"choice":"for","voters":["Ann Lee"],"others":2}],"link":"https://example.org","status":"dropped","reason":"no longer","depth":1}"#,
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
        timezone: None,
        role: Some("guest".into()),
        aliases: vec![],
    };
    assert_written(
        &Event::PersonAdded { person: Box::new(person) },
        r#"{"event":"person_added","person":{"name":"Bo","email":"bo@example.org","account":"7","role":"guest"}}"#,
    );
    let called = Person { name: "Bo".into(), aliases: vec!["B. Chen".into()], ..Person::default() };
    assert_written(
        &Event::PersonAdded { person: Box::new(called) },
        r#"{"event":"person_added","person":{"name":"Bo","aliases":["B. Chen"]}}"#,
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
