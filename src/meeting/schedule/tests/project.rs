//! The rules of projected times, one a test, with times written out.
//!
//! Not here: how late that makes the day (see `standing`), and what holds for all meetings (see `tests/domain`).

use super::*;
use crate::meeting::Boot;

/// A moment of the Los Angeles autumn: `09:30` or `09:30:20` on the 28th of October 2019, `29T09:30` on another day.
pub(super) fn at(time: &str) -> Stamp {
    let (day, time) = time.split_once('T').unwrap_or(("28", time));
    let seconds = if time.len() == 5 { ":00" } else { "" };
    Stamp::wall(format!("2019-10-{day}T{time}{seconds}-07:00").parse().unwrap())
}

/// Lets the clock of a slot, counted from 1 over all days, run as in `09:00-09:30` or `09:40-`.
pub(super) fn run(meeting: &mut Meeting, nth: usize, run: &str) {
    let (from, to) = run.split_once('-').unwrap();
    let run = Run { from: at(from), to: (!to.is_empty()).then(|| at(to)) };
    meeting.days.iter_mut().flat_map(|day| &mut day.slots).nth(nth - 1).unwrap().runs.push(run);
}

/// A day of October 28 with these runs.
fn held(slots: &[&str], runs: &[(usize, &str)]) -> Meeting {
    let mut meeting = days(&[("2019-10-28", slots)]);
    for (nth, times) in runs {
        run(&mut meeting, *nth, times);
    }
    meeting
}

/// Moves a slot behind another, both counted from 1 before the move, or first on its day.
pub(super) fn move_behind(meeting: &mut Meeting, nth: usize, behind: Option<usize>, day: u16) {
    let id = |nth: usize| meeting.slots().nth(nth - 1).unwrap().id;
    let event = Event::SlotMoved { slot: id(nth), behind: behind.map(id), day, home: false };
    meeting.apply(&at("09:00"), &event);
}

/// Each slot as `09:00-09:45`, behind `=` if it was held, `>` if it is current, `/` if it was passed, `x` if it was set
/// aside; `!` behind it: it overflows. Times of another date than the day's come with that: `29T09:00`.
pub(super) fn shown(meeting: &Meeting, now: &str) -> Vec<String> {
    let projection = project(meeting, &at(now));
    let dates = meeting.days.iter().flat_map(|day| day.slots.iter().map(|_| day.date));
    let time = |time: Option<DateTime<Tz>>, date: Option<chrono::NaiveDate>| match time {
        Some(time) if date.is_none_or(|date| date == time.date_naive()) => time.format("%H:%M").to_string(),
        Some(time) => time.format("%dT%H:%M").to_string(),
        None => "?".to_owned(),
    };
    let slot = |(projected, date): (&Projected, Option<chrono::NaiveDate>)| {
        let mark = match projected.state {
            State::Held => "=",
            State::Current => ">",
            State::Ahead => "",
            State::Passed => "/",
            State::SetAside => "x",
        };
        let overflows = if projected.overflows { "!" } else { "" };
        format!("{mark}{}-{}{overflows}", time(projected.start, date), time(projected.end, date))
    };
    projection.slots.iter().zip(dates).map(slot).collect()
}

/// The fixed points that will be missed as `2 +15`, slots counted from 1, `end +5` for the end of the day.
fn missed(meeting: &Meeting, now: &str) -> Vec<String> {
    let projection = project(meeting, &at(now));
    let place = |id: SlotId| meeting.slots().position(|slot| slot.id == id).unwrap() + 1;
    let misses = projection.days.iter().flat_map(|day| &day.misses);
    let shown = |miss: &Miss| match miss.point {
        Point::Slot(slot) => format!("{} +{}", place(slot), miss.by.num_minutes()),
        Point::EndOfDay => format!("end +{}", miss.by.num_minutes()),
    };
    misses.map(shown).collect()
}

#[track_caller]
fn assert_shown(meeting: &Meeting, now: &str, expected: &[&str]) {
    assert_eq!(shown(meeting, now), expected, "at {now}");
}

