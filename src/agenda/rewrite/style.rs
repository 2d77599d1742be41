//! Times and lengths as the file has them.
//!
//! A changed time is to look as its writer would have written it: `9:00 AM`, `۰۹:۰۰`, `45 min`, `1 h 05 min`. Not here:
//! where they stand.

use std::fmt::Write as _;
use std::ops::Range;

use chrono::{NaiveTime, Timelike};

use super::slot::{self, Parts};
use crate::agenda::Parsed;
use crate::agenda::property::Property;
use crate::notation::cursor::{Cursor, digit};
use crate::notation::times::{self, Length};

/// How a file writes times and lengths, found in its slots.
#[derive(Default)]
pub(super) struct FileStyle {
    /// The first time in a heading.
    time: Option<String>,
    /// A time with a single digit for its hour stands somewhere.
    short_hours: bool,
    /// The first length in brackets, with them.
    bracket: Option<(String, Range<usize>)>,
    /// The first length in a property line.
    duration: Option<String>,
    /// More lengths stand in brackets than in property lines.
    in_brackets: bool,
}

/// How one time is written.
struct Clock<'a> {
    zero: char,
    padded: bool,
    colon: Option<char>,
    seconds: bool,
    /// `AM`, ` p.m.`
    half: &'a str,
}

impl FileStyle {
    pub(super) fn of(parsed: &Parsed) -> Self {
        let mut style = Self::default();
        let (mut brackets, mut lines) = (0, 0);
        for nth in 0..parsed.agenda.slot_count() {
            let Some(block) = slot::heading_of(parsed, nth) else { continue };
            let Some(range) = slot::text_of(&parsed.source, block) else { continue };
            let text = parsed.source.get(range).unwrap_or("");
            let Parts { span, bracket, .. } = Parts::of(text);
            if let Some(said) = span.and_then(|(at, span)| text.get(at + span.first.start..at + span.first.end)) {
                style.short_hours |= said.chars().take_while(|c| digit(*c).is_some()).count() == 1;
                style.time.get_or_insert(said.to_owned());
            }
            if let Some((whole, inner)) = bracket {
                brackets += 1;
                let written = text.get(whole.clone()).unwrap_or("");
                let open = whole.start + written.len() - written.trim_start().len();
                let bracket = (written.trim().to_owned(), inner.start - open..inner.end - open);
                style.bracket.get_or_insert(bracket);
            }
            for line in slot::property_lines(&parsed.source, block.range.end..parsed.source.len()) {
                if line.property == Property::Duration {
                    lines += 1;
                    style.duration.get_or_insert(parsed.source.get(line.value).unwrap_or("").to_owned());
                }
            }
        }
        style.in_brackets = brackets > lines;
        style
    }

    /// A time for a heading that has none.
    pub(super) fn time(&self, time: NaiveTime) -> String {
        self.time_like(self.time.as_deref().unwrap_or("09:00"), "", true, time)
    }

    /// A time in the place of `said`. `other`: the one at the end of its span, whose half of the day counts for both; it
    /// is left out where `bare`.
    pub(super) fn time_like(&self, said: &str, other: &str, bare: bool, time: NaiveTime) -> String {
        let mut clock = Clock::of(said, !self.short_hours);
        let half = Clock::of(other, true).half;
        let hidden = clock.half.is_empty() && !half.is_empty();
        if hidden {
            clock.half = half;
        }
        let written = clock.write(time);
        if hidden && bare { written.trim_end_matches(clock.written_half(time).as_str()).to_owned() } else { written }
    }

    /// A length in brackets, where the file has them there.
    pub(super) fn bracket(&self, new: Length) -> Option<String> {
        let (written, inner) = self.bracket.as_ref().filter(|_| self.in_brackets)?;
        let said = written.get(inner.clone())?;
        Some(format!("{}{}{}", written.get(..inner.start)?, length(said, new), written.get(inner.end..)?))
    }

    /// A length for a property line.
    pub(super) fn duration(&self, new: Length) -> String {
        self.duration.as_ref().map_or_else(|| new.to_string(), |said| length(said, new))
    }
}

