//! Pastes: entries in one step, and never a command.

use crate::script::Screen;

#[test]
fn one_line_goes_into_the_line() {
    let mut screen = Screen::open();
    screen.typed("see ").paste("the plan\n").typed(" now");
    assert_eq!((screen.line(), screen.outline().len()), ("see the plan now", 0));
    screen.press("ctrl-z ctrl-z ctrl-z");
    assert_eq!(screen.line(), "see ", "a paste is taken back whole");
}

#[test]
fn several_lines_become_entries_at_once_and_are_taken_back_at_once() {
    let mut screen = Screen::open();
    let written = screen.acts.len();
    screen.typed("half").paste("- a\n  - b\n    - c\n- ! jim — d due 2019-11-30\n= e\n? f\n");
    assert_eq!(screen.outline(), ["a", "  b", "    c", "! Jim Botha — d due 2019-11-30", "= e", "? f"]);
    assert_eq!((screen.acts.len(), screen.line()), (written + 1, "half"));
    assert_eq!(screen.notice(), "Pasted 6 lines (Ctrl-Z takes them back)");
    screen.press("ctrl-u ctrl-z ctrl-z");
    assert_eq!(screen.line(), "", "the line's own edits come first");
    screen.press("ctrl-z");
    assert_eq!(screen.outline().len(), 0);
    assert_eq!(screen.notice(), "Took back 6 lines: a");
}

#[test]
fn levels_count_from_the_depth_of_the_line() {
    let mut screen = Screen::open();
    screen.lines(&["top"]).press("tab").paste("a\n\tb\nc");
    assert_eq!(screen.outline(), ["top", "  a", "    b", "  c"]);
}

#[test]
fn a_paste_never_executes_a_command() {
    let mut screen = Screen::open();
    screen.press("ctrl-n");
    screen.paste("/next\n/close\n/slot.next");
    assert_eq!(screen.outline(), ["/next", "/close", "/slot.next"]);
    screen.paste("/next");
    assert_eq!((screen.line(), screen.popup()), ("/next", None));
    screen.press("enter");
    assert_eq!((screen.running(), screen.outline().len()), (Some("Welcome"), 4));
}

#[test]
fn control_characters_do_no_harm() {
    let mut screen = Screen::open();
    screen.paste("a\u{1b}[31mb\u{7}\u{9b}2J");
    assert_eq!(screen.line(), "a␛[31mb␇\u{fffd}2J");
    screen.press("ctrl-u").paste("x\u{1b}[201~\nmore\u{202e}");
    assert_eq!(screen.outline(), ["x␛[201~", "more\u{fffd}"]);
}

#[test]
fn a_line_break_of_any_system_parts_lines() {
    let mut screen = Screen::open();
    screen.paste("a\rb\r\nc\u{2028}d");
    assert_eq!(screen.outline(), ["a", "b", "c", "d"]);
    screen.paste("e\u{2029}f");
    assert_eq!(screen.outline()[4..], ["e", "f"]);
}

#[test]
fn nothing_of_a_big_paste_is_lost() {
    let mut screen = Screen::open();
    let long = "word ".repeat(20_000);
    screen.paste(&long);
    assert_eq!(screen.outline(), [long.trim()]);
    let many: Vec<String> = (0..2000).map(|n| format!("line {n}")).collect();
    screen.paste(&many.join("\n"));
    assert_eq!(screen.outline()[1..], many);
}

#[test]
fn a_big_paste_behind_a_slash_or_into_a_question_is_cut_where_a_line_is_full_and_says_so() {
    const FULL: usize = 32_768;
    let part = "The paste is too long for one entry: only its beginning came in";
    let mut screen = Screen::open();
    screen.press("/").paste(&"wörd ".repeat(200_000));
    assert_eq!(screen.notice(), part);
    screen.press("x").press("esc");
    let line = screen.line();
    assert!(line.starts_with("/wörd wörd") && (FULL - 4..=FULL).contains(&line.len()), "{}", line.len());
    screen.press("ctrl-u ctrl-n /").typed("give").press("enter").paste(&"a".repeat(1 << 20));
    assert_eq!(screen.notice(), part);
    screen.press("esc").typed("goes on").press("enter");
    assert_eq!(screen.outline(), ["goes on"]);
}

#[test]
fn a_paste_of_nothing_is_nothing() {
    let mut screen = Screen::open();
    screen.paste("").paste("\n\n\n");
    assert_eq!((screen.line(), screen.outline().len()), ("", 0));
}

#[test]
fn in_an_edit_a_paste_stays_one_entry() {
    let mut screen = Screen::open();
    screen.lines(&["a", "b"]).press("up enter").paste(" one\ntwo\n").press("enter");
    assert_eq!(screen.outline(), ["a", "b one two"]);
}

#[test]
fn a_paste_closes_what_was_only_to_be_read_and_narrows_a_list() {
    let mut screen = Screen::open();
    screen.press("f1").paste("text");
    assert_eq!((screen.popup(), screen.line()), (None, "text"));
    screen.press("ctrl-q").paste(" more");
    assert_eq!((screen.popup(), screen.line(), screen.ended), (None, "text more", None));
    screen.press("ctrl-g").paste("plans\n").press("enter");
    assert_eq!(screen.viewed(), "Plans");
}

#[test]
fn a_paste_with_an_entry_selected_goes_to_the_line() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("up").paste("x\ny").typed("z");
    assert_eq!((screen.outline(), screen.line()), (vec!["a".to_owned(), "x".into(), "y".into()], "z"));
}
