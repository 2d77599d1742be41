//! The line being typed: committing it, its depth, its draft, its completion.

use crate::script::Screen;

#[test]
fn printable_keys_go_into_the_line_and_enter_commits_it_to_the_slot_on_screen() {
    let mut screen = Screen::open();
    screen.typed("hello").press("space").typed("Wörld 書");
    assert_eq!(screen.line(), "hello Wörld 書");
    screen.press("enter");
    assert_eq!((screen.line(), screen.outline()), ("", vec!["hello Wörld 書".to_owned()]));
    screen.press("alt-down").lines(&["next"]);
    assert_eq!(screen.outline_of("Middleware"), ["next"]);
}

#[test]
fn the_line_is_read_when_it_is_committed() {
    let mut screen = Screen::open();
    screen.lines(&["! jim — draft DM-1 due 2019-11-30", "= drop it", "? who", "DECISION: so be it", "\\! text"]);
    let expected =
        ["! Jim Botha — draft DM-1 due 2019-11-30", "= drop it", "? who", "= so be it", "! text"].map(str::to_owned);
    assert_eq!(screen.outline(), expected);
}

#[test]
fn tab_goes_deeper_but_at_most_one_level_below_the_entry_above() {
    let mut screen = Screen::open();
    screen.press("tab");
    assert_eq!(screen.model.line_depth(), 0, "there is nothing above the first entry");
    assert!(screen.notice().contains("deeper"), "{}", screen.notice());
    screen.lines(&["a"]).press("tab tab").lines(&["b"]).press("tab tab").lines(&["c"]);
    assert_eq!(screen.outline(), ["a", "  b", "    c"]);
}

#[test]
fn after_enter_the_next_line_keeps_the_depth_and_shift_tab_goes_up() {
    let mut screen = Screen::open();
    screen
        .lines(&["a"])
        .press("tab")
        .lines(&["b", "c"])
        .press("shift-tab")
        .lines(&["d"])
        .press("shift-tab")
        .lines(&["e"]);
    assert_eq!(screen.outline(), ["a", "  b", "  c", "d", "e"]);
}

#[test]
fn backspace_or_enter_on_an_empty_line_goes_one_level_up() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab").lines(&["b"]).press("tab").lines(&["c"]);
    screen.press("enter");
    assert_eq!(screen.model.line_depth(), 1);
    screen.press("backspace");
    assert_eq!(screen.model.line_depth(), 0);
    screen.press("backspace enter").lines(&["d"]);
    assert_eq!(screen.outline(), ["a", "  b", "    c", "d"]);
}

#[test]
fn a_level_that_is_not_there_any_more_costs_no_key() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab").lines(&["b"]).press("tab").lines(&["c"]);
    screen.press("up delete delete esc");
    assert_eq!((screen.outline(), screen.model.line_depth()), (vec!["a".to_owned()], 1));
    screen.press("shift-tab");
    assert_eq!(screen.model.line_depth(), 0);
    screen.press("tab").lines(&["d"]).press("tab").lines(&["e"]);
    assert_eq!(screen.outline(), ["a", "  d", "    e"]);
}

#[test]
fn in_another_slot_the_line_begins_at_the_outermost_level() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab").lines(&["b"]).press("alt-down").lines(&["x"]);
    assert_eq!(screen.outline(), ["x"]);
    screen.press("alt-up").lines(&["c"]);
    assert_eq!(screen.outline(), ["a", "  b", "c"]);
}

#[test]
fn a_half_typed_line_stays_with_its_slot_also_after_a_restart() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab").typed("half typed").press("left left").press("alt-down");
    assert_eq!((screen.viewed(), screen.line()), ("Middleware", ""));
    screen.typed("other").press("ctrl-n ctrl-n");
    assert_eq!((screen.viewed(), screen.line()), ("Break", ""));
    let mut screen = screen.restart(60);
    assert_eq!((screen.viewed(), screen.line()), ("Break", ""));
    screen.press("alt-up");
    assert_eq!(screen.line(), "other");
    screen.press("alt-up");
    assert_eq!((screen.line(), screen.model.line_depth()), ("half typed", 1));
    screen.typed("X");
    assert_eq!(screen.line(), "half typXed", "the cursor is where it was");
    screen.press("enter");
    assert_eq!(screen.outline(), ["a", "  half typXed"]);
}

#[test]
fn a_sign_alone_is_what_was_typed_and_blanks_are_nothing() {
    let mut screen = Screen::open();
    screen.lines(&["!", "   "]);
    assert_eq!((screen.line(), screen.outline()), ("   ", vec!["!".to_owned()]));
}

