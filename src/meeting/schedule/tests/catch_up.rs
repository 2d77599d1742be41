//! What is proposed to catch up, with the minutes written out.

use super::*;

/// The proposals as `Breaks: 2 -10 | misses 0 ends 12:00`, slots counted from 1, `!3` one that is parked.
fn proposals(meeting: &Meeting, now: &str) -> Vec<String> {
    let place = |id: SlotId| meeting.slots().position(|slot| slot.id == id).unwrap() + 1;
    let cut = |cut: &Cut| match cut {
        Cut::Shorten(slot, minutes) => format!("{} -{minutes}", place(*slot)),
        Cut::Park(slot) => format!("!{}", place(*slot)),
    };
    let shown = |proposal: &Proposal| {
        let cuts: Vec<String> = proposal.cuts.iter().map(cut).collect();
        let late = proposal.misses.iter().map(|miss| miss.by.num_minutes()).max().unwrap_or(0);
        let end = proposal.end.map_or("-".to_owned(), |end| end.format("%H:%M").to_string());
        format!("{:?}: {} | late {late} ends {end}", proposal.way, cuts.join(", "))
    };
    catch_up(meeting, &stamp(now)).iter().map(shown).collect()
}

fn running(slots: &[&str], current: usize, since: &str) -> Meeting {
    let mut meeting = meeting(LOS_ANGELES, Some("2019-10-28"), slots);
    meeting.days[0].slots[current].runs.push(Run { from: stamp(since), to: None });
    meeting
}

#[test]
fn breaks_give_up_to_half_and_topics_give_in_proportion_and_the_last_ones_are_parked() {
    let meeting = running(&["09:00 60", "b - 20", "- 60", "- 30", "f 12:00 60"], 0, "09:40:00");
    // 20 minutes of idle time stand before noon; 09:40 + 170 minutes is 12:30.
    assert_eq!(
        proposals(&meeting, "09:40:00"),
        [
            "Breaks: 2 -10 | late 20 ends 13:20",
            "Evenly: 1 -5, 2 -10, 3 -10, 4 -5 | late 0 ends 13:00",
            "ParkLast: !4 | late 0 ends 13:00",
        ]
    );
}

#[test]
fn a_break_that_is_enough_is_the_only_proposal() {
    let meeting = running(&["09:00 60", "b - 20", "- 60", "f 11:20 40"], 0, "09:07:00");
    assert_eq!(proposals(&meeting, "09:07:00"), ["Breaks: 2 -10 | late 0 ends 12:00"]);
}

#[test]
fn a_day_in_time_needs_no_proposal() {
    let meeting = running(&["09:00 60", "b - 20", "- 60"], 0, "08:55:00");
    assert_eq!(proposals(&meeting, "09:07:00"), Vec::<String>::new());
    let silent = self::meeting(LOS_ANGELES, Some("2019-10-20"), &["09:00 60"]);
    assert_eq!(proposals(&silent, "09:07:00"), Vec::<String>::new());
}

#[test]
fn a_planned_end_is_a_point_to_meet_even_where_it_is_not_stated() {
    let meeting = running(&["09:00 60", "- 60"], 0, "09:10:00");
    assert_eq!(
        proposals(&meeting, "09:10:00"),
        ["Evenly: 1 -5, 2 -5 | late 0 ends 11:00", "ParkLast: !2 | late 0 ends 10:10"]
    );
}

#[test]
fn of_the_running_slot_only_what_is_left_can_be_cut() {
    let meeting = running(&["09:00 60", "- 10"], 0, "09:10:00");
    // 57 of its 60 minutes are over: 3 are left, and the other keeps its 5.
    assert_eq!(proposals(&meeting, "10:07:00")[0], "Evenly: 1 -3, 2 -5 | late 2 ends 10:12");
}

#[test]
fn a_range_gives_down_to_its_lower_bound_and_no_further() {
    let meeting = running(&["09:00 60", "- 30-60", "f 11:00 30"], 0, "09:40:00");
    assert_eq!(
        proposals(&meeting, "09:40:00"),
        [
            "Breaks: 2 -30 | late 10 ends 11:40",
            "Evenly: 1 -10, 2 -30 | late 0 ends 11:30",
            "ParkLast: !2 | late 0 ends 11:30"
        ]
    );
}

#[test]
fn what_was_cut_before_is_not_cut_twice() {
    let meeting = running(&["09:00 60", "b - 20 -10", "- 60 -30", "f 10:40 40"], 0, "09:40:00");
    assert_eq!(proposals(&meeting, "10:05:00")[0], "Evenly: 1 -30 | late 10 ends 11:30");
}

#[test]
fn a_lunch_in_time_shields_the_morning_and_gives_of_its_own_length() {
    let meeting = running(&["09:00 60", "- 60", "bf 12:00 60", "- 60", "f 13:50 20"], 0, "09:00:00");
    // The morning has an hour to spare; only lunch and the topic after it can make room for 13:50.
    assert_eq!(proposals(&meeting, "09:05:00"), ["Breaks: 3 -10 | late 0 ends 14:10"]);
}

#[test]
fn a_length_that_no_agenda_states_counts_as_a_day_and_costs_no_time() {
    let (first, last) = ("f 09:00 30", "f 18:00 30");
    let rows: [([&str; 4], u32, &[&str]); 3] = [
        ([first, "b - 4294967295", "b - 4294967295", last], 1440, &["Breaks: 2 -720, 3 -720 | late 930 ends 10:00"]),
        (
            [first, "l - 4294967295 +1440", "b - 4294967295 -1440", last],
            0,
            &["Evenly: 2 -2160 | late 210 ends 22:00", "ParkLast: !2 | late 0 ends 18:30"],
        ),
        (
            [first, "- - +1440", "b - 4294967295 +1440", last],
            2160,
            &[
                "Breaks: 3 -2160 | late 1650 ends 22:00",
                "Evenly: 2 -1080, 3 -2160 | late 570 ends 04:00",
                "ParkLast: !2, 3 -2160 | late 210 ends 22:00",
            ],
        ),
    ];
    for (slots, slack, expected) in rows {
        let day = running(&slots, 0, "09:00:00");
        let projection = project(&day, &stamp("09:10:00"));
        assert_eq!(projection.days[0].slack, slack, "{slots:?}");
        assert_eq!(proposals(&day, "09:10:00"), expected, "{slots:?}");
    }
}

#[test]
fn no_journal_gives_or_takes_more_than_a_day() {
    for (minutes, given) in [(i32::MAX, 24 * 60), (i32::MIN, -24 * 60), (24 * 60 - 1, 24 * 60 - 1)] {
        let mut day = running(&["09:00 30"], 0, "09:00:00");
        let slot = day.days[0].slots[0].id;
        let back = day.apply(&stamp("09:10:00"), &Event::SlotGiven { slot, minutes });
        assert_eq!(day.days[0].slots[0].given, given);
        assert_eq!(back, [Event::SlotGiven { slot, minutes: -given }], "and no more is taken back");
    }
}
