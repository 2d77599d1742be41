//! A date as it is said: `3 June`, `next Friday`, `in two weeks`, `end of the month`.
//!
//! Reading the words and counting the days are two steps, so that whether something is a date never depends on today.
//! Not here: where in a text a date is looked for (see the folder's own file), and dates whose order of day and month
//! would be a guess (`3/6/2026`).

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::reader::Reader;

/// The months' names, in order.
pub(crate) const MONTHS: [&str; 12] = [
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

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What was said of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Date(NaiveDate),
    /// A day and a month without a year: the next such day, today included.
    Day {
        day: u32,
        month: u32,
    },
    /// The next such day after today.
    Weekday(Weekday),
    /// That day in the week after this one; weeks begin on Monday.
    WeekdayNextWeek(Weekday),
    /// A week after the next such day.
    WeekdayAWeekLater(Weekday),
    /// So many days, weeks or months after today.
    In(u32, Unit),
    /// The first day of the next one.
    Next(Unit),
    /// The last day of this one; of a week its Friday.
    End(Unit),
    /// The last day of the next one; of a week its Friday.
    EndOfNext(Unit),
    /// The last day of the next such month.
    EndOfMonth(u32),
    NextMeeting,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    fn named(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        match word.strip_suffix('s').unwrap_or(&word) {
            "day" => Some(Self::Day),
            "week" => Some(Self::Week),
            "month" => Some(Self::Month),
            "year" => Some(Self::Year),
            _ => None,
        }
    }
}

/// The date that is said where the reader stands, which it passes.
pub(super) fn said(reader: &mut Reader) -> Option<Said> {
    let ways = [after_a_weekday, calendar_date, next, end, amount_after_in, single_word];
    first_of(reader, &ways)
}

/// `the next meeting`, `next meeting`.
pub(super) fn next_meeting(reader: &mut Reader) -> Option<Said> {
    reader.eat_word_before("the");
    reader.eat_words(&["next", "meeting"]).then_some(Said::NextMeeting)
}

/// `2 weeks`, `a month`, `three days`.
pub(super) fn amount(reader: &mut Reader) -> Option<Said> {
    let count = match reader.number(3) {
        Some((count, _)) => count,
        None => counted(reader.word())?,
    };
    reader.spaces().then_some(())?;
    let word = reader.word();
    match Unit::named(word) {
        Some(unit) => Some(Said::In(count, unit)),
        None => {
            matches!(&*word.to_ascii_lowercase(), "fortnight" | "fortnights").then_some(Said::In(2 * count, Unit::Week))
        }
    }
}

fn counted(word: &str) -> Option<u32> {
    if word.eq_ignore_ascii_case("a") {
        return Some(1);
    }
    NUMBERS.iter().zip(1..).find_map(|(name, number)| word.eq_ignore_ascii_case(name).then_some(number))
}

pub(super) fn first_of(reader: &mut Reader, ways: &[fn(&mut Reader) -> Option<Said>]) -> Option<Said> {
    ways.iter().find_map(|way| {
        let mut ahead = *reader;
        let said = way(&mut ahead)?;
        *reader = ahead;
        Some(said)
    })
}

/// `Friday 3 June`, `Fri, 2026-06-05`: the date counts.
fn after_a_weekday(reader: &mut Reader) -> Option<Said> {
    weekday(reader)?;
    reader.eat(&[',', '，']);
    reader.spaces().then_some(())?;
    calendar_date(reader)
}

fn calendar_date(reader: &mut Reader) -> Option<Said> {
    first_of(reader, &[year_first, with_points, day_first, month_first])
}

/// `2026-12-01`, `2026/12/01`, `2026.12.01`.
pub(super) fn year_first(reader: &mut Reader) -> Option<Said> {
    let year = year(reader)?;
    let mark = ['-', '/', '.'].into_iter().find(|&mark| reader.eat(&[mark]))?;
    let (month, _) = reader.number(2)?;
    reader.eat(&[mark]).then_some(())?;
    let (day, _) = reader.number(2)?;
    NaiveDate::from_ymd_opt(year, month, day).map(Said::Date)
}

