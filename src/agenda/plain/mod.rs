//! Agendas in the plain text of a copied page.
//!
//! Copied as text, a table loses its cells: they stand glued together, each on a line of its own, or with tabs between
//! them, and bullets are signs. The lines are made the parts that a page has, so that they mean the same. Not here: what
//! parts mean (see `markup`), and Markdown.

mod names;
mod opening;
mod ours;

use super::chapters;
use super::columns::Meaning;
use super::diagnostic::Report;
use super::front_matter;
use super::heading::DayHeading;
use super::markup::{Facts, Item, Line, Part, Table, TableCell, nested, reading_of};
use super::source;
use super::{AgendaError, Reading, marks};
use crate::notation::times;

use names::Known;
use opening::{Opening, opening};

/// A line of the text.
#[derive(Clone, Copy, Debug)]
struct Row<'t> {
    /// Where it begins: bytes of the source.
    at: usize,
    /// Blanks before it.
    indent: usize,
    /// Without blanks around it.
    text: &'t str,
}

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode_foreign(bytes, &mut report)?;
    if let Some(lang) = ours::language(&text) {
        return reading_of(ours::parts(&text, lang), Facts::of_ours(lang), None, &text, report, fallback_title);
    }
    let parts = front_matter::parts(&text, &mut report);
    let front = front_matter::read(&text, parts.front, &mut report);
    let mut facts = Facts::of(front);
    let rows = rows(&text, parts.body);
    for row in &rows {
        if let Some((name, value)) = people(row.text) {
            facts.take(name, &Line::new(row.at, value));
        }
    }
    let known = Known::new(facts.names());
    let mut reader = Reader {
        known: &known,
        report: &mut report,
        parts: Vec::new(),
        items: Vec::new(),
        guessed: None,
        headed: false,
    };
    reader.read(&rows);
    let parts = reader.finish();
    reading_of(parts, facts, None, &text, report, fallback_title)
}

/// Whether a text is minutes of ours.
pub(super) fn is_ours(bytes: &[u8]) -> bool {
    ours::language(&String::from_utf8_lossy(bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes))).is_some()
}

/// Whether a text without any mark of Markdown is an agenda that lost its cells.
///
/// The reader of Markdown knows lines that begin with a time and a blank; here are those whose title is glued to the time, stands
/// behind a tab, or on the next line.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let sample = String::from_utf8_lossy(bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes));
    let marked = |line: &str| {
        line.starts_with(['#', '|', '>', '<', '`'])
            || line.starts_with("---")
            || line.starts_with("- ")
            || line.starts_with("* ")
    };
    let (mut lost, mut kept) = (0, 0);
    for line in sample.lines() {
        if marked(line.trim_start()) {
            return false;
        }
        match opening(line.trim()) {
            Some(Opening { glued: true, .. } | Opening { rest: "", .. }) => lost += 1,
            Some(_) => kept += 1,
            None => {}
        }
    }
    lost > kept
}

/// Whether a text is a table with tabs whose cells have several lines: a spreadsheet would have them in quotes.
pub(super) fn is_torn(bytes: &[u8]) -> bool {
    let sample = String::from_utf8_lossy(bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes));
    let rows = rows(&sample, 0);
    let tabs = rows.iter().filter(|row| row.text.contains('\t')).count();
    let is_rest = |row: &&Row| !row.text.contains('\t') && marks::bullet(row.text).is_some();
    let first = rows.iter().position(|row| row.text.contains('\t')).unwrap_or(rows.len());
    tabs > 1 && !sample.contains('"') && rows.iter().skip(first).any(|row| is_rest(&row))
}

fn rows(text: &str, start: usize) -> Vec<Row<'_>> {
    let mut at = start;
    let lines = text.get(start..).unwrap_or("").split_inclusive('\n');
    let row = |line| {
        let bare: &str = str::trim_start(line);
        let indent = line.len() - bare.len();
        let row = Row { at: at + indent, indent, text: bare.trim_end() };
        at += line.len();
        row
    };
    lines.map(row).filter(|row| !row.text.is_empty()).collect()
}

/// `Participants: Ann Lee, Bo Chen`.
fn people(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    (chapters::is_people(name) && !value.trim().is_empty()).then(|| ("People", value.trim()))
}

