//! The first screen as pictures: rows under their headings, at the sizes that count.
//!
//! Not here: what its rows are (see `cli`), and the program in a terminal (see `tests/cli/home.rs`).

use minutebook::app::{Chosen, Deed, Home, HomeRow, Target};
use minutebook::view::{Depth, Theme, home};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::panes::rows;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

const ROWS: [(&str, &str, &str); 12] = [
    ("In progress", "Harbour board", "in progress, last line 2 Mar 2026"),
    ("Next", "Crane crew", "tomorrow · crane.md, not opened yet"),
    ("Next", "Weekly status", "Mon 9 Mar 2026 · makes its agenda"),
    ("All meetings", "12 open action items", "3 overdue · most: Ann Lee 5 · Alt-A"),
    ("All meetings", "Minutes of 2 meetings are drafts", "lists them; open one to approve it"),
    ("All meetings", "Search everything", "F3"),
    ("Newest of each series", "Weekly status, March", "closed 2 Mar 2026, a draft"),
    ("Newest of each series", "会議の予定", "Planning · closed 1 Mar 2026, final"),
    ("Earlier meetings", "Weekly status, February", "closed 2 Feb 2026"),
    ("Earlier meetings", "Weekly status, January", "closed 5 Jan 2026"),
    ("Earlier meetings", "Kick off\u{1b}[31m", "0000000a.jsonl:2: the checksum does not fit"),
    ("", "Try the example", "nothing of yours is touched"),
];

fn filled(rows: &[(&'static str, &str, &str)]) -> Home {
    let prompt = "type the path of an agenda, or paste the text of one, or type part of a title below";
    let mut home = Home::new(vec!["The minutes of a meeting, taken live.".to_owned()], Vec::new(), Some(prompt));
    let row = |(group, label, detail): &(&'static str, &str, &str)| HomeRow {
        group,
        label: (*label).to_owned(),
        detail: (*detail).to_owned(),
        identity: (*label).to_owned(),
    };
    home.refill(rows.iter().map(row).collect());
    home
}

fn pictures(shown: &Home) -> String {
    let mut all = String::new();
    for (columns, height) in SIZES {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
        let theme = Theme::new(Depth::Indexed);
        home::draw(shown, &theme, &mut buffer);
        crate::contrast::check(&buffer, &theme);
        let edge = "═".repeat(columns.into());
        all.extend([format!("{columns}x{height}\n{edge}"), rows(&buffer).join("\n"), edge].map(|part| part + "\n"));
    }
    all
}

#[test]
fn what_is_running_next_and_owed_stands_above_all_meetings() {
    insta::assert_snapshot!(pictures(&filled(&ROWS)));
}

#[test]
fn while_meetings_are_read_it_says_how_far_that_is() {
    let mut home = filled(&ROWS[9..]);
    home.foot = "Reading the meetings: 120 of 2000".to_owned();
    insta::assert_snapshot!(pictures(&home));
}

#[test]
fn what_is_typed_narrows_all_rows_without_headings() {
    let mut home = filled(&ROWS);
    home.insert("weekly");
    insta::assert_snapshot!(pictures(&home));
}

#[test]
fn the_row_that_stands_out_is_on_the_screen_wherever_it_is() {
    use crossterm::event::{KeyCode, KeyEvent};
    let keymap = minutebook::app::Keymap::default();
    for (columns, height) in SIZES {
        let mut shown = filled(&ROWS);
        for (_, label, _) in ROWS.iter().take(10) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
            home::draw(&shown, &Theme::new(Depth::Indexed), &mut buffer);
            // A wide sign leaves a blank cell behind it.
            let first: String = label.chars().take(1).collect();
            let marked = rows(&buffer).into_iter().find(|row| row.contains(&format!("› {first}"))).unwrap_or_default();
            assert!(!marked.is_empty(), "{label} at {columns}x{height}:\n{}", rows(&buffer).join("\n"));
            shown.press(KeyEvent::from(KeyCode::Down), &keymap);
        }
    }
}

#[test]
fn an_empty_folder_teaches_what_to_do() {
    insta::assert_snapshot!(pictures(&filled(&ROWS[11..])));
}

#[test]
fn a_row_is_chosen_by_a_click_and_opened_by_a_second_one_and_a_heading_is_nobodys() {
    let mut home = filled(&ROWS);
    let screen = Rect::new(0, 0, 80, 24);
    let place = |home: &Home, words: &str| {
        let mut buffer = Buffer::empty(screen);
        home::draw(home, &Theme::new(Depth::Indexed), &mut buffer);
        let y = rows(&buffer).iter().position(|row| row.contains(words)).expect(words);
        Position { x: 9, y: u16::try_from(y).expect("a screen's row") }
    };
    let point = |home: &mut Home, deed: Deed, at: Position| {
        let target = home::under(home, &Theme::new(Depth::Indexed), screen, at);
        home.point(deed, target)
    };
    let at = place(&home, "Crane crew");
    assert_eq!(point(&mut home, Deed::Press(1), at), None);
    assert_eq!((home.picker.choice(), place(&home, "Crane crew")), (Some(1), at));
    assert_eq!(point(&mut home, Deed::Press(2), at), Some(Chosen::Row(1)));
    let heading = place(&home, "  Next");
    assert!(
        matches!(home::under(&home, &Theme::new(Depth::Indexed), screen, heading), Target::ListRow(rows) if rows.under.is_none())
    );
    assert_eq!((point(&mut home, Deed::Press(2), heading), home.picker.choice()), (None, Some(1)));
    // The wheel moves the rows and chooses none.
    home.insert("e");
    let first = place(&home, "Weekly status, March");
    let before = home.picker.choice();
    point(&mut home, Deed::Wheel(3), first);
    assert_eq!(home.picker.choice(), before);
}
