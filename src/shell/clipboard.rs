//! Copies: to the terminal's clipboard, or to a command of the user's.
//!
//! A terminal takes a copy by OSC 52, over any number of connections. Where a multiplexer stands between, it is that which has to
//! pass it on: tmux takes it by its own command, as its default settings drop the sequence; GNU screen hands on what is wrapped,
//! in pieces. Whether a terminal did take it is told to nobody. Not here: what is copied.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use mail_builder::encoders::base64::Base64Encoder;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::desk::Face;
use crate::app;
use crate::palette::Terminal;
use crate::words::say;

/// The longest text, in bytes, that terminals take: hterm and others stop at a sequence of 100,000 bytes.
const MOST: usize = 74_994;

/// GNU screen cuts a string that is longer than 768 bytes.
const PIECE: usize = 512;

/// What stands between this program and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Nothing,
    Tmux,
    Screen,
}

/// The copy that is on its way to a command.
#[derive(Default)]
pub(super) struct Clipboard {
    failures: Option<(Sender<String>, Receiver<String>)>,
    last: Option<Arc<Mutex<Stage>>>,
}

/// How far a command is that has a copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Beginning,
    /// In a process group of this number.
    Running(Pid),
    Ended,
    /// There is a later copy.
    GivenUp,
}

impl Clipboard {
    /// Copies a text, or says why it cannot be; what a command says later is for [`Self::failure`].
    pub(super) fn copy(&mut self, text: String, to: &app::Clipboard, face: &mut impl Face) -> Result<(), String> {
        match to {
            app::Clipboard::Off => Err(say("copy-off").to_owned()),
            app::Clipboard::Command(command) => {
                let mut shell = Command::new("/bin/sh");
                shell.args(["-c", command]);
                self.hand_over(shell, command.clone(), text, face)
            }
            app::Clipboard::Terminal if text.len() > MOST => {
                Err(say!("copy-too-long", size = text.len().div_ceil(1000), most = MOST / 1000))
            }
            app::Clipboard::Terminal => {
                match between(|name| std::env::var_os(name)) {
                    Between::Nothing if lacks_clipboard() => return Err(say("copy-no-clipboard").to_owned()),
                    Between::Nothing => face.send(&sequence(&text)),
                    Between::Screen => face.send(&in_pieces(&sequence(&text))),
                    Between::Tmux => {
                        let mut tmux = Command::new("tmux");
                        tmux.args(["load-buffer", "-w", "-"]);
                        return self.hand_over(tmux, "tmux load-buffer -w".to_owned(), text, face);
                    }
                }
                Ok(())
            }
        }
    }

    /// What a command could not do.
    pub(super) fn failure(&self) -> Option<String> {
        self.failures.as_ref()?.1.try_recv().ok()
    }

    /// Gives a text to a command on a thread of its own: it may take as long as it likes, or until there is a later copy.
    fn hand_over(&mut self, command: Command, name: String, text: String, face: &impl Face) -> Result<(), String> {
        let stage = Arc::<Mutex<Stage>>::default();
        if let Some(last) = self.last.replace(Arc::clone(&stage)) {
            give_up(&last);
        }
        let (sender, _) = self.failures.get_or_insert_with(channel);
        let sender = sender.clone();
        // Without a waker the failure is seen with the next key.
        let wake = face.waiter().waker().ok();
        let failed = |name: &str, why: &io::Error| say!("copy-failed", command = name, why = why.to_string());
        let told = name.clone();
        let work = move || {
            if let Err(why) = feed(command, &text, &stage)
                && sender.send(failed(&name, &why)).is_ok()
                && let Some(wake) = wake
            {
                wake.wake();
            }
        };
        let begun = thread::Builder::new().name("copy".to_owned()).spawn(work);
        begun.map(|_| ()).map_err(|why| failed(&told, &why))
    }
}

/// Ends a command that still has a copy which another one takes the place of.
fn give_up(last: &Mutex<Stage>) {
    let mut stage = last.lock().unwrap_or_else(PoisonError::into_inner);
    if let Stage::Running(group) = *stage {
        let _ = kill_process_group(group, Signal::KILL);
    }
    if *stage != Stage::Ended {
        *stage = Stage::GivenUp;
    }
}

/// Runs a command with this text as its input. What it prints would lie across the screen.
fn feed(mut command: Command, text: &str, stage: &Mutex<Stage>) -> io::Result<()> {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // Ctrl-C is none of its business, and it is ended with all that it runs.
    command.process_group(0);
    let mut child = command.spawn()?;
    let pid = Pid::from_child(&child);
    // Whether it is given up; else it is where it is now.
    let comes_to = |now: Stage| {
        let mut stage = stage.lock().unwrap_or_else(PoisonError::into_inner);
        let is_given_up = *stage == Stage::GivenUp;
        *stage = if is_given_up { Stage::GivenUp } else { now };
        is_given_up
    };
    if comes_to(Stage::Running(pid)) {
        let _ = kill_process_group(pid, Signal::KILL);
    }
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()));
    // Its number is another's once it was waited for, and nobody may be ended by it then.
    let _ = waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
    let is_given_up = comes_to(Stage::Ended);
    let status = child.wait()?;
    // Whoever has all that it wants need not read to the end.
    if status.success() || is_given_up {
        return Ok(());
    }
    written?;
    Err(io::Error::other(status.to_string()))
}

