//! What rings and is told on the desktop, and what the window is called.
//!
//! Not here: the bytes that tell a terminal (see `src/shell/outward.rs` and `tests/meeting_live`).

use minutebook::app::{Desktop, Effect, Happening, Msg, Saved, Settings, window_title};

use crate::script::{Screen, plan};

/// The usual meeting, which tells the desktop.
fn telling() -> Screen {
    let mut screen = Screen::open();
    screen.model.set(Settings { desktop: Desktop::Auto, ..Settings::default() });
    screen
}

/// What the desktop was told since the last look, and how often the bell rang.
fn told(screen: &mut Screen) -> (Vec<String>, usize) {
    let asked = std::mem::take(&mut screen.asked).into_iter();
    let texts = asked.filter_map(|effect| if let Effect::Tell(text) = effect { Some(text) } else { None });
    (texts.collect(), std::mem::take(&mut screen.bells))
}

fn once(text: &str) -> (Vec<String>, usize) {
    (vec![text.to_owned()], 1)
}

fn failing() -> Msg {
    Msg::Saved(Saved::Failing { why: "disk full".to_owned(), unsaved: 2 })
}

#[test]
fn each_happening_rings_and_is_told_once() {
    let mut screen = telling();
    screen.press("ctrl-n").wait(32 * 60);
    assert_eq!(told(&mut screen), once("13 min left: Welcome"));
    screen.wait(60);
    assert_eq!(told(&mut screen), (vec![], 0));
    screen.wait(12 * 60);
    assert_eq!(told(&mut screen), once("Time is up: Welcome"));
    screen.send(failing()).send(Msg::Saved(Saved::Saving)).send(failing());
    assert_eq!(told(&mut screen), once("NOT SAVED: disk full"));
    screen.send(Msg::Saved(Saved::Saved)).send(failing());
    assert_eq!(told(&mut screen), once("NOT SAVED: disk full"));
}

#[test]
fn what_another_scribe_writes_is_told_only_where_it_is_the_end() {
    let mut screen = telling();
    screen.press("ctrl-n").other_adds("Welcome", &["a line of Bo's"]);
    assert_eq!(told(&mut screen), (vec![], 0));
    screen.other(|_| Some(minutebook::meeting::Command::Close));
    assert_eq!(told(&mut screen), once("The meeting was closed by another scribe"));
}

#[test]
fn only_the_happenings_that_are_wanted_ring_and_the_foot_says_all() {
    let mut screen = Screen::of(plan(&[&["09:00 Welcome", "09:45 Middleware", "10:30 Break", "10:45 Plans"]]));
    let happenings = vec![Happening::Break];
    screen.model.set(Settings { desktop: Desktop::Auto, happenings, ..Settings::default() });
    screen.press("ctrl-n").wait(45 * 60);
    assert_eq!(told(&mut screen), (vec![], 0));
    assert_eq!(screen.notice(), "Time is up: Welcome");
    screen.press("ctrl-n ctrl-n");
    assert_eq!(screen.running(), Some("Break"));
    screen.wait(60 * 60);
    assert_eq!(told(&mut screen), once("Time is up: Break"));
}

#[test]
fn nothing_is_told_on_the_desktop_unless_that_is_switched_on() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(45 * 60);
    assert_eq!(told(&mut screen), (vec![], 1));
}

#[test]
fn two_happenings_of_one_second_ring_once() {
    let mut agenda = plan(&[&["09:00 Welcome", "09:30 Middleware"]]);
    agenda.days[0].slots[1].fixed = Some(true);
    let mut screen = Screen::of(agenda);
    screen.model.set(Settings { desktop: Desktop::Osc9, ..Settings::default() });
    screen.press("ctrl-n").wait(30 * 60);
    let (texts, bells) = told(&mut screen);
    assert_eq!((texts.len(), bells), (2, 1), "{texts:?}");
}

#[test]
fn the_window_is_called_by_slot_and_minutes_left_and_changes_once_a_minute() {
    let mut screen = Screen::open();
    assert_eq!(window_title(&screen.model), "Team face-to-face");
    screen.press("ctrl-n");
    assert_eq!(window_title(&screen.model), "Welcome · 45 min left – Team face-to-face");
    let mut titles = vec![window_title(&screen.model)];
    for _ in 0..120 {
        screen.wait(1);
        titles.push(window_title(&screen.model));
    }
    titles.dedup();
    assert_eq!(titles.len(), 3, "{titles:?}");
    screen.wait(43 * 60);
    assert_eq!(window_title(&screen.model), "Welcome · time is up – Team face-to-face");
    screen.wait(3 * 60);
    assert_eq!(window_title(&screen.model), "Welcome · 3 min over – Team face-to-face");
    screen.send(failing());
    assert_eq!(window_title(&screen.model), "NOT SAVED · Welcome · 3 min over – Team face-to-face");
    screen.press("ctrl-t");
    assert_eq!(window_title(&screen.model), "NOT SAVED – Team face-to-face");
}

#[test]
fn a_title_from_outside_cannot_steer_the_terminal_or_fill_the_bar() {
    let mut agenda = plan(&[&["09:00 \u{1b}]0;x\u{7}\u{9b}2J\u{202e}"]]);
    agenda.head.title = "very long ".repeat(500);
    let mut screen = Screen::of(agenda);
    screen.press("ctrl-n");
    let title = window_title(&screen.model);
    assert!(!title.contains(char::is_control) && !title.contains('\u{202e}'), "{title:?}");
    assert!(title.chars().count() < 120, "{title:?}");
}
