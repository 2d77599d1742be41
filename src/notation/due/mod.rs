//! When an action item is due, wherever its text says so.
//!
//! Scribes write dates as they are said: after `due`, `by`, `in` or `//`, with the year or without, or as the next
//! meeting; in German after `fällig`, `bis` and `in`. Which language it is the words say, not the screen. Not here: what becomes of the text (`parse`, `print`), dates that no such word stands before, and any clock.

mod german;
mod reader;
mod said;

use std::ops::Range;

use chrono::{Days, Months, NaiveDate};

use self::reader::Reader;
pub(crate) use self::said::MONTHS;
use self::said::{Said, amount, first_of, next_meeting, said};
use super::fold::{joins, word_ends};

/// What is dropped between a text and the due phrase that ends it: the phrase was set off by it.
pub(super) const SET_OFF: [char; 7] = [',', ';', '，', '；', '、', '—', '–'];

const OPENING: [char; 4] = ['(', '[', '（', '［'];
const CLOSING: [char; 4] = [')', ']', '）', '］'];

/// A phrase that says when something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DuePhrase {
    /// When; none where the agenda names no next meeting.
    pub(super) date: Option<NaiveDate>,
    /// Its bytes, from the word before the date (`due`, `by`, `//`, …) to the date's end.
    pub(super) range: Range<usize>,
    /// Where the text before it ends, if it ends the text and leaves some: brackets, a comma and a full stop go with it.
    /// None where the phrase stays in the text.
    pub(super) text_end: Option<usize>,
    /// A backslash stands before it: it is meant as text.
    pub(super) literal: bool,
}

/// The due phrases of a text, in its order. Which there are depends on the text alone; only their dates depend on
/// `today` and on when the next meeting is.
pub(super) fn due_phrases(text: &str, today: NaiveDate, next_meeting: Option<NaiveDate>) -> Vec<DuePhrase> {
    let mut found = vec![];
    let mut from = 0;
    for (at, sign) in text.char_indices() {
        if at < from || !matches!(sign, '/' | 'a'..='z' | 'A'..='Z') || !begins_well(text, at) {
            continue;
        }
        let mut reader = Reader::at(text, at);
        let Some((said, stays)) =
            phrase(&mut reader, text.get(..at).unwrap_or_default()).filter(|_| ends_here(text, reader.offset()))
        else {
            continue;
        };
        from = reader.offset();
        let literal = text.get(..at).is_some_and(|before| before.ends_with('\\'));
        let text_end = if literal { None } else { text_end(text, at..from, stays) };
        found.push(DuePhrase { date: said.on(today, next_meeting), range: at..from, text_end, literal });
    }
    found
}

/// The day that a whole text says, looked forward from `today`: a date, or what can be typed after `due`, as `friday` or
/// `in 2 weeks`.
pub(crate) fn coming_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    let said = || match due_phrases(&format!("x due {text}"), today, None).as_slice() {
        // Words that are left over were no part of a date.
        [DuePhrase { date, text_end: Some(1), literal: false, .. }] => *date,
        _ => None,
    };
    text.parse().ok().or_else(said)
}

/// The day that a whole text says, looked back from `today`: of days that come round each week or year the last one.
pub(crate) fn past_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("yesterday") || german::is_yesterday(text) {
        return today.pred_opt();
    }
    let mut reader = Reader::at(text, 0);
    let said = any_said(&mut reader).filter(|_| reader.rest().is_empty())?;
    let day = said.on(today, None)?;
    match said {
        Said::Weekday(_) => day.checked_sub_days(Days::new(7)),
        Said::Day { .. } if day > today => day.checked_sub_months(Months::new(12)),
        _ => Some(day),
    }
}

/// How a phrase belongs to the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stays {
    /// It can be taken off the end.
    No,
    /// It is often part of what is to be done (`book a room for the next meeting`), so it stays unless it is set off.
    UnlessSetOff,
}

