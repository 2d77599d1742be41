//! What the line below a slot's heading says on a page, where a form may mark its moments.
//!
//! Not here: what its words mean, which all forms share (see `slot_line`), and the heading.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::line::Line;
use crate::agenda::slot_line::{self, APART, Setting, SlotLine};
use crate::lang::Lang;
use crate::notation::times;

/// Reads a line that says facts of a slot; none where it is a line of text. `day` and `zone`: what the times on it mean.
pub(super) fn about(line: &Line, lang: Lang, day: Option<NaiveDate>, zone: Option<Tz>) -> Option<SlotLine> {
    let mut at = 0;
    let facts = line.text.split(APART).map(|fact| {
        let range = at..at + fact.len();
        at = range.end + APART.len();
        let marked = line.times.iter().filter(|(time, _)| range.contains(&time.start)).map(|(_, time)| *time);
        (fact, marked.collect())
    });
    slot_line::read(facts, Setting { lang, day, zone, bare: true })
}

/// A heading without the `~` before a time that is a guess, and without that time.
pub(super) fn without_guess(heading: &str) -> &str {
    let Some(rest) = heading.strip_prefix('~') else { return heading };
    times::leading_span(rest).and_then(|span| rest.get(span.past..)).map_or(heading, str::trim_start)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn a_moment_that_the_page_marks_counts_and_not_what_it_shows() {
        let mut line = Line::new(0, "planned 09:00 · held 09:02–10:00");
        let start = DateTime::parse_from_rfc3339("2026-03-26T09:02:40Z").unwrap();
        line.times = vec![(8..13, start), (21..26, start)];
        let about = about(&line, Lang::English, None, None).unwrap();
        assert_eq!(about.held, Some((start, None)));
    }

    #[test]
    fn a_line_of_text_is_none_of_these() {
        assert_eq!(about(&Line::new(0, "We chair the group · and so on"), Lang::English, None, None), None);
        assert_eq!(without_guess("~09:30 News"), "News");
        assert_eq!(without_guess("~ News"), "~ News");
    }
}
