//! What is still to come of the whole meeting, with times written out.

use super::project::{at, move_behind, run};
use super::*;
use crate::meeting::{Content, EntryId};

/// Minutes needed and minutes of room; the places of what overflows and of what was put off, `!` parked, counted from 1.
fn seen(meeting: &Meeting, now: &str) -> (i64, i64, Vec<usize>, Vec<String>) {
    let now = at(now);
    let outlook = outlook(meeting, &project(meeting, &now), &now);
    let place = |id: SlotId| meeting.slots().position(|slot| slot.id == id).unwrap() + 1;
    let put_off = |it: &PutOff| {
        let minutes = it.minutes.map_or("?".to_owned(), |minutes| minutes.to_string());
        format!("{}{} {minutes}", if it.fate == Fate::Parked { "!" } else { "" }, place(it.slot))
    };
    let overflowing = outlook.overflowing.iter().map(|slot| place(*slot)).collect();
    (
        outlook.needed.num_minutes(),
        outlook.room.num_minutes(),
        overflowing,
        outlook.put_off.iter().map(put_off).collect(),
    )
}

fn two_days() -> Meeting {
    days(&[("2019-10-28 ..12:00", &["09:00 60", "b - 30", "- 60"]), ("2019-10-29 ..11:00", &["09:00 60", "- 45"])])
}

#[test]
fn before_the_meeting_there_is_as_much_to_do_as_was_planned_and_the_room_of_all_days() {
    assert_eq!(seen(&two_days(), "27T08:00"), (150 + 105, 180 + 120, vec![], vec![]));
}

#[test]
fn while_it_runs_what_is_left_counts_against_the_room_that_is_left() {
    let mut meeting = two_days();
    run(&mut meeting, 1, "09:20-");
    // 40 minutes of the first, 90 more, and the next day; 140 minutes are left until noon.
    assert_eq!(seen(&meeting, "09:40"), (40 + 90 + 105, 140 + 120, vec![], vec![]));
    assert_eq!(seen(&meeting, "10:45"), (90 + 105, 75 + 120, vec![3], vec![]), "over by 25 minutes");
}

#[test]
fn what_was_moved_to_a_full_day_does_not_fit_there() {
    let mut meeting = two_days();
    run(&mut meeting, 1, "09:00-");
    move_behind(&mut meeting, 3, Some(4), 1);
    assert_eq!(seen(&meeting, "09:00"), (90 + 165, 180 + 120, vec![5], vec![]));
    assert_eq!(meeting.days[1].slots.len(), 3);
}

#[test]
fn what_was_parked_passed_over_or_not_reached_is_put_off_and_what_was_skipped_or_is_a_break_is_not() {
    let mut meeting = days(&[
        ("2019-10-28", &["09:00 30", "- 20", "b - 10", "p - 25", "s - 15", "- -", "- 30"]),
        ("2019-10-29", &["09:00 30", "- 15", "- 30"]),
    ]);
    run(&mut meeting, 1, "09:00-09:30");
    assert_eq!(seen(&meeting, "10:00").3, ["!4 25"], "today the others may still come");
    run(&mut meeting, 8, "29T09:00-29T09:30");
    run(&mut meeting, 10, "29T09:30-");
    assert_eq!(seen(&meeting, "29T09:35").3, ["2 20", "!4 25", "6 ?", "7 30", "9 15"]);
}

#[test]
fn what_the_minutes_call_not_reached_is_put_off_and_what_they_call_not_timed_is_not() {
    let mut two = days(&[("2019-10-28", &["09:00 30", "- 20", "- 20", "- 20"]), ("2019-10-29", &["09:00 30", "- 15"])]);
    run(&mut two, 1, "09:00-09:30");
    note(&mut two, 3);
    let told = |now: &str| {
        let fates = outcomes(&two, &at(now)).slots.iter().map(|slot| slot.fate.word()).collect::<Vec<_>>();
        (fates, seen(&two, now).3)
    };
    let (held, reached, timed, yet) = ("held", "not_reached", "not_timed", "not_yet");
    assert_eq!(told("09:40"), (vec![held, yet, timed, yet, yet, yet], vec![]));
    let put_off = vec!["2 20".to_owned(), "4 20".to_owned()];
    assert_eq!(told("29T08:00"), (vec![held, reached, timed, reached, yet, yet], put_off));
}

/// Something is noted in a slot, counted from 1.
fn note(meeting: &mut Meeting, nth: usize) {
    let slot = meeting.slots().nth(nth - 1).unwrap().id;
    let entry = EntryId(Id { writer: WriterId(1), n: 99 });
    let content = Content { text: "Said".to_owned(), ..Content::default() };
    let added = Event::EntryAdded { slot, entry, after: None, depth: 0, content: Box::new(content) };
    meeting.apply(&at("09:00"), &added);
}

#[test]
fn a_slot_that_was_parked_after_it_had_begun_would_take_what_is_left_of_it() {
    let mut meeting = days(&[("2019-10-28", &["p 09:00 30", "- 30"])]);
    run(&mut meeting, 1, "09:00-09:20");
    run(&mut meeting, 2, "09:20-");
    assert_eq!(seen(&meeting, "09:30").3, ["!1 10"]);
    let first = meeting.days[0].slots[0].id;
    meeting.days[0].slots[1].continues = Some(first);
    assert_eq!(seen(&meeting, "09:30").3, Vec::<String>::new(), "its rest stands elsewhere");
}

#[test]
fn the_meeting_ends_with_its_last_day() {
    let mut meeting = two_days();
    run(&mut meeting, 1, "09:00-");
    let ends = |meeting: &Meeting, now: &str| outlook(meeting, &project(meeting, &at(now)), &at(now)).ends;
    assert_eq!(ends(&meeting, "09:10"), Some(meeting.local(at("29T10:45").at)));
    meeting.closed = Some(at("09:30").at);
    assert_eq!(ends(&meeting, "09:40"), None);
}
