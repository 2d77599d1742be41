//! A report as a table on a terminal, as wide as that is, and as plain columns in a pipe.
//!
//! Everything from a meeting passes the one function that makes text safe for a terminal. Colours only say once more what words
//! say. Not here: which rows there are and how they are grouped (see `minutes::report`).

use std::io::IsTerminal;

use chrono::NaiveDate;

use crate::cli::open::seen;
use crate::meeting::{Status, folded};
use crate::minutes::report::{DecisionRow, Decisions, Group, GroupKey, TaskRow, Tasks};
use crate::minutes::words::short_date;
use crate::text::{one_line_for_terminal, width, wrap};

/// Columns between those of a table.
const GAP: usize = 2;
/// A date as `2026-02-10`.
const DATE: usize = 10;
/// Where there are fewer columns, what stands beside a text stands below it.
const NARROW: usize = 72;
/// No table is wider: long lines are hard to follow.
const WIDEST: usize = 160;
/// The width of what is no terminal.
const USUAL: usize = 100;
/// The fewest columns that a text is given.
const FEWEST: usize = 16;

pub(super) const BOLD: &str = "\u{1b}[1m";
pub(super) const DIM: &str = "\u{1b}[2m";
pub(super) const RED: &str = "\u{1b}[31m";
const RESET: &str = "\u{1b}[0m";

/// How a table is to look.
pub(super) struct Look {
    /// Columns of the terminal.
    pub(super) columns: usize,
    /// Whether it shows colours.
    pub(super) colour: bool,
}

impl Look {
    /// As wide as the terminal, in colours where it has them and nobody asked for none.
    pub(super) fn of_terminal() -> Self {
        let columns = crossterm::terminal::size().map_or(USUAL, |(columns, _)| usize::from(columns));
        let columns = if columns == 0 { USUAL } else { columns };
        Self { columns: columns.min(WIDEST), colour: seen().is_colourful() }
    }

    /// The same where there is one; in a pipe wide and without colours.
    pub(super) fn of_stdout() -> Self {
        if std::io::stdout().is_terminal() { Self::of_terminal() } else { Self { columns: WIDEST, colour: false } }
    }

    /// A text that is harmless already, marked as it is to stand out.
    pub(super) fn marked(&self, mark: &str, text: &str) -> String {
        if self.colour && !mark.is_empty() && !text.is_empty() {
            format!("{mark}{text}{RESET}")
        } else {
            text.to_owned()
        }
    }
}

/// A text with how it stands out.
pub(super) struct Cell {
    pub(super) text: String,
    mark: &'static str,
}

impl Cell {
    pub(super) fn new(text: impl AsRef<str>, mark: &'static str) -> Self {
        Self { text: one_line_for_terminal(text.as_ref()).trim().to_owned(), mark }
    }

    /// Its lines within so many columns; none where it is empty.
    fn lines(&self, columns: usize) -> Vec<&str> {
        if self.text.is_empty() {
            return Vec::new();
        }
        let ranges = wrap(&self.text, columns, columns);
        ranges.into_iter().filter_map(|range| self.text.get(range)).map(str::trim_end).collect()
    }
}

/// A row: narrow cells of fixed widths, then a text and what belongs to it, which share what is left.
pub(super) struct Row {
    pub(super) fixed: Vec<Cell>,
    pub(super) text: Cell,
    pub(super) beside: Cell,
}

/// A table of groups.
pub(super) struct Table<'l> {
    pub(super) look: &'l Look,
    /// The widths of the narrow columns; one that nothing stands in has none.
    pub(super) fixed: Vec<usize>,
    pub(super) out: String,
}

