//! A screen with something said over its last row: what came of the settings until a key is pressed, or a sequence of keys.
//!
//! For every screen but the meeting's, which has a place of its own for that. Not here: what is said.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::screen::{Frame, Shape};
use crate::app::Notice;
use crate::view::{Sequence, Theme, draw_notice};

/// What is said there.
#[derive(Clone, Copy, Hash)]
pub(super) enum Over<'a> {
    Notice(&'a Notice),
    Sequence(&'a Sequence),
}

/// A screen with one part more, which lies on top.
pub(super) struct Told<'a, F> {
    pub(super) frame: &'a F,
    pub(super) said: Option<Over<'a>>,
    /// The last row of the terminal.
    pub(super) foot: Rect,
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
        match self.said {
            _ if !self.is_own(part) => self.frame.area(part),
            Some(_) => self.foot,
            None => Rect::default(),
        }
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
        match self.said {
            _ if !self.is_own(part) => self.frame.draw(part, buffer),
            Some(Over::Notice(notice)) => draw_notice(notice, self.theme, buffer),
            Some(Over::Sequence(sequence)) => sequence.draw(self.theme, self.foot, buffer),
            None => {}
        }
    }

    fn cursor(&self) -> Option<Position> {
        self.frame.cursor()
    }

    fn shape(&self) -> Shape {
        self.frame.shape()
    }
}
