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

#[test]
fn several_keys_are_one_binding_and_show_as_they_are_pressed() {
    let save = key("ctrl-x  Ctrl-S");
    assert_eq!((save.shown().as_str(), save.length(), save.types()), ("Ctrl-X Ctrl-S", 2, None));
    assert_eq!(key("ctrl-x").then(key("ctrl-s")), Some(save));
    assert_eq!(save.beginnings().collect::<Vec<_>>(), [key("ctrl-x")]);
    assert_eq!(save.after(key("ctrl-x")), Some(key("ctrl-s")));
    assert_eq!(key("g T").shown(), "g T");
    assert!("a b c d e".parse::<Key>().is_err(), "five are too many");
    assert!("ctrl-x entre".parse::<Key>().is_err());
}

#[test]
fn keys_that_a_terminal_sends_alike_are_one() {
    for (one, other) in [
        ("ctrl-i", "tab"),
        ("ctrl-m", "enter"),
        ("ctrl-[", "esc"),
        ("ctrl-_", "ctrl-/"),
        ("ctrl-7", "ctrl-/"),
        ("ctrl-@", "ctrl-space"),
    ] {
        assert_eq!(key(one), key(other), "{one}");
    }
    assert_eq!(key("ctrl-/").shown(), "Ctrl-/");
}

#[test]
fn every_preset_binds_each_key_of_a_scope_once_and_reaches_every_verb_that_the_table_reaches() {
    for preset in Preset::ALL {
        assert_eq!(Preset::named(preset.name()), Some(preset));
        let keymap = Keymap::of(preset);
        let mut seen = std::collections::HashMap::new();
        for verb in VERBS {
            let keys = preset.keys(verb);
            let written = preset.differences().iter().find(|(action, _)| *action == verb.action);
            assert_eq!(keys.len(), written.map_or(verb.keys.len(), |(_, keys)| keys.len()), "{}", verb.name);
            for key in keys {
                assert_eq!(
                    seen.insert((verb.scope, key), verb.name),
                    None,
                    "{key} in {} is bound twice",
                    preset.name()
                );
                for begun in key.beginnings() {
                    let whole = VERBS.iter().find(|other| {
                        keymap.keys(other.action).contains(&begun)
                            && (other.scope == verb.scope || other.scope == Scope::Meeting)
                    });
                    assert!(whole.is_none(), "{key} of {} is cut off by {:?}", verb.name, whole.map(|it| it.name));
                }
            }
            assert_eq!(
                verb.keys.is_empty() && verb.action != Action::LineYank,
                keymap.keys(verb.action).is_empty() && verb.action != Action::LineYank,
                "{} in {}",
                verb.name,
                preset.name()
            );
        }
    }
}

#[test]
fn a_sequence_is_put_together_and_ends_where_it_leads_nowhere() {
    let keymap = Keymap::of(Preset::Emacs);
    let scopes = &[Scope::Meeting, Scope::Line];
    let mut strokes = Strokes::default();
    let mut press = |text: &str| strokes.press(key(text), &keymap, scopes, true);
    assert_eq!(press("x"), Pressed::Whole(key("x")), "what types is typed");
    assert_eq!(press("ctrl-x"), Pressed::Begun);
    assert_eq!(press("b"), Pressed::Whole(key("ctrl-x b")));
    assert_eq!([press("ctrl-x"), press("y")], [Pressed::Begun, Pressed::Nowhere(key("ctrl-x y"))]);
    assert_eq!([press("ctrl-x"), press("esc")], [Pressed::Begun, Pressed::GivenUp]);
    assert_eq!([press("ctrl-x"), press("ctrl-g")], [Pressed::Begun, Pressed::GivenUp]);
    assert_eq!(press("b"), Pressed::Whole(key("b")), "nothing is left of it");
    let follows = keymap.follows(scopes, key("ctrl-x"));
    assert!(follows.iter().any(|(next, verb)| (*next, verb.action) == (key("b"), Action::Jump)), "{follows:?}");
}

