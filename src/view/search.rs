//! The search of all meetings: the query, and below it what was found, each line with the match marked and where it stands.
//!
//! The same in a pop-up over a meeting and on a page of its own. Not here: what is found, and what a key does.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::foot::{keys_under, put_hints};
use super::paint::{Row, bar, tint, typed};
use super::popup::line_under;
use super::theme::Theme;
use crate::app::outline::{kind_sign, tick};
use crate::app::search::{Indexing, excerpt};
use crate::app::{Search, Target, terms};
use crate::meeting::search::{Hit, Misread, Place};
use crate::text;
use crate::words::{Day, day, say};

/// What can be typed, shown while nothing is; the first are the last to go on a low screen.
fn teaches() -> [(&'static str, &'static str); 10] {
    [
        ("budget draft", say("search-teaches-words")),
        ("\"next year\"", say("search-teaches-phrase")),
        ("owner:ann", say("search-teaches-owner")),
        ("kind:decision", say("search-teaches-kind")),
        ("series:weekly", say("search-teaches-series")),
        ("after:2026-03", say("search-teaches-after")),
        ("ticket:DM-123", say("search-teaches-ticket")),
        ("meeting:planning", say("search-teaches-meeting")),
        ("-draft", say("search-teaches-without")),
        ("plan*", say("search-teaches-beginning")),
    ]
}

/// Rows of a hit: its words, and where it stands.
const ROWS: u16 = 2;

/// With fewer cells there is no room for the kind in words.
const ROOMY: u16 = 60;

/// Draws it into a blank buffer's area: the query on top, what there is to say about it in the last row.
pub fn draw(search: &Search, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    draw_query(search, theme, area, buffer);
    let (below, foot) = parts(area);
    let below = if search.is_blank() { teach(search, theme, below, buffer) } else { below };
    draw_hits(search, theme, below, buffer);
    if !foot.is_empty() {
        draw_foot(search, theme, foot, buffer);
    }
}

/// What lies below the query, and the row of what there is to say about it.
fn parts(area: Rect) -> (Rect, Rect) {
    let foot = u16::from(area.height >= 4);
    let below = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1 + foot), ..area };
    (below, Rect { y: below.bottom(), height: foot, ..area })
}

/// What is under the pointer.
pub(super) fn under(search: &Search, theme: &Theme, area: Rect, at: Position) -> Target {
    if at.y == area.y {
        return line_under(&search.line, area, at);
    }
    let (below, _) = parts(area);
    let hits = if search.is_blank() { teach(search, theme, below, &mut Buffer::empty(area)) } else { below };
    let (rows, room) = of_hits(hits);
    let here = hits.contains(at).then(|| usize::from((at.y - hits.y) / rows)).filter(|here| *here < room);
    Target::ListRow(search.shown(room, here))
}

/// The same on the page.
pub fn under_page(search: &Search, theme: &Theme, screen: Rect, at: Position) -> Target {
    let (area, last) = (page_area(screen), last_row(screen));
    if area.contains(at) {
        return under(search, theme, area, at);
    }
    let keys = keys_under(last, at, |buffer, told| draw_keys(search, theme, last, buffer, told));
    keys.map_or(Target::Outside, Target::Keys)
}

/// Rows of a hit, and how many hits there is room for. On a screen with a single row of room the words alone are shown.
fn of_hits(area: Rect) -> (u16, usize) {
    let rows = ROWS.min(area.height).max(1);
    (rows, usize::from(area.height / rows))
}

/// Draws it as a page into a blank buffer.
pub fn draw_page(search: &Search, theme: &Theme, buffer: &mut Buffer) {
    let screen = *buffer.area();
    let (top, foot) = margins(screen);
    if top > 0 {
        Row::new(buffer, screen, 0)
            .skip(1)
            .put(say("search-title"), theme.strong)
            .skip(1)
            .put(say("search-about"), theme.dim);
    }
    if foot > 0 {
        draw_keys(search, theme, last_row(screen), buffer, &mut |_, _| {});
    }
    draw(search, theme, page_area(screen), buffer);
}

fn last_row(screen: Rect) -> Rect {
    Rect { y: screen.bottom().saturating_sub(1), height: screen.height.min(1), ..screen }
}

