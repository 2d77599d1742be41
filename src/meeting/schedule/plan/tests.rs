//! Hours of the day, midnight and clock changes: the planned times written out.

use super::super::{frames, planned};
use crate::meeting::{Day, Id, Meeting, PlannedSlot, Slot, SlotId, SlotKind, WriterId};
use chrono_tz::Tz;

/// A day whose hours are written as `09:00–17:00`, each side optional, and whose slots are written as `09:00 45`, `- 15`,
/// `10:30 -`; `x` in front: withdrawn, `b`: a break.
fn meeting(zone: Tz, date: &str, hours: &str, slots: &[&str]) -> Meeting {
    let (starts, ends) = hours.split_once('–').unwrap_or_default();
    let slots = slots.iter().enumerate().map(|(index, line)| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is = |letter: &str| words.len() > 2 && words[0] == letter;
        let plan = PlannedSlot {
            start: words[words.len() - 2].parse().ok(),
            minutes: words[words.len() - 1].parse().ok(),
            kind: if is("b") { SlotKind::Break } else { SlotKind::Topic },
            ..Default::default()
        };
        let id = SlotId(Id { writer: WriterId(1), n: index as u32 + 1 });
        Slot { withdrawn: is("x"), ..Slot::new(id, plan) }
    });
    let day = Day {
        date: date.parse().ok(),
        starts: starts.parse().ok(),
        ends: ends.parse().ok(),
        slots: slots.collect(),
        ..Default::default()
    };
    Meeting { zone, days: vec![day], ..Meeting::default() }
}

/// The planned times as `28 09:00 45`: the day of the month, the start, the minutes; `~` before what holds a guess.
#[track_caller]
fn assert_times(meeting: &Meeting, expected: &[&str]) {
    let shown = |planned: super::Planned| {
        let start = planned.start.map_or("-".to_owned(), |start| start.format("%d %H:%M").to_string());
        let minutes = planned.minutes.map_or("-".to_owned(), |minutes| minutes.to_string());
        format!("{}{start} {minutes}", if planned.start_guessed || planned.length_guessed { "~" } else { "" })
    };
    assert_eq!(planned(meeting).into_iter().map(shown).collect::<Vec<_>>(), expected);
}

const BRUSSELS: Tz = Tz::Europe__Brussels;

/// The planned times of a day on 28 October 2019, on which no clock changed.
#[track_caller]
fn assert_day(hours: &str, slots: &[&str], expected: &[&str]) {
    assert_times(&meeting(BRUSSELS, "2019-10-28", hours, slots), expected);
}

#[test]
fn a_first_slot_without_a_start_has_that_of_the_day_which_is_no_guess() {
    assert_day("09:00–", &["- 30", "09:30 15"], &["28 09:00 30", "28 09:30 15"]);
    assert_day("09:00–", &["- -", "09:30 15"], &["28 09:00 30", "28 09:30 15"]);
    assert_day("09:00–", &["- -"], &["28 09:00 -"]);
}

#[test]
fn a_start_is_a_guess_where_no_line_states_it_and_a_length_where_several_slots_share_it() {
    let guesses = |hours: &str, slots: &[&str]| {
        let shown = |it: super::Planned| (it.start_guessed, it.length_guessed);
        planned(&meeting(BRUSSELS, "2019-10-28", hours, slots)).into_iter().map(shown).collect::<Vec<_>>()
    };
    // The day states the first start.
    assert_eq!(guesses("16:00–17:00", &["- -", "- -"]), [(false, true), (true, true)]);
    // From stated lengths alone the second start follows, and the agenda does not state it.
    assert_eq!(guesses("–", &["09:00 15", "- 20", "- -"]), [(false, false), (true, false), (true, false)]);
    // What is alone before the next stated start takes exactly that.
    assert_eq!(guesses("–", &["09:00 -", "09:45 -"]), [(false, false), (false, false)]);
    // Nothing is guessed where nothing is known.
    assert_eq!(guesses("–", &["- -", "- 30"]), [(false, false), (false, false)]);
}

