//! German ways to say when an action item is due: `bis Freitag`, `fällig am 4. Dez.`, `in zwei Wochen`.
//!
//! They stand beside the English ones whatever language the screen has: a scribe types as the meeting speaks, and the screen shows a
//! German date that can be typed as it stands there. `bis` is no date by itself, nor where it ends a stretch (`Montag bis Freitag`).
//! Not here: where in a text a date is looked for (see the folder's own file), and what a day comes to (`said`).

use chrono::{NaiveDate, Weekday};

use super::Stays;
use super::reader::Reader;
use super::said::{Said, Unit, first_of, full_stop, in_a_year, year_first};
use crate::notation::fold::folded;

/// The months' names as they are compared, in order.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// Other names of months.
const OTHER_MONTHS: [(&str, u32); 4] = [("janner", 1), ("feber", 2), ("mrz", 3), ("maerz", 3)];

const WEEKDAYS: [(&str, Weekday); 8] = [
    ("montag", Weekday::Mon),
    ("dienstag", Weekday::Tue),
    ("mittwoch", Weekday::Wed),
    ("donnerstag", Weekday::Thu),
    ("freitag", Weekday::Fri),
    ("samstag", Weekday::Sat),
    ("sonntag", Weekday::Sun),
    // Behind the day that `So` is.
    ("sonnabend", Weekday::Sat),
];

const NUMBERS: [&str; 12] =
    ["ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf"];

/// The phrase that begins where the reader stands, behind this text.
pub(super) fn phrase(reader: &mut Reader, before: &str) -> Option<(Said, Stays)> {
    // Most words begin none, and this is asked at every key.
    if !reader.rest().starts_with(|sign: char| "bfiknsz".contains(sign.to_ascii_lowercase())) {
        return None;
    }
    let start = *reader;
    let word = reader.folded_word();
    match &*word {
        "fallig" | "faellig" => {
            let colon = reader.eat(&[':', '：']);
            (reader.spaces() || colon).then_some(())?;
            behind(reader).map(|said| (said, Stays::No))
        }
        "bis" if ends_a_stretch(before) => None,
        "bis" | "spatestens" => reader.spaces().then(|| behind(reader))?.map(|said| (said, Stays::No)),
        "in" => reader.spaces().then(|| amount(reader))?.map(|said| (said, Stays::No)),
        "zur" | "beim" => reader.spaces().then(|| next_meeting(reader))?.map(|said| (said, Stays::UnlessSetOff)),
        _ if is_next(&word) => {
            *reader = start;
            next_meeting(reader).map(|said| (said, Stays::UnlessSetOff))
        }
        _ => None,
    }
}

/// The date that is said in German where the reader stands, which it passes.
pub(super) fn said(reader: &mut Reader) -> Option<Said> {
    first_of(reader, &[after_a_weekday, calendar_date, next_meeting, next, end, amount_after_in, day_of_a_week, near])
}

/// The last day, as one looks back: `gestern`.
pub(super) fn is_yesterday(text: &str) -> bool {
    folded(text) == "gestern"
}

/// The date behind `bis` or `fällig`, whatever small words lead to it: `bis spätestens zum 4.12.`.
fn behind(reader: &mut Reader) -> Option<Said> {
    for _ in 0..2 {
        eat_before(reader, &["bis", "spatestens", "einschliesslich"]);
    }
    if eat_before(reader, &["zum", "zur", "am", "den"]) {
        // `bis zum Morgen` is not tomorrow.
        return first_of(reader, &[after_a_weekday, calendar_date, next_meeting, next, end, day_of_a_week]);
    }
    first_of(reader, &[said, super::said::said])
}

/// Whether `bis` behind this text ends a stretch that begins there: `Montag bis Freitag`, `vom 3. bis 4. Dez.`.
fn ends_a_stretch(before: &str) -> bool {
    let before = before.trim_end_matches('\\');
    if !before.ends_with(char::is_whitespace) {
        return false;
    }
    let before = before.trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_number = |sign: char| sign.is_ascii_digit() || ".:-–/".contains(sign);
    let word = word.trim_start_matches(super::OPENING);
    if word.starts_with(|sign: char| sign.is_ascii_digit()) && word.chars().all(is_number) {
        return true;
    }
    // `Jan` is somebody's name, `Jan.` and `Januar` are not.
    let is_whole = |name: &str| name == folded(word.trim_end_matches('.'));
    let is_month = MONTHS.iter().any(|name| is_whole(name)) || word.ends_with('.') && reads_whole(word, month);
    is_month || reads_whole(word, weekday) || reads_whole(word, near)
}

