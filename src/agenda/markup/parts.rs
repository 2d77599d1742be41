//! What a page consists of once its markup is gone: headings, paragraphs, lists, tables, facts.
//!
//! Not here: how they are found on a page (see `walk`), and what they mean in an agenda (see `meaning`).

use super::line::Line;
use crate::agenda::markdown::DEEPEST;
use crate::agenda::{grid, marks, nest};

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::agenda) enum Part {
    /// A heading of level 1 to 6.
    Heading(u8, Line),
    /// Lines of text; none is empty.
    Paragraph(Vec<Line>),
    /// Text whose line breaks and blanks mean something, and where it begins.
    Code(usize, String),
    /// A list of either sort.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// Names with values, as in a list of definitions.
    Facts(Vec<(String, Line)>),
    /// What is set apart as written before the meeting.
    Prepared(Vec<Part>),
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::agenda) struct Item {
    /// What it says; empty where it only holds others.
    pub(in crate::agenda) line: Line,
    /// It is a box to tick.
    pub(in crate::agenda) task: Option<Task>,
    /// Our own page says that it is a note, whatever it begins with.
    pub(in crate::agenda) note: bool,
    /// The items below it.
    pub(in crate::agenda) children: Vec<Item>,
}

/// A box to tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::agenda) struct Task {
    /// It is ticked.
    pub(in crate::agenda) done: bool,
    /// Its number on the page.
    pub(in crate::agenda) number: Option<u32>,
}

/// A table with as many cells a row as the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::agenda) struct Table {
    /// Where it begins: bytes of the source.
    pub(in crate::agenda) at: usize,
    /// Its caption.
    pub(in crate::agenda) caption: Option<Line>,
    /// Its rows.
    pub(in crate::agenda) rows: Vec<Vec<TableCell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::agenda) struct TableCell {
    /// Where it begins: bytes of the source.
    pub(in crate::agenda) at: usize,
    /// It is a header.
    pub(in crate::agenda) header: bool,
    /// What it holds.
    pub(in crate::agenda) parts: Vec<Part>,
}

/// A paragraph, or the list that its lines are by their bullets.
pub(in crate::agenda) fn paragraph(lines: Vec<Line>, out: &mut Vec<Part>) {
    let mut text = Vec::new();
    let mut items: Vec<(usize, Item)> = Vec::new();
    for line in lines {
        if let Some(past) = bullet(&line.text) {
            if !text.is_empty() {
                out.push(Part::Paragraph(std::mem::take(&mut text)));
            }
            items.push((line.indent, Item { line: line.cut(past), ..Item::default() }));
            continue;
        }
        if !items.is_empty() {
            out.push(Part::List(nested(std::mem::take(&mut items))));
        }
        text.push(line);
    }
    if !items.is_empty() {
        out.push(Part::List(nested(items)));
    }
    if !text.is_empty() {
        out.push(Part::Paragraph(text));
    }
}

/// How many bytes the bullet takes that a line begins with, which is text on the page.
fn bullet(text: &str) -> Option<usize> {
    let rest = marks::bullet(text).filter(|bullet| bullet.sure && !bullet.rest.is_empty())?.rest;
    Some(text.len() - rest.len())
}

/// Items below each other by how far each is indented.
pub(in crate::agenda) fn nested(items: Vec<(usize, Item)>) -> Vec<Item> {
    nest::nested(items, DEEPEST)
}

impl nest::Nests for Item {
    fn below(&mut self) -> &mut Vec<Self> {
        &mut self.children
    }
}

impl Item {
    /// An item that holds the parts; what is no list is its text.
    pub(in crate::agenda) fn of(parts: Vec<Part>) -> Self {
        let mut item = Self::default();
        for part in parts {
            item.take(part);
        }
        item
    }

