//! An agenda that was edited: which slot is which, and that nothing anybody said moves.

use super::*;
use crate::meeting::{Person, plan_changes};

/// Merges a plan and says what changed.
fn revise(team: &mut Sitting, days: &[&[&str]]) -> Vec<String> {
    let changes = plan_changes(team.meeting(), &agenda(days));
    team.take(Command::ReviseAgenda(Box::new(agenda(days)))).unwrap();
    assert!(plan_changes(team.meeting(), &agenda(days)).is_empty(), "merging twice changes nothing");
    changes
}

#[test]
fn the_same_agenda_changes_nothing() {
    let team = Sitting::one_day();
    assert!(plan_changes(team.meeting(), &agenda(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"]])).is_empty());
}

#[test]
fn a_renamed_slot_is_known_by_its_time_and_keeps_its_minutes() {
    let mut team = Sitting::one_day();
    team.say("News", &["budget"]);
    let news = team.id("News");
    let changes = revise(&mut team, &[&["09:00 Welcome", "09:30 Project news", "10:00 Plans"]]);
    assert_eq!(changes, ["09:30 Project news: was “News”"]);
    assert_eq!(team.id("Project news"), news);
    assert_eq!(team.outline("Project news"), ["budget"]);
}

#[test]
fn a_slot_on_another_day_is_known_by_its_title() {
    let mut team = Sitting::of(&[&["09:00 Welcome", "09:30 News"], &["09:00 Plans"]]);
    team.say("News", &["budget"]);
    let news = team.id("News");
    let changes = revise(&mut team, &[&["09:00 Welcome"], &["09:00 Plans", "09:30 News"]]);
    assert_eq!(changes, ["on another day now: 09:30 News"]);
    assert_eq!(team.meeting().days[1].slots[1].id, news);
    assert_eq!(team.outline("News"), ["budget"]);
}

#[test]
fn a_slot_that_is_gone_stays_only_where_something_happened_in_it() {
    let mut team = Sitting::one_day();
    team.say("News", &["budget"]);
    let changes = revise(&mut team, &[&["09:00 Welcome"]]);
    assert_eq!(changes, ["no longer planned: 09:30 News (kept: it has minutes)", "no longer planned: 10:00 Plans"]);
    let titles: Vec<_> = team.meeting().slots().map(|slot| (slot.plan.title.as_str(), slot.withdrawn)).collect();
    assert_eq!(titles, [("Welcome", false), ("News", true)]);
    assert_eq!(team.outline("News"), ["budget"]);
    let changes = revise(&mut team, &[&["09:00 Welcome", "09:30 News"]]);
    assert_eq!(changes, ["back again: 09:30 News"]);
    assert!(!team.slot("News").withdrawn);
}

#[test]
fn a_new_slot_does_not_inherit_the_minutes_of_one_that_left_its_time() {
    let mut team = Sitting::one_day();
    team.say("News", &["budget"]);
    revise(&mut team, &[&["09:00 Welcome", "10:00 Plans"]]);
    let changes = revise(&mut team, &[&["09:00 Welcome", "09:30 Demo", "10:00 Plans"]]);
    assert_eq!(changes, ["new: 09:30 Demo"]);
    assert!(team.outline("Demo").is_empty());
    assert_eq!(team.outline("News"), ["budget"]);
}

#[test]
fn of_two_slots_with_one_title_each_is_known_by_its_time() {
    let mut team = Sitting::of(&[&["10:30 Break", "11:00 News", "15:00 Break"]]);
    let afternoon = team.meeting().days[0].slots[2].id;
    let changes = revise(&mut team, &[&["11:00 News", "15:00 Break"]]);
    assert_eq!(changes, ["no longer planned: 10:30 Break"]);
    assert_eq!(team.id("Break"), afternoon);
}

#[test]
fn another_order_is_said_and_entries_go_with_their_slots() {
    let mut team = Sitting::of(&[&["Welcome", "News", "Plans"]]);
    team.say("News", &["budget"]);
    let changes = revise(&mut team, &[&["Plans", "News", "Welcome"]]);
    assert_eq!(changes, ["the order of the slots"]);
    assert_eq!(team.outline("News"), ["budget"]);
}

#[test]
fn a_new_slot_gets_an_identity_of_its_own() {
    let mut team = Sitting::one_day();
    team.say("News", &["budget", "plan"]);
    revise(&mut team, &[&["09:00 Welcome", "09:15 Demo", "09:30 News", "10:00 Plans"]]);
    let (demo, plan) = (team.id("Demo"), team.entry("plan"));
    assert!(demo.0.n > plan.0.n, "{demo} may not be a name that {plan} or another had before");
}

#[test]
fn people_join_and_those_who_joined_by_hand_stay() {
    let mut team = Sitting::one_day();
    let person = |name: &str| Person { name: name.to_owned(), ..Person::default() };
    team.take(Command::AddPerson(person("Bo"))).unwrap();
    let mut plan = agenda(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"]]);
    plan.people = vec![person("Ann")];
    plan.groups = vec!["Board".to_owned()];
    assert_eq!(plan_changes(team.meeting(), &plan), ["the people"]);
    team.take(Command::ReviseAgenda(Box::new(plan))).unwrap();
    let names: Vec<_> = team.meeting().people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ann", "Bo"]);
    assert_eq!(team.meeting().groups, ["Board"]);
}

#[test]
fn each_detail_that_changed_is_named() {
    let mut team = Sitting::one_day();
    let mut plan = agenda(&[&["09:00 Welcome", "09:45 News", "Plans"]]);
    let slots = &mut plan.days[0].slots;
    slots[0].minutes = Some(20);
    slots[0].chair = vec!["Ann".to_owned()];
    slots[1].topics = vec![crate::meeting::TalkingPoint { text: "budget".into(), children: vec![] }];
    plan.head.location = Some("Room 5".to_owned());
    plan.days[0].title = "Day 1".to_owned();
    let changes = plan_changes(team.meeting(), &plan);
    let expected = [
        "09:00 Welcome: length, chair",
        "09:45 News: was at 09:30, talking points",
        "Plans: was at 10:00",
        "the meeting's head (title, place, zone, chair, …)",
        "the days",
    ];
    assert_eq!(changes, expected);
    team.take(Command::ReviseAgenda(Box::new(plan.clone()))).unwrap();
    plan.days[0].slots[2].description = "bring numbers".to_owned();
    assert_eq!(plan_changes(team.meeting(), &plan), ["Plans: details"]);
}
