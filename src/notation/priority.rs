//! How urgent an action item is: `p1` to `p5`, a word of its own anywhere in its text.
//!
//! A priority stays where it was typed and is said in a field as well.
//! Not here: what the numbers mean to the team.

use super::fold::joins;

/// A word that reads as a priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Priority {
    /// 1 to 5.
    pub(super) value: u8,
    /// Where its `p` stands.
    pub(super) at: usize,
    /// A backslash stands before it: it is meant as text.
    pub(super) literal: bool,
}

/// The priorities in a text, in its order; the first that is not literal counts.
pub(super) fn priorities(text: &str) -> Vec<Priority> {
    let letters = text.char_indices().filter(|(_, sign)| matches!(sign, 'p' | 'P'));
    letters.filter_map(|(at, _)| priority_at(text, at)).collect()
}

fn priority_at(text: &str, at: usize) -> Option<Priority> {
    let (before, mut after) = (text.get(..at)?, text.get(at + 1..)?.chars());
    let value = after.next().and_then(|digit| digit.to_digit(10)).filter(|value| (1..=5).contains(value))?;
    let unescaped = before.trim_end_matches('\\');
    let apart_before =
        unescaped.chars().next_back().is_none_or(|sign| sign.is_whitespace() || "([（［,;，；、".contains(sign));
    let apart_after = match after.next() {
        // `p1.` ends a sentence, `p1.2` and `p1-4` are something else.
        Some('.' | ',' | ':' | '-' | '/' | '\'' | '’') => !after.next().is_some_and(char::is_alphanumeric),
        next => !next.is_some_and(joins),
    };
    (apart_before && apart_after).then_some(Priority {
        value: value as u8,
        at,
        literal: unescaped.len() < before.len(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::anything;
    use super::*;

    fn read(text: &str) -> Option<u8> {
        priorities(text).into_iter().find(|priority| !priority.literal).map(|priority| priority.value)
    }

    #[test]
    fn a_priority_is_a_word_of_its_own() {
        for (text, value) in [
            ("draft the plan p1", 1),
            ("P2 draft", 2),
            ("draft (p3) the plan", 3),
            ("draft [P4], then send", 4),
            ("p5", 5),
            ("draft, p1, by Friday", 1),
            ("draft p2.", 2),
            ("draft p1 p2", 1),
            ("draft \\p1 p2", 2),
            ("p3: draft", 3),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_priority_is_text() {
        for text in [
            "p0",
            "p6",
            "p",
            "p12",
            "p1x",
            "xp1",
            "p1.2",
            "p1-4",
            "p1/p2",
            "http://p1",
            "#p1",
            "p1's",
            "\\p1",
            "_p1",
            "é p9",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_backslash_before_each_leaves_none(text in prop_oneof![anything(), "[pP12345 ,.()\\\\ü]{0,12}"]) {
            let mut escaped = text.clone();
            for priority in priorities(&text).iter().rev() {
                escaped.insert(priority.at, '\\');
            }
            prop_assert_eq!(priorities(&escaped).len(), priorities(&text).len());
            prop_assert_eq!(read(&escaped), None);
        }
    }
}
