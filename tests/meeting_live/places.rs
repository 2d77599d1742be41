//! A meeting's folder that is not where it was, or holds what is not its own: another place, a stranger's journal, a copy.
//!
//! What a stick that is pulled out, a carried folder and a careless copy make of it. Not here: the disk that fails (see the
//! tests of faults), and which hand keeps a name.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::together::put_away_the_report;
use super::*;

/// A program whose home, and with it the place that it may propose, lies on the desk.
fn at_home(desk: &Desk) -> Terminal {
    let folder = |name: &str| desk.folder.path().join(name);
    for name in ["home", "tmp"] {
        fs::create_dir_all(folder(name)).expect("a folder");
    }
    let start = desk.start(&["open", "board.md"]);
    start.env("HOME", folder("home")).env("TMPDIR", folder("tmp")).spawn()
}

fn journals(meeting: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(meeting).expect("a meeting").flatten().map(|found| found.path());
    let mut journals: Vec<_> = files.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect();
    journals.sort();
    journals
}

#[track_caller]
fn add(terminal: &mut Terminal, line: &str) {
    terminal.type_text(&format!("{line}\r"));
    wait_for_row(terminal, &format!("• {line}"));
}

/// The data folder is pulled out, a line is typed, and the journal goes on in another one.
#[track_caller]
fn pull_out_and_go_on(terminal: &mut Terminal, data: &Path, line: &str, there: &str) {
    fs::rename(data, data.with_extension("out")).expect("pulled out");
    add(terminal, line);
    terminal.wait_for("NOT SAVED");
    terminal.keys("M-w");
    terminal.wait_for("Save in another place");
    terminal.keys("C-u");
    terminal.type_text(&format!("{there}\r"));
    terminal.wait_for("● saved");
    terminal.wait_gone("Save in another place");
    leave(terminal);
    fs::rename(data.with_extension("out"), data).expect("put in again");
}

#[test]
fn a_meeting_that_went_on_in_another_place_is_found_from_the_old_one_and_comes_back() {
    let desk = Desk::new();
    let mut terminal = at_home(&desk);
    terminal.wait_for("● saved");
    add(&mut terminal, "on the stick");
    terminal.wait_for("● saved");
    let elsewhere = desk.folder.path().join("home/minutebook-elsewhere");
    // The old folder was gone: nothing in it can say where the meeting went.
    pull_out_and_go_on(&mut terminal, &desk.data(), "without it", "~/minutebook-elsewhere");
    let mut terminal = at_home(&desk);
    terminal.wait_for("this meeting went on in");
    put_away_the_report(&mut terminal);
    wait_for_row(&mut terminal, "• without it");
    terminal.wait_for("● saved");
    // And back: the old folder has everything now, the other one less.
    let back = desk.data().display().to_string();
    pull_out_and_go_on(&mut terminal, &elsewhere, "on the stick again", &back);
    let mut terminal = at_home(&desk);
    for line in ["• on the stick", "• without it", "• on the stick again"] {
        wait_for_row(&mut terminal, line);
    }
    assert!(!terminal.screen().contains("went on in"), "{}", terminal.screen());
}

#[test]
fn the_journal_of_another_meeting_in_the_folder_is_not_written_in() {
    let (desk, other) = (Desk::new(), Desk::with(&AGENDA.replace("Harbour board", "Crane crew")));
    let mut terminal = desk.open();
    add(&mut terminal, "of the board");
    leave(&mut terminal);
    let mut terminal = other.open();
    add(&mut terminal, "of the crew");
    leave(&mut terminal);
    let theirs = journals(&other.meeting()).pop().expect("a journal");
    let stray = desk.meeting().join(theirs.file_name().expect("a name"));
    // Copied last: the newest of the folder.
    fs::copy(&theirs, &stray).expect("carried");
    for line in ["and on", "and on again"] {
        let mut terminal = desk.start(&["open", "board.md"]).spawn();
        put_away_the_report(&mut terminal);
        wait_for_row(&mut terminal, "• of the board");
        add(&mut terminal, line);
        terminal.wait_for("● saved");
        leave(&mut terminal);
    }
    assert_eq!(fs::read(&stray).expect("the stray"), fs::read(&theirs).expect("theirs"));
    assert_eq!(journals(&desk.meeting()).len(), 2, "nor is a third begun");
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    put_away_the_report(&mut terminal);
    for line in ["• of the board", "• and on", "• and on again"] {
        wait_for_row(&mut terminal, line);
    }
    assert!(!terminal.screen().contains("of the crew"), "{}", terminal.screen());
}

#[test]
fn a_meeting_of_which_there_is_only_a_copy_goes_on_under_a_new_name() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    add(&mut terminal, "before the copy");
    leave(&mut terminal);
    let own = journals(&desk.meeting()).pop().expect("a journal");
    let copy = own.with_file_name(format!("{} (1).jsonl", own.file_stem().expect("a name").to_string_lossy()));
    fs::rename(&own, &copy).expect("renamed");
    let before = fs::read(&copy).expect("the copy");
    for line in ["and on", "and on again"] {
        let mut terminal = desk.start(&["open", "board.md"]).spawn();
        terminal.wait_for("● saved");
        wait_for_row(&mut terminal, "• before the copy");
        add(&mut terminal, line);
        terminal.wait_for("● saved");
        leave(&mut terminal);
    }
    assert_eq!(fs::read(&copy).expect("the copy"), before, "the copy is left as it is");
    assert!(!own.exists());
    assert_eq!(journals(&desk.meeting()).len(), 2, "the second time it is known under the new name");
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    for line in ["• before the copy", "• and on", "• and on again"] {
        wait_for_row(&mut terminal, line);
    }
}

#[test]
fn pipes_in_the_place_of_its_files_keep_no_scribe_waiting() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    add(&mut terminal, "before the pipes");
    leave(&mut terminal);
    let own = journals(&desk.meeting()).pop().expect("a journal");
    for path in [own.with_extension("draft"), own.with_extension("moved"), desk.data().join(".beginning.lock")] {
        let _ = fs::remove_file(&path);
        assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
    }
    for line in ["and on", "and on again"] {
        let mut terminal = desk.start(&["open", "board.md"]).spawn();
        if line == "and on" {
            // From then on another name is used, and the pipe is out of the way.
            put_away_the_report(&mut terminal);
        }
        wait_for_row(&mut terminal, "• before the pipes");
        add(&mut terminal, line);
        terminal.wait_for("● saved");
        leave(&mut terminal);
        assert!(terminal.is_success(), "{}", terminal.screen());
    }
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    wait_for_row(&mut terminal, "• and on again");
}
