//! Sequences of keys and presets on the meeting screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use minutebook::app::{Action, Keymap, Mode, Msg, Preset};

use crate::panes::{Panes, shown};
use crate::script::Screen;

fn with(preset: Preset) -> Screen {
    let mut screen = Screen::open();
    screen.model.keymap = Keymap::of(preset);
    // As where settings are read: every pane is drawn with them.
    screen.panes = Panes::of(&screen.model);
    screen
}

fn foot(screen: &Screen) -> String {
    shown(screen).lines().last().unwrap_or_default().trim().to_owned()
}

#[test]
fn a_sequence_that_has_begun_is_shown_with_what_may_follow() {
    let mut screen = with(Preset::Emacs);
    screen.typed("half a line").press("ctrl-x");
    let begun = foot(&screen);
    assert!(begun.starts_with("Ctrl-X …") && begun.contains("n next slot"), "{begun}");
    screen.press("b");
    assert_eq!((screen.popup(), screen.line()), (Some("Jump to"), "half a line"), "its letter is typed nowhere");
    screen.press("ctrl-g");
    assert_eq!(screen.popup(), None, "Ctrl-G goes back");
}

#[test]
fn a_key_that_leads_nowhere_ends_a_sequence_and_says_so() {
    let mut screen = with(Preset::Emacs);
    screen.typed("a").press("ctrl-x y");
    assert_eq!((screen.notice(), screen.line()), ("Ctrl-X y is bound to nothing", "a"));
    screen.typed("y");
    assert_eq!(screen.line(), "ay");
    screen.press("ctrl-x esc").typed("!");
    assert_eq!((screen.notice(), screen.line()), ("", "ay!"));
}

#[test]
fn the_users_own_sequence_is_pressed_in_a_list_too() {
    let mut screen = Screen::open();
    screen.model.keymap.bind(Action::SelectDown, vec!["alt-1 alt-2".parse().unwrap()]);
    screen.press("ctrl-g alt-1 alt-2 enter");
    assert_eq!(screen.viewed(), "Middleware");
}

#[test]
fn emacs_hands_find_what_they_know() {
    let mut screen = with(Preset::Emacs);
    screen.typed("one two three").press("alt-b alt-d ctrl-a ctrl-y");
    assert_eq!(screen.line(), "threeone two ");
    screen.press("ctrl-e ctrl-w ctrl-/");
    assert_eq!(screen.line(), "threeone two ", "Ctrl-/ takes back");
    screen.press("ctrl-a ctrl-k ctrl-y ctrl-x ctrl-s");
    assert_eq!((screen.outline(), screen.line()), (vec!["threeone two".to_owned()], ""));
    screen.press("ctrl-p");
    assert_eq!(screen.selected(), Some("threeone two"));
    screen.press("ctrl-g ctrl-x n");
    assert_eq!(screen.running(), Some("Welcome"));
}

#[test]
fn a_line_as_in_vim_begins_in_insert_mode_and_escape_leads_to_normal_mode() {
    let mut screen = with(Preset::Vim);
    screen.typed("drop the gate");
    assert!(foot(&screen).ends_with("INSERT"), "{}", foot(&screen));
    screen.press("esc").typed("bdwx");
    assert!(foot(&screen).ends_with("NORMAL"), "{}", foot(&screen));
    assert_eq!(screen.line(), "drop the");
    screen.typed("u").press("u");
    assert_eq!(screen.line(), "drop the gate");
    screen.press("ctrl-r").typed("0cwkeep").press("enter");
    assert_eq!((screen.outline(), screen.model.vim.mode()), (vec!["keep the".to_owned()], Mode::Insert));
    screen.typed("next");
    assert_eq!(screen.line(), "next", "a fresh line is typed");
}

