//! The keys of a page, over all of it.
//!
//! Not here: which keys a page has (see `app`), and when they are shown (see `shell`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Theme;
use super::foot::fitting;
use super::paint::Row;
use super::popup::draw_help;
use crate::app::overlay::HelpRow;
use crate::words::say;

/// Cells for the rows of a help on a screen of so many columns.
pub fn help_width(columns: u16) -> usize {
    usize::from(columns.saturating_sub(2))
}

/// Draws the rows from one on, and below them how they are left.
pub fn draw_page_help(rows: &[HelpRow], top: usize, theme: &Theme, buffer: &mut Buffer) {
    let area = *buffer.area();
    let foot = u16::from(area.height > 3);
    let inside = Rect {
        x: area.x + 1.min(area.width),
        width: help_width(area.width) as u16,
        height: area.height - 2 * foot,
        ..area
    };
    draw_help(rows, top, theme, inside, buffer);
    if foot > 0 {
        let mut row = Row::new(buffer, area, area.height - 1);
        row.skip(1);
        let hints = [("↑ ↓", say("hint-scroll")), ("Esc", say("hint-leaves"))];
        let hints = hints.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
        for (key, words) in fitting(hints, 1, row.room()) {
            row.put(&key, theme.strong).skip(1).put(&words, theme.dim).skip(3);
        }
    }
}
