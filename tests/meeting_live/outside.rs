//! Other programs beside the meeting: the user's editor on the notes, and where copies go.
//!
//! The editor is a script, as its user's hands would be; one test has a real one. Not here: what an edited text means (see `screen`).

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::terminal::TerminalBuilder;
use super::*;

/// The program with an editor that does this to the file `$1`, and a folder for its files.
fn start(desk: &Desk, arguments: &[&str], script: &str) -> TerminalBuilder {
    let path = desk.folder.path().join("editor.sh");
    fs::write(&path, format!("{script}\n")).expect("a script");
    fs::create_dir_all(files(desk)).expect("a folder");
    desk.start(arguments).env("EDITOR", format!("sh {}", path.display())).env("TMPDIR", files(desk))
}

/// Where the text lies while it is edited.
fn files(desk: &Desk) -> PathBuf {
    desk.folder.path().join("tmp")
}

/// The texts that are there.
fn kept(desk: &Desk) -> Vec<PathBuf> {
    let folders = fs::read_dir(files(desk)).expect("a folder").flatten().map(|found| found.path());
    folders.map(|folder| folder.join("notes.md")).filter(|path| path.exists()).collect()
}

/// The meeting with two lines.
fn open(desk: &Desk, script: &str) -> Terminal {
    let mut terminal = start(desk, &["open", "board.md"], script).spawn();
    terminal.wait_for("● saved");
    terminal.type_text("one\rtwo\r");
    wait_for_row(&mut terminal, "• two");
    terminal
}

#[test]
fn notes_are_edited_in_the_users_editor_and_its_file_goes_once_all_is_saved() {
    let desk = Desk::new();
    let mut terminal = open(&desk, "sed -i -e 's/- one/- ! bo — one call/' \"$1\"; echo '= settled' >> \"$1\"");
    terminal.keys("F4");
    terminal.wait_for("Taken over: 1 added, 1 changed (Ctrl-Z takes all back)");
    terminal.wait_for("one call");
    wait_for_row(&mut terminal, "◆ settled");
    terminal.wait_for("● saved");
    close(&mut terminal);
    assert_eq!(kept(&desk), Vec::<PathBuf>::new());
    let lines = outline(slot(&desk.minutes_in_json(), "Opening"));
    assert_eq!(lines, ["action one call", "note two", "decision settled"]);
}

#[test]
fn an_editor_that_fails_changes_nothing_and_what_was_written_in_it_is_kept() {
    let desk = Desk::new();
    let mut terminal = open(&desk, "exit 1");
    terminal.keys("F4");
    terminal.wait_for("nothing was changed");
    assert_eq!(kept(&desk), Vec::<PathBuf>::new());
    fs::write(desk.folder.path().join("editor.sh"), "sed -i s/one/lost/ \"$1\"; exit 1\n").expect("a script");
    terminal.keys("F4");
    terminal.wait_for("Your text is in /");
    let kept = kept(&desk);
    assert_eq!(kept.len(), 1);
    assert!(fs::read_to_string(&kept[0]).expect("a text").contains("- lost"));
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&kept[0]), 0o600);
    wait_for_row(&mut terminal, "• one");
    leave(&mut terminal);
}

/// Leaves the terminal as a killed editor does: raw, with the mouse and cut lines.
const KILLED: &str = "stty raw -echo
printf '\\033[?1049h\\033[>5u\\033[?2031h\\033[?2048h\\033[?1007h\\033[?1003h\\033[?1006h\\033[?2004h\\033[?7l\\033[?1h\\033=\\033[2;5r'
kill -9 $$";

#[test]
fn an_editor_that_is_killed_leaves_nothing_on_in_the_terminal() {
    let desk = Desk::new();
    let mut terminal = open(&desk, KILLED);
    let before = terminal.output().len();
    terminal.keys("F4");
    terminal.wait_for("nothing was changed");
    assert!(!terminal.echoes() && terminal.bracketed_paste());
    let sent = String::from_utf8_lossy(&terminal.output()[before..]).into_owned();
    let (_, after) = sent.split_once("\x1b[?7l").expect("what the editor sent");
    // The screen takes what it wants of them again, when all are off.
    let (given_back, _) = after.split_once("\x1b[?1049h").expect("the screen");
    for off in ["\x1b[?7h", "\x1b[r", ";2031;2048l", "\x1b[<9u", "\x1b[?1007r"] {
        assert!(given_back.contains(off), "{off:?} in {given_back:?}");
    }
    leave(&mut terminal);
    assert_restored(&terminal);
    assert!(!terminal.whole().application_cursor() && !terminal.whole().application_keypad());
}

