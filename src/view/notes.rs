//! The notes of the slot on screen: a nested outline with hanging indents, the newest at the foot.
//!
//! Only what is visible is measured and drawn. An empty slot teaches what to type. Not here: the line being typed.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::scroll::Pane;
use crate::app::{Action, Model, TIME_COLUMN, outline};
use crate::meeting::{Entry, Kind, Status};
use crate::text;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (model.revision, model.viewed, model.scroll, model.selected, model.editing, model.times).hash(hasher);
    for (key, _) in model.drafts().filter(|(key, _)| key.slot == model.viewed && key.entry.is_some()) {
        key.hash(hasher);
    }
    model.slot().is_some_and(|slot| slot.entries.is_empty()).hash(hasher);
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(slot) = model.slot() else { return };
    if slot.entries.is_empty() {
        return teach(model, theme, area, buffer);
    }
    let times = if model.times { TIME_COLUMN } else { 0 };
    let width = usize::from(area.width).saturating_sub(times);
    let pane = Pane { slot, width, height: usize::from(area.height) };
    let top = pane.top(model.scroll);
    let rows: usize = area.height.into();
    let mut y = 0;
    let mut skip = top.row;
    for entry in &slot.entries[top.entry..] {
        if y >= rows {
            break;
        }
        let place = Rect { y: area.y + y as u16, height: (rows - y) as u16, ..area };
        y += draw_entry(model, entry, theme, place, skip, buffer);
        skip = 0;
    }
    // A first meeting teaches its keys where nothing else wants the room.
    if rows - y >= 8 && slot.runs.is_empty() {
        let place = Rect { y: area.bottom() - 6, height: 6, ..area };
        teach(model, theme, place, buffer);
    }
}

/// Draws an entry without its first rows; how many rows it took.
fn draw_entry(model: &Model, entry: &Entry, theme: &Theme, area: Rect, skip: usize, buffer: &mut Buffer) -> usize {
    let times = if model.times { TIME_COLUMN } else { 0 };
    let width = usize::from(area.width).saturating_sub(times);
    let words = outline::words(entry);
    let indent = outline::indent(entry, &words.sign, width);
    let room = width.saturating_sub(indent).max(1);
    let rows = text::wrap(&words.text, room, room);
    let base = style(entry, theme);
    let draft = model.drafts().any(|(key, _)| key.entry == Some(entry.id));
    let under_edit = model.editing == Some(entry.id) || draft;
    let shown = rows.len().saturating_sub(skip).min(area.height.into());
    for (y, (index, range)) in (0..area.height).zip(rows.iter().enumerate().skip(skip)) {
        if index == 0 && model.times {
            Row::new(buffer, area, y).put(&model.entry_time(entry), theme.dim);
        }
        let mut row = Row::new(buffer, area, y);
        row.skip(times);
        if index == 0 {
            row.skip(indent - text::width(&words.sign));
            if under_edit {
                // In place of the sign's first cell: nothing of the text is covered.
                let rest = words.sign.chars().skip(1).collect::<String>();
                row.put("✎", theme.warning).put(&rest, sign_style(entry, theme));
            } else {
                row.put(&words.sign, sign_style(entry, theme));
            }
        } else {
            row.skip(indent);
        }
        // Owners and due date are set apart; a row may hold a part of each. Blanks at its end hang over the edge.
        let end = range.start + words.text[range.clone()].trim_end_matches(' ').len();
        let cuts = [range.start, words.owners.end, words.due.start, end];
        let mut from = range.start;
        for (part, cut) in cuts.iter().enumerate().skip(1) {
            let to = (*cut).clamp(from, end);
            let style = match part {
                1 if entry.as_action().is_some_and(|item| item.owners.is_empty()) => theme.warning,
                1 => theme.strong,
                3 => theme.dim,
                _ => base,
            };
            row.put(&words.text[from..to], style);
            from = to;
        }
    }
    if model.selected == Some(entry.id) {
        for row in 0..shown as u16 {
            tint(buffer, area, row, theme.selected);
        }
    }
    shown
}

fn style(entry: &Entry, theme: &Theme) -> Style {
    match entry.as_action().map(|item| item.status) {
        Some(Status::Done) => theme.dim,
        Some(Status::Dropped) => theme.dim.add_modifier(Modifier::CROSSED_OUT),
        _ if entry.kind == Kind::Decision => theme.strong,
        _ => theme.plain,
    }
}

fn sign_style(entry: &Entry, theme: &Theme) -> Style {
    match entry.kind {
        Kind::Note => theme.dim,
        Kind::Action if entry.as_action().is_some_and(|item| item.status == Status::Done) => theme.good,
        _ => theme.accent,
    }
}

/// What an empty slot says; before the first clock also the keys that matter, as far as there is room for them.
fn teach(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut lines: Vec<(String, &str)> = Vec::new();
    let width = usize::from(area.width);
    if model.meeting().slots().all(|slot| slot.runs.is_empty()) {
        let keys = [
            (Action::Commit, "adds the line you typed to this slot"),
            (Action::SlotNext, "starts the clock, then goes from slot to slot"),
            (Action::Jump, "looks at any slot, and no clock moves"),
            (Action::Undo, "takes back whatever you did last"),
            (Action::Leave, "closes the meeting and writes its minutes"),
        ];
        lines.extend(in_columns(&keys.map(|(action, words)| (model.keymap.shown(action), words)), width));
        lines.push((String::new(), ""));
    }
    let empty = model.slot().is_some_and(|slot| slot.entries.is_empty());
    if empty {
        let examples = [
            ("! Ann — draft the plan due 2026-12-01", "an action item"),
            ("= we drop the old format", "a decision"),
            ("? who tells the users", "a question"),
        ];
        lines.extend(in_columns(&examples.map(|(words, meaning)| (words.to_owned(), meaning)), width));
    }
    let room = usize::from(area.height);
    if lines.len() > room {
        // The notation is the last thing to go: it is what the line below is for.
        lines.drain(..lines.len() - room);
    }
    let top = area.height - lines.len() as u16;
    for (y, (words, meaning)) in (top..area.height).zip(lines) {
        Row::new(buffer, area, y).skip(2).put(&words, theme.strong).put(meaning, theme.dim);
    }
}

/// The first words padded to a column where the meanings behind them fit whole, else by two blanks.
fn in_columns<'a>(lines: &[(String, &'a str)], width: usize) -> Vec<(String, &'a str)> {
    let widest = |part: fn(&(String, &str)) -> usize| lines.iter().map(part).max().unwrap_or(0);
    let column = widest(|(words, _)| text::width(words));
    let fits = 2 + column + 2 + widest(|(_, meaning)| text::width(meaning)) <= width;
    let pad = |words: &String| if fits { column.saturating_sub(text::width(words)) + 2 } else { 2 };
    lines.iter().map(|(words, meaning)| (format!("{words}{}", " ".repeat(pad(words))), *meaning)).collect()
}
