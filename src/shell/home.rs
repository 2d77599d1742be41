//! The screen before a meeting as a page.
//!
//! Not here: what its rows are (see `cli`).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page::{Page, attend};
use super::run::Console;
use crate::app::overlay::HelpRow;
use crate::app::{Action, Chosen, Deed, Home, Key, Keymap, Target};
use crate::view::{self, Theme, home};

impl Page for Home {
    type Answer = Chosen;

    fn press(&mut self, key: Key, keymap: &Keymap) -> Option<Chosen> {
        Self::press(self, key, keymap)
    }

    fn paste(&mut self, text: String) -> Option<Chosen> {
        Self::paste(self, text)
    }

    fn under(&self, at: Position, screen: Rect, theme: &Theme) -> Target {
        home::under(self, theme, screen, at)
    }

    fn point(&mut self, deed: Deed, target: Target) -> Option<Chosen> {
        Self::point(self, deed, target)
    }

    fn help(&self, keymap: &Keymap, columns: u16) -> Option<Vec<HelpRow>> {
        Some(self.help_rows(keymap, view::help_width(columns)))
    }

    fn rebind(&mut self, keymap: &Keymap) {
        self.help_key = keymap.shown(Action::Help);
    }

    fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let picker = &self.picker;
        (&self.intro, self.enter, &self.foot, self.revision, &self.help_key).hash(&mut hasher);
        (picker.filter.text(), picker.filter.cursor(), picker.filter.is_proposed(), picker.chosen, picker.rolled)
            .hash(&mut hasher);
        hasher.finish()
    }

    fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        home::draw(self, theme, buffer);
    }

    fn cursor(&self, screen: Rect) -> Option<Position> {
        home::cursor(self, screen)
    }
}

/// Asks until something was chosen or the terminal is gone.
pub fn choose(console: &mut Console, home: &mut Home) -> io::Result<Chosen> {
    Ok(attend(console, home, &mut |_| {})?.unwrap_or(Chosen::Nothing))
}