    fn take(&mut self, part: Part) {
        match part {
            Part::Heading(_, line) => self.line.join(line),
            Part::Paragraph(lines) => lines.into_iter().for_each(|line| self.line.join(line)),
            Part::Code(at, text) => {
                self.line.join(Line::new(at, text.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
            Part::List(items) => self.children.extend(items),
            Part::Table(table) => self.children.extend(table.rows.iter().map(|row| row_as_item(row))),
            Part::Facts(facts) => self.children.extend(facts.into_iter().map(|fact| Self::fact(&fact))),
            Part::Prepared(parts) => parts.into_iter().for_each(|part| self.take(part)),
        }
    }

    fn fact((name, value): &(String, Line)) -> Self {
        Self { line: Line::new(value.at, format!("{name}: {}", value.text)), ..Self::default() }
    }
}

/// A row of a table within a cell or an item, as one line.
fn row_as_item(row: &[TableCell]) -> Item {
    let cells = row.iter().map(|cell| Item::of(cell.parts.clone()));
    let mut item = Item::default();
    for cell in cells {
        if !item.line.text.is_empty() && !cell.line.text.is_empty() {
            item.line.join(Line::new(cell.line.at, "|"));
        }
        item.line.join(cell.line);
        item.children.extend(cell.children);
    }
    item
}

impl TableCell {
    /// A cell that holds a text.
    pub(in crate::agenda) fn of_text(at: usize, text: &str) -> Self {
        let mut parts = Vec::new();
        if !text.is_empty() {
            paragraph(vec![Line::new(at, text)], &mut parts);
        }
        Self { at, header: false, parts }
    }

    /// Adds an item of a list, so far indented; see [`TableCell::settle`].
    pub(in crate::agenda) fn add_item(&mut self, indent: usize, mut item: Item) {
        item.line.indent = indent;
        match self.parts.last_mut() {
            Some(Part::List(items)) => items.push(item),
            _ => self.parts.push(Part::List(vec![item])),
        }
    }

    /// Puts the items that were added below each other.
    pub(in crate::agenda) fn settle(&mut self) {
        for part in &mut self.parts {
            if let Part::List(items) = part {
                *items = nested(std::mem::take(items).into_iter().map(|item| (item.line.indent, item)).collect());
            }
        }
    }

    /// All its text on one line.
    pub(in crate::agenda) fn text(&self) -> String {
        lines(&self.parts).into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ")
    }

    /// The cell as all tables have it.
    pub(in crate::agenda) fn to_grid(&self) -> grid::Cell {
        grid::Cell { at: self.at, lines: lines(&self.parts) }
    }
}

/// The lines of a cell.
pub(in crate::agenda) fn lines(parts: &[Part]) -> Vec<grid::CellLine> {
    let mut all = Vec::new();
    for part in parts {
        push_lines(part, &mut all);
    }
    all.retain(|line| !line.text.is_empty());
    all
}

fn push_lines(part: &Part, all: &mut Vec<grid::CellLine>) {
    let plain = |line: &Line| grid::CellLine { at: line.at, depth: None, text: line.text.clone(), task: None };
    match part {
        Part::Heading(_, line) => all.push(plain(line)),
        Part::Paragraph(lines) => all.extend(lines.iter().map(plain)),
        Part::Code(at, text) => all.extend(text.lines().map(|line| plain(&Line::new(*at, line.trim())))),
        Part::List(items) => items.iter().for_each(|item| push_item(item, 0, all)),
        Part::Table(table) => table.rows.iter().for_each(|row| {
            let item = row_as_item(row);
            all.push(plain(&item.line));
            item.children.iter().for_each(|child| push_item(child, 0, all));
        }),
        Part::Facts(facts) => all.extend(facts.iter().map(|fact| plain(&Item::fact(fact).line))),
        Part::Prepared(parts) => parts.iter().for_each(|part| push_lines(part, all)),
    }
}

fn push_item(item: &Item, depth: u16, all: &mut Vec<grid::CellLine>) {
    let below = if item.line.text.is_empty() { depth } else { depth + 1 };
    if below > depth {
        let (text, task) = match item.task {
            Some(task) => {
                let (text, task) = super::task::cell(&item.line, task);
                (text, Some(task))
            }
            None => (item.line.text.clone(), None),
        };
        all.push(grid::CellLine { at: item.line.at, depth: Some(depth), text, task });
    }
    item.children.iter().for_each(|child| push_item(child, below, all));
}
