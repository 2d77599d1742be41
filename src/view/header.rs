//! The head of the notes: the slot's title, who chairs, its timer, and the talking points prepared for it.
//!
//! The clock belongs to the current slot; where another is looked at, this says so. Not here: the notes.

use std::hash::{Hash, Hasher};

use chrono::DateTime;
use chrono_tz::Tz;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Row, bar, clock, duration};
use super::theme::Theme;
use crate::app::{Action, Model, Urgency, outline, points, slot_beside};
use crate::meeting::schedule::State;
use crate::meeting::{Mark, Role, Slot};
use crate::text;
use crate::words::{Day, day, say};

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (model.plan_revision, model.viewed, model.read_only.is_some(), model.paused()).hash(hasher);
    speaking(model).hash(hasher);
    model.slot().map(|slot| slot.was_held(&model.now)).hash(hasher);
    model.slot().and_then(|slot| expected(model, slot)).hash(hasher);
    model.slot().and_then(|slot| beside(model, slot)).hash(hasher);
    if let Some(slot) = model.slot().filter(|slot| slot.is_running()) {
        slot.elapsed(&model.now).num_seconds().hash(hasher);
        // A share of the time may be reached within a second.
        (model.notices_due(slot), model.share(slot).is_some_and(|share| share >= 1.0)).hash(hasher);
    }
}

/// The right half of the header's two rows.
struct Timer {
    bar: String,
    bar_style: Style,
    first: (String, Style),
    second: (String, Style),
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(slot) = model.slot() else { return };
    let timer = timer(model, slot, theme);
    let mut row = Row::new(buffer, area, 0);
    row.put_right(&timer.first.0, timer.first.1);
    let wanted = text::width(&slot.plan.title).min(20);
    if row.room() > wanted + text::width(&timer.bar) + 4 {
        row.put_right("  ", theme.plain).put_right(&timer.bar, timer.bar_style);
    }
    row.put_right("  ", theme.plain);
    row.put(&slot.plan.title, theme.strong);
    let mut row = Row::new(buffer, area, 1);
    let late = late_note(model);
    let late = late.map(|slot| {
        let words = if area.width < 50 { slot } else { say!("head-clock-runs-on", slot = slot) };
        format!("▶ {words}")
    });
    if let Some(words) = late.as_ref().filter(|_| area.height < 3) {
        // With two rows: where the clock runs is more than how long this one took.
        row.put(words, theme.warning);
        return;
    }
    row.put_right(&timer.second.0, timer.second.1).put_right("  ", theme.plain);
    match floor_in_short(model).filter(|_| area.height < 3) {
        Some(words) => row.put(&words, theme.accent),
        None => row.put(&chair(model, slot), theme.dim),
    };
    let mut row = Row::new(buffer, area, 2);
    if let Some(words) = late {
        if let Some(floor) = floor_in_short(model) {
            row.put_right(&floor, theme.accent).put_right("  ", theme.plain);
        }
        row.put(&words, theme.warning);
    } else {
        draw_floor(model, theme, &mut row);
    }
}

/// Who has the floor, and for how many seconds where their slot's clock runs: it alone makes the screen tick.
fn speaking(model: &Model) -> Option<(&str, Option<i64>)> {
    let slot = model.meeting().slots().find(|slot| slot.speaking().is_some())?;
    let turn = slot.speaking()?;
    Some((&turn.name, slot.is_running().then(|| model.now.since(&turn.from).num_seconds())))
}

/// Stands for a name in a message until that is put there in a style of its own.
const MARK: &str = "\u{fffc}";

/// A message in one style, and a name in the place of its mark in another.
fn put_named(row: &mut Row<'_>, words: &str, name: &str, (style, names): (Style, Style)) {
    let (before, after) = words.split_once(MARK).unwrap_or((words, ""));
    row.put(before, style).put(name, names).put(after, style);
}

