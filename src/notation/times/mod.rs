//! Times of day and lengths of time as people write them.
//!
//! `9:00 AM`, `09:00–09:45`, `۱۸:۰۰`, `1h30`, `45 min`, `（5-10 min）`: one reader for headings, property lines,
//! foreign forms and what is answered on screen. Not here: dates, and what stands around the time in a heading.

mod clock;

use std::fmt;
use std::ops::Range;

use chrono::NaiveTime;

use super::cursor::Cursor;
use clock::{Clock, Half, Looks};

/// Minutes in a day; a slot that takes longer is nonsense.
pub(crate) const DAY: u32 = 24 * 60;

/// A time, or a span of time, at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Minutes from midnight, below a day.
    pub(crate) start: u32,
    /// Minutes from midnight, up to a whole day; may lie before `start`.
    pub(crate) end: Option<u32>,
    /// Bytes of the text that it takes.
    pub(crate) past: usize,
    /// The bytes at which the first time stands.
    pub(crate) first: Range<usize>,
    /// The bytes at which the second stands.
    pub(crate) second: Option<Range<usize>>,
}

/// A length of time, or a range of lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    /// Minutes, from 1 to a day; of a range the upper bound.
    pub(crate) minutes: u32,
    /// The lower bound of a range, below the upper one.
    pub(crate) least: Option<u32>,
    /// The range was written with its upper bound first.
    pub(crate) backwards: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Hours,
    Minutes,
}

pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '～' | '〜' | '－')
}

pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// The time of day that so many minutes after midnight is.
pub(crate) fn of_day(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}

/// The time at which a day ends that is so many minutes after midnight: it may end at 24:00, the midnight behind it.
pub(crate) fn end_of_day(minutes: u32) -> Option<NaiveTime> {
    of_day(minutes % DAY)
}

/// The time, or the span of time, that `text` begins with; emphasis marks around just that are part of it.
pub(crate) fn leading_span(text: &str) -> Option<Span> {
    leading(text, Looks::Surely)
}

/// `least`: how much like a time a single one has to look.
fn leading(text: &str, least: Looks) -> Option<Span> {
    let mut cursor = Cursor::new(text);
    while cursor.eat(|c| matches!(c, '*' | '_')).is_some() {}
    let marks = text.get(..cursor.offset()).unwrap_or("");
    let first = Clock::read(&mut cursor)?;
    let first_at = marks.len()..cursor.offset();
    let mut ahead = cursor.clone();
    let second = if past_to(&mut ahead) {
        let between = text.get(first_at.end..ahead.offset()).unwrap_or("");
        let parted = between.contains(is_dash) && between.contains(char::is_whitespace);
        let from = ahead.offset();
        let clock = Clock::read(&mut ahead).filter(|second| first.begins(*second, parted));
        clock.map(|clock| (clock, from..ahead.offset()))
    } else {
        None
    };
    if second.is_some() {
        cursor = ahead;
    } else if first.looks < least {
        return None;
    }
    if !cursor.rest().starts_with(marks) {
        return None;
    }
    let past = cursor.offset() + marks.len();
    let Some((second, second_at)) = second else {
        let start = first.minutes(first.half);
        return (start < DAY).then_some(Span { start, end: None, past, first: first_at, second: None });
    };
    let mut end = second.minutes(second.half);
    let mut start = first.minutes(first.half.or(second.half));
    let later = second.minutes(first.half);
    if second.half.is_none() && end < start && later > start {
        end = later; // 2 PM–3:30
    }
    if first.half.is_none() && start > end && second.half == Some(Half::Afternoon) {
        start = first.minutes(Some(Half::Morning)); // 11:00–1:00 PM
    }
    (start < DAY).then_some(Span { start, end: Some(end), past, first: first_at, second: Some(second_at) })
}

/// The span of time that is the whole of `text`.
pub(crate) fn whole_span(text: &str) -> Option<Span> {
    let text = text.trim();
    leading(text, Looks::Maybe).filter(|span| span.past == text.len())
}

