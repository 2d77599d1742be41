//! The big clock: figures as large as the screen allows, and under them what else there is to know, each in its own row.
//!
//! Where anything stands follows from the screen's size and the form of the figures alone, so that nothing moves while one
//! looks. Not here: what is shown (see `app`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::foot::put_notice;
use super::paint::{Row, bar, clock};
use super::theme::Theme;
use crate::app::{BigClock, Foot, Going, Urgency};
use crate::text;
use crate::words::say;

/// With fewer cells there is one row for all of it.
const SMALLEST: (u16, u16) = (40, 12);

/// From this height on there are blank rows between the parts.
const ROOMY: u16 = 30;

/// Rows of a figure, in dots.
const ROWS: u16 = 5;

/// Draws it into a blank buffer, which is the whole screen.
pub fn draw(picture: &BigClock, theme: &Theme, buffer: &mut Buffer) {
    let screen = *buffer.area();
    if screen.width < SMALLEST.0 || screen.height < SMALLEST.1 {
        return draw_small(picture, theme, screen, buffer);
    }
    let area = Rect { x: screen.x + 1, width: screen.width - 2, ..screen };
    let blank = u16::from(area.height >= ROOMY);
    let mut row = Row::new(buffer, area, 0);
    row.put_right(picture.wall.as_deref().unwrap_or_default(), theme.strong).put_right("  ", theme.plain);
    row.put(&picture.meeting, theme.dim);
    let title = 1 + blank;
    put_in_the_middle(&picture.title, theme.strong, area, title, buffer);
    let foot = area.height - 1;
    // State, bar, next and standing, and the blank rows around them.
    let below = foot - 4 - 2 * blank;
    let top = title + 1 + blank;
    let middle = Rect { y: area.y + top, height: below.saturating_sub(top + blank), ..area };
    if picture.keys.is_empty() {
        draw_figures(picture, theme, middle, buffer);
    } else {
        draw_keys(picture, theme, middle, buffer);
    }
    draw_state(picture, theme, Rect { y: area.y + below, height: 2, ..area }, buffer);
    let facts = below + 2 + blank;
    if let Some(next) = &picture.next {
        let mut row = Row::new(buffer, area, facts);
        row.put(say("clock-next"), theme.dim).skip(2);
        // When it comes is what one looks for.
        let title = text::fit(&next.title, row.room().saturating_sub(text::width(&next.when))).into_owned();
        row.put(&title, theme.plain).put(&next.when, theme.plain);
    }
    let style = if picture.late { theme.warning } else { theme.plain };
    Row::new(buffer, area, facts + 1).put(&picture.standing.join(" · "), style);
    draw_foot(picture, theme, area, foot, buffer);
}

/// All in one row: the time first.
fn draw_small(picture: &BigClock, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    if let Foot::NotSaved(why) = &picture.foot {
        row.put(&format!("▲ {} ", say!("clock-not-saved", why = why)), theme.alarm);
    }
    let figures = picture.figures().map(|figures| format!("{} ", figures.trim_start())).unwrap_or_default();
    row.put(&figures, words_style(picture, theme)).put(picture.instead().unwrap_or_default(), theme.strong);
    let state = picture.state();
    let between = if picture.instead().is_some() && !state.is_empty() { " · " } else { "" };
    row.put(between, theme.dim).put(&state, theme.plain);
    if !picture.title.is_empty() {
        row.put(" · ", theme.dim).put(&picture.title, theme.strong);
    }
    if area.height > 1
        && let Foot::Says(_) = &picture.foot
    {
        draw_foot(picture, theme, area, area.height - 1, buffer);
    }
}

fn put_in_the_middle(words: &str, style: Style, area: Rect, row: u16, buffer: &mut Buffer) {
    let width = text::width(&text::one_line_for_terminal(words));
    Row::new(buffer, area, row).skip(usize::from(area.width).saturating_sub(width) / 2).put(words, style);
}

/// What the figures are, the planned time beside it, and the bar below.
fn draw_state(picture: &BigClock, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    let begun = matches!(picture.going, Going::Running | Going::Paused);
    let times = match (begun, picture.planned) {
        (true, Some(planned)) => say!("clock-elapsed-of", elapsed = clock(picture.elapsed), planned = clock(planned)),
        (false, Some(planned)) if picture.going == Going::NotStarted => {
            say!("clock-length-planned", length = clock(planned))
        }
        _ => String::new(),
    };
    row.put_right(&times, theme.plain).put_right("  ", theme.plain);
    row.put(&picture.state(), words_style(picture, theme));
    if let Some(planned) = picture.planned.filter(|planned| begun && *planned > 0) {
        let style = if picture.urgency == Urgency::Calm { theme.accent } else { words_style(picture, theme) };
        Row::new(buffer, area, 1).put(&bar(picture.elapsed, planned, area.width.into()), style);
    }
}

