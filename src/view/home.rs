//! The screen before a meeting, drawn as one pane.
//!
//! Not here: what can be chosen (see `cli`), and what a key does (see `app`).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Theme;
use super::paint::Row;
use super::popup::draw_picker;
use crate::app::Home;
use crate::text;

/// Draws it into a blank buffer.
pub fn draw(home: &Home, theme: &Theme, buffer: &mut Buffer) {
    let area = *buffer.area();
    let list = list(home, area);
    Row::new(buffer, area, 0).skip(1).put("minutebook", theme.strong);
    for (y, line) in (1..list.y.saturating_sub(area.y)).zip(&home.intro) {
        Row::new(buffer, area, y).skip(1).put(line, theme.dim);
    }
    if home.has_rows() {
        draw_picker(&home.picker, 0, theme, list, buffer);
    } else {
        Row::new(buffer, list, 0).put("› ", theme.accent).put(home.picker.filter.text(), theme.strong);
    }
    if home.picker.filter.is_empty()
        && let Some(prompt) = home.prompt
    {
        Row::new(buffer, list, 0).skip(2).put(prompt, theme.dim);
    }
    if area.height > 3 {
        let mut row = Row::new(buffer, area, area.height - 1);
        row.skip(1);
        let choose = home.has_rows().then_some(("↑ ↓", "choose"));
        let keys = choose.into_iter().chain([("Enter", home.enter), ("Esc", home.escape)]);
        for (key, words) in keys.filter(|(_, words)| !words.is_empty()) {
            row.put(key, theme.strong).skip(1).put(words, theme.dim).skip(3);
        }
    }
}

/// Where the cursor stands.
pub fn cursor(home: &Home, screen: Rect) -> Option<Position> {
    let area = list(home, screen);
    if area.is_empty() {
        return None;
    }
    let filter = &home.picker.filter;
    let before = filter.text().get(..filter.cursor()).unwrap_or_default();
    let x = area.x.saturating_add(2 + text::width(before) as u16);
    Some(Position { x: x.min(area.right() - 1), y: area.y })
}

/// Where the line and the rows stand.
fn list(home: &Home, area: Rect) -> Rect {
    let top = (home.intro.len() as u16 + 2).min(area.height.saturating_sub(4));
    let foot = if area.height > 3 { 2 } else { 0 };
    let margin = u16::from(area.width > 2);
    Rect {
        x: area.x + margin,
        y: area.y + top,
        width: area.width.saturating_sub(2 * margin),
        height: area.height.saturating_sub(top + foot),
    }
}
