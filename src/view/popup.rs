//! Pop-ups: drawn over the notes, always at the same place, never over the line being typed.
//!
//! Not here: what a key does in one.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, BorderType, Widget};

use super::paint::{Row, put_wrapped, tint, typed};
use super::theme::Theme;
use super::{big_clock, closeout, leave, search};
use crate::app::overlay::{
    Choice, HelpRow, Item, Overlay, Picker, asked, help, help_column, notation_row, read_rows, sentence,
};
use crate::app::{
    Action, Line, Model, Saved, Target, answer_completion, answered, asked_about, catch_up_rows, foretell, inside_popup,
};
use crate::text;
use crate::words::say;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    match &model.overlay {
        None => {}
        Some(Overlay::Pick(picker)) => {
            (picker.title, picker.slash, picker.filter.text(), picker.chosen, &picker.matches).hash(hasher);
            picker.rolled.hash(hasher);
            (model.revision, model.viewed, model.selected).hash(hasher);
            // The items are those of its opening: one of them tells two lists apart, and there may be thousands.
            picker.items.first().map(|item| (&item.label, &item.detail, picker.items.len())).hash(hasher);
            // What a change would cost is another thing a minute later.
            foretold(model, picker).hash(hasher);
        }
        Some(Overlay::Help { top }) => ("help", top).hash(hasher),
        Some(Overlay::Leave { unfinished, asked, top }) => ("leave", unfinished, asked, top, &model.saved).hash(hasher),
        Some(Overlay::Elsewhere { line, complaint }) => {
            ("elsewhere", line.text(), line.is_proposed(), complaint, &model.saved).hash(hasher);
        }
        Some(Overlay::StartedAt { slot, line, complaint }) => {
            ("at", slot, model.revision, line.text(), complaint).hash(hasher);
        }
        Some(Overlay::Ask { verb, about, line, complaint }) => {
            ("ask", verb, about, line.text(), line.cursor(), complaint, model.viewed, model.plan_revision).hash(hasher);
            foretell(model, *verb, &answered(*about, line.text())).hash(hasher);
        }
        Some(Overlay::CatchUp { proposals, chosen }) => {
            ("catch-up", catch_up_rows(model, proposals, *chosen)).hash(hasher);
        }
        Some(Overlay::CloseOut) => closeout::mark(model, hasher),
        Some(Overlay::Search) => model.search.mark(hasher),
        Some(Overlay::BigClock) => ("clock", model.big_clock()).hash(hasher),
        Some(Overlay::Report { title, lines, top }) => ("report", title, lines, top).hash(hasher),
    }
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(overlay) = &model.overlay else { return };
    if let Overlay::BigClock = overlay {
        return big_clock::draw(&model.big_clock(), theme, buffer);
    }
    let asks = match overlay {
        Overlay::Ask { verb, .. } => sentence(verb.verb().help()),
        _ => String::new(),
    };
    let inner = inside_popup(area);
    let title = match overlay {
        Overlay::Pick(picker) => picker.title,
        Overlay::Help { top } => help_title(model, *top, inner),
        Overlay::Leave { .. } => say("popup-leave"),
        Overlay::Elsewhere { .. } => say("popup-elsewhere"),
        Overlay::StartedAt { .. } => say("popup-clock"),
        Overlay::Ask { .. } => &asks,
        Overlay::CatchUp { .. } => say("popup-catch-up"),
        Overlay::CloseOut => say("popup-close-out"),
        Overlay::Search => say("popup-search"),
        Overlay::BigClock => say("popup-big-clock"),
        Overlay::Report { title, .. } => title,
    };
    let title = format!(" {} ", text::one_line_for_terminal(title));
    let block = Block::bordered().border_type(BorderType::Rounded).border_style(theme.dim);
    block.title(ratatui::text::Span::styled(title, theme.strong)).render(area, buffer);
    match overlay {
        Overlay::Pick(picker) => {
            let told = draw_argument(model, picker, theme, inner, buffer);
            draw_picker(picker, told, theme, inner, buffer);
        }
        Overlay::Help { top } => draw_help(&help(&model.keymap, inner.width.into()), *top, theme, inner, buffer),
        Overlay::Leave { unfinished, asked, top } => {
            leave::draw(model, (unfinished, *asked, *top), theme, inner, buffer);
        }
        Overlay::Elsewhere { line, complaint } => {
            Row::new(buffer, inner, 0).put("› ", theme.accent).put(line.text(), typed(line, theme));
            let asked = say("popup-folder");
            Row::new(buffer, inner, 1).put(asked, theme.dim);
            if let Some(complaint) = complaint {
                Row::new(buffer, inner, 2).put(complaint, theme.warning);
            } else if let Saved::Failing { why, .. } = &model.saved {
                Row::new(buffer, inner, 2).put(&say!("popup-not-saved", why = why), theme.alarm);
            }
        }
        Overlay::StartedAt { slot, line, complaint } => {
            let title = model.meeting().slot(*slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
            Row::new(buffer, inner, 0).put("› ", theme.accent).put(line.text(), theme.strong);
            let slot = model.meeting().slot(*slot);
            let said = slot.and_then(|slot| slot.runs.last()).map(|run| model.meeting().local(run.from.at));
            let asked = match said {
                Some(at) => say!("popup-started-clock", clock = at.format("%H:%M").to_string()),
                None => say("popup-started").to_owned(),
            };
            Row::new(buffer, inner, 1).put(title, theme.plain).put("  ", theme.plain).put(&asked, theme.dim);
            if let Some(complaint) = complaint {
                Row::new(buffer, inner, 2).put(complaint, theme.warning);
            }
        }
        Overlay::Ask { verb, about, line, complaint } => {
            draw_asked(model, (*verb, *about), line, complaint.as_deref(), theme, inner, buffer);
        }
        Overlay::CatchUp { proposals, chosen } => {
            for (y, words) in (0..inner.height).zip(catch_up_rows(model, proposals, *chosen)) {
                Row::new(buffer, inner, y).put(&words, if y == 0 { theme.strong } else { theme.plain });
            }
        }
        Overlay::Report { lines, top, .. } => draw_report(lines, *top, theme, inner, buffer),
        Overlay::CloseOut => closeout::draw(model, theme, inner, buffer),
        Overlay::Search => search::draw(&model.search, theme, inner, buffer),
        Overlay::BigClock => {}
    }
}

