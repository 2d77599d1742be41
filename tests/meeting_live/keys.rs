//! Keys as terminals really send them, and what the terminal is asked for because of them.

use std::fs;

use super::*;

/// The meeting of a desk under this terminal, with these lines as the user's settings.
fn open_with(desk: &Desk, term: &str, settings: &str) -> Terminal {
    let folder = desk.folder.path().join("settings");
    fs::create_dir_all(folder.join("minutebook")).expect("a folder");
    fs::write(folder.join("minutebook/config.toml"), settings).expect("settings");
    let start = desk.start(&["open", "board.md"]).env("TERM", term).env("XDG_CONFIG_HOME", folder);
    let mut terminal = start.spawn();
    terminal.wait_for("● saved");
    terminal
}

fn sent(terminal: &Terminal) -> String {
    String::from_utf8_lossy(&terminal.output()).into_owned()
}

#[test]
fn kittys_protocol_is_asked_for_on_the_alternate_screen_and_given_back_on_it() {
    let desk = Desk::new();
    let mut terminal = open_with(&desk, "xterm-kitty", "");
    // a, held; its release; Ctrl-N; a capital; a Russian layout's Ctrl-A; the Windows key with x; AltGr.
    terminal.type_text(
        "\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[110;5u\x1b[97:65;2u\x1b[1092::97;5u\x1b[120;9u\x1b[113;7;64u",
    );
    terminal.wait_for("› @");
    let before = terminal.screen();
    assert!(before.contains("› @A") || before.contains("› @"), "{before}");
    terminal.keys("C-q");
    terminal.wait_for("leaves it open");
    terminal.keys("l");
    terminal.wait_exit();
    assert_restored(&terminal);
    let sent = sent(&terminal);
    let at = |what: &str| sent.find(what).unwrap_or_else(|| panic!("{what:?} was never sent"));
    assert!(at("\x1b[?1049h") < at("\x1b[>5u") && at("\x1b[>5u") < at("\x1b[<u") && at("\x1b[<u") < at("\x1b[?1049l"));
}

#[test]
fn the_linux_console_is_asked_nothing_that_it_would_print_and_its_keys_are_read() {
    let desk = Desk::new();
    let mut terminal = open_with(&desk, "linux", "");
    // F1, Esc, an entry and one below it: Tab, and Shift-Tab as that console sends it.
    terminal.type_text("\x1b[[A");
    terminal.wait_for("starts the clock on the next slot");
    terminal.type_text("\x1b");
    terminal.wait_gone("starts the clock on the next slot");
    terminal.type_text("one\r\ttwo\r");
    terminal.wait_for("◦ two");
    terminal.type_text("\x1b\tthree\r\x1b[1~\x1b[4~x\x7f\x1b[3~\x1b[D\x1bOD");
    terminal.wait_for("three");
    terminal.keys("C-q");
    terminal.wait_for("leaves it open");
    terminal.keys("l");
    terminal.wait_exit();
    let sent = sent(&terminal);
    for unknown in ["\x1b[>", "\x1b[<", "\x1b[0 q", "\x1b[2 q", "\x1b[6 q"] {
        assert!(!sent.contains(unknown), "{unknown:?} in {sent:?}");
    }
}

/// The sequences among these bytes that a VT220 does not know, or shows.
fn unknown_to_consoles(sent: &str, more: &[&str]) -> Vec<String> {
    let mut unknown = Vec::new();
    for sequence in sent.split('\x1b').skip(1) {
        let Some(rest) = sequence.strip_prefix('[') else {
            // Of those without parameters: letters and not lines, the keypad, the cursor kept and put back.
            if !sequence.starts_with(['(', '>', '=', '7', '8', 'M']) {
                unknown.push(sequence.chars().take(8).collect());
            }
            continue;
        };
        let end = rest.find(|sign: char| ('@'..='~').contains(&sign)).unwrap_or(rest.len());
        let (parameters, last) = (&rest[..end], rest[end..].chars().next().unwrap_or_default());
        let is_mode =
            ["?1", "?7", "?25", "4"].iter().chain(more).any(|mode| *mode == parameters) && "hl".contains(last);
        let is_plain =
            parameters.chars().all(|sign| sign.is_ascii_digit() || sign == ';') && "ABCDGHJKdmrXP".contains(last);
        if !is_mode && !is_plain {
            unknown.push(format!("[{parameters}{last}"));
        }
    }
    unknown
}

#[test]
fn no_console_is_sent_or_asked_what_it_would_show() {
    let consoles =
        ["vt100", "vt220", "ansi", "cons25", "sun", "sun-color", "wsvt25", "pccon0", "mach", "linux", "linux-16color"];
    for term in consoles {
        let desk = Desk::new();
        let config = desk.folder.path().join("config/minutebook");
        fs::create_dir_all(&config).expect("a folder");
        let settings = "[keys]\npreset = \"vim\"\n[notices]\ndesktop = \"auto\"\n";
        fs::write(config.join("config.toml"), settings).expect("settings");
        let start = desk.start(&["open", "board.md"]).env("XDG_CONFIG_HOME", desk.folder.path().join("config"));
        let mut terminal = start.env("TERM", term).env("EDITOR", "false").spawn();
        terminal.wait_for("saved");
        terminal.type_text("ione\r/copy slot\r");
        terminal.wait_for("This terminal has no clipboard");
        terminal.type_text("/editor\r");
        terminal.wait_for("nothing was changed");
        terminal.keys("C-q");
        terminal.wait_for("leaves it open");
        terminal.keys("l");
        terminal.wait_exit();
        let more: &[&str] = if term.starts_with("linux") { &["?1049", "?2004"] } else { &[] };
        assert_eq!(unknown_to_consoles(&sent(&terminal), more), Vec::<String>::new(), "{term}");
    }
}

#[test]
fn a_line_as_in_vim_shows_its_mode_and_gives_the_cursor_back() {
    let desk = Desk::new();
    let mut terminal = open_with(&desk, "xterm-256color", "[keys]\npreset = \"vim\"\n");
    terminal.type_text("drop the gate");
    terminal.wait_for("INSERT");
    terminal.type_text("\x1b");
    terminal.wait_for("NORMAL");
    terminal.type_text("bD");
    terminal.wait_gone("gate");
    assert!(sent(&terminal).contains("\x1b[2 q"), "a block");
    terminal.type_text("ZZ");
    terminal.wait_for("leaves it open");
    terminal.keys("l");
    terminal.wait_exit();
    let sent = sent(&terminal);
    assert!(sent.rfind("\x1b[0 q") > sent.rfind("\x1b[2 q"), "the user's own cursor");
}

#[test]
fn a_sequence_leaves_a_meeting_and_the_screens_before_it() {
    let desk = Desk::new();
    let mut terminal = open_with(&desk, "screen", "[keys]\npreset = \"emacs\"\n");
    terminal.type_text("\x18");
    terminal.wait_for("Ctrl-X …");
    terminal.type_text("\x03");
    terminal.wait_for("leaves it open");
    terminal.type_text("l");
    terminal.wait_exit();
    let folder = desk.folder.path().join("settings");
    let mut home = desk.start(&[]).env("XDG_CONFIG_HOME", folder).spawn();
    home.wait_for("board");
    home.type_text("\x18");
    home.wait_for("Ctrl-X …");
    home.type_text("y");
    home.wait_for("Ctrl-X y is bound to nothing");
    home.type_text("\x18\x03");
    home.wait_exit();
    assert_restored(&home);
}
