//! What became of the plan, each rule with times written out.

use super::project::{at, run};
use super::*;
use crate::meeting::{Command, decide, open};

/// That day, the first slots having run as `09:00 09:20`; closed at noon.
fn held(slots: &[&str], runs: &[&str]) -> Meeting {
    let mut meeting = meeting(LOS_ANGELES, Some("2019-10-28"), slots);
    for (slot, run) in meeting.days[0].slots.iter_mut().zip(runs) {
        if let Some((from, to)) = run.split_once(' ') {
            slot.runs.push(Run { from: stamp(from), to: Some(stamp(to)) });
        }
    }
    meeting.closed = Some(stamp("12:00:00").at);
    meeting
}

fn slots(meeting: &Meeting) -> Vec<SlotOutcome> {
    outcomes(meeting, &stamp("12:00:00")).slots
}

fn day(meeting: &Meeting) -> DayOutcome {
    outcomes(meeting, &stamp("12:00:00")).days.remove(0)
}

#[test]
fn a_slot_ends_as_it_was_held_set_aside_withdrawn_or_never_reached() {
    let meeting = held(
        &["09:00 30", "s - 10", "p - 10", "p - 10", "x - 10", "- 10"],
        &["09:00:00 09:20:00", "", "", "09:20:00 09:30:00"],
    );
    let fates: Vec<Fate> = slots(&meeting).iter().map(|slot| slot.fate).collect();
    assert_eq!(fates, [Fate::Held, Fate::Skipped, Fate::Parked, Fate::Parked, Fate::Withdrawn, Fate::NotReached]);
    let open = Meeting { closed: None, ..meeting };
    assert_eq!(slots(&open)[5].fate, Fate::NotYet);
}

#[test]
fn a_slot_is_over_against_its_plan_and_what_was_given_to_it() {
    let over = |slot: &str, run: &str| slots(&held(&[slot], &[run]))[0].over.map(|over| over.num_minutes());
    assert_eq!(over("09:00 30", "09:00:00 09:42:00"), Some(12));
    assert_eq!(over("09:00 30 +10", "09:00:00 09:42:00"), Some(2));
    assert_eq!(over("09:00 30-60", "09:00:00 09:42:00"), Some(-18), "a range may take all of it");
    assert_eq!(over("+ - - +10", "09:00:00 09:12:00"), Some(2), "what was given is all the plan that it has");
    assert_eq!(over("09:00 -", "09:00:00 09:42:00"), None);
    assert_eq!(over("09:00 - +10", "09:00:00 09:42:00"), None, "ten minutes more than nobody knows");
    assert_eq!(over("09:00 30", ""), None);
}

#[test]
fn a_day_is_what_its_slots_are_and_pauses_are_no_time_spent() {
    let day = day(&held(
        &["09:00 30", "- 30", "b 10:00 15"],
        &["09:05:00 09:30:00", "09:40:00 10:10:00", "10:10:00 10:25:00"],
    ));
    let clock = |at: Option<DateTime<Tz>>| at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
    let times = [day.planned_start, day.planned_end, day.started, day.ended].map(clock);
    assert_eq!(times, ["09:00", "10:15", "09:05", "10:25"]);
    assert_eq!(day.planned_minutes, Some(75));
    assert_eq!([day.spent, day.idle, day.over.unwrap()].map(|time| time.num_minutes()), [70, 10, 10]);
}

#[test]
fn a_fixed_point_is_missed_by_a_minute_or_more_only() {
    let missed = |run: &str| {
        let misses = day(&held(&["f 09:00 30"], &[run])).misses;
        misses.first().map(|miss| miss.by.num_seconds())
    };
    assert_eq!(missed("09:00:59 09:30:00"), None);
    assert_eq!(missed("09:01:00 09:30:00"), Some(60));
    assert_eq!(missed("08:50:00 09:30:00"), None);
    assert_eq!(missed(""), None, "what was never held was not held late");
    assert_eq!(day(&held(&["09:00 30"], &["09:10:00 09:30:00"])).misses, []);
}

#[test]
fn a_stated_end_of_the_day_is_a_fixed_point() {
    let mut meeting = held(&["09:00 30"], &["09:00:00 09:50:00"]);
    assert_eq!(day(&meeting).misses, []);
    meeting.days[0].ends = "09:45:00".parse().ok();
    let by = TimeDelta::minutes(5);
    assert_eq!((day(&meeting).over, day(&meeting).misses), (Some(by), vec![Miss { point: Point::EndOfDay, by }]));
}

#[test]
fn a_day_that_goes_on_is_not_over_and_one_held_on_another_day_is_not_compared() {
    let mut meeting = held(&["09:00 30", "09:30 30"], &["09:00:00 10:20:00"]);
    assert_eq!(day(&meeting).over.map(|over| over.num_minutes()), Some(20));
    meeting.closed = None;
    assert_eq!(day(&meeting).over, None, "its second slot is still ahead");
    let mut later = held(&["f 09:00 30"], &["09:10:00 09:50:00"]);
    later.days[0].date = "2019-10-14".parse().ok();
    let later = day(&later);
    assert!(!later.is_comparable());
    assert_eq!((later.over, later.misses, later.spent.num_minutes()), (None, vec![], 40));
}

