use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::agenda::{read, write};
use crate::meeting::{
    Act, ActionItem, Cause, Command, Content, EntryId, Id, Ledger, Mark, TalkingPoint, WriterId, decide, open,
};

const ANN: WriterId = WriterId(0xa);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn wall(time: &str) -> Stamp {
    Stamp::wall(DateTime::parse_from_rfc3339(&format!("2026-01-05T{time}:00+01:00")).unwrap())
}

/// A meeting of this agenda, in which the commands were done at nine.
fn held(agenda: Agenda, does: &[&dyn Fn(&Meeting) -> Command]) -> Meeting {
    let mut ledger = Ledger::new(ANN);
    let commit = |ledger: &mut Ledger, events| {
        ledger.commit(&Act { stamp: wall("09:00"), events, cause: Cause::Fresh, clears: None });
    };
    commit(&mut ledger, vec![open(agenda, "m1".into(), "team".into(), None, "Europe/Rome".into(), ANN)]);
    for command in does {
        let events = decide(&ledger.meeting, command(&ledger.meeting), ANN, &wall("09:00")).unwrap();
        commit(&mut ledger, events);
    }
    ledger.meeting
}

fn id(meeting: &Meeting, title: &str) -> SlotId {
    meeting.slots().find(|slot| slot.plan.title == title).unwrap().id
}

fn said(title: &'static str, kind: Kind, text: &'static str) -> impl Fn(&Meeting) -> Command {
    move |meeting| {
        let content = Content { kind, text: text.to_owned(), ..Content::default() };
        Command::Add { slot: id(meeting, title), after: None, lines: vec![(0, content)] }
    }
}

fn marked(title: &'static str, mark: Mark) -> impl Fn(&Meeting) -> Command {
    move |meeting| Command::Mark(id(meeting, title), Some(mark))
}

fn item(number: u32, text: &str, owners: &[&str]) -> Item {
    Item {
        item: ItemRef { meeting: Some("m0".to_owned()), entry: EntryId(Id { writer: ANN, n: number }) },
        slug: Some("before".to_owned()),
        title: "Team".to_owned(),
        slot: None,
        topic: "Budget".to_owned(),
        raised: Some(wall("09:00").at),
        text: text.to_owned(),
        tickets: Vec::new(),
        noted_as: None,
        action: ActionItem {
            number,
            owners: owners.iter().map(|&owner| owner.to_owned()).collect(),
            ..ActionItem::default()
        },
        carried: 0,
        settled_in: None,
    }
}

fn when() -> When {
    When { next: Some(day("2026-01-12")), last: Some(day("2026-01-05")), today: day("2026-01-06") }
}

const AGENDA: &str = "\
---
title: Team 2026-01-05
series: Team
timezone: Europe/Rome
chair: Ann Lee
next meeting: [2026-01-12, 2026-01-19]
people:
  - { name: Ann Lee, handle: ann }
  - Bo Chen
groups: [Everyone]
mood: sunny
---

# Monday: 2026-01-05

## 09:00 Round table (10m)
Recurs: yes
Slides: old.pdf

- who is away

## 09:10 Budget (20m)
Chair: Bo Chen

- last year
  - travel

## 09:30 Coffee (15m)
Kind: break
Recurs: yes

## 09:45 Hiring (30m)
Chair: Ann Lee
Put off: 2025-12-22

## 10:15 Colours (10m)

## 10:25 Lunch
Kind: break

## Requests

- the new stapler (10m)
";

fn team() -> Agenda {
    read(AGENDA.as_bytes(), "team").unwrap().agenda
}

/// What was discussed: the round table and the budget.
fn team_held() -> Meeting {
    let noted = [said("Round table", Kind::Note, "all here"), said("Budget", Kind::Note, "fine")];
    let idea = said("Budget", Kind::Idea, "a plant for the office");
    let parked = marked("Colours", Mark::Parked);
    held(team(), &[&noted[0], &noted[1], &idea, &parked])
}

fn titles(agenda: &Agenda) -> Vec<&str> {
    agenda.days.iter().flat_map(|day| &day.slots).map(|slot| slot.title.as_str()).collect()
}

