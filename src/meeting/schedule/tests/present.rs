//! Which slot pauses, how long, and what the day comes to that is next, with times written out.

use super::project::{at, run};
use super::*;

/// The number of the current slot, counted from 1, and minutes behind.
fn seen(meeting: &Meeting, now: &str) -> (Option<u32>, Option<i64>) {
    let now = at(now);
    let projection = project(meeting, &now);
    let behind = behind(meeting, &projection, &now).map(|behind| behind.num_minutes());
    (projection.current.map(|slot| slot.0.n), behind)
}

#[test]
fn a_pause_ends_with_its_day_and_the_next_day_is_on_time_until_it_should_have_begun() {
    let mut two = days(&[("2019-10-28", &["20:00 90"]), ("2019-10-29", &["09:00 60", "- 30"])]);
    run(&mut two, 1, "20:00-21:06");
    for (now, expected) in [
        ("21:10", (Some(1), Some(4))),
        ("23:59", (Some(1), Some(173))),
        ("29T01:29", (Some(1), Some(263))),
        ("29T01:30", (None, Some(0))),
        ("29T08:30", (None, Some(0))),
        ("29T09:00", (None, Some(0))),
        ("29T09:20", (None, Some(20))),
    ] {
        assert_eq!(seen(&two, now), expected, "at {now}");
    }
    assert_eq!(catch_up(&two, &at("29T08:30")), Vec::new(), "nothing of yesterday can be cut");
    let projection = project(&two, &at("29T09:20"));
    assert_eq!((projection.today, projection.days[1].end), (Some(1), Some(two.local(at("29T10:50").at))));
}

#[test]
fn a_night_meeting_pauses_over_midnight_until_the_next_day_opens() {
    let mut night = days(&[("2019-10-28", &["20:00 120", "22:00 240"]), ("2019-10-29", &["05:00 60"])]);
    run(&mut night, 1, "20:00-22:00");
    for (now, current) in [("23:50", Some(1)), ("29T01:30", Some(1)), ("29T04:59", Some(1)), ("29T05:00", None)] {
        assert_eq!(seen(&night, now).0, current, "at {now}");
    }
}

#[test]
fn a_pause_on_the_date_of_its_day_lasts_however_long_it_is() {
    let mut day = days(&[("2019-10-28", &["07:00 30", "20:00 30"])]);
    run(&mut day, 1, "07:00-07:30");
    assert_eq!(seen(&day, "20:10"), (Some(1), Some(10)));
}

#[test]
fn a_day_that_runs_into_the_night_unplanned_is_over_when_people_have_slept() {
    let mut late = days(&[("2019-10-28", &["16:00 60", "- 60"]), ("2019-10-29", &["09:00 60"])]);
    run(&mut late, 1, "16:00-23:50");
    run(&mut late, 2, "29T00:10-29T00:40");
    for (now, current) in [("29T00:50", Some(2)), ("29T04:39", Some(2)), ("29T04:40", None), ("29T08:30", None)] {
        assert_eq!(seen(&late, now).0, current, "at {now}");
    }
}

#[test]
fn a_day_that_is_held_on_another_date_pauses_on_that_one() {
    let mut resumed = days(&[("2019-10-14", &["09:00 60", "- 60"])]);
    run(&mut resumed, 1, "14T09:00-14T09:30");
    assert_eq!(seen(&resumed, "15T09:00"), (None, None));
    run(&mut resumed, 1, "28T09:00-28T09:10");
    assert_eq!(seen(&resumed, "28T21:30"), (Some(1), None), "all day");
    assert_eq!(seen(&resumed, "29T08:30"), (None, None));
}

#[test]
fn the_slot_that_pauses_is_the_one_that_ran_last_however_short_it_was() {
    let mut day = days(&[("2019-10-28", &["09:00 30", "- 30", "- 30"])]);
    run(&mut day, 3, "09:00-09:10");
    run(&mut day, 1, "09:10-09:20");
    run(&mut day, 2, "09:20-09:20:04");
    assert_eq!(seen(&day, "09:21").0, Some(2));
    run(&mut day, 3, "09:21-09:21");
    assert_eq!(seen(&day, "09:21").0, Some(3), "taken up and left in one moment");
    assert_eq!(ran_last(&day).map(|slot| slot.id.0.n), Some(3));
}

#[test]
fn what_was_put_first_on_a_day_that_is_not_begun_makes_it_no_later() {
    let mut two = days(&[("2019-10-28", &["09:00 30"]), ("2019-10-29", &["> - 45", "09:00 60"])]);
    run(&mut two, 1, "09:00-09:30");
    assert_eq!(seen(&two, "29T08:45"), (None, Some(0)));
    assert_eq!(seen(&two, "29T09:05"), (None, Some(5)));
}
