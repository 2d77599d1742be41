//! Lines of iCalendar (RFC 5545, 3.1): escaped, folded, ended with CRLF.
//!
//! Every text from outside passes [`Lines::text`] or [`quoted`]; nothing in it can begin a line of its own or end a
//! value. Not here: what is written.

use super::super::inline::clean;

/// The longest line in bytes, its CRLF left out.
const LONGEST: usize = 75;

/// The lines of a file.
#[derive(Default)]
pub(in crate::minutes) struct Lines {
    out: String,
}

impl Lines {
    /// A line of ours, as it stands: nothing from outside.
    pub(in crate::minutes) fn plain(&mut self, line: &str) {
        let mut width = 0;
        for char in line.chars() {
            if width + char.len_utf8() > LONGEST {
                self.out.push_str("\r\n ");
                width = 1;
            }
            self.out.push(char);
            width += char.len_utf8();
        }
        self.out.push_str("\r\n");
    }

    /// A property whose value is a text, which may have several lines.
    pub(in crate::minutes) fn text(&mut self, name: &str, text: &str) {
        self.plain(&format!("{name}:{}", escaped(text)));
    }

    /// A property whose value is a text, where there is one.
    pub(in crate::minutes) fn text_if(&mut self, name: &str, text: &str) {
        let text = escaped(text);
        if !text.is_empty() {
            self.plain(&format!("{name}:{text}"));
        }
    }

    /// The whole file.
    pub(in crate::minutes) fn finish(self) -> String {
        self.out
    }
}

/// A text as a value.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        if !out.is_empty() {
            out.push_str("\\n");
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        out.extend(std::iter::repeat_n(' ', indent));
        for char in clean(line).chars() {
            if matches!(char, '\\' | ';' | ',') {
                out.push('\\');
            }
            out.push(char);
        }
    }
    out
}

/// A text as the value of a parameter, in its quotes; those that it has itself become single ones, as no other way is
/// understood everywhere.
pub(in crate::minutes) fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('"', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.text(name, text);
        lines.finish()
    }

    #[test]
    fn a_text_cannot_begin_a_line_of_its_own() {
        assert_eq!(
            written("SUMMARY", "a\r\nATTENDEE:mailto:x@y.org; b, c \\n"),
            "SUMMARY:a\\nATTENDEE:mailto:x@y.org\\; b\\, c \\\\n\r\n"
        );
        assert_eq!(quoted("O\"Hara\";X=\"\r\nY"), "\"O'Hara';X='  Y\"");
    }

    #[test]
    fn a_long_line_is_folded_between_characters_and_reads_back_whole() {
        let text = "議事録 — ".repeat(40);
        let lines = written("DESCRIPTION", &text);
        assert!(lines.split("\r\n").all(|line| line.len() <= LONGEST), "{lines}");
        assert_eq!(lines.replace("\r\n ", ""), format!("DESCRIPTION:{}\r\n", text.trim()));
        assert!(lines.lines().skip(1).all(|line| line.starts_with(' ')));
    }
}
