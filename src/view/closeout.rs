//! The close-out's pop-up: what is unfinished, and what Enter does about the chosen row.
//!
//! Not here: which rows there are (see `app`), and the keys.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::{Action, CheckState, Model, Target, Way};
use crate::words::say;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    let closeout = &model.closeout;
    ("close-out", closeout.rows.len(), closeout.chosen, closeout.rolled, closeout.way, model.revision).hash(hasher);
    closeout.rows.iter().for_each(|row| (&row.label, row.state).hash(hasher));
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let closeout = &model.closeout;
    if closeout.rows.is_empty() {
        Row::new(buffer, area, 0).put(say("close-nothing"), theme.good);
        Row::new(buffer, area, 1).put(say("close-closes"), theme.strong);
        return;
    }
    let (head, room) = rows(area);
    let foot = area.height - head - room;
    if head > 0 {
        let count = say!("close-settled-of", count = closeout.settled(), all = closeout.rows.len());
        let style = if closeout.settled() == closeout.rows.len() { theme.good } else { theme.strong };
        Row::new(buffer, area, 0).put_right(say("close-closes-short"), theme.dim).put(&count, style);
    }
    let top = closeout.shown(room.into(), None).top;
    for (y, (at, row)) in (head..head + room).zip(closeout.rows.iter().enumerate().skip(top)) {
        let (sign, sign_style, style) = match row.state {
            CheckState::Open => ("☐ ", theme.accent, theme.plain),
            CheckState::Left => ("– ", theme.dim, theme.dim),
            CheckState::Settled => ("✓ ", theme.good, theme.dim),
        };
        let pointer = if at == closeout.chosen { "› " } else { "  " };
        Row::new(buffer, area, y).put(pointer, theme.accent).put(sign, sign_style).put(&row.label, style);
        if at == closeout.chosen {
            tint(buffer, area, y, theme.selected);
        }
    }
    if foot > 0 {
        Row::new(buffer, area, area.height - 1).put(&what_enter_does(model), theme.accent);
    }
}

/// Rows above the list, and those of the list. What Enter does is the last row to go, the count the first.
fn rows(area: Rect) -> (u16, u16) {
    let (head, foot) = (u16::from(area.height >= 4), u16::from(area.height >= 2));
    (head, area.height.saturating_sub(head + foot))
}

/// The row under the pointer.
pub(super) fn under(model: &Model, area: Rect, at: Position) -> Target {
    let (head, room) = rows(area);
    let below = (at.y - area.y).checked_sub(head).filter(|below| *below < room);
    Target::ListRow(model.closeout.shown(room.into(), below.map(usize::from)))
}

fn what_enter_does(model: &Model) -> String {
    let closeout = &model.closeout;
    let Some(row) = closeout.row() else { return String::new() };
    match row.state {
        CheckState::Settled => say!("close-settled", key = model.keymap.shown(Action::Undo)),
        CheckState::Left => say("close-left").to_owned(),
        CheckState::Open => {
            let ways = row.check.ways(model);
            let way = ways.get(closeout.way).map(Way::words).unwrap_or_default();
            let others = if ways.len() > 1 {
                format!(" · {}", say!("close-other-way", way = closeout.way + 1, ways = ways.len()))
            } else {
                String::new()
            };
            say!("close-enter", way = way) + &others
        }
    }
}
