//! The requests, those without a slot first, and below them what there is to know of the selected row.
//!
//! Not here: days and slots.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::Theme;
use super::super::paint::{Row, duration, put_wrapped, tint};
use crate::app::Rows;
use crate::app::planner::{PlanTarget, Planner, Side, Spot};
use crate::meeting::Request;
use crate::words::{self, Day, say, weekday_and_day};

/// A row of the list.
enum Line {
    Heading(String),
    Request(usize),
}

pub(super) fn draw(planner: &Planner, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if planner.requests().is_empty() {
        put_wrapped(say("plan-nobody-asked"), theme.dim, inside(area), buffer);
        return;
    }
    let lines = lines(planner);
    let top = shown(planner, &lines, area, None).top;
    for (y, line) in (0..area.height).zip(lines.iter().skip(top)) {
        match line {
            Line::Heading(words) => {
                Row::new(buffer, area, y).skip(1).put(words, theme.strong);
            }
            Line::Request(nth) => draw_request(planner, *nth, theme, (area, y), buffer),
        }
    }
}

/// Which lines are on screen; `under`: the one under the pointer, counted from the first on screen.
fn shown(planner: &Planner, lines: &[Line], area: Rect, under: Option<usize>) -> Rows {
    let selected = lines.iter().position(|line| matches!(line, Line::Request(nth) if *nth == planner.request));
    let room = usize::from(area.height);
    let follows = selected.unwrap_or(0).saturating_sub(room / 2).min(lines.len().saturating_sub(room));
    planner.rolled().0.rows(follows, (lines.len(), room), under)
}

/// The request under the pointer.
pub(super) fn under(planner: &Planner, area: Rect, at: Position) -> PlanTarget {
    let lines = lines(planner);
    let rows = shown(planner, &lines, area, Some((at.y - area.y).into()));
    let request = match rows.under.and_then(|row| lines.get(row)) {
        Some(Line::Request(nth)) => Some(*nth),
        _ => None,
    };
    PlanTarget::Request(request, rows)
}

fn lines(planner: &Planner) -> Vec<Line> {
    let open = planner.asked().unplaced();
    let listed = planner.listed();
    let (unplaced, placed) = listed.split_at(open.min(listed.len()));
    let mut lines = Vec::new();
    for (words, nths) in [(say("plan-list-to-place"), unplaced), (say("plan-list-placed"), placed)] {
        if !nths.is_empty() {
            lines.push(Line::Heading(format!("{words} · {}", nths.len())));
            lines.extend(nths.iter().copied().map(Line::Request));
        }
    }
    lines
}

fn draw_request(planner: &Planner, nth: usize, theme: &Theme, (area, y): (Rect, u16), buffer: &mut Buffer) {
    let Some(request) = planner.requests().get(nth) else { return };
    let place = planner.place_of(nth);
    let selected = nth == planner.request;
    let here = selected && planner.side == Side::Requests;
    let style = if place.is_some() { theme.dim } else { theme.plain };
    let mut row = Row::new(buffer, area, y);
    row.put(if selected { "›" } else { " " }, theme.accent);
    row.put(if place.is_some() { "✓ " } else { "  " }, theme.good).put_right(" ", style);
    match place {
        Some(spot) => row.put_right(&stands(planner, spot), style),
        None => row.put_right(&format!("{:>3}", length(request)), style),
    };
    row.put_right(" ", style).put(&request.topic, style);
    if here {
        tint(buffer, area, y, theme.selected);
    }
}

/// `15`, `30-60`, or `?` where the request says none.
fn length(request: &Request) -> String {
    match (request.least, request.minutes) {
        (Some(least), Some(most)) => format!("{least}-{most}"),
        (None, Some(minutes)) => minutes.to_string(),
        (_, None) => "?".to_owned(),
    }
}

