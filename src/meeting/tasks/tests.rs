//! Where action items stand, and that each stands somewhere.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::meeting::{ActionItem, EntryId, Id, ItemRef, WriterId};

const TODAY: &str = "2026-02-16";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An item noted in a meeting of that number.
fn row(meeting: u32, n: u32, owners: &[&str], due: Option<&str>, status: Status) -> TaskRow {
    let action = ActionItem {
        number: n,
        owners: owners.iter().map(|&name| name.to_owned()).collect(),
        due: due.map(day),
        status,
        ..ActionItem::default()
    };
    let item = Item {
        item: ItemRef { meeting: Some(format!("m{meeting}")), entry: EntryId(Id { writer: WriterId(meeting), n }) },
        slug: None,
        title: format!("Meeting {meeting}"),
        slot: None,
        topic: "Budget".to_owned(),
        raised: Some(format!("2026-01-{:02}T09:00:00Z", meeting + 1).parse().unwrap()),
        text: format!("{meeting} {n}"),
        tickets: Vec::new(),
        action,
        carried: 0,
        settled_in: None,
        noted_as: None,
    };
    TaskRow { series: meeting.is_multiple_of(2).then(|| "Weekly".to_owned()), item }
}

/// Each group as its key and the texts of its items.
fn shown<'t>(tasks: &'t Tasks) -> Vec<(GroupKey<'t>, Vec<&'t str>)> {
    let texts = |rows: Vec<&'t TaskRow>| rows.into_iter().map(|row| row.item.text.as_str()).collect();
    tasks.groups().into_iter().map(|group| (group.key, texts(group.rows))).collect()
}

fn some() -> Vec<TaskRow> {
    vec![
        row(1, 1, &["Bo", "Ann"], Some("2026-03-30"), Status::Open),
        row(2, 2, &["ann"], Some("2026-02-15"), Status::Open),
        row(2, 3, &[], None, Status::Open),
        row(3, 4, &["Bo", "bo"], Some("2026-02-16"), Status::Open),
        row(4, 5, &["Bo"], Some("2026-01-01"), Status::Done),
    ]
}

fn tasks(owners: &[&str], grouping: Grouping) -> Tasks {
    Tasks::new(some(), owners.iter().map(|&name| name.to_owned()).collect(), grouping, day(TODAY))
}

#[test]
fn an_item_stands_once_under_each_of_its_owners_whatever_case_they_are_written_in() {
    use GroupKey::{Nobody, Owner};
    let all = tasks(&[], Grouping::Owner);
    let wanted =
        vec![(Owner("ann"), vec!["2 2", "1 1"]), (Owner("Bo"), vec!["4 5", "3 4", "1 1"]), (Nobody, vec!["2 3"])];
    assert_eq!(shown(&all), wanted);
    assert_eq!(shown(&tasks(&["ANN"], Grouping::Owner)), wanted[..1]);
    assert_eq!((all.open(), all.overdue()), (4, 1), "what is due today is not overdue, and what is done never is");
}

#[test]
fn by_due_date_the_late_ones_come_first_and_the_settled_ones_last() {
    use GroupKey::{Done, Later, Overdue, Soon, Undated};
    let wanted = [
        (Overdue, vec!["2 2"]),
        (Soon, vec!["3 4"]),
        (Later, vec!["1 1"]),
        (Undated, vec!["2 3"]),
        (Done, vec!["4 5"]),
    ];
    assert_eq!(shown(&tasks(&[], Grouping::Due)), wanted);
}

#[test]
fn by_series_and_by_meeting_each_stands_where_it_was_noted() {
    use GroupKey::{Meeting, Series};
    let wanted = [(Series(Some("Weekly")), vec!["4 5", "2 2", "2 3"]), (Series(None), vec!["3 4", "1 1"])];
    assert_eq!(shown(&tasks(&[], Grouping::Series)), wanted);
    let meeting = |n: u32| format!("Meeting {n}");
    let titles = [1, 2, 3, 4].map(meeting);
    let at = |n: usize| Meeting(&titles[n], Some(day(&format!("2026-01-{:02}", n + 2))));
    let wanted = [(at(0), vec!["1 1"]), (at(1), vec!["2 2", "2 3"]), (at(2), vec!["3 4"]), (at(3), vec!["4 5"])];
    assert_eq!(shown(&tasks(&[], Grouping::Meeting)), wanted);
}

#[test]
fn meetings_without_a_series_have_nothing_in_common() {
    assert_eq!(series_key(Some(" Weekly "), Some("a")), series_key(Some("weekly"), Some("b")));
    assert_ne!(series_key(None, Some("a")), series_key(None, Some("b")));
    assert_ne!(series_key(Some(" "), Some("a")), series_key(Some(""), Some("b")));
    assert!(tasks(&[], Grouping::Owner).has_several_series());
}

/// Rows whose owners, days and status are drawn from few, so that they meet.
fn rows() -> impl Strategy<Value = Vec<TaskRow>> {
    let owners = proptest::collection::vec(proptest::sample::select(vec!["Ann", "ann", "Bo", "Crew", ""]), 0..4);
    let due =
        proptest::option::of(proptest::sample::select(vec!["2026-01-01", "2026-02-16", "2026-02-23", "2026-09-01"]));
    let status = proptest::sample::select(vec![Status::Open, Status::Done, Status::Dropped]);
    let one = (0_u32..5, owners, due, status);
    proptest::collection::vec(one, 0..30).prop_map(|all| {
        let all = (1..).zip(all);
        all.map(|(n, (meeting, owners, due, status))| row(meeting, n, &owners, due, status)).collect()
    })
}

proptest! {
    #[test]
    fn every_item_stands_in_a_group_and_but_for_owners_in_no_second_one(rows in rows()) {
        for grouping in [Grouping::Owner, Grouping::Due, Grouping::Series, Grouping::Meeting] {
            let tasks = Tasks::new(rows.clone(), Vec::new(), grouping, day(TODAY));
            let listed: Vec<&ItemRef> =
                tasks.groups().into_iter().flat_map(|group| group.rows).map(|row| &row.item.item).collect();
            let once: BTreeSet<&ItemRef> = listed.iter().copied().collect();
            let all: BTreeSet<&ItemRef> = rows.iter().map(|row| &row.item.item).collect();
            prop_assert_eq!(&once, &all);
            prop_assert!(grouping == Grouping::Owner || listed.len() == all.len());
        }
    }

    #[test]
    fn the_sum_over_the_owners_is_all_that_somebody_owns(rows in rows()) {
        let all = Tasks::new(rows.clone(), Vec::new(), Grouping::Owner, day(TODAY));
        let owned: BTreeSet<&ItemRef> =
            rows.iter().filter(|row| !row.item.action.owners.is_empty()).map(|row| &row.item.item).collect();
        let mut sum = BTreeSet::new();
        for group in all.groups() {
            let GroupKey::Owner(name) = group.key else { continue };
            for row in group.rows {
                prop_assert!(row.is_owned_by(name));
                sum.insert(&row.item.item);
            }
        }
        prop_assert_eq!(sum, owned);
    }
}