#[test]
fn in_normal_mode_letters_are_verbs_and_go_back_to_typing() {
    let mut screen = with(Preset::Vim);
    screen.lines(&["one", "two", "three"]).press("esc").typed("2k");
    assert_eq!(screen.selected(), Some("two"));
    screen.typed("dd");
    assert_eq!(screen.outline(), ["one", "three"]);
    screen.typed("u");
    assert_eq!(screen.outline(), ["one", "two", "three"]);
    screen.typed("jgt");
    assert_eq!(screen.viewed(), "Middleware");
    screen.typed("gTgt");
    assert_eq!(
        (screen.viewed(), screen.line()),
        ("Middleware", ""),
        "who goes there by keys of normal mode stays in it"
    );
    screen.typed(":");
    assert!(screen.popup().is_some());
    screen.press("esc").typed("q");
    assert_eq!(screen.notice(), "q is no key of normal mode: i goes back to typing");
    screen.typed("ihello");
    assert_eq!(screen.line(), "hello");
}

#[test]
fn behind_a_colon_enter_does_nothing_that_was_not_typed_whole() {
    for typed in ["e", "42", "s/a/b", "wx", "next week", ""] {
        let mut screen = with(Preset::Vim);
        screen.press("esc").typed(":").typed(typed).press("enter");
        let done = (screen.popup(), screen.running(), screen.outline(), screen.line());
        assert_eq!(done, (None, None, Vec::new(), ""), ":{typed}");
        assert_eq!(screen.notice().is_empty(), typed.is_empty(), ":{typed}: {}", screen.notice());
    }
    for typed in ["q", "q!", "wq", "x"] {
        let mut screen = with(Preset::Vim);
        screen.press("esc").typed(":").typed(typed).press("enter");
        assert!(matches!(screen.model.overlay, Some(minutebook::app::overlay::Overlay::Leave { .. })), ":{typed}");
    }
    let mut screen = with(Preset::Vim);
    screen.press("esc").typed(":w").press("enter");
    assert_eq!(screen.notice(), "Every line is saved as it is typed");
    screen.typed(":next").press("enter");
    assert_eq!(screen.running(), Some("Welcome"));
    screen.typed(":").press("down up enter");
    assert_eq!(screen.running(), Some("Middleware"), "what was chosen by hand is taken");
    screen.typed(":").press("backspace");
    assert_eq!(screen.popup(), None, "the colon is taken back");
}

#[test]
fn an_entry_is_edited_with_both_modes_and_left_by_escape_twice() {
    let mut screen = with(Preset::Vim);
    screen.lines(&["one two"]).press("up enter");
    screen.typed("!").press("esc").typed("0dw").press("enter");
    assert_eq!(screen.outline(), ["two!"]);
    screen.press("up enter").typed("?").press("esc esc");
    assert_eq!((screen.model.editing, screen.outline()), (None, vec!["two!".to_owned()]));
    assert_eq!(screen.model.vim.mode(), Mode::Normal, "who left it by keys of normal mode goes on with them");
    screen.typed("jk");
    assert_eq!((screen.selected(), screen.line()), (Some("two!"), ""));
}

#[test]
fn u_goes_through_the_changes_of_the_line_and_then_to_the_meetings() {
    let mut screen = with(Preset::Vim);
    screen.lines(&["a note"]).typed("abc def").press("esc").typed("x");
    let mut seen = Vec::new();
    for _ in 0..3 {
        screen.typed("u");
        seen.push(screen.line().to_owned());
    }
    assert_eq!((seen, screen.outline()), (vec!["abc def".to_owned(), String::new(), String::new()], Vec::new()));
    for _ in 0..3 {
        screen.press("ctrl-r");
    }
    assert_eq!((screen.line(), screen.outline()), ("abc de", vec!["a note".to_owned()]));
}

#[test]
fn the_verb_that_undoes_goes_back_in_the_same_history() {
    let mut screen = with(Preset::Vim);
    screen.lines(&["a note"]).typed("abc").press("esc").typed("uA").typed("new").press("ctrl-z");
    assert_eq!((screen.line(), screen.model.vim.mode()), ("", Mode::Insert), "the stay, and not what u took back");
    screen.press("ctrl-y");
    assert_eq!(screen.line(), "new");
    screen.press("ctrl-z").typed("other").press("esc").typed("u");
    assert_eq!(screen.line(), "");
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), Vec::<String>::new(), "then the meeting's");
}

#[test]
fn what_a_count_adds_on_escape_is_kept_like_what_is_typed() {
    let mut screen = with(Preset::Vim);
    screen.press("esc").typed("3iab").press("esc");
    assert_eq!(screen.line(), "ababab");
    assert_eq!(screen.drafts.values().map(|draft| draft.text.as_str()).collect::<Vec<_>>(), ["ababab"]);
}

