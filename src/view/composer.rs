//! The line being typed, at the foot of the notes: the brightest thing on the screen, with what it will become below.
//!
//! A long line wraps upwards into rows that are kept free for it, so that its end and the preview never move.
//! Not here: editing.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::paint::Row;
use super::theme::Theme;
use crate::app::{Action, Leads, Look, Model, ReadOnly, Target, outline};
use crate::meeting::Kind;
use crate::text;
use crate::words::say;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (model.line.text(), model.line.cursor(), model.line_depth(), model.editing).hash(hasher);
    model.completion.as_ref().map(|it| &it.rest).hash(hasher);
    (&model.read_only, &model.preview.pieces).hash(hasher);
}

pub(super) fn mark_preview(model: &Model, hasher: &mut impl Hasher) {
    (&model.preview.kind, &model.preview.said, model.line_depth(), model.editing).hash(hasher);
    (model.completion.as_ref().map(|it| &it.with), &model.choices).hash(hasher);
    (&model.read_only, model.line.is_empty(), author(model)).hash(hasher);
}

/// By whom the entry that is selected is, and when it was written, where another writer did; the line below has room
/// for it while nothing is typed.
fn author(model: &Model) -> Option<String> {
    let entry = model.selected.filter(|_| !model.authors.is_empty())?;
    let (slot, index) = model.meeting().place_of(entry)?;
    let entry = slot.entries.get(index)?;
    let (first, last) = (model.hands().name(entry.id.0.writer), model.hands().name(entry.by));
    let by = match (first, last) {
        (None, None) => return None,
        (Some(name), last) if last == first => say!("line-by", name = name),
        (first, last) => {
            let you = say("line-you");
            say!("line-by-changed-by", first = first.unwrap_or(you), last = last.unwrap_or(you))
        }
    };
    Some(format!("{by} · {}", model.entry_time(entry)))
}

/// Cells of the sign before the line.
const PROMPT: usize = 2;

/// The rows of the line and which of them are on screen.
struct Shown {
    rows: Vec<Range<usize>>,
    first: usize,
    indent: usize,
    /// Row of the pane at which the first one stands.
    y: u16,
}

fn shown(model: &Model, area: Rect) -> Shown {
    let line = model.line.text();
    let width = usize::from(area.width);
    let depth = if model.editing.is_some() { 0 } else { usize::from(model.line_depth()) };
    let indent = ((depth * outline::INDENT).min(width / 3) + PROMPT).min(width.saturating_sub(1));
    // One cell stays free at the end of each row for the cursor.
    let room = width.saturating_sub(indent + 1).max(1);
    let rows = text::wrap(line, room, room);
    let height = usize::from(area.height);
    let cursor = row_of(&rows, model.line.cursor());
    let last = rows.len().min((cursor + 1).max(height));
    let first = last.saturating_sub(height);
    let count = (last - first) as u16;
    Shown { rows, first, indent, y: area.height - count }
}

fn row_of(rows: &[Range<usize>], cursor: usize) -> usize {
    rows.iter().rposition(|row| row.start <= cursor).unwrap_or(0)
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if let Some(why) = model.read_only.as_ref().filter(|_| model.line.is_empty()) {
        let mut row = Row::new(buffer, area, area.height - 1);
        row.put(&why.headline(), theme.warning);
        if area.height == 1 {
            row.put(" · ", theme.dim).put(&why.way_out(&model.keymap), theme.dim);
        }
        return;
    }
    let shown = shown(model, area);
    let line = model.line.text();
    let last = shown.rows.len() - 1;
    for (y, (index, range)) in (shown.y..area.height).zip(shown.rows.iter().enumerate().skip(shown.first)) {
        let mut row = Row::new(buffer, area, y);
        if index == 0 && shown.indent >= PROMPT {
            let prompt = if model.editing.is_some() { "✎ " } else { "› " };
            row.skip(shown.indent - PROMPT).put(prompt, theme.accent);
        } else {
            row.skip(shown.indent);
        }
        // Blanks at a row's end hang over its edge; on the last row they are what was just typed, where they fit.
        let words = &line[range.clone()];
        let fits = index == last && text::width(words) <= row.room();
        let words = if fits { words } else { words.trim_end_matches(' ') };
        put_pieces(&mut row, model, theme, range.start..range.start + words.len());
        if index == last
            && model.line.cursor() == line.len()
            && let Some(completion) = &model.completion
        {
            row.put(&completion.rest, theme.dim);
        }
    }
}

/// A part of the line, each piece of it in the style of what it means; nothing moves by that.
fn put_pieces(row: &mut Row<'_>, model: &Model, theme: &Theme, shown: Range<usize>) {
    let line = model.line.text();
    if model.read_only.is_some() {
        row.put(line.get(shown).unwrap_or_default(), theme.dim);
        return;
    }
    let mut at = shown.start;
    for (piece, look) in &model.preview.pieces {
        let (from, to) = (piece.start.max(at), piece.end.min(shown.end));
        if from >= to {
            continue;
        }
        row.put(line.get(at..from).unwrap_or_default(), theme.strong);
        row.put(line.get(from..to).unwrap_or_default(), piece_style(theme, *look));
        at = to;
    }
    row.put(line.get(at..shown.end).unwrap_or_default(), theme.strong);
}

