//! Action items of earlier meetings, what becomes of them and of one's own, and minutes that are approved.
//!
//! Not here: several meetings together (see `register`), and random ones (see `tests/domain`).

use super::writers::{BO, By, Pair};
use super::*;
use crate::meeting::{
    CarriedItem, Correction, Id, ItemChanges, ItemRef, Presence, Stage, Status, Version, corrections, restate,
};

/// Has seen everything that there is so far.
const ALL: u64 = 999;

fn earlier(n: u32) -> ItemRef {
    ItemRef { meeting: Some("before".to_owned()), entry: EntryId(Id { writer: BO, n }) }
}

fn carried(number: u32, text: &str) -> CarriedItem {
    CarriedItem {
        item: earlier(number),
        number,
        text: text.to_owned(),
        owners: vec!["Ann".to_owned()],
        due: chrono::NaiveDate::from_ymd_opt(2019, 10, 21),
        priority: None,
        tickets: Vec::new(),
        raised: None,
        title: "Team, a week before".to_owned(),
        topic: "Plans".to_owned(),
        carried: 0,
    }
}

fn became(status: Status, reason: Option<&str>) -> ItemChanges {
    ItemChanges { status: Some(status), reason: reason.map(str::to_owned), ..ItemChanges::default() }
}

/// A meeting that began with action-12 and action-14.
fn with_two() -> Sitting {
    let mut team = Sitting::one_day();
    let items = vec![carried(12, "draft the plan"), carried(14, "book the room")];
    team.take(Command::Carry(items, 15)).unwrap();
    team
}

impl Sitting {
    fn review(&mut self, item: ItemRef, changes: ItemChanges) -> Result<EntryId, Refusal> {
        let slot = self.id("News");
        self.take(Command::Review { slot, item, changes })?;
        Ok(self.slot("News").entries.last().unwrap().id)
    }

    fn own(&self, text: &str) -> ItemRef {
        ItemRef { meeting: None, entry: self.entry(text) }
    }

    fn stand(&self) -> Vec<(u32, Status)> {
        self.meeting().carried_items().iter().map(|(carried, now)| (carried.number, now.status)).collect()
    }
}

#[test]
fn what_is_said_of_an_earlier_item_is_a_line_and_taking_it_out_takes_it_back() {
    let mut team = with_two();
    let line = team.review(earlier(12), became(Status::Done, Some("sent on Monday"))).unwrap();
    assert_eq!(team.outline("News"), ["action-12 (draft the plan): done, sent on Monday"]);
    assert_eq!(team.stand(), [(12, Status::Done), (14, Status::Open)]);
    let (_, now) = team.meeting().carried_numbered(12).unwrap();
    assert_eq!(now.reason.as_deref(), Some("sent on Monday"));
    team.take(Command::Remove(line)).unwrap();
    assert_eq!(team.stand(), [(12, Status::Open), (14, Status::Open)]);
    team.undo();
    assert_eq!(team.stand(), [(12, Status::Done), (14, Status::Open)]);
    team.undo();
    assert_eq!((team.stand()[0].1, team.outline("News").len()), (Status::Open, 0));
    team.redo();
    assert_eq!((team.stand()[0].1, team.outline("News").len()), (Status::Done, 1));
}

#[test]
fn a_line_that_says_it_may_be_worded_otherwise_and_stand_elsewhere_and_says_it_still() {
    let mut team = with_two();
    let line = team.review(earlier(14), became(Status::Dropped, Some("no longer needed"))).unwrap();
    team.take(Command::Revise(line, note("nobody needs the room"))).unwrap();
    team.take(Command::MoveTo(line, team.id("Plans"))).unwrap();
    assert_eq!(team.outline("Plans"), ["nobody needs the room"]);
    assert_eq!(team.stand(), [(12, Status::Open), (14, Status::Dropped)]);
    assert_eq!(team.meeting().carried, [carried(12, "draft the plan"), carried(14, "book the room")]);
}