/// Whether the terminal would show a copy and not take it.
fn lacks_clipboard() -> bool {
    Terminal::named(std::env::var("TERM").ok().as_deref()).is_plain()
}

fn between<T: AsRef<OsStr>>(environment: impl Fn(&str) -> Option<T>) -> Between {
    let is_set = |name| environment(name).is_some_and(|value| !value.as_ref().is_empty());
    if is_set("TMUX") {
        Between::Tmux
    } else if is_set("STY") {
        Between::Screen
    } else {
        Between::Nothing
    }
}

/// OSC 52 for the clipboard itself. BEL ends it, as within a wrapping an ST would end that.
fn sequence(text: &str) -> Vec<u8> {
    let mut bytes = b"\x1b]52;c;".to_vec();
    Base64Encoder::new().encode_into(text.as_bytes(), &mut bytes);
    bytes.push(7);
    bytes
}

/// The same for GNU screen, which hands on what stands in a DCS.
fn in_pieces(sequence: &[u8]) -> Vec<u8> {
    sequence.chunks(PIECE).flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_base64_between_its_marks_whatever_it_holds() {
        assert_eq!(sequence("a\x1b]0;x\x07é"), b"\x1b]52;c;YRtdMDt4B8Op\x07");
        assert_eq!(sequence(""), b"\x1b]52;c;\x07");
        let long = sequence(&"x".repeat(MOST));
        assert_eq!(long.len(), 100_000);
        assert!(long[7..long.len() - 1].iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte)));
    }

    #[test]
    fn what_screen_hands_on_comes_in_pieces_that_it_takes() {
        let whole = sequence(&"words ".repeat(1000));
        let wrapped = in_pieces(&whole);
        let text = String::from_utf8(wrapped).unwrap_or_default();
        let pieces: Vec<&str> = text.split_terminator("\x1b\\").collect();
        assert!(pieces.len() > 10 && pieces.iter().all(|piece| piece.len() <= PIECE + 2));
        let joined: String = pieces.iter().filter_map(|piece| piece.strip_prefix("\x1bP")).collect();
        assert_eq!(joined.as_bytes(), whole);
    }

    #[test]
    fn a_multiplexer_is_known_by_its_variable() {
        let with = |set: &'static [(&str, &str)]| {
            between(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
        };
        assert_eq!(with(&[]), Between::Nothing);
        assert_eq!(with(&[("TMUX", "")]), Between::Nothing);
        assert_eq!(with(&[("STY", "1.tty")]), Between::Screen);
        assert_eq!(with(&[("STY", "1.tty"), ("TMUX", "/tmp/x,1,0")]), Between::Tmux);
    }

    fn shell(line: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line]);
        command
    }

    #[test]
    fn a_command_that_fails_says_so_and_one_that_does_not_read_is_none_that_fails() {
        let feed = |command, text: &str| feed(command, text, &Mutex::default());
        let text = "x".repeat(1 << 20);
        assert!(feed(shell("cat >/dev/null"), &text).is_ok());
        assert!(feed(shell("true"), &text).is_ok());
        assert!(feed(shell("exit 3"), "x").is_err());
        assert!(feed(Command::new("/nowhere/at/all"), "x").is_err());
    }

    #[test]
    fn a_command_that_hangs_is_ended_by_the_next_copy_and_says_nothing() {
        let stage = Arc::<Mutex<Stage>>::default();
        let given = Arc::clone(&stage);
        // It neither reads what would not fit into its pipe nor ends, and what it runs does neither.
        let hangs = thread::spawn(move || feed(shell("sleep 600; true"), &"x".repeat(1 << 20), &given));
        let running = || matches!(*stage.lock().expect("a stage"), Stage::Running(_));
        while !running() {
            thread::yield_now();
        }
        give_up(&stage);
        assert!(hangs.join().expect("an end").is_ok());
        assert_eq!(*stage.lock().expect("a stage"), Stage::GivenUp);
        // One that was given up before it ran does not run on.
        assert!(feed(shell("sleep 600"), "x", &stage).is_ok());
        let ended = Mutex::default();
        assert!(feed(shell("true"), "x", &ended).is_ok());
        give_up(&ended);
        assert_eq!(*ended.lock().expect("a stage"), Stage::Ended, "nobody is ended by its number any more");
    }
}
