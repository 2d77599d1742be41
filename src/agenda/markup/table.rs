//! Tables of a page: rows of cells, spans filled up, and tables that only hold a page together undone.
//!
//! Not here: what columns and rows mean in an agenda (see `grid`).

use super::line::Line;
use super::parts::{Part, Table, TableCell};
use super::tree::{Element, Place};
use super::walk::Walker;

/// No cell is taken to span more columns.
const WIDEST: usize = 64;

impl Walker<'_> {
    /// Adds a table, or what it holds where it is there for the looks alone.
    pub(super) fn table(&mut self, place: Place, out: &mut Vec<Part>) {
        let tree = self.tree;
        let Some(element) = tree.element(place) else { return };
        let (rows, loose) = self.rows(place);
        if self.is_layout(element, &rows) {
            for cell in rows.iter().flatten().chain(&loose) {
                let parts = self.parts(*cell);
                out.extend(parts);
            }
            return;
        }
        let caption = tree.named(place, "caption").next();
        let caption = caption.map(|caption| self.line(caption)).filter(|line| !line.text.is_empty());
        for part in loose.iter().filter(|part| tree.name(**part) != "caption") {
            let parts = self.parts(*part);
            out.extend(parts);
        }
        let rows: Vec<Vec<TableCell>> = self.spread(&rows);
        if rows.iter().flatten().any(|cell| !cell.parts.is_empty()) {
            out.push(Part::Table(Table { at: tree.at(place), caption, rows }));
        } else {
            out.extend(caption.map(|line: Line| Part::Paragraph(vec![line])));
        }
    }

    /// The cells of each row, and what stands in the table outside of them.
    fn rows(&self, place: Place) -> (Vec<Vec<Place>>, Vec<Place>) {
        let tree = self.tree;
        let (mut rows, mut loose, mut bare) = (Vec::new(), Vec::new(), Vec::new());
        for child in tree.children(place) {
            match tree.name(*child) {
                "thead" | "tbody" | "tfoot" => {
                    let (inner, others) = self.rows(*child);
                    rows.extend(inner);
                    loose.extend(others);
                }
                "tr" => {
                    let is_cell = |place: &&Place| matches!(tree.name(**place), "td" | "th");
                    rows.push(tree.children(*child).iter().filter(is_cell).copied().collect());
                    let others = tree.children(*child).iter().filter(|place| !is_cell(place)).copied();
                    loose.extend(others.filter(|place| self.says_something(*place)));
                }
                "td" | "th" => bare.push(*child),
                "colgroup" | "col" | "script" | "style" => {}
                _ if self.says_something(*child) => loose.push(*child),
                _ => {}
            }
        }
        if !bare.is_empty() {
            rows.push(bare);
        }
        (rows, loose)
    }

    fn says_something(&self, place: Place) -> bool {
        self.tree.element(place).is_some() || self.tree.text(place).is_some_and(|text| !text.trim().is_empty())
    }

    /// Whether a table only arranges other parts: mail programs put whole letters into one.
    fn is_layout(&self, element: &Element, rows: &[Vec<Place>]) -> bool {
        let tree = self.tree;
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let holds = |names: &[&str]| {
            let inner = |inner: &Element| names.contains(&inner.name.as_str());
            rows.iter().flatten().any(|cell| !tree.below(*cell, &inner).is_empty())
        };
        matches!(element.get("role"), "presentation" | "none")
            || (widest < 2 && holds(&["table", "h1", "h2", "h3", "p", "ul", "ol"]))
            || (holds(&["table"]) && holds(&["h1", "h2", "h3"]))
    }

    /// The cells where the page shows them: beside and below one that spans several stand empty ones.
    fn spread(&mut self, rows: &[Vec<Place>]) -> Vec<Vec<TableCell>> {
        let tree = self.tree;
        let mut all = Vec::with_capacity(rows.len());
        // For each column, how many more rows the cell above it spans.
        let mut spans: Vec<usize> = Vec::new();
        for row in rows {
            let mut cells: Vec<TableCell> = Vec::new();
            for place in row {
                self.fill_spanned(&mut cells, &mut spans);
                let Some(element) = tree.element(*place) else { continue };
                let columns = element.get("colspan").trim().parse().unwrap_or(1).clamp(1, WIDEST);
                let below = element.get("rowspan").trim().parse::<usize>().unwrap_or(1).clamp(1, rows.len()) - 1;
                let parts = self.parts(*place);
                let header = element.name == "th";
                for nth in 0..columns {
                    if nth > 0 && !self.may_add() {
                        break;
                    }
                    let column = cells.len();
                    if spans.len() <= column {
                        spans.resize(column + 1, 0);
                    }
                    if let Some(span) = spans.get_mut(column) {
                        *span = below;
                    }
                    let parts = if nth == 0 { parts.clone() } else { Vec::new() };
                    cells.push(TableCell { at: tree.at(*place), header, parts });
                }
            }
            self.fill_spanned(&mut cells, &mut spans);
            all.push(cells);
        }
        all
    }

    /// Adds empty cells while one above reaches down to where the next would stand.
    fn fill_spanned(&mut self, cells: &mut Vec<TableCell>, spans: &mut [usize]) {
        while let Some(span) = spans.get_mut(cells.len()).filter(|span| **span > 0) {
            *span -= 1;
            if !self.may_add() {
                break;
            }
            cells.push(TableCell::default());
        }
    }

    fn may_add(&mut self) -> bool {
        let may = self.spare_cells > 0;
        self.spare_cells = self.spare_cells.saturating_sub(1);
        may
    }
}