/// Whether a word is read to its end so.
fn reads_whole<T>(word: &str, way: fn(&mut Reader) -> Option<T>) -> bool {
    let mut reader = Reader::at(word, 0);
    way(&mut reader).is_some() && reader.rest().trim_start_matches('.').is_empty()
}

/// Passes one of these words and the spaces that must follow it.
fn eat_before(reader: &mut Reader, words: &[&str]) -> bool {
    let mut ahead = *reader;
    let found = words.contains(&&*ahead.folded_word()) && ahead.spaces();
    if found {
        *reader = ahead;
    }
    found
}

/// `Freitag, den 4. Dezember`, `Fr 4. Dez.`: the date counts.
fn after_a_weekday(reader: &mut Reader) -> Option<Said> {
    weekday(reader)?;
    reader.eat(&[',']);
    reader.spaces().then_some(())?;
    eat_before(reader, &["den", "dem"]);
    first_of(reader, &[calendar_date, year_first])
}

/// `4. Dez.`, `4. Dezember 2026`, `4.12.`, `4.12.26`.
fn calendar_date(reader: &mut Reader) -> Option<Said> {
    first_of(reader, &[day_and_month, with_points])
}

fn day_and_month(reader: &mut Reader) -> Option<Said> {
    let (day, _) = reader.number(2)?;
    let point = reader.eat(&['.']);
    (reader.spaces() || point).then_some(())?;
    let month = month(reader)?;
    in_a_year(reader, month, day)
}

/// With the point behind the month, without which it is a number of any kind.
fn with_points(reader: &mut Reader) -> Option<Said> {
    let (day, _) = reader.number(2)?;
    reader.eat(&['.']).then_some(())?;
    reader.spaces();
    let (month, _) = reader.number(2)?;
    reader.eat(&['.']).then_some(())?;
    match reader.number(4) {
        None => in_a_year(reader, month, day),
        Some((year, digits)) => {
            let century = match digits {
                2 => 2000,
                4 => 0,
                _ => return None,
            };
            let year = i32::try_from(year).ok()?.checked_add(century)?;
            NaiveDate::from_ymd_opt(year, month, day).map(Said::Date)
        }
    }
}

/// A month's name, or its first letters.
fn month(reader: &mut Reader) -> Option<u32> {
    let word = reader.folded_word();
    let other = OTHER_MONTHS.iter().find_map(|(name, number)| (word == *name).then_some(*number));
    let begins = |name: &str| word.len() >= 3 && name.starts_with(&*word);
    let number = other.or_else(|| MONTHS.iter().zip(1..).find_map(|(name, number)| begins(name).then_some(number)))?;
    full_stop(reader);
    Some(number)
}

/// A day's name, or its two letters as they are written: `So`, since `so` is a word.
fn weekday(reader: &mut Reader) -> Option<Weekday> {
    let begun = reader.rest();
    let word = reader.folded_word();
    let mut letters = begun.chars();
    let short = word.len() == 2
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| word == *name || short && name.starts_with(&*word))?;
    full_stop(reader);
    Some(*weekday)
}

/// Whether it is `nächste`, `kommenden` and the like.
fn is_next(word: &str) -> bool {
    ["nachste", "naechste", "kommende"].iter().any(|stem| is_form_of(word, stem))
}

fn is_form_of(word: &str, stem: &str) -> bool {
    matches!(word.strip_prefix(stem), Some("" | "n" | "r" | "s" | "m"))
}

/// `nächste Sitzung`, `der nächsten Besprechung`.
fn next_meeting(reader: &mut Reader) -> Option<Said> {
    eat_before(reader, &["der", "die"]);
    (is_next(&reader.folded_word()) && reader.spaces()).then_some(())?;
    matches!(&*reader.folded_word(), "sitzung" | "besprechung" | "treffen").then_some(Said::NextMeeting)
}

