//! Copies: to the terminal's clipboard, or to a command of the user's.
//!
//! A terminal takes a copy by OSC 52, over any number of connections. Where a multiplexer stands between, it is that which has to
//! pass it on: tmux takes it by its own command, as its default settings drop the sequence; GNU screen hands on what is wrapped,
//! in pieces. Whether a terminal did take it is told to nobody. Not here: what is copied.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use mail_builder::encoders::base64::Base64Encoder;

use super::desk::Face;
use crate::app;
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

/// The copies that are on their way to a command.
#[derive(Default)]
pub(super) struct Clipboard {
    failures: Option<(Sender<String>, Receiver<String>)>,
}

impl Clipboard {
    /// Copies a text, or says why it cannot be; what a command says later is for [`Self::failure`].
    pub(super) fn copy(&mut self, text: String, to: &app::Clipboard, face: &mut impl Face) -> Result<(), String> {
        match to {
            app::Clipboard::Off => Err(say("copy-off").to_owned()),
            app::Clipboard::Command(command) => {
                let mut shell = Command::new("/bin/sh");
                shell.args(["-c", command]);
                self.hand_over(shell, command.clone(), text, face);
                Ok(())
            }
            app::Clipboard::Terminal if text.len() > MOST => {
                Err(say!("copy-too-long", size = text.len().div_ceil(1000), most = MOST / 1000))
            }
            app::Clipboard::Terminal => {
                match between(|name| std::env::var_os(name)) {
                    Between::Nothing => face.send(&sequence(&text)),
                    Between::Screen => face.send(&in_pieces(&sequence(&text))),
                    Between::Tmux => {
                        let mut tmux = Command::new("tmux");
                        tmux.args(["load-buffer", "-w", "-"]);
                        self.hand_over(tmux, "tmux load-buffer -w".to_owned(), text, face);
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

    /// Gives a text to a command on a thread of its own: it may take as long as it likes.
    fn hand_over(&mut self, command: Command, name: String, text: String, face: &impl Face) {
        let (sender, _) = self.failures.get_or_insert_with(channel);
        let sender = sender.clone();
        // Without a waker the failure is seen with the next key.
        let wake = face.waiter().waker().ok();
        thread::spawn(move || {
            if let Err(why) = feed(command, &text)
                && sender.send(say!("copy-failed", command = name, why = why.to_string())).is_ok()
                && let Some(wake) = wake
            {
                wake.wake();
            }
        });
    }
}

/// Runs a command with this text as its input. What it prints would lie across the screen.
fn feed(mut command: Command, text: &str) -> io::Result<()> {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    // Ctrl-C is none of its business.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()));
    let status = child.wait()?;
    // Whoever has all that it wants need not read to the end.
    if status.success() {
        return Ok(());
    }
    written?;
    Err(io::Error::other(status.to_string()))
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

    #[test]
    fn a_command_that_fails_says_so_and_one_that_does_not_read_is_none_that_fails() {
        let shell = |line: &str| {
            let mut command = Command::new("/bin/sh");
            command.args(["-c", line]);
            command
        };
        let text = "x".repeat(1 << 20);
        assert!(feed(shell("cat >/dev/null"), &text).is_ok());
        assert!(feed(shell("true"), &text).is_ok());
        assert!(feed(shell("exit 3"), "x").is_err());
        assert!(feed(Command::new("/nowhere/at/all"), "x").is_err());
    }
}
