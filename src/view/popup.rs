//! Pop-ups: drawn over the notes, always at the same place, never over the line being typed.
//!
//! Not here: what a key does in one.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::overlay::{Overlay, Picker, Unfinished};
use crate::app::{Line, Model, Scope, VERBS};
use crate::text;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    match &model.overlay {
        None => {}
        Some(Overlay::Pick(picker)) => {
            (picker.title, picker.slash, picker.filter.text(), picker.chosen, &picker.matches).hash(hasher);
            picker.items.iter().for_each(|item| (&item.label, &item.detail).hash(hasher));
        }
        Some(Overlay::Help { top }) => ("help", top).hash(hasher),
        Some(Overlay::Leave(unfinished)) => ("leave", unfinished).hash(hasher),
        Some(Overlay::StartedAt { slot, line, complaint }) => {
            ("at", slot, model.revision, line.text(), complaint).hash(hasher);
        }
        Some(Overlay::Report { title, lines }) => ("report", title, lines).hash(hasher),
    }
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(overlay) = &model.overlay else { return };
    let title = match overlay {
        Overlay::Pick(picker) => picker.title,
        Overlay::Help { .. } => "Keys",
        Overlay::Leave(_) => "Leave",
        Overlay::StartedAt { .. } => "Correct the clock",
        Overlay::Report { title, .. } => title,
    };
    let title = format!(" {} ", text::one_line_for_terminal(title));
    let block = Block::bordered().border_type(BorderType::Rounded).border_style(theme.dim);
    let inner = inner(area);
    block.title(ratatui::text::Span::styled(title, theme.strong)).render(area, buffer);
    match overlay {
        Overlay::Pick(picker) => draw_picker(picker, theme, inner, buffer),
        Overlay::Help { top } => draw_help(model, *top, theme, inner, buffer),
        Overlay::Leave(unfinished) => draw_leave(unfinished, theme, inner, buffer),
        Overlay::StartedAt { slot, line, complaint } => {
            let title = model.meeting().slot(*slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
            Row::new(buffer, inner, 0).put("› ", theme.accent).put(line.text(), theme.strong);
            Row::new(buffer, inner, 1).put("When did it really start (9:05)? ", theme.dim).put(title, theme.plain);
            if let Some(complaint) = complaint {
                Row::new(buffer, inner, 2).put(complaint, theme.warning);
            }
        }
        Overlay::Report { lines, .. } => {
            let lines = lines.iter().map(|line| (format!("· {line}"), theme.plain)).collect();
            draw_lines(lines, theme, inner, buffer);
        }
    }
}

/// Inside the border and one blank beside it.
fn inner(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(2).min(area.right()),
        y: area.y.saturating_add(1).min(area.bottom()),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

pub(super) fn cursor(overlay: &Overlay, area: Rect) -> Option<Position> {
    let line: &Line = match overlay {
        Overlay::Pick(picker) => &picker.filter,
        Overlay::StartedAt { line, .. } => line,
        Overlay::Help { .. } | Overlay::Leave(_) | Overlay::Report { .. } => return None,
    };
    let inner = inner(area);
    if inner.is_empty() {
        return None;
    }
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let x = inner.x.saturating_add(2 + text::width(before) as u16);
    Some(Position { x: x.min(inner.right() - 1), y: inner.y })
}

pub(super) fn draw_picker<C: Copy>(picker: &Picker<C>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let prompt = if picker.slash { "/ " } else { "› " };
    Row::new(buffer, area, 0).put(prompt, theme.accent).put(picker.filter.text(), theme.strong);
    if picker.matches.is_empty() {
        let words = match (picker.items.is_empty(), picker.slash) {
            (true, _) => "there are none yet",
            (false, true) => "no such verb: Enter makes it a line of the notes",
            (false, false) => "nothing fits",
        };
        Row::new(buffer, area, 1).put(words, theme.dim);
        return;
    }
    let room = usize::from(area.height).saturating_sub(1);
    let top = (picker.chosen + 1).saturating_sub(room);
    for (y, (place, index)) in (1..area.height).zip(picker.matches.iter().enumerate().skip(top)) {
        let item = &picker.items[*index];
        let mut row = Row::new(buffer, area, y);
        row.put(if place == picker.chosen { "› " } else { "  " }, theme.accent);
        row.put_right(&item.detail, theme.dim).put_right("  ", theme.plain);
        row.put(&item.label, theme.plain);
        if place == picker.chosen {
            tint(buffer, area, y, theme.selected);
        }
    }
}

fn draw_help(model: &Model, top: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let lines = help_lines(model);
    let top = top.min(lines.len().saturating_sub(area.height.into()));
    for (y, (keys, words)) in (0..area.height).zip(&lines[top..]) {
        let mut row = Row::new(buffer, area, y);
        if words.is_empty() {
            row.put(keys, theme.accent);
        } else {
            row.put(&format!("{keys:<22}"), theme.strong).put(words, theme.plain);
        }
    }
}

/// Keys and what they do, a heading where the words are empty.
fn help_lines(model: &Model) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for scope in Scope::ALL {
        if !lines.is_empty() {
            lines.push((String::new(), String::new()));
        }
        lines.push((scope.title().to_owned(), String::new()));
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            let keys: Vec<_> = model.keymap.keys(verb.action).iter().map(|key| key.shown()).collect();
            lines.push((keys.join(" "), verb.help.to_owned()));
        }
    }
    lines
}

fn draw_leave(unfinished: &Unfinished, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut lines: Vec<(String, Style)> = vec![
        ("c  close the meeting and write its minutes".to_owned(), theme.strong),
        ("l  leave it open, to be resumed; the clock pauses".to_owned(), theme.strong),
        ("Esc  stay".to_owned(), theme.strong),
        (String::new(), theme.plain),
    ];
    let mut group = |title: &str, items: Vec<String>| {
        if items.is_empty() {
            return;
        }
        lines.push((format!("{title} · {}", items.len()), theme.warning));
        lines.extend(items.into_iter().map(|item| (format!("  {item}"), theme.plain)));
    };
    let Unfinished { lines: drafts, ownerless, noteless, unreached } = unfinished.clone();
    group(
        "Lines not committed (closing makes them notes)",
        drafts.into_iter().map(|(slot, line)| format!("{slot}: {line}")).collect(),
    );
    group("Action items without an owner", ownerless.into_iter().map(|(n, text)| format!("{n} {text}")).collect());
    group("Slots held without a note", noteless);
    group("Slots not reached", unreached);
    if unfinished.is_empty() {
        lines.push(("Nothing is unfinished.".to_owned(), theme.good));
    }
    draw_lines(lines, theme, area, buffer);
}

/// Lines to be read; where there are too many the last row says how many more.
fn draw_lines(mut lines: Vec<(String, Style)>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let hidden = lines.len().saturating_sub(area.height.into());
    if hidden > 0 {
        let room = usize::from(area.height).saturating_sub(1);
        lines.truncate(room);
        lines.push((format!("… and {} more", hidden + 1), theme.dim));
    }
    for (y, (words, style)) in (0..area.height).zip(&lines) {
        Row::new(buffer, area, y).put(words, *style);
    }
}