/// The line is the brightest thing on the screen; what the notation found in it stands out of that.
fn piece_style(theme: &Theme, look: Look) -> Style {
    match look {
        Look::Plain => theme.strong,
        look => style(theme, look),
    }
}

pub(super) fn draw_preview(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    if let Some(why) = &model.read_only {
        if !model.line.is_empty() {
            row.put(say("keep-read-only"), theme.warning).put(" · ", theme.dim);
        }
        if model.leads == Leads::Back {
            let back = model.keymap.shown(Action::Back);
            row.put(&say!("line-goes-back", key = back), theme.accent).put(" · ", theme.dim);
        }
        let style = if matches!(why, ReadOnly::Held { gone: true, .. }) { theme.accent } else { theme.dim };
        row.put(&why.way_out(&model.keymap), style);
        if let Some(author) = author(model) {
            row.put(" · ", theme.dim).put(&author, theme.plain);
        }
        return;
    }
    row.skip(2);
    if let Some(author) = author(model) {
        row.put(&author, theme.plain);
        return;
    }
    let preview = &model.preview;
    let only_a_note = preview.kind.unwrap_or(Kind::Note) == Kind::Note && preview.said.len() < 2;
    if only_a_note
        && preview.said.first().is_none_or(|said| said.look == Look::Dim)
        && model.editing.is_none()
        && model.completion.is_none()
    {
        return teach(model, theme, &mut row);
    }
    for (index, (join, said)) in preview.fitting(row.room()).into_iter().enumerate() {
        if index > 0 {
            row.put(join, theme.dim);
        }
        row.put(&said.words, style(theme, said.look));
    }
    // At the right end, so that nothing moves for them.
    let also = (1..=model.choices.len()).rev().filter_map(|count| model.choices.get(..count));
    let also = also.map(|choices| say!("line-or", choices = choices.join(" · ")));
    if let Some(also) = also.into_iter().find(|also| text::width(also) + 2 <= row.room()) {
        row.put_right(&also, theme.dim);
    }
}

/// The same words before and after the first letter of a note: nothing jumps while one types.
fn teach(model: &Model, theme: &Theme, row: &mut Row<'_>) {
    let up = model.keymap.shown(Action::Shallower);
    let words = match model.line_depth() {
        0 => say("line-note").to_owned(),
        depth => say!("line-note-level", level = depth + 1, key = up),
    };
    row.put(&words, theme.dim);
    row.skip(1);
    let signs = [
        say("line-teach-action"),
        say("line-teach-decision"),
        say("line-teach-question"),
        say("line-teach-owner"),
        say("line-teach-verbs"),
    ];
    for sign in signs {
        if row.room() < text::width(sign) + 2 {
            break;
        }
        row.skip(2).put(sign, theme.dim);
    }
}

fn style(theme: &Theme, look: Look) -> Style {
    match look {
        Look::Kind => theme.accent,
        Look::Plain => theme.plain,
        Look::Dim => theme.dim,
        Look::Doubt => theme.warning,
        Look::Old => theme.dim.add_modifier(Modifier::CROSSED_OUT),
        Look::Field => theme.strong.add_modifier(Modifier::UNDERLINED),
        Look::New => theme.strong,
    }
}

/// The byte of the line under the pointer: before the grapheme there, or behind the row's last.
pub(super) fn under(model: &Model, area: Rect, at: Position) -> Target {
    let shown = shown(model, area);
    let below = (at.y - area.y).saturating_sub(shown.y);
    let Some(row) = shown.rows.get(shown.first + usize::from(below)) else {
        return Target::Line(model.line.text().len());
    };
    let words = model.line.text().get(row.clone()).unwrap_or_default();
    let x = usize::from(at.x - area.x).saturating_sub(shown.indent);
    let behind = if row.end == model.line.text().len() { words.len() } else { words.trim_end_matches(' ').len() };
    Target::Line(row.start + text::sign_at(words, x).map_or(behind, |sign| sign.start))
}

/// Where the cursor stands on the screen.
pub(super) fn cursor(model: &Model, area: Rect) -> Option<Position> {
    if area.is_empty() || model.read_only.is_some() {
        return None;
    }
    let shown = shown(model, area);
    let cursor = model.line.cursor();
    let index = row_of(&shown.rows, cursor);
    let row = &shown.rows[index];
    let before = model.line.text().get(row.start..cursor).unwrap_or_default();
    let x = shown.indent + text::width(before);
    let y = shown.y as usize + index.saturating_sub(shown.first);
    Some(Position { x: area.x + (x as u16).min(area.width - 1), y: area.y + (y as u16).min(area.height - 1) })
}
