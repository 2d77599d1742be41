//! The big clock: what it says at each size, that typing leaves it and is typed, that a second changes only what it must.
//!
//! Not here: `minutebook clock` in its terminal (see `tests/meeting_live`).

use crossterm::event::KeyEvent;
use minutebook::app::{Action, BigClock, ClockScreen, Keymap, Msg, Notice, Saved, Tone, Wish};
use minutebook::meeting::SlotKind;
use minutebook::view::{Depth, Pane, Theme, draw_big_clock};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::keyboard::key_event;
use crate::panes::{drawn, rows, shown};
use crate::script::{Screen, moment, plan};

const SIZES: [(u16, u16); 4] = [(200, 60), (120, 40), (80, 24), (40, 12)];

/// A morning until lunch; its first slot began twelve minutes late.
fn late() -> Screen {
    let slots: &[&str] = &["09:00 Welcome", "09:45 Middleware status", "10:30 Break", "11:00 Plans", "12:00 Lunch"];
    let mut agenda = plan(&[slots, &["09:00 Close"]]);
    agenda.days[0].slots[4].kind = SlotKind::Break;
    let mut screen = Screen::of(agenda);
    screen.wait(12 * 60).press("ctrl-n").wait(13 * 60 + 12).press("f9");
    screen
}

/// The screen at each size, one below the other.
fn pictures(screen: &mut Screen) -> String {
    let mut all = String::new();
    for (columns, rows) in SIZES {
        screen.size(columns, rows);
        let edge = "═".repeat(columns.into());
        all.extend([format!("{columns}x{rows}\n{edge}\n{}\n{edge}\n", shown(screen))]);
    }
    all
}

#[test]
fn running() {
    insta::assert_snapshot!(pictures(&mut late()));
}

#[test]
fn over() {
    let mut screen = late();
    screen.wait(40 * 60);
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn paused() {
    let mut screen = late();
    screen.press("ctrl-t");
    insta::assert_snapshot!(pictures(&mut screen));
}

#[test]
fn nothing_begun() {
    let mut screen = Screen::open();
    screen.press("alt-v");
    assert_eq!(screen.model.next_tick(), None, "it does not tick");
    insta::assert_snapshot!(pictures(&mut screen));
}

/// The rows of the big clock that are no figures.
fn words(screen: &Screen) -> String {
    shown(screen).lines().filter(|row| !row.contains('█')).collect::<Vec<_>>().join("\n")
}

#[test]
fn its_keys_and_its_word_open_it_and_each_way_out_leaves_the_line_as_it_was() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").typed("half");
    for (open, leave) in [("f9", "f9"), ("alt-v", "esc"), ("f9", "alt-v"), ("alt-v", "enter"), ("f9", "backspace")] {
        screen.press(open);
        assert_eq!(screen.popup(), Some("Clock"), "{open}");
        assert!(shown(&screen).contains('█') && !shown(&screen).contains("half"), "{}", shown(&screen));
        screen.press(leave);
        assert_eq!((screen.popup(), screen.line()), (None, "half"), "{leave}");
    }
    screen.press("ctrl-u").typed("/clock").press("enter");
    assert_eq!((screen.popup(), screen.line()), (Some("Clock"), ""));
}

#[test]
fn what_types_leaves_it_and_is_typed() {
    let mut screen = late();
    screen.typed("no character lost");
    assert_eq!((screen.popup(), screen.line()), (None, "no character lost"));
    screen.press("f9").paste(", pasted");
    assert_eq!((screen.popup(), screen.line()), (None, "no character lost, pasted"));
    screen.press("ctrl-u f9").typed("/");
    assert_ne!(screen.popup(), Some("Clock"));
    screen.typed("x").press("esc");
    assert_eq!(screen.line(), "/x");
}

