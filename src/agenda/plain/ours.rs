//! Our own minutes in plain text, as the parts that a page has.
//!
//! The writer underlines headings, sets apart by indenting, and breaks lines at 72 columns; all of that is undone here, in any
//! of its languages. Not here: what parts mean (see `markup`), and how the text is written (see `minutes/plain.rs`).

use std::collections::HashSet;

use super::super::language::{self, HeadFact};
use super::super::markup::{Item, Line, Part, Table, TableCell, Task, nested};
use super::super::recorded::row;
use super::super::source;
use crate::lang::{Lang, is_same};
use crate::text::width;

/// How far what was prepared stands from the edge, and what stands in a cell.
const INDENT: &str = "    ";

/// The columns of a line.
const COLUMNS: usize = 72;

/// Blocks near the beginning among which the facts of the head are: the title, that the meeting is still open, and they.
const HEAD: usize = 3;

/// Lines with nothing between them, each with where it begins: bytes of the source.
type Block<'t> = Vec<(usize, &'t str)>;

/// The language of minutes of ours; none where a text is anything else.
pub(super) fn language(text: &str) -> Option<Lang> {
    let mut blocks = blocks(source::near(text, 1 << 16), 0).into_iter().take(HEAD);
    heading(&blocks.next()?).filter(|(underline, _)| *underline == '=')?;
    blocks.find_map(|block| of_facts(&facts(&block)?))
}

/// The language in which facts say when the meeting was.
fn of_facts(facts: &[(String, Line)]) -> Option<Lang> {
    facts.iter().find_map(|(name, value)| language::of_fact(name, &value.text))
}

/// The parts of minutes of ours.
pub(super) fn parts(text: &str, lang: Lang) -> Vec<Part> {
    let mut reader = Reader { lang, names: HashSet::new() };
    let mut parts = Vec::new();
    let mut blocks = blocks(text, 0).into_iter().peekable();
    let mut in_head = true;
    while let Some(block) = blocks.next() {
        if in_head
            && !parts.is_empty()
            && let Some(facts) = facts(&block).filter(|facts| of_facts(facts).is_some())
        {
            reader.knows(&facts);
            parts.push(Part::Facts(facts));
            in_head = false;
        } else if blocks.peek().is_none() && block.first().is_some_and(|(_, line)| is_rule(line)) {
            // What the minutes can be led back to.
        } else {
            reader.block(&block, parts.is_empty(), &mut parts);
        }
    }
    parts
}

/// The text at its empty lines.
fn blocks(text: &str, start: usize) -> Vec<Block<'_>> {
    let mut at = start;
    let mut blocks = vec![Vec::new()];
    for line in text.split_inclusive('\n') {
        match (line.trim_end(), blocks.last_mut()) {
            ("", _) => blocks.push(Vec::new()),
            (bare, Some(block)) => block.push((at, bare)),
            (_, None) => {}
        }
        at += line.len();
    }
    blocks.retain(|block: &Block| !block.is_empty());
    blocks
}

fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|sign| sign == b'-')
}

/// What underlines a heading, and the heading.
fn heading(block: &Block) -> Option<(char, Line)> {
    let ((_, underline), lines) = block.split_last()?;
    let sign = underline.chars().next().filter(|sign| "=-.".contains(*sign))?;
    let widest = lines.iter().map(|(_, line)| width(line)).max()?;
    // An address may be wider than a line.
    (width(underline) == widest.min(COLUMNS) && underline.chars().all(|other| other == sign))
        .then(|| (sign, joined(lines)))
}

/// `When:  26 March 2026`, a value going on in lines that are indented.
fn facts(block: &Block) -> Option<Vec<(String, Line)>> {
    let mut facts: Vec<(String, Line)> = Vec::new();
    for (at, line) in block {
        if line.starts_with(' ') {
            go_on(&mut facts.last_mut()?.1.text, line.trim_start());
            continue;
        }
        let (name, value) = line.split_once([':', '：'])?;
        facts.push((name.trim_end().to_owned(), Line::new(*at, value.trim_start())));
    }
    Some(facts)
}

/// Lines that were broken, as one.
fn joined(lines: &[(usize, &str)]) -> Line {
    let mut text = String::new();
    for (_, line) in lines {
        go_on(&mut text, line.trim_start());
    }
    Line::new(lines.first().map_or(0, |(at, _)| *at), text)
}

/// Adds the next line of a text that was broken. Where East Asian signs meet, or one and a digit, no blank was there.
fn go_on(text: &mut String, more: &str) {
    let is_wide = |sign: char| width(sign.encode_utf8(&mut [0; 4])) > 1;
    let glued = match (text.chars().next_back(), more.chars().next()) {
        (Some(before), Some(after)) if is_wide(before) => is_wide(after) || after.is_ascii_digit(),
        (Some(before), Some(after)) => before.is_ascii_digit() && is_wide(after),
        _ => false,
    };
    if !text.is_empty() && !more.is_empty() && !glued {
        text.push(' ');
    }
    text.push_str(more);
}

