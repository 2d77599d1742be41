//! `minutebook next` without a screen: what it writes, where, and what it says.

use super::*;
use crate::series::Held;

/// Two meetings of a series, a week apart, with two action items in the first.
fn two_weeks() -> Desk {
    let desk = Desk::new();
    let mut first = Held::opens(&desk, 1, Some("Circle"), "Circle 2026-04-20", "2026-04-20");
    first.owes(3, 1, "draft the plan", &["Ada Conti"], None);
    first.owes(4, 2, "book a room", &["Bruno Serra"], Some("2026-05-11"));
    first.closes();
    let mut second = Held::opens(&desk, 2, Some("circle"), "Circle 2026-04-27", "2026-04-27");
    second.decides(3, "we read on");
    second.closes();
    desk
}

#[test]
fn the_next_agenda_of_a_series_has_its_open_items_and_what_was_not_discussed() {
    let desk = two_weeks();
    let done = desk.run(&["next", "Circle", "-o", "next.md"]);
    assert_eq!((done.code, done.stdout.as_str()), (Some(0), "next.md\n"), "{done:?}");
    assert!(done.stderr.contains("2 open action items; for 2026-05-04"), "{}", done.stderr);
    let text = fs::read_to_string(desk.path("next.md")).expect("an agenda");
    for line in [
        "title: Circle 2026-05-04",
        "series: circle",
        "## 09:00 Review action items\nDuration: 30m",
        "- action-1 Ada Conti — draft the plan (since 2026-04-20, Budget)",
        "- action-2 Bruno Serra — book a room (due 2026-05-11, since 2026-04-20, Budget)",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line:?} in {text}");
    }
    assert!(!text.contains("## Budget"), "it was discussed: {text}");
    let read = desk.run(&["check", "--json", "next.md"]).json();
    assert_eq!(read["head"]["follows"], "019d0a52-7c1e-7cc3-98c4-000000000002", "{read}");
}

#[test]
fn an_agenda_that_is_there_stays_as_it_is() {
    let desk = two_weeks();
    fs::write(desk.path("next.md"), "mine").expect("a file");
    let done = desk.run(&["next", "-o", "next.md", "--date", "2026-06-01"]);
    assert_eq!((done.code, done.stdout.as_str()), (Some(0), "next-2.md\n"), "{done:?}");
    assert!(done.stderr.contains("next.md is there already"), "{}", done.stderr);
    assert_eq!(fs::read_to_string(desk.path("next.md")).expect("a file"), "mine");
    assert!(fs::read_to_string(desk.path("next-2.md")).expect("an agenda").contains("# 2026-06-01\n"));
    let part = desk.run(&["next", "CIRC", "-o", "-"]);
    assert!(part.stdout.starts_with("---\ntitle: Circle 2026-05-04\n"), "{part:?}");
    let shown = desk.run(&["next", "2026-04-27-circle-2026-04-27", "-o", "-"]);
    assert!(shown.stdout.starts_with("---\ntitle: Circle 2026-05-04\n"), "{shown:?}");
}

#[test]
fn a_second_agenda_after_the_same_meeting_is_written_and_the_first_is_named() {
    let desk = two_weeks();
    let first = desk.run(&["next", "Circle", "-o", "next.md"]);
    assert!(!first.stderr.contains("is there already"), "{}", first.stderr);
    let second = desk.run(&["next", "Circle", "-o", "other.md", "--date", "2026-06-01"]);
    assert_eq!(second.stdout, "other.md\n");
    let said = "an agenda that follows Circle 2026-04-27 is there already: ";
    assert!(second.stderr.contains(said) && second.stderr.contains("next.md"), "{}", second.stderr);
}

#[test]
fn a_folder_that_is_not_there_is_said_before_anything_is_gone_through() {
    two_weeks().run(&["next", "Circle", "-o", "nowhere/next.md"]).fails(1, &["there is no folder nowhere", "hint: "]);
}

#[test]
fn what_is_no_series_and_no_meeting_is_said_so() {
    Desk::new().run(&["next"]).fails(1, &["there are no meetings yet", "hint: "]);
    two_weeks().run(&["next", "Square"]).fails(1, &["`Square` is no series", "hint: "]);
    two_weeks().run(&["next", "--date", "soonish"]).fails(2, &["soonish"]);
}

#[test]
fn a_meeting_without_a_series_says_that_its_items_are_not_carried() {
    let desk = Desk::new();
    let mut alone = Held::opens(&desk, 1, None, "Walk", "2026-04-20");
    alone.owes(3, 1, "bring water", &[], None);
    let done = desk.run(&["next", "-o", "next.md"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    for words in ["belongs to no series", "still in progress", "no date is known"] {
        assert!(done.stderr.contains(words), "{words:?} in {}", done.stderr);
    }
    assert!(fs::read_to_string(desk.path("next.md")).expect("an agenda").contains("- action-1 bring water"));
}
