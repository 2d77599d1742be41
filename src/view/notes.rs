//! The notes of the slot on screen: a nested outline with hanging indents, the newest at the foot.
//!
//! Only what is visible is measured and drawn. An empty slot teaches what to type. Not here: the line being typed.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::outline::Words;
use crate::app::scroll::Pane;
use crate::app::{Action, Model, TIME_COLUMN, outline};
use crate::meeting::{Entry, Kind, Slot, Status};
use crate::text;
use crate::words::say;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (&model.authors, model.read_only.is_some()).hash(hasher);
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
    let pane = Pane { slot, hands: model.hands(), width, height: usize::from(area.height) };
    let top = pane.top(model.scroll);
    let rows: usize = area.height.into();
    let mut y = 0;
    let mut skip = top.row;
    for index in top.entry..slot.entries.len() {
        if y >= rows {
            break;
        }
        let place = Rect { y: area.y + y as u16, height: (rows - y) as u16, ..area };
        y += draw_entry(model, slot, index, theme, place, skip, buffer);
        skip = 0;
    }
    // A first meeting teaches its keys where nothing else wants the room.
    if rows - y >= 8 && model.read_only.is_none() && slot.runs.is_empty() {
        let place = Rect { y: area.bottom() - 6, height: 6, ..area };
        teach(model, theme, place, buffer);
    }
}

/// Draws an entry without its first rows, and below it the other texts that it has; how many rows that took.
fn draw_entry(
    model: &Model,
    slot: &Slot,
    index: usize,
    theme: &Theme,
    area: Rect,
    skip: usize,
    buffer: &mut Buffer,
) -> usize {
    let entry = &slot.entries[index];
    let times = if model.times { TIME_COLUMN } else { 0 };
    let width = usize::from(area.width).saturating_sub(times);
    let hands = model.hands();
    let words = outline::words(entry, outline::tally(slot, index), &hands);
    let indent = outline::indent(entry, &words.sign, width);
    let room = width.saturating_sub(indent).max(1);
    let rows = text::wrap(&words.text, room, room);
    let mut y = 0;
    for (index, range) in rows.iter().enumerate().skip(skip).take(area.height.into()) {
        if index == 0 && model.times {
            Row::new(buffer, area, y).put(&model.entry_time(entry), theme.dim);
        }
        let mut row = Row::new(buffer, area, y);
        row.skip(times);
        if index == 0 {
            row.skip(indent - text::width(&words.sign));
            draw_sign(model, entry, &words.sign, theme, &mut row);
        } else {
            row.skip(indent);
        }
        draw_words(entry, &words, range.clone(), theme, &mut row);
        y += 1;
    }
    let others = entry.rivals.iter().flat_map(|rival| outline::rival_rows(rival, &hands, room));
    for words in others.skip(skip.saturating_sub(rows.len())) {
        if y < area.height {
            Row::new(buffer, area, y).skip(times + indent).put(&words, theme.dim);
            y += 1;
        }
    }
    if model.selected == Some(entry.id) {
        for row in 0..y {
            tint(buffer, area, row, theme.selected);
        }
    }
    y.into()
}

/// The sign before an entry. What is to be seen at once stands in place of its first cell: nothing of the text is
/// covered.
fn draw_sign(model: &Model, entry: &Entry, sign: &str, theme: &Theme, row: &mut Row<'_>) {
    let draft = || model.drafts().any(|(key, _)| key.entry == Some(entry.id));
    let mark = if !entry.rivals.is_empty() {
        Some(("≠", theme.alarm))
    } else if model.editing == Some(entry.id) || draft() {
        Some(("✎", theme.warning))
    } else {
        None
    };
    match mark {
        Some((mark, style)) => {
            let rest = sign.chars().skip(1).collect::<String>();
            row.put(mark, style).put(&rest, sign_style(entry, theme));
        }
        None => {
            row.put(sign, sign_style(entry, theme));
        }
    }
}

/// A row of an entry's words. Owners, due date and author are set apart; a row may hold a part of each, and blanks at its
/// end hang over the edge.
fn draw_words(entry: &Entry, words: &Words<'_>, range: Range<usize>, theme: &Theme, row: &mut Row<'_>) {
    let base = style(entry, theme);
    let end = range.start + words.text[range.clone()].trim_end_matches(' ').len();
    let cuts = [range.start, words.owners.end, words.behind.start, end];
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

fn style(entry: &Entry, theme: &Theme) -> Style {
    match entry.as_action().map(|item| item.status) {
        Some(Status::Done) => theme.dim,
        Some(Status::Dropped) => theme.dim.add_modifier(Modifier::CROSSED_OUT),
        _ if matches!(entry.kind, Kind::Decision | Kind::Subtopic) => theme.strong,
        _ if entry.kind == Kind::Vote => theme.dim,
        _ => theme.plain,
    }
}

fn sign_style(entry: &Entry, theme: &Theme) -> Style {
    match entry.kind {
        Kind::Note | Kind::Vote | Kind::Speech => theme.dim,
        Kind::Action if entry.as_action().is_some_and(|item| item.status == Status::Done) => theme.good,
        _ => theme.accent,
    }
}

/// What an empty slot says; before the first clock also the keys that matter, as far as there is room for them.
fn teach(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if model.read_only.is_some() {
        Row::new(buffer, area, 0).skip(2).put(say("notes-none"), theme.dim);
        return;
    }
    let mut lines: Vec<(String, &str)> = Vec::new();
    let width = usize::from(area.width);
    if model.meeting().slots().all(|slot| slot.runs.is_empty()) {
        let keys = [
            (Action::Commit, say("notes-teach-enter")),
            (Action::SlotNext, say("notes-teach-next")),
            (Action::Jump, say("notes-teach-jump")),
            (Action::Undo, say("notes-teach-undo")),
            (Action::Leave, say("notes-teach-leave")),
        ];
        lines.extend(in_columns(&keys.map(|(action, words)| (model.keymap.shown(action), words)), width));
        lines.push((String::new(), ""));
    }
    let empty = model.slot().is_some_and(|slot| slot.entries.is_empty());
    if empty {
        let examples = [
            ("! Ann — draft the plan due 2026-12-01", say("notes-an-action")),
            ("= we drop the old format", say("notes-a-decision")),
            ("? who tells the users", say("notes-a-question")),
            ("Ann: it works for me", say("notes-who-said")),
            ("PROPOSED: we meet weekly", say("notes-a-proposal")),
            ("s/old/new/", say("notes-a-correction")),
        ];
        // The keys of a first meeting are worth more than the last examples.
        let more = lines.len() + examples.len() <= usize::from(area.height);
        let examples = if more { &examples[..] } else { &examples[..3] };
        let examples: Vec<_> = examples.iter().map(|(words, meaning)| ((*words).to_owned(), *meaning)).collect();
        lines.extend(in_columns(&examples, width));
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
