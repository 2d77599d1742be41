//! Which column holds what: by the header's words, or by what the cells look like.
//!
//! Not here: the words (see `columns`).

use crate::agenda::columns::Meaning;
use crate::agenda::dates;
use crate::agenda::diagnostic::Report;
use crate::agenda::heading::DayHeading;
use crate::notation::times;

use super::slashed::{Decided, Order, decide};
use super::when::is_when;
use super::{Cell, CellLine, Grid, Setting};

/// So many rows may stand above the header: a title, a date, a blank row.
const ABOVE: usize = 8;
/// So many rows are looked at to tell what a column holds.
const SAMPLE: usize = 200;
/// Columns beyond these have no meaning.
const WIDEST: usize = 64;

/// The columns of a table.
pub(super) struct Header {
    /// What each holds; columns beyond are [`Meaning::Other`].
    pub(super) columns: Vec<Column>,
    /// Which row the header is; none: there is none.
    pub(super) row: Option<usize>,
    /// What comes first in dates of three numbers.
    pub(super) order: Order,
}

pub(super) struct Column {
    pub(super) meaning: Meaning,
    /// Its name in the header; empty where there is none.
    pub(super) name: String,
}

impl Header {
    pub(super) fn meaning(&self, column: usize) -> Meaning {
        self.columns.get(column).map_or(Meaning::Other, |column| column.meaning)
    }

    pub(super) fn has(&self, meaning: Meaning) -> bool {
        self.columns.iter().any(|column| column.meaning == meaning)
    }

    /// Whether a row is the header once more, as where a table was printed over several pages.
    pub(super) fn is_repeated(&self, row: &[Cell]) -> bool {
        let is_name = |(nth, cell): (usize, &Cell)| self.columns.get(nth).is_some_and(|it| it.name == cell.plain());
        self.row.is_some()
            && row.len() >= self.columns.len()
            && row.len() <= WIDEST
            && row.iter().enumerate().all(is_name)
    }
}

/// The columns of an agenda; none where the table is something else.
pub(super) fn find(grid: &Grid, setting: &Setting, report: &mut Report) -> Option<Header> {
    let mut header = columns(grid, setting)?;
    header.order = order(&header, grid, report);
    Some(header)
}

/// What comes first in the dates of the table; where it had to be guessed, that is said.
fn order(header: &Header, grid: &Grid, report: &mut Report) -> Order {
    let mut dates: Vec<(usize, String)> = Vec::new();
    let mut american = false;
    for row in &grid.rows {
        let lone = row.iter().filter(|cell| !cell.is_empty()).count() == 1;
        for (nth, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let meaning = header.meaning(nth);
            let clock = matches!(meaning, Meaning::Time | Meaning::Start | Meaning::End);
            if clock || lone || matches!(meaning, Meaning::Date | Meaning::EndDate | Meaning::Day) {
                let text = cell.plain();
                american |= clock && text.to_ascii_lowercase().ends_with(['m', '.']) && !text.ends_with("min.");
                dates.push((cell.at, text));
            }
        }
    }
    let Some(Decided { order, guessed }) = decide(dates.iter().map(|(_, text)| text.as_str()), american) else {
        return Order::default();
    };
    if let (true, Some((at, text))) =
        (guessed, dates.iter().find(|(_, text)| decide([text.as_str()].into_iter(), american).is_some()))
    {
        let first = if order == Order::DayFirst { "day" } else { "month" };
        report.warn(
            *at,
            format!("In dates such as `{text}` the {first} is taken to come first"),
            "Write dates as `2019-10-28`",
        );
    }
    order
}

/// The columns of an agenda, before its dates are looked at.
fn columns(grid: &Grid, setting: &Setting) -> Option<Header> {
    let alone = || header_row(grid, 1).filter(|(_, cells)| setting.alone && cells.len() == 1);
    if let Some((row, cells)) = header_row(grid, 2).or_else(alone) {
        let mut header = by_name(cells, row);
        settle(&mut header, grid);
        return is_agenda(&header, grid, setting).then_some(header);
    }
    by_cells(grid, setting)
}

