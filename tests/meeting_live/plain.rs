//! `minutebook take` at a terminal that can do nothing: its lines, its signals, its end.
//!
//! Not here: what each line is answered (see `screen`), and scripts (see `cli`).

use std::process::{Command, Stdio};

use super::terminal::{TerminalBuilder, clean_environment};
use super::*;

fn start(desk: &Desk) -> TerminalBuilder {
    desk.start(&["take", "board.md"]).env("TERM", "dumb").env("NO_COLOR", "1")
}

fn take(desk: &Desk) -> Terminal {
    let mut terminal = start(desk).spawn();
    terminal.wait_for("Opening, 10 min planned >");
    terminal
}

/// Waits until a line can be typed, so that its echo stands behind the prompt.
fn wait_for_prompt(terminal: &mut Terminal) {
    terminal.wait_until(|screen| text_of(screen).trim_end().ends_with('>'), "a prompt");
}

/// What was printed, the terminal's own echo among it.
fn printed(terminal: &Terminal) -> String {
    String::from_utf8(terminal.output()).expect("text")
}

/// Something of it moves, colours or hides.
fn steers(printed: &str) -> bool {
    printed.contains(|sign: char| sign.is_control() && !matches!(sign, '\n' | '\r'))
}

#[test]
fn a_meeting_is_taken_on_a_terminal_that_can_do_nothing() {
    let desk = Desk::new();
    let mut terminal = take(&desk);
    terminal.type_text("/next\r");
    terminal.wait_for("Now Opening, 0 of 10 min, chair Ana Reis, 1 talking point");
    terminal.wait_for("Opening, 0 of 10 min >");
    terminal.type_text("Quorum is there\r");
    terminal.wait_for("> Quorum is there\nNote\n");
    terminal.type_text("! Bo Chen -- get a third bid due 2026-03-13\r");
    terminal.wait_for("Action item 1, Bo Chen, due Fri 13 Mar");
    terminal.type_text("/close\r");
    terminal.wait_for("leave >");
    terminal.type_text("c\r");
    assert!(terminal.wait_exit().success());
    assert!(!steers(&printed(&terminal)), "{:?}", printed(&terminal));
    assert!(terminal.screen().contains("Harbour board is closed. Its minutes:"), "{}", terminal.screen());
    let minutes = desk.minutes_in_json();
    assert_eq!(outline(slot(&minutes, "Opening")), ["note Quorum is there", "action get a third bid"]);
}

#[test]
fn ctrl_c_asks_and_ctrl_d_leaves_it_open() {
    let desk = Desk::new();
    let mut terminal = take(&desk);
    terminal.type_text("/next\r");
    terminal.wait_for("Opening, 0 of 10 min >");
    terminal.type_text("half a thou");
    terminal.wait_for("> half a thou");
    terminal.keys("C-c");
    terminal.wait_for("c closes the meeting and writes its minutes");
    terminal.wait_for("leave >");
    terminal.type_text("\r");
    terminal.wait_for("As it was");
    terminal.keys("C-d");
    assert!(terminal.wait_exit().success());
    let farewell = "Harbour board is open. Go on with: minutebook";
    assert!(terminal.screen().contains(farewell), "{}", terminal.screen());
    let mut terminal = start(&desk).spawn();
    terminal.wait_for("Opening, paused at 0 of 10 min >");
}

#[test]
fn an_answered_line_outlives_the_program() {
    let desk = Desk::new();
    let mut terminal = take(&desk);
    for number in 0..20 {
        terminal.type_text(&format!("- line {number}\r"));
        terminal.wait_for(&format!("> - line {number}\nNote"));
        wait_for_prompt(&mut terminal);
    }
    terminal.kill9();
    let mut terminal = desk.open();
    wait_for_row(&mut terminal, "◦ line 19");
    close(&mut terminal);
    assert_eq!(outline(slot(&desk.minutes_in_json(), "Opening")).len(), 20);
}

