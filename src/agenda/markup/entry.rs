//! What a list of minutes says, item by item.
//!
//! Minutes of ours mark each kind the same way, so that they read back word by word; what others write is read as a scribe would
//! have typed it (see `grid`). Not here: which lists are minutes.

use chrono::NaiveDate;

use super::line::Line;
use super::parts::{Item, Task};
use super::task::{self, Said};
use crate::agenda::slot_line::APART;
use crate::agenda::told::ToldEntry;
use crate::agenda::{dates, names, recorded};
use crate::lang::{Lang, is_same, value_in};
use crate::meeting::{Ballot, Kind, Status};

/// In which words a page is.
#[derive(Clone, Copy)]
pub(super) struct Terms<'n> {
    /// The language of its fixed words.
    pub(super) lang: Lang,
    /// Names that may have a comma in them.
    pub(super) known: &'n [String],
    /// What stands behind a text is marked (see [`Line::behind`]), and nothing else is a fact.
    pub(super) marked: bool,
}

impl Terms<'_> {
    /// Where in a line facts may begin.
    fn facts_from(self, line: &Line) -> usize {
        if self.marked { line.behind.unwrap_or(line.text.len()) } else { 0 }
    }

    /// The names of a row.
    fn names(self, row: &str) -> Vec<String> {
        names::listed(row, self.known, self.lang.words().comma)
    }
}

/// The entries that the items of our own minutes are.
pub(super) fn ours(items: &[Item], depth: u16, terms: Terms, all: &mut Vec<ToldEntry>) {
    for item in items {
        let below = if item.line.text.is_empty() { depth } else { depth.saturating_add(1) };
        if let Some((votes, more)) = votes(item, depth, terms) {
            all.push(votes);
            all.extend(more);
        } else if !item.line.text.is_empty() {
            let entry = entry(item, terms);
            all.push(ToldEntry { depth, text: recorded::as_typed(&entry.text), ..entry });
        }
        ours(&item.children, below, terms, all);
    }
}

/// Who voted how, and the lines of votes that were written as one with it.
fn votes(item: &Item, depth: u16, terms: Terms) -> Option<(ToldEntry, Vec<ToldEntry>)> {
    let votes = recorded::votes(&item.line.text, depth, terms.lang, &|who: &str| terms.names(who));
    votes.filter(|_| !item.note && action(&item.line, item.task, terms).is_none())
}

fn entry(item: &Item, terms: Terms) -> ToldEntry {
    if let Some(action) = action(&item.line, item.task, terms) {
        return action;
    }
    let line = &item.line;
    let text = line.text.as_str();
    if item.note {
        return ToldEntry { text: text.to_owned(), ..ToldEntry::default() };
    }
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
        && let Some(said) = text.get(said_by.end..).and_then(|rest| terms.lang.named("", rest))
    {
        let (speaker, text) = (Some(name.clone()), said.trim().to_owned());
        return ToldEntry { kind: Kind::Speech, speaker, text, ..ToldEntry::default() };
    }
    if line.bold == 0 {
        return ToldEntry { text: text.to_owned(), ..ToldEntry::default() };
    }
    let (bold, behind) = text.split_at_checked(line.bold).unwrap_or((text, ""));
    let (bold, behind) = (bold.trim_end(), behind.trim());
    match terms.lang.before_colon(bold).filter(|label| !label.is_empty() && !behind.is_empty()) {
        Some(label) => {
            let entry = recorded::labelled(label, behind.to_owned(), terms.lang);
            let is_voted = matches!(entry.kind, Kind::Proposal | Kind::Decision);
            let from = (terms.facts_from(line) + behind.len()).saturating_sub(text.trim_end().len());
            let (text, votes) = if is_voted { counted(behind, from, terms.lang) } else { (behind, Vec::new()) };
            ToldEntry { text: text.to_owned(), votes, ..entry }
        }
        None if behind.is_empty() => ToldEntry { kind: Kind::Subtopic, text: bold.to_owned(), ..ToldEntry::default() },
        None => ToldEntry { text: text.to_owned(), ..ToldEntry::default() },
    }
}

