//! The loop of a page: a whole screen beside the meeting's, such as the one before a meeting.
//!
//! A page knows keys and what it shows; whatever takes its time runs on a thread that wakes the loop, and is heard before the next
//! frame. Not here: what any page means (see `app`), and how it is drawn (see `view`).

use std::io;

use crossterm::event::{Event as Input, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::run::Console;
use super::screen::Frame;
use crate::app::Keymap;
use crate::view::Theme;

/// A screen beside the meeting's.
pub trait Page {
    /// What the scribe can come to on it.
    type Answer;

    /// Takes a key in; the answer, once there is one.
    fn press(&mut self, event: KeyEvent, keymap: &Keymap) -> Option<Self::Answer>;

    /// Takes a paste in.
    fn paste(&mut self, text: String) -> Option<Self::Answer>;

    /// What it came to by what was heard and not by a key; asked before each frame.
    fn found(&mut self) -> Option<Self::Answer> {
        None
    }

    /// Differs wherever what is shown differs.
    fn fingerprint(&self) -> u64;

    /// Draws it into a blank buffer.
    fn draw(&self, theme: &Theme, buffer: &mut Buffer);

    /// Where the cursor stands on a screen of that size.
    fn cursor(&self, screen: Rect) -> Option<Position>;
}

/// A page is one part, drawn again wherever its fingerprint changes.
struct PageFrame<'a, P> {
    page: &'a P,
    theme: &'a Theme,
    area: Rect,
}

impl<P: Page> Frame for PageFrame<'_, P> {
    fn parts(&self) -> usize {
        1
    }

    fn area(&self, _: usize) -> Rect {
        self.area
    }

    fn fingerprint(&self, _: usize) -> u64 {
        self.page.fingerprint()
    }

    fn draw(&self, _: usize, buffer: &mut Buffer) {
        self.page.draw(self.theme, buffer);
    }

    fn cursor(&self) -> Option<Position> {
        self.page.cursor(self.area)
    }
}

/// Shows it as it stands and asks nothing, as while something takes its time.
pub fn show(console: &mut Console, page: &impl Page) -> io::Result<()> {
    let (columns, rows) = crossterm::terminal::size()?;
    let theme = console.theme();
    console.draw(&PageFrame { page, theme: &theme, area: Rect::new(0, 0, columns, rows) })
}

/// Shows a page until there is an answer; none where the terminal is gone. `hear` comes before each frame: it tells the page what
/// threads have found, which woke the loop, and asks them for what the page wants now.
pub fn attend<P: Page>(
    console: &mut Console,
    page: &mut P,
    keymap: &Keymap,
    hear: &mut dyn FnMut(&mut P),
) -> io::Result<Option<P::Answer>> {
    loop {
        hear(page);
        if let Some(answer) = page.found() {
            return Ok(Some(answer));
        }
        show(console, page)?;
        let woken = console.wait(None)?;
        if woken.end || (woken.hung_up && !woken.input) {
            return Ok(None);
        }
        if !woken.input {
            continue;
        }
        let mut answer = None;
        while answer.is_none()
            && let Some(input) = console.keyboard.next()?
        {
            match input {
                Input::Key(key) => answer = page.press(key, keymap),
                Input::Paste(text) => answer = page.paste(text),
                _ => {}
            }
        }
        if answer.is_some() {
            return Ok(answer);
        }
    }
}
