//! What is shown by signs, in words: entries, places, times.
//!
//! A screen reader says "bullet" for • and nothing for a colour, so each meaning has its word. What people wrote stays as they wrote it,
//! however long. Not here: which lines are said when (see `plain`).

use crate::app::outline::{self, duration, short_date};
use crate::app::overlay::kind_word;
use crate::app::{Model, Preview, points};
use crate::meeting::{ActionItem, Ballot, Choice, Entry, Kind, Mark, Role, Slot, Status, Tally};
use crate::text;

/// Cells of a title in a prompt, which is heard with every line.
const TITLE: usize = 40;

/// Words that were made for a screen: what stands between them for the eye becomes what one says.
pub(super) fn spoken(words: &str) -> String {
    let signs = [
        (" · ", ", "),
        (" → ", " to "),
        (" × ", " times "),
        ("✓ ", ""),
        ("» ", ""),
        ("− ", ""),
        ("! ", ""),
        ("…: ", ": "),
    ];
    let said = signs.iter().fold(words.to_owned(), |said, (sign, word)| said.replace(sign, word));
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a line became, from what was foretold of it: `action item 3, Jim Bosch, no date`.
pub(super) fn became(preview: &Preview, entry: Option<&Entry>) -> String {
    let number = entry.and_then(Entry::as_action).map(|item| item.number);
    let mut words = String::new();
    for said in &preview.said {
        if !words.is_empty() {
            words += &said.join.replace(" · ", ", ");
        }
        words += &said.words.replace(" · ", ", ");
        if let Some(number) = number.filter(|_| said.words == kind_word(Kind::Action)) {
            words.extend([" ", &number.to_string()]);
        }
    }
    match entry.map(|entry| entry.depth) {
        Some(depth @ 1..) => format!("{words}, level {}", depth + 1),
        _ => words,
    }
}

/// An entry whole: `level 2, action item 3, open, Jim Bosch: the text; due Fri 29 Nov, by Bo`.
pub(super) fn entry_in_words(model: &Model, slot: &Slot, index: usize) -> String {
    let Some(entry) = slot.entries.get(index) else { return String::new() };
    let mut before = Vec::new();
    if model.times {
        before.push(model.entry_time(entry));
    }
    if entry.depth > 0 {
        before.push(format!("level {}", entry.depth + 1));
    }
    match (entry.as_action(), entry.kind, &entry.speaker) {
        (Some(item), ..) => {
            before.extend([format!("action item {}", item.number), status(item).to_owned(), owners(item)]);
        }
        (None, Kind::Speech, Some(speaker)) => before.push(format!("{speaker} said")),
        (None, Kind::Speech, None) => before.push("goes on".to_owned()),
        (None, Kind::Vote, _) => {
            before.push("vote".to_owned());
            before.extend(entry.votes.iter().map(ballot));
        }
        (None, kind, _) => before.push(kind_word(kind).to_owned()),
    }
    let after = [
        outline::tally(slot, index).map(tally),
        entry.link.clone().filter(|link| entry.kind == Kind::Link && *link != entry.text),
        entry.as_action().and_then(|item| item.priority).map(|priority| format!("priority {priority}")),
        entry.as_action().and_then(|item| item.due).map(|due| format!("due {}", model.date(due))),
        model.hands().short(entry.by).map(|name| format!("by {name}")),
    ];
    let after: Vec<String> = after.into_iter().flatten().collect();
    let text = if entry.text.is_empty() { String::new() } else { format!(": {}", entry.text) };
    let after = if after.is_empty() { String::new() } else { format!("; {}", after.join(", ")) };
    format!("{}{text}{after}", before.join(", "))
}

/// How an action item stands.
pub(super) fn status(item: &ActionItem) -> &'static str {
    match item.status {
        Status::Open => "open",
        Status::Done => "done",
        Status::Dropped => "dropped",
    }
}

/// Whose it is.
pub(super) fn owners(item: &ActionItem) -> String {
    if item.owners.is_empty() { "no owner".to_owned() } else { item.owners.join(", ") }
}

fn tally(tally: Tally) -> String {
    outline::tally_in_words(tally)
}

