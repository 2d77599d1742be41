//! The table of a day as our minutes have it, row by row.
//!
//! Its cells hold more than those of a table that somebody keeps by hand: beside the planned time when the slot was held, below its title
//! what is said of it. Not here: any other table (see `grid`).

use super::line::Line;
use super::meaning::Writer;
use super::parts::{Part, Table, TableCell};
use crate::agenda::columns::Meaning;
use crate::agenda::slot_line::{self, APART};
use crate::lang::fill;

/// Whether a table is one of ours: its columns, and each topic in bold.
pub(super) fn is_ours(table: &Table) -> bool {
    let Some((header, rows)) = table.rows.split_first() else { return false };
    let is = |nth: usize, meaning: Meaning| header.get(nth).is_some_and(|cell| Meaning::named(&cell.text()) == meaning);
    let bold = |row: &Vec<TableCell>| {
        let title = row.get(1).and_then(|cell| first_line(cell));
        title.is_some_and(|line| line.bold == line.text.len())
    };
    let columns = header.len() == 5 && is(0, Meaning::Time) && is(1, Meaning::Topic) && is(4, Meaning::Notes);
    columns && !rows.is_empty() && rows.iter().all(bold)
}

fn first_line(cell: &TableCell) -> Option<&Line> {
    match cell.parts.first()? {
        Part::Paragraph(lines) => lines.first(),
        _ => None,
    }
}

impl Writer<'_> {
    /// Writes the slots of such a table.
    pub(super) fn our_rows(&mut self, table: Table) {
        for row in table.rows.into_iter().skip(1) {
            if let Ok([time, topic, chair, prepared, notes]) = <[TableCell; 5]>::try_from(row) {
                self.our_row(&time, topic, &chair, prepared, notes);
            }
        }
    }

    fn our_row(
        &mut self,
        time: &TableCell,
        topic: TableCell,
        chair: &TableCell,
        prepared: TableCell,
        notes: TableCell,
    ) {
        let at = topic.at;
        let mut said = paragraphs(topic.parts);
        if said.is_empty() {
            return;
        }
        let title = said.remove(0).text;
        let mut times = time_lines(time).into_iter().peekable();
        let lang = self.facts.lang();
        let words = lang.words();
        let planned = times.next_if(|line| slot_line::planned(line, lang).is_some());
        let stated = planned.as_deref().and_then(|line| slot_line::planned(line, lang));
        let start = stated.and_then(|planned| planned.start_on(self.day));
        let start = start.map(|start| format!("{} ", start.format("%H:%M"))).unwrap_or_default();
        self.begin_slot(at, &(start + &title));
        let mut facts: Vec<String> = Vec::new();
        let chair = chair.text();
        facts.extend((!chair.is_empty()).then(|| format!("{}{}{chair}", words.head.chair, words.colon)));
        facts.extend(planned.map(|planned| fill(words.times.planned, &[&planned])));
        facts.extend(times);
        for line in said {
            facts.push(line.text);
        }
        self.take_line(&Line::new(at, facts.join(APART)));
        self.prepared(prepared.parts);
        for part in notes.parts {
            self.part(part, None);
        }
    }
}

fn paragraphs(parts: Vec<Part>) -> Vec<Line> {
    let lines = parts.into_iter().flat_map(|part| match part {
        Part::Paragraph(lines) => lines,
        _ => Vec::new(),
    });
    lines.collect()
}

/// The lines of a cell of times.
fn time_lines(cell: &TableCell) -> Vec<String> {
    paragraphs(cell.parts.clone()).into_iter().map(|line| line.text).collect()
}
