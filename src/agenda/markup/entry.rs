//! What a list of minutes says, item by item.
//!
//! Minutes of ours mark each kind the same way, so that they read back word by word; what others write is read as a scribe would
//! have typed it (see `grid`). Not here: which lists are minutes.

use super::line::Line;
use super::parts::{Item, Task};
use super::task::{self, Said};
use crate::agenda::told::ToldEntry;
use crate::agenda::{dates, names, recorded};
use crate::meeting::{Kind, Status};

/// The entries that the items of our own minutes are.
/// `known`: names that may have a comma in them.
pub(super) fn ours(items: &[Item], depth: u16, known: &[String], all: &mut Vec<ToldEntry>) {
    for item in items {
        let below = if item.line.text.is_empty() { depth } else { depth.saturating_add(1) };
        if let Some((votes, more)) = votes(item, depth, known) {
            all.push(votes);
            all.extend(more);
        } else if !item.line.text.is_empty() {
            all.push(ToldEntry { depth, ..entry(item, known) });
        }
        ours(&item.children, below, known, all);
    }
}

/// Who voted how, and the lines of votes that were written as one with it.
fn votes(item: &Item, depth: u16, known: &[String]) -> Option<(ToldEntry, Vec<ToldEntry>)> {
    let names = |who: &str| names::listed(who, known);
    recorded::votes(&item.line.text, depth, &names).filter(|_| action(&item.line, item.task, known).is_none())
}

fn entry(item: &Item, known: &[String]) -> ToldEntry {
    if let Some(action) = action(&item.line, item.task, known) {
        return action;
    }
    let line = &item.line;
    let text = line.text.as_str();
    if let [(range, shown, address)] = line.links.as_slice()
        && *range == (0..text.len())
        && line.bold == 0
    {
        return ToldEntry {
            kind: Kind::Link,
            text: shown.clone(),
            link: Some(address.clone()),
            ..ToldEntry::default()
        };
    }
    if let Some(rest) = text.strip_prefix("… ") {
        return ToldEntry { kind: Kind::Speech, text: rest.to_owned(), ..ToldEntry::default() };
    }
    if let Some((said_by, name)) = line.people.first().filter(|(range, _)| range.start == 0)
        && let Some(said) = text.get(said_by.end..).and_then(|rest| rest.strip_prefix(':'))
    {
        let (speaker, text) = (Some(name.clone()), said.trim().to_owned());
        return ToldEntry { kind: Kind::Speech, speaker, text, ..ToldEntry::default() };
    }
    if line.bold == 0 {
        return ToldEntry { text: text.to_owned(), ..ToldEntry::default() };
    }
    let (bold, behind) = text.split_at_checked(line.bold).unwrap_or((text, ""));
    let (bold, behind) = (bold.trim_end(), behind.trim());
    match bold.strip_suffix(':').filter(|label| !label.is_empty() && !behind.is_empty()) {
        Some(label) => {
            let entry = recorded::labelled(label, behind.to_owned());
            if matches!(entry.kind, Kind::Proposal | Kind::Decision) { counted(entry) } else { entry }
        }
        None if behind.is_empty() => ToldEntry { kind: Kind::Subtopic, text: bold.to_owned(), ..ToldEntry::default() },
        None => ToldEntry { text: text.to_owned(), ..ToldEntry::default() },
    }
}

/// A proposal or a decision, how the vote on it came out apart from its text.
fn counted(entry: ToldEntry) -> ToldEntry {
    let Some((text, tally)) = entry.text.rsplit_once(" · ") else { return entry };
    match recorded::tally(tally) {
        Some(votes) => ToldEntry { text: text.to_owned(), votes, ..entry },
        None => entry,
    }
}

/// An action item: `#3 Ann Lee, Bo Chen — draft the plan · priority 2 · due Fri 1 May 2026 · dropped`, or any box to tick.
pub(super) fn action(line: &Line, task: Option<Task>, known: &[String]) -> Option<ToldEntry> {
    let numbered = line.text.strip_prefix('#').and_then(|rest| {
        let (number, rest) = rest.split_once(' ')?;
        Some((number.parse().ok()?, line.text.len() - rest.len()))
    });
    let task = task.or_else(|| numbered.map(|_| Task::default()))?;
    let mut entry = ToldEntry { kind: Kind::Action, number: task.number, ..ToldEntry::default() };
    entry.status = if task.done { Status::Done } else { Status::Open };
    let mut line = line.clone();
    if let Some((number, past)) = numbered {
        entry.number = Some(number);
        line = line.cut(past);
    }
    let mut rest = line.text.clone();
    while let Some((before, fact)) = rest.rsplit_once(" · ") {
        if !entry.take(fact) {
            break;
        }
        rest.truncate(before.trim_end().len());
    }
    // Owners without an account stand in front in words, where our minutes have a number or bold names before a dash.
    let bold = line.bold > 0 || numbered.is_some();
    if let Some((names, text)) = rest.split_once(" — ").filter(|(names, _)| bold && names.len() < 400) {
        entry.owners = owners(names, &line, known);
        text.trim().clone_into(&mut entry.text);
    } else {
        line.dates.retain(|(range, _)| range.end <= rest.len());
        line.text = rest;
        let Said { text, owners, due } = task::said(&line);
        (entry.text, entry.due) = (text, entry.due.or(due));
        entry.owners = owners;
    }
    Some(entry)
}

/// The owners that `names` says, with which the line begins: those that are marked as people, and what stands between
/// commas around them.
fn owners(names: &str, line: &Line, known: &[String]) -> Vec<String> {
    let mut owners = Vec::new();
    let split = |part: &str, owners: &mut Vec<String>| {
        owners.extend(names::listed(part, known).into_iter().filter(|name| name != recorded::NO_OWNER));
    };
    let mut at = 0;
    for (range, name) in line.people.iter().filter(|(range, _)| range.end <= names.len()) {
        split(names.get(at..range.start).unwrap_or(""), &mut owners);
        owners.push(name.clone());
        at = range.end;
    }
    split(names.get(at..).unwrap_or(""), &mut owners);
    owners
}

impl ToldEntry {
    /// Takes what stands behind the text of an action item; says whether it is such a fact.
    fn take(&mut self, fact: &str) -> bool {
        let fact = fact.trim();
        if fact.eq_ignore_ascii_case("dropped") {
            self.status = Status::Dropped;
        } else if let Some(number) = fact.strip_prefix("priority ").and_then(|number| number.parse().ok()) {
            self.priority = Some(number);
        } else if let Some(due) = fact.strip_prefix("due ").and_then(dates::find) {
            self.due = Some(due.0);
        } else {
            return false;
        }
        true
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> ToldEntry {
        action(&Line::new(0, text), None, &[]).unwrap()
    }

    #[test]
    fn an_action_item_of_our_minutes_is_its_number_owners_text_and_facts() {
        let read = read("#3 Ann Lee, Bo Chen — draft — and send · it · priority 2 · due Fri 1 May 2026 · dropped");
        assert_eq!((read.number, read.priority, read.status), (Some(3), Some(2), Status::Dropped));
        assert_eq!(read.owners, ["Ann Lee", "Bo Chen"]);
        assert_eq!(read.text, "draft — and send · it");
        assert_eq!(read.due.unwrap().to_string(), "2026-05-01");
    }

    #[test]
    fn nobody_owns_what_has_no_owner() {
        assert!(read("#4 (no owner) — find out why").owners.is_empty());
    }
}
