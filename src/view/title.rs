//! The title bar: meeting, day, clock, how the day stands, and whether everything is saved.
//!
//! The saved state is the last thing to go when there is little room. Not here: the slot's own timer.

use std::hash::{Hash, Hasher};

use chrono::{TimeDelta, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{Row, duration};
use super::theme::Theme;
use crate::app::{Model, Saved, outline, told_in};
use crate::meeting::Stage;
use crate::meeting::schedule::Point;
use crate::words::{self, Day, say};

/// Cells that the meeting's own title keeps beside words that have a shorter form.
const SHORTEST_TITLE: usize = 14;

/// Those that it keeps beside what can be looked up elsewhere.
const LONG_TITLE: usize = 24;

/// Those that it keeps beside how the day stands, which is asked for most.
const A_WORD: usize = 10;

/// What parts words of which nothing can be left out.
const WHOLE: &str = "\n";

/// What stands before when the day ends; how it stands has none of it.
const ENDS: &str = " · ";

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (model.plan_revision, model.viewed, &model.saved, &model.read_only).hash(hasher);
    clock(model).hash(hasher);
    standing(model).hash(hasher);
    missed(model).hash(hasher);
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1);
    row.put_right(" ", theme.plain);
    put_kept(model, theme, &mut row);
    let meeting = model.meeting();
    let title = crate::text::width(&meeting.head.title);
    let mut parts = Vec::new();
    if let Some(day) = day(model) {
        parts.push((day, WHOLE, LONG_TITLE, theme.dim));
    }
    if let Some(clock) = clock(model) {
        parts.push((clock, " · ", SHORTEST_TITLE, theme.strong));
    }
    if let Some(words) = missed(model) {
        parts.push((words, WHOLE, LONG_TITLE, theme.warning));
    }
    if let Some((words, behind)) = standing(model) {
        parts.push((words, ENDS, A_WORD, if behind { theme.warning } else { theme.dim }));
    }
    if let Some(closed) = meeting.closed {
        let closed = meeting.local(closed);
        let words = match (meeting.stage(), meeting.approvals.last()) {
            (Stage::Final, Some(approval)) if approval.by.is_empty() => say("title-final").to_owned(),
            (Stage::Final, Some(approval)) => say!("title-final-by", names = approval.by.join(", ")),
            _ => {
                let (on, clock) = (words::day(closed.date_naive(), Day::Short), closed.format("%H:%M"));
                say!("title-closed", when = format!("{on} {clock}"))
            }
        };
        parts.push((words, " · ", LONG_TITLE, theme.warning));
    }
    // What stands behind the parting is left out first: how late it is says more than when that ends, and the meeting's own
    // clock more than another. What is left then says more than the end of a long title.
    for (words, parting, kept, style) in parts.into_iter().rev() {
        let short = words.split_once(parting).map_or(words.as_str(), |(first, _)| first);
        let fits = |(words, kept): &(&str, usize)| row.room() >= crate::text::width(words) + title.min(*kept) + 6;
        if let Some((words, _)) = [(words.as_str(), LONG_TITLE), (short, kept)].into_iter().find(fits) {
            row.put_right("   ", theme.plain).put_right(words, style);
        }
    }
    row.put_right("  ", theme.plain);
    row.put(&meeting.head.title, theme.strong);
}

/// Whether the meeting is safe, at the right end; where nothing can be changed, why.
fn put_kept(model: &Model, theme: &Theme, row: &mut Row<'_>) {
    if let Some(why) = &model.read_only {
        let fits = |words: &&String| crate::text::width(words) + SHORTEST_TITLE <= row.room();
        let titles = why.titles();
        let words = titles.iter().find(fits).or(titles.last()).map(String::as_str).unwrap_or_default();
        let fitting = crate::text::fit(&crate::text::one_line_for_terminal(words), row.room()).into_owned();
        row.put_right(&fitting, theme.warning);
        return;
    }
    match &model.saved {
        Saved::Saved => row.put_right(&format!("● {}", say("title-saved")), theme.good),
        Saved::Saving => row.put_right(&format!("○ {}", say("title-saving")), theme.dim),
        Saved::Failing { why, .. } => {
            // Whatever else there is no room for: this is said.
            let words = format!("▲ {}", say!("title-not-saved", why = crate::text::one_line_for_terminal(why)));
            let fitting = crate::text::fit(&words, row.room());
            row.put_right(&fitting, theme.alarm)
        }
    };
}

/// `Day 1 of 3 · Mon 28 Oct`.
fn day(model: &Model) -> Option<String> {
    let days = &model.meeting().days;
    let index = days.iter().position(|day| day.slots.iter().any(|slot| slot.id == model.viewed))?;
    let date = days[index].date.map(outline::short_date);
    let count = (days.len() > 1).then(|| say!("title-day", number = index + 1, days = days.len()));
    match (count, date) {
        (Some(count), Some(date)) => Some(format!("{count} · {date}")),
        (count, date) => count.or(date),
    }
}

/// The wall clock, while a clock runs: the process sleeps otherwise, and a clock that stands still is a lie.
fn clock(model: &Model) -> Option<String> {
    model.meeting().current()?;
    let now = model.meeting().local(model.now.at);
    let here = format!("{:02}:{:02} {}", now.hour(), now.minute(), now.format("%Z"));
    Some(model.zone.map_or(here.clone(), |zone| format!("{here} · {}", told_in(zone, now))))
}

/// The first fixed point that will be missed: `▲ Lunch 12 min late`.
fn missed(model: &Model) -> Option<String> {
    let standing = model.standing.as_ref()?;
    let miss = standing.misses.iter().find(|miss| miss.by >= TimeDelta::minutes(1))?;
    let by = duration(miss.by.num_minutes());
    Some(match miss.point {
        Point::EndOfDay => format!("▲ {}", say!("going-past-end", span = by)),
        Point::Slot(slot) => {
            let title = &model.meeting().slot(slot)?.plan.title;
            format!("▲ {}", say!("going-late", point = crate::text::fit(title, 16), span = by))
        }
    })
}

/// How the day stands in words, and whether it is behind.
fn standing(model: &Model) -> Option<(String, bool)> {
    let standing = model.standing.as_ref()?;
    let behind = standing.behind.num_minutes();
    let words = match behind {
        1.. => say!("going-behind", span = duration(behind)),
        0 => say("going-on-time").to_owned(),
        _ => say!("going-ahead", span = duration(-behind)),
    };
    let ends = standing.ends.map(|ends| say!("going-ends", clock = ends.format("%H:%M").to_string()));
    let ends = ends.map(|ends| ENDS.to_owned() + &ends).unwrap_or_default();
    Some((words + &ends, standing.behind >= TimeDelta::minutes(1)))
}