/// `2 for (Ann Lee, Bo Chen)`.
fn ballot(ballot: &Ballot) -> String {
    let choice = match ballot.choice {
        Choice::For => "for",
        Choice::Against => "against",
        Choice::Abstain => "abstaining",
    };
    let count = ballot.voters.len() + usize::try_from(ballot.others).unwrap_or(usize::MAX);
    match ballot.voters.as_slice() {
        [] => format!("{} {choice}", count.max(1)),
        names => format!("{count} {choice} ({})", names.join(", ")),
    }
}

/// Where one is, in few words: `Middleware status, 13 of 45 min`.
pub(super) fn place(model: &Model) -> String {
    let Some(slot) = model.slot() else { return String::new() };
    let title = text::fit(&slot.plan.title, TITLE).into_owned();
    let current = model.current().filter(|current| current.id != slot.id);
    match current {
        Some(current) => format!("{title}, clock on {}", text::fit(&current.plan.title, TITLE)),
        None => format!("{title}, {}", clock(model, slot)),
    }
}

/// How the clock of a slot stands: `13 of 45 min`, `48 of 45 min, 3 over`, `paused at 13 of 45 min`, `45 min planned`.
pub(super) fn clock(model: &Model, slot: &Slot) -> String {
    let planned = model.planned(slot.id).and_then(|planned| planned.minutes).map(i64::from).filter(|it| *it > 0);
    let had = slot.elapsed(&model.now).num_minutes();
    let of = match planned {
        Some(planned) if had > planned => format!("{had} of {planned} min, {} over", had - planned),
        Some(planned) => format!("{had} of {planned} min"),
        None => duration(had),
    };
    if slot.is_running() {
        return of;
    }
    if model.paused() == Some(slot.id) {
        return format!("paused at {of}");
    }
    match (slot.mark, slot.runs.is_empty(), planned) {
        (Some(Mark::Skipped), ..) => "skipped".to_owned(),
        (Some(Mark::Parked), ..) => "parked".to_owned(),
        (None, false, _) => format!("held {}", duration(had)),
        (None, true, Some(planned)) => format!("{} planned", duration(planned)),
        (None, true, None) => "no clock".to_owned(),
    }
}

/// A slot that one has come to: what it is, who chairs, what was prepared, what stands there already.
pub(super) fn arrival(model: &Model) -> String {
    let Some(slot) = model.slot() else { return String::new() };
    let mut parts = vec![clock(model, slot)];
    let chair =
        if slot.plan.chair.is_empty() { model.meeting().holders(Role::Chair) } else { slot.plan.chair.as_slice() };
    if slot.plan.kind.is_break() {
        parts.push("a break".to_owned());
    } else if !chair.is_empty() {
        parts.push(format!("chair {}", chair.join(", ")));
    }
    let prepared = points(&slot.plan.topics).len() + model.lines_below_points().len();
    parts.extend((prepared > 0).then(|| counted(prepared, "talking point")));
    parts.extend((!slot.entries.is_empty()).then(|| counted(slot.entries.len(), "line")));
    if !model.line.is_empty() && model.editing.is_none() {
        parts.push(format!("half typed here: {}", model.line.text()));
    }
    let lead = if slot.is_running() { "now" } else { "looking at" };
    let elsewhere = model.current().filter(|current| current.id != slot.id);
    let clock = match elsewhere {
        Some(current) => format!("; the clock runs on {}", current.plan.title),
        None if model.current().is_none() => "; no clock runs".to_owned(),
        None => String::new(),
    };
    format!("{lead} {}, {}{clock}", slot.plan.title, parts.join(", "))
}

/// `1 line`, `2 lines`.
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// When a day is, where that is known, and what it is called.
pub(super) fn day(day: &crate::meeting::Day) -> String {
    let date = day.date.map(short_date);
    let title = Some(day.title.clone()).filter(|title| !title.is_empty());
    date.into_iter().chain(title).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_for_the_eye_become_words() {
        assert_eq!(spoken("Lunch 12:00 → 12:10 · ends 17:00"), "Lunch 12:00 to 12:10, ends 17:00");
        assert_eq!(spoken("» parked         Budget"), "parked Budget");
        assert_eq!(spoken("✓ everything is on time then"), "everything is on time then");
    }
}
