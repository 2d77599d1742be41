//! A screen with what is to be said of the settings on its last row, until a key is pressed.
//!
//! For every screen but the meeting's, which has a place of its own for that. Not here: what is said.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::screen::{Frame, Shape};
use crate::app::Notice;
use crate::view::{Theme, draw_notice};

/// A screen with one part more, which lies on top.
pub(super) struct Told<'a, F> {
    pub(super) frame: &'a F,
    pub(super) said: Option<&'a Notice>,
    pub(super) theme: &'a Theme,
}

impl<F: Frame> Told<'_, F> {
    /// Whether that is the part with what is said.
    fn is_own(&self, part: usize) -> bool {
        part == self.frame.parts()
    }
}

impl<F: Frame> Frame for Told<'_, F> {
    fn parts(&self) -> usize {
        self.frame.parts() + 1
    }

    fn area(&self, part: usize) -> Rect {
        if !self.is_own(part) {
            return self.frame.area(part);
        }
        let whole = (0..part).map(|part| self.frame.area(part)).reduce(Rect::union).unwrap_or_default();
        let height = whole.height.min(u16::from(self.said.is_some()));
        Rect { y: whole.bottom() - height, height, ..whole }
    }

    fn fingerprint(&self, part: usize) -> u64 {
        if !self.is_own(part) {
            return self.frame.fingerprint(part);
        }
        let mut hasher = DefaultHasher::new();
        self.said.hash(&mut hasher);
        hasher.finish()
    }

    fn draw(&self, part: usize, buffer: &mut Buffer) {
        if !self.is_own(part) {
            self.frame.draw(part, buffer);
        } else if let Some(said) = self.said {
            draw_notice(said, self.theme, buffer);
        }
    }

    fn cursor(&self) -> Option<Position> {
        self.frame.cursor()
    }

    fn shape(&self) -> Shape {
        self.frame.shape()
    }
}
