//! The screen: a buffer a pane; what a key did not change is neither drawn nor sent.
//!
//! Measured before it was built: resetting and comparing all 4,800 cells of a screen costs more than everything else
//! a key does. So each pane remembers what it showed; where its fingerprint stands, nothing happens, and the bytes of
//! one frame leave in one write. Not here: what is drawn (see `view`).

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;

use crossterm::cursor::{Hide, Show};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::pen::Pen;
use super::tty;
use crate::text;

/// What can be shown: parts that are drawn by themselves.
pub trait Frame {
    /// Names the parts, in drawing order; a later one lies over an earlier one.
    fn parts(&self) -> usize;
    /// Where a part lies.
    fn area(&self, part: usize) -> Rect;
    /// A number that changes when what the part shows does.
    fn fingerprint(&self, part: usize) -> u64;
    /// Draws a part into a blank buffer of its area.
    fn draw(&self, part: usize, buffer: &mut Buffer);
    /// Where the cursor stands.
    fn cursor(&self) -> Option<Position>;
    /// All of the screen.
    fn screen(&self) -> Rect {
        (0..self.parts()).map(|part| self.area(part)).reduce(Rect::union).unwrap_or_default()
    }
    /// How the cursor looks.
    fn shape(&self) -> Shape {
        Shape::Usual
    }
}

/// How a cursor looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// As the user's terminal has it.
    #[default]
    Usual,
    /// Between two characters: what is typed comes in there.
    Bar,
    /// On a character.
    Block,
}

/// A part as it stands on the terminal.
struct Shown {
    fingerprint: u64,
    buffer: Buffer,
    /// Of the same area, for the next time.
    spare: Buffer,
}

/// No theme has this colour: a cell that has it differs from every other.
const NEVER: Color = Color::Rgb(1, 2, 3);

/// The terminal's screen.
pub struct Screen {
    out: File,
    bytes: Vec<u8>,
    shown: Vec<Option<Shown>>,
    pen: Pen,
    blank: bool,
    cursor_shown: bool,
    /// None: it is not known.
    shape: Option<Shape>,
}

impl Screen {
    /// A screen that is written to this terminal.
    pub fn new(out: File) -> Self {
        Self {
            out,
            bytes: Vec::new(),
            shown: Vec::new(),
            pen: Pen::default(),
            blank: false,
            cursor_shown: true,
            shape: None,
        }
    }

    /// Forgets what stands on the terminal: the next frame clears it and sends everything.
    pub fn forget(&mut self) {
        self.shown.clear();
        self.blank = false;
        // Whoever had the terminal meanwhile has its own.
        self.shape = None;
    }

    /// Draws every part anew with the next frame, which shows something else by the same parts; what stands already is not sent.
    pub fn suspect(&mut self) {
        self.shown.iter_mut().flatten().for_each(|shown| shown.fingerprint = !shown.fingerprint);
    }

    /// Writes what says nothing of its own in this text and on this ground from the next frame on.
    pub fn dress(&mut self, base: Style) {
        if self.pen.dip(base) {
            self.forget();
        } else {
            self.suspect();
        }
    }

    /// Whether the next frame sends everything.
    pub fn forgot(&self) -> bool {
        !self.blank
    }

    /// Rings the bell with the next frame.
    pub fn ring(&mut self) {
        self.bytes.push(7);
    }

    /// Sends what shows nothing, before the next frame.
    pub fn pass_on(&mut self, sequence: &[u8]) {
        self.bytes.extend_from_slice(sequence);
    }

    /// Brings the terminal up to date; where the caller knows that `only` some parts can have changed, the others are
    /// not even asked.
    pub fn draw(&mut self, frame: &impl Frame, only: Option<Range<usize>>) -> io::Result<()> {
        if let Some(parts) = only {
            for part in parts {
                let (area, fingerprint) = (frame.area(part), frame.fingerprint(part));
                let shown = self.shown.get(part).and_then(Option::as_ref);
                if !area.is_empty() && shown.is_none_or(|shown| shown.fingerprint != fingerprint) {
                    self.draw_part(frame, part, area, fingerprint, false);
                }
            }
            self.shape_cursor(frame.shape())?;
            self.place_cursor(frame.cursor())?;
            return self.send();
        }
        let before = self.bytes.len();
        let parts = frame.parts();
        if self.shown.len() != parts {
            // Another screen than before, whose parts nobody knows any more.
            self.shown = (0..parts).map(|_| None).collect();
            self.blank = false;
        }
        if self.moved(frame) {
            self.shown.iter_mut().for_each(|shown| *shown = None);
            self.blank = false;
        }
        if !self.blank {
            // What is cleared takes the colours in force.
            queue!(self.bytes, ResetColor, Clear(ClearType::All))?;
            self.blank = true;
            self.pen.forget();
            if self.pen.paints() {
                self.paint(frame.screen());
            }
        }
        let mut dirty = Vec::new();
        for part in 0..parts {
            let area = frame.area(part);
            let fingerprint = frame.fingerprint(part);
            // What was drawn under a part on top has to be covered by it again.
            let covered = dirty.iter().any(|under: &Rect| under.intersects(area))
                || (self.shown[part].is_none() && (0..part).any(|under| frame.area(under).intersects(area)));
            let stands = match &self.shown[part] {
                Some(shown) => shown.fingerprint == fingerprint && shown.buffer.area == area,
                None => area.is_empty(),
            };
            if stands && !covered {
                continue;
            }
            dirty.push(area);
            self.draw_part(frame, part, area, fingerprint, covered);
        }
        self.shape_cursor(frame.shape())?;
        self.place_cursor(frame.cursor())?;
        // Several panes at once are shown at once, where the terminal can; one pane is a handful of cells.
        if dirty.len() > 2 && tty::passes_over() {
            let mut whole = Vec::with_capacity(self.bytes.len() + 16);
            whole.extend_from_slice(&self.bytes[..before]);
            queue!(whole, BeginSynchronizedUpdate)?;
            whole.extend_from_slice(&self.bytes[before..]);
            queue!(whole, EndSynchronizedUpdate)?;
            self.bytes = whole;
        }
        self.send()
    }