#[test]
fn of_several_lines_on_one_item_each_part_is_as_it_was_said_last() {
    let mut team = with_two();
    let due = chrono::NaiveDate::from_ymd_opt(2019, 11, 4);
    let owners = vec!["Bo".to_owned(), "Cy".to_owned()];
    team.now = stamp("09:31");
    team.review(earlier(12), ItemChanges { owners: Some(owners.clone()), ..ItemChanges::default() }).unwrap();
    team.now = stamp("09:32");
    team.review(earlier(12), ItemChanges { due: Some(due), ..ItemChanges::default() }).unwrap();
    team.now = stamp("09:33");
    team.review(earlier(12), became(Status::Done, None)).unwrap();
    let (_, now) = team.meeting().carried_numbered(12).unwrap();
    assert_eq!((now.owners, now.due, now.status), (owners, due, Status::Done));
    let said = ["now Bo, Cy", "due Mon 4 Nov 2019", "done"].map(|said| format!("action-12 (draft the plan): {said}"));
    assert_eq!(team.outline("News"), said);
    assert_eq!(team.review(earlier(12), became(Status::Done, None)), Err(Refusal::Unchanged));
    team.review(earlier(12), ItemChanges::default()).unwrap();
    assert_eq!(team.outline("News")[3], "action-12 (draft the plan): still open");
}

#[test]
fn only_an_item_that_the_meeting_carries_or_noted_can_be_talked_about() {
    let mut team = with_two();
    assert_eq!(team.review(earlier(13), became(Status::Done, None)), Err(Refusal::NotCarried));
    let plain = team.add("Plans", note("nothing to do"));
    let item = ItemRef { meeting: None, entry: plain };
    assert_eq!(team.review(item, became(Status::Done, None)), Err(Refusal::NotAnAction));
    assert_eq!(team.outline("News").len(), 0);
}

#[test]
fn what_is_said_of_an_item_of_the_meeting_itself_changes_it_in_the_same_act() {
    let mut team = Sitting::one_day();
    team.add("Plans", action("print it", "Ann"));
    let by_name = ItemRef { meeting: Some("id".to_owned()), ..team.own("print it") };
    team.review(by_name, became(Status::Done, Some("on paper"))).unwrap();
    let item = |team: &Sitting| team.meeting().action_numbered(1).unwrap().1.as_action().unwrap().clone();
    assert_eq!((item(&team).status, item(&team).reason.as_deref()), (Status::Done, Some("on paper")));
    assert_eq!(team.outline("News"), ["action-1 (print it): done, on paper"]);
    assert_eq!(team.review(team.own("print it"), became(Status::Done, Some("on paper"))), Err(Refusal::Unchanged));
    let words = ItemChanges { reason: Some("thanks".to_owned()), ..ItemChanges::default() };
    team.review(team.own("print it"), words).unwrap();
    assert_eq!(team.outline("News")[1], "action-1 (print it): thanks");
    team.undo();
    team.undo();
    assert_eq!((item(&team).status, item(&team).reason, team.outline("News").len()), (Status::Open, None, 0));
    team.redo();
    assert_eq!((item(&team).status, team.outline("News").len()), (Status::Done, 1));
    team.take(Command::SetStatus(team.entry("print it"), Status::Open)).unwrap();
    assert_eq!(item(&team).reason, None, "why it was done says nothing about an open one");
}

#[test]
fn the_lines_of_two_who_did_not_know_of_each_other_both_stay_and_the_later_counts() {
    let mut pair = Pair::after(&["said"]);
    pair.take(By(ANN, ALL), Command::Carry(vec![carried(12, "draft the plan")], 13));
    let slot = pair.id("News");
    let says = |pair: &Pair, status, writer, time| {
        let command = Command::Review { slot, item: earlier(12), changes: became(status, None) };
        decide(pair.meeting(), command, writer, &stamp(time)).unwrap()
    };
    let (anns, bos) = (says(&pair, Status::Done, ANN, "09:31"), says(&pair, Status::Dropped, BO, "09:32"));
    pair.fold(By(ANN, 1), Cause::Fresh, anns);
    pair.fold(By(BO, 3), Cause::Fresh, bos);
    assert_eq!(pair.lines("News").len(), 3);
    let counts = |pair: &Pair| pair.meeting().carried_numbered(12).unwrap().1.status;
    assert_eq!(counts(&pair), Status::Dropped);
    pair.undo(BO);
    assert_eq!(counts(&pair), Status::Done);
}

