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

/// The widths of a table's columns, to one another: a column of longer lines is wider, within bounds that keep all of them
/// readable.
pub(super) fn column_widths(table: &Table) -> Vec<u32> {
    const NARROWEST: usize = 7;
    const WIDEST: usize = 44;
    let longest = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).flatten().map(longest_line);
        cells.chain(table.header.get(at).map(|name| width(name) + 1)).max().unwrap_or(0)
    };
    (0..table.header.len()).map(|at| longest(at).clamp(NARROWEST, WIDEST) as u32).collect()
}

/// How wide the longest line of a block is, in letters.
fn longest_line(block: &Block) -> usize {
    let length = |line: &[Run]| line.iter().map(|run| width(&run.text)).sum::<usize>();
    fn of_items(items: &[Item], length: &dyn Fn(&[Run]) -> usize) -> usize {
        let one = |item: &Item| (length(&item.text) + 3).max(of_items(&item.children, length) + 2);
        items.iter().map(one).max().unwrap_or(0)
    }
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => length(text),
        Block::Facts(facts) => facts.iter().map(|(name, value)| width(name) + length(value)).sum(),
        Block::List(items) => of_items(items, &length),
        Block::Table(_) => usize::MAX,
        Block::Prepared(blocks) | Block::Folded { blocks, .. } => blocks.iter().map(longest_line).max().unwrap_or(0),
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
}
