//! The fixed words read back: what was put into a pattern, a date, a length of time.
//!
//! Each undoes what the language writes. On a page a hard blank has become a plain one, so that here all blanks are one. Not
//! here: which words stand where in minutes (see `agenda`), and dates as people write them.

use chrono::NaiveDate;

use super::{Dates, Lang};
use crate::meeting::{Kind, Status};

/// No language writes a day in more signs.
const LONGEST_DATE: usize = 48;

/// Nothing that is written has more digits: a year.
const DIGITS: usize = 6;

impl Lang {
    /// The date that is the whole of a text, in any of the ways in which the language writes one day. The name of the weekday is
    /// not held against it.
    pub(crate) fn date_in(self, text: &str) -> Option<NaiveDate> {
        let dates = &self.words().dates;
        [dates.long, dates.short, dates.day].into_iter().find_map(|pattern| date_by(pattern, dates, text))
    }

    /// The minutes of a length as the language writes it.
    pub(crate) fn minutes_in(self, text: &str) -> Option<u32> {
        let lengths = &self.words().lengths;
        if let Some((hours, minutes)) = values_in(lengths.both, text) {
            return number(hours)?.checked_mul(60)?.checked_add(number(minutes).filter(|minutes| *minutes < 60)?);
        }
        let hours = || number(value_in(lengths.hours, text)?)?.checked_mul(60);
        value_in(lengths.minutes, text).and_then(number).or_else(hours)
    }

    /// The kind of entries before which that label stands.
    pub(crate) fn kind_labelled(self, label: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| self.label(*kind).is_some_and(|own| is_same(own, label)))
    }

    /// How an action item stands by what became of it after its meeting: `done on Mon 9 Feb 2026 in Weekly (sent)`.
    pub(crate) fn became_in(self, text: &str) -> Option<Status> {
        let words = self.words();
        let (_, on, _, meeting) = parts([words.series.since, words.series.since_in])?;
        let stands = |status: &Status| {
            let dated = behind_name(text, words.entry.status(*status)).and_then(|rest| behind_start(rest, on));
            dated.is_some_and(|dated| self.is_dated(dated, &["", " (", meeting]))
        };
        [Status::Done, Status::Dropped, Status::Open].into_iter().find(stands)
    }

    /// Whether a text says whose an action item is, or when it is due, since some time after its meeting: `now Bo Chen since Mon 9
    /// Feb 2026 in Weekly`.
    pub(crate) fn is_since(self, text: &str) -> bool {
        let words = &self.words().series;
        let Some((before, since, _, meeting)) = parts([words.now, words.now_in]) else { return false };
        let Some(rest) = behind_start(text, before) else { return false };
        let from = rest.char_indices().map(|(at, _)| at);
        from.filter_map(|at| behind_start(rest.get(at..)?, since)).any(|dated| self.is_dated(dated, &["", meeting]))
    }

    /// Whether a text begins with a date behind which nothing stands, or one of these words.
    fn is_dated(self, text: &str, ends: &[&str]) -> bool {
        let ends_so = |rest: &str| {
            let is_end =
                |words: &&str| if words.is_empty() { rest.is_empty() } else { behind_start(rest, words).is_some() };
            ends.iter().any(is_end)
        };
        let places = text.char_indices().map(|(at, _)| at).take(LONGEST_DATE).chain([text.len()]);
        places.map(|at| text.split_at(at)).any(|(date, rest)| ends_so(rest) && self.date_in(date).is_some())
    }

    /// What stands before the colon at the end of a text, where one stands there.
    pub(crate) fn before_colon(self, text: &str) -> Option<&str> {
        let text = text.trim_end();
        text.strip_suffix(':').or_else(|| text.strip_suffix(self.words().colon.trim())).map(str::trim_end)
    }

    /// What stands behind a name and its colon at the beginning of a text; none where another begins it.
    pub(crate) fn named<'t>(self, name: &str, text: &'t str) -> Option<&'t str> {
        behind_start(text, name)?.trim_start().strip_prefix(self.words().colon.trim()).map(str::trim_start)
    }

    /// The two sides of the last colon; none where there is none.
    pub(crate) fn sides_of_colon(self, text: &str) -> Option<(&str, &str)> {
        let (name, value) = text.rsplit_once(self.words().colon.trim())?;
        Some((name.trim_end(), value.trim_start()))
    }
}

