//! The terminal taken over, and given back as it was, whatever happens.
//!
//! Raw mode, the cursor and every mode of [`MODES`] are restored on return, on an error, on a panic
//! and on a stop signal, and around another program. Not here: drawing and reading.

use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crossterm::cursor::Show;
use crossterm::execute;
use crossterm::style::ResetColor;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::palette::Terminal;

/// Whether the terminal is taken over; the panic hook may run on any thread.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The modes that a terminal has while it is taken over, a bit each.
static WANTED: AtomicU32 = AtomicU32::new(1 << Mode::SecondScreen as u32 | 1 << Mode::Paste as u32);

/// Something that a terminal does while it is asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Everything is drawn on a second screen, and the first one is as it was afterwards.
    SecondScreen,
    /// It has but one, which is empty before and afterwards.
    OnlyScreen,
    /// Pastes come in brackets.
    Paste,
    /// Keys come as Kitty's protocol has them: none of two that differ looks like the other, and a key that another layout
    /// has elsewhere says where it lies (flags 1 and 4). Each screen of a terminal has its own stack of these.
    Keyboard,
    /// Presses, the wheel, and moves while a button is held come as reports in the form that has no largest column. Never moves
    /// alone: a mouse that is only pushed about wakes nobody. A terminal that lacks 1002 stays with 1000.
    Mouse,
    /// The cursor has another shape than the user's.
    CursorShape,
    /// The window is called as we say; its own title lies on the terminal's stack meanwhile.
    Title,
    /// The terminal says when its colours change, from light to dark with the evening or by a setting.
    Scheme,
}

/// What switches each mode on and off, in the order in which they are taken; they are given back the other way round.
/// A new one is a row here and a call of [`switch`].
const MODES: [(Mode, &str, &str); 8] = [
    (Mode::SecondScreen, "\x1b[?1049h", "\x1b[?1049l"),
    (Mode::OnlyScreen, "\x1b[H\x1b[J", "\x1b[m\x1b[H\x1b[J"),
    (Mode::Paste, "\x1b[?2004h", "\x1b[?2004l"),
    (Mode::Keyboard, "\x1b[>5u", "\x1b[<u"),
    (Mode::Mouse, "\x1b[?1000h\x1b[?1002h\x1b[?1006h", "\x1b[?1006l\x1b[?1002l\x1b[?1000l"),
    (Mode::CursorShape, "\x1b[6 q", "\x1b[0 q"),
    (Mode::Title, "\x1b[22;2t", "\x1b[23;2t"),
    (Mode::Scheme, "\x1b[?2031h", "\x1b[?2031l"),
];

/// The terminal, taken over until this is dropped.
pub(crate) struct Tty;

impl Tty {
    /// Takes the terminal over.
    pub(crate) fn take() -> io::Result<Self> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        // From here on dropping gives back whatever of it was taken.
        let tty = Self;
        write(MODES.iter().filter(|(mode, ..)| is_wanted(*mode)).map(|(_, on, _)| *on))?;
        Ok(tty)
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        give_back();
    }
}

/// Switches a mode on or off for as long as the terminal is taken over, now and whenever it is taken again.
pub(crate) fn switch(mode: Mode, on: bool) -> io::Result<()> {
    let bit = 1 << mode as u32;
    let before = if on { WANTED.fetch_or(bit, Ordering::SeqCst) } else { WANTED.fetch_and(!bit, Ordering::SeqCst) };
    if !TAKEN.load(Ordering::SeqCst) || (before & bit != 0) == on {
        return Ok(());
    }
    write(MODES.iter().filter(|(known, ..)| *known == mode).map(|(_, set, reset)| if on { *set } else { *reset }))
}

/// Whether the terminal passes over what it does not know, such as another shape of its cursor: one that can be asked for keys does.
pub(crate) fn passes_over() -> bool {
    is_wanted(Mode::Keyboard)
}

fn is_wanted(mode: Mode) -> bool {
    WANTED.load(Ordering::SeqCst) & (1 << mode as u32) != 0
}

/// In one write: half a sequence would be shown.
fn write<'a>(sequences: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(sequences.collect::<String>().as_bytes())?;
    out.flush()
}

/// Gives the terminal back if it is taken over. Errors are nobody's to handle: the terminal may be gone.
pub(crate) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = write(MODES.iter().rev().filter(|(mode, ..)| is_wanted(*mode)).map(|(.., off)| *off));
        let _ = execute!(io::stdout(), ResetColor, Show);
        let _ = disable_raw_mode();
        let _ = io::stdout().flush();
    }
}

/// Leaves out what this terminal lacks: one that is no more than a VT100 has one screen and takes pastes as keys, and a console
/// asked for keys prints the asking.
pub(crate) fn suit(terminal: Terminal) -> io::Result<()> {
    let is_full = !terminal.is_plain();
    let has_two = is_full || terminal == Terminal::Linux;
    switch(Mode::SecondScreen, has_two)?;
    switch(Mode::OnlyScreen, !has_two)?;
    switch(Mode::Paste, has_two)?;
    switch(Mode::Keyboard, is_full)
}

/// Whether the terminal is GNU screen, which holds Esc back until another key comes for as long as a program has the mouse: there
/// nobody could leave anything, so that it is not taken.
pub(crate) fn holds_escape(term: Option<&str>, has_session: bool) -> bool {
    has_session && term.is_some_and(|term| term.split(['-', '.']).next() == Some("screen"))
}

/// A panic's message must be read on the terminal as it was, and must say that the text is safe.
pub(crate) fn install_panic_hook() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |report| {
        let ours = TAKEN.load(Ordering::SeqCst);
        if ours && std::thread::current().name() != Some("main") {
            // It ends that thread; the screen is still the main one's to draw on, and a message would lie across it.
            return;
        }
        give_back();
        usual(report);
        if ours {
            let _ = writeln!(
                io::stderr(),
                "minutebook: every line is in the journal; `minutebook open last` goes on there"
            );
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_has_one_row_of_its_own_bit() {
        for (at, (mode, on, off)) in MODES.iter().enumerate() {
            assert_eq!(*mode as usize, at, "{mode:?}");
            assert!(on != off && [on, off].iter().all(|sequence| sequence.starts_with('\x1b')), "{mode:?}");
        }
    }

    #[test]
    fn gnu_screen_is_known_by_its_session_and_its_name() {
        assert!(holds_escape(Some("screen"), true) && holds_escape(Some("screen.xterm-256color"), true));
        assert!(!holds_escape(Some("screen-256color"), false), "tmux calls itself so too");
        assert!(!holds_escape(Some("tmux-256color"), true) && !holds_escape(None, true));
    }
}
