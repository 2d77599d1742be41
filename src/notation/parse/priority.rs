//! Priorities: `p1` to `p5` as words of their own.
//!
//! They stay in the text, as a ticket does. Not here: what a priority is good for.

use crate::notation::fold::joins;

/// Where each priority stands in a text, what it says, and whether a backslash before it takes it as text.
pub(in crate::notation) fn priorities(text: &str) -> Vec<(usize, u8, bool)> {
    let letters = text.match_indices(['p', 'P']);
    letters.filter_map(|(at, _)| priority_at(text, at).map(|(value, literal)| (at, value, literal))).collect()
}

fn priority_at(text: &str, at: usize) -> Option<(u8, bool)> {
    let mut after = text.get(at + 1..)?.chars();
    let value = after.next()?.to_digit(10).filter(|value| (1..=5).contains(value))?;
    let ends = match after.next() {
        None => true,
        Some('.' | ':') => after.next().is_none_or(char::is_whitespace),
        Some(next) => !joins(next) && !"-/+'’=@*&#%".contains(next),
    };
    let before = text.get(..at)?;
    let plain = before.trim_end_matches('\\');
    let apart = plain.chars().next_back().is_none_or(|sign| sign.is_whitespace() || "([（［,;，；、".contains(sign));
    (ends && apart).then_some((u8::try_from(value).ok()?, plain.len() < before.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_priority_is_a_word_of_its_own() {
        for (text, found) in [
            ("x p1", &[(2, 1, false)][..]),
            ("P2: x", &[(0, 2, false)]),
            ("x (p3), [P4]", &[(3, 3, false), (9, 4, false)]),
            ("x p5.", &[(2, 5, false)]),
            ("x \\p1 p2", &[(3, 1, true), (6, 2, false)]),
            ("p0 p6 p10 p1.5 xp1 p1x p-1 p2p p2-p3 p1's a/p1 p", &[]),
            ("请p1", &[]),
        ] {
            assert_eq!(priorities(text), found, "{text}");
        }
    }
}
