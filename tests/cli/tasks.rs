//! `minutebook actions --screen` in a terminal: what is ticked there is recorded where it belongs.
//!
//! Not here: what it looks like at each size (see `tests/screen`).

use serde_json::Value;

use crate::Desk;
use crate::actions::{TODAY, three};
use crate::series::Held;
use crate::terminal::Terminal;

fn started(desk: &Desk, options: &[&str]) -> Terminal {
    let mut terminal = Terminal::start(&[&["actions", "--screen"], options].concat())
        .data_dir(desk.path("data"))
        .env("MINUTEBOOK_NOW", TODAY)
        .env("TZ", "Europe/Rome")
        .size(120, 30)
        .spawn();
    terminal.wait_for("only open · Alt-A");
    terminal
}

fn left(mut terminal: Terminal) {
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    assert!(!terminal.alternate_screen() && terminal.echoes());
}

fn item<'v>(found: &'v Value, text: &str) -> &'v Value {
    let mut items = found["actions"].as_array().into_iter().flatten();
    items.find(|item| item["text"] == text).unwrap_or_else(|| panic!("no {text} in {found:#}"))
}

#[test]
fn a_tick_lands_in_the_meeting_in_progress_and_is_taken_back_there() {
    let desk = three();
    let mut terminal = started(&desk, &[]);
    terminal.wait_for("4 open · 2 overdue");
    terminal.keys("C-d");
    terminal.wait_for("done · in Review action items, Weekly (2026-02-16-weekly)");
    terminal.wait_for("3 open · 1 overdue · 1 done or dropped");
    let found = desk.actions(&["--all"]);
    let plan = item(&found, "Draft the plan for HB-12");
    assert_eq!((&plan["status"], &plan["settled_in"]), (&"done".into(), &"2026-02-16-weekly".into()));
    terminal.keys("C-z");
    terminal.wait_for("open · in Review action items, Weekly (2026-02-16-weekly)");
    left(terminal);
    assert_eq!(item(&desk.actions(&[]), "Draft the plan for HB-12")["status"], "open");
    let minutes = desk.today(&["export", "2026-02-16-weekly", "-f", "json"]).json();
    let slots = minutes["days"][0]["slots"].as_array().expect("slots").clone();
    let review = slots.iter().find(|slot| slot["title"] == "Review action items").expect("the slot");
    assert_eq!(review["entries"].as_array().map(Vec::len), Some(2));
}

#[test]
fn of_an_item_that_no_meeting_goes_through_it_lands_in_the_closed_one_that_noted_it() {
    let desk = three();
    let mut terminal = started(&desk, &["--series", "weekly", "--by", "due"]);
    terminal.wait_for("› series:\"weekly\"");
    terminal.keys("C-u");
    terminal.type_text("chairs");
    terminal.wait_for("1 of 1");
    terminal.keys("M-d");
    terminal.wait_for("until when");
    terminal.type_text("fri\r");
    terminal.wait_for("is so already");
    terminal.keys("M-d");
    terminal.type_text("2026-03-01\r");
    terminal.wait_for("due Sun 1 Mar 2026 · in Weekly January (2026-01-05-weekly-january)");
    terminal.keys("M-o");
    terminal.wait_for("who will do it");
    terminal.type_text("bru");
    terminal.wait_for("bruno Serra");
    terminal.keys("Tab Enter");
    terminal.wait_for("now Bruno Serra · in Weekly January");
    terminal.keys("M-n");
    terminal.wait_for("a note alone is kept where a meeting in progress goes through the item");
    terminal.keys("Delete");
    terminal.wait_for("why it is dropped");
    terminal.type_text("there are none\r");
    terminal.wait_for("dropped, there are none · in Weekly January");
    terminal.keys("Esc");
    terminal.wait_for("words, owner:ann");
    left(terminal);
    let found = desk.actions(&["--all"]);
    let chairs = item(&found, "Count the chairs");
    let stands = (&chairs["due"], &chairs["owners"][0], &chairs["status"], &chairs["reason"]);
    assert_eq!(stands, (&"2026-03-01".into(), &"Bruno Serra".into(), &"dropped".into(), &"there are none".into()));
    desk.today(&["verify", "2026-01-05-weekly-january"]).output();
}

#[test]
fn enter_looks_at_the_meeting_where_the_item_stands_and_esc_comes_back() {
    let desk = three();
    let mut terminal = started(&desk, &[]);
    terminal.type_text("board");
    terminal.wait_for("1 of 1");
    terminal.keys("Enter");
    terminal.wait_for("READ ONLY");
    terminal.wait_for("No more chairs");
    terminal.keys("Esc");
    terminal.wait_for("› board");
    terminal.wait_for("1 of 1");
    terminal.keys("Esc");
    terminal.wait_for("words, owner:ann");
    left(terminal);
}

#[test]
fn those_that_are_settled_are_shown_when_they_are_asked_for() {
    let desk = three();
    let mut terminal = started(&desk, &[]);
    assert!(!terminal.screen().contains("Ask the harbour"));
    terminal.keys("M-a");
    terminal.wait_for("Ask the harbour");
    terminal.wait_for("all · Alt-A");
    terminal.keys("M-a");
    terminal.wait_gone("Ask the harbour");
    left(terminal);
}

#[test]
fn what_was_changed_by_others_is_there_after_reading_again() {
    let desk = three();
    let mut terminal = started(&desk, &[]);
    terminal.wait_for("Write to the board");
    desk.today(&["done", "4"]).output();
    terminal.keys("F5");
    terminal.wait_gone("Write to the board");
    left(terminal);
}

#[test]
fn hostile_texts_are_shown_and_never_obeyed() {
    let desk = Desk::new();
    let evil = "<b> \u{1b}]0;owned\u{7} \u{202e}gpj \u{9b}35m";
    let mut held = Held::opens(&desk, 10, Some(evil), evil, "2026-01-05");
    held.owes(3, 1, evil, &[evil], Some("2026-02-02"));
    let mut terminal = started(&desk, &["--owner", evil]);
    terminal.keys("C-u");
    terminal.paste(evil);
    terminal.wait_for("gpj");
    terminal.keys("C-u M-o");
    terminal.wait_for("who will do it");
    terminal.paste(evil);
    terminal.keys("Enter");
    terminal.wait_for("now <b>");
    terminal.keys("C-d");
    terminal.wait_for("done · in");
    terminal.keys("C-q");
    terminal.wait_exit();
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    for bad in ["\u{1b}]0;owned", "\u{202e}", "\u{9b}35m", "\u{7}"] {
        assert!(!output.contains(bad), "{bad:?} was sent to the terminal");
    }
}

#[test]
fn without_a_terminal_it_is_refused_and_says_what_works_there() {
    three().today(&["actions", "--screen"]).fails(1, &["needs a terminal"]);
    three().today(&["actions", "--screen", "--json"]).fails(2, &["--json"]);
}
