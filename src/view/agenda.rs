//! The left column: days and slots with how each stands, and below them the action items.
//!
//! Days that are not looked at fold where there is no room for all. Not here: the slot's own header.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::overlay::Choice;
use crate::app::{AgendaLine, Model, Rows, Target, outline};
use crate::meeting::schedule::State;
use crate::meeting::{Day, Mark, Slot, SlotId};
use crate::words::say;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (model.plan_revision, model.viewed, model.mouse.agenda).hash(hasher);
    // A slot that ran for a moment counts as held once something was said in it.
    for slot in model.meeting().slots() {
        slot.entries.is_empty().hash(hasher);
    }
    for (key, _) in model.drafts().filter(|(key, _)| key.slot != model.viewed) {
        key.hash(hasher);
    }
    model.standing.is_some().hash(hasher);
    for it in &model.projection.slots {
        // All that a row's time hangs on beside the plan; to the minute, as it is shown.
        let start = it.start.map(|start| start.timestamp().div_euclid(60));
        (it.state, start, it.late().map(|late| late.num_minutes()), it.fixed).hash(hasher);
    }
    if let Some(current) = model.meeting().current() {
        current.elapsed(&model.now).num_minutes().hash(hasher);
        current.was_held(&model.now).hash(hasher);
    }
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.height);
    let lines = model.agenda_lines(room);
    let (top, _) = model.agenda_top(&lines, room);
    for (y, line) in (0..area.height).zip(lines.iter().skip(top)) {
        match line {
            AgendaLine::Day(day, open) => draw_day(day, *open, theme, Row::new(buffer, area, y)),
            AgendaLine::Slot(slot) => {
                draw_slot(model, slot, theme, Row::new(buffer, area, y));
                if slot.id == model.viewed {
                    tint(buffer, area, y, theme.selected);
                }
            }
        }
    }
}

/// The row under the pointer.
pub(super) fn under(model: &Model, area: Rect, at: Position) -> Target {
    let room = usize::from(area.height);
    let lines = model.agenda_lines(room);
    let (top, last) = model.agenda_top(&lines, room);
    let row = top + usize::from(at.y - area.y);
    let line = lines.get(row);
    Target::Agenda { slot: line.and_then(AgendaLine::slot), rows: Rows { under: line.map(|_| row), top, last } }
}

fn draw_day(day: &Day, open: bool, theme: &Theme, mut row: Row<'_>) {
    let date = day.date.map(outline::short_date);
    if !open {
        let blank = if row.room() > 24 { " " } else { "" };
        row.put_right(&format!("{} ▸{blank}", day.slots.len()), theme.dim);
    }
    row.put(&date.unwrap_or_else(|| day.title.clone()), theme.strong);
}

fn draw_slot(model: &Model, slot: &Slot, theme: &Theme, mut row: Row<'_>) {
    let viewed = slot.id == model.viewed;
    let held = slot.was_held(&model.now);
    let (sign, style) = if slot.is_running() {
        ("▶", theme.accent)
    } else if let Some(mark) = slot.mark {
        (if mark == Mark::Skipped { "×" } else { "»" }, theme.dim)
    } else if model.paused() == Some(slot.id) {
        ("‖", theme.warning)
    } else if held {
        ("✓", theme.good)
    } else if slot.runs.is_empty() {
        (" ", plan_style(slot, theme))
    } else {
        ("–", theme.dim)
    };
    row.put(if viewed { "›" } else { " " }, theme.accent).put(sign, style);
    let planned = model.planned(slot.id);
    let spent = slot.elapsed(&model.now).num_minutes();
    let number = if held { Some(spent) } else { planned.and_then(|planned| planned.minutes).map(i64::from) };
    let wide = row.room() > ROOM_FOR_TWO_TIMES;
    if row.room() > 24 {
        row.put_right(" ", theme.plain);
    }
    let number = number.map(|minutes| if minutes < 1000 { minutes.to_string() } else { format!("{}h", minutes / 60) });
    row.put_right(&format!("{:>3}", number.unwrap_or_default()), theme.dim);
    row.put_right(if has_draft(model, slot.id) { "✎" } else { " " }, theme.warning);
    let planned = planned_start(model, slot);
    match real_start(model, slot) {
        real if wide => {
            row.put(&planned.unwrap_or_else(|| NO_TIME.to_owned()), theme.dim);
            put_real(&mut row, real, theme);
        }
        // Where there is room for one: what is true counts more than what was planned.
        Some(real) => put_real(&mut row, Some(real), theme),
        None if slot.unplanned => {
            row.put(&format!("{UNPLANNED:<7}"), theme.dim);
        }
        None => {
            row.put(&planned.unwrap_or_else(|| NO_TIME.to_owned()), theme.dim);
        }
    }
    let style = if slot.is_running() { theme.accent } else { plan_style(slot, theme) };
    row.put(&slot.plan.title, style);
}

