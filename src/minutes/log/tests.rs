//! The words for every event, read as a log is: act after act.

use super::*;
use crate::meeting::{Choice, Head, Id, Person, PlannedDay, PlannedSlot, WriterId};

const ANN: WriterId = WriterId(0xa);
const WELCOME: SlotId = SlotId(Id { writer: ANN, n: 1 });
const NOVEL: SlotId = SlotId(Id { writer: ANN, n: 2 });
const ENTRY: EntryId = EntryId(Id { writer: ANN, n: 10 });

fn agenda(titles: &[&str]) -> Box<Agenda> {
    let slot = |title: &&str| PlannedSlot { title: (*title).to_owned(), ..PlannedSlot::default() };
    let day = PlannedDay { slots: titles.iter().map(slot).collect(), ..PlannedDay::default() };
    let head = Head { title: "Circle".to_owned(), ..Head::default() };
    Box::new(Agenda { head, days: vec![day], ..Agenda::default() })
}

fn stamp(text: &str) -> Stamp {
    Stamp::wall(chrono::DateTime::parse_from_rfc3339(text).unwrap())
}

/// A log whose meeting was opened, and the number of its last act.
struct Read(Log, u64);

impl Read {
    fn opened() -> Self {
        let mut read = Self(Log::new(Tz::Europe__Rome), 0);
        assert_eq!(read.did(vec![opening()]), "opened “Circle”");
        read
    }

    fn act(&mut self, cause: Cause, events: Vec<Event>) -> String {
        self.1 += 1;
        let act = Act { stamp: stamp("2026-05-04T19:00:00+02:00"), events, cause, clears: None };
        self.0.read(Version { writer: ANN, seq: self.1 }, &act, 0)
    }

    fn did(&mut self, events: Vec<Event>) -> String {
        self.act(Cause::Fresh, events)
    }

    fn changed(&mut self, changes: Changes) -> String {
        self.did(vec![Event::EntryChanged { entry: ENTRY, changes: Box::new(changes) }])
    }
}

fn opening() -> Event {
    let (meeting, slug, zone) = ("m".to_owned(), "m".to_owned(), "Europe/Rome".to_owned());
    let slots = vec![WELCOME, NOVEL];
    Event::MeetingOpened { meeting, slug, path: None, zone, agenda: agenda(&["Welcome", "The novel"]), slots }
}

fn added(content: Content) -> Event {
    Event::EntryAdded { entry: ENTRY, slot: WELCOME, after: None, depth: 0, content: Box::new(content) }
}

fn vote(voter: &str) -> Ballot {
    Ballot { choice: Choice::For, voters: vec![voter.to_owned()], others: 0 }
}

fn note(text: &str) -> Content {
    Content { text: text.to_owned(), ..Content::default() }
}

#[test]
fn what_is_added_says_its_kind_and_where() {
    let mut log = Read::opened();
    assert_eq!(log.did(vec![added(note("Bring wine"))]), "added a note “Bring wine” to “Welcome”");
    let owners = vec!["Ada Conti".to_owned(), "Bruno Serra".to_owned()];
    let item = Content { kind: Kind::Action, owners, due: "2026-05-11".parse().ok(), ..note("wine") };
    let said = "added an action item “wine” for Ada Conti, Bruno Serra due 2026-05-11 to “Welcome”";
    assert_eq!(log.did(vec![added(item)]), said);
}

#[test]
fn votes_speech_and_links_say_what_is_beside_their_text() {
    let mut log = Read::opened();
    let of = |kind, text: &str| Content { kind, ..note(text) };
    for (content, said) in [
        (of(Kind::Idea, "a tour"), "an idea “a tour”"),
        (Content { votes: vec![vote("Ada")], ..of(Kind::Vote, "") }, "a vote +1 Ada"),
        (Content { votes: vec![vote("Ada")], ..of(Kind::Vote, "gladly") }, "a vote +1 Ada “gladly”"),
        (Content { speaker: Some("Ada".to_owned()), ..of(Kind::Speech, "no") }, "speech “no” by Ada"),
        (of(Kind::Speech, "never"), "speech “never”"),
        (Content { link: Some("https://a".to_owned()), ..of(Kind::Link, "it") }, "a link “it” to https://a"),
        (Content { link: Some("https://a".to_owned()), ..of(Kind::Link, "") }, "a link “https://a”"),
        (Content { priority: Some(1), ..of(Kind::Action, "x") }, "an action item “x” with priority 1"),
    ] {
        assert_eq!(log.did(vec![added(content)]), format!("added {said} to “Welcome”"));
    }
    log.did(vec![added(Content { votes: vec![vote("Ada")], ..of(Kind::Vote, "") })]);
    let removed = Event::EntryRemoved { entry: ENTRY, undone: false };
    assert_eq!(log.did(vec![removed]), "removed “+1 Ada” from “Welcome”");
}

