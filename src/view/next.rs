//! The next agenda before it is written: the meeting at the head, what comes in groups, and what is asked at the foot.
//!
//! A pure function of the page and the screen's area. Not here: what a key does (see `app::next`), and what comes (see `cli`).
//!
//! ```text
//! title                                               day
//! how much comes, how long it takes
//! ────────────────────────────────────────────────────────
//! group
//! ✓ row                                            detail
//! ────────────────────────────────────────────────────────
//! the selected row's detail, or a question
//! keys, or the answer
//! ```

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Theme;
use super::foot::{keys_under, put_hints, put_notice};
use super::paint::{Row, duration, tint, typed};
use super::popup::draw_help;
use crate::app::{Action, Keymap, NextAsk, NextGroup, NextLine, NextPage, Rows, Scope, Target, VERBS};
use crate::text;
use crate::words::{near_day, say};

/// Where everything lies; an empty rectangle is not shown.
#[derive(Clone, Copy, Debug, Default)]
struct Layout {
    head: Rect,
    rules: [Rect; 2],
    list: Rect,
    /// What is told of the selected row, or asked.
    told: Rect,
    /// Keys, or the answer.
    foot: Rect,
}

/// A screen with fewer rows has no rules.
const LOW: u16 = 14;

impl Layout {
    fn new(screen: Rect) -> Self {
        let Rect { width, height, .. } = screen;
        let line = |y: u16, rows: u16| Rect { x: 0, y, width, height: rows.min(height.saturating_sub(y)) };
        let ruled = u16::from(height >= LOW);
        let (head, foot) = match height {
            0..3 => (0, 1),
            3..6 => (1, 1),
            _ => (2, 2),
        };
        let top = head + ruled;
        let list = line(top, height.saturating_sub(top + ruled + foot));
        let mut layout = Self { head: line(0, head), list, foot: line(height.saturating_sub(1), 1), ..Self::default() };
        if foot > 1 {
            layout.told = line(height - 2, 1);
        }
        if ruled > 0 {
            layout.rules = [line(head, 1), line(list.bottom(), 1)];
        }
        layout
    }
}

/// Draws it into a blank buffer.
pub fn draw(page: &NextPage, keymap: &Keymap, theme: &Theme, buffer: &mut Buffer) {
    let area = *buffer.area();
    let layout = Layout::new(area);
    draw_head(page, theme, layout.head, buffer);
    for rule in layout.rules {
        Row::new(buffer, rule, 0).fill("─", theme.dim);
    }
    let inside = Rect { x: 1.min(area.width), width: area.width.saturating_sub(2), ..layout.list };
    match page.help() {
        Some(top) => draw_help(&NextPage::help_rows(keymap, inside.width.into()), top, theme, inside, buffer),
        None => draw_list(page, theme, layout.list, buffer),
    }
    draw_foot(page, keymap, theme, &layout, buffer);
}

/// Where the cursor stands: in an answer, and nowhere else.
pub fn cursor(page: &NextPage, screen: Rect) -> Option<Position> {
    let line = page.ask()?.line()?;
    let foot = Layout::new(screen).foot;
    if foot.is_empty() {
        return None;
    }
    let (_, column) = answer(line.text(), line.cursor(), foot.width);
    Some(Position { x: foot.x + column.min(foot.width - 1), y: foot.y })
}

/// Cells before an answer.
const ANSWER: u16 = 3;

/// What of an answer there is room for, with the cursor's column: a long one is shown around its cursor.
fn answer(typed: &str, cursor: usize, width: u16) -> (String, u16) {
    let room = usize::from(width.saturating_sub(ANSWER + 1)).max(1);
    let (before, after) = typed.split_at_checked(cursor).unwrap_or((typed, ""));
    let (before, after) = (text::one_line_for_terminal(before), text::one_line_for_terminal(after));
    let cells: Vec<_> = text::cells(&before).collect();
    let mut taken = 0;
    let mut shown: Vec<&str> = Vec::new();
    for cell in cells.into_iter().rev() {
        if taken + cell.width >= room {
            break;
        }
        taken += cell.width;
        shown.push(cell.grapheme);
    }
    shown.reverse();
    (format!("{}{after}", shown.concat()), ANSWER.saturating_add(u16::try_from(taken).unwrap_or(u16::MAX)))
}

fn draw_head(page: &NextPage, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1).put_right(" ", theme.plain);
    let (when, known) = when(page);
    row.put_right(&when, if known { theme.plain } else { theme.warning }).put_right("  ", theme.plain);
    row.put(page.title(), theme.strong);
    let mut row = Row::new(buffer, area, 1);
    let (kept, all) = page.counts();
    row.skip(1).put(&say!("next-come", count = kept, all = all), theme.dim);
    let (minutes, without, asked) = page.minutes();
    let longer = page.head().took.is_some_and(|took| minutes > took);
    row.put(" · ", theme.dim);
    row.put(&say!("next-planned", length = duration(minutes.into())), if longer { theme.warning } else { theme.dim });
    // What says least is the first to go.
    let took = page.head().took.map(|took| say!("next-last-time", length = duration(took.into())));
    let without = (without > 0).then(|| say!("next-without-length", count = without));
    let asked = (asked > 0).then(|| say!("next-asked-for", length = duration(asked.into())));
    for words in [took, without, asked].into_iter().flatten() {
        if text::width(&words) + 3 <= row.room() {
            row.put(" · ", theme.dim).put(&words, theme.dim);
        }
    }
}