#[test]
fn keys_of_the_clock_are_obeyed_and_it_stays_and_any_other_key_leaves_it_and_is_obeyed() {
    let mut screen = late();
    screen.press("alt-=");
    assert_eq!((screen.popup(), screen.slot("Welcome").given), (Some("Clock"), 5));
    screen.press("ctrl-n");
    assert_eq!((screen.popup(), screen.running()), (Some("Clock"), Some("Middleware status")));
    screen.press("ctrl-t");
    assert_eq!((screen.popup(), screen.running()), (Some("Clock"), None));
    assert!(words(&screen).contains("paused"), "{}", words(&screen));
    screen.press("ctrl-t ctrl-p");
    assert_eq!((screen.popup(), screen.running()), (Some("Clock"), Some("Welcome")));
    screen.press("ctrl-z");
    assert_eq!((screen.popup(), screen.running()), (None, Some("Middleware status")));
    screen.press("f9 ctrl-g");
    assert_eq!(screen.popup(), Some("Jump to"));
    screen.press("esc f9 ctrl-q");
    assert_eq!(screen.popup(), Some("Leave"));
}

#[test]
fn it_shows_the_clocks_slot_whatever_is_looked_at_and_goes_on_with_the_one_that_pauses() {
    let mut screen = late();
    screen.press("esc alt-down alt-down f9");
    assert!(words(&screen).contains("Welcome"), "{}", words(&screen));
    screen.press("ctrl-t ctrl-n");
    assert_eq!(screen.running(), Some("Welcome"));
}

#[test]
fn it_says_what_is_late_and_what_is_not_saved() {
    let mut screen = late();
    screen.size(80, 24);
    for said in ["12 min behind", "Lunch 12 min late", "Middleware status · 09:57, planned 09:45", "13:12 of 45:00"] {
        assert!(words(&screen).contains(said), "{said}: {}", words(&screen));
    }
    screen.send(Msg::Saved(Saved::Failing { why: "no space left".to_owned(), unsaved: 1 }));
    for size in [(80, 24), (30, 5)] {
        screen.size(size.0, size.1);
        assert!(shown(&screen).contains("NOT SAVED: no space left"), "{}", shown(&screen));
    }
}

#[test]
fn what_another_does_is_on_it_at_once() {
    let mut screen = late();
    screen.other(|meeting| {
        let next = meeting.slots().nth(1)?.id;
        Some(minutebook::meeting::Command::TakeUp(next))
    });
    assert_eq!(screen.popup(), Some("Clock"));
    assert!(words(&screen).contains("Middleware status") && words(&screen).contains("0:00 of 45:00"));
}

/// Columns in which the figures stand: the first and the last with a dot.
fn columns(screen: &Screen) -> (usize, usize) {
    let rows = rows(&drawn(&screen.model, &Theme::new(Depth::Indexed)));
    let places = || rows.iter().flat_map(|row| row.chars().enumerate().filter(|(_, sign)| *sign == '█'));
    (places().map(|(at, _)| at).min().unwrap(), places().map(|(at, _)| at).max().unwrap())
}

#[test]
fn figures_stay_in_their_columns_from_the_first_second_to_the_last_over() {
    let mut screen = late();
    screen.size(80, 24);
    let (_, right) = columns(&screen);
    for _ in 0..55 {
        screen.wait(60);
        assert!(columns(&screen).1 <= right && columns(&screen).1 + 8 >= right, "at {}", screen.spent("Welcome"));
    }
    assert!(screen.spent("Welcome") > 3600, "it is over");
}

#[test]
fn a_second_changes_the_last_figure_and_the_words_that_name_it_and_nothing_else() {
    let mut screen = late();
    screen.size(120, 40).wait(3);
    let before = drawn(&screen.model, &Theme::new(Depth::Indexed));
    let fingerprints = Pane::ALL.map(|pane| pane.fingerprint(&screen.model));
    screen.wait(1);
    let after = drawn(&screen.model, &Theme::new(Depth::Indexed));
    let changed = before.diff(&after);
    assert!(!changed.is_empty() && changed.len() < 15 * 25 + 8, "{} cells", changed.len());
    let (_, right) = columns(&screen);
    let last = |x: u16| usize::from(x) + 15 > right;
    assert!(changed.iter().all(|(x, y, _)| last(*x) || *y > 30), "more than the last figure");
    // What lies under it is not there to be drawn again.
    let layout = screen.model.layout();
    for (pane, _) in Pane::ALL.iter().zip(fingerprints).filter(|(pane, _)| **pane != Pane::Popup) {
        assert!(pane.area(&screen.model, &layout).is_empty(), "{pane:?}");
    }
}