#[test]
fn an_item_that_is_carried_again_is_known_once_and_as_it_was_said_last() {
    let mut team = with_two();
    let again = || Command::Carry(vec![carried(12, "draft the plan")], 15);
    assert_eq!(team.take(again()), Err(Refusal::Unchanged));
    team.take(Command::Carry(vec![carried(12, "draft the plan"), carried(13, "late")], 15)).unwrap();
    let longer = CarriedItem { carried: 3, ..carried(12, "draft the whole plan") };
    team.take(Command::Carry(vec![longer.clone()], 1)).unwrap();
    assert_eq!(team.meeting().carried, [longer, carried(14, "book the room"), carried(13, "late")]);
    assert!(team.ledger.undo().is_none(), "what a meeting begins with is not taken back by an undo");
    let of_itself = CarriedItem { item: ItemRef { meeting: Some("id".into()), ..earlier(9) }, ..carried(9, "own") };
    team.commit(Cause::Fresh, vec![Event::ItemsCarried { items: vec![of_itself], numbers_from: 0 }]);
    assert_eq!(team.meeting().carried.len(), 3, "an item of the meeting itself is not from an earlier one");
}

#[test]
fn the_meetings_own_numbers_begin_above_all_that_it_carries() {
    let mut team = Sitting::one_day();
    team.add("News", action("before", "Ann"));
    team.take(Command::Carry(vec![carried(12, "draft the plan")], 0)).unwrap();
    team.add("News", action("after", "Ann"));
    team.take(Command::Carry(Vec::new(), 20)).unwrap();
    team.add("News", action("later", "Ann"));
    assert_eq!(team.actions(), [(1, "before"), (13, "after"), (20, "later")]);
    assert_eq!(team.take(Command::Carry(Vec::new(), 21)), Err(Refusal::Unchanged));
}

#[test]
fn a_further_writers_journal_says_by_itself_what_the_meeting_carries() {
    let team = with_two();
    let mut alone = Ledger::new(BO);
    alone.commit(&Act { stamp: team.now, events: restate(team.meeting()), cause: Cause::Fresh, clears: None });
    assert_eq!(alone.meeting.carried, team.meeting().carried);
    assert_eq!(alone.meeting.next_number(), 15);
}

#[test]
fn minutes_are_final_once_they_are_approved_and_until_the_meeting_is_opened_again() {
    let mut team = Sitting::one_day();
    let approve = || Command::Approve(vec!["Ann".to_owned()]);
    assert_eq!((team.meeting().stage(), team.take(approve())), (Stage::Open, Err(Refusal::StillOpen)));
    team.take(Command::Close).unwrap();
    assert_eq!(team.meeting().stage(), Stage::Draft);
    team.take_at("11:00", approve()).unwrap();
    assert_eq!((team.meeting().stage(), team.take(approve())), (Stage::Final, Err(Refusal::IsFinal)));
    assert!(team.ledger.undo().is_none(), "an approval is no edit that an undo takes back");
    team.take_at("12:00", Command::Reopen).unwrap();
    assert_eq!(team.meeting().stage(), Stage::Open);
    team.take_at("12:05", Command::Close).unwrap();
    assert_eq!(team.meeting().stage(), Stage::Draft, "what was approved is not what stands there now");
    team.take_at("12:10", approve()).unwrap();
    let said: Vec<_> = team.meeting().approvals.iter().map(|it| (it.by.join(""), it.at, it.reopened)).collect();
    let ann = || "Ann".to_owned();
    assert_eq!(said, [(ann(), wall("11:00"), Some(wall("12:00"))), (ann(), wall("12:10"), None)]);
}

