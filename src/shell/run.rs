//! The loop: sleep, take everything that came, write it down, draw once.
//!
//! The order is the promise: an act and a half-typed line are with the kernel before the frame that shows them.
//! With no clock running there is no timeout, and so no wake-up. Not here: what any message does (see `app`).

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::Event as Input;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::clock::Clock;
use super::desk::{Desk, Face, Following, pause};
use super::keyboard::Keyboard;
use super::screen::{Frame, Screen};
use super::tty::Tty;
use super::wait::{Waiter, Woken};
use crate::app::{Ending, Layout, Model, Msg};
use crate::journal::Journal;
use crate::view::{self, Pane, Theme};

/// The terminal with everything that the loops need of it.
pub struct Console {
    screen: Screen,
    waiter: Waiter,
    pub(super) keyboard: Keyboard,
    tty: Option<Tty>,
    theme: Theme,
}

/// How the meeting screen ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As the scribe wanted.
    Ended(Ending),
    /// The terminal is gone, or the program was asked to end; the clock runs on.
    Interrupted,
    /// The scribe wants to go on in the place of a program that has ended.
    TakeOver,
}

/// A batch of keys is drawn after this long even if more are waiting, so that a raw paste shows where it is.
const LONGEST_BATCH: Duration = Duration::from_millis(50);

impl Console {
    /// Takes the terminal over.
    pub fn open(theme: Theme) -> io::Result<Self> {
        let out = std::fs::File::from(std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?);
        // Signals first: one that comes while the terminal changes hands must find its handler.
        let waiter = Waiter::new()?;
        Ok(Self { screen: Screen::new(out), waiter, keyboard: Keyboard::default(), tty: Some(Tty::take()?), theme })
    }

    /// A way for the journal's thread to wake the loop.
    pub fn waker(&self) -> io::Result<impl Fn() + Clone + Send + Sync + use<>> {
        let waker = self.waiter.waker()?;
        Ok(move || waker.wake())
    }

    /// Gives the terminal back.
    pub fn close(mut self) {
        self.tty = None;
    }

    /// Sleeps until something happens; a stop signal is obeyed here.
    pub(super) fn wait(&mut self, milliseconds: Option<u64>) -> io::Result<Woken> {
        // What was read and not taken yet wakes nobody.
        let holds = self.keyboard.holds();
        let mut woken = self.waiter.wait(if holds { Some(0) } else { milliseconds })?;
        // While it was stopped, somebody else may have read what was there.
        if woken.input && !woken.stop {
            self.keyboard.is_ready();
        }
        woken.input |= holds;
        if woken.stop {
            self.tty = None;
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.tty = Some(Tty::take()?);
            woken.resized = true;
        }
        if woken.resized {
            self.screen.forget();
        }
        Ok(woken)
    }

    /// Draws a frame.
    pub(super) fn draw(&mut self, frame: &impl Frame) -> io::Result<()> {
        self.screen.draw(frame, None)
    }

    /// The theme in use.
    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }
}

/// The meeting screen as the console draws it.
pub struct MeetingFrame<'a> {
    /// What there is to show.
    pub model: &'a Model,
    /// Where its panes lie.
    pub layout: Layout,
    /// Its colours.
    pub theme: &'a Theme,
}

impl Face for Console {
    fn waiter(&self) -> &Waiter {
        &self.waiter
    }

    fn ring(&mut self) {
        self.screen.ring();
    }
}

impl Frame for MeetingFrame<'_> {
    fn parts(&self) -> usize {
        Pane::ALL.len()
    }

    fn area(&self, part: usize) -> Rect {
        Pane::ALL[part].area(self.model, &self.layout)
    }

    fn fingerprint(&self, part: usize) -> u64 {
        Pane::ALL[part].fingerprint(self.model)
    }

    fn draw(&self, part: usize, buffer: &mut Buffer) {
        Pane::ALL[part].draw(self.model, self.theme, buffer);
    }

    fn cursor(&self) -> Option<Position> {
        view::cursor(self.model, &self.layout)
    }
}

/// Runs the meeting screen until the scribe leaves it or the terminal does. Without a journal it can only be looked at.
pub fn run(
    console: &mut Console,
    model: &mut Model,
    journal: Option<&mut Journal>,
    follow: Following<'_>,
    clock: &Clock,
) -> io::Result<Outcome> {
    model.size = crossterm::terminal::size()?;
    let mut desk = Desk::new(journal, follow);
    let mut layout = model.layout();
    let mut drawn = None;
    loop {
        desk.hear(model, console);
        let around = model.surroundings();
        let only_line = around.is_some() && drawn == around && !console.screen.forgot();
        if !only_line {
            layout = model.layout();
        }
        let frame = MeetingFrame { layout, model, theme: &console.theme };
        console.screen.draw(&frame, only_line.then_some(Pane::LINE))?;
        drawn = around;
        let zone = model.meeting().zone;
        let woken = console.wait(pause(model, clock))?;
        desk.take(model, console, Msg::Now(clock.now(zone)));
        if woken.resized {
            let (columns, rows) = crossterm::terminal::size()?;
            desk.take(model, console, Msg::Resize(columns, rows));
        }
        let began = Instant::now();
        while desk.ending.is_none() && woken.input && began.elapsed() < LONGEST_BATCH {
            let msg = match console.keyboard.next() {
                Ok(Some(Input::Key(key))) => Msg::Key(key),
                Ok(Some(Input::Paste(text))) => Msg::Paste(text),
                Ok(Some(_)) => continue,
                Ok(None) => break,
                // A terminal that is gone answers with an error, and with no signal where a session has no leader.
                Err(error) => {
                    desk.keep();
                    return if woken.hung_up { Ok(Outcome::Interrupted) } else { Err(error) };
                }
            };
            desk.take(model, console, msg);
        }
        desk.keep();
        if let Some(ending) = desk.ending {
            return Ok(ending);
        }
        if woken.end || woken.hung_up {
            return Ok(Outcome::Interrupted);
        }
    }
}