#[test]
fn no_title_and_no_size_breaks_it() {
    let titles = [
        "船の修理の見積もりと港の料金についての長い題名",
        "e\u{301}\u{200d}👨\u{200d}👩\u{200d}👧 family",
        "שלום",
        "\u{1b}[31mred",
        "",
    ];
    for title in titles {
        let mut screen = Screen::of(plan(&[&[title, "Next one with a rather long title"], &["Close"]]));
        screen.press("ctrl-n f9").wait(100);
        for columns in [1, 2, 10, 39, 40, 41, 80, 133] {
            for rows in [1, 2, 5, 11, 12, 13, 17, 30, 31] {
                screen.size(columns, rows).wait(1);
            }
        }
        screen.size(59, 20);
        assert!(shown(&screen).contains("so far"), "{}", shown(&screen));
    }
}

#[test]
fn on_a_small_screen_one_row_says_it() {
    let mut screen = late();
    screen.size(39, 12);
    assert_eq!(shown(&screen).trim_end(), "31:48 remaining · Welcome");
    screen.size(80, 3).press("ctrl-t");
    assert!(shown(&screen).starts_with("31:48 paused · Welcome"), "{}", shown(&screen));
    screen.press("ctrl-t").wait(40 * 60);
    assert!(shown(&screen).starts_with("+08:12 over · Welcome"), "{}", shown(&screen));
}

#[test]
fn without_colours_the_figures_are_seen_and_the_sign_says_over() {
    let mut screen = late();
    screen.wait(40 * 60).size(80, 24);
    let buffer = drawn(&screen.model, &Theme::new(Depth::Mono));
    let dots = buffer.content.iter().filter(|cell| cell.symbol() == "█");
    assert!(dots.clone().count() > 100);
    assert!(dots.clone().all(|cell| !cell.modifier.contains(Modifier::REVERSED)), "a reversed block is a blank");
    let plus = rows(&buffer).iter().filter_map(|row| row.find('█')).min().unwrap();
    assert!(plus < 20, "the sign stands left of the figures");
}

/// The chair's terminal on the same meeting.
fn chair(screen: &Screen, read_only: Option<&str>) -> ClockScreen {
    let meeting = screen.model.meeting().clone();
    let why = read_only.map(str::to_owned);
    ClockScreen::new(meeting, screen.model.now, vec![0.7, 1.0], Keymap::default(), why)
}

fn wish(clock: &mut ClockScreen, key: &str) -> Wish {
    let event: KeyEvent = key_event(key);
    clock.press(event.into())
}

/// What the chair sees.
fn seen(clock: &ClockScreen, columns: u16, height: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
    draw_big_clock(&clock.picture(), &Theme::new(Depth::Indexed), &mut buffer);
    rows(&buffer).join("\n")
}

#[test]
fn the_chairs_own_terminal() {
    let mut screen = late();
    let mut clock = chair(&screen, None);
    let running = seen(&clock, 80, 24);
    let _ = wish(&mut clock, "?");
    let keys = seen(&clock, 80, 24);
    screen.press("ctrl-t");
    let paused = seen(&chair(&screen, Some("Read only")), 40, 12);
    screen.other(|_| Some(minutebook::meeting::Command::Close));
    let closed = seen(&chair(&screen, None), 80, 24);
    insta::assert_snapshot!([running, keys, paused, closed].join(&format!("\n{}\n", "═".repeat(80))));
}

#[test]
fn both_screens_show_the_same_picture_but_for_the_last_row() {
    let screen = late();
    let mut theirs = chair(&screen, None).picture();
    let ours = screen.model.big_clock();
    assert_ne!(theirs.foot, ours.foot);
    theirs.foot = ours.foot.clone();
    assert_eq!(theirs, ours);
}

