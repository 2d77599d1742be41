//! Long output in a pager: only on a terminal, only where it does not fit, and never where somebody said no.

use crate::Desk;
use crate::terminal::Terminal;

const PAGER: &str = "sed s/^/paged:/";

fn shown(desk: &Desk, arguments: &[&str], rows: u16, pager: &str) -> String {
    let mut terminal = Terminal::start(arguments)
        .size(100, rows)
        .cwd(desk.path("."))
        .data_dir(desk.path("data"))
        .env("PAGER", pager)
        .spawn();
    assert!(terminal.wait_exit().success(), "{arguments:?}");
    String::from_utf8_lossy(&terminal.output()).into_owned()
}

#[test]
fn what_does_not_fit_on_the_terminal_is_read_in_the_pager() {
    let desk = Desk::with_a_meeting();
    let listings: [&[&str]; 8] = [
        &["show"],
        &["log"],
        &["search", "the"],
        &["actions"],
        &["list"],
        &["people"],
        &["people", "bruno"],
        &["stats"],
    ];
    for listing in listings {
        let rows = if listing == ["list"] { 1 } else { 2 };
        assert!(shown(&desk, listing, rows, PAGER).contains("paged:"), "{listing:?}");
        assert!(!shown(&desk, listing, 100, PAGER).contains("paged:"), "{listing:?} fits");
        let unpaged = [listing, &["--no-pager"]].concat();
        assert!(!shown(&desk, &unpaged, rows, PAGER).contains("paged:"), "{unpaged:?}");
    }
    desk.run(&["note", "= We read on"]).output();
    assert!(shown(&desk, &["decisions"], 2, PAGER).contains("paged:"));
}

#[test]
fn no_pager_is_wanted_where_it_is_empty_or_cat_and_one_that_cannot_be_run_is_in_nobodys_way() {
    let desk = Desk::with_a_meeting();
    for pager in ["", "cat", "no-such-pager --at-all"] {
        let screen = shown(&desk, &["actions"], 4, pager);
        assert!(screen.contains("1 open"), "{pager:?}: {screen}");
    }
    assert!(!shown(&desk, &["show", "--json"], 5, PAGER).contains("paged:"), "not what machines read");
}

#[test]
fn a_pager_that_is_left_early_is_no_failure() {
    let desk = Desk::with_a_meeting();
    let screen = shown(&desk, &["log"], 3, "head -n 1");
    assert!(!screen.contains("minutebook:"), "{screen}");
}

#[test]
fn less_is_the_pager_where_none_is_named() {
    let desk = Desk::with_a_meeting();
    let mut terminal = Terminal::start(&["show"]).size(80, 8).cwd(desk.path(".")).data_dir(desk.path("data")).spawn();
    terminal.wait_for("Reading circle");
    // Ctrl-C is the pager's own; the program goes on until the pager is left.
    terminal.signal("INT");
    terminal.type_text("G");
    terminal.wait_for("(END)");
    terminal.type_text("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn in_a_pipe_nothing_is_paged_whatever_the_pager_is() {
    let desk = Desk::with_a_meeting();
    let mut command = desk.command(&["show"]);
    let paged = crate::done(command.env("PAGER", PAGER)).output();
    assert_eq!(paged, desk.run(&["show"]).output());
}
