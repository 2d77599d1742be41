//! What stands in brackets at the end of a title, of whatever kind they are.
//!
//! Not here: what stands in them (see `times` for lengths).

use super::times::{self, Length};

/// The bracket that closes what this one opens.
pub(crate) fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '（' => '）',
        '［' => '］',
        '｛' => '｝',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    })
}

/// Splits `Title (45m)` into `Title` and `45m`, whatever the brackets, and emphasis around them or not.
pub(crate) fn trailing_bracket(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_end().trim_end_matches(['*', '_']);
    let marks = text.trim_end().strip_prefix(bare)?;
    let close = bare.chars().next_back()?;
    let open = "([{（［｛【〔".chars().find(|open| closing(*open) == Some(close))?;
    let body = bare.strip_suffix(close)?;
    let (before, inner) = body.rsplit_once(open)?;
    Some((before.strip_suffix(marks)?.trim_end(), inner))
}

/// Splits `Extra (15m)` into `Extra` and its length; none where no length or nothing else stands there.
pub(crate) fn trailing_length(text: &str) -> Option<(&str, Length)> {
    let (title, inner) = trailing_bracket(text)?;
    Some((title, times::length(inner)?)).filter(|_| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_taken_off_the_end_of_a_title_and_nothing_else_is() {
        let taken = |text| trailing_length(text).map(|(title, length)| (title, length.minutes));
        assert_eq!(taken("Extra (15m)"), Some(("Extra", 15)));
        assert_eq!(taken("Extra [1h30]"), Some(("Extra", 90)));
        for text in ["Extra", "Extra (room 15)", "(15m)", "Extra (15)", "15m (Extra)"] {
            assert_eq!(taken(text), None, "{text}");
        }
    }
}
