//! Long output on a terminal is read in a pager: `$PAGER`, else `less`.
//!
//! Only where stdout is a terminal and the text does not fit on it; what goes to a pipe or a file never comes here changed. Not here:
//! making the text harmless for a terminal, which whoever writes it has done.

use std::io::{IsTerminal, Write, stdin, stdout};
use std::process::{Command, Stdio};

use super::output::raw;
use super::{Context, Failure};
use crate::text::width;

/// What a shell says of a program that is not there or cannot be run.
const NOT_RUN: [Option<i32>; 2] = [Some(126), Some(127)];

/// Prints a text, through the pager where it is longer than the terminal.
pub(super) fn paged(context: &Context, text: &str) -> Result<(), Failure> {
    paged_unless(context.no_pager, text)
}

/// The same without what subcommands work with.
pub(super) fn paged_unless(no_pager: bool, text: &str) -> Result<(), Failure> {
    if no_pager || !stdout().is_terminal() || !stdin().is_terminal() || !is_longer(text) {
        return raw(text.as_bytes());
    }
    let shown = match std::env::var("PAGER").as_deref().map(str::trim) {
        Ok("" | "cat") => false,
        Ok(pager) => read_in(shell(pager), text),
        Err(_) => read_in(Command::new("less"), text),
    };
    if shown { Ok(()) } else { raw(text.as_bytes()) }
}

/// Whether the text takes more lines than the terminal has above its prompt.
fn is_longer(text: &str) -> bool {
    let Ok((columns, rows)) = crossterm::terminal::size() else { return false };
    rows > 0 && lines(text, usize::from(columns).max(1)) >= usize::from(rows)
}

/// Lines of a terminal so wide. Marks count as if they had a width, so that it is at least as many.
fn lines(text: &str, columns: usize) -> usize {
    text.lines().map(|line| width(line).div_ceil(columns).max(1)).sum()
}

/// Whether a pager has shown the text. It leaves when it likes.
fn read_in(mut pager: Command, text: &str) -> bool {
    // Ctrl-C is the pager's own while it runs.
    #[cfg(unix)]
    let caught = signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::default());
    for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if std::env::var_os(name).is_none() {
            pager.env(name, value);
        }
    }
    let shown = pager.stdin(Stdio::piped()).spawn().is_ok_and(|mut child| {
        if let Some(mut pipe) = child.stdin.take() {
            let _ = pipe.write_all(text.as_bytes());
        }
        child.wait().is_ok_and(|status| !NOT_RUN.contains(&status.code()))
    });
    #[cfg(unix)]
    if let Ok(caught) = caught {
        signal_hook::low_level::unregister(caught);
    }
    shown
}

/// `$PAGER` is a command line: `less -S`.
fn shell(pager: &str) -> Command {
    if cfg!(windows) {
        let mut words = pager.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
    } else {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", pager]);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_takes_several_lines_of_a_terminal() {
        assert_eq!(lines("", 10), 0);
        assert_eq!(lines("a\n\nb\n", 10), 3);
        assert_eq!(lines(&"x".repeat(21), 10), 3);
        assert_eq!(lines(&"字".repeat(6), 10), 2);
    }
}
