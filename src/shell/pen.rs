//! Cells as bytes for the terminal, and no byte more than it needs.
//!
//! The pen remembers, over frames, where the cursor rests and which colours are set: a typed character then costs its
//! own bytes and nothing else, which counts on a train's network. Not here: which cells changed.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

/// The state of the terminal's pen.
#[derive(Debug, Default)]
pub(super) struct Pen {
    at: Option<Position>,
    look: Option<Look>,
    base: Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// Nothing is known of the terminal any more.
    pub(super) fn forget(&mut self) {
        *self = Self { base: self.base, ..Self::default() };
    }

    /// What a cell is written in and on that says nothing of its own; whether that is another than before.
    pub(super) fn dip(&mut self, base: Style) -> bool {
        std::mem::replace(&mut self.base, base) != base
    }

    /// Whether the terminal's own ground is painted over.
    pub(super) fn paints(&self) -> bool {
        self.base.bg.is_some()
    }

    /// Writes a cell at its place; the last column leaves the cursor where nobody can say.
    pub(super) fn put(&mut self, bytes: &mut Vec<u8>, at: Position, cell: &Cell, columns: u16) {
        self.go(bytes, at);
        let own = |colour, base: Option<Color>| if colour == Color::Reset { base.unwrap_or(colour) } else { colour };
        let (fg, bg) = (own(cell.fg, self.base.fg), own(cell.bg, self.base.bg));
        let look = Look { fg, bg, modifier: cell.modifier };
        if self.look != Some(look) {
            look.write(bytes);
            self.look = Some(look);
        }
        bytes.extend_from_slice(cell.symbol().as_bytes());
        let ascii = cell.symbol().len() == 1;
        let next = at.x + if ascii { 1 } else { crate::text::width(cell.symbol()).max(1) as u16 };
        // Terminals disagree about the width of what is not ASCII: the next cell is placed, not assumed.
        self.at = (ascii && next < columns).then_some(Position { x: next, y: at.y });
    }

    /// Moves the cursor, unless it is there.
    pub(super) fn go(&mut self, bytes: &mut Vec<u8>, at: Position) {
        if self.at != Some(at) {
            // Writing into memory cannot fail.
            let _ = write!(bytes, "\x1b[{};{}H", at.y + 1, at.x + 1);
            self.at = Some(at);
        }
    }
}

impl Look {
    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"\x1b[0");
        for (modifier, code) in [
            (Modifier::BOLD, b";1"),
            (Modifier::DIM, b";2"),
            (Modifier::ITALIC, b";3"),
            (Modifier::UNDERLINED, b";4"),
            (Modifier::REVERSED, b";7"),
            (Modifier::CROSSED_OUT, b";9"),
        ] {
            if self.modifier.contains(modifier) {
                bytes.extend_from_slice(code);
            }
        }
        colour(bytes, self.fg, 30);
        colour(bytes, self.bg, 40);
        bytes.push(b'm');
    }
}

/// The parameters of a colour; `base` is 30 for the foreground and 40 for the background.
fn colour(bytes: &mut Vec<u8>, colour: Color, base: u8) {
    let ansi = |n: u8| if n < 8 { base + n } else { base + 52 + n };
    let named = match colour {
        Color::Reset => return,
        Color::Indexed(n) => {
            let _ = write!(bytes, ";{};5;{n}", base + 8);
            return;
        }
        Color::Rgb(r, g, b) => {
            let _ = write!(bytes, ";{};2;{r};{g};{b}", base + 8);
            return;
        }
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    let _ = write!(bytes, ";{}", ansi(named));
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn written(pen: &mut Pen, at: (u16, u16), symbol: &str, style: Style) -> String {
        let mut bytes = Vec::new();
        let mut cell = Cell::default();
        cell.set_symbol(symbol).set_style(style);
        pen.put(&mut bytes, at.into(), &cell, 10);
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn a_character_after_another_of_its_look_costs_its_own_bytes() {
        let mut pen = Pen::default();
        let bold = Style::new().add_modifier(Modifier::BOLD);
        assert_eq!(written(&mut pen, (2, 4), "a", bold), "\x1b[5;3H\x1b[0;1ma");
        assert_eq!(written(&mut pen, (3, 4), "b", bold), "b");
        assert_eq!(written(&mut pen, (4, 4), "c", Style::new()), "\x1b[0mc");
    }

    #[test]
    fn behind_a_wide_sign_or_the_last_column_the_cursor_is_placed_anew() {
        let mut pen = Pen::default();
        written(&mut pen, (0, 0), "書", Style::new());
        assert_eq!(written(&mut pen, (2, 0), "x", Style::new()), "\x1b[1;3Hx");
        written(&mut pen, (9, 0), "y", Style::new());
        assert_eq!(written(&mut pen, (0, 1), "z", Style::new()), "\x1b[2;1Hz");
    }

    #[test]
    fn a_cell_that_says_nothing_is_written_in_the_theme() {
        let mut pen = Pen::default();
        let base = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(231));
        assert!(pen.dip(base) && !pen.dip(base) && pen.paints());
        assert_eq!(written(&mut pen, (0, 0), "a", Style::new()), "\x1b[1;1H\x1b[0;38;2;1;2;3;48;5;231ma");
        pen.forget();
        assert_eq!(written(&mut pen, (0, 0), "a", Style::new().fg(Color::Red)), "\x1b[1;1H\x1b[0;31;48;5;231ma");
    }

    #[test]
    fn colours_are_written_as_the_terminal_counts_them() {
        let mut pen = Pen::default();
        let style = Style::new().fg(Color::Indexed(166)).bg(Color::LightRed);
        assert_eq!(written(&mut pen, (0, 0), "a", style), "\x1b[1;1H\x1b[0;38;5;166;101ma");
        assert_eq!(written(&mut pen, (1, 0), "a", Style::new().fg(Color::Cyan)), "\x1b[0;36ma");
        assert_eq!(written(&mut pen, (2, 0), "a", Style::new().fg(Color::DarkGray)), "\x1b[0;90ma");
    }
}
