use chrono::NaiveDate;
use tempfile::TempDir;

use super::*;
use crate::meeting::search::{Found, Hit, Place, Query};
use crate::meeting::{ItemChanges, ItemRef, Review, TalkingPoint};

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn query(text: &str, typing: bool) -> Query {
    let (query, misread) = Query::read(text, typing, &day);
    assert_eq!(misread, [], "{text}");
    query
}

/// Two meetings of the weekly series and one of none, in several languages.
fn archive() -> (TempDir, Library) {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    let lines = vec![
        said(2, Kind::Action, "draft the budget for DM-123", &["Ann Lee", "José Ruiz"]),
        said(3, Kind::Decision, "the budget stays as it is", &[]),
        said(4, Kind::Note, "a word on the budget, which is naïve", &[]),
        said(5, Kind::Note, "下周讨论预算会议", &[]),
        said(6, Kind::Question, "who budgets for the draft?", &[]),
    ];
    weekly(&folder, "2026-01-05-weekly", "2026-01-05T09:00:00Z", lines);
    let lines = vec![
        said(2, Kind::Note, "the budget was approved, as drafted", &[]),
        said(3, Kind::Action, "book a room", &["Bo Chen"]),
        said(4, Kind::Note, "ｺﾝﾋﾟｭｰﾀ und Straße", &[]),
    ];
    weekly(&folder, "2026-02-02-weekly", "2026-02-02T23:30:00Z", lines);
    let mut alone = opened("retro", "Retrospective: budget", None, "2025-06-01T09:00:00Z");
    if let [Event::MeetingOpened { agenda, slots, .. }] = alone.events.as_mut_slice() {
        agenda.head.series = None;
        agenda.head.title = "Retrospective on money".to_owned();
        let topics = vec![TalkingPoint { text: "pie charts".to_owned(), children: vec![] }];
        let slot = PlannedSlot { title: "What went well".to_owned(), topics, ..PlannedSlot::default() };
        agenda.days = vec![PlannedDay { slots: vec![slot], ..PlannedDay::default() }];
        *slots = vec![SlotId(id(1))];
    }
    begin(&folder, "retro", ANN, &alone).unwrap();
    let mut library = Library::open(&folder);
    library.refresh(&mut |_| ());
    (home, library)
}

fn found(library: &Library, text: &str) -> Found {
    library.search(&query(text, false), 100)
}

fn texts(library: &Library, text: &str) -> Vec<String> {
    found(library, text).hits.into_iter().map(|hit| hit.text).collect()
}

fn marked(hit: &Hit) -> Vec<&str> {
    hit.marks.iter().map(|mark| &hit.text[mark.clone()]).collect()
}

#[test]
fn a_line_has_all_words_and_they_are_marked() {
    let (_home, library) = archive();
    assert_eq!(texts(&library, "budget draft"), ["Ann Lee, José Ruiz — draft the budget for DM-123"]);
    let hits = found(&library, "draft ann ruiz").hits;
    assert_eq!(marked(&hits[0]), ["Ann", "Ruiz", "draft"]);
    let hit = &hits[0];
    assert_eq!(
        (hit.meeting.as_str(), hit.title.as_str(), hit.topic.as_str()),
        ("2026-01-05-weekly", "Weekly", "Status")
    );
    assert_eq!(
        (hit.place, hit.entry, hit.slot),
        (Place::Entry(Kind::Action), Some(EntryId(id(2))), Some(SlotId(id(1))))
    );
    assert_eq!(hit.at, Some(at("2026-01-05T10:00:00+01:00")));
    assert_eq!(texts(&library, "nowhere budget"), [""; 0]);
}

#[test]
fn what_was_settled_and_is_to_be_done_comes_before_what_was_noted_and_new_before_old() {
    let (_home, library) = archive();
    let found = texts(&library, "budget");
    assert_eq!(found.len(), 4);
    assert_eq!(found[0], "the budget stays as it is");
    assert!(found[1].contains("draft the budget"));
    assert_eq!(found[2], "the budget was approved, as drafted", "the newer of two notes");
}

