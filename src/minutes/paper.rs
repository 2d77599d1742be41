//! What the forms on paper share: who wrote it and when, the words of a page's foot, the direction of a line.
//!
//! Not here: the pages of either form (see `docx` and `pdf`).

use chrono::DateTime;
use chrono_tz::Tz;

use super::inline::clean;
use super::page::{Block, Item, Run, Table};
use super::{Lang, Layout, Minutes, Options};
use crate::meeting::Role;
use crate::text::width;

/// What a file says of itself, beside the page.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Who took the minutes.
    pub(super) authors: Vec<String>,
    /// When the meeting was closed, or else began: a moment of the meeting, so that the same journal gives the same file.
    pub(super) at: Option<DateTime<Tz>>,
    /// Whether the pages lie on their side, as tables of many columns want.
    pub(super) wide: bool,
}

impl About {
    pub(super) fn new(minutes: &Minutes, options: &Options) -> Self {
        let scribes = minutes.meeting.holders(Role::Scribe);
        Self {
            authors: scribes.iter().map(|name| clean(name)).filter(|name| !name.is_empty()).collect(),
            at: minutes.closed.or(minutes.started),
            wide: options.layout == Layout::Tables,
        }
    }
}

/// `Page {} of {}`: what stands before, between and after the numbers.
pub(super) fn page_of(lang: Lang) -> (&'static str, &'static str, &'static str) {
    let (before, rest) = lang.words().head.page_of.split_once("{0}").unwrap_or_default();
    let (between, after) = rest.split_once("{1}").unwrap_or_default();
    (before, between, after)
}

/// Whether a text is written from right to left, as its first letter says; none where it has no letter.
pub(super) fn is_rtl(text: &str) -> Option<bool> {
    let from_the_right = |char: char| {
        matches!(char, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
            || matches!(char, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().find(|char| char.is_alphabetic()).map(from_the_right)
}

/// The widths of a table's columns, to one another.
///
/// A row is as high as its fullest cell, so that a column that holds more is wider; each has room for its longest word.
pub(super) fn column_widths(table: &Table) -> Vec<u32> {
    /// How many letters a page is wide, roughly.
    const LETTERS: f64 = 90.0;
    /// A longer word is broken.
    const LONGEST_WORD: usize = 16;
    let measured = |at: usize| {
        let mut measure = Measure::default();
        measure.text(table.header.get(at).map_or("", String::as_str));
        table.rows.iter().filter_map(|row| row.get(at)).for_each(|cell| measure.blocks(cell));
        measure
    };
    let columns: Vec<Measure> = (0..table.header.len()).map(measured).collect();
    let sum: f64 = columns.iter().map(|column| (column.all as f64).sqrt()).sum();
    let wide = |column: &Measure| {
        let fair = LETTERS * (column.all as f64).sqrt() / sum.max(1.0);
        fair.max((column.longest_word.min(LONGEST_WORD) + 2) as f64) as u32
    };
    columns.iter().map(wide).collect()
}

/// Whether a row is so short that it looks better on the next page than cut in two.
pub(super) fn is_short(row: &[Vec<Block>]) -> bool {
    const LETTERS: usize = 400;
    let mut measure = Measure::default();
    for cell in row {
        measure.blocks(cell);
    }
    measure.all < LETTERS
}

/// How much a column or a row holds, in letters.
#[derive(Default)]
struct Measure {
    all: usize,
    longest_word: usize,
}

impl Measure {
    fn text(&mut self, text: &str) {
        self.all += width(text);
        let longest = text.split([' ', '/', '-']).map(width).max().unwrap_or(0);
        self.longest_word = self.longest_word.max(longest);
    }

    fn line(&mut self, line: &[Run]) {
        for run in line {
            self.text(&run.text);
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.line(&item.text);
            self.items(&item.children);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => self.line(text),
                Block::Lines(lines) => lines.iter().for_each(|line| self.line(line)),
                Block::Facts(facts) => facts.iter().for_each(|(name, value)| {
                    self.text(name);
                    self.line(value);
                }),
                Block::List(items) => self.items(items),
                Block::Table(table) => table.rows.iter().flatten().for_each(|cell| self.blocks(cell)),
                Block::Prepared(blocks) => self.blocks(blocks),
            }
        }
    }
}

#[cfg(test)]
pub(super) mod sample;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_of_a_line_says_its_direction() {
        for (text, rtl) in [
            ("1. Ann", Some(false)),
            ("12:00 שלום Ann", Some(true)),
            ("«مرحبا» Ann", Some(true)),
            ("议程", Some(false)),
            ("12:00 – 13:00", None),
            ("", None),
        ] {
            assert_eq!(is_rtl(text), rtl, "{text}");
        }
    }

    #[test]
    fn a_column_that_holds_more_is_wider_and_none_is_narrower_than_a_word() {
        let cell = |text: &str| vec![Block::Paragraph(super::super::page::plain(text))];
        let header = ["Time", "Chairperson", "Notes"].map(str::to_owned).to_vec();
        let row = vec![cell("09:00"), vec![], cell(&"a word or two ".repeat(30))];
        let widths = column_widths(&Table { id: "t".into(), header, rows: vec![row] });
        assert!(matches!(widths[..], [time, 13, notes] if (7..20).contains(&time) && notes > 50), "{widths:?}");
    }

    #[test]
    fn a_row_that_holds_little_is_short() {
        let cell = |text: &str| vec![Block::Paragraph(super::super::page::plain(text))];
        assert!(is_short(&[cell("09:00"), vec![], cell("Welcome")]));
        assert!(!is_short(&[cell("09:00"), cell(&"a word or two ".repeat(30))]));
    }

    #[test]
    fn a_table_without_columns_or_texts_has_widths_all_the_same() {
        assert!(column_widths(&Table::default()).is_empty());
        let header = vec![String::new(), String::new()];
        assert_eq!(column_widths(&Table { header, ..Table::default() }), [2, 2]);
    }
}