const MORNING: [&str; 4] = ["09:00 -", "09:45 45", "b - 15", "10:45 60"];

#[test]
fn before_a_day_begins_it_is_as_planned() {
    let planned = ["09:00-09:45", "09:45-10:30", "10:30-10:45", "10:45-11:45"];
    assert_shown(&held(&MORNING, &[]), "08:00", &planned);
    assert_shown(&held(&MORNING, &[]), "27T22:00", &planned);
}

#[test]
fn a_day_that_does_not_begin_in_time_is_put_off_minute_by_minute() {
    assert_shown(&held(&MORNING, &[]), "09:07", &["09:07-09:52", "09:52-10:37", "10:37-10:52", "10:52-11:52"]);
    assert_shown(&held(&MORNING, &[]), "10:00", &["10:00-10:45", "10:45-11:30", "11:30-11:45", "11:45-12:45"]);
}

#[test]
fn the_current_slot_ends_at_its_length_and_the_others_follow() {
    let late = held(&MORNING, &[(1, "09:10-")]);
    assert_shown(&late, "09:20", &[">09:10-09:55", "09:55-10:40", "10:40-10:55", "10:55-11:55"]);
    let early = held(&MORNING, &[(1, "08:50-")]);
    assert_shown(&early, "09:20", &[">08:50-09:35", "09:35-10:20", "10:20-10:35", "10:35-11:35"]);
}

#[test]
fn nothing_advances_by_itself_a_slot_that_is_over_ends_now() {
    let running = held(&MORNING, &[(1, "09:00-")]);
    assert_shown(&running, "09:45", &[">09:00-09:45", "09:45-10:30", "10:30-10:45", "10:45-11:45"]);
    assert_shown(&running, "09:58", &[">09:00-09:58", "09:58-10:43", "10:43-10:58", "10:58-11:58"]);
    assert_shown(&running, "12:00", &[">09:00-12:00", "12:00-12:45", "12:45-13:00", "13:00-14:00"]);
}

#[test]
fn slots_with_a_start_a_length_both_or_neither_follow_one_another() {
    // 45 minutes by the next start, 30 stated, 20 stated without a start, and the 40 up to 11:15 shared by two.
    let slots = ["09:00 -", "09:45 30", "- 20", "- -", "- -", "11:15 15"];
    let expected = [">09:05-09:50", "09:50-10:20", "10:20-10:40", "10:40-11:00", "11:00-11:20", "11:20-11:35"];
    assert_shown(&held(&slots, &[(1, "09:05-")]), "09:10", &expected);
}

#[test]
fn idle_time_is_kept_when_ahead_and_used_up_when_behind() {
    let slots = ["09:00 60", "10:30 30", "- 30"];
    assert_shown(&held(&slots, &[(1, "08:50-")]), "09:00", &[">08:50-09:50", "10:20-10:50", "10:50-11:20"]);
    assert_shown(&held(&slots, &[(1, "09:20-")]), "09:30", &[">09:20-10:20", "10:30-11:00", "11:00-11:30"]);
    assert_shown(&held(&slots, &[(1, "09:40-")]), "09:45", &[">09:40-10:40", "10:40-11:10", "11:10-11:40"]);
}

#[test]
fn a_fixed_point_does_not_move_up() {
    let slots = ["09:00 60", "f 10:00 30", "- 30"];
    let early = held(&slots, &[(1, "08:30-")]);
    assert_shown(&early, "09:00", &[">08:30-09:30", "10:00-10:30", "10:30-11:00"]);
    assert_eq!(missed(&early, "09:00"), Vec::<String>::new());
    let done = held(&slots, &[(1, "08:30-09:10"), (2, "09:10-")]);
    assert_shown(&done, "09:15", &["=08:30-09:10", ">09:10-09:40", "09:40-10:10"]);
}