#[test]
fn who_is_there_who_speaks_and_what_becomes_of_a_slot_have_words_too() {
    let mut log = Read::opened();
    let leak = SlotId(Id { writer: ANN, n: 4 });
    let names = || vec!["Ada".to_owned(), "Bruno".to_owned()];
    let name = || "Ada".to_owned();
    let plan = Box::new(PlannedSlot { title: "A leak".to_owned(), ..PlannedSlot::default() });
    let presence = |presence| Event::AttendanceChanged { name: name(), presence };
    let marked = |mark| Event::SlotMarked { slot: NOVEL, mark };
    let given = |minutes| Event::SlotGiven { slot: NOVEL, minutes };
    for (event, said) in [
        (
            Event::SlotAdded { slot: leak, behind: Some(NOVEL), day: 0, plan, continues: None },
            "opened the slot “A leak”",
        ),
        (Event::SlotRemoved { slot: leak }, "took out the slot “A leak”"),
        (marked(Some(Mark::Skipped)), "skipped “The novel”"),
        (marked(Some(Mark::Parked)), "parked “The novel”"),
        (marked(None), "took “The novel” back into the plan"),
        (given(10), "gave “The novel” 10 min more"),
        (given(-5), "took 5 min from “The novel”"),
        (presence(Presence::Present), "noted that “Ada” is there"),
        (presence(Presence::Left), "noted that “Ada” left"),
        (presence(Presence::Regrets), "noted that “Ada” sends regrets"),
        (Event::AttendanceSet { name: name(), stays: vec![], regrets: false }, "set the attendance of “Ada”"),
        (Event::RoleChanged { role: Role::Chair, names: Some(names()) }, "noted the chair: Ada, Bruno"),
        (Event::RoleChanged { role: Role::Scribe, names: None }, "noted the scribe: as planned"),
        (Event::QueueJoined { name: name(), place: None }, "put “Ada” on the speakers' queue"),
        (Event::QueueLeft { name: name() }, "took “Ada” off the speakers' queue"),
        (Event::FloorGiven { slot: NOVEL, name: Some(name()) }, "gave the floor to “Ada”"),
        (Event::FloorGiven { slot: NOVEL, name: None }, "ended the speaker's turn"),
        (Event::TurnsSet { slot: NOVEL, turns: vec![] }, "set who spoke in “The novel”"),
    ] {
        assert_eq!(log.did(vec![event]), said);
    }
    // An undo restores by other events than those it takes back; it names what was done.
    log.did(vec![presence(Presence::Present)]);
    let undone = Event::AttendanceSet { name: name(), stays: vec![], regrets: false };
    let of = log.1;
    assert_eq!(log.act(Cause::Undo { of }, vec![undone]), "undid: noted that “Ada” is there");
}

#[test]
fn a_change_says_what_was_and_what_is() {
    let mut log = Read::opened();
    log.did(vec![added(note("a"))]);
    let text = |text: &str| Changes { text: Some(text.to_owned()), ..Changes::default() };
    assert_eq!(log.changed(text("b")), "changed “a” to “b”");
    assert_eq!(log.changed(text("b")), "settled on “b”");
    for (changes, said) in [
        (Changes { kind: Some(Kind::Decision), ..Changes::default() }, "made “b” a decision"),
        (Changes { owners: Some(vec!["Ada".to_owned()]), ..Changes::default() }, "gave “b” to Ada"),
        (Changes { owners: Some(vec![]), ..Changes::default() }, "left “b” without an owner"),
        (Changes { due: Some("2026-05-11".parse().ok()), ..Changes::default() }, "set “b” due 2026-05-11"),
        (Changes { due: Some(None), ..Changes::default() }, "took the due date off “b”"),
        (Changes { status: Some(Status::Done), ..Changes::default() }, "marked “b” done"),
        (Changes { status: Some(Status::Open), ..Changes::default() }, "marked “b” open again"),
        (Changes { status: Some(Status::Dropped), ..Changes::default() }, "dropped “b”"),
        (Changes { depth: Some(1), ..Changes::default() }, "put “b” on level 2"),
        (Changes { kind: Some(Kind::Idea), ..Changes::default() }, "made “b” an idea"),
        (Changes { priority: Some(Some(2)), ..Changes::default() }, "gave “b” priority 2"),
        (Changes { priority: Some(None), ..Changes::default() }, "took the priority off “b”"),
        (Changes { speaker: Some(Some("Ada".to_owned())), ..Changes::default() }, "noted “b” as said by Ada"),
        (Changes { speaker: Some(None), ..Changes::default() }, "noted “b” as said by the last speaker"),
        (Changes { votes: Some(vec![vote("Ada")]), ..Changes::default() }, "set the votes of “b” to +1 Ada"),
        (Changes { link: Some(Some("https://a".to_owned())), ..Changes::default() }, "let “b” lead to https://a"),
        (Changes { link: Some(None), ..Changes::default() }, "took the address off “b”"),
        (Changes { tickets: Some(vec![]), ..Changes::default() }, "changed “b”"),
    ] {
        assert_eq!(log.changed(changes), said);
    }
    let both = Changes { kind: Some(Kind::Note), ..text("c") };
    assert_eq!(log.changed(both), "changed “b” to “c”; made “c” a note");
}

