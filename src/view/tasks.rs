//! The screen of the action items of all meetings: a head with counts, the line that narrows, the groups, and what is known of the chosen one.
//!
//! Only the rows that are seen are drawn, however many there are. Not here: which they are, and what a key does (see `app`).

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Theme;
use super::agenda::BOX;
use super::foot::{keys_under, put_hints, put_notice};
use super::paint::{Row, put_wrapped, tint};
use super::popup::{draw_help, line_under};
use crate::app::outline::tick;
use crate::app::terms::{self, age};
use crate::app::{Action, Question, Rows, Standing, Target, TaskLine, TaskList, TaskScreen, task_help};
use crate::meeting::folded;
use crate::meeting::tasks::{Grouping, TaskRow};
use crate::text;
use crate::words::{near_day, say};

/// With fewer cells there is no room for an age.
const ROOMY: u16 = 60;
/// With fewer there is none for the series.
const WIDE: u16 = 100;
/// Cells of the series, and of what is said of the due date.
const SERIES: usize = 18;
const DUE: usize = 19;
/// Lines of the list that have to be there for the heading of a group to stay on screen.
const TALL: usize = 5;

/// Draws it into a blank buffer.
pub fn draw(screen: &TaskScreen, theme: &Theme, buffer: &mut Buffer) {
    let area = *buffer.area();
    let parts = Parts::of(area);
    draw_title(screen, theme, area, buffer);
    if let Some(top) = screen.help {
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..inside(area) };
        draw_help(&task_help(&screen.keymap, body.width.into()), top, theme, body, buffer);
    } else {
        draw_filter(screen, theme, parts.filter, buffer);
        draw_list(screen, theme, parts.list, buffer);
        draw_rule(screen, theme, parts.rule, buffer);
        match &screen.question {
            Some(question) => draw_question(question, theme, parts.told, buffer),
            None => draw_told(screen, theme, parts.told, buffer),
        }
    }
    draw_foot(screen, theme, parts.foot, buffer, &mut |_, _| {});
}

/// Where the cursor stands.
pub fn cursor(screen: &TaskScreen, area: Rect) -> Option<Position> {
    let parts = Parts::of(area);
    let (line, place) = match &screen.question {
        _ if screen.help.is_some() => return None,
        Some(question) => (&question.line, answer_row(parts.told)),
        None => (&screen.filter, parts.filter),
    };
    if place.is_empty() {
        return None;
    }
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let x = place.x.saturating_add(2 + u16::try_from(text::width(before)).unwrap_or(u16::MAX));
    Some(Position { x: x.min(place.right() - 1), y: place.y })
}

/// The parts of the screen, from the top down.
struct Parts {
    filter: Rect,
    list: Rect,
    rule: Rect,
    /// What is known of the chosen item, or asked about it.
    told: Rect,
    foot: Rect,
}

impl Parts {
    fn of(area: Rect) -> Self {
        let within = inside(area);
        let told = match area.height {
            0..=3 => 0,
            4..=11 => 1,
            _ => 3,
        };
        let (rule, foot) = (u16::from(area.height > 5), u16::from(area.height > 2));
        let filter = u16::from(area.height > 1);
        let list = area.height.saturating_sub(1 + filter + rule + told + foot);
        let mut y = area.y + 1.min(area.height);
        let mut next = |height: u16| {
            let part = Rect { y, height, ..within };
            y += height;
            part
        };
        let (filter, list, rule, told, foot) = (next(filter), next(list), next(rule), next(told), next(foot));
        Self { filter, list, rule, told, foot }
    }
}

/// Without the margins at both sides.
fn inside(area: Rect) -> Rect {
    let margin = u16::from(area.width > 2);
    Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area }
}

fn draw_title(screen: &TaskScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, inside(area), 0);
    if screen.help.is_some() {
        row.put(say("tasks-keys"), theme.strong);
        return;
    }
    row.put(say("tasks-title"), theme.strong).skip(2);
    let counts = screen.list.counts();
    row.put(&say!("tasks-open", count = counts.open), theme.plain);
    if counts.overdue > 0 {
        row.put(" · ", theme.dim).put(&say!("tasks-overdue", count = counts.overdue), theme.alarm);
    }
    if counts.all > counts.open {
        row.put(&format!(" · {}", say!("tasks-settled", count = counts.all - counts.open)), theme.dim);
    }
    let by = match screen.list.grouping() {
        Grouping::Owner => say("tasks-by-owner"),
        Grouping::Due => say("tasks-by-due"),
        Grouping::Series => say("tasks-by-series"),
        Grouping::Meeting => say("tasks-by-meeting"),
    };
    match screen.reading {
        Some((_, 0)) => _ = row.put_right(say("tasks-reading"), theme.dim),
        Some((done, all)) => _ = row.put_right(&say!("tasks-reading-of", done = done, all = all), theme.dim),
        None => {
            // A key stands with what it changes.
            let (group, all) = (screen.keymap.shown(Action::TasksGroup), screen.keymap.shown(Action::TasksAll));
            let which = if screen.all { say("tasks-all") } else { say("tasks-only-open") };
            row.put_right(&format!("{by} · {group}"), theme.dim).put_right(&format!("{which} · {all}   "), theme.dim);
        }
    }
}

