//! Minutes as plain text, as the body of an e-mail.
//!
//! Lines have at most 72 columns as a terminal counts them, the width that survives quoting and every mail program; only an
//! address may be longer, for a broken one leads nowhere. Not here: what the minutes say (see `page`), and the letter around
//! them (see `mail`).

use super::inline::safe_address;
use super::page::{Block, Item, Line, Mark, Page, Refers, Table};
use super::{Minutes, Options};
use crate::meeting::Status;
use crate::text::{width, wrap};

/// The columns of a line.
const COLUMNS: usize = 72;

/// How far a list may be indented: what is nested deeper would have no room left.
const DEEPEST_INDENT: usize = 32;

/// How far what was prepared stands from the edge.
const INDENT: usize = 4;

/// The columns between those of a table, and the fewest of one that was wider.
const BETWEEN: usize = 2;
const NARROWEST: usize = 14;

/// A table with more columns is told row by row: they would be so narrow that nobody could say which lines are one row.
const MOST_COLUMNS: usize = 4;

/// Stands for a blank at which no line is to end: no text has it, Unicode gives it no character.
const GLUE: char = '\u{fdd0}';

/// The widest part of a line that is kept on one line.
const WIDEST_PART: usize = 40;

/// The widest name of a fact that the values beside it are aligned to.
const WIDEST_NAME: usize = 20;

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    of_page(&Page::new(minutes, options))
}

/// The text of any page.
pub(super) fn of_page(page: &Page) -> String {
    in_columns(page, COLUMNS)
}

/// The text of any page in lines of at most so many columns, for a terminal that has them.
pub fn in_columns(page: &Page, columns: usize) -> String {
    let mut text = Paper::new(page.lang.words().colon.trim_end(), columns.max(NARROWEST));
    text.heading(&page.title, '=');
    text.blocks(&page.blocks);
    if let Some(source) = &page.source {
        text.gap();
        text.push(&"-".repeat(width(source).min(text.columns)));
        text.push(source);
    }
    text.written
}

/// The text as far as it is written.
struct Paper {
    written: String,
    /// Columns of a line.
    columns: usize,
    /// Columns before each line.
    indent: usize,
    /// What stands after a name.
    colon: &'static str,
}

impl Paper {
    fn new(colon: &'static str, columns: usize) -> Self {
        Self { written: String::new(), columns, indent: 0, colon }
    }

    fn room(&self) -> usize {
        self.columns.saturating_sub(self.indent)
    }

    /// An empty line, where something stands above and no empty line is there yet.
    fn gap(&mut self) {
        if !self.written.is_empty() && !self.written.ends_with("\n\n") {
            self.written.push('\n');
        }
    }

    fn push(&mut self, line: &str) {
        let line = format!("{}{line}", " ".repeat(self.indent));
        self.written.push_str(line.trim_end());
        self.written.push('\n');
    }