    /// Puts a blank into every cell: not every terminal clears with a colour.
    fn paint(&mut self, area: Rect) {
        let blank = Cell::new(" ");
        for at in area.positions() {
            self.pen.put(&mut self.bytes, at, &blank, area.right());
        }
    }

    /// One write for all of a frame.
    fn send(&mut self) -> io::Result<()> {
        let sent = if self.bytes.is_empty() { Ok(()) } else { self.out.write_all(&self.bytes) };
        self.bytes.clear();
        sent
    }

    /// Whether a part lies elsewhere than before (a resize, a pop-up gone, other talking points).
    ///
    /// A pop-up that appears covers others and needs nothing cleared; anything that uncovers cells clears the screen.
    fn moved(&self, frame: &impl Frame) -> bool {
        self.shown
            .iter()
            .enumerate()
            .any(|(part, shown)| shown.as_ref().is_some_and(|shown| shown.buffer.area != frame.area(part)))
    }

    fn draw_part(&mut self, frame: &impl Frame, part: usize, area: Rect, fingerprint: u64, covered: bool) {
        let known = self.shown[part].take().filter(|shown| shown.buffer.area == area && !covered);
        let (mut before, mut next) = known.map_or_else(
            || (unknown(area, covered), Buffer::empty(area)),
            |Shown { buffer, mut spare, .. }| {
                spare.reset();
                (buffer, spare)
            },
        );
        frame.draw(part, &mut next);
        distrust(&mut before, &next, self.pen.paints());
        for (x, y, cell) in before.diff_iter(&next) {
            self.pen.put(&mut self.bytes, Position { x, y }, cell, area.right());
        }
        self.shown[part] = Some(Shown { fingerprint, buffer: next, spare: before });
    }

    fn shape_cursor(&mut self, wanted: Shape) -> io::Result<()> {
        if self.shape == Some(wanted) {
            return Ok(());
        }
        self.shape = Some(wanted);
        if !tty::passes_over() {
            return Ok(());
        }
        tty::switch(tty::Mode::CursorShape, wanted != Shape::Usual)?;
        match wanted {
            Shape::Usual => {}
            Shape::Bar => self.bytes.extend(b"\x1b[6 q"),
            Shape::Block => self.bytes.extend(b"\x1b[2 q"),
        }
        Ok(())
    }

    fn place_cursor(&mut self, wanted: Option<Position>) -> io::Result<()> {
        if wanted.is_some() != self.cursor_shown {
            self.cursor_shown = wanted.is_some();
            if self.cursor_shown { queue!(self.bytes, Show)? } else { queue!(self.bytes, Hide)? }
        }
        let Some(at) = wanted else { return Ok(()) };
        self.pen.go(&mut self.bytes, at);
        Ok(())
    }
}

/// What a terminal puts into the other half of a wide sign that is written over has not always our ground; and
/// a family or a flag is one sign to us and several to many terminals: the cells that these may have written on are sent
/// again when such a sign comes or goes.
fn distrust(before: &mut Buffer, next: &Buffer, paints: bool) {
    let columns = usize::from(next.area.width);
    for at in 0..before.content.len().min(next.content.len()) {
        let [old, new] = [&before.content[at], &next.content[at]].map(Cell::symbol);
        // Shorter ones are single characters, or letters with their accents.
        let halved = paints && old.len() > 2 && text::width(old) > 1;
        if old == new || old.len() <= 4 && new.len() <= 4 && !halved {
            continue;
        }
        let apart = |sign: &str| sign.chars().map(|c| text::width(c.encode_utf8(&mut [0; 4]))).sum::<usize>();
        let spoiled = apart(old).max(apart(new)).max(text::width(old));
        let end = (at + spoiled).min(at - at % columns + columns);
        before.content[at + 1..end.max(at + 1)].iter_mut().for_each(|cell| cell.fg = NEVER);
    }
}

/// What may stand where nothing is known to: blanks on a cleared screen, anything under a part on top.
fn unknown(area: Rect, covered: bool) -> Buffer {
    if covered {
        let mut never = Cell::new(" ");
        never.fg = NEVER;
        Buffer::filled(area, never)
    } else {
        Buffer::empty(area)
    }
}
