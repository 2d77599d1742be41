//! When a row is: date, start, end and length from whatever its cells say.
//!
//! Not here: which cells say it.

use chrono::{NaiveDate, NaiveTime};

use crate::agenda::heading::{SlotHeading, trailing_bracket, without_emphasis};
use crate::notation::times::{self, Length};

use super::slashed::{Order, dated};

/// What the cells of a row say about when it is.
#[derive(Debug, Default, PartialEq)]
pub(super) struct When {
    pub(super) date: Option<NaiveDate>,
    pub(super) start: Option<NaiveTime>,
    pub(super) until: Option<NaiveTime>,
    pub(super) length: Option<Length>,
}

impl When {
    /// Takes `09:00–09:45`, `9 AM`, `2019-10-28 09:00`, `45 min`, `09:00 (45m)`; says whether all of it was understood, else
    /// nothing is taken. `bare`: a number without a unit is minutes.
    pub(super) fn take(&mut self, text: &str, bare: bool, order: Order) -> bool {
        let text = without_words(without_emphasis(text));
        let is_time = !bare && times::whole(text).is_some();
        if let Some(length) = if bare { times::length_or_bare(text) } else { times::length(text) }.filter(|_| !is_time)
        {
            return self.take_length(length);
        }
        let (date, rest) = dated(text, order);
        if date.is_some() && rest.is_empty() {
            self.date = self.date.or(date);
            return true;
        }
        let (span, behind) = match trailing_bracket(rest) {
            Some((before, inner)) if times::length(inner).is_some() => (before, times::length(inner)),
            _ => (rest, None),
        };
        let Some(span) = times::whole_span(without_words(span)) else { return false };
        let mut heading = SlotHeading::default();
        if !heading.take_span(&span) || !behind.is_none_or(|length| heading.agrees_with(length)) {
            return false;
        }
        self.date = self.date.or(date);
        self.start = self.start.or(heading.start);
        self.until = self.until.or(heading.until);
        self.length = self.length.or(heading.length);
        true
    }

    /// Takes the end, `10:00`, that stands in a column of its own.
    pub(super) fn take_end(&mut self, text: &str, order: Order) -> bool {
        let (_, rest) = dated(without_words(without_emphasis(text)), order);
        let Some(end) = times::whole(rest).and_then(times::end_of_day) else { return false };
        self.until = self.until.or(Some(end));
        true
    }

    fn take_length(&mut self, length: Length) -> bool {
        let agreed = self.length.map_or(Some(length), |before| before.agreeing(length));
        self.length = agreed.or(self.length);
        agreed.is_some()
    }

    /// The time and the length as a slot's heading has them. An end counts where no length is known.
    pub(super) fn heading(&self) -> SlotHeading {
        let span = self.start.zip(self.until).filter(|_| self.length.is_none()).and_then(|(start, end)| {
            let minutes = u32::try_from((end - start).num_minutes().rem_euclid(times::DAY.into())).ok()?;
            (minutes > 0).then(|| Length::of(minutes))
        });
        SlotHeading {
            start: self.start,
            length: self.length.or(span),
            until: self.until.filter(|_| self.start.is_some() && span.is_some()),
            ..SlotHeading::default()
        }
    }
}

/// Words that may stand before a time that has a cell for itself.
const BEFORE: [&str; 22] = [
    "from",
    "at",
    "von",
    "ab",
    "um",
    "de",
    "da",
    "das",
    "dalle",
    "alle",
    "à",
    "às",
    "a las",
    "de las",
    "van",
    "om",
    "с",
    "в",
    "از",
    "ساعت",
    "من",
    "الساعة",
];

/// A text without the words that say no more than that a time follows.
fn without_words(text: &str) -> &str {
    let mut rest = text.trim();
    for _ in 0..2 {
        let after = |word: &&str| {
            let (start, after) = rest.split_at_checked(word.len())?;
            (start.to_lowercase() == **word && after.starts_with(char::is_whitespace)).then(|| after.trim_start())
        };
        rest = BEFORE.iter().find_map(|word| after(&word)).unwrap_or(rest);
    }
    rest
}

/// Whether a text is a time, a span or a length and nothing else.
pub(super) fn is_when(text: &str) -> bool {
    When::default().take(text, false, Order::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let mut when = When::default();
        let shown = |time: NaiveTime| time.format("%H:%M").to_string();
        when.take(text, false, Order::MonthFirst).then(|| {
            let heading = when.heading();
            let minutes = heading.length.map(|length| length.to_string());
            [when.date.map(|date| date.to_string()), heading.start.map(shown), minutes]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        })
    }

    #[test]
    fn a_cell_says_when_in_every_usual_form() {
        for (text, expected) in [
            ("09:00", "09:00"),
            ("**09:00–09:45**", "09:00 45m"),
            ("9am - 10am", "09:00 1h"),
            ("09:00 (45m)", "09:00 45m"),
            ("45 min", "45m"),
            ("2019-10-28 09:00", "2019-10-28 09:00"),
            ("28 Oct 2019", "2019-10-28"),
            ("23:30-00:15", "23:30 45m"),
            ("9.15 Uhr", "09:15"),
            ("9.15", "09:15"),
            ("10h", "10:00"),
            ("2h", "2h"),
            ("von 9 bis 10 Uhr", "09:00 1h"),
            ("از ساعت ۱۸:۰۰ تا ۲۰:۰۰", "18:00 2h"),
            ("上午9:00-9:30（30分钟）", "09:00 30m"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["TBD", "09:00 Welcome", "after lunch", "", "10"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