struct Reader<'r> {
    known: &'r Known,
    report: &'r mut Report,
    parts: Vec<Part>,
    /// Bullets with how far each is indented.
    items: Vec<(usize, Item)>,
    /// Where names were first taken for such without being known.
    guessed: Option<usize>,
    /// A line of nothing but the names of columns was passed: the lines below it are rows.
    headed: bool,
}

impl Reader<'_> {
    fn read(&mut self, rows: &[Row]) {
        let mut in_slot = false;
        let mut nth = 0;
        while let Some(row) = rows.get(nth) {
            nth += 1;
            if people(row.text).is_some() {
                continue;
            }
            if let Some(count) = table_height(rows.get(nth - 1..).unwrap_or(&[])) {
                self.table(rows.get(nth - 1..nth - 1 + count).unwrap_or(&[]));
                nth += count - 1;
                in_slot = true;
            } else if is_day(row.text) {
                self.push(Part::Heading(2, Line::new(row.at, row.text)));
                in_slot = false;
            } else if let Some(found) = opening(row.text) {
                in_slot = true;
                nth += self.slot(row, &found, rows.get(nth..).unwrap_or(&[]));
            } else if is_header(row.text) {
                // The names of columns whose rows came as lines: nothing of the agenda stands in them.
                self.headed = true;
            } else if let Some((depth, text)) = bullet(row.text) {
                self.item(row, row.indent * 4 + depth, text);
            } else if in_slot && self.untimed(row) {
            } else if in_slot {
                self.item(row, row.indent * 4, row.text);
            } else if self.parts.is_empty() && row.text.chars().count() < 100 {
                self.push(Part::Heading(1, Line::new(row.at, row.text)));
            } else {
                self.push(Part::Paragraph(vec![Line::new(row.at, row.text)]));
            }
        }
    }

    fn push(&mut self, part: Part) {
        if !self.items.is_empty() {
            self.parts.push(Part::List(nested(std::mem::take(&mut self.items))));
        }
        self.parts.push(part);
    }

    fn item(&mut self, row: &Row, indent: usize, text: &str) {
        let mut item = Item { line: Line::new(row.at, text), ..Item::default() };
        item.read_box();
        self.items.push((indent, item));
    }

    /// Adds a slot whose row has no time, where a row ends with those who lead it, and says whether it is one.
    fn untimed(&mut self, row: &Row) -> bool {
        let cut = names::cut(row.text, self.known);
        if !self.headed || cut.names.is_empty() {
            return false;
        }
        if cut.guessed {
            self.guessed.get_or_insert(row.at);
        }
        self.begin(row, cut.title, cut.names);
        self.points(row, cut.rest);
        true
    }

    /// Adds the bullets of a cell, which lost what parted them: each begins with a capital right behind the end of a sentence.
    fn points(&mut self, row: &Row, cell: &str) {
        let mut from = 0;
        let signs: Vec<(usize, char)> = cell.char_indices().collect();
        for three in signs.windows(3) {
            let [(_, before), (_, end), (at, next)] = three else { continue };
            let is_word = before.is_lowercase() || matches!(before, ')' | '"' | '”');
            if is_word && matches!(end, '.' | '?' | '!') && next.is_uppercase() {
                self.item(row, 0, cell.get(from..*at).unwrap_or(""));
                from = *at;
            }
        }
        let last = cell.get(from..).unwrap_or("").trim();
        if !last.is_empty() {
            self.item(row, 0, last);
        }
    }

    /// Adds a slot and says how many of the lines below it belong to its heading.
    fn slot(&mut self, row: &Row, found: &Opening, below: &[Row]) -> usize {
        if !found.rest.is_empty() {
            let cut = names::cut(found.rest, self.known);
            if cut.guessed {
                self.guessed.get_or_insert(row.at);
            }
            self.begin(row, &format!("{} {}", found.time, cut.title), cut.names);
            self.points(row, cut.rest);
            return 0;
        }
        // A cell a line: the title, then maybe who leads it.
        let plain = |row: &&Row| opening(row.text).is_none() && !is_day(row.text) && bullet(row.text).is_none();
        let Some(title) = below.first().filter(plain) else {
            self.begin(row, found.time, "");
            return 0;
        };
        let chair = below.get(1).filter(plain).filter(|row| self.are_names(row.text));
        self.begin(row, &format!("{} {}", found.time, title.text), chair.map_or("", |chair| chair.text));
        if let Some(chair) = chair.filter(|chair| !self.known.is_in(chair.text)) {
            self.guessed.get_or_insert(chair.at);
        }
        1 + usize::from(chair.is_some())
    }

    fn are_names(&self, text: &str) -> bool {
        let is_known = |name: &str| self.known.has(name);
        names::are_names(text) || super::names::split_by(text, is_known).iter().all(|name| is_known(name))
    }

    fn begin(&mut self, row: &Row, heading: &str, chair: &str) {
        self.push(Part::Heading(3, Line::new(row.at, heading)));
        if !chair.is_empty() {
            self.push(Part::Paragraph(vec![Line::new(row.at, format!("Chair: {chair}"))]));
        }
    }

    /// Adds lines with tabs as a table; a line without one belongs to the last cell of the row above.
    fn table(&mut self, rows: &[Row]) {
        let mut table = Table { at: rows.first().map_or(0, |row| row.at), ..Table::default() };
        let mut width = 0;
        for row in rows {
            let is_row = row.text.contains('\t') || opening(row.text).is_some();
            if let (false, Some(last)) = (is_row, table.rows.last_mut()) {
                last.resize(width.max(last.len()), TableCell::default());
                let Some(cell) = last.last_mut() else { continue };
                let (depth, text) = bullet(row.text).unwrap_or((0, row.text));
                let mut item = Item { line: Line::new(row.at, text), ..Item::default() };
                item.read_box();
                cell.add_item(row.indent * 4 + depth, item);
                continue;
            }
            let mut at = row.at;
            let cells = row.text.split('\t').map(|text| {
                let cell = TableCell::of_text(at, text.trim());
                at += text.len() + 1;
                cell
            });
            table.rows.push(cells.collect());
            width = width.max(table.rows.last().map_or(0, Vec::len));
        }
        table.rows.iter_mut().flatten().for_each(TableCell::settle);
        self.push(Part::Table(table));
    }

    fn finish(mut self) -> Vec<Part> {
        if !self.items.is_empty() {
            self.parts.push(Part::List(nested(std::mem::take(&mut self.items))));
        }
        if let Some(at) = self.guessed {
            let message = "Where the names behind a title begin is guessed";
            self.report.note(
                at,
                message,
                "Name them above, as `Participants: Ann Lee, Bo Chen`, and they are found surely",
            );
        }
        self.parts
    }
}

