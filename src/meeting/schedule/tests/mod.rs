//! The rules of planned times and of how a day stands, each with times written out.

mod catch_up;
mod clock_changes;
mod outcome;
mod outlook;
mod present;
mod project;
mod standing;

use super::*;
use crate::meeting::{Day, Id, Mark, PlannedSlot, Run, SlotKind, Stamp, WriterId};

/// A slot written as `09:00 45`, `- 15`, `10:30 -`, a range as `- 30-60`, and minutes given at the end: `09:00 45 +10`.
///
/// Letters before say what is special: `x` it was withdrawn, `+` opened in the meeting, `>` moved, `b` a break, `f` fixed,
/// `l` not fixed, `s` skipped, `p` parked.
fn slot(line: &str, n: u32) -> Slot {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let gives = words.pop_if(|word| word.starts_with(['+', '-']) && word.len() > 1);
    let given = gives.map_or(0, |given| given.parse().unwrap());
    let (start, minutes) = (words[words.len() - 2], words[words.len() - 1]);
    let (least, minutes) = minutes.split_once('-').map_or((None, minutes), |(low, high)| (low.parse().ok(), high));
    let is = |letter: char| words.len() > 2 && words[0].contains(letter);
    let plan = PlannedSlot {
        start: start.parse().ok(),
        minutes: minutes.parse().ok(),
        least,
        fixed: is('f').then_some(true).or(is('l').then_some(false)),
        kind: if is('b') { SlotKind::Break } else { SlotKind::Topic },
        ..Default::default()
    };
    let id = SlotId(Id { writer: WriterId(1), n });
    let mark = is('s').then_some(Mark::Skipped).or(is('p').then_some(Mark::Parked));
    Slot { mark, moved: is('>'), withdrawn: is('x'), unplanned: is('+'), given, ..Slot::new(id, plan) }
}

/// A meeting of one day of such slots.
fn meeting(zone: Tz, date: Option<&str>, slots: &[&str]) -> Meeting {
    Meeting { zone, ..days(&[(date.unwrap_or("-"), slots)]) }
}

/// A meeting in Los Angeles of days such as `2019-10-28`, or `-` for one without a date; `2019-10-28 08:30..17:00` starts
/// and has to end then, `..17:00` says the latter alone. Its slots stand where its agenda has them.
fn days(days: &[(&str, &[&str])]) -> Meeting {
    let mut numbers = 1..;
    let day = |(date, slots): &(&str, &[&str])| {
        let (date, hours) = date.split_once(' ').unwrap_or((*date, ".."));
        let (starts, ends) = hours.split_once("..").unwrap();
        let slots = slots.iter().zip(&mut numbers).map(|(line, n)| slot(line, n)).collect();
        Day {
            date: date.parse().ok(),
            starts: starts.parse().ok(),
            ends: ends.parse().ok(),
            slots,
            ..Default::default()
        }
    };
    let mut meeting = Meeting { zone: LOS_ANGELES, days: days.iter().map(day).collect(), ..Meeting::default() };
    let order = meeting.days.iter().map(|day| day.slots.iter().map(|slot| slot.id).collect());
    meeting.books.agenda = order.collect();
    meeting
}

/// The planned times as `09:00 45`, with `~` before what holds a guess and `-` for what is unknown.
fn times(zone: Tz, date: Option<&str>, slots: &[&str]) -> Vec<String> {
    let shown = |planned: &Planned| {
        let start = planned.start.map_or("-".to_owned(), |start| start.format("%H:%M").to_string());
        let minutes = planned.minutes.map_or("-".to_owned(), |minutes| minutes.to_string());
        format!("{}{start} {minutes}", if planned.start_guessed || planned.length_guessed { "~" } else { "" })
    };
    planned(&meeting(zone, date, slots)).iter().map(shown).collect()
}

const LOS_ANGELES: Tz = Tz::America__Los_Angeles;

#[track_caller]
fn assert_times(slots: &[&str], expected: &[&str]) {
    assert_eq!(times(LOS_ANGELES, Some("2019-10-28"), slots), expected, "{slots:?}");
}

#[test]
fn a_slot_takes_up_to_the_next_stated_start_and_the_last_is_open() {
    assert_times(&["09:00 -", "09:45 -", "10:30 -"], &["09:00 45", "09:45 45", "10:30 -"]);
}

#[test]
fn a_stated_length_is_kept_even_where_it_leaves_or_lacks_room() {
    assert_times(&["09:00 30", "10:00 90", "11:00 15"], &["09:00 30", "10:00 90", "11:00 15"]);
}

#[test]
fn untimed_slots_share_the_gap_in_whole_minutes() {
    assert_times(&["09:00 -", "- -", "09:45 -"], &["~09:00 23", "~09:23 22", "09:45 -"]);
    assert_times(&["09:00 -", "- -", "- -", "10:00 5"], &["~09:00 20", "~09:20 20", "~09:40 20", "10:00 5"]);
}