#[test]
fn a_fixed_point_is_missed_by_so_much_and_what_does_not_fit_before_it_is_marked() {
    let slots = ["09:00 60", "- 30", "- 30", "f 11:00 30", "- 30"];
    let late = held(&slots, &[(1, "09:15-")]);
    assert_shown(&late, "09:20", &[">09:15-10:15", "10:15-10:45", "10:45-11:15!", "11:15-11:45", "11:45-12:15"]);
    assert_eq!(missed(&late, "09:20"), ["4 +15"]);
    assert_eq!(missed(&late, "10:20"), ["4 +20"], "and by more each minute");
}

#[test]
fn a_fixed_point_that_has_begun_is_missed_no_more() {
    let slots = ["09:00 60", "f 10:00 30", "f 10:30 30"];
    let late = held(&slots, &[(1, "09:00-10:10"), (2, "10:10-")]);
    assert_eq!(missed(&late, "10:15"), ["3 +10"]);
}

#[test]
fn breaks_with_a_start_are_fixed_unless_the_agenda_says_otherwise() {
    let slots = ["09:00 60", "b 10:00 15", "b - 15", "bl 10:30 15"];
    let early = held(&slots, &[(1, "08:30-")]);
    assert_shown(&early, "09:00", &[">08:30-09:30", "10:00-10:15", "10:15-10:30", "10:30-10:45"]);
    assert_eq!(missed(&held(&slots, &[(1, "09:10-")]), "09:15"), ["2 +10"]);
}

#[test]
fn the_end_of_the_day_is_a_fixed_point() {
    let mut day = days(&[("2019-10-28 ..12:00", &["09:00 60", "- 60", "- 60"])]);
    run(&mut day, 1, "09:20-");
    assert_shown(&day, "09:30", &[">09:20-10:20", "10:20-11:20", "11:20-12:20!"]);
    assert_eq!(missed(&day, "09:30"), ["end +20"]);
    let projection = project(&day, &at("09:30"));
    assert_eq!(projection.days[0].planned_end, Some(day.local(at("12:00").at)));
}

#[test]
fn a_day_over_midnight_ends_on_the_next_date() {
    let mut night = days(&[("2019-10-28 ..01:00", &["22:00 60", "- 60"])]);
    run(&mut night, 1, "22:30-");
    assert_shown(&night, "22:40", &[">22:30-23:30", "23:30-29T00:30"]);
    assert_eq!(missed(&night, "22:40"), Vec::<String>::new());
    assert_eq!(missed(&night, "29T00:10"), ["end +10"]);
}

#[test]
fn minutes_given_move_what_follows_and_not_the_plan() {
    let slots = ["09:00 45 +10", "09:45 45", "- 30 -10", "f 11:00 30"];
    let given = held(&slots, &[(1, "09:00-")]);
    assert_shown(&given, "09:30", &[">09:00-09:55", "09:55-10:40", "10:40-11:00", "11:00-11:30"]);
    let planned = of_agenda(&given);
    assert_eq!(planned[1].start, Some(given.local(at("09:45").at)));
}

#[test]
fn breaks_give_half_of_their_length_in_steps_of_five_and_ranges_down_to_their_lower_bound() {
    for (line, gives) in [
        ("b - 60", 30),
        ("b - 30", 15),
        ("b - 15", 5),
        ("b - 10", 5),
        ("b - 5", 0),
        ("b - 20-30", 10),
        ("- 30-60", 30),
        ("- 45", 0),
        ("b - 60 -10", 20),
        ("b - 60 -40", 0),
        ("b - 60 +10", 40),
    ] {
        let slot = slot(line, 1);
        let minutes = slot.plan.minutes.unwrap().saturating_add_signed(slot.given);
        assert_eq!(super::slack(&slot, minutes), gives, "{line}");
    }
    let day = held(&["b 09:00 30", "10:00 60", "b - 30", "b - 15"], &[(1, "09:00-09:30"), (2, "10:00-")]);
    assert_eq!(project(&day, &at("10:05")).days[0].slack, 20, "of the breaks that are still to come");
}

