//! The loop: sleep, take everything that came, write it down, draw once.
//!
//! The order is the promise: an act and a half-typed line are with the kernel before the frame that shows them.
//! With no clock running there is no timeout, and so no wake-up. Not here: what any message does (see `app`).

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crossterm::event::{Event as Input, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::clock::Clock;
use super::desk::{Desk, Face, Following, pause};
use super::editor::{Edited, edit_with};
use super::keyboard::Keyboard;
use super::live::Live;
use super::looks::Looks;
use super::outward::Outward;
use super::pointer::Presses;
use super::screen::{Frame, Screen, Shape};
use super::told::{Over, Told};
use super::tty::{self, Tty};
use super::wait::{Waiter, Woken};
use crate::app::{
    Desktop, Ending, Key, Keymap, Layout, Mode, Model, Msg, Notice, Pointer, Pressed, Saved, Scope, Strokes, Tone,
    leads_nowhere, window_title,
};
use crate::archive::DataFolder;
use crate::journal::Journal;
use crate::meeting::search::There;
use crate::palette::{Seen, Terminal, Themes};
use crate::view::{self, Pane, Sequence, Theme};
use crate::words;

/// The terminal with everything that the loops need of it.
pub struct Console {
    screen: Screen,
    waiter: Waiter,
    pub(super) keyboard: Keyboard,
    tty: Option<Tty>,
    looks: Looks,
    live: Live,
    /// The version of the settings that it has taken in.
    version: u64,
    /// What is to be said of the settings.
    said: Option<Notice>,
    /// Everything on screen may be otherwise.
    changed: bool,
    presses: Presses,
    /// Whether the mouse is the program's, where the terminal has one.
    has_mouse: bool,
    /// Whether it is by the settings.
    wants_mouse: bool,
    /// Keys of a sequence on any screen but a meeting's, and what is said of them.
    strokes: Strokes,
    sequence: Option<Sequence>,
    outward: Outward,
}

/// How the meeting screen ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As the scribe wanted.
    Ended(Ending),
    /// The terminal is gone, or the program was asked to end; the clock runs on. Where what an editor left could not be taken over,
    /// or not all of it, this is where it lies.
    Interrupted(Option<PathBuf>),
    /// The scribe wants to go on in the place of a program that has ended.
    TakeOver,
}

/// A batch of keys is drawn after this long even if more are waiting, so that a raw paste shows where it is.
const LONGEST_BATCH: Duration = Duration::from_millis(50);

impl Console {
    /// Takes the terminal over. Settings that change meanwhile hold from the next frame on.
    /// `seen`: what is known of the terminal, which is asked for its colours.
    pub fn open(live: Live, seen: Seen) -> io::Result<Self> {
        let out = std::fs::File::from(std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?);
        // Signals first: one that comes while the terminal changes hands must find its handler.
        let waiter = Waiter::new()?;
        tty::suit(Terminal::named(std::env::var("TERM").ok().as_deref()))?;
        tty::switch(tty::Mode::Scheme, seen.can_be_asked)?;
        live.speak();
        let (version, said) = (live.version(), live.notice(false));
        let looks = Looks::new(live.config().settings.themes.clone(), seen);
        let (mut screen, keyboard, tty) = (Screen::new(out), Keyboard::default(), Some(Tty::take()?));
        screen.dress(looks.theme().base);
        let wants_mouse = live.config().settings.mouse;
        let (presses, has_mouse, changed) = (Presses::default(), wants_mouse, false);
        let (strokes, sequence, outward) = (Strokes::default(), None, Outward::of_environment());
        let mut console = Self {
            screen,
            waiter,
            keyboard,
            tty,
            looks,
            live,
            version,
            said,
            changed,
            presses,
            has_mouse,
            wants_mouse,
            strokes,
            sequence,
            outward,
        };
        console.live.watch(console.waker()?);
        console.use_mouse(wants_mouse)?;
        console.looks.begin()?;
        Ok(console)
    }

    /// A way for the journal's thread to wake the loop.
    pub fn waker(&self) -> io::Result<impl Fn() + Clone + Send + Sync + use<>> {
        let waker = self.waiter.waker()?;
        Ok(move || waker.wake())
    }

    /// Gives the terminal back.
    pub fn close(self) {}

    /// Takes the mouse, or leaves it to the terminal, whose own selection works then.
    pub fn use_mouse(&mut self, on: bool) -> io::Result<()> {
        self.has_mouse = on;
        let term = std::env::var("TERM").ok();
        let held_back = tty::holds_escape(term.as_deref(), std::env::var_os("STY").is_some());
        tty::switch(tty::Mode::Mouse, on && !held_back && !Terminal::named(term.as_deref()).is_plain())
    }

