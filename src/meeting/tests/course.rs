//! Slots that stand elsewhere, minutes that change hands, cuts.

use super::*;
use crate::meeting::schedule::{self, Cut};
use crate::meeting::{Mark, plan_changes, restate};

fn titles(team: &Sitting) -> Vec<Vec<&str>> {
    team.meeting().days.iter().map(|day| day.slots.iter().map(|slot| slot.plan.title.as_str()).collect()).collect()
}

fn two_days() -> Sitting {
    Sitting::of(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"], &["09:00 Data"]])
}

#[test]
fn a_slot_goes_behind_another_or_first_on_a_day_and_comes_home_by_undo_or_by_hand() {
    let mut team = two_days();
    let (welcome, news, data) = (team.id("Welcome"), team.id("News"), team.id("Data"));
    team.take(Command::MoveSlot(news, Some(data), 0)).unwrap();
    assert_eq!(titles(&team), [vec!["Welcome", "Plans"], vec!["Data", "News"]]);
    assert!(team.slot("News").moved);
    team.undo();
    assert_eq!(titles(&team)[0], ["Welcome", "News", "Plans"]);
    assert!(!team.slot("News").moved);
    team.take(Command::MoveSlot(news, None, 1)).unwrap();
    assert_eq!(titles(&team)[1], ["News", "Data"]);
    team.take(Command::MoveSlot(news, Some(welcome), 0)).unwrap();
    assert_eq!(titles(&team)[0], ["Welcome", "News", "Plans"]);
    assert!(!team.slot("News").moved, "it stands where the agenda has it");
}

#[test]
fn what_is_beyond_a_day_is_not_given_and_an_undo_takes_back_what_was() {
    let mut team = two_days();
    let welcome = team.id("Welcome");
    team.take(Command::Give(welcome, 24 * 60)).unwrap();
    assert_eq!(team.take(Command::Give(welcome, 5)), Err(Refusal::Unchanged));
    team.undo();
    assert_eq!(team.slot("Welcome").given, 0);
}

#[test]
fn slots_swapped_twice_stand_as_before() {
    let mut team = two_days();
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take(Command::SwapSlot(welcome)).unwrap();
    assert_eq!(titles(&team)[0], ["News", "Welcome", "Plans"]);
    team.take(Command::SwapSlot(news)).unwrap();
    assert_eq!(titles(&team)[0], ["Welcome", "News", "Plans"]);
    assert!(team.meeting().slots().all(|slot| !slot.moved));
    assert_eq!(team.take(Command::SwapSlot(team.id("Data"))), Err(Refusal::NothingAfter));
}

#[test]
fn what_was_held_stays_where_it_was_held() {
    let mut team = two_days();
    let (welcome, plans) = (team.id("Welcome"), team.id("Plans"));
    team.take(Command::TakeUp(welcome)).unwrap();
    let held = Err(Refusal::Held("Welcome".to_owned()));
    assert_eq!(team.take(Command::MoveSlot(welcome, Some(plans), 0)), held);
    assert_eq!(team.take(Command::SwapSlot(welcome)), held);
    assert_eq!(team.take(Command::MoveSlot(plans, None, 7)), Err(Refusal::NoDay));
    assert_eq!(team.take(Command::MoveSlot(plans, Some(plans), 0)), Err(Refusal::Unchanged));
    assert_eq!(team.take(Command::MoveSlot(plans, Some(team.id("News")), 0)), Err(Refusal::Unchanged));
}

#[test]
fn minutes_given_are_those_that_were_taken_and_one_undo_gives_them_back() {
    let mut team = two_days();
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take(Command::Trade(welcome, news, 10)).unwrap();
    assert_eq!((team.slot("Welcome").given, team.slot("News").given), (10, -10));
    team.take(Command::Trade(welcome, news, 600)).unwrap();
    assert_eq!((team.slot("Welcome").given, team.slot("News").given), (30, -30), "News has 30 minutes and no more");
    assert_eq!(team.take(Command::Trade(welcome, news, 5)), Err(Refusal::Unchanged));
    team.undo();
    team.undo();
    assert_eq!((team.slot("Welcome").given, team.slot("News").given), (0, 0));
}

#[test]
fn all_cuts_are_one_act() {
    let mut team = two_days();
    let (news, plans) = (team.id("News"), team.id("Plans"));
    team.take(Command::Cut(vec![Cut::Shorten(news, 10), Cut::Park(plans)])).unwrap();
    assert_eq!((team.slot("News").given, team.slot("Plans").mark), (-10, Some(Mark::Parked)));
    team.undo();
    assert_eq!((team.slot("News").given, team.slot("Plans").mark), (0, None));
    assert_eq!(team.take(Command::Cut(Vec::new())), Err(Refusal::Unchanged));
}

#[test]
fn an_edited_agenda_leaves_a_moved_slot_where_it_stands_and_has_nothing_to_say_of_it() {
    let mut team = two_days();
    let (news, data) = (team.id("News"), team.id("Data"));
    team.take(Command::MoveSlot(news, Some(data), 0)).unwrap();
    let same = agenda(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"], &["09:00 Data"]]);
    assert_eq!(plan_changes(team.meeting(), &same), Vec::<String>::new());
    let edited = agenda(&[&["09:00 Welcome", "09:30 News", "10:00 Plans", "10:30 Demo"], &["09:00 Data"]]);
    assert_eq!(plan_changes(team.meeting(), &edited), ["new: 10:30 Demo"]);
    team.take(Command::ReviseAgenda(Box::new(edited))).unwrap();
    assert_eq!(titles(&team), [vec!["Welcome", "Plans", "Demo"], vec!["Data", "News"]]);
    assert!(team.slot("News").moved);
}

#[test]
fn a_meeting_stated_once_more_has_its_slots_where_they_stand() {
    let mut team = two_days();
    let (news, plans, data) = (team.id("News"), team.id("Plans"), team.id("Data"));
    team.take(Command::MoveSlot(news, Some(data), 0)).unwrap();
    team.take(Command::MoveSlot(plans, None, 0)).unwrap();
    let mut again = Meeting::default();
    for event in restate(team.meeting()) {
        again.apply(&stamp("10:00"), &event);
    }
    let stands =
        |meeting: &Meeting| -> Vec<(SlotId, bool)> { meeting.slots().map(|slot| (slot.id, slot.moved)).collect() };
    assert_eq!(stands(&again), stands(team.meeting()));
    assert_eq!(schedule::of_agenda(&again), schedule::of_agenda(team.meeting()));
}

#[test]
fn the_plan_of_the_agenda_stays_what_it_was_whatever_is_moved() {
    let mut team = two_days();
    let before = schedule::of_agenda(team.meeting());
    let (news, data) = (team.id("News"), team.id("Data"));
    team.take(Command::MoveSlot(news, Some(data), 0)).unwrap();
    let after = schedule::of_agenda(team.meeting());
    for planned in before {
        assert!(after.contains(&planned), "{planned:?}");
    }
}

#[test]
fn a_projection_foretold_is_the_one_that_comes() {
    let mut team = two_days();
    team.say("Welcome", &["hello"]);
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take(Command::TakeUp(welcome)).unwrap();
    let swap = decide(team.meeting(), Command::SwapSlot(news), ANN, &team.now).unwrap();
    let foretold = schedule::after(team.meeting(), &swap, &team.now);
    team.take(Command::SwapSlot(news)).unwrap();
    assert_eq!(foretold, schedule::project(team.meeting(), &team.now));
}

#[test]
fn a_slot_that_is_split_keeps_what_it_had_and_the_rest_takes_what_was_left() {
    let mut team = two_days();
    let (welcome, data) = (team.id("Welcome"), team.id("Data"));
    team.take(Command::TakeUp(welcome)).unwrap();
    let split = |behind, minutes| Command::Split { slot: welcome, minutes, behind: Some(behind), day: 0 };
    team.take_at("09:10", split(data, None)).unwrap();
    assert_eq!(titles(&team)[1], ["Data", "Welcome (continued)"]);
    let rest = team.slot("Welcome (continued)");
    assert_eq!((rest.continues, rest.plan.minutes, rest.unplanned), (Some(welcome), Some(20), true));
    assert_eq!(team.slot("Welcome").given, -20, "10 of 30 minutes are spent");
    assert!(team.slot("Welcome").is_running(), "only the scribe says when something else begins");
    team.undo();
    assert_eq!((titles(&team)[1].as_slice(), team.slot("Welcome").given), (["Data"].as_slice(), 0));
    team.redo();
    // A second rest of the same slot, with a length of its own; there is nothing left to take.
    team.take(split(welcome, Some(15))).unwrap();
    assert_eq!(titles(&team)[0], ["Welcome", "Welcome (continued 2)", "News", "Plans"]);
    assert_eq!(team.slot("Welcome (continued 2)").plan.minutes, Some(15));
    assert_eq!(team.slot("Welcome").given, -20);
}

#[test]
fn a_slot_that_has_not_begun_is_halved_and_one_set_aside_is_not_split() {
    let mut team = two_days();
    let news = team.id("News");
    let split = |minutes| Command::Split { slot: news, minutes, behind: Some(news), day: 0 };
    team.take(split(None)).unwrap();
    assert_eq!((team.slot("News").given, team.slot("News (continued)").plan.minutes), (-15, Some(15)));
    team.undo();
    team.take(split(Some(50))).unwrap();
    assert_eq!((team.slot("News").given, team.slot("News (continued)").plan.minutes), (-30, Some(50)));
    team.undo();
    team.take(Command::Mark(news, Some(Mark::Parked))).unwrap();
    assert_eq!(team.take(split(None)), Err(Refusal::SetAside("News".to_owned())));
    let nowhere = Command::Split { slot: team.id("Plans"), minutes: None, behind: None, day: 5 };
    assert_eq!(team.take(nowhere), Err(Refusal::NoDay));
}

#[test]
fn a_rest_over_its_time_has_no_length_and_slots_that_continue_each_other_are_told_apart() {
    let mut team = two_days();
    let welcome = team.id("Welcome");
    team.take(Command::TakeUp(welcome)).unwrap();
    team.take_at("09:45", Command::Split { slot: welcome, minutes: None, behind: Some(welcome), day: 0 }).unwrap();
    let rest = team.slot("Welcome (continued)").id;
    assert_eq!((team.slot("Welcome").given, team.slot("Welcome (continued)").plan.minutes), (0, None));
    team.take(Command::Split { slot: rest, minutes: Some(5), behind: Some(rest), day: 0 }).unwrap();
    assert_eq!(team.slot("Welcome (continued 2)").continues, Some(rest));
}

#[test]
fn minutes_given_to_a_slot_of_unknown_length_are_given_from_now() {
    let mut team = two_days();
    let (plans, data) = (team.id("Plans"), team.id("Data"));
    let left = |team: &Sitting, slot| {
        let planned = schedule::planned(team.meeting()).into_iter().find(|planned| planned.slot == slot).unwrap();
        planned.minutes
    };
    assert_eq!(left(&team, plans), None, "the last of its day");
    team.take(Command::TakeUp(plans)).unwrap();
    team.take_at("09:12", Command::Give(plans, 5)).unwrap();
    assert_eq!(left(&team, plans), Some(17), "12 are gone, 5 are to come");
    team.take_at("09:14", Command::Give(plans, 5)).unwrap();
    assert_eq!(left(&team, plans), Some(22), "now its length is known");
    team.take(Command::Give(data, 20)).unwrap();
    assert_eq!(left(&team, data), Some(20), "it has not begun");
}

#[test]
fn a_parked_slot_that_is_given_a_place_is_to_be_held_there() {
    let mut team = two_days();
    let (news, data) = (team.id("News"), team.id("Data"));
    team.take(Command::Mark(news, Some(Mark::Parked))).unwrap();
    team.take(Command::MoveSlot(news, Some(data), 0)).unwrap();
    assert_eq!((team.slot("News").mark, titles(&team)[1].as_slice()), (None, ["Data", "News"].as_slice()));
    team.undo();
    assert_eq!((team.slot("News").mark, titles(&team)[0][1]), (Some(Mark::Parked), "News"));
}