/// What stands before `{0}`, between it and `{1}`, behind that, and between `{1}` and `{2}` in the second of two patterns of which the
/// second goes on where the first ends.
fn parts([short, long]: [&'static str; 2]) -> Option<(&'static str, &'static str, &'static str, &'static str)> {
    let (before, rest) = short.split_once("{0}")?;
    let (between, behind) = rest.split_once("{1}")?;
    let (_, rest) = long.split_once("{1}")?;
    let (meeting, _) = rest.split_once("{2}")?;
    Some((before, between, behind, meeting))
}

/// What was put into a pattern with one place, where the text was made from it.
pub(crate) fn value_in<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    let (before, after) = pattern.split_once("{}")?;
    let value = before_end(behind_start(text, before)?, after)?;
    (!value.is_empty()).then_some(value)
}

/// The same of a pattern with `{0}` and then `{1}`.
pub(crate) fn values_in<'t>(pattern: &str, text: &'t str) -> Option<(&'t str, &'t str)> {
    let (before, rest) = pattern.split_once("{0}")?;
    let (between, after) = rest.split_once("{1}")?;
    let both = before_end(behind_start(text, before)?, after)?;
    let ends = both.char_indices().map(|(at, _)| at).rev();
    ends.map(|at| both.split_at(at)).find_map(|(one, rest)| Some((one, behind_start(rest, between)?)))
}

/// Whether two texts are the same but for the sort of their blanks.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    behind_start(one, other).is_some_and(str::is_empty)
}

/// What follows fixed words at the beginning of a text.
fn behind_start<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    words.chars().all(|wanted| rest.next().is_some_and(|sign| is_alike(sign, wanted))).then_some(rest.as_str())
}

/// What stands before fixed words at the end of a text.
fn before_end<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    words
        .chars()
        .rev()
        .all(|wanted| rest.next_back().is_some_and(|sign| is_alike(sign, wanted)))
        .then_some(rest.as_str())
}

/// What follows fixed words at the beginning of a text, in capitals or not.
fn behind_name<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    let is_same = |sign: char, wanted: char| is_alike(sign, wanted) || sign.to_lowercase().eq(wanted.to_lowercase());
    words.chars().all(|wanted| rest.next().is_some_and(|sign| is_same(sign, wanted))).then_some(rest.as_str())
}

fn is_alike(one: char, other: char) -> bool {
    one == other || (one.is_whitespace() && other.is_whitespace())
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The date of a text that was made from the pattern of one day.
fn date_by(pattern: &str, dates: &Dates, text: &str) -> Option<NaiveDate> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut rest = text;
    let mut pattern = pattern;
    while let Some((before, (place, behind))) =
        pattern.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        rest = behind_start(rest, before)?;
        pattern = behind;
        rest = match place {
            "y" => digits(rest, &mut year)?,
            "n" => digits(rest, &mut month)?,
            "d" => match behind_start(rest, dates.first) {
                Some(after) if !after.starts_with(|sign: char| sign.is_ascii_digit()) => {
                    day = Some(1);
                    after
                }
                _ => digits(rest, &mut day)?,
            },
            "M" => one_of(&dates.months, rest, &mut month)?,
            "m" => one_of(&dates.months_short, rest, &mut month)?,
            "W" => one_of(&dates.weekdays, rest, &mut None)?,
            _ => one_of(&dates.weekdays_short, rest, &mut None)?,
        };
    }
    let is_whole = behind_start(rest, pattern).is_some_and(str::is_empty);
    NaiveDate::from_ymd_opt(i32::try_from(year?).ok()?, month?, day?).filter(|_| is_whole)
}

/// Takes a number off the beginning of a text.
fn digits<'t>(text: &'t str, into: &mut Option<u32>) -> Option<&'t str> {
    let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let (shown, rest) = text.split_at_checked(end).filter(|_| end <= DIGITS)?;
    *into = Some(number(shown)?);
    Some(rest)
}

