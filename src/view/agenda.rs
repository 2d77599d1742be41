//! The left column: days and slots with how each stands, and below them the action items.
//!
//! Days that are not looked at fold where there is no room for all. Not here: the slot's own header.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::{ItemPlace, ListedItem, Model, outline};
use crate::meeting::schedule::State;
use crate::meeting::{Day, Mark, Slot, SlotId};
use crate::words::say;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (model.plan_revision, model.viewed).hash(hasher);
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

/// A row of the column.
enum Line<'a> {
    Day(&'a Day, bool),
    Slot(&'a Slot),
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let lines = lines(model, usize::from(area.height));
    let viewed = lines.iter().position(|line| matches!(line, Line::Slot(slot) if slot.id == model.viewed)).unwrap_or(0);
    let room = usize::from(area.height);
    // The slot on screen stays in the middle where there is more than fits.
    let top = viewed.saturating_sub(room / 2).min(lines.len().saturating_sub(room));
    for (y, line) in (0..area.height).zip(&lines[top..]) {
        match line {
            Line::Day(day, open) => draw_day(day, *open, theme, Row::new(buffer, area, y)),
            Line::Slot(slot) => {
                draw_slot(model, slot, theme, Row::new(buffer, area, y));
                if slot.id == model.viewed {
                    tint(buffer, area, y, theme.selected);
                }
            }
        }
    }
}

/// The rows, with days folded where all of them are too many; those of the slots on screen and running stay open.
fn lines(model: &Model, room: usize) -> Vec<Line<'_>> {
    let days = &model.meeting().days;
    let all: usize = days.iter().map(|day| day.slots.len() + 1).sum();
    let current = model.meeting().current().map(|slot| slot.id);
    let mut lines = Vec::new();
    for day in days {
        let has = |id: SlotId| day.slots.iter().any(|slot| slot.id == id);
        let open = all <= room || has(model.viewed) || current.is_some_and(has);
        if days.len() > 1 || day.date.is_some() {
            lines.push(Line::Day(day, open));
        }
        if open {
            lines.extend(day.slots.iter().map(Line::Slot));
        }
    }
    lines
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
    match projected.state {
        State::Held | State::Current => {
            let start = projected.start?.format("%H:%M").to_string();
            let planned = model.planned(slot.id).and_then(|planned| planned.start).filter(|_| !slot.unplanned);
            let apart = planned.is_none_or(|planned| planned.format("%H:%M").to_string() != start);
            apart.then_some((if slot.unplanned { UNPLANNED } else { HELD }, start))
        }
        _ => shifted(model, slot),
    }
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
    // Those of the slot on screen first, then the newest, then what earlier meetings left.
    let (carried, mut rows): (Vec<&ListedItem>, Vec<_>) = list.rows.iter().partition(|row| row.is_carried());
    rows.reverse();
    rows.sort_by_key(|row| !matches!(row.place, ItemPlace::Here(slot, _) if slot == model.viewed));
    rows.extend(carried.into_iter().filter(|row| row.is_open()));
    for (y, item) in (2..area.height).zip(rows) {
        draw_item(item, theme, Row::new(buffer, area, y));
    }
}

fn draw_item(item: &ListedItem, theme: &Theme, mut row: Row<'_>) {
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

pub(super) fn draw_strip(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let slots: Vec<&Slot> = model.meeting().slots().collect();
    let Some(at) = slots.iter().position(|slot| slot.id == model.viewed) else { return };
    let mut row = Row::new(buffer, area, 0);
    let third = usize::from(area.width) / 3;
    if let Some(before) = at.checked_sub(1) {
        row.put(&format!("‹ {} · ", crate::text::fit(&slots[before].plan.title, third.saturating_sub(5))), theme.dim);
    }
    let sign = if slots[at].is_running() { "▶ " } else { "" };
    row.put(sign, theme.accent).put(&crate::text::fit(&slots[at].plan.title, third), theme.strong);
    if let Some(after) = slots.get(at + 1) {
        row.put(&format!(" · {} ›", crate::text::fit(&after.plan.title, third.saturating_sub(5))), theme.dim);
    }
}