#[test]
fn an_editor_of_the_settings_that_is_killed_leaves_the_shell_as_it_was() {
    let desk = Desk::new();
    let mut terminal = start(&desk, &["config"], KILLED).spawn();
    terminal.wait_exit();
    assert_restored(&terminal);
    assert!(!terminal.whole().application_cursor() && !terminal.whole().application_keypad());
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    let desk = Desk::new();
    fs::create_dir_all(files(&desk)).expect("a folder");
    let start = desk.start(&["open", "board.md"]).env("VISUAL", "/nowhere/at/all --wait").env("TMPDIR", files(&desk));
    let mut terminal = start.spawn();
    terminal.wait_for("● saved");
    terminal.type_text("one\r");
    terminal.keys("F4");
    terminal.wait_for("There is no such program as “/nowhere/at/all --wait”");
    leave(&mut terminal);
    assert_eq!(kept(&desk), Vec::<PathBuf>::new());
}

/// Says that it runs and waits for a line.
const ASKS: &str = "trap 'echo interrupted' INT
stty -a > \"$(dirname \"$1\")/../stty\"
echo the editor runs
while ! read answer; do :; done
sed -i \"s/- one/- $answer/\" \"$1\"";

#[test]
fn the_editor_has_the_terminal_to_itself_and_then_it_is_the_screens_again() {
    let desk = Desk::new();
    let mut terminal = open(&desk, ASKS);
    terminal.type_text("half a li");
    terminal.keys("F4");
    terminal.wait_for("the editor runs");
    terminal.wait_until(|screen| !screen.alternate_screen(), "the main screen");
    assert_restored(&terminal);
    terminal.keys("C-c");
    terminal.wait_for("interrupted");
    terminal.resize(90, 30);
    terminal.type_text("another\r");
    terminal.wait_until(Screen::alternate_screen, "the alternate screen");
    wait_for_row(&mut terminal, "• another");
    wait_for_row(&mut terminal, "› half a li");
    let modes = fs::read_to_string(files(&desk).join("stty")).expect("modes");
    let modes: Vec<&str> = modes.split_whitespace().collect();
    assert!(["icanon", "echo", "isig"].iter().all(|mode| modes.contains(mode)), "{modes:?}");
    assert!(!terminal.echoes() && terminal.bracketed_paste());
    terminal.type_text("ne\r");
    wait_for_row(&mut terminal, "• half a line");
    leave(&mut terminal);
}

#[test]
fn a_stop_in_the_editor_stops_both_and_both_go_on() {
    let desk = Desk::new();
    let mut terminal = open(&desk, ASKS);
    terminal.keys("F4");
    terminal.wait_for("the editor runs");
    terminal.keys("C-z");
    terminal.wait_stopped();
    terminal.signal("CONT");
    terminal.type_text("another\r");
    terminal.wait_until(Screen::alternate_screen, "the alternate screen");
    wait_for_row(&mut terminal, "• another");
    leave(&mut terminal);
}

/// Saves and goes on, as one does who is not done yet.
const SAVES: &str = "sed -i s/one/saved/ \"$1\"; echo the editor runs; read answer";