#[test]
fn while_the_meeting_pauses_all_that_is_left_moves_with_the_clock() {
    let paused = held(&MORNING, &[(1, "09:00-09:20")]);
    assert_shown(&paused, "09:30", &[">09:00-09:55", "09:55-10:40", "10:40-10:55", "10:55-11:55"]);
    assert_shown(&paused, "10:00", &[">09:00-10:25", "10:25-11:10", "11:10-11:25", "11:25-12:25"]);
    let resumed = held(&MORNING, &[(1, "09:00-09:20"), (1, "10:00-")]);
    assert_shown(&resumed, "10:10", &[">09:00-10:25", "10:25-11:10", "11:10-11:25", "11:25-12:25"]);
}

#[test]
fn a_paused_slot_that_has_had_its_time_ended_when_it_paused() {
    let done = held(&["09:00 30", "- 30"], &[(1, "09:00-09:30"), (2, "09:30-10:05")]);
    assert_shown(&done, "10:20", &["=09:00-09:30", ">09:30-10:05"]);
    let between = held(&["09:00 30", "- 30"], &[(1, "09:00-09:35")]);
    assert_shown(&between, "09:50", &[">09:00-09:35", "09:50-10:20"]);
}

#[test]
fn a_slot_set_aside_while_its_clock_ran_takes_no_more_time() {
    let parked = held(&["p 09:00 60", "- 30"], &[(1, "09:00-09:20")]);
    assert_shown(&parked, "09:25", &["=09:00-09:20", "09:25-09:55"]);
}

#[test]
fn what_was_passed_over_for_a_moment_was_not_held() {
    let quick =
        held(&["09:00 30", "- 30", "- 30"], &[(1, "09:00-09:20:00"), (2, "09:20:00-09:20:05"), (3, "09:20:05-")]);
    assert_shown(&quick, "09:21", &["=09:00-09:20", "/?-?", ">09:20-09:50"]);
}

#[test]
fn an_interrupted_slot_waits_to_go_on_for_what_is_left_of_it() {
    let slots = ["09:00 30", "- 30", "- 30", "- 30"];
    let back = held(&slots, &[(2, "09:00-09:20"), (1, "09:20-")]);
    assert_shown(&back, "09:30", &[">09:20-09:50", "09:50-10:00", "10:00-10:30", "10:30-11:00"]);
    // It still waits while another one is held before it.
    let further = held(&slots, &[(3, "09:00-09:20"), (1, "09:20-09:50"), (2, "09:50-")]);
    assert_shown(&further, "10:00", &["=09:20-09:50", ">09:50-10:20", "10:20-10:30", "10:30-11:00"]);
}

#[test]
fn a_slot_that_was_finished_out_of_order_waits_for_nothing() {
    let slots = ["09:00 30", "- 30", "- 30", "- 30"];
    let had_its_time = held(&slots, &[(2, "09:00-09:30"), (1, "09:30-")]);
    assert_shown(&had_its_time, "09:40", &[">09:30-10:00", "=09:00-09:30", "10:00-10:30", "10:30-11:00"]);
    let went_on = held(&slots, &[(2, "09:00-09:20"), (3, "09:20-09:40"), (1, "09:40-")]);
    assert_shown(&went_on, "09:50", &[">09:40-10:10", "=09:00-09:20", "10:10-10:20", "10:20-10:50"]);
}

#[test]
fn a_corrected_start_counts_from_when_it_really_was() {
    let mut day = held(&MORNING, &[(1, "09:10-")]);
    let run = Run { from: at("09:02"), to: None };
    day.apply(&at("09:20"), &Event::ClockSet { slot: day.days[0].slots[0].id, runs: vec![run] });
    assert_shown(&day, "09:20", &[">09:02-09:47", "09:47-10:32", "10:32-10:47", "10:47-11:47"]);
}