#[test]
fn a_letter_is_a_key_only_where_nothing_is_typed() {
    let keymap = Keymap::of(Preset::Vim);
    assert_eq!(keymap.action(Scope::Meeting, key("j")), None);
    assert_eq!(keymap.command(Scope::Meeting, key("j")), Some(Action::SelectDown));
    assert_eq!(keymap.action(Scope::NextAgenda, key("d")), Some(Action::AgendaDate), "there nothing is typed");
    let mut strokes = Strokes::default();
    let scopes = &[Scope::Meeting, Scope::Line];
    assert_eq!(strokes.press(key("g"), &keymap, scopes, true), Pressed::Whole(key("g")));
    assert_eq!(strokes.press(key("g"), &keymap, scopes, false), Pressed::Begun);
    assert_eq!(strokes.press(key("t"), &keymap, scopes, false), Pressed::Whole(key("g t")));
}

/// What is said of bindings of the user's over a preset.
fn said(preset: Preset, bindings: &[(Action, &[&str])]) -> Vec<String> {
    let mut keymap = Keymap::of(preset);
    let written: Vec<Written> = bindings
        .iter()
        .map(|(action, keys)| (*action, keys.iter().map(|text| ((*text).to_owned(), key(text))).collect()))
        .collect();
    for (action, keys) in &written {
        keymap.bind(*action, keys.iter().map(|(_, key)| *key).collect());
    }
    faults(&keymap, &written).into_iter().map(|fault| fault.message).collect()
}

#[test]
fn bindings_that_clash_and_verbs_that_nothing_leads_to_are_told() {
    let tells = |bindings: &[(Action, &[&str])], what: &str| {
        let said = said(Preset::Default, bindings);
        assert!(said.iter().any(|message| message.contains(what)), "{bindings:?}: {said:?}");
    };
    tells(&[(Action::SlotNext, &["f5"]), (Action::Jump, &["f5"])], "`f5` is bound to view.jump too");
    tells(&[(Action::LineStart, &["ctrl-n"])], "`ctrl-n` is slot.next before it is line.start");
    tells(&[(Action::SlotNext, &["ctrl-k"])], "takes the only key of line.delete-to-end away");
    tells(&[(Action::SlotNext, &["esc"])], "`esc` always goes back: take another key for slot.next");
    tells(&[(Action::EntryDone, &["ctrl-n"])], "`ctrl-n` is entry.done now and not slot.next");
    tells(&[(Action::EntryDone, &["esc"])], "`esc` always goes back");
    tells(&[(Action::Back, &[])], "no key goes back any more");
    tells(&[(Action::LineStart, &["enter"])], "`enter` always adds the line");
    tells(&[(Action::TasksRefresh, &[])], "nothing else leads to it");
    tells(&[(Action::SlotNext, &["ctrl-p f5"])], "begin alike");
    tells(&[(Action::SlotNext, &["ctrl-x"]), (Action::Jump, &["ctrl-x b"])], "begin alike");
    tells(&[(Action::SlotNext, &["ctrl-shift-n"])], "do not say Shift");
    tells(&[(Action::SlotNext, &["ctrl-i"])], "sends Ctrl-I as Tab");
    tells(&[(Action::SlotNext, &["ctrl-enter"])], "Kitty");
    tells(&[(Action::SlotNext, &["alt-["])], "every function key");
    tells(&[(Action::SlotNext, &["n"])], "is typed into the line");
    tells(&[(Action::SlotNext, &["g n"])], "is typed into the line");
}

#[test]
fn a_clash_over_a_default_key_is_told_with_the_verb_that_lost_all_its_keys() {
    let bindings: &[(Action, &[&str])] = &[(Action::SlotNext, &["ctrl-n"]), (Action::SlotPrevious, &["ctrl-n"])];
    assert_eq!(
        said(Preset::Default, bindings),
        ["`ctrl-n` is bound to slot.previous too, which has it now", "slot.next has no key any more; /next does it"]
    );
    let three: &[(Action, &[&str])] =
        &[(Action::SlotNext, &["f5"]), (Action::Jump, &["f5"]), (Action::SlotPause, &["f5"])];
    let owner = said(Preset::Default, three).into_iter().filter(|it| it.contains("bound to slot.pause too")).count();
    assert_eq!(owner, 2, "both lost it to the last one");
    let both: &[(Action, &[&str])] = &[(Action::SlotMore, &["home"]), (Action::SlotLess, &["ctrl-a"])];
    let told = said(Preset::Default, both);
    assert!(told.iter().any(|it| it.contains("takes the last key of line.start away")), "{told:?}");
}

