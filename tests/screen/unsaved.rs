//! While something is not saved: said where it is seen, another place offered, and nobody leaves it unsaid.

use minutebook::app::{Effect, Ending, Msg, Saved};

use crate::panes::shown;
use crate::script::Screen;

fn failing(unsaved: usize) -> Saved {
    Saved::Failing { why: "no space left on the device".to_owned(), unsaved }
}

/// A meeting of which three acts could not be written.
fn unsaved() -> Screen {
    let mut screen = Screen::open();
    "/backup/minutebook".clone_into(&mut screen.model.elsewhere);
    screen.size(120, 40).press("ctrl-n").lines(&["one", "two"]).send(Msg::Saved(failing(3)));
    screen
}

/// The words of the panes on the right, as if no row had an end.
fn unwrapped(screen: &Screen) -> String {
    let shown = shown(screen);
    let right = shown.lines().map(|row| row.trim_end_matches('│').rsplit('│').next().unwrap_or_default());
    right.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_foot_names_the_key_that_saves_elsewhere_only_while_it_fails() {
    let mut screen = unsaved();
    assert!(shown(&screen).contains("Alt-W save in another place"), "{}", shown(&screen));
    screen.send(Msg::Saved(Saved::Saved));
    assert!(!shown(&screen).contains("Alt-W"), "{}", shown(&screen));
    screen.press("alt-w");
    assert_eq!((screen.popup(), screen.notice()), (None, "Everything is being saved where it belongs"));
}

#[test]
fn another_place_is_offered_and_what_is_typed_there_is_asked_for() {
    let mut screen = unsaved();
    screen.typed("half").press("alt-w enter");
    assert_eq!(screen.asked, [Effect::GoElsewhere("/backup/minutebook".into())]);
    assert_eq!((screen.popup(), screen.line()), (None, "half"));
    screen.press("alt-w ctrl-u enter");
    assert_eq!((screen.popup(), screen.asked.len()), (Some("Elsewhere"), 1), "a place has a name");
    screen.typed("/mnt/").paste(" usb stick\n").press("enter");
    assert_eq!(screen.asked[1..], [Effect::GoElsewhere("/mnt/usb stick".into())]);
    screen.press("alt-w").typed("x").press("esc");
    assert_eq!((screen.popup(), screen.line(), screen.asked.len()), (None, "half", 2));
    screen.press("ctrl-q s enter");
    assert_eq!(screen.asked.len(), 3, "the leave panel offers it too");
}

#[test]
fn the_leave_panel_says_first_what_is_not_saved() {
    let mut screen = unsaved();
    screen.press("ctrl-q");
    let said = "NOT SAVED: 3 acts are only in this program's memory (no space left on the device)";
    for (columns, rows) in [(120, 40), (80, 24), (59, 20)] {
        screen.size(columns, rows);
        let shown = unwrapped(&screen);
        assert!(shown.contains(said), "{shown}");
        assert!(shown.contains("s save in another place"), "{shown}");
    }
    screen.size(120, 40).send(Msg::Saved(failing(1)));
    assert!(shown(&screen).contains("1 act is only in"), "{}", shown(&screen));
    screen.send(Msg::Saved(failing(0)));
    assert!(shown(&screen).contains("a half-typed line is only in"), "{}", shown(&screen));
}

#[test]
fn leaving_unsaved_takes_the_same_key_twice() {
    for (key, other, way) in [("c", "l", Ending::Closed), ("l", "c", Ending::Left)] {
        let mut screen = unsaved();
        screen.press("ctrl-q").press(key);
        assert_eq!((screen.popup(), screen.ended), (Some("Leave"), None));
        let again = format!("press {key} again to");
        assert!(unwrapped(&screen).contains(&again), "{}", shown(&screen));
        assert!(unwrapped(&screen).contains("written to a file that is named"), "{}", shown(&screen));
        screen.press(other);
        assert_eq!(screen.ended, None, "another key is another question");
        screen.press(key).press(key);
        assert_eq!(screen.ended, Some(way));
    }
}

#[test]
fn what_was_asked_is_forgotten_by_staying() {
    let mut screen = unsaved();
    screen.press("ctrl-q l esc ctrl-q l");
    assert_eq!((screen.popup(), screen.ended), (Some("Leave"), None));
}

#[test]
fn once_it_is_saved_one_key_leaves() {
    let mut screen = unsaved();
    screen.press("ctrl-q").send(Msg::Saved(Saved::Saving));
    assert!(!shown(&screen).contains("NOT SAVED"), "{}", shown(&screen));
    screen.press("s");
    assert_eq!((screen.popup(), screen.line()), (None, "s"), "then `s` is text like any other");
    screen.press("ctrl-q l");
    assert_eq!(screen.ended, Some(Ending::Left));
}
