//! Authors' comments in Markdown, `<!-- ask Wil -->`: notes to themselves that no reader is to see.
//!
//! Not here: Markdown as a whole (see `agenda`), and any other HTML, which is shown as the text that it is.

use std::borrow::Cow;
use std::ops::Range;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The text without its comments and the blanks and lines that stood there for them alone.
///
/// A comment may run over lines, blank ones too. One that is never closed is text, and so is what stands in a code span,
/// between fences, or behind a backslash.
pub fn without_comments(text: &str) -> Cow<'_, str> {
    let comments = if text.contains(OPEN) { comments(text) } else { Vec::new() };
    if comments.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for comment in comments {
        // The blanks behind the one before it may have gone with that.
        kept.push_str(text.get(from.min(comment.start)..comment.start).unwrap_or_default());
        let rest = text.get(comment.end..).unwrap_or_default();
        from = comment.end + closed_up(&mut kept, rest);
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Closes the gap that a comment leaves between what is kept and the rest: how many bytes of the rest go too.
fn closed_up(kept: &mut String, rest: &str) -> usize {
    let is_blank = |char: char| matches!(char, ' ' | '\t');
    let before = kept.trim_end_matches(is_blank);
    let behind = rest.trim_start_matches(is_blank);
    let blanks = rest.len() - behind.len();
    let begins_line = before.is_empty() || before.ends_with('\n');
    let line_end = ["\r\n", "\n"].into_iter().find(|end| behind.starts_with(end));
    if line_end.is_some() || behind.is_empty() {
        let length = before.len();
        kept.truncate(length);
        return blanks + line_end.filter(|_| begins_line).map_or(0, str::len);
    }
    if begins_line || kept.ends_with(is_blank) { blanks } else { 0 }
}

/// Where the comments stand.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((rest, here)) = next_mark(text, at) {
        at = here
            + match rest.as_bytes() {
                [b'\\', next, ..] if next.is_ascii_punctuation() => 2,
                [b'`' | b'~', ..] => code(text.get(..here).unwrap_or_default(), rest),
                _ if rest.starts_with(OPEN) => {
                    // `<!-->` is one too. What nothing closes, nothing closes further on either.
                    let Some(close) = rest.get(2..).and_then(|rest| rest.find(CLOSE)) else { break };
                    let length = 2 + close + CLOSE.len();
                    found.push(here..here + length);
                    length
                }
                _ => 1,
            };
    }
    found
}

/// The next sign that may begin a comment or something in which none begins, and where it stands.
fn next_mark(text: &str, from: usize) -> Option<(&str, usize)> {
    let rest = text.get(from..)?;
    let at = rest.find(['\\', '`', '~', '<'])?;
    Some((rest.get(at..)?, from + at))
}

/// The bytes of the code that begins with `rest`; where none does, those of the marks.
fn code(before: &str, rest: &str) -> usize {
    let marks = run(rest);
    let behind = rest.get(marks..).unwrap_or_default();
    let is_tilde = rest.starts_with('~');
    let has_info = |info: &str| is_tilde || !info.contains('`');
    if marks >= 3 && begins_line(before) && behind.lines().next().is_none_or(has_info) {
        return fenced(rest, marks);
    }
    if is_tilde { marks } else { marks + span(behind, marks) }
}

/// Whether nothing stands before it on its line but marks of lists and quotations.
fn begins_line(before: &str) -> bool {
    let is_mark =
        |char: char| char != '\n' && (char.is_whitespace() || char.is_ascii_digit() || ">-+*.)".contains(char));
    let line = before.trim_end_matches(is_mark);
    line.is_empty() || line.ends_with('\n')
}

/// How often the first sign, one byte long, stands there in a row.
fn run(text: &str) -> usize {
    let first = text.bytes().next();
    text.bytes().take_while(|byte| Some(*byte) == first).count()
}

