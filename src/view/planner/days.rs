//! The days and their slots: when each begins, how long it is, what does not fit, and how full each day is.
//!
//! Not here: where the figures come from (see `app::planner`).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::Theme;
use super::super::paint::{Row, duration, tint};
use crate::app::Rows;
use crate::app::planner::{DaySum, PlanTarget, Planner, Side, Spot};
use crate::text;
use crate::words::{Day, day, say};

pub(super) fn draw(planner: &Planner, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let spots: Vec<Spot> = planner.plan().spots().collect();
    if spots.is_empty() {
        Row::new(buffer, area, 0).skip(1).put(say("plan-no-day-yet"), theme.dim);
        return;
    }
    let top = shown(planner, &spots, area, None).top;
    for (y, spot) in (0..area.height).zip(spots.into_iter().skip(top)) {
        let here = spot == planner.spot;
        let mut row = Row::new(buffer, area, y);
        row.put(if here { "›" } else { " " }, theme.accent);
        match spot.slot {
            None => draw_day(planner, spot.day, theme, row),
            Some(_) => draw_slot(planner, spot, theme, row),
        }
        if here && planner.side == Side::Days {
            tint(buffer, area, y, theme.selected);
        }
    }
}

/// Which rows are on screen; `under`: the one under the pointer, counted from the first on screen.
fn shown(planner: &Planner, spots: &[Spot], area: Rect, under: Option<usize>) -> Rows {
    let selected = spots.iter().position(|spot| *spot == planner.spot).unwrap_or(0);
    let room = usize::from(area.height);
    let follows = selected.saturating_sub(room / 2).min(spots.len().saturating_sub(room));
    planner.rolled().1.rows(follows, (spots.len(), room), under)
}

/// The row under the pointer.
pub(super) fn under(planner: &Planner, area: Rect, at: Position) -> PlanTarget {
    let spots: Vec<Spot> = planner.plan().spots().collect();
    let rows = shown(planner, &spots, area, Some((at.y - area.y).into()));
    PlanTarget::Spot(rows.under.and_then(|row| spots.get(row)).copied(), rows)
}

fn draw_day(planner: &Planner, number: usize, theme: &Theme, mut row: Row<'_>) {
    let Some(held) = planner.plan().days.get(number) else { return };
    let name = match (held.day.date, held.day.title.as_str()) {
        (Some(date), "") => day(date, Day::Weekday),
        (Some(date), title) => format!("{} · {title}", day(date, Day::Weekday)),
        (None, "") => say!("plan-day", number = number + 1),
        (None, title) => title.to_owned(),
    };
    row.put_right(" ", theme.plain);
    if let Some(sum) = planner.sums().get(number) {
        let wanted = text::width(&name).min(12) + 2;
        let full = sum.free().is_some_and(|free| free < 0) || sum.over > 0;
        let style = if full { theme.warning } else { theme.dim };
        let fits = |words: &&String| text::width(words) + wanted <= row.room();
        if let Some(words) = fullness(sum).iter().find(fits) {
            row.put_right(words, style).put_right(" ", style);
        }
    }
    row.put(&name, theme.strong);
}

/// How full a day is, in words that become fewer: `6 h 15 of 7 h 30 · 1 h 15 free`, `▲ 25 min over`.
fn fullness(sum: &DaySum) -> Vec<String> {
    let placed = duration(sum.placed.into());
    let whole = duration(sum.capacity.unwrap_or(0).into());
    let state = match sum.free() {
        // There is room in the day, and yet something stands where there is none.
        Some(0..) if sum.over > 0 => format!("▲ {}", say!("plan-not-fitting", length = duration(sum.over.into()))),
        Some(free @ 1..) => say!("plan-free", length = duration(free)),
        Some(0) if sum.has_end => say("plan-full").to_owned(),
        Some(over @ ..0) => format!("▲ {}", say!("plan-over", length = duration(-over))),
        // A day that ends with its last slot is full whatever stands in it.
        Some(0) | None => return vec![say!("plan-placed", length = placed.as_str()), placed],
    };
    vec![format!("{} · {state}", say!("plan-placed-of", length = placed, whole = whole)), state]
}

fn draw_slot(planner: &Planner, spot: Spot, theme: &Theme, mut row: Row<'_>) {
    let (Some(placed), Some(times)) = (planner.plan().at(spot), planner.times(spot)) else { return };
    let slot = &placed.slot;
    let style = if slot.kind.is_break() { theme.dim } else { theme.plain };
    row.put(if slot.is_fixed() { "▪" } else { " " }, theme.accent);
    let start = match times.start {
        Some(start) => format!("{}{} ", if times.start_guessed { "~" } else { " " }, start.format("%H:%M")),
        None => " ".repeat(7),
    };
    row.put(&start, theme.dim).put_right(" ", theme.plain);
    let minutes = match (slot.least.filter(|_| slot.minutes.is_some()), times.minutes) {
        (Some(least), Some(minutes)) => format!("{least}-{minutes}"),
        (None, Some(minutes)) => format!("{}{minutes}", if times.length_guessed { "~" } else { "" }),
        (_, None) => "?".to_owned(),
    };
    row.put_right(&format!(" {minutes:>4}"), theme.dim);
    if times.squeezed {
        row.put_right(&format!(" ▲ {}", say("plan-no-time")), theme.warning);
    } else if times.over > 0 {
        let words = [
            format!("  ▲ {}", say!("plan-too-much", length = duration(times.over.into()))),
            format!(" ▲{}", times.over),
        ];
        let wanted = text::width(&slot.title).min(16);
        if let Some(words) = words.iter().find(|words| text::width(words) + wanted <= row.room()) {
            row.put_right(words, theme.warning);
        }
    }
    row.put_right(" ", theme.plain).put(&slot.title, style);
    if let Some(name) = slot.requested_by.as_ref().filter(|name| text::width(name) + 2 <= row.room()) {
        row.skip(2).put(name, theme.dim);
    }
}
