//! The languages that minutes are written in: their fixed words, their dates and their lengths of time.
//!
//! Each language is one table, so that a word that nobody translated does not compile. Not here: the texts of the meeting,
//! which stay in the language they were typed in, and which words stand where (see `minutes` for the writers and `agenda` for
//! the readers).

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::meeting::Kind;

mod arabic;
mod chinese;
mod english;
mod french;
mod german;
mod hebrew;
mod japanese;
mod read;
mod spanish;
mod words;

pub(crate) use read::{is_same, value_in, values_in};
pub(crate) use words::Words;

/// A language of the fixed words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Japanese.
    Japanese,
    /// Chinese, in simplified characters.
    Chinese,
    /// Arabic.
    Arabic,
    /// Hebrew.
    Hebrew,
}

/// How something is said of one, and of any other number of them; `{}`: how many.
///
/// A language with more forms than two says `things: {}` for all numbers.
#[derive(Debug)]
pub(crate) struct Counted {
    pub one: &'static str,
    pub many: &'static str,
}

/// How dates are written: `{d}` the day, `{M}` and `{m}` the month long and short, `{W}` and `{w}` the weekday long and short,
/// `{n}` the month's number, `{y}` the year; of the end of a range, `{e}` the day, `{N}` the month, `{o}` its number, `{z}`
/// the year.
#[derive(Debug)]
pub(crate) struct Dates {
    pub months: [&'static str; 12],
    pub months_short: [&'static str; 12],
    /// From Monday.
    pub weekdays: [&'static str; 7],
    pub weekdays_short: [&'static str; 7],
    /// The first day of a month.
    pub first: &'static str,
    /// A day alone.
    pub day: &'static str,
    /// A day for headings.
    pub long: &'static str,
    /// A day within a line.
    pub short: &'static str,
    /// Days of one month, of one year, and of two.
    pub in_month: &'static str,
    pub in_year: &'static str,
    pub over_years: &'static str,
}

/// How lengths of time are written.
#[derive(Debug)]
pub(crate) struct Lengths {
    pub minutes: &'static str,
    pub hours: &'static str,
    /// Hours and minutes, the latter in two digits.
    pub both: &'static str,
    pub under_a_minute: &'static str,
}

/// A list at the end of the minutes: all entries of a kind once more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Summary {
    /// Of which entries.
    pub kind: Kind,
    /// Its name within a page.
    pub id: &'static str,
    /// What stands above it.
    pub heading: &'static str,
    /// How many are in it.
    pub count: &'static Counted,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 8] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Japanese,
        Self::Chinese,
        Self::Arabic,
        Self::Hebrew,
    ];

    /// The code by which programs know it (ISO 639-1): `en`, `de`, …
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Japanese => "ja",
            Self::Chinese => "zh",
            Self::Arabic => "ar",
            Self::Hebrew => "he",
        }
    }

    /// The language of a code, whatever country or script it goes on with: `de`, `de-AT`, `DE_at.UTF-8`; none for a language
    /// that has no words here.
    pub fn from_code(code: &str) -> Option<Self> {
        let language = code.trim().split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        // Hebrew's code until 1989, which Java still writes.
        let language = if language == "iw" { "he" } else { language.as_str() };
        Self::ALL.into_iter().find(|lang| lang.code() == language)
    }

    /// Whether it is written from the right to the left.
    pub fn is_rtl(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }

