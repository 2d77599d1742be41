//! Every step of beginning a meeting and of going on with it, failed and killed in turn.
//!
//! Between a folder made, a lock taken and a first line written there are a dozen moments to die in; after each of them the
//! meeting must open, with all that was shown. Not here: faults in the middle of a meeting (see `injected`).

use super::injected::{has_strace, injected, traced};
use super::*;

/// The program on a desk under a tracer that does `inject` to every call of these, whatever the file.
fn under(desk: &Desk, inject: &str, typed: &str) -> Terminal {
    let log = desk.folder.path().join("trace.log").to_string_lossy().into_owned();
    let inject = format!("inject={inject}");
    let program = env!("CARGO_BIN_EXE_minutebook");
    let arguments = ["-D", "-f", "-qq", "-o", &log, "-e", "trace=all", "-e", &inject, program, "open", "board.md"];
    let mut terminal = Terminal::start_program("strace", &arguments)
        .size(120, 36)
        .cwd(desk.folder.path())
        .data_dir(desk.data())
        .env("MINUTEBOOK_NOW", NINE)
        .env("TMPDIR", desk.folder.path())
        .env("HOME", desk.folder.path())
        .spawn();
    if terminal.lives_until(|screen| text_of(screen).contains("saved")) {
        terminal.type_text(typed);
        let last = typed.rsplit('\r').next().unwrap_or_default();
        if terminal.lives_until(|screen| text_of(screen).contains(last)) {
            leave(&mut terminal);
        }
    }
    terminal.wait_exit();
    terminal
}

/// What of the notes and the line the screen ever showed whole, by the bytes that were sent.
fn shown_of<'a>(terminal: &Terminal, lines: &[&'a str]) -> Vec<&'a str> {
    let sent = String::from_utf8_lossy(&terminal.output()).into_owned();
    lines.iter().filter(|line| sent.contains(&format!("• {line}"))).copied().collect()
}

/// Does it to the first, second … use of a call, until there is none that was not reached.
fn each_step(call: &str, with: &str, desk: impl Fn() -> Desk, check: impl Fn(&Desk, &Terminal, &str)) -> usize {
    const ENOUGH: usize = 200;
    for nth in 1..ENOUGH {
        let desk = desk();
        let terminal = under(&desk, &format!("{call}:{with}:when={nth}"), "Under the fault\rhalf of it");
        if injected(&desk) == 0 && terminal.is_success() {
            return nth - 1;
        }
        check(&desk, &terminal, &format!("{call} {with} at {nth}"));
    }
    panic!("{call} has no end");
}

/// The meeting opens, and all that was shown is in it.
fn assert_goes_on(desk: &Desk, terminal: &Terminal, what: &str) {
    let shown = shown_of(terminal, &["Said before", "Under the fault"]);
    let mut again = desk.start(&["open", "board.md"]).spawn();
    assert!(again.lives_until(|screen| text_of(screen).contains("saved")), "{what}: {}", again.screen());
    let screen = again.screen();
    for line in shown {
        let kept = screen.contains(&format!("• {line}")) || is_below(desk.folder.path(), line);
        assert!(kept, "{what}: {line:?} is gone:\n{screen}");
    }
    again.keys("C-u");
    again.type_text("It goes on\r");
    again.wait_for("• It goes on");
    leave(&mut again);
    assert!(again.wait_exit().success(), "{what}: {}", again.screen());
}

#[test]
fn killed_at_any_step_of_its_beginning_a_meeting_opens_all_the_same() {
    if !has_strace("killed_at_any_step_of_its_beginning_a_meeting_opens_all_the_same") {
        return;
    }
    for call in ["mkdir", "openat", "flock", "write", "rename", "fdatasync,fsync", "ftruncate"] {
        each_step(call, "signal=KILL", Desk::new, assert_goes_on);
    }
}

#[test]
fn killed_at_any_step_of_going_on_a_meeting_opens_all_the_same() {
    if !has_strace("killed_at_any_step_of_going_on_a_meeting_opens_all_the_same") {
        return;
    }
    for call in ["openat", "flock", "write", "rename", "fdatasync,fsync", "ftruncate", "unlink"] {
        each_step(call, "signal=KILL", begun, assert_goes_on);
    }
}

