//! The next agenda before it is written, as a scribe sees it.

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent};
use minutebook::app::{Deed, Keymap, NextGroup, NextHead, NextPage, NextRow};
use minutebook::view::{Depth, Theme, next};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::panes::rows;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

fn row(id: usize, text: &str, detail: &str, minutes: Option<u32>) -> NextRow {
    NextRow { id, text: text.to_owned(), detail: detail.to_owned(), minutes, ..NextRow::default() }
}

fn page() -> NextPage {
    let slot = |row: NextRow| NextRow { is_slot: true, ..row };
    let item = |row: NextRow| NextRow { needs_reason: true, ..row };
    let head = NextHead {
        title: "Harbour board 2026-01-26".to_owned(),
        date: Some("2026-01-26".parse().unwrap()),
        today: "2026-01-19".parse().unwrap(),
        besides: 10,
        took: Some(50),
    };
    let items = vec![
        item(row(
            0,
            "action-2 book the diver",
            "Dora Lind · due Mon 12 Jan · since 5 Jan, 14 days · Round table · carried into 2 meetings",
            None,
        )),
        item(row(
            1,
            "action-4 tell the owners of all boats that lie at the north quay",
            "Ana Reis · since today · Berth fees",
            None,
        )),
    ];
    let topics = vec![
        slot(row(2, "Berth fees", "Bo Chen · 15 min · put off 2 times, first on 5 Jan", Some(15))),
        slot(row(3, "起重机的修理和检查", "20 min · put off on 12 Jan", Some(20))),
    ];
    let groups = vec![
        NextGroup { title: "Open action items", rows: items },
        NextGroup { title: "Not discussed last time", rows: topics },
        NextGroup { title: "In every meeting", rows: vec![slot(row(4, "Round table", "10 min", Some(10)))] },
        NextGroup { title: "Parking lot", rows: vec![row(5, "a new flag", "noted in Round table", None)] },
        NextGroup {
            title: "Requests without a place", rows: vec![row(6, "Tide tables", "Ana Reis · 5 min", Some(5))]
        },
        NextGroup { title: "People", rows: vec![row(7, "Ana Reis", "", None), row(8, "Bo Chen", "chair", None)] },
    ];
    NextPage::new(head, groups)
}

fn drawn(page: &NextPage, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let theme = Theme::new(Depth::Indexed);
    next::draw(page, &Keymap::default(), &theme, &mut buffer);
    crate::contrast::check(&buffer, &theme);
    buffer
}

fn pictures(page: &NextPage) -> String {
    let mut all = String::new();
    for (width, height) in SIZES {
        let edge = "═".repeat(width.into());
        let picture = rows(&drawn(page, width, height)).join("\n");
        let _ = write!(all, "{width}x{height}\n{edge}\n{picture}\n{edge}\n");
    }
    all
}

fn press(page: &mut NextPage, keys: &[KeyCode]) {
    for key in keys {
        assert_eq!(page.press(KeyEvent::from(*key), &Keymap::default()), None);
    }
}

#[test]
fn the_next_agenda() {
    insta::assert_snapshot!(pictures(&page()));
}

#[test]
fn rows_that_are_left_out() {
    let mut page = page();
    press(&mut page, &[KeyCode::Down, KeyCode::Char('x')]);
    page.paste("the diver is ill until March");
    press(
        &mut page,
        &[KeyCode::Enter, KeyCode::Down, KeyCode::Down, KeyCode::Char('x'), KeyCode::Enter, KeyCode::Up, KeyCode::Up],
    );
    insta::assert_snapshot!(pictures(&page));
}

#[test]
fn a_reason_is_asked_for() {
    let mut page = page();
    press(&mut page, &[KeyCode::Down, KeyCode::Down, KeyCode::Down, KeyCode::Char('x')]);
    insta::assert_snapshot!(pictures(&page));
}

#[test]
fn the_help_of_the_next_agenda() {
    let mut page = page();
    press(&mut page, &[KeyCode::F(1)]);
    insta::assert_snapshot!(pictures(&page));
}

#[test]
fn any_size_is_drawn_and_the_cursor_stays_on_the_screen() {
    let mut asked = page();
    press(&mut asked, &[KeyCode::Char('t')]);
    asked.paste(&"日本 é \u{202e}x\u{1b}[31m ".repeat(40));
    for width in [0, 1, 2, 3, 5, 9, 20, 40, 59, 90] {
        for height in [0, 1, 2, 3, 4, 6, 7, 12, 15] {
            for page in [&page(), &asked] {
                drawn(page, width, height);
                let screen = Rect::new(0, 0, width, height);
                assert!(next::cursor(page, screen).is_none_or(|at| screen.contains(at)), "{width} by {height}");
            }
        }
    }
}

#[test]
fn hostile_words_reach_no_cell() {
    let evil = "a\u{1b}]0;x\u{7}b\u{202e}c\u{9b}31m\r\n";
    let mut rows = vec![row(0, evil, evil, None)];
    rows[0].needs_reason = true;
    let head = NextHead { title: evil.to_owned(), ..NextHead::default() };
    let mut page = NextPage::new(head, vec![NextGroup { title: "Open action items", rows }]);
    press(&mut page, &[KeyCode::Down, KeyCode::Char('x')]);
    page.paste(evil);
    for asks in [true, false] {
        let buffer = drawn(&page, 100, 20);
        let text: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}', '\r', '\n']), "{text:?}");
        if asks {
            press(&mut page, &[KeyCode::Enter]);
        }
    }
}

#[test]
fn a_click_selects_a_line_its_sign_leaves_a_row_out_and_the_wheel_selects_nothing() {
    let mut page = page();
    let screen = Rect::new(0, 0, 80, 14);
    let place = |page: &NextPage, words: &str| {
        let shown = rows(&drawn(page, screen.width, screen.height));
        let y = shown.iter().position(|row| row.contains(words)).expect(words);
        u16::try_from(y).expect("a screen's row")
    };
    let point = |page: &mut NextPage, deed: Deed, x: u16, y: u16| {
        let target = next::under((page, &Keymap::default()), &Theme::new(Depth::Indexed), screen, Position { x, y });
        page.point(deed, target);
    };
    let y = place(&page, "✓ Berth fees");
    point(&mut page, Deed::Press(1), 9, y);
    let chosen = page.lines()[page.chosen()];
    assert_eq!(page.row(chosen).map(|row| row.text.as_str()), Some("Berth fees"));
    assert_eq!(place(&page, "✓ Berth fees"), y);
    point(&mut page, Deed::Wheel(3), 9, y);
    assert_eq!(page.lines()[page.chosen()], chosen);
    assert_ne!(place(&page, "✓ Berth fees"), y);
    point(&mut page, Deed::Wheel(-3), 9, y);
    point(&mut page, Deed::Press(1), 1, y);
    assert!(page.ask().is_some(), "why it is left out is asked");
}
