//! What a list of minutes says, item by item.
//!
//! Minutes of ours mark each kind the same way, so that they read back word by word; what others write is read as a scribe would
//! have typed it (see `grid`). Not here: which lists are minutes.

use super::line::Line;
use super::parts::{Item, Task};
use super::task::{self, Said};
use crate::agenda::dates;
use crate::agenda::told::ToldEntry;
use crate::meeting::{Kind, Status};

/// What stands in front of the kinds that are named.
const LABELS: [(&str, Kind); 6] = [
    ("Decision:", Kind::Decision),
    ("Question:", Kind::Question),
    ("Open question:", Kind::Question),
    ("Proposal:", Kind::Proposal),
    ("Idea:", Kind::Idea),
    ("Info:", Kind::Info),
];

/// The entries that the items of our own minutes are.
pub(super) fn ours(items: &[Item], depth: u16, all: &mut Vec<ToldEntry>) {
    for item in items {
        let below = if item.line.text.is_empty() {
            depth
        } else {
            all.push(ToldEntry { depth, ..entry(item) });
            depth.saturating_add(1)
        };
        ours(&item.children, below, all);
    }
}

fn entry(item: &Item) -> ToldEntry {
    if let Some(action) = action(&item.line, item.task) {
        return action;
    }
    let text = item.line.text.as_str();
    let bold = text.get(..item.line.bold).unwrap_or("").trim_end();
    let behind = || text.get(item.line.bold..).unwrap_or("").trim().to_owned();
    if let Some((_, kind)) = LABELS.iter().find(|(label, _)| bold == *label) {
        return ToldEntry { kind: *kind, text: behind(), ..ToldEntry::default() };
    }
    if let Some(speaker) = bold.strip_suffix(':').filter(|speaker| !speaker.is_empty()) {
        return ToldEntry {
            kind: Kind::Speech,
            text: behind(),
            speaker: Some(speaker.to_owned()),
            ..ToldEntry::default()
        };
    }
    if let Some(rest) = text.strip_prefix("… ") {
        return ToldEntry { kind: Kind::Speech, text: rest.to_owned(), ..ToldEntry::default() };
    }
    ToldEntry { text: text.to_owned(), ..ToldEntry::default() }
}

/// An action item: `#3 Ann Lee, Bo Chen — draft the plan · priority 2 · due Fri 1 May 2026 · dropped`, or any box to tick.
pub(super) fn action(line: &Line, task: Option<Task>) -> Option<ToldEntry> {
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
        entry.owners = owners(names);
        entry.text = text.trim().to_owned();
    } else {
        line.dates.retain(|(range, _)| range.end <= rest.len());
        line.text = rest;
        let Said { text, owners, due } = task::said(&line);
        (entry.text, entry.due) = (text, entry.due.or(due));
        entry.owners = owners;
    }
    Some(entry)
}

fn owners(names: &str) -> Vec<String> {
    if names == "(no owner)" {
        return Vec::new();
    }
    names.split(", ").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

impl ToldEntry {
    /// Takes what stands behind the text of an action item; says whether it is such a fact.
    fn take(&mut self, fact: &str) -> bool {
        let fact = fact.trim();
        if fact.eq_ignore_ascii_case("dropped") {
            self.status = Status::Dropped;
        } else if let Some(number) = fact.strip_prefix("priority ").and_then(|number| number.parse().ok()) {
            self.priority = Some(number);
        } else if let Some(due) = fact.strip_prefix("due ").and_then(|due| dates::find(due)) {
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
        action(&Line::new(0, text), None).unwrap()
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
