use proptest::prelude::*;

use super::*;
use crate::meeting::{Attended, Was, visits};

fn at(day: u32) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-01-{day:02}T09:00:00Z")).unwrap()
}

/// `Ann Lee <a@x> @ann #7 =A. Lee`: a name, then an address, a handle, an account and aliases as far as they are known.
fn person(text: &str) -> Person {
    let mut person = Person::default();
    let rest = text.split_inclusive([' ']).fold(String::new(), |name, word| {
        let bare = word.trim();
        match bare.chars().next() {
            Some('<') => person.email = Some(bare.trim_matches(['<', '>']).to_owned()),
            Some('@') => person.handle = Some(bare.to_owned()),
            Some('#') => person.account = Some(bare.trim_start_matches('#').to_owned()),
            Some('=') => person.aliases.push(bare.trim_start_matches('=').replace('_', " ")),
            _ => return name + word,
        }
        name
    });
    person.name = rest.trim().to_owned();
    person
}

fn meeting(day: u32, people: &[&str], named: &[&str]) -> Participants {
    Participants {
        id: format!("m{day}"),
        slug: format!("m{day}"),
        opened: Some(at(day)),
        people: people.iter().map(|text| person(text)).collect(),
        named: named.iter().map(|&name| name.to_owned()).collect(),
        ..Participants::default()
    }
}

fn names(directory: &Directory) -> Vec<(&str, Vec<&str>)> {
    directory.people.iter().map(|it| (it.name.as_str(), it.aliases.iter().map(String::as_str).collect())).collect()
}

fn of(meetings: &[Participants]) -> Directory {
    Directory::of(meetings)
}

#[test]
fn one_address_account_handle_or_name_is_one_person_and_the_newest_roster_says_how_they_are_called() {
    for (one, other) in [
        ("Ann Lee <a@x>", "A. Lee <A@X>"),
        ("Ann Lee #7", "A. Lee #7"),
        ("Ann Lee @ann", "A. Lee @Ann"),
        ("Ann Lee @ann", "A. Lee @ann <a@x>"),
    ] {
        let directory = of(&[meeting(1, &[one], &[]), meeting(2, &[other], &[])]);
        assert_eq!(names(&directory), [("A. Lee", vec!["Ann Lee"])], "{one} {other}");
        assert_eq!(directory.conflicts, []);
    }
    let directory = of(&[meeting(2, &["Ann Lee @ann"], &[]), meeting(1, &["ann  LEE <a@x>"], &["ANN lee"])]);
    assert_eq!(directory.people.len(), 1);
    let ann = &directory.people[0];
    assert_eq!((ann.name.as_str(), ann.email.as_deref(), ann.handle.as_deref()), ("Ann Lee", Some("a@x"), Some("ann")));
}

#[test]
fn nothing_is_guessed_from_a_part_of_a_name() {
    let directory = of(&[meeting(1, &["Ann Lee", "Ann Bo"], &["Ann", "Lee"]), meeting(2, &["A. Lee"], &[])]);
    let names: Vec<_> = directory.people.iter().map(|contact| (contact.name.as_str(), contact.on_a_roster)).collect();
    assert_eq!(names, [("A. Lee", true), ("Ann", false), ("Ann Bo", true), ("Ann Lee", true), ("Lee", false)]);
}

#[test]
fn two_of_one_name_with_different_addresses_are_two_and_it_is_told() {
    let meetings =
        [meeting(1, &["Ann Lee <a@x>"], &[]), meeting(2, &["Ann Lee <b@y>"], &[]), meeting(3, &["Ann Lee"], &[])];
    let directory = of(&meetings);
    assert_eq!(directory.people.len(), 3, "the third meeting does not say which of them");
    let by = vec!["a@x".to_owned(), "b@y".to_owned()];
    assert_eq!(directory.conflicts, [Conflict::SameName { name: "Ann Lee".to_owned(), by }]);
    let email = |meeting: &str| directory.person(Some(meeting), "ann lee").and_then(|contact| contact.email.as_deref());
    assert_eq!([email("m1"), email("m2"), email("m3")], [Some("a@x"), Some("b@y"), None]);
    assert!(directory.person(None, "Ann Lee").is_some_and(|contact| contact.email.is_none()));
    // A new address of the same person is said by an alias, once.
    let said = meeting(4, &["Ann Lee <b@y> =a@x"], &[]);
    let directory = of(&[meetings.as_slice(), &[said]].concat());
    assert_eq!(names(&directory), [("Ann Lee", vec!["a@x"])]);
    assert_eq!((directory.people[0].email.as_deref(), directory.conflicts.len()), (Some("b@y"), 0));
}