fn draw_filter(screen: &TaskScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    row.put("› ", theme.accent).put(screen.filter.text(), theme.strong);
    if screen.filter.is_empty() {
        row.put(say("tasks-filter"), theme.dim);
    } else if let Some(misread) = &screen.misread {
        row.skip(2).put(misread, theme.warning);
    }
}

/// Which lines are on screen; `under`: the one under the pointer, counted from the first on screen.
fn shown(screen: &TaskScreen, room: usize, under: Option<usize>) -> Rows {
    let all = screen.list.lines().len();
    let chosen = screen.chosen().map_or(0, |(line, ..)| line);
    // The chosen one stays in the middle, so that one sees what comes before and after it.
    screen.rolled().rows(chosen.saturating_sub(room / 2).min(all.saturating_sub(room)), (all, room), under)
}

/// What is under the pointer.
pub fn under(screen: &TaskScreen, theme: &Theme, area: Rect, at: Position) -> Target {
    let parts = Parts::of(area);
    let foot = parts.foot;
    if let Some(keys) = keys_under(foot, at, |buffer, told| draw_foot(screen, theme, foot, buffer, told)) {
        return Target::Keys(keys);
    }
    match &screen.question {
        Some(question) if answer_row(parts.told).contains(at) => {
            return line_under(&question.line, answer_row(parts.told), at);
        }
        None if parts.filter.contains(at) => return line_under(&screen.filter, parts.filter, at),
        _ => {}
    }
    if !parts.list.contains(at) {
        return Target::Nothing;
    }
    let room = usize::from(parts.list.height);
    let below = usize::from(at.y - parts.list.y);
    let mut rows = shown(screen, room, Some(below));
    let is_item = |row: &usize| matches!(screen.list.lines().get(*row), Some(TaskLine::Item(..)));
    // In the first row a heading may stand for the item.
    let covered = below == 0 && window(screen, room).1.is_some();
    rows.under = rows.under.filter(|row| is_item(row) && !covered);
    // Before the box stands whether it is overdue.
    Target::Row { on_box: rows.under.is_some() && (2..2 + BOX).contains(&(at.x - parts.list.x)), rows }
}

/// The row of a question in which its answer is typed.
fn answer_row(told: Rect) -> Rect {
    Rect { y: told.y + u16::from(told.height > 2), height: told.height.min(1), ..told }
}

/// What is drawn of the list: the first line, and the heading that stands for those above it.
fn window(screen: &TaskScreen, room: usize) -> (usize, Option<usize>) {
    let lines = screen.list.lines();
    let top = shown(screen, room, None).top;
    let kept = match lines.get(top) {
        Some(TaskLine::Item(_, group)) if room >= TALL => Some(*group),
        _ => None,
    };
    (top, kept)
}

fn draw_list(screen: &TaskScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let list = &screen.list;
    if list.lines().is_empty() {
        let all = screen.keymap.shown(Action::TasksAll);
        let said = match (screen.reading, list.is_empty(), screen.all) {
            (Some(_), true, _) => say("tasks-being-read").to_owned(),
            (None, true, false) => say!("tasks-none-open", key = all),
            (None, true, true) => say("tasks-none").to_owned(),
            (_, false, false) => say!("tasks-none-fits-open", key = all),
            (_, false, true) => say("tasks-none-fits").to_owned(),
        };
        put_wrapped(&said, theme.dim, area, buffer);
        return;
    }
    let room = usize::from(area.height);
    let (top, kept) = window(screen, room);
    let digits = list.lines().iter().skip(top).take(room).filter_map(|line| match line {
        TaskLine::Item(row, _) => list.row(*row).map(|row| row.item.action.number.to_string().len()),
        TaskLine::Head(..) => None,
    });
    let digits = digits.max().unwrap_or(1).max(2);
    let chosen = screen.chosen().map(|(line, ..)| line);
    for (y, (at, line)) in (0..area.height).zip(list.lines().iter().enumerate().skip(top)) {
        match (line, kept.filter(|_| y == 0)) {
            (TaskLine::Head(group, count), _) => draw_head(list, *group, Some(*count), theme, (area, y), buffer),
            (TaskLine::Item(..), Some(group)) => draw_head(list, group, None, theme, (area, y), buffer),
            (TaskLine::Item(row, group), None) => {
                if let Some(task) = list.row(*row) {
                    let item = Shown { list, number: *row, task, group: *group, digits };
                    item.draw(theme, (area, y), buffer);
                }
                if chosen == Some(at) {
                    tint(buffer, area, y, theme.selected);
                }
            }
        }
    }
}

