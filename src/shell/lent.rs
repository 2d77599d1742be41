//! The terminal while another program has it: kept as it was, and put back whatever that program leaves behind.
//!
//! An editor that is killed gives nothing back: keys that are not echoed, a mouse that reports, lines that do not wrap. What is
//! taken over after it, and the shell in the end, would have all that. Not here: what this program itself asks of the terminal
//! (see `tty`).

use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::tty::{draws, is_plain};

/// What every terminal that places its cursor knows, VT100s too: no insert mode, letters and not lines drawn, the cursor keys and
/// the keypad as they are at first, lines that wrap, and the whole screen scrolls, with the cursor where it was.
const SIMPLE: &str = "\x1b[m\x1b[4l\x0f\x1b(B\x1b[?1l\x1b>\x1b[?7h\x1b7\x1b[r\x1b8";

/// What others know besides. No report of the mouse in any form, of the focus or of pastes; the first screen, without the
/// jump of the cursor that 1049 makes there; keys as they are at first, the cursor to be seen and of its own shape.
const FURTHER: &str = "\x1b[?1000;1002;1003;1004;1005;1006;1015;1016;2004l\x1b[?47l\x1b[>4m\x1b[?25h\x1b[0 q";

/// The terminal's settings from before; they are put back when this is dropped.
pub(super) struct Lent {
    settings: Option<Termios>,
}

impl Lent {
    /// Keeps how the terminal is now.
    pub(super) fn out() -> Self {
        Self { settings: tcgetattr(io::stdin()).or_else(|_| tcgetattr(io::stdout())).ok() }
    }
}

impl Drop for Lent {
    /// Errors are nobody's to handle: the terminal may be gone.
    fn drop(&mut self) {
        let mut out = io::stdout();
        if out.is_terminal() {
            let term = std::env::var("TERM").ok();
            let _ = out.write_all(undoing(term.as_deref()).as_bytes()).and_then(|()| out.flush());
        }
        let Some(settings) = &self.settings else { return };
        let input = io::stdin();
        let terminal = if input.is_terminal() { input.as_fd() } else { out.as_fd() };
        let _ = tcsetattr(terminal, OptionalActions::Now, settings);
    }
}

/// What takes back what a program may have asked of such a terminal; no more than it knows, or it would show that.
fn undoing(term: Option<&str>) -> String {
    if !draws(term) {
        return String::new();
    }
    let further = if is_plain(term) { "" } else { FURTHER };
    format!("{SIMPLE}{further}")
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use super::*;

    #[test]
    fn a_terminal_is_told_no_more_than_it_knows() {
        assert_eq!(undoing(Some("dumb")), "");
        assert_eq!(undoing(None), "");
        assert_eq!(undoing(Some("vt100")), SIMPLE);
        assert!(undoing(Some("xterm-256color")).contains("1003"));
    }

    fn cells(count: u16) -> NonZeroU16 {
        NonZeroU16::new(count).expect("cells")
    }

    #[test]
    fn what_an_editor_leaves_on_is_taken_back() {
        let mut terminal = vt100::Parser::new(cells(4), cells(10), 0);
        terminal.process(b"one\r\ntwo\x1b[?1h\x1b=\x1b[?1003h\x1b[?1006h\x1b[?2004h\x1b[?25l\x1b[1;31m");
        terminal.process(undoing(Some("xterm")).as_bytes());
        let screen = terminal.screen();
        assert!(!screen.application_cursor() && !screen.application_keypad() && !screen.hide_cursor());
        assert!(!screen.bracketed_paste() && !screen.bold());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.cursor_position(), (1, 3), "the cursor stays");
        terminal.process(b"\x1b[?47h");
        terminal.process(undoing(Some("xterm")).as_bytes());
        assert!(!terminal.screen().alternate_screen());
    }
}
