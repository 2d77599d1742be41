//! The screen on which the next agenda is gone through, filled with what comes back.
//!
//! Not here: the screen itself (see `app::next`), and what becomes of what was said on it (see `next`).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::agenda::next::{Group, Next, When};
use crate::app::{NextGroup, NextHead, NextPage, NextRow, NextStep, NextWish, Notice, Tone};
use crate::cli::Failure;
use crate::cli::open::lost;
use crate::shell::{Console, go_through_next};
use crate::words::say;

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
    (when, took, remarks): (When, Option<u32>, &[String]),
    on: &dyn Fn(Option<NaiveDate>) -> Next,
) -> Result<Option<Said>, Failure> {
    let head = NextHead {
        title: next.title().to_owned(),
        date: when.next,
        today: when.today,
        besides: next.minutes_besides(),
        took,
    };
    let mut page = NextPage::new(head, groups(next));
    page.notice = remarks.first().map(|text| Notice { text: text.clone(), tone: Tone::News });
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
fn groups(next: &Next) -> Vec<NextGroup> {
    let mut groups = Group::ALL.map(|group| NextGroup { title: title(group), rows: Vec::new() }).to_vec();
    for (id, offer) in next.offers() {
        let row = NextRow {
            id,
            text: offer.text.clone(),
            detail: offer.detail.clone(),
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
