use std::fs;

use super::*;
use crate::archive::put_away;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// A meeting of a series that says when the next ones will be.
fn announcing(folder: &DataFolder, slug: &str, when: &str, series: &str, next: &[&str], events: Vec<Event>) {
    let mut first = first(slug, when);
    if let [Event::MeetingOpened { agenda, .. }] = first.events.as_mut_slice() {
        agenda.head.series = Some(series.to_owned());
        agenda.head.next_meetings = next.iter().map(|it| day(it)).collect();
    }
    let mut journal = begin(folder, slug, ANN, &first).unwrap();
    for event in events {
        journal.append(&act(when, event));
    }
}

fn due(n: u32, owners: &[&str], on: Option<&str>) -> Event {
    let mut event = said(n, Kind::Action, "the plan", owners);
    if let Event::EntryAdded { content, .. } = &mut event {
        content.due = on.map(day);
    }
    event
}

fn three() -> (tempfile::TempDir, DataFolder) {
    let home = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(home.path());
    let items =
        vec![due(2, &["Ann", "Bo"], Some("2026-01-09")), due(3, &["Bo"], Some("2026-01-10")), due(4, &[], None)];
    announcing(&folder, "a", "2026-01-05T09:00:00Z", "Weekly", &["2026-02-02"], items);
    announcing(&folder, "b", "2026-01-06T09:00:00Z", "weekly", &["2026-01-01", "2026-01-13", "2026-01-20"], vec![]);
    let done = Event::EntryChanged {
        entry: EntryId(id(2)),
        changes: Box::new(Changes { status: Some(Status::Done), ..Default::default() }),
    };
    let items = vec![due(2, &["Ann"], Some("2026-01-01")), done];
    announcing(&folder, "c", "2026-01-07T09:00:00Z", "Board", &["2026-01-10"], items);
    Library::open(&folder).refresh(&mut |_| ());
    (home, folder)
}

#[test]
fn a_glance_has_the_newest_meetings_what_is_owed_and_what_is_announced() {
    let (_home, folder) = three();
    let seen = glance(&folder, day("2026-01-10"), 2).unwrap();
    assert_eq!(seen.newest.iter().map(|it| it.slug.as_str()).collect::<Vec<_>>(), ["c", "b"]);
    assert_eq!(seen.newest, Library::open(&folder).meetings()[..2], "as the whole list has them");
    assert_eq!(
        seen.owed,
        Owed { open: 3, overdue: 1, most: Some(("Bo".to_owned(), 2)) },
        "what is due today is not late"
    );
    let said: Vec<_> = seen.announced.iter().map(|it| (it.date, it.after.slug.as_str())).collect();
    assert_eq!(
        said,
        [(day("2026-01-10"), "c"), (day("2026-01-13"), "b")],
        "by the newest of each series, from today on"
    );
    assert_eq!(glance(&folder, day("2026-01-21"), 2).unwrap().announced, []);
    assert_eq!(Library::open(&folder).glance(day("2026-01-10"), 2), seen);
}

#[test]
fn an_archived_meeting_is_seen_by_what_is_owed_alone() {
    let (_home, folder) = three();
    for slug in ["a", "c"] {
        put_away(&folder.meeting(slug), "").unwrap();
    }
    Library::open(&folder).refresh(&mut |_| ());
    let seen = glance(&folder, day("2026-01-10"), 9).unwrap();
    assert_eq!(seen.newest.iter().map(|it| it.slug.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!((seen.owed.open, seen.announced.len()), (3, 1));
}

#[test]
fn without_a_cache_that_can_be_used_nothing_is_seen_and_nothing_is_made() {
    let (_home, folder) = three();
    let file = folder.cache().join(FILE);
    fs::write(&file, "spoilt").unwrap();
    assert_eq!(glance(&folder, day("2026-01-10"), 9), None);
    assert_eq!(fs::read(&file).unwrap(), b"spoilt");
    fs::remove_dir_all(folder.cache()).unwrap();
    assert_eq!(glance(&folder, day("2026-01-10"), 9), None);
    assert!(!folder.cache().exists());
}
