//! Small strokes that every pane uses: words in a row, cut to fit, never outside the pane.
//!
//! Everything from outside passes through the one function that makes text safe on its way to a cell. Not here: what
//! is said, and where.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::theme::Theme;
use crate::app::Line;
pub(super) use crate::app::outline::{clock, duration};
use crate::text;

/// What stands in a line that is typed into: all of it as chosen where the next letter takes its place.
pub(super) fn typed(line: &Line, theme: &Theme) -> Style {
    if line.is_proposed() { theme.selected } else { theme.strong }
}

/// One row of a pane, written from both ends.
pub(super) struct Row<'a> {
    buffer: &'a mut Buffer,
    y: u16,
    left: u16,
    right: u16,
}

impl<'a> Row<'a> {
    /// The row of a pane, counted from its top; a row below the pane takes nothing.
    pub(super) fn new(buffer: &'a mut Buffer, pane: Rect, row: u16) -> Self {
        let inside = row < pane.height;
        let right = if inside { pane.right() } else { pane.x };
        Self { buffer, y: pane.y.saturating_add(row), left: pane.x, right }
    }

    /// Cells that are still free.
    pub(super) fn room(&self) -> usize {
        usize::from(self.right.saturating_sub(self.left))
    }

    /// The column at which the next words stand.
    pub(super) fn column(&self) -> u16 {
        self.left
    }

    /// The column behind the last one that is free.
    pub(super) fn end(&self) -> u16 {
        self.right
    }

    /// Writes from the left, cut with an ellipsis where it does not fit.
    pub(super) fn put(&mut self, words: &str, style: Style) -> &mut Self {
        let safe = text::one_line_for_terminal(words);
        let fitting = text::fit(&safe, self.room());
        self.left = self.write(self.left, &fitting, style);
        self
    }

    /// Leaves cells free on the left.
    pub(super) fn skip(&mut self, cells: usize) -> &mut Self {
        let cells = u16::try_from(cells.min(self.room())).unwrap_or(0);
        self.left += cells;
        self
    }

    /// Writes at the right end; left out where it does not fit whole.
    pub(super) fn put_right(&mut self, words: &str, style: Style) -> &mut Self {
        let safe = text::one_line_for_terminal(words);
        let width = text::width(&safe);
        if width <= self.room() {
            self.right -= u16::try_from(width).unwrap_or(0);
            self.write(self.right, &safe, style);
        }
        self
    }

    /// Puts the graphemes of a text that fits into cells, and returns the column behind it.
    ///
    /// The buffer's own way looks every grapheme up in the tables of Unicode, which is most of what a frame costs.
    fn write(&mut self, from: u16, text: &str, style: Style) -> u16 {
        // A sign that is not there has no line under it.
        let style = if text.trim().is_empty() { style.remove_modifier(Modifier::UNDERLINED) } else { style };
        let mut x = from;
        for cell in text::cells(text).filter(|cell| cell.width > 0) {
            let end = x.saturating_add(u16::try_from(cell.width).unwrap_or(u16::MAX));
            if end > self.buffer.area.right() {
                break;
            }
            self.buffer[(x, self.y)].set_symbol(cell.grapheme).set_style(style);
            // Behind a wide grapheme stand cells that it hides.
            for hidden in x + 1..end {
                self.buffer[(hidden, self.y)].reset();
            }
            x = end;
        }
        x
    }

    /// Fills what is free with a repeated sign.
    pub(super) fn fill(&mut self, sign: &str, style: Style) -> &mut Self {
        let line = sign.repeat(self.room());
        self.put(&line, style)
    }
}

/// Lays a style over a whole row of a pane.
pub(super) fn tint(buffer: &mut Buffer, pane: Rect, row: u16, style: Style) {
    if row < pane.height {
        buffer.set_style(Rect { y: pane.y + row, height: 1, ..pane }, style);
    }
}

/// Words in as many rows as they take and there are; returns how many that is.
pub(super) fn put_wrapped(words: &str, style: Style, area: Rect, buffer: &mut Buffer) -> u16 {
    let safe = text::one_line_for_terminal(words);
    let width = usize::from(area.width).max(1);
    let mut y = 0;
    for range in text::wrap(&safe, width, width).into_iter().take(area.height.into()) {
        Row::new(buffer, area, y).put(safe.get(range).unwrap_or_default().trim_end(), style);
        y += 1;
    }
    y
}

/// `━━━━━━━╸──`: the part of the planned time that is gone, in so many cells.
pub(super) fn bar(elapsed: i64, planned: i64, cells: usize) -> String {
    let halves = ((elapsed as f64 / planned as f64) * 2.0 * cells as f64) as usize;
    let halves = halves.min(2 * cells);
    let mut bar = "━".repeat(halves / 2);
    if halves % 2 == 1 {
        bar.push('╸');
    }
    bar.push_str(&"─".repeat(cells - halves.div_ceil(2)));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_has_no_line_under_it_on_either_side() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        Row::new(&mut buffer, Rect::new(0, 0, 8, 1), 0).put(" ", style).put("a", style).put_right("  ", style);
        let lined = buffer.content.iter().map(|cell| cell.modifier.contains(Modifier::UNDERLINED));
        assert_eq!(lined.collect::<Vec<_>>(), [false, true, false, false, false, false, false, false]);
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        assert_eq!([0, 15, 60, 65, 600].map(duration), ["0 min", "15 min", "1 h 00", "1 h 05", "10 h 00"]);
        assert_eq!([-1, 59, 792, 3600, 4501].map(clock), ["0:00", "0:59", "13:12", "1:00:00", "1:15:01"]);
    }
}
