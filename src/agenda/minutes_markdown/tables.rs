//! The tables behind the days of our own minutes in Markdown: all files, what was asked for, how the meeting kept to its plan.
//!
//! The last one follows from the slots, so that only rows that people add to it are read, as text. Not here: the lists between
//! the tables (see `summary`).

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::dates;
use super::super::diagnostic::Report;
use super::super::grid::pipes;
use super::super::language;
use super::super::requests;
use super::line::{Span, planned, spans};
use super::ours::{Reader, file};
use crate::lang::{Lang, is_same};
use crate::meeting::{Attachment, folded};

/// The files of a table with a row a file: its kind, what names it, when it was changed and by whom.
pub(super) fn files(source: &str, table: Range<usize>, lang: Lang) -> Vec<Attachment> {
    let file = |(_, cells): (usize, Vec<Vec<Span>>)| {
        let [kind, name, modified, by] = cells.get(..4)? else { return None };
        let text = |cell: &[Span]| Some(planned(cell)).filter(|text| !text.is_empty());
        let date = |date: String| lang.date_in(&date).or_else(|| dates::whole_behind_weekday(&date));
        let file =
            Attachment { modified: text(modified).and_then(date), by: text(by), ..file(&planned(kind), name, lang) };
        (!file.name.is_empty() || file.link.is_some()).then_some(file)
    };
    rows(source, table).filter_map(file).collect()
}

/// The rows below the header, each with its place and the parts of its cells.
fn rows(source: &str, table: Range<usize>) -> impl Iterator<Item = (usize, Vec<Vec<Span>>)> {
    pipes::lines(source, table).skip(2).map(|(at, line)| {
        let cells = pipes::cells(line, at).into_iter();
        (at, cells.map(|(_, cell)| spans(&cell)).collect())
    })
}

impl Reader<'_> {
    /// What was asked for before the meeting; a table of something else is text.
    pub(super) fn asked_for(&mut self, table: Range<usize>) -> bool {
        let shown = |cell: &str| planned(&spans(cell));
        let (english, mut report) = (in_english(self.source, table.clone(), self.lang), Report::default());
        let Some(requests) = requests::of_table(&english, 0..english.len(), &shown, &mut report) else { return false };
        self.report.absorb(report, |_| table.start);
        self.agenda.requests.extend(requests);
        true
    }

    /// Keeps the rows that name no slot: people added them.
    pub(super) fn kept(&mut self, table: Range<usize>) {
        let slots = self.agenda.days.iter().flat_map(|day| &day.slots);
        let titles: BTreeSet<String> =
            slots.map(|slot| folded(&slot.title)).chain([folded(self.lang.words().tables.total)]).collect();
        let source = self.source;
        for (at, cells) in rows(source, table) {
            let cells: Vec<String> = cells.iter().map(|cell| planned(cell)).collect();
            if cells.first().is_none_or(|title| !titles.contains(&folded(title))) {
                self.beside_lists(at, &cells.join(" | "));
            }
        }
    }
}

/// A table of what was asked for with its header and its lengths in English, which is what such tables are known by; any other
/// as it is.
fn in_english(source: &str, table: Range<usize>, lang: Lang) -> String {
    let whole = source.get(table.clone()).unwrap_or_default();
    let mut lines = pipes::lines(source, table);
    let cells = |(at, line)| pipes::cells(line, at).into_iter().map(|(_, cell)| cell).collect::<Vec<String>>();
    let [.., own] = language::headers(lang);
    let [.., english] = language::headers(Lang::English);
    let header = lines.next().map(cells).unwrap_or_default();
    let is_ours = header.len() == own.len() && own.iter().zip(&header).all(|(name, cell)| is_same(name, cell));
    if lang == Lang::English || !is_ours {
        return whole.to_owned();
    }
    let row = |mut cells: Vec<String>| {
        if let Some(cell) = cells.get_mut(2)
            && let Some(length) = language::asked_for(cell, lang)
        {
            *cell = length;
        }
        let cells = cells.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>();
        format!("| {} |\n", cells.join(" | "))
    };
    let header = english.into_iter().map(str::to_owned).collect();
    let rows = [header, vec!["---".to_owned(); 4]].into_iter().chain(lines.skip(1).map(cells));
    rows.map(row).collect()
}
