//! What the heading of a slot or of a day says: title, time, length, date.
//!
//! Both our own form and foreign ones read their headings here, so that what one writes the other reads back alike.
//! Not here: where headings begin and end in the file (see `markdown`).

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::meeting::schedule::OVERNIGHT;
use crate::notation::brackets::closing;
pub(super) use crate::notation::brackets::trailing_bracket;
use crate::notation::cursor::{Cursor, digit};
use crate::notation::times::{self, Length, is_colon, is_dash};

use super::dates;
use super::diagnostic::Remark;

/// The title of a slot whose heading is empty.
pub(super) const UNTITLED: &str = "Untitled";

/// The heading of a slot.
#[derive(Debug, Default, PartialEq)]
pub(super) struct SlotHeading {
    /// Markdown on one line; never empty.
    pub(super) title: String,
    pub(super) start: Option<NaiveTime>,
    pub(super) length: Option<Length>,
    /// When it ends, where its length is known from that alone.
    pub(super) until: Option<NaiveTime>,
    pub(super) remarks: Vec<Remark>,
}

/// The heading of a day.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct DayHeading {
    pub(super) date: Option<NaiveDate>,
    /// What it says beside the date.
    pub(super) title: String,
}

impl SlotHeading {
    /// Reads `09:00–09:45 Title (45m)`, all parts but the title optional and in any emphasis.
    pub(super) fn read(text: &str) -> Self {
        let mut heading = Self::default();
        heading.read_on(text);
        if heading.title.is_empty() {
            heading.remarks.push(Remark::warning("A slot without a title", "Write it as `## 09:00 Title`"));
            UNTITLED.clone_into(&mut heading.title);
        }
        heading.remark_unread_time();
        heading
    }

    /// Reads the rest of a heading of which a time or a length has been taken already.
    pub(super) fn read_on(&mut self, text: &str) {
        let mut rest = text.trim();
        loop {
            let before = rest;
            rest = without_emphasis(rest);
            rest = self.take_time(rest);
            rest = self.take_length(rest);
            if rest == before {
                break;
            }
        }
        rest.clone_into(&mut self.title);
    }

    /// Says whether the heading says anything that only a slot's heading does.
    pub(super) fn is_timed(&self) -> bool {
        self.start.is_some() || self.length.is_some()
    }

    /// Takes a time off the front, but never all that there is: a heading needs a title.
    fn take_time<'a>(&mut self, text: &'a str) -> &'a str {
        if self.start.is_some() {
            return past_separators(text);
        }
        let Some(span) = times::leading_span(text) else { return text };
        if !self.take_span(&span) {
            self.remarks.push(Remark::warning(
                format!("The slot does not end after its start: {}", text.get(..span.past).unwrap_or("")),
                "Times are read on the 24-hour clock unless AM or PM is written",
            ));
            return text;
        }
        let rest = past_separators(text.get(span.past..).unwrap_or(""));
        if rest.is_empty() { text } else { rest }
    }

    /// Takes the time or the span; says whether the span ends after its start, else only that is taken.
    pub(super) fn take_span(&mut self, span: &times::Span) -> bool {
        self.start = times::of_day(span.start);
        let minutes = span.end.and_then(|end| minutes_between(span.start, end));
        if span.end.is_some() && minutes.is_none() {
            return false;
        }
        self.length = minutes.map(Length::of);
        self.until = span.end.and_then(|end| times::of_day(end % times::DAY));
        true
    }

    /// Takes a length beside what is known already, and says whether they agree.
    pub(super) fn agrees_with(&mut self, length: Length) -> bool {
        let agreed = self.length.map_or(Some(length), |before| before.agreeing(length));
        self.length = agreed.or(self.length);
        agreed.is_some()
    }

    /// Takes a bracketed length off the end, but never all that there is.
    fn take_length<'a>(&mut self, text: &'a str) -> &'a str {
        let Some((rest, inner)) = trailing_bracket(text) else { return text };
        let Some(length) = times::length(inner) else { return text };
        let agreed = self.length.map_or(Some(length), |before| before.agreeing(length));
        if let (None, Some(before)) = (agreed, self.length) {
            let taken = before.in_words();
            let message = format!("Two lengths for one slot; {taken} is taken, {inner} stays in the title");
            self.remark_once(Remark::warning(message, "Leave one of them out"));
            return text;
        }
        (self.length, self.until) = (agreed, None);
        if length.backwards {
            self.remark_once(backwards(length, inner));
        }
        if rest.is_empty() { text } else { rest }
    }

    /// The parts of a heading are looked at again after each that is taken.
    fn remark_once(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// A title that begins like a time that was not understood is most likely a slip.
    fn remark_unread_time(&mut self) {
        let mut cursor = Cursor::new(&self.title);
        let looks = cursor.number(2).is_some()
            && cursor.eat(|c| is_colon(c) || matches!(c, '.' | 'h' | 'H')).is_some()
            && cursor.number(2).is_some_and(|(_, digits)| digits == 2)
            && cursor.peek().is_none_or(|c| c.is_whitespace() || is_dash(c));
        if looks && self.start.is_none() {
            self.remarks
                .push(Remark::warning("The time at the beginning is not understood", "Write it as `09:00 Title`"));
        }
    }
}