#[test]
fn u_of_an_entry_that_is_edited_goes_back_to_its_text() {
    let mut screen = with(Preset::Vim);
    screen.lines(&["hello world"]).press("up enter").typed(" more").press("esc").typed("u");
    assert_eq!(screen.line(), "hello world");
}

#[test]
fn in_normal_mode_what_else_changes_the_line_is_taken_back_too() {
    let mut screen = with(Preset::Vim);
    screen.typed("abc def").press("esc").press("backspace ctrl-h");
    assert_eq!((screen.line(), screen.model.line.cursor()), ("abc def", 4), "as h: nothing is deleted");
    screen.press("delete").typed("u");
    assert_eq!(screen.line(), "abc def");
    screen.paste("XY ").typed("u");
    assert_eq!(screen.line(), "abc def");
}

/// What a terminal says without a protocol for keys: an Esc, and the key behind it.
fn behind_escape(screen: &mut Screen, c: char) {
    let event = KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT | KeyModifiers::META);
    screen.send(Msg::Key(event));
}

#[test]
fn escape_and_a_key_close_behind_it_are_two_where_a_line_as_in_vim_is_typed() {
    let mut screen = with(Preset::Vim);
    screen.typed("send the budgt report");
    behind_escape(&mut screen, 'b');
    screen.typed("bcwbudget");
    behind_escape(&mut screen, 'A');
    screen.typed(".");
    assert_eq!(screen.line(), "send the budget report.");
    for c in "cwiuaxn".chars() {
        behind_escape(&mut screen, c);
        assert_eq!((screen.popup(), screen.viewed()), (None, "Welcome"), "{c}");
        screen.press("esc u i");
    }
    for (code, line) in [(KeyCode::Enter, ""), (KeyCode::Backspace, "sent")] {
        let mut screen = with(Preset::Vim);
        screen.typed("sent");
        screen.send(Msg::Key(KeyEvent::new(code, KeyModifiers::ALT | KeyModifiers::META)));
        assert_eq!(screen.line(), line, "{code:?}");
    }
    screen.press("alt-a");
    assert!(screen.popup().is_some(), "what a terminal says was held is that");
    screen.press("esc esc");
    for c in "acigu-=".chars() {
        behind_escape(&mut screen, c);
        assert_eq!((screen.popup(), screen.running()), (None, None), "{c}: an Esc to be sure of normal mode");
        screen.press("esc esc");
    }
    let mut screen = with(Preset::Default);
    screen.press("ctrl-g");
    behind_escape(&mut screen, '0');
    assert_eq!((screen.popup(), screen.line()), (None, "0"), "who leaves a pop-up and types on loses no letter");
    let mut screen = with(Preset::Default);
    screen.typed("one two");
    behind_escape(&mut screen, 'a');
    assert!(screen.popup().is_some(), "without modes it is Alt");
}

#[test]
fn a_count_before_what_is_done_to_a_line_does_it_so_often() {
    let mut screen = with(Preset::Vim);
    screen.lines(&["one", "two", "three", "four"]).press("esc").typed("3k2dd");
    assert_eq!(screen.outline(), ["one", "four"]);
    screen.typed("uu");
    assert_eq!(screen.outline(), ["one", "two", "three", "four"]);
    screen.press("esc esc").typed("k9dd");
    assert_eq!(screen.outline(), ["one", "two", "three"], "downwards, as far as there are any");
}

#[test]
fn what_is_pasted_in_normal_mode_leaves_the_cursor_on_it() {
    let mut screen = with(Preset::Vim);
    screen.typed("one").press("esc").typed("$").paste(" two").typed("x");
    assert_eq!(screen.line(), "one tw");
    screen.paste("x\ny\nz\n");
    assert_eq!(screen.outline().len(), 3);
    screen.typed("u");
    assert_eq!(screen.outline(), Vec::<String>::new(), "what was added goes with the first u");
}