#[test]
fn phrases_beginnings_and_what_is_left_out() {
    let (_home, library) = archive();
    assert_eq!(texts(&library, "\"budget stays\""), ["the budget stays as it is"]);
    assert_eq!(texts(&library, "\"stays budget\""), [""; 0]);
    assert_eq!(texts(&library, "budgets"), ["who budgets for the draft?"]);
    assert_eq!(texts(&library, "budg*").len(), 5);
    assert_eq!(texts(&library, "budget -draft -approved").len(), 2);
    assert_eq!(texts(&library, "-budget kind:note").len(), 2);
    let typed = |text: &str| library.search(&query(text, true), 100).hits.len();
    assert_eq!((typed("the dra"), typed("\"the dra"), typed("drafted")), (3, 1, 1));
}

#[test]
fn case_accents_and_width_do_not_matter_and_scripts_without_spaces_are_found_by_any_part() {
    let (_home, library) = archive();
    assert_eq!(texts(&library, "NAIVE").len(), 1);
    assert_eq!(texts(&library, "jose").len(), 1);
    assert_eq!(texts(&library, "strasse コンピュータ").len(), 1);
    for part in ["会议", "预算", "讨论预算", "会"] {
        let hits = found(&library, part).hits;
        assert_eq!(marked(&hits[0]), [part]);
    }
    assert_eq!(texts(&library, "议会"), [""; 0], "not in another order");
}

#[test]
fn filters_narrow_it_down() {
    let (_home, library) = archive();
    assert_eq!(texts(&library, "kind:action").len(), 2);
    assert_eq!(texts(&library, "kind:action kind:decision").len(), 3);
    assert_eq!(texts(&library, "owner:ann").len(), 1);
    assert_eq!(texts(&library, "owner:\"lee ann\" owner:bo").len(), 2);
    assert_eq!(texts(&library, "owner:\"ann ruiz\""), [""; 0], "two people are not one");
    assert_eq!(texts(&library, "ticket:dm-123").len(), 0, "the journal of this test names no tickets");
    assert_eq!(texts(&library, "series:week budget").len(), 4);
    assert_eq!(texts(&library, "series:other budget"), [""; 0]);
    assert_eq!(texts(&library, "meeting:2026-02-02-weekly budget"), ["the budget was approved, as drafted"]);
    assert_eq!(texts(&library, "meeting:retrospective").len(), 3);
    assert_eq!(texts(&library, "meeting:retro kind:point"), ["pie charts"]);
    assert_eq!(texts(&library, "well kind:topic"), ["What went well"]);
    assert_eq!(texts(&library, "money"), ["Retrospective on money"]);
}

#[test]
fn days_are_those_of_the_meetings_zone() {
    let (_home, library) = archive();
    // Half past eleven in the evening in London is the next day in Zurich.
    assert_eq!(texts(&library, "kind:note after:2026-02-03").len(), 2);
    assert_eq!(texts(&library, "kind:note before:2026-02-03").len(), 2);
    assert_eq!(texts(&library, "budget before:2026").len(), 0);
    assert_eq!(texts(&library, "before:2026").len(), 3);
    assert_eq!(texts(&library, "after:2026-03"), [""; 0]);
}

#[test]
fn nothing_asked_is_nothing_found_and_signs_alone_are_no_words() {
    let (_home, library) = archive();
    for text in ["", "  ", "—", "\"…\"", "*", "-"] {
        let found = found(&library, text);
        assert_eq!((found.hits.len(), found.complete), (0, true), "{text}");
    }
    assert_eq!(texts(&library, "\"NEAR(budget AND)\" OR \"'\"").len(), 0, "the index's own language is none of ours");
}

#[test]
fn what_was_changed_or_taken_out_is_found_as_it_is_now() {
    let (home, mut library) = archive();
    let folder = DataFolder::at(home.path());
    std::fs::rename(folder.meeting("2026-02-02-weekly"), home.path().join("aside")).unwrap();
    library.refresh(&mut |_| ());
    assert_eq!(texts(&library, "approved"), [""; 0]);
    assert_eq!(texts(&library, "budget").len(), 3);
    std::fs::rename(home.path().join("aside"), folder.meeting("again")).unwrap();
    library.refresh(&mut |_| ());
    assert_eq!(found(&library, "approved").hits[0].meeting, "again");
}