/// `1.12.2026`: with points the day always comes first.
fn with_points(reader: &mut Reader) -> Option<Said> {
    let (day, _) = reader.number(2)?;
    reader.eat(&['.']).then_some(())?;
    let (month, _) = reader.number(2)?;
    reader.eat(&['.']).then_some(())?;
    NaiveDate::from_ymd_opt(year(reader)?, month, day).map(Said::Date)
}

/// `3 June`, `the 3rd of June`, `3. Jun 2026`.
fn day_first(reader: &mut Reader) -> Option<Said> {
    reader.eat_word_before("the");
    let day = day(reader)?;
    reader.eat(&['.']);
    reader.spaces().then_some(())?;
    reader.eat_word_before("of");
    let month = month(reader)?;
    in_a_year(reader, month, day)
}

/// `June 3`, `Jun. 3rd, 2026`.
fn month_first(reader: &mut Reader) -> Option<Said> {
    let month = month(reader)?;
    reader.spaces().then_some(())?;
    let day = day(reader)?;
    in_a_year(reader, month, day)
}

/// The year may follow; a day that no year has is none.
pub(super) fn in_a_year(reader: &mut Reader, month: u32, day: u32) -> Option<Said> {
    let mut ahead = *reader;
    let comma = ahead.eat(&[',', '，']);
    if (ahead.spaces() || comma)
        && let Some(year) = year(&mut ahead)
        && super::ends_well(ahead.rest())
    {
        *reader = ahead;
        return NaiveDate::from_ymd_opt(year, month, day).map(Said::Date);
    }
    // A leap year has every day that there is.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| Said::Day { day, month })
}

fn year(reader: &mut Reader) -> Option<i32> {
    let (year, digits) = reader.number(4)?;
    i32::try_from(year).ok().filter(|year| digits == 4 && *year >= 1000)
}

fn day(reader: &mut Reader) -> Option<u32> {
    let (day, _) = reader.number(2)?;
    let mut ahead = *reader;
    let ending = ahead.word().to_ascii_lowercase();
    if matches!(ending.as_str(), "st" | "nd" | "rd" | "th") {
        *reader = ahead;
    }
    Some(day)
}

fn month(reader: &mut Reader) -> Option<u32> {
    let word = reader.word();
    let number = MONTHS.iter().zip(1..).find_map(|(name, number)| abbreviates(word, name).then_some(number))?;
    full_stop(reader);
    Some(number)
}

fn weekday(reader: &mut Reader) -> Option<Weekday> {
    let word = reader.word();
    let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| abbreviates(word, name))?;
    full_stop(reader);
    Some(*weekday)
}

/// The full stop of an abbreviation; the one that ends the text stays.
pub(super) fn full_stop(reader: &mut Reader) {
    let mut ahead = *reader;
    if ahead.eat(&['.']) && ahead.rest().starts_with(|next: char| !next.is_alphanumeric()) {
        *reader = ahead;
    }
}

