//! Whole screens as pictures, at the sizes that count.
//!
//! Looked at by a person when they change; see `tests/planner/snapshots`. Not here: colours.

use minutebook::app::planner::{Panel, PlanTarget, Side};
use minutebook::app::{Deed, Keymap};
use minutebook::palette::{Choice, Seen, Themes};
use minutebook::view::planner::{cursor, draw, under};
use minutebook::view::{Depth, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::contrast::check;
use crate::hand::{AGENDA, Hand, request};
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

/// The cell where words begin.
fn place(hand: &Hand, words: &str) -> Position {
    let picture = hand.picture(120, 30);
    let (y, row) = picture.lines().enumerate().find(|(_, row)| row.contains(words)).expect(words);
    let x = minutebook::text::width(row.split(words).next().unwrap_or_default());
    Position { x: u16::try_from(x).unwrap(), y: u16::try_from(y).unwrap() }
}

fn point(hand: &mut Hand, deed: Deed, at: Position) {
    let theme = Theme::new(Depth::Indexed);
    let target = under(&hand.planner, &theme, Rect::new(0, 0, 120, 30), at);
    hand.wish = hand.planner.point(deed, target);
}

#[test]
fn a_row_is_selected_by_a_click_and_a_second_one_does_what_enter_does_there() {
    let mut hand = Hand::new();
    let at = place(&hand, "Tickets");
    point(&mut hand, Deed::Press(1), at);
    assert_eq!(
        (hand.planner.side, hand.planner.requests()[hand.planner.request].topic.as_str()),
        (Side::Requests, "Tickets")
    );
    assert_eq!(hand.unplaced().len(), 4, "one click places nothing");
    // A click on the other side comes between.
    let slot = place(&hand, "Budget");
    point(&mut hand, Deed::Press(1), slot);
    assert_eq!((hand.planner.side, hand.planner.spot), (Side::Days, hand.spot("Budget")));
    point(&mut hand, Deed::Press(1), at);
    assert_eq!(hand.unplaced().len(), 4);
    point(&mut hand, Deed::Press(1), at);
    assert_eq!(hand.unplaced().len(), 3, "{}", hand.notice());
    point(&mut hand, Deed::Press(1), slot);
    point(&mut hand, Deed::Press(1), slot);
    assert!(matches!(hand.planner.panel, Some(Panel::Ask { .. })), "of a slot the title is asked");
    let asked = hand.picture(120, 30);
    point(&mut hand, Deed::Press(1), at);
    assert_eq!(hand.picture(120, 30), asked, "a click beside a question loses nothing");
}

#[test]
fn the_wheel_scrolls_either_side_and_selects_nothing_and_the_keys_at_the_foot_are_found() {
    let many = (0..60).map(|nth| request(&format!("Topic {nth:02}"), Some(5))).collect();
    let mut hand = Hand::with(AGENDA, many);
    let at = place(&hand, "Topic 03");
    point(&mut hand, Deed::Wheel(20), at);
    assert!(!hand.picture(120, 30).contains("Topic 03") && hand.planner.request == 0);
    let help = place(&hand, "F1 help");
    let theme = Theme::new(Depth::Indexed);
    let target = under(&hand.planner, &theme, Rect::new(0, 0, 120, 30), help);
    assert_eq!(target, PlanTarget::Keys("F1".to_owned()));
    hand.press("f1");
    let before = hand.picture(120, 12);
    point(&mut hand, Deed::Wheel(3), at);
    assert_ne!(hand.picture(120, 12), before, "the help scrolls");
}

#[test]
fn every_cell_of_a_plan_has_one_style_in_every_theme() {
    let mut hand = Hand::new();
    for keys in ["", "tab", "down down", "e", "esc f1", "esc tab enter", "ctrl-q"] {
        hand.press(keys);
        for wanted in [Choice::Dark, Choice::Light, Choice::Contrast, Choice::Ansi, Choice::None] {
            for depth in [Depth::Mono, Depth::Ansi, Depth::Indexed, Depth::True] {
                let themes = Themes { wanted: wanted.clone(), own: Vec::new() };
                let theme = Theme::of(&themes, &Seen::blind(depth));
                let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 30));
                draw(&hand.planner, &theme, &mut buffer);
                check(&buffer, &theme);
            }
        }
    }
}
