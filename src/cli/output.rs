//! Words for a person and bytes for a pipe.
//!
//! Everything printed for people passes through the one function that makes text safe for a terminal; what goes to
//! machines is written as it is. Not here: colours, which plain words do without.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is where the program speaks")]

use std::io::{self, Write};
use std::ops::ControlFlow;

use super::Failure;
use crate::text::{one_line_for_terminal, safe_for_terminal};

/// A line for the person on stdout.
pub(crate) fn say(line: &str) -> Result<(), Failure> {
    raw(format!("{}\n", one_line_for_terminal(line)).as_bytes())
}

/// Bytes on stdout as they are; a reader that went away is no failure.
pub(crate) fn raw(bytes: &[u8]) -> Result<(), Failure> {
    stream(bytes).map(|_| ())
}

/// The same, and whether to go on: nobody reads any more after a break.
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

/// Why it failed, and what to do now.
pub(crate) fn complain(message: &str, hint: Option<&str>) {
    warn(message);
    if let Some(hint) = hint {
        let _ = writeln!(io::stderr(), "  hint: {}", safe_for_terminal(hint));
    }
}