    fn heading(&mut self, text: &str, underline: char) {
        self.gap();
        let lines = fill(text, self.room(), self.room());
        let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        for line in &lines {
            self.push(line);
        }
        self.push(&underline.to_string().repeat(longest.min(self.room())));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, .. } => {
                let underline = match level {
                    2 => '=',
                    3 => '-',
                    _ => '.',
                };
                self.heading(&shown(text), underline);
            }
            Block::Paragraph(line) => self.lines(std::slice::from_ref(line)),
            Block::Lines(lines) => self.lines(lines),
            Block::Facts(facts) => self.facts(facts),
            Block::List(items) => {
                self.gap();
                self.items(items, 0);
            }
            Block::Table(table) => self.table(table),
            Block::Prepared(blocks) => self.indented(blocks),
        }
    }

    /// Lines that belong together, each filled on its own.
    fn lines(&mut self, lines: &[Line]) {
        self.gap();
        for line in lines {
            for line in fill(&held_together(&shown(line), self.room()), self.room(), self.room()) {
                self.push(&line);
            }
        }
    }

    fn indented(&mut self, blocks: &[Block]) {
        self.indent += INDENT;
        self.blocks(blocks);
        self.indent -= INDENT;
    }

    /// Names with their values beside them, aligned.
    fn facts(&mut self, facts: &[(String, Line)]) {
        self.gap();
        let names = facts.iter().map(|(name, _)| width(name) + width(self.colon)).filter(|name| *name <= WIDEST_NAME);
        let column = names.max().unwrap_or(0) + 1;
        for (name, value) in facts {
            let name = format!("{name}{}", self.colon);
            let padding = column.saturating_sub(width(&name)).max(1);
            let hang = if width(&name) < column { column } else { INDENT };
            self.hanging(
                &(name + &" ".repeat(padding)),
                &held_together(&shown(value), self.room().saturating_sub(hang)),
                hang,
            );
        }
    }

    /// A text after what stands before it, its further lines indented by `hang` columns.
    fn hanging(&mut self, before: &str, text: &str, hang: usize) {
        let lines = fill(text, self.room().saturating_sub(width(before)), self.room().saturating_sub(hang));
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 { before.to_owned() } else { " ".repeat(hang) };
            self.push(&(before + line));
        }
    }

    fn items(&mut self, items: &[Item], depth: usize) {
        for item in items {
            let mark = match &item.mark {
                Mark::Bullet => "- ",
                Mark::Task(task) if task.status == Status::Open => "- [ ] ",
                Mark::Task(_) => "- [x] ",
            };
            let mark = " ".repeat((2 * depth).min(DEEPEST_INDENT)) + mark;
            self.hanging(&mark, &dashes_kept(&shown(&item.text)), width(&mark));
            self.items(&item.children, depth + 1);
        }
    }

    /// In columns where there is room for them, else a row after the other with the names of its columns.
    fn table(&mut self, table: &Table) {
        self.gap();
        if table.header.len() <= MOST_COLUMNS
            && let Some(lines) = columns(table, self.room())
        {
            for line in &lines {
                self.push(line);
            }
            return;
        }
        for row in &table.rows {
            self.gap();
            for (name, cell) in table.header.iter().zip(row) {
                match cell.as_slice() {
                    [] => {}
                    [Block::Paragraph(line)] => self.hanging(&format!("{name}{} ", self.colon), &shown(line), INDENT),
                    blocks => {
                        self.push(&format!("{name}{}", self.colon));
                        self.cell(blocks);
                    }
                }
            }
        }
    }

    /// What stands in a cell, without empty lines before its parts.
    fn cell(&mut self, blocks: &[Block]) {
        let mut inner = Paper { indent: self.indent + INDENT, ..Paper::new(self.colon, self.columns) };
        inner.blocks(blocks);
        self.written.extend(inner.written.split_inclusive('\n').filter(|line| !line.trim().is_empty()));
    }
}

/// The lines of a table whose cells are short enough to stand beside each other; none where they are not.
fn columns(table: &Table, room: usize) -> Option<Vec<String>> {
    let cell = |blocks: &Vec<Block>| match blocks.as_slice() {
        [] => Some(String::new()),
        [Block::Paragraph(line)] => Some(shown(line)),
        _ => None,
    };
    let mut rows: Vec<Vec<String>> = vec![table.header.clone()];
    for row in &table.rows {
        rows.push(row.iter().map(cell).collect::<Option<_>>()?);
    }
    let mut widths = vec![0; table.header.len()];
    for (widest, cell) in rows.iter().flat_map(|row| widths_of(row)) {
        let Some(column) = widths.get_mut(widest) else { continue };
        *column = cell.max(*column).min(room);
    }
    let left = room.checked_sub(BETWEEN * widths.len().saturating_sub(1))?;
    squeeze(&mut widths, left)?;
    let fits = |row: &Vec<String>| row.iter().zip(&widths).all(|(cell, most)| longest_address(cell) <= *most);
    if !rows.iter().all(fits) {
        return None;
    }
    let rule: Vec<String> = widths.iter().map(|widest| "-".repeat(*widest)).collect();
    let mut lines: Vec<String> = rows.iter().flat_map(|row| row_lines(row, &widths)).collect();
    let below_header = rows.first().map_or(0, |header| row_lines(header, &widths).len());
    lines.insert(below_header.min(lines.len()), rule.join(&" ".repeat(BETWEEN)));
    Some(lines)
}

