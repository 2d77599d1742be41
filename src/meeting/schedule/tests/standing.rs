//! How the running day stands, with times written out.

use super::project::{at, move_behind, run, shown};
use super::*;

pub(super) fn standing_at(meeting: &Meeting, now: &Stamp) -> Option<Standing> {
    standing(meeting, &project(meeting, now), now)
}

/// How the day stands at `now`, with the clock of slot `current` running since `since`: minutes behind, end.
fn stands(slots: &[&str], current: usize, since: &str, now: &str) -> Option<(i64, Option<String>)> {
    let mut meeting = meeting(LOS_ANGELES, Some("2019-10-28"), slots);
    meeting.days[0].slots[current].runs.push(Run { from: stamp(since), to: None });
    let standing = standing_at(&meeting, &stamp(now))?;
    Some((standing.behind.num_minutes(), standing.ends.map(|ends| ends.format("%H:%M").to_string())))
}

const DAY: [&str; 4] = ["09:00 -", "09:45 -", "10:30 30", "11:00 60"];

#[test]
fn a_slot_that_began_late_makes_the_day_late() {
    assert_eq!(stands(&DAY, 0, "09:10:00", "09:20:00"), Some((10, Some("12:10".to_owned()))));
}

#[test]
fn a_slot_that_runs_over_ends_now() {
    assert_eq!(stands(&DAY, 0, "09:00:00", "09:58:00"), Some((13, Some("12:13".to_owned()))));
}

#[test]
fn a_slot_that_began_early_puts_the_day_ahead() {
    assert_eq!(stands(&DAY, 1, "09:30:00", "09:31:00"), Some((-15, Some("11:45".to_owned()))));
}

#[test]
fn minutes_given_to_a_slot_make_the_day_late() {
    let given = ["09:00 - +10", "09:45 -", "10:30 30", "11:00 60"];
    assert_eq!(stands(&given, 0, "09:00:00", "09:20:00"), Some((10, Some("12:10".to_owned()))));
    let given = ["09:00 -", "09:45 - +5", "10:30 30", "11:00 60 +5"];
    assert_eq!(stands(&given, 0, "09:00:00", "09:20:00"), Some((0, Some("12:10".to_owned()))));
    assert_eq!(stands(&["09:00 30 +10"], 0, "09:00:00", "09:20:00"), Some((10, Some("09:40".to_owned()))));
}

#[test]
fn a_slot_that_was_opened_in_the_meeting_stands_against_the_next_one_or_the_end_of_the_last() {
    let slots = ["09:00 30", "+ - - +20", "09:30 30"];
    assert_eq!(stands(&slots, 1, "09:20:00", "09:25:00"), Some((10, Some("10:10".to_owned()))));
    let slots = ["09:00 30", "+ - - +20"];
    assert_eq!(stands(&slots, 1, "09:20:00", "09:25:00"), Some((10, Some("09:40".to_owned()))));
}

#[test]
fn the_last_slot_stands_against_its_own_end() {
    assert_eq!(stands(&DAY, 3, "11:05:00", "11:20:00"), Some((5, Some("12:05".to_owned()))));
    assert_eq!(stands(&["09:00 -"], 0, "09:04:00", "09:30:00"), Some((4, None)));
}

#[test]
fn a_slot_of_unknown_length_may_take_until_the_next_is_due() {
    let slots = ["- -", "10:00 30"];
    assert_eq!(stands(&slots, 0, "09:00:00", "09:30:00"), Some((0, Some("10:30".to_owned()))));
    assert_eq!(stands(&slots, 0, "09:00:00", "10:07:00"), Some((7, Some("10:37".to_owned()))));
}

#[test]
fn a_next_slot_planned_before_this_one_is_no_measure() {
    assert_eq!(stands(&["10:00 30", "09:00 20"], 0, "10:05:00", "10:10:00"), Some((5, Some("10:55".to_owned()))));
}