struct Reader {
    lang: Lang,
    /// Who may have said something.
    names: HashSet<String>,
}

impl Reader {
    /// Remembers whom the head names.
    fn knows(&mut self, facts: &[(String, Line)]) {
        for (name, value) in facts {
            let is_people = matches!(
                language::head_fact(name, self.lang),
                Some(HeadFact::People | HeadFact::Chair | HeadFact::Scribe | HeadFact::Groups)
            );
            if is_people {
                self.names.extend(row(&value.text, self.lang));
            }
        }
    }

    fn block(&self, block: &Block, is_first: bool, parts: &mut Vec<Part>) {
        let Some((at, first)) = block.first().copied() else { return };
        if let Some((underline, line)) = heading(block) {
            let level = match underline {
                '=' if is_first => 1,
                '=' => 2,
                '-' => 3,
                _ => 4,
            };
            return parts.push(Part::Heading(level, line));
        }
        if first.starts_with(INDENT) {
            let inner: Block = block.iter().map(|(at, line)| (at + INDENT.len(), outdented(line))).collect();
            let mut prepared = Vec::new();
            self.block(&inner, false, &mut prepared);
            match parts.last_mut() {
                Some(Part::Prepared(above)) => above.extend(prepared),
                _ => parts.push(Part::Prepared(prepared)),
            }
        } else if marked(first).is_some() {
            parts.push(Part::List(self.items(block)));
        } else if let Some(row) = self.row(block) {
            match parts.last_mut() {
                Some(Part::Table(table)) => table.rows.push(row),
                _ => parts.push(Part::Table(Table { at, rows: vec![self.header(at), row], ..Table::default() })),
            }
        } else if let Some(table) = columns(block) {
            parts.push(Part::Table(table));
        } else {
            parts.push(Part::Paragraph(vec![joined(block)]));
        }
    }

    /// The items of a list, each with the lines that it goes on in.
    fn items(&self, block: &[(usize, &str)]) -> Vec<Item> {
        let mut items = Vec::new();
        let mut from = 0;
        let begins = (1..block.len()).filter(|nth| block.get(*nth).is_some_and(|(_, line)| marked(line).is_some()));
        for to in begins.chain([block.len()]) {
            let lines = block.get(from..to).unwrap_or_default();
            let indent = lines.first().map_or(0, |(_, line)| line.len() - line.trim_start().len());
            items.push((indent, self.item(&joined(lines))));
            from = to;
        }
        nested(items)
    }

    fn item(&self, line: &Line) -> Item {
        let text = line.text.strip_prefix("- ").unwrap_or(&line.text);
        let boxed = [("[ ] ", false), ("[x] ", true)];
        let found = boxed.into_iter().find_map(|(mark, done)| Some((done, text.strip_prefix(mark)?)));
        let (task, text) = match found {
            Some((done, rest)) => (Some(Task { done, number: None }), rest),
            None => (None, text),
        };
        let bold = if task.is_none() { self.label(text) } else { 0 };
        Item { line: Line { bold, ..Line::new(line.at, text) }, task, ..Item::default() }
    }

    /// How many bytes a label takes, which stands out elsewhere: the kind of the line, or who says it.
    fn label(&self, text: &str) -> usize {
        let colon = self.lang.words().colon.trim();
        let Some((label, _)) = text.split_once(colon) else { return 0 };
        let name = label.trim_end();
        let is_known = self.lang.kind_labelled(name).is_some() || self.names.contains(name);
        if is_known { label.len() + colon.len() } else { 0 }
    }

    fn columns(&self) -> [&'static str; 5] {
        let words = &self.lang.words().tables;
        [words.time, words.topic, words.chair, words.discussion, words.notes_and_actions]
    }

    fn header(&self, at: usize) -> Vec<TableCell> {
        let cell = |name: &str| TableCell { header: true, ..cell(at, vec![Line::new(at, name)]) };
        self.columns().map(cell).to_vec()
    }

