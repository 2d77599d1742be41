//! An item of our minutes in Markdown as a line of what was said.
//!
//! Not here: the file around it.

use super::super::noted::Noted;
use super::super::recorded::{also_written, as_typed, is_ticket, labelled, row, tally, votes};
use super::super::{ToldEntry, dates};
use super::line::{Span, Style, said, spans};
use crate::lang::{Lang, is_same, value_in};
use crate::meeting::{Ballot, Kind, Status};

/// What stands between a text and the facts behind it.
const BETWEEN: &str = " · ";

/// The line, and those that were written as one with it: further votes, other texts that writers did not settle on.
pub(super) fn read(source: &str, depth: u16, noted: &Noted, lang: Lang) -> (ToldEntry, Vec<ToldEntry>) {
    let (ticked, rest) = checkbox(source);
    let mut spans = spans(rest);
    let also = take_also_written(&mut spans, lang);
    let also = also.iter().map(|text| also_written(text, depth.saturating_add(1)));
    let counted = take_tally(&mut spans, lang);
    let cast = votes(&said(&spans), depth, lang, &|names| row(names, lang));
    if let Some((entry, mut more)) = cast.filter(|_| ticked.is_none()) {
        more.extend(also);
        return (ToldEntry { text: text(&entry.text, lang), ..entry }, more);
    }
    let entry = match ticked {
        Some(ticked) => action(&spans, ticked, noted, lang),
        None => plain(&spans, lang),
    };
    let votes = if matches!(entry.kind, Kind::Proposal | Kind::Decision) { counted } else { Vec::new() };
    let text = as_typed(&entry.text);
    (ToldEntry { depth, text, votes, ..entry }, also.collect())
}

/// The text of a line that lists once more what a slot says, and the last of what stands behind it.
pub(super) fn listed(source: &str, lang: Lang) -> (String, Option<String>) {
    let spans = spans(source);
    let at = |(at, span): (usize, &Span)| (span.style == Style::Emphasis && is_behind(&spans, at)).then_some(at);
    let first = spans.iter().enumerate().find_map(at).unwrap_or(spans.len());
    let mut kept = spans.get(..first).unwrap_or_default().to_vec();
    let behind = spans.last().filter(|_| first < spans.len()).map(|last| last.text.clone());
    if behind.is_some() {
        without_separator(&mut kept);
    }
    (text(&said(&kept), lang), behind)
}

/// A heading within a slot as the line that it is, and its other texts.
pub(super) fn subtopic(source: &str, lang: Lang) -> (ToldEntry, Vec<ToldEntry>) {
    let mut spans = spans(source);
    let also = take_also_written(&mut spans, lang).iter().map(|text| also_written(text, 1)).collect();
    (ToldEntry { kind: Kind::Subtopic, text: text(&said(&spans), lang), ..ToldEntry::default() }, also)
}

/// Whether there is a box before a line, ticked or not; and the line.
pub(super) fn checkbox(source: &str) -> (Option<bool>, &str) {
    let boxed = [("[ ] ", false), ("[x] ", true), ("[X] ", true)];
    let found = boxed.iter().find_map(|(mark, ticked)| Some((*ticked, source.strip_prefix(mark)?)));
    found.map_or((None, source), |(ticked, rest)| (Some(ticked), rest))
}

/// Takes ` · *not settled, also written:* other text` off the end, as often as it stands there.
fn take_also_written(spans: &mut Vec<Span>, lang: Lang) -> Vec<String> {
    let is_label = |at: usize, span: &Span| {
        span.style == Style::Emphasis && lang.before_colon(&span.text).is_some() && is_behind(spans, at)
    };
    let labels: Vec<usize> =
        spans.iter().enumerate().filter(|(at, span)| is_label(*at, span)).map(|(at, _)| at).collect();
    let Some(first) = labels.first().copied() else { return Vec::new() };
    let ends = labels.iter().skip(1).copied().chain([spans.len()]);
    let texts = labels.iter().zip(ends).map(|(from, to)| said(spans.get(from + 1..to).unwrap_or_default()));
    let texts = texts.map(|text| text.trim_end_matches(BETWEEN.trim_end()).trim().to_owned()).collect();
    spans.truncate(first);
    without_separator(spans);
    texts
}

/// Whether the span stands behind what parts facts from a text.
fn is_behind(spans: &[Span], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| spans.get(before)).is_some_and(|before| before.text.ends_with(BETWEEN))
}