/// `Mon 09:15`, `day 2 09:15`, `Mon 28 Oct`.
fn stands(planner: &Planner, spot: Spot) -> String {
    let date = planner.plan().days.get(spot.day).and_then(|day| day.day.date);
    let day = date.map_or_else(|| say!("plan-in-day", number = spot.day + 1), weekday_and_day);
    let start = planner.times(spot).and_then(|times| times.start);
    start.map_or_else(|| day.clone(), |start| format!("{day} {}", start.format("%H:%M")))
}

/// What there is to know of the row that the keys act on.
pub(super) fn draw_detail(planner: &Planner, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    Row::new(buffer, area, 0).fill("┄", theme.dim);
    let mut y = 1;
    for (words, style) in detail(planner, theme) {
        let below = Rect { y: area.y + y, height: area.height.saturating_sub(y), ..inside(area) };
        y += put_wrapped(&words, style, below, buffer);
    }
}

/// With a blank at either side.
fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

fn detail(planner: &Planner, theme: &Theme) -> Vec<(String, Style)> {
    let placed = planner.plan().at(planner.spot);
    let request = match (planner.side, placed) {
        (Side::Requests, _) => planner.selected_request(),
        (Side::Days, _) => planner.request_of(planner.spot).and_then(|nth| planner.requests().get(nth)),
    };
    match (request, planner.side, placed) {
        (Some(request), ..) => of_request(request, theme),
        (None, Side::Days, Some(placed)) => {
            let led = match placed.slot.chair.as_slice() {
                [] => String::new(),
                chair => say!("plan-chair", names = chair.join(", ")),
            };
            let points = placed.slot.topics.iter().map(|point| point.text.as_str()).collect::<Vec<_>>().join("; ");
            let words = [(led, theme.plain), (points, theme.dim)];
            let title = [(placed.slot.title.clone(), theme.strong)];
            title.into_iter().chain(words).filter(|(words, _)| !words.is_empty()).collect()
        }
        (None, Side::Days, None) => of_day(planner, theme),
        (None, Side::Requests, _) => Vec::new(),
    }
}

fn of_request(request: &Request, theme: &Theme) -> Vec<(String, Style)> {
    let by = request.requested_by.as_ref().map(|name| say!("plan-asked-by", name = name));
    let time = match request.minutes {
        Some(_) => say!("plan-minutes", minutes = length(request)),
        None => say("plan-no-length").to_owned(),
    };
    let wish = Some(request.wish.as_str()).filter(|wish| !wish.is_empty());
    let wish = wish.map(|wish| say!("plan-wish", wish = wish));
    let time = Some([Some(time), wish].into_iter().flatten().collect::<Vec<_>>().join(", "));
    let said = by.into_iter().chain(time).collect::<Vec<_>>().join(" · ");
    let rows = [(request.topic.clone(), theme.strong), (said, theme.plain), (request.notes.clone(), theme.dim)];
    rows.into_iter().filter(|(words, _)| !words.is_empty()).collect()
}

/// A day: its hours, its breaks, and how much of it is taken.
fn of_day(planner: &Planner, theme: &Theme) -> Vec<(String, Style)> {
    let day = planner.spot.day;
    let (Some(found), Some(sum)) = (planner.plan().days.get(day), planner.sums().get(day)) else {
        return vec![(say("plan-there-is-no-day").to_owned(), theme.plain)];
    };
    let name =
        found.day.date.map(|date| words::day(date, Day::Weekday)).into_iter().chain(Some(found.day.title.clone()));
    let name = name.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
    let hours = match (sum.from, sum.to) {
        (Some(from), Some(to)) => format!("{}–{}", from.format("%H:%M"), to.format("%H:%M")),
        (Some(from), None) => say!("plan-from", clock = from.format("%H:%M").to_string()),
        (None, _) => say("plan-no-hours").to_owned(),
    };
    let breaks = (sum.breaks > 0).then(|| say!("plan-breaks", length = duration(sum.breaks.into())));
    let hours = [Some(hours), breaks].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let rows = [(name, theme.strong), (hours, theme.plain)];
    rows.into_iter().filter(|(words, _)| !words.is_empty()).collect()
}
