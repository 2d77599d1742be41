//! The loop: sleep, take everything that came, write it down, draw once.
//!
//! The order is the promise: an act and a half-typed line are with the kernel before the frame that shows them.
//! With no clock running there is no timeout, and so no wake-up. Not here: what any message does (see `app`).

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::event::Event as Input;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::clock::Clock;
use super::decode::answers::{self, Answer};
use super::desk::{Desk, Face, Following, pause};
use super::keyboard::Keyboard;
use super::looks::{Heard, Looks};
use super::screen::{Frame, Screen};
use super::tty::{self, Mode, Tty};
use super::wait::{Waiter, Woken};
use crate::app::{Ending, Layout, Model, Msg, Notice, Saved, Tone};
use crate::archive::DataFolder;
use crate::journal::Journal;
use crate::meeting::search::There;
use crate::palette::{Seen, Themes};
use crate::view::{self, Pane, Theme};

/// The terminal with everything that the loops need of it.
pub struct Console {
    screen: Screen,
    waiter: Waiter,
    pub(super) keyboard: Keyboard,
    tty: Option<Tty>,
    looks: Looks,
    /// Until when the first frame may wait for the terminal's answer.
    patience: Option<Instant>,
    /// When it was asked and has not said all yet.
    asked: Option<Instant>,
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

/// The first frame waits so long for the terminal's colours where it may change with them: most terminals answer in a tenth of it.
const PATIENCE: Duration = Duration::from_millis(20);

/// So long after it was asked a terminal that is left may still answer.
const LAST_PATIENCE: Duration = Duration::from_millis(250);

impl Console {
    /// Takes the terminal over, and asks it for its colours where it may be asked.
    pub fn open(themes: &Themes, seen: Seen) -> io::Result<Self> {
        let out = std::fs::File::from(std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?);
        // Signals first: one that comes while the terminal changes hands must find its handler.
        let waiter = Waiter::new()?;
        tty::switch(Mode::Keyboard, !tty::is_plain(std::env::var("TERM").ok().as_deref()))?;
        tty::switch(Mode::Scheme, seen.can_be_asked)?;
        let looks = Looks::new(themes.clone(), seen);
        let mut screen = Screen::new(out);
        screen.dress(looks.theme().base);
        let (keyboard, tty) = (Keyboard::default(), Some(Tty::take()?));
        let mut console = Self { screen, waiter, keyboard, tty, looks, patience: None, asked: None };
        console.ask()?;
        console.patience = console.asked.map(|asked| asked + PATIENCE);
        Ok(console)
    }

    /// Asks the terminal for its colours; nobody waits for the answer but the first frame, for a moment.
    fn ask(&mut self) -> io::Result<()> {
        if self.looks.asks() {
            let mut out = io::stdout();
            out.write_all(answers::QUESTIONS.as_bytes())?;
            out.flush()?;
            self.asked = Some(Instant::now());
        }
        Ok(())
    }

    /// Waits for what was asked, as long as that makes a difference; keys that come meanwhile are kept.
    fn listen(&mut self, until: Instant, goes_on: impl Fn(&Self) -> bool) {
        while goes_on(self)
            && let Some(left) = until.checked_duration_since(Instant::now())
            && self.keyboard.listen(left).unwrap_or(false)
        {
            self.hear();
        }
    }

    /// Takes in what the terminal said of itself.
    fn hear(&mut self) {
        while let Some(answer) = self.keyboard.answer() {
            if answer == Answer::Attributes {
                self.asked = None;
            }
            match self.looks.hear(answer) {
                Heard::Nothing => {}
                Heard::Recoloured => self.screen.dress(self.looks.theme().base),
                // A terminal that cannot be asked any more keeps the colours that it had.
                Heard::AskAgain => drop(self.ask()),
            }
        }
    }

    /// Shows everything in the wanted one of these themes from the next frame on.
    pub fn dress(&mut self, themes: &Themes) {
        if self.looks.dress(themes) {
            self.screen.dress(self.looks.theme().base);
        }
    }

    /// A way for the journal's thread to wake the loop.
    pub fn waker(&self) -> io::Result<impl Fn() + Clone + Send + Sync + use<>> {
        let waker = self.waiter.waker()?;
        Ok(move || waker.wake())
    }

