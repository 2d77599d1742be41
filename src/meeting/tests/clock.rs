//! Clocks: taking up, pausing, correcting, and what a slot's time comes to.

use chrono::TimeDelta;

use super::*;

#[test]
fn taking_up_a_slot_stops_the_clock_of_the_other() {
    let mut team = Sitting::one_day();
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take_at("09:02", Command::TakeUp(welcome)).unwrap();
    team.take_at("09:20", Command::TakeUp(news)).unwrap();
    assert_eq!(team.runs("Welcome"), ["09:02–09:20"]);
    assert_eq!(team.runs("News"), ["09:20–"]);
    assert_eq!(team.meeting().current().map(|slot| slot.id), Some(news));
    assert_eq!(team.take(Command::TakeUp(news)), Err(Refusal::Running));
    let nowhere = SlotId(crate::meeting::Id { writer: ANN, n: 99 });
    assert_eq!(team.take(Command::TakeUp(nowhere)), Err(Refusal::NoSlot));
}

#[test]
fn a_pause_is_left_out_of_the_time_spent() {
    let mut team = Sitting::one_day();
    let welcome = team.id("Welcome");
    assert_eq!(team.take(Command::Pause), Err(Refusal::NoClock));
    team.take_at("09:00", Command::TakeUp(welcome)).unwrap();
    team.take_at("09:10", Command::Pause).unwrap();
    team.take_at("09:30", Command::TakeUp(welcome)).unwrap();
    assert_eq!(team.runs("Welcome"), ["09:00–09:10", "09:30–"]);
    let slot = team.slot("Welcome");
    assert_eq!(slot.elapsed(&stamp("09:35")), TimeDelta::minutes(15));
    assert_eq!(slot.started(), Some(wall("09:00")));
    assert_eq!(slot.ended(), None);
}

#[test]
fn of_clocks_that_ran_at_once_the_last_to_stop_says_when_a_slot_ended() {
    let mut slot = Sitting::one_day().slot("Welcome").clone();
    let run = |from, to: Option<&str>| crate::meeting::Run { from: stamp(from), to: to.map(stamp) };
    slot.runs = vec![run("09:00", Some("09:40")), run("09:10", Some("09:20"))];
    assert_eq!(slot.ended(), Some(wall("09:40")));
    slot.runs.push(run("09:30", None));
    assert_eq!(slot.ended(), None);
}

#[test]
fn undoing_a_next_slot_gives_the_time_back() {
    let mut team = Sitting::one_day();
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take_at("09:00", Command::TakeUp(welcome)).unwrap();
    team.take_at("09:10", Command::TakeUp(news)).unwrap();
    team.now = stamp("09:12");
    team.undo();
    assert_eq!(team.runs("Welcome"), ["09:00–"]);
    assert!(team.runs("News").is_empty());
    assert_eq!(team.slot("Welcome").elapsed(&stamp("09:15")), TimeDelta::minutes(15));
    team.redo();
    assert_eq!(team.runs("Welcome"), ["09:00–09:10"]);
    assert_eq!(team.runs("News"), ["09:10–"]);
}

#[test]
fn a_slot_under_ten_seconds_without_an_entry_was_passed_over() {
    let mut team = Sitting::one_day();
    let after = |seconds: u64| {
        let Stamp { at, boot } = stamp("09:00");
        let boot = boot.map(|boot| Boot { ms: boot.ms + seconds * 1000, ..boot });
        Stamp { at: at + TimeDelta::seconds(i64::try_from(seconds).unwrap()), boot }
    };
    team.take(Command::TakeUp(team.id("Welcome"))).unwrap();
    assert!(team.slot("Welcome").was_held(&team.now), "the slot that runs is being held");
    team.now = after(9);
    team.take(Command::TakeUp(team.id("News"))).unwrap();
    assert!(!team.slot("Welcome").was_held(&team.now));
    team.now = after(19);
    team.take(Command::TakeUp(team.id("Plans"))).unwrap();
    assert!(team.slot("News").was_held(&team.now), "ten seconds are a slot");
    team.say("Welcome", &["one word"]);
    assert!(team.slot("Welcome").was_held(&team.now), "somebody said something");
}

#[test]
fn a_corrected_start_cuts_the_slot_before_it() {
    let mut team = Sitting::one_day();
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take_at("09:00", Command::TakeUp(welcome)).unwrap();
    team.take_at("09:20", Command::TakeUp(news)).unwrap();
    team.take_at("09:30", Command::CorrectStart(news, wall("09:12"))).unwrap();
    assert_eq!(team.runs("Welcome"), ["09:00–09:12"]);
    assert_eq!(team.runs("News"), ["09:12–"]);
    assert_eq!(team.slot("News").elapsed(&stamp("09:30")), TimeDelta::minutes(18));
    team.undo();
    assert_eq!(team.runs("Welcome"), ["09:00–09:20"]);
    assert_eq!(team.runs("News"), ["09:20–"]);
}

#[test]
fn a_correction_of_an_earlier_slot_leaves_the_later_ones_alone() {
    let mut team = Sitting::one_day();
    for (time, title) in [("09:05", "Welcome"), ("09:20", "News"), ("09:40", "Plans")] {
        team.take_at(time, Command::TakeUp(team.id(title))).unwrap();
    }
    team.take_at("09:50", Command::CorrectStart(team.id("Welcome"), wall("09:00"))).unwrap();
    assert_eq!(team.runs("Welcome"), ["09:00–09:20"]);
    team.take(Command::CorrectStart(team.id("News"), wall("09:25"))).unwrap();
    assert_eq!(team.runs("News"), ["09:25–09:40"]);
    assert_eq!(team.runs("Welcome"), ["09:00–09:20"], "a later start lengthens nobody's time");
    assert_eq!(team.runs("Plans"), ["09:40–"]);
}

#[test]
fn a_start_that_cannot_be_is_refused_with_its_reason() {
    let mut team = Sitting::one_day();
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take_at("09:10", Command::TakeUp(welcome)).unwrap();
    assert_eq!(team.take(Command::CorrectStart(news, wall("09:05"))), Err(Refusal::NotStarted));
    team.take_at("09:20", Command::TakeUp(news)).unwrap();
    for (slot, time, refusal) in [
        (news, "09:31", Refusal::InTheFuture),
        (news, "09:05", Refusal::BeforeThePrevious),
        (welcome, "09:25", Refusal::AfterItStopped),
    ] {
        assert_eq!(team.take_at("09:30", Command::CorrectStart(slot, wall(time))), Err(refusal), "{time}");
    }
}

#[test]
fn a_clock_that_was_set_by_hand_still_lets_only_one_run() {
    let mut team = Sitting::one_day();
    let (welcome, news) = (team.id("Welcome"), team.id("News"));
    team.take_at("09:00", Command::TakeUp(welcome)).unwrap();
    let open = |time| crate::meeting::Run { from: stamp(time), to: None };
    team.now = stamp("09:20");
    team.commit(Cause::Fresh, vec![Event::ClockSet { slot: news, runs: vec![open("09:05"), open("09:10")] }]);
    assert_eq!(team.runs("News"), ["09:05–09:10", "09:10–"]);
    assert_eq!(team.runs("Welcome"), ["09:00–09:20"]);
}
