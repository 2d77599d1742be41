//! The grapheme boundaries around a place in a text.
//!
//! One press of an arrow key or of Backspace is one sign as a person sees it, however many characters that is.
//! Not here: words, and the editing itself.

use unicode_segmentation::GraphemeCursor;

/// The byte offset of the first grapheme boundary after `byte`; the text's end where there is none.
pub fn next_boundary(text: &str, byte: usize) -> usize {
    let at = (0..=byte.min(text.len())).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0);
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The byte offset of the last grapheme boundary before `byte`; 0 where there is none.
pub fn previous_boundary(text: &str, byte: usize) -> usize {
    let at = (byte..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// As [`next_boundary`], in characters: the place of the cursor in a text area.
pub fn next_char(text: &str, chars: usize) -> usize {
    let at = byte_of(text, chars);
    chars_to(text, next_boundary(text, at))
}

/// As [`previous_boundary`], in characters.
pub fn previous_char(text: &str, chars: usize) -> usize {
    let at = byte_of(text, chars);
    chars_to(text, previous_boundary(text, at))
}

fn byte_of(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte)
}

fn chars_to(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or(text).chars().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[test]
    fn a_family_is_one_step_in_either_direction() {
        let text = "a👨‍👩‍👧b";
        let family = "👨‍👩‍👧";
        assert_eq!(next_boundary(text, 1), 1 + family.len());
        assert_eq!(previous_boundary(text, 1 + family.len()), 1);
        assert_eq!(next_char(text, 1), 6);
        assert_eq!(previous_char(text, 6), 1);
    }

    #[test]
    fn the_ends_hold() {
        assert_eq!(next_boundary("ab", 2), 2);
        assert_eq!(next_boundary("ab", 9), 2);
        assert_eq!(previous_boundary("ab", 0), 0);
        assert_eq!(previous_boundary("ab", 9), 1);
        assert_eq!(next_char("", 0), 0);
        assert_eq!(previous_char("", 0), 0);
    }

    proptest! {
        #[test]
        fn steps_forward_visit_each_grapheme(text in "(\\PC|👨‍👩‍👧|🇩🇪|e\u{301}){0,20}") {
            let mut visited = vec![];
            let mut at = 0;
            while at < text.len() {
                visited.push(at);
                let next = next_boundary(&text, at);
                prop_assert_eq!(previous_boundary(&text, next), at);
                at = next;
            }
            let expected: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            prop_assert_eq!(visited, expected);
        }
    }
}