/// What the words of a header say; each meaning belongs to the first column that has it.
fn by_name(cells: &[Cell], row: usize) -> Header {
    let mut columns: Vec<Column> = Vec::new();
    for cell in cells.iter().take(WIDEST) {
        let name = cell.plain();
        let meaning = Meaning::named(&name);
        let taken = columns.iter().any(|column| column.meaning == meaning);
        columns.push(Column { meaning: if taken { Meaning::Other } else { meaning }, name });
    }
    Header { columns, row: Some(row), order: Order::default() }
}

/// Decides what words with two senses mean here.
fn settle(header: &mut Header, grid: &Grid) {
    let to = |header: &mut Header, from: Meaning, to: Meaning| {
        let free = !header.has(to);
        let column = header.columns.iter_mut().find(|column| column.meaning == from);
        if let Some(column) = column {
            column.meaning = if free { to } else { Meaning::Other };
        }
    };
    if let Some(nth) = header.columns.iter().position(|column| column.meaning == Meaning::Minutes) {
        let says_length = |cell: &Cell| times::length_or_bare(&cell.plain()).is_some();
        let is_length = holds(grid, header.row, nth, says_length);
        to(header, Meaning::Minutes, if is_length { Meaning::Duration } else { Meaning::Notes });
    }
    if let Some(nth) = header.columns.iter().position(|column| column.meaning == Meaning::Time) {
        // `Time` above `10`, `15`: minutes.
        let is_bare = |cell: &Cell| {
            let text = cell.plain();
            !is_when(&text) && times::length_or_bare(&text).is_some()
        };
        if !header.has(Meaning::Duration) && holds(grid, header.row, nth, is_bare) {
            to(header, Meaning::Time, Meaning::Duration);
        }
    }
    if let Some(nth) = header.columns.iter().position(|column| column.meaning == Meaning::Notes)
        && !tells(header, grid, nth)
    {
        to(header, Meaning::Notes, Meaning::Description);
    }
    to(header, Meaning::From, Meaning::Start);
    to(header, Meaning::Wanted, Meaning::Duration);
    let has_leader = header.has(Meaning::Chair);
    to(header, Meaning::Who, if has_leader { Meaning::RequestedBy } else { Meaning::Chair });
    for stand_in in [Meaning::Points, Meaning::Description, Meaning::Kind] {
        if !header.has(Meaning::Topic) {
            to(header, stand_in, Meaning::Topic);
        }
    }
}

/// Whether a column of notes says what happened: by its name, by another column that does, by boxes to tick or by lines in
/// a scribe's notation. Else `Notes` are what people write into a plan, about the slot.
fn tells(header: &Header, grid: &Grid, column: usize) -> bool {
    const PLAIN: [&str; 12] = [
        "note",
        "notes",
        "notizen",
        "notas",
        "notities",
        "aantekeningen",
        "заметки",
        "笔记",
        "メモ",
        "메모",
        "הערות",
        "یادداشت",
    ];
    let name = header.columns.get(column).map(|column| column.name.trim().to_lowercase()).unwrap_or_default();
    if !PLAIN.contains(&name.as_str()) || header.has(Meaning::Actions) || header.has(Meaning::Decisions) {
        return true;
    }
    let marks = ["! ", "= ", "? ", "ACTION", "DECISION", "TODO", "Action:", "Decision:"];
    let is_told = |line: &CellLine| line.task.is_some() || marks.iter().any(|mark| line.text.starts_with(mark));
    let cells = grid.rows.iter().filter_map(|row| row.get(column));
    cells.flat_map(|cell| &cell.lines).any(is_told)
}

/// Whether most of the cells of a column that say something say this.
fn holds(grid: &Grid, header: Option<usize>, column: usize, says: impl Fn(&Cell) -> bool) -> bool {
    let rows = grid.rows.iter().skip(header.map_or(0, |row| row + 1)).take(SAMPLE);
    let cells: Vec<&Cell> = rows.filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).collect();
    cells.iter().filter(|cell| says(cell)).count() * 2 > cells.len()
}

/// Whether a table with such a header is an agenda: its slots have a topic, and a time or one who leads and something to
/// talk about. A table of requests is none.
fn is_agenda(header: &Header, grid: &Grid, setting: &Setting) -> bool {
    if !header.has(Meaning::Topic) || asks_for_topics(header) {
        return false;
    }
    let says_when = |cell: &Cell| {
        let text = cell.plain();
        is_when(&text) || times::length_or_bare(&text).is_some() || dates::find(&text).is_some()
    };
    let timed = header.columns.iter().enumerate().any(|(nth, column)| {
        let is_time = matches!(
            column.meaning,
            Meaning::Time | Meaning::Start | Meaning::End | Meaning::Duration | Meaning::Date | Meaning::Day
        );
        let mut cells = grid.rows.iter().skip(1).filter_map(|row| row.get(nth));
        is_time && cells.any(says_when)
    });
    let led = header.has(Meaning::Chair) && (header.has(Meaning::Points) || header.has(Meaning::Notes));
    timed || led || setting.alone
}

