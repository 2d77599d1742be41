//! Rows and columns as an agenda: what sheets, tables in Markdown and tables of pages have in common.
//!
//! Each form cuts its text into cells; which column holds times and which topics, and which rows are slots, is decided
//! here for all of them. Not here: the cutting.

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
    pub(super) due: Option<chrono::NaiveDate>,
}
