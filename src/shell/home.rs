//! The loop of the screen before a meeting.
//!
//! Not here: what its rows are (see `cli`).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use crossterm::event::Event as Input;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::run::Console;
use super::screen::Frame;
use crate::app::{Chosen, Home, Keymap};
use crate::view::{Theme, home};

/// The one part of this screen.
struct HomeFrame<'a> {
    home: &'a Home,
    theme: &'a Theme,
    area: Rect,
}

impl Frame for HomeFrame<'_> {
    fn parts(&self) -> usize {
        1
    }

    fn area(&self, _: usize) -> Rect {
        self.area
    }

    fn fingerprint(&self, _: usize) -> u64 {
        let mut hasher = DefaultHasher::new();
        let picker = &self.home.picker;
        (&self.home.intro, self.home.enter, picker.filter.text(), picker.filter.cursor(), picker.chosen)
            .hash(&mut hasher);
        hasher.finish()
    }

    fn draw(&self, _: usize, buffer: &mut Buffer) {
        home::draw(self.home, self.theme, buffer);
    }

    fn cursor(&self) -> Option<Position> {
        home::cursor(self.home, self.area)
    }
}

/// Shows it as it stands and asks nothing, as while something takes its time.
pub fn show(console: &mut Console, home: &Home) -> io::Result<()> {
    let (columns, rows) = crossterm::terminal::size()?;
    let theme = *console.theme();
    console.draw(&HomeFrame { home, theme: &theme, area: Rect::new(0, 0, columns, rows) })
}

/// Asks until something was chosen or the terminal is gone.
pub fn choose(console: &mut Console, home: &mut Home, keymap: &Keymap) -> io::Result<Chosen> {
    loop {
        show(console, home)?;
        let woken = console.wait(None)?;
        if woken.end || (woken.hung_up && !woken.input) {
            return Ok(Chosen::Nothing);
        }
        if !woken.input {
            continue;
        }
        let mut chosen = None;
        while chosen.is_none()
            && let Some(input) = console.keyboard.next()?
        {
            match input {
                Input::Key(key) => chosen = home.press(key, keymap),
                Input::Paste(text) => chosen = home.paste(text),
                _ => {}
            }
        }
        if let Some(chosen) = chosen {
            return Ok(chosen);
        }
    }
}
