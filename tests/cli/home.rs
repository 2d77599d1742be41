//! The first screen in a terminal, over a folder of some dozens of meetings.
//!
//! Whatever the cache is like, the same stands there in the end. Not here: the first minutes of a new user (see `meeting_live`), and
//! the screen's pictures (see `screen`).

use std::fs;

use crate::Desk;
use crate::series::Held;
use crate::terminal::{Screen, Terminal, TerminalBuilder, text_of};

/// The day on which it is looked at.
const TODAY: &str = "2026-05-04T09:00:00+02:00";

/// Sixty meetings of three series and one without, one of them in progress; eight action items are open, two of them overdue.
fn sixty() -> Desk {
    let desk = Desk::new();
    for n in 0..60_u32 {
        let series = ["Weekly", "Board", "Crane crew"][n as usize % 3];
        let day = format!("2026-{:02}-{:02}", n / 20 + 1, n % 20 + 1);
        let mut held = Held::opens(&desk, 100 + n, Some(series), &format!("{series} number {n:02}"), &day);
        if n % 10 == 0 {
            let due = (n < 20).then_some("2026-02-01");
            held.owes(3, n + 1, &format!("Item of {n}"), &["Ada Conti"], due);
        }
        held.closes();
    }
    let mut now = Held::opens(&desk, 200, Some("Weekly"), "Weekly now", "2026-05-01");
    now.owes(3, 90, "Look at the ropes", &["Bruno Serra"], None);
    let mut alone = Held::opens(&desk, 201, None, "Kick off", "2026-04-20");
    alone.owes(3, 1, "Buy a bell", &[], None);
    alone.closes();
    desk
}

fn home(desk: &Desk) -> TerminalBuilder {
    Terminal::start(&[])
        .size(100, 36)
        .cwd(desk.path(""))
        .data_dir(desk.path("data"))
        .env("MINUTEBOOK_NOW", TODAY)
        .env("TZ", "Europe/Rome")
}

fn has_all(screen: &Screen, words: &[&str]) -> bool {
    let text = text_of(screen);
    words.iter().all(|word| text.contains(word))
}

/// What stands on the screen once everything is known.
const ALL: [&str; 12] = [
    "In progress",
    "Weekly now",
    "Next",
    "Reading circle",
    "circle.md, not opened yet",
    "8 open action items",
    "2 overdue · most: Ada Conti 6",
    "Minutes of 1 meeting are a draft",
    "Search everything",
    "Newest of each series",
    "Kick off",
    "Earlier meetings",
];

#[track_caller]
fn wait_for_all(terminal: &mut Terminal) {
    terminal.wait_until(|screen| has_all(screen, &ALL), "everything");
    terminal.wait_gone("Reading the meetings");
}

#[track_caller]
fn leave(mut terminal: Terminal) {
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
}

/// The first Esc takes back what was typed.
#[track_caller]
fn leave_typed(mut terminal: Terminal) {
    terminal.keys("Esc");
    terminal.wait_for("In progress");
    leave(terminal);
}

#[test]
fn the_first_screen_shows_the_same_whatever_the_cache_is_like() {
    let desk = sixty();
    let cache = desk.path("data/cache/library.sqlite");
    // None yet, one that is right, none once more, a spoilt one, and a folder that cannot have one.
    for round in 0..5 {
        match round {
            2 => fs::remove_dir_all(desk.path("data/cache")).expect("a cache"),
            3 => fs::write(&cache, "no database at all").expect("spoilt"),
            4 => {
                fs::remove_dir_all(desk.path("data/cache")).expect("a cache");
                fs::write(desk.path("data/cache"), "a file in the way").expect("a file");
            }
            _ => {}
        }
        let mut terminal = home(&desk).spawn();
        wait_for_all(&mut terminal);
        leave(terminal);
    }
}

#[test]
fn a_title_that_is_typed_is_found_among_all_meetings_and_opened() {
    let desk = sixty();
    desk.run(&["list"]).output();
    let mut terminal = home(&desk).spawn();
    wait_for_all(&mut terminal);
    terminal.type_text("board number 01");
    terminal.wait_for("› Board number 01");
    terminal.wait_gone("Newest of each series");
    terminal.keys("Enter");
    terminal.wait_for("This meeting was closed on Fri 2 Jan 2026");
}

#[test]
fn drafts_are_shown_and_esc_goes_back_to_all_rows() {
    let desk = sixty();
    let mut terminal = home(&desk).spawn();
    wait_for_all(&mut terminal);
    terminal.type_text("minutes of");
    terminal.wait_for("› Minutes of 1 meeting are a draft");
    terminal.keys("Enter");
    terminal.wait_for("› a draft");
    terminal.wait_for("closed 20 Apr 2026, a draft");
    terminal.wait_gone("Weekly now");
    terminal.keys("Esc");
    wait_for_all(&mut terminal);
    leave(terminal);
}

