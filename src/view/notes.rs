//! The notes of the slot on screen: a nested outline with hanging indents, the newest at the foot.
//!
//! Only what is visible is measured and drawn. An empty slot teaches what to type. Not here: the line being typed.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::agenda::BOX;
use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::outline::Words;
use crate::app::scroll::{Pane, Scroll};
use crate::app::{Action, Model, Span, Spot, TIME_COLUMN, Target, outline};
use crate::meeting::{Entry, Kind, Slot, Status};
use crate::text;
use crate::words::say;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (&model.authors, model.read_only.is_some()).hash(hasher);
    // What is marked is drawn by the place where it was.
    model.mouse.marked.map(|_| model.mouse.revision).hash(hasher);
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
    let marked = model.mouse.marked.and_then(|marked| marked.span(slot, &model.hands()));
    let mut y = 0;
    let mut skip = top.row;
    for index in top.entry..slot.entries.len() {
        if y >= rows {
            break;
        }
        let place = Rect { y: area.y + y as u16, height: (rows - y) as u16, ..area };
        y += draw_entry(model, (slot, index), marked, theme, place, skip, buffer);
        skip = 0;
    }
    draw_marks(model, &pane, theme, area, buffer);
    // A first meeting teaches its keys where nothing else wants the room.
    if rows - y >= 8 && model.read_only.is_none() && slot.runs.is_empty() {
        let place = Rect { y: area.bottom() - 6, height: 6, ..area };
        teach(model, theme, place, buffer);
    }
}

/// Says how many entries stand above and below what is seen, and the keys that go there; without these, or not at all, where a
/// low pane has words in that place.
fn draw_marks(model: &Model, pane: &Pane<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (above, below) = pane.hidden(model.scroll);
    let key = |action| model.keymap.shown(action);
    // In a low pane it may stand on the tint of what is selected.
    let style = if pane.covers() || model.selected.is_none() { theme.dim } else { theme.plain };
    let mut put = |y: u16, words: [String; 2]| {
        // A blank before it keeps it apart from a word that ends there.
        for words in words.map(|words| format!(" {words}")) {
            let width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX).min(area.width);
            let row = Rect { y: area.y + y, height: 1, ..area };
            let place = Rect { x: area.right() - width, width, ..row };
            let taken = if pane.covers() { row } else { place };
            if pane.covers() {
                taken.positions().for_each(|at| buffer[at].reset());
            }
            if taken.positions().all(|at| buffer[at].symbol() == " ") {
                Row::new(buffer, place, 0).put(&words, style);
                return;
            }
        }
    };
    if above > 0 {
        put(0, [say!("notes-above", count = above, key = key(Action::PageUp)), format!("↑ {above}")]);
    }
    if below > 0 {
        put(area.height - 1, [say!("notes-below", count = below, key = key(Action::PageDown)), format!("↓ {below}")]);
    }
}

/// Whether a mark covers that row of the pane.
fn is_marked(pane: &Pane<'_>, scroll: Scroll, row: isize) -> bool {
    let (above, below) = pane.hidden(scroll);
    let last = isize::try_from(pane.height).unwrap_or(isize::MAX) - 1;
    pane.covers() && ((above > 0 && row == 0) || (below > 0 && row == last))
}

