//! Undo and redo: the line first, by word, then acts; each named and brought on screen.

use crate::script::Screen;

#[test]
fn the_edits_of_the_line_come_first_by_word_then_the_acts() {
    let mut screen = Screen::open();
    screen.lines(&["first"]).typed("second line");
    screen.press("ctrl-z");
    assert_eq!(screen.line(), "second ");
    screen.press("ctrl-z");
    assert_eq!((screen.line(), screen.outline().len()), ("", 1));
    screen.press("ctrl-z");
    assert_eq!((screen.outline().len(), screen.notice()), (0, "Took back a line: first"));
    screen.press("ctrl-z");
    assert_eq!(screen.notice(), "There is nothing to take back");
    screen.press("ctrl-y ctrl-y ctrl-y");
    assert_eq!((screen.line(), screen.outline()), ("second line", vec!["first".to_owned()]));
    assert_eq!(screen.notice(), "Did again a line: first");
    screen.press("alt-z alt-z alt-z alt-y alt-y alt-y");
    assert_eq!((screen.line(), screen.outline().len()), ("second line", 1), "the second way is the same");
}

#[test]
fn undo_goes_back_over_a_restart_without_limit() {
    let mut screen = Screen::open();
    for n in 0..150 {
        screen.lines(&[&format!("line {n}")]);
    }
    let mut screen = screen.restart(60);
    for _ in 0..150 {
        screen.press("ctrl-z");
    }
    assert_eq!(screen.outline().len(), 0);
    let mut screen = screen.restart(60);
    for _ in 0..150 {
        screen.press("ctrl-y");
    }
    assert_eq!(screen.outline().len(), 150);
}

#[test]
fn what_is_taken_back_is_brought_on_screen() {
    let mut screen = Screen::open();
    screen.lines(&["said"]).press("alt-down alt-down ctrl-z");
    assert_eq!((screen.viewed(), screen.outline().len()), ("Welcome", 0));
    screen.press("alt-down ctrl-y");
    assert_eq!((screen.viewed(), screen.outline().len()), ("Welcome", 1));
}

#[test]
fn undoing_a_next_slot_gives_the_time_back_and_goes_back() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(60).press("ctrl-n").wait(5).press("ctrl-z").wait(5);
    assert_eq!((screen.viewed(), screen.running(), screen.spent("Welcome")), ("Welcome", Some("Welcome"), 70));
    assert!(screen.slot("Middleware").runs.is_empty());
    assert_eq!(screen.notice(), "Took back the clock of Middleware");
    screen.press("ctrl-y").wait(5);
    assert_eq!((screen.viewed(), screen.running(), screen.spent("Welcome")), ("Middleware", Some("Middleware"), 60));
}

#[test]
fn undoing_the_first_start_shows_the_slot_whose_clock_it_was() {
    let mut screen = Screen::open();
    screen.press("alt-down ctrl-n alt-down alt-down ctrl-z");
    assert_eq!((screen.viewed(), screen.running()), ("Middleware", None));
    screen.press("ctrl-y alt-down ctrl-t ctrl-z");
    assert_eq!((screen.viewed(), screen.running()), ("Middleware", Some("Middleware")));
}

#[test]
fn an_entry_that_is_gone_is_not_selected() {
    let mut screen = Screen::open();
    screen.lines(&["a", "b"]).press("up ctrl-z");
    assert_eq!((screen.outline().len(), screen.selected()), (1, None));
    screen.typed("x");
    assert_eq!(screen.line(), "x");
}

#[test]
fn a_removed_parent_comes_back_with_its_levels() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab").lines(&["b"]).press("tab").lines(&["c"]).press("up up up delete");
    assert_eq!(screen.outline(), ["b", "  c"]);
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), ["a", "  b", "    c"]);
}

#[test]
fn a_line_typed_before_a_slot_change_is_still_undone_by_word() {
    let mut screen = Screen::open();
    screen.typed("one two").press("alt-down alt-up ctrl-z");
    assert_eq!(screen.line(), "one ");
}

#[test]
fn somebody_put_on_the_roster_can_be_taken_off() {
    let mut screen = Screen::open();
    screen.lines(&["! Zed Zoo, Ann Lee — x"]).press("alt-r ctrl-z");
    assert_eq!(screen.notice(), "Took back Zed Zoo on the roster");
    assert!(screen.model.meeting().people.iter().all(|person| person.name != "Zed Zoo"));
}

#[test]
fn undo_after_a_night_does_not_count_the_night() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(60).lines(&["said"]).press("ctrl-q l");
    let mut screen = screen.restart(16 * 3600);
    screen.press("ctrl-z");
    assert_eq!((screen.outline().len(), screen.running()), (0, None), "leaving is no edit");
    screen.press("ctrl-z").wait(5);
    assert_eq!((screen.running(), screen.spent("Welcome")), (None, 0), "the start is taken back, and no clock runs");
    screen.press("ctrl-y").wait(5);
    assert_eq!((screen.running(), screen.spent("Welcome")), (None, 60), "doing it again ends where the scribe left");
}
