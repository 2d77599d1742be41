//! Agendas in a sheet: values separated by commas, semicolons or tabs.
//!
//! Spreadsheets and calendars save a row a slot; which separator and which columns, the file has to show. A sheet of
//! requests gives requests. Not here: what columns mean (see `grid`).

mod ours;
mod records;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub(super) use records::{SEPARATORS, open_quotes, records};

use csv::StringRecord;

use crate::meeting::{Agenda, Head, PlannedDay, Tickets};
use crate::notation::Roster;

use super::columns::Meaning;
use super::days::MOST_SLOTS;
use super::diagnostic::Report;
use super::grid::{self, Cell, Grid, Setting};
use super::told::ToldSlot;
use super::{AgendaError, Reading, checks, requests, sayable, source, yaml};

/// So many rows are looked at to find the separator out.
const SAMPLE: usize = 20;
/// So many cells of a row are kept where nothing but empty ones follow.
const WIDEST_BLANK: usize = 64;
/// So many bytes of a file are looked at to tell what it is.
const BEGINNING: usize = 1 << 16;

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let source = source::decode_foreign(bytes, &mut report)?;
    let text = sayable::reported_without_controls(&source, &mut report);
    let (text, separator) = separated(&text);
    if let Some((mut agenda, told)) = ours::read(&text, separator) {
        if agenda.head.title.is_empty() {
            agenda.head.title =
                Some(yaml::one_line(fallback_title)).filter(|it| !it.is_empty()).unwrap_or("Meeting".into());
        }
        return Ok(Reading { agenda, told, diagnostics: report.finish(&text) });
    }
    let mut grid = grid_of(&text, separator, usize::MAX);
    open_quotes(&text, separator, &mut report);
    let title = grid::take_title(&mut grid).unwrap_or_else(|| yaml::one_line(fallback_title));
    let title = if title.is_empty() { "Meeting".to_owned() } else { title };
    let roster = Roster::new(&[], &[]);
    let Some(mut days) = grid::days(&grid, &setting(&roster, true), &mut report) else {
        return requested(&text, title).map_or_else(|| super::read(bytes, fallback_title), Ok);
    };
    if days.is_empty() {
        days.push(super::FoundDay::default());
    }
    if is_calendar(&grid) {
        grid::in_order(&mut days);
    }
    checks::order(&days, &mut report);
    let told = ToldSlot::of(&mut days);
    let days = days.into_iter().map(|found| found.day).collect();
    let agenda = Agenda { head: Head { title, ..Head::default() }, days, ..Agenda::default() };
    Ok(Reading { agenda, told, diagnostics: report.finish(&text) })
}

/// Whether a text looks like a sheet that holds an agenda or requests: its header, or the shape of its rows, shows it, and
/// not only its commas.
pub(super) fn is_sheet(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let text = source::beginning(beginning).replace("\r\n", "\n").replace('\r', "\n");
    // What Markdown and pages begin with. A sheet may begin with `#` too, but there no blank follows.
    let first = text.trim_start().lines().next().unwrap_or("");
    if ["# ", "## ", "---", "- ", "* ", "<", "{", "|", "```"].iter().any(|mark| first.starts_with(mark)) {
        return false;
    }
    let (text, separator) = separated(&text);
    if records(&text, separator).next().is_some_and(|(_, header)| ours::is_ours(&header)) {
        return true;
    }
    let grid = grid_of(&text, separator, SAMPLE);
    let filled = || grid.rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
    if filled().filter(|row| row.len() > 1).count() * 2 <= filled().count() {
        return false;
    }
    let roster = Roster::new(&[], &[]);
    let mut unheard = Report::default();
    grid::is_of_requests(&grid)
        || grid::days(&grid, &setting(&roster, false), &mut unheard).is_some_and(|days| !days.is_empty())
}

fn setting(roster: &Roster, alone: bool) -> Setting<'_> {
    Setting { names: &[], roster, tickets: &Tickets::Any, date: None, alone, tells: true, most: MOST_SLOTS }
}

/// An agenda of nothing but requests, where the sheet holds some.
fn requested(text: &str, title: String) -> Option<Reading> {
    let requests::RequestReading { requests, diagnostics } = requests::read_sheet(text)?;
    let head = Head { title, ..Head::default() };
    let agenda = Agenda { head, days: vec![PlannedDay::default()], requests, ..Agenda::default() };
    Some(Reading { agenda, told: Vec::new(), diagnostics })
}

/// A text without the line `sep=;` that tells a spreadsheet what separates values, and what does.
fn separated(text: &str) -> (String, u8) {
    let first = text.lines().next().unwrap_or("");
    let told = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP="));
    if let Some(separator) = told.and_then(|rest| rest.bytes().next().or(Some(b'\t'))).filter(u8::is_ascii) {
        let blank = " ".repeat(first.len());
        return (format!("{blank}{}", text.get(first.len()..).unwrap_or("")), separator);
    }
    (text.to_owned(), best_separator(text))
}

/// The separator whose first rows name most columns; where none names any, the one that parts the rows into most cells, as
/// long as all of them have as many.
fn best_separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let grid = grid_of(text, separator, SAMPLE);
        let named = |row: &Vec<Cell>| row.iter().filter(|cell| Meaning::named(&cell.plain()) != Meaning::Other).count();
        let widths: Vec<usize> = grid.rows.iter().map(Vec::len).collect();
        let even = widths.first().copied().filter(|first| widths.iter().all(|width| width == first)).unwrap_or(0);
        let parted = widths.iter().filter(|width| **width > 1).count();
        (grid.rows.iter().take(8).map(named).max().unwrap_or(0), even, parted)
    };
    SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

fn grid_of(text: &str, separator: u8, most: usize) -> Grid {
    let cell = |at: usize, value: &str| Cell::of_lines(at, value.lines().map(|line| (at, line)));
    let row = |(at, record): (usize, StringRecord)| {
        let filled = record.iter().enumerate().filter(|(_, value)| !value.is_empty());
        let width = filled.fold(WIDEST_BLANK, |width, (nth, _)| width.max(nth + 1));
        record.iter().take(width).map(|value| cell(at, value)).collect()
    };
    Grid { rows: records(text, separator).take(most).map(row).collect() }
}

/// Whether a calendar wrote the sheet, which has its rows in the order in which they were made.
fn is_calendar(grid: &Grid) -> bool {
    grid.rows
        .first()
        .is_some_and(|row| row.iter().take(64).any(|cell| Meaning::named(&cell.plain()) == Meaning::AllDay))
}