#[test]
fn an_idea_comes_as_a_request_that_says_where_it_arose() {
    let agenda = Next::after(&team_held(), &wall("11:00"), &[], when()).agenda(&BTreeMap::new());
    let idea = agenda.requests.iter().find(|request| request.topic == "a plant for the office").expect("a request");
    assert!(idea.notes.starts_with("noted in Budget: "), "{}", idea.notes);
}

#[test]
fn a_topic_comes_back_if_it_was_not_discussed_or_recurs_and_the_open_items_are_gone_through_first() {
    let items = [item(2, "draft the plan", &["Ann Lee"]), item(3, "book a room", &[])];
    let next = Next::after(&team_held(), &wall("11:00"), &items, when());
    let agenda = next.agenda(&BTreeMap::new());
    assert_eq!(titles(&agenda), ["Review action items", "Round table", "Coffee", "Hiring", "Colours"]);
    let slots = &agenda.days[0].slots;
    let points: Vec<&str> = slots[0].topics.iter().map(|point| point.text.as_str()).collect();
    let expected = [
        "action-2 Ann Lee — draft the plan (since 2026-01-05, Budget)",
        "action-3 book a room (since 2026-01-05, Budget)",
    ];
    assert_eq!((points.as_slice(), slots[0].is_review()), (expected.as_slice(), true));
    assert_eq!(slots[0].start, chrono::NaiveTime::from_hms_opt(9, 0, 0), "the day begins as it did");
    assert_eq!((slots[1].start, slots[1].minutes, slots[1].put_off.len()), (None, Some(10), 0));
    assert_eq!((slots[1].topics[0].text.as_str(), slots[1].attachments.len()), ("who is away", 0));
    assert_eq!(slots[2].start, chrono::NaiveTime::from_hms_opt(9, 30, 0), "a break that recurs stays where it was");
    assert_eq!(slots[3].put_off, [day("2025-12-22"), day("2026-01-05")]);
    assert_eq!((slots[3].chair.as_slice(), slots[3].minutes), (["Ann Lee".to_owned()].as_slice(), Some(30)));
    assert_eq!(slots[4].put_off, [day("2026-01-05")]);
}

#[test]
fn the_head_is_the_last_ones_with_the_next_date() {
    let agenda = Next::after(&team_held(), &wall("11:00"), &[], when()).agenda(&BTreeMap::new());
    let head = &agenda.head;
    assert_eq!((head.title.as_str(), head.series.as_deref()), ("Team 2026-01-12", Some("Team")));
    assert_eq!((head.follows.as_deref(), head.next_meetings.as_slice()), (Some("m1"), [day("2026-01-19")].as_slice()));
    assert_eq!((agenda.days[0].date, agenda.days[0].title.as_str()), (Some(day("2026-01-12")), "Monday"));
    assert_eq!((agenda.people.len(), agenda.groups.len(), head.chair.len()), (2, 1, 1));
    assert_eq!(head.description, "");
    let topics: Vec<&str> = agenda.requests.iter().map(|request| request.topic.as_str()).collect();
    assert_eq!(topics, ["a plant for the office", "the new stapler"]);
}

#[test]
fn what_is_left_out_stands_in_the_text_with_its_reason() {
    let items = [item(2, "draft the plan", &["Ann Lee"])];
    let next = Next::after(&team_held(), &wall("11:00"), &items, when());
    let number = |text: &str| next.offers().iter().find(|(_, offer)| offer.text == text).unwrap().0;
    assert!(next.offers().iter().all(|(_, offer)| offer.needs_reason() == (offer.group == Group::Items)));
    let left_out = [("action-2 draft the plan", "no longer needed"), ("Hiring", ""), ("Bo Chen", "")];
    let left_out = left_out.map(|(text, reason)| (number(text), reason.to_owned())).into_iter().collect();
    let agenda = next.agenda(&left_out);
    assert_eq!(titles(&agenda), ["Round table", "Coffee", "Colours"]);
    assert_eq!(agenda.people.len(), 1);
    let expected = "Not carried over:\n\n- action-2 draft the plan — no longer needed\n- Hiring";
    assert_eq!(agenda.head.description, expected);
    assert_eq!(read(write(&agenda).as_bytes(), "x").unwrap().agenda, agenda);
}

