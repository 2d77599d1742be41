//! From rows to days and slots.
//!
//! A row is a slot, the name of a day, more of the slot above, or text. Not here: which column holds what.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::agenda::body::append;
use crate::agenda::columns::Meaning;
use crate::agenda::days::{FoundDay, MOST_SLOTS, too_many};
use crate::agenda::diagnostic::{Remark, Report};
use crate::agenda::heading::{DayHeading, SlotHeading, UNTITLED};
use crate::agenda::names;
use crate::agenda::property::{self, Draft, Property, Vocabulary, names_a_break};
use crate::agenda::yaml::one_line;

use super::cells::{paragraph, points};
use super::header::Header;
use super::when::When;
use super::{Cell, CellLine, Grid, Setting, slashed, told};

/// Reads all rows.
pub(super) fn read(grid: &Grid, header: &Header, setting: &Setting, report: &mut Report) -> Vec<FoundDay> {
    let mut rows = Rows {
        header,
        setting,
        days: vec![FoundDay::default()],
        open: 0,
        leads: Vec::new(),
        slots: 0,
        is_cut: false,
        known: BTreeMap::new(),
    };
    for (nth, row) in grid.rows.iter().enumerate() {
        if header.row == Some(nth) || header.is_repeated(row) || row.iter().all(Cell::is_empty) {
            continue;
        }
        rows.row(row, header.row.is_some_and(|header| nth < header), report);
    }
    rows.finish()
}

struct Rows<'a> {
    header: &'a Header,
    setting: &'a Setting<'a>,
    days: Vec<FoundDay>,
    /// Which of the days is open.
    open: usize,
    /// Text that leads up to the next slot.
    leads: Vec<String>,
    slots: usize,
    /// There were more slots than there may be.
    is_cut: bool,
    /// Where each day is, by its date, else by its name.
    known: BTreeMap<(Option<NaiveDate>, String), usize>,
}