/// When the meeting is, and whether that is known.
fn when(page: &NextPage) -> (String, bool) {
    let Some(date) = page.date() else { return (say("next-no-date-yet").to_owned(), false) };
    let today = page.head().today;
    let away = match (date - today).num_days() {
        0 => say("date-today").to_owned(),
        1 => say("date-tomorrow").to_owned(),
        days @ 2.. => say!("date-in-days", days = days),
        -1 => say("date-yesterday").to_owned(),
        days => say!("date-days-ago", days = -days),
    };
    (format!("{} · {away}", near_day(date, today)), date >= today)
}

fn draw_list(page: &NextPage, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let lines = page.lines();
    if lines.is_empty() {
        Row::new(buffer, area, 0).skip(1).put(say("next-nothing"), theme.dim);
        return;
    }
    let room = usize::from(area.height);
    let top = shown(page, lines.len(), room, None).top;
    for (y, (at, line)) in (0..area.height).zip(lines.iter().enumerate().skip(top)) {
        let mut row = Row::new(buffer, area, y);
        row.put(if at == page.chosen() { "›" } else { " " }, theme.accent);
        match (line, page.group(*line)) {
            (NextLine::Group(_), Some(group)) => draw_heading(page, group, theme, row),
            _ => draw_row(page, *line, theme, row),
        }
        if at == page.chosen() {
            tint(buffer, area, y, theme.selected);
        }
    }
}

/// Which lines are on screen; `under`: the one under the pointer, counted from the first on screen.
fn shown(page: &NextPage, all: usize, room: usize, under: Option<usize>) -> Rows {
    // The selected row stays in the middle where there is more than fits.
    let follows = page.chosen().saturating_sub(room / 2).min(all.saturating_sub(room));
    page.rolled().rows(follows, (all, room), under)
}

/// What is under the pointer.
pub fn under((page, keymap): (&NextPage, &Keymap), theme: &Theme, screen: Rect, at: Position) -> Target {
    let layout = Layout::new(screen);
    let draw = |buffer: &mut Buffer, told: &mut dyn FnMut(Range<u16>, &str)| {
        draw_keys((page, keymap), theme, layout.foot, buffer, told);
    };
    if page.ask().is_none()
        && let Some(keys) = keys_under(layout.foot, at, draw)
    {
        return Target::Keys(keys);
    }
    if let Some(line) = page.ask().and_then(NextAsk::line).filter(|_| layout.foot.contains(at)) {
        let (shown, end) = answer(line.text(), line.cursor(), layout.foot.width);
        // Only what is before the cursor may be cut off, at its beginning.
        let before = line.text().get(..line.cursor()).unwrap_or_default();
        let seen = usize::from(end.saturating_sub(ANSWER));
        let cut = text::width(before).saturating_sub(seen);
        let cell = usize::from(at.x.saturating_sub(layout.foot.x + ANSWER)) + cut;
        let is_behind = usize::from(at.x.saturating_sub(ANSWER)) >= text::width(&shown);
        let byte = if is_behind { None } else { text::sign_at(line.text(), cell).map(|sign| sign.start) };
        return Target::Typed(byte.unwrap_or(line.text().len()));
    }
    if !layout.list.contains(at) {
        return Target::Nothing;
    }
    let lines = page.lines();
    let rows = shown(page, lines.len(), layout.list.height.into(), Some((at.y - layout.list.y).into()));
    let is_row = rows.under.and_then(|row| lines.get(row)).is_some_and(|line| matches!(line, NextLine::Row(..)));
    // The sign stands behind the cell that says which row is selected.
    Target::Row { on_box: is_row && (1..3).contains(&(at.x - layout.list.x)), rows }
}

fn draw_heading(page: &NextPage, group: &NextGroup, theme: &Theme, mut row: Row<'_>) {
    let (kept, all) = (page.kept(group).count(), group.rows.len());
    let count = if kept == all {
        format!(" · {all}")
    } else {
        format!(" · {}", say!("next-some-of", count = kept, all = all))
    };
    let minutes: u32 = page.kept(group).filter_map(|row| row.minutes).fold(0, u32::saturating_add);
    let minutes = if minutes > 0 { format!(" · {}", duration(minutes.into())) } else { String::new() };
    row.put(group.title, theme.strong).put(&count, theme.dim).put(&minutes, theme.dim);
}