/// How many lines a table of tabs takes that begins here.
fn table_height(rows: &[Row]) -> Option<usize> {
    let first = rows.first().filter(|row| row.text.contains('\t'))?;
    let cells: Vec<_> = first.text.split('\t').collect();
    let named = cells.iter().filter(|cell| Meaning::named(cell) != Meaning::Other).count();
    let timed = cells.first().is_some_and(|cell| times::whole_span(cell).is_some());
    if named < 2 && !timed {
        return None;
    }
    let ends = rows.iter().skip(1).position(|row| is_day(row.text) && !row.text.contains('\t'));
    Some(ends.map_or(rows.len(), |ends| ends + 1))
}

/// Whether a line says which day the lines below it are about.
fn is_day(line: &str) -> bool {
    let day = DayHeading::read(line);
    day.date.is_some() && opening(line).is_none() && line.chars().count() < 80 && bullet(line).is_none()
}

/// Whether a line is nothing but the names of columns: `TimeTopicChair`, `Time Topic Chair`.
fn is_header(line: &str) -> bool {
    let mut words: Vec<String> = Vec::new();
    for sign in line.chars() {
        if sign.is_uppercase() || words.is_empty() {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut() {
            last.push(sign);
        }
    }
    let known = words.iter().filter(|word| Meaning::named(word.trim()) != Meaning::Other).count();
    known > 1 && known * 2 > words.len() && line.chars().count() < 120
}

/// How deep an item is by its sign, and the text behind that.
fn bullet(line: &str) -> Option<(usize, &str)> {
    marks::item(line).filter(|(_, text)| !text.is_empty())
}

#[cfg(test)]
mod tests;
