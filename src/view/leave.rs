//! The leave panel.
//!
//! Not here: its lines (see `app::overlay`), and what the keys do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::Row;
use super::theme::Theme;
use crate::app::overlay::{Unfinished, Weight, leave_rows};
use crate::app::{Ending, Model};
use crate::words::say;

/// Draws it from that row on; where there is more below, the last row says so.
pub(super) fn draw(
    model: &Model,
    (unfinished, asked, top): (&Unfinished, Option<Ending>, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let height = usize::from(area.height);
    let rows = leave_rows(&model.saved, unfinished, asked, (area.width.into(), height));
    let rows = &rows[top.min(rows.len().saturating_sub(height))..];
    let hidden = rows.len().saturating_sub(height);
    let shown = if hidden > 0 { height.saturating_sub(1) } else { height };
    for (y, (indent, words, weight)) in (0..area.height).zip(rows.iter().take(shown)) {
        let style = match weight {
            Weight::Alarm => theme.alarm,
            Weight::Strong => theme.strong,
            Weight::Warning => theme.warning,
            Weight::Plain => theme.plain,
            Weight::Good => theme.good,
        };
        Row::new(buffer, area, y).skip(*indent).put(words, style);
    }
    if hidden > 0 && height > 0 {
        Row::new(buffer, area, area.height - 1).put(&say!("leave-more", count = hidden + 1), theme.dim);
    }
}