impl Table<'_> {
    pub(super) fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    pub(super) fn heading(&mut self, heading: &str, note: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let heading = one_line_for_terminal(heading);
        let heading = self.look.marked(BOLD, heading.trim());
        let note = self.look.marked(DIM, note);
        self.line(&format!("{heading}  {note}"));
    }

    pub(super) fn row(&mut self, row: &Row) {
        let before: usize = self.fixed.iter().filter(|wide| **wide > 0).map(|wide| wide + GAP).sum();
        let room = self.look.columns.saturating_sub(before).max(FEWEST);
        let (text, beside) = if self.look.columns < NARROW {
            (room, 0)
        } else {
            let beside = (room * 2 / 5).max(FEWEST);
            (room.saturating_sub(beside + GAP).max(FEWEST), beside)
        };
        let mut columns: Vec<(usize, Vec<&str>, &str)> = row
            .fixed
            .iter()
            .zip(&self.fixed)
            .map(|(cell, wide)| (*wide, cell.lines((*wide).max(1)), cell.mark))
            .collect();
        columns.retain(|(wide, ..)| *wide > 0);
        columns.push((text, row.text.lines(text), row.text.mark));
        if beside > 0 {
            columns.push((beside, row.beside.lines(beside), row.beside.mark));
        }
        let height = columns.iter().map(|(_, lines, _)| lines.len()).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (index, (wide, lines, mark)) in columns.iter().enumerate() {
                let part = lines.get(at).copied().unwrap_or_default();
                let padding = wide.saturating_sub(width(part));
                // The number is the first column, and numbers stand to the right.
                let (left, right) = if index == 0 { (padding, 0) } else { (0, padding) };
                let part = self.look.marked(mark, part);
                line.extend([&" ".repeat(left), part.as_str(), &" ".repeat(right + GAP)]);
            }
            self.line(&line);
        }
        if beside == 0 {
            for part in row.beside.lines(room) {
                let part = self.look.marked(row.beside.mark, part);
                self.line(&(" ".repeat(before) + &part));
            }
        }
    }
}

/// The action items in their groups, and how many there are.
pub(super) fn of_tasks(tasks: &Tasks, look: &Look) -> String {
    let groups = tasks.groups();
    let widest = tasks.rows.iter().map(|row| row.item.action.number.to_string().len()).max().unwrap_or(1);
    let state = tasks.rows.iter().map(|row| width(state(row, tasks.today))).max().unwrap_or(0);
    let due = if tasks.rows.iter().any(|row| row.item.action.due.is_some()) { DATE } else { 0 };
    let mut table = Table { look, fixed: vec![widest, due, state], out: String::new() };
    for group in &groups {
        table.heading(&heading(&group.key), &format!("({})", group.rows.len()));
        for row in &group.rows {
            table.row(&task(tasks, row, group));
        }
    }
    let overdue = tasks.overdue();
    let overdue = if overdue > 0 { format!(", {overdue} overdue") } else { String::new() };
    let (open, all) = (tasks.open(), tasks.rows.len());
    let settled = if all > open { format!(", {} done or dropped", all - open) } else { String::new() };
    table.out.push('\n');
    table.line(&format!("{open} open{overdue}{settled}"));
    table.out
}

fn heading(key: &GroupKey) -> String {
    match key {
        GroupKey::Meeting(title, Some(day)) => format!("{title} · {}", short_date(*day)),
        key => key.words().to_owned(),
    }
}

/// What is to be noticed about an action item, in a word.
fn state(row: &TaskRow, today: NaiveDate) -> &'static str {
    match row.item.action.status {
        Status::Open if row.is_overdue(today) => "overdue",
        Status::Open => "",
        settled => settled.word(),
    }
}

