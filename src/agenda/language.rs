//! Minutes of ours in another language than English: they say so in a comment near their beginning, a page by its own means.
//!
//! The readers of pages and of Markdown know our English words only; in another language what was said would become plain text
//! without a word about it. Org, calendars, sheets and JSON read back in any language and have no such comment. Not here: the
//! words of the languages, which stand in `minutes`.

use std::borrow::Cow;

use super::diagnostic::{Diagnostic, Severity};

/// The comment begins so; the language's code follows.
const MARK: &str = "<!-- minutebook/minutes ";

/// It stands alone on one of so many lines at the beginning.
const NEAR: usize = 4;

/// How a page of ours begins; its language's code follows.
const PAGE: &[u8] = b"<!doctype html>\n<html lang=\"";

/// What no other page has, below its style.
const OURS: &[u8] = b"<a class=\"skip\" href=\"#minutes\">";

/// The file without the comment, and what there is to say about it; none where it is in English, or not ours.
pub(super) fn marked(bytes: &[u8]) -> Option<(Cow<'_, [u8]>, Diagnostic)> {
    if let Some(code) = of_page(bytes) {
        return Some((Cow::Borrowed(bytes), remark(code, 2)));
    }
    let mut at = 0;
    for (line, number) in bytes.split_inclusive(|byte| *byte == b'\n').zip(1..=NEAR) {
        if let Some(code) = code(line) {
            let mut rest = bytes.to_vec();
            rest.drain(at..at + line.trim_ascii_end().len());
            return Some((Cow::Owned(rest), remark(code, number)));
        }
        at += line.len();
    }
    None
}

fn remark(code: &str, line: usize) -> Diagnostic {
    let message = format!(
        "These minutes were exported in another language (`{code}`); only English ones are read back, so that what was said \
         and when stays as text"
    );
    let hint = "Export them without `--lang`, or as json or org, which are read back in any language".to_owned();
    Diagnostic { severity: Severity::Warning, line, column: 1, message, hint }
}

/// The language's code of a page of ours.
fn of_page(bytes: &[u8]) -> Option<&str> {
    let rest = bytes.strip_prefix(PAGE)?;
    let end = rest.iter().position(|byte| *byte == b'"')?;
    let code = as_code(std::str::from_utf8(rest.get(..end)?).ok()?).filter(|code| *code != "en")?;
    let near = rest.get(..rest.len().min(64 << 10))?;
    near.windows(OURS.len()).any(|window| window == OURS).then_some(code)
}

/// The language's code, where the line is the comment.
fn code(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.trim_end();
    as_code(line.strip_prefix(MARK)?.strip_suffix(" -->")?)
}

fn as_code(code: &str) -> Option<&str> {
    (code.len() <= 8 && code.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(code)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_counts_near_the_beginning_and_nothing_else_is_taken() {
        let (rest, remark) = marked(b"# Title\r\n\r\n<!-- minutebook/minutes de -->\r\n\r\nText\n").unwrap();
        assert_eq!(&*rest, b"# Title\r\n\r\n\r\n\r\nText\n");
        assert_eq!((remark.line, remark.message.contains("`de`")), (3, true));
        for none in [
            "",
            "# Title\n\nText\n",
            "a\n\nb\n\n<!-- minutebook/minutes de -->\n",
            "<!-- minutebook/minutes de --> and text\n",
            "<!-- minutebook/minutes \u{1b}[31m -->\n",
        ] {
            assert_eq!(marked(none.as_bytes()), None, "{none:?}");
        }
    }
}
