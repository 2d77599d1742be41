//! Any keys, any text, any size: nothing panics, nothing is shown that is old, nothing typed is lost.

use minutebook::app::{Msg, Saved};
use minutebook::view::{Depth, Theme};
use proptest::prelude::*;

use crate::panes::drawn;
use crate::script::Screen;

/// Something that may happen at the screen.
#[derive(Clone, Debug)]
enum Happening {
    Key(&'static str),
    Text(String),
    Paste(String),
    Wait(i64),
    Size(u16, u16),
    Saved(Saved),
    Agenda(Vec<&'static str>),
}

const KEYS: &[&str] = &[
    "enter",
    "enter",
    "tab",
    "shift-tab",
    "backspace",
    "delete",
    "esc",
    "up",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "ctrl-n",
    "ctrl-n",
    "ctrl-p",
    "ctrl-t",
    "alt-down",
    "alt-up",
    "ctrl-g",
    "alt-x",
    "/",
    "ctrl-z",
    "ctrl-z",
    "ctrl-y",
    "ctrl-q",
    "c",
    "l",
    "f1",
    "alt-a",
    "alt-c",
    "alt-m",
    "alt-r",
    "alt-t",
    "alt-p",
    "ctrl-d",
    "ctrl-r",
    "alt-k",
    "alt-j",
    "ctrl-w",
    "ctrl-u",
    "ctrl-k",
    "alt-b",
    "alt-f",
    "@",
    "9",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "! jim — draft DM-1 due 2019-11-29", "! Zed Zoo — x", "= so be it", "? who", "ask @fri", "日本語のテキスト",
            "שלום עולם", "e\u{301}\u{301}", "👨\u{200d}👩\u{200d}👧", "a\u{200d}b", "word word word word word word word word word",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,20}",
    ]
}

fn failing() -> impl Strategy<Value = Saved> {
    ("\\PC{0,50}", 0..9_usize).prop_map(|(why, unsaved)| Saved::Failing { why, unsaved })
}

fn happening() -> impl Strategy<Value = Happening> {
    let paste = prop_oneof![
        "([ \t]{0,4}(- )?\\PC{0,9}\n){1,5}",
        "[\\x00-\\x1f\\x7f-\\x9f\u{200d}\u{202e}a-c]{0,30}",
        (0..10_000_usize).prop_map(|marks| format!("a{}", "\u{301}".repeat(marks))),
    ];
    let titles =
        prop::sample::select(vec!["09:00 Welcome", "09:45 Middleware", "10:30 Break", "11:00 Demo", "Welcome"]);
    prop_oneof![
        30 => prop::sample::select(KEYS).prop_map(Happening::Key),
        10 => text().prop_map(Happening::Text),
        2 => paste.prop_map(Happening::Paste),
        3 => prop_oneof![0..3_i64, 0..2000_i64].prop_map(Happening::Wait),
        2 => (0..=130_u16, 0..=45_u16).prop_map(|(columns, rows)| Happening::Size(columns, rows)),
        1 => prop_oneof![
            Just(Saved::Saved), Just(Saved::Saving), failing(),
        ].prop_map(Happening::Saved),
        1 => prop::collection::vec(titles, 1..5).prop_map(Happening::Agenda),
    ]
}

fn happen(screen: &mut Screen, happening: Happening) {
    match happening {
        Happening::Key(key) => screen.press(key),
        Happening::Text(text) => screen.typed(&text),
        Happening::Paste(text) => screen.paste(&text),
        Happening::Wait(seconds) => screen.wait(seconds),
        Happening::Size(columns, rows) => screen.size(columns, rows),
        Happening::Saved(saved) => screen.send(Msg::Saved(saved)),
        Happening::Agenda(titles) => screen.revise(crate::script::plan(&[&titles])),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn after_anything_the_screen_is_true_and_the_journal_has_it(happenings in prop::collection::vec(happening(), 0..60)) {
        let mut screen = Screen::open();
        for happening in happenings {
            // What a step must keep is checked by the script itself, after every message.
            happen(&mut screen, happening);
        }
        let (meeting, size) = (screen.model.meeting().clone(), screen.model.size);
        let mut again = screen.restart(1);
        prop_assert_eq!(again.model.meeting(), &meeting);
        again.size(size.0, size.1).press("esc");
    }

    #[test]
    fn any_content_is_drawn_at_any_size(
        lines in prop::collection::vec((text(), 0..4_usize), 0..30),
        keys in prop::sample::select(vec!["", "f1", "ctrl-q", "ctrl-g", "alt-x", "alt-c", "alt-a", "up", "up enter", "alt-t"]),
        sizes in prop::collection::vec((0..=130_u16, 0..=45_u16), 1..20),
        narrow in 0..=12_u16,
    ) {
        let mut screen = Screen::open();
        for (line, depth) in lines {
            screen.press(["shift-tab", "tab", "tab tab", ""][depth]).paste(&format!("{line}\n\u{1b}[2J{line}"));
        }
        screen.press("ctrl-n").typed("! jim — 日本 half").press(keys);
        for (columns, rows) in sizes.into_iter().chain([(narrow, 45), (130, narrow), (narrow, narrow)]) {
            screen.size(columns, rows);
        }
    }
}

#[test]
fn every_size_of_a_busy_screen_can_be_drawn() {
    let mut screen = Screen::open();
    screen.paste("- a long line of words that wraps on most of the screens there are\n  - 日本語のテキスト\n! jim — x");
    screen.press("ctrl-n").wait(3000).typed("half typed 日本");
    let theme = Theme::new(Depth::Mono);
    for keys in ["", "ctrl-g", "esc f1", "esc ctrl-q", "esc alt-c", "esc up"] {
        screen.press(keys);
        for columns in (0..=20).chain([39, 40, 59, 60, 83, 84, 109, 110, 130]) {
            for rows in 0..=45 {
                screen.model.size = (columns, rows);
                let buffer = drawn(&screen.model, &theme);
                assert!(!buffer.content.iter().any(|cell| cell.symbol().chars().any(char::is_control)));
            }
        }
        screen.size(80, 24);
    }
}
