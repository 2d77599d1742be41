//! THE function that makes text from outside harmless to a terminal.
//!
//! Agenda files, pastes, journals of other machines and names in a calendar may hold escape sequences and signs that
//! reorder a line (CWE-150); everything that prints goes through here. Not here: escaping for HTML, CSV or any export.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// More marks on one letter than any language writes; beyond it they only cover other rows.
const MARKS: usize = 16;

/// The text with everything that could move, colour, reorder or hide replaced by a visible stand-in.
///
/// C0 controls and DEL become their Control Pictures (`␛`); C1 controls, bidirectional embeddings, overrides and
/// isolates, line and paragraph separators, U+FEFF and tags outside a flag become `�`. At most 16 combining marks stay
/// on one letter. The newline stays, because callers split on it; joiners stay, because scripts and emoji need them.
pub fn safe_for_terminal(text: &str) -> Cow<'_, str> {
    clean(text, false)
}

/// As [`safe_for_terminal`], on one line: newlines (`\n`, `\r\n`, `\r`) and tabs become spaces.
pub fn one_line_for_terminal(text: &str) -> Cow<'_, str> {
    clean(text, true)
}

fn clean(text: &str, one_line: bool) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut walk = Walk { one_line, ..Walk::default() };
    let mut signs = text.char_indices();
    let Some((clean_to, first)) = signs.find_map(|(at, sign)| {
        let shown = walk.shown(sign);
        (shown != Some(sign)).then_some((at, shown))
    }) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str(text.get(..clean_to).unwrap_or_default());
    out.extend(first);
    out.extend(signs.filter_map(|(_, sign)| walk.shown(sign)));
    Cow::Owned(out)
}

/// What must be remembered from sign to sign.
#[derive(Default)]
struct Walk {
    one_line: bool,
    marks: usize,
    in_flag: bool,
    after_return: bool,
}

impl Walk {
    /// What stands for this sign; none where it is left out.
    fn shown(&mut self, sign: char) -> Option<char> {
        let in_flag = std::mem::replace(&mut self.in_flag, sign == '\u{1f3f4}');
        let after_return = std::mem::replace(&mut self.after_return, sign == '\r');
        match sign {
            '\n' if self.one_line && after_return => return None,
            '\n' | '\r' | '\t' if self.one_line => return self.base(' '),
            '\n' => return self.base('\n'),
            '\u{e0000}'..='\u{e007f}' if in_flag => self.in_flag = true,
            _ => {
                if let Some(picture) = stand_in(sign) {
                    return self.base(picture);
                }
            }
        }
        if sign.width() != Some(0) {
            return self.base(sign);
        }
        self.marks += 1;
        (self.marks <= MARKS).then_some(sign)
    }

    #[allow(clippy::unnecessary_wraps)] // it is the last word of `shown`
    fn base(&mut self, sign: char) -> Option<char> {
        self.marks = 0;
        Some(sign)
    }
}

fn stand_in(sign: char) -> Option<char> {
    match sign {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(sign)),
        '\x7f' => Some('␡'),
        '\u{80}'..='\u{9f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => Some('�'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn harmless_text_is_not_copied() {
        for text in
            ["", "Confirm agenda.", "Überblick: 会議 👨‍👩‍👧 नि\u{200d}", "two\nlines", "🏴\u{e0067}\u{e0062}\u{e007f}"]
        {
            assert!(matches!(safe_for_terminal(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn what_could_act_on_the_terminal_becomes_visible() {
        for (text, safe) in [
            ("a\x1b[2Jb", "a␛[2Jb"),
            ("bell\x07", "bell␇"),
            ("\u{9b}31m", "�31m"),
            ("del\x7f", "del␡"),
            ("tab\tcr\r", "tab␉cr␍"),
            ("\u{202e}txt.exe", "�txt.exe"),
            ("a\u{2066}b\u{2069}", "a�b�"),
            ("a\u{2028}b\u{feff}", "a�b�"),
            ("x\u{e0041}", "x�"),
        ] {
            assert_eq!(safe_for_terminal(text), safe);
        }
    }

    #[test]
    fn on_one_line_newlines_and_tabs_are_spaces() {
        assert_eq!(one_line_for_terminal("a\r\nb\nc\rd\te\x1b"), "a b c d e␛");
    }

    #[test]
    fn a_letter_keeps_at_most_sixteen_marks() {
        let tower = format!("a{}b\u{301}", "\u{301}".repeat(10_000));
        assert_eq!(safe_for_terminal(&tower), format!("a{}b\u{301}", "\u{301}".repeat(16)));
    }

    proptest! {
        #[test]
        fn nothing_that_acts_is_left_and_a_second_time_changes_nothing(
            text in "(\\PC|[\\x00-\\x7f\u{80}-\u{9f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{301}\u{1f3f4}\u{e0001}-\u{e007f}]){0,60}",
        ) {
            for (safe, one_line) in [(safe_for_terminal(&text), false), (one_line_for_terminal(&text), true)] {
                prop_assert!(!safe.contains(|sign: char| sign.is_control() && (one_line || sign != '\n')));
                let reorders = |sign| matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                prop_assert!(!safe.contains(reorders));
                prop_assert_eq!(clean(&safe, one_line), safe.clone());
            }
        }
    }
}
