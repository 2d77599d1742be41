//! The pseudo-terminal of the end-to-end tests, tried on programs that every system has.
//!
//! A harness that lets a wrong screen pass, or waits where it should fail, makes every test above it worthless.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod terminal;

use std::time::Duration;

use terminal::{Terminal, TerminalBuilder};

fn shell(script: &str) -> TerminalBuilder {
    Terminal::start_program("sh", &["-c", script]).size(60, 10)
}

/// Shows each byte it is sent, control characters as `^X`, and nothing else.
fn mirror() -> Terminal {
    let mut terminal = shell("stty raw -echo; printf 'ready '; exec cat -v").spawn();
    terminal.wait_for("ready");
    terminal
}

#[test]
fn what_is_typed_comes_on_the_screen() {
    let mut terminal = Terminal::start_program("cat", &[]).spawn();
    terminal.type_text("Ann Lee\n");
    terminal.wait_until(|screen| screen.contents().matches("Ann Lee").count() == 2, "the line and its copy");
    assert_eq!(terminal.cursor(), (2, 0));
    terminal.keys("C-d");
    assert!(terminal.wait_exit().success());
}

#[test]
fn keys_are_sent_as_xterm_sends_them() {
    for (keys, bytes) in [
        ("C-n C-p C-Space C-_", "^N^P^@^_"),
        ("Enter Tab Esc Space x", "^M^I^[ x"),
        ("S-Tab M-x M-S-x M-Enter", "^[[Z^[x^[X^[^M"),
        ("Up Down Right Left", "^[[A^[[B^[[C^[[D"),
        ("M-Down C-Up M-S-Up C-Right", "^[[1;3B^[[1;5A^[[1;4A^[[1;5C"),
        ("Home End PageUp PageDown", "^[[H^[[F^[[5~^[[6~"),
        ("Delete S-Delete Insert", "^[[3~^[[3;2~^[[2~"),
        ("Backspace C-Backspace M-Backspace", "^?^H^[^?"),
        ("F1 S-F1 F7 F8 F12", "^[OP^[[1;2P^[[18~^[[19~^[[24~"),
        ("- M-- C-x C-c", "-^[-^X^C"),
    ] {
        let mut terminal = mirror();
        // cat shows a tab and a line feed as they are
        terminal.keys(keys);
        terminal.keys("C-g");
        terminal.wait_for("^G");
        let shown = String::from_utf8(terminal.output()).expect("cat -v shows text").replace('\t', "^I");
        assert_eq!(shown, format!("ready {bytes}^G"), "{keys}");
    }
}

#[test]
fn cursor_keys_follow_the_mode_that_the_program_asked_for() {
    let mut terminal = shell("stty raw -echo; printf '\\033[?1hready '; exec cat -v").spawn();
    terminal.wait_for("ready");
    terminal.keys("Up S-Up Home");
    terminal.wait_for("ready ^[OA^[[1;2A^[OH");
}

#[test]
fn a_paste_waits_for_its_brackets_and_goes_in_them() {
    let mut terminal = shell("stty raw -echo; printf 'ready \\033[?2004h'; exec cat -v").spawn();
    terminal.paste("one\ntwo\r\n");
    terminal.wait_for("ready ^[[200~one^Mtwo^M^[[201~");
    assert!(terminal.bracketed_paste());
}

#[test]
fn wide_and_combined_characters_stand_once_on_the_screen() {
    let mut terminal = shell("printf '  日本 e\\314\\201 x   \\n\\nend'; exec cat").spawn();
    terminal.wait_for("end");
    assert_eq!(terminal.screen(), format!("  日本 e\u{301} x\n\nend{}", "\n".repeat(7)));
}

#[test]
fn the_state_of_the_terminal_can_be_read() {
    let mut terminal =
        shell("printf '\\033[?1049h\\033[?25lin'; stty -echo; read x; stty echo; printf '\\033[?1049lout'").spawn();
    terminal.wait_for("in");
    assert!(terminal.alternate_screen() && !terminal.cursor_is_visible() && !terminal.bracketed_paste());
    terminal.keys("Enter");
    assert!(terminal.wait_exit().success());
    assert!(!terminal.alternate_screen() && terminal.echoes());
    assert_eq!(terminal.screen().trim_end(), "out");
}

#[test]
fn a_raw_program_does_not_echo() {
    assert!(!mirror().echoes());
}

#[test]
fn questions_to_the_terminal_are_answered() {
    let mut terminal = shell("stty raw -echo; printf 'abc\\033[6n\\033[c'; exec cat -v").spawn();
    terminal.wait_for("abc^[[1;4R^[[?62;22c");
}