/// The cells of a row from which on planned and real time stand beside each other.
const ROOM_FOR_TWO_TIMES: usize = 32;

/// What stands where there is no time.
const NO_TIME: &str = "       ";

/// The sign of a time that was held.
const HELD: char = ' ';

/// What stands before a slot that nobody planned.
const UNPLANNED: char = '+';

/// ` 09:45 `, `~09:45 ` where that is a guess.
fn planned_start(model: &Model, slot: &Slot) -> Option<String> {
    if slot.unplanned {
        return None;
    }
    let planned = model.planned(slot.id)?;
    Some(format!("{}{} ", if planned.start_guessed { '~' } else { ' ' }, planned.start?.format("%H:%M")))
}

/// When a slot began, or will, where that is not when it was planned.
fn real_start(model: &Model, slot: &Slot) -> Option<(char, String)> {
    let projected = model.projection.of(slot.id)?;
    // One that was held is that, whichever clock runs by now.
    let held = slot.started().filter(|_| slot.was_held(&model.now)).map(|at| model.meeting().local(at));
    let stands = matches!(projected.state, State::Held | State::Current);
    let Some(start) = held.or(projected.start.filter(|_| stands)) else { return shifted(model, slot) };
    let start = start.format("%H:%M").to_string();
    let planned = model.planned(slot.id).and_then(|planned| planned.start).filter(|_| !slot.unplanned);
    let apart = planned.is_none_or(|planned| planned.format("%H:%M").to_string() != start);
    apart.then_some((if slot.unplanned { UNPLANNED } else { HELD }, start))
}

fn put_real(row: &mut Row<'_>, real: Option<(char, String)>, theme: &Theme) {
    let style = match real {
        Some(('↑', _)) => theme.accent,
        Some(('!', _)) => theme.alarm,
        Some(('↓', _)) => theme.warning,
        _ => theme.dim,
    };
    row.put(&real.map_or_else(|| NO_TIME.to_owned(), |(sign, time)| format!("{sign}{time} ")), style);
}

/// When a slot that is still to come is expected, where that is not when it was planned, with a sign: later, earlier, a fixed
/// point missed, or moved there. A clock that stands still expects nothing.
fn shifted(model: &Model, slot: &Slot) -> Option<(char, String)> {
    let projected = model.projection.of(slot.id).filter(|projected| projected.state == State::Ahead)?;
    let start = projected.start?.format("%H:%M").to_string();
    if slot.moved {
        return Some(('↕', start));
    }
    model.standing.as_ref()?;
    if slot.unplanned {
        return Some((UNPLANNED, start));
    }
    let planned = projected.planned.start?;
    let late = projected.late()?.num_minutes();
    match late {
        0 => None,
        1.. if projected.fixed => Some(('!', start)),
        1.. => Some(('↓', start)),
        _ if planned.format("%H:%M").to_string() == start => None,
        _ => Some(('↑', start)),
    }
}

fn plan_style(slot: &Slot, theme: &Theme) -> Style {
    if slot.plan.kind.is_break() || slot.withdrawn || slot.mark.is_some() { theme.dim } else { theme.plain }
}

fn has_draft(model: &Model, slot: SlotId) -> bool {
    slot != model.viewed && model.drafts().any(|(key, _)| key.slot == slot)
}

