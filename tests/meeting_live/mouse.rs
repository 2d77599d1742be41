//! The mouse of a real terminal: its modes, its reports as they are sent, the clipboard.
//!
//! Not here: what every click does, which faster tests drive without a terminal.

use super::*;

/// A report in the SGR form; places count from 0 here and from 1 there.
fn report(code: u8, (column, row): (u16, u16), letter: char) -> String {
    format!("\x1b[<{code};{};{}{letter}", column + 1, row + 1)
}

fn click(at: (u16, u16)) -> String {
    report(0, at, 'M') + &report(0, at, 'm')
}

/// The column and row of a text.
fn find(screen: &Screen, text: &str) -> Option<(u16, u16)> {
    text_of(screen).lines().zip(0..).find_map(|(line, row)| {
        let before = line.get(..line.find(text)?)?;
        Some((u16::try_from(minutebook::text::width(before)).ok()?, row))
    })
}

fn place(terminal: &mut Terminal, text: &str) -> (u16, u16) {
    let mut found = None;
    terminal.wait_until(
        |screen| {
            found = find(screen, text);
            found.is_some()
        },
        text,
    );
    found.expect("what was waited for")
}

pub(super) fn has(terminal: &Terminal, sequence: &str) -> bool {
    let output = terminal.output();
    output.windows(sequence.len()).any(|bytes| bytes == sequence.as_bytes())
}

#[test]
fn a_slot_is_clicked_a_box_ticked_the_wheel_turned_and_the_mouse_given_back() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    wait_for_slot(&mut terminal, "Opening");
    assert!(has(&terminal, "\x1b[?1002h") && has(&terminal, "\x1b[?1006h"));
    assert!(!has(&terminal, "\x1b[?1003h"), "a mouse that is pushed about wakes nobody");
    terminal.type_text("! Ann — draft the plan\r");
    let (x, y) = place(&mut terminal, "☐ 1 no owner");
    terminal.type_text(&click((x, y)));
    terminal.wait_for("☑ 1 no owner");
    // A burst of anything that is no click types nothing.
    terminal
        .type_text("\x1b[<64;60;9M\x1b[<65;60;9M\x1b[M !!\x1b[0;33;34M\x1b[<35;7;7M\x1b[<0;999;999M\x1b[<0;999;999m");
    terminal.type_text("typed\r");
    wait_for_row(&mut terminal, "• typed");
    close(&mut terminal);
    assert_restored(&terminal);
}

#[test]
fn what_is_dragged_over_goes_into_the_terminals_clipboard() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    wait_for_slot(&mut terminal, "Opening");
    terminal.type_text("one two\r");
    wait_for_row(&mut terminal, "• one two");
    let (x, y) = place(&mut terminal, "one two");
    let drag = (1..7).map(|step| report(32, (x + step, y), 'M')).collect::<String>();
    terminal.type_text(&(report(0, (x, y), 'M') + &drag + &report(0, (x + 6, y), 'm')));
    terminal.wait_for("Copied: one two");
    let in_base64 = "\x1b]52;c;b25lIHR3bw==";
    terminal.type_text("more\r");
    wait_for_row(&mut terminal, "• more");
    assert!(has(&terminal, in_base64));
}

#[test]
fn one_key_gives_the_mouse_back_to_the_terminal_and_takes_it_again() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    wait_for_slot(&mut terminal, "Opening");
    terminal.keys("F2");
    terminal.wait_for("F2 takes it back");
    assert!(has(&terminal, "\x1b[?1002l"));
    terminal.type_text("x");
    terminal.wait_for("mouse off · F2");
    terminal.keys("F2");
    terminal.wait_for("The mouse selects");
    leave(&mut terminal);
}

#[test]
fn on_the_home_screen_two_clicks_open_a_meeting() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    wait_for_slot(&mut terminal, "Opening");
    leave(&mut terminal);
    let mut terminal = desk.start(&[]).spawn();
    terminal.wait_for("in progress");
    let row = place(&mut terminal, "Harbour board");
    terminal.type_text(&(click(row) + &click(row)));
    wait_for_slot(&mut terminal, "Opening");
}

#[test]
fn on_the_pages_the_words_at_the_foot_do_what_their_keys_do() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    wait_for_slot(&mut terminal, "Opening");
    terminal.type_text("! Ann — draft the plan\r");
    terminal.wait_for("☐ 1 no owner");
    leave(&mut terminal);

    let mut terminal = desk.start(&["search"]).spawn();
    let hit = place(&mut terminal, "draft the plan");
    terminal.type_text(&click(hit));
    terminal.type_text("draft");
    let clears = place(&mut terminal, "Esc clears");
    terminal.type_text(&click(clears));
    // Another cell of the words: a second click at the same place means the key once.
    let (x, y) = place(&mut terminal, "Esc leaves");
    terminal.type_text(&click((x + 1, y)));
    assert!(terminal.wait_exit().success());
    assert_restored(&terminal);

    let mut terminal = desk.start(&["actions", "--screen"]).spawn();
    let item = place(&mut terminal, "draft the plan");
    terminal.type_text(&click(item));
    let help = place(&mut terminal, "F1 help");
    terminal.type_text(&click(help));
    let back = place(&mut terminal, "Esc goes back");
    terminal.type_text(&click(back));
    // The second click, however long after the first and with nothing but the mouse between.
    let item = place(&mut terminal, "draft the plan");
    terminal.type_text(&(click(item) + &click(item)));
    wait_for_slot(&mut terminal, "Opening");
}

#[test]
fn a_screen_that_runs_takes_or_leaves_the_mouse_as_the_settings_say_by_now() {
    let desk = Desk::new();
    let file = desk.folder.path().join("config/minutebook/config.toml");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    let set = |on: bool| std::fs::write(&file, format!("[mouse]\non = {on}\n")).expect("settings");
    set(false);
    let folder = file.parent().and_then(std::path::Path::parent).expect("a folder").display().to_string();
    let mut terminal = desk.start(&["open", "board.md"]).env("XDG_CONFIG_HOME", &folder).spawn();
    wait_for_slot(&mut terminal, "Opening");
    terminal.wait_for("mouse off · F2");
    assert!(!has(&terminal, "\x1b[?1002h"));
    set(true);
    terminal.wait_until(|screen| !text_of(screen).contains("mouse off"), "the mouse");
    let slot = place(&mut terminal, "Berth fees");
    terminal.type_text(&click(slot));
    wait_for_slot(&mut terminal, "Berth fees");
    assert!(has(&terminal, "\x1b[?1002h"));
    set(false);
    terminal.wait_for("mouse off · F2");
    assert!(has(&terminal, "\x1b[?1002l"));
    leave(&mut terminal);
}