#[test]
fn keys_that_are_others_by_now_end_what_had_begun() {
    let mut screen = with(Preset::Emacs);
    screen.press("ctrl-x");
    screen.model.change(Keymap::of(Preset::Default), screen.model.settings.clone());
    screen.panes = Panes::of(&screen.model);
    screen.typed("b");
    assert_eq!((screen.line(), screen.popup()), ("b", None));
}

#[test]
fn in_emacs_hands_alt_with_a_letter_that_is_for_words_opens_nothing() {
    let mut screen = with(Preset::Emacs);
    screen.typed("one two");
    for key in ["alt-u", "alt-c", "alt-l", "alt-t", "alt-q", "alt-z"] {
        screen.press(key);
        assert_eq!((screen.popup(), screen.line()), (None, "one two"), "{key}");
    }
}

#[test]
fn after_an_entry_was_edited_it_goes_on_in_the_mode_before() {
    let mut screen = with(Preset::Vim);
    screen.lines(&["one", "two"]).press("esc").typed("kcc").press("ctrl-u").typed("new").press("esc enter");
    assert_eq!((screen.outline(), screen.model.vim.mode()), (vec!["one".to_owned(), "new".to_owned()], Mode::Normal));
    screen.typed("kdd");
    assert_eq!(screen.outline(), ["new"]);
    screen.typed("i").press("up enter").typed("er").press("enter").typed("x");
    assert_eq!((screen.outline(), screen.line()), (vec!["newer".to_owned()], "x"), "who came from typing types");
}

#[test]
fn ctrl_c_leaves_insert_mode_and_never_the_meeting() {
    let mut screen = with(Preset::Vim);
    screen.typed("one two").press("ctrl-c").typed("lb").press("ctrl-c").typed("cwx");
    assert_eq!((screen.line(), screen.popup(), screen.ended.is_none()), ("one x", None, true));
}

#[test]
fn every_verb_of_the_meeting_that_has_a_key_has_one_in_vims_normal_mode_that_needs_no_alt() {
    let keymap = Keymap::of(Preset::Vim);
    for verb in minutebook::app::VERBS.iter().filter(|verb| verb.scope == minutebook::app::Scope::Meeting) {
        let shown: Vec<String> = keymap.keys(verb.action).iter().map(ToString::to_string).collect();
        assert!(shown.is_empty() || shown.iter().any(|key| !key.starts_with("Alt-")), "{}: {shown:?}", verb.name);
    }
}

#[test]
fn words_in_emacs_are_letters_and_what_is_deleted_in_a_row_comes_back_whole() {
    let mut screen = with(Preset::Emacs);
    screen.typed("one (two), three").press("ctrl-a alt-f").typed("X");
    assert_eq!(screen.line(), "oneX (two), three");
    screen.press("alt-f").typed("Y").press("alt-b").typed("Z");
    assert_eq!(screen.line(), "oneX (ZtwoY), three");
    screen.press("ctrl-e alt-backspace alt-backspace");
    assert_eq!(screen.line(), "oneX (");
    screen.press("ctrl-a ctrl-y");
    assert_eq!(screen.line(), "ZtwoY), threeoneX (");
    screen.press("ctrl-a alt-d alt-d ctrl-e ctrl-y");
    assert_eq!(screen.line(), " (ZtwoY), threeoneX");
    screen.press("alt-b ctrl-k ctrl-a ctrl-k ctrl-y");
    assert_eq!(screen.line(), " (ZtwoY), ", "a step between begins anew");
}

#[test]
fn what_an_unknown_command_takes_is_no_command_either() {
    let mut screen = with(Preset::Vim);
    screen.typed("one two").press("esc").typed("ma");
    assert_eq!(screen.notice(), "ma is no key of normal mode: i goes back to typing");
    screen.typed("\"ayy`a'a");
    assert_eq!((screen.line(), screen.model.vim.mode()), ("one two", Mode::Normal));
    screen.typed("dq");
    assert_eq!(screen.notice(), "dq is no key of normal mode: i goes back to typing");
}

#[test]
fn the_help_of_a_preset_shows_its_keys() {
    let screen = with(Preset::Vim);
    let help = minutebook::app::overlay::help(&screen.model.keymap, 100);
    assert!(help.iter().any(|row| row.keys == "The line in normal mode"));
    assert!(help.iter().any(|row| row.keys.contains("g n")), "{help:?}");
}