#[test]
fn an_untimed_break_takes_what_the_others_of_its_sort_take_where_that_leaves_the_rest_something() {
    let day = ["b 09:00 30", "10:00 -", "b - -", "- -", "12:30 -"];
    assert_times(&day, &["09:00 30", "~10:00 60", "~11:00 30", "~11:30 60", "12:30 -"]);
    // The middle one of several.
    let day = ["b 09:00 60", "b 10:00 20", "b 10:20 30", "10:50 -", "b - -", "12:00 -"];
    assert_times(&day, &["09:00 60", "10:00 20", "10:20 30", "~10:50 40", "~11:30 30", "12:00 -"]);
    let crowded = ["b 09:00 60", "10:00 -", "b - -", "11:02 -"];
    assert_times(&crowded, &["09:00 60", "~10:00 31", "~10:31 31", "11:02 -"]);
    let alone = ["b 09:00 10", "b 10:00 -", "11:00 -"];
    assert_times(&alone, &["09:00 10", "10:00 60", "11:00 -"]);
}

#[test]
fn what_is_stated_within_a_gap_is_taken_off_before_sharing() {
    assert_times(&["09:00 15", "- -", "09:45 5"], &["09:00 15", "~09:15 30", "09:45 5"]);
    assert_times(&["09:00 -", "- 30", "09:45 5"], &["~09:00 15", "~09:15 30", "09:45 5"]);
}

#[test]
fn lengths_alone_give_starts_until_one_is_missing() {
    assert_times(&["09:00 15", "- 20", "- -", "- 5"], &["09:00 15", "~09:15 20", "~09:35 -", "- 5"]);
}

#[test]
fn slots_before_the_first_stated_start_have_none() {
    assert_times(&["- 10", "- -", "09:00 5"], &["- 10", "- -", "09:00 5"]);
}

#[test]
fn nothing_is_guessed_where_times_go_backwards_or_leave_no_room() {
    assert_times(&["10:00 -", "09:00 -"], &["10:00 -", "09:00 -"]);
    assert_times(&["10:00 -", "- -", "09:00 -"], &["10:00 -", "- -", "09:00 -"]);
    assert_times(&["09:00 60", "- -", "09:45 -"], &["09:00 60", "- -", "09:45 -"]);
    assert_times(&["09:00 -", "- -", "- -", "09:02 -"], &["09:00 -", "- -", "- -", "09:02 -"]);
}

#[test]
fn a_withdrawn_slot_keeps_what_it_stated_and_takes_no_share() {
    assert_times(&["09:00 -", "x 09:15 -", "x - 7", "09:45 -"], &["09:00 45", "09:15 -", "- 7", "09:45 -"]);
}

#[test]
fn a_slot_that_was_opened_in_the_meeting_takes_no_share_and_has_what_was_given_to_it() {
    assert_times(&["09:00 -", "+ - -", "- -", "09:40 -"], &["~09:00 20", "- -", "~09:20 20", "09:40 -"]);
    assert_times(&["09:00 -", "+ - - +10", "09:40 -"], &["09:00 40", "- 10", "09:40 -"]);
}

#[test]
fn minutes_given_make_their_slot_longer_and_move_no_other() {
    assert_times(&["09:00 30 +10", "- 20", "- -"], &["09:00 40", "~09:30 20", "~09:50 -"]);
    assert_times(&["09:00 - -5", "- -", "10:00 -"], &["~09:00 25", "~09:30 30", "10:00 -"]);
    assert_times(&["09:00 10 -30"], &["09:00 0"]);
}

#[test]
fn without_a_date_lengths_are_known_and_starts_are_not() {
    assert_eq!(times(LOS_ANGELES, None, &["09:00 -", "09:45 10", "- 10"]), ["- 45", "- 10", "- 10"]);
}

#[test]
fn a_time_that_spring_skips_is_shifted_forward() {
    // 02:00 became 03:00.
    let slots = &["01:30 -", "02:30 -", "03:45 -"];
    assert_eq!(times(LOS_ANGELES, Some("2020-03-08"), slots), ["01:30 60", "03:30 15", "03:45 -"]);
    // Samoa had no 30 December.
    assert_eq!(times(Tz::Pacific__Apia, Some("2011-12-30"), &["09:00 -"]), ["09:00 -"]);
}

#[test]
fn a_time_that_autumn_shows_twice_is_the_earlier() {
    // 02:00 became 01:00: 01:30 of summer time, and two hours from 01:00 to 02:00.
    let plan = planned(&meeting(LOS_ANGELES, Some("2019-11-03"), &["01:00 -", "01:30 -", "02:00 -"]));
    assert_eq!(plan[1].start.unwrap().to_rfc3339(), "2019-11-03T01:30:00-07:00");
    assert_eq!(plan.iter().map(|planned| planned.minutes).collect::<Vec<_>>(), [Some(30), Some(90), None]);
}

fn stamp(time: &str) -> Stamp {
    Stamp::wall(format!("2019-10-28T{time}-07:00").parse().unwrap())
}