/// `nächsten Freitag`, `diesen Freitag`, `nächste Woche`, `nächste Woche Freitag`.
fn next(reader: &mut Reader) -> Option<Said> {
    let word = reader.folded_word();
    reader.spaces().then_some(())?;
    if is_form_of(&word, "diese") || is_form_of(&word, "kommende") {
        let coming = first_of(reader, &[|reader| weekday(reader).map(Said::Weekday)]);
        if coming.is_some() {
            return coming;
        }
    }
    is_next(&word).then_some(())?;
    if let Some(weekday) = first_of(reader, &[|reader| weekday(reader).map(Said::WeekdayNextWeek)]) {
        return Some(weekday);
    }
    let unit = unit(reader).filter(|unit| *unit != Unit::Day)?;
    let mut ahead = *reader;
    if unit == Unit::Week
        && ahead.spaces()
        && let Some(weekday) = weekday(&mut ahead)
    {
        *reader = ahead;
        return Some(Said::WeekdayNextWeek(weekday));
    }
    Some(Said::Next(unit))
}

/// `Monatsende`, `Ende Juni`, `Ende der Woche`, `Ende nächster Woche`.
fn end(reader: &mut Reader) -> Option<Said> {
    match &*reader.folded_word() {
        "wochenende" => return Some(Said::End(Unit::Week)),
        "monatsende" => return Some(Said::End(Unit::Month)),
        "jahresende" => return Some(Said::End(Unit::Year)),
        "ende" => {}
        _ => return None,
    }
    reader.spaces().then_some(())?;
    if let Some(month) = first_of(reader, &[|reader| month(reader).map(Said::EndOfMonth)]) {
        return Some(month);
    }
    eat_before(reader, &["der", "des"]);
    let mut ahead = *reader;
    let word = ahead.folded_word();
    if is_next(&word) && ahead.spaces() {
        *reader = ahead;
        return unit(reader).filter(|unit| *unit != Unit::Day).map(Said::EndOfNext);
    }
    if is_form_of(&word, "diese") && ahead.spaces() {
        *reader = ahead;
    }
    unit(reader).filter(|unit| *unit != Unit::Day).map(Said::End)
}

fn unit(reader: &mut Reader) -> Option<Unit> {
    match &*reader.folded_word() {
        "tag" | "tage" | "tagen" => Some(Unit::Day),
        "woche" | "wochen" => Some(Unit::Week),
        "monat" | "monats" | "monate" | "monaten" => Some(Unit::Month),
        "jahr" | "jahrs" | "jahres" | "jahre" | "jahren" => Some(Unit::Year),
        _ => None,
    }
}

/// `2 Wochen`, `einem Monat`, `drei Tagen`.
fn amount(reader: &mut Reader) -> Option<Said> {
    let count = match reader.number(3) {
        Some((count, _)) => count,
        None => counted(&reader.folded_word())?,
    };
    reader.spaces().then_some(())?;
    unit(reader).map(|unit| Said::In(count, unit))
}

fn counted(word: &str) -> Option<u32> {
    if matches!(word, "einer" | "einem" | "einen" | "eine") {
        return Some(1);
    }
    NUMBERS.iter().zip(1..).find_map(|(name, number)| (word == *name).then_some(number))
}

fn amount_after_in(reader: &mut Reader) -> Option<Said> {
    eat_before(reader, &["in"]).then_some(())?;
    amount(reader)
}

/// `Freitag`, `Fr`, `Freitag nächster Woche`.
fn day_of_a_week(reader: &mut Reader) -> Option<Said> {
    let weekday = weekday(reader)?;
    let mut ahead = *reader;
    if ahead.spaces() && is_next(&ahead.folded_word()) && ahead.spaces() && unit(&mut ahead) == Some(Unit::Week) {
        *reader = ahead;
        return Some(Said::WeekdayNextWeek(weekday));
    }
    Some(Said::Weekday(weekday))
}

/// `heute`, `morgen`, `übermorgen`.
fn near(reader: &mut Reader) -> Option<Said> {
    let days = match &*reader.folded_word() {
        "heute" => 0,
        "morgen" => 1,
        "ubermorgen" | "uebermorgen" => 2,
        _ => return None,
    };
    Some(Said::In(days, Unit::Day))
}
