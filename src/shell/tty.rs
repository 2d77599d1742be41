//! The terminal taken over, and given back as it was, whatever happens.
//!
//! Raw mode, the alternate screen, bracketed paste and the cursor are restored on return, on an error, on a panic and
//! on a stop signal. Not here: drawing and reading.

use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

use super::outward::{BRING_TITLE_BACK, KEEP_TITLE, Outward};

/// Whether the terminal is taken over; the panic hook may run on any thread.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the window's title is on the terminal's stack.
static TITLED: AtomicBool = AtomicBool::new(false);

/// The terminal, taken over until this is dropped.
pub(crate) struct Tty;

impl Tty {
    /// Takes the terminal over.
    pub(crate) fn take() -> io::Result<Self> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        // From here on dropping gives back whatever of it was taken.
        let tty = Self;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if Outward::of_environment().has_titles() {
            TITLED.store(true, Ordering::SeqCst);
            execute!(io::stdout(), Print(KEEP_TITLE))?;
        }
        Ok(tty)
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back if it is taken over. Errors are nobody's to handle: the terminal may be gone.
pub(crate) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        if TITLED.swap(false, Ordering::SeqCst) {
            let _ = execute!(io::stdout(), Print(BRING_TITLE_BACK));
        }
        let _ = execute!(io::stdout(), ResetColor, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
        let _ = io::stdout().flush();
    }
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
