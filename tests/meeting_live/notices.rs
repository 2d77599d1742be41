//! The bytes that tell a terminal and its desktop what happens: each once, and the window's old title afterwards.
//!
//! Not here: which happening is told (see `tests/screen/notices.rs`), and what each terminal understands.

use std::fs;

use super::*;

/// A slot of ten minutes goes by in two seconds.
const PACE: &str = "300";

/// A meeting with these settings whose first slot is over.
fn over(settings: &str, term: &str) -> Terminal {
    let desk = Desk::new();
    let config = desk.folder.path().join("config");
    fs::create_dir_all(config.join("minutebook")).expect("a folder");
    fs::write(config.join("minutebook/config.toml"), settings).expect("settings");
    let start = desk.start(&["open", "board.md"]).env("XDG_CONFIG_HOME", config).env("MINUTEBOOK_PACE", PACE);
    let mut terminal = start.env("TERM", term).spawn();
    terminal.wait_for("saved");
    terminal.keys("C-n");
    terminal.wait_for("Time is up: Opening");
    leave(&mut terminal);
    terminal
}

fn count(terminal: &Terminal, sequence: &str) -> usize {
    String::from_utf8_lossy(&terminal.output()).matches(sequence).count()
}

#[test]
fn title_desktop_and_bell_are_told_once_and_the_old_title_comes_back() {
    let terminal = over("[notices]\nshares = [1.0]\ndesktop = \"osc9\"\n", "xterm-256color");
    assert_eq!(count(&terminal, "\x1b]9;minutebook: Time is up: Opening\x1b\\"), 1);
    assert_eq!((count(&terminal, "\x1b]9;"), count(&terminal, "\x07")), (1, 1));
    let all = String::from_utf8_lossy(&terminal.output()).into_owned();
    let [kept, told, back] = ["\x1b[22;2t", "\x1b]2;Opening · ", "\x1b[23;2t"].map(|it| all.find(it).expect(it));
    assert!(kept < told && told < back, "{kept} {told} {back}");
    assert_eq!((count(&terminal, "\x1b[22;2t"), count(&terminal, "\x1b[23;2t")), (1, 1));
    assert!(count(&terminal, "\x1b]2;Opening · ") <= 12, "more than once a minute");
}

#[test]
fn what_is_switched_off_is_not_told() {
    let settings = "[notices]\nevents = [\"share\"]\nshares = [1.0]\ntitle = false\ndesktop = \"osc777\"\n";
    let terminal = over(settings, "xterm-256color");
    for sequence in ["\x1b]777;", "\x1b]9;", "\x1b]2;", "\x1b[22;2t", "\x1b[23;2t", "\x07"] {
        assert_eq!(count(&terminal, sequence), 0, "{sequence:?}");
    }
}

#[test]
fn a_console_that_prints_what_it_does_not_know_is_told_by_the_bell_alone() {
    let terminal = over("[notices]\nshares = [1.0]\ndesktop = \"auto\"\n", "linux");
    for sequence in ["\x1b]", "\x1b[22;2t", "\x1b[23;2t"] {
        assert_eq!(count(&terminal, sequence), 0, "{sequence:?}");
    }
    assert_eq!(count(&terminal, "\x07"), 1);
}
