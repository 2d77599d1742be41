//! The big clock in a second terminal: it follows the scribe, and the chair's keys reach the scribe and the minutes.
//!
//! Not here: what the picture looks like (see `tests/screen/big_clock.rs`).

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::terminal::TerminalBuilder;
use super::*;

/// The clock at this desk with these arguments, in a terminal as large as most.
fn clock(desk: &Desk, arguments: &[&str]) -> TerminalBuilder {
    desk.start(&[&["clock"], arguments].concat()).size(80, 24)
}

/// A scribe whose meeting has begun, and a clock that shows it.
fn scribe_and_clock(desk: &Desk) -> (Terminal, Terminal) {
    let mut scribe = desk.open();
    scribe.keys("C-n");
    wait_for_slot(&mut scribe, "Opening");
    let mut clock = clock(desk, &[]).spawn();
    clock.wait_for("of 10:00");
    (scribe, clock)
}

/// Seconds that the opening has had, as the clock says it: `0:07 of 10:00`.
fn seconds(screen: &Screen) -> Option<u64> {
    let text = text_of(screen);
    let (before, _) = text.split_once(" of 10:00")?;
    let (minutes, seconds) = before.rsplit(' ').next()?.split_once(':')?;
    Some(minutes.parse::<u64>().ok()? * 60 + seconds.parse::<u64>().ok()?)
}

/// Waits until so many seconds more have gone by on the clock; what it says then, and said before.
#[track_caller]
fn let_tick(clock: &mut Terminal, more: u64) -> (u64, u64) {
    let mut first = None;
    let mut last = 0;
    clock.wait_until(
        |screen| {
            let Some(now) = seconds(screen) else { return false };
            last = now;
            now >= *first.get_or_insert(now) + more
        },
        "the clock to tick",
    );
    (first.unwrap_or(last), last)
}

fn journals(desk: &Desk) -> Vec<PathBuf> {
    let files = fs::read_dir(desk.meeting()).expect("a meeting").flatten().map(|found| found.path());
    files.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect()
}

#[test]
fn the_clock_says_that_the_meeting_has_not_begun_and_follows_the_scribe_to_its_end() {
    let desk = Desk::new();
    let mut scribe = desk.open();
    let mut clock = clock(&desk, &[]).spawn();
    clock.wait_for("The meeting has not begun");
    clock.wait_for("planned for 09:00");
    scribe.keys("C-n");
    let pressed = Instant::now();
    clock.wait_for("remaining");
    assert!(pressed.elapsed() < Duration::from_secs(1), "it took {:?}", pressed.elapsed());
    assert!(clock.screen().contains('█') && clock.screen().contains("Next  Crane repair"), "{}", clock.screen());
    scribe.keys("C-n");
    clock.wait_for("of 20:00");
    scribe.keys("C-t");
    clock.wait_for("paused");
    close(&mut scribe);
    clock.wait_for("The meeting is closed");
    clock.keys("n");
    clock.wait_for("Harbour board is closed");
    clock.keys("q");
    assert!(clock.wait_exit().success(), "{}", clock.screen());
    assert_restored(&clock);
    assert_eq!(journals(&desk).len(), 1, "who only looks on leaves nothing in the folder");
}

