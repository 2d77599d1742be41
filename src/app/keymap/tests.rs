use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;

fn key(text: &str) -> Key {
    text.parse().expect("a key")
}

#[test]
fn every_default_key_is_a_key_and_no_scope_has_it_twice() {
    let mut seen = std::collections::HashSet::new();
    for verb in VERBS {
        for text in verb.keys {
            assert!(seen.insert((verb.scope, key(text))), "{text} is bound twice");
        }
    }
}

#[test]
fn a_key_reads_in_any_case_and_shows_as_people_write_it() {
    assert_eq!(key("Ctrl-N"), key("ctrl-n"));
    assert_eq!(key("alt-down").shown(), "Alt-↓");
    assert_eq!(key("alt--").shown(), "Alt--");
    assert_eq!(key("f12").shown(), "F12");
    assert_eq!(key("shift-tab").shown(), "Shift-Tab");
    assert_eq!(["x", "X", "space", "alt-x"].map(|text| key(text).shown()), ["x", "X", "Space", "Alt-X"]);
}

#[test]
fn words_that_are_no_key_are_refused() {
    for text in ["", "ctrl-", "hyper-x", "f0", "f25", "entre"] {
        assert!(text.parse::<Key>().is_err(), "{text}");
    }
}

#[test]
fn the_two_ways_of_saying_shift_tab_are_one_key() {
    assert_eq!(Key::from(KeyEvent::new(KeyCode::BackTab, KeyModifiers::NONE)), key("shift-tab"));
    assert_eq!(Key::from(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)), key("shift-tab"));
}

#[test]
fn where_there_are_no_keys_a_verb_is_shown_as_its_word() {
    let keymap = Keymap::in_words();
    assert_eq!(keymap.shown(Action::Undo), "/undo");
    assert_eq!(keymap.shown(Action::LineStart), "/line.start");
    assert_eq!(keymap.shown(Action::Commit), "Enter");
}

#[test]
fn a_key_given_to_another_verb_leaves_the_first() {
    let mut keymap = Keymap::default();
    keymap.bind(Action::Jump, vec![key("ctrl-n")]);
    assert_eq!(keymap.action(Scope::Meeting, key("ctrl-n")), Some(Action::Jump));
    assert!(keymap.keys(Action::SlotNext).is_empty());
    assert_eq!(keymap.action(Scope::Meeting, key("ctrl-g")), None);
}