/// The phrase that begins where the reader stands, behind this text, in any language that is understood.
fn phrase(reader: &mut Reader, before: &str) -> Option<(Said, Stays)> {
    let mut ahead = *reader;
    if let Some(found) = english(&mut ahead) {
        *reader = ahead;
        return Some(found);
    }
    german::phrase(reader, before)
}

/// A date, in any language that is understood.
fn any_said(reader: &mut Reader) -> Option<Said> {
    first_of(reader, &[said, german::said])
}

/// The English phrase that begins where the reader stands; dates after `due` and `//` are of any language.
fn english(reader: &mut Reader) -> Option<(Said, Stays)> {
    let start = *reader;
    if reader.eat(&['/']) {
        return reader.eat(&['/']).then(|| any_said(reader))?.map(|said| (said, Stays::No));
    }
    match &*reader.word().to_ascii_lowercase() {
        "due" => {
            let colon = reader.eat(&[':', '：']);
            (reader.spaces() || colon).then_some(())?;
            let _ = ["by", "on", "for", "at"].iter().any(|word| reader.eat_word_before(word));
            any_said(reader).map(|said| (said, Stays::No))
        }
        "by" => reader.spaces().then(|| said(reader))?.map(|said| (said, Stays::No)),
        // `in 2 weeks of data` says how much.
        "in" => {
            let said = reader.spaces().then(|| amount(reader))?;
            said.filter(|_| !goes_on_with(*reader, "of")).map(|said| (said, Stays::No))
        }
        "for" | "at" | "before" => {
            reader.spaces().then(|| next_meeting(reader))?.map(|said| (said, Stays::UnlessSetOff))
        }
        "next" => {
            *reader = start;
            reader.eat_words(&["next", "meeting"]).then_some((Said::NextMeeting, Stays::UnlessSetOff))
        }
        _ => None,
    }
}

/// Whether this word follows.
fn goes_on_with(mut reader: Reader, word: &str) -> bool {
    reader.spaces() && reader.eat_word(word)
}

/// Whether a phrase may begin here: it is a word of its own, with backslashes before it or not.
fn begins_well(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches('\\');
    before.chars().next_back().is_none_or(|sign| {
        // A script without spaces has words that end anywhere.
        let unspaced = sign.is_alphanumeric() && !joins(sign);
        sign.is_whitespace()
            || unspaced
            || OPENING.contains(&sign)
            || SET_OFF.contains(&sign)
            || "。．！？".contains(sign)
    })
}

/// Whether the date's last word ends here.
fn ends_here(text: &str, at: usize) -> bool {
    word_ends(text, at) && text.get(at..).is_some_and(ends_well)
}

/// Whether a date may be followed by this: `Friday's`, `2019-11-30T10:00` and `3/6/2026` go on.
fn ends_well(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('\'' | '’' | '.' | '/' | ':' | '@' | '=') => !rest.next().is_some_and(char::is_alphanumeric),
        Some(',') => !rest.next().is_some_and(|next| next.is_ascii_digit()),
        next => !next.is_some_and(joins),
    }
}

/// Where the text ends that stands before a phrase; none where the phrase is not all that follows.
fn text_end(text: &str, phrase: Range<usize>, stays: Stays) -> Option<usize> {
    let (before, after) = (text.get(..phrase.start)?, text.get(phrase.end..)?.trim());
    let bracketed = before.strip_suffix(OPENING);
    let ended = after.strip_suffix(['.', '。']).unwrap_or(after);
    let ends = if bracketed.is_some() { ended.strip_suffix(CLOSING)?.is_empty() } else { ended.is_empty() };
    let before = if let Some(outside) = bracketed {
        outside.trim_end()
    } else {
        let trimmed = before.trim_end();
        let text = trimmed.trim_end_matches(|sign: char| SET_OFF.contains(&sign) || sign.is_whitespace());
        let set_off = text.len() < trimmed.len();
        (set_off || stays == Stays::No).then_some(text)?
    };
    (ends && !before.is_empty()).then_some(before.len())
}

#[cfg(test)]
mod tests;