#[test]
fn the_chairs_keys_are_on_the_scribes_screen_at_once_and_in_the_minutes() {
    let desk = Desk::new();
    let (mut scribe, mut clock) = scribe_and_clock(&desk);
    scribe.type_text("half a line");
    clock.keys("n");
    let pressed = Instant::now();
    scribe.wait_for("The clock runs on Crane repair now");
    assert!(pressed.elapsed() < Duration::from_secs(1), "it took {:?}", pressed.elapsed());
    wait_for_row(&mut scribe, "› half a line");
    clock.wait_for("of 20:00");
    clock.keys("+");
    clock.wait_for("Crane repair has 5 min more: 25 min in all");
    clock.wait_for("of 25:00");
    scribe.keys("M-Down");
    scribe.wait_for("5 min given");
    scribe.type_text("Two bids\r");
    wait_for_row(&mut scribe, "• Two bids");
    clock.keys("Space");
    scribe.wait_for("The clock was stopped");
    clock.wait_for("The clock is paused");
    clock.keys("Space");
    scribe.wait_for("The clock runs on Crane repair now");
    // Only what was done here is taken back: the pause's end, the pause, the minutes, the next slot.
    scribe.keys("M-Up");
    scribe.keys("Enter");
    wait_for_row(&mut scribe, "• half a line");
    for said in ["the clock of Crane repair", "the clock of Crane repair", "the minutes of Crane repair"] {
        clock.keys("u");
        clock.wait_for(&format!("Took back {said}"));
        clock.keys("?");
        clock.wait_for("puts them away");
        clock.keys("?");
        clock.wait_gone("puts them away");
    }
    clock.wait_for("of 20:00");
    close(&mut scribe);
    let minutes = desk.minutes_in_json();
    assert_eq!(outline(slot(&minutes, "Opening")), ["note half a line"]);
    assert_eq!(outline(slot(&minutes, "Crane repair")), ["note Two bids"]);
    assert!(slot(&minutes, "Crane repair")["actual"]["start"].is_string(), "the chair began it: {minutes:#}");
    assert_eq!(journals(&desk).len(), 2, "the chair's acts are in one journal of their own");
}

#[test]
fn what_the_chair_does_bears_the_name_that_was_given() {
    let desk = Desk::new();
    let mut scribe = desk.open();
    let mut chair = clock(&desk, &["--as", "Ana Reis"]).spawn();
    chair.wait_for("The meeting has not begun");
    chair.keys("n");
    chair.wait_for("remaining");
    scribe.wait_for("The clock runs on Opening now");
    let mut log = desk.start(&["log"]).spawn();
    log.wait_exit();
    let began = log.screen().lines().any(|line| line.contains("Ana Reis") && line.contains("Opening"));
    assert!(began, "{}", log.screen());
}

#[test]
fn two_clocks_of_one_machine_and_a_note_get_in_nobodys_way() {
    let desk = Desk::new();
    let (mut scribe, mut first) = scribe_and_clock(&desk);
    let mut second = clock(&desk, &["last"]).spawn();
    second.wait_for("of 10:00");
    first.keys("+");
    second.wait_for("of 15:00");
    second.keys("+");
    first.wait_for("of 20:00");
    let mut note = desk.start(&["note", "/more"]).spawn();
    assert!(note.wait_exit().success(), "{}", note.screen());
    first.wait_for("of 25:00");
    second.keys("u");
    second.wait_for("of 20:00");
    first.wait_for("of 20:00");
    scribe.type_text("All is well\r");
    wait_for_row(&mut scribe, "• All is well");
}

#[test]
fn a_clock_for_looking_changes_nothing_and_says_so() {
    let desk = Desk::new();
    let (mut scribe, clock) = scribe_and_clock(&desk);
    drop(clock);
    let mut projector = self::clock(&desk, &["--read-only"]).spawn();
    projector.wait_for("of 10:00");
    for key in ["n", "+", "Space", "s", "u"] {
        projector.keys(key);
        projector.wait_for("Read only: the clock was started with --read-only");
        projector.keys("?");
        projector.wait_for("puts them away");
        projector.keys("?");
        projector.wait_gone("puts them away");
    }
    scribe.type_text("still the opening\r");
    wait_for_row(&mut scribe, "• still the opening");
    assert_eq!(journals(&desk).len(), 1);
}

#[test]
fn the_terminal_is_given_back_on_a_signal_and_on_each_key_that_leaves() {
    let desk = Desk::new();
    let (_scribe, mut clock) = scribe_and_clock(&desk);
    clock.signal("TERM");
    clock.wait_exit();
    assert_restored(&clock);
    for key in ["q", "Esc", "C-c", "C-q"] {
        let mut clock = self::clock(&desk, &[]).spawn();
        clock.wait_for("of 10:00");
        assert!(!clock.cursor_is_visible());
        clock.keys(key);
        assert!(clock.wait_exit().success(), "{key}");
        assert_restored(&clock);
    }
}

#[test]
fn a_folder_that_takes_nothing_is_said_and_the_clock_goes_on() {
    let desk = Desk::new();
    let (_scribe, mut clock) = scribe_and_clock(&desk);
    // A folder where the lock belongs: whoever runs the tests, nothing can be written there.
    fs::create_dir(desk.meeting().join("note.lock")).expect("a folder");
    clock.keys("n");
    clock.wait_for("! Cannot wait for a turn to write");
    clock.keys("?");
    clock.wait_for("puts them away");
    assert_eq!(journals(&desk).len(), 1);
}

