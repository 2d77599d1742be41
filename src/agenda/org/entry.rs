//! An item of our own minutes in Org as a line of what was said.
//!
//! Not here: the file around it.

use super::super::ToldEntry;
use super::super::recorded::{also_written, labelled, row, tally, votes};
use super::inline::{Into, link, unescaped};
use super::list::Item;
use super::{outline, stamp};
use crate::lang::Lang;
use crate::meeting::{Ballot, Kind, Status};

/// What stands between a text and the facts behind it, and in no text.
const BETWEEN: &str = " · ";

/// The line, and those that were written as one with it: further votes, other texts that writers did not settle on.
pub(super) fn read(item: &Item, depth: u16, lang: Lang) -> (ToldEntry, Vec<ToldEntry>) {
    let (line, mut more, also) = line(item, depth, lang);
    more.extend(also.iter().map(|text| also_written(text, depth.saturating_add(1))));
    (line, more)
}

fn line(item: &Item, depth: u16, lang: Lang) -> (ToldEntry, Vec<ToldEntry>, Vec<String>) {
    let line = ToldEntry { depth, ..ToldEntry::default() };
    let names = |who: &str| row(who, lang).iter().map(|name| unescaped(name, Into::Said)).collect();
    if let Some((votes, more)) = votes(&item.text, depth, lang, &names) {
        let (comment, also) = parted(&votes.text, lang);
        return (ToldEntry { text: text(comment, lang), ..votes }, more, also);
    }
    let (main, facts) = item.text.split_once(BETWEEN).unwrap_or((&item.text, ""));
    if let Some(checkbox) = item.checkbox {
        let (line, also) = action(main, facts, checkbox, line, lang);
        return (line, Vec::new(), also);
    }
    let (_, also) = parted(&item.text, lang);
    let line = plain(main, line, lang);
    let votes = if matches!(line.kind, Kind::Proposal | Kind::Decision) { counted(facts, lang) } else { Vec::new() };
    (ToldEntry { votes, ..line }, Vec::new(), also)
}

/// A line of a list that says once more what a slot says, with the slot and how the vote came out behind it.
pub(super) fn listed(item: &Item, kind: Kind, lang: Lang) -> ToldEntry {
    let (main, facts) = item.text.split_once(BETWEEN).unwrap_or((&item.text, ""));
    ToldEntry { kind, text: text(main, lang), votes: counted(facts, lang), ..ToldEntry::default() }
}

/// ` · /3 for, 1 against/`: how the vote came out; nothing where no such fact stands there.
fn counted(facts: &str, lang: Lang) -> Vec<Ballot> {
    let fact = |fact: &str| tally(fact.strip_prefix('/')?.strip_suffix('/')?, lang);
    facts.split(BETWEEN).find_map(fact).unwrap_or_default()
}

/// A text, and behind it those that writers did not settle on: ` · /…:/ other text`.
pub(super) fn parted(text: &str, lang: Lang) -> (&str, Vec<String>) {
    let mut parts = text.split(BETWEEN);
    let main = parts.next().unwrap_or_default();
    (main, parts.filter_map(|fact| other_text(fact, lang)).collect())
}

fn other_text(fact: &str, lang: Lang) -> Option<String> {
    let (label, other) = fact.strip_prefix('/')?.split_once("/ ")?;
    lang.before_colon(label)?;
    Some(text(other, lang))
}

/// A text as it was said; the words for there being none are none.
pub(super) fn text(text: &str, lang: Lang) -> String {
    let text = unescaped(text, Into::Said);
    if text == lang.words().nothing.no_text { String::new() } else { text }
}

/// `*#2 Ann Lee, Bo* — text` and the facts behind it.
fn action(main: &str, facts: &str, checkbox: char, line: ToldEntry, lang: Lang) -> (ToldEntry, Vec<String>) {
    let status = if checkbox == 'X' { Status::Done } else { Status::Open };
    let mut line = ToldEntry { kind: Kind::Action, status, ..line };
    let body = match strong(main).and_then(|(owners, rest)| Some((owners.strip_prefix('#')?, rest))) {
        Some((owners, rest)) => {
            let (number, owners) = owners.split_once(' ').unwrap_or((owners, ""));
            line.number = number.parse().ok();
            let owners = row(owners, lang).into_iter().filter(|owner| owner != lang.words().nothing.no_owner);
            line.owners = owners.map(|owner| unescaped(&owner, Into::Said)).collect();
            rest.trim_start().strip_prefix("— ").unwrap_or(rest)
        }
        None => main,
    };
    line.text = text(body, lang);
    let mut also = Vec::new();
    for fact in facts.split(BETWEEN).filter(|fact| !fact.is_empty()) {
        if let Some(other) = other_text(fact, lang) {
            also.push(other);
        } else if let Some(status) = lang.became_in(&unescaped(fact, Into::Said)) {
            line.status = status;
        } else if lang.is_since(&unescaped(fact, Into::Said)) {
            // What was said is what the meeting has of it.
        } else if fact == "CANCELLED" {
            line.status = Status::Dropped;
        } else if let Some(value) = fact.strip_prefix("[#").and_then(|value| value.strip_suffix(']')) {
            line.priority = outline::cookie(value);
        } else if let Some((stamp, _)) = stamp::first(fact) {
            line.due = Some(stamp.date);
        } else {
            // A ticket that the text does not name.
            line.text = format!("{} {}", line.text, unescaped(fact, Into::Said));
        }
    }
    (line, also)
}

/// A line without a box and without votes.
fn plain(main: &str, line: ToldEntry, lang: Lang) -> ToldEntry {
    if let Some(rest) = main.strip_prefix("… ") {
        return ToldEntry { kind: Kind::Speech, text: text(rest, lang), ..line };
    }
    if let Some((head, rest)) = strong(main) {
        let Some(label) = lang.before_colon(head).filter(|_| !rest.is_empty()) else {
            return ToldEntry { kind: Kind::Subtopic, text: text(head, lang), ..line };
        };
        let text = text(rest.trim_start(), lang);
        return ToldEntry { depth: line.depth, ..labelled(&unescaped(label, Into::Said), text, lang) };
    }
    if let Some(link) = link(main).filter(|link| link.length == main.len()) {
        return ToldEntry { kind: Kind::Link, link: Some(link.target.to_owned()), text: link.shown(), ..line };
    }
    if ["http://", "https://", "mailto:"].iter().any(|scheme| main.starts_with(scheme)) && !main.contains(' ') {
        return ToldEntry { kind: Kind::Link, link: Some(main.to_owned()), text: main.to_owned(), ..line };
    }
    ToldEntry { text: text(main, lang), ..line }
}

/// `*Ann Lee:* text` in its two parts; within strong marks stands no further one.
fn strong(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('*')?.split_once('*').filter(|(inner, _)| !inner.is_empty())
}
