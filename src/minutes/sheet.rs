//! Action items, decisions and slots as comma-separated values (RFC 4180).
//!
//! The file is for whoever opens it in a spreadsheet: lines end with CRLF, and a byte order mark tells Excel, which takes a
//! file without one for the machine's own code page, that it is UTF-8. A cell that a spreadsheet would run gets a `'` in
//! front. With [`Options::raw`] it is for programs: no mark, no `'`, and times as RFC 3339. Not here: tab-separated
//! values, and reading any of it back.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat};
use chrono_tz::Tz;

use super::document::{DayMinutes, Minutes, SlotMinutes};
use super::inline::clean;
use super::{Only, Options};
use crate::meeting::{ActionItem, CarriedItem, Entry, Kind, Slot, SlotId};

/// The action items, or what else of the meeting's lists is asked for.
pub(super) fn actions(minutes: &Minutes, options: &Options) -> String {
    match options.only {
        Some(Only::Decisions) => decisions(minutes, options),
        Some(Only::Actions) | None => action_items(minutes, options),
    }
}

/// The slots with their times, unless one of the lists is asked for.
pub(super) fn slots(minutes: &Minutes, options: &Options) -> String {
    if options.only.is_some() {
        return actions(minutes, options);
    }
    let mut sheet = Sheet::new(
        options,
        &[
            "day",
            "date",
            "slot",
            "kind",
            "chair",
            "requested by",
            "planned start",
            "planned minutes",
            "held start",
            "held end",
            "seconds",
            "outcome",
            "zone",
            "meeting",
        ],
    );
    for day in &minutes.days {
        for slot in &day.slots {
            sheet.row(slot_cells(minutes, day, slot, options));
        }
    }
    sheet.finish()
}

fn slot_cells(minutes: &Minutes, day: &DayMinutes, of: &SlotMinutes, options: &Options) -> Vec<String> {
    let (slot, plan) = (of.slot, of.plan);
    let held = of.held;
    let moment = |at: Option<DateTime<Tz>>| at.map(|at| moment(at, options)).unwrap_or_default();
    vec![
        day.number.to_string(),
        date(day),
        slot.plan.title.clone(),
        slot.plan.kind.word().to_owned(),
        slot.plan.chair.join("; "),
        slot.plan.requested_by.clone().unwrap_or_default(),
        moment(plan.start.filter(|_| !plan.start_guessed)),
        plan.minutes.filter(|_| !plan.minutes_guessed).map(|minutes| minutes.to_string()).unwrap_or_default(),
        moment(held.map(|held| held.start)),
        moment(held.and_then(|held| held.end)),
        held.map(|held| held.elapsed.num_seconds().to_string()).unwrap_or_default(),
        of.outcome.fate.word().replace('_', " "),
        minutes.meeting.zone.name().to_owned(),
        minutes.meeting.head.title.clone(),
    ]
}

fn action_items(minutes: &Minutes, options: &Options) -> String {
    let header = [
        "number", "text", "owners", "due", "status", "priority", "tickets", "slot", "day", "date", "meeting",
        "conflict", "carried",
    ];
    let mut sheet = Sheet::new(options, &header);
    let days = Days::of(minutes);
    for task in minutes.tasks().filter(|task| options.takes(&task.item.owners)) {
        let item = task.item;
        let mut cells = vec![
            item.number.to_string(),
            task.entry.text.clone(),
            item.owners.iter().map(|name| clean(name)).collect::<Vec<_>>().join("; "),
            item.due.map(|due| due.to_string()).unwrap_or_default(),
            task.status.word().to_owned(),
            item.priority.map(|priority| priority.to_string()).unwrap_or_default(),
            task.entry.tickets.join(" "),
        ];
        cells.extend(days.place(minutes, task.slot, task.entry));
        cells.push(String::new());
        sheet.row(cells);
    }
    for (item, now) in minutes.carried(options, true) {
        sheet.row(carried_cells(item, &now));
    }
    sheet.finish()
}

/// An action item of an earlier meeting that is still open: slot, date and meeting are those where it was noted.
fn carried_cells(item: &CarriedItem, now: &ActionItem) -> Vec<String> {
    vec![
        item.number.to_string(),
        item.text.clone(),
        now.owners.iter().map(|name| clean(name)).collect::<Vec<_>>().join("; "),
        now.due.map(|due| due.to_string()).unwrap_or_default(),
        now.status.word().to_owned(),
        now.priority.map(|priority| priority.to_string()).unwrap_or_default(),
        item.tickets.join(" "),
        item.topic.clone(),
        String::new(),
        item.raised.map(|day| day.to_string()).unwrap_or_default(),
        item.title.clone(),
        String::new(),
        item.carried.saturating_add(1).to_string(),
    ]
}

