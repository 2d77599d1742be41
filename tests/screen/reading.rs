//! A screen that is only for reading: everything can be looked at, nothing can be changed, and it says why.

use minutebook::app::{Effect, Ending, Model, Msg, ReadOnly, VERBS};
use minutebook::meeting::{Draft, DraftKey};

use crate::panes::shown;
use crate::script::Screen;

fn held() -> ReadOnly {
    ReadOnly::Held { by: "process 4711 on desk since 09:12".to_owned(), gone: false }
}

fn damaged() -> ReadOnly {
    ReadOnly::Damaged { place: "1f3a9c0b.jsonl:17".to_owned() }
}

fn as_of() -> ReadOnly {
    ReadOnly::AsOf { at: "2019-10-28T09:30:00-07:00".parse().unwrap() }
}

/// A meeting with notes, a half-typed line and a clock, looked at from here on.
fn looked_at(why: ReadOnly) -> Screen {
    let mut screen = Screen::open();
    screen.size(120, 40).press("ctrl-n").lines(&["one", "! jim — two", "three"]).typed("half");
    screen.model.read_only = Some(why);
    screen
}

/// What must not change whatever is pressed.
fn state(model: &Model) -> String {
    format!("{:?} {:?}", model.meeting(), model.half_typed())
}

#[test]
fn no_verb_changes_anything_by_its_keys_or_from_the_palette() {
    for why in [held(), damaged(), as_of()] {
        let mut screen = looked_at(why);
        screen.size(40, 12);
        let (was, acts) = (state(&screen.model), screen.acts.len());
        for verb in VERBS {
            let keys = verb.keys.iter().filter(|key| !key.starts_with("alt-shift") && !key.ends_with("backspace"));
            for key in keys {
                screen.press(key).press("esc esc up").press(key).press("esc esc");
                assert_eq!(state(&screen.model), was, "{key} changed something");
            }
            screen.press("up alt-x").paste(verb.name).press("enter esc esc");
            assert_eq!((state(&screen.model), screen.acts.len()), (was.clone(), acts), "{}", verb.name);
        }
    }
}

#[test]
fn what_is_typed_or_pasted_is_refused_with_the_reason_and_what_to_do() {
    let said = [
        (held(), "Read only: open elsewhere"),
        (damaged(), "Read only: 1f3a9c0b.jsonl:17; `minutebook repair` writes a sound journal"),
        (as_of(), "Read only: as it stood at Mon 28 Oct 09:30"),
    ];
    for (why, words) in said {
        let mut screen = looked_at(why);
        for key in ["x", "enter", "/", "ctrl-n", "ctrl-z", "delete", "tab", "alt-c", "alt-r", "alt-w"] {
            screen.press("esc").press(key);
            assert_eq!((screen.notice(), screen.popup()), (words, None), "{key}");
        }
        screen.press("esc").paste("one\ntwo");
        assert_eq!((screen.notice(), screen.line()), (words, "half"));
        screen.press("f1").typed("x");
        assert_eq!((screen.popup(), screen.notice(), screen.line()), (None, words, "half"));
    }
}

#[test]
fn everything_can_be_looked_at() {
    let mut screen = looked_at(held());
    screen.press("alt-down");
    assert_eq!((screen.viewed(), screen.line()), ("Middleware", ""));
    screen.press("esc");
    assert_eq!(screen.viewed(), "Welcome", "Esc goes to the running slot");
    screen.press("up up");
    assert_eq!(screen.selected(), Some("two"));
    screen.press("ctrl-d x");
    assert_eq!(screen.selected(), Some("two"), "a refused key leaves what is selected");
    screen.press("esc ctrl-g").typed("plans").press("enter");
    assert_eq!(screen.viewed(), "Plans");
    screen.press("alt-a").typed("two").press("enter");
    assert_eq!((screen.viewed(), screen.selected()), ("Welcome", Some("two")));
    screen.press("alt-t alt-p f1");
    assert!(screen.model.times && screen.model.all_points);
    assert_eq!(screen.popup(), Some("Help"));
}

#[test]
fn a_slash_finds_verbs_and_is_never_a_line() {
    let mut screen = looked_at(held());
    screen.press("alt-down /").typed("notes.times");
    assert_eq!(screen.popup(), Some("Do"));
    screen.press("enter");
    assert!(screen.model.times);
    screen.press("/").typed("etc").press("esc");
    assert_eq!((screen.popup(), screen.line()), (None, ""));
    screen.press("/").typed("nothing like it").press("enter");
    assert_eq!((screen.popup(), screen.line()), (None, ""));
}