#[test]
fn an_entry_that_moves_goes_and_comes_back_is_named_all_along() {
    let mut log = Read::opened();
    log.did(vec![added(note("a"))]);
    let moved = |slot| vec![Event::EntryMoved { entry: ENTRY, slot, after: None, depth: 0 }];
    assert_eq!(log.did(moved(WELCOME)), "moved “a” within “Welcome”");
    assert_eq!(log.did(moved(NOVEL)), "moved “a” to “The novel”");
    let removed = Event::EntryRemoved { entry: ENTRY, undone: false };
    assert_eq!(log.did(vec![removed]), "removed “a” from “The novel”");
    let back = Event::EntryRestored { entry: ENTRY, slot: WELCOME, after: None, depth: 0 };
    assert_eq!(log.did(vec![back]), "brought back “a” in “Welcome”");
}

#[test]
fn an_undo_names_what_it_takes_back_and_a_redo_what_it_does_again() {
    let mut log = Read::opened();
    log.did(vec![added(note("a"))]);
    let removed = || vec![Event::EntryRemoved { entry: ENTRY, undone: true }];
    assert_eq!(log.act(Cause::Undo { of: 2 }, removed()), "undid: added a note “a” to “Welcome”");
    assert_eq!(log.act(Cause::Redo { of: 2 }, vec![]), "redid: added a note “a” to “Welcome”");
    assert_eq!(log.act(Cause::Undo { of: 99 }, removed()), "undid act 99: removed “a” from “Welcome”");
}

#[test]
fn a_revised_agenda_says_which_slots_it_touches() {
    let mut log = Read::opened();
    let break_ = SlotId(Id { writer: ANN, n: 3 });
    let revised = |titles: &[&str], slots| vec![Event::AgendaRevised { agenda: agenda(titles), slots }];
    let same = revised(&["Welcome", "The novel"], vec![WELCOME, NOVEL]);
    assert_eq!(log.did(same), "revised the agenda");
    let other = revised(&["Hello", "Break"], vec![WELCOME, break_]);
    let said = "revised the agenda: “Welcome” is now “Hello”; new slot “Break”; without “The novel”";
    assert_eq!(log.did(other), said);
}

#[test]
fn clocks_sittings_and_people_have_words_too() {
    let mut log = Read::opened();
    let from = stamp("2026-05-04T17:00:00Z");
    let runs = vec![Run { from, to: Some(stamp("2026-05-04T17:05:00Z")) }, Run { from, to: None }];
    for (event, said) in [
        (Event::ClockStarted { slot: NOVEL }, "started the clock of “The novel”"),
        (Event::ClockStopped { slot: NOVEL }, "stopped the clock of “The novel”"),
        (Event::ClockSet { slot: NOVEL, runs }, "set the clock of “The novel” to 19:00–19:05, 19:00–"),
        (Event::ClockSet { slot: NOVEL, runs: vec![] }, "set the clock of “The novel” to no time"),
        (
            Event::PersonAdded { person: Box::new(Person { name: "Cy".to_owned(), ..Person::default() }) },
            "added “Cy” to the roster",
        ),
        (Event::PersonRemoved { name: "Cy".to_owned() }, "took “Cy” off the roster"),
        (Event::ScribeLeft, "left the meeting open"),
        (Event::MeetingClosed, "closed the meeting"),
        (Event::MeetingReopened, "reopened the meeting"),
        (Event::RecordLost, "an act that could not be read when the journal was repaired"),
        (opening(), "began to write in this meeting"),
    ] {
        assert_eq!(log.did(vec![event]), said);
    }
}

#[test]
fn a_long_paste_is_one_line_and_what_is_not_known_is_counted() {
    let mut log = Read::opened();
    let said = log.did((0..200).map(|n| added(note(&n.to_string()))).collect());
    assert!(said.ends_with("added a note “2” to “Welcome”; and 197 more"), "{said}");
    let act = Act { stamp: stamp("2026-05-04T19:00:00Z"), events: vec![], cause: Cause::Fresh, clears: None };
    let version = Version { writer: ANN, seq: 9 };
    assert_eq!(log.0.read(version, &act, 2), "did what this version does not know (2 events)");
    assert_eq!(log.0.read(version, &act, 0), "changed nothing");
}
