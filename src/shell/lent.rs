//! The terminal while another program has it: kept as it was, and put back whatever that program leaves behind.
//!
//! An editor that is killed gives nothing back: keys that are not echoed, a mouse that reports, lines that do not wrap. What is
//! taken over after it, and the shell in the end, would have all that. Not here: what this program itself asks of the terminal
//! (see `tty`).

use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::palette::Terminal;

/// What every terminal that places its cursor knows, VT100s too: no insert mode, letters and not lines drawn, the cursor keys and
/// the keypad as they are at first, lines that wrap, and the whole screen scrolls, with the cursor where it was.
const SIMPLE: &str = "\x1b[m\x1b[4l\x0f\x1b(B\x1b[?1l\x1b>\x1b[?7h\x1b7\x1b[r\x1b8";

/// What others know besides. No report of the mouse in any form, of the focus or of pastes; the first screen, without the
/// jump of the cursor that 1049 makes there; keys as they are at first, the cursor to be seen and of its own shape. No report of
/// the colours or of the size, and frames are shown as they come. Kitty's protocol has a stack for each screen, and more than these
/// are on none.
const FURTHER: &str = "\x1b[?1000;1002;1003;1004;1005;1006;1015;1016;2004;2026;2031;2048l\x1b[<9u\x1b[?47l\x1b[<9u\x1b[>4m\x1b[?1007r\x1b[?25h\x1b[0 q";

/// Whether the wheel sends arrow keys on the second screen is on at first in some terminals and off in others, so it is kept.
const KEEPING: &str = "\x1b[?1007s";

/// The terminal's settings from before; they are put back when this is dropped.
pub(super) struct Lent {
    settings: Option<Termios>,
}

impl Lent {
    /// Keeps how the terminal is now.
    pub(super) fn out() -> Self {
        if !terminal().is_plain() {
            send(KEEPING);
        }
        Self { settings: settings() }
    }

    /// Whether there was a terminal, and is none any more.
    pub(super) fn is_gone(&self) -> bool {
        self.settings.is_some() && settings().is_none()
    }
}

impl Drop for Lent {
    /// Errors are nobody's to handle: the terminal may be gone.
    fn drop(&mut self) {
        send(&undoing(terminal()));
        let Some(settings) = &self.settings else { return };
        let (input, out) = (io::stdin(), io::stdout());
        let terminal = if input.is_terminal() { input.as_fd() } else { out.as_fd() };
        let _ = tcsetattr(terminal, OptionalActions::Now, settings);
    }
}

/// What takes back what a program may have asked of such a terminal; no more than it knows, or it would show that.
fn undoing(terminal: Terminal) -> String {
    if !terminal.draws() {
        return String::new();
    }
    let further = if terminal.is_plain() { "" } else { FURTHER };
    format!("{SIMPLE}{further}")
}

/// As they are now; none where there is no terminal.
fn settings() -> Option<Termios> {
    tcgetattr(io::stdin()).or_else(|_| tcgetattr(io::stdout())).ok()
}

/// Where the output is a terminal's.
fn send(sequence: &str) {
    let mut out = io::stdout();
    if out.is_terminal() {
        let _ = out.write_all(sequence.as_bytes()).and_then(|()| out.flush());
    }
}

/// The one that there is, by its name.
fn terminal() -> Terminal {
    Terminal::named(std::env::var("TERM").ok().as_deref())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use super::*;

    #[test]
    fn a_terminal_is_told_no_more_than_it_knows() {
        assert_eq!(undoing(Terminal::Lines), "");
        for plain in [Terminal::Video, Terminal::Console, Terminal::Linux] {
            assert_eq!(undoing(plain), SIMPLE, "{plain:?}");
        }
        let full = undoing(Terminal::Full);
        for mode in ["1003", "1004", "2004", "2026", "2031", "2048"] {
            assert!(full.contains(mode), "{mode}");
        }
        let (second, first) = full.split_once("\x1b[?47l").expect("the first screen");
        assert!([second, first].iter().all(|screen| screen.contains("\x1b[<9u")), "each screen has a stack of its own");
    }

    fn cells(count: u16) -> NonZeroU16 {
        NonZeroU16::new(count).expect("cells")
    }

    #[test]
    fn what_an_editor_leaves_on_is_taken_back() {
        let mut terminal = vt100::Parser::new(cells(4), cells(10), 0);
        terminal.process(b"one\r\ntwo\x1b[?1h\x1b=\x1b[?1003h\x1b[?1006h\x1b[?2004h\x1b[?25l\x1b[1;31m");
        terminal.process(undoing(Terminal::Full).as_bytes());
        let screen = terminal.screen();
        assert!(!screen.application_cursor() && !screen.application_keypad() && !screen.hide_cursor());
        assert!(!screen.bracketed_paste() && !screen.bold());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.cursor_position(), (1, 3), "the cursor stays");
        terminal.process(b"\x1b[?47h");
        terminal.process(undoing(Terminal::Full).as_bytes());
        assert!(!terminal.screen().alternate_screen());
    }
}