    /// Gives the terminal back.
    pub fn close(self) {}

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
            self.ask()?;
            woken.resized = true;
        }
        if woken.resized {
            self.screen.forget();
        }
        Ok(woken)
    }

    /// Gives the terminal to another program for as long as `work` takes; the next frame sends everything.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce(&mut Waiter) -> io::Result<T>) -> io::Result<T> {
        self.tty = None;
        let done = work(&mut self.waiter);
        self.tty = Some(Tty::take()?);
        self.screen.forget();
        done
    }

    /// Draws a frame.
    pub(super) fn draw(&mut self, frame: &impl Frame) -> io::Result<()> {
        self.screen.draw(frame, None)
    }

    /// The theme of the next frame, by all that the terminal has said up to now.
    pub(super) fn theme(&mut self) -> Theme {
        if let Some(until) = self.patience.take() {
            self.listen(until, |console| console.looks.waits());
        }
        self.hear();
        *self.looks.theme()
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        // What is answered later would be typed into the shell.
        if let Some(asked) = self.asked {
            self.listen(asked + LAST_PATIENCE, |console| console.asked.is_some());
        }
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

    fn dress(&mut self, themes: &Themes) {
        Console::dress(self, themes);
    }

    fn send(&mut self, sequence: &[u8]) {
        self.screen.pass_on(sequence);
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

    fn screen(&self) -> Rect {
        self.layout.screen
    }
}

/// Runs the meeting screen until the scribe leaves it or the terminal does. Without a journal it can only be looked at.
pub fn run(
    console: &mut Console,
    model: &mut Model,
    journal: Option<&mut Journal>,
    around: Around<'_, '_>,
    clock: &Clock,
) -> io::Result<Outcome> {
    let Around { follow, data, visit, mut beneath } = around;
    model.size = crossterm::terminal::size()?;
    let mut desk = Desk::new(journal, follow, data);
    let mut layout = model.layout();
    let (mut drawn, mut worn) = (None, None);
    loop {
        desk.hear(model, console);
        let below = beneath.as_mut().and_then(|beneath| beneath(console, model));
        let around = model.surroundings();
        let theme = console.theme();
        let only_line = around.is_some() && drawn == around && worn == Some(theme) && !console.screen.forgot();
        worn = Some(theme);
        if !only_line {
            layout = model.layout();
        }
        let frame = MeetingFrame { layout, model, theme: &theme };
        console.screen.draw(&frame, only_line.then_some(Pane::LINE))?;
        drawn = around;
        let zone = model.meeting().zone;
        let woken = console.wait(pause(model, clock).into_iter().chain(below).min())?;
        desk.take(model, console, Msg::Now(clock.now(zone)));
        if woken.resized {
            let (columns, rows) = crossterm::terminal::size()?;
            desk.take(model, console, Msg::Resize(columns, rows));
        }
        let began = Instant::now();
        while desk.goes_on() && woken.input && began.elapsed() < LONGEST_BATCH {
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
        if let Some(place) = desk.visit.take() {
            let below: Option<Beneath<'_>> = match &mut beneath {
                Some(beneath) => Some(&mut **beneath),
                None => None,
            };
            if visiting(console, model, &mut desk, (visit, below), &place, clock)? {
                return Ok(Outcome::Interrupted);
            }
            drawn = None;
        }
    }
}

/// Shows another meeting until the scribe comes back; the one on this desk goes on beneath. Says whether the program is to end.
fn visiting(
    console: &mut Console,
    model: &mut Model,
    desk: &mut Desk<'_>,
    (visit, mut below): (&Visit<'_>, Option<Beneath<'_>>),
    place: &There,
    clock: &Clock,
) -> io::Result<bool> {
    let mut told = None;
    console.screen.suspect();
    let ended = visit(console, place, &mut |console, shown| {
        let further = below.as_mut().and_then(|below| below(console, shown));
        desk.hear(model, console);
        desk.take(model, console, Msg::Now(clock.now(model.meeting().zone)));
        desk.keep();
        let news = to_be_told(model);
        if news != told {
            told.clone_from(&news);
            shown.notice = news;
        }
        pause(model, clock).into_iter().chain(further).min()
    });
    console.screen.suspect();
    let (columns, rows) = crossterm::terminal::size()?;
    desk.take(model, console, Msg::Resize(columns, rows));
    match ended {
        Ok(Outcome::Interrupted) => return Ok(true),
        Ok(_) => model.search.complaint = None,
        Err(why) => model.search.complaint = Some(why),
    }
    Ok(false)
}

/// What a scribe must hear of the meeting that goes on while another one is on screen.
fn to_be_told(model: &Model) -> Option<Notice> {
    match &model.saved {
        Saved::Failing { why, .. } => {
            let text = format!("NOT SAVED: {}: {why}", model.meeting().head.title);
            Some(Notice { text, tone: Tone::Time })
        }
        _ => model.notice.clone().filter(|notice| notice.tone == Tone::Time),
    }
}

/// What a meeting that is shown does before each of its frames for the one that goes on beneath it: `shown` is told what
/// must be heard of that one. Returns when it must be done again at the latest, in milliseconds.
pub type Beneath<'a> = &'a mut dyn FnMut(&mut Console, &mut Model) -> Option<u64>;

/// Shows another meeting at a place until the scribe leaves it; an error says why it cannot be shown.
pub type Visit<'a> = dyn Fn(&mut Console, &There, Beneath<'_>) -> Result<Outcome, String> + 'a;

/// What a meeting's screen needs of the world besides its journal.
pub struct Around<'a, 'b> {
    /// The watch over other writers.
    pub follow: Following<'a>,
    /// Where all meetings are, to be searched.
    pub data: &'a DataFolder,
    /// Shows another meeting.
    pub visit: &'a Visit<'a>,
    /// The meeting that goes on beneath this one.
    pub beneath: Option<Beneath<'b>>,
}
