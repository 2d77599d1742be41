//! How the lines of the next agenda are worded. Everything in them was typed by people who had no agenda file in mind.

use chrono::NaiveDate;

use crate::agenda::sayable::without_controls;
use crate::meeting::{Item, PlannedSlot};

/// Something there is to know of what comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What somebody typed, on one line: names, a topic, a role.
    Text(String),
    /// The day on which it is due.
    Due(NaiveDate),
    /// The day on which it was noted.
    Since(NaiveDate),
    /// How many meetings it was carried into.
    Carried(u32),
    /// The topic in which it was noted.
    NotedIn(String),
    /// How many minutes it takes.
    Minutes(u32),
    /// How often it was put off, and for which day it was planned first.
    PutOff {
        /// That day.
        first: NaiveDate,
        /// At least once.
        times: u32,
    },
}

impl Detail {
    /// What somebody typed; nothing where that is nothing.
    pub(super) fn text(said: String) -> Option<Self> {
        (!said.is_empty()).then_some(Self::Text(said))
    }
}

/// A text on one line that begins no comment.
pub(super) fn line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    without_controls(&words).replace("<!--", "<! --")
}

/// The topic in which an item arose, else the meeting.
pub(super) fn of_topic(item: &Item) -> String {
    line(if item.topic.trim().is_empty() { &item.title } else { &item.topic })
}

/// `action-12 Ann Lee — draft the plan (due 2026-02-01, since 2026-01-05, Budget)`.
pub(super) fn of_item(item: &Item) -> String {
    let owners = item.action.owners.iter().map(|owner| line(owner)).collect::<Vec<_>>().join(", ");
    let owners = if owners.is_empty() { String::new() } else { format!("{owners} — ") };
    let due = item.action.due.map(|due| format!("due {due}"));
    let since = item.raised.map(|at| format!("since {}", at.date_naive()));
    let topic = Some(of_topic(item)).filter(|topic| !topic.is_empty());
    let known: Vec<String> = [due, since, topic].into_iter().flatten().collect();
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    format!("action-{} {owners}{}{known}", item.action.number, line(&item.text))
}

/// Who leads it, how long it takes, and when it was first to be held.
pub(super) fn of_slot(slot: &PlannedSlot) -> Vec<Detail> {
    let chair = slot.chair.iter().map(|name| line(name)).collect::<Vec<_>>().join(", ");
    let times = u32::try_from(slot.put_off.len()).unwrap_or(u32::MAX);
    // What recurs comes anyway.
    let first = slot.put_off.first().filter(|_| !slot.recurs);
    let put_off = first.map(|first| Detail::PutOff { first: *first, times });
    [Detail::text(chair), slot.minutes.map(Detail::Minutes), put_off].into_iter().flatten().collect()
}
