//! The user's own editor, with the terminal to itself for as long as it runs.
//!
//! `$VISUAL`, `$EDITOR`, else `editor` or `vi`; each may have arguments (`code --wait`). The terminal is given back before it and
//! taken again after it, as it was whatever the editor left. Meanwhile Ctrl-C and Ctrl-\ are the editor's, Ctrl-Z stops both so that
//! the shell gets the terminal, and whoever ends this program ends the editor first. Not here: what is edited, and what its text means.

use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::lent::Lent;
use super::wait::Waiter;
use crate::words::say;

/// What is tried where nobody has set an editor.
const USUAL: [&str; 2] = ["editor", "vi"];

/// An editor that is asked to end gets so long to save what it can.
const PATIENCE: Duration = Duration::from_secs(3);

/// So far apart may two programs hear that they are to end.
const BOTH: Duration = Duration::from_millis(100);

/// What a shell says of a program that is not there, and of one that cannot be run.
const NOT_FOUND: i32 = 127;
const NOT_RUN: i32 = 126;

/// How an editor came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// As the user wanted.
    Done,
    /// With an error, which is how one leaves many editors without wanting anything; in words.
    Failed(String),
    /// It could not be run at all; in words.
    NotRun(String),
    /// The program itself is to end.
    Interrupted {
        /// The editor did not end when it was asked to, and may still write.
        runs: bool,
    },
}

/// Runs the user's editor on a file where no screen is shown, and waits for its end.
pub fn edit_alone(file: &Path) -> io::Result<Edited> {
    edit_with(&mut Waiter::new()?, file)
}

/// The same for whoever listens to signals already. The terminal is as every program finds it.
pub(super) fn edit_with(waiter: &mut Waiter, file: &Path) -> io::Result<Edited> {
    let lent = Lent::out();
    for editor in editors(|name| std::env::var(name).ok()) {
        let child = match command(&editor.line, file).spawn() {
            Ok(child) => child,
            Err(why) => return Ok(Edited::NotRun(say!("editor-not-started", why = why.to_string()))),
        };
        let status = match attend(waiter, child)? {
            Attended::Ended(status) => status,
            Attended::Interrupted { runs } => return Ok(Edited::Interrupted { runs }),
        };
        if lent.is_gone() {
            // The editor may have seen it first, and no signal may come.
            return Ok(Edited::Interrupted { runs: false });
        }
        let not_there = matches!(status.code(), Some(NOT_FOUND | NOT_RUN));
        if not_there && editor.guessed {
            continue;
        }
        return Ok(ended(&editor.line, status));
    }
    Ok(Edited::NotRun(say("editor-none").to_owned()))
}

fn ended(editor: &str, status: ExitStatus) -> Edited {
    match status.code() {
        Some(0) => Edited::Done,
        Some(NOT_FOUND) => Edited::NotRun(say!("editor-not-there", editor = editor)),
        Some(NOT_RUN) => Edited::NotRun(say!("editor-not-run", editor = editor)),
        _ => Edited::Failed(say!("editor-failed", editor = editor, status = status.to_string())),
    }
}

/// A command line that edits what is named behind it.
struct Editor {
    line: String,
    /// Nobody has set it.
    guessed: bool,
}

fn editors(environment: impl Fn(&str) -> Option<String>) -> Vec<Editor> {
    let set = ["VISUAL", "EDITOR"].iter().filter_map(|name| environment(name)).find(|line| !line.trim().is_empty());
    match set {
        Some(line) => vec![Editor { line: line.trim().to_owned(), guessed: false }],
        None => USUAL.map(|line| Editor { line: line.to_owned(), guessed: true }).into(),
    }
}

/// The line is a shell's, as for git and crontab: quotes and arguments are what they always are. The shell gives way to it, or it
/// would end with a Ctrl-C that the editor takes; but for settings of variables before the program, which it has to make.
fn command(editor: &str, file: &Path) -> Command {
    let sets_variables = editor.split_whitespace().next().is_some_and(|word| word.contains('='));
    let gives_way = if sets_variables { "" } else { "exec " };
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("{gives_way}{editor} \"$@\"")).arg(editor).arg(file);
    command
}

