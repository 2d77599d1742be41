//! A scribe's desk for end-to-end tests: an agenda, a data folder, and the words for what must be on the screen.
//!
//! So that every test of the whole program begins alike and reads like a script. Not here: any test, and the terminal itself.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use super::{Screen, Terminal, TerminalBuilder, text_of};

/// A morning of a board, with everything that an agenda of ours can have.
pub(crate) const AGENDA: &str = "\
---
title: Harbour board
timezone: Europe/Lisbon
chair: Ana Reis
tickets: https://tracker.example/browse/{key}
people: [Ana Reis, Bo Chen, Chidi Okafor, Dora Lind]
groups: [Crane crew]
---
# Monday: 2026-03-02

## 09:00 Opening (10m)
- Confirm the agenda

## 09:10 Crane repair (20m)
Chair: Bo Chen
- Quotes
  - Two bids so far

## 09:30 Coffee (15m)
Kind: break

## 09:45 Berth fees (30m)

## 10:15 Any other business (15m)
";

/// When the board meets.
pub(crate) const NINE: &str = "2026-03-02T09:00:00+00:00";

/// A folder with an agenda and a data folder in it.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(AGENDA)
    }

    pub(crate) fn with(agenda: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        desk.write_agenda(agenda);
        desk
    }

    pub(crate) fn write_agenda(&self, text: &str) {
        fs::write(self.agenda(), text).expect("an agenda");
    }

    pub(crate) fn agenda(&self) -> PathBuf {
        self.folder.path().join("board.md")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The program with these arguments and this desk's data folder, its clock at nine.
    pub(crate) fn start(&self, arguments: &[&str]) -> TerminalBuilder {
        Terminal::start(arguments)
            .size(120, 36)
            .cwd(self.folder.path())
            .data_dir(self.data())
            .env("MINUTEBOOK_NOW", NINE)
    }

    /// The meeting of the agenda, its screen ready.
    pub(crate) fn open(&self) -> Terminal {
        self.open_at(NINE)
    }

    pub(crate) fn open_at(&self, now: &str) -> Terminal {
        let mut terminal = self.start(&["open", "board.md"]).env("MINUTEBOOK_NOW", now).spawn();
        terminal.wait_for("● saved");
        terminal
    }

    /// The folder of the only meeting.
    pub(crate) fn meeting(&self) -> PathBuf {
        let mut folders = fs::read_dir(self.data().join("meetings")).expect("meetings");
        folders.next().and_then(Result::ok).expect("a meeting").path()
    }

    pub(crate) fn minutes(&self, ending: &str) -> String {
        let path = self.folder.path().join(format!("board-minutes.{ending}"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub(crate) fn minutes_in_json(&self) -> Value {
        serde_json::from_str(&self.minutes("json")).expect("minutes in JSON")
    }
}

/// A slot of the minutes by its title.
pub(crate) fn slot<'a>(minutes: &'a Value, title: &str) -> &'a Value {
    let mut slots =
        minutes["days"].as_array().into_iter().flatten().filter_map(|day| day["slots"].as_array()).flatten();
    slots.find(|slot| slot["title"] == title).unwrap_or_else(|| panic!("no slot {title:?} in {minutes:#}"))
}

/// The entries of a slot as `kind text`, indented by their depth.
pub(crate) fn outline(slot: &Value) -> Vec<String> {
    fn lines(entries: &Value, depth: usize, into: &mut Vec<String>) {
        for entry in entries.as_array().into_iter().flatten() {
            let word = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            into.push(format!("{}{} {}", "  ".repeat(depth), word("kind"), word("text")));
            lines(&entry["children"], depth + 1, into);
        }
    }
    let mut found = Vec::new();
    lines(&slot["entries"], 0, &mut found);
    found
}

/// The rows of the notes pane and what is below it: right of the divider.
pub(crate) fn notes_pane(screen: &Screen) -> Vec<String> {
    text_of(screen).lines().filter_map(|row| row.split_once('│')).map(|(_, notes)| notes.trim().to_owned()).collect()
}

/// Waits for a row of the notes pane to be just this.
#[track_caller]
pub(crate) fn wait_for_row(terminal: &mut Terminal, row: &str) {
    let there = |screen: &Screen| notes_pane(screen).iter().any(|shown| shown == row);
    terminal.wait_until(there, &format!("the row {row:?}"));
}

/// Waits for the slot on screen: its title in the head of the notes.
#[track_caller]
pub(crate) fn wait_for_slot(terminal: &mut Terminal, title: &str) {
    let there = |screen: &Screen| notes_pane(screen).first().is_some_and(|head| head.starts_with(title));
    terminal.wait_until(there, &format!("the slot {title:?}"));
}

/// Opens the leave panel, closes the meeting, and sees the program out.
#[track_caller]
pub(crate) fn close(terminal: &mut Terminal) {
    terminal.keys("C-q");
    terminal.wait_for("close the meeting and write its minutes");
    terminal.keys("c");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
}

/// Leaves the meeting open, also where something is not saved, which takes the key twice; then the program has ended.
#[track_caller]
pub(crate) fn leave(terminal: &mut Terminal) {
    terminal.keys("C-q");
    if !terminal.lives_until(|screen| text_of(screen).contains("leave it open")) {
        return;
    }
    let failing = terminal.screen().contains("NOT SAVED");
    terminal.keys("l");
    // It may be saved between the two keys, and then waits for the second all the same.
    let asks = terminal.lives_until(|screen| {
        let screen = text_of(screen);
        screen.contains("press l again") || (failing && screen.contains("● saved") && screen.contains("leave it open"))
    });
    if asks {
        terminal.keys("l");
    }
    terminal.wait_exit();
}

/// The terminal is as it was before the program: cooked, main screen, cursor, pastes without brackets, the mouse its own.
#[track_caller]
pub(crate) fn assert_restored(terminal: &Terminal) {
    assert!(!terminal.alternate_screen(), "still on the alternate screen");
    assert!(terminal.echoes(), "still raw");
    assert!(terminal.cursor_is_visible(), "the cursor is hidden");
    assert!(!terminal.bracketed_paste(), "pastes still come in brackets");
    assert!(!terminal.reports_mouse(), "the mouse is still the program's");
}