#[test]
fn slots_that_change_places_follow_one_another_in_their_new_order() {
    let mut day = held(&["09:00 30", "09:30 20", "09:50 40", "f 10:30 30"], &[(1, "09:00-")]);
    move_behind(&mut day, 3, Some(1), 0);
    assert_shown(&day, "09:10", &[">09:00-09:30", "09:30-10:10", "10:10-10:30", "10:30-11:00"]);
    // Also before the day has begun, and in the first place.
    let mut day = held(&["09:00 30", "09:30 20", "09:50 40"], &[]);
    move_behind(&mut day, 2, None, 0);
    assert_shown(&day, "08:00", &["09:00-09:20", "09:20-09:50", "09:50-10:30"]);
}

#[test]
fn a_fixed_point_that_was_moved_is_none_where_it_stands_now() {
    let mut day = held(&["09:00 30", "- 30", "f 10:00 30"], &[(1, "09:00-")]);
    move_behind(&mut day, 3, Some(1), 0);
    assert_shown(&day, "09:10", &[">09:00-09:30", "09:30-10:00", "10:00-10:30"]);
    assert!(!project(&day, &at("09:10")).slots[1].fixed);
}

#[test]
fn a_slot_moved_to_another_day_takes_its_time_there() {
    let two = || days(&[("2019-10-28", &["09:00 30", "- 30", "- 30"]), ("2019-10-29", &["10:00 60", "- 30"])]);
    let mut last = two();
    run(&mut last, 1, "09:00-");
    move_behind(&mut last, 2, Some(5), 1);
    assert_shown(&last, "09:10", &[">09:00-09:30", "09:30-10:00", "10:00-11:00", "11:00-11:30", "11:30-12:00"]);
    let mut first = two();
    run(&mut first, 1, "09:00-");
    move_behind(&mut first, 2, None, 1);
    assert_shown(&first, "09:10", &[">09:00-09:30", "09:30-10:00", "10:00-10:30", "10:30-11:30", "11:30-12:00"]);
    let ends: Vec<_> = project(&first, &at("09:10")).days.iter().map(|day| day.planned_end).collect();
    assert_eq!(ends, project(&two(), &at("09:10")).days.iter().map(|day| day.planned_end).collect::<Vec<_>>());
}

#[test]
fn what_was_parked_or_skipped_takes_no_time_and_nor_does_what_the_agenda_dropped() {
    let slots = ["09:00 30", "p - 30", "s - 30", "x 09:30 20", "10:30 30"];
    let set_aside = held(&slots, &[(1, "09:00-")]);
    assert_shown(&set_aside, "09:10", &[">09:00-09:30", "x?-?", "x?-?", "x?-?", "09:30-10:00"]);
}

#[test]
fn where_the_first_slot_of_a_day_is_set_aside_the_day_opens_with_the_next_one_at_its_time() {
    assert_shown(&held(&["s 09:00 45", "09:45 30", "- 30"], &[]), "08:00", &["x?-?", "09:45-10:15", "10:15-10:45"]);
}

#[test]
fn a_slot_that_was_opened_in_the_meeting_moves_the_others_back() {
    let opened = held(&["09:00 30", "+ - - +10", "- 30"], &[(1, "09:00-")]);
    assert_shown(&opened, "09:10", &[">09:00-09:30", "09:30-09:40", "09:40-10:10"]);
    let without_length = held(&["09:00 30", "+ - -", "09:40 30"], &[(1, "09:00-09:30"), (2, "09:30-")]);
    assert_shown(&without_length, "09:35", &["=09:00-09:30", ">09:30-09:40", "09:40-10:10"]);
    assert_shown(&without_length, "09:50", &["=09:00-09:30", ">09:30-09:50", "09:50-10:20"]);
}

#[test]
fn a_last_slot_without_a_length_ends_nobody_knows_when() {
    let open = held(&["09:00 30", "09:30 -"], &[(1, "09:00-")]);
    assert_shown(&open, "09:10", &[">09:00-09:30", "09:30-?"]);
    let projection = project(&open, &at("09:10"));
    assert_eq!((projection.days[0].end, projection.days[0].planned_end), (None, None));
}

