//! Searching everything ever minuted, from a page and in a running meeting, and opening what was found.
//!
//! Not here: what is found and in which order (see the tests of `archive`), and the state of the search (see `tests/screen`).

use super::*;

const OLD: &str = "\
---
title: Quay works
timezone: Europe/Lisbon
people: [Ana Reis, Bo Chen]
---
# Monday: 2026-02-02

## 09:00 Opening

## 09:30 Dredging 浚渫
";

/// A board's meeting in progress, and an older one that is closed.
fn with_an_older_meeting() -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.folder.path().join("quay.md"), OLD).expect("an agenda");
    let mut terminal = desk.start(&["open", "quay.md"]).env("MINUTEBOOK_NOW", "2026-02-02T09:00:00+00:00").spawn();
    terminal.wait_for("● saved");
    terminal.keys("C-n C-n");
    wait_for_slot(&mut terminal, "Dredging");
    terminal
        .type_text("The channel silts up\r= We dredge in May\r! Bo Chen — hire the dredger\r会議の予定は浚渫の後\r");
    wait_for_row(&mut terminal, "• 会議の予定は浚渫の後");
    close(&mut terminal);
    desk
}

/// Waits until the row that Enter opens has this in it.
#[track_caller]
fn wait_for_chosen(terminal: &mut Terminal, text: &str) {
    let chosen = |screen: &Screen| {
        let shown = text_of(screen);
        let mut parts = shown.lines().flat_map(|row| row.split('│'));
        parts.any(|part| part.trim_start().starts_with("› ") && part.contains(text))
    };
    terminal.wait_until(chosen, &format!("the chosen row {text:?}"));
}

#[test]
fn a_closed_meeting_that_was_found_is_looked_at_and_esc_comes_back_to_the_search() {
    let desk = with_an_older_meeting();
    let journals = || {
        let folder = desk.meeting();
        let mut files: Vec<_> = std::fs::read_dir(folder).expect("files").flatten().map(|file| file.path()).collect();
        files.sort();
        files.into_iter().map(|file| (file.clone(), std::fs::read(file).unwrap_or_default())).collect::<Vec<_>>()
    };
    let before = journals();
    let mut terminal = desk.start(&["search"]).spawn();
    terminal.wait_for("The newest decisions and action items");
    wait_for_chosen(&mut terminal, "hire the dredger");
    terminal.type_text("silt");
    wait_for_chosen(&mut terminal, "• The channel silts up");
    terminal.wait_for("1 line");
    terminal.keys("Enter");
    terminal.wait_for("READ ONLY · looked at from another screen");
    wait_for_slot(&mut terminal, "Dredging");
    terminal.type_text("x");
    terminal.wait_for("Enter goes on with it");
    terminal.keys("Esc");
    terminal.wait_for("1 line");
    assert_eq!(journals(), before, "looking at it has written nothing");
    // Going on with it is asked for, and no brings the scribe back.
    terminal.keys("Enter");
    terminal.wait_for("READ ONLY");
    terminal.keys("Enter");
    terminal.wait_for("This meeting was closed on");
    terminal.keys("Esc");
    terminal.wait_for("1 line");
    terminal.keys("Esc");
    terminal.wait_for("The newest decisions");
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
    assert_restored(&terminal);
}

