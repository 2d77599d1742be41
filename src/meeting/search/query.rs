//! What is looked for, as it is typed: words, `"phrases"`, `-without`, and filters such as `owner:Ann`.
//!
//! What is not understood is said with its place, and the rest is looked for all the same: somebody types, and a query is
//! half written most of the time. Not here: which spellings count as one, and how a day may be said (the caller reads it).

use std::ops::Range;

use chrono::NaiveDate;

use super::Place;

/// What is looked for: a line has all words, none of the unwanted ones, and passes every filter; of several filters of one
/// name one is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases that a line has.
    pub terms: Vec<Term>,
    /// Those that it does not have.
    pub without: Vec<Term>,
    /// Parts of the names of owners of an action item.
    pub owners: Vec<String>,
    /// Parts of the names of series.
    pub series: Vec<String>,
    /// What the line is.
    pub places: Vec<Place>,
    /// Keys of tickets that it names.
    pub tickets: Vec<String>,
    /// Folders, identities or parts of the titles of meetings.
    pub meetings: Vec<String>,
    /// Noted before that day.
    pub before: Option<NaiveDate>,
    /// Noted on that day or later.
    pub after: Option<NaiveDate>,
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As typed.
    pub text: String,
    /// Its last word may go on.
    pub beginning: bool,
}

/// A part of a query that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{part}`: {what}")]
pub struct Misread {
    /// Its bytes in the query.
    pub range: Range<usize>,
    /// Those bytes.
    pub part: String,
    /// What is wrong with it, and what would be right.
    pub what: Wrong,
}

/// What is wrong with a part of a query, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A phrase does not end.
    #[error("the quotation mark is not closed")]
    Open,
    /// A filter is to be left out.
    #[error("only words and phrases can be left out with `-`")]
    Without,
    /// A filter says nothing.
    #[error("nothing stands after `{0}:`")]
    Nothing(&'static str),
    /// No line is of that kind; the kinds that there are.
    #[error("no kind of line; there are {0}")]
    Kind(String),
    /// It is no day.
    #[error("no day; write it as 2026-03-31, 2026-03 or 2026")]
    Day,
    /// It looks like a filter and is none; the filters that there are.
    #[error("no such filter; there are {0}; the words are looked for")]
    Filter(String),
}

/// The filters, by name.
const FILTERS: [&str; 7] = ["owner", "series", "kind", "ticket", "meeting", "before", "after"];

