//! Times of day and lengths of time as people write them.
//!
//! `9:00 AM`, `09:00–09:45`, `۱۸:۰۰`, `1h30`, `45 min`, `（5-10 min）`: one reader for headings, property lines,
//! foreign forms and what is answered on screen. Not here: dates, and what stands around the time in a heading.

use std::fmt;
use std::ops::Range;

use chrono::NaiveTime;

use super::cursor::Cursor;

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
enum Half {
    Morning,
    Afternoon,
}

#[derive(Clone, Copy)]
struct Clock {
    hour: u32,
    minute: u32,
    half: Option<Half>,
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

impl Clock {
    /// `9:00`, `09:00:00`, `9 AM`, `9:00 p.m.`; a bare number is no time.
    fn read(cursor: &mut Cursor) -> Option<Self> {
        let (hour, _) = cursor.number(2)?;
        let colon = cursor.eat(is_colon).is_some();
        let minute = if colon { cursor.number(2).filter(|(_, digits)| *digits == 2)?.0 } else { 0 };
        let mut seconds = cursor.clone();
        if colon && seconds.eat(is_colon).is_some() && seconds.number(2) == Some((0, 2)) {
            *cursor = seconds;
        }
        let half = Half::read(cursor);
        let known = match half {
            Some(_) => (1..=12).contains(&hour),
            None => colon && (hour < 24 || (hour == 24 && minute == 0)),
        };
        let ends = cursor.peek().is_none_or(|c| !c.is_ascii_alphanumeric() && !is_colon(c) && !c.is_numeric());
        let separator = {
            let mut after = cursor.clone();
            after.eat(is_colon).is_some() && after.peek().is_none_or(|c| !c.is_numeric())
        };
        (known && minute < 60 && (ends || separator)).then_some(Self { hour, minute, half })
    }

    fn minutes(self, half: Option<Half>) -> u32 {
        let hour = match half {
            None => self.hour,
            Some(Half::Morning) => self.hour % 12,
            Some(Half::Afternoon) => self.hour % 12 + 12,
        };
        hour * 60 + self.minute
    }
}

impl Half {
    /// `AM`, `pm`, `a.m.`, after a blank or none.
    fn read(cursor: &mut Cursor) -> Option<Self> {
        let mut ahead = cursor.clone();
        ahead.eat(|c| c == ' ' || c == '\u{a0}' || c == '\u{202f}');
        let half = match ahead.eat(|c| c.is_ascii_alphabetic())?.to_ascii_lowercase() {
            'a' => Self::Morning,
            'p' => Self::Afternoon,
            _ => return None,
        };
        let dotted = ahead.eat(|c| c == '.').is_some();
        ahead.eat(|c| c.eq_ignore_ascii_case(&'m'))?;
        if dotted {
            ahead.eat(|c| c == '.')?;
        }
        if ahead.peek().is_some_and(char::is_alphanumeric) {
            return None;
        }
        *cursor = ahead;
        Some(half)
    }
}

/// The time, or the span of time, that `text` begins with; emphasis marks around just that are part of it.
pub(crate) fn leading_span(text: &str) -> Option<Span> {
    let mut cursor = Cursor::new(text);
    while cursor.eat(|c| matches!(c, '*' | '_')).is_some() {}
    let marks = text.get(..cursor.offset()).unwrap_or("");
    let first = Clock::read(&mut cursor)?;
    let first_at = marks.len()..cursor.offset();
    let mut ahead = cursor.clone();
    let second = if past_to(&mut ahead) {
        let from = ahead.offset();
        Clock::read(&mut ahead).map(|clock| (clock, from..ahead.offset()))
    } else {
        None
    };
    if second.is_some() {
        cursor = ahead;
    }
    if !cursor.rest().starts_with(marks) {
        return None;
    }
    let past = cursor.offset() + marks.len();
    let Some((second, second_at)) = second else {
        let start = first.minutes(first.half);
        return (start < DAY).then_some(Span { start, end: None, past, first: first_at, second: None });
    };
    let end = second.minutes(second.half);
    let mut start = first.minutes(first.half.or(second.half));
    if first.half.is_none() && start > end && second.half == Some(Half::Afternoon) {
        start = first.minutes(Some(Half::Morning)); // 11:00–1:00 PM
    }
    (start < DAY).then_some(Span { start, end: Some(end), past, first: first_at, second: Some(second_at) })
}

/// The span of time that is the whole of `text`.
pub(crate) fn whole_span(text: &str) -> Option<Span> {
    let text = text.trim();
    leading_span(text).filter(|span| span.past == text.len())
}

/// The time that is the whole of `text`, in minutes from midnight, up to a whole day.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let mut cursor = Cursor::new(text.trim());
    let clock = Clock::read(&mut cursor)?;
    cursor.at_end().then(|| clock.minutes(clock.half))
}

