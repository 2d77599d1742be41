//! What one frame of the screen says about the time.
//!
//! The screen shows whole minutes, so that each figure is held against the first and the last second of the minute that the
//! same frame shows. Not here: how the program comes to it.

use crate::reference::{Day, Outcome, second_of_day};
use crate::terminal::{Screen, text_of};

/// The figures of a frame.
#[derive(Debug)]
pub(crate) struct Frame {
    /// Seconds of the day of the minute shown.
    pub(crate) clock: i64,
    /// Minutes behind; negative: ahead.
    behind: Option<i64>,
    /// When the day ends, in minutes.
    ends: Option<i64>,
    /// Rows of the agenda that expect a slot at another time than planned: minutes, and the row.
    expected: Vec<(i64, String)>,
}

/// `09:04` at the start of some text, in minutes.
fn minutes(text: &str) -> Option<i64> {
    let time = text.get(..5).filter(|time| time.as_bytes().get(2) == Some(&b':'))?;
    time.chars().filter(|c| *c != ':').all(|c| c.is_ascii_digit()).then(|| second_of_day(&format!("T{time}:00")) / 60)
}

/// `12 min`, `1 h 05`, in minutes, at the end of some text.
fn span(text: &str) -> Option<i64> {
    let mut words = text.split_whitespace().rev();
    match (words.next()?, words.next()?, words.next()) {
        ("min", minutes, _) => minutes.parse().ok(),
        (minutes, "h", Some(hours)) => Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?),
        _ => None,
    }
}

impl Frame {
    /// Reads a frame; none where no clock runs.
    pub(crate) fn read(screen: &Screen) -> Option<Self> {
        let text = text_of(screen);
        let title = text.lines().next()?;
        // Lisbon's winter.
        let clock = minutes(title.get(title.find(" WET")?.checked_sub(5)?..)?)? * 60;
        let before = |word: &str| title.find(word).and_then(|at| span(&title[..at]));
        let behind = before(" behind").or(before(" ahead").map(|ahead| -ahead));
        let behind = behind.or(title.contains("on time").then_some(0));
        let ends = title.find("ends ").and_then(|at| minutes(&title[at + 5..]));
        let pane = text.lines().filter_map(|row| row.split_once('│')).map(|(agenda, _)| agenda);
        let expected = pane.filter_map(|row| {
            let (_, rest) = row.split_once(['↓', '↑', '!', '↕'])?;
            Some((minutes(rest)?, rest.to_owned()))
        });
        Some(Self { clock, behind, ends, expected: expected.collect() })
    }

    /// Holds it against the reference.
    pub(crate) fn check(&self, day: &Day) {
        let (first, last) = (day.at(self.clock), day.at(self.clock + 59));
        let within = |shown: i64, of: &dyn Fn(&Outcome) -> i64, what: &str| {
            let (low, high) = (of(&first), of(&last));
            assert!((low..=high).contains(&shown), "{what} is {shown}, not {low} to {high}: {self:?}\n{day:?}");
        };
        within(self.behind.expect("how late it is"), &|outcome| outcome.behind / 60, "how late it is");
        within(self.ends.expect("when the day ends"), &|outcome| outcome.ends / 60, "the end of the day");
        for (shown, row) in &self.expected {
            // The row has a time, a title that may be cut, and minutes.
            let is = |nth: usize| {
                row.get(6..).is_some_and(|rest| rest.trim_start().starts_with(head(&day.slots[nth].title)))
            };
            let of = |outcome: &Outcome| outcome.starts.iter().find(|(nth, _)| is(*nth)).map(|(_, start)| start / 60);
            assert!(of(&first).is_some(), "{row:?} is a slot that is still to come: {day:?}");
            within(*shown, &|outcome| of(outcome).unwrap_or(-1), row);
        }
    }
}

/// As much of a title as the narrowest column shows.
fn head(title: &str) -> &str {
    title.get(..8).unwrap_or(title)
}
