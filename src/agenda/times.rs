//! Times of day and lengths of time as people write them at a slot.
//!
//! `9:00 AM`, `09:00–09:45`, `۱۸:۰۰`, `1h30`, `45 min`, `（5-10 min）`: one reader for headings, property lines and
//! foreign forms. Not here: dates, and what stands around the time in a heading.

use chrono::NaiveTime;

use super::cursor::Cursor;

/// Minutes in a day; a slot that takes longer is nonsense.
const DAY: u32 = 24 * 60;

/// A time, or a span of time, at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Minutes from midnight, below a day.
    pub(super) start: u32,
    /// Minutes from midnight, up to a whole day; may lie before `start`.
    pub(super) end: Option<u32>,
    /// Bytes of the text that it takes.
    pub(super) past: usize,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    /// Minutes, from 1 to a day.
    pub(super) minutes: u32,
    /// It was said as a range, of which this is the upper bound.
    pub(super) upper: bool,
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

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '～' | '〜' | '－')
}

pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// The time of day that so many minutes after midnight is.
pub(super) fn of_day(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
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
pub(super) fn leading_span(text: &str) -> Option<Span> {
    let mut cursor = Cursor::new(text);
    while cursor.eat(|c| matches!(c, '*' | '_')).is_some() {}
    let marks = text.get(..cursor.offset()).unwrap_or("");
    let first = Clock::read(&mut cursor)?;
    let mut ahead = cursor.clone();
    ahead.spaces();
    let second = if ahead.eat(is_dash).is_some() || ahead.eat(|c| matches!(c, '至' | '到')).is_some() {
        ahead.spaces();
        Clock::read(&mut ahead)
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
    let Some(second) = second else {
        let start = first.minutes(first.half);
        return (start < DAY).then_some(Span { start, end: None, past });
    };
    let end = second.minutes(second.half);
    let mut start = first.minutes(first.half.or(second.half));
    if first.half.is_none() && start > end && second.half == Some(Half::Afternoon) {
        start = first.minutes(Some(Half::Morning)); // 11:00–1:00 PM
    }
    (start < DAY).then_some(Span { start, end: Some(end), past })
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

/// A length that is the whole of `text` and names its unit: `45m`, `1h30`, `1 h 05 min`, `1.5h`, `5-10 min`, `5分钟`.
pub(super) fn length(text: &str) -> Option<Length> {
    let mut cursor = Cursor::new(text.trim());
    let _ = ["ca.", "ca ", "about ", "approx. "].iter().any(|word| cursor.eat_word(word));
    cursor.eat(|c| matches!(c, '~' | '≈' | '约' | '約'));
    cursor.spaces();
    let (mut whole, mut hundredths) = amount(&mut cursor)?;
    let mut ahead = cursor.clone();
    let first_unit = Unit::read(&mut ahead);
    ahead.spaces();
    let upper = ahead.eat(is_dash).is_some();
    if upper {
        ahead.spaces();
        (whole, hundredths) = amount(&mut ahead)?;
        cursor = ahead;
    }
    let unit = Unit::read(&mut cursor).or(first_unit.filter(|_| upper))?;
    let mut minutes = if unit == Unit::Hours { whole * 60 + hundredths * 60 / 100 } else { whole };
    cursor.spaces();
    if unit == Unit::Hours && !cursor.at_end() {
        minutes += cursor.number(2)?.0;
        if Unit::read(&mut cursor).is_some_and(|unit| unit != Unit::Minutes) {
            return None;
        }
        cursor.spaces();
    }
    (cursor.at_end() && (1..=DAY).contains(&minutes)).then_some(Length { minutes, upper })
}

/// What a `Duration:` line may say: a [`length`], or a bare number of minutes, or hours and minutes as `1:30`.
pub(super) fn length_or_bare(text: &str) -> Option<Length> {
    length(text).or_else(|| {
        let mut cursor = Cursor::new(text.trim());
        let (first, _) = cursor.number(4)?;
        let minutes = if cursor.eat(is_colon).is_some() {
            let (second, _) = cursor.number(2).filter(|(value, digits)| *digits == 2 && *value < 60)?;
            first * 60 + second
        } else {
            first
        };
        (cursor.at_end() && (1..=DAY).contains(&minutes)).then_some(Length { minutes, upper: false })
    })
}

/// A number and the hundredths behind its point or comma.
fn amount(cursor: &mut Cursor) -> Option<(u32, u32)> {
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
        assert_eq!(length("5-10 min"), Some(Length { minutes: 10, upper: true }));
        assert_eq!(length("5 min - 10 min"), Some(Length { minutes: 10, upper: true }));
    }

    #[test]
    fn nonsense_is_no_length() {
        for text in ["", "m", "0m", "25h", "2000 min", "90", "1:30", "45 parsecs", "soon", "5 m m", "1h30s", "99999m"] {
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
