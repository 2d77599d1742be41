//! A disk that takes no more: said at once, and what it would not take is put where it can be found.

use std::fs;

use super::{Desk, NINE, Terminal};

/// The program under a limit on the size of its files, in blocks of 1,024 bytes.
fn limited(desk: &Desk, blocks: u32) -> Terminal {
    let script = format!("ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let arguments = ["-c", &script, env!("CARGO_BIN_EXE_minutebook"), "open", "board.md"];
    Terminal::start_program("/bin/bash", &arguments)
        .size(120, 36)
        .cwd(desk.folder.path())
        .data_dir(desk.data())
        .env("MINUTEBOOK_NOW", NINE)
        .spawn()
}

#[test]
fn what_a_full_disk_would_not_take_is_named_shown_and_kept_elsewhere() {
    let desk = Desk::new();
    let mut terminal = limited(&desk, 5);
    terminal.wait_for("● saved");
    let mut typed = 0;
    while !terminal.screen().contains("NOT SAVED") {
        typed += 1;
        assert!(typed < 60, "the limit was never reached");
        terminal.type_text(&format!("line {typed} of what was said while the disk ran full\r"));
        terminal.wait_for(&format!("• line {typed} of what was said"));
        terminal.wait_until(
            |screen| super::text_of(screen).contains("● saved") || super::text_of(screen).contains("NOT SAVED"),
            "a word on whether it is saved",
        );
    }
    terminal.type_text("and half a thought");
    terminal.wait_for("› and half a thought");
    terminal.keys("C-q");
    terminal.wait_for("leave it open");
    terminal.keys("l");
    terminal.wait_for("press l again");
    terminal.keys("l");
    assert!(!terminal.wait_exit().success(), "what is not saved is no success");
    let said: String = terminal.screen().split_whitespace().collect();
    let at = said.find("allthatismissingisin").unwrap_or_else(|| panic!("{}", terminal.screen()));
    let path: String = said[at + "allthatismissingisin".len()..].split(".txt").next().unwrap_or_default().to_owned();
    let kept = fs::read_to_string(format!("{path}.txt")).unwrap_or_else(|error| panic!("{path}: {error}"));
    fs::remove_file(format!("{path}.txt")).expect("removed");
    assert!(kept.contains(&format!("line {typed} of what was said")), "{kept}");
    assert!(kept.contains("and half a thought"), "{kept}");

    // Without the limit the meeting goes on with all that the disk did take.
    let mut terminal = desk.open();
    terminal.wait_for(&format!("line {} of what was said", typed - 1));
}
