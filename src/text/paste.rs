//! Pasted text as lines of an outline.
//!
//! A list from a mail, a wiki or an editor keeps its levels whatever it was indented and marked with.
//! Not here: what the lines mean (see `notation`), and how deep they may stand under the entry above them.

use super::safe::one_line_for_terminal;
use super::width::width;

/// A tab of an indentation reaches to the next multiple of so many columns.
const TAB: usize = 4;

/// One line of a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedLine {
    /// Levels below the outermost of the paste; never more than one deeper than the line above.
    pub depth: u16,
    /// Its text without indentation and bullet, harmless, never blank.
    pub text: String,
}

/// The lines of a paste that say something.
///
/// A deeper indentation is one level, however deep; going back to an earlier column goes back to its level. One bullet
/// a line (`-`, `*`, `+`, `•`, `1.`, `a)`, …) is taken off; the box of a task (`[ ]`) stays.
pub fn lines_of_paste(paste: &str) -> Vec<PastedLine> {
    outline(paste, false)
}

/// The lines of an outline that was written with a bullet for each: as of a paste, but a line without one that stands further in
/// than the bullet right above goes on with what that says, as in Markdown. So what an editor wraps is still one line.
pub fn lines_of_outline(text: &str) -> Vec<PastedLine> {
    outline(text, true)
}

fn outline(text: &str, goes_on: bool) -> Vec<PastedLine> {
    let mut columns: Vec<usize> = vec![];
    let mut found: Vec<PastedLine> = vec![];
    // Where the bullet above stands, directly above.
    let mut bullet: Option<usize> = None;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let line = line.trim_start_matches('\u{feff}');
        let said = line.trim_start();
        let column = column_after(line.get(..line.len() - said.len()).unwrap_or_default());
        let bare = without_bullet(said.trim_end());
        let has_bullet = bare.len() < said.trim_end().len();
        let text = one_line_for_terminal(bare);
        if let Some(above) = found.last_mut()
            && bullet.is_some_and(|bullet| column > bullet)
            && goes_on
            && !has_bullet
            && !text.is_empty()
        {
            above.text.extend([" ", &text]);
            continue;
        }
        bullet = has_bullet.then_some(column);
        if text.is_empty() {
            continue;
        }
        columns.retain(|&known| known <= column);
        if columns.last() != Some(&column) {
            columns.push(column);
        }
        let depth = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
        found.push(PastedLine { depth, text: text.into_owned() });
    }
    found
}

fn column_after(indentation: &str) -> usize {
    indentation.chars().fold(0, |column, space| match space {
        '\t' => (column / TAB + 1) * TAB,
        space => column + width(space.encode_utf8(&mut [0; 4])),
    })
}

fn without_bullet(said: &str) -> &str {
    let (bullet, rest) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
    if is_bullet(bullet) { rest.trim_start() } else { said }
}

fn is_bullet(word: &str) -> bool {
    if matches!(word, "-" | "*" | "+" | "•" | "◦" | "▪" | "‣" | "·" | "●" | "○" | "■" | "–") {
        return true;
    }
    let Some(label) = word.strip_suffix(['.', ')']) else { return false };
    let numbered = label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    let lettered = word.ends_with(')') && label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic());
    !label.is_empty() && (numbered || lettered)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn outline(paste: &str) -> Vec<(u16, String)> {
        lines_of_paste(paste).into_iter().map(|line| (line.depth, line.text)).collect()
    }

    fn lines(expected: &[(u16, &str)]) -> Vec<(u16, String)> {
        expected.iter().map(|&(depth, text)| (depth, text.to_owned())).collect()
    }

    #[test]
    fn line_ends_of_every_system_split() {
        assert_eq!(outline("a\r\nb\rc\nd\u{2028}e\n"), lines(&[(0, "a"), (0, "b"), (0, "c"), (0, "d"), (0, "e")]));
    }

    #[test]
    fn levels_follow_the_indentation_whatever_its_step() {
        let paste = "- a\n   - b\n        - c\n   - d\n - e\n- f";
        assert_eq!(outline(paste), lines(&[(0, "a"), (1, "b"), (2, "c"), (1, "d"), (1, "e"), (0, "f")]));
        assert_eq!(outline("a\n\tb\n\t\tc\n    d"), lines(&[(0, "a"), (1, "b"), (2, "c"), (1, "d")]));
        assert_eq!(outline("    a\n      b\nc"), lines(&[(0, "a"), (1, "b"), (0, "c")]));
    }

    #[test]
    fn one_bullet_is_taken_off_and_a_box_stays() {
        let paste = "* a\n+ b\n•\tc\n◦ d\n▪ e\n1. f\n12) g\na) h\n- [ ] i\n- - j";
        let texts: Vec<String> = outline(paste).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["a", "b", "c", "d", "e", "f", "g", "h", "[ ] i", "- j"]);
    }

    #[test]
    fn in_an_outline_a_line_further_in_without_a_bullet_goes_on_with_the_one_above() {
        let read = |text: &str| -> Vec<(u16, String)> {
            lines_of_outline(text).into_iter().map(|line| (line.depth, line.text)).collect()
        };
        assert_eq!(read("- a\n  b\n    c\n    - d\n      e\n- f"), lines(&[(0, "a b c"), (1, "d e"), (0, "f")]));
        // Beside the bullet, after an empty line and under none it is a line of its own.
        assert_eq!(read("- a\nb\n  c\n- d\n\n  e"), lines(&[(0, "a"), (0, "b"), (1, "c"), (0, "d"), (1, "e")]));
        assert_eq!(outline("- a\n  b"), lines(&[(0, "a"), (1, "b")]));
    }

    #[test]
    fn what_only_looks_like_a_bullet_stays() {
        let paste = "-5 degrees\n1.5 m\n2019. It was\n*bold*\n---\ne.g. this\nI. Newton";
        let texts: Vec<String> = outline(paste).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, paste.lines().collect::<Vec<_>>());
    }

    #[test]
    fn blank_lines_and_empty_bullets_are_skipped() {
        assert_eq!(outline("a\n\n  \t\n- \n-\nb"), lines(&[(0, "a"), (0, "b")]));
        assert_eq!(outline(""), []);
    }

    #[test]
    fn control_characters_are_made_harmless() {
        assert_eq!(outline("a\x1b[31mb\tc\x1b[201~"), lines(&[(0, "a␛[31mb c␛[201~")]));
    }

    proptest! {
        #[test]
        fn every_word_survives_in_order(paste in "([ \t]{0,6}(- |\\* |2\\. )?[a-zé会]{1,5}( [a-z!]{1,4}){0,4}(\n|\r\n|\r)){0,20}") {
            let words = |text: &str| -> Vec<String> {
                text.split_whitespace().filter(|word| !is_bullet(word)).map(str::to_owned).collect()
            };
            let kept: Vec<String> = lines_of_paste(&paste).iter().flat_map(|line| words(&line.text)).collect();
            prop_assert_eq!(kept, words(&paste));
        }

        #[test]
        fn no_line_is_more_than_one_level_deeper_than_the_one_above(paste in "([ \t]{0,9}[a-z-]{0,3}\n){0,20}|\\PC{0,60}") {
            let mut most = 0;
            for line in lines_of_paste(&paste) {
                prop_assert!(line.depth <= most);
                prop_assert!(!line.text.trim().is_empty());
                most = line.depth + 1;
            }
        }
    }
}