pub(super) fn cursor(model: &Model, overlay: &Overlay, area: Rect) -> Option<Position> {
    let line: &Line = match overlay {
        Overlay::Search => return search::cursor(&model.search, inside_popup(area)),
        Overlay::Pick(picker) => &picker.filter,
        Overlay::StartedAt { line, .. } | Overlay::Elsewhere { line, .. } | Overlay::Ask { line, .. } => line,
        Overlay::Help { .. }
        | Overlay::Leave { .. }
        | Overlay::Report { .. }
        | Overlay::CatchUp { .. }
        | Overlay::CloseOut
        | Overlay::BigClock => return None,
    };
    let inner = inside_popup(area);
    if inner.is_empty() {
        return None;
    }
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let x = inner.x.saturating_add(2 + text::width(before) as u16);
    Some(Position { x: x.min(inner.right() - 1), y: inner.y })
}

/// What is under the pointer in a pop-up, or beside it.
pub(super) fn under(model: &Model, theme: &Theme, overlay: &Overlay, area: Rect, at: Position) -> Target {
    let inner = inside_popup(area);
    if matches!(overlay, Overlay::BigClock) || !area.contains(at) {
        return Target::Outside;
    }
    match overlay {
        _ if !inner.contains(at) => Target::Popup,
        Overlay::Leave { unfinished, asked, top } => leave::under(model, (unfinished, *asked, *top), inner, at),
        Overlay::CloseOut => closeout::under(model, inner, at),
        Overlay::Search => search::under(&model.search, theme, inner, at),
        Overlay::Pick(picker) => {
            let told = draw_argument(model, picker, theme, inner, &mut Buffer::empty(inner));
            picker_under(picker, told, inner, at)
        }
        Overlay::StartedAt { line, .. } | Overlay::Elsewhere { line, .. } | Overlay::Ask { line, .. }
            if at.y == inner.y =>
        {
            line_under(line, inner, at)
        }
        _ => Target::Popup,
    }
}

