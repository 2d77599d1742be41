//! A place in a text that moves on over words, numbers and spaces.
//!
//! Dates are said in words of any case with any kind of space between them; each step either passes what it was asked
//! for or stays. Not here: what the words mean (`said`).

use crate::notation::fold::{folded, joins};

/// A place in a text. Copies are cheap, so that a way of saying something can be tried and left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte where it stands.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// All that follows.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes spaces of any kind; whether there were some.
    pub(super) fn spaces(&mut self) -> bool {
        let rest = self.rest();
        let passed = rest.len() - rest.trim_start().len();
        self.at += passed;
        passed > 0
    }

    /// Passes one of these signs.
    pub(super) fn eat(&mut self, signs: &[char]) -> bool {
        let found = self.rest().chars().next().filter(|sign| signs.contains(sign));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    /// Passes a run of ASCII letters, whatever follows them, and gives it.
    pub(super) fn letters(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Passes a whole word of ASCII letters and gives it; empty where none stands here.
    pub(super) fn word(&mut self) -> &'a str {
        let mut ahead = *self;
        let word = ahead.letters();
        if ahead.rest().starts_with(joins) {
            return "";
        }
        *self = ahead;
        word
    }

    /// Passes a whole word with whatever marks on its letters, and gives it as it is compared; empty where none stands here.
    pub(super) fn folded_word(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|sign: char| !joins(sign) && !is_mark(sign)).unwrap_or(rest.len());
        self.at += end;
        folded(rest.get(..end).unwrap_or_default())
    }

    /// Passes this word, in any case.
    pub(super) fn eat_word(&mut self, wanted: &str) -> bool {
        let mut ahead = *self;
        let found = ahead.word().eq_ignore_ascii_case(wanted);
        if found {
            *self = ahead;
        }
        found
    }

    /// Passes these words with spaces between them.
    pub(super) fn eat_words(&mut self, wanted: &[&str]) -> bool {
        let mut ahead = *self;
        let found = wanted.iter().enumerate().all(|(nth, word)| (nth == 0 || ahead.spaces()) && ahead.eat_word(word));
        if found {
            *self = ahead;
        }
        found
    }

    /// Passes this word and the spaces that must follow it.
    pub(super) fn eat_word_before(&mut self, wanted: &str) -> bool {
        let mut ahead = *self;
        let found = ahead.eat_word(wanted) && ahead.spaces();
        if found {
            *self = ahead;
        }
        found
    }

    /// Passes a number of at most so many digits, and gives it with the count of its digits.
    pub(super) fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest.get(..digits).filter(|_| (1..=most).contains(&digits))?.parse().ok()?;
        self.at += digits;
        Some((number, digits))
    }
}

/// The two dots of a letter that are a character of their own, as some keyboards and file names have them.
fn is_mark(sign: char) -> bool {
    sign == '\u{308}'
}