#[test]
fn a_turn_that_is_long_in_coming_stops_no_clock_and_nothing_asked_for_is_lost() {
    let desk = Desk::new();
    let (mut scribe, mut clock) = scribe_and_clock(&desk);
    let held = fs::File::create(desk.meeting().join("note.lock")).expect("a lock");
    held.lock().expect("locked");
    clock.keys("n +");
    let_tick(&mut clock, 2);
    clock.keys("q");
    clock.wait_until(|screen| !screen.alternate_screen(), "the terminal as it was");
    drop(held);
    assert!(clock.wait_exit().success(), "{}", clock.screen());
    scribe.wait_for("Crane repair has 5 min more");
    scribe.keys("M-Down");
    scribe.wait_for("5 min given");
}

#[test]
fn a_closed_meeting_is_shown_by_its_name_and_where_none_is_open_that_is_said() {
    let desk = Desk::new();
    close(&mut desk.open());
    let mut none = clock(&desk, &[]).spawn();
    assert_eq!(none.wait_exit().exit_code(), 1);
    assert!(none.screen().contains("no meeting is in progress") && none.screen().contains("clock last"));
    let mut clock = clock(&desk, &["last"]).spawn();
    clock.wait_for("The meeting is closed");
    clock.wait_for("closed at 09:00");
}

#[test]
fn wide_and_odd_titles_are_shown_whole_or_cut_and_never_obeyed() {
    let desk =
        Desk::with("# Day: 2026-03-02\n\n## 09:00 クレーンの修理 👨‍👩‍👧 (10m)\n\n## 09:10 \u{1b}[31mRed\u{7} (5m)\n");
    let mut scribe = desk.open();
    scribe.keys("C-n");
    let mut clock = clock(&desk, &[]).size(60, 20).spawn();
    clock.wait_for("クレーンの修理");
    clock.wait_for("Red");
    assert!(!clock.output().windows(5).any(|bytes| bytes == b"\x1b[31m"), "a title's own colour");
    clock.resize(30, 4);
    clock.wait_for("remaining");
    clock.resize(80, 24);
    clock.wait_for("of 10:00");
}

/// How often the threads of a process have gone to sleep so far.
fn sleeps(terminal: &Terminal) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{}/task", terminal.process())).expect("its threads").flatten();
    let status = tasks.filter_map(|task| fs::read_to_string(task.path().join("status")).ok());
    let count = |status: String| {
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.and_then(|count| count.trim().parse::<u64>().ok()).unwrap_or(0)
    };
    status.map(count).sum()
}

#[test]
fn a_second_costs_one_wake_up_and_the_cells_of_a_figure() {
    let desk = Desk::new();
    let (_scribe, mut clock) = scribe_and_clock(&desk);
    let_tick(&mut clock, 2);
    let (bytes, woken) = (clock.output().len(), sleeps(&clock));
    let (from, to) = let_tick(&mut clock, 5);
    let (bytes, woken) = (clock.output().len() - bytes, sleeps(&clock) - woken);
    // The whole screen is some 3000 bytes; a second changes a figure, at times two, and the words below.
    assert!((bytes as u64) < (to - from + 1) * 500, "{bytes} bytes for {} seconds", to - from);
    assert!(woken <= (to - from) + 4, "woken {woken} times in {} seconds", to - from);
}

#[test]
fn without_a_running_clock_the_process_does_not_wake() {
    let desk = Desk::new();
    let mut scribe = desk.open();
    let mut clock = clock(&desk, &[]).spawn();
    clock.wait_for("The meeting has not begun");
    scribe.type_text("typing goes on\r");
    wait_for_row(&mut scribe, "• typing goes on");
    let deadline = Instant::now() + Duration::from_secs(15);
    loop {
        // That nothing happens can be seen in no other way than by letting time go by.
        let before = sleeps(&clock);
        std::thread::sleep(Duration::from_millis(1200));
        if sleeps(&clock) == before {
            break;
        }
        assert!(Instant::now() < deadline, "it never sleeps for longer than a second");
    }
}