#[test]
fn a_day_without_a_date_has_times_only_once_it_runs() {
    let mut undated = days(&[("-", &["09:00 30", "- 30"])]);
    assert_shown(&undated, "08:00", &["?-?", "?-?"]);
    run(&mut undated, 1, "14:00-");
    assert_shown(&undated, "14:10", &[">14:00-14:30", "14:30-15:00"]);
}

#[test]
fn a_day_without_a_date_that_was_left_is_still_to_come_unless_a_later_one_was_held() {
    let mut left = days(&[("-", &["09:00 30", "- 30"]), ("-", &["09:00 30"])]);
    run(&mut left, 1, "14:00-14:30");
    assert_shown(&left, "30T09:00", &["=14:00-14:30", "?-?", "?-?"]);
    run(&mut left, 3, "29T09:00-29T09:30");
    assert_shown(&left, "30T09:00", &["=14:00-14:30", "/?-?", "=09:00-09:30"]);
}

#[test]
fn later_days_are_as_planned_and_wait_for_the_one_before() {
    let mut two = days(&[("2019-10-28", &["09:00 60", "- 60"]), ("2019-10-28", &["11:00 30", "11:30 30"])]);
    run(&mut two, 1, "09:00-");
    assert_shown(&two, "09:30", &[">09:00-10:00", "10:00-11:00", "11:00-11:30", "11:30-12:00"]);
    assert_shown(&two, "10:20", &[">09:00-10:20", "10:20-11:20", "11:20-11:50", "11:50-12:20"]);
}

#[test]
fn a_past_day_is_over_and_what_was_not_reached_was_passed() {
    let mut two = days(&[("2019-10-28", &["09:00 60", "- 60"]), ("2019-10-29", &["09:00 30", "- 30"])]);
    run(&mut two, 1, "09:00-10:00");
    assert_shown(&two, "29T08:00", &["=09:00-10:00", "/?-?", "09:00-09:30", "09:30-10:00"]);
    run(&mut two, 3, "29T09:10-");
    assert_shown(&two, "29T09:20", &["=09:00-10:00", "/?-?", ">09:10-09:40", "09:40-10:10"]);
}

#[test]
fn an_evening_is_not_the_next_morning() {
    let mut two = days(&[("2019-10-28", &["16:00 60", "- 60"]), ("2019-10-29", &["09:00 30"])]);
    run(&mut two, 1, "16:00-17:00");
    assert_shown(&two, "20:00", &[">16:00-17:00", "20:00-21:00", "09:00-09:30"]);
    assert_shown(&two, "29T06:00", &["=16:00-17:00", "/?-?", "09:00-09:30"]);
}

#[test]
fn a_meeting_that_is_closed_is_over() {
    let mut closed = held(&["09:00 30", "- 30", "- 30"], &[(1, "09:00-09:30"), (2, "09:30-09:50")]);
    closed.closed = Some(at("09:50").at);
    assert_shown(&closed, "09:50", &["=09:00-09:30", "=09:30-09:50", "/?-?"]);
    assert_eq!(project(&closed, &at("09:50")).days[0].end, Some(closed.local(at("09:50").at)));
}

#[test]
fn a_meeting_resumed_two_weeks_later_goes_on_from_now_without_fixed_points() {
    let planned: [(&str, &[&str]); 2] =
        [("2019-10-14 ..12:00", &["09:00 30", "f 10:00 30", "- 30"]), ("2019-10-15", &["09:00 30"])];
    let mut resumed = days(&planned);
    run(&mut resumed, 1, "14T09:00-14T09:20");
    run(&mut resumed, 1, "28T14:00-");
    let shown = ["14T09:00-28T14:10", "28T14:10-28T14:40", "28T14:40-28T15:10", "?-?"];
    assert_eq!(self::shown(&resumed, "28T14:05"), [">09:00-28T14:10", shown[1], shown[2], shown[3]]);
    assert_eq!(missed(&resumed, "28T14:05"), Vec::<String>::new());
    let projection = project(&resumed, &at("28T14:05"));
    assert!(projection.slots.iter().all(|slot| !slot.fixed && !slot.overflows));
    assert_eq!(projection.days[0].planned_end, None);
    assert_eq!(catch_up(&resumed, &at("28T14:05")), Vec::new());
}

