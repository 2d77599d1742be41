//! Rows and columns as an agenda: what sheets, tables in Markdown and tables of pages have in common.
//!
//! Each form cuts its text into cells; which column holds times and which topics, and which rows are slots, is decided
//! here for all of them. Not here: the cutting.
//!
//! ```text
//!  rows ─ columns ─► header ─► row by row: a day, a slot (when, cells), more of the slot above, text
//!                                             └ told: what its notes say
//! ```

mod cells;
mod header;
pub(super) mod pipes;
mod rows;
mod slashed;
mod told;
mod when;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;

use chrono::NaiveDate;

use crate::meeting::Tickets;
use crate::notation::Roster;

pub(super) use told::entries;

use super::days::{FoundDay, MOST_SLOTS};
use super::diagnostic::Report;

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Grid {
    /// Its rows, the header among them.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// Where it begins: bytes of the source.
    pub(super) at: usize,
    /// What it holds.
    pub(super) lines: Vec<CellLine>,
}

/// A line of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CellLine {
    /// Where it begins: bytes of the source.
    pub(super) at: usize,
    /// How deep the bullet is, from 0; none: it is no bullet.
    pub(super) depth: Option<u16>,
    /// What it says, as Markdown on one line.
    pub(super) text: String,
    /// What a box to tick says besides.
    pub(super) task: Option<CellTask>,
}

/// A box to tick.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CellTask {
    /// It is ticked.
    pub(super) done: bool,
    /// Its number or id, where it is one.
    pub(super) number: Option<u32>,
    /// Who is mentioned in it, by the roster's names where they are known.
    pub(super) owners: Vec<String>,
    /// The date in it.
    pub(super) due: Option<NaiveDate>,
}

/// What a table stands in.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Names that are never taken apart.
    pub(super) names: &'a [String],
    /// Who can own what.
    pub(super) roster: &'a Roster,
    /// Which words are tickets.
    pub(super) tickets: &'a Tickets,
    /// The date of the day that it stands under, where that is known.
    pub(super) date: Option<NaiveDate>,
    /// The file is this table and nothing else, so that less is needed to take it for an agenda.
    pub(super) alone: bool,
    /// What was said is told beside the plan; else it stays in the plan as text of its slot.
    pub(super) tells: bool,
    /// So many slots at most; what is beyond them is text of the last.
    pub(super) most: usize,
}

/// Reads the days and slots of a table, with what it says of what happened in them; none where it is no agenda.
///
/// The first of the days has no date and no name where the table gives it none: its slots belong to the day that the table
/// stands under. Nothing of the table is lost: what is no part of a slot is text of a slot or a day.
pub(super) fn days(grid: &Grid, setting: &Setting, report: &mut Report) -> Option<Vec<FoundDay>> {
    let header = header::find(grid, setting, report)?;
    Some(rows::read(grid, &header, setting, report))
}

/// Whether a table is an agenda, which its first rows show.
pub(super) fn is_agenda(grid: &Grid, names: &[String]) -> bool {
    let roster = Roster::new(&[], &[]);
    let setting = Setting {
        names,
        roster: &roster,
        tickets: &Tickets::Any,
        date: None,
        alone: false,
        tells: false,
        most: MOST_SLOTS,
    };
    header::find(grid, &setting, &mut Report::default()).is_some()
}

/// Whether a table asks for topics: it says who asks and how much time they need.
pub(super) fn is_of_requests(grid: &Grid) -> bool {
    header::is_of_requests(grid)
}

/// Takes the row above the header that is the title of the whole, and nothing else.
pub(super) fn take_title(grid: &mut Grid) -> Option<String> {
    let row = header::title_row(grid)?;
    Some(grid.rows.remove(row).iter().map(Cell::plain).collect::<String>())
}

/// Puts days, and the slots of each, in the order of their times; what has none comes first.
pub(super) fn in_order(days: &mut [FoundDay]) {
    days.sort_by_key(|found| found.day.date);
    for found in days {
        let mut order: Vec<_> = (0..found.day.slots.len()).collect();
        order.sort_by_key(|nth| found.day.slots.get(*nth).and_then(|slot| slot.start));
        found.reorder(&order);
    }
}