/// It says so and ends, or goes on; either way without a panic and with the terminal as it was.
fn assert_said(desk: &Desk, terminal: &Terminal, what: &str) {
    let screen = terminal.screen();
    if screen.contains("loading shared libraries") {
        return; // it never began
    }
    assert_no_panic(terminal);
    assert_restored(terminal);
    assert!(terminal.is_success() || screen.contains("minutebook: "), "{what}: it ended without a word:\n{screen}");
    assert_goes_on(desk, terminal, what);
}

#[test]
fn a_call_that_fails_while_a_meeting_begins_is_said_and_the_next_try_goes_on() {
    if !has_strace("a_call_that_fails_while_a_meeting_begins_is_said_and_the_next_try_goes_on") {
        return;
    }
    for call in ["mkdir", "openat", "flock", "write", "rename", "fdatasync,fsync", "ftruncate"] {
        each_step(call, "error=EIO", Desk::new, assert_said);
    }
}

#[test]
fn a_call_that_fails_while_a_meeting_is_gone_on_with_is_said_and_the_next_try_goes_on() {
    if !has_strace("a_call_that_fails_while_a_meeting_is_gone_on_with_is_said_and_the_next_try_goes_on") {
        return;
    }
    for call in ["openat", "flock", "write", "rename", "fdatasync,fsync", "ftruncate"] {
        each_step(call, "error=EIO", begun, assert_said);
    }
}

/// What a person reads in the notes and in the line of the last screen.
fn read_off(terminal: &Terminal) -> (Vec<String>, String) {
    let rows: Vec<String> = terminal
        .screen()
        .lines()
        .filter_map(|row| row.split_once('│'))
        .map(|(_, notes)| notes.trim().to_owned())
        .collect();
    let notes = rows.iter().filter_map(|row| row.strip_prefix("• ").map(str::to_owned)).collect();
    let line = rows.iter().find_map(|row| row.strip_prefix('›').map(|line| line.trim().to_owned()));
    (notes, line.unwrap_or_default())
}

/// The order that is the promise, at the one place where it could be broken: killed as it is about to write what a key did,
/// the program has not shown it.
#[test]
fn nothing_is_shown_before_it_is_written() {
    const TYPED: &str = "One line\rtwo\rand half";
    if !has_strace("nothing_is_shown_before_it_is_written") {
        return;
    }
    let mut nth = 0;
    loop {
        nth += 1;
        let desk = begun();
        let mut terminal = traced(&desk, &["jsonl", "draft", "draft-new"], "write", &format!("signal=KILL:when={nth}"));
        let mut lives = terminal.lives_until(|screen| text_of(screen).contains("› half of it"));
        if lives {
            terminal.keys("C-u");
            lives = terminal.lives_until(|screen| !text_of(screen).contains("half of it"));
        }
        // Killed after that key was written and before it was shown, the screen is behind the folder, as it may be.
        let cleared = !terminal.screen().contains("half of it");
        for end in 1..=TYPED.len() {
            if !lives {
                break;
            }
            terminal.type_text(&TYPED[end - 1..end]);
            let line = TYPED[..end].rsplit('\r').next().unwrap_or_default();
            let wanted = format!("› {line}");
            lives = terminal.lives_until(|screen| {
                text_of(screen)
                    .lines()
                    .any(|row| row.split_once('│').is_some_and(|(_, row)| row.trim() == wanted.trim()))
            });
        }
        let (notes, line) = read_off(&terminal);
        if lives {
            // The journal's own thread, which is counted apart, may have written some.
            assert!(nth > TYPED.len() / 2, "each key is written: {nth}");
            return;
        }
        let kept = in_folder(&desk.meeting());
        for shown in notes.iter().chain(Some(&line).filter(|line| cleared && !line.is_empty())) {
            let there = kept.iter().any(|text| text.trim_end() == shown);
            assert!(there, "killed at write {nth}: {shown:?} was shown and is not in {kept:?}");
        }
    }
}
