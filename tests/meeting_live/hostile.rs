//! Text that would like to take the terminal over: it is shown as signs and never sent as it is.

use super::*;

/// Sequences and signs that must never reach a terminal, and that the program has no use for itself.
const HOSTILE: &[&str] = &[
    "\x1b[38;5;199m",
    "\x1b[8m",
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1bPq\x1b\\",
    "\x07",
    "\x0e",
    "\x7f",
    "\u{9b}35m",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{e0041}",
];

/// What of it a terminal would obey, wherever it stands.
fn obeyed(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| {
            let kept = matches!(c, '\n');
            let unseen = matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
            !kept && (c.is_control() || unseen)
        })
        .collect()
}

#[track_caller]
fn assert_none_sent(terminal: &Terminal) {
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    for bad in HOSTILE {
        assert!(!output.contains(bad), "{bad:?} was sent to the terminal");
    }
    assert!(!output.contains("\x1b]") && !output.contains("\x1bP"), "a string sequence was sent");
}

#[test]
fn hostile_pastes_are_shown_and_never_obeyed() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    // Into the line, and as lines.
    terminal.paste(&format!("one {} end", HOSTILE.concat()));
    terminal.wait_for("› one ");
    terminal.wait_for(" end");
    terminal.keys("Enter");
    terminal.wait_for("• one ");
    let lines: Vec<String> = HOSTILE.iter().enumerate().map(|(n, bad)| format!("- row {n} {bad} over")).collect();
    terminal.paste(&lines.join("\n"));
    terminal.wait_for("Pasted ");
    terminal.wait_for("row 0 ");
    terminal.paste(&format!("! Bo Chen — look {} due 2026-03-13\n@{}", HOSTILE[0], HOSTILE[10]));
    terminal.wait_for("look ");
    terminal.keys("C-g");
    terminal.wait_for("Jump to");
    terminal.paste(HOSTILE[0]);
    terminal.wait_for("nothing fits");
    terminal.keys("Esc");
    terminal.wait_gone("Jump to");
    close(&mut terminal);
    assert_none_sent(&terminal);
    for ending in ["md", "html", "json"] {
        assert_eq!(obeyed(&desk.minutes(ending)), ['\0'; 0], "{ending}");
    }
    let minutes = desk.minutes_in_json();
    let rows = outline(slot(&minutes, "Opening"));
    for n in 0..HOSTILE.len() {
        assert!(rows.iter().any(|row| row.contains(&format!("row {n} "))), "row {n} of {rows:#?}");
    }
    for row in rows {
        assert_eq!(obeyed(&row), ['\0'; 0], "{row:?}");
    }
}

#[test]
fn a_hostile_agenda_is_shown_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let agenda = AGENDA
        .replace("## 09:00 Opening", &format!("## 09:00 Opening {bad} wide"))
        .replace("- Quotes", &format!("- Quotes {bad} asked"))
        .replace("title: Harbour board", "title: \"Harbour \\e]0;owned\\a board\"");
    let desk = Desk::with(&agenda);
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.wait_for("Opening ");
    terminal.keys("M-Down C-g");
    terminal.wait_for("Jump to");
    terminal.keys("Esc");
    terminal.wait_gone("Jump to");
    close(&mut terminal);
    assert_none_sent(&terminal);
    for arguments in [["check", "board.md"].as_slice(), &["list"], &["export", "-f", "md"], &["open", "\x1b]0;x\x07"]] {
        let mut terminal = desk.start(arguments).spawn();
        terminal.wait_exit();
        assert_none_sent(&terminal);
    }
    for ending in ["md", "html", "json"] {
        assert_eq!(obeyed(&desk.minutes(ending)), ['\0'; 0], "{ending}");
    }
}
