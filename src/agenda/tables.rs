//! Tables of a Markdown text whose rows are slots.
//!
//! Not here: what their columns and rows are (see `grid`).

use std::ops::Range;

use crate::meeting::Tickets;
use crate::notation::Roster;

use super::body::{Text, append};
use super::days::FoundDay;
use super::diagnostic::Report;
use super::grid::{self, Setting, pipes};
use super::heading::DayHeading;
use super::markdown::{Block, BlockKind};

/// So many rows of a table show whether it is an agenda.
const SAMPLE: usize = 40;

/// Whether a block is a table whose rows are slots.
pub(super) fn is_table_of_slots(text: &Text, block: &Block) -> bool {
    let is_table = matches!(block.kind, BlockKind::Table);
    is_table && grid::is_agenda(&pipes::grid(text.source, block.range.clone(), SAMPLE), text.roster)
}

/// Reads the tables of `range` into the day that is found already, and gives back the days behind it. Headings that name a
/// day open one. At most `left` slots, with those that the day has.
pub(super) fn read(
    found: &mut FoundDay,
    text: &Text,
    range: &Range<usize>,
    left: usize,
    report: &mut Report,
) -> Vec<FoundDay> {
    let mut days = Days { found, further: Vec::new() };
    let mut at = range.start;
    for block in text.blocks_in(range) {
        let from = text.line_start(block.range.start).max(at);
        if let Some(day) = day_of(block) {
            append(&mut days.last().day.description, &text.prose(at..from, report));
            days.open(day, block.range.start);
            at = block.range.end;
        } else if let Some(table) = days.table(text, block, left, report) {
            append(&mut days.last().day.description, &text.prose(at..from, report));
            table.into_iter().for_each(|day| days.take(day));
            at = block.range.end;
        }
    }
    append(&mut days.last().day.description, &text.prose(at..range.end, report));
    days.further
}

/// The day that was found already, and those behind it.
struct Days<'a> {
    found: &'a mut FoundDay,
    further: Vec<FoundDay>,
}

impl Days<'_> {
    fn last(&mut self) -> &mut FoundDay {
        self.further.last_mut().unwrap_or(self.found)
    }

    fn slots(&self) -> usize {
        self.found.day.slots.len() + self.further.iter().map(|day| day.day.slots.len()).sum::<usize>()
    }

    /// The days of a table whose rows are slots.
    fn table(&mut self, text: &Text, block: &Block, left: usize, report: &mut Report) -> Option<Vec<FoundDay>> {
        let most = left.saturating_sub(self.slots());
        if most == 0 || !is_table_of_slots(text, block) {
            return None;
        }
        let nobody = Roster::new(&[], &[]);
        let date = self.last().day.date.or(text.telling.and_then(|telling| telling.date));
        let setting = Setting {
            names: text.roster,
            roster: text.telling.map_or(&nobody, |telling| telling.roster),
            tickets: text.telling.map_or(&Tickets::Any, |telling| telling.tickets),
            date,
            alone: false,
            tells: text.telling.is_some(),
            most,
        };
        grid::days(&pipes::grid(text.source, block.range.clone(), usize::MAX), &setting, report)
    }

    fn open(&mut self, DayHeading { date, title }: DayHeading, at: usize) {
        let mut day = FoundDay { at, headed: true, ..FoundDay::default() };
        (day.day.date, day.day.title) = (date, title);
        self.take(day);
    }

    /// Adds a day, or its slots to the last one where it has neither date nor name.
    fn take(&mut self, day: FoundDay) {
        let last = self.last();
        if !day.headed {
            last.join(day);
        } else if last.is_blank() && last.day.description.is_empty() {
            *last = day;
        } else {
            self.further.push(day);
        }
    }
}

/// The day that a heading names.
pub(super) fn day_of(block: &Block) -> Option<DayHeading> {
    let BlockKind::Heading { text, .. } = &block.kind else { return None };
    let day = DayHeading::read(text);
    let short = day.title.split_whitespace().count() < 4;
    (day.date.is_some() || (short && day.names_a_day())).then_some(day)
}
