//! Days on which the clock changes, forward and back, in three zones and in one that changes none, with times written out.

use super::standing::standing_at;
use super::*;

/// A day in that zone with its clock running on the first slot since a moment of UTC.
fn day(zone: Tz, date: &str, slots: &[&str], since: &str) -> Meeting {
    let mut meeting = meeting(zone, Some(date), slots);
    meeting.days[0].slots[0].runs.push(Run { from: utc(since), to: None });
    meeting
}

fn utc(time: &str) -> Stamp {
    Stamp::wall(format!("{time}:00Z").parse().unwrap())
}

fn times(meeting: &Meeting, of: impl Fn(&Projected) -> Option<DateTime<Tz>>, now: &str) -> Vec<String> {
    let shown = |projected: &Projected| of(projected).map_or("?".to_owned(), |time| time.format("%H:%M%z").to_string());
    project(meeting, &utc(now)).slots.iter().map(shown).collect()
}

/// A day whose first slot begins ten minutes late, and 30 minutes later: its lengths by the agenda, what was planned, and
/// what is projected then.
struct Row {
    zone: Tz,
    date: &'static str,
    slots: [&'static str; 3],
    lengths: [Option<u32>; 3],
    planned: [&'static str; 3],
    late_by_ten: &'static str,
    now: &'static str,
    projected: [&'static str; 3],
}

const ROWS: [Row; 8] = [
    // 02:00 PST became 03:00 PDT.
    Row {
        zone: Tz::America__Los_Angeles,
        date: "2020-03-08",
        slots: ["01:00 -", "03:30 60", "- 30"],
        lengths: [Some(90), Some(60), Some(30)],
        planned: ["01:00-0800", "03:30-0700", "04:30-0700"],
        late_by_ten: "2020-03-08T09:10",
        now: "2020-03-08T09:40",
        projected: ["01:10-0800", "03:40-0700", "04:40-0700"],
    },
    // 02:00 PDT became 01:00 PST.
    Row {
        zone: Tz::America__Los_Angeles,
        date: "2019-11-03",
        slots: ["00:30 -", "02:00 60", "- 30"],
        lengths: [Some(150), Some(60), Some(30)],
        planned: ["00:30-0700", "02:00-0800", "03:00-0800"],
        late_by_ten: "2019-11-03T07:40",
        now: "2019-11-03T08:10",
        projected: ["00:40-0700", "02:10-0800", "03:10-0800"],
    },
    // 02:00 CET became 03:00 CEST.
    Row {
        zone: Tz::Europe__Berlin,
        date: "2019-03-31",
        slots: ["01:30 -", "03:30 60", "- 30"],
        lengths: [Some(60), Some(60), Some(30)],
        planned: ["01:30+0100", "03:30+0200", "04:30+0200"],
        late_by_ten: "2019-03-31T00:40",
        now: "2019-03-31T01:10",
        projected: ["01:40+0100", "03:40+0200", "04:40+0200"],
    },
    // 03:00 CEST became 02:00 CET.
    Row {
        zone: Tz::Europe__Berlin,
        date: "2019-10-27",
        slots: ["01:30 -", "03:30 60", "- 30"],
        lengths: [Some(180), Some(60), Some(30)],
        planned: ["01:30+0200", "03:30+0100", "04:30+0100"],
        late_by_ten: "2019-10-26T23:40",
        now: "2019-10-27T00:10",
        projected: ["01:40+0200", "03:40+0100", "04:40+0100"],
    },
    // 02:00 became 02:30.
    Row {
        zone: Tz::Australia__Lord_Howe,
        date: "2019-10-06",
        slots: ["01:30 -", "03:00 60", "- 30"],
        lengths: [Some(60), Some(60), Some(30)],
        planned: ["01:30+1030", "03:00+1100", "04:00+1100"],
        late_by_ten: "2019-10-05T15:10",
        now: "2019-10-05T15:40",
        projected: ["01:40+1030", "03:10+1100", "04:10+1100"],
    },
    // 02:00 became 01:30.
    Row {
        zone: Tz::Australia__Lord_Howe,
        date: "2019-04-07",
        slots: ["01:00 -", "02:30 60", "- 30"],
        lengths: [Some(120), Some(60), Some(30)],
        planned: ["01:00+1100", "02:30+1030", "03:30+1030"],
        late_by_ten: "2019-04-06T14:10",
        now: "2019-04-06T14:40",
        projected: ["01:10+1100", "02:40+1030", "03:40+1030"],
    },
    // No clock changes in Phoenix, on either day.
    Row {
        zone: Tz::America__Phoenix,
        date: "2020-03-08",
        slots: ["01:00 -", "03:30 60", "- 30"],
        lengths: [Some(150), Some(60), Some(30)],
        planned: ["01:00-0700", "03:30-0700", "04:30-0700"],
        late_by_ten: "2020-03-08T08:10",
        now: "2020-03-08T08:40",
        projected: ["01:10-0700", "03:40-0700", "04:40-0700"],
    },
    Row {
        zone: Tz::America__Phoenix,
        date: "2019-11-03",
        slots: ["00:30 -", "02:00 60", "- 30"],
        lengths: [Some(90), Some(60), Some(30)],
        planned: ["00:30-0700", "02:00-0700", "03:00-0700"],
        late_by_ten: "2019-11-03T07:40",
        now: "2019-11-03T08:10",
        projected: ["00:40-0700", "02:10-0700", "03:10-0700"],
    },
];

#[test]
fn lengths_elapsed_and_projected_times_are_right_across_a_clock_change() {
    for row in ROWS {
        let meeting = day(row.zone, row.date, &row.slots, row.late_by_ten);
        let which = format!("{} {}", row.zone, row.date);
        let lengths: Vec<_> = planned(&meeting).iter().map(|planned| planned.minutes).collect();
        assert_eq!(lengths, row.lengths, "{which}");
        assert_eq!(times(&meeting, |slot| slot.planned.start, row.now), row.planned, "{which}");
        assert_eq!(times(&meeting, |slot| slot.start, row.now), row.projected, "{which}");
        let standing = standing_at(&meeting, &utc(row.now)).unwrap();
        assert_eq!(standing.behind, TimeDelta::minutes(10), "{which}");
        assert_eq!(meeting.days[0].slots[0].elapsed(&utc(row.now)), TimeDelta::minutes(30), "{which}");
    }
}

#[test]
fn a_fixed_point_at_a_time_that_spring_skips_is_due_when_the_clock_has_jumped() {
    let slots = ["01:00 30", "f 02:30 30"];
    for (zone, date, since, due) in [
        (Tz::America__Los_Angeles, "2020-03-08", "2020-03-08T09:00", "03:30-0700"),
        (Tz::Europe__Berlin, "2019-03-31", "2019-03-31T00:00", "03:30+0200"),
        // The jump ends at 02:30 there.
        (Tz::Australia__Lord_Howe, "2019-10-06", "2019-10-05T14:30", "02:30+1100"),
        (Tz::America__Phoenix, "2020-03-08", "2020-03-08T08:00", "02:30-0700"),
    ] {
        let meeting = day(zone, date, &slots, since);
        assert_eq!(times(&meeting, |slot| slot.start, since)[1], due, "{zone}");
    }
}

#[test]
fn a_slot_that_runs_over_the_change_has_the_minutes_that_passed() {
    // From 01:30 summer time to 01:30 winter time, an hour later.
    let meeting = day(LOS_ANGELES, "2019-11-03", &["01:30 60", "- 30"], "2019-11-03T08:30");
    assert_eq!(times(&meeting, |slot| slot.end, "2019-11-03T08:40"), ["01:30-0800", "02:00-0800"]);
    assert_eq!(meeting.days[0].slots[0].elapsed(&utc("2019-11-03T09:30")), TimeDelta::minutes(60));
    assert_eq!(standing_at(&meeting, &utc("2019-11-03T09:30")).unwrap().behind, TimeDelta::zero());
}

#[test]
fn slots_around_the_changes_of_brussels_take_what_passes_and_not_what_the_wall_shows() {
    // Date, start, minutes stated or the start of what follows; from and to in UTC, and how long that is.
    for (date, slots, from, to, minutes) in [
        ("2019-10-26", ["22:00 210", "- 30"], "2019-10-26T20:00", "2019-10-26T23:30", 210),
        ("2019-10-27", ["01:30 -", "03:30 30"], "2019-10-26T23:30", "2019-10-27T02:30", 180),
        ("2020-03-29", ["01:30 -", "03:30 30"], "2020-03-29T00:30", "2020-03-29T01:30", 60),
        // 02:30 comes twice that night; the agenda means the first.
        ("2019-10-27", ["02:30 30", "- 30"], "2019-10-27T00:30", "2019-10-27T01:00", 30),
        ("2019-10-28", ["09:00 30", "- 30"], "2019-10-28T08:00", "2019-10-28T08:30", 30),
    ] {
        let meeting = day(Tz::Europe__Brussels, date, &slots, from);
        let slot = planned(&meeting)[0];
        assert_eq!((slot.start.unwrap(), slot.minutes), (meeting.local(utc(from).at), Some(minutes)), "{date}");
        assert_eq!(slot.end(), Some(meeting.local(utc(to).at)), "{date}");
        assert_eq!(project(&meeting, &utc(from)).slots[1].start, slot.end(), "{date}");
        assert_eq!(standing_at(&meeting, &utc(to)).unwrap().behind, TimeDelta::zero(), "{date}");
    }
    // What began in the second of the two hours is an hour later than the first.
    let second = day(Tz::Europe__Brussels, "2019-10-27", &["02:30 30", "- 30"], "2019-10-27T01:30");
    assert_eq!(times(&second, |slot| slot.start, "2019-10-27T01:40"), ["02:30+0100", "03:00+0100"]);
    assert_eq!(standing_at(&second, &utc("2019-10-27T01:40")).unwrap().behind, TimeDelta::minutes(60));
}