pub(super) fn draw_actions(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let list = &model.items;
    let mut title = Row::new(buffer, area, 1);
    title.put(say("agenda-items"), theme.strong);
    if list.rows.is_empty() {
        Row::new(buffer, area, 2).put(say("agenda-makes-one"), theme.dim);
        return;
    }
    let whole = format!(" · {}", say!("agenda-open-carried", open = list.open(), carried = list.carried_open));
    let short = format!(" · {}", say!("agenda-open", open = list.open()));
    let fits = list.carried_open > 0 && crate::text::width(&whole) <= title.room();
    title.put(if fits { &whole } else { &short }, theme.strong);
    let (first, top, _) = items_shown(model, area);
    for (y, item) in (first..area.height).zip(model.items.beside(model.viewed).into_iter().skip(top)) {
        draw_item(item, theme, Row::new(buffer, area, y));
    }
}

/// The row of the pane at which they begin, the first of them that is on screen, and the last one that can be it.
fn items_shown(model: &Model, area: Rect) -> (u16, usize, usize) {
    let room = usize::from(area.height.saturating_sub(FIRST_ITEM));
    let last = model.items.beside(model.viewed).len().saturating_sub(room);
    (FIRST_ITEM, model.mouse.items.top(0, last), last)
}

/// Cells of a box and the blank behind it.
pub(super) const BOX: u16 = 2;

/// Rows above the action items: a blank one and their heading.
const FIRST_ITEM: u16 = 2;

/// The action item under the pointer.
pub(super) fn under_items(model: &Model, area: Rect, at: Position) -> Target {
    let (first, top, last) = items_shown(model, area);
    let row = (at.y - area.y).checked_sub(first).map(|y| top + usize::from(y));
    let items = model.items.beside(model.viewed);
    let item = row.and_then(|row| items.get(row));
    let choice = item.map(|item| Choice::of_item(item));
    let on_box = at.x < area.x + BOX;
    let under = row.filter(|_| item.is_some());
    Target::Item { choice, on_box, rows: Rows { under, top, last } }
}

fn draw_item(item: &crate::app::ListedItem, theme: &Theme, mut row: Row<'_>) {
    let state = &item.state;
    row.put(&format!("{} ", outline::tick(state.status)), if item.is_open() { theme.accent } else { theme.good });
    row.put(&state.number.to_string(), theme.dim);
    // Where it arose, as far as that leaves most of the row to what is to be done.
    if let Some(origin) = item.origin(row.room() / 3) {
        row.put(outline::CARRIED, theme.dim);
        row.put_right(&origin, theme.dim).put_right(" ", theme.plain);
    }
    row.put(" ", theme.plain);
    row.put(&item.owners(), if state.owners.is_empty() { theme.warning } else { theme.plain });
    row.put(" ", theme.plain).put(&item.text, theme.dim);
}

/// The slot beside the one on screen that is under the pointer.
pub(super) fn under_strip(model: &Model, theme: &Theme, area: Rect, at: Position) -> Target {
    let here = draw_strip(model, theme, area, &mut Buffer::empty(area));
    match at.x {
        x if x < here.start => Target::Beside { forward: false },
        x if x >= here.end => Target::Beside { forward: true },
        _ => Target::Nothing,
    }
}

/// Draws the slots before, on screen and after; returns the columns of the one on screen.
pub(super) fn draw_strip(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Range<u16> {
    let slots: Vec<&Slot> = model.meeting().slots().collect();
    let Some(at) = slots.iter().position(|slot| slot.id == model.viewed) else { return 0..u16::MAX };
    let mut row = Row::new(buffer, area, 0);
    let third = usize::from(area.width) / 3;
    if let Some(before) = at.checked_sub(1) {
        row.put(&format!("‹ {} · ", crate::text::fit(&slots[before].plan.title, third.saturating_sub(5))), theme.dim);
    }
    let sign = if slots[at].is_running() { "▶ " } else { "" };
    let start = row.column();
    row.put(sign, theme.accent).put(&crate::text::fit(&slots[at].plan.title, third), theme.strong);
    let end = row.column();
    if let Some(after) = slots.get(at + 1) {
        row.put(&format!(" · {} ›", crate::text::fit(&after.plan.title, third.saturating_sub(5))), theme.dim);
    }
    start..end
}