#[test]
fn an_item_settled_in_a_later_meeting_is_found_and_shown_so_in_the_one_that_noted_it() {
    let desk = Desk::new();
    for (day, typed, shown) in [
        ("2026-02-02", "! Ana Reis — hire the dredger\r", "☐ 1 Ana Reis"),
        ("2026-02-09", "/done 1\r", "action-1 (hire the dredger): done"),
    ] {
        let agenda = OLD.replace("2026-02-02", day).replace("timezone", "series: Quay\ntimezone");
        std::fs::write(desk.folder.path().join(format!("quay-{day}.md")), agenda).expect("an agenda");
        let agenda = format!("quay-{day}.md");
        let now = format!("{day}T09:00:00+00:00");
        let mut terminal = desk.start(&["open", &agenda]).env("MINUTEBOOK_NOW", &now).spawn();
        terminal.wait_for("● saved");
        terminal.keys("C-n");
        wait_for_slot(&mut terminal, "Opening");
        terminal.type_text(typed);
        terminal.wait_for(shown);
        close(&mut terminal);
    }
    let mut terminal = desk.start(&["search"]).spawn();
    terminal.wait_for("Search everything");
    terminal.type_text("kind:action dredger");
    wait_for_chosen(&mut terminal, "☑ Ana Reis — hire the dredger");
    terminal.keys("Enter");
    terminal.wait_for("READ ONLY");
    terminal.wait_for("☑ 1 Ana Reis");
    assert!(!terminal.screen().contains("1 open"), "{}", terminal.screen());
    terminal.keys("Esc");
    wait_for_chosen(&mut terminal, "☑ Ana Reis — hire the dredger");
    terminal.keys("Esc Esc");
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_closed_meeting_that_was_found_can_be_opened_again_where_it_was_looked_at() {
    let desk = with_an_older_meeting();
    let mut terminal = desk.start(&["search"]).spawn();
    terminal.wait_for("Search everything");
    terminal.type_text("dredge\r");
    terminal.wait_for("READ ONLY");
    terminal.keys("Enter");
    terminal.wait_for("Open it again");
    terminal.keys("Enter");
    terminal.wait_for("● saved");
    wait_for_slot(&mut terminal, "Dredging");
    terminal.type_text("And a word more\r");
    wait_for_row(&mut terminal, "• And a word more");
    leave(&mut terminal);
    assert!(terminal.screen().contains("Quay works is open. Go on with:"), "{}", terminal.screen());
    assert_restored(&terminal);
}

#[test]
fn a_meeting_in_progress_that_was_found_goes_on_at_the_line() {
    let desk = with_an_older_meeting();
    let mut terminal = desk.open();
    terminal.keys("C-n C-n");
    wait_for_slot(&mut terminal, "Crane repair");
    terminal.type_text("Two bids came in\r");
    wait_for_row(&mut terminal, "• Two bids came in");
    terminal.keys("C-n");
    leave(&mut terminal);
    let mut terminal = desk.start(&["search"]).spawn();
    terminal.wait_for("Search everything");
    terminal.type_text("bids came\r");
    terminal.wait_for("● saved");
    wait_for_slot(&mut terminal, "Crane repair");
    // The line that was found is selected: a key of an entry acts on it.
    terminal.keys("Enter");
    terminal.type_text(" and one more\r");
    wait_for_row(&mut terminal, "• Two bids came in and one more");
    close(&mut terminal);
}

#[test]
fn wide_characters_are_found_and_the_cursor_stands_behind_them() {
    let desk = with_an_older_meeting();
    let mut terminal = desk.start(&["search"]).spawn();
    terminal.type_text("浚渫の");
    terminal.wait_for("会議の予定は浚渫の後");
    terminal.wait_until(|screen| screen.cursor_position() == (2, 9), "the cursor behind three wide signs");
    terminal.keys("Enter");
    terminal.wait_for("READ ONLY");
    wait_for_row(&mut terminal, "• 会議の予定は浚渫の後");
}

#[test]
fn a_running_meeting_goes_on_while_another_is_searched_and_looked_at() {
    let desk = with_an_older_meeting();
    let mut terminal = desk.start(&["open", "board.md"]).env("MINUTEBOOK_PACE", "60").spawn();
    terminal.wait_for("● saved");
    terminal.keys("C-n");
    terminal.type_text("Ready\rhalf typed");
    wait_for_row(&mut terminal, "› half typed");
    terminal.keys("F3");
    terminal.wait_for("Search all meetings");
    terminal.type_text("silt");
    wait_for_chosen(&mut terminal, "The channel silts up");
    assert!(terminal.screen().contains("half typed"), "{}", terminal.screen());
    terminal.keys("Enter");
    terminal.wait_for("READ ONLY · looked at from another screen");
    wait_for_slot(&mut terminal, "Dredging");
    // The slot's ten minutes are over meanwhile, and that is said here too.
    terminal.wait_for("min left: Opening");
    // Somebody else writes in the running meeting; its journal is held and open all the while.
    let mut note = desk.start(&["note", "--as", "ci", "from a script"]).spawn();
    assert!(note.wait_exit().success());
    let mut second = desk.start(&["open", "board.md"]).spawn();
    second.wait_for("READ ONLY");
    drop(second);
    terminal.keys("Esc");
    wait_for_chosen(&mut terminal, "The channel silts up");
    terminal.keys("Esc");
    terminal.wait_gone("Search all meetings");
    wait_for_row(&mut terminal, "• from a script · ci");
    wait_for_row(&mut terminal, "› half typed");
    terminal.type_text(" and whole\r");
    wait_for_row(&mut terminal, "• half typed and whole");
    close(&mut terminal);
    let minutes = desk.minutes_in_json();
    let held = slot(&minutes, "Opening")["actual"]["seconds"].as_f64();
    assert!(held > Some(300.0), "its clock ran on: {held:?}");
}

#[test]
fn a_line_of_this_meeting_comes_on_screen_and_slash_search_takes_words() {
    let desk = with_an_older_meeting();
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.type_text("Quorum is reached\r");
    wait_for_row(&mut terminal, "• Quorum is reached");
    terminal.wait_for("● saved");
    terminal.keys("C-n");
    wait_for_slot(&mut terminal, "Crane repair");
    terminal.type_text("/search quorum");
    terminal.wait_for("looks for quorum in all meetings");
    terminal.keys("Enter");
    terminal.wait_for("this meeting · Opening");
    terminal.keys("Enter");
    wait_for_slot(&mut terminal, "Opening");
    terminal.wait_gone("Search all meetings");
    assert!(!terminal.screen().contains("READ ONLY"));
}

#[test]
fn a_meeting_that_is_gone_is_said_and_the_search_goes_on() {
    let desk = with_an_older_meeting();
    let mut terminal = desk.start(&["search"]).spawn();
    terminal.type_text("silt");
    wait_for_chosen(&mut terminal, "The channel silts up");
    std::fs::remove_dir_all(desk.meeting()).expect("a folder that can be removed");
    terminal.keys("Enter");
    terminal.wait_for("nothing found");
    terminal.keys("Esc");
    terminal.wait_for("budget draft");
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
}

#[test]
fn nothing_was_ever_minuted_and_the_search_teaches() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["search"]).size(40, 12).spawn();
    terminal.wait_for("\"next year\"");
    terminal.type_text("x");
    terminal.wait_for("nothing found");
    terminal.keys("C-q");
    assert!(terminal.wait_exit().success());
    assert_restored(&terminal);
}