/// Who speaks and who is next; as many names as there is room for, and how many wait in all.
fn draw_floor(model: &Model, theme: &Theme, row: &mut Row<'_>) {
    let waiting = &model.meeting().queue;
    let speaking = speaking(model);
    if let Some((name, seconds)) = speaking {
        let time = seconds.map(|seconds| format!(" {}", clock(seconds))).unwrap_or_default();
        put_named(row, &say!("head-speaking", name = MARK), &format!("{name}{time}"), (theme.dim, theme.accent));
    }
    if waiting.is_empty() {
        return draw_spoken(model, theme, row);
    }
    let next = waiting.join(", ");
    let lead = if speaking.is_some() {
        format!(" · {}", say!("head-next", names = MARK))
    } else {
        say!("head-next-to-speak", names = MARK)
    };
    if row.room() < text::width(&lead) - text::width(MARK) + text::width(&next) {
        row.put_right(&format!(" {}", say!("head-wait", count = waiting.len())), theme.dim);
    }
    put_named(row, &lead, &next, (theme.dim, theme.plain));
    draw_spoken(model, theme, row);
}

/// How long the others have spoken in the slot on screen, where there is room for all of it.
fn draw_spoken(model: &Model, theme: &Theme, row: &mut Row<'_>) {
    let Some(slot) = model.slot() else { return };
    let now = slot.speaking().map(|turn| &turn.name);
    let times = slot.speaking_times(&model.now);
    let others = times.iter().filter(|(name, _)| now.is_none_or(|now| now != name));
    let spoken: Vec<String> = others.map(|(name, time)| format!("{name} {}", clock(time.num_seconds()))).collect();
    if !spoken.is_empty() {
        row.put_right(&format!("  {}", say!("head-spoke", times = spoken.join(", "))), theme.dim);
    }
}

/// The same where there is no row for it: `2 wait`.
fn floor_in_short(model: &Model) -> Option<String> {
    match (model.meeting().queue.len(), speaking(model)) {
        (0, speaking) => speaking.map(|(name, _)| say!("head-speaking", name = name)),
        (waiting, _) => Some(say!("head-wait-to-speak", count = waiting)),
    }
}

/// The slot on which the clock runs, where that is another.
fn late_note(model: &Model) -> Option<String> {
    let current = model.meeting().current().filter(|slot| slot.id != model.viewed)?;
    let start = current.plan.start.map(|start| start.format("%H:%M ").to_string()).unwrap_or_default();
    Some(format!("{start}{}", current.plan.title))
}

fn chair(model: &Model, slot: &Slot) -> String {
    // What is asked first is said first: there may be room for no more.
    let mut parts: Vec<String> = expected(model, slot).into_iter().chain(beside(model, slot)).collect();
    let chair =
        if slot.plan.chair.is_empty() { model.meeting().holders(Role::Chair) } else { slot.plan.chair.as_slice() };
    if !slot.plan.kind.is_break() && !chair.is_empty() {
        parts.push(say!("head-chair", names = chair.join(", ")));
    }
    if slot.withdrawn {
        parts.push(say("head-withdrawn").to_owned());
    }
    match slot.mark {
        Some(Mark::Skipped) => parts.push(say("head-skipped").to_owned()),
        Some(Mark::Parked) => parts.push(say("head-parked").to_owned()),
        None => {}
    }
    if let Some(before) = slot.continues.and_then(|before| model.meeting().slot(before)) {
        parts.push(say!("head-continues", slot = before.plan.title.as_str()));
    } else if slot.unplanned {
        parts.push(say("head-unplanned").to_owned());
    }
    if slot.moved {
        parts.push(say("head-moved").to_owned());
    }
    if slot.plan.is_fixed() && !slot.moved {
        parts.push(say("head-fixed").to_owned());
    }
    if slot.given != 0 {
        let minutes = slot.given.abs();
        let is_more = slot.given > 0;
        parts.push(if is_more { say!("head-given", minutes = minutes) } else { say!("head-taken", minutes = minutes) });
    }
    if let Some(by) = &slot.plan.requested_by {
        parts.push(say!("head-asked-by", name = by));
    }
    parts.join(" · ")
}

/// When a slot that is still to come is expected, where that is not when it was planned.
fn expected(model: &Model, slot: &Slot) -> Option<String> {
    model.standing.as_ref()?;
    let projected = model.projection.of(slot.id).filter(|projected| projected.state == State::Ahead)?;
    let (planned, start) = (projected.planned.start?, projected.start?);
    let parts = (start - planned).num_minutes() != 0;
    let apart = planned.date_naive() != start.date_naive();
    let told = |at: DateTime<Tz>| {
        let clock = at.format("%H:%M").to_string();
        if apart { format!("{} {clock}", day(at.date_naive(), Day::Weekday)) } else { clock }
    };
    parts.then(|| say!("head-expected", planned = told(planned), expected = told(start)))
}