    /// A row of the table of a day, whose cells stand below each other, each with the name of its column; those that are empty
    /// are left out.
    fn row(&self, block: &Block) -> Option<Vec<TableCell>> {
        let colon = self.lang.words().colon.trim();
        let columns = self.columns();
        let mut cells: Vec<Block> = vec![Vec::new(); columns.len()];
        let mut open: Option<usize> = None;
        for (at, line) in block {
            if let Some(rest) = line.strip_prefix(INDENT) {
                cells.get_mut(open?)?.push((at + INDENT.len(), rest));
                continue;
            }
            let (name, value) = line.split_once(colon)?;
            let nth = columns
                .iter()
                .position(|column| is_same(column, name.trim_end()))
                .filter(|nth| open.is_none_or(|open| *nth > open))?;
            open = Some(nth);
            if !value.trim().is_empty() {
                cells.get_mut(nth)?.push((at + line.len() - value.trim_start().len(), value.trim_start()));
            }
        }
        let title = cells.get(1).filter(|title| !title.is_empty())?.clone();
        let mut row: Vec<TableCell> = cells.iter().map(|lines| self.cell(lines)).collect();
        // The title stands out, as it does in all forms that can.
        let title = unbroken(&title).into_iter().map(|line| Line { bold: line.text.len(), ..line }).collect();
        *row.get_mut(1)? = cell(0, title);
        Some(row)
    }

    fn cell(&self, lines: &[(usize, &str)]) -> TableCell {
        let list = lines.iter().position(|(_, line)| marked(line).is_some()).unwrap_or(lines.len());
        let (text, items) = lines.split_at_checked(list).unwrap_or((lines, &[]));
        let mut cell = cell(lines.first().map_or(0, |(at, _)| *at), unbroken(text));
        cell.parts.extend((!items.is_empty()).then(|| Part::List(self.items(items))));
        cell
    }
}

/// The lines of a cell, which has no empty ones between them: one that ends before its last column was broken where the next
/// word, or a fact as a whole, had no room.
fn unbroken(lines: &[(usize, &str)]) -> Vec<Line> {
    let goes_on = |line: &str, next: &str| {
        let word = next.trim_start().split(' ').next().unwrap_or_default();
        line.ends_with(['·', ',']) || width(line) + 1 + width(word) > COLUMNS - INDENT.len()
    };
    let ends = (1..lines.len()).filter(|nth| match lines.get(nth - 1..=*nth) {
        Some([(_, line), (_, next)]) => !goes_on(line, next),
        _ => false,
    });
    let mut from = 0;
    let line = |to: usize| joined(lines.get(std::mem::replace(&mut from, to)..to).unwrap_or_default());
    ends.chain([lines.len()]).map(line).filter(|line| !line.text.is_empty()).collect()
}

fn cell(at: usize, lines: Vec<Line>) -> TableCell {
    let parts = lines.into_iter().map(|line| Part::Paragraph(vec![line])).collect();
    TableCell { at, parts, ..TableCell::default() }
}

/// What stands behind the mark of an item.
fn marked(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("- ")
}

fn outdented(line: &str) -> &str {
    line.strip_prefix(INDENT).unwrap_or_else(|| line.trim_start())
}

/// A table in columns: its header, a rule, its rows. A row goes on in lines whose first cell is empty.
fn columns(block: &Block) -> Option<Table> {
    let is_rule = |(_, line): &(usize, &str)| line.contains("  ") && line.split("  ").all(is_rule);
    let rule = block.iter().position(is_rule)?;
    let (header, rows) = block.split_at_checked(rule)?;
    let (((_, rule), rows), (at, _)) = (rows.split_first()?, header.first()?);
    let widths: Vec<usize> = rule.split("  ").map(str::len).collect();
    let mut table: Vec<Vec<String>> = Vec::new();
    for (nth, (_, line)) in header.iter().chain(rows).enumerate() {
        let cells = cut(line, &widths);
        let begins = nth == 0 || nth == header.len();
        let goes_on = nth < header.len() || cells.first().is_some_and(String::is_empty);
        match table.last_mut().filter(|_| goes_on && !begins) {
            Some(above) => above.iter_mut().zip(cells).for_each(|(above, more)| go_on(above, &more)),
            None => table.push(cells),
        }
    }
    let of_text = |text: &String| cell(*at, if text.is_empty() { Vec::new() } else { vec![linked(*at, text)] });
    let rows = table.iter().map(|row| row.iter().map(of_text).collect()).collect();
    Some(Table { at: *at, rows, ..Table::default() })
}

/// A line cut into columns so wide.
fn cut(line: &str, widths: &[usize]) -> Vec<String> {
    let mut signs = line.chars().peekable();
    let mut cells = Vec::new();
    for (nth, most) in widths.iter().enumerate() {
        let (mut cell, mut used) = (String::new(), 0);
        // An address may be wider than its column, in the last one.
        while used < most + 2 || nth + 1 == widths.len() {
            let Some(sign) = signs.next() else { break };
            used += width(sign.encode_utf8(&mut [0; 4]));
            cell.push(sign);
        }
        cells.push(cell.trim().to_owned());
    }
    cells
}

/// `sensors.pdf <https://…>` as a link.
fn linked(at: usize, text: &str) -> Line {
    let link = text.strip_suffix('>').and_then(|rest| rest.rsplit_once(" <"));
    Line::new(at, link.map_or_else(|| text.to_owned(), |(name, address)| format!("[{name}]({address})")))
}