/// The heading of a group; without a count it stands for a group that begins above.
fn draw_head(
    list: &TaskList,
    group: usize,
    count: Option<usize>,
    theme: &Theme,
    (area, y): (Rect, u16),
    buffer: &mut Buffer,
) {
    let Some(group) = list.group(group) else { return };
    let mut row = Row::new(buffer, area, y);
    let style = if group.overdue { theme.alarm } else { theme.strong };
    row.put(&group.words, style).put("  ", theme.plain);
    row.put(&count.map_or_else(|| "…".to_owned(), |count| count.to_string()), theme.dim);
}

/// An item on its row.
struct Shown<'a> {
    list: &'a TaskList,
    number: usize,
    task: &'a TaskRow,
    group: usize,
    digits: usize,
}

impl Shown<'_> {
    fn draw(&self, theme: &Theme, (area, y): (Rect, u16), buffer: &mut Buffer) {
        let (item, action) = (&self.task.item, &self.task.item.action);
        let (today, settled) = (self.list.today(), !self.task.is_open());
        let mut row = Row::new(buffer, area, y);
        match self.list.standing(self.number) {
            Standing::Underway => row.put("… ", theme.dim),
            Standing::Refused(_) => row.put("× ", theme.warning),
            _ if self.task.is_overdue(today) => row.put("! ", theme.alarm),
            _ => row.put("  ", theme.plain),
        };
        row.put(&format!("{} ", tick(action.status)), if settled { theme.good } else { theme.accent });
        row.put(&format!("{:>digits$} ", action.number, digits = self.digits), theme.dim);
        if area.width >= ROOMY {
            row.put_right(&format!("{:>6}", self.task.age(today).map(age).unwrap_or_default()), theme.dim);
        }
        let (due, style) = match action.due {
            Some(due) if due < today && !settled => {
                (say!("tasks-late", age = age((today - due).num_days())), theme.alarm)
            }
            Some(due) => (say!("item-due", day = near_day(due, today)), theme.dim),
            None if !settled && area.width >= ROOMY => (say("tasks-no-date").to_owned(), theme.dim),
            None => (String::new(), theme.dim),
        };
        let wide = if area.width >= WIDE { DUE } else { text::width(&due) + usize::from(!due.is_empty()) };
        row.put_right(&format!("{due:>wide$}"), style);
        if area.width >= WIDE && self.list.several_series {
            let series = self.task.series.as_deref().unwrap_or(&item.title);
            let safe = text::one_line_for_terminal(series);
            let fitting = text::fit(safe.trim(), SERIES);
            let gap = SERIES.saturating_sub(text::width(&fitting));
            row.put_right(&format!("  {fitting}{}", " ".repeat(gap)), theme.dim);
        }
        self.put_words(theme, settled, &mut row);
    }

    fn put_words(&self, theme: &Theme, settled: bool, row: &mut Row<'_>) {
        let (item, action) = (&self.task.item, &self.task.item.action);
        let plain = if settled { theme.dim } else { theme.plain };
        let owner = self.list.group(self.group).and_then(|group| group.owner.as_deref());
        let others: Vec<&str> = match owner {
            Some(owner) => {
                action.owners.iter().map(String::as_str).filter(|name| folded(name) != folded(owner)).collect()
            }
            None => action.owners.iter().map(String::as_str).collect(),
        };
        if owner.is_none() && !others.is_empty() {
            row.put(&others.join(", "), if settled { theme.dim } else { theme.strong }).put("  ", theme.plain);
        }
        if self.list.grouping() != Grouping::Owner && others.is_empty() && !settled {
            row.put(say("tasks-no-owner"), theme.warning).put("  ", theme.plain);
        }
        row.put(&item.text, plain);
        if owner.is_some() && !others.is_empty() {
            // Whoever stood in the heading may not be an owner any more.
            let is_still = action.owners.len() > others.len();
            let names = others.join(", ");
            let words = if is_still { say!("tasks-with", names = names) } else { say!("tasks-now", names = names) };
            row.put(&format!(" · {words}"), theme.dim);
        }
        for ticket in item.tickets.iter().filter(|ticket| !item.text.contains(ticket.as_str())) {
            row.put(&format!(" · {ticket}"), theme.dim);
        }
        if let Some(reason) = action.reason.as_deref().filter(|reason| !reason.trim().is_empty()) {
            row.put(&format!(" · {reason}"), theme.dim);
        }
    }
}