/// A row of a list, or its filter.
pub(super) fn picker_under<C: Clone>(picker: &Picker<C>, told: u16, area: Rect, at: Position) -> Target {
    let first = 1 + told;
    match (at.y - area.y).checked_sub(first) {
        Some(below) => {
            let room = area.height.saturating_sub(first);
            Target::ListRow(picker.shown(room.into(), Some(below.into())))
        }
        None => line_under(&picker.filter, area, at),
    }
}

/// The byte under the pointer of what is typed behind its sign in the first row.
pub(super) fn line_under(line: &Line, area: Rect, at: Position) -> Target {
    let x = usize::from(at.x.saturating_sub(area.x)).saturating_sub(2);
    Target::Typed(text::sign_at(line.text(), x).map_or(line.text().len(), |sign| sign.start))
}

/// What is to be picked from, below its filter and `told` rows that are taken already.
pub(super) fn draw_picker<C: Clone>(picker: &Picker<C>, told: u16, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let prompt = if picker.slash { "/ " } else { "› " };
    Row::new(buffer, area, 0).put(prompt, theme.accent).put(picker.filter.text(), theme.strong);
    if picker.matches.is_empty() {
        let words = match (picker.items.is_empty(), picker.slash) {
            (true, _) => say("popup-none-yet"),
            (false, true) => say("popup-no-verb"),
            (false, false) => say("popup-nothing-fits"),
        };
        Row::new(buffer, area, 1).put(words, theme.dim);
        return;
    }
    let first = 1 + told;
    let top = picker.shown(area.height.saturating_sub(first).into(), None).top;
    for (y, place) in (first..area.height).zip(top..picker.matches.len()) {
        let Some((item, mut row)) = begin_item(picker, place, theme, (area, y), buffer) else { continue };
        row.put_right(&item.detail, theme.dim).put_right("  ", theme.plain);
        row.put(&item.label, theme.plain);
        tint_chosen(picker, place, theme, (area, y), buffer);
    }
}

/// A row of a list, by its place among those that fit, with its mark and no words yet.
pub(super) fn begin_item<'a, 'b, C>(
    picker: &'a Picker<C>,
    place: usize,
    theme: &Theme,
    (area, y): (Rect, u16),
    buffer: &'b mut Buffer,
) -> Option<(&'a Item<C>, Row<'b>)> {
    let item = picker.matches.get(place).and_then(|index| picker.items.get(*index))?;
    let mut row = Row::new(buffer, area, y);
    row.put(if place == picker.chosen { "› " } else { "  " }, theme.accent);
    Some((item, row))
}

/// Lays its colour over a row that Enter takes.
pub(super) fn tint_chosen<C>(
    picker: &Picker<C>,
    place: usize,
    theme: &Theme,
    (area, y): (Rect, u16),
    buffer: &mut Buffer,
) {
    if place == picker.chosen {
        tint(buffer, area, y, theme.selected);
    }
}

/// What the row that Enter takes would do with what was typed behind its word, or why it would not.
fn foretold(model: &Model, picker: &Picker<Choice>) -> Option<Result<String, String>> {
    let (Some(Choice::Do(action)), Some(argument)) = (picker.choice(), picker.argument()) else { return None };
    Some(foretell(model, action, argument))
}

