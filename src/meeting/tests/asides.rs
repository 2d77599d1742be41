//! What is noted beside the lines: who is there, who speaks, slots that no agenda has, time given and taken.

use chrono::TimeDelta;

use super::*;
use crate::meeting::{Mark, Presence, Role, Stay};

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn titles(team: &Sitting) -> Vec<&str> {
    team.meeting().slots().map(|slot| slot.plan.title.as_str()).collect()
}

/// Who was there from when to when.
fn stays(team: &Sitting, name: &str) -> Vec<String> {
    let time = |stamp: &Stamp| team.meeting().local(stamp.at).format("%H:%M").to_string();
    let stay = |stay: &Stay| format!("{}–{}", time(&stay.from), stay.to.as_ref().map(time).unwrap_or_default());
    team.meeting().attendance_of(name).iter().flat_map(|attendance| &attendance.stays).map(stay).collect()
}

#[test]
fn arrivals_and_departures_carry_their_times() {
    let mut team = Sitting::one_day();
    team.take(Command::Attend(names(&["Ann", "Bo"]), Presence::Present)).unwrap();
    team.take_at("09:20", Command::Attend(names(&["Bo"]), Presence::Left)).unwrap();
    team.take_at("09:40", Command::Attend(names(&["Bo"]), Presence::Present)).unwrap();
    assert_eq!(stays(&team, "Bo"), ["09:00–09:20", "09:40–"]);
    assert!(team.meeting().is_present("Bo"));
    team.undo();
    assert_eq!(stays(&team, "Bo"), ["09:00–09:20"]);
    team.redo();
    team.take_at("11:00", Command::Close).unwrap();
    assert_eq!(stays(&team, "Ann"), ["09:00–"], "who never left was there to the end");
}

#[test]
fn who_comes_and_is_not_on_the_roster_joins_it_and_leaves_it_with_an_undo() {
    let mut team = Sitting::one_day();
    team.take(Command::Attend(names(&["Cy"]), Presence::Present)).unwrap();
    assert_eq!(team.meeting().people[0].name, "Cy");
    team.undo();
    assert!(team.meeting().people.is_empty() && team.meeting().attendance.is_empty());
}

#[test]
fn who_is_known_to_be_there_does_no_harm_to_the_others() {
    let mut team = Sitting::one_day();
    let attend = |team: &mut Sitting, who: &[&str], presence| team.take(Command::Attend(names(who), presence));
    attend(&mut team, &["Ann"], Presence::Present).unwrap();
    attend(&mut team, &["Ann", "Bo"], Presence::Present).unwrap();
    assert_eq!(attend(&mut team, &["Ann", "Bo"], Presence::Present), Err(Refusal::IsThere("Ann".into())));
    assert_eq!(attend(&mut team, &["Ann"], Presence::Regrets), Err(Refusal::IsThere("Ann".into())));
    assert_eq!(attend(&mut team, &["Ann", "Cy"], Presence::Left), Err(Refusal::IsNotThere("Cy".into())));
    assert_eq!(attend(&mut team, &[], Presence::Present), Err(Refusal::Nobody));
    attend(&mut team, &["Cy"], Presence::Regrets).unwrap();
    assert_eq!(attend(&mut team, &["Cy"], Presence::Regrets), Err(Refusal::Unchanged));
    attend(&mut team, &["Cy"], Presence::Present).unwrap();
    assert!(!team.meeting().attendance_of("Cy").unwrap().regrets, "Cy came after all");
}

