//! Words for a person and bytes for a pipe.
//!
//! Everything printed for people passes through the one function that makes text safe for a terminal; what goes to
//! machines is written as it is. Not here: colours, which plain words do without.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is where the program speaks")]

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::Failure;
pub(crate) use crate::text::reason;
use crate::text::{one_line_for_terminal, safe_for_terminal};

/// After so long a person asks whether anything still goes on.
const A_WHILE: Duration = Duration::from_secs(1);

/// A line for the person on stdout.
pub(crate) fn say(line: &str) -> Result<(), Failure> {
    raw(format!("{}\n", one_line_for_terminal(line)).as_bytes())
}

/// Bytes on stdout as they are; a reader that went away is no failure.
pub(crate) fn raw(bytes: &[u8]) -> Result<(), Failure> {
    stream(bytes).map(|_| ())
}

/// A file on stdout: for programs as it is, for a person at a terminal with what would steer that shown instead.
pub(crate) fn file(bytes: &[u8]) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return raw(bytes);
    }
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    raw(safe_for_terminal(text.trim_start_matches('\u{feff}')).as_bytes())
}

/// The same as [`raw`], and whether to go on: nobody reads any more after a break.
pub(crate) fn stream(bytes: &[u8]) -> Result<ControlFlow<()>, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(error) => Err(Failure::new(format!("stdout: {error}"))),
    }
}

/// A diagnostic that does not stop anything.
pub(crate) fn warn(line: &str) {
    let _ = writeln!(io::stderr(), "minutebook: {}", safe_for_terminal(line));
}

/// That a file could not be written, and what to do: a folder that is not there is named.
pub(crate) fn not_written(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("{}: {}", path.display(), reason(error)));
    match path.parent().filter(|folder| error.kind() == io::ErrorKind::NotFound && !folder.as_os_str().is_empty()) {
        Some(folder) => failure
            .hint(format!("the folder {} is not there: make it, or name another place with -o", folder.display())),
        None => failure.hint("name another place with -o"),
    }
}

/// Does some work; where it takes more than a second and a person looks on, a line says what is going on.
pub(crate) fn while_working<T>(doing: &str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let (done, wait) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if wait.recv_timeout(A_WHILE) == Err(RecvTimeoutError::Timeout) {
                warn(doing);
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Says how far some work is: a line that grows, once it takes more than a second and where a person looks on.
pub(crate) struct Bar {
    doing: &'static str,
    since: Instant,
    /// What stands on the terminal; none: nothing.
    shown: Option<(usize, usize)>,
    watched: bool,
}

impl Bar {
    /// Columns of the line that grows.
    const WIDTH: usize = 30;

    /// For work that is called so.
    pub(crate) fn new(doing: &'static str) -> Self {
        Self { doing, since: Instant::now(), shown: None, watched: io::stderr().is_terminal() }
    }

    /// So many of all are done.
    pub(crate) fn show(&mut self, done: usize, all: usize) {
        let filled = done * Self::WIDTH / all.max(1);
        let step = (filled, done * 100 / all.max(1));
        if !self.watched || self.since.elapsed() < A_WHILE || self.shown == Some(step) {
            return;
        }
        self.shown = Some(step);
        let (full, empty) = ("#".repeat(filled), ".".repeat(Self::WIDTH.saturating_sub(filled)));
        let _ = write!(io::stderr(), "\rminutebook: {} [{full}{empty}] {done} of {all}", self.doing);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// What the command line has to say of itself: what is wrong with how it was used, which may repeat words that would steer
/// the terminal, or the help that was asked for. The exit code.
pub(crate) fn usage(said: &clap::Error) -> i32 {
    // Where nobody reads it there is nothing to be done about that.
    let _ = if said.use_stderr() {
        write!(io::stderr(), "{}", safe_for_terminal(&said.render().to_string()))
    } else {
        said.print()
    };
    said.exit_code()
}

/// Why it failed, and what to do now.
pub(crate) fn complain(message: &str, hint: Option<&str>) {
    warn(message);
    if let Some(hint) = hint {
        let _ = writeln!(io::stderr(), "  hint: {}", safe_for_terminal(hint));
    }
}