#[test]
fn a_moved_slot_counts_as_planned_where_the_agenda_has_it_and_as_held_where_it_stands() {
    let day = |date: &str, minutes: &[u32]| crate::meeting::PlannedDay {
        date: date.parse().ok(),
        slots: minutes.iter().map(|it| PlannedSlot { minutes: Some(*it), ..PlannedSlot::default() }).collect(),
        ..Default::default()
    };
    let agenda = crate::meeting::Agenda {
        days: vec![day("2019-10-28", &[10, 20, 30]), day("2019-10-29", &[40])],
        ..Default::default()
    };
    let writer = WriterId(1);
    let mut meeting = Meeting::default();
    let now = stamp("08:00:00");
    meeting.apply(&now, &open(agenda, "m".into(), "m".into(), None, "America/Los_Angeles".into(), writer));
    let id = |n| SlotId(Id { writer, n });
    for command in [Command::MoveSlot(id(2), None, 1), Command::TakeUp(id(2))] {
        for event in decide(&meeting, command, writer, &now).unwrap() {
            meeting.apply(&now, &event);
        }
    }
    let outcomes = outcomes(&meeting, &stamp("08:25:00"));
    let places: Vec<_> = outcomes.slots.iter().map(|slot| (slot.slot.0.n, slot.moved_from)).collect();
    assert_eq!(places, [(1, None), (3, None), (2, Some(Place { day: 0, nth: 1 })), (4, None)]);
    let days = |of: &dyn Fn(&DayOutcome) -> i64| outcomes.days.iter().map(of).collect::<Vec<_>>();
    assert_eq!(days(&|day| day.planned_minutes.unwrap().into()), [60, 40]);
    assert_eq!(days(&|day| day.spent.num_minutes()), [0, 25]);
}

#[test]
fn the_minutes_have_a_day_end_when_the_screen_has_it_end() {
    let rows: [(&str, &[&str], Option<&str>); 5] = [
        ("20:00..02:00", &[], Some("29T02:00")),
        ("..12:00", &["09:00 30", "- 30"], Some("28T12:00")),
        ("22:00..02:00", &["00:30 30"], Some("29T02:00")),
        ("09:00..", &["- 30", "- 45"], Some("28T10:15")),
        ("..", &["09:00 30", "- -"], None),
    ];
    for (hours, slots, expected) in rows {
        // What the day before gave to this one is planned where the agenda has it.
        let day = format!("2019-10-28 {hours}");
        let mut meeting = days(&[("2019-10-27", &["09:00 60"]), (&day, slots)]);
        let id = meeting.days[0].slots[0].id;
        meeting.apply(&at("27T08:00"), &Event::SlotMoved { slot: id, behind: None, day: 1, home: false });
        let now = at("27T08:00");
        let planned_end = outcomes(&meeting, &now).days[1].planned_end;
        assert_eq!(planned_end, project(&meeting, &now).days[1].planned_end, "{hours}");
        assert_eq!(planned_end, expected.map(|time| meeting.local(at(time).at)), "{hours}");
    }
}

/// When the day ended, the runs of its slots, whether it can be compared then, minutes by which points were missed and over.
type Row = (&'static str, [&'static str; 3], bool, &'static [i64], Option<i64>);

#[test]
fn screen_and_minutes_compare_the_same_days_with_their_plan() {
    let planned: [&str; 3] = ["f 09:00 60", "f 15:00 60", "16:00 60"];
    let rows: [Row; 6] = [
        ("28T23:30", ["22:00-22:03", "22:03-22:30", "22:30-23:30"], true, &[780, 423], Some(390)),
        ("29T05:10", ["22:00-22:10", "22:10-22:30", "22:30-29T05:00"], false, &[780, 430], None),
        ("29T09:00", ["29T08:00-29T08:10", "29T08:10-29T08:20", "29T08:20-29T09:00"], false, &[], None),
        ("27T21:10", ["27T20:50-27T20:55", "27T20:55-27T21:00", "27T21:00-27T21:10"], false, &[], None),
        // What was left over was held two days later where it stood: what was compared before still is.
        ("30T10:00", ["09:20-10:20", "15:20-16:00", "30T09:00-30T10:00"], false, &[20, 20], None),
        // The first was held long before, in the middle of another day.
        ("28T17:05", ["27T10:00-27T10:30", "15:00-16:00", "16:00-17:05"], true, &[], Some(5)),
    ];
    for (now, runs, compares, missed, over) in rows {
        let mut meeting = days(&[("2019-10-28", &planned)]);
        for (nth, times) in (1..).zip(runs) {
            run(&mut meeting, nth, times);
        }
        let now = at(now);
        let projection = project(&meeting, &now);
        assert_eq!(behind(&meeting, &projection, &now).is_some(), compares, "{runs:?}");
        meeting.closed = Some(now.at);
        let day = outcomes(&meeting, &now).days.remove(0);
        let minutes: Vec<_> = day.misses.iter().map(|miss| miss.by.num_minutes()).collect();
        assert_eq!((minutes.as_slice(), day.over.map(|over| over.num_minutes())), (missed, over), "{runs:?}");
        let row = compares || !missed.is_empty();
        assert_eq!(day.is_comparable(), row, "the planned row is there where a figure is: {runs:?}");
        assert_eq!(project(&meeting, &now).days[0].planned_end.is_some(), row, "{runs:?}");
    }
}