fn task(tasks: &Tasks, row: &TaskRow, group: &Group) -> Row {
    let (item, action) = (&row.item, &row.item.action);
    let overdue = row.is_overdue(tasks.today);
    let mark = if overdue { RED } else { "" };
    let others: Vec<&str> = match group.key {
        GroupKey::Owner(owner) => {
            action.owners.iter().map(String::as_str).filter(|name| folded(name) != folded(owner)).collect()
        }
        _ => action.owners.iter().map(String::as_str).collect(),
    };
    let mut text = match group.key {
        _ if others.is_empty() => item.text.clone(),
        GroupKey::Owner(_) => format!("{} · with {}", item.text, others.join(", ")),
        _ => format!("{} — {}", others.join(", "), item.text),
    };
    for ticket in item.tickets.iter().filter(|ticket| !item.text.contains(ticket.as_str())) {
        text = format!("{text} · {ticket}");
    }
    if let Some(reason) = action.reason.as_deref().filter(|reason| !reason.trim().is_empty()) {
        text = format!("{text} · {reason}");
    }
    let old = |days| if days == 1 { "1 day old".to_owned() } else { format!("{days} days old") };
    let age = row.age(tasks.today).filter(|_| row.is_open()).map(old);
    let carried = match item.carried {
        0 => None,
        1 => Some("carried once".to_owned()),
        times => Some(format!("carried {times} times")),
    };
    let is_headed = matches!(group.key, GroupKey::Meeting(..));
    let day = item.raised.map(|at| format!("{} {}", item.title, at.date_naive()));
    let title = day.or_else(|| Some(item.title.clone())).filter(|_| !is_headed);
    let series = row.series.clone().filter(|series| {
        !is_headed
            && tasks.has_several_series()
            && !matches!(group.key, GroupKey::Series(_))
            && folded(series) != folded(&item.title)
    });
    let topic = Some(item.topic.clone()).filter(|topic| !topic.trim().is_empty());
    let noted_as = item.noted_as.map(|number| format!("action-{number} there"));
    let beside = [series, title, topic, noted_as, age, carried];
    Row {
        fixed: vec![
            Cell::new(action.number.to_string(), ""),
            Cell::new(action.due.map(|due| due.to_string()).unwrap_or_default(), mark),
            Cell::new(state(row, tasks.today), mark),
        ],
        text: Cell::new(text, ""),
        beside: Cell::new(beside.into_iter().flatten().collect::<Vec<_>>().join(" · "), DIM),
    }
}

/// The decisions meeting by meeting.
pub(super) fn of_decisions(decisions: &Decisions, look: &Look) -> String {
    let mut table = Table { look, fixed: vec![1], out: String::new() };
    for rows in decisions.meetings() {
        let Some(first) = rows.first() else { continue };
        let date = rows.last().map(DecisionRow::date).map(short_date).unwrap_or_default();
        let title = format!("{} · {date}", first.title);
        let series =
            first.series.as_deref().filter(|series| folded(series) != folded(&first.title)).unwrap_or_default();
        table.heading(&title, &one_line_for_terminal(series));
        for row in rows {
            table.row(&Row {
                fixed: vec![Cell::new("=", "")],
                text: Cell::new(&row.decision.text, ""),
                beside: Cell::new(&row.decision.topic, DIM),
            });
        }
    }
    table.out.push('\n');
    let count = decisions.rows.len();
    table.line(&if count == 1 { "1 decision".to_owned() } else { format!("{count} decisions") });
    table.out
}

/// A line an action item and one with the names of the columns, parted by tabs.
pub(super) fn columns(tasks: &Tasks) -> String {
    let mut out = tabbed(&[
        "number",
        "text",
        "owners",
        "due",
        "status",
        "age in days",
        "carried",
        "series",
        "meeting",
        "slot",
        "tickets",
    ]);
    for row in &tasks.rows {
        let (item, action) = (&row.item, &row.item.action);
        let due = action.due.map(|due| due.to_string()).unwrap_or_default();
        let age = row.age(tasks.today).map(|age| age.to_string()).unwrap_or_default();
        out += &tabbed(&[
            &action.number.to_string(),
            &item.text,
            &action.owners.join("; "),
            &due,
            action.status.word(),
            &age,
            &item.carried.to_string(),
            row.series.as_deref().unwrap_or_default(),
            &item.title,
            &item.topic,
            &item.tickets.join(" "),
        ]);
    }
    out
}

/// The same of decisions.
pub(super) fn decision_columns(decisions: &Decisions) -> String {
    let mut out = tabbed(&["date", "text", "series", "meeting", "slot"]);
    for row in &decisions.rows {
        let date = row.date().to_string();
        let series = row.series.as_deref().unwrap_or_default();
        out += &tabbed(&[&date, &row.decision.text, series, &row.title, &row.decision.topic]);
    }
    out
}

/// Cells on a line; a tab within one is a blank.
pub(super) fn tabbed(cells: &[&str]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| one_line_for_terminal(cell)).collect();
    cells.join("\t") + "\n"
}
