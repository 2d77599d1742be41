//! The next agenda as a page.
//!
//! Not here: what its rows are, and what becomes of the answer (see `cli`).

use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page::{Page, attend};
use super::run::Console;
use crate::app::{Deed, Key, Keymap, NextPage, NextWish, Scope, Target};
use crate::view::{Theme, next};

/// The page together with the keys that its foot names.
struct Shown<'a> {
    page: &'a mut NextPage,
    keymap: Keymap,
}

impl Page for Shown<'_> {
    type Answer = NextWish;

    fn press(&mut self, key: Key, keymap: &Keymap) -> Option<NextWish> {
        self.page.press(key, keymap)
    }

    fn scopes(&self) -> &'static [Scope] {
        &[Scope::NextAgenda, Scope::Meeting, Scope::Line]
    }

    fn types(&self) -> bool {
        self.page.ask().is_some()
    }

    fn rebind(&mut self, keymap: &Keymap) {
        self.keymap = keymap.clone();
    }

    fn paste(&mut self, text: String) -> Option<NextWish> {
        self.page.paste(&text);
        None
    }

    fn under(&self, at: Position, screen: Rect, theme: &Theme) -> Target {
        next::under((self.page, &self.keymap), theme, screen, at)
    }

    fn point(&mut self, deed: Deed, target: Target) -> Option<NextWish> {
        self.page.point(deed, target);
        None
    }

    fn fingerprint(&self) -> u64 {
        self.page.revision()
    }

    fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        next::draw(self.page, &self.keymap, theme, buffer);
    }

    fn cursor(&self, screen: Rect) -> Option<Position> {
        next::cursor(self.page, screen)
    }
}

/// Shows the page until it is left; a terminal that is gone gives up. `hear` comes before each frame.
pub fn go_through_next(
    console: &mut Console,
    page: &mut NextPage,
    hear: &mut dyn FnMut(&mut NextPage),
) -> io::Result<NextWish> {
    let mut shown = Shown { page, keymap: console.live().config().keymap.clone() };
    let wish = attend(console, &mut shown, &mut |shown| hear(shown.page))?;
    Ok(wish.unwrap_or(NextWish::GiveUp))
}
