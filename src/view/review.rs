//! The action items that are gone through, in the place of the talking points.
//!
//! Each takes one row; the selected one shows all of its words, and the rule below says where it arose. Not here: which they
//! are and their order (see `app`).

use std::hash::{Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::agenda::BOX;
use super::paint::{Row, tint};
use super::theme::Theme;
use crate::app::outline::tick;
use crate::app::terms::age;
use crate::app::{Action, Model, Reviewed, Rows, Target};
use crate::meeting::Status;
use crate::text;
use crate::words::{Day, day, say};

/// Rows that the words of the selected item take at most.
const MOST_ROWS: usize = 3;

/// With fewer cells there is no room for an age.
const ROOMY: u16 = 50;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    let review = &model.review;
    (model.shows_review(), review.revision, review.place(), review.order, model.mouse.review).hash(hasher);
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    draw_rows(model, theme, area, buffer);
}

/// The item under the pointer.
pub(super) fn under(model: &Model, theme: &Theme, area: Rect, at: Position) -> Target {
    let (mut rows, shown) = draw_rows(model, theme, area, &mut Buffer::empty(area));
    let y = at.y - area.y;
    rows.under = shown.iter().position(|bottom| y < *bottom).map(|place| rows.top + place);
    let on_box = at.x < area.x + BOX && rows.under.is_some();
    Target::Row { on_box, rows }
}

/// Draws the items and the rule below them; returns which are on screen, and the row behind each.
fn draw_rows(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (Rows, Vec<u16>) {
    let review = &model.review;
    let room = area.height.saturating_sub(1);
    if review.rows.is_empty() {
        Row::new(buffer, area, 0).skip(2).put(say("review-none-open"), theme.dim);
    }
    let place = review.place();
    let digits = review.rows.iter().map(|row| row.state.number).max().unwrap_or(0).to_string().len();
    // The selected one is on screen with as many of its rows as there is room for.
    let height = review.chosen().map_or(1, |row| words(row, digits, area).1.len().clamp(1, MOST_ROWS));
    let follows = place.map_or(0, |place| (place + height).saturating_sub(room.into()).min(place));
    let last = (review.rows.len() + height - 1).saturating_sub(room.into()).min(review.rows.len().saturating_sub(1));
    let top = model.mouse.review.top(follows, last);
    let (mut y, mut shown) = (0, Vec::new());
    for (at, row) in review.rows.iter().enumerate().skip(top) {
        if y >= room {
            break;
        }
        let rows = if place == Some(at) { MOST_ROWS.min(usize::from(room - y)) } else { 1 };
        y += draw_item(
            row,
            digits,
            rows,
            place == Some(at),
            theme,
            Rect { y: area.y + y, height: room - y, ..area },
            buffer,
        );
        shown.push(y);
    }
    let hidden = review.rows.len() - shown.len();
    draw_rule(model, hidden, theme, Rect { y: area.y + room, height: 1, ..area }, buffer);
    (Rows { under: None, top, last }, shown)
}

/// Draws an item in at most so many rows and returns how many it took.
fn draw_item(
    item: &Reviewed,
    digits: usize,
    most: usize,
    selected: bool,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> u16 {
    let settled = item.state.status != Status::Open;
    let mut row = Row::new(buffer, area, 0);
    row.put(&format!("{} ", tick(item.state.status)), if settled { theme.good } else { theme.accent });
    row.put(&format!("{:>digits$} ", item.state.number), theme.dim);
    if area.width >= ROOMY {
        row.put_right(&format!("{:>6}", item.age.map(age).unwrap_or_default()), theme.dim);
    }
    match (item.overdue, item.state.due) {
        (Some(days), _) => _ = row.put_right(&format!(" {}", say!("review-late", age = age(days))), theme.alarm),
        (None, Some(due)) => {
            row.put_right(&format!(" {}", say!("item-due", day = day(due, Day::Weekday))), theme.dim);
        }
        (None, None) if !settled && area.width >= ROOMY => {
            row.put_right(&format!(" {}", say("tasks-no-date")), theme.dim);
        }
        (None, None) => {}
    }
    let owners = owners(item);
    let style = if item.state.owners.is_empty() { theme.warning } else { theme.strong };
    row.put(&owners, if settled { theme.dim } else { style }).put("  ", theme.plain);
    let (indent, wrapped) = words(item, digits, area);
    let plain = if settled { theme.dim } else { theme.plain };
    let safe = text::one_line_for_terminal(&item.text);
    if !selected || most < 2 || text::width(&safe) <= row.room() {
        row.put(&safe, plain);
        if selected {
            tint(buffer, area, 0, theme.selected);
        }
        return 1;
    }
    // All of its words stand below its owners, where they have the whole width.
    let mut y = 1;
    for words in wrapped.iter().take(most - 1) {
        Row::new(buffer, area, y).skip(indent).put(words, plain);
        y += 1;
    }
    (0..y).for_each(|y| tint(buffer, area, y, theme.selected));
    y
}

/// The cells before an item's words, and these in rows.
fn words(item: &Reviewed, digits: usize, area: Rect) -> (usize, Vec<String>) {
    let indent = digits + 3;
    let width = usize::from(area.width).saturating_sub(indent).max(1);
    let safe = text::one_line_for_terminal(&item.text);
    let rows = text::wrap(&safe, width, width).into_iter();
    (indent, rows.map(|range| safe.get(range).unwrap_or_default().trim_end().to_owned()).collect())
}

fn owners(item: &Reviewed) -> String {
    if item.state.owners.is_empty() { say("tasks-no-owner").to_owned() } else { item.state.owners.join(", ") }
}

/// Where the selected one arose, else how many there are and how they are sorted.
fn draw_rule(model: &Model, hidden: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let review = &model.review;
    let mut rule = Row::new(buffer, area, 0);
    let order = model.keymap.shown(Action::ReviewOrder);
    match review.place() {
        Some(place) => rule
            .put_right(&format!(" {} ", say!("tasks-place", place = place + 1, count = review.rows.len())), theme.dim),
        None if hidden > 0 => rule.put_right(&format!(" {} ", say!("review-more", count = hidden)), theme.dim),
        None => &mut rule,
    };
    let said = match review.chosen() {
        Some(row) => format!("{} ", row.origin),
        None if review.rows.is_empty() => String::new(),
        None => {
            let keys = model.keymap.shown(Action::ReviewItems);
            let (count, by) = (review.open(), review.order.words());
            let said = say!("review-head", count = count, order = by, order_key = order, key = keys) + " ";
            // What was prepared for the slot has made room for them.
            let prepared = model.slot().is_some_and(|slot| !slot.plan.topics.is_empty());
            if prepared {
                format!("{said}· {} ", say!("review-points", key = model.keymap.shown(Action::Points)))
            } else {
                said
            }
        }
    };
    rule.put(&said, theme.dim).fill("┄", theme.dim);
}
