//! The screen on which the next agenda is gone through, filled with what comes back.
//!
//! Not here: the screen itself (see `app::next`), and what becomes of what was said on it (see `next`).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::agenda::next::{Detail, Group, Next, When};
use crate::app::{NextGroup, NextHead, NextPage, NextRow, NextStep, NextWish, Notice, Tone};
use crate::cli::Failure;
use crate::cli::open::lost;
use crate::shell::{Console, go_through_next};
use crate::words::{near_day, past_day, say};

/// What was said of the next agenda.
#[derive(Default)]
pub(super) struct Said {
    /// The reasons of what is left out, by the number of the offer.
    pub(super) left_out: BTreeMap<usize, String>,
    /// The numbers of all offers in the order in which they come; empty: as they stand.
    pub(super) order: Vec<usize>,
    /// When the meeting is.
    pub(super) date: Option<NaiveDate>,
    /// What it is called; none: as the date has it.
    pub(super) title: Option<String>,
    /// What is done once it is written.
    pub(super) step: NextStep,
}

/// Asks until the agenda is to be written; none where it is given up. `on` makes the agenda of another day.
pub(super) fn go_through(
    console: &mut Console,
    next: &Next,
    (when, took, remark): (When, Option<u32>, Option<String>),
    on: &dyn Fn(Option<NaiveDate>) -> Next,
) -> Result<Option<Said>, Failure> {
    let head = NextHead {
        title: next.title().to_owned(),
        date: when.next,
        today: when.today,
        besides: next.minutes_besides(),
        took,
    };
    let mut page = NextPage::new(head, groups(next, when.today));
    page.notice = remark.map(|text| Notice { text, tone: Tone::News });
    let mut known = when.next;
    let mut hear = |page: &mut NextPage| {
        if page.date() != known {
            known = page.date();
            page.call(on(known).title());
        }
    };
    match go_through_next(console, &mut page, &mut hear).map_err(|error| lost(&error))? {
        NextWish::GiveUp => Ok(None),
        NextWish::Write(step) => Ok(Some(Said {
            left_out: page.left_out().clone(),
            order: page.order(),
            date: page.date(),
            title: page.title_said().map(str::to_owned),
            step,
        })),
    }
}

/// All that would come, as rows.
fn groups(next: &Next, today: NaiveDate) -> Vec<NextGroup> {
    let mut groups = Group::ALL.map(|group| NextGroup { title: title(group), rows: Vec::new() }).to_vec();
    for (id, offer) in next.offers() {
        let row = NextRow {
            id,
            text: offer.text.clone(),
            detail: in_words(&offer.details, today),
            minutes: offer.minutes,
            needs_reason: offer.needs_reason(),
            is_slot: offer.is_slot(),
        };
        if let Some(group) = groups.iter_mut().find(|group| group.title == title(offer.group)) {
            group.rows.push(row);
        }
    }
    groups
}

/// What else there is to know of a row, as it is read today.
fn in_words(details: &[Detail], today: NaiveDate) -> String {
    let words = |detail: &Detail| match detail {
        Detail::Text(text) => text.clone(),
        Detail::Due(due) => say!("next-due", day = near_day(*due, today)),
        Detail::Since(since) => match (today - *since).num_days() {
            0 => say("next-since-today").to_owned(),
            days @ 1.. => say!("next-since", day = past_day(*since, today), days = days),
            _ => say!("next-since-day", day = past_day(*since, today)),
        },
        Detail::Carried(times) => say!("next-carried", count = *times),
        Detail::NotedIn(topic) => say!("next-noted-in", topic = topic.as_str()),
        Detail::Minutes(minutes) => say!("next-length", minutes = *minutes),
        Detail::PutOff { first, times } => say!("next-put-off", count = *times, day = past_day(*first, today)),
    };
    details.iter().map(words).collect::<Vec<_>>().join(" · ")
}

/// What stands above the lines of a group.
fn title(group: Group) -> &'static str {
    match group {
        Group::Items => say("next-items"),
        Group::Topics => say("next-topics"),
        Group::Recurring => say("next-recurring"),
        Group::Parked => say("next-parked"),
        Group::Requests => say("next-requests"),
        Group::People => say("next-people"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_told_as_people_say_them() {
        let told = |details: &[Detail]| in_words(details, day("2026-01-06"));
        let text = |text: &str| Detail::Text(text.to_owned());
        let since = |text: &str| Detail::Since(day(text));
        let item = [text("Ann Lee"), Detail::Due(day("2026-01-30")), since("2026-01-05"), text("Budget")];
        assert_eq!(told(&item), "Ann Lee · due Fri 30 Jan · since 5 Jan, 1 day · Budget");
        assert_eq!(
            told(&[since("2025-12-31"), Detail::Carried(3)]),
            "since 31 Dec 2025, 6 days · carried into 3 meetings"
        );
        assert_eq!(told(&[since("2026-01-06"), Detail::Carried(1)]), "since today · carried into 1 meeting");
        assert_eq!(told(&[since("2026-01-09")]), "since 9 Jan", "a clock was wrong");
        let put_off = |first, times| [Detail::Minutes(30), Detail::PutOff { first: day(first), times }];
        assert_eq!(told(&put_off("2025-12-22", 2)), "30 min · put off 2 times, first on 22 Dec 2025");
        assert_eq!(told(&put_off("2026-01-05", 1)), "30 min · put off on 5 Jan");
        assert_eq!(told(&[Detail::NotedIn("Budget".to_owned())]), "noted in Budget");
    }
}
