//! Dates anywhere in a line: `2019-10-28`, `28 October 2019`, `Oct 28, 2019`, `2019/10/28`, `2019年10月28日`.
//!
//! A day's heading says its date in one of many ways and a name beside it. Not here: dates whose order of day and
//! month would have to be guessed (`01/02/2019`), and what is relative to today.

use std::ops::Range;

use chrono::NaiveDate;

use crate::notation::MONTHS;
use crate::notation::cursor::{Cursor, digit};

/// The first date of a text and the bytes that it takes.
pub(super) fn find(text: &str) -> Option<(NaiveDate, Range<usize>)> {
    let mut cursor = Cursor::new(text);
    while !cursor.at_end() {
        let starts = cursor.peek().is_some_and(|c| digit(c).is_some() || c.is_ascii_alphabetic())
            && !cursor.behind().is_some_and(|c| c.is_ascii_alphanumeric() || digit(c).is_some() || c == '/');
        if starts {
            let from = cursor.offset();
            let mut ahead = cursor.clone();
            if let Some(date) = date(&mut ahead) {
                return Some((date, from..ahead.offset()));
            }
        }
        cursor.step();
    }
    None
}

/// The date that is the whole of `text`; a time of day may follow it, as in `2014-06-25T00:00:00+04:30`.
pub(super) fn whole(text: &str) -> Option<NaiveDate> {
    let mut cursor = Cursor::new(text.trim());
    let found = date(&mut cursor)?;
    let rest = cursor.rest().trim();
    (rest.is_empty() || crate::notation::times::leading_span(rest).is_some()).then_some(found)
}

/// The same with the name of a day before it or not, as our minutes write dates: `Thursday 26 March 2026`.
pub(super) fn whole_behind_weekday(text: &str) -> Option<NaiveDate> {
    whole(text).or_else(|| whole(text.split_once(' ')?.1))
}

/// Whether a word is the name of a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word.to_lowercase().as_str())
}

/// Whether a text begins with the name of a day of the week.
pub(super) fn begins_with_weekday(text: &str) -> bool {
    let text = text.to_lowercase();
    WEEKDAYS.iter().any(|day| text.starts_with(day))
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// All dates of a text, in its order.
pub(super) fn all(text: &str) -> Vec<(NaiveDate, usize)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some((date, range)) = text.get(at..).and_then(find) {
        found.push((date, at + range.start));
        at += range.end;
    }
    found
}

fn date(cursor: &mut Cursor) -> Option<NaiveDate> {
    for form in [year_first, day_first, month_first, dotted] {
        let mut ahead = cursor.clone();
        if let Some(date) = form(&mut ahead)
            && ahead.peek().is_none_or(|c| digit(c).is_none())
        {
            *cursor = ahead;
            return Some(date);
        }
    }
    None
}

/// `2019-10-28`, `2019/10/28`, `2019.10.28`, `2019年10月28日`, with a time of day directly behind it or not.
fn year_first(cursor: &mut Cursor) -> Option<NaiveDate> {
    let year = year(cursor)?;
    let mark = cursor.eat(|c| matches!(c, '-' | '/' | '.' | '年'))?;
    if mark == '年' {
        cursor.spaces();
    }
    let (month, _) = cursor.number(2)?;
    cursor.eat(|c| if mark == '年' { c == '月' } else { c == mark })?;
    if mark == '年' {
        cursor.spaces();
    }
    let (day, _) = cursor.number(2)?;
    if mark == '年' {
        cursor.eat(|c| matches!(c, '日' | '号' | '號'))?;
    } else {
        time_of_day(cursor);
    }
    on(year, month, day)
}

/// `28 October 2019`, `28th of Oct. 2019`.
fn day_first(cursor: &mut Cursor) -> Option<NaiveDate> {
    let day = day(cursor)?;
    cursor.eat(|c| c == '.');
    cursor.spaces().then_some(())?;
    if cursor.eat_word("of") {
        cursor.spaces();
    }
    let month = month(cursor)?;
    cursor.eat(|c| c == ',');
    cursor.spaces();
    on(year(cursor)?, month, day)
}

