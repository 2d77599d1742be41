//! The time that a line begins with, glued to its title or not.
//!
//! Not here: the title and what stands behind it (see `names`).

use crate::notation::times::{self, is_colon, is_dash};

/// No time that stands before a title is longer.
const LONGEST: usize = 40;

/// A line that begins with a time.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opening<'t> {
    /// The time, or the span of time.
    pub(super) time: &'t str,
    /// What stands behind it.
    pub(super) rest: &'t str,
    /// Nothing parts the two, or a tab does.
    pub(super) glued: bool,
}

/// The time that a line begins with, and the rest of the line.
pub(super) fn opening(line: &str) -> Option<Opening<'_>> {
    if !line.starts_with(|sign: char| crate::notation::cursor::digit(sign).is_some()) {
        return None;
    }
    let ends = line.char_indices().map(|(at, sign)| at + sign.len_utf8()).take_while(|end| *end <= LONGEST);
    let mut found = None;
    for end in ends {
        let (time, rest) = line.split_at_checked(end)?;
        if time.ends_with(char::is_whitespace) || times::whole_span(time).is_none() {
            continue;
        }
        // `09:00 Amy` has no `AM` in it, and `9:001` no `9:00`.
        let next = rest.chars().next();
        let runs_on = time.ends_with(char::is_alphabetic) && next.is_some_and(char::is_lowercase);
        let is_number = next.is_some_and(|sign| sign.is_numeric() || is_colon(sign));
        if !runs_on && !is_number {
            found = Some((time, rest));
        }
    }
    let (time, rest) = found?;
    let glued = rest.starts_with(|sign: char| sign == '\t' || !(sign.is_whitespace() || is_dash(sign)));
    let marks = |sign: char| sign.is_whitespace() || is_dash(sign) || matches!(sign, ':' | '|' | '·');
    Some(Opening { time, rest: rest.trim_start_matches(marks), glued })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_time_is_taken_whether_its_title_is_glued_to_it_or_not() {
        for (line, time, rest, glued) in [
            ("09:00WelcomeAnn Lee", "09:00", "WelcomeAnn Lee", true),
            ("09:00–09:45Welcome", "09:00–09:45", "Welcome", true),
            ("9:00 AMWelcome", "9:00 AM", "Welcome", true),
            ("09:00 Amy reports", "09:00", "Amy reports", false),
            ("09:00\tWelcome", "09:00", "Welcome", true),
            ("09:00", "09:00", "", false),
            ("09:00 - 09:45", "09:00 - 09:45", "", false),
        ] {
            assert_eq!(opening(line), Some(Opening { time, rest, glued }), "{line}");
        }
    }

    #[test]
    fn what_begins_with_no_time_opens_nothing() {
        for line in ["Welcome", "2026 budget", "9 people", "1:2 map", ""] {
            assert_eq!(opening(line), None, "{line}");
        }
    }
}
