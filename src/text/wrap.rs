//! A text broken into rows of a given number of cells.
//!
//! It runs for each key and each visible entry, so it allocates nothing but its answer, and `rows` not even that.
//! Not here: hyphenation, hard line ends (callers split on them first) and the full Unicode line-breaking tables.

use std::ops::Range;

use super::width::{Cell, Cells};

/// The rows of a text as byte ranges: `first` cells for the first row, `rest` for those below it.
///
/// The ranges tile the text. A row breaks after spaces and hyphens and between wide graphemes; a longer word breaks
/// anywhere. Spaces at a row's end belong to it and hang over its edge. There is always at least one row, and each row
/// has at least one grapheme, even one that is wider than the row.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    each_row(text, first, rest, |row| found.push(row));
    found
}

/// How many rows [`wrap`] makes.
pub fn rows(text: &str, first: usize, rest: usize) -> usize {
    let mut count = 0;
    each_row(text, first, rest, |_| count += 1);
    count
}

fn each_row(text: &str, first: usize, rest: usize, mut row: impl FnMut(Range<usize>)) {
    // No grapheme takes more cells than bytes.
    if text.len() <= first {
        return row(0..text.len());
    }
    let (mut start, mut room) = (0, first);
    while let Some(end) = row_end(text, start, room) {
        row(start..end);
        (start, room) = (end, rest);
    }
    row(start..text.len());
}

/// Where the row that begins at `start` ends; none where all that is left fits.
fn row_end(text: &str, start: usize, room: usize) -> Option<usize> {
    let (mut used, mut hanging) = (0, 0);
    let mut last_break = None;
    let mut before: Option<Cell<'_>> = None;
    let mut before_that = None;
    for cell in Cells::from(text, start) {
        if is_space(cell.grapheme) {
            hanging += cell.width;
        } else {
            if before.is_some_and(|before| is_space(before.grapheme) || may_break(before_that, before, cell)) {
                last_break = Some(cell.start);
            }
            used += hanging + cell.width;
            hanging = 0;
            if used > room && cell.start > start {
                return Some(last_break.unwrap_or(cell.start));
            }
        }
        before_that = before.replace(cell);
    }
    None
}

fn is_space(grapheme: &str) -> bool {
    // A no-break space is none.
    matches!(grapheme, " " | "\t" | "\u{3000}" | "\u{2002}" | "\u{2003}" | "\u{2009}")
}

/// Whether a row may end between two graphemes neither of which is a space.
fn may_break(before_that: Option<Cell<'_>>, before: Cell<'_>, cell: Cell<'_>) -> bool {
    if let "-" | "‐" | "–" | "—" = before.grapheme {
        // Not in `-5`, `--flag`, `2019-11-30`, `DM-123`.
        return begins(cell, char::is_alphabetic)
            && before_that.is_some_and(|cell| begins(cell, char::is_alphanumeric));
    }
    (before.width == 2 || cell.width == 2) && !opens(before.grapheme) && !closes(cell.grapheme)
}

fn begins(cell: Cell<'_>, with: fn(char) -> bool) -> bool {
    cell.grapheme.chars().next().is_some_and(with)
}

fn opens(grapheme: &str) -> bool {
    "([{“‘«（「『【〈《〔［｛¥$€£#@\u{a0}\u{202f}\u{2060}".contains(grapheme)
}

fn closes(grapheme: &str) -> bool {
    ")]}”’»）」』】〉》〕］｝、。，．・：；！？…‥ー々〜,.:;!?%\u{a0}\u{202f}\u{2060}-‐–—".contains(grapheme)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::width;
    use super::*;

    fn broken(text: &str, first: usize, rest: usize) -> Vec<&str> {
        wrap(text, first, rest).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn a_text_that_fits_is_one_row() {
        assert_eq!(broken("", 5, 5), [""]);
        assert_eq!(broken("notes", 5, 5), ["notes"]);
        assert_eq!(broken("notes   ", 5, 5), ["notes   "], "spaces hang");
    }

    #[test]
    fn rows_break_after_spaces_and_hyphens() {
        assert_eq!(broken("the quick brown fox", 10, 10), ["the quick ", "brown fox"]);
        assert_eq!(broken("a well-known fact", 7, 12), ["a well-", "known fact"]);
        assert_eq!(broken("see DM-12345 now", 8, 8), ["see ", "DM-12345 ", "now"]);
    }

    #[test]
    fn the_rows_below_the_first_may_be_narrower() {
        assert_eq!(broken("alpha beta gamma", 10, 5), ["alpha beta ", "gamma"]);
        assert_eq!(broken("a incomprehensible", 16, 6), ["a ", "incomp", "rehens", "ible"]);
    }

    #[test]
    fn a_word_longer_than_a_row_breaks_at_a_grapheme() {
        assert_eq!(broken("abcdefgh", 3, 3), ["abc", "def", "gh"]);
        assert_eq!(broken("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5, 5), ["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]);
    }

    #[test]
    fn wide_signs_break_anywhere_but_not_before_a_full_stop() {
        assert_eq!(broken("会議室予約", 4, 4), ["会議", "室予", "約"]);
        assert_eq!(broken("会議室。予約", 6, 6), ["会議", "室。予", "約"]);
        assert_eq!(broken("会「議室」", 4, 8), ["会", "「議室」"]);
    }

    #[test]
    fn a_no_break_space_holds_together() {
        assert_eq!(broken("about 30\u{a0}km", 8, 8), ["about ", "30\u{a0}km"]);
    }

    proptest! {
        #[test]
        fn rows_tile_the_text_and_keep_to_their_width(
            text in "([a-z]{1,9}|[ -]|会|👨‍👩‍👧|e\u{301}|\\PC){0,40}", first in 0usize..12, rest in 0usize..12,
        ) {
            let found = wrap(&text, first, rest);
            prop_assert_eq!(found.len(), rows(&text, first, rest));
            let mut at = 0;
            for (index, row) in found.iter().enumerate() {
                prop_assert_eq!(row.start, at);
                at = row.end;
                let shown = text[row.clone()].trim_end();
                let room = if index == 0 { first } else { rest };
                prop_assert!(width(shown) <= room || shown.graphemes(true).filter(|g| width(g) > 0).count() <= 1);
                prop_assert!(!row.is_empty() || found.len() == 1);
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