    /// Whether the mouse is the program's.
    pub(super) fn has_mouse(&self) -> bool {
        self.has_mouse
    }

    /// What was done with the mouse, in a report and those that wait behind it; none where that means nothing.
    pub(super) fn pointer(&mut self, report: MouseEvent) -> Option<Pointer> {
        self.presses.deed(report, &mut self.keyboard)
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
        if woken.input {
            self.said = None;
        }
        if woken.stop {
            self.tty = None;
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.waiter.went_on();
            self.tty = Some(Tty::take()?);
            self.looks.ask()?;
            self.outward.forget();
            woken.resized = true;
        }
        if woken.continued {
            // As after a stop that was asked for, with what the terminal was given back as now.
            self.tty = None;
            self.tty = Some(Tty::take()?);
            self.outward.forget();
        }
        if woken.resized {
            self.screen.forget();
        }
        Ok(woken)
    }

    /// Draws a frame; over its last row lies what is to be said of the settings, or of a sequence of keys.
    pub(super) fn draw(&mut self, frame: &impl Frame) -> io::Result<()> {
        let (columns, rows) = crossterm::terminal::size()?;
        let foot = Rect::new(0, rows.saturating_sub(1), columns, rows.min(1));
        let said = match (&self.sequence, &self.said) {
            (Some(sequence), _) => Some(Over::Sequence(sequence)),
            (None, Some(notice)) => Some(Over::Notice(notice)),
            (None, None) => None,
        };
        self.screen.draw(&Told { frame, said, foot, theme: self.looks.theme() }, None)
    }

    /// The settings in force.
    pub(super) fn live(&self) -> &Live {
        &self.live
    }

    /// Takes in what has changed of the settings since it last did.
    pub(super) fn settle(&mut self) {
        let version = self.live.version();
        if version == self.version {
            return;
        }
        self.version = version;
        self.live.speak();
        self.said = self.live.notice(true);
        let wants_mouse = self.live.config().settings.mouse;
        if std::mem::replace(&mut self.wants_mouse, wants_mouse) != wants_mouse {
            // Where that fails the terminal is gone, which is for the read to find.
            let _ = self.use_mouse(wants_mouse);
        }
        // What was drawn was drawn by the old ones.
        self.changed = true;
        if self.looks.change(&self.live.config().settings.themes) {
            self.redress();
        } else {
            self.screen.suspect();
        }
    }

    /// Takes a key on a screen that is no meeting's, where the verbs of these scopes can be meant; the key to be obeyed, once
    /// there is one: the whole of it, where it is a sequence.
    pub(super) fn put_together(&mut self, key: Key, keymap: &Keymap, scopes: &[Scope], typing: bool) -> Option<Key> {
        self.sequence = None;
        match self.strokes.press(key, keymap, scopes, typing) {
            Pressed::Whole(key) => return Some(key),
            Pressed::Begun => {
                self.sequence = self.strokes.begun().map(|begun| Sequence::begun(keymap, scopes, begun));
            }
            Pressed::Nowhere(keys) => {
                let notice = Notice { text: leads_nowhere(keys), tone: Tone::Refused };
                self.sequence = Some(Sequence::Nowhere(notice));
            }
            Pressed::GivenUp => {}
        }
        None
    }

    /// Calls the window so with the next frame, or as it was called before.
    fn entitle(&mut self, wanted: Option<String>) -> io::Result<()> {
        let is_ours = wanted.is_some();
        let Some(sequence) = self.outward.entitle(wanted) else { return Ok(()) };
        self.screen.pass_on(sequence.as_bytes());
        tty::switch(tty::Mode::Title, is_ours)
    }

    /// The theme of the next frame, by all that the terminal has said up to now.
    pub(super) fn theme(&mut self) -> Theme {
        if self.looks.listen(&mut self.keyboard) {
            self.redress();
        }
        *self.looks.theme()
    }