#[test]
fn a_handle_with_the_same_name_outlives_an_address_and_one_of_two_names_and_addresses_is_two_people() {
    let directory = of(&[meeting(1, &["Ann Lee <a@x> @ann"], &[]), meeting(2, &["Ann Lee <b@y> @ann"], &[])]);
    assert_eq!(names(&directory), [("Ann Lee", vec!["a@x"])]);
    let directory = of(&[meeting(1, &["Jim Botha <j@x> @jim"], &[]), meeting(2, &["Jim Dann <d@y> @jim"], &[])]);
    assert_eq!(names(&directory), [("Jim Botha", vec![]), ("Jim Dann", vec![])]);
    let names = vec!["Jim Botha".to_owned(), "Jim Dann".to_owned()];
    assert_eq!(directory.conflicts, [Conflict::SameHandle { handle: "jim".to_owned(), names }]);
}

#[test]
fn an_alias_joins_other_spellings_handles_and_addresses_and_is_no_name_to_show() {
    let said = "Wil O'Mullane <w@x> =W._O'Mullane =womullan =old@x";
    let older = ["W. O'Mullane <w@old>", "William <old@x>", "Will @womullan"];
    let mut meetings: Vec<_> = (2..).zip(older).map(|(day, text)| meeting(day, &[text], &[])).collect();
    meetings.push(meeting(1, &[said], &[]));
    meetings.push(meeting(9, &[], &["W. O'Mullane"]));
    let directory = of(&meetings);
    let aliases = vec!["old@x", "w@old", "W. O'Mullane", "Wil O'Mullane", "William", "womullan"];
    let shown: Vec<_> = directory.people.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!(shown, ["Will"], "the newest of those that nobody calls an alias");
    for alias in aliases {
        assert_eq!(directory.called(alias), [0], "{alias}");
    }
    assert_eq!(directory.people[0].handle.as_deref(), Some("womullan"));
    assert_eq!(directory.shown(Some("m9"), "W. O'Mullane"), "Will");
}

#[test]
fn an_alias_that_several_people_are_called_joins_nobody_and_is_told() {
    let meetings = [
        meeting(1, &["Ann Lee <a@x>"], &[]),
        meeting(2, &["Ann Lee <b@y>"], &[]),
        meeting(3, &["Annie <c@z> =Ann_Lee"], &[]),
    ];
    let directory = of(&meetings);
    assert_eq!(directory.people.len(), 3);
    assert!(directory.conflicts.iter().any(|it| matches!(it, Conflict::UnclearAlias { name, .. } if name == "Annie")));
}

#[test]
fn what_one_roster_gives_to_two_names_tells_nobody_apart() {
    let both = meeting(1, &["Ann Lee <office@x>", "Bo Chen <office@x>"], &[]);
    let directory = of(&[both, meeting(2, &["Cy <office@x>"], &[])]);
    assert_eq!(directory.people.len(), 3);
    let names = ["Ann Lee", "Bo Chen", "Cy"].map(str::to_owned).to_vec();
    assert_eq!(directory.conflicts, [Conflict::SameKey { key: "office@x".to_owned(), names }]);
}

#[test]
fn a_copy_of_a_meeting_with_an_older_roster_contradicts_nothing() {
    let copy = Participants { slug: "copy".to_owned(), ..meeting(1, &["A. Lee <a@x>"], &[]) };
    let directory = of(&[meeting(1, &["Ann Lee <a@x>"], &[]), copy]);
    assert_eq!((directory.people.len(), directory.conflicts.len()), (1, 0));
}

#[test]
fn a_group_is_no_person_and_whoever_stands_on_the_same_roster_is_nobodys_alias() {
    let mut crew = meeting(1, &["Ann Lee =Bo", "Bo"], &["crew"]);
    crew.groups = vec!["Crew".to_owned()];
    let directory = of(&[crew, meeting(2, &[], &["CREW"])]);
    assert_eq!(names(&directory).len(), 2);
    assert_eq!((directory.groups.as_slice(), directory.who(None, "crew")), (&["Crew".to_owned()][..], None));
}

#[test]
fn the_next_roster_has_the_newest_spelling_and_address_and_keeps_the_old_name_as_an_alias() {
    let meetings = [meeting(1, &["W. O'M <w@x> @wil", "Bo"], &[]), meeting(2, &["Wil O'Mullane <w@x>"], &[])];
    let directory = of(&meetings);
    let people = [meetings[0].people.as_slice(), &[person("Wil O'Mullane")]].concat();
    let mut last = crate::meeting::Meeting { id: "m1".to_owned(), people, ..Default::default() };
    last.head.chair = vec!["w. o'm".to_owned(), "Zed".to_owned()];
    directory.renew(&mut last);
    assert_eq!(last.head.chair, ["Wil O'Mullane", "Zed"]);
    let [wil, bo] = last.people.as_slice() else { panic!("{:?}", last.people) };
    assert_eq!((wil.name.as_str(), wil.handle.as_deref(), bo), ("Wil O'Mullane", Some("wil"), &meetings[0].people[1]));
    assert_eq!(wil.aliases, ["W. O'M"]);
}

