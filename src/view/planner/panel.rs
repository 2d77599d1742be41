//! What lies over the planner's screen: the keys, a question, and what to do with what is not saved.
//!
//! Not here: what a key does there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use ratatui::widgets::{Block, BorderType, Widget};

use super::super::Theme;
use super::super::paint::Row;
use super::super::popup::draw_help;
use crate::app::inside_popup;
use crate::app::overlay::hanging;
use crate::app::planner::{Panel, Planner, plan_help};
use crate::text;
use crate::words::say;

/// Columns of a panel that is not the help.
const WIDEST: u16 = 76;

pub(super) fn draw(planner: &Planner, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    let Some(panel) = &planner.panel else { return };
    let area = area(panel, body);
    if area.is_empty() {
        return;
    }
    for position in area.positions() {
        buffer[position].reset();
    }
    let title = match panel {
        Panel::Help { .. } => say("plan-keys"),
        Panel::Ask { ask, .. } => ask.title(),
        Panel::Leave => say("plan-is-unsaved"),
        Panel::Apart { failed: true, .. } => say("plan-NOT-SAVED"),
        Panel::Apart { .. } => say("plan-not-in-place"),
    };
    let block = Block::bordered().border_type(BorderType::Rounded).border_style(theme.dim);
    block.title(Span::styled(format!(" {title} "), theme.strong)).render(area, buffer);
    let inner = inside_popup(area);
    match panel {
        Panel::Help { top } => draw_help(&plan_help(inner.width.into()), *top, theme, inner, buffer),
        Panel::Ask { ask, line, complaint } => {
            Row::new(buffer, inner, 0).put("› ", theme.accent).put(line.text(), theme.strong);
            draw_lines(&[ask.example().to_owned()], theme, (inner, 1), buffer);
            if let Some(complaint) = complaint {
                Row::new(buffer, inner, inner.height.saturating_sub(1)).put(complaint, theme.warning);
            }
        }
        Panel::Leave => {
            let lines = [say("plan-leave-save"), say("plan-leave-lose"), say("plan-leave-stay")];
            draw_lines(&lines.map(str::to_owned), theme, (inner, 0), buffer);
        }
        Panel::Apart { why, .. } => {
            draw_lines(why, theme, (inner, 0), buffer);
        }
    }
}

pub(super) fn cursor(planner: &Planner, body: Rect) -> Option<Position> {
    let panel = planner.panel.as_ref()?;
    let Panel::Ask { line, .. } = panel else { return None };
    let inner = inside_popup(area(panel, body));
    if inner.is_empty() {
        return None;
    }
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let x = inner.x.saturating_add(2 + text::width(before) as u16);
    Some(Position { x: x.min(inner.right() - 1), y: inner.y })
}

/// In the middle, as high as it has to be.
fn area(panel: &Panel, body: Rect) -> Rect {
    let width = body.width.min(WIDEST);
    let inside = usize::from(width.saturating_sub(4));
    let rows = match panel {
        Panel::Help { .. } => usize::from(body.height),
        Panel::Ask { .. } => 4,
        Panel::Leave => 3,
        Panel::Apart { why, .. } => why.iter().map(|line| hanging(line, inside).len()).sum(),
    };
    let height = u16::try_from(rows + 2).unwrap_or(u16::MAX).min(body.height);
    Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}

/// Lines, each wrapped, from a row on.
fn draw_lines(lines: &[String], theme: &Theme, (area, from): (Rect, u16), buffer: &mut Buffer) {
    let rows = lines.iter().flat_map(|line| hanging(line, area.width.into()));
    for (y, (indent, words)) in (from..area.height).zip(rows) {
        Row::new(buffer, area, y).skip(indent).put(&words, theme.plain);
    }
}