fn decisions(minutes: &Minutes, options: &Options) -> String {
    let mut sheet = Sheet::new(options, &["text", "slot", "day", "date", "meeting", "conflict"]);
    let days = Days::of(minutes);
    for (slot, said) in minutes.entries_of(Kind::Decision) {
        let mut cells = vec![said.entry.text.clone()];
        cells.extend(days.place(minutes, slot, said.entry));
        sheet.row(cells);
    }
    sheet.finish()
}

/// The day of each slot.
struct Days<'d, 'm>(HashMap<SlotId, &'d DayMinutes<'m>>);

impl<'d, 'm> Days<'d, 'm> {
    fn of(minutes: &'d Minutes<'m>) -> Self {
        Self(minutes.days.iter().flat_map(|day| day.slots.iter().map(move |of| (of.slot.id, day))).collect())
    }

    /// Where a line was noted: slot, day, date, meeting; and what others wrote in its place at the same time.
    fn place(&self, minutes: &Minutes, slot: &Slot, entry: &Entry) -> [String; 5] {
        let day = self.0.get(&slot.id);
        [
            slot.plan.title.clone(),
            day.map(|day| day.number.to_string()).unwrap_or_default(),
            day.map(|day| date(day)).unwrap_or_default(),
            minutes.meeting.head.title.clone(),
            entry.rivals.iter().map(|rival| rival.text.as_str()).collect::<Vec<_>>().join("; "),
        ]
    }
}

fn date(day: &DayMinutes) -> String {
    day.day.date.map(|date| date.to_string()).unwrap_or_default()
}

/// As a spreadsheet takes it for a moment; for programs with its offset.
fn moment(at: DateTime<Tz>, options: &Options) -> String {
    if options.raw {
        at.to_rfc3339_opts(SecondsFormat::Millis, false)
    } else {
        at.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// Any list as comma-separated values, as its own sheets are written: a row as long as the header is.
pub fn sheet(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>, options: &Options) -> String {
    let mut sheet = Sheet::new(options, header);
    for row in rows {
        sheet.row(row);
    }
    sheet.finish()
}

/// A sheet in the making.
pub(super) struct Sheet {
    writer: csv::Writer<Vec<u8>>,
    raw: bool,
}

impl Sheet {
    /// A sheet with these columns.
    pub(super) fn new(options: &Options, header: &[&str]) -> Self {
        let out = if options.raw { Vec::new() } else { "\u{feff}".as_bytes().to_vec() };
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let mut sheet = Self { writer, raw: options.raw };
        sheet.row(header.iter().map(|&name| name.to_owned()).collect());
        sheet
    }

    /// A row with a cell a column, whatever stands in it.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        let cells = cells.into_iter().map(|cell| {
            let cell = clean(&cell);
            if self.raw { cell } else { harmless(cell) }
        });
        // Writing into memory does not fail, and all rows are of one length.
        let _ = self.writer.write_record(cells);
    }

    /// The whole file.
    pub(super) fn finish(self) -> String {
        String::from_utf8(self.writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

/// A cell that no spreadsheet runs: a `'` before what begins like a formula. Where a semicolon parts the cells, as in many
/// languages' Excel, quotes do not hold a cell together whose line began without one; so too after a semicolon.
fn harmless(cell: String) -> String {
    let mut risky = cell.starts_with(begins_formula);
    if !risky && !cell.contains(';') {
        return cell;
    }
    let mut out = String::with_capacity(cell.len() + 1);
    for char in cell.chars() {
        if risky && begins_formula(char) {
            out.push('\'');
        }
        out.push(char);
        risky = char == ';' || (risky && char == '"');
    }
    out
}

/// What makes Excel, LibreOffice or Google's sheets take a cell for a formula; the wide forms are the same to some.
fn begins_formula(char: char) -> bool {
    matches!(char, '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_run_gets_an_apostrophe_and_no_other_does() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+3", "'+3"),
            ("-4", "'-4"),
            ("@SUM(1,2)", "'@SUM(1,2)"),
            ("＝1", "'＝1"),
            ("a;=1+1;b", "a;'=1+1;b"),
            ("a;\"=1+1", "a;\"'=1+1"),
            ("a = b - c", "a = b - c"),
            ("Ann; Bo", "Ann; Bo"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell.to_owned()), expected, "{cell}");
        }
    }

    #[test]
    fn a_sheet_for_people_has_a_mark_and_one_for_programs_has_cells_as_they_are() {
        let sheet = |raw| {
            let mut sheet = Sheet::new(&Options { raw, ..Options::default() }, &["a", "b"]);
            sheet.row(vec!["=1".to_owned(), "x, \"y\"\r\nz".to_owned()]);
            sheet.finish()
        };
        assert_eq!(sheet(false), "\u{feff}a,b\r\n'=1,\"x, \"\"y\"\"  z\"\r\n");
        assert_eq!(sheet(true), "a,b\r\n=1,\"x, \"\"y\"\"  z\"\r\n");
    }
}
