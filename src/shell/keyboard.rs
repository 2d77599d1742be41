//! Reading the terminal: keys and pastes as they come, in bursts of any length.
//!
//! Our own because crossterm's reader sleeps on edges: what follows the first 1,024 bytes of a burst stays in the
//! kernel until another key is pressed (its pull request 1057), and half a sequence blocks it. Not here: what the bytes
//! mean (see `decode`).

use std::collections::VecDeque;
use std::io;
use std::os::fd::AsFd;
use std::time::Duration;

use crossterm::event::{Event, MouseEvent, MouseEventKind};
use rustix::event::{PollFd, PollFlags, Timespec};

use super::decode::answers::Answer;
use super::decode::{Decoder, Pending};

/// What a terminal hands over at once at most.
const CHUNK: usize = 4096;

/// A read that brought less has taken everything; what comes later wakes the loop by itself.
const BURST: usize = 1024;

/// The rest of a sequence that a network tore apart comes within this time; a lone Esc waits for it.
const TORN: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// As long as that where what came means no key of ours: another key ends the wait.
const TORN_LATE: Timespec = Timespec { tv_sec: 0, tv_nsec: 150_000_000 };

/// The terminal's input.
#[derive(Default)]
pub(crate) struct Keyboard {
    decoder: Decoder,
    events: VecDeque<Event>,
    /// Something can be read, as the wait has found.
    ready: bool,
    emptied: bool,
}

impl Keyboard {
    /// The next key or paste; none when nothing waits any more. Fails where the terminal is gone.
    pub(crate) fn next(&mut self) -> io::Result<Option<Event>> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Ok(Some(event));
            }
            if std::mem::take(&mut self.emptied) {
                return Ok(None);
            }
            if !std::mem::take(&mut self.ready) && !readable(&Timespec::default())? {
                return Ok(None);
            }
            self.read()?;
        }
    }

    /// The report of the mouse that was read behind the last event, where it says the same of another place.
    pub(crate) fn more_of(&mut self, kind: MouseEventKind) -> Option<MouseEvent> {
        let Some(Event::Mouse(next)) =
            self.events.front().filter(|event| matches!(event, Event::Mouse(it) if it.kind == kind))
        else {
            return None;
        };
        let next = *next;
        self.events.pop_front();
        Some(next)
    }

    /// To be told when a wait has found something to read, which then need not be asked again.
    pub(crate) fn is_ready(&mut self) {
        (self.ready, self.emptied) = (true, false);
    }

    /// Whether something was read and not yet taken: it wakes nobody.
    pub(crate) fn holds(&self) -> bool {
        !self.events.is_empty()
    }

    /// The next that the terminal said of itself.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        self.decoder.answer()
    }

    /// Reads what comes within this time, keys too, which are kept; whether something came.
    pub(crate) fn listen(&mut self, within: Duration) -> io::Result<bool> {
        let within = Timespec { tv_sec: 0, tv_nsec: i64::from(within.subsec_nanos()) };
        Ok(readable(&within)? && self.read().map(|()| true)?)
    }

    fn read(&mut self) -> io::Result<()> {
        let mut chunk = [0; CHUNK];
        let length = match rustix::io::read(io::stdin(), &mut chunk) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(length) => length,
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return Ok(()),
            Err(why) => return Err(why.into()),
        };
        self.decoder.feed(&chunk[..length], &mut self.events);
        self.emptied = length < BURST;
        let patience = match self.decoder.pending() {
            Pending::Escape => Some(TORN),
            Pending::Bracket => Some(TORN_LATE),
            Pending::Nothing | Pending::Rest => None,
        };
        if let Some(patience) = patience {
            if readable(&patience)? {
                self.emptied = false;
            } else {
                self.decoder.give_up(&mut self.events);
            }
        }
        Ok(())
    }
}

fn readable(within: &Timespec) -> io::Result<bool> {
    let input = io::stdin();
    let mut fds = [PollFd::from_borrowed_fd(input.as_fd(), PollFlags::IN)];
    match rustix::event::poll(&mut fds, Some(within)) {
        // A terminal that is gone is for the read to find.
        Ok(_) => Ok(!fds[0].revents().is_empty()),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(why) => Err(why.into()),
    }
}
