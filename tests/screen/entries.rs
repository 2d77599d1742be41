//! What is done to entries that stand: selecting, editing in place, moving, ticking, removing.

use crate::script::Screen;

fn three() -> Screen {
    let mut screen = Screen::open();
    screen.lines(&["one", "! jim — two", "three"]);
    screen
}

#[test]
fn up_and_down_select_an_entry_above_the_line() {
    let mut screen = three();
    for (key, selected) in [
        ("down", None),
        ("up", Some("three")),
        ("up", Some("two")),
        ("up", Some("one")),
        ("up", Some("one")),
        ("down", Some("two")),
        ("down", Some("three")),
        ("down", None),
    ] {
        screen.press(key);
        assert_eq!(screen.selected(), selected, "{key}");
    }
}

#[test]
fn enter_edits_the_entry_in_place_and_enter_keeps() {
    let mut screen = three();
    screen.press("up up enter");
    assert_eq!(screen.line(), "! Jim Botha — two");
    screen.typed(" more").press("enter");
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two more", "three"]);
    assert_eq!((screen.line(), screen.selected()), ("", Some("two more")));
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two", "three"], "one step takes it back");
}

#[test]
fn esc_keeps_the_draft_of_an_edit_and_coming_again_goes_on_with_it() {
    let mut screen = three();
    screen.typed("own line").press("up enter").typed(" and more").press("esc");
    assert_eq!((screen.line(), screen.selected()), ("own line", Some("three")), "Esc goes back to where it was");
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two", "three"]);
    let mut screen = screen.restart(9);
    screen.press("up enter");
    assert_eq!(screen.line(), "three and more");
    screen.press("enter esc");
    assert_eq!((screen.outline()[2].as_str(), screen.line()), ("three and more", "own line"));
}

#[test]
fn an_edit_that_changed_nothing_leaves_nothing_behind() {
    let mut screen = three();
    let written = screen.acts.len();
    screen.press("up enter esc");
    assert_eq!(screen.model.drafts().count(), 0);
    screen.press("enter").typed("x").press("backspace alt-down");
    assert_eq!(screen.model.drafts().count(), 0);
    screen.press("alt-up up enter enter");
    assert_eq!((screen.acts.len(), screen.selected()), (written, Some("three")));
}

#[test]
fn while_an_entry_is_edited_the_keys_are_those_of_a_line() {
    let mut screen = three();
    screen.press("up enter home delete ctrl-d enter");
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two", "ree"]);
    screen.press("enter enter up enter");
    assert_eq!(screen.line(), "! Jim Botha — two", "Up goes on from the entry that was edited");
}

#[test]
fn an_edit_that_empties_the_entry_is_refused() {
    let mut screen = three();
    screen.press("up enter ctrl-u enter");
    assert_eq!(screen.notice(), "There is nothing to write down");
    screen.press("backspace");
    assert_eq!(screen.outline().len(), 3);
    screen.press("esc");
    assert_eq!((screen.outline()[2].as_str(), screen.selected()), ("three", Some("three")));
}

#[test]
fn the_empty_line_keeps_its_depth_while_an_entry_is_edited() {
    let mut screen = three();
    screen.press("tab up enter").typed("!").press("enter esc");
    assert_eq!(screen.model.line_depth(), 1);
}

#[test]
fn tab_and_shift_tab_move_the_entry_also_while_it_is_edited() {
    let mut screen = three();
    screen.press("up tab");
    assert_eq!(screen.outline()[2], "  three");
    screen.press("shift-tab");
    assert_eq!(screen.outline()[2], "three");
    screen.press("enter tab");
    assert_eq!(screen.outline()[2], "  three");
    screen.press("shift-tab");
    assert_eq!((screen.outline()[2].as_str(), screen.line()), ("three", "three"));
    screen.press("shift-tab");
    assert_eq!(screen.notice(), "It is at the outermost level");
}

#[test]
fn delete_removes_and_the_neighbour_is_selected() {
    let mut screen = three();
    screen.press("up up delete");
    assert_eq!((screen.outline(), screen.selected()), (vec!["one".to_owned(), "three".into()], Some("three")));
    assert_eq!(screen.notice(), "Removed (Ctrl-Z brings it back)");
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two", "three"]);
}