/// What came of waiting for an editor.
enum Attended {
    Ended(ExitStatus),
    /// This program was asked to end, and so was the editor.
    Interrupted {
        runs: bool,
    },
}

/// Waits for the editor's end.
fn attend(waiter: &mut Waiter, child: Child) -> io::Result<Attended> {
    let pid = Pid::from_child(&child);
    let ended = watch(child, waiter)?;
    let mut until: Option<Instant> = None;
    loop {
        if let Ok(status) = ended.try_recv() {
            let status = status?;
            return Ok(if until.is_some() || is_asked_too(waiter, status)? {
                Attended::Interrupted { runs: false }
            } else {
                Attended::Ended(status)
            });
        }
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            return Ok(Attended::Interrupted { runs: true });
        }
        let woken = waiter.wait_without_terminal(left.map(|left| left.as_millis() as u64 + 1))?;
        if woken.stop {
            // It stops with all that belongs to it, and so does this: then the shell has its terminal back.
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        }
        if woken.end && !woken.by_key && until.is_none() {
            until = Some(Instant::now() + PATIENCE);
            let _ = kill_process(pid, Signal::TERM);
        }
    }
}

/// Whether this program is asked to end, as its editor was: a window that is closed ends both, and the editor may be first.
fn is_asked_too(waiter: &mut Waiter, status: ExitStatus) -> io::Result<bool> {
    let until = Instant::now() + if status.success() { Duration::ZERO } else { BOTH };
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let woken = waiter.wait_without_terminal(Some(left.as_millis() as u64))?;
        if woken.end && !woken.by_key {
            return Ok(true);
        }
        if left.is_zero() {
            return Ok(false);
        }
    }
}

/// How a child ends, on a thread that wakes the waiter then.
fn watch(mut child: Child, waiter: &Waiter) -> io::Result<Receiver<io::Result<ExitStatus>>> {
    let (sender, ended) = channel();
    let waker = waiter.waker()?;
    thread::Builder::new().name("editor".to_owned()).spawn(move || {
        // Where nobody waits any more, nobody hears of it.
        let _ = sender.send(child.wait());
        waker.wake();
    })?;
    Ok(ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(variables: &'static [(&str, &str)]) -> Vec<String> {
        let value =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        editors(value).into_iter().map(|editor| editor.line).collect()
    }

    #[test]
    fn visual_comes_before_editor_and_both_before_a_guess() {
        assert_eq!(set(&[("EDITOR", "ed"), ("VISUAL", "code --wait")]), ["code --wait"]);
        assert_eq!(set(&[("EDITOR", " ed "), ("VISUAL", " ")]), ["ed"]);
        assert_eq!(set(&[]), ["editor", "vi"]);
    }

    #[test]
    fn an_editor_has_its_own_arguments_and_then_the_file_whatever_that_is_called() {
        let file = Path::new("a file; with 'signs'.md");
        for line in ["printf '%s|' -w", "LANG=C printf '%s|' -w"] {
            let said = command(line, file).output().map(|output| output.stdout).unwrap_or_default();
            assert_eq!(String::from_utf8_lossy(&said), "-w|a file; with 'signs'.md|");
        }
    }

    #[test]
    fn how_it_ended_is_told() {
        let of = |line: &str| edit_by(line);
        assert_eq!(of("true"), Edited::Done);
        // What is said begins with a capital on the screen, which no command may get.
        assert_eq!(of("false"), Edited::Failed("the editor “false” ended with an error (exit status: 1)".to_owned()));
        assert!(matches!(of("/nowhere/at/all"), Edited::NotRun(_)));
    }

    fn edit_by(line: &str) -> Edited {
        command(line, Path::new("x")).status().map_or(Edited::Interrupted { runs: false }, |status| ended(line, status))
    }
}