/// Draws the page's keys and tells where the words of which stand.
fn draw_keys(search: &Search, theme: &Theme, area: Rect, buffer: &mut Buffer, told: &mut dyn FnMut(Range<u16>, &str)) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1);
    let escape = if search.line.is_empty() { say("hint-leaves") } else { say("search-clears") };
    let help = (search.help_key.as_str(), say("hint-help"));
    let hints = [("Enter", say("search-opens")), ("↑ ↓", say("hint-choose")), help, ("Esc", escape)];
    let hints = hints.into_iter().filter(|(key, _)| !key.is_empty());
    let hints = hints.map(|(key, words)| (key.to_owned(), words.to_owned())).collect();
    put_hints(&mut row, hints, 1, theme, told);
}

/// Where the cursor stands on the page.
pub fn page_cursor(search: &Search, screen: Rect) -> Option<Position> {
    cursor(search, page_area(screen))
}

/// Rows of a page above and below the search.
fn margins(screen: Rect) -> (u16, u16) {
    match screen.height {
        20.. => (2, 2),
        12.. => (1, 1),
        6.. => (0, 1),
        _ => (0, 0),
    }
}

fn page_area(screen: Rect) -> Rect {
    let (top, foot) = margins(screen);
    let margin = u16::from(screen.width > 2);
    Rect {
        x: screen.x + margin,
        y: screen.y + top,
        width: screen.width.saturating_sub(2 * margin),
        height: screen.height.saturating_sub(top + foot),
    }
}

/// Where the cursor stands.
pub fn cursor(search: &Search, area: Rect) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let before = search.line.text().get(..search.line.cursor()).unwrap_or_default();
    let x = area.x.saturating_add(2).saturating_add(u16::try_from(text::width(before)).unwrap_or(u16::MAX));
    Some(Position { x: x.min(area.right() - 1), y: area.y })
}

fn draw_query(search: &Search, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    let count = match (search.is_blank(), search.is_due()) {
        (true, _) => String::new(),
        (false, true) => "…".to_owned(),
        (false, false) => search.count(),
    };
    // What is typed is worth more than how much was found.
    if text::width(search.line.text()) + text::width(&count) + 4 <= row.room() {
        row.put_right(&count, theme.dim);
    }
    row.put("› ", theme.accent).put(search.line.text(), typed(&search.line, theme));
}

/// What can be typed, and the heading of what is shown meanwhile; returns what is left below.
fn teach(search: &Search, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    // A hit with its heading is always to be seen: Enter opens it.
    let least = if search.found.hits.is_empty() { 0 } else { ROWS + 1 };
    let gaps = u16::from(area.height >= least + 8);
    let room = area.height.saturating_sub(least + 2 * gaps);
    let teaches = teaches();
    let most = u16::try_from(teaches.len()).unwrap_or(u16::MAX).min(room);
    let column = teaches.iter().map(|(typed, _)| text::width(typed)).max().unwrap_or(0) + 2;
    for (y, (typed, means)) in (gaps..gaps + most).zip(teaches) {
        let mut row = Row::new(buffer, area, y);
        row.skip(2).put(typed, theme.strong).skip(column - text::width(typed)).put(means, theme.dim);
    }
    let taken = most + 2 * gaps;
    let below = Rect { y: area.y + taken, height: area.height.saturating_sub(taken), ..area };
    if search.found.hits.is_empty() || below.height < least {
        return Rect { height: 0, ..below };
    }
    Row::new(buffer, below, 0).put(say("search-newest"), theme.accent);
    Rect { y: below.y + 1, height: below.height - 1, ..below }
}

fn draw_hits(search: &Search, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let hits = &search.found.hits;
    if hits.is_empty() {
        let nothing = !search.is_due() && !search.is_blank();
        if nothing {
            let words = if search.indexing.is_some() { say("search-nothing-yet") } else { say("search-nothing") };
            Row::new(buffer, area, 0).skip(2).put(words, theme.dim);
        }
        return;
    }
    let (rows, room) = of_hits(area);
    let top = search.shown(room, None).top;
    for (at, hit) in hits.iter().enumerate().skip(top).take(room) {
        let y = u16::try_from(at - top).unwrap_or(0) * rows;
        let here = Rect { y: area.y + y, height: rows, ..area };
        draw_hit(search, hit, at == search.chosen, theme, here, buffer);
    }
}

