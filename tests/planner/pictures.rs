//! Whole screens as pictures, at the sizes that count.
//!
//! Looked at by a person when they change; see `tests/planner/snapshots`. Not here: colours.

use minutebook::app::Keymap;
use minutebook::view::planner::cursor;
use ratatui::layout::Rect;

use crate::hand::Hand;
use crate::keyboard::key_event;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 20)];

fn pictures(hand: &Hand) -> String {
    let mut all = String::new();
    for (columns, rows) in SIZES {
        let edge = "═".repeat(columns.into());
        all.extend([
            &format!("{columns}x{rows}\n{edge}\n"),
            hand.picture(columns, rows).as_str(),
            &format!("\n{edge}\n"),
        ]);
    }
    all
}

#[test]
fn before_anything_is_placed() {
    insta::assert_snapshot!(pictures(&Hand::new()));
}

#[test]
fn half_planned() {
    let mut hand = Hand::new();
    hand.press("2 2").at("Budget").press("h").answer("9:00-11:00");
    hand.press("tab enter tab");
    insta::assert_snapshot!(pictures(&hand));
}

#[test]
fn a_question() {
    let mut hand = Hand::new();
    hand.at("Budget").press("t").answer("late");
    insta::assert_snapshot!(pictures(&hand));
}

#[test]
fn the_keys() {
    let mut hand = Hand::new();
    hand.press("f1");
    insta::assert_snapshot!(hand.picture(100, 50));
}

#[test]
fn what_to_do_with_what_is_not_saved() {
    let mut hand = Hand::new();
    hand.press("enter q");
    let leave = hand.picture(80, 24);
    hand.press("esc");
    hand.planner.offer_apart(vec!["line 3: in another form".to_owned(), "w  writes another file".to_owned()], false);
    insta::assert_snapshot!(format!("{leave}\n{}", hand.picture(80, 24)));
}

#[test]
fn nothing_asked_for_and_no_day() {
    let mut hand = Hand::with("# Team\n\n## Start\n", vec![]);
    hand.press("x x");
    insta::assert_snapshot!(hand.picture(80, 24));
}

#[test]
fn the_cursor_stands_in_an_answer_and_nowhere_else() {
    let mut hand = Hand::new();
    let screen = Rect::new(0, 0, 80, 24);
    assert_eq!(cursor(&hand.planner, screen), None);
    hand.at("Budget").press("t");
    let at = cursor(&hand.planner, screen).expect("a place to type");
    let row = hand.picture(80, 24).lines().nth(at.y.into()).expect("a row").to_owned();
    assert_eq!(
        row.chars().take(at.x.into()).collect::<String>().trim_end().chars().rev().take(5).collect::<String>(),
        "51:90"
    );
}

#[test]
fn text_from_outside_cannot_act_on_the_terminal() {
    let mut hand = Hand::with(
        "# D: 2026-03-06\n\n## 09:00 Evil \u{1b}[2J\u{202e}title\n",
        vec![crate::hand::request("\u{1b}]0;x\u{7}", None)],
    );
    hand.planner.press(key_event("enter"), &Keymap::default());
    let cells = hand.drawn(120, 40);
    assert!(cells.content.iter().all(|cell| !cell.symbol().chars().any(char::is_control)));
}