#[test]
fn a_day_without_plan_a_silent_clock_or_another_day_has_no_standing() {
    assert_eq!(stands(&["- -", "- -"], 0, "09:00:00", "09:30:00"), None);
    let mut meeting = meeting(LOS_ANGELES, Some("2018-10-28"), &DAY);
    assert_eq!(standing_at(&meeting, &stamp("09:30:00")), None);
    meeting.days[0].slots[0].runs.push(Run { from: stamp("09:00:00"), to: None });
    assert_eq!(standing_at(&meeting, &stamp("09:30:00")), None);
}

/// How late a meeting's running day is at that time, in minutes; none where that cannot be said.
fn behind(meeting: &Meeting, now: &str) -> Option<i64> {
    standing_at(meeting, &at(now)).map(|standing| standing.behind.num_minutes())
}

fn today(slots: &[&str], runs: &[(usize, &str)]) -> Meeting {
    let mut meeting = days(&[("2019-10-28", slots)]);
    for (nth, times) in runs {
        run(&mut meeting, *nth, times);
    }
    meeting
}

#[test]
fn a_day_in_time_is_neither_late_nor_early_to_the_last_second_of_a_slot() {
    let day = today(&["09:00 30", "- 30"], &[(1, "09:00-")]);
    assert_eq!(standing_at(&day, &at("09:30")).unwrap().behind, TimeDelta::zero());
    assert_eq!(standing_at(&day, &at("09:30:07")).unwrap().behind, TimeDelta::seconds(7));
}

#[test]
fn idle_time_makes_up_for_what_is_late_and_does_not_make_the_meeting_early() {
    let slots = ["09:00 60", "10:30 30"];
    assert_eq!(behind(&today(&slots, &[(1, "08:50-")]), "09:00"), Some(-10));
    assert_eq!(behind(&today(&slots, &[(1, "09:20-")]), "09:30"), Some(0));
    assert_eq!(behind(&today(&slots, &[(1, "09:40-")]), "09:45"), Some(10));
}

#[test]
fn before_a_fixed_point_a_meeting_can_be_early_though_that_point_does_not_move() {
    let slots = ["09:00 60", "bf 10:00 30", "- 30"];
    assert_eq!(behind(&today(&slots, &[(1, "08:48-")]), "09:00"), Some(-12));
    assert_eq!(behind(&today(&slots, &[(1, "09:12-")]), "09:20"), Some(12));
}

#[test]
fn slots_that_change_places_make_nobody_late() {
    let mut day = today(&["09:00 30", "- 20", "- 40", "- 30"], &[(1, "09:00-")]);
    move_behind(&mut day, 3, Some(1), 0);
    assert_eq!(behind(&day, "09:10"), Some(0));
    assert_eq!(behind(&day, "09:37"), Some(7));
    run(&mut day, 2, "09:30-");
    day.days[0].slots[0].runs[0].to = Some(at("09:30"));
    assert_eq!(behind(&day, "09:40"), Some(0), "while the first of them runs");
}

#[test]
fn the_last_two_changing_places_are_measured_at_the_end_of_the_day() {
    let mut day = today(&["09:00 30", "- 20", "- 40"], &[(1, "09:05-")]);
    move_behind(&mut day, 3, Some(1), 0);
    assert_eq!(behind(&day, "09:10"), Some(5));
    let mut last = today(&["09:00 30", "- 20", "- 40"], &[(1, "09:00-09:30")]);
    move_behind(&mut last, 3, Some(1), 0);
    run(&mut last, 2, "09:30-10:10");
    run(&mut last, 3, "10:10-");
    assert_eq!(behind(&last, "10:15"), Some(0));
}

