mod cache;
mod glance;
mod place;
mod search;

use super::super::sample::{act, at, begin, note, opened};
use super::*;
use crate::journal::Journal;
use crate::meeting::{
    Act, Changes, Content, EntryId, Event, Id, Kind, PlannedDay, PlannedSlot, SlotId, Status, WriterId,
};

const ANN: WriterId = WriterId(0xa);

fn id(n: u32) -> Id {
    Id { writer: ANN, n }
}

/// The first act of a meeting of the weekly series, with one slot.
fn first(slug: &str, when: &str) -> Act {
    let slot = PlannedSlot { title: "Status".to_owned(), ..PlannedSlot::default() };
    let mut act = opened(slug, "Weekly", None, when);
    if let [Event::MeetingOpened { agenda, slots, .. }] = act.events.as_mut_slice() {
        agenda.days = vec![PlannedDay { slots: vec![slot], ..PlannedDay::default() }];
        *slots = vec![SlotId(id(1))];
    }
    act
}

fn said(n: u32, kind: Kind, text: &str, owners: &[&str]) -> Event {
    let content = Content {
        kind,
        text: text.to_owned(),
        owners: owners.iter().map(|&owner| owner.to_owned()).collect(),
        number: (kind == Kind::Action).then_some(n),
        ..Content::default()
    };
    Event::EntryAdded { entry: EntryId(id(n)), slot: SlotId(id(1)), after: None, depth: 0, content: Box::new(content) }
}

fn weekly(folder: &DataFolder, slug: &str, when: &str, events: Vec<Event>) -> Journal {
    let mut journal = begin(folder, slug, ANN, &first(slug, when)).unwrap();
    for event in events {
        journal.append(&act(when, event));
    }
    journal
}

#[test]
fn what_was_said_in_all_meetings_of_a_series_is_known_after_a_refresh() {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    let mut library = Library::open(&folder);
    assert_eq!(library.refresh(&mut |_| ()), Refreshed { read: 0, gone: 0 });
    let done = Event::EntryChanged {
        entry: EntryId(id(2)),
        changes: Box::new(Changes { status: Some(Status::Done), ..Default::default() }),
    };
    let actions =
        vec![said(2, Kind::Action, "draft the plan", &["Ann Lee"]), done, said(3, Kind::Decision, "we stay", &[])];
    weekly(&folder, "b", "2026-01-05T09:00:00Z", actions);
    weekly(
        &folder,
        "a",
        "2026-01-12T09:00:00Z",
        vec![said(4, Kind::Action, "book a room", &["Bo"]), note(ANN, 5, "x")],
    );
    assert_eq!(library.refresh(&mut |_| ()), Refreshed { read: 2, gone: 0 });
    assert_eq!(library.refresh(&mut |_| ()), Refreshed { read: 0, gone: 0 });
    let slugs: Vec<String> = library.series(" WEEKLY ").into_iter().map(|digest| digest.slug).collect();
    assert_eq!(slugs, ["b", "a"], "in the order in which they were opened");
    let texts =
        |wanted: Wanted| -> Vec<String> { library.items(&wanted).into_iter().map(|row| row.item.text).collect() };
    assert_eq!(texts(Wanted::default()), ["draft the plan", "book a room"]);
    assert_eq!(texts(Wanted { open: true, ..Wanted::default() }), ["book a room"]);
    assert_eq!(texts(Wanted { owners: vec!["ann lee".to_owned()], ..Wanted::default() }), ["draft the plan"]);
    assert_eq!(texts(Wanted { series: Some("other".to_owned()), ..Wanted::default() }), [""; 0]);
    let slugs: Vec<String> = library.participants(Some("weekly")).into_iter().map(|it| it.slug).collect();
    assert_eq!(slugs, ["b", "a"]);
    let names: Vec<String> = library.directory().people.iter().map(|contact| contact.name.clone()).collect();
    assert_eq!(names, ["Ann Lee", "Bo"], "owners who stand on no roster");
    let decisions = library.decisions(&WantedDecisions::default());
    assert_eq!(decisions.len(), 1);
    assert_eq!((decisions[0].slug.as_str(), decisions[0].decision.at), ("b", at("2026-01-05T09:00:00Z")));
}

#[test]
fn a_folder_that_is_copied_in_is_there_and_one_that_is_taken_away_is_gone() {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    let mut library = Library::open(&folder);
    let mut journal = weekly(&folder, "a", "2026-01-05T09:00:00Z", vec![said(2, Kind::Action, "draft", &[])]);
    library.refresh(&mut |_| ());
    journal.append(&act("2026-01-05T09:10:00Z", said(3, Kind::Action, "book", &[])));
    drop(journal);
    assert_eq!(library.refresh(&mut |_| ()), Refreshed { read: 1, gone: 0 }, "it grew");
    assert_eq!(library.items(&Wanted::default()).len(), 2);
    std::fs::rename(folder.meeting("a"), folder.root().join("aside")).unwrap();
    assert_eq!(library.refresh(&mut |_| ()), Refreshed { read: 0, gone: 1 });
    assert_eq!((library.meetings(), library.items(&Wanted::default())), (vec![], vec![]));
    std::fs::rename(folder.root().join("aside"), folder.meeting("b")).unwrap();
    library.refresh(&mut |_| ());
    assert_eq!(library.digest("b").unwrap().slug, "b", "under the name of its folder");
}