impl Rows<'_> {
    fn row(&mut self, row: &[Cell], above: bool, report: &mut Report) {
        let at = row.iter().find(|cell| !cell.is_empty()).map_or(0, |cell| cell.at);
        if let Some(said) = only_text(row)
            && (above || self.is_no_topic(row))
        {
            return self.lone(&said, at, above, report);
        }
        if above {
            let text = row.iter().map(Cell::line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" | ");
            return self.describe(&text);
        }
        let (when, refused) = self.when(row, at, report);
        let full = self.slots >= self.setting.most;
        if !full {
            self.turn_to(row, &when, at);
        }
        let says = |meaning: Meaning| self.cell(row, meaning).is_some_and(|cell| !cell.is_empty());
        let is_slot = says(Meaning::Topic) || when.start.is_some() || when.length.is_some();
        let slots_above = self.days.get(self.open).is_some_and(|found| !found.day.slots.is_empty());
        let has_more = row.iter().enumerate().any(|(nth, cell)| {
            let is_day = matches!(self.header.meaning(nth), Meaning::Date | Meaning::Day | Meaning::EndDate);
            !is_day && !cell.is_empty()
        });
        if !has_more {
            return self.describe_day(row);
        }
        if full && is_slot && !self.is_cut {
            too_many(at, report);
            self.is_cut = true;
        }
        if full || (!is_slot && slots_above) {
            return self.more(row);
        }
        let untitled = Cell::default();
        let topic = self.cell(row, Meaning::Topic).unwrap_or(&untitled);
        self.titled(topic, &when, at, report);
        self.fill(row, &refused, report);
    }

    /// The first cell of a row in the column with this meaning.
    fn cell<'r>(&self, row: &'r [Cell], meaning: Meaning) -> Option<&'r Cell> {
        row.iter().enumerate().find(|(nth, _)| self.header.meaning(*nth) == meaning).map(|(_, cell)| cell)
    }

    /// The only text of the row does not stand where topics do, or stands in all columns.
    fn is_no_topic(&self, row: &[Cell]) -> bool {
        let filled = || row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let stands_for = |meaning| filled().all(|(nth, _)| self.header.meaning(nth) == meaning);
        let names_a_day = || {
            let day = self.day(&only_text(row).unwrap_or_default());
            day.date.is_some() && day.title.split_whitespace().count() < 3
        };
        filled().count() > 1 || !(stands_for(Meaning::Topic) || self.is_about_slot(row)) || names_a_day()
    }

    /// The row goes on with the slot above: it has talking points or notes and nothing else.
    fn is_about_slot(&self, row: &[Cell]) -> bool {
        let filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let slots_above = self.days.get(self.open).is_some_and(|found| !found.day.slots.is_empty());
        slots_above
            && filled.into_iter().all(|(nth, _)| {
                !matches!(
                    self.header.meaning(nth),
                    Meaning::Time | Meaning::Start | Meaning::Date | Meaning::Day | Meaning::Other
                )
            })
    }

    /// A row of one text: the name of a day, a break, or a heading of what follows.
    fn lone(&mut self, said: &str, at: usize, above: bool, report: &mut Report) {
        let day = self.day(said);
        let short = day.title.split_whitespace().count() < 4;
        if day.date.is_some() || (short && day.names_a_day()) {
            self.open(day.date, day.title.clone(), at);
            let named = self.days.get(self.open).is_none_or(|found| found.day.title == day.title);
            if !named {
                self.describe(&day.title);
            }
            return;
        }
        let mut when = When::default();
        let begins_with_a_time = || SlotHeading::read(said).start.is_some();
        let is_time = !above && when.take(said, false, self.header.order) && when.start.is_some();
        if !above && (is_time || names_a_break(said) || begins_with_a_time()) {
            let cell = Cell { at, lines: vec![CellLine { at, text: said.to_owned(), ..CellLine::default() }] };
            return self.titled(&cell, &When::default(), at, report);
        }
        if above {
            return self.describe(said);
        }
        report.note(
            at,
            "This row is kept as text of the slot below it",
            "Give it a time or a topic where it is a slot",
        );
        self.leads.push(paragraph(said));
    }

    /// The date and the name that a text gives a day.
    fn day(&self, text: &str) -> DayHeading {
        match slashed::dated(text, self.header.order) {
            (Some(date), rest) => DayHeading { date: Some(date), title: DayHeading::read(rest).title },
            (None, _) => DayHeading::read(text),
        }
    }

    fn describe(&mut self, text: &str) {
        if let Some(found) = self.days.get_mut(self.open) {
            append(&mut found.day.description, &paragraph(text));
        }
    }

    /// When the row is, and which columns say something else; that is text of the slot and pointed at.
    fn when(&self, row: &[Cell], at: usize, report: &mut Report) -> (When, Vec<usize>) {
        let mut when = When::default();
        let mut refused = Vec::new();
        let all_day = self.cell(row, Meaning::AllDay).is_some_and(|cell| says_yes(&cell.plain()));
        for (nth, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let text = cell.plain();
            let understood = match self.header.meaning(nth) {
                meaning if !meaning.is_when() || all_day => true,
                Meaning::End => when.take_end(&text, self.header.order),
                meaning => when.take(&text, meaning == Meaning::Duration, self.header.order),
            };
            if !understood {
                let message = format!("`{text}` is no time that is understood, and is kept as text");
                let at = if cell.at > 0 { cell.at } else { at };
                report.warn(at, message, "Write it as `09:00`, `09:00–09:45` or `45m`");
                refused.push(nth);
            }
        }
        (when, refused)
    }

    /// Whether the day that is open says all that a cell does.
    fn says_day(&self, cell: &Cell) -> bool {
        let said = self.day(&cell.plain());
        self.days.get(self.open).is_some_and(|FoundDay { day, .. }| {
            (said.title.is_empty() || said.title == day.title) && (said.date.is_none() || said.date == day.date)
        })
    }

    /// Whether a cell has said all it has to say once its slot has a title, a time and a day.
    fn is_said(&self, column: usize, cell: &Cell, refused: &[usize]) -> bool {
        match self.header.meaning(column) {
            Meaning::Topic => true,
            Meaning::AllDay => !cell.plain().contains(char::is_whitespace),
            Meaning::Date | Meaning::Day | Meaning::EndDate => self.says_day(cell),
            meaning => meaning.is_when() && !refused.contains(&column),
        }
    }

    /// Keeps what a row that only names a day says besides.
    fn describe_day(&mut self, row: &[Cell]) {
        for cell in row.iter().filter(|cell| !cell.is_empty()) {
            if !self.says_day(cell) {
                self.describe(&cell.line());
            }
        }
    }

    /// Opens the day that a row names, unless it is the one that is open.
    fn turn_to(&mut self, row: &[Cell], when: &When, at: usize) {
        let mut day = DayHeading::default();
        for meaning in [Meaning::Date, Meaning::Day] {
            let Some(cell) = self.cell(row, meaning).filter(|cell| !cell.is_empty()) else { continue };
            let said = self.day(&cell.plain());
            day.date = day.date.or(said.date);
            let is_name = meaning == Meaning::Day || said.date.is_some() || said.names_a_day();
            if day.title.is_empty() && is_name {
                day.title = said.title;
            }
        }
        day.date = day.date.or(when.date);
        if day.date.is_some() || !day.title.is_empty() {
            self.open(day.date, day.title, at);
        }
    }

    /// Goes on with the day of that date and name, which may be there already.
    fn open(&mut self, date: Option<NaiveDate>, title: String, at: usize) {
        let key = (date, if date.is_some() { String::new() } else { title.clone() });
        if let Some(nth) = self.known.get(&key) {
            self.open = *nth;
            return;
        }
        if self.days.len() >= MOST_SLOTS {
            return;
        }
        let is_blank = |found: &FoundDay| !found.headed && found.day.slots.is_empty();
        if !self.days.get(self.open).is_some_and(is_blank) {
            self.open = self.days.len();
            self.days.push(FoundDay::default());
        }
        self.known.insert(key, self.open);
        if let Some(found) = self.days.get_mut(self.open) {
            (found.at, found.headed) = (at, true);
            (found.day.date, found.day.title) = (date, title);
        }
    }

    /// Adds a slot with what its topic says: the first line is its title.
    fn titled(&mut self, topic: &Cell, when: &When, at: usize, report: &mut Report) {
        let mut lines = topic.lines.iter().filter(|line| !line.text.trim().is_empty());
        let mut heading = when.heading();
        heading.read_on(&one_line(lines.next().map_or("", |line| &line.text)));
        if heading.title.is_empty() {
            UNTITLED.clone_into(&mut heading.title);
            heading
                .remarks
                .push(Remark::warning("A slot without a title", "Write what it is about in the column Topic"));
        }
        for remark in std::mem::take(&mut heading.remarks) {
            report.add(at, remark);
        }
        let mut draft = Draft::new(heading);
        for lead in std::mem::take(&mut self.leads) {
            append(&mut draft.slot.description, &lead);
        }
        let below: Vec<CellLine> = lines.cloned().collect();
        let (bullets, text): (Vec<_>, Vec<_>) = below.into_iter().partition(|line| line.depth.is_some());
        draft.slot.topics = points(&bullets);
        for line in text {
            let property = property::split(&line.text)
                .and_then(|(name, value)| Some((Property::named(name, Vocabulary::Foreign)?, value)))
                .filter(|(_, value)| !value.is_empty());
            let taken =
                property.is_some_and(|(property, value)| draft.take(property, value, self.setting.names).is_ok());
            if !taken {
                append(&mut draft.slot.description, &paragraph(&line.text));
            }
        }
        let Some(found) = self.days.get_mut(self.open) else { return };
        found.push(at, draft);
        self.slots += 1;
    }

    /// Gives the last slot what the other cells of its row say.
    fn fill(&mut self, row: &[Cell], refused: &[usize], report: &mut Report) {
        let left: Vec<_> = row
            .iter()
            .enumerate()
            .filter(|(nth, cell)| !cell.is_empty() && !self.is_said(*nth, cell, refused))
            .collect();
        let Some(found) = self.days.get_mut(self.open) else { return };
        let date = found.day.date;
        let Some(slot) = found.day.slots.pop() else { return };
        let nth = found.day.slots.len();
        let mut draft = Draft::going_on(slot, found.untils.get(nth).copied().flatten());
        let mut entries = Vec::new();
        for (column, cell) in left {
            let meaning = self.header.meaning(column);
            if meaning.is_told() && self.setting.tells {
                told::entries(&mut entries, &cell.lines, meaning, date, self.setting);
                continue;
            }
            let name = self.header.columns.get(column).map_or("", |column| column.name.as_str());
            if let Err(remark) = fill(&mut draft, meaning, name, cell, self.setting) {
                report.add(cell.at, remark);
            }
        }
        let Some(found) = self.days.get_mut(self.open) else { return };
        found.day.slots.push(draft.finish());
        if !entries.is_empty() {
            found.told.push((nth, entries));
        }
    }

    /// Gives the slot above what a row without a topic and a time says; nothing of it is lost.
    fn more(&mut self, row: &[Cell]) {
        let header = self.header;
        let left: Vec<_> = row
            .iter()
            .enumerate()
            .filter(|(nth, cell)| {
                let is_day = matches!(header.meaning(*nth), Meaning::Date | Meaning::Day | Meaning::EndDate);
                !(cell.is_empty() || is_day && self.says_day(cell))
            })
            .collect();
        let Some(found) = self.days.get_mut(self.open).filter(|found| !found.day.slots.is_empty()) else {
            return left.iter().for_each(|(_, cell)| self.describe(&cell.line()));
        };
        let date = found.day.date;
        let nth = found.day.slots.len().saturating_sub(1);
        let Some(slot) = found.day.slots.last_mut() else { return };
        let mut entries = Vec::new();
        for (column, cell) in left {
            match header.meaning(column) {
                meaning if meaning.is_told() && self.setting.tells => {
                    told::entries(&mut entries, &cell.lines, meaning, date, self.setting);
                }
                Meaning::Chair => slot.chair.extend(names::split(&people(cell), self.setting.names)),
                _ => slot.topics.extend(points(&cell.lines)),
            }
        }
        if !entries.is_empty() {
            found.told.push((nth, entries));
        }
    }

    fn finish(mut self) -> Vec<FoundDay> {
        let leads = std::mem::take(&mut self.leads);
        for lead in leads {
            let Some(found) = self.days.get_mut(self.open) else { continue };
            match found.day.slots.last_mut() {
                Some(slot) => append(&mut slot.description, &lead),
                None => append(&mut found.day.description, &lead),
            }
        }
        self.days.retain(|found| found.headed || !found.day.slots.is_empty() || !found.day.description.is_empty());
        self.days
    }
}