#[test]
fn what_comes_can_be_put_in_another_order_within_its_group() {
    let items = [item(2, "draft the plan", &[]), item(3, "book a room", &[])];
    let parked = [marked("Colours", Mark::Skipped), marked("Budget", Mark::Skipped)];
    let mut next = Next::after(&held(team(), &[&parked[0], &parked[1]]), &wall("11:00"), &items, when());
    let number = |next: &Next, text: &str| next.offers().iter().find(|(_, it)| it.text.contains(text)).unwrap().0;
    let before = next.agenda(&BTreeMap::new());
    assert_eq!(
        titles(&before),
        ["Review action items", "Round table", "Budget", "Coffee", "Hiring", "Colours"],
        "as the meeting had them"
    );
    let order = ["Colours", "book a room", "Coffee", "Bo Chen"].map(|text| number(&next, text));
    next.arrange(&[&order[..], &[order[0], 9_999]].concat());
    let agenda = next.agenda(&BTreeMap::new());
    assert_eq!(titles(&agenda), ["Review action items", "Coffee", "Colours", "Round table", "Budget", "Hiring"]);
    assert_eq!(agenda.days[0].slots[1].start, None, "a break that is moved has no time of its own");
    assert!(agenda.days[0].slots[0].topics[0].text.starts_with("action-3 "));
    assert_eq!(agenda.people[0].name, "Bo Chen");
    assert_eq!(next.offers().len(), before.people.len() + before.requests.len() + items.len() + 5);
}

#[test]
fn it_is_known_how_long_everything_takes() {
    let next = Next::after(&team_held(), &wall("11:00"), &[], when());
    let minutes = |text: &str| next.offers().iter().find(|(_, offer)| offer.text == text).unwrap().1.minutes;
    assert_eq!(["Hiring", "Coffee", "the new stapler", "Bo Chen"].map(minutes), [Some(30), Some(15), Some(10), None]);
    assert_eq!((next.minutes_besides(), next.title()), (0, "Team 2026-01-12"));
}

#[test]
fn what_else_there_is_to_know_is_offered_and_days_are_written_as_files_have_them() {
    let mut due = item(2, "draft the plan", &["Ann Lee"]);
    due.action.due = Some(day("2026-01-30"));
    let next = Next::after(&team_held(), &wall("11:00"), &[due, item(3, "book a room", &[])], when());
    let details = |text: &str| next.offers().iter().find(|(_, it)| it.text.contains(text)).unwrap().1.details.clone();
    let text = |text: &str| Detail::Text(text.to_owned());
    let since = Detail::Since(day("2026-01-05"));
    assert_eq!(details("draft the plan"), [text("Ann Lee"), Detail::Due(day("2026-01-30")), since, text("Budget")]);
    let put_off = |first, times| Detail::PutOff { first: day(first), times };
    assert_eq!(details("Hiring"), [text("Ann Lee"), Detail::Minutes(30), put_off("2025-12-22", 2)]);
    assert_eq!(details("Colours"), [Detail::Minutes(10), put_off("2026-01-05", 1)]);
    let written = write(&next.agenda(&BTreeMap::new()));
    assert!(written.contains("(due 2026-01-30, since 2026-01-05, Budget)"), "{written}");
}

#[test]
fn the_slot_that_reviews_action_items_stays_where_it_stood_and_its_list_is_the_present_one() {
    let slot = |title: &str| PlannedSlot { title: title.to_owned(), ..PlannedSlot::default() };
    let point = |text: &str| TalkingPoint { text: text.to_owned(), children: Vec::new() };
    let review = PlannedSlot {
        topics: vec![point("action-1 Ann — gone"), point("and the tickets")],
        ..slot("Review of action items")
    };
    let day = PlannedDay { slots: vec![slot("Welcome"), review], ..PlannedDay::default() };
    let head = Head { title: "Team".to_owned(), ..Head::default() };
    let meeting = held(Agenda { head, days: vec![day], ..Agenda::default() }, &[]);
    let agenda = Next::after(&meeting, &wall("11:00"), &[item(2, "x", &[])], when()).agenda(&BTreeMap::new());
    assert_eq!(titles(&agenda), ["Welcome", "Review of action items"]);
    let points: Vec<&str> = agenda.days[0].slots[1].topics.iter().map(|point| point.text.as_str()).collect();
    assert_eq!(points, ["action-2 x (since 2026-01-05, Budget)", "and the tickets"]);
}

