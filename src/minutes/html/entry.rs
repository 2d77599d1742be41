//! What was said on the page, an item each.
//!
//! An action item is told from a note by its box, its weight and the word itself, so that it is found in print and by
//! ear; the other kinds by their words. Not here: the slot around it (see `slot`), and the look, which is the style's.

use super::super::document::Branch;
use super::super::inline::{clean, safe_address};
use super::super::said::Said;
use super::super::votes;
use super::date;
use super::slot::under;
use super::text::{Text, link, name, or};
use crate::lang::fill;
use crate::meeting::{Entry, Kind, Rival, Status};

/// The notes of a slot: lists, and a heading for each subtopic. What stands under a subtopic stands under its heading.
pub(super) fn notes(branches: &[Branch<Said>], text: &Text) -> String {
    let mut html = Vec::new();
    let mut items = String::new();
    let end_list = |html: &mut Vec<String>, items: &mut String| {
        if !items.is_empty() {
            html.push(format!("<ul class=\"notes\">\n{}</ul>\n", std::mem::take(items)));
        }
    };
    for branch in branches {
        let entry = branch.line.entry;
        if entry.kind == Kind::Subtopic {
            end_list(&mut html, &mut items);
            let title = text.typed(&entry.text);
            html.push(format!("<h4 id=\"entry-{}\" dir=\"auto\">{title}</h4>\n{}", entry.id, conflict(entry, text)));
            items.push_str(&list(&branch.children, text));
        } else {
            items.push_str(&list(std::slice::from_ref(branch), text));
        }
    }
    end_list(&mut html, &mut items);
    html.concat()
}

fn list(branches: &[Branch<Said>], text: &Text) -> String {
    let one = |branch: &Branch<Said>| {
        let under = under(&branch.children, |children| list(children, text));
        let entry = branch.line.entry;
        let class = match (entry.kind, entry.as_action()) {
            (Kind::Note, _) => String::new(),
            (_, Some(item)) if item.status != Status::Open => " class=\"action closed\"".to_owned(),
            (kind, _) => format!(" class=\"{}\"", kind.word()),
        };
        let (said, conflict) = (said(&branch.line, text), conflict(entry, text));
        format!("<li id=\"entry-{}\"{class} dir=\"auto\">{said}{conflict}{under}</li>\n", entry.id)
    };
    branches.iter().map(one).collect()
}

/// What an entry says, without those under it.
fn said(said: &Said, text: &Text) -> String {
    let entry = said.entry;
    let typed = || text.typed(&entry.text);
    let words = || format!("<span dir=\"auto\">{}</span>", typed());
    let dir = text.direction();
    match (entry.kind, entry.as_action()) {
        (Kind::Action, Some(item)) => {
            let label = &text.words.entry.action;
            let label = format!("<span class=\"label\">{label} <span class=\"number\">#{}</span></span>", item.number);
            let owners = or(text.names(&item.owners), text.words.nothing.no_owner);
            let (words, aside) = (words(), aside(entry, text));
            format!("<p{dir}>{label} <strong>{owners}</strong> — {words} <span class=\"aside\">{aside}</span></p>")
        }
        (Kind::Speech, _) => match entry.speaker.as_deref() {
            Some(speaker) => {
                let (who, colon) = (or(name(speaker), text.words.nothing.no_name), text.words.colon.trim_end());
                format!("<p{dir}><b>{who}{colon}</b> {}</p>", words())
            }
            None => format!("<p{dir}>… {}</p>", words()),
        },
        (Kind::Vote, _) if !said.votes.is_empty() => {
            let comment = if entry.text.is_empty() { String::new() } else { format!(" — {}", words()) };
            format!("<p{dir}>{}{comment}</p>", votes::ballots(text.lang, &said.votes, &|all| text.names(all)))
        }
        (Kind::Link, _) => followed(entry, text),
        (Kind::Subtopic, _) => format!("<b>{}</b>", typed()),
        (kind, _) => match text.lang.label(kind) {
            Some(label) => {
                format!("<p{dir}><span class=\"label\">{label}</span> {}{}</p>", words(), tallied(said, text))
            }
            None => typed(),
        },
    }
}

/// How the vote on it came out.
pub(super) fn tallied(said: &Said, text: &Text) -> String {
    let tally = said.tally.map(|tally| format!(" <span class=\"tally\">{}</span>", votes::tally(text.lang, &tally)));
    tally.unwrap_or_default()
}

/// A link where its address is safe to follow, else words.
fn followed(entry: &Entry, text: &Text) -> String {
    let target = clean(entry.link.as_deref().unwrap_or_default());
    let shown = or(clean(&entry.text), &target);
    match safe_address(&target) {
        Some(address) => link(&shown, &address),
        None if target.is_empty() || shown.contains(&target) => text.typed(&shown),
        None => format!("{} ({})", text.typed(&shown), text.typed(&target)),
    }
}

/// The other texts that writers gave to an entry without knowledge of each other.
pub(super) fn conflict(entry: &Entry, text: &Text) -> String {
    let (also, colon) = (text.words.entry.also_written, text.words.colon.trim_end());
    let dir = text.direction();
    let other = |rival: &Rival| {
        let label = format!("<span class=\"label\">{also}{colon}</span>");
        format!("<p class=\"conflict\"{dir}>{label} <span dir=\"auto\">{}</span></p>", text.typed(&rival.text))
    };
    entry.rivals.iter().map(other).collect()
}

/// An action item's status, priority, due date, and the tickets that its text does not name.
pub(super) fn aside(entry: &Entry, text: &Text) -> String {
    let Some(item) = entry.as_action() else { return String::new() };
    let words = &text.words.entry;
    let (status, word) = match item.status {
        Status::Open => ("open", words.is_open),
        Status::Done => ("done", words.is_done),
        Status::Dropped => ("dropped", words.is_dropped),
    };
    let mut facts = vec![format!("<span class=\"status {status}\">{word}</span>")];
    facts.extend(item.priority.map(|priority| fill(words.priority, &[&priority.to_string()])));
    facts.extend(item.due.map(|due| fill(words.due, &[&date(due, &text.lang.short_date(due))])));
    let apart = entry.tickets.iter().filter(|ticket| !entry.text.contains(ticket.as_str()));
    facts.extend(apart.map(|ticket| text.planned(ticket)));
    facts.join(" · ")
}