/// Up to the line that closes the fence; what nothing closes goes on to the end.
fn fenced(rest: &str, marks: usize) -> usize {
    let mut length = 0;
    for (nth, line) in rest.split_inclusive('\n').enumerate() {
        length += line.len();
        let shown = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        if nth > 0 && shown.len() >= marks && shown.chars().all(|char| rest.starts_with(char)) {
            break;
        }
    }
    length
}

/// From behind the opening marks up to as many that close the span, within the paragraph; none where nothing closes it.
fn span(rest: &str, marks: usize) -> usize {
    let mut at = 0;
    while let Some((gap, closes)) = rest.get(at..).and_then(|rest| rest.split_at_checked(rest.find('`')?)) {
        if has_blank_line(gap) {
            break;
        }
        let closing = run(closes);
        at += gap.len() + closing;
        if closing == marks {
            return at;
        }
    }
    0
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n').skip(1).peekable();
    std::iter::from_fn(|| lines.next().filter(|_| lines.peek().is_some())).any(|line| line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn assert_left(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(without_comments(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn a_comment_goes_with_the_blanks_around_it() {
        assert_left(&[
            ("Tides <!-- ask Wil --> and cranes", "Tides and cranes"),
            ("Tides<!-- x -->, cranes", "Tides, cranes"),
            ("Tides <!-- x -->", "Tides"),
            ("<!-- x --> Tides", "Tides"),
            ("Tides <!-- x --> <!-- y --> cranes", "Tides cranes"),
            ("潮<!-- 汐 -->汐", "潮汐"),
            ("a <!--> b <!---> c", "a b c"),
            ("<!-- x -->", ""),
        ]);
    }

    #[test]
    fn a_line_of_comments_goes_as_a_whole() {
        assert_left(&[
            ("One\n<!-- x -->\nTwo", "One\nTwo"),
            ("One\r\n  <!-- x --> <!-- y -->\r\nTwo", "One\r\nTwo"),
            ("One\n\n<!-- x\n\ny -->\n\nTwo", "One\n\n\nTwo"),
            ("One <!-- x\ny --> two", "One two"),
            ("  <!-- x --> One", "  One"),
        ]);
    }

    #[test]
    fn what_is_no_comment_stays() {
        for text in [
            "plain",
            "<!-- never closed",
            "a <!- b -->",
            "`<!-- x -->`",
            "``a ` <!-- x -->``",
            "`a\n<!-- x -->`",
            "```\n<!-- x -->\n```\n",
            "- ~~~~ md\n  ~~~\n  <!-- x -->\n  ~~~~",
            "```\n<!-- x -->",
            "\\<!-- x -->",
        ] {
            assert!(matches!(without_comments(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn what_only_resembles_code_hides_no_comment() {
        assert_left(&[
            ("don`t <!-- x --> say", "don`t say"),
            ("a ` b\n\n<!-- x -->c ` d", "a ` b\n\nc ` d"),
            ("\\`<!-- x -->`", "\\``"),
            ("`` a ` <!-- x -->", "`` a `"),
            ("```\n<!-- a -->\n```\n<!-- b -->", "```\n<!-- a -->\n```\n"),
            ("say ~~~ <!-- x --> so", "say ~~~ so"),
        ]);
    }

    #[test]
    fn a_text_made_to_be_slow_is_read_in_time() {
        let ticks: String = (1..600).map(|length| "`".repeat(length) + " ").collect();
        for text in ["<!--".repeat(200_000), "`a``b".repeat(100_000), ticks, "<!---->".repeat(100_000)] {
            assert!(without_comments(&(text.clone() + "<!--")).len() <= text.len() + OPEN.len());
        }
    }

    proptest! {
        #[test]
        fn what_stays_of_any_text_is_in_it_in_this_order(text in "(<!--|-->|`|~~~|```|\\\\|[a \n]|\\PC){0,24}") {
            let kept = without_comments(&text);
            let mut signs = text.chars();
            prop_assert!(kept.chars().all(|kept| signs.any(|sign| sign == kept)), "{kept:?}");
            if !text.contains(CLOSE) {
                prop_assert_eq!(&kept, &text);
            }
        }
    }
}