impl Unit {
    fn of(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" | "heure" | "heures" | "hora"
            | "horas" | "ora" | "ore" | "ч" | "час" | "часа" | "часов" | "小时" | "小時" | "時間" | "시간" | "ساعت" => {
                Some(Self::Hours)
            }
            "m" | "mn" | "min" | "mins" | "minute" | "minutes" | "minuten" | "minuto" | "minutos" | "minuti"
            | "мин" | "минут" | "минуты" | "минута" | "分" | "分钟" | "分鐘" | "分間" | "분" | "دقیقه" => {
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

/// Passes what stands between the bounds of a range: a dash or `to`, and the blanks around it.
fn past_to(cursor: &mut Cursor) -> bool {
    let mut ahead = cursor.clone();
    let parted = ahead.spaces();
    let dash = ahead.eat(|c| is_dash(c) || matches!(c, '至' | '到')).is_some();
    let word = !dash && parted && ["to ", "bis "].iter().any(|word| ahead.eat_word(word));
    if dash || word {
        ahead.spaces();
        *cursor = ahead;
    }
    dash || word
}

/// A number and the hundredths behind its point or comma.
fn number(cursor: &mut Cursor) -> Option<(u32, u32)> {
    let (whole, _) = cursor.number(4)?;
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
mod tests {
    use super::*;

    fn span(text: &str) -> Option<(u32, Option<u32>, &str)> {
        leading_span(text).map(|span| (span.start, span.end, &text[span.past..]))
    }

    fn minutes(text: &str) -> Option<u32> {
        length(text).map(|length| length.minutes)
    }

    #[test]
    fn a_time_is_read_in_every_usual_form() {
        assert_eq!(span("09:00 Welcome"), Some((540, None, " Welcome")));
        assert_eq!(span("9:00 AM Welcome"), Some((540, None, " Welcome")));
        assert_eq!(span("12:15pm Lunch"), Some((735, None, " Lunch")));
        assert_eq!(span("12 a.m. Bed"), Some((0, None, " Bed")));
        assert_eq!(span("۱۸:۳۰ شام"), Some((1110, None, " شام")));
        assert_eq!(span("9：30开场"), Some((570, None, "开场")));
        assert_eq!(span("09:00:00 Welcome"), Some((540, None, " Welcome")));
        assert_eq!(span("09:00: Welcome"), Some((540, None, ": Welcome")));
        assert_eq!(span("**09:00** Welcome"), Some((540, None, " Welcome")));
    }

    #[test]
    fn a_span_is_read_with_any_dash() {
        assert_eq!(span("09:00–09:45 Title"), Some((540, Some(585), " Title")));
        assert_eq!(span("9:00-9:10 Title"), Some((540, Some(550), " Title")));
        assert_eq!(span("9:00 — 10:00"), Some((540, Some(600), "")));
        assert_eq!(span("9:00–9:45 PM x"), Some((1260, Some(1305), " x")));
        assert_eq!(span("11:00-1:00 PM x"), Some((660, Some(780), " x")));
        assert_eq!(span("23:00-24:00 x"), Some((1380, Some(1440), " x")));
        assert_eq!(span("10:00 - Foo"), Some((600, None, " - Foo")));
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        for text in ["9 Lives", "25:00 x", "9:60 x", "9:5 x", "24:30 x", "9:00x", "13:00 PM x", "1:2:3", "", "**9:00 x"]
        {
            assert_eq!(span(text), None, "{text}");
        }
    }

    #[test]
    fn a_length_is_read_in_every_usual_form() {
        for (text, expected) in [
            ("45m", 45),
            ("45 min", 45),
            ("45 min.", 45),
            ("45 minutes", 45),
            ("1h30", 90),
            ("1h", 60),
            ("1 h 05 min", 65),
            ("1 hour 30 minutes", 90),
            ("1.5h", 90),
            ("0,25 h", 15),
            ("۵ دقیقه", 5),
            ("５ min", 5),
            ("1小时30分钟", 90),
            ("~10 min", 10),
            ("24h", 1440),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
    }

    fn bounds(text: &str) -> Option<(Option<u32>, u32)> {
        length(text).map(|length| (length.least, length.minutes))
    }

    #[test]
    fn a_range_keeps_both_its_bounds() {
        for (text, least, most) in [
            ("30-60m", 30, 60),
            ("30–60 min", 30, 60),
            ("5 min - 10 min", 5, 10),
            ("1h-1h30", 60, 90),
            ("1 h – 1 h 30 min", 60, 90),
            ("45m to 1h", 45, 60),
            ("45 to 60 minutes", 45, 60),
            ("1-1.5h", 60, 90),
            ("1h-2", 60, 120),
            ("5至10分钟", 5, 10),
            ("0-15m", 0, 15),
        ] {
            assert_eq!(bounds(text), Some((Some(least), most)), "{text}");
            assert!(!length(text).unwrap().backwards, "{text}");
        }
        assert_eq!(length_or_bare("30-60").map(|length| (length.least, length.minutes)), Some((Some(30), 60)));
    }

    #[test]
    fn a_range_written_backwards_is_read_the_right_way_round() {
        assert_eq!(length("60-30m"), Some(Length { minutes: 60, least: Some(30), backwards: true }));
        assert_eq!(bounds("1h30-1h"), Some((Some(60), 90)));
    }

    #[test]
    fn a_range_between_equal_bounds_is_none() {
        assert_eq!(length("30-30m"), Some(Length::of(30)));
        assert_eq!(length("60m-1h"), Some(Length::of(60)));
    }

    #[test]
    fn a_length_is_written_as_it_is_read() {
        for text in ["45m", "1h", "1h05", "24h", "30-60m", "0-15m", "60-1440m"] {
            assert_eq!(length(text).map(|length| length.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn two_statements_agree_where_the_upper_bound_is_the_same() {
        let agreeing = |one, other| bounds(one).and(length(one)?.agreeing(length(other)?)?.least);
        assert_eq!(agreeing("60m", "30-60m"), Some(30));
        assert_eq!(agreeing("30-60m", "1h"), Some(30));
        assert_eq!(agreeing("30-60m", "45-60m"), None);
        assert_eq!(length("45m").unwrap().agreeing(length("30-60m").unwrap()), None);
    }

    #[test]
    fn nonsense_is_no_length() {
        for text in ["", "m", "0m", "25h", "2000 min", "90", "1:30", "45 parsecs", "soon", "5 m m", "1h30s", "99999m"] {
            assert_eq!(length(text), None, "{text}");
        }
        for text in ["30-60", "-60m", "30-m", "30-60-90m", "0-0m", "30-1h", "30 tons 60m", "1h30h", "30m60m"] {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn a_property_line_may_leave_the_unit_out() {
        assert_eq!(length_or_bare("90").map(|length| length.minutes), Some(90));
        assert_eq!(length_or_bare("1:30").map(|length| length.minutes), Some(90));
        assert_eq!(length_or_bare("45m").map(|length| length.minutes), Some(45));
        for text in ["0", "1:3", "1:75", "soon", "9:00 - 9:10"] {
            assert_eq!(length_or_bare(text), None, "{text}");
        }
    }
}
