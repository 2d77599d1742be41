//! What tables of a page mean: days with their slots, facts, files, requests, or a table that is text.
//!
//! Not here: which columns hold what (see `grid`), and the tables of our own minutes (see `rows`).

use super::facts;
use super::line::Line;
use super::meaning::{Standing, Writer};
use super::parts::{Item, Part, Table, TableCell};
use super::rows;
use crate::agenda::columns::Meaning;
use crate::agenda::days::{FoundDay, MOST_SLOTS};
use crate::agenda::diagnostic::Report;
use crate::agenda::grid::{self, Grid, Setting};
use crate::agenda::language;
use crate::agenda::write;
use crate::lang::{Lang, is_same};
use crate::meeting::{Attachment, Tickets};

impl Writer<'_> {
    /// Writes what a table says.
    pub(super) fn table(&mut self, table: Table) {
        if self.ours && rows::is_ours(&table) {
            return self.our_rows(table);
        }
        if self.ours
            && let Some(days) = grid::days(&grid_of(&table), &self.setting(), &mut Report::default())
        {
            // Read twice so that what it says is said in the order of the page.
            let setting = Setting {
                names: &self.names,
                roster: &self.roster,
                tickets: &Tickets::Any,
                date: self.day,
                alone: false,
                tells: true,
                most: MOST_SLOTS,
            };
            let _ = grid::days(&grid_of(&table), &setting, self.report);
            let mut days = days;
            attach(&mut days, &table);
            return days.into_iter().enumerate().for_each(|(nth, found)| self.found(nth, found, table.at));
        }
        if let Some(facts) = facts::of_table(&table).filter(|_| !self.in_slot()) {
            return self.told_facts(facts);
        }
        if let Some(files) = facts::files_of(&table, self.facts.lang()) {
            return self.facts.agenda.attachments.extend(files);
        }
        if is_requests(&table) {
            return self.requested(None, vec![Part::Table(table)]);
        }
        let pipes = pipes(&table);
        let caption = table.caption.clone();
        let text = self.text();
        text.paragraph(caption.as_slice());
        text.markdown(table.at, &pipes);
    }

    /// Writes a day of a table.
    fn found(&mut self, nth: usize, found: FoundDay, at: usize) {
        if nth > 0 || found.day.date.is_some() || !found.day.title.is_empty() {
            self.day = found.day.date.or(self.day);
            self.days.markdown(found.at.max(at), &write::day(&found.day));
        } else if !found.day.description.is_empty() {
            let text = found.day.description.clone();
            self.text().markdown(at, &text);
        }
        let mut told = found.told.into_iter().peekable();
        for (nth, slot) in found.day.slots.iter().enumerate() {
            let at = found.places.get(nth).copied().unwrap_or(at);
            let marked = !std::mem::replace(&mut self.marked, true);
            self.days.markdown(at, &write::slot(slot, &self.names, marked));
            while let Some((_, entries)) = told.next_if(|(slot, _)| *slot == nth) {
                self.tell(entries);
            }
        }
        self.standing = if found.day.slots.is_empty() { Standing::Outside } else { Standing::Slot };
    }
}

/// A table of our own minutes with its header in English, which is what tables are known by, and in it how much time is asked
/// for; any other table as it is.
pub(super) fn in_english(mut table: Table, lang: Lang) -> Table {
    let (own, english) = (language::headers(lang), language::headers(Lang::English));
    let Some((header, rows)) = table.rows.split_first_mut() else { return table };
    let is_header = |names: &Vec<&str>| {
        names.len() == header.len() && names.iter().zip(&*header).all(|(name, cell)| is_same(name, &cell.text()))
    };
    let Some(names) = own.iter().position(is_header).and_then(|at| english.get(at)) else { return table };
    for (cell, name) in header.iter_mut().zip(names) {
        *cell = TableCell { header: cell.header, ..TableCell::of_text(cell.at, name) };
    }
    let lengths = names.iter().position(|name| *name == Lang::English.words().tables.time_required);
    for cell in rows.iter_mut().filter_map(|row| row.get_mut(lengths?)) {
        if let Some(text) = language::asked_for(&cell.text(), lang) {
            *cell = TableCell::of_text(cell.at, &text);
        }
    }
    table
}

/// A table as all tables are.
pub(super) fn grid_of(table: &Table) -> Grid {
    Grid { rows: table.rows.iter().map(|row| row.iter().map(TableCell::to_grid).collect()).collect() }
}

/// Gives each slot the files that its row names.
fn attach(days: &mut [FoundDay], table: &Table) {
    let files = table.rows.iter().flatten().flat_map(|cell| files_in(&cell.parts));
    let mut slots: Vec<_> = days
        .iter_mut()
        .flat_map(|found| found.day.slots.iter_mut().zip(&found.places))
        .map(|(slot, place)| (*place, slot))
        .collect();
    let places: Vec<usize> = slots.iter().map(|(place, _)| *place).collect();
    for (at, file) in files {
        let nth = places.partition_point(|place| *place <= at).checked_sub(1);
        if let Some((_, slot)) = nth.and_then(|nth| slots.get_mut(nth))
            && !slot.attachments.contains(&file)
        {
            slot.attachments.push(file);
        }
    }
}

/// The files that parts name, and where.
fn files_in(parts: &[Part]) -> Vec<(usize, Attachment)> {
    fn of_line(line: &Line, all: &mut Vec<(usize, Attachment)>) {
        all.extend(line.files.iter().map(|file| (line.at, file.clone())));
    }
    fn of_items(items: &[Item], all: &mut Vec<(usize, Attachment)>) {
        for item in items {
            of_line(&item.line, all);
            of_items(&item.children, all);
        }
    }
    let mut all = Vec::new();
    for part in parts {
        match part {
            Part::Paragraph(lines) => lines.iter().for_each(|line| of_line(line, &mut all)),
            Part::List(items) => of_items(items, &mut all),
            Part::Prepared(parts) => all.extend(files_in(parts)),
            _ => {}
        }
    }
    all
}

/// Whether a table holds what people ask for.
fn is_requests(table: &Table) -> bool {
    let header = table.rows.first().map_or(&[][..], Vec::as_slice);
    let has = |wanted: Meaning| header.iter().any(|cell| Meaning::named(&cell.text()) == wanted);
    has(Meaning::Topic) && (has(Meaning::RequestedBy) || has(Meaning::Wanted))
}

/// A table as Markdown has it.
pub(super) fn pipes(table: &Table) -> String {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for (nth, row) in table.rows.iter().enumerate() {
        for column in 0..width {
            let cell = row.get(column).map(TableCell::text).unwrap_or_default();
            text.push_str("| ");
            text.push_str(&cell.replace('\\', "\\\\").replace('|', "\\|"));
            text.push(' ');
        }
        text.push_str("|\n");
        if nth == 0 {
            text.push_str(&"| --- ".repeat(width));
            text.push_str("|\n");
        }
    }
    text
}
