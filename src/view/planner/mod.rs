//! The planner's screen: what was asked for on the left, days and slots on the right, and what they come to.
//!
//! A pure function of the planner and the screen's area into one buffer: it is drawn after a key and at no other time, and
//! of what is drawn only the cells that changed are sent. Not here: what a key does (see `app::planner`).
//!
//! ```text
//! title, what was asked for in all ───────────────────────
//! ───────────────────────┬────────────────────────────────
//!  requests without slot │ day, how full it is
//!  requests with one     │   start  title           minutes
//! ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│
//!  the selected one      │
//! ───────────────────────┴────────────────────────────────
//! keys, or what was just done
//! ```

mod days;
mod panel;
mod requests;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Theme;
use super::foot::{keys_under, put_hints};
use super::paint::{Row, duration};
use crate::app::planner::{PLAN_KEYS, Panel, PlanTarget, Planner, Side};
use crate::app::{Notice, Tone};
use crate::text;
use crate::words::say;

/// With fewer columns one side is shown at a time.
const TWO_SIDES: u16 = 76;

/// Where everything lies; an empty rectangle is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Layout {
    title: Rect,
    /// From the upper to the lower rule.
    frame: Rect,
    requests: Rect,
    days: Rect,
    detail: Rect,
    foot: Rect,
    panel: Rect,
}

impl Layout {
    fn new(screen: Rect, side: Side) -> Self {
        let Rect { width, height, .. } = screen;
        let line = |y: u16, rows: u16| Rect { x: 0, y, width, height: rows.min(height.saturating_sub(y)) };
        let ruled = u16::from(height >= 12);
        let foot = u16::from(height >= 4);
        let top = u16::from(height >= 3) + ruled;
        let body = line(top, height.saturating_sub(top + ruled + foot));
        let mut layout = Self {
            title: if height >= 3 { line(0, 1) } else { Rect::ZERO },
            frame: if ruled > 0 { line(1, body.height + 2) } else { Rect::ZERO },
            foot: if foot > 0 { line(height - 1, 1) } else { Rect::ZERO },
            panel: body,
            ..Self::default()
        };
        let detail = if body.height >= 10 { (body.height / 4).clamp(3, 8) } else { 0 };
        let above = |area: Rect| Rect { height: area.height - detail, ..area };
        let below = |area: Rect| Rect { y: area.bottom() - detail, height: detail, ..area };
        if width >= TWO_SIDES {
            let left = Rect { width: (width * 2 / 5).min(52), ..body };
            layout.requests = above(left);
            layout.detail = below(left);
            layout.days = Rect { x: left.right() + 1, width: width - left.right() - 1, ..body };
        } else {
            let whole = if side == Side::Requests { &mut layout.requests } else { &mut layout.days };
            *whole = above(body);
            layout.detail = below(body);
        }
        layout
    }

    /// Where the two sides meet, where both are shown.
    fn divider(&self) -> Option<u16> {
        (!self.requests.is_empty() && !self.days.is_empty()).then(|| self.requests.right())
    }
}

/// Draws the screen into a blank buffer of its size.
pub fn draw(planner: &Planner, theme: &Theme, buffer: &mut Buffer) {
    let layout = Layout::new(*buffer.area(), planner.side);
    draw_title(planner, theme, layout.title, buffer);
    draw_rules(&layout, theme, buffer);
    requests::draw(planner, theme, layout.requests, buffer);
    days::draw(planner, theme, layout.days, buffer);
    requests::draw_detail(planner, theme, layout.detail, buffer);
    draw_foot(planner, theme, layout.foot, buffer, &mut |_, _| {});
    panel::draw(planner, theme, layout.panel, buffer);
}

/// What lies under the pointer.
pub fn under(planner: &Planner, theme: &Theme, screen: Rect, at: Position) -> PlanTarget {
    let layout = Layout::new(screen, planner.side);
    let foot = layout.foot;
    if let Some(keys) = keys_under(foot, at, |buffer, told| draw_foot(planner, theme, foot, buffer, told)) {
        PlanTarget::Keys(keys)
    } else if layout.requests.contains(at) {
        requests::under(planner, layout.requests, at)
    } else if layout.days.contains(at) {
        days::under(planner, layout.days, at)
    } else {
        PlanTarget::Nothing
    }
}