impl<'a> Clock<'a> {
    /// `padded`: whether hours below ten have two digits where `said` does not show it.
    fn of(said: &'a str, padded: bool) -> Self {
        let mut cursor = Cursor::new(said);
        let first = cursor.peek().unwrap_or('0');
        let (hour, digits) = cursor.number(2).unwrap_or((0, 2));
        let colon = cursor.eat(times::is_colon);
        if colon.is_some() {
            cursor.number(2);
        }
        let seconds = cursor.eat(times::is_colon).is_some() && cursor.number(2).is_some();
        let padded = digits == 2 && (hour < 10 || padded);
        Self { zero: zero_of(first), padded, colon, seconds, half: cursor.rest() }
    }

    fn write(&self, time: NaiveTime) -> String {
        let hour = if self.half.is_empty() { time.hour() } else { time.hour12().1 };
        let mut out = if self.padded { format!("{hour:02}") } else { hour.to_string() };
        if self.colon.is_some() || self.half.is_empty() || time.minute() > 0 {
            out.push(self.colon.unwrap_or(':'));
            let _ = write!(out, "{:02}", time.minute());
        }
        if self.seconds {
            out.push(self.colon.unwrap_or(':'));
            out.push_str("00");
        }
        in_script(&out, self.zero) + &self.written_half(time)
    }

    /// Its `AM` or `PM`, in the case that it is written in.
    fn written_half(&self, time: NaiveTime) -> String {
        let mut changed = false;
        let letter = |c: char| {
            if changed || !c.is_ascii_alphabetic() {
                return c;
            }
            changed = true;
            let half = if time.hour12().0 { 'p' } else { 'a' };
            if c.is_ascii_uppercase() { half.to_ascii_uppercase() } else { half }
        };
        self.half.chars().map(letter).collect()
    }
}

/// The zero of the script that a digit is of.
fn zero_of(c: char) -> char {
    digit(c).and_then(|value| char::from_u32(u32::from(c) - value)).unwrap_or('0')
}

fn in_script(text: &str, zero: char) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value)).unwrap_or(c);
    text.chars().map(digit).collect()
}

/// A length in the place of `said`: its words with other numbers where that says it, or else as an agenda has it.
pub(super) fn length(said: &str, new: Length) -> String {
    let numbers = numbers(said);
    let forms = match (numbers.as_slice(), new.least) {
        ([one], None) => vec![with(said, &[(one, one.len(), new.minutes)]), hours(said, one, new.minutes)],
        ([one], Some(least)) => vec![in_range(said, one, one, Some(least), new.minutes)],
        ([first, second], least) => {
            let digits = second.len();
            let parts = [(first, first.len(), new.minutes / 60), (second, digits.max(2), new.minutes % 60)];
            vec![with(said, &parts), in_range(said, first, second, least, new.minutes)]
        }
        _ => Vec::new(),
    };
    forms.into_iter().find(|form| times::length_or_bare(form) == Some(new)).unwrap_or_else(|| new.to_string())
}

/// Where the numbers stand.
fn numbers(said: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in said.char_indices().filter(|(_, c)| digit(*c).is_some()) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// The words with other numbers, each with at least as many digits as it says, in the script of the old ones.
fn with(said: &str, numbers: &[(&Range<usize>, usize, u32)]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (range, width, value) in numbers {
        let old = said.get((*range).clone()).unwrap_or("");
        let zero = zero_of(old.chars().next().unwrap_or('0'));
        let padded = old.starts_with(zero) || (numbers.len() > 1 && range.start > 0);
        let number = if padded { format!("{value:0width$}") } else { value.to_string() };
        out.push_str(said.get(at..range.start).unwrap_or(""));
        out.push_str(&in_script(&number, zero));
        at = range.end;
    }
    out + said.get(at..).unwrap_or("")
}

/// Whole hours where the number counts hours.
fn hours(said: &str, one: &Range<usize>, minutes: u32) -> String {
    if minutes.is_multiple_of(60) { with(said, &[(one, 1, minutes / 60)]) } else { String::new() }
}

/// The words with a range, or its upper bound alone, in the place of what reaches from one number to another.
fn in_range(said: &str, first: &Range<usize>, last: &Range<usize>, least: Option<u32>, minutes: u32) -> String {
    let whole = first.start..last.end;
    let Some(least) = least else { return with(said, &[(&whole, 1, minutes)]) };
    if first != last {
        return with(said, &[(first, 1, least), (last, 1, minutes)]);
    }
    let zero = zero_of(said.get(whole.clone()).and_then(|old| old.chars().next()).unwrap_or('0'));
    let range = in_script(&format!("{least}-{minutes}"), zero);
    format!("{}{range}{}", said.get(..whole.start).unwrap_or(""), said.get(whole.end..).unwrap_or(""))
}