/// The time that is the whole of `text`, in minutes from midnight, up to a whole day.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let mut cursor = Cursor::new(text.trim());
    let clock = Clock::read(&mut cursor).filter(|clock| clock.looks > Looks::Bare)?;
    cursor.at_end().then(|| clock.minutes(clock.half))
}

impl Unit {
    fn of(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" | "heure" | "heures" | "hora"
            | "horas" | "ora" | "ore" | "uur" | "uren" | "tim" | "timme" | "timmar" | "saat" | "ч" | "час" | "часа"
            | "часов" | "小时" | "小時" | "个小时" | "個小時" | "時間" | "시간" | "ساعت" | "ساعة" | "ساعات" | "שעה"
            | "שעות" | "घंटा" | "घंटे" | "घण्टे" => Some(Self::Hours),
            "m" | "mn" | "min" | "mins" | "minute" | "minutes" | "minuten" | "minuto" | "minutos" | "minuti"
            | "minuut" | "minuter" | "minut" | "dk" | "dakika" | "phút" | "мин" | "минут" | "минуты" | "минута"
            | "分" | "分钟" | "分鐘" | "分間" | "분" | "دقیقه" | "دقيقة" | "دقائق" | "דקה" | "דקות" | "मिनट" => {
                Some(Self::Minutes)
            }
            _ => None,
        }
    }

    fn read(cursor: &mut Cursor) -> Option<Self> {
        let mut ahead = cursor.clone();
        ahead.spaces();
        let unit = if ahead.eat(|c| matches!(c, '\'' | '’' | '′')).is_some() {
            Self::Minutes
        } else {
            Self::of(ahead.letters())?
        };
        ahead.eat(|c| c == '.');
        *cursor = ahead;
        Some(unit)
    }
}

impl Length {
    pub(crate) fn of(minutes: u32) -> Self {
        Self { minutes, least: None, backwards: false }
    }

    /// The range between two bounds in the order in which they were written; none where it is nonsense.
    fn between(first: u32, second: u32) -> Option<Self> {
        let (least, minutes) = (first.min(second), first.max(second));
        let range = Self { minutes, least: Some(least).filter(|least| *least < minutes), backwards: second < first };
        range.is_possible().then_some(range)
    }

    fn is_possible(self) -> bool {
        (1..=DAY).contains(&self.minutes)
    }

    /// What two statements about one slot come to; none where they contradict each other. The upper bound alone may be
    /// said beside the range.
    pub(crate) fn agreeing(self, other: Self) -> Option<Self> {
        let agree = match (self.least, other.least) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        (agree && self.minutes == other.minutes).then_some(if self.least.is_some() { self } else { other })
    }

    /// `45 minutes`, `30 to 60 minutes`.
    pub(crate) fn in_words(self) -> String {
        let lower = self.least.map(|least| format!("{least} to ")).unwrap_or_default();
        format!("{lower}{} minutes", self.minutes)
    }
}

impl fmt::Display for Length {
    /// As an agenda has it: `45m`, `1h30`, `30-60m`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.minutes / 60, self.minutes % 60) {
            (Some(least), _, _) => write!(f, "{least}-{}m", self.minutes),
            (None, 0, minutes) => write!(f, "{minutes}m"),
            (None, hours, 0) => write!(f, "{hours}h"),
            (None, hours, minutes) => write!(f, "{hours}h{minutes:02}"),
        }
    }
}

/// A length as written, one bound of a range maybe; what it amounts to depends on the other's unit.
#[derive(Clone, Copy)]
struct Amount {
    whole: u32,
    hundredths: u32,
    unit: Option<Unit>,
    /// The `30` of `1h30`.
    minutes: u32,
}

impl Amount {
    fn read(cursor: &mut Cursor) -> Option<Self> {
        let (whole, hundredths) = number(cursor)?;
        let unit = Unit::read(cursor);
        let mut ahead = cursor.clone();
        ahead.spaces();
        let minutes = match ahead.number(2) {
            Some((minutes, _)) if unit == Some(Unit::Hours) => {
                if Unit::read(&mut ahead).is_some_and(|unit| unit != Unit::Minutes) {
                    return None;
                }
                *cursor = ahead;
                minutes
            }
            _ => 0,
        };
        Some(Self { whole, hundredths, unit, minutes })
    }