impl DayHeading {
    /// Reads `Day 1: 2019-10-28`, the date anywhere or nowhere.
    pub(super) fn read(text: &str) -> Self {
        let text = without_emphasis(text.trim());
        let Some((date, range)) = dates::find(text) else {
            return Self { date: None, title: text.to_owned() };
        };
        let mut before = text.get(..range.start).unwrap_or("").trim_end();
        let mut after = text.get(range.end..).unwrap_or("").trim_start();
        if let (Some(open), Some(close)) = (before.chars().next_back(), after.chars().next())
            && closing(open) == Some(close)
        {
            before = before.strip_suffix(open).unwrap_or(before);
            after = after.strip_prefix(close).unwrap_or(after);
        }
        let between =
            |c: char| c.is_whitespace() || is_colon(c) || is_dash(c) || matches!(c, ',' | '，' | '|' | '·' | '・');
        let (before, after) = (before.trim_matches(between), after.trim_matches(between));
        let joined = if before.is_empty() || after.is_empty() { "" } else { " " };
        let title = without_emphasis(&format!("{before}{joined}{after}")).to_owned();
        Self { date: Some(date), title }
    }

    /// `Day 2`, `第二天`, `Tuesday`: the name of a day and not of a meeting.
    pub(super) fn names_a_day(&self) -> bool {
        let name = self.title.to_lowercase();
        let numbered = ["day", "tag", "jour", "día", "dia", "giorno", "روز"]
            .iter()
            .filter_map(|word| name.strip_prefix(word))
            .any(|rest| rest.trim_start().chars().next().is_some_and(|c| digit(c).is_some()));
        let chinese = name.starts_with('第') && name.contains(['天', '日']);
        numbered || chinese || dates::begins_with_weekday(&name)
    }
}

/// What is said where a range has its upper bound first.
pub(super) fn backwards(length: Length, said: &str) -> Remark {
    let message = format!("`{}` is written backwards; {} is taken", said.trim(), length.in_words());
    Remark::warning(message, format!("Write the lower bound first: `{length}`"))
}

/// How long a span is, which may go past midnight; none where it ends before it starts.
fn minutes_between(start: u32, end: u32) -> Option<u32> {
    let next_date = |earlier: u32| TimeDelta::minutes(earlier.into()) >= OVERNIGHT;
    if end > start { Some(end - start) } else { next_date(start - end).then(|| end + times::DAY - start) }
}

/// Passes what people put between a time and a title.
fn past_separators(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = rest.strip_prefix(first).unwrap_or("");
        let parted = after.is_empty() || after.starts_with(char::is_whitespace);
        let separates = matches!(first, '–' | '—' | '：' | '|' | '·' | '・')
            || (parted && (is_dash(first) || matches!(first, ':' | ',')));
        if !separates {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// Takes emphasis marks off a text that they wrap as a whole.
pub(super) fn without_emphasis(text: &str) -> &str {
    let mut rest = text.trim();
    'again: loop {
        for marks in ["***", "___", "**", "__", "*", "_"] {
            let inner = rest.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks));
            let mark = marks.get(..1).unwrap_or(marks);
            if let Some(inner) = inner
                && !inner.contains(mark)
                && !inner.ends_with('\\')
                && !inner.trim().is_empty()
            {
                rest = inner.trim();
                continue 'again;
            }
        }
        return rest;
    }
}