/// `October 28, 2019`, `Oct. 28th 2019`.
fn month_first(cursor: &mut Cursor) -> Option<NaiveDate> {
    let month = month(cursor)?;
    cursor.spaces().then_some(())?;
    let day = day(cursor)?;
    let comma = cursor.eat(|c| c == ',').is_some();
    (cursor.spaces() || comma).then_some(())?;
    on(year(cursor)?, month, day)
}

/// `28.10.2019`: with points the day always comes first.
fn dotted(cursor: &mut Cursor) -> Option<NaiveDate> {
    let (day, _) = cursor.number(2)?;
    cursor.eat(|c| c == '.')?;
    cursor.spaces();
    let (month, _) = cursor.number(2)?;
    cursor.eat(|c| c == '.')?;
    cursor.spaces();
    on(year(cursor)?, month, day)
}

fn year(cursor: &mut Cursor) -> Option<u32> {
    cursor.number(4).filter(|(_, digits)| *digits == 4).map(|(year, _)| year)
}

fn day(cursor: &mut Cursor) -> Option<u32> {
    let (day, _) = cursor.number(2)?;
    let _ = ["st", "nd", "rd", "th"].iter().any(|ending| cursor.eat_word(ending));
    Some(day)
}

fn month(cursor: &mut Cursor) -> Option<u32> {
    let word = cursor.letters().to_lowercase();
    let long_enough = word.len() == 3 || word == "sept";
    let number = (1..).zip(MONTHS).find(|(_, name)| word == **name || (long_enough && name.starts_with(&word)));
    cursor.eat(|c| c == '.');
    number.map(|(number, _)| number)
}

/// Passes the `T00:00:00+04:30` of a timestamp; what is no time of day is not passed.
fn time_of_day(cursor: &mut Cursor) {
    let mut ahead = cursor.clone();
    if ahead.eat(|c| matches!(c, 'T' | 't')).is_none() || ahead.peek().and_then(digit).is_none() {
        return;
    }
    while ahead.eat(|c| digit(c).is_some() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | 'z')).is_some() {}
    *cursor = ahead;
}

fn on(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| (1000..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_stand_behind_the_name_of_its_day() {
        for text in ["Thursday 26 March 2026", "Thu 26 Mar 2026", "26 March 2026"] {
            assert_eq!(whole_behind_weekday(text), NaiveDate::from_ymd_opt(2026, 3, 26), "{text}");
        }
        assert_eq!(whole_behind_weekday("Day 2"), None);
        assert!(is_weekday("Sunday") && !is_weekday("Sunday lunch") && begins_with_weekday("Sunday lunch"));
    }

    #[test]
    fn a_date_is_found_in_every_usual_form() {
        for text in [
            "Day 1: 2019-10-28",
            "2019/10/28",
            "Monday, 28 October 2019 in the library",
            "28th of Oct. 2019",
            "Oct 28, 2019",
            "October 28th 2019",
            "Tag 1 (28.10.2019)",
            "第一天 2019年10月28日",
            "۲۰۱۹-۱۰-۲۸",
            "v2 2019.10.28",
        ] {
            assert_eq!(find(text).map(|(date, _)| date.to_string()), Some("2019-10-28".to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_would_be_a_guess_is_none() {
        for text in
            ["Day 1", "2019-13-01", "10/28/2019", "28 Octember 2019", "2019-10", "Room 2019", "March", "12019-10-28"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn a_timestamp_is_a_date_in_front_matter() {
        assert_eq!(whole("2014-06-25T00:00:00+04:30").map(|date| date.to_string()), Some("2014-06-25".to_owned()));
        assert_eq!(whole("2014-06-25 18:00").map(|date| date.to_string()), Some("2014-06-25".to_owned()));
        assert_eq!(whole("some day"), None);
        assert_eq!(whole("2014-06-25 or later"), None);
    }

    #[test]
    fn dates_in_addresses_are_not_meant() {
        assert!(
            all("https://example.org/2019/03/23-minutes.html on 2019-03-24")
                .iter()
                .all(|(date, _)| { date.to_string() == "2019-03-24" })
        );
    }
}
