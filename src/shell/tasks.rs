//! The screen of all action items as a page.
//!
//! Not here: what its items are and what is done of its wishes (see `cli`).

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page::Page;
use crate::app::{Keymap, Pointer, TaskChosen, TaskScreen};
use crate::view::{Theme, tasks};

impl Page for TaskScreen {
    type Answer = TaskChosen;

    fn press(&mut self, event: KeyEvent, _: &Keymap) -> Option<TaskChosen> {
        Self::press(self, event)
    }

    fn rebind(&mut self, keymap: &Keymap) {
        self.keymap = keymap.clone();
    }

    fn paste(&mut self, text: String) -> Option<TaskChosen> {
        Self::paste(self, &text);
        None
    }

    fn point(&mut self, pointer: Pointer, screen: Rect, _: &Theme) -> Option<TaskChosen> {
        let target = tasks::under(self, screen, pointer.at);
        Self::point(self, pointer.deed, target)
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