/// The first three letters of a name or more.
fn abbreviates(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// `next Friday`, `next week`, `this Friday`, `the next meeting`.
fn next(reader: &mut Reader) -> Option<Said> {
    if let Some(meeting) = first_of(reader, &[next_meeting]) {
        return Some(meeting);
    }
    if reader.eat_word_before("this") {
        return weekday(reader).map(Said::Weekday);
    }
    reader.eat_word_before("next").then_some(())?;
    let mut ahead = *reader;
    if let Some(weekday) = weekday(&mut ahead) {
        *reader = ahead;
        return Some(Said::WeekdayNextWeek(weekday));
    }
    Unit::named(reader.word()).filter(|unit| *unit != Unit::Day).map(Said::Next)
}

/// `EOM`, `end of month`, `the end of next week`, `end of June`.
fn end(reader: &mut Reader) -> Option<Said> {
    let mut ahead = *reader;
    let short = match &*ahead.word().to_ascii_lowercase() {
        "eod" => Some(Unit::Day),
        "eow" => Some(Unit::Week),
        "eom" => Some(Unit::Month),
        "eoy" => Some(Unit::Year),
        _ => None,
    };
    if let Some(unit) = short {
        *reader = ahead;
        return Some(Said::End(unit));
    }
    reader.eat_word_before("the");
    (reader.eat_words(&["end", "of"]) && reader.spaces()).then_some(())?;
    if let Some(month) = first_of(reader, &[|reader| month(reader).map(Said::EndOfMonth)]) {
        return Some(month);
    }
    if reader.eat_word_before("next") {
        return Unit::named(reader.word()).filter(|unit| *unit != Unit::Day).map(Said::EndOfNext);
    }
    let _ = reader.eat_word_before("the") || reader.eat_word_before("this");
    Unit::named(reader.word()).map(Said::End)
}

fn amount_after_in(reader: &mut Reader) -> Option<Said> {
    reader.eat_word_before("in").then_some(())?;
    amount(reader)
}

fn single_word(reader: &mut Reader) -> Option<Said> {
    let mut ahead = *reader;
    match &*ahead.word().to_ascii_lowercase() {
        "today" | "tonight" => Some(Said::In(0, Unit::Day)),
        "tomorrow" => Some(Said::In(1, Unit::Day)),
        _ => return day_of_a_week(reader),
    }
    .inspect(|_| *reader = ahead)
}

/// `Friday`, `Friday week`, `Friday next week`; `Friday the 13th` is another day than the next Friday.
fn day_of_a_week(reader: &mut Reader) -> Option<Said> {
    let weekday = weekday(reader)?;
    let mut ahead = *reader;
    if ahead.spaces() {
        if ahead.eat_words(&["next", "week"]) {
            *reader = ahead;
            return Some(Said::WeekdayNextWeek(weekday));
        }
        if ahead.eat_word("week") {
            *reader = ahead;
            return Some(Said::WeekdayAWeekLater(weekday));
        }
        let numbered = ahead.eat_word_before("the") && ahead.number(2).is_some();
        return (!numbered).then_some(Said::Weekday(weekday));
    }
    Some(Said::Weekday(weekday))
}

impl Said {
    /// The day that is meant; none where the next meeting is not known, or where the calendar ends.
    pub(super) fn on(self, today: NaiveDate, next_meeting: Option<NaiveDate>) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Day { day, month } => next_such_day(today, |year| NaiveDate::from_ymd_opt(year, month, day)),
            Self::Weekday(weekday) => later(today, days_until(weekday, today)),
            Self::WeekdayAWeekLater(weekday) => later(today, 7 + days_until(weekday, today)),
            Self::WeekdayNextWeek(weekday) => later(Unit::Week.after(today)?, weekday.num_days_from_monday()),
            Self::In(count, unit) => match unit {
                Unit::Day => later(today, count),
                Unit::Week => later(today, 7 * count),
                Unit::Month => today.checked_add_months(Months::new(count)),
                Unit::Year => today.checked_add_months(Months::new(12 * count)),
            },
            Self::Next(unit) => unit.after(today),
            Self::End(unit) => unit.end(today),
            Self::EndOfNext(unit) => unit.end(unit.after(today)?),
            Self::EndOfMonth(month) => {
                next_such_day(today, |year| Unit::Month.end(NaiveDate::from_ymd_opt(year, month, 1)?))
            }
            Self::NextMeeting => next_meeting,
        }
    }
}

impl Unit {
    /// The first day of the next one.
    fn after(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => today.succ_opt(),
            Self::Week => later(today, 7 - today.weekday().num_days_from_monday()),
            Self::Month => today.with_day(1)?.checked_add_months(Months::new(1)),
            Self::Year => NaiveDate::from_ymd_opt(today.year().checked_add(1)?, 1, 1),
        }
    }

    /// Its last day; of a week the Friday, on a weekend that of the next.
    fn end(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => Some(today),
            Self::Week => later(today, Weekday::Fri.days_since(today.weekday())),
            Self::Month | Self::Year => self.after(today)?.pred_opt(),
        }
    }
}

/// Days until the next such day after today.
fn days_until(weekday: Weekday, today: NaiveDate) -> u32 {
    let ahead = weekday.days_since(today.weekday());
    if ahead == 0 { 7 } else { ahead }
}

fn later(day: NaiveDate, days: u32) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(u64::from(days)))
}

/// Eight years are enough to meet a 29 February.
fn next_such_day(today: NaiveDate, day_in: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let years = today.year()..=today.year().saturating_add(8);
    years.filter_map(day_in).find(|&date| date >= today)
}