#[test]
fn what_became_of_an_item_can_be_said_after_the_meeting_and_its_minutes_stay_final() {
    let mut team = Sitting::one_day();
    let entry = team.add("Plans", action("print it", "Ann"));
    team.take(Command::Close).unwrap();
    team.take(Command::Approve(Vec::new())).unwrap();
    assert_eq!(team.take(Command::SetStatus(entry, Status::Done)), Err(Refusal::Closed));
    team.take_at("15:00", Command::FollowUp(entry, became(Status::Done, Some("at last")))).unwrap();
    let item = team.meeting().action_numbered(1).unwrap().1.as_action().unwrap();
    assert_eq!((item.status, item.reason.as_deref()), (Status::Done, Some("at last")));
    assert_eq!((item.changed.status, item.changed.due), (Some(wall("15:00")), None));
    assert_eq!(team.meeting().stage(), Stage::Final);
    assert_eq!(team.take(Command::FollowUp(entry, became(Status::Done, Some("at last")))), Err(Refusal::Unchanged));
}

#[test]
fn another_owner_or_date_recorded_after_the_meeting_leaves_its_minutes_as_they_were_and_is_a_correction_of_approved_ones()
 {
    let mut team = Sitting::one_day();
    let entry = team.add("Plans", action("print it", "Ann"));
    team.take_at("10:30", Command::Close).unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2019, 11, 4);
    let to = |owner: &str| ItemChanges { owners: Some(vec![owner.to_owned()]), ..ItemChanges::default() };
    let item = |team: &Sitting| team.meeting().action_numbered(1).unwrap().1.as_action().unwrap().clone();
    team.take_at("15:00", Command::FollowUp(entry, to("Bo"))).unwrap();
    team.take_at("15:01", Command::FollowUp(entry, ItemChanges { due: Some(day), ..ItemChanges::default() })).unwrap();
    let now = item(&team);
    assert_eq!((now.owners.join(""), now.due), ("Bo".to_owned(), day));
    assert_eq!((now.as_minuted().owners.join(""), now.as_minuted().due), ("Ann".to_owned(), None));
    // What is corrected in the meeting is corrected in its minutes; the rest of them stays.
    team.take_at("16:00", Command::Reopen).unwrap();
    team.take_at("16:01", Command::TakeOwners(entry, vec!["Cem".to_owned()])).unwrap();
    let now = item(&team);
    assert_eq!((now.as_minuted().owners.join(""), now.as_minuted().due), ("Cem".to_owned(), None));
    team.take_at("16:02", Command::Close).unwrap();
    team.take_at("16:03", Command::FollowUp(entry, ItemChanges { due: Some(None), ..ItemChanges::default() })).unwrap();
    assert_eq!(item(&team).minuted, None, "it stands as it was minuted");
}

#[test]
fn a_meeting_that_is_opened_again_to_be_corrected_ended_when_it_was_closed_first_and_one_that_goes_on_later() {
    let mut team = Sitting::one_day();
    team.take_at("09:00", Command::TakeUp(team.id("Welcome"))).unwrap();
    team.take_at("09:00", Command::Attend(vec!["Ann".to_owned()], Presence::Present)).unwrap();
    team.take_at("10:00", Command::Close).unwrap();
    let ended = |team: &Sitting| team.meeting().ended.map(|end| end.at);
    let there = |team: &Sitting| crate::meeting::Digest::of(team.meeting(), &team.now).attendance[0].1;
    team.take_at("15:00", Command::Reopen).unwrap();
    team.add("News", action("print it", "Ann"));
    assert_eq!(there(&team), Some(3600), "while it is corrected, too");
    team.take_at("15:05", Command::Close).unwrap();
    assert_eq!((ended(&team), team.meeting().closed), (Some(wall("10:00")), Some(wall("15:05"))));
    assert_eq!(there(&team), Some(3600));
    team.take_at("16:00", Command::Reopen).unwrap();
    team.take_at("16:00", Command::TakeUp(team.id("Plans"))).unwrap();
    team.take_at("16:30", Command::Close).unwrap();
    assert_eq!((ended(&team), there(&team)), (Some(wall("16:30")), Some(27000)));
}