/// The program asked to end while its editor does this, and the last words on the terminal.
fn ended_in(desk: &Desk, script: &str, signal: &str) -> String {
    let mut terminal = open(desk, script);
    terminal.keys("F4");
    terminal.wait_for("the editor runs");
    terminal.signal(signal);
    assert_eq!(terminal.wait_exit().signal(), None);
    assert_restored(&terminal);
    terminal.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_saved_in_the_editor_is_taken_over_when_the_program_is_asked_to_end() {
    for signal in ["TERM", "HUP"] {
        let desk = Desk::new();
        let words = ended_in(&desk, SAVES, signal);
        assert!(words.contains("every line is in") && !words.contains("your editor left"), "SIG{signal}: {words}");
        assert_eq!(kept(&desk), Vec::<PathBuf>::new(), "SIG{signal}");
        let mut terminal = desk.open();
        wait_for_row(&mut terminal, "• saved");
        assert!(!terminal.screen().contains("your editor left"), "SIG{signal}: {}", terminal.screen());
    }
}

#[test]
fn what_was_saved_in_the_editor_is_taken_over_when_its_window_is_closed() {
    let desk = Desk::new();
    // It draws, so that the line's other end wakes and lets go.
    let mut terminal = open(&desk, &SAVES.replace("read answer", "while sleep 0.1; do echo drawn; done"));
    terminal.keys("F4");
    terminal.wait_for("the editor runs");
    terminal.hang_up();
    assert_eq!(terminal.wait_exit().signal(), None);
    assert_eq!(kept(&desk), Vec::<PathBuf>::new());
    wait_for_row(&mut desk.open(), "• saved");
}

#[test]
fn what_was_saved_is_taken_over_too_where_no_signal_says_that_the_window_is_closed() {
    for verb in ["open", "take"] {
        let desk = Desk::new();
        wait_for_row(&mut open(&desk, "exit 1"), "• one");
        let script = desk.folder.path().join("editor.sh");
        // It ends by itself when it cannot draw any more.
        fs::write(&script, "sed -i s/one/saved/ \"$1\"\nwhile echo drawn; do sleep 0.1; done 2>/dev/null\nexit 1\n")
            .expect("a script");
        // Of a window that is closed the kernel tells the shell alone, which keeps it to itself.
        let shell = format!("trap : HUP; '{}' {verb} board.md; true", env!("CARGO_BIN_EXE_minutebook"));
        let start = Terminal::start_program("/bin/sh", &["-c", &shell]).size(120, 36).cwd(desk.folder.path());
        let start = start.data_dir(desk.data()).env("MINUTEBOOK_NOW", NINE).env("TMPDIR", files(&desk));
        let mut terminal = start.env("EDITOR", format!("sh {}", script.display())).spawn();
        terminal.wait_for(if verb == "open" { "● saved" } else { "planned >" });
        terminal.type_text("/editor\r");
        terminal.wait_for("drawn");
        terminal.hang_up();
        assert_eq!(terminal.wait_exit().signal(), None);
        assert_eq!(kept(&desk), Vec::<PathBuf>::new(), "{verb}");
        wait_for_row(&mut desk.open(), "• saved");
    }
}

#[test]
fn what_cannot_be_taken_over_at_the_end_is_kept_beside_the_journal_and_told_again() {
    let desk = Desk::new();
    // Neither is a text that can be read what an editor saves in its distress.
    let words =
        ended_in(&desk, "printf '\\377' > \"$1\"; echo more > \"$1~\"; echo the editor runs; read answer", "TERM");
    assert!(words.contains("what your editor left is in") && words.contains("edited-1"), "{words}");
    assert_eq!(kept(&desk), Vec::<PathBuf>::new());
    let place = desk.meeting().join("edited-1");
    assert_eq!(fs::read(place.join("notes.md")).expect("a file"), b"\xff");
    assert_eq!(fs::read(place.join("notes.md~")).expect("a file"), b"more\n");
    let mut terminal = desk.open();
    terminal.wait_for("what your editor left");
    terminal.keys("Esc");
    wait_for_row(&mut terminal, "• one");
    leave(&mut terminal);
}

#[test]
fn what_an_editor_has_not_saved_is_kept_with_what_it_has() {
    let desk = Desk::new();
    let words = ended_in(&desk, &format!("echo more > \"$(dirname \"$1\")/.notes.md.swp\"; {SAVES}"), "TERM");
    assert!(words.contains("edited-1"), "{words}");
    assert!(desk.meeting().join("edited-1/.notes.md.swp").exists());
    let mut terminal = desk.open();
    terminal.keys("Esc");
    wait_for_row(&mut terminal, "• saved");
}

#[test]
fn the_file_of_an_editor_that_does_not_end_stays_and_is_named() {
    let desk = Desk::new();
    let words = ended_in(&desk, "trap '' TERM; sed -i s/one/saved/ \"$1\"; echo the editor runs; sleep 8", "TERM");
    let kept = kept(&desk);
    assert_eq!(kept.len(), 1);
    assert!(words.replace(' ', "").contains(&format!("isin{}", kept[0].display())), "{words}");
    wait_for_row(&mut desk.open(), "• saved");
}

#[test]
fn a_quit_key_is_the_editors_while_it_has_the_terminal() {
    let desk = Desk::new();
    let mut terminal = open(&desk, &ASKS.replace("trap 'echo interrupted' INT", "trap 'echo interrupted' QUIT"));
    terminal.keys("F4");
    terminal.wait_for("the editor runs");
    terminal.type_text("\x1c");
    terminal.wait_for("interrupted");
    terminal.type_text("another\r");
    wait_for_row(&mut terminal, "• another");
    leave(&mut terminal);
}

#[test]
fn the_clock_runs_on_while_the_editor_is_open() {
    let desk = Desk::new();
    let mut terminal = open(&desk, "sed -i 's/- one/- once/' \"$1\"; sleep 1.1");
    terminal.keys("C-n");
    terminal.wait_for("0:00 of 10:00");
    terminal.keys("F4");
    wait_for_row(&mut terminal, "• once");
    assert!(!terminal.screen().contains(" 0:00 of 10:00"), "{}", terminal.screen());
    leave(&mut terminal);
}

#[test]
fn a_real_editor_edits_the_notes() {
    if !Path::new("/usr/bin/vim").exists() {
        return;
    }
    let desk = Desk::new();
    fs::create_dir_all(files(&desk)).expect("a folder");
    let vim = "vim -u NONE -N -es -c '%s/- one/- by vim/' -c wq";
    let start = desk.start(&["open", "board.md"]).env("VISUAL", vim).env("TMPDIR", files(&desk));
    let mut terminal = start.spawn();
    terminal.wait_for("● saved");
    terminal.type_text("one\r");
    wait_for_row(&mut terminal, "• one");
    terminal.keys("F4");
    wait_for_row(&mut terminal, "• by vim");
    leave(&mut terminal);
}

#[test]
fn without_a_screen_the_editor_runs_too() {
    let desk = Desk::new();
    let script = "sed -i 's/- one/- other/' \"$1\"";
    let mut terminal = start(&desk, &["take", "board.md"], script).env("TERM", "dumb").spawn();
    terminal.wait_for("planned >");
    terminal.type_text("one\r");
    terminal.wait_for("Note\n");
    terminal.type_text("/editor\r");
    terminal.wait_for("Taken over: 1 changed");
    terminal.keys("C-d");
    terminal.wait_exit();
}

#[test]
fn a_copy_goes_to_the_terminal_by_its_own_sequence() {
    let desk = Desk::new();
    let mut terminal = open(&desk, "exit 1");
    terminal.keys("Up C-Insert");
    assert_eq!(terminal.wait_for_copy(), "dHdvCg==");
    terminal.wait_for("Copied: two");
    terminal.type_text("/copy slot\r");
    let slot = terminal.wait_for_copy();
    assert!(slot.starts_with("IyM"), "a heading of Markdown, not {slot}");
    leave(&mut terminal);
}

#[test]
fn gnu_screen_is_asked_to_hand_a_copy_on() {
    let desk = Desk::new();
    let mut terminal = desk.start(&["open", "board.md"]).env("STY", "1.tty").spawn();
    terminal.wait_for("● saved");
    terminal.type_text("one\r");
    terminal.keys("Up C-Insert");
    terminal.wait_for("Copied: one");
    let sent = terminal.output();
    let wrapped = b"\x1bP\x1b]52;c;b25lCg==\x07\x1b\\";
    assert!(sent.windows(wrapped.len()).any(|part| part == wrapped));
    leave(&mut terminal);
}

#[test]
fn what_is_longer_than_terminals_take_is_refused_and_a_command_takes_it() {
    let desk = Desk::new();
    let long = format!("{}\n", "words ".repeat(100)).repeat(150);
    let mut terminal = open(&desk, "exit 1");
    terminal.paste(&long);
    terminal.wait_for("Pasted 150 lines");
    terminal.type_text("/copy slot\r");
    terminal.wait_for("Too long for the terminal's clipboard");
    leave(&mut terminal);
    let config = desk.folder.path().join("config/minutebook");
    fs::create_dir_all(&config).expect("a folder");
    let copy = desk.folder.path().join("copy");
    let setting = format!("[clipboard]\nto = \"cat > {}; exit 3\"\n", copy.display());
    fs::write(config.join("config.toml"), setting).expect("a file");
    let start = desk.start(&["open", "board.md"]).env("XDG_CONFIG_HOME", desk.folder.path().join("config"));
    let mut terminal = start.spawn();
    terminal.wait_for("● saved");
    terminal.type_text("/copy slot\r");
    // It has all of it, and that it ends with an error is told when it does.
    terminal.wait_for("Not copied: cat >");
    assert!(fs::metadata(&copy).expect("a copy").len() > 80_000);
    leave(&mut terminal);
}