#[test]
fn ctrl_q_leaves_at_once_and_writes_nothing() {
    for keys in ["ctrl-q", "ctrl-c", "f1 ctrl-q", "alt-a ctrl-c"] {
        let mut screen = looked_at(damaged());
        screen.press(keys);
        assert_eq!((screen.ended, screen.acts.len(), screen.running()), (Some(Ending::Looked), 5, Some("Welcome")));
    }
}

#[test]
fn enter_takes_over_once_the_other_program_has_ended_and_not_before() {
    let mut screen = looked_at(held());
    screen.press("enter up enter esc");
    assert_eq!((screen.asked.as_slice(), screen.bells), (&[][..], 0));
    screen.send(Msg::HolderGone);
    assert_eq!(screen.bells, 1);
    assert!(shown(&screen).contains("the other program has ended"), "{}", shown(&screen));
    assert!(shown(&screen).contains("Enter takes over"), "{}", shown(&screen));
    screen.press("x ctrl-n tab");
    assert_eq!((screen.asked.as_slice(), screen.notice()), (&[][..], "The other program has ended: Enter takes over"));
    screen.press("enter");
    assert_eq!(screen.asked, [Effect::TakeOver]);
    screen.press("up enter");
    assert_eq!(screen.asked, [Effect::TakeOver, Effect::TakeOver], "also with an entry selected");
    screen.model.read_only = None;
    screen.press("esc enter");
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two", "three", "half"], "now it is typed on");
}

#[test]
fn a_holder_that_comes_back_holds_it_again() {
    let mut screen = looked_at(held());
    screen.send(Msg::HolderGone).send(Msg::HeldBy("process 4712 on desk since 09:40".to_owned())).press("enter");
    assert_eq!(screen.asked, []);
    assert_eq!(screen.notice(), "Read only: open elsewhere");
    assert!(crate::panes::shown(&screen).contains("READ ONLY · process 4712 on desk since 09:40"));
    screen.model.read_only = None;
    screen.send(Msg::HolderGone).send(Msg::HeldBy("process 1".to_owned()));
    assert_eq!((screen.model.read_only.as_ref(), screen.bells), (None, 1), "whoever writes is held by nobody");
}

#[test]
fn a_meeting_that_is_held_goes_on_and_its_half_typed_lines_are_shown() {
    let mut screen = looked_at(held());
    screen.other_adds("Welcome", &["from the other"]).wait(5);
    assert_eq!(screen.outline(), ["one", "! Jim Botha — two", "three", "from the other"]);
    assert_eq!(screen.spent("Welcome"), 5);
    let key = DraftKey { slot: screen.slot_id("Welcome"), entry: None };
    let draft = Draft { key, text: "half a li".to_owned(), depth: 0, cursor: 9 };
    // What is kept is the other program's; here it is only shown.
    screen.drafts.insert(key, draft.clone());
    screen.send(Msg::HalfTyped(vec![draft]));
    assert_eq!(screen.line(), "half a li");
    screen.drafts.clear();
    screen.send(Msg::HalfTyped(vec![]));
    assert_eq!(screen.line(), "");
}

#[test]
fn a_moment_that_is_over_stands_still() {
    let mut screen = looked_at(as_of());
    screen.wait(4000);
    assert_eq!((screen.spent("Welcome"), screen.bells, screen.model.next_tick()), (0, 0, None));
}

#[test]
fn title_bar_and_composer_say_it_at_every_width() {
    for (why, title, composer) in [
        (held(), "READ ONLY · process 4711 on desk since 09:12", "READ ONLY · process 4711 on desk"),
        (damaged(), "READ ONLY · damaged: 1f3a9c0b.jsonl:17", "READ ONLY · damaged: 1f3a9c0b.jsonl"),
        (as_of(), "as of Mon 28 Oct 09:30", "READ ONLY · as of Mon 28 Oct 09:30"),
    ] {
        for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
            let mut screen = looked_at(why.clone());
            screen.press("alt-down").size(columns, rows);
            let shown = shown(&screen);
            let short = title.split(':').next().unwrap_or_default().replace(" · process 4711 on desk since 09", "");
            let bar = shown.lines().next().unwrap_or_default();
            assert!(bar.contains(if columns > 40 { title } else { &short }), "{columns}: {bar}");
            assert!(shown.lines().skip(1).any(|row| row.contains(composer)), "{columns}: {shown}");
            assert!(!shown.contains("starts the clock") && !shown.contains("add   "), "{shown}");
        }
    }
}
