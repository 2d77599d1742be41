//! The screen of all action items as a page.
//!
//! Not here: what its items are and what is done of its wishes (see `cli`).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page::Page;
use crate::app::{Deed, Key, Keymap, Scope, Target, TaskChosen, TaskScreen};
use crate::view::{Theme, tasks};

impl Page for TaskScreen {
    type Answer = TaskChosen;

    fn press(&mut self, key: Key, _: &Keymap) -> Option<TaskChosen> {
        Self::press(self, key)
    }

    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Tasks, Scope::Item, Scope::Meeting, Scope::Line]
    }

    fn rebind(&mut self, keymap: &Keymap) {
        self.keymap = keymap.clone();
    }

    fn paste(&mut self, text: String) -> Option<TaskChosen> {
        Self::paste(self, &text);
        None
    }

    fn under(&self, at: Position, screen: Rect, theme: &Theme) -> Target {
        tasks::under(self, theme, screen, at)
    }

    fn point(&mut self, deed: Deed, target: Target) -> Option<TaskChosen> {
        Self::point(self, deed, target)
    }

    fn fingerprint(&self) -> u64 {
        self.revision
    }

    fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        tasks::draw(self, theme, buffer);
    }

    fn cursor(&self, screen: Rect) -> Option<Position> {
        tasks::cursor(self, screen)
    }
}
