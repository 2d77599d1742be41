//! What is copied out of the meeting, and what is said of it. Not here: the copy itself, which the shell makes.

use minutebook::app::{Effect, Extract, ReadOnly};

use crate::script::Screen;

fn two() -> Screen {
    let mut screen = Screen::open();
    screen.lines(&["one", "! jim — two"]);
    screen
}

#[test]
fn the_entry_that_is_selected_is_copied() {
    let mut screen = two();
    screen.press("up ctrl-insert");
    assert_eq!(screen.asked, [Effect::CopyOf(Extract::Entry(screen.entry("two")))]);
    assert_eq!(screen.notice(), "Copied: two");
    assert_eq!(screen.selected(), Some("two"), "it stays selected");
}

#[test]
fn without_a_selection_it_is_said_how_to_select() {
    let mut screen = two();
    screen.typed("/copy").press("enter");
    assert_eq!(screen.asked, []);
    assert_eq!(screen.notice(), "Select an entry first: ↑");
}

#[test]
fn the_slot_and_the_action_items_are_copied_by_a_word() {
    for (line, extract, said) in [
        ("/copy slot", None, "Copied: Welcome"),
        ("/copy-slot", None, "Copied: Welcome"),
        ("/copy actions", Some(Extract::Actions), "Copied: the action items"),
        ("/copy-actions", Some(Extract::Actions), "Copied: the action items"),
    ] {
        let mut screen = two();
        screen.typed(line).press("enter");
        let extract = extract.unwrap_or(Extract::Slot(screen.slot_id("Welcome")));
        assert_eq!(screen.asked, [Effect::CopyOf(extract)], "{line}");
        assert_eq!((screen.notice(), screen.line()), (said, ""), "{line}");
    }
}

#[test]
fn what_cannot_be_copied_is_said_and_nothing_is() {
    let mut screen = two();
    screen.typed("/copy lunch").press("enter");
    assert_eq!(screen.asked, []);
    assert!(screen.notice().contains("`lunch` cannot be copied"), "{}", screen.notice());
}

#[test]
fn a_screen_that_is_only_for_reading_copies_too() {
    let mut screen = two();
    screen.read_only(Some(ReadOnly::Held { by: "Bo".to_owned(), gone: false })).press("up ctrl-insert");
    assert_eq!(screen.asked.len(), 1);
}