    /// Its fixed words.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::English => &english::WORDS,
            Self::German => &german::WORDS,
            Self::French => &french::WORDS,
            Self::Spanish => &spanish::WORDS,
            Self::Japanese => &japanese::WORDS,
            Self::Chinese => &chinese::WORDS,
            Self::Arabic => &arabic::WORDS,
            Self::Hebrew => &hebrew::WORDS,
        }
    }

    /// `Monday 28 October 2019`.
    pub(crate) fn long_date(self, date: NaiveDate) -> String {
        self.range(self.words().dates.long, date, date)
    }

    /// `Fri 29 Nov 2019`.
    pub(crate) fn short_date(self, date: NaiveDate) -> String {
        self.range(self.words().dates.short, date, date)
    }

    /// The name of a date's day of the week: `Friday`.
    pub(crate) fn weekday(self, date: NaiveDate) -> &'static str {
        let nth = date.weekday().num_days_from_monday() as usize;
        self.words().dates.weekdays.get(nth).copied().unwrap_or_default()
    }

    /// `28–30 October 2019`, or as much of both ends as they do not share.
    pub(crate) fn date_range(self, from: NaiveDate, to: NaiveDate) -> String {
        let dates = &self.words().dates;
        let pattern = if from == to {
            dates.day
        } else if (from.year(), from.month()) == (to.year(), to.month()) {
            dates.in_month
        } else if from.year() == to.year() {
            dates.in_year
        } else {
            dates.over_years
        };
        self.range(pattern, from, to)
    }

    fn range(self, pattern: &str, from: NaiveDate, to: NaiveDate) -> String {
        let dates = &self.words().dates;
        let of = |names: &[&'static str], index: u32| names.get(index as usize).copied().unwrap_or_default().to_owned();
        let weekday = |date: NaiveDate| date.weekday().num_days_from_monday();
        let day = |date: NaiveDate| if date.day() == 1 { dates.first.to_owned() } else { date.day().to_string() };
        fill_named(pattern, |name| match name {
            "d" => day(from),
            "e" => day(to),
            "M" => of(&dates.months, from.month0()),
            "N" => of(&dates.months, to.month0()),
            "m" => of(&dates.months_short, from.month0()),
            "W" => of(&dates.weekdays, weekday(from)),
            "w" => of(&dates.weekdays_short, weekday(from)),
            "n" => from.month().to_string(),
            "o" => to.month().to_string(),
            "y" => from.year().to_string(),
            _ => to.year().to_string(),
        })
    }

    /// `45 min`, `2 h`, `1 h 05 min`.
    pub(crate) fn minutes(self, minutes: u32) -> String {
        let lengths = &self.words().lengths;
        match (minutes / 60, minutes % 60) {
            (0, minutes) => fill(lengths.minutes, &[&minutes.to_string()]),
            (hours, 0) => fill(lengths.hours, &[&hours.to_string()]),
            (hours, minutes) => fill(lengths.both, &[&hours.to_string(), &format!("{minutes:02}")]),
        }
    }

    /// A measured time in whole minutes gone, as the screen counts them: `49 min`, and `under 1 min` below one.
    pub(crate) fn elapsed(self, elapsed: TimeDelta) -> String {
        if elapsed < TimeDelta::minutes(1) {
            return self.words().lengths.under_a_minute.to_owned();
        }
        self.minutes(u32::try_from(elapsed.num_minutes()).unwrap_or(u32::MAX))
    }

    /// `12 min over`, `1 h 05 min under`, in whole minutes gone, by the patterns for more and for less; none below one.
    pub(crate) fn measured(self, difference: TimeDelta, more: &str, less: &str) -> Option<String> {
        self.against(difference.num_minutes(), more, less)
    }

    /// The same for a difference in minutes; none for none.
    pub(crate) fn against(self, difference: i64, more: &str, less: &str) -> Option<String> {
        let length = self.minutes(u32::try_from(difference.unsigned_abs()).unwrap_or(u32::MAX));
        (difference != 0).then(|| fill(if difference > 0 { more } else { less }, &[&length]))
    }

    /// `1 action item`, `3 action items`.
    pub(crate) fn count(self, number: usize, counted: &Counted) -> String {
        // French counts none as it counts one.
        let is_one = number == 1 || (number == 0 && self == Self::French);
        fill(if is_one { counted.one } else { counted.many }, &[&number.to_string()])
    }

    /// The lists at the end after that of the action items, in order; one stands there only where there is something to list.
    pub(crate) fn summaries(self) -> [Summary; 4] {
        let words = &self.words().lists;
        let summary = |kind, id, heading, count| Summary { kind, id, heading, count };
        [
            summary(Kind::Decision, "decisions", words.decisions, &words.decision_count),
            summary(Kind::Proposal, "proposals", words.proposals, &words.proposal_count),
            summary(Kind::Question, "questions", words.questions, &words.question_count),
            summary(Kind::Idea, "parking-lot", words.ideas, &words.idea_count),
        ]
    }

    /// What stands before an entry of that kind; none where its text or its speaker says it.
    pub(crate) fn label(self, kind: Kind) -> Option<&'static str> {
        let words = &self.words().entry;
        Some(match kind {
            Kind::Note | Kind::Link | Kind::Speech | Kind::Subtopic => return None,
            Kind::Action => words.action,
            Kind::Decision => words.decision,
            Kind::Question => words.question,
            Kind::Proposal => words.proposal,
            Kind::Vote => words.vote,
            Kind::Idea => words.idea,
            Kind::Info => words.info,
        })
    }
}

/// The pattern with what is put in: `{}` or `{0}` the first, `{1}` the second.
pub(crate) fn fill(pattern: &str, values: &[&str]) -> String {
    fill_named(pattern, |name| {
        let index = if name.is_empty() { 0 } else { name.parse().unwrap_or(usize::MAX) };
        values.get(index).copied().unwrap_or_default().to_owned()
    })
}

/// What is put in is never read as a pattern.
fn fill_named(pattern: &str, value: impl Fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else { break };
        filled.push_str(before);
        filled.push_str(&value(name));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests;
