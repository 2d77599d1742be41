//! `minutebook delete`: it asks, it moves, and what was moved can be had back.

use std::fs;
use std::process::Command;

use crate::hand::{CIRCLE, Hand};
use crate::terminal::Terminal;
use crate::{Desk, SEVEN};

fn asking(desk: &Desk) -> Terminal {
    let mut terminal = Terminal::start(&["delete", "last"])
        .cwd(desk.path(""))
        .data_dir(desk.path("data"))
        .env("MINUTEBOOK_NOW", SEVEN)
        .spawn();
    terminal.wait_for("[y/N]");
    terminal
}

#[test]
fn delete_moves_to_the_trash_and_says_how_to_get_it_back() {
    let desk = Desk::new();
    Hand::with_notes(&desk);
    let said = desk.run(&["delete", CIRCLE, "--yes"]).output();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[..3], ["Reading circle", "  4–5 May 2026, in progress", "  2 entries"], "{said}");
    let trash = desk.path("data/trash").join(CIRCLE);
    assert!(trash.join("0000000a.jsonl").is_file());
    assert!(!desk.path("data/meetings").join(CIRCLE).exists());
    assert!(desk.run(&["list"]).output().starts_with("no meetings yet"));

    // The command that it names does it.
    let back = lines.last().expect("a line").trim();
    assert!(Command::new("sh").args(["-c", back]).status().expect("a shell").success(), "{back}");
    assert!(desk.run(&["list"]).output().contains("Reading circle"));
}

#[test]
fn what_the_other_meetings_lose_with_it_is_said_before_it_goes() {
    let desk = crate::actions::three();
    let said = desk.today(&["delete", "2026-02-02-weekly-february", "--yes"]).output();
    assert!(said.contains("  without it open again: 1 action item of other meetings (action-2)\n"), "{said}");
    assert_eq!(desk.actions(&["--series", "Weekly"])["open"], 3, "it came true");
    let said = desk.today(&["delete", "2026-02-16-weekly", "--yes"]).output();
    assert!(!said.contains("without it"), "nothing was said in it: {said}");
}

#[test]
fn two_meetings_of_one_name_both_fit_in_the_trash() {
    let desk = Desk::new();
    for _ in 0..2 {
        Hand::with_notes(&desk);
        desk.run(&["delete", "last", "--yes"]).output();
    }
    assert_eq!(fs::read_dir(desk.path("data/trash")).expect("a trash folder").count(), 2);
}

#[test]
fn on_a_terminal_it_asks_and_only_yes_is_yes() {
    let desk = Desk::new();
    Hand::with_notes(&desk);
    for answer in ["n\r", "\r", "Yep\r"] {
        let mut terminal = asking(&desk);
        terminal.type_text(answer);
        terminal.wait_for("Nothing was moved.");
        assert!(terminal.wait_exit().success());
    }
    assert!(desk.path("data/meetings").join(CIRCLE).is_dir());
    let mut terminal = asking(&desk);
    terminal.type_text("y\r");
    terminal.wait_for("To get it back:");
    assert!(terminal.wait_exit().success());
    assert!(desk.path("data/trash").join(CIRCLE).is_dir());
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_moved() {
    let desk = Desk::new();
    Hand::with_notes(&desk);
    desk.run(&["delete", "last"]).fails(2, &["nothing was moved", "hint: `--yes`"]);
    desk.run(&["delete"]).fails(2, &["MEETING"]);
    assert!(desk.path("data/meetings").join(CIRCLE).is_dir());
}

#[test]
fn a_meeting_that_is_open_elsewhere_is_not_moved() {
    let desk = Desk::new();
    let _terminal = desk.meeting();
    let done = desk.run(&["delete", "last", "--yes"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.stderr.contains("nothing was moved"), "{done:?}");
    assert!(desk.path("data/meetings").join(CIRCLE).is_dir());
}

#[test]
fn what_cannot_be_read_or_steers_a_terminal_can_still_be_put_away() {
    let desk = Desk::new();
    let ada = Hand::with_notes(&desk);
    let text = fs::read_to_string(&ada.path).expect("a journal");
    fs::write(&ada.path, text.replace("\"Everybody", "\"\u{1b}[2Jverybody")).expect("a damaged journal");
    let done = desk.run(&["delete", "last", "--yes"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stderr.contains("0000000a.jsonl:3: "), "{done:?}");

    fs::create_dir_all(desk.path("data/meetings/a-wreck")).expect("a folder");
    fs::write(desk.path("data/meetings/a-wreck/0000000a.jsonl"), "\u{1b}[2J\n").expect("a wreck");
    let done = desk.run(&["delete", "a-wreck", "--yes"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stdout.contains("a-wreck: no record of this meeting can be read\n"), "{done:?}");
    assert!(!(done.stdout + &done.stderr).contains('\u{1b}'));
    assert!(desk.path("data/trash/a-wreck").is_dir());
}

#[test]
fn only_a_meeting_of_the_data_folder_goes_to_its_trash() {
    let desk = Desk::new();
    Hand::with_notes(&desk);
    fs::rename(desk.path("data/meetings").join(CIRCLE), desk.path("carried")).expect("a folder that moves");
    desk.run(&["delete", "carried", "--yes"]).fails(1, &["is not in the data folder", "hint: "]);
    desk.run(&["delete", "bowling", "--yes"]).fails(1, &["no meetings", "hint: "]);
    assert!(desk.path("carried/0000000a.jsonl").is_file());
}
