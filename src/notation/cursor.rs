//! A place in a short text that moves forward over digits, words and marks.
//!
//! Times, lengths and dates are read by hand and not by patterns, because digits and marks come in many scripts.
//! Not here: what the parts mean.

/// A reading position.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// The zeros of the scripts whose decimal digits people type; nine more follow each.
const ZEROS: [char; 18] = [
    '0', '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}', '\u{C66}',
    '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}', '\u{FF10}',
];

/// The value of a decimal digit of any script.
pub(crate) fn digit(c: char) -> Option<u32> {
    ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes passed.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// What is still to come.
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(crate) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character just passed.
    pub(crate) fn behind(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    pub(crate) fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Passes one character for which `is` holds.
    pub(crate) fn eat(&mut self, is: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| is(*c))?;
        self.step();
        Some(c)
    }

    /// Passes `word`, case-blind, which must be lower case and ASCII.
    pub(crate) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.rest().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if found {
            self.at += word.len();
        }
        found
    }

    /// Passes `word` as it stands.
    pub(crate) fn eat_exactly(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Passes white space and says whether there was any.
    pub(crate) fn spaces(&mut self) -> bool {
        let from = self.at;
        while self.eat(char::is_whitespace).is_some() {}
        self.at > from
    }

    /// Passes a run of digits: its value and their number; none, and nothing passed, past `most` of them.
    pub(crate) fn number(&mut self, most: u32) -> Option<(u32, u32)> {
        let from = self.at;
        let (mut value, mut count) = (0_u32, 0);
        while let Some(next) = self.peek().and_then(digit) {
            value = value.saturating_mul(10).saturating_add(next);
            count += 1;
            self.step();
        }
        if count == 0 || count > most {
            self.at = from;
            return None;
        }
        Some((value, count))
    }

    /// Passes a run of letters, which may be empty.
    pub(crate) fn letters(&mut self) -> &'a str {
        let from = self.at;
        while self.eat(char::is_alphabetic).is_some() {}
        self.text.get(from..self.at).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_digits() {
        for text in ["1393", "۱۳۹۳", "١٣٩٣", "１３９３", "१३९३"] {
            assert_eq!(Cursor::new(text).number(4), Some((1393, 4)), "{text}");
        }
        assert_eq!(digit('x'), None);
        assert_eq!(digit('²'), None);
    }

    #[test]
    fn a_number_with_too_many_digits_is_left_where_it_is() {
        let mut cursor = Cursor::new("12345 x");
        assert_eq!(cursor.number(4), None);
        assert_eq!(cursor.rest(), "12345 x");
    }
}
