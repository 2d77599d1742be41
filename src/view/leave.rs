//! The leave panel.
//!
//! Not here: its lines (see `app::overlay`), and what the keys do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint::Row;
use super::theme::Theme;
use crate::app::overlay::{Unfinished, Weight, leave_key, leave_rows};
use crate::app::{Ending, Model, Target};
use crate::words::say;

/// Draws it from that row on; where there is more below, the last row says how much: what one of its rows is for, however many
/// it takes, and no headings.
pub(super) fn draw(
    model: &Model,
    (unfinished, asked, top): (&Unfinished, Option<Ending>, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let height = usize::from(area.height);
    let rows = leave_rows(&model.saved, unfinished, asked, (area.width.into(), height));
    let (top, shown) = on_screen(rows.len(), top, height);
    let below = rows.get(top + shown..).unwrap_or_default();
    for (y, (indent, words, weight)) in (0..area.height).zip(rows.iter().skip(top).take(shown)) {
        let style = match weight {
            Weight::Alarm => theme.alarm,
            Weight::Strong => theme.strong,
            Weight::Warning => theme.warning,
            Weight::Plain => theme.plain,
            Weight::Good => theme.good,
        };
        Row::new(buffer, area, y).skip(*indent).put(words, style);
    }
    if !below.is_empty() && height > 0 {
        let begins = |(indent, words, weight): &&(usize, String, Weight)| {
            *indent == 0 && !words.is_empty() && *weight != Weight::Warning
        };
        let words = match below.iter().filter(begins).count() {
            0 => "…".to_owned(),
            count => say!("leave-more", count = count),
        };
        Row::new(buffer, area, area.height - 1).put(&words, theme.dim);
    }
}

/// The first row on screen, and how many of them are.
fn on_screen(all: usize, top: usize, height: usize) -> (usize, usize) {
    let top = top.min(all.saturating_sub(height));
    (top, if all - top > height { height.saturating_sub(1) } else { height })
}

/// What is under the pointer: the key of a way to leave, else nothing that can be pointed at.
pub(super) fn under(
    model: &Model,
    (unfinished, asked, top): (&Unfinished, Option<Ending>, usize),
    area: Rect,
    at: Position,
) -> Target {
    let height = usize::from(area.height);
    let rows = leave_rows(&model.saved, unfinished, asked, (area.width.into(), height));
    let (top, shown) = on_screen(rows.len(), top, height);
    let row = Some(usize::from(at.y.saturating_sub(area.y))).filter(|row| *row < shown);
    let key = row.and_then(|row| leave_key(&rows, top + row, height));
    key.map_or(Target::Popup, |key| Target::Keys(key.to_owned()))
}
