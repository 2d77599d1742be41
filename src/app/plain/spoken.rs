//! What is shown by signs, in words: entries, places, times.
//!
//! A screen reader says "bullet" for • and nothing for a colour, so each meaning has its word. What people wrote stays as they wrote it,
//! however long. Not here: which lines are said when (see `plain`).

use crate::app::outline::{self, duration, short_date};
use crate::app::overlay::kind_word;
use crate::app::{Model, Preview, points, terms};
use crate::meeting::{ActionItem, Ballot, Choice, Entry, Kind, Mark, Role, Slot, Tally};
use crate::text;
use crate::words::say;

/// Cells of a title in a prompt, which is heard with every line.
const TITLE: usize = 40;

/// Words that were made for a screen: what stands between them for the eye becomes what one says.
pub(super) fn spoken(words: &str) -> String {
    let (to, times) = (format!(" {} ", say("plain-to")), format!(" {} ", say("plain-times")));
    let signs = [
        (" · ", ", "),
        (" → ", to.as_str()),
        (" × ", times.as_str()),
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
        Some(depth @ 1..) => format!("{words}, {}", say!("plain-level", level = depth + 1)),
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
        before.push(say!("plain-level", level = entry.depth + 1));
    }
    match (entry.as_action(), entry.kind, &entry.speaker) {
        (Some(item), ..) => {
            before.extend([say!("plain-item", number = item.number), status(item).to_owned(), owners(item)]);
        }
        (None, Kind::Speech, Some(speaker)) => before.push(say!("plain-said", name = speaker.as_str())),
        (None, Kind::Speech, None) => before.push(say("plain-goes-on").to_owned()),
        (None, Kind::Vote, _) => {
            before.push(say("plain-vote").to_owned());
            before.extend(entry.votes.iter().map(ballot));
        }
        (None, kind, _) => before.push(kind_word(kind).to_owned()),
    }
    let after = [
        outline::tally(slot, index).map(tally),
        entry.link.clone().filter(|link| entry.kind == Kind::Link && *link != entry.text),
        entry.as_action().and_then(|item| item.priority).map(|priority| say!("plain-priority", priority = priority)),
        entry.as_action().and_then(|item| item.due).map(|due| say!("plain-due", date = model.date(due))),
        model.hands().short(entry.by).map(|name| say!("plain-by", name = name)),
    ];
    let after: Vec<String> = after.into_iter().flatten().collect();
    let text = if entry.text.is_empty() { String::new() } else { format!(": {}", entry.text) };
    let after = if after.is_empty() { String::new() } else { format!("; {}", after.join(", ")) };
    format!("{}{text}{after}", before.join(", "))
}

/// How an action item stands.
pub(super) fn status(item: &ActionItem) -> &'static str {
    terms::status(item.status)
}

/// Whose it is.
pub(super) fn owners(item: &ActionItem) -> String {
    if item.owners.is_empty() { say("plain-no-owner").to_owned() } else { item.owners.join(", ") }
}

fn tally(tally: Tally) -> String {
    outline::tally_in_words(tally)
}

/// `2 for (Ann Lee, Bo Chen)`.
fn ballot(ballot: &Ballot) -> String {
    let count = (ballot.voters.len() + usize::try_from(ballot.others).unwrap_or(usize::MAX)).max(1);
    let said = match ballot.choice {
        Choice::For => say!("entry-for", count = count),
        Choice::Against => say!("entry-against", count = count),
        Choice::Abstain => say!("entry-abstaining", count = count),
    };
    match ballot.voters.as_slice() {
        [] => said,
        names => format!("{said} ({})", names.join(", ")),
    }
}

/// Where one is, in few words: `Middleware status, 13 of 45 min`.
pub(super) fn place(model: &Model) -> String {
    let Some(slot) = model.slot() else { return String::new() };
    let title = text::fit(&slot.plan.title, TITLE).into_owned();
    let current = model.current().filter(|current| current.id != slot.id);
    match current {
        Some(current) => say!("plain-clock-on", slot = title, current = text::fit(&current.plan.title, TITLE)),
        None => format!("{title}, {}", clock(model, slot)),
    }
}

/// How the clock of a slot stands: `13 of 45 min`, `48 of 45 min, 3 over`, `paused at 13 of 45 min`, `45 min planned`.
pub(super) fn clock(model: &Model, slot: &Slot) -> String {
    let planned = model.planned(slot.id).and_then(|planned| planned.minutes).map(i64::from).filter(|it| *it > 0);
    let had = slot.elapsed(&model.now).num_minutes();
    let of = match planned {
        Some(planned) if had > planned => say!("plain-time-over", had = had, planned = planned, over = had - planned),
        Some(planned) => say!("plain-time-of", had = had, planned = planned),
        None => duration(had),
    };
    if slot.is_running() {
        return of;
    }
    if model.paused() == Some(slot.id) {
        return say!("plain-paused", time = of);
    }
    match (slot.mark, slot.runs.is_empty(), planned) {
        (Some(Mark::Skipped), ..) => say("plain-skipped").to_owned(),
        (Some(Mark::Parked), ..) => say("plain-parked").to_owned(),
        (None, false, _) => say!("plain-held", time = duration(had)),
        (None, true, Some(planned)) => say!("plain-planned", time = duration(planned)),
        (None, true, None) => say("plain-no-clock").to_owned(),
    }
}

/// A slot that one has come to: what it is, who chairs, what was prepared, what stands there already.
pub(super) fn arrival(model: &Model) -> String {
    let Some(slot) = model.slot() else { return String::new() };
    let mut parts = vec![clock(model, slot)];
    let chair =
        if slot.plan.chair.is_empty() { model.meeting().holders(Role::Chair) } else { slot.plan.chair.as_slice() };
    if slot.plan.kind.is_break() {
        parts.push(say("plain-a-break").to_owned());
    } else if !chair.is_empty() {
        parts.push(say!("plain-chair", names = chair.join(", ")));
    }
    let prepared = points(&slot.plan.topics).len() + model.lines_below_points().len();
    parts.extend((prepared > 0).then(|| say!("plain-points", count = prepared)));
    parts.extend((!slot.entries.is_empty()).then(|| say!("plain-lines", count = slot.entries.len())));
    if !model.line.is_empty() && model.editing.is_none() {
        parts.push(say!("plain-half-typed-here", text = model.line.text()));
    }
    let (title, about) = (slot.plan.title.as_str(), parts.join(", "));
    let place = if slot.is_running() {
        say!("plain-now", slot = title, about = about)
    } else {
        say!("plain-looking", slot = title, about = about)
    };
    match model.current() {
        None => say!("plain-no-clock-runs", place = place),
        Some(current) if current.id != slot.id => {
            say!("plain-clock-elsewhere", place = place, current = current.plan.title.as_str())
        }
        Some(_) => place,
    }
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