/// The slot's times in the zone that is shown beside the meeting's.
fn beside(model: &Model, slot: &Slot) -> Option<String> {
    slot_beside(model, model.projection.of(slot.id)?)
}

const BAR: usize = 10;

fn timer(model: &Model, slot: &Slot, theme: &Theme) -> Timer {
    let planned = model.planned(slot.id).and_then(|planned| planned.minutes).map(|minutes| i64::from(minutes) * 60);
    let elapsed = slot.elapsed(&model.now).num_seconds();
    let none = (String::new(), theme.plain);
    let mut timer = Timer { bar: String::new(), bar_style: theme.accent, first: none.clone(), second: none };
    if slot.runs.is_empty() {
        if model.read_only.is_none() && model.meeting().current().is_none() {
            timer.first = (say!("head-starts-clock", key = model.keymap.shown(Action::SlotNext)), theme.accent);
        }
        timer.second =
            (planned.map(|p| say!("head-length-planned", length = duration(p / 60))).unwrap_or_default(), theme.dim);
        return timer;
    }
    let style = state_style(model, slot, theme);
    if let Some(planned) = planned.filter(|planned| *planned > 0) {
        timer.bar = bar(elapsed, planned, BAR);
        timer.bar_style = style;
        timer.first = (say!("head-elapsed-of", elapsed = clock(elapsed), planned = clock(planned)), theme.strong);
        timer.second = if elapsed <= planned {
            (say!("head-remaining", time = clock(planned - elapsed)), style)
        } else {
            (say!("head-over", time = clock(elapsed - planned)), style)
        };
    } else {
        timer.first = (clock(elapsed), theme.strong);
    }
    if !slot.is_running() {
        let paused = model.paused() == Some(slot.id);
        let local = |at| model.meeting().local(at).format("%H:%M").to_string();
        let set_aside = slot.mark.is_some();
        let words = match (slot.started(), slot.ended()) {
            // As the agenda beside it and the minutes have it: a moment without a word is no slot.
            _ if !slot.was_held(&model.now) && set_aside => String::new(),
            _ if !slot.was_held(&model.now) && !paused => say("head-not-reached").to_owned(),
            (Some(from), Some(to)) if !paused || set_aside => {
                say!("head-held", from = local(from), to = local(to))
            }
            _ if model.read_only.is_some() => say("head-paused").to_owned(),
            _ => say!("head-goes-on", key = model.keymap.shown(Action::SlotTake)),
        };
        timer.second = (words, theme.dim);
    }
    timer
}

fn state_style(model: &Model, slot: &Slot, theme: &Theme) -> Style {
    match Urgency::of(model.share(slot), &model.settings.notices) {
        Urgency::Over => theme.alarm,
        Urgency::Soon => theme.warning,
        Urgency::Calm => theme.accent,
    }
}

pub(super) fn draw_points(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(slot) = model.slot() else { return };
    let room = area.height - 1;
    let mut y = 0;
    let mut hidden = 0;
    let below = model.lines_below_points();
    for (depth, words) in points(&slot.plan.topics).into_iter().chain(below.into_iter().map(|line| (0, line))) {
        if y >= room {
            hidden += 1;
            continue;
        }
        let indent = 2 + depth * outline::INDENT;
        let safe = text::one_line_for_terminal(&words);
        let width = usize::from(area.width).saturating_sub(indent).max(1);
        for range in text::wrap(&safe, width, width) {
            if y < room {
                Row::new(buffer, area, y).skip(indent).put(safe[range].trim_end(), theme.dim);
            }
            y += 1;
        }
        hidden += usize::from(y > room);
    }
    let mut rule = Row::new(buffer, area, room);
    if hidden > 0 {
        rule.put_right(
            &format!(" {} ", say!("head-more-points", count = hidden, key = model.keymap.shown(Action::Points))),
            theme.dim,
        );
    }
    rule.fill("┄", theme.dim);
}