/// Each cell's column and width.
fn widths_of(row: &[String]) -> impl Iterator<Item = (usize, usize)> {
    row.iter().map(|cell| width(cell)).enumerate()
}

/// Takes from the widest columns until all of them have room; none where they would become too narrow to read.
fn squeeze(widths: &mut [usize], room: usize) -> Option<()> {
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max().filter(|widest| **widest > NARROWEST)?;
        *widest -= 1;
    }
    Some(())
}

/// A row as lines, its cells filled within their columns.
fn row_lines(row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> =
        row.iter().zip(widths).map(|(cell, width)| fill(&held_together(cell, *width), *width, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let parts = cells.iter().zip(widths).map(|(lines, column)| {
            let part = lines.get(at).map_or("", String::as_str);
            format!("{part}{}", " ".repeat(column.saturating_sub(width(part))))
        });
        parts.collect::<Vec<_>>().join(&" ".repeat(BETWEEN))
    };
    (0..height).map(line).collect()
}

fn longest_address(text: &str) -> usize {
    text.split(' ').filter(|word| is_address(word)).map(width).max().unwrap_or(0)
}

/// The words of a line, with the addresses that they do not show.
fn shown(line: &Line) -> String {
    let mut text = String::new();
    for run in line {
        text.push_str(&run.text);
        // The same address with a sign of it encoded says nothing more.
        if let Some(Refers::Address(address)) = &run.refers
            && safe_address(&run.text).as_ref() != Some(address)
        {
            text.extend([" <", address.as_str(), ">"]);
        }
    }
    text
}

/// The text with its short parts, those between ` · ` or commas, kept from being broken: `1 h 30 min` is one thing.
fn held_together(text: &str, widest: usize) -> String {
    let is_short = |part: &str| width(part) <= widest.min(WIDEST_PART);
    let glued = |part: &str| if is_short(part) { part.replace(' ', &GLUE.to_string()) } else { part.to_owned() };
    let fact = |fact: &str| {
        if is_short(fact) { glued(fact) } else { fact.split(", ").map(glued).collect::<Vec<_>>().join(", ") }
    };
    text.split(" · ").map(fact).collect::<Vec<_>>().join(&format!("{GLUE}· "))
}

/// The text with each dash that stands alone kept behind what is before it: a line of a list that began with one would be
/// an item.
fn dashes_kept(text: &str) -> String {
    let word = |word: &str| if word == "-" { format!("{GLUE}-") } else { format!(" {word}") };
    let kept: String = text.split(' ').map(word).collect();
    kept.strip_prefix([' ', GLUE]).unwrap_or(&kept).to_owned()
}

/// The text in lines of `first` columns, then of `rest`. An address is never broken.
fn fill(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut used, mut room) = (0, first);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let blank = usize::from(used > 0);
        let wide = width(word);
        let mut put = |word: &str, begins: bool| {
            if begins {
                lines.push(word.to_owned());
            } else if let Some(line) = lines.last_mut() {
                line.push_str(word);
            }
        };
        if used + blank + wide <= room || (used == 0 && is_address(word)) {
            put(&(" ".repeat(blank) + word), false);
            used += blank + wide;
        } else if is_address(word) || (wide <= rest && !word.chars().any(is_wide)) {
            put(word, true);
            (used, room) = (wide, rest);
        } else {
            // A long word, or text without blanks as East Asia writes it.
            let left = room.saturating_sub(used + blank);
            let goes_on = left >= 2;
            for (index, range) in wrap(word, if goes_on { left } else { rest }, rest).into_iter().enumerate() {
                let part = word.get(range).unwrap_or_default();
                let begins = index > 0 || !goes_on;
                let blank = if begins { 0 } else { blank };
                put(&(" ".repeat(blank) + part), begins);
                used = if begins { width(part) } else { used + blank + width(part) };
            }
            room = if lines.len() > 1 { rest } else { room };
        }
    }
    lines.into_iter().map(|line| line.replace(GLUE, " ")).collect()
}

/// What takes two columns: between such signs a line may end. A mark on a letter takes none, and parts no word.
fn is_wide(sign: char) -> bool {
    width(sign.encode_utf8(&mut [0; 4])) > 1
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("mailto:")
}
