//! A terminal that goes, a program asked to end, stopped for a while, or given another time: with the disk at work.
//!
//! Not here: the same with a disk that is well (see `meeting_live`).

use super::injected::{Tracer, has_strace};
use super::*;

/// A meeting on a disk that takes 200 ms to sync, with a line not synced yet and one half typed.
fn at_work(desk: &Desk) -> (Terminal, Tracer) {
    let mut terminal =
        desk.start(&["open", "board.md"]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("● saved");
    let tracer = Tracer::attach(desk, &terminal, &["jsonl", "draft"], "fdatasync,fsync", "delay_enter=200ms");
    terminal.keys("C-u");
    terminal.type_text("Said just now\rand ha");
    terminal.wait_for("› and ha");
    (terminal, tracer)
}

#[track_caller]
fn assert_all_is_there(desk: &Desk) {
    let kept = in_folder(&desk.meeting());
    assert_eq!(kept, ["Said before", "Said just now", "and ha"]);
}

#[test]
fn a_program_asked_to_end_while_the_disk_is_at_work_saves_all_and_ends() {
    let test = "a_program_asked_to_end_while_the_disk_is_at_work_saves_all_and_ends";
    if !has_strace(test) {
        return;
    }
    for signal in ["TERM", "HUP", "INT"] {
        let desk = begun();
        let (mut terminal, _tracer) = at_work(&desk);
        terminal.signal(signal);
        let status = terminal.wait_exit();
        assert_eq!(status.signal(), None, "SIG{signal}");
        assert_restored(&terminal);
        assert_no_panic(&terminal);
        assert_all_is_there(&desk);
    }
}

#[test]
fn a_terminal_that_goes_while_the_disk_is_at_work_costs_nothing() {
    if !has_strace("a_terminal_that_goes_while_the_disk_is_at_work_costs_nothing") {
        return;
    }
    let desk = begun();
    let (mut terminal, _tracer) = at_work(&desk);
    terminal.hang_up();
    terminal.wait_exit();
    assert_all_is_there(&desk);
}

#[test]
fn a_program_killed_while_the_disk_is_at_work_has_all_with_the_kernel() {
    if !has_strace("a_program_killed_while_the_disk_is_at_work_has_all_with_the_kernel") {
        return;
    }
    let desk = begun();
    let (mut terminal, _tracer) = at_work(&desk);
    terminal.kill9();
    assert_all_is_there(&desk);
}

#[test]
fn keys_typed_while_the_program_stood_still_come_in_order_when_it_goes_on() {
    let desk = begun();
    let mut terminal = desk.open();
    terminal.keys("C-u");
    terminal.signal("STOP");
    terminal.wait_stopped();
    terminal.type_text("one\rtwo\rthr");
    terminal.signal("CONT");
    wait_for_row(&mut terminal, "• one");
    wait_for_row(&mut terminal, "• two");
    wait_for_row(&mut terminal, "› thr");
    terminal.kill9();
    assert_eq!(in_folder(&desk.meeting()), ["Said before", "one", "two", "thr"]);
}

#[test]
fn a_clock_set_back_between_two_sittings_changes_no_order() {
    let desk = begun();
    let mut terminal = desk.open_at("2026-03-02T08:00:00+00:00");
    terminal.keys("C-u");
    terminal.type_text("Said an hour earlier\r");
    wait_for_row(&mut terminal, "• Said an hour earlier");
    terminal.keys("C-n");
    terminal.wait_for("of 10:00");
    terminal.kill9();
    let mut terminal = desk.open_at("2020-01-01T00:00:00+00:00");
    wait_for_row(&mut terminal, "• Said before");
    wait_for_row(&mut terminal, "• Said an hour earlier");
    terminal.type_text("Said years earlier\r");
    wait_for_row(&mut terminal, "• Said years earlier");
    terminal.keys("C-z");
    terminal.wait_gone("• Said years earlier");
    terminal.keys("C-y");
    wait_for_row(&mut terminal, "• Said years earlier");
    leave(&mut terminal);
    assert!(terminal.wait_exit().success());
    assert_no_panic(&terminal);
    assert_eq!(in_folder(&desk.meeting()), ["Said before", "Said an hour earlier", "Said years earlier"]);
}

/// The clock of one program, set by a file that the library over it reads again and again.
#[test]
fn a_clock_set_back_and_forth_while_the_meeting_runs_harms_nothing() {
    let test = "a_clock_set_back_and_forth_while_the_meeting_runs_harms_nothing";
    if !works("faketime", &["-f", "+1d", "true"]) {
        return skip(test, "faketime is missing");
    }
    let desk = Desk::new();
    let clock = desk.folder.path().join("clock");
    fs::write(&clock, "@2026-03-02 09:00:00").expect("a clock");
    let program = env!("CARGO_BIN_EXE_minutebook");
    // The command only sets two variables; the first names its library.
    let found = Command::new("faketime").args(["-f", "+0", "sh", "-c", "printf %s \"$LD_PRELOAD\""]).output();
    let library = String::from_utf8(found.expect("faketime").stdout).expect("a path");
    let mut terminal = Terminal::start_program(program, &["open", "board.md"])
        .size(120, 36)
        .cwd(desk.folder.path())
        .data_dir(desk.data())
        .env("LD_PRELOAD", library)
        .env("FAKETIME_TIMESTAMP_FILE", clock.as_path())
        .env("FAKETIME_NO_CACHE", "1")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .spawn();
    terminal.wait_for("● saved");
    terminal.keys("C-n");
    terminal.wait_for("of 10:00");
    let times = ["@2026-03-02 08:00:00", "@2026-03-02 09:30:00", "@2019-01-01 00:00:00", "@2031-12-31 23:59:59"];
    for (n, time) in times.iter().enumerate() {
        fs::write(&clock, time).expect("a clock");
        terminal.type_text(&format!("said at time {n}\r"));
        wait_for_row(&mut terminal, &format!("• said at time {n}"));
        terminal.keys("C-t C-t");
    }
    terminal.keys("C-z C-z C-y C-y");
    terminal.type_text("the last\r");
    wait_for_row(&mut terminal, "• the last");
    terminal.wait_for("● saved");
    leave(&mut terminal);
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    let kept = in_folder(&desk.meeting());
    assert_eq!(kept, ["said at time 0", "said at time 1", "said at time 2", "said at time 3", "the last"]);
}