fn draw_hit(search: &Search, hit: &Hit, chosen: bool, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    row.put(if chosen { "› " } else { "  " }, theme.accent);
    match hit.status {
        Some(status) => row.put(tick(status).encode_utf8(&mut [0; 4]), theme.accent).skip(1),
        None => row.put(sign(hit.place), theme.accent),
    };
    put_marked(hit, theme, &mut row);
    let mut row = Row::new(buffer, area, 1);
    row.skip(4);
    if let Some(date) = hit.date {
        row.put_right(&format!("  {}", day(date, Day::Year)), theme.dim);
    }
    if area.width >= ROOMY {
        row.put_right(&format!("  {}", terms::place(hit.place)), theme.dim);
    }
    let title = if search.here.as_ref() == Some(&hit.meeting) { say("search-this-meeting") } else { &hit.title };
    // Of a title that is found, the meeting is the line itself.
    let topic = if hit.place == Place::Topic { "" } else { &hit.topic };
    let place = if topic.is_empty() { title.to_owned() } else { format!("{title} · {topic}") };
    row.put(&place, theme.dim);
    if chosen {
        (0..area.height).for_each(|y| tint(buffer, area, y, theme.selected));
    }
}

/// The words of a hit, of long ones the part in which the first match stands.
fn put_marked(hit: &Hit, theme: &Theme, row: &mut Row<'_>) {
    let room = row.room();
    let first = hit.marks.first().map_or(0, |mark| mark.start);
    let end = hit.marks.first().map_or(0, |mark| mark.end);
    // As long as the match is to be seen, a line begins where it begins.
    let before = if text::width(hit.text.get(..end).unwrap_or_default()) + 1 < room { usize::MAX } else { room / 3 };
    let shown = excerpt(&hit.text, first, before, room);
    if shown.start > 0 {
        row.put("… ", theme.dim);
    }
    let marked = marked(theme);
    let mut at = shown.start;
    for mark in &hit.marks {
        let (from, to) = (mark.start.clamp(at, shown.end), mark.end.clamp(at, shown.end));
        row.put(hit.text.get(at..from).unwrap_or_default(), theme.plain);
        row.put(hit.text.get(from..to).unwrap_or_default(), marked);
        at = to;
    }
    let rest = hit.text.get(at..).unwrap_or_default();
    // Whatever is left is cut with an ellipsis by the row; all of a long text is not gone through for that.
    row.put(
        rest.get(..rest.char_indices().nth(room + 1).map_or(rest.len(), |(at, _)| at)).unwrap_or(rest),
        theme.plain,
    );
}

/// A match stands out where there is no colour too.
fn marked(theme: &Theme) -> Style {
    theme.accent.add_modifier(Modifier::UNDERLINED)
}

fn sign(place: Place) -> &'static str {
    match place {
        Place::Title => "▤ ",
        Place::Topic => "▶ ",
        Place::Point | Place::Agenda => "  ",
        Place::Entry(kind) => kind_sign(kind),
    }
}

fn draw_foot(search: &Search, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    if let Some(complaint) = &search.complaint {
        row.put(complaint, theme.warning);
    } else if let Some(Misread { part, what, .. }) = search.misread.first() {
        row.put(part, theme.strong).put(": ", theme.dim).put(&terms::wrong(what), theme.dim);
    } else if let Some(Indexing { done, all }) = search.indexing {
        draw_indexing(done, all, theme, &mut row);
    } else if !search.found.hits.is_empty() && !search.is_blank() {
        row.put(&say!("search-place", place = search.chosen + 1, count = search.found.hits.len()), theme.dim);
    }
}

/// How far the index is: what was found before it has everything is not all there is.
fn draw_indexing(done: usize, all: usize, theme: &Theme, row: &mut Row<'_>) {
    if all == 0 {
        row.put(say("search-looking"), theme.dim);
        return;
    }
    row.put(&say!("search-reading", done = done, all = all), theme.dim).skip(1);
    let cells = row.room().min(24);
    if cells >= 8 {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        row.put(&bar(count(done), count(all), cells), theme.accent);
    }
}