#[test]
fn a_meeting_held_long_before_its_date_goes_on_from_now() {
    let mut early = days(&[("2019-10-30", &["09:00 30", "f 10:00 30"])]);
    run(&mut early, 1, "14:00-");
    assert_eq!(shown(&early, "14:10"), [">28T14:00-28T14:30", "28T14:30-28T15:00"]);
}

/// The same wall time beside a reading of the boot's clock, in minutes.
fn booted(time: &str, minutes: u64) -> Stamp {
    Stamp { boot: Some(Boot { id: 7, ms: minutes * 60_000 }), ..at(time) }
}

#[test]
fn a_suspended_laptop_has_gone_on_counting() {
    let mut day = held(&["09:00 60", "- 30"], &[]);
    day.days[0].slots[0].runs.push(Run { from: booted("09:00", 100), to: None });
    // It slept from 09:10 to 09:50: the boot's clock ran on.
    let projection = project(&day, &booted("09:50", 150));
    assert_eq!(projection.slots[0].end, Some(day.local(at("10:00").at)));
}

#[test]
fn a_wall_clock_that_was_set_takes_nothing_from_a_slot_and_gives_it_nothing() {
    let mut day = held(&["09:00 60", "- 30"], &[]);
    day.days[0].slots[0].runs.push(Run { from: booted("09:00", 100), to: None });
    // After 20 minutes it was set forward by an hour, or back by one: 40 minutes are left.
    for (wall, ends) in [("10:20", "11:00"), ("08:20", "09:00")] {
        let projection = project(&day, &booted(wall, 120));
        assert_eq!(projection.slots[0].end, Some(day.local(at(ends).at)), "{wall}");
        assert_eq!(projection.slots[1].start, projection.slots[0].end, "{wall}");
    }
}

#[test]
fn the_slot_that_pauses_is_the_one_that_ran_last_also_where_the_wall_clock_was_set_back() {
    let mut day = held(&["09:00 30", "- 30", "- 30"], &[]);
    day.days[0].slots[0].runs.push(Run { from: booted("10:00", 100), to: Some(booted("10:30", 130)) });
    day.days[0].slots[1].runs.push(Run { from: booted("09:30", 130), to: Some(booted("09:40", 140)) });
    let states: Vec<State> = project(&day, &booted("09:45", 145)).slots.iter().map(|slot| slot.state).collect();
    assert_eq!(states, [State::Held, State::Current, State::Ahead]);
}

#[test]
fn nothing_that_is_to_come_starts_in_the_past_also_where_planned_times_run_backwards() {
    let mut day = days(&[("2019-10-27", &["09:00 30"]), ("2019-10-28", &["14:00 30", "08:00 30"])]);
    move_behind(&mut day, 2, Some(1), 0);
    assert_eq!(shown(&day, "09:00")[2], "09:00-09:30");
}

#[test]
fn a_later_day_waits_for_a_last_slot_of_unknown_length_to_begin_at_least() {
    let mut two = days(&[("2019-10-28", &["09:00 60", "- -"]), ("2019-10-28", &["11:00 30"])]);
    run(&mut two, 1, "10:30-");
    assert_shown(&two, "10:40", &[">10:30-11:30", "11:30-?", "11:30-12:00"]);
}

#[test]
fn what_is_moved_to_a_day_without_slots_begins_when_that_day_starts() {
    let mut two = days(&[("2019-10-28", &["09:00 30", "- 30"]), ("2019-10-29 10:00..10:20", &[])]);
    run(&mut two, 1, "09:00-");
    move_behind(&mut two, 2, None, 1);
    assert_shown(&two, "09:10", &[">09:00-09:30", "10:00-10:30!"]);
    assert_eq!(missed(&two, "09:10"), ["end +10"]);
}

