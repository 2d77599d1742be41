//! Every script in its columns: an arrow and a Backspace act on what a person calls a character.

use super::*;

/// Types a character between two letters, steps back over it and takes it away; `cells` is how wide it is.
fn a_key_is_a_character(typed: &str, cells: u16) {
    let desk = Desk::new();
    let mut terminal = desk.open();
    let first = terminal.cursor().1;
    terminal.type_text(&format!("a{typed}b"));
    terminal
        .wait_until(|screen| screen.cursor_position().1 == first + 2 + cells, &format!("the cursor after a{typed}b"));
    terminal.keys("Left");
    terminal
        .wait_until(|screen| screen.cursor_position().1 == first + 1 + cells, &format!("one step before b, {typed}"));
    terminal.keys("Left");
    terminal.wait_until(|screen| screen.cursor_position().1 == first + 1, &format!("one step before {typed}"));
    terminal.keys("Right Backspace");
    wait_for_row(&mut terminal, "› ab");
    assert_eq!(terminal.cursor().1, first + 1);
    terminal.type_text(&format!("{typed}\r"));
    terminal.wait_for("• a");
    close(&mut terminal);
    assert_eq!(outline(slot(&desk.minutes_in_json(), "Opening")), [format!("note a{typed}b")]);
}

#[test]
fn a_composed_letter_is_one_key() {
    a_key_is_a_character("é", 1);
}

#[test]
fn a_letter_with_an_accent_behind_it_is_one_key() {
    a_key_is_a_character("e\u{301}", 1);
}

#[test]
fn a_chinese_character_is_two_cells_and_one_key() {
    a_key_is_a_character("会", 2);
}

#[test]
fn a_family_is_one_key() {
    a_key_is_a_character("👨\u{200d}👩\u{200d}👧", 2);
}

#[test]
fn a_flag_is_one_key() {
    a_key_is_a_character("🇵🇹", 2);
}

#[test]
fn wide_text_wraps_and_right_to_left_text_stays_in_its_pane() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    let wide = "会議の議事録を取る".repeat(12);
    terminal.type_text(&format!("{wide}\rسلام دنیا\rשלום\r"));
    terminal.wait_for("שלום");
    let screen = terminal.screen();
    assert!(screen.contains("سلام دنیا"), "{screen}");
    let said: String = screen
        .lines()
        .filter_map(|row| row.split_once('│'))
        .map(|(_, notes)| notes.trim().trim_start_matches("• "))
        .filter(|row| row.starts_with(['会', '議', 'の', '事', '録', 'を', '取', 'る']))
        .collect();
    assert_eq!(said, wide, "no character is lost where a row ends");
}
