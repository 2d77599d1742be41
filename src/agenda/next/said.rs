//! How the lines of the next agenda are worded. Everything in them was typed by people who had no agenda file in mind.

use chrono::NaiveDate;

use crate::agenda::sayable::without_controls;
use crate::meeting::{Item, PlannedSlot, past_date};

/// A text on one line that begins no comment.
pub(super) fn line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    without_controls(&words).replace("<!--", "<! --")
}

/// `3 meetings`.
pub(super) fn count(n: u32, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// `since 23 Nov, 7 days`.
pub(super) fn since(day: NaiveDate, today: NaiveDate) -> String {
    match u32::try_from((today - day).num_days()) {
        Ok(0) => "since today".to_owned(),
        Ok(days) => format!("since {}, {}", past_date(day, today), count(days, "day")),
        Err(_) => format!("since {}", past_date(day, today)),
    }
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

/// Who leads it, how long it takes, and when it was first to be held, as it is read today.
pub(super) fn of_slot(slot: &PlannedSlot, today: NaiveDate) -> String {
    let chair = slot.chair.iter().map(|name| line(name)).collect::<Vec<_>>().join(", ");
    let chair = Some(chair).filter(|chair| !chair.is_empty());
    let length = slot.minutes.map(|minutes| format!("{minutes} min"));
    let times = u32::try_from(slot.put_off.len()).unwrap_or(u32::MAX);
    // What recurs comes anyway.
    let first = slot.put_off.first().filter(|_| !slot.recurs).map(|first| past_date(*first, today));
    let put_off = first.map(|first| match times {
        1 => format!("put off on {first}"),
        _ => format!("put off {times} times, first on {first}"),
    });
    [chair, length, put_off].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
