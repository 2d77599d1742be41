//! Requests in a table, read and written.
//!
//! People order and name the columns as they like, so the header's words decide. Not here: finding the table.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Collected, Said, cell};
use crate::agenda::columns::Meaning;
use crate::agenda::diagnostic::Report;
use crate::agenda::grid::pipes;
use crate::meeting::Request;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Topic,
    RequestedBy,
    Time,
    Notes,
    /// Something else, which goes into the notes.
    Other,
}

/// The columns of a table and their names; a table without a header has the usual ones.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::agenda) struct Columns {
    kinds: Vec<Column>,
    names: Vec<String>,
}

/// A cell and where it begins.
pub(super) struct Cell {
    pub(super) at: usize,
    pub(super) text: String,
}

/// The order where no header says another one.
const USUAL: [Column; 4] = [Column::Topic, Column::RequestedBy, Column::Time, Column::Notes];

impl Column {
    /// The column that a header's cell names; what stands in brackets behind its name (`(estimate)`) does not count.
    fn named(cell: &str) -> Self {
        match Meaning::named(cell.trim_end_matches([':', '?', ' '])) {
            Meaning::Topic => Self::Topic,
            Meaning::RequestedBy | Meaning::Who | Meaning::From => Self::RequestedBy,
            Meaning::Time | Meaning::Duration | Meaning::Minutes | Meaning::Wanted => Self::Time,
            Meaning::Notes | Meaning::Description => Self::Notes,
            _ => Self::Other,
        }
    }
}

impl Columns {
    /// The columns that a header names; none where these cells are no header.
    pub(super) fn of(header: &[Cell]) -> Option<Self> {
        let mut kinds: Vec<Column> = Vec::new();
        for cell in header {
            let kind = Column::named(&cell.text);
            kinds.push(if kinds.contains(&kind) { Column::Other } else { kind });
        }
        let known = kinds.iter().filter(|kind| **kind != Column::Other).count();
        let alone = kinds == [Column::Topic];
        let names = header.iter().map(|cell| cell.text.clone()).collect();
        (alone || (known > 1 && kinds.contains(&Column::Topic))).then_some(Self { kinds, names })
    }

    /// The usual columns, where nothing names them.
    pub(super) fn usual() -> Self {
        Self { kinds: USUAL.to_vec(), names: Vec::new() }
    }

    pub(super) fn says_who_asks(&self) -> bool {
        self.kinds.contains(&Column::RequestedBy)
    }

    /// How many of them are known.
    pub(super) fn known(&self) -> usize {
        self.kinds.iter().filter(|kind| **kind != Column::Other).count()
    }

    /// What a row says.
    pub(super) fn said(&self, cells: &[Cell]) -> Said {
        let mut said = Said::default();
        let mut others = Vec::new();
        for (nth, cell) in cells.iter().enumerate() {
            match self.kinds.get(nth).unwrap_or(&Column::Other) {
                Column::Topic => said.topic.clone_from(&cell.text),
                Column::RequestedBy => said.requested_by.clone_from(&cell.text),
                Column::Time => said.time.clone_from(&cell.text),
                Column::Notes => said.notes.clone_from(&cell.text),
                Column::Other => others.push((self.names.get(nth).map_or("", String::as_str), &cell.text)),
            }
        }
        for (name, text) in others {
            let text = super::cell(text);
            if text.is_empty() {
                continue;
            }
            let parted = if said.notes.trim().is_empty() { "" } else { "; " };
            let colon = if name.is_empty() { "" } else { ": " };
            let _ = write!(said.notes, "{parted}{name}{colon}{text}");
        }
        said
    }
}

/// The columns of a Markdown table whose header names them.
pub(in crate::agenda) fn columns(source: &str, range: Range<usize>) -> Option<Columns> {
    pipes::lines(source, range).next().and_then(|(at, line)| Columns::of(&cells(line, at)))
}

/// Reads the requests of a Markdown table, each cell as `shown` reads it.
pub(super) fn read(
    source: &str,
    range: Range<usize>,
    shown: &dyn Fn(&str) -> String,
    all: &mut Collected,
    report: &mut Report,
) {
    let cell = |cell: Cell| Cell { text: shown(&cell.text), ..cell };
    let cells = |(at, line)| (at, cells(line, at).into_iter().map(cell).collect::<Vec<_>>());
    let mut rows = pipes::lines(source, range).map(cells);
    let Some((at, header)) = rows.next() else { return };
    let columns = Columns::of(&header).unwrap_or_else(|| {
        let columns = Columns::usual();
        all.add(at, &columns.said(&header), report);
        columns
    });
    for (at, cells) in rows.skip(1) {
        all.add(cells.first().map_or(at, |first| first.at), &columns.said(&cells), report);
    }
}

/// The cells of a line.
fn cells(line: &str, at: usize) -> Vec<Cell> {
    pipes::cells(line, at).into_iter().map(|(at, text)| Cell { at, text }).collect()
}

/// The row of a table with these columns that says `request`, or the usual ones; none where a column is missing for it.
pub(in crate::agenda) fn row(request: &Request, columns: Option<&Columns>) -> Option<String> {
    let usual = Columns::usual();
    let kinds = &columns.unwrap_or(&usual).kinds;
    let said = Said::of(request);
    let mut row = String::from("|");
    for kind in kinds {
        let text = match kind {
            Column::Topic => &said.topic,
            Column::RequestedBy => &said.requested_by,
            Column::Time => &said.time,
            Column::Notes => &said.notes,
            Column::Other => "",
        };
        let _ = write!(row, " {} |", cell(text).replace('|', "\\|"));
    }
    let has = |kind, text: &str| text.is_empty() || kinds.contains(&kind);
    let complete = has(Column::RequestedBy, &said.requested_by)
        && has(Column::Time, &said.time)
        && has(Column::Notes, &said.notes)
        && kinds.contains(&Column::Topic);
    complete.then_some(row)
}

/// A whole table of requests, with `\n` at its line ends.
pub(in crate::agenda) fn written(requests: &[Request]) -> String {
    let mut table = String::from("| Topic | Requested by | Time | Notes |\n| --- | --- | --- | --- |\n");
    for row in requests.iter().filter_map(|request| row(request, None)) {
        table.push_str(&row);
        table.push('\n');
    }
    table
}