/// Splits `[45 min] Title` into `45 min` and `Title`.
pub(super) fn leading_bracket(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let (inner, rest) = text.strip_prefix(open)?.split_once(closing(open)?)?;
    (!rest.starts_with(['(', '['])).then_some((inner, past_separators(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(text: &str) -> (String, Option<String>, Option<u32>) {
        let heading = SlotHeading::read(text);
        (
            heading.title,
            heading.start.map(|start| start.format("%H:%M").to_string()),
            heading.length.map(|length| length.minutes),
        )
    }

    fn expect(text: &str, title: &str, start: Option<&str>, minutes: Option<u32>) {
        assert_eq!(slot(text), (title.to_owned(), start.map(str::to_owned), minutes), "{text}");
    }

    #[test]
    fn a_slots_heading_gives_time_title_and_length() {
        expect("09:00 Welcome", "Welcome", Some("09:00"), None);
        expect("9:00 AM Welcome", "Welcome", Some("09:00"), None);
        expect("09:00–09:45 Welcome", "Welcome", Some("09:00"), Some(45));
        expect("9:00-9:10 welcome", "welcome", Some("09:00"), Some(10));
        expect("Welcome (45m)", "Welcome", None, Some(45));
        expect("Welcome [45 min]", "Welcome", None, Some(45));
        expect("Welcome {1h30}", "Welcome", None, Some(90));
        expect("Welcome (1 h 05 min)", "Welcome", None, Some(65));
        expect("欢迎（5 min）", "欢迎", None, Some(5));
        expect("۰۹:۰۰ خوش آمدید (۴۵ دقیقه)", "خوش آمدید", Some("09:00"), Some(45));
        expect("09:00 – Welcome", "Welcome", Some("09:00"), None);
        expect("09:00: Welcome", "Welcome", Some("09:00"), None);
        expect("23:30–00:15 Night watch", "Night watch", Some("23:30"), Some(45));
    }

    #[test]
    fn emphasis_around_the_whole_title_is_taken_off() {
        expect("**09:00 Welcome**", "Welcome", Some("09:00"), None);
        expect("**09:00** Welcome", "Welcome", Some("09:00"), None);
        expect("09:00 *Welcome* _(5m)_", "Welcome", Some("09:00"), Some(5));
        expect("*one* and *two*", "*one* and *two*", None, None);
        expect("`code` stays", "`code` stays", None, None);
    }

    #[test]
    fn brackets_that_are_no_length_stay_in_the_title() {
        expect("Break (Refreshments Provided)", "Break (Refreshments Provided)", None, None);
        expect("Close [Adjourn to the inn]", "Close [Adjourn to the inn]", None, None);
        expect("Minutes of last time (2019)", "Minutes of last time (2019)", None, None);
    }

    #[test]
    fn a_heading_that_is_only_a_time_is_its_own_title() {
        expect("09:00", "09:00", Some("09:00"), None);
        expect("(45m)", "(45m)", None, Some(45));
        expect("", UNTITLED, None, None);
    }

    #[test]
    fn a_slot_that_ends_before_it_starts_keeps_its_words_and_is_reported() {
        let heading = SlotHeading::read("10:00–09:30 Talk");
        assert_eq!(slot("10:00–09:30 Talk"), ("10:00–09:30 Talk".to_owned(), Some("10:00".to_owned()), None));
        assert_eq!(heading.remarks.len(), 1);
    }

    #[test]
    fn a_time_that_cannot_be_read_is_reported() {
        for text in ["25:00 Talk", "9.30 Talk", "9.30 – Talk"] {
            assert_eq!(SlotHeading::read(text).remarks.len(), 1, "{text}");
        }
        assert!(SlotHeading::read("2020 plans").remarks.is_empty());
    }

    #[test]
    fn two_lengths_that_differ_are_reported_and_both_kept() {
        expect("09:00–09:45 Talk (30m)", "Talk (30m)", Some("09:00"), Some(45));
        expect("09:00–09:45 Talk (45m)", "Talk", Some("09:00"), Some(45));
        assert_eq!(SlotHeading::read("09:00–09:45 Talk (30m)").remarks.len(), 1);
    }

    #[test]
    fn a_days_heading_gives_its_date_and_its_name() {
        for (text, title) in [
            ("Day 1: 2019-10-28", "Day 1"),
            ("Day 1 (2019-10-28)", "Day 1"),
            ("2019-10-28", ""),
            ("Monday, 28 October 2019", "Monday"),
            ("**Day 1 – Oct 28, 2019**", "Day 1"),
            ("2019-10-28: Day 1", "Day 1"),
            ("Day 1, 2019/10/28, Room 5", "Day 1 Room 5"),
        ] {
            let day = DayHeading::read(text);
            assert_eq!(
                (day.date.map(|date| date.to_string()), day.title.as_str()),
                (Some("2019-10-28".to_owned()), title)
            );
        }
        assert_eq!(DayHeading::read("Team meeting"), DayHeading { date: None, title: "Team meeting".to_owned() });
    }

    #[test]
    fn a_length_in_front_is_split_off_but_no_link_is() {
        assert_eq!(leading_bracket("[10 min] Budget"), Some(("10 min", "Budget")));
        assert_eq!(leading_bracket("（5分）预算"), Some(("5分", "预算")));
        assert_eq!(leading_bracket("[Ann](https://example.org) speaks"), None);
    }
}