/// Where the cursor stands: in an answer, and nowhere else.
pub fn cursor(planner: &Planner, screen: Rect) -> Option<Position> {
    panel::cursor(planner, Layout::new(screen, planner.side).panel)
}

fn draw_rules(layout: &Layout, theme: &Theme, buffer: &mut Buffer) {
    let Rect { height, .. } = layout.frame;
    if height == 0 {
        return;
    }
    for (row, joint) in [(0, "┬"), (height - 1, "┴")] {
        Row::new(buffer, layout.frame, row).fill("─", theme.dim);
        if let Some(x) = layout.divider() {
            Row::new(buffer, Rect { x, width: 1, ..layout.frame }, row).put(joint, theme.dim);
        }
    }
    let Some(x) = layout.divider() else { return };
    for row in 1..height - 1 {
        Row::new(buffer, Rect { x, width: 1, ..layout.frame }, row).put("│", theme.dim);
    }
}

/// The title, what was asked for in all, and whether the plan is saved.
fn draw_title(planner: &Planner, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1).put_right(" ", theme.plain);
    if planner.is_dirty() {
        row.put_right(&format!("○ {}", say("plan-unsaved")), theme.warning);
    } else {
        row.put_right(&format!("● {}", say("plan-saved")), theme.good);
    }
    let wanted = text::width(planner.title()).min(24) + 3;
    let words = totals(planner);
    // The most important come first, and go last.
    let fits = |count: &usize| text::width(&words[..*count].join(" · ")) + 3 + wanted <= row.room();
    if let Some(count) = (1..=words.len()).rev().find(fits) {
        row.put_right("   ", theme.plain).put_right(&words[..count].join(" · "), theme.dim);
    }
    row.put_right("  ", theme.plain);
    row.put(planner.title(), theme.strong);
}

fn totals(planner: &Planner) -> Vec<String> {
    let asked = planner.asked();
    if asked.requests == 0 {
        return vec![say("plan-no-requests").to_owned()];
    }
    let open = match asked.unplaced() {
        0 => say("plan-all-placed").to_owned(),
        open => say!("plan-to-place", count = open),
    };
    let minutes = duration(asked.minutes.into());
    let mut words =
        vec![open, say!("plan-minutes-placed", length = duration(asked.minutes_placed.into()), whole = minutes)];
    if asked.without_length > 0 {
        words.push(say!("plan-without-length", count = asked.without_length));
    }
    words
}

/// What was just done, else the keys that help right now.
fn draw_foot(
    planner: &Planner,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    told: &mut dyn FnMut(Range<u16>, &str),
) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1);
    if let Some(Notice { text, tone }) = &planner.notice {
        let refused = *tone == Tone::Refused;
        let style = if refused { theme.warning } else { theme.accent };
        row.put(if refused { "! " } else { "" }, style).put(text, style);
        return;
    }
    let kept = if planner.panel.is_none() { 3 } else { 0 };
    put_hints(&mut row, hints(planner), kept, theme, told);
}

fn hints(planner: &Planner) -> Vec<(String, String)> {
    let fixed = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, words)| ((*key).into(), (*words).into())).collect();
    match &planner.panel {
        Some(Panel::Help { .. }) => fixed(&[("↑ ↓", say("hint-scroll")), ("Esc", say("hint-leaves"))]),
        Some(Panel::Ask { .. }) => fixed(&[("Enter", say("hint-does")), ("Esc", say("hint-leaves"))]),
        Some(Panel::Leave) => {
            fixed(&[("s", say("plan-saves-and-leaves")), ("d", say("plan-leaves-unsaved")), ("Esc", say("plan-stays"))])
        }
        Some(Panel::Apart { .. }) => fixed(&[("w", say("plan-writes-that")), ("Esc", say("plan-leaves-files"))]),
        None => {
            let rows = PLAN_KEYS.iter().filter(|row| row.scope.counts(planner.side) && !row.hint().is_empty());
            rows.map(|row| (row.shown().into_iter().next().unwrap_or_default(), row.hint().to_owned())).collect()
        }
    }
}
