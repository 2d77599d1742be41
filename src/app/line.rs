//! The line being typed: one line of text with a cursor that moves by graphemes and an undo that goes by words.
//!
//! The editing itself is the text area's; around it stands what it lacks: an arrow or a Backspace over é or a family
//! emoji is one step, and undo stops at words whatever the typing speed. Its own shortcuts are off. Not here: what
//! the line means (see `notation`) and where it is drawn.

use tui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

/// One line under edit.
#[derive(Clone, Debug)]
pub struct Line {
    area: TextArea<'static>,
    /// Levels below the outermost that the entry is to have.
    pub depth: u16,
    /// Its beginning was pasted: a paste does nothing but add entries.
    pub pasted: bool,
    /// It is only proposed: the first letter typed takes its place, any other edit keeps it.
    proposed: bool,
}

/// A step of the cursor or a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the keys' usual ones
pub enum Edit {
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    Backspace,
    Delete,
    DeleteWord,
    DeleteToStart,
    DeleteToEnd,
    DeleteWordRight,
    /// To where a word begins, past what is between words, as in Emacs.
    LettersLeft,
    /// To where a word ends.
    LettersRight,
    DeleteLetters,
    DeleteLettersRight,
}

impl Edit {
    /// The step by which Emacs and readline go.
    pub fn as_in_emacs(self) -> Self {
        match self {
            Self::WordLeft => Self::LettersLeft,
            Self::WordRight => Self::LettersRight,
            Self::DeleteWord => Self::DeleteLetters,
            Self::DeleteWordRight => Self::DeleteLettersRight,
            other => other,
        }
    }
}