#[test]
fn done_ticks_an_action_item_and_unticks_it() {
    let mut screen = three();
    screen.press("up up ctrl-d");
    assert_eq!(screen.outline()[1], "! Jim Botha — two (done)");
    screen.press("ctrl-d");
    assert_eq!(screen.outline()[1], "! Jim Botha — two");
    screen.press("up ctrl-d");
    assert_eq!(screen.notice(), "Only an action item can be done or open");
}

#[test]
fn the_kind_goes_around_and_an_action_item_keeps_its_owner_and_number() {
    let mut screen = three();
    screen.press("up up");
    for kind in ["= Jim Botha — two", "? Jim Botha — two", "Jim Botha — two", "! Jim Botha — two"] {
        screen.press("ctrl-r");
        assert_eq!(screen.outline()[1], kind);
    }
    assert_eq!(screen.model.meeting().action_items().next().unwrap().2.number, 1);
}

#[test]
fn an_entry_moves_up_and_down_and_stays_selected() {
    let mut screen = three();
    screen.press("up alt-shift-up");
    assert_eq!((screen.outline()[1].as_str(), screen.selected()), ("three", Some("three")));
    screen.press("alt-k");
    assert_eq!(screen.outline()[0], "three");
    screen.press("alt-shift-down alt-j");
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two", "three"]);
    screen.press("alt-j");
    assert_eq!(screen.notice(), "There is nothing beyond it on its level");
}

#[test]
fn an_entry_moves_to_another_slot() {
    let mut screen = three();
    screen.press("up alt-m");
    assert_eq!(screen.popup(), Some("Move to"));
    screen.typed("plans").press("enter");
    assert_eq!((screen.viewed(), screen.selected()), ("Welcome", None));
    assert_eq!(screen.outline_of("Plans"), ["three"]);
    assert_eq!(screen.notice(), "Moved to Plans");
}

#[test]
fn the_draft_of_an_edit_goes_with_its_entry() {
    let mut screen = three();
    screen.press("up enter").typed(" more").press("esc alt-m").typed("plans").press("enter");
    screen.press("ctrl-g").typed("plans").press("enter up enter");
    assert_eq!(screen.line(), "three more");
}

#[test]
fn the_text_of_an_edit_survives_its_entry() {
    let mut screen = three();
    screen.press("up enter").typed(" more").press("esc delete");
    assert_eq!(screen.line(), "three more");
    let mut screen = three();
    screen.press("up enter").typed(" x").press("up up delete ctrl-z");
    assert_eq!(screen.line(), "three ", "the edits of the line come first");
}

#[test]
fn a_printable_key_returns_to_the_line_and_is_typed_there() {
    let mut screen = three();
    screen.typed("ab").press("up up").typed("c");
    assert_eq!((screen.line(), screen.selected()), ("abc", None));
}

#[test]
fn the_verbs_of_an_entry_ask_for_a_selection() {
    let mut screen = three();
    screen.press("alt-x").typed("entry.done").press("enter");
    assert_eq!(screen.notice(), "Select an entry first: ↑");
}

#[test]
fn pages_scroll_the_notes_and_the_last_page_follows_what_is_typed() {
    let mut screen = Screen::open();
    let lines: Vec<String> = (0..60).map(|n| format!("line {n}")).collect();
    screen.paste(&lines.join("\n")).size(80, 24);
    let tail = screen.model.scroll;
    screen.press("pageup");
    assert_ne!(screen.model.scroll, tail);
    screen.press("pageup pageup pageup pageup pageup pageup pageup pageup");
    screen.press("pagedown pagedown pagedown pagedown pagedown pagedown pagedown pagedown pagedown");
    assert_eq!(screen.model.scroll, tail);
    screen.press("pageup").typed("x");
    assert_eq!(screen.model.scroll, tail, "typing shows the newest lines");
}

#[test]
fn a_position_within_a_long_entry_survives_a_wider_screen() {
    let mut screen = Screen::open();
    screen.size(40, 12).lines(&["word ".repeat(400).trim(), "short"]).press("pageup pageup pageup");
    screen.size(130, 45).press("pagedown pageup pageup");
    screen.size(40, 12).press("up up down pagedown");
}