#[test]
fn a_roster_alone_says_of_nobody_that_they_were_there() {
    let mut first = meeting(1, &["Ann Lee <a@x>", "Bo", "Cy"], &[]);
    let stay = (at(1), None);
    first.attended = vec![
        Attended { name: "Ann Lee".to_owned(), seconds: 600, stays: vec![stay], ..Attended::default() },
        Attended { name: "Bo".to_owned(), regrets: true, ..Attended::default() },
    ];
    first.chair = vec!["Cy".to_owned()];
    let second = meeting(2, &["A. Lee <a@x>"], &[]);
    let copy = Participants { slug: "copy".to_owned(), ..first.clone() };
    let meetings = [second, first, copy];
    let directory = of(&meetings);
    let was = visits(&directory, &meetings);
    let of = |name: &str| {
        let at = directory.who(None, name).unwrap();
        was[at].iter().map(|visit| (visit.meeting, visit.was.clone(), visit.chaired)).collect::<Vec<_>>()
    };
    let there = Was::Present { seconds: 600, stays: vec![stay] };
    assert_eq!(of("A. Lee"), [(1, there, false), (0, Was::NotSaid, false)]);
    assert_eq!((of("Bo"), of("Cy")), (vec![(1, Was::Regrets, false)], vec![(1, Was::NotSaid, true)]));
}

#[test]
fn ten_thousand_people_are_told_apart_quickly() {
    let people: Vec<String> = (0..10_000).map(|n| format!("P {n} <p{n}@x> @h{} =alias_{}", n / 2, n / 3)).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let meetings: Vec<Participants> = (1..4).map(|day| meeting(day, &people, &[])).collect();
    let began = std::time::Instant::now();
    assert_eq!(of(&meetings).people.len(), 10_000);
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
}

fn any_person() -> impl Strategy<Value = Person> {
    let name =
        || prop::sample::select(vec!["Ann Lee", "ann  lee", "A. Lee", "Bo", "Wil", "a@x"]).prop_map(str::to_owned);
    let email = prop::sample::select(vec!["a@x", "A@X", "b@y"]).prop_map(str::to_owned);
    let handle = prop::sample::select(vec!["ann", "@Ann", "bo"]).prop_map(str::to_owned);
    let account = prop::sample::select(vec!["7", "8"]).prop_map(str::to_owned);
    let alias = prop::sample::select(vec!["A. Lee", "Bo", "@ann", "b@y", "7"]).prop_map(str::to_owned);
    let some = prop::option::weighted;
    (name(), some(0.3, email), some(0.3, handle), some(0.2, account), prop::collection::vec(alias, 0..2)).prop_map(
        |(name, email, handle, account, aliases)| Person { name, handle, email, account, aliases, ..Person::default() },
    )
}

fn any_meetings() -> impl Strategy<Value = Vec<Participants>> {
    let named = prop::sample::select(vec!["Ann Lee", "BO", "Crew", "Zed"]).prop_map(str::to_owned);
    let one = (prop::collection::vec(any_person(), 0..4), prop::collection::vec(named, 0..3), any::<bool>());
    prop::collection::vec(one, 0..7).prop_map(|all| {
        let meeting = |(nth, (people, named, crew)): (u32, (Vec<Person>, Vec<String>, bool))| Participants {
            people,
            named,
            groups: if crew { vec!["Crew".to_owned()] } else { Vec::new() },
            ..meeting(nth + 1, &[], &[])
        };
        (0..).zip(all).map(meeting).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_order_the_meetings_come_in_the_people_are_the_same(
        (meetings, shuffled) in any_meetings().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        prop_assert_eq!(of(&meetings), of(&shuffled));
    }

    #[test]
    fn nobody_is_lost_and_whoever_has_an_address_is_one_person(meetings in any_meetings()) {
        let directory = of(&meetings);
        let is_group = |name: &str| directory.groups.iter().any(|group| name_key(group) == name_key(name));
        for meeting in &meetings {
            for person in &meeting.people {
                let found = directory.who(Some(&meeting.id), &person.name);
                prop_assert!(found.is_some(), "{} of {}", person.name, meeting.id);
            }
            for name in meeting.named.iter().filter(|name| !is_group(name)) {
                prop_assert!(!directory.called(name).is_empty(), "{name}");
            }
        }
        for address in ["a@x", "b@y", "7", "8"] {
            let shared = |it: &Conflict| matches!(it, Conflict::SameKey { key, .. } if key == address);
            let having = directory.people.iter().filter(|contact| {
                [&contact.email, &contact.account].into_iter().flatten().any(|key| handle_key(key) == address)
            });
            prop_assert!(having.count() <= 1 || directory.conflicts.iter().any(shared), "{address}");
        }
    }

    #[test]
    fn a_meeting_that_says_nothing_new_changes_nothing(meetings in any_meetings()) {
        let directory = of(&meetings);
        let copy = |it: &Participants| Participants { slug: format!("{} again", it.slug), ..it.clone() };
        let again = meetings.iter().map(copy);
        let twice: Vec<Participants> = meetings.iter().cloned().chain(again).collect();
        let twice = of(&twice);
        prop_assert_eq!((directory.people, directory.conflicts), (twice.people, twice.conflicts));
    }
}