#[test]
fn a_frame_counts_when_it_is_whole() {
    let script =
        "stty raw -echo; printf ready; read x; printf '\\033[?2026h half'; read x; printf ' whole\\033[?2026l'; cat";
    let mut terminal = shell(script).spawn();
    terminal.wait_for("ready");
    terminal.keys("C-j C-j");
    terminal.wait_for("half");
    assert!(terminal.screen().starts_with("ready half whole"));
}

#[test]
#[should_panic(expected = "for \"half\", but the program still runs, in the middle of a frame")]
fn half_a_frame_counts_for_nothing() {
    let mut terminal = shell("printf '\\033[?2026hhalf'; exec cat").spawn().with_patience(Duration::from_millis(200));
    terminal.wait_for("half");
}

#[test]
fn a_window_can_change_its_size() {
    let script = "trap 'stty size' WINCH; printf 'ready '; sleep 60 & while :; do wait; done";
    let mut terminal = shell(script).spawn();
    terminal.wait_for("ready");
    terminal.resize(33, 12);
    terminal.wait_for("12 33");
}

#[test]
fn a_signal_reaches_the_program_and_its_exit_is_known() {
    let mut terminal = shell("trap 'echo caught; exit 7' TERM; echo ready; sleep 60 & wait").spawn();
    terminal.wait_for("ready");
    terminal.signal("TERM");
    let status = terminal.wait_exit();
    assert_eq!((status.exit_code(), status.signal()), (7, None));
    assert!(terminal.screen().contains("caught"));
}

#[test]
fn a_program_whose_terminal_hangs_up_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let script = "trap 'echo drawn' WINCH; trap 'echo gone > hung-up; exit 3' HUP; echo ready; sleep 60 & \
                  while :; do wait; done";
    let mut terminal = shell(script).cwd(folder.path()).spawn();
    terminal.wait_for("ready");
    terminal.hang_up();
    assert_eq!(terminal.wait_exit().exit_code(), 3);
    assert!(folder.path().join("hung-up").exists());
}

#[test]
fn a_program_that_stops_itself_goes_on_when_it_is_continued() {
    let mut terminal = shell("echo ready; read x; kill -STOP $$; echo back; exec cat").spawn();
    terminal.wait_for("ready");
    terminal.keys("Enter");
    terminal.wait_stopped();
    terminal.signal("CONT");
    terminal.wait_for("back");
}

#[test]
fn a_killed_program_is_dead_at_once() {
    let mut terminal = Terminal::start_program("cat", &[]).spawn();
    terminal.kill9();
    assert!(terminal.wait_exit().signal().is_some());
}

#[test]
fn nothing_of_the_machine_gets_in() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = shell("env | sort; pwd; echo end; exec cat")
        .size(200, 40)
        .env("TZ", "Asia/Tokyo")
        .data_dir(folder.path())
        .cwd(folder.path())
        .spawn();
    terminal.wait_for("end");
    let screen = terminal.screen();
    let names: Vec<&str> = screen.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "HOME",
            "LANG",
            "MINUTEBOOK_DATA_DIR",
            "PATH",
            "PWD",
            "SHELL",
            "TERM",
            "TMPDIR",
            "TZ",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_RUNTIME_DIR",
            "XDG_STATE_HOME",
        ]
    );
    assert!(screen.contains("TZ=Asia/Tokyo"));
    assert!(screen.contains(&format!("HOME={}\n", terminal.home().display())));
}

#[test]
#[should_panic(
    expected = "waited 50ms for \"never\", but the program still runs; cursor in row 0, column 5; screen:\n  0 │ready"
)]
fn a_wait_in_vain_fails_and_shows_the_screen() {
    let mut terminal = shell("stty -echo; printf ready; exec cat").spawn();
    terminal.wait_for("ready");
    let mut hasty = terminal.with_patience(Duration::from_millis(50));
    hasty.wait_for("never");
}

#[test]
#[should_panic(expected = "waited for \"never\", but the program has ended (Exited with code 3)")]
fn a_wait_for_a_program_that_ended_fails_at_once() {
    shell("exit 3").spawn().wait_for("never");
}

#[test]
#[should_panic(expected = "for \"ready\" to be gone")]
fn a_wait_for_something_to_go_fails_while_it_stays() {
    let mut terminal = shell("printf ready; exec cat").spawn();
    terminal.wait_for("ready");
    terminal.with_patience(Duration::from_millis(50)).wait_gone("ready");
}
