//! A text as the words by which it is found, each where it stands.
//!
//! A word is a run of letters, digits and `_`, folded. Where a script puts no spaces between words, each of its characters
//! is one: so any part of such a text is found, as a sequence of them. Not here: what is done with the words.

use std::ops::Range;

use super::fold::{fold, joins};

/// The longest word, in characters; what is longer is found by its beginning.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// As it is compared; never empty.
    pub(crate) word: String,
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
}

/// The words of a text, in its order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader::default();
    for (at, sign) in text.char_indices() {
        match class(sign) {
            Class::Joins => reader.put(at, sign),
            Class::Alone => {
                reader.end();
                reader.put(at, sign);
                reader.alone = true;
            }
            Class::Mark => reader.mark(at, sign),
            Class::Between => reader.end(),
        }
    }
    reader.end();
    reader.tokens
}

/// What a character is to the words around it.
enum Class {
    /// A part of one.
    Joins,
    /// One by itself.
    Alone,
    /// A part of the character before it.
    Mark,
    /// Nothing.
    Between,
}

fn class(sign: char) -> Class {
    match sign {
        '\0'..='\x7f' if sign.is_ascii_alphanumeric() || sign == '_' => Class::Joins,
        // India's full stops stand among its letters.
        '\0'..='\x7f' | '\u{964}' | '\u{965}' => Class::Between,
        _ if is_mark(sign) => Class::Mark,
        // With signs that are no letters by themselves.
        '\u{900}'..='\u{dff}' => Class::Joins,
        // Thai, Lao, Burmese, Khmer.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Class::Alone,
        _ if joins(sign) => Class::Joins,
        _ if sign.is_alphanumeric() => Class::Alone,
        _ => Class::Between,
    }
}

/// Signs that belong to the letter before them.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
        || matches!(sign, '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
        || matches!(sign, '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    word: String,
    range: Range<usize>,
    length: usize,
    /// The word is one character: another one begins a word of its own.
    alone: bool,
}

impl Reader {
    fn put(&mut self, at: usize, sign: char) {
        if self.alone {
            self.end();
        }
        if self.word.is_empty() {
            self.range.start = at;
        }
        self.range.end = at + sign.len_utf8();
        fold(sign, |sign| {
            self.length += 1;
            if self.length <= LONGEST {
                self.word.push(sign);
            }
        });
    }

    /// A mark belongs to the character before it; that of a voiced sound makes another letter of it.
    fn mark(&mut self, at: usize, sign: char) {
        if self.word.is_empty() {
            return;
        }
        self.range.end = at + sign.len_utf8();
        let step = match sign {
            '\u{3099}' | '\u{ff9e}' => 1,
            '\u{309a}' | '\u{ff9f}' => 2,
            _ => return,
        };
        if let Some(voiced) = self.word.chars().next_back().and_then(|last| char::from_u32(last as u32 + step)) {
            self.word.pop();
            self.word.push(voiced);
        }
    }

    fn end(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.is_empty() {
            self.tokens.push(Token { word, range: self.range.clone() });
        }
        (self.length, self.alone) = (0, false);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_folded_and_end_where_nothing_joins_on() {
        assert_eq!(
            words("Réunion d’équipe: DM-123, snake_case!"),
            ["reunion", "d", "equipe", "dm", "123", "snake_case"]
        );
        assert_eq!(words("Jose\u{301}s co\u{ad}op"), ["joses", "coop"]);
        assert_eq!(words(" … — "), [""; 0]);
        assert_eq!(words("ΣΆΣ Ёлка שָׁלוֹם हिन्दी"), ["σασ", "елка", "שלום", "हिन्दी"]);
    }

    #[test]
    fn where_no_spaces_are_written_each_character_is_a_word() {
        assert_eq!(words("第2回会議 in 東京"), ["第", "2", "回", "会", "議", "in", "東", "京"]);
        assert_eq!(words("ﾊﾟﾘ ガス カ\u{3099}ス"), ["パ", "リ", "ガ", "ス", "ガ", "ス"]);
        assert_eq!(words("ไทย한국"), ["ไ", "ท", "ย", "한", "국"]);
    }

    #[test]
    fn a_word_without_end_is_found_by_its_beginning() {
        assert_eq!(words(&"x".repeat(1_000_000)), ["x".repeat(64)]);
    }

    proptest! {
        #[test]
        fn each_word_stands_where_it_says_and_reads_back_as_itself(text in "(\\PC|[éßﾊﾟ会ไ\u{301}\u{ad}]){0,40}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= end && text.get(token.range.clone()).is_some());
                end = token.range.end;
                prop_assert_eq!(words(&text[token.range.clone()]), vec![token.word]);
            }
        }
    }
}