/// What stood there and what stands there now.
fn differences(found: &[Correction]) -> Vec<(Option<&str>, Option<&str>)> {
    fn text(entry: Option<&crate::meeting::Entry>) -> Option<&str> {
        entry.map(|entry| entry.text.as_str())
    }
    found.iter().map(|it| (text(it.before.as_ref()), text(it.after.as_ref()))).collect()
}

#[test]
fn what_differs_from_the_approved_minutes_is_told_and_what_was_taken_back_is_not() {
    let mut team = Sitting::one_day();
    let mut acts = Vec::new();
    let mut act = |team: &mut Sitting, time: &str, command: Command| {
        team.now = stamp(time);
        let events = decide(team.meeting(), command, ANN, &team.now).unwrap();
        acts.push(Act { stamp: team.now, events: events.clone(), cause: Cause::Fresh, clears: None });
        team.commit(Cause::Fresh, events);
    };
    let opening = open(agenda(&[&["Welcome", "News"]]), "id".into(), "t".into(), None, "UTC".into(), ANN);
    let add = |team: &Sitting, text: &str| Command::Add {
        slot: team.id("News"),
        after: None,
        lines: vec![(0, action(text, "Ann"))],
    };
    for text in ["draft", "print", "read"] {
        let command = add(&team, text);
        act(&mut team, "09:10", command);
    }
    let [draft, print, read] = ["draft", "print", "read"].map(|text| team.entry(text));
    act(&mut team, "10:00", Command::Close);
    act(&mut team, "10:05", Command::Approve(Vec::new()));
    act(&mut team, "10:06", Command::FollowUp(read, became(Status::Done, None)));
    let owned = ItemChanges { owners: Some(vec!["Bo".to_owned()]), ..ItemChanges::default() };
    act(&mut team, "10:07", Command::FollowUp(read, owned));
    act(&mut team, "11:00", Command::Reopen);
    act(&mut team, "11:01", Command::Revise(draft, action("draft it", "Ann")));
    act(&mut team, "11:02", Command::Remove(print));
    act(&mut team, "11:03", Command::Indent(read));
    let command = add(&team, "bind");
    act(&mut team, "11:04", command);
    act(&mut team, "11:05", Command::SetStatus(read, Status::Open));
    act(&mut team, "11:06", Command::SetStatus(read, Status::Done));
    act(&mut team, "11:07", Command::Close);
    act(&mut team, "11:08", Command::Approve(Vec::new()));
    act(&mut team, "12:00", Command::Reopen);
    act(&mut team, "12:01", Command::Revise(draft, action("draft it all", "Ann")));
    let first = Act { stamp: stamp("09:00"), events: vec![opening], cause: Cause::Fresh, clears: None };
    let all: Vec<&Act> = [&first].into_iter().chain(&acts).collect();
    let numbered = |count: usize| {
        let taken = all.iter().take(count).zip(1..);
        corrections(taken.map(|(act, seq)| (Version { writer: ANN, seq }, &[][..], *act)))
    };
    assert!(numbered(7).is_empty(), "that it is done is no correction");
    assert_eq!(differences(&numbered(8)), [(Some("read"), Some("read"))], "that it is another's is one");
    let found = numbered(usize::MAX);
    let expected = [
        (Some("draft"), Some("draft it")),
        (Some("print"), None),
        (None, Some("bind")),
        (Some("read"), Some("read")),
        (Some("draft it"), Some("draft it all")),
    ];
    assert_eq!(differences(&found), expected);
    assert_eq!(found[0].at, wall("11:01"));
    assert_eq!((found[0].by, found[1].slot), (ANN, team.id("News")));
}
