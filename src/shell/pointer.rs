//! From a terminal's reports to what was done with the mouse.
//!
//! What came in one burst is one deed: a frame shows where a drag or the wheel has come to, and nobody sees the steps. Only the
//! left button and the wheel mean anything. Not here: what lies under the pointer (see `view`), and what follows (see `app`).

use std::time::{Duration, Instant};

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::keyboard::Keyboard;
use crate::app::{Deed, Pointer};

/// A further press within this time is a double click; as desktops have it by default.
const AGAIN: Duration = Duration::from_millis(500);

/// Rows that a notch of the wheel is worth.
const NOTCH: isize = 3;

/// So many presses in a row are told apart.
const MOST: u8 = 3;

/// Counts the presses at one place.
#[derive(Debug, Default)]
pub(super) struct Presses {
    last: Option<(Instant, Position, u8)>,
}

impl Presses {
    /// What a report means, with those that wait behind it and go on with it.
    pub(super) fn deed(&mut self, first: MouseEvent, keyboard: &mut Keyboard) -> Option<Pointer> {
        let mut last = first;
        let mut notches = 1;
        if matches!(first.kind, MouseEventKind::Drag(_) | MouseEventKind::ScrollUp | MouseEventKind::ScrollDown) {
            while let Some(next) = keyboard.more_of(first.kind) {
                last = next;
                notches += 1;
            }
        }
        let at = Position { x: last.column, y: last.row };
        let deed = match first.kind {
            MouseEventKind::Down(MouseButton::Left) => Deed::Press(self.press(at, Instant::now())),
            MouseEventKind::Drag(MouseButton::Left) => Deed::Drag,
            MouseEventKind::Up(MouseButton::Left) => Deed::Release,
            MouseEventKind::ScrollUp => Deed::Wheel(-NOTCH * notches),
            MouseEventKind::ScrollDown => Deed::Wheel(NOTCH * notches),
            _ => return None,
        };
        Some(Pointer { deed, at })
    }

    fn press(&mut self, at: Position, now: Instant) -> u8 {
        let again = self.last.filter(|(when, place, _)| *place == at && now.duration_since(*when) < AGAIN);
        let times = again.map_or(1, |(_, _, times)| times % MOST + 1);
        self.last = Some((now, at, times));
        times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_count_at_one_place_shortly_after_each_other_and_a_fourth_begins_anew() {
        let mut presses = Presses::default();
        let (here, there) = (Position { x: 4, y: 2 }, Position { x: 5, y: 2 });
        let start = Instant::now();
        let later = |ms| start + Duration::from_millis(ms);
        let counted = [(here, 0), (here, 100), (here, 200), (here, 300), (there, 400), (there, 1_000)];
        assert_eq!(counted.map(|(at, ms)| presses.press(at, later(ms))), [1, 2, 3, 1, 1, 1]);
    }
}
