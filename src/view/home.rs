//! The screen before a meeting, drawn as one pane.
//!
//! Not here: what can be chosen (see `cli`), and what a key does (see `app`).

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Theme;
use super::foot::{GAP, put_hint};
use super::paint::{Row, typed};
use super::popup::{begin_item, draw_picker, line_under, picker_under, tint_chosen};
use crate::app::overlay::Picker;
use crate::app::{Home, HomeLine, Rows, Target};
use crate::text;
use crate::words::say;

/// Draws it into a blank buffer.
pub fn draw(home: &Home, theme: &Theme, buffer: &mut Buffer) {
    let area = *buffer.area();
    let list = list(home, area);
    Row::new(buffer, area, 0).skip(1).put("minutebook", theme.strong);
    let rows = 1..list.y.saturating_sub(area.y);
    // On a low screen what is asked, which stands last, is worth more than what is told.
    let told = if home.intro.len() > rows.len() { rows.len().saturating_sub(1) } else { home.intro.len() };
    let asked = home.intro.last().filter(|_| told < home.intro.len());
    for (y, line) in rows.zip(home.intro.iter().take(told).chain(asked)) {
        Row::new(buffer, area, y).skip(1).put(line, theme.dim);
    }
    if home.has_rows() {
        draw_rows(home, theme, list, buffer);
    } else {
        let line = &home.picker.filter;
        Row::new(buffer, list, 0).put("› ", theme.accent).put(line.text(), typed(line, theme));
    }
    if home.picker.filter.is_empty()
        && let Some(prompt) = home.prompt
    {
        Row::new(buffer, list, 0).skip(2).put(prompt, theme.dim);
    }
    let foot = foot(home, area);
    if !home.foot.is_empty() && !foot.is_empty() {
        Row::new(buffer, area, area.height.saturating_sub(foot.height + 1)).skip(1).put(&home.foot, theme.dim);
    }
    draw_foot(home, theme, area, buffer, &mut |_, _, _| {});
}

/// The rows of the keys.
fn foot(home: &Home, area: Rect) -> Rect {
    let height = (hints(home, area).len() as u16).min(area.height);
    Rect { y: area.bottom() - height, height, ..area }
}

/// Draws the keys, and tells in which row and columns the words of which stand.
fn draw_foot(home: &Home, theme: &Theme, area: Rect, buffer: &mut Buffer, told: &mut dyn FnMut(u16, Range<u16>, &str)) {
    let foot = foot(home, area);
    for (y, keys) in (0..foot.height).zip(hints(home, area)) {
        let mut row = Row::new(buffer, foot, y);
        row.skip(1);
        for (key, words) in keys {
            put_hint(&mut row, key, words, theme, &mut |columns, key| told(foot.y + y, columns, key));
            row.skip(GAP);
        }
    }
}

/// The line that is typed into, and below it the rows under their headings.
fn draw_rows(home: &Home, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let lines = spaced(home.lines(), area.height);
    if lines.is_empty() {
        return draw_picker(&home.picker, 0, theme, area, buffer);
    }
    Row::new(buffer, area, 0).put("› ", theme.accent).put(home.picker.filter.text(), theme.strong);
    let top = shown(home, &lines, area, None).top;
    for (y, line) in (1..area.height).zip(lines.into_iter().skip(top)) {
        match line {
            Some(HomeLine::Heading(words)) => _ = Row::new(buffer, area, y).skip(2).put(words, theme.accent),
            Some(HomeLine::Row(place)) => draw_row(&home.picker, place, theme, (area, y), buffer),
            None => {}
        }
    }
}

/// Which of the lines are on screen; `under`: the one under the pointer, counted from the first on screen.
fn shown(home: &Home, lines: &[Option<HomeLine>], area: Rect, under: Option<usize>) -> Rows {
    let chosen = lines.iter().position(|line| *line == Some(HomeLine::Row(home.picker.chosen))).unwrap_or(0);
    let room = usize::from(area.height.saturating_sub(1));
    home.picker.rolled.rows((chosen + 1).saturating_sub(room), (lines.len(), room), under)
}

/// What is under the pointer.
pub fn under(home: &Home, theme: &Theme, screen: Rect, at: Position) -> Target {
    let mut keys = None;
    draw_foot(home, theme, screen, &mut Buffer::empty(foot(home, screen)), &mut |row, columns, key| {
        if row == at.y && columns.contains(&at.x) {
            keys = Some(key.to_owned());
        }
    });
    if let Some(keys) = keys {
        return Target::Keys(keys);
    }
    let area = list(home, screen);
    if !area.contains(at) {
        return Target::Nothing;
    }
    let lines = spaced(home.lines(), area.height);
    match (at.y - area.y).checked_sub(1) {
        Some(_) if !home.has_rows() => Target::Nothing,
        Some(_) if lines.is_empty() => picker_under(&home.picker, 0, area, at),
        Some(below) => {
            let mut rows = shown(home, &lines, area, Some(below.into()));
            rows.under = match rows.under.and_then(|line| lines.get(line)) {
                Some(Some(HomeLine::Row(place))) => Some(*place),
                _ => None,
            };
            Target::ListRow(rows)
        }
        None => line_under(&home.picker.filter, area, at),
    }
}