#[test]
fn the_line_has_the_usual_keys_of_a_terminal() {
    let mut screen = Screen::open();
    for (keys, line) in [
        ("left X", "one two threXe"),
        ("home X", "Xone two three"),
        ("ctrl-a X", "Xone two three"),
        ("ctrl-a end X", "one two threeX"),
        ("home ctrl-e X", "one two threeX"),
        ("ctrl-w", "one two "),
        ("ctrl-u", ""),
        ("home ctrl-right ctrl-k", "one "),
        ("alt-b X", "one two Xthree"),
        ("ctrl-left ctrl-left X", "one Xtwo three"),
        ("home alt-f X", "one Xtwo three"),
        ("home right delete", "oe two three"),
        ("home ctrl-d", "ne two three"),
        ("ctrl-h", "one two thre"),
        ("backspace", "one two thre"),
    ] {
        screen.press("ctrl-e ctrl-u").typed("one two three").press(keys);
        assert_eq!(screen.line(), line, "{keys}");
    }
}

#[test]
fn keys_that_the_text_area_would_take_by_itself_do_nothing() {
    let mut screen = Screen::open();
    screen.typed("one two").press("ctrl-j ctrl-v alt-d alt-< alt-> alt-p ctrl-x ctrl-o ctrl-s alt-v");
    assert_eq!((screen.line(), screen.outline().len()), ("one two", 0));
}

#[test]
fn a_completion_is_taken_by_right_at_the_end_of_the_line() {
    let mut screen = Screen::open();
    screen.typed("ask @fri");
    assert_eq!(screen.model.completion.as_ref().unwrap().rest, "tz Moeller");
    screen.press("right");
    assert_eq!(screen.line(), "ask @Fritz Moeller");
    screen.press("ctrl-u").typed("ask @fri").press("left right");
    assert_eq!(screen.line(), "ask @fri", "within the line Right only moves");
}

#[test]
fn a_completion_is_taken_by_tab_directly_after_a_mention_only() {
    let mut screen = Screen::open();
    screen.lines(&["above"]).typed("ask @fri").press("tab");
    assert_eq!((screen.line(), screen.model.line_depth()), ("ask @Fritz Moeller", 0));
    screen.press("tab");
    assert_eq!((screen.line(), screen.model.line_depth()), ("ask @Fritz Moeller", 1), "nothing is open: deeper");
    screen.press("shift-tab ctrl-u").typed("! ji");
    assert!(screen.model.completion.is_some(), "an owner is offered");
    screen.press("tab");
    assert_eq!((screen.line(), screen.model.line_depth()), ("! ji", 1), "but no mention is being typed");
    screen.press("right");
    assert_eq!(screen.line(), "! jim Botha".replace('j', "J"));
}

#[test]
fn a_mention_earlier_in_the_line_does_not_make_tab_take_an_owner() {
    let mut screen = Screen::open();
    screen.lines(&["above"]).typed("! @RV-SST, ji");
    let offered = screen.model.completion.is_some();
    screen.press("tab");
    assert_eq!((screen.line(), screen.model.line_depth()), ("! @RV-SST, ji", 1), "offered: {offered}");
}

#[test]
fn enter_never_takes_a_completion() {
    let mut screen = Screen::open();
    screen.lines(&["ask @fri"]);
    assert_eq!(screen.outline(), ["ask @fri"]);
}

#[test]
fn an_owner_whom_nobody_knows_is_kept_flagged_and_offered_for_the_roster() {
    let mut screen = Screen::open();
    screen.typed("! Ann Lee, Zed Zoo — draft");
    assert_eq!(screen.preview(), "action item · Ann Lee, Zed Zoo? (not on the roster) · no date");
    screen.press("enter");
    assert_eq!(screen.outline(), ["! Ann Lee, Zed Zoo — draft"]);
    assert_eq!(screen.notice(), "Zed Zoo is not on the roster: Alt-R adds");
    screen.press("alt-r");
    assert_eq!(screen.notice(), "Zed Zoo is on the roster");
    screen.typed("! zed — plan");
    assert_eq!(screen.preview(), "action item · Zed Zoo · no date");
    screen.press("enter alt-r");
    assert_eq!(screen.notice(), "Everybody named so far is on the roster");
}

#[test]
fn the_preview_follows_the_line() {
    let mut screen = Screen::open();
    assert_eq!(screen.preview(), "");
    screen.typed("! jim — x DM-7 due 2019-11-29");
    assert_eq!(screen.preview(), "action item · Jim Botha · due Fri 29 Nov · DM-7");
    screen.press("ctrl-u");
    assert_eq!(screen.preview(), "");
}

#[test]
fn control_characters_and_key_releases_type_nothing() {
    use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
    let mut screen = Screen::open();
    let key = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
    screen.send(minutebook::app::Msg::Key(key('\u{1b}')));
    screen.send(minutebook::app::Msg::Key(KeyEvent { kind: KeyEventKind::Release, ..key('x') }));
    assert_eq!(screen.line(), "");
    let alt_gr = KeyEvent::new(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT);
    screen.send(minutebook::app::Msg::Key(alt_gr));
    assert_eq!(screen.line(), "@", "AltGr types");
}