#[test]
fn first_slots_without_lengths_share_the_time_from_the_start_of_the_day_to_the_first_stated_one() {
    let expected = ["~28 09:00 30", "~28 09:30 30", "28 10:00 -"];
    assert_day("09:00–", &["- -", "- -", "10:00 -"], &expected);
    let expected = ["28 09:00 15", "~28 09:15 45", "28 10:00 -"];
    assert_day("09:00–", &["- 15", "- -", "10:00 -"], &expected);
}

#[test]
fn a_first_slot_that_states_its_start_keeps_it() {
    assert_day("09:00–", &["09:15 30"], &["28 09:15 30"]);
    assert_day("09:00–", &["08:30 30", "- 5"], &["28 08:30 30", "~28 09:00 5"]);
}

#[test]
fn nothing_is_guessed_where_the_day_starts_after_its_first_stated_time() {
    assert_day("10:00–", &["- -", "09:00 -"], &["- -", "28 09:00 -"]);
}

#[test]
fn the_last_slots_without_lengths_share_the_time_to_the_end_of_the_day() {
    assert_day("–17:00", &["16:00 -"], &["28 16:00 60"]);
    assert_day("–17:00", &["16:00 -", "- -"], &["~28 16:00 30", "~28 16:30 30"]);
    assert_day("–17:00", &["16:00 15", "- -", "- 15"], &["28 16:00 15", "~28 16:15 30", "~28 16:45 15"]);
    assert_day("09:00–11:00", &["- -", "- -", "- -"], &["~28 09:00 40", "~28 09:40 40", "~28 10:20 40"]);
}

#[test]
fn an_untimed_break_at_the_end_of_the_day_takes_what_breaks_of_its_sort_take() {
    let slots = ["b 09:00 20", "10:00 -", "b - -", "- -"];
    assert_day("–12:00", &slots, &["28 09:00 20", "~28 10:00 50", "~28 10:50 20", "~28 11:10 50"]);
}

#[test]
fn stated_lengths_run_on_past_the_end_of_the_day_and_leave_no_share() {
    assert_day("–17:00", &["16:30 45", "- 15", "- -"], &["28 16:30 45", "~28 17:15 15", "~28 17:30 -"]);
    assert_day("–17:00", &["16:00 -", "17:30 -"], &["28 16:00 90", "28 17:30 -"]);
}

#[test]
fn the_end_of_the_day_gives_no_start_where_nothing_else_does() {
    assert_day("–17:00", &["- -", "- 30"], &["- -", "- 30"]);
}

#[test]
fn times_go_on_past_midnight() {
    let slots = ["22:00 -", "23:30 -", "00:15 45", "- -", "02:00 -"];
    let expected = ["28 22:00 90", "28 23:30 45", "29 00:15 45", "~29 01:00 60", "29 02:00 -"];
    assert_day("–", &slots, &expected);
    assert_day("–", &["23:30 -", "- -", "00:30 -"], &["~28 23:30 30", "~29 00:00 30", "29 00:30 -"]);
    assert_day("–", &["23:30 45", "- 20"], &["28 23:30 45", "~29 00:15 20"]);
    // Two nights.
    assert_day(
        "–",
        &["20:00 -", "08:00 -", "20:00 -", "07:00 -"],
        &["28 20:00 720", "29 08:00 720", "29 20:00 660", "30 07:00 -"],
    );
}

#[test]
fn a_slip_a_little_back_is_not_midnight() {
    assert_day("–", &["11:00 -", "10:00 -", "12:00 -"], &["28 11:00 -", "28 10:00 120", "28 12:00 -"]);
}

#[test]
fn an_end_of_the_day_at_or_before_its_first_time_is_on_the_next_date() {
    assert_day("–02:00", &["22:00 120", "- -"], &["28 22:00 120", "~29 00:00 120"]);
    assert_day("20:00–01:00", &["- -", "- -"], &["~28 20:00 150", "~28 22:30 150"]);
    assert_day("20:00–02:00", &["- -", "00:30 -"], &["28 20:00 270", "29 00:30 90"]);
}

