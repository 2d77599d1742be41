//! A panic under a terminal: the terminal given back, the message to be read, and no success.
//!
//! The program itself has no way to be made to panic, and must not have one; so this test's own executable takes the terminal
//! over with the library's console, as the program does, and panics. Not here: what the journal then holds (see `killed`).

use std::thread;

use minutebook::palette::{Depth, Seen};
use minutebook::shell::{Console, Live, prepare};

use super::*;

/// Not a test: what the tests here run under their terminal.
#[test]
#[ignore = "run by the tests of this module, each under a terminal of its own"]
fn the_program() {
    let how = std::env::var("MINUTEBOOK_TEST_PANIC").unwrap_or_default();
    prepare();
    // By its name a thread is the one that has the screen; a test's own thread has the test's.
    let main = thread::Builder::new().name("main".into()).spawn(move || {
        let console = Console::open(Live::read(None), Seen::blind(Depth::Mono)).expect("a terminal");
        assert!(how != "here", "something that cannot be");
        let other = thread::Builder::new().name("journal".into()).spawn(|| panic!("in another thread"));
        assert!(other.expect("a thread").join().is_err());
        console.close();
    });
    if main.expect("a thread").join().is_err() {
        std::process::exit(101);
    }
}

/// This executable as the program that panics, in a shell that compares the terminal's settings before and after.
fn panicking(how: &str) -> Terminal {
    let script = "before=$(stty -g); \"$@\"; code=$?; \
        [ \"$before\" = \"$(stty -g)\" ] && echo settings as before; echo it ended with $code.";
    let this = std::env::current_exe().expect("this test's executable");
    let this = this.to_string_lossy();
    let name = "panics::the_program";
    let arguments = ["-c", script, "sh", &this, name, "--exact", "--ignored", "--nocapture", "--quiet"];
    Terminal::start_program("sh", &arguments).size(120, 36).env("MINUTEBOOK_TEST_PANIC", how).spawn()
}

#[test]
fn a_panic_gives_the_terminal_back_and_its_message_can_be_read() {
    let mut terminal = panicking("here");
    terminal.wait_for("it ended with");
    let screen = terminal.screen();
    assert_restored(&terminal);
    assert!(screen.contains("settings as before"), "{screen}");
    assert!(screen.contains("something that cannot be"), "{screen}");
    assert!(screen.contains("every line is in the journal"), "{screen}");
    assert!(screen.contains("it ended with 101."), "{screen}");
    let sent = String::from_utf8_lossy(&terminal.output()).into_owned();
    assert!(sent.contains("\x1b[?1049h") && sent.contains("\x1b[?2004h"), "the terminal was never taken over");
}

#[test]
fn a_panic_of_another_thread_leaves_the_screen_alone() {
    let mut terminal = panicking("elsewhere");
    terminal.wait_for("it ended with 0.");
    let screen = terminal.screen();
    assert_restored(&terminal);
    assert!(screen.contains("settings as before") && !screen.contains("in another thread"), "{screen}");
}

#[test]
fn the_terminal_has_the_settings_it_had_however_the_program_ends() {
    let script = "before=$(stty -g); \"$@\"; code=$?; \
        [ \"$before\" = \"$(stty -g)\" ] && echo settings as before; echo it ended with $code.";
    for leave in ["l", "c", ""] {
        let desk = begun();
        let arguments = ["-c", script, "sh", env!("CARGO_BIN_EXE_minutebook"), "open", "board.md"];
        let mut terminal = Terminal::start_program("sh", &arguments)
            .size(120, 36)
            .cwd(desk.folder.path())
            .data_dir(desk.data())
            .env("MINUTEBOOK_NOW", NINE)
            .spawn();
        terminal.wait_for("● saved");
        if leave.is_empty() {
            let lock = fs::read_to_string(file_of(&desk.meeting(), "lock")).expect("who has it");
            let pid = serde_json::from_str::<serde_json::Value>(&lock).expect("JSON")["pid"].to_string();
            assert!(works("kill", &["-TERM", &pid]));
        } else {
            terminal.keys("C-q");
            terminal.wait_for("leave it open");
            terminal.keys(leave);
        }
        terminal.wait_for("it ended with");
        let screen = terminal.screen();
        assert_restored(&terminal);
        // Asked to end it ends by itself; a code of 128 and more would say that a signal killed it.
        assert!(screen.contains("settings as before") && screen.contains("it ended with 0."), "{leave:?}: {screen}");
    }
}
