//! Signals, and windows of every size: the text is safe and the terminal is given back.

use std::time::Duration;

use super::*;

fn typing() -> (Desk, Terminal) {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.type_text("A line that stands\rhalf a li");
    terminal.wait_for("› half a li");
    (desk, terminal)
}

fn assert_all_is_there(desk: &Desk) {
    let mut terminal = desk.open();
    wait_for_row(&mut terminal, "• A line that stands");
    wait_for_row(&mut terminal, "› half a li");
}

#[test]
fn a_program_that_is_asked_to_end_says_where_the_minutes_are() {
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let (desk, mut terminal) = typing();
        terminal.signal(signal);
        let status = terminal.wait_exit();
        assert_eq!(status.signal(), None, "SIG{signal} is handled");
        assert_restored(&terminal);
        let words = terminal.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("minutebook open 2026-03-02-harbour-board"), "SIG{signal}: {words}");
        assert_all_is_there(&desk);
    }
}

#[test]
fn a_window_that_is_closed_ends_the_program_and_loses_nothing() {
    let (desk, mut terminal) = typing();
    terminal.hang_up();
    let status = terminal.wait_exit();
    assert_eq!(status.signal(), None);
    assert_all_is_there(&desk);
}

#[test]
fn a_stopped_program_gives_the_terminal_back_and_takes_it_again() {
    let (_desk, mut terminal) = typing();
    terminal.signal("TSTP");
    terminal.wait_stopped();
    terminal.wait_until(|screen| !screen.alternate_screen(), "the main screen");
    assert_restored(&terminal);
    let before = terminal.output().len();
    terminal.signal("CONT");
    terminal.wait_until(Screen::alternate_screen, "the alternate screen");
    wait_for_row(&mut terminal, "• A line that stands");
    wait_for_row(&mut terminal, "› half a li");
    assert!(!terminal.echoes() && terminal.bracketed_paste());
    let redrawn = String::from_utf8_lossy(&terminal.output()[before..]).into_owned();
    assert!(redrawn.contains("Harbour board") && redrawn.contains("half a li"), "the whole screen is drawn again");
    terminal.type_text("ne\r");
    wait_for_row(&mut terminal, "• half a line");
}

#[test]
fn a_terminal_that_was_stopped_by_another_hand_is_drawn_again() {
    let (_desk, mut terminal) = typing();
    terminal.signal("STOP");
    terminal.wait_stopped();
    // As a shell does that takes its terminal back.
    terminal.make_sane();
    assert!(terminal.echoes());
    let before = terminal.output().len();
    terminal.signal("CONT");
    let until = std::time::Instant::now() + Duration::from_secs(20);
    while terminal.echoes() && std::time::Instant::now() < until {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(!terminal.echoes(), "keys are the program's again");
    terminal.type_text("ne\r");
    wait_for_row(&mut terminal, "• half a line");
    // The line may have a frame of its own before.
    terminal.settle(Some(Duration::from_secs(1)), |_| true);
    let redrawn = String::from_utf8_lossy(&terminal.output()[before..]).into_owned();
    assert!(redrawn.contains("Harbour board"), "the whole screen is drawn again");
}

#[test]
fn a_storm_of_sizes_harms_nothing() {
    let (_desk, mut terminal) = typing();
    let mut sizes: Vec<(u16, u16)> = (0..60).map(|n| (1 + n * 199 / 59, 1 + n)).collect();
    sizes.extend((0..60).rev().map(|n| (1 + n * 199 / 59, 60 - n)));
    for (columns, rows) in sizes {
        terminal.resize(columns, rows);
    }
    terminal.resize(120, 36);
    wait_for_row(&mut terminal, "• A line that stands");
    wait_for_row(&mut terminal, "› half a li");
    terminal.type_text("ne\r");
    wait_for_row(&mut terminal, "• half a line");
}

#[test]
fn the_line_being_typed_is_there_in_the_smallest_window() {
    for (columns, rows) in [(1, 1), (2, 2), (9, 1), (40, 12), (200, 60)] {
        let desk = Desk::new();
        let mut terminal = desk.start(&["open", "board.md"]).size(columns, rows).spawn();
        terminal.wait_until(Screen::alternate_screen, "the program's screen");
        terminal.keys("C-n");
        terminal.type_text("Now\r");
        terminal.keys("F1");
        terminal.type_text("x");
        terminal.wait_until(|screen| text_of(screen).contains('x'), &format!("the line in {columns}x{rows}"));
        terminal.resize(120, 36);
        wait_for_row(&mut terminal, "• Now");
        wait_for_row(&mut terminal, "› x");
        close(&mut terminal);
        assert_restored(&terminal);
    }
}

#[test]
fn at_40_by_12_there_are_the_slot_the_notes_and_the_line() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).size(40, 12).spawn();
    terminal.wait_for("Opening");
    terminal.type_text("A note in a narrow window that has to be wrapped\rnext");
    terminal.wait_for("› next");
    terminal.wait_for("• A note in a narrow window that has");
    let (row, column) = terminal.cursor();
    assert_eq!((row < 12, column), (true, 7), "{}", terminal.screen());
}