/// Says it behind what was typed where there is room for all of it, else below; returns how many rows it takes there.
fn draw_argument(model: &Model, picker: &Picker<Choice>, theme: &Theme, area: Rect, buffer: &mut Buffer) -> u16 {
    let (words, style) = match foretold(model, picker) {
        Some(Ok(words)) => (words, theme.accent),
        Some(Err(why)) => (why, theme.warning),
        None => return 0,
    };
    let mut row = Row::new(buffer, area, 0);
    row.skip(2 + text::width(picker.filter.text()) + 2);
    if row.room() >= text::width(&words) {
        row.put(&words, style);
        return 0;
    }
    let rows = below(area, 1);
    put_wrapped(&words, style, Rect { height: rows.height.min(MOST_TOLD), ..rows }, buffer)
}

/// What is left of a pop-up below so many rows, as far in as what is typed.
fn below(area: Rect, rows: u16) -> Rect {
    Rect {
        x: area.x.saturating_add(2),
        y: area.y.saturating_add(rows),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(rows),
    }
}

/// Rows that what is foretold takes at most, so that there is room for what it is told of.
const MOST_TOLD: u16 = 4;

/// A verb that asks for what it is to be done with, and what it would do with the answer so far.
fn draw_asked(
    model: &Model,
    (verb, about): (Action, Option<u32>),
    line: &Line,
    complaint: Option<&str>,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut row = Row::new(buffer, area, 0);
    row.put("› ", theme.accent).put(line.text(), theme.strong);
    if let Some(completion) = answer_completion(model) {
        row.put(&completion.rest, theme.dim);
    }
    Row::new(buffer, area, 1).put(&asked(verb, about), theme.dim);
    let below = below(area, 2);
    match complaint {
        Some(complaint) => _ = put_wrapped(complaint, theme.warning, below, buffer),
        None if line.text().trim().is_empty() => {
            // What is answered names it; until then it stands here.
            let item = about.and_then(|number| asked_about(model, number)).unwrap_or_default();
            put_wrapped(&text::one_line_for_terminal(&item), theme.plain, below, buffer);
        }
        None => match foretell(model, verb, &answered(about, line.text())) {
            Ok(words) => _ = put_wrapped(&words, theme.accent, below, buffer),
            Err(why) => _ = put_wrapped(&why, theme.warning, below, buffer),
        },
    }
}

/// Which page of the help it is.
fn help_title(model: &Model, top: usize, inner: Rect) -> &'static str {
    let notation = notation_row(&help(&model.keymap, inner.width.into()), inner.height.into());
    if top < notation { say("popup-keys") } else { say("popup-notation") }
}

/// The rows of a help from one on, as many as there is room for.
pub(super) fn draw_help(rows: &[HelpRow], top: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let column = help_column(area.width.into());
    let top = top.min(rows.len().saturating_sub(area.height.into()));
    for (y, HelpRow { keys, words }) in (0..area.height).zip(&rows[top..]) {
        let mut row = Row::new(buffer, area, y);
        if words.is_empty() {
            row.put(keys, theme.accent);
        } else {
            row.put(keys, theme.strong).skip(column.saturating_sub(text::width(keys))).put(words, theme.plain);
        }
    }
}

/// What is to be read, from a row on; where more follows the last row says how much.
fn draw_report(lines: &[String], top: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let rows = read_rows(lines, area.width.into());
    let height = usize::from(area.height);
    let top = top.min(rows.len().saturating_sub(height));
    let more = (rows.len() - top).saturating_sub(height);
    for (y, (indent, words)) in (0..area.height).zip(&rows[top..]) {
        let mut row = Row::new(buffer, area, y);
        if more > 0 && y + 1 == area.height {
            row.put(&say!("popup-more-rows", count = more + 1), theme.dim);
        } else {
            row.skip(*indent).put(words, theme.plain);
        }
    }
}