/// Draws an entry without its first rows, and below it the other texts that it has; how many rows that took.
fn draw_entry(
    model: &Model,
    (slot, index): (&Slot, usize),
    marked: Option<Span>,
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
    let marked = marked.and_then(|span| span.of_entry(index, words.text.len()));
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
        let left = row.column();
        draw_words(entry, &words, range.clone(), theme, &mut row);
        if let Some(marked) = &marked {
            let cells = |to: usize| text::width(words.text.get(range.start..to).unwrap_or_default()) as u16;
            let (from, to) = (marked.start.clamp(range.start, range.end), marked.end.clamp(range.start, range.end));
            let (from, to) = (left.saturating_add(cells(from)), left.saturating_add(cells(to)).min(area.right()));
            let place = Rect { x: from, y: area.y + y, width: to.saturating_sub(from), height: 1 };
            buffer.set_style(place, theme.selected);
        }
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
    let mark = if !entry.rivals.is_empty() {
        Some(("≠", theme.alarm))
    } else if is_under_edit(model, entry) {
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

/// Whether its line is half typed, here or put aside.
fn is_under_edit(model: &Model, entry: &Entry) -> bool {
    model.editing == Some(entry.id) || model.drafts().any(|(key, _)| key.entry == Some(entry.id))
}

/// What of the notes is under the pointer; while something is dragged the nearest of them, wherever the pointer is.
pub(super) fn under(model: &Model, area: Rect, at: Position) -> Target {
    let nothing = Target::Notes { spot: None, on_box: false, past: 0 };
    let Some(slot) = model.slot() else { return nothing };
    let below = isize::try_from(at.y).unwrap_or(0) - isize::try_from(area.y).unwrap_or(0);
    let last_row = isize::try_from(area.height).unwrap_or(1) - 1;
    let past = if below < 0 { below } else { (below - last_row).max(0) };
    let times = if model.times { TIME_COLUMN } else { 0 };
    let width = usize::from(area.width).saturating_sub(times);
    let pane = Pane { slot, hands: model.hands(), width, height: usize::from(area.height) };
    let (index, row) = match pane.row(model.scroll, below) {
        Some(_) if !model.mouse.is_dragging() && is_marked(&pane, model.scroll, below) => return nothing,
        Some(found) => (found.entry, found.row),
        None if model.mouse.is_dragging() => (slot.entries.len().saturating_sub(1), usize::MAX),
        None => return nothing,
    };
    let Some(entry) = slot.entries.get(index) else { return nothing };
    let words = outline::words(entry, outline::tally(slot, index), &pane.hands);
    let indent = outline::indent(entry, &words.sign, width);
    let room = width.saturating_sub(indent).max(1);
    let spot = |start: usize, end: usize| Spot { entry: entry.id, start, end };
    let end = words.text.len();
    let Some(range) = text::wrap(&words.text, room, room).get(row).cloned() else {
        return Target::Notes { spot: Some(spot(end, end)), on_box: false, past };
    };
    let x = usize::from(at.x.saturating_sub(area.x)).checked_sub(times);
    let sign = indent - text::width(&words.sign);
    let is_box = row == 0 && entry.as_action().is_some() && entry.rivals.is_empty() && !is_under_edit(model, entry);
    let on_box = is_box && x.is_some_and(|x| (sign..sign + usize::from(BOX)).contains(&x));
    let spot = match x.and_then(|x| x.checked_sub(indent)) {
        None => spot(range.start, range.start),
        Some(x) => {
            let words = words.text.get(range.clone()).unwrap_or_default();
            match text::sign_at(words, x) {
                Some(sign) => spot(range.start + sign.start, range.start + sign.end),
                None => spot(range.end, range.end),
            }
        }
    };
    Target::Notes { spot: Some(spot), on_box, past }
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
            (say("notes-example-action"), say("notes-an-action")),
            (say("notes-example-decision"), say("notes-a-decision")),
            (say("notes-example-question"), say("notes-a-question")),
            (say("notes-example-speech"), say("notes-who-said")),
            (say("notes-example-proposal"), say("notes-a-proposal")),
            (say("notes-example-correction"), say("notes-a-correction")),
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

/// The first words padded to a column. Where the meanings do not all fit behind it, words of more than half a row stand out of the
/// column, so that one long example does not take the room of the others.
fn in_columns<'a>(lines: &[(String, &'a str)], width: usize) -> Vec<(String, &'a str)> {
    let widest = |most: usize| lines.iter().map(|(words, _)| text::width(words)).filter(|it| *it <= most).max();
    let meaning = lines.iter().map(|(_, meaning)| text::width(meaning)).max().unwrap_or(0);
    let whole = widest(usize::MAX).unwrap_or(0);
    let fits = 2 + whole + 2 + meaning <= width;
    let column = if fits { whole } else { widest(width / 2).unwrap_or(0) };
    let pad = |words: &String| column.saturating_sub(text::width(words)) + 2;
    lines.iter().map(|(words, meaning)| (format!("{words}{}", " ".repeat(pad(words))), *meaning)).collect()
}