fn draw_row(page: &NextPage, line: NextLine, theme: &Theme, mut row: Row<'_>) {
    let Some(of) = page.row(line) else { return };
    let reason = page.reason(of);
    row.put(if reason.is_none() { "✓ " } else { "✗ " }, if reason.is_none() { theme.good } else { theme.warning });
    let detail = reason.map_or_else(|| of.detail.clone(), |reason| say!("next-left-out", reason = reason));
    let safe = text::one_line_for_terminal(&detail);
    // The name has the first half of the row, and what it leaves is the detail's.
    let room = row.room().saturating_sub(GAP);
    let name = text::width(&text::one_line_for_terminal(&of.text));
    let fitting = text::fit(&safe, (room / 2).max(room.saturating_sub(name)));
    if !fitting.is_empty() && room > ROOMY {
        row.put_right(" ", theme.plain);
        row.put_right(&fitting, if reason.is_none() { theme.dim } else { theme.warning });
        row.put_right(" ", theme.plain);
    }
    row.put(&of.text, if reason.is_none() { theme.plain } else { theme.dim });
}

/// Cells beside a row's name and its detail.
const GAP: usize = 2;

/// With fewer cells a row has no detail: what is selected tells it at the foot.
const ROOMY: usize = 50;

fn draw_foot(page: &NextPage, keymap: &Keymap, theme: &Theme, layout: &Layout, buffer: &mut Buffer) {
    if let Some(ask) = page.ask() {
        let (words, refused) = ask.words();
        let (enter, escape) = ask.keys();
        let mut told = Row::new(buffer, layout.told, 0);
        told.skip(1);
        let keys = say!("next-enter-escape", enter = enter, escape = escape);
        if text::width(&words) + text::width(&keys) + 3 <= told.room() {
            told.put_right(" ", theme.plain).put_right(&keys, theme.dim);
        }
        told.put(&words, if refused { theme.warning } else { theme.strong });
        let mut foot = Row::new(buffer, layout.foot, 0);
        foot.skip(1);
        let Some(line) = ask.line() else {
            foot.put(&keys, theme.plain);
            return;
        };
        let (shown, _) = answer(line.text(), line.cursor(), layout.foot.width);
        foot.put("› ", theme.accent).put(&shown, typed(line, theme));
        if line.is_empty() {
            foot.put(ask.standard(), theme.dim);
        }
        return;
    }
    let mut told = Row::new(buffer, layout.told, 0);
    told.skip(1);
    let chosen = page.lines().get(page.chosen()).and_then(|line| page.row(*line));
    if let Some(of) = chosen {
        let reason = page.reason(of).map(|reason| say!("next-left-out", reason = reason));
        let words = [of.text.as_str(), reason.as_deref().unwrap_or(&of.detail)];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        // On a wide screen the row itself says all of it.
        let whole = text::width(&words.join("   ")) + 6 <= usize::from(layout.list.width);
        if !whole || layout.list.width < 60 {
            told.put(words.last().unwrap_or(&""), theme.dim);
        }
    }
    draw_keys((page, keymap), theme, layout.foot, buffer, &mut |_, _| {});
}

/// Draws what was just done, else the keys that help, and tells where the words of which stand.
fn draw_keys(
    (page, keymap): (&NextPage, &Keymap),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    told: &mut dyn FnMut(Range<u16>, &str),
) {
    let mut foot = Row::new(buffer, area, 0);
    foot.skip(1);
    if let Some(notice) = &page.notice {
        return put_notice(notice, theme, &mut foot);
    }
    put_hints(&mut foot, hints(page, keymap), 1, theme, told);
}

/// The keys that help right now.
fn hints(page: &NextPage, keymap: &Keymap) -> Vec<(String, String)> {
    let fixed = |key: &str, words: &str| (key.to_owned(), words.to_owned());
    if page.help().is_some() {
        return vec![fixed("↑ ↓", say("hint-scroll")), fixed("Esc", say("hint-leaves"))];
    }
    let chosen = page.lines().get(page.chosen()).copied();
    let is_out = match chosen {
        Some(line) => page.row(line).is_some_and(|row| page.reason(row).is_some()),
        None => false,
    };
    let verbs = VERBS.iter().filter(|verb| verb.scope == Scope::NextAgenda && !verb.hint_in_english.is_empty());
    let words = |action: Action, hint: &'static str| match action {
        Action::AgendaLeaveOut if is_out => say("next-keep"),
        _ => hint,
    };
    let mut shown: Vec<(Action, &str)> = verbs.map(|verb| (verb.action, words(verb.action, verb.hint()))).collect();
    // What there is no room for is found by the help, and the way out is the last to go.
    shown.insert(shown.len().min(2), (Action::Help, say("hint-help")));
    shown.push((Action::Back, say("next-give-up-hint")));
    let named = shown.into_iter().map(|(action, words)| (keymap.shown(action), words.to_owned()));
    named.filter(|(key, _)| !key.is_empty()).collect()
}
