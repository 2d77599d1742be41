//! How the running day stands, with times written out.

use super::*;

/// How the day stands at `now`, with the clock of slot `current` running since `since`: minutes behind, end.
fn stands(slots: &[&str], current: usize, since: &str, now: &str) -> Option<(i64, Option<String>)> {
    let mut meeting = meeting(LOS_ANGELES, Some("2019-10-28"), slots);
    meeting.days[0].slots[current].runs.push(Run { from: stamp(since), to: None });
    let standing = standing(&meeting, &stamp(now))?;
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
    assert_eq!(standing(&meeting, &stamp("09:30:00")), None);
    meeting.days[0].slots[0].runs.push(Run { from: stamp("09:00:00"), to: None });
    assert_eq!(standing(&meeting, &stamp("09:30:00")), None);
}
