//! Pages in the markup that a wiki's editor takes (`h1. `, `h2. `), which our own minutes are written in too.
//!
//! Its marks are those of Markdown with other meanings, so that days and slots would be found where none are. It is known for
//! what it is, and kept as text. Not here: the wiki's stored pages (see `markup`).

use super::diagnostic::Report;
use super::{AgendaError, Reading, fence, source};

/// Whether a file is such a page: it begins with a heading of the first level, and has others.
pub(super) fn is_wiki_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let is_heading = |line: &[u8]| matches!(line, [b'h', b'2'..=b'6', b'.', b' ', ..]);
    text.starts_with(b"h1. ") && text.split(|byte| matches!(byte, b'\n' | b'\r')).any(is_heading)
}

/// Reads the whole file as text.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode(bytes, &mut report)?;
    report.warn(
        0,
        "This is wiki markup, which is not read; all of it is kept as text",
        "Copy the page as the wiki shows it, or export the minutes in another form; `--from md` reads it as Markdown",
    );
    let first = text.trim_start().lines().next().and_then(|line| line.strip_prefix("h1. "));
    let reading = super::read(fence("", text.trim()).as_bytes(), first.unwrap_or(fallback_title))?;
    Ok(Reading { diagnostics: report.finish(&text), ..reading })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::agenda::{Format, import};

    const PAGE: &str =
        "h1. Weekly\n\n*Where:* Room 5\n\nh2. Monday 2 March 2026\n\nh3. 09:00 Welcome\n\n* ☐ *#1 Ann* — draft\n";

    #[test]
    fn a_page_in_wiki_markup_is_kept_as_text_with_one_remark() {
        let reading = import(PAGE.as_bytes(), None, "the-file").unwrap();
        assert_eq!(reading.agenda.head.title, "Weekly");
        let remarks: Vec<_> = reading.diagnostics.iter().map(|remark| (remark.line, &remark.hint)).collect();
        assert!(matches!(remarks.as_slice(), [(1, hint)] if hint.contains("--from md")), "{remarks:?}");
        assert_eq!((reading.agenda.days.len(), reading.agenda.slot_count()), (1, 1));
        assert!(reading.agenda.days[0].slots[0].description.contains(PAGE.trim()));
    }

    #[test]
    fn what_only_begins_like_one_or_is_said_to_be_markdown_is_read_as_ever() {
        for (text, format) in [("h1. Weekly\n\n* 09:00 Welcome\n* 09:15 Plan\n", None), (PAGE, Some(Format::Markdown))]
        {
            let reading = import(text.as_bytes(), format, "the-file").unwrap();
            assert!(reading.diagnostics.iter().all(|remark| !remark.message.contains("wiki")), "{text}");
        }
    }
}