#[test]
fn an_office_is_held_as_the_agenda_says_until_somebody_takes_it() {
    let mut team = Sitting::one_day();
    assert!(team.meeting().holders(Role::Chair).is_empty());
    team.take(Command::Appoint(Role::Chair, names(&["Ann"]))).unwrap();
    team.take(Command::Appoint(Role::Chair, names(&["Bo", "Cy"]))).unwrap();
    assert_eq!(team.meeting().holders(Role::Chair), ["Bo", "Cy"]);
    assert_eq!(team.take(Command::Appoint(Role::Chair, names(&["Bo", "Cy"]))), Err(Refusal::Unchanged));
    assert_eq!(team.take(Command::Appoint(Role::Scribe, vec![])), Err(Refusal::Nobody));
    team.undo();
    assert_eq!(team.meeting().holders(Role::Chair), ["Ann"]);
    team.undo();
    let mut plan = agenda(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"]]);
    plan.head.chair = names(&["Dee"]);
    team.take(Command::ReviseAgenda(Box::new(plan))).unwrap();
    assert_eq!(team.meeting().holders(Role::Chair), ["Dee"]);
    team.redo();
    assert_eq!(team.meeting().holders(Role::Chair), ["Ann"], "what was said in the meeting counts");
}

#[test]
fn the_floor_goes_to_the_next_who_waits_and_back_with_an_undo() {
    let mut team = Sitting::one_day();
    let news = team.id("News");
    team.take(Command::TakeUp(news)).unwrap();
    team.take(Command::Queue(names(&["Ann", "Bo", "Cy"]))).unwrap();
    team.take(Command::Queue(names(&["Ann", "Dee"]))).unwrap();
    assert_eq!(team.take(Command::Queue(names(&["Dee"]))), Err(Refusal::Waits("Dee".into())));
    team.take(Command::Unqueue(names(&["Bo"]))).unwrap();
    assert_eq!(team.take(Command::Unqueue(names(&["Bo"]))), Err(Refusal::DoesNotWait("Bo".into())));
    assert_eq!(team.meeting().queue, ["Ann", "Cy", "Dee"]);
    team.undo();
    assert_eq!(team.meeting().queue, ["Ann", "Bo", "Cy", "Dee"], "Bo waits in the old place");
    let speaking = |team: &Sitting| team.slot("News").speaking().map(|turn| turn.name.clone());
    team.take_at("09:10", Command::GiveFloor(news, None)).unwrap();
    assert_eq!(team.take(Command::GiveFloor(news, Some("Ann".into()))), Err(Refusal::Speaks("Ann".into())));
    team.take_at("09:13", Command::GiveFloor(news, Some("Dee".into()))).unwrap();
    assert_eq!((speaking(&team).as_deref(), team.meeting().queue.len()), (Some("Dee"), 2));
    team.undo();
    assert_eq!(speaking(&team).as_deref(), Some("Ann"), "Ann was not done after all");
    assert_eq!(team.meeting().queue, ["Bo", "Cy", "Dee"]);
    team.redo();
    team.take_at("09:15", Command::EndFloor).unwrap();
    assert_eq!(team.take(Command::EndFloor), Err(Refusal::NobodySpeaks));
    let minutes = team.slot("News").speaking_times(&stamp("10:00"));
    assert_eq!(minutes, [("Ann", TimeDelta::minutes(3)), ("Dee", TimeDelta::minutes(2))]);
    team.take(Command::Unqueue(names(&["Bo", "Cy"]))).unwrap();
    assert_eq!(team.take(Command::GiveFloor(news, None)), Err(Refusal::NobodyWaits));
}

#[test]
fn a_turn_ends_when_the_clock_of_its_slot_stops() {
    let ends: [fn(&Sitting) -> Command; 6] = [
        |_| Command::Pause,
        |_| Command::Leave,
        |_| Command::Close,
        |team| Command::TakeUp(team.id("Plans")),
        |team| Command::OpenSlot("Budget".to_owned(), None, team.id("News")),
        |team| Command::Mark(team.id("News"), Some(Mark::Parked)),
    ];
    for end in ends {
        let mut team = Sitting::one_day();
        team.take(Command::TakeUp(team.id("News"))).unwrap();
        team.take(Command::GiveFloor(team.id("News"), Some("Ann".into()))).unwrap();
        let command = end(&team);
        team.take_at("09:05", command.clone()).unwrap();
        assert_eq!(team.meeting().on_the_floor(), None, "{command:?}");
        let minutes = team.slot("News").speaking_times(&stamp("10:00"));
        assert_eq!(minutes, [("Ann", TimeDelta::minutes(5))], "{command:?}");
    }
}

#[test]
fn a_turn_that_an_undo_would_take_up_again_does_not_count_the_time_between_two_sittings() {
    let mut team = Sitting::one_day();
    team.take(Command::TakeUp(team.id("News"))).unwrap();
    team.take(Command::GiveFloor(team.id("News"), Some("Ann".into()))).unwrap();
    team.take_at("09:05", Command::EndFloor).unwrap();
    team.take_at("09:06", Command::Leave).unwrap();
    team.now = stamp("11:00");
    team.undo();
    let minutes = team.slot("News").speaking_times(&stamp("12:00"));
    assert_eq!(minutes, [("Ann", TimeDelta::minutes(6))]);
}

#[test]
fn a_slot_that_no_agenda_has_is_opened_after_another_and_its_clock_starts() {
    let mut team = Sitting::one_day();
    team.take(Command::TakeUp(team.id("Welcome"))).unwrap();
    team.take_at("09:10", Command::OpenSlot("Budget".to_owned(), None, team.id("Welcome"))).unwrap();
    assert_eq!(titles(&team), ["Welcome", "Budget", "News", "Plans"]);
    assert_eq!((team.runs("Welcome"), team.runs("Budget")), (names(&["09:00–09:10"]), names(&["09:10–"])));
    assert!(team.slot("Budget").unplanned);
    team.add("Budget", note("too small"));
    team.undo();
    team.undo();
    assert_eq!(titles(&team), ["Welcome", "News", "Plans"]);
    assert_eq!(team.runs("Welcome"), ["09:00–"]);
    team.redo();
    team.redo();
    assert_eq!((titles(&team)[1], team.outline("Budget")), ("Budget", names(&["too small"])));
    assert_eq!(team.runs("Welcome"), ["09:00–09:10"]);
    let nowhere = SlotId(crate::meeting::Id { writer: ANN, n: 999 });
    assert_eq!(team.take(Command::OpenSlot("X".to_owned(), None, nowhere)), Err(Refusal::NoSlot));
    assert_eq!(team.take(Command::OpenSlot(" ".to_owned(), None, team.id("News"))), Err(Refusal::Empty));
}

#[test]
fn a_slot_opened_in_the_meeting_stays_where_it_stood_while_the_agenda_is_edited() {
    let mut team = Sitting::one_day();
    team.take(Command::OpenSlot("Budget".to_owned(), None, team.id("News"))).unwrap();
    team.add("Budget", note("too small"));
    let mut revise = |days: &[&[&str]]| {
        team.take(Command::ReviseAgenda(Box::new(agenda(days)))).unwrap();
        titles(&team).join(", ")
    };
    assert_eq!(revise(&[&["Guests", "Welcome", "News", "Plans"]]), "Guests, Welcome, News, Budget, Plans");
    assert_eq!(revise(&[&["Guests", "Welcome", "Plans"]]), "Guests, Welcome, Budget, Plans");
    assert_eq!(revise(&[&["Plans", "Lunch"]]), "Budget, Plans, Lunch");
    assert_eq!(revise(&[&["Lunch"]]), "Budget, Lunch");
    assert_eq!(revise(&[&["Tea"]]), "Tea, Budget");
    assert_eq!(revise(&[]), "Budget");
    assert_eq!(team.outline("Budget"), ["too small"]);
}

#[test]
fn a_slot_opened_in_the_meeting_is_planned_once_the_agenda_has_its_title() {
    let mut team = Sitting::one_day();
    team.take(Command::OpenSlot("Budget".to_owned(), None, team.id("News"))).unwrap();
    let budget = team.id("Budget");
    let plan = agenda(&[&["09:00 Welcome", "09:30 News", "09:45 budget", "10:00 Plans"]]);
    assert_eq!(crate::meeting::plan_changes(team.meeting(), &plan), ["now planned: 09:45 budget"]);
    team.take(Command::ReviseAgenda(Box::new(plan.clone()))).unwrap();
    assert_eq!(team.id("budget"), budget);
    assert!(!team.slot("budget").unplanned);
    assert!(crate::meeting::plan_changes(team.meeting(), &plan).is_empty());
}

#[test]
fn a_slot_that_was_set_aside_is_held_after_all_once_it_is_taken_up() {
    let mut team = Sitting::one_day();
    let news = team.id("News");
    team.take(Command::TakeUp(news)).unwrap();
    team.take_at("09:05", Command::Mark(news, Some(Mark::Skipped))).unwrap();
    assert_eq!((team.slot("News").mark, team.runs("News")), (Some(Mark::Skipped), names(&["09:00–09:05"])));
    assert_eq!(team.take(Command::Mark(news, Some(Mark::Skipped))), Err(Refusal::Unchanged));
    team.take(Command::ReviseAgenda(Box::new(agenda(&[&["News", "Plans"]])))).unwrap();
    assert_eq!(team.slot("News").mark, Some(Mark::Skipped), "an edited agenda does not say otherwise");
    team.take_at("09:10", Command::TakeUp(news)).unwrap();
    assert_eq!((team.slot("News").mark, team.runs("News").len()), (None, 2));
    team.undo();
    assert_eq!((team.slot("News").mark, team.runs("News").len()), (Some(Mark::Skipped), 1));
    team.take(Command::Mark(news, None)).unwrap();
    assert_eq!(team.slot("News").mark, None);
}

#[test]
fn minutes_given_to_a_slot_add_up_and_stay_with_it() {
    let mut team = Sitting::one_day();
    let news = team.id("News");
    team.take(Command::Give(news, 10)).unwrap();
    team.take(Command::Give(news, -4)).unwrap();
    assert_eq!(team.slot("News").given, 6);
    assert_eq!(team.take(Command::Give(news, 0)), Err(Refusal::Unchanged));
    team.undo();
    assert_eq!(team.slot("News").given, 10);
    team.take(Command::ReviseAgenda(Box::new(agenda(&[&["News"]])))).unwrap();
    assert_eq!(team.slot("News").given, 10);
}
