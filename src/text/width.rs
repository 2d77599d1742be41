//! How many terminal cells a text takes.
//!
//! The screen's buffer holds one grapheme per cell and advances by that grapheme's width; anything that lays text out
//! must count as the buffer does, or the cursor stands beside its letter.
//! Not here: what a real terminal draws for a sequence that it does not know.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// One grapheme and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Byte offset of its beginning.
    pub start: usize,
    /// The grapheme.
    pub grapheme: &'a str,
    /// Terminal cells that it takes; 0 for what the screen leaves out.
    pub width: usize,
}

/// The graphemes of a text in order; see [`cells`].
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    text: &'a str,
    at: usize,
}

/// The graphemes of a text with their widths.
pub fn cells(text: &str) -> Cells<'_> {
    Cells { text, at: 0 }
}

/// Terminal cells that a text takes on one row.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.len();
    }
    cells(text).map(|cell| cell.width).sum()
}

/// The bytes of the grapheme that covers a cell, counted from the text's first; none behind its last.
pub fn sign_at(text: &str, cell: usize) -> Option<Range<usize>> {
    let mut right = 0;
    let found = cells(text).find(|it| {
        right += it.width;
        right > cell
    })?;
    Some(found.start..found.start + found.grapheme.len())
}

/// The text cut to `most` cells at a grapheme, with `…` in its last cell where something was cut off.
pub fn fit(text: &str, most: usize) -> Cow<'_, str> {
    // No grapheme takes more cells than bytes.
    if text.len() <= most || width(text) <= most {
        return Cow::Borrowed(text);
    }
    let Some(room) = most.checked_sub(1) else { return Cow::Borrowed("") };
    let mut used = 0;
    let end = cells(text)
        .find(|cell| {
            used += cell.width;
            used > room
        })
        .map_or(text.len(), |cell| cell.start);
    Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default()))
}

impl<'a> Cells<'a> {
    /// The graphemes from a byte offset on; it must be a grapheme's beginning.
    pub(super) fn from(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let first = *bytes.get(start)?;
        // What is a grapheme of its own before another such sign needs no table to be asked.
        if first.is_ascii() && bytes.get(start + 1).is_none_or(u8::is_ascii) {
            self.at = start + 1;
            let width = usize::from((0x20..0x7f).contains(&first));
            return Some(Cell { start, grapheme: self.text.get(start..self.at)?, width });
        }
        let rest = self.text.get(start..)?;
        let mut signs = rest.chars();
        if signs.next().is_some_and(is_wide_and_alone)
            && signs.clone().next().is_none_or(|next| next.is_ascii() || is_wide_and_alone(next))
        {
            self.at = bytes.len() - signs.as_str().len();
            return Some(Cell { start, grapheme: self.text.get(start..self.at)?, width: 2 });
        }
        let grapheme = rest.graphemes(true).next()?;
        self.at = start + grapheme.len();
        Some(Cell { start, grapheme, width: grapheme_width(grapheme) })
    }
}

/// The kana, ideographs and Hangul syllables that Chinese, Japanese and Korean are mostly written in.
fn is_wide_and_alone(sign: char) -> bool {
    matches!(sign, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The screen leaves control characters out.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { usize::from(grapheme.cell_width()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn what_looks_like_one_sign_is_counted_as_one() {
        for (text, cells) in [
            ("plain", 5),
            ("", 0),
            ("e\u{301}", 1),
            ("👨‍👩‍👧", 2),
            ("🇩🇪🇫🇷", 4),
            ("👍🏽", 2),
            ("会議", 4),
            ("a\tb", 2),
            ("x\u{200d}y", 2),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn a_text_that_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(fit("minutes", 7), "minutes");
        assert_eq!(fit("minutes", 6), "minut…");
        assert_eq!(fit("会議室", 5), "会議…");
        assert_eq!(fit("会議室", 4), "会…");
        assert_eq!(fit("minutes", 1), "…");
        assert_eq!(fit("minutes", 0), "");
    }

    proptest! {
        #[test]
        fn a_width_is_what_the_screen_gives_it(text in "(\\PC|[a-zé会は한\u{1161}\u{3099}👨‍👩‍👧🇩🇪\u{300}\u{600}ｶﾞ \t]){0,30}") {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 500, 1));
            let (x, _) = buffer.set_stringn(0, 0, &text, 500, Style::new());
            prop_assert_eq!(usize::from(x), width(&text));
        }

        #[test]
        fn graphemes_tile_the_text(text in "(\\PC|[a-z会は한\u{1161}\u{3099}👨‍👩‍👧🇩🇪\u{300}\u{600}]){0,30}") {
            let ours: Vec<&str> = cells(&text).map(|cell| cell.grapheme).collect();
            let theirs: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_cut_text_never_takes_more_than_its_room(text in "\\PC{0,30}", most in 0usize..20) {
            prop_assert!(width(&fit(&text, most)) <= most);
        }
    }
}