#[test]
fn letters_are_the_chairs_keys_and_the_meetings_own_mean_the_same() {
    let mut clock = chair(&late(), None);
    for (keys, action) in [
        ("n ctrl-n", Action::SlotNext),
        ("p ctrl-p", Action::SlotPrevious),
        ("space ctrl-t", Action::SlotTake),
        ("+ = alt-=", Action::SlotMore),
        ("- alt--", Action::SlotLess),
        ("s", Action::SlotSkip),
        ("u ctrl-z", Action::Undo),
    ] {
        for key in keys.split(' ') {
            assert_eq!(wish(&mut clock, key), Wish::Do(action), "{key}");
        }
    }
    for key in ["q", "esc", "ctrl-c", "ctrl-q"] {
        assert_eq!(wish(&mut clock, key), Wish::Quit, "{key}");
    }
    for key in ["x", "enter", "ctrl-g", "/", "N"] {
        assert_eq!(wish(&mut clock, key), Wish::Nothing, "{key}");
    }
}

#[test]
fn the_chairs_keys_are_listed_and_put_away_again() {
    let mut clock = chair(&late(), None);
    for (open, leave) in [("?", "?"), ("f1", "esc")] {
        assert_eq!(wish(&mut clock, open), Wish::Nothing);
        let seen = seen(&clock, 80, 24);
        for words in
            ["n  Ctrl-N", "starts the clock on the next slot", "takes back what was done here last", "q  Ctrl-Q"]
        {
            assert!(seen.contains(words), "{words}\n{seen}");
        }
        assert!(!seen.contains('█'));
        assert_eq!(wish(&mut clock, leave), Wish::Nothing);
        assert!(clock.picture().keys.is_empty());
    }
}

#[test]
fn a_clock_for_looking_says_so_to_every_key_that_would_change_something() {
    let mut clock = chair(&late(), Some("Read only"));
    for key in ["n", "p", "space", "+", "-", "s", "u", "ctrl-n"] {
        assert_eq!(wish(&mut clock, key), Wish::Nothing, "{key}");
        let said = Notice { text: "Read only".to_owned(), tone: Tone::Refused };
        assert_eq!(clock.picture().foot, minutebook::app::Foot::Says(said), "{key}");
    }
    assert_eq!(wish(&mut clock, "q"), Wish::Quit);
}

#[test]
fn the_chairs_clock_ticks_only_while_a_clock_runs() {
    let mut screen = late();
    assert!(chair(&screen, None).next_tick().is_some_and(|ms| ms <= 1000));
    screen.press("ctrl-t");
    let mut clock = chair(&screen, None);
    assert_eq!(clock.next_tick(), None);
    clock.tell_time(moment(4000));
    assert_eq!(clock.picture().elapsed, 13 * 60 + 12, "a paused clock stands");
}

#[test]
fn the_page_about_the_clock_lists_the_chairs_keys_as_they_are() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/clock.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let mut clock = chair(&late(), None);
    wish(&mut clock, "?");
    for (keys, help) in clock.picture().keys {
        let row = match keys.split_once("  ") {
            Some((letter, key)) => format!("| `{letter}`, {key} | {help} |"),
            None => format!("| `{keys}` | {help} |"),
        };
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn while_no_clock_runs_nothing_is_said_that_would_be_untrue_a_minute_later() {
    let mut screen = Screen::of(plan(&[&["09:00 Welcome", "09:30 News", "10:00 Break"]]));
    screen.wait(5 * 60).press("ctrl-n").wait(60).press("ctrl-t").wait(20 * 60).press("f9");
    let picture = screen.model.big_clock();
    assert_eq!(
        (picture.standing.clone(), picture.late, said(&picture)),
        (vec![], false, "News · planned 09:30".to_owned())
    );
    // What is shown once it goes on is of now.
    screen.press("ctrl-t");
    let picture = screen.model.big_clock();
    assert_eq!(said(&picture), "News · 09:55, planned 09:30");
    assert_eq!(picture.standing[0], "25 min behind");
}

fn said(picture: &BigClock) -> String {
    picture.next.as_ref().map(|next| format!("{}{}", next.title, next.when)).unwrap_or_default()
}