#[test]
fn enter_adds_the_line_and_esc_goes_back_whatever_was_bound() {
    let bound: [&[(Action, &[&str])]; 7] = [
        &[(Action::Commit, &[])],
        &[(Action::Back, &[])],
        &[(Action::SlotNext, &["enter"])],
        &[(Action::LineStart, &["enter"]), (Action::SlotNext, &["esc"])],
        &[(Action::Commit, &["x"]), (Action::Back, &["y"])],
        &[(Action::SlotNext, &["enter enter", "esc x"])],
        &[(Action::Commit, &["ctrl-s"]), (Action::SlotNext, &["ctrl-s"])],
    ];
    for bindings in bound {
        let mut keymap = Keymap::default();
        for (action, keys) in bindings {
            keymap.bind(*action, keys.iter().map(|text| key(text)).collect());
        }
        keymap.keep_ways_open();
        let mut strokes = Strokes::default();
        let mut meant =
            |text: &str, scope| match strokes.press(key(text), &keymap, &[Scope::Meeting, Scope::Line], true) {
                Pressed::Whole(key) => keymap.action(scope, key),
                _ => None,
            };
        assert_eq!(meant("enter", Scope::Line), Some(Action::Commit), "{bindings:?}");
        assert_eq!(meant("enter", Scope::Meeting), None, "{bindings:?}");
        assert_eq!(meant("esc", Scope::Meeting), Some(Action::Back), "{bindings:?}");
    }
    let mut keymap = Keymap::default();
    keymap.bind(Action::Commit, vec![key("ctrl-s")]);
    keymap.bind(Action::SlotNext, vec![key("enter")]);
    keymap.keep_ways_open();
    assert_eq!(
        (keymap.shown(Action::Commit), keymap.shown(Action::SlotNext)),
        ("Ctrl-S".to_owned(), "/next".to_owned())
    );
    assert_eq!(keymap.action(Scope::Entry, key("enter")), Some(Action::EntryEdit), "an entry's Enter is its own");
}

#[test]
fn a_verb_without_a_key_is_shown_as_what_is_typed_for_it() {
    let mut keymap = Keymap::default();
    keymap.bind(Action::SlotNext, Vec::new());
    keymap.bind(Action::TasksGroup, Vec::new());
    assert_eq!((keymap.shown(Action::SlotNext).as_str(), keymap.shown(Action::TasksGroup).as_str()), ("/next", ""));
}

#[test]
fn bindings_that_are_as_they_should_be_are_not_complained_of() {
    for bindings in [
        &[(Action::SlotNext, &["f5", "ctrl-x n"] as &[&str]), (Action::SlotPause, &["alt-0"])]
            as &[(Action, &[&str])],
        &[(Action::Undo, &["ctrl-z", "f6"])],
        &[(Action::LineDelete, &["delete", "ctrl-d"]), (Action::EntryDone, &["ctrl-d"])],
        &[(Action::AgendaDate, &["d", "D"])],
        &[(Action::SlotMore, &["alt--"]), (Action::SlotLess, &["alt-="])],
        &[(Action::LineStart, &["ctrl-a"])],
    ] {
        assert_eq!(said(Preset::Default, bindings), [""; 0], "{bindings:?}");
    }
    assert_eq!(said(Preset::Vim, &[(Action::SlotNext, &["N", "g N"])]), [""; 0], "letters are keys there");
    let all: Vec<_> = VERBS.iter().map(|verb| (verb.action, verb.keys)).collect();
    assert_eq!(said(Preset::Default, &all), [""; 0], "the default said once more");
}
