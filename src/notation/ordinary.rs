//! Names that are words too, and words that look like names.
//!
//! `will do` is not about Will, and `Agreed` is nobody; a short list is better than a clever rule that surprises.
//! Not here: names that the roster knows beyond doubt.

/// Names by which people are called and that are English words as well.
const WORDS: [&str; 66] = [
    "ace", "amber", "angel", "april", "art", "august", "autumn", "basil", "bill", "buck", "bud", "carol", "chance",
    "chase", "chip", "chuck", "clay", "cliff", "dale", "dawn", "dean", "don", "drew", "earnest", "eve", "faith", "fay",
    "fern", "frank", "ginger", "grace", "grant", "guy", "hale", "hazel", "heath", "holly", "hope", "iris", "jade",
    "joy", "june", "lance", "lane", "may", "mark", "miles", "pat", "penny", "pierce", "ray", "reed", "rich", "rob",
    "robin", "rose", "ruby", "rusty", "sandy", "skip", "stew", "sue", "summer", "trip", "wade", "will",
];

/// Words with a capital that begin a sentence and are no names.
const BEGINNINGS: [&str; 84] = [
    "a",
    "accepted",
    "after",
    "agenda",
    "agreed",
    "ai",
    "all",
    "also",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "because",
    "but",
    "by",
    "can",
    "could",
    "decided",
    "did",
    "do",
    "does",
    "done",
    "each",
    "every",
    "everybody",
    "everyone",
    "first",
    "for",
    "from",
    "good",
    "great",
    "he",
    "how",
    "however",
    "i",
    "if",
    "in",
    "is",
    "it",
    "item",
    "items",
    "just",
    "let",
    "list",
    "log",
    "maybe",
    "me",
    "my",
    "nice",
    "no",
    "nobody",
    "none",
    "not",
    "note",
    "of",
    "ok",
    "on",
    "once",
    "one",
    "or",
    "our",
    "plan",
    "please",
    "points",
    "required",
    "review",
    "she",
    "so",
    "sure",
    "thanks",
    "that",
    "the",
    "then",
    "they",
    "this",
    "to",
    "we",
    "what",
    "when",
    "why",
    "yes",
    "you",
];

/// Whether a word is typed in lower case and means something else than a name.
pub(super) fn is_word(typed: &str) -> bool {
    WORDS.contains(&typed)
}

/// Whether a word begins sentences.
pub(super) fn begins_sentences(typed: &str) -> bool {
    let word = typed.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    BEGINNINGS.binary_search(&word.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_lower_case_may_be_a_word() {
        assert!(is_word("will") && is_word("mark"));
        assert!(!is_word("Will") && !is_word("leanne"));
    }

    #[test]
    fn sentences_do_not_begin_with_names() {
        assert!(begins_sentences("Thanks!") && begins_sentences("We"));
        assert!(!begins_sentences("Ann"));
        assert!(BEGINNINGS.is_sorted());
    }
}
