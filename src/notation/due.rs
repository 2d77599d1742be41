//! The due date at the end of an action item.
//!
//! Scribes write dates as they are said: with the year or without, as a weekday, as tomorrow.
//! Not here: dates in the middle of a text, which are just text, and any clock.

use chrono::{Datelike, Days, NaiveDate, Weekday};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// A phrase at a text's end that reads as a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DuePhrase {
    /// When.
    pub(super) date: NaiveDate,
    /// Where the text before it ends.
    pub(super) text_end: usize,
    /// Where the word `due` begins.
    pub(super) word: usize,
    /// A backslash stands before the word: it is meant as text.
    pub(super) literal: bool,
}

/// The due phrase that ends a text; none where no text would be left before it.
pub(super) fn due_at_end(text: &str, today: NaiveDate) -> Option<DuePhrase> {
    let word = last_due(text)?;
    let (before, after) = (text.get(..word)?, text.get(word + 3..)?);
    let unescaped = before.trim_end_matches('\\');
    let literal = unescaped.len() < before.len();
    let (before, in_brackets) = match unescaped.strip_suffix('(') {
        Some(outer) => (outer, true),
        None => (unescaped, false),
    };
    if !before.ends_with(char::is_whitespace) {
        return None;
    }
    let said = after.strip_prefix(':').or_else(|| after.starts_with(char::is_whitespace).then_some(after))?.trim();
    let said = said.strip_suffix('.').unwrap_or(said);
    let said = if in_brackets { said.strip_suffix(')')? } else { said };
    let date = date_said(said.trim(), today)?;
    let before = before.trim_end();
    let before = if in_brackets { before } else { before.trim_end_matches([',', ';']).trim_end() };
    (!before.is_empty()).then_some(DuePhrase { date, text_end: before.len(), word, literal })
}

/// The last `due` in the text, in any case.
fn last_due(text: &str) -> Option<usize> {
    // The longest date that is understood, in brackets, with room for spaces.
    let tail = text.len().saturating_sub(48);
    let found = text.as_bytes().get(tail..)?.windows(3).rposition(|window| window.eq_ignore_ascii_case(b"due"))?;
    Some(tail + found)
}

/// The date that is said by a whole text: `2019-11-30`, `30 Nov`, `Nov 30, 2019`, `Friday`, `tomorrow`, `today`.
///
/// A day without a year is the next such day, today included; a weekday is the next one after today.
fn date_said(said: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(date) = iso(said) {
        return Some(date);
    }
    let said = said.to_ascii_lowercase();
    match said.as_str() {
        "today" => return Some(today),
        "tomorrow" => return today.succ_opt(),
        _ => {}
    }
    if let Some((_, weekday)) = WEEKDAYS.iter().find(|(name, _)| abbreviates(&said, name)) {
        let ahead = weekday.days_since(today.weekday());
        return today.checked_add_days(Days::new(if ahead == 0 { 7 } else { u64::from(ahead) }));
    }
    let mut words = said.split([' ', '\u{a0}', ',']).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next()?);
    let (day, month) = day(first).zip(month(second)).or_else(|| day(second).zip(month(first)))?;
    match (words.next(), words.next()) {
        (None, _) => {
            // Eight years are enough to meet a 29 February.
            let day_in = |year| NaiveDate::from_ymd_opt(year, month, day).filter(|&date| date >= today);
            (today.year()..=today.year().saturating_add(8)).find_map(day_in)
        }
        (Some(year), None) => NaiveDate::from_ymd_opt(number(year, 4)?, month, day),
        _ => None,
    }
}

fn iso(said: &str) -> Option<NaiveDate> {
    let mut parts = said.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || month.len() != 2 || day.len() != 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(number(year, 4)?, number(month, 2)?.unsigned_abs(), number(day, 2)?.unsigned_abs())
}

fn number(digits: &str, most: usize) -> Option<i32> {
    let well_formed = digits.bytes().all(|byte| byte.is_ascii_digit()) && (most < 4 || digits.len() == 4);
    (well_formed && digits.len() <= most).then(|| digits.parse().ok())?
}

fn day(word: &str) -> Option<u32> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    number(ordinal.unwrap_or(word), 2).map(i32::unsigned_abs)
}

fn month(word: &str) -> Option<u32> {
    MONTHS.iter().zip(1..).find_map(|(name, number)| abbreviates(word, name).then_some(number))
}

/// The first three letters of a name or more, with or without a full stop.
fn abbreviates(word: &str, name: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.len() >= 3 && name.starts_with(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2019, 10, 28).unwrap();

    fn read(text: &str) -> Option<(String, &str)> {
        let due = due_at_end(text, MONDAY)?;
        Some((due.date.to_string(), &text[..due.text_end]))
    }

    #[test]
    fn a_date_is_read_as_it_is_said() {
        for (said, date) in [
            ("2019-11-30", "2019-11-30"),
            ("30 Nov", "2019-11-30"),
            ("30 November 2020", "2020-11-30"),
            ("Nov 30", "2019-11-30"),
            ("November 30th, 2019", "2019-11-30"),
            ("1. Sept.", "2020-09-01"),
            ("28 Oct", "2019-10-28"),
            ("27 Oct", "2020-10-27"),
            ("29 Feb", "2020-02-29"),
            ("Friday", "2019-11-01"),
            ("fri", "2019-11-01"),
            ("thurs.", "2019-10-31"),
            ("Monday", "2019-11-04"),
            ("today", "2019-10-28"),
            ("Tomorrow", "2019-10-29"),
        ] {
            assert_eq!(read(&format!("x due {said}")), Some((date.to_owned(), "x")), "{said}");
        }
    }

    #[test]
    fn the_phrase_may_be_set_off() {
        for text in
            ["x due: 2019-11-30", "x (due 2019-11-30)", "x, due 2019-11-30.", "x; Due:2019-11-30", "x (DUE Nov 30)."]
        {
            assert_eq!(read(text), Some(("2019-11-30".to_owned(), "x")), "{text}");
        }
        assert_eq!(read("x, (due 2019-11-30)").unwrap().1, "x,");
    }

    #[test]
    fn what_is_no_date_at_the_end_stays_text() {
        for text in [
            "x due 2019-02-30",
            "x due 31 Nov",
            "x due 19-11-30",
            "x due 2019-11-30 or so",
            "x due process",
            "x due",
            "xdue 2019-11-30",
            "overdue Friday",
            "due 2019-11-30",
            "x due (2019-11-30",
            "x (due 2019-11-30",
            "x due fr",
            "é due ü",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_backslash_makes_it_text() {
        assert!(due_at_end("x \\due 2019-11-30", MONDAY).unwrap().literal);
        assert!(due_at_end("x (\\\\due Friday)", MONDAY).unwrap().literal);
    }
}