impl Query {
    /// Reads a query. `typing`: its last word may not be finished, so that it stands for all words that begin so; a `*`
    /// after a word says that in any case. `day` reads a day as the user may say it.
    pub fn read(text: &str, typing: bool, day: &dyn Fn(&str) -> Option<NaiveDate>) -> (Self, Vec<Misread>) {
        let mut query = Self::default();
        let mut misread = Vec::new();
        for part in parts(text) {
            if let Err(what) = query.take(&part, typing && part.range.end == text.len(), day) {
                let words = text.get(part.range.clone()).unwrap_or_default().to_owned();
                misread.push(Misread { range: part.range, part: words, what });
            }
        }
        (query, misread)
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take(&mut self, part: &Part<'_>, last: bool, day: &dyn Fn(&str) -> Option<NaiveDate>) -> Result<(), Wrong> {
        if part.open && !last {
            // Everything up to the end is the phrase; that is what was meant most of the time.
            self.take(&Part { open: false, ..part.clone() }, last, day)?;
            return Err(Wrong::Open);
        }
        let Some(filter) = part.filter else {
            let starred = part.value.strip_suffix('*').filter(|word| !part.quoted && !word.is_empty());
            let beginning = starred.is_some() || last && (!part.quoted || part.open);
            let term = Term { text: starred.unwrap_or(part.value).to_owned(), beginning };
            let place = if part.negated { &mut self.without } else { &mut self.terms };
            place.push(term);
            return no_such_filter(part);
        };
        if part.negated {
            return Err(Wrong::Without);
        }
        let value = part.value.trim();
        if value.is_empty() {
            return if last { Ok(()) } else { Err(Wrong::Nothing(filter)) };
        }
        self.filter(filter, value, last, day)
    }

    fn filter(
        &mut self,
        filter: &'static str,
        value: &str,
        last: bool,
        day: &dyn Fn(&str) -> Option<NaiveDate>,
    ) -> Result<(), Wrong> {
        let wanted = || value.to_owned();
        match filter {
            "owner" => self.owners.push(wanted()),
            "series" => self.series.push(wanted()),
            "ticket" => self.tickets.push(wanted()),
            "meeting" => self.meetings.push(wanted()),
            "kind" => {
                let lower = value.to_lowercase();
                let named = |place: &Place| place.word() == lower || last && place.word().starts_with(&lower);
                let places: Vec<Place> = Place::all().filter(named).collect();
                if places.is_empty() {
                    let known: Vec<&str> = Place::all().map(Place::word).collect();
                    return Err(Wrong::Kind(known.join(", ")));
                }
                self.places.extend(places);
            }
            _ => match first_day(value).or_else(|| day(value)) {
                Some(day) if filter == "before" => self.before = Some(self.before.map_or(day, |old| old.min(day))),
                Some(day) => self.after = Some(self.after.map_or(day, |old| old.max(day))),
                None if last => {}
                None => return Err(Wrong::Day),
            },
        }
        Ok(())
    }
}

/// What looks like a filter and is none is looked for as it is written, and said. An address, a time or a key is nothing of
/// the sort, nor is what stands between quotation marks.
fn no_such_filter(part: &Part<'_>) -> Result<(), Wrong> {
    let Some((name, value)) = part.value.split_once(':').filter(|_| !part.quoted) else { return Ok(()) };
    let is_name = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !is_name || value.is_empty() || value.starts_with(['/', ':']) {
        return Ok(());
    }
    Err(Wrong::Filter(FILTERS.join(", ")))
}

/// The first day of a month or a year: `2026-03`, `2026`.
pub(crate) fn first_day(text: &str) -> Option<NaiveDate> {
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month) = text.split_once('-').unwrap_or((text, "01"));
    let said = digits(year, 4) && digits(month, 2);
    NaiveDate::from_ymd_opt(year.parse().ok().filter(|_| said)?, month.parse().ok()?, 1)
}

/// A part of a query between blanks.
#[derive(Clone, Debug)]
struct Part<'t> {
    range: Range<usize>,
    negated: bool,
    filter: Option<&'static str>,
    /// What is looked for, without quotation marks.
    value: &'t str,
    quoted: bool,
    /// The closing quotation mark is missing.
    open: bool,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start().len();
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { return parts };
        let part = part(rest, at);
        at = part.range.end;
        parts.push(part);
    }
}

/// The part that a text begins with, which stands at that byte of the query.
fn part(text: &str, at: usize) -> Part<'_> {
    let goes_on = |rest: &str| rest.chars().next().is_some_and(|sign| !sign.is_whitespace());
    let (negated, rest) = match text.strip_prefix('-').filter(|rest| goes_on(rest)) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let named = |name: &&&str| {
        let (word, colon) = (rest.get(..name.len()), rest.get(name.len()..));
        word.is_some_and(|word| word.eq_ignore_ascii_case(name)) && colon.is_some_and(|rest| rest.starts_with(':'))
    };
    let filter = FILTERS.iter().find(named).copied();
    let rest = filter.and_then(|name| rest.get(name.len() + 1..)).unwrap_or(rest);
    let before = text.len() - rest.len();
    let Value { text, length, quoted, open } = Value::of(rest);
    Part { range: at..at + before + length, negated, filter, value: text, quoted, open }
}

/// What stands there up to a blank, or between quotation marks of any sort.
struct Value<'t> {
    text: &'t str,
    /// Its bytes, the marks included.
    length: usize,
    quoted: bool,
    open: bool,
}