#[test]
fn action_items_and_the_search_are_a_key_away_and_come_back() {
    let desk = sixty();
    let mut terminal = home(&desk).spawn();
    wait_for_all(&mut terminal);
    terminal.type_text("open action");
    terminal.wait_for("› 8 open action items");
    terminal.keys("Enter");
    terminal.wait_for("Look at the ropes");
    terminal.keys("Esc");
    terminal.wait_for("› open action");
    terminal.keys("Esc");
    wait_for_all(&mut terminal);
    terminal.type_text("bell");
    terminal.keys("F3");
    terminal.wait_for("Buy a");
    terminal.wait_for("Kick off");
}

#[test]
fn the_key_on_the_row_of_the_action_items_leads_to_them_and_leaves_what_was_typed() {
    let desk = sixty();
    let mut terminal = home(&desk).spawn();
    wait_for_all(&mut terminal);
    terminal.wait_for("most: Ada Conti 6 · Alt-A");
    terminal.type_text("bell");
    terminal.keys("M-a");
    terminal.wait_for("Look at the ropes");
    terminal.keys("Esc");
    terminal.wait_for("› bell");
    leave_typed(terminal);
    let nothing = Desk::new();
    let mut terminal = home(&nothing).spawn();
    terminal.wait_for("Try the example");
    terminal.keys("M-a");
    terminal.wait_for("There are no meetings yet");
    leave(terminal);
    assert!(!nothing.path("data/cache").exists(), "who has only looked leaves nothing");
}

#[test]
fn the_next_agenda_is_written_and_said_on_the_first_screen_where_it_waits_from_then_on() {
    let desk = sixty();
    let mut last = Held::announcing(
        &desk,
        300,
        Some("Harbour"),
        "Harbour 2026-04-27",
        "2026-04-27",
        &["2026-05-11", "2026-05-18"],
    );
    last.owes(3, 1, "paint the crane", &["Ada Conti"], None);
    last.closes();
    let mut terminal = home(&desk).spawn();
    terminal.wait_for("makes its agenda");
    terminal.wait_gone("Reading the meetings");
    terminal.type_text("makes its agenda");
    terminal.wait_for("› Harbour");
    terminal.keys("Enter");
    terminal.wait_for("since 27 Apr, 7 days");
    terminal.keys("Enter");
    terminal.wait_for("Written: harbour-2026-05-11.md");
    terminal.wait_for("1 open action item");
    terminal.wait_for("for Mon 11 May");
    terminal.wait_for("harbour-2026-05-11.md, not opened yet");
    assert!(desk.path("harbour-2026-05-11.md").is_file());
    leave(terminal);
}

#[test]
fn a_closed_meeting_that_is_not_to_be_opened_again_leads_back_to_the_first_screen() {
    let desk = sixty();
    let mut terminal = home(&desk).spawn();
    wait_for_all(&mut terminal);
    terminal.type_text("kick");
    terminal.wait_for("› Kick off");
    terminal.keys("Enter");
    terminal.wait_for("Approve its minutes");
    terminal.keys("Esc");
    terminal.wait_for("› kick");
    leave_typed(terminal);
}

#[test]
fn an_agenda_that_waits_in_the_folder_is_opened_by_its_row_and_then_is_in_progress() {
    let desk = sixty();
    let mut terminal = home(&desk).spawn();
    wait_for_all(&mut terminal);
    terminal.keys("Down");
    terminal.wait_for("› Reading circle");
    terminal.keys("Enter");
    terminal.wait_for("● saved");
    terminal.keys("C-q");
    terminal.wait_for("leave it open");
    terminal.keys("l");
    assert!(terminal.wait_exit().success());
    let mut terminal = home(&desk).spawn();
    terminal.wait_for("Reading circle");
    terminal.wait_until(|screen| text_of(screen).matches("in progress, last line").count() == 2, "both meetings");
    terminal.wait_until(|screen| !text_of(screen).contains("not opened yet"), "no agenda waits");
    leave(terminal);
}

#[test]
fn an_archived_meeting_is_not_on_the_first_screen() {
    let desk = sixty();
    desk.run(&["archive", "2026-04-20-kick-off"]).output();
    let mut terminal = home(&desk).spawn();
    terminal
        .wait_until(|screen| has_all(screen, &["Earlier meetings", "8 open action items", "Weekly now"]), "the rest");
    terminal.wait_gone("Reading the meetings");
    terminal.wait_gone("Kick off");
    leave(terminal);
}

#[test]
fn f1_shows_the_keys_of_the_first_screen_and_of_the_search_and_esc_comes_back() {
    let desk = sixty();
    let mut terminal = home(&desk).spawn();
    wait_for_all(&mut terminal);
    terminal.wait_for("F1 help");
    let look = |terminal: &mut Terminal, below: &str| {
        terminal.keys("F1");
        terminal.wait_for("chooses the row above");
        terminal.wait_for("clears the line, then leaves");
        terminal.keys("Down x");
        terminal.wait_for(below);
        terminal.wait_gone("chooses the row above");
        terminal.wait_for("F1 help");
    };
    look(&mut terminal, "In progress");
    terminal.keys("F3");
    terminal.wait_for("everything ever minuted");
    look(&mut terminal, "The newest decisions and action items");
    terminal.keys("Esc");
    terminal.wait_for("In progress");
    terminal.keys("F1");
    terminal.wait_for("searches everything ever minuted");
    terminal.keys("C-q");
    assert!(terminal.wait_exit().success());
}