#[test]
fn an_action_item_is_found_as_its_series_has_it_by_now() {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    let items = vec![said(2, Kind::Action, "draft the plan", &["Ann Lee"]), said(3, Kind::Action, "plan a trip", &[])];
    weekly(&folder, "a", "2026-01-05T09:00:00Z", items);
    let changes =
        ItemChanges { status: Some(Status::Done), owners: Some(vec!["Bo Chen".to_owned()]), ..ItemChanges::default() };
    let item = ItemRef { meeting: Some("id-a".to_owned()), entry: EntryId(id(2)) };
    let mut line = said(2, Kind::Note, "said in the meeting", &[]);
    if let Event::EntryAdded { content, .. } = &mut line {
        content.review = Some(Box::new(Review { item, changes }));
    }
    weekly(&folder, "b", "2026-01-12T09:00:00Z", vec![line]);
    let mut library = Library::open(&folder);
    library.refresh(&mut |_| ());
    let states = |library: &Library, text: &str| -> Vec<(String, Option<Status>)> {
        found(library, text).hits.into_iter().map(|hit| (hit.text, hit.status)).collect()
    };
    let settled = vec![("Bo Chen — draft the plan".to_owned(), Some(Status::Done))];
    assert_eq!(states(&library, "draft"), settled);
    assert_eq!(states(&library, "owner:bo"), settled);
    assert_eq!(states(&library, "owner:ann"), []);
    assert_eq!(states(&library, "trip"), [("plan a trip".to_owned(), Some(Status::Open))]);
    let known: Vec<Status> = items_known(&folder, "a").into_iter().map(|item| item.action.status).collect();
    assert_eq!((known, items_known(&folder, "other").len()), (vec![Status::Done, Status::Open], 0));
    std::fs::rename(folder.meeting("b"), home.path().join("aside")).unwrap();
    library.refresh(&mut |_| ());
    let open = vec![("Ann Lee — draft the plan".to_owned(), Some(Status::Open))];
    assert_eq!((states(&library, "owner:ann"), states(&library, "owner:bo")), (open, vec![]));
}

#[test]
fn what_comes_back_in_the_plan_of_every_meeting_is_found_once_in_the_newest_and_reviewed_items_where_they_arose() {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    for (slug, series) in [("a", true), ("b", true), ("c", false)] {
        let mut act = first(slug, "2026-01-05T09:00:00Z");
        if let [Event::MeetingOpened { agenda, .. }] = act.events.as_mut_slice() {
            let slot = &mut agenda.days[0].slots[0];
            slot.title = "Review of action items".to_owned();
            slot.topics = ["budget as ever", "action-4 Ann — budget", "action-4 Ann — budget, since January"]
                .map(|text| TalkingPoint { text: text.to_owned(), children: vec![] })
                .to_vec();
            agenda.head.series = agenda.head.series.take().filter(|_| series);
        }
        begin(&folder, slug, ANN, &act).unwrap();
    }
    let mut library = Library::open(&folder);
    library.refresh(&mut |_| ());
    let hits = found(&library, "budget");
    let places: Vec<(&str, &str)> = hits.hits.iter().map(|hit| (hit.meeting.as_str(), hit.text.as_str())).collect();
    assert_eq!((places, hits.count), (vec![("b", "budget as ever"), ("c", "budget as ever")], 2));
    assert_eq!(texts(&library, "budget meeting:a").len(), 1, "where the newest is not asked for");
}

#[test]
fn names_from_elsewhere_with_anything_in_them_leave_the_index_right() {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    let content = Content {
        kind: Kind::Action,
        text: "draft\0 \u{1b}[2J\u{e001}ann\u{e003}decision".to_owned(),
        owners: vec!["Ann\nLee".to_owned(), String::new()],
        tickets: vec!["DM-1\nDM-2".to_owned(), "\n".to_owned()],
        ..Content::default()
    };
    let slot = SlotId(id(1));
    let event = Event::EntryAdded { entry: EntryId(id(2)), slot, after: None, depth: 0, content: Box::new(content) };
    let mut journal = weekly(&folder, "a", "2026-01-05T09:00:00Z", vec![event]);
    let mut library = Library::open(&folder);
    library.refresh(&mut |_| ());
    assert_eq!((texts(&library, "owner:ann").len(), texts(&library, "kind:decision").len()), (1, 0));
    journal.append(&act("2026-01-05T09:01:00Z", Event::EntryRemoved { entry: EntryId(id(2)), undone: false }));
    drop(journal);
    library.refresh(&mut |_| ());
    for query in ["draft", "owner:ann", "owner:lee", "ticket:DM", "kind:action"] {
        assert_eq!(texts(&library, query), [""; 0], "{query}");
    }
}