/// Takes ` · *3 for, 1 against*` off the end.
fn take_tally(spans: &mut Vec<Span>, lang: Lang) -> Vec<Ballot> {
    let behind = spans.len().saturating_sub(1);
    let last = spans.last().filter(|last| last.style == Style::Emphasis && is_behind(spans, behind));
    let Some(counted) = last.and_then(|last| tally(&last.text, lang)) else { return Vec::new() };
    spans.truncate(behind);
    without_separator(spans);
    counted
}

fn without_separator(spans: &mut [Span]) {
    if let Some(last) = spans.last_mut() {
        let kept = last.text.strip_suffix(BETWEEN).map_or(last.text.len(), str::len);
        last.text.truncate(kept);
    }
}

fn text(text: &str, lang: Lang) -> String {
    let text = text.trim();
    if text == lang.words().nothing.no_text { String::new() } else { text.to_owned() }
}

/// `**#2 Ann Lee, Bo** — text · priority 2 · due Fri 10 Apr 2026 · dropped`; a box that somebody added is read as people
/// write.
fn action(spans: &[Span], ticked: bool, noted: &Noted, lang: Lang) -> ToldEntry {
    let (head, rest) = strong(spans);
    let ours = head.strip_prefix('#').and_then(|owners| {
        let (number, owners) = owners.split_once(' ').unwrap_or((owners, ""));
        let body = said(rest);
        Some((number.parse().ok()?, owners.to_owned(), body.strip_prefix("— ").unwrap_or(&body).to_owned()))
    });
    let Some((number, owners, mut body)) = ours else { return noted.entry(&said(spans), Some(ticked), true, 0) };
    let status = if ticked { Status::Done } else { Status::Open };
    let owners = row(&owners, lang).into_iter().filter(|owner| owner != lang.words().nothing.no_owner);
    let mut entry = ToldEntry {
        kind: Kind::Action,
        number: Some(number),
        owners: owners.collect(),
        status,
        ..ToldEntry::default()
    };
    while let Some((before, fact)) = body.rsplit_once(BETWEEN) {
        if !take(&mut entry, fact, lang) {
            break;
        }
        body.truncate(before.len());
    }
    entry.text = text(&body, lang);
    entry
}

/// Takes a fact that stands behind the text of an action item, from the last to the first; says whether it is one.
fn take(entry: &mut ToldEntry, fact: &str, lang: Lang) -> bool {
    let words = &lang.words().entry;
    let date = |text| lang.date_in(text).or_else(|| dates::whole_behind_weekday(text));
    if is_same(words.dropped, fact) && entry.due.is_none() && entry.priority.is_none() && entry.status == Status::Done {
        entry.status = Status::Dropped;
    } else if let Some(status) = lang.became_in(fact).filter(|_| entry.due.is_none() && entry.priority.is_none()) {
        entry.status = status;
    } else if lang.is_since(fact) && entry.due.is_none() && entry.priority.is_none() {
        // What was said is what the meeting has of it.
    } else if let Some(due) = value_in(words.due, fact).and_then(date).filter(|_| entry.due.is_none()) {
        entry.due = Some(due);
    } else if let Some(priority) = value_in(words.priority, fact).and_then(|priority| priority.parse().ok()) {
        entry.priority = Some(priority);
    } else {
        return false;
    }
    true
}

/// The words that stand out at the beginning of a line, which may have links in them, and the rest.
fn strong(spans: &[Span]) -> (String, &[Span]) {
    let length = spans.iter().take_while(|span| span.style == Style::Strong).count();
    let (head, rest) = spans.split_at_checked(length).unwrap_or((&[], spans));
    (said(head), rest)
}

/// A line without a box.
fn plain(spans: &[Span], lang: Lang) -> ToldEntry {
    let none = ToldEntry::default();
    let Some((first, rest)) = spans.split_first() else { return none };
    if first.style == Style::Strong {
        let (head, rest) = strong(spans);
        let Some(label) = lang.before_colon(&head).filter(|_| !rest.is_empty()) else {
            let kind = if rest.is_empty() { Kind::Subtopic } else { Kind::Note };
            return ToldEntry { kind, text: text(&said(spans), lang), ..none };
        };
        let text = text(&said(rest), lang);
        return labelled(label, text, lang);
    }
    let line = said(spans);
    if let (Some(link), []) = (&first.link, rest)
        && !is_ticket(&first.text, link)
    {
        return ToldEntry { kind: Kind::Link, link: Some(link.clone()), text: line, ..none };
    }
    if let Some(rest) = line.strip_prefix("… ") {
        return ToldEntry { kind: Kind::Speech, text: text(rest, lang), ..none };
    }
    ToldEntry { text: text(&line, lang), ..none }
}