#[test]
fn what_is_moved_to_the_beginning_of_a_day_begins_when_that_starts_though_its_first_slot_is_later() {
    let mut two = days(&[("2019-10-28", &["09:00 30", "- 30"]), ("2019-10-29 08:45..", &["09:00 30"])]);
    run(&mut two, 1, "09:00-");
    assert_shown(&two, "09:10", &[">09:00-09:30", "09:30-10:00", "09:00-09:30"]);
    move_behind(&mut two, 2, None, 1);
    assert_shown(&two, "09:10", &[">09:00-09:30", "08:45-09:15", "09:15-09:45"]);
}

#[test]
fn a_day_that_is_planned_into_the_night_is_not_over_at_midnight() {
    let night = held(&["23:30 45", "00:15 30"], &[]);
    assert_eq!(shown(&night, "29T00:05"), ["29T00:05-29T00:50", "29T00:50-29T01:20"]);
    // Nobody came; the next morning it is over.
    assert_eq!(shown(&night, "29T09:00"), ["/?-?", "/?-?"]);
    let day = held(&["09:00 45", "10:15 30"], &[]);
    assert_eq!(shown(&day, "29T00:05"), ["/?-?", "/?-?"]);
}

#[test]
fn what_is_due_next_is_the_nearest_that_is_not_planned_before_and_is_still_to_come() {
    let rows: [(&[&str], [Option<&str>; 4]); 4] = [
        (&["09:00 -", "10:00 -", "09:30 -", "11:00 -"], [Some("10:00"), Some("11:00"), Some("11:00"), None]),
        (&["09:00 -", "s 10:00 -", "> 10:00 -", "+ 10:00 -"], [None; 4]),
        (&["- -", "09:00 -", "09:00 -", "08:00 -"], [Some("09:00"), Some("09:00"), None, None]),
        (&["09:00 -", "08:00 -", "08:30 -", "09:15 -"], [Some("09:15"), Some("08:30"), Some("09:15"), None]),
    ];
    for (slots, expected) in rows {
        let day = held(slots, &[]);
        let due = super::walk::next_due(&day.days[0], &of_agenda(&day));
        let shown: Vec<_> = due.iter().map(|due| due.map(|due| due.format("%H:%M").to_string())).collect();
        assert_eq!(shown.iter().map(Option::as_deref).collect::<Vec<_>>(), expected, "{slots:?}");
    }
}

#[test]
fn a_fixed_point_that_was_met_is_not_missed_while_it_waits_to_go_on() {
    let mut day = held(&["09:00 180", "b 12:00 60"], &[(1, "09:00-12:00"), (2, "12:00-12:20"), (1, "12:20-")]);
    day.days[0].ends = "15:00".parse().ok();
    let projection = project(&day, &at("12:40"));
    assert_eq!((projection.days[0].misses.as_slice(), projection.slots[1].fixed), ([].as_slice(), false));
    assert_eq!(outcomes(&day, &at("12:40")).days[0].misses, []);
    // It was missed when it began too late.
    let late = held(&["09:00 180", "b 12:00 60"], &[(1, "09:00-12:10"), (2, "12:10-12:20"), (1, "12:20-")]);
    assert_eq!(outcomes(&late, &at("12:40")).days[0].misses[0].by, TimeDelta::minutes(10));
}

#[test]
fn nothing_is_late_by_less_than_a_minute() {
    let seconds = held(&["09:00 30", "f 09:30 30"], &[(1, "09:00:40-")]);
    let now = at("09:10");
    let projection = project(&seconds, &now);
    assert_eq!(projection.days[0].misses, []);
    assert!(projection.slots.iter().all(|slot| !slot.overflows));
    assert_eq!(outlook(&seconds, &projection, &now).overflowing, []);
    assert!(catch_up(&seconds, &now).is_empty());
    let minute = held(&["09:00 30", "f 09:30 30"], &[(1, "09:01-")]);
    assert_eq!(project(&minute, &now).days[0].misses[0].by, TimeDelta::minutes(1));
}