/// The text of a row that says one thing, be it in one cell or, as where a cell spans several, in each.
fn only_text(row: &[Cell]) -> Option<String> {
    let mut filled = row.iter().filter(|cell| !cell.is_empty());
    let first = filled.next()?;
    let said = first.plain();
    let alone = first.lines.iter().filter(|line| !line.text.trim().is_empty()).count() < 2;
    let once = filled.clone().next().is_none();
    let spans = !once && row.iter().all(|cell| cell.plain() == said);
    (alone && (once || spans)).then_some(said)
}

/// Gives a slot what a cell says that is about neither its time nor what happened. What is refused is text of the slot.
fn fill(draft: &mut Draft, meaning: Meaning, name: &str, cell: &Cell, setting: &Setting) -> Result<(), Remark> {
    let property = match meaning {
        Meaning::Points => {
            draft.slot.topics.extend(points(&cell.lines));
            return Ok(());
        }
        Meaning::Description => {
            describe(draft, &cell.lines, "");
            return Ok(());
        }
        Meaning::Chair => Some(Property::Chair),
        Meaning::RequestedBy => Some(Property::RequestedBy),
        Meaning::Kind => Some(Property::Kind),
        Meaning::Slides => Some(Property::Slides),
        Meaning::Link => Some(Property::Link),
        _ => Property::named(name, Vocabulary::Own),
    };
    let value = if meaning == Meaning::Chair { people(cell) } else { cell.line() };
    match property.map(|property| draft.take(property, &value, setting.names)) {
        Some(Ok(None)) => Ok(()),
        Some(Ok(Some(remark))) => Err(remark),
        Some(Err(remark)) => {
            describe(draft, &cell.lines, name);
            Err(remark)
        }
        None => {
            describe(draft, &cell.lines, name);
            Ok(())
        }
    }
}

/// What calendars write for yes.
fn says_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "true" | "yes" | "1" | "wahr" | "ja" | "vrai" | "oui" | "verdadero" | "sí")
}

/// People, one a line or several on one; links to them are their names.
fn people(cell: &Cell) -> String {
    let lines: Vec<_> = cell.lines.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).collect();
    lines.join(", ")
}

/// Adds the lines of a cell to the slot's text, behind the name of their column.
fn describe(draft: &mut Draft, lines: &[CellLine], name: &str) {
    let (bullets, text): (Vec<_>, Vec<_>) = lines.iter().cloned().partition(|line| line.depth.is_some());
    let mut label = if name.is_empty() { String::new() } else { format!("{name}: ") };
    for line in text.iter().filter(|line| !line.text.trim().is_empty()) {
        append(&mut draft.slot.description, &paragraph(&format!("{}{}", std::mem::take(&mut label), line.text)));
    }
    draft.slot.topics.extend(points(&bullets));
}