#[test]
fn the_next_date_is_the_stated_one_else_as_far_away_as_the_last_was() {
    let (last, before, today) = (Some(day("2026-01-12")), Some(day("2026-01-05")), day("2026-01-13"));
    assert_eq!(next_date(last, &[day("2026-01-20")], before, today), Some(day("2026-01-20")));
    assert_eq!(next_date(last, &[day("2026-01-05")], before, today), Some(day("2026-01-19")));
    assert_eq!(next_date(last, &[], before, day("2026-01-30")), Some(day("2026-02-02")), "no day that is over");
    assert_eq!(next_date(last, &[], None, today), None);
    assert_eq!(next_date(None, &[], None, today), None);
}

#[test]
fn a_date_in_the_title_becomes_the_next_one_in_its_own_form() {
    for (title, expected, without) in [
        ("Team 2026-01-05", "Team 2026-02-09", "Team"),
        ("Team, January 5, 2026 (weekly)", "Team, February 9, 2026 (weekly)", "Team weekly"),
        ("5.1.2026", "9.2.2026", "5.1.2026"),
        ("Team", "Team", "Team"),
    ] {
        assert_eq!(dates::title_for(title, Some(day("2026-02-09"))), expected);
        assert_eq!(dates::title_for(title, None), without);
    }
}

#[test]
fn a_day_that_is_called_after_its_weekday_is_called_after_the_new_one() {
    assert_eq!(dates::day_title("Monday", Some(day("2026-02-10"))), "Tuesday");
    assert_eq!(dates::day_title("Monday", None), "");
    assert_eq!(dates::day_title("Day 1", Some(day("2026-02-10"))), "Day 1");
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zé]{1,8}( [a-z]{1,8}){0,3}",
        1 => Just("<!-- x".to_owned()),
        1 => Just("[x] done".to_owned()),
        1 => Just("`code* _a_ | b".to_owned()),
        1 => Just("## Title\nKind: break".to_owned()),
        1 => Just("\u{1b}[31m red".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_was_said_the_next_agenda_reads_back_as_it_was_made(
        texts in proptest::collection::vec(words(), 0..4),
        topics in proptest::collection::vec("[a-z]{2,8}( [a-z]{1,6})?", 1..5),
        ideas in proptest::collection::vec(words(), 0..3),
        left_out in proptest::collection::btree_map(0..12_usize, words(), 0..4),
    ) {
        let slots = topics.iter().map(|title| PlannedSlot { title: title.clone(), minutes: Some(10), ..PlannedSlot::default() });
        let day = PlannedDay { date: Some(day("2026-01-05")), slots: slots.collect(), ..PlannedDay::default() };
        let head = Head { title: "Team".to_owned(), series: Some("Team".to_owned()), ..Head::default() };
        let mut meeting = held(Agenda { head, days: vec![day], ..Agenda::default() }, &[]);
        for text in ideas {
            let content = Content { kind: Kind::Idea, text, ..Content::default() };
            let slot = meeting.slots().next().unwrap().id;
            let command = Command::Add { slot, after: None, lines: vec![(0, content)] };
            let events = decide(&meeting, command, ANN, &wall("09:00")).unwrap();
            for event in &events {
                meeting.apply(&wall("09:00"), event);
            }
        }
        let items: Vec<Item> = (1..).zip(&texts).map(|(number, text)| item(number, text, &["Ann Lee"])).collect();
        let agenda = Next::after(&meeting, &wall("11:00"), &items, when()).agenda(&left_out);
        let read = read(write(&agenda).as_bytes(), "x").unwrap().agenda;
        prop_assert_eq!(read, agenda);
    }
}

#[test]
fn that_it_was_put_off_is_said_of_a_topic_and_not_of_one_that_recurs_anyway() {
    let once = PlannedSlot { put_off: vec![day("2026-01-05")], ..PlannedSlot::default() };
    assert_eq!(super::said::of_slot(&once), [Detail::PutOff { first: day("2026-01-05"), times: 1 }]);
    assert_eq!(super::said::of_slot(&PlannedSlot { recurs: true, ..once }), []);
}