impl<'t> Value<'t> {
    fn of(rest: &'t str) -> Self {
        let Some(inner) = rest.strip_prefix(['"', '“', '”', '„']) else {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            return Self { text: rest.get(..length).unwrap_or_default(), length, quoted: false, open: false };
        };
        let Some((text, after)) = inner.split_once(['"', '”', '“']) else {
            return Self { text: inner, length: rest.len(), quoted: true, open: true };
        };
        Self { text, length: rest.len() - after.len(), quoted: true, open: false }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::meeting::Kind;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn read(text: &str) -> Query {
        let (query, misread) = Query::read(text, false, &day);
        assert_eq!(misread, [], "{text}");
        query
    }

    fn term(text: &str, beginning: bool) -> Term {
        Term { text: text.to_owned(), beginning }
    }

    #[test]
    fn words_phrases_and_what_a_line_is_to_be_without() {
        let query = read("budget  \"next year\" -draft -\"not this\" plan* “curly” 10:30 - a-b");
        let words = ["budget", "next year", "plan", "curly", "10:30", "-", "a-b"];
        assert_eq!(query.terms, words.map(|word| term(word, word == "plan")));
        assert_eq!(query.without, [term("draft", false), term("not this", false)]);
    }

    #[test]
    fn filters_are_read_in_any_order_and_case() {
        let query = read(
            "Owner:\"Ann Lee\" kind:decision KIND:action series:weekly ticket:DM-1 meeting:last x after:2026 before:2026-03 before:2027-01-01",
        );
        assert_eq!((query.owners, query.series), (vec!["Ann Lee".to_owned()], vec!["weekly".to_owned()]));
        assert_eq!(query.places, [Place::Entry(Kind::Decision), Place::Entry(Kind::Action)]);
        assert_eq!((query.tickets.len(), query.meetings.len(), query.terms.len()), (1, 1, 1));
        assert_eq!((query.after, query.before), (day("2026-01-01"), day("2026-03-01")));
    }

    #[test]
    fn what_is_not_understood_is_said_with_its_place_and_the_rest_is_looked_for() {
        let (query, misread) = Query::read("budget before:soon kind:joke -owner:x owner: \"open phrase", false, &day);
        assert_eq!(query.terms, [term("budget", false), term("open phrase", false)]);
        let said: Vec<String> = misread.iter().map(ToString::to_string).collect();
        assert!(said[0].starts_with("`before:soon`: no day; write it as"), "{said:?}");
        assert!(said[1].starts_with("`kind:joke`: no kind of line; there are title, topic"), "{said:?}");
        assert_eq!(said[2], "`-owner:x`: only words and phrases can be left out with `-`");
        assert_eq!(said[3], "`owner:`: nothing stands after `owner:`");
        assert_eq!(said[4], "`\"open phrase`: the quotation mark is not closed");
        assert_eq!((misread[0].range.clone(), misread.len()), (7..18, 5));
    }

    #[test]
    fn a_filter_that_there_is_not_is_said_and_looked_for_as_words() {
        for (text, is_said) in [
            ("foo:bar", true),
            ("budget Status:open", true),
            ("-foo:bar", true),
            ("https://example.org", false),
            ("10:30", false),
            ("a:b", false),
            ("\"foo:bar\"", false),
            ("foo:", false),
            ("std::fs", false),
            ("owner:ann", false),
        ] {
            for typing in [false, true] {
                let (query, misread) = Query::read(text, typing, &day);
                let said: Vec<String> = misread.iter().map(|it| it.what.to_string()).collect();
                let expected = "no such filter; there are owner, series, kind, ticket, meeting, before, after; the words are looked for";
                assert_eq!(said, vec![expected; usize::from(is_said)], "{text}");
                assert!(!query.is_empty());
            }
        }
    }

    #[test]
    fn while_typing_the_last_word_may_go_on_and_nothing_unfinished_is_a_mistake() {
        for (typed, beginning) in [("bud", true), ("bud ", false), ("\"next ye", true), ("\"next year\"", false)] {
            let (query, misread) = Query::read(typed, true, &day);
            assert_eq!((query.terms[0].beginning, misread), (beginning, vec![]), "{typed}");
        }
        for typed in ["owner:", "before:2", "before:2026-0", "kind:dec", "x -"] {
            assert_eq!(Query::read(typed, true, &day).1, [], "{typed}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_every_place_is_in_it(text in "(\\PC|[-\":“”* ]|owner:|before:|kind:){0,30}", typing: bool) {
            for misread in Query::read(&text, typing, &day).1 {
                prop_assert_eq!(text.get(misread.range), Some(misread.part.as_str()));
            }
        }
    }
}