/// A step through the text area's history.
type Step = fn(&mut TextArea<'static>) -> bool;

impl Default for Line {
    fn default() -> Self {
        Self::new("", 0)
    }
}

impl Line {
    /// A line with this text, the cursor at its end.
    pub fn new(text: &str, depth: u16) -> Self {
        let mut area = TextArea::new(vec![text.to_owned()]);
        area.set_max_histories(100_000);
        area.move_cursor(CursorMove::End);
        Self { area, depth, pasted: false, proposed: false }
    }

    /// An answer that is taken as it stands, or replaced by what is typed, or edited.
    pub fn proposed(text: &str) -> Self {
        let mut line = Self::new(text, 0);
        line.propose();
        line
    }

    /// From now on the first letter typed takes the place of what stands there.
    pub fn propose(&mut self) {
        self.area.move_cursor(CursorMove::End);
        self.proposed = !self.is_empty();
    }

    /// Whether the next letter typed takes the place of all of it.
    pub fn is_proposed(&self) -> bool {
        self.proposed
    }

    fn make_way(&mut self) {
        if std::mem::take(&mut self.proposed) {
            self.area.move_cursor(CursorMove::End);
            self.area.delete_line_by_head();
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Where the cursor stands, in bytes of the text.
    pub fn cursor(&self) -> usize {
        let (_, chars) = self.area.cursor();
        self.text().char_indices().nth(chars).map_or(self.text().len(), |(byte, _)| byte)
    }

    /// Where the cursor stands, in characters.
    pub fn cursor_chars(&self) -> usize {
        self.area.cursor().1
    }

    /// Puts the cursor there, in bytes of the text; past the end means at the end.
    pub fn set_cursor(&mut self, byte: usize) {
        let chars = self.text().get(..byte).map_or(usize::MAX, |before| before.chars().count());
        self.set_cursor_chars(chars);
    }

    /// Puts the cursor there, in characters; past the end means at the end.
    pub fn set_cursor_chars(&mut self, chars: usize) {
        match u16::try_from(chars) {
            Ok(chars) => self.area.move_cursor(CursorMove::Jump(0, chars)),
            Err(_) => self.area.move_cursor(CursorMove::End),
        }
    }

    /// Puts the cursor at that byte of the text, or at the beginning of the sign in which it is.
    pub fn go_to(&mut self, byte: usize) {
        self.proposed = false;
        let text = self.text();
        let at = (0..=byte.min(text.len())).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let chars = text.get(..at).unwrap_or_default().chars().count();
        self.set_cursor_chars(chars);
    }

    /// Types a character.
    pub fn insert(&mut self, c: char) {
        self.make_way();
        self.area.insert_char(c);
    }

    /// Inserts text that has no line breaks, as one step for undo.
    pub fn insert_str(&mut self, text: &str) {
        self.make_way();
        self.area.insert_str(text);
    }

    /// Replaces bytes of the text, leaving the cursor behind what came in.
    pub fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        self.proposed = false;
        let chars = |bytes: &str| bytes.chars().count();
        let (Some(before), Some(cut)) = (self.text().get(..range.start), self.text().get(range)) else { return };
        let (start, length) = (chars(before), chars(cut));
        if start > usize::from(u16::MAX) {
            // Further than the text area can jump; a name is not completed there.
            return;
        }
        self.set_cursor_chars(start);
        if length > 0 {
            self.area.delete_str(length);
        }
        self.area.insert_str(with);
    }

    /// One step of the cursor or one deletion; whether anything changed.
    pub fn edit(&mut self, edit: Edit) -> bool {
        self.proposed = false;
        let (before, after) = self.graphemes_at_cursor();
        match edit {
            Edit::Left => self.step(before, false),
            Edit::Right => self.step(after, true),
            Edit::WordLeft => self.moved(CursorMove::WordBack),
            Edit::WordRight => self.moved(CursorMove::WordForward),
            Edit::Start => self.moved(CursorMove::Head),
            Edit::End => self.moved(CursorMove::End),
            Edit::Backspace => before > 0 && self.step(before, false) && self.area.delete_str(before),
            Edit::Delete => after > 0 && self.area.delete_str(after),
            Edit::DeleteWord => self.area.delete_word(),
            Edit::DeleteWordRight => self.cursor() < self.text().len() && self.area.delete_next_word(),
            Edit::LettersLeft => self.go(self.letters_left()),
            Edit::LettersRight => self.go(self.letters_right()),
            Edit::DeleteLetters => self.cut(self.letters_left()..self.cursor()),
            Edit::DeleteLettersRight => self.cut(self.cursor()..self.letters_right()),
            Edit::DeleteToStart => self.cursor_chars() > 0 && self.area.delete_line_by_head(),
            Edit::DeleteToEnd => self.cursor() < self.text().len() && self.area.delete_line_by_end(),
        }
    }

    /// Where the word begins that ends before the cursor, or in which it is.
    fn letters_left(&self) -> usize {
        let before = self.text().get(..self.cursor()).unwrap_or_default();
        before.trim_end_matches(|c: char| !is_letter(c)).trim_end_matches(is_letter).len()
    }

    /// Where the word ends that begins behind the cursor, or in which it is.
    fn letters_right(&self) -> usize {
        let behind = self.text().get(self.cursor()..).unwrap_or_default();
        let rest = behind.trim_start_matches(|c: char| !is_letter(c)).trim_start_matches(is_letter);
        self.text().len() - rest.len()
    }

    fn go(&mut self, byte: usize) -> bool {
        let from = self.cursor();
        self.set_cursor(byte);
        from != self.cursor()
    }

    fn cut(&mut self, range: std::ops::Range<usize>) -> bool {
        let some = !range.is_empty();
        if some {
            self.replace(range, "");
        }
        some
    }

    /// Takes back the last word typed, or the last deletion; whether there was anything.
    pub fn undo(&mut self) -> bool {
        self.by_word(TextArea::undo, TextArea::redo)
    }

    /// Does again what [`Line::undo`] took back.
    pub fn redo(&mut self) -> bool {
        self.by_word(TextArea::redo, TextArea::undo)
    }

    /// Repeats a step of one character until the cursor stands at a word's edge, or what was typed turns into what was
    /// deleted.
    fn by_word(&mut self, step: Step, back: Step) -> bool {
        let chars = |line: &Self| line.text().chars().count();
        let mut way = None;
        loop {
            let before = chars(self);
            if !step(&mut self.area) {
                return way.is_some();
            }
            let after = chars(self);
            let turned = way.is_some_and(|way| way != after.cmp(&before));
            // A step of more than one character is a paste, a completion or a word deleted: one thing by itself.
            let whole = after.abs_diff(before) > 1;
            if turned || (whole && way.is_some()) {
                back(&mut self.area);
                return true;
            }
            if whole || self.at_word_edge() {
                return true;
            }
            way = Some(after.cmp(&before));
        }
    }

    /// Before a word's first letter or at the line's beginning.
    fn at_word_edge(&self) -> bool {
        let before = self.text().get(..self.cursor()).unwrap_or_default();
        before.chars().next_back().is_none_or(char::is_whitespace)
    }

    fn moved(&mut self, way: CursorMove) -> bool {
        let from = self.area.cursor();
        self.area.move_cursor(way);
        // A word's end may lie on the next row of a text area; this one has a single row, and so an end.
        if from == self.area.cursor() && matches!(way, CursorMove::WordForward) {
            self.area.move_cursor(CursorMove::End);
        }
        from != self.area.cursor()
    }

    fn step(&mut self, chars: usize, forward: bool) -> bool {
        // Step by step: a jump of the text area knows no column past 65,535.
        for _ in 0..chars {
            self.area.move_cursor(if forward { CursorMove::Forward } else { CursorMove::Back });
        }
        chars > 0
    }

    /// Length in characters of the grapheme before the cursor and of the one after it; 0 where there is none.
    fn graphemes_at_cursor(&self) -> (usize, usize) {
        let (before, after) = self.text().split_at_checked(self.cursor()).unwrap_or((self.text(), ""));
        let length = |grapheme: Option<&str>| grapheme.map_or(0, |it| it.chars().count());
        (length(before.graphemes(true).next_back()), length(after.graphemes(true).next()))
    }
}

/// What a word is made of in Emacs; what is put on a letter belongs to it.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_width::UnicodeWidthChar::width(c) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Line {
        let mut line = Line::default();
        for c in text.chars() {
            line.insert(c);
        }
        line
    }

    #[test]
    fn one_backspace_takes_one_grapheme() {
        for grapheme in ["é", "e\u{301}", "👨\u{200d}👩\u{200d}👧", "🇩🇪", "👍🏽", "書"] {
            let mut line = typed(&format!("a{grapheme}"));
            assert!(line.edit(Edit::Backspace));
            assert_eq!(line.text(), "a", "{grapheme}");
        }
    }

    #[test]
    fn one_arrow_steps_over_one_grapheme() {
        let mut line = typed("a👨\u{200d}👩\u{200d}👧x");
        assert!(line.edit(Edit::Left) && line.edit(Edit::Left));
        assert_eq!(line.cursor(), 1);
        assert!(line.edit(Edit::Delete));
        assert_eq!(line.text(), "ax");
        assert!(line.edit(Edit::Right) && !line.edit(Edit::Right));
    }

    #[test]
    fn undo_goes_by_words_and_redo_comes_back() {
        let mut line = typed("drop gen 2");
        assert!(line.undo());
        assert_eq!(line.text(), "drop gen ");
        assert!(line.undo());
        assert_eq!(line.text(), "drop ");
        assert!(line.redo() && line.redo());
        assert_eq!(line.text(), "drop gen 2");
        assert!(line.undo() && line.undo() && line.undo());
        assert_eq!(line.text(), "");
        assert!(!line.undo());
    }

    #[test]
    fn a_deletion_is_taken_back_whole() {
        let mut line = typed("one two three");
        assert!(line.edit(Edit::DeleteToStart));
        assert_eq!(line.text(), "");
        assert!(line.undo());
        assert_eq!(line.text(), "one two three");
    }

    #[test]
    fn a_short_word_deleted_comes_back_before_its_letters_go() {
        let mut line = typed("one two");
        assert!(line.edit(Edit::DeleteWord) && line.undo());
        assert_eq!(line.text(), "one two");
        assert!(line.edit(Edit::Backspace) && line.edit(Edit::Backspace) && line.undo());
        assert_eq!(line.text(), "one two");
        assert!(line.undo());
        assert_eq!(line.text(), "one ");
        line.insert_str("三四 ab");
        assert!(line.undo());
        assert_eq!(line.text(), "one ", "a paste of any length goes whole");
    }

    #[test]
    fn the_keys_of_a_line_do_what_they_do_elsewhere() {
        let mut line = typed("one two three");
        assert!(line.edit(Edit::DeleteWord));
        assert_eq!(line.text(), "one two ");
        assert!(line.edit(Edit::Start));
        assert!(line.edit(Edit::WordRight));
        assert_eq!(line.cursor(), 4);
        assert!(line.edit(Edit::DeleteToEnd));
        assert_eq!(line.text(), "one ");
        assert!(line.edit(Edit::WordLeft));
        assert_eq!(line.cursor(), 0);
        assert!(!line.edit(Edit::Backspace) && !line.edit(Edit::DeleteToStart));
    }

    #[test]
    fn what_is_only_proposed_gives_way_to_a_letter_and_stays_for_any_other_edit() {
        let mut line = Line::proposed("2026-01-12");
        line.insert('1');
        line.insert('3');
        assert_eq!(line.text(), "13");
        let mut line = Line::proposed("disk");
        line.insert_str("full room");
        assert_eq!(line.text(), "full room");
        for (edit, expected) in [(Edit::Left, "disxk"), (Edit::Backspace, "disx"), (Edit::End, "diskx")] {
            let mut line = Line::proposed("disk");
            line.edit(edit);
            assert!(!line.is_proposed());
            line.insert('x');
            assert_eq!(line.text(), expected);
        }
        assert!(!Line::proposed("").is_proposed());
    }

    #[test]
    fn a_part_is_replaced_where_it_stands() {
        let mut line = typed("ask @lea now");
        line.replace(4..8, "@Leanne Roy");
        assert_eq!(line.text(), "ask @Leanne Roy now");
        assert_eq!(line.cursor(), "ask @Leanne Roy".len());
    }
}
