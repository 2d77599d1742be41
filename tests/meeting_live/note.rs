//! Lines that come from another terminal while a screen is open, or while none is.
//!
//! They must be on the screen at once, each once, and never get between the scribe's fingers and the line. Not here: what
//! `minutebook note` prints and refuses (see `cli`).

use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::terminal::clean_environment;
use super::*;

/// `minutebook note` with these arguments, at this desk.
fn command(desk: &Desk, arguments: &[&str]) -> Command {
    program(desk, &[&["note"], arguments].concat())
}

/// The program with these arguments, at this desk.
fn program(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
    command.args(arguments).env_clear().envs(clean_environment(&desk.folder.path().join("home")));
    command.env("MINUTEBOOK_DATA_DIR", desk.data()).env("MINUTEBOOK_NOW", NINE);
    command.stdin(Stdio::null());
    command
}

/// Runs it to its end; what it printed.
#[track_caller]
fn note(desk: &Desk, arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = command(desk, arguments).output().expect("a program that runs");
    assert!(status.success(), "{arguments:?}: {status}\n{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("text")
}

#[test]
fn a_line_from_another_terminal_is_on_the_open_screen_at_once() {
    let desk = Desk::new();
    let mut screen = desk.open();
    screen.keys("C-n");
    wait_for_slot(&mut screen, "Opening");
    note(&desk, &["The ferry is late"]);
    let written = Instant::now();
    wait_for_row(&mut screen, "• The ferry is late");
    assert!(written.elapsed() < Duration::from_secs(1), "it took {:?}", written.elapsed());
    note(&desk, &["! Bo — call the ferry due 2026-03-06"]);
    screen.wait_for("call the ferry · due Fri 6 Mar");
    close(&mut screen);
    let minutes = desk.minutes_in_json();
    assert_eq!(outline(slot(&minutes, "Opening")), ["note The ferry is late", "action call the ferry"]);
    assert_eq!(minutes["actions"][0]["owners"][0], "Bo Chen");
}

#[test]
fn an_action_item_that_is_ticked_off_elsewhere_is_so_on_the_open_screen() {
    let desk = Desk::new();
    let mut screen = desk.open();
    screen.keys("C-n");
    wait_for_slot(&mut screen, "Opening");
    screen.type_text("! Bo — call the ferry\r");
    screen.wait_for("call the ferry");
    let done = program(&desk, &["done", "1"]).output().expect("a program that runs");
    assert!(done.status.success(), "{done:?}");
    screen.wait_for("☑ 1 Bo Chen");
    close(&mut screen);
    assert_eq!(desk.minutes_in_json()["actions"][0]["status"], "done");
}

#[test]
fn a_line_from_elsewhere_leaves_the_half_typed_one_alone() {
    let desk = Desk::new();
    let mut screen = desk.open();
    for n in 0..5 {
        screen.type_text(&format!("typed {n}, ha"));
        wait_for_row(&mut screen, &format!("› typed {n}, ha"));
        note(&desk, &[&format!("noted {n}")]);
        screen.type_text("lf");
        wait_for_row(&mut screen, &format!("• noted {n}"));
        wait_for_row(&mut screen, &format!("› typed {n}, half"));
        screen.keys("Enter");
        wait_for_row(&mut screen, &format!("• typed {n}, half"));
    }
    close(&mut screen);
    let wanted: Vec<String> =
        (0..5).flat_map(|n| [format!("note noted {n}"), format!("note typed {n}, half")]).collect();
    assert_eq!(outline(slot(&desk.minutes_in_json(), "Opening")), wanted);
}

#[test]
fn of_fifty_lines_at_once_each_is_there_once() {
    let desk = Desk::new();
    let mut screen = desk.open();
    let running: Vec<Child> = (0..50)
        .map(|n| {
            let mut command = command(&desk, &[&format!("line {n} of fifty")]);
            command.stdout(Stdio::null()).spawn().expect("a program that starts")
        })
        .collect();
    screen.type_text("Typed meanwhile\r");
    for mut child in running {
        assert!(child.wait().expect("an end").success());
    }
    note(&desk, &["The last one"]);
    wait_for_row(&mut screen, "• The last one");
    close(&mut screen);
    let mut lines = outline(slot(&desk.minutes_in_json(), "Opening"));
    let mut wanted: Vec<String> = (0..50).map(|n| format!("note line {n} of fifty")).collect();
    wanted.extend(["note Typed meanwhile".to_owned(), "note The last one".to_owned()]);
    lines.sort();
    wanted.sort();
    assert_eq!(lines, wanted);
    let journals = std::fs::read_dir(desk.meeting()).expect("a meeting").flatten();
    let journals = journals.filter(|file| file.path().extension().is_some_and(|it| it == "jsonl")).count();
    assert_eq!(journals, 2, "all scripts write as one");
}

#[test]
fn a_line_for_a_meeting_that_nobody_has_open_is_there_when_it_is_opened() {
    let desk = Desk::new();
    leave(&mut desk.open());
    note(&desk, &["--slot", "crane", "Noted while all were away"]);
    let mut screen = desk.open();
    screen.keys("M-Down");
    wait_for_slot(&mut screen, "Crane repair");
    wait_for_row(&mut screen, "• Noted while all were away");
    screen.type_text("And on\r");
    wait_for_row(&mut screen, "• And on");
    close(&mut screen);
    let lines = outline(slot(&desk.minutes_in_json(), "Crane repair"));
    assert_eq!(lines, ["note Noted while all were away", "note And on"]);
}

#[test]
fn undo_on_the_screen_is_of_what_was_typed_there() {
    let desk = Desk::new();
    let mut screen = desk.open();
    screen.type_text("Typed\r");
    wait_for_row(&mut screen, "• Typed");
    note(&desk, &["Noted"]);
    wait_for_row(&mut screen, "• Noted");
    screen.keys("C-z");
    screen.wait_gone("• Typed");
    screen.keys("C-z");
    screen.wait_for("nothing to take back");
    wait_for_row(&mut screen, "• Noted");
}

#[test]
fn a_line_in_another_name_is_shown_with_it_and_one_in_the_users_own_is_not() {
    let desk = Desk::new();
    let mut screen = desk.open();
    note(&desk, &["By the scribe"]);
    note(&desk, &["--as", "Build robot", "By a script"]);
    screen.wait_for("• By a script · Build");
    wait_for_row(&mut screen, "• By the scribe");
}