/// The text of a proposal or a decision, and how the vote on it came out. `from`: where that may begin.
fn counted(text: &str, from: usize, lang: Lang) -> (&str, Vec<Ballot>) {
    let counted = |(text, tally): (&'_ str, &str)| recorded::tally(tally, lang).map(|votes| (text.len(), votes));
    let found = text.rsplit_once(APART).filter(|(text, _)| text.len() >= from).and_then(counted);
    let (end, votes) = found.unwrap_or((text.len(), Vec::new()));
    (text.get(..end).unwrap_or(text), votes)
}

/// A line of a list that says once more what the slots say: without the slot behind it, and how the vote came out apart.
pub(super) fn listed(text: &str, kind: Kind, lang: Lang) -> ToldEntry {
    let (text, _) = text.rsplit_once(APART).unwrap_or((text, ""));
    let (text, votes) = counted(text, 0, lang);
    ToldEntry { kind, text: text.to_owned(), votes, ..ToldEntry::default() }
}

/// An action item: `#3 Ann Lee, Bo Chen — draft the plan · priority 2 · due Fri 1 May 2026 · dropped`, or any box to tick.
pub(super) fn action(line: &Line, task: Option<Task>, terms: Terms) -> Option<ToldEntry> {
    let numbered = line.text.strip_prefix('#').and_then(|rest| {
        let (number, rest) = rest.split_once(' ')?;
        Some((number.parse().ok()?, line.text.len() - rest.len()))
    });
    let is_boxed = task.is_some();
    let task = task.or_else(|| numbered.map(|_| Task::default()))?;
    let mut entry = ToldEntry { kind: Kind::Action, number: task.number, ..ToldEntry::default() };
    entry.status = if task.done { Status::Done } else { Status::Open };
    let mut line = line.clone();
    if let Some((number, past)) = numbered {
        entry.number = Some(number);
        line = line.cut(past);
    }
    let mut rest = line.text.clone();
    let from = terms.facts_from(&line);
    while let Some((before, fact)) = rest.rsplit_once(APART).filter(|(before, _)| before.len() >= from) {
        // What the box says counts: an item that was dropped is ticked where there is one.
        let is_open = is_boxed && !terms.marked && entry.status == Status::Open;
        if (is_open && is_same(terms.lang.words().entry.dropped, fact.trim())) || !entry.take(fact, terms.lang) {
            break;
        }
        rest.truncate(before.trim_end().len());
    }
    // Owners without an account stand in front in words, where our minutes have a number or bold names before a dash.
    let bold = line.bold > 0 || numbered.is_some();
    let unowned = rest.strip_prefix("— ").filter(|_| numbered.is_some()).map(|text| ("", text));
    let named = || rest.split_once(" — ").filter(|(names, _)| bold && names.len() < 400);
    if let Some((names, text)) = unowned.or_else(named) {
        entry.owners = owners(names, &line, terms);
        text.trim().clone_into(&mut entry.text);
    } else {
        line.dates.retain(|(range, _)| range.end <= rest.len());
        line.text = rest;
        let Said { text, owners, due } = task::said(&line);
        (entry.text, entry.due) = (text, entry.due.or(due));
        entry.owners = owners;
    }
    entry.text = recorded::as_typed(&entry.text);
    Some(entry)
}

/// An action item as it stands under the heading of its owner; none where it names owners of its own, or is none of ours.
pub(super) fn under_owner(line: &Line, task: Option<Task>, owner: &str, terms: Terms) -> Option<ToldEntry> {
    let mut line = line.clone();
    let before = line.text.clone();
    let from = if terms.marked { terms.facts_from(&line).min(line.text.len()) } else { 0 };
    let mut tail = line.text.split_off(from);
    let others = recorded::with(&mut tail, terms.lang).map(|names| terms.names(&names)).unwrap_or_default();
    line.text.push_str(&tail);
    let kept = before.bytes().zip(line.text.bytes()).take_while(|(one, other)| one == other).count();
    line.people.retain(|(range, _)| range.end <= kept);
    line.dates.retain(|(range, _)| range.end <= kept);
    let entry = action(&line, task, terms).filter(|entry| entry.number.is_some() && entry.owners.is_empty())?;
    let nothing = &terms.lang.words().nothing;
    let owner = Some(owner.to_owned()).filter(|owner| ![nothing.nobody, nothing.no_name].contains(&owner.as_str()));
    Some(ToldEntry { owners: owner.into_iter().chain(others).collect(), ..entry })
}

/// The owners that `names` says, with which the line begins: those that are marked as people, and what stands between
/// commas around them.
fn owners(names: &str, line: &Line, terms: Terms) -> Vec<String> {
    let mut owners = Vec::new();
    let split = |part: &str, owners: &mut Vec<String>| {
        owners.extend(terms.names(part).into_iter().filter(|name| name != terms.lang.words().nothing.no_owner));
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

/// A due date in a language that writes without blanks, where a text whose lines were broken has one too many or too few.
fn broken_due(fact: &str, lang: Lang) -> Option<NaiveDate> {
    let glued = |text: &str| text.replace(' ', "");
    let is_unspaced = matches!(lang, Lang::Japanese | Lang::Chinese);
    is_unspaced.then(|| lang.date_in(value_in(&glued(lang.words().entry.due), &glued(fact))?)).flatten()
}

/// What became of it after the meeting, in a language that writes without blanks, where a text whose lines were broken has one
/// too many, too.
fn became(fact: &str, lang: Lang) -> Option<Status> {
    let is_unspaced = matches!(lang, Lang::Japanese | Lang::Chinese);
    lang.became_in(fact).or_else(|| lang.became_in(&fact.replace(' ', "")).filter(|_| is_unspaced))
}

/// Whose it is, or when it is due, since some time after the meeting; in a text whose lines were broken, too.
fn is_since(fact: &str, lang: Lang) -> bool {
    let is_unspaced = matches!(lang, Lang::Japanese | Lang::Chinese);
    lang.is_since(fact) || is_unspaced && lang.is_since(&fact.replace(' ', ""))
}

impl ToldEntry {
    /// Takes what stands behind the text of an action item; says whether it is such a fact.
    fn take(&mut self, fact: &str, lang: Lang) -> bool {
        let (fact, words) = (fact.trim(), &lang.words().entry);
        let date = |text| lang.date_in(text).or_else(|| dates::find(text).map(|(date, _)| date));
        if fact.eq_ignore_ascii_case(words.dropped) {
            self.status = Status::Dropped;
        } else if let Some(status) = became(fact, lang) {
            self.status = status;
        } else if is_since(fact, lang) {
            // What was said is what the meeting has of it.
        } else if let Some(number) = value_in(words.priority, fact).and_then(|number| number.parse().ok()) {
            self.priority = Some(number);
        } else if let Some(due) = value_in(words.due, fact).and_then(date).or_else(|| broken_due(fact, lang)) {
            self.due = Some(due);
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
        action(&Line::new(0, text), None, Terms { lang: Lang::English, known: &[], marked: false }).unwrap()
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