#[test]
fn a_slot_that_was_parked_or_moved_to_another_day_puts_the_meeting_ahead_by_its_length() {
    let two = |slots: &[&str]| days(&[("2019-10-28", slots), ("2019-10-29", &["09:00 30"])]);
    let mut parked = two(&["09:00 30", "p - 20", "- 40"]);
    run(&mut parked, 1, "09:00-");
    assert_eq!(behind(&parked, "09:10"), Some(-20));
    let mut moved = two(&["09:00 30", "- 20", "- 40"]);
    run(&mut moved, 1, "09:00-");
    move_behind(&mut moved, 2, Some(4), 1);
    assert_eq!(behind(&moved, "09:10"), Some(-20));
}

#[test]
fn a_slot_that_was_moved_here_makes_the_meeting_late_by_its_length() {
    let mut two = days(&[("2019-10-28", &["09:00 30", "- 30"]), ("2019-10-29", &["09:00 25", "- 30"])]);
    run(&mut two, 1, "09:00-");
    move_behind(&mut two, 3, Some(1), 0);
    assert_eq!(shown(&two, "09:10")[..3], [">09:00-09:30", "09:30-09:55", "09:55-10:25"]);
    assert_eq!(behind(&two, "09:10"), Some(25));
}

#[test]
fn an_interrupted_slot_counts_with_what_is_left_of_it() {
    let day = today(&["09:00 30", "- 30", "- 30"], &[(2, "09:00-09:20"), (1, "09:20-")]);
    assert_eq!(behind(&day, "09:30"), Some(0));
    assert_eq!(behind(&day, "09:55"), Some(5));
}

#[test]
fn a_corrected_start_makes_the_day_less_late() {
    let day = |from| today(&["09:00 30", "- 30"], &[(1, from)]);
    assert_eq!((behind(&day("09:12-"), "09:20"), behind(&day("09:03-"), "09:20")), (Some(12), Some(3)));
}

#[test]
fn a_meeting_that_was_paused_is_late_by_the_pause() {
    let day = today(&["09:00 30", "- 30"], &[(1, "09:00-09:10"), (1, "09:25-")]);
    assert_eq!(behind(&day, "09:30"), Some(15));
}

#[test]
fn a_meeting_half_a_day_off_its_plan_has_no_standing() {
    let resumed = |run_of: &str| {
        let mut meeting = days(&[("2019-10-14", &["09:00 30", "- 30"])]);
        run(&mut meeting, 1, run_of);
        behind(&meeting, "28T14:05")
    };
    assert_eq!(resumed("28T14:00-"), None);
    assert_eq!(behind(&today(&["09:00 30", "- 30"], &[(1, "20:00-")]), "20:10"), Some(11 * 60), "late, but today");
}

#[test]
fn a_wall_clock_that_was_set_forward_makes_the_day_late_by_what_the_wall_says() {
    let booted = |time: &str, minutes: u64| Stamp {
        boot: Some(crate::meeting::Boot { id: 7, ms: minutes * 60_000 }),
        ..at(time)
    };
    let mut day = days(&[("2019-10-28", &["09:00 60", "- 30"])]);
    day.days[0].slots[0].runs.push(Run { from: booted("09:00", 100), to: None });
    // After 20 minutes it was set from 09:20 to 09:35, which is the true time: 40 minutes are left.
    assert_eq!(standing_at(&day, &booted("09:35", 120)).unwrap().behind, TimeDelta::minutes(15));
}

#[test]
fn a_meeting_that_pauses_gets_later_from_when_its_slot_has_no_time_left() {
    let behind = |day: &Meeting, now: &str| {
        let now = at(now);
        super::super::behind(day, &project(day, &now), &now).map(|behind| behind.num_minutes())
    };
    let left = today(&["09:00 30", "- 30"], &[(1, "09:00-09:20")]);
    assert_eq!((behind(&left, "09:20"), behind(&left, "09:25")), (Some(0), Some(5)));
    let done = today(&["09:00 30", "- 30"], &[(1, "09:00-09:30")]);
    assert_eq!((behind(&done, "09:30"), behind(&done, "09:42")), (Some(0), Some(12)));
    assert_eq!(standing_at(&done, &at("09:42")), None, "no clock runs");
}