fn draw_rule(screen: &TaskScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut rule = Row::new(buffer, area, 0);
    if let Some((line, ..)) = screen.chosen() {
        let items = |lines: &[TaskLine]| lines.iter().filter(|line| matches!(line, TaskLine::Item(..))).count();
        let lines = screen.list.lines();
        let place = items(lines.get(..=line).unwrap_or_default());
        rule.put_right(&format!(" {} ", say!("tasks-place", place = place, count = items(lines))), theme.dim);
    }
    rule.fill("┄", theme.dim);
}

/// All words of the chosen item, where it arose, and what became of what was done here.
fn draw_told(screen: &TaskScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some((_, number, row)) = screen.chosen() else { return };
    let words = Rect { height: area.height.saturating_sub(1), ..area };
    put_wrapped(&row.item.text, theme.plain, words, buffer);
    let mut last = Row::new(buffer, area, area.height.saturating_sub(1));
    match screen.list.standing(number) {
        Standing::Underway => last.put(say("tasks-recording"), theme.dim),
        Standing::Recorded(said) => last.put(said, theme.accent),
        Standing::Refused(why) => last.put(why, theme.warning),
        Standing::Untouched => last.put(&origin(row, screen.list.today()), theme.dim),
    };
}

/// Where an item arose, how old it is, and how often it was carried.
fn origin(row: &TaskRow, today: NaiveDate) -> String {
    let item = &row.item;
    let series = row.series.clone().filter(|series| folded(series) != folded(&item.title));
    let day = item.raised.map(|at| near_day(at.date_naive(), today));
    let again = (item.carried > 0).then(|| say!("tasks-carried", times = item.carried));
    let noted_as = item.noted_as.map(|number| say!("tasks-noted-as", number = number));
    let status = terms::status(item.action.status);
    let settled = item.settled_in.as_ref().map(|slug| say!("tasks-settled-in", status = status, meeting = slug));
    let priority = item.action.priority.map(|priority| say!("tasks-priority", priority = priority));
    let title = Some(item.title.clone());
    let parts = [series, title, day, Some(item.topic.clone()), noted_as, again, priority, settled];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    parts.join(" · ")
}

fn draw_question(question: &Question, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut y = 0;
    if area.height > 2 {
        let about = format!("action-{} ({})", question.number, question.text);
        Row::new(buffer, area, y).put(&about, theme.dim);
        y += 1;
    }
    let mut row = Row::new(buffer, area, y);
    row.put("› ", theme.accent).put(question.line.text(), theme.strong);
    if let Some(completion) = &question.completion {
        row.put(&completion.rest, theme.dim);
    }
    let (said, style) = match (&question.complaint, question.foretold()) {
        (Some(complaint), _) => (complaint.clone(), theme.warning),
        (None, Some(Ok(words))) => (words, theme.accent),
        (None, Some(Err(why))) => (why, theme.warning),
        (None, None) => (question.asks().to_owned(), theme.dim),
    };
    if area.height > 2 {
        Row::new(buffer, area, y + 1).put(&said, style);
    } else {
        row.skip(2).put(&said, style);
    }
}

/// Draws what was just done, else the keys that help, and tells where the words of which stand.
fn draw_foot(
    screen: &TaskScreen,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    told: &mut dyn FnMut(Range<u16>, &str),
) {
    let mut row = Row::new(buffer, area, 0);
    if let Some(notice) = &screen.notice {
        return put_notice(notice, theme, &mut row);
    }
    let fixed = |key: &str, words: &str| (key.to_owned(), words.to_owned());
    let hints: Vec<(String, String)> = if screen.help.is_some() {
        vec![fixed("↑ ↓", say("hint-scroll")), fixed("Esc", say("hint-goes-back"))]
    } else if let Some(question) = &screen.question {
        let tab = question.completion.is_some().then(|| fixed("Tab", say("hint-name")));
        [fixed("Enter", say("hint-does")), fixed("Esc", say("hint-leaves-it"))].into_iter().chain(tab).collect()
    } else {
        let verbs = [
            Action::TasksOpen,
            Action::ItemDone,
            Action::ItemDrop,
            Action::ItemDue,
            Action::ItemOwner,
            Action::TasksNote,
        ];
        let verbs = if screen.chosen().is_some() { verbs.as_slice() } else { &[Action::TasksAll] };
        let of_items = verbs.iter().map(|action| (screen.keymap.shown(*action), action.verb().hint().to_owned()));
        let help = (screen.keymap.shown(Action::Help), say("hint-help").to_owned());
        of_items.chain([help, fixed("Esc", say("hint-leaves"))]).collect()
    };
    let kept = if screen.question.is_some() || screen.help.is_some() { 0 } else { 2 };
    put_hints(&mut row, hints, kept, theme, told);
}
