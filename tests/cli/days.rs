//! Plans that have days and no slots yet: what `check` says of them, and that they open.

use super::{Desk, SEVEN, Terminal, fs};

const DAYS: &str = "\
---
title: Retreat
timezone: Europe/Rome
---
# Day 1: 2026-05-04
Hours: 19:00–22:00

# Day 2: 2026-05-05
Ends: 17:00
";

fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path("retreat.md"), DAYS).expect("an agenda");
    desk
}

#[test]
fn check_says_that_days_have_no_slots_yet() {
    let text = desk().run(&["check", "retreat.md"]).output();
    let expected = "\
retreat.md: Retreat
2 days, 0 slots (0 without a time), 0 people on the roster, 0 groups
times are of Europe/Rome
Day 1 Mon 4 May 2026 19:00–22:00
Day 2 Tue 5 May 2026 until 17:00
1 place to look at:
retreat.md:5:1: The days have no slots yet
  hint: Write each slot as `## 09:00 Title`; when the meeting is opened without any, each day is one slot
";
    assert_eq!(text, expected);
    let found = desk().run(&["check", "--json", "retreat.md"]).json();
    assert_eq!((&found["days"][0]["starts"], &found["days"][1]["ends"]), (&"19:00:00".into(), &"17:00:00".into()));
}

#[test]
fn a_plan_of_days_opens_with_a_slot_for_each_and_takes_up_the_slots_that_it_gets_later() {
    let desk = desk();
    let open = || {
        let terminal = Terminal::start(&["open", "retreat.md"]).cwd(desk.0.path()).data_dir(desk.path("data"));
        let mut terminal = terminal.env("MINUTEBOOK_NOW", SEVEN).spawn();
        terminal.wait_for("● saved");
        terminal
    };
    let mut terminal = open();
    terminal.keys("C-n");
    terminal.type_text("Everybody is here\r");
    terminal.wait_for("Everybody is here");
    leave(terminal);
    let planned = DAYS.replace("# Day 2", "## 19:00 Supper\n\n# Day 2");
    fs::write(desk.path("retreat.md"), planned).expect("an agenda");
    let mut terminal = open();
    terminal.wait_for("Supper");
    leave(terminal);
    let minutes = desk.run(&["export", "-f", "markdown"]).output();
    assert!(minutes.contains("Everybody is here") && minutes.contains("Supper"), "{minutes}");
}

fn leave(mut terminal: Terminal) {
    terminal.keys("C-q");
    terminal.wait_for("leave it open");
    terminal.keys("l");
    assert!(terminal.wait_exit().success());
}
