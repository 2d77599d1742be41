//! `minutebook show`: the minutes to be read on the terminal.

use crate::Desk;
use crate::terminal::Terminal;

#[test]
fn the_minutes_are_shown_as_text_whole_or_one_slot_of_them() {
    let desk = Desk::with_a_meeting();
    desk.run(&["note", "--slot", "novel", "! Ada Conti — bring the second volume"]).output();
    desk.run(&["note", "--slot", "welcome", "Everybody is here"]).output();
    let whole = desk.run(&["show"]).output();
    assert!(whole.starts_with("Reading circle\n====="), "{whole}");
    assert_eq!(whole, desk.run(&["export", "-f", "txt"]).output(), "the same as the file");
    for name in ["novel", "2"] {
        let slot = desk.run(&["show", "last", "--slot", name]).output();
        assert!(slot.contains("bring the second volume") && slot.contains("The novel\n---"), "{slot}");
        assert!(!slot.contains("Everybody") && !slot.contains("Welcome"), "{slot}");
        assert_eq!(slot.matches("bring the second volume").count(), 1, "no list at the end: {slot}");
    }
    desk.run(&["show", "--slot", "harvest"]).fails(2, &["no slot has “harvest” in its title"]);
    desk.run(&["show", "no-such-meeting"]).fails(1, &["no-such-meeting"]);
    desk.run(&["show", "--json", "--slot", "novel"]).fails(2, &["--slot"]);
}

#[test]
fn for_machines_it_is_the_export() {
    let desk = Desk::with_a_meeting();
    assert_eq!(desk.run(&["show", "--json"]).output(), desk.run(&["export", "-f", "json"]).output());
}

#[test]
fn on_a_terminal_no_line_is_longer_than_it_and_none_longer_than_can_be_read() {
    let desk = Desk::with_a_meeting();
    let long = "word ".repeat(60);
    desk.run(&["note", "--slot", "welcome", &long]).output();
    for (columns, longest) in [(50_u16, 50), (300, 100)] {
        let mut terminal = Terminal::start(&["show", "--no-pager"])
            .size(columns, 60)
            .cwd(desk.path("."))
            .data_dir(desk.path("data"))
            .spawn();
        assert!(terminal.wait_exit().success());
        let widest = terminal.screen().lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= longest && widest + 8 > longest, "{widest} of {columns}:\n{}", terminal.screen());
    }
}
