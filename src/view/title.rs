//! The title bar: meeting, day, clock, how the day stands, and whether everything is saved.
//!
//! The saved state is the last thing to go when there is little room. Not here: the slot's own timer.

use std::hash::{Hash, Hasher};

use chrono::{TimeDelta, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{Row, duration};
use super::theme::Theme;
use crate::app::{Model, Saved, outline};
use crate::meeting::schedule;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (model.plan_revision, model.viewed, &model.saved).hash(hasher);
    clock(model).hash(hasher);
    standing(model).hash(hasher);
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1);
    row.put_right(" ", theme.plain);
    match &model.saved {
        Saved::Saved => row.put_right("● saved", theme.good),
        Saved::Saving => row.put_right("○ saving", theme.dim),
        Saved::Failing(why) => {
            // Whatever else there is no room for: this is said.
            let words = format!("▲ NOT SAVED: {}", crate::text::one_line_for_terminal(why));
            let fitting = crate::text::fit(&words, row.room());
            row.put_right(&fitting, theme.alarm)
        }
    };
    let meeting = model.meeting();
    let wanted = crate::text::width(&meeting.head.title).min(24) + 3;
    let mut parts = Vec::new();
    if let Some(day) = day(model) {
        parts.push((day, theme.dim));
    }
    if let Some(clock) = clock(model) {
        parts.push((clock, theme.strong));
    }
    if let Some((words, behind)) = standing(model) {
        parts.push((words, if behind { theme.warning } else { theme.dim }));
    }
    if let Some(closed) = meeting.closed {
        parts.push((format!("closed {}", meeting.local(closed).format("%-d %b %H:%M")), theme.warning));
    }
    for (words, style) in parts.into_iter().rev() {
        if row.room() >= crate::text::width(&words) + 3 + wanted {
            row.put_right("   ", theme.plain).put_right(&words, style);
        }
    }
    row.put_right("  ", theme.plain);
    row.put(&meeting.head.title, theme.strong);
}

/// `Day 1 of 3 · Mon 28 Oct`.
fn day(model: &Model) -> Option<String> {
    let days = &model.meeting().days;
    let index = days.iter().position(|day| day.slots.iter().any(|slot| slot.id == model.viewed))?;
    let date = days[index].date.map(outline::short_date);
    let count = (days.len() > 1).then(|| format!("Day {} of {}", index + 1, days.len()));
    match (count, date) {
        (Some(count), Some(date)) => Some(format!("{count} · {date}")),
        (count, date) => count.or(date),
    }
}

/// The wall clock, while a clock runs: the process sleeps otherwise, and a clock that stands still is a lie.
fn clock(model: &Model) -> Option<String> {
    model.meeting().current()?;
    let now = model.meeting().local(model.now.at);
    Some(format!("{:02}:{:02} {}", now.hour(), now.minute(), now.format("%Z")))
}

/// How the day stands in words, and whether it is behind.
fn standing(model: &Model) -> Option<(String, bool)> {
    let standing = schedule::standing(model.meeting(), &model.now)?;
    let behind = standing.behind.num_minutes();
    let words = match behind {
        1.. => format!("{} behind", duration(behind)),
        0 => "on time".to_owned(),
        _ => format!("{} ahead", duration(-behind)),
    };
    let ends = standing.ends.map(|ends| format!(" · ends {}", ends.format("%H:%M"))).unwrap_or_default();
    Some((words + &ends, standing.behind >= TimeDelta::minutes(1)))
}