#[test]
fn what_another_scribe_writes_is_said_at_the_next_prompt_and_not_before() {
    let desk = Desk::new();
    let mut terminal = take(&desk);
    terminal.type_text("first\r");
    terminal.wait_for("> first\nNote\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
    command.args(["note", "--as", "Dora Lind", "The ferry is late"]).env_clear();
    command.envs(clean_environment(&desk.folder.path().join("home")));
    command.env("MINUTEBOOK_DATA_DIR", desk.data()).env("MINUTEBOOK_NOW", NINE).stdin(Stdio::null());
    assert!(command.output().expect("a program that runs").status.success());
    // However long it takes to come in, each line is one question more.
    for number in 0..200 {
        assert!(number < 199, "it never came: {}", terminal.screen());
        terminal.type_text(&format!("/select 1{number:03}\r"));
        terminal.wait_for(&format!("There is no line 1{number:03} here"));
        wait_for_prompt(&mut terminal);
        if printed(&terminal).contains("Dora Lind: 1 new entry in Opening") {
            break;
        }
    }
    let said = printed(&terminal);
    let at = said.find("Dora Lind: 1 new").unwrap_or_default();
    let before = said[..at].lines().last().unwrap_or_default();
    assert!(before.starts_with("There is no line"), "it follows an answer: {before:?} in {said}");
    terminal.type_text("/notes\r");
    terminal.wait_for("2 note: The ferry is late; by Dora");
}

#[test]
fn a_meeting_that_another_program_has_is_listened_to_until_it_ends() {
    let desk = Desk::new();
    let mut first = desk.open();
    first.type_text("Typed in the first\rhalf");
    wait_for_row(&mut first, "› half");
    first.wait_for("● saved");
    let mut second = start(&desk).spawn();
    second.wait_for("Read only: open elsewhere");
    second.wait_for("read only, Opening, 10 min planned >");
    second.type_text("not a word\r");
    second.wait_until(|screen| text_of(screen).matches("Read only: open elsewhere").count() > 1, "a refusal");
    first.kill9();
    second.wait_for("The other program has ended: Enter takes over");
    second.type_text("\r");
    second.wait_for("Half typed in Opening: half");
    second.wait_for("closing makes it notes\nOpening, 10 min planned >");
    second.type_text("Typed in the second\r");
    second.wait_for("> Typed in the second\nNote\n");
    second.type_text("/close\rc\r");
    assert!(second.wait_exit().success(), "{}", second.screen());
    let minutes = desk.minutes_in_json();
    assert_eq!(
        outline(slot(&minutes, "Opening")),
        ["note Typed in the first", "note Typed in the second", "note half"]
    );
}

#[test]
fn what_a_full_disk_does_not_take_is_said_at_once_and_asked_about_at_the_end() {
    let desk = Desk::new();
    let script = "ulimit -f 5; exec \"$0\" \"$@\"";
    let arguments = ["-c", script, env!("CARGO_BIN_EXE_minutebook"), "take", "board.md"];
    let mut terminal = Terminal::start_program("/bin/bash", &arguments)
        .size(220, 60)
        .cwd(desk.folder.path())
        .data_dir(desk.data())
        .env("MINUTEBOOK_NOW", NINE)
        .env("TERM", "dumb")
        .spawn();
    terminal.wait_for("Opening, 10 min planned >");
    let mut typed = 0;
    while !printed(&terminal).contains("NOT SAVED") {
        typed += 1;
        assert!(typed < 60, "the limit was never reached");
        terminal.type_text(&format!("line {typed} of what was said while the disk ran full\r"));
        terminal.wait_for(&format!("line {typed} of what was said while the disk ran full\n"));
        wait_for_prompt(&mut terminal);
    }
    terminal.wait_for("/elsewhere saves in another place");
    terminal.wait_for("NOT SAVED, Opening");
    terminal.keys("C-d");
    terminal.wait_for("l once more, or Ctrl-D, leaves it unsaved");
    terminal.keys("C-d");
    assert!(!terminal.wait_exit().success(), "what is not saved is no success");
    let said: String = terminal.screen().split_whitespace().collect();
    let path = said.split("allthatismissingisin").nth(1).and_then(|rest| rest.split(".txt").next());
    let path = format!("{}.txt", path.unwrap_or_else(|| panic!("{}", terminal.screen())));
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    std::fs::remove_file(&path).expect("removed");
    assert!(kept.contains(&format!("line {typed} of what was said")), "{kept}");
}