    fn redress(&mut self) {
        self.screen.dress(self.looks.theme().base);
        self.changed = true;
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.looks.part(&mut self.keyboard);
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

    fn live(&self) -> &Live {
        &self.live
    }

    fn told(&mut self) -> Option<Notice> {
        self.settle();
        self.said.take()
    }

    fn tell(&mut self, desktop: Desktop, text: &str) -> bool {
        let sequence = self.outward.notice(desktop, text);
        if let Some(sequence) = &sequence {
            self.screen.pass_on(sequence.as_bytes());
        }
        sequence.is_some()
    }

    fn send(&mut self, sequence: &[u8]) {
        self.screen.pass_on(sequence);
    }

    fn dress(&mut self, themes: &Themes) {
        if self.looks.dress(themes) {
            self.redress();
        }
    }

    fn edit(&mut self, file: &Path) -> io::Result<Edited> {
        self.tty = None;
        let edited = edit_with(&mut self.waiter, file);
        if matches!(edited, Ok(Edited::Interrupted { .. })) {
            return edited;
        }
        let Ok(tty) = Tty::take() else {
            // It is gone, and this program is to end as the editor did.
            return Ok(Edited::Interrupted { runs: false });
        };
        self.tty = Some(tty);
        self.outward.forget();
        self.screen.forget();
        edited
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

    fn shape(&self) -> Shape {
        match self.model.vim.mode() {
            _ if !self.model.is_modal() => Shape::Usual,
            Mode::Normal if self.model.overlay.is_none() => Shape::Block,
            Mode::Normal | Mode::Insert => Shape::Bar,
        }
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
    let is_lowest = around.beneath.is_none();
    let ended = go_on(console, model, journal, around, clock);
    if is_lowest {
        console.entitle(None)?;
    }
    ended
}

fn go_on(
    console: &mut Console,
    model: &mut Model,
    journal: Option<&mut Journal>,
    around: Around<'_, '_>,
    clock: &Clock,
) -> io::Result<Outcome> {
    let Around { follow, data, visit, mut beneath } = around;
    model.size = crossterm::terminal::size()?;
    model.mouse.on = console.has_mouse;
    let mut desk = Desk::new(journal, follow, data, console);
    let mut layout = model.layout();
    let mut drawn = None;
    loop {
        desk.hear(model, console);
        if model.mouse.on != console.has_mouse {
            console.use_mouse(model.mouse.on)?;
        }
        let below = beneath.as_mut().and_then(|beneath| beneath(console, model));
        let around = model.surroundings();
        let theme = console.theme();
        let changed = std::mem::take(&mut console.changed);
        let only_line = around.is_some() && drawn == around && !changed && !console.screen.forgot();
        if !only_line {
            layout = model.layout();
            if beneath.is_none() {
                console.entitle(title_of(model))?;
            }
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
                Ok(Some(Input::Mouse(report))) => match console.pointer(report) {
                    Some(pointer) => {
                        let under = view::under(model, &model.layout(), &theme, pointer);
                        Msg::Mouse(pointer, under)
                    }
                    None => continue,
                },
                Ok(Some(_)) => continue,
                Ok(None) => break,
                // A terminal that is gone answers with an error, and with no signal where a session has no leader.
                Err(error) => {
                    desk.keep();
                    return if woken.hung_up { Ok(Outcome::Interrupted(None)) } else { Err(error) };
                }
            };
            desk.take(model, console, msg);
        }
        desk.keep();
        let edits = desk.wants_editor();
        if edits {
            desk.let_edit(model, console, clock);
        }
        if let Some(ending) = desk.ending.take() {
            return Ok(ending);
        }
        if edits {
            let (columns, rows) = crossterm::terminal::size()?;
            desk.take(model, console, Msg::Resize(columns, rows));
        }
        if woken.end || woken.hung_up {
            return Ok(Outcome::Interrupted(None));
        }
        if let Some(place) = desk.visit.take() {
            let below: Option<Beneath<'_>> = match &mut beneath {
                Some(beneath) => Some(&mut **beneath),
                None => None,
            };
            if visiting(console, model, &mut desk, (visit, below), &place, clock)? {
                return Ok(Outcome::Interrupted(None));
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
        let _ = console.entitle(title_of(model));
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
    model.mouse.on = console.has_mouse;
    match ended {
        Ok(Outcome::Interrupted(_)) => return Ok(true),
        Ok(_) => model.search.complaint = None,
        Err(why) => model.search.complaint = Some(why),
    }
    Ok(false)
}

/// What the window is to be called; none where it is to keep its own title.
fn title_of(model: &Model) -> Option<String> {
    model.settings.title.then(|| window_title(model))
}

/// What a scribe must hear of the meeting that goes on while another one is on screen.
fn to_be_told(model: &Model) -> Option<Notice> {
    match &model.saved {
        Saved::Failing { why, .. } => {
            let text = words::say!("notice-not-saved", why = format!("{}: {why}", model.meeting().head.title));
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