#[test]
fn the_first_time_of_a_day_that_states_its_start_is_that_even_where_its_slots_are_beyond_its_end() {
    let ends = |hours: &str, slots: &[&str]| {
        let meeting = meeting(BRUSSELS, "2019-10-28", hours, slots);
        let end = frames(&meeting)[0].ends;
        end.map(|end| end.format("%d %H:%M").to_string())
    };
    assert_eq!(ends("09:00–12:00", &["12:30 15"]).as_deref(), Some("28 12:00"));
    assert_eq!(ends("–12:00", &["12:30 15"]).as_deref(), Some("29 12:00"));
    assert_eq!(ends("22:00–02:00", &["00:30 15"]).as_deref(), Some("29 02:00"));
}

#[test]
fn a_day_that_starts_in_the_evening_has_its_small_hours_on_the_next_date() {
    assert_day("22:00–", &["00:30 30"], &["29 00:30 30"]);
    assert_day("20:00–", &["23:00 -", "00:30 30", "x 01:00 -"], &["28 23:00 90", "29 00:30 30", "29 01:00 -"]);
}

#[test]
fn without_a_date_lengths_over_midnight_and_up_to_the_end_of_the_day_are_known() {
    let day = meeting(BRUSSELS, "", "20:00–02:00", &["- -", "23:30 -", "00:15 -"]);
    assert_times(&day, &["- 210", "- 45", "- 105"]);
}

#[test]
fn a_night_is_an_hour_longer_where_autumn_turns_the_clock_back() {
    // The dates of a real calendar: handover before the change, and a shift that has 02:00 to 03:00 twice.
    let slots = ["22:00 -", "01:30 -", "03:30 -"];
    let night = meeting(BRUSSELS, "2019-10-26", "–", &slots);
    assert_times(&night, &["26 22:00 210", "27 01:30 180", "27 03:30 -"]);
    let starts: Vec<_> = planned(&night).iter().map(|it| it.start.unwrap().to_rfc3339()).collect();
    let expected = ["2019-10-26T22:00:00+02:00", "2019-10-27T01:30:00+02:00", "2019-10-27T03:30:00+01:00"];
    assert_eq!(starts, expected);
    // 02:30 comes twice; the agenda's is the first, and what is 90 minutes on is 03:00 by the new time.
    let change = meeting(BRUSSELS, "2019-10-27", "–", &["02:30 90", "- 30"]);
    let starts: Vec<_> = planned(&change).iter().map(|it| it.start.unwrap().to_rfc3339()).collect();
    assert_eq!(starts, ["2019-10-27T02:30:00+02:00", "2019-10-27T03:00:00+01:00"]);
}

#[test]
fn a_night_is_an_hour_shorter_where_spring_turns_the_clock_forward() {
    let shift = ["01:30 -", "03:30 -"];
    assert_times(&meeting(BRUSSELS, "2020-03-29", "–", &shift), &["29 01:30 60", "29 03:30 -"]);
    assert_times(&meeting(BRUSSELS, "2020-03-28", "–04:00", &["23:30 -", "- -"]), &["~28 23:30 105", "~29 01:15 105"]);
}

#[test]
fn a_day_of_the_meeting_after_the_change_is_as_long_as_any() {
    for date in ["2019-10-28", "2019-10-29", "2019-10-30"] {
        let number = &date[8..];
        let day = meeting(BRUSSELS, date, "09:00–17:00", &["- -", "12:30 60", "- -"]);
        let expected = ["09:00 210", "12:30 60", "13:30 210"].map(|it| format!("{number} {it}"));
        assert_times(&day, &[&expected[0], &expected[1], &format!("~{}", expected[2])]);
    }
}

#[test]
fn the_hours_of_a_day_reach_over_clock_changes_in_every_zone() {
    // Los Angeles 2019-11-03 at 02:00, Lord Howe (half an hour) 2019-10-06 at 02:00, Brussels 2020-03-29 at 02:00.
    for (zone, date, minutes) in [
        (Tz::America__Los_Angeles, "2019-11-03", "360"),
        (Tz::Australia__Lord_Howe, "2019-10-06", "270"),
        (BRUSSELS, "2020-03-29", "240"),
    ] {
        let expected = format!("{} 00:00 {minutes}", &date[8..]);
        assert_times(&meeting(zone, date, "00:00–05:00", &["- -"]), &[&expected]);
    }
}