/// Takes one of some names off the beginning of a text, the longest that stands there, and says which it is, from 1.
fn one_of<'t>(names: &[&str], text: &'t str, into: &mut Option<u32>) -> Option<&'t str> {
    let here = (1..).zip(names).filter_map(|(number, name)| Some((name.len(), number, behind_start(text, name)?)));
    let (_, number, rest) = here.max_by_key(|(length, ..)| *length)?;
    *into = Some(number);
    Some(rest)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::fill;
    use super::*;

    #[test]
    fn every_day_is_read_as_it_was_written_in_every_language() {
        let first = NaiveDate::from_ymd_opt(1999, 12, 25).unwrap();
        let days = first.iter_days().take(366 * 5).chain(first.iter_days().step_by(97).take(2_000));
        for day in days {
            for lang in Lang::ALL {
                for shown in [lang.long_date(day), lang.short_date(day), lang.date_range(day, day)] {
                    assert_eq!(lang.date_in(&shown), Some(day), "{lang:?}: {shown}");
                    assert_eq!(lang.date_in(&shown.replace('\u{a0}', " ")), Some(day), "{lang:?}: {shown}");
                }
            }
        }
    }

    #[test]
    fn every_length_is_read_as_it_was_written_in_every_language() {
        for lang in Lang::ALL {
            for minutes in (0..=48 * 60).chain([u32::MAX]) {
                assert_eq!(lang.minutes_in(&lang.minutes(minutes)), Some(minutes), "{lang:?}: {minutes}");
            }
        }
    }

    #[test]
    fn what_is_no_date_and_no_length_of_the_language_is_none() {
        for lang in Lang::ALL {
            for none in
                ["", "2026", "Budget", "26 March", "min", "{d} {M} {y}", "99999999999 min", "1 h 75 min", "+5 min"]
            {
                assert_eq!((lang.date_in(none), lang.minutes_in(none)), (None, None), "{lang:?}: {none}");
            }
            let (shown, length) = (lang.long_date(NaiveDate::MIN + chrono::Days::new(400 * 366)), lang.minutes(5));
            assert_eq!(lang.date_in(&shown), None, "{lang:?}: {shown}");
            assert_eq!(lang.minutes_in(&format!("{length} {length}")), None, "{lang:?}");
        }
        assert_eq!(Lang::German.date_in("Sa 31. Febr. 2026"), None);
        assert_eq!(Lang::German.date_in("Sa 31. Feb. 2026"), None);
    }

    #[test]
    fn no_two_kinds_have_one_label_and_each_is_known_by_its_own() {
        for lang in Lang::ALL {
            for kind in Kind::ALL {
                if let Some(label) = lang.label(kind) {
                    assert_eq!(lang.kind_labelled(label), Some(kind), "{lang:?}");
                    let colon = lang.words().colon.trim_end();
                    assert_eq!(lang.before_colon(&format!("{label}{colon}")), Some(label), "{lang:?}");
                }
            }
            assert_eq!(lang.kind_labelled("Ann"), None);
        }
    }

    #[test]
    fn how_an_item_stands_after_its_meeting_is_read_as_it_was_written_in_every_language() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 9).unwrap();
        for lang in Lang::ALL {
            let (words, day) = (lang.words(), lang.short_date(day));
            for status in [Status::Open, Status::Done, Status::Dropped] {
                let word = words.entry.status(status);
                let told = [
                    fill(words.series.since, &[word, &day]),
                    fill(words.series.since_in, &[word, &day, "One (2) in on"]),
                ];
                for told in told.iter().flat_map(|told| {
                    [told.clone(), told.replacen(word, &word.to_lowercase(), 1), format!("{told} (why)")]
                }) {
                    let read = lang.became_in(&told).map(|read| words.entry.status(read));
                    assert_eq!(read, Some(word), "{lang:?}: {told}");
                }
                assert_eq!(lang.became_in(&format!("{word} {day}!")), None, "{lang:?}");
            }
            for what in ["Bo Chen, Ann since 2019", &fill(words.entry.due, &[&day])] {
                let told = fill(words.series.now_in, &[what, &day, "One (2) in on"]);
                assert!(
                    lang.is_since(&fill(words.series.now, &[what, &day])) && lang.is_since(&told),
                    "{lang:?}: {told}"
                );
                assert!(!lang.is_since(&fill(words.series.now, &[what, "never"])) && !lang.is_since(what), "{lang:?}");
            }
            assert_eq!(lang.became_in(&day), None, "{lang:?}");
        }
    }

    #[test]
    fn what_was_put_into_a_pattern_comes_out_of_it() {
        for lang in Lang::ALL {
            let words = lang.words();
            for pattern in [words.times.planned, words.times.continues, words.entry.with, words.entry.due] {
                assert_eq!(value_in(pattern, &fill(pattern, &["one, two"])), Some("one, two"), "{pattern}");
                assert_eq!(value_in(pattern, "something else"), None, "{pattern}");
                assert_eq!(value_in(pattern, &fill(pattern, &[""])), None, "{pattern}");
            }
            let names = fill(words.votes.and_more, &["Ann and 3 more", "12"]);
            assert_eq!(values_in(words.votes.and_more, &names), Some(("Ann and 3 more", "12")), "{names}");
        }
        assert_eq!(value_in("a{}a", "a"), None);
    }
}
