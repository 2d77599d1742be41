//! Dates, times and lengths as people write them.
//!
//! Every format that people read takes its words from here, so that a duration is never 49 min in one and 0:49 in
//! another. Times come in already in the meeting's zone. Not here: RFC 3339, which is for programs (see `json`).

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use crate::meeting::Kind;

/// What stands before another text of an entry, which nobody has settled on yet.
pub const ALSO_WRITTEN: &str = "not settled, also written";

/// `Monday 28 October 2019`.
pub fn long_date(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// `Fri 29 Nov 2019`.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `28–30 October 2019`, or as much of both ends as they do not share.
pub fn date_range(from: NaiveDate, to: NaiveDate) -> String {
    let last = to.format("%-d %B %Y");
    if from == to {
        last.to_string()
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{last}", from.format("%-d"))
    } else if from.year() == to.year() {
        format!("{} – {last}", from.format("%-d %B"))
    } else {
        format!("{} – {last}", from.format("%-d %B %Y"))
    }
}

/// `09:02`.
pub fn clock(at: DateTime<Tz>) -> String {
    at.format("%H:%M").to_string()
}

/// `45 min`, `2 h`, `1 h 05 min`.
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02} min"),
    }
}

/// A measured time in whole minutes gone, as the screen counts them: `49 min`, and `under 1 min` below one.
pub fn elapsed(elapsed: TimeDelta) -> String {
    if elapsed < TimeDelta::minutes(1) {
        return "under 1 min".to_owned();
    }
    minutes(u32::try_from(elapsed.num_minutes()).unwrap_or(u32::MAX))
}

/// `12 min over`, `1 h 05 min under`, in whole minutes gone, with these words for more and for less; none below one.
pub fn measured(difference: TimeDelta, more: &str, less: &str) -> Option<String> {
    against(difference.num_minutes(), more, less)
}

/// The same for a difference in minutes; none for none.
pub fn against(difference: i64, more: &str, less: &str) -> Option<String> {
    let length = minutes(u32::try_from(difference.unsigned_abs()).unwrap_or(u32::MAX));
    (difference != 0).then(|| format!("{length} {}", if difference > 0 { more } else { less }))
}

/// A list at the end of the minutes: all entries of a kind once more.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    /// Of which entries.
    pub kind: Kind,
    /// Its name within a page.
    pub id: &'static str,
    /// What stands above it.
    pub heading: &'static str,
    /// One of them.
    pub one: &'static str,
    /// Several of them.
    pub many: &'static str,
}

/// These lists after that of the action items, in order; one stands there only where there is something to list.
pub const SUMMARIES: [Summary; 4] = [
    Summary { kind: Kind::Decision, id: "decisions", heading: "Decisions", one: "decision", many: "decisions" },
    Summary {
        kind: Kind::Proposal,
        id: "proposals",
        heading: "Open proposals",
        one: "open proposal",
        many: "open proposals",
    },
    Summary {
        kind: Kind::Question,
        id: "questions",
        heading: "Open questions",
        one: "open question",
        many: "open questions",
    },
    Summary {
        kind: Kind::Idea,
        id: "parking-lot",
        heading: "Parking lot",
        one: "in the parking lot",
        many: "in the parking lot",
    },
];

/// What stands before an entry of that kind; none where its text or its speaker says it.
pub fn label(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Note | Kind::Link | Kind::Speech | Kind::Subtopic => return None,
        Kind::Action => "Action",
        Kind::Decision => "Decision",
        Kind::Question => "Question",
        Kind::Proposal => "Proposal",
        Kind::Vote => "Vote",
        Kind::Idea => "Idea",
        Kind::Info => "Information",
    })
}

/// `1 action item`, `3 action items`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_range_of_dates_says_what_both_ends_share_once() {
        for (from, to, expected) in [
            ("2019-10-28", "2019-10-28", "28 October 2019"),
            ("2019-10-28", "2019-10-30", "28–30 October 2019"),
            ("2019-10-30", "2019-11-01", "30 October – 1 November 2019"),
            ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"),
        ] {
            assert_eq!(date_range(date(from), date(to)), expected);
        }
    }

    #[test]
    fn a_date_comes_long_for_headings_and_short_for_lines() {
        assert_eq!(long_date(date("2019-10-28")), "Monday 28 October 2019");
        assert_eq!(short_date(date("2019-11-09")), "Sat 9 Nov 2019");
    }

    #[test]
    fn lengths_read_as_people_say_them() {
        assert_eq!([5, 60, 65, 125].map(minutes), ["5 min", "1 h", "1 h 05 min", "2 h 05 min"]);
        assert_eq!(elapsed(TimeDelta::seconds(59)), "under 1 min");
        assert_eq!(elapsed(TimeDelta::seconds(49 * 60 + 59)), "49 min");
        assert_eq!(elapsed(TimeDelta::seconds(60 * 60)), "1 h");
    }

    #[test]
    fn a_difference_counts_the_whole_minutes_that_are_gone() {
        let shown = |seconds| measured(TimeDelta::seconds(seconds), "over", "under");
        assert_eq!([-59, 0, 59].map(shown), [None, None, None]);
        assert_eq!(shown(60).as_deref(), Some("1 min over"));
        assert_eq!(shown(280).as_deref(), Some("4 min over"));
        assert_eq!(shown(-119).as_deref(), Some("1 min under"));
        assert_eq!(against(65, "over", "under").as_deref(), Some("1 h 05 min over"));
        assert_eq!(against(-5, "over", "under").as_deref(), Some("5 min under"));
        assert_eq!(against(0, "over", "under"), None);
    }
}
