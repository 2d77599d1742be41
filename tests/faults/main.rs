//! The program under faults that are real: calls that fail, disks that are full, folders that vanish, terminals that go.
//!
//! Under a real terminal and a real kernel, because what a simulated disk cannot show is what the scribe sees and what is
//! left on the terminal afterwards. What a machine cannot do is skipped and said. Not here: the journal under simulated
//! faults (see `journal`), which covers every call.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../terminal/mod.rs"]
mod terminal;

mod disks;
mod injected;
mod lost;
mod panics;
mod steps;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use minutebook::archive;

use terminal::desk::{Desk, NINE, assert_restored, leave, wait_for_row};
use terminal::{PATIENCE, Screen, Terminal, text_of};

/// Says what this machine cannot do, past the capture of a passing test's output.
fn skip(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {why}");
}

/// Whether a command works here.
fn works(program: &str, arguments: &[&str]) -> bool {
    let quiet =
        Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// How many times a fault comes at another moment.
fn faults(usual: u64) -> u64 {
    std::env::var("MINUTEBOOK_FAULTS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// The journal, or another of the writer's files by its ending, of a meeting's only writer.
fn file_of(meeting: &Path, ending: &str) -> PathBuf {
    let files = fs::read_dir(meeting).expect("a meeting's folder").flatten().map(|file| file.path());
    let mut journals: Vec<_> = files.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect();
    journals.sort();
    journals.first().expect("a journal").with_extension(ending)
}

/// A meeting begun before the fault, with a note and a half-typed line, and left open.
fn begun() -> Desk {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.type_text("Said before\rhalf of it");
    wait_for_row(&mut terminal, "› half of it");
    terminal.wait_for("● saved");
    leave(&mut terminal);
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    desk
}

/// All notes of a meeting as its folder has them, and its half-typed lines.
fn in_folder(meeting: &Path) -> Vec<String> {
    let loaded = archive::load(meeting).unwrap_or_else(|error| panic!("{error}"));
    assert!(loaded.damage.is_empty(), "{:#?}", loaded.reports);
    let ledger = loaded.ledger(*loaded.writers.first().expect("a writer"));
    let notes = ledger.meeting.slots().flat_map(|slot| slot.entries.iter().map(|entry| entry.text.clone()));
    notes.chain(loaded.drafts.iter().map(|draft| draft.text.clone())).collect()
}

/// Whether some file below a folder says this.
fn is_below(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|found| {
        let path = found.path();
        if path.is_dir() {
            return is_below(&path, text);
        }
        fs::read(&path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(text))
    })
}

/// The program has said that it panicked.
#[track_caller]
fn assert_no_panic(terminal: &Terminal) {
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    assert!(!output.contains("panicked"), "{output}");
}

/// Waits for something outside the terminal.
#[track_caller]
fn eventually(what: &str, mut there: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !there() {
        assert!(Instant::now() < deadline, "waited for {what}");
        std::thread::yield_now();
    }
}