/// The style of words about the time.
fn words_style(picture: &BigClock, theme: &Theme) -> Style {
    match (picture.going, picture.urgency) {
        (Going::Running | Going::Paused, Urgency::Over) => theme.alarm,
        (Going::Running, Urgency::Soon) => theme.warning,
        (Going::Running, Urgency::Calm) => theme.strong,
        _ => theme.accent,
    }
}

fn draw_foot(picture: &BigClock, theme: &Theme, area: Rect, y: u16, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, y);
    match &picture.foot {
        Foot::NotSaved(why) => {
            row.put(&format!("▲ {}", say!("clock-not-saved", why = why)), theme.alarm);
        }
        Foot::Says(notice) => put_notice(notice, theme, &mut row),
        Foot::Keys(keys) => {
            for (key, words) in keys {
                // Half a hint is none.
                if text::width(key) + text::width(words) < row.room() {
                    row.put(key, theme.strong).skip(1).put(words, theme.dim).skip(3);
                }
            }
        }
    }
}

/// The keys in place of the figures.
fn draw_keys(picture: &BigClock, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let column = picture.keys.iter().map(|(key, _)| text::width(key)).max().unwrap_or(0) + 3;
    for (y, (key, words)) in (0..area.height).zip(&picture.keys) {
        let mut row = Row::new(buffer, area, y);
        row.put(key, theme.strong).skip(column.saturating_sub(text::width(key))).put(words, theme.plain);
    }
}

/// The figures in the middle of their place.
fn draw_figures(picture: &BigClock, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(figures) = picture.figures() else {
        return put_in_the_middle(picture.instead().unwrap_or_default(), theme.strong, area, area.height / 2, buffer);
    };
    let glyphs: Vec<Glyph> = figures.chars().map(glyph).collect();
    let dots = glyphs.iter().map(|glyph| glyph.width + 1).sum::<u16>().saturating_sub(1).max(1);
    // A cell is about twice as high as it is wide: a dot that is no higher in cells than wide looks like a figure's stroke.
    let wide = area.width / dots;
    let high = (area.height / ROWS).min(wide);
    let wide = wide.min(high.saturating_mul(2));
    let style = dot_style(picture, theme);
    let mut x = area.x + area.width.saturating_sub(dots * wide) / 2;
    let y = area.y + area.height.saturating_sub(ROWS * high) / 2;
    for glyph in glyphs {
        for (row, line) in (0..ROWS).zip(glyph.rows) {
            for column in (0..glyph.width).filter(|column| line >> (glyph.width - 1 - column) & 1 == 1) {
                let dot = Rect::new(x + column * wide, y + row * high, wide, high);
                for at in dot.intersection(area).positions() {
                    buffer[at].set_symbol("█").set_style(style);
                }
            }
        }
        x += (glyph.width + 1) * wide;
    }
}

/// A colour and nothing else: a full block that is reversed would be a blank.
fn dot_style(picture: &BigClock, theme: &Theme) -> Style {
    let style = match (picture.going, picture.urgency) {
        (Going::Running, Urgency::Calm) => theme.plain,
        (Going::Running, Urgency::Soon) => theme.warning,
        (Going::Running, Urgency::Over) => theme.alarm,
        _ => theme.dim,
    };
    Style { fg: style.fg, ..Style::new() }
}

/// A figure in dots: each row is a number whose bits are its dots, the leftmost the highest.
#[derive(Clone, Copy)]
struct Glyph {
    width: u16,
    rows: [u8; ROWS as usize],
}

fn glyph(sign: char) -> Glyph {
    let rows = match sign {
        '0' => [0b111, 0b101, 0b101, 0b101, 0b111],
        '1' => [0b010, 0b110, 0b010, 0b010, 0b111],
        '2' => [0b111, 0b001, 0b111, 0b100, 0b111],
        '3' => [0b111, 0b001, 0b111, 0b001, 0b111],
        '4' => [0b101, 0b101, 0b111, 0b001, 0b001],
        '5' => [0b111, 0b100, 0b111, 0b001, 0b111],
        '6' => [0b111, 0b100, 0b111, 0b101, 0b111],
        '7' => [0b111, 0b001, 0b001, 0b001, 0b001],
        '8' => [0b111, 0b101, 0b111, 0b101, 0b111],
        '9' => [0b111, 0b101, 0b111, 0b001, 0b111],
        ':' => return Glyph { width: 1, rows: [0, 1, 0, 1, 0] },
        '+' => [0b000, 0b010, 0b111, 0b010, 0b000],
        _ => [0; ROWS as usize],
    };
    Glyph { width: 3, rows }
}