    /// Minutes, in the unit of `other` where it names none itself.
    fn minutes(self, other: Option<Unit>) -> Option<u32> {
        Some(match self.unit.or(other)? {
            Unit::Hours => self.whole * 60 + self.hundredths * 60 / 100 + self.minutes,
            Unit::Minutes => self.whole,
        })
    }
}

/// A length that is the whole of `text` and names its unit: `45m`, `1h30`, `1 h 05 min`, `1.5h`, `5-10 min`, `5分钟`.
pub(crate) fn length(text: &str) -> Option<Length> {
    let mut cursor = Cursor::new(text.trim());
    let _ = ["ca.", "ca ", "about ", "approx. "].iter().any(|word| cursor.eat_word(word));
    cursor.eat(|c| matches!(c, '~' | '≈' | '约' | '約'));
    cursor.spaces();
    let first = Amount::read(&mut cursor)?;
    let second = if past_to(&mut cursor) { Some(Amount::read(&mut cursor)?) } else { None };
    cursor.spaces();
    if !cursor.at_end() {
        return None;
    }
    let Some(second) = second else { return Some(Length::of(first.minutes(None)?)).filter(|it| it.is_possible()) };
    Length::between(first.minutes(second.unit)?, second.minutes(first.unit)?)
}

/// What a `Duration:` line may say: a [`length`], or a bare number of minutes or two of them, or hours and minutes as
/// `1:30`.
pub(crate) fn length_or_bare(text: &str) -> Option<Length> {
    length(text).or_else(|| {
        let mut cursor = Cursor::new(text.trim());
        let (first, _) = cursor.number(4)?;
        let length = if cursor.eat(is_colon).is_some() {
            let (second, _) = cursor.number(2).filter(|(value, digits)| *digits == 2 && *value < 60)?;
            Length::of(first * 60 + second)
        } else if past_to(&mut cursor) {
            Length::between(first, cursor.number(4)?.0)?
        } else {
            Length::of(first)
        };
        (cursor.at_end() && length.is_possible()).then_some(length)
    })
}

/// What people write for `to`, with the blank behind it.
const TO: [&str; 12] = ["to ", "bis ", "till ", "until ", "à ", "a ", "até ", "tot ", "до ", "تا ", "الی ", "إلى "];

/// Passes what stands between the bounds of a range: a dash or `to`, and the blanks around it.
fn past_to(cursor: &mut Cursor) -> bool {
    let mut ahead = cursor.clone();
    let parted = ahead.spaces();
    let dash = ahead.eat(|c| is_dash(c) || matches!(c, '至' | '到')).is_some() || ahead.eat_exactly("から");
    let word = !dash && parted && TO.iter().any(|word| ahead.eat_word(word) || ahead.eat_exactly(word));
    if dash || word {
        ahead.spaces();
        *cursor = ahead;
    }
    dash || word
}

/// A number and the hundredths behind its point or comma.
fn number(cursor: &mut Cursor) -> Option<(u32, u32)> {
    let part = |cursor: &mut Cursor| match cursor.eat(|c| matches!(c, '¼' | '½' | '¾')) {
        Some('¼') => 25,
        Some('½') => 50,
        Some(_) => 75,
        None => 0,
    };
    let hundredths = part(cursor);
    if hundredths > 0 {
        return Some((0, hundredths));
    }
    let (whole, _) = cursor.number(4)?;
    let hundredths = part(cursor);
    if hundredths > 0 {
        return Some((whole, hundredths));
    }
    let mut ahead = cursor.clone();
    if ahead.eat(|c| matches!(c, '.' | ',')).is_some()
        && let Some((value, digits)) = ahead.number(2)
    {
        *cursor = ahead;
        return Some((whole, if digits == 1 { value * 10 } else { value }));
    }
    Some((whole, 0))
}

#[cfg(test)]
mod tests;