/// What a row is about, and at the right what there is to know of it; where there is no room for both, the first counts.
fn draw_row(picker: &Picker<usize>, place: usize, theme: &Theme, at: (Rect, u16), buffer: &mut Buffer) {
    let Some((item, mut row)) = begin_item(picker, place, theme, at, buffer) else { return };
    if text::width(&item.label) + 2 + text::width(&item.detail) <= row.room() {
        row.put_right(&item.detail, theme.dim).put(&item.label, theme.plain);
    } else {
        row.put(&item.label, theme.plain).skip(2).put(&item.detail, theme.dim);
    }
    tint_chosen(picker, place, theme, at, buffer);
}

/// The lines with a blank one above each heading but the first, where there is room for that.
fn spaced(lines: Vec<HomeLine>, height: u16) -> Vec<Option<HomeLine>> {
    let mut spaced = Vec::with_capacity(lines.len() + 8);
    for line in lines {
        if matches!(line, HomeLine::Heading(_)) && !spaced.is_empty() && height >= ROOMY {
            spaced.push(None);
        }
        spaced.push(Some(line));
    }
    spaced
}

/// A list with fewer rows has no room for blank ones.
const ROOMY: u16 = 18;

/// The keys and what they do, row by row: on a narrow screen in several, where there is room for them.
fn hints(home: &Home, area: Rect) -> Vec<Vec<(&str, &'static str)>> {
    let choose = home.has_rows().then_some(("↑ ↓", say("home-choose")));
    let help = (home.help_key.as_str(), say("hint-help"));
    let help = (home.has_rows() && !home.help_key.is_empty()).then_some(help);
    let all = choose.into_iter().chain([("Enter", home.enter)]).chain(help).chain([("Esc", home.escape)]);
    let mut rows: Vec<Vec<_>> = Vec::new();
    let mut taken = 0;
    for (key, words) in all.filter(|(_, words)| !words.is_empty()) {
        let width = text::width(key) + 1 + text::width(words);
        match rows.last_mut() {
            Some(row) if area.height < LOW || 1 + taken + GAP + width <= area.width.into() => {
                row.push((key, words));
                taken += GAP + width;
            }
            _ => {
                rows.push(vec![(key, words)]);
                taken = width;
            }
        }
    }
    if area.height > 3 { rows } else { Vec::new() }
}

/// A screen with fewer rows has one for the keys.
const LOW: u16 = 8;

/// Where the cursor stands.
pub fn cursor(home: &Home, screen: Rect) -> Option<Position> {
    let area = list(home, screen);
    if area.is_empty() {
        return None;
    }
    let filter = &home.picker.filter;
    let before = filter.text().get(..filter.cursor()).unwrap_or_default();
    let x = area.x.saturating_add(2 + text::width(before) as u16);
    Some(Position { x: x.min(area.right() - 1), y: area.y })
}

/// Where the line and the rows stand.
fn list(home: &Home, area: Rect) -> Rect {
    // A row is left free above the keys.
    let foot = if area.height > 3 { hints(home, area).len().max(1) as u16 + 1 } else { 0 };
    let top = (home.intro.len() as u16 + 2).min(area.height.saturating_sub(foot + 2));
    let margin = u16::from(area.width > 2);
    Rect {
        x: area.x + margin,
        y: area.y + top,
        width: area.width.saturating_sub(2 * margin),
        height: area.height.saturating_sub(top + foot),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(home: &Home, width: u16, height: u16) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        draw(home, &Theme::new(super::super::Depth::Mono), &mut buffer);
        let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect()
    }

    #[test]
    fn a_small_screen_has_the_question_and_all_its_keys() {
        let told = [
            "Weekly",
            "1 day, 4 slots were understood.",
            "Opening, Ropes",
            "line 3: odd",
            "line 4: odd",
            "line 5: odd",
        ];
        let intro: Vec<String> = told.iter().chain(&["", "The file to keep it in:"]).map(ToString::to_string).collect();
        let home = Home::question(intro, "weekly.md", "saves it and opens the meeting", "gives up and keeps nothing");
        let rows = drawn(&home, 40, 12);
        assert_eq!(
            rows[..3],
            ["minutebook", "Weekly", "1 day, 4 slots were understood."].map(|line| format!(" {line}"))
        );
        assert_eq!(rows[6..9], [" The file to keep it in:", " › weekly.md", ""]);
        assert_eq!(rows[10..], [" Enter saves it and opens the meeting", " Esc gives up and keeps nothing"]);
        assert_eq!(cursor(&home, Rect::new(0, 0, 40, 12)), Some(Position { x: 12, y: 7 }));
        let rows = drawn(&home, 80, 24);
        assert_eq!(rows[23], " Enter saves it and opens the meeting   Esc gives up and keeps nothing");
        assert_eq!(rows[8..11], [" The file to keep it in:", "", " › weekly.md"]);
    }

    #[test]
    fn any_size_is_drawn() {
        let asked = Home::question(vec!["?".into(); 9], "a", "saves", "gives up");
        let chosen = Home::new(vec!["?".into()], vec![("a".into(), "b".into())], Some("type"));
        for (width, height) in [(0, 0), (1, 1), (9, 3), (5, 4), (12, 5), (20, 7), (30, 8), (40, 12)] {
            for home in [&asked, &chosen] {
                drawn(home, width, height);
                let screen = Rect::new(0, 0, width, height);
                assert!(cursor(home, screen).is_none_or(|at| screen.contains(at)), "{width} by {height}");
            }
        }
    }
}