/// Whether a header says who asks and how much time they need, and not when anything is.
fn asks_for_topics(header: &Header) -> bool {
    let named = |meaning| header.columns.iter().any(|column| Meaning::named(&column.name) == meaning);
    let clocked = [Meaning::Time, Meaning::Start, Meaning::End].iter().any(|meaning| header.has(*meaning));
    named(Meaning::RequestedBy) && named(Meaning::Wanted) && !clocked
}

/// Whether a table with a header asks for topics.
pub(super) fn is_of_requests(grid: &Grid) -> bool {
    header_row(grid, 2).is_some_and(|(row, cells)| asks_for_topics(&by_name(cells, row)))
}

/// The row of the title: the first, with nothing in it but one text without a date, above a header.
pub(super) fn title_row(grid: &Grid) -> Option<usize> {
    let (header, _) = header_row(grid, 2)?;
    let (nth, row) =
        grid.rows.iter().enumerate().take(header).find(|(_, row)| row.iter().any(|cell| !cell.is_empty()))?;
    let text: Vec<_> = row.iter().map(Cell::plain).filter(|text| !text.is_empty()).collect();
    let day = DayHeading::read(text.first()?);
    (text.len() == 1 && day.date.is_none() && !day.names_a_day()).then_some(nth)
}

/// The first row in which so many cells name a column.
fn header_row(grid: &Grid, least: usize) -> Option<(usize, &[Cell])> {
    let named =
        |row: &[Cell]| row.iter().take(WIDEST).filter(|cell| Meaning::named(&cell.plain()) != Meaning::Other).count();
    let mut rows = grid.rows.iter().enumerate().take(ABOVE);
    rows.find(|(_, row)| named(row) >= least).map(|(nth, row)| (nth, row.as_slice()))
}

/// The columns of a table without a header: times or lengths, what is talked about, and maybe who leads it.
fn by_cells(grid: &Grid, setting: &Setting) -> Option<Header> {
    let width = grid.rows.iter().take(SAMPLE).map(Vec::len).max().unwrap_or(0).min(WIDEST);
    let mut columns: Vec<Column> =
        (0..width).map(|_| Column { meaning: Meaning::Other, name: String::new() }).collect();
    let mut timed = false;
    for (nth, column) in columns.iter_mut().enumerate() {
        let is_date = |cell: &Cell| {
            let day = DayHeading::read(&cell.plain());
            day.date.is_some() && day.title.split_whitespace().count() < 2
        };
        if !timed && holds(grid, None, nth, |cell| is_when(&cell.plain())) {
            column.meaning = Meaning::Time;
            timed = true;
        } else if holds(grid, None, nth, is_date) {
            column.meaning = Meaning::Date;
        }
    }
    if !timed || grid.rows.len() < 2 {
        return None;
    }
    let mut free = columns.iter_mut().enumerate().filter(|(_, column)| column.meaning == Meaning::Other);
    let (_, topic) = free.find(|(nth, _)| holds(grid, None, *nth, |cell| !cell.is_empty()))?;
    topic.meaning = Meaning::Topic;
    let is_name = |cell: &Cell| looks_like_names(&cell.plain(), setting);
    if let Some((_, chair)) = free.find(|(nth, _)| holds(grid, None, *nth, is_name)) {
        chair.meaning = Meaning::Chair;
    }
    Some(Header { columns, row: None, order: Order::default() })
}

/// Whether a text is names of the roster, or of two or three words that each begin with a capital.
fn looks_like_names(text: &str, setting: &Setting) -> bool {
    let names = crate::agenda::names::split(text, setting.names);
    let is_name = |name: &String| {
        let words: Vec<_> = name.split_whitespace().collect();
        let capitals = words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
        setting.names.contains(name) || ((2..=3).contains(&words.len()) && capitals)
    };
    !names.is_empty() && names.iter().all(is_name)
}
