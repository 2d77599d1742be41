//! What was said on the page, an item each.
//!
//! An action item is told from a note by its box, its weight and the word itself, so that it is found in print and by
//! ear; the other kinds by their words. Not here: the slot around it (see `slot`), and the look, which is the style's.

use super::super::document::Branch;
use super::super::page::Line;
use super::super::page::notes::{Aside, Lead, Told, topics};
use super::super::said::Said;
use super::slot::under;
use super::text::{Text, escape};
use crate::meeting::{Entry, Kind, Status};

/// The notes of a slot: lists, and a heading for each subtopic. What stands under a subtopic stands under its heading.
pub(super) fn notes(branches: &[Branch<Said>], text: &Text) -> String {
    let mut html = Vec::new();
    for topic in topics(branches) {
        if let Some(said) = topic.heading {
            let told = text.parts.text.told(said);
            let (id, title, conflict) = (said.entry.id, text.line(&told.text), conflict(&told, text));
            html.push(format!("<h4 id=\"entry-{id}\" dir=\"auto\">{title}</h4>\n{conflict}"));
        }
        let items: String = topic.lines.into_iter().map(|branch| item(branch, text)).collect();
        if !items.is_empty() {
            html.push(format!("<ul class=\"notes\">\n{items}</ul>\n"));
        }
    }
    html.concat()
}

fn item(branch: &Branch<Said>, text: &Text) -> String {
    let under = under(&branch.children, |children| children.iter().map(|child| item(child, text)).collect());
    let entry = branch.line.entry;
    let class = match (entry.kind, entry.as_action()) {
        (Kind::Note, _) => String::new(),
        (_, Some(item)) if text.parts.text.status(entry, item) != Status::Open => " class=\"action closed\"".to_owned(),
        (kind, _) => format!(" class=\"{}\"", kind.word()),
    };
    let told = text.parts.text.told(&branch.line);
    let (said, conflict) = (said(entry, &told, text), conflict(&told, text));
    format!("<li id=\"entry-{}\"{class} dir=\"auto\">{said}{conflict}{under}</li>\n", entry.id)
}

/// What an entry says, without those under it.
fn said(entry: &Entry, told: &Told, text: &Text) -> String {
    let line = || text.line(&told.text);
    let words = || format!("<span dir=\"auto\">{}</span>", line());
    let dir = text.direction();
    match &told.lead {
        Lead::None => line(),
        Lead::Action(number, owners) => {
            let label = &text.words.entry.action;
            let label = format!("<span class=\"label\">{label} <span class=\"number\">#{number}</span></span>");
            let (owners, aside) = (text.line(owners), aside(entry, told, None, text));
            format!("<p{dir}>{label} <strong>{owners}</strong> — {} <span class=\"aside\">{aside}</span></p>", words())
        }
        Lead::Speaker(name) => {
            format!("<p{dir}><b>{}{}</b> {}</p>", text.line(name), text.words.colon.trim_end(), words())
        }
        Lead::GoesOn => format!("<p{dir}>… {}</p>", words()),
        Lead::Votes(votes) => {
            let comment = if told.text.is_empty() { String::new() } else { format!(" — {}", words()) };
            format!("<p{dir}>{}{comment}</p>", text.line(votes))
        }
        Lead::Label(label) => format!("<p{dir}><span class=\"label\">{label}</span> {}{}</p>", words(), tallied(told)),
        Lead::Topic => format!("<b>{}</b>", line()),
    }
}

/// How the vote on it came out.
pub(super) fn tallied(told: &Told) -> String {
    let tally = |tally: &String| format!(" <span class=\"tally\">{}</span>", escape(tally));
    told.tally.as_ref().map(tally).unwrap_or_default()
}

/// The other texts that writers gave to an entry without knowledge of each other.
pub(super) fn conflict(told: &Told, text: &Text) -> String {
    let (also, colon) = (text.words.entry.also_written, text.words.colon.trim_end());
    let dir = text.direction();
    let other = |other: &Line| {
        let label = format!("<span class=\"label\">{also}{colon}</span>");
        format!("<p class=\"conflict\"{dir}>{label} <span dir=\"auto\">{}</span></p>", text.line(other))
    };
    told.others.iter().map(other).collect()
}

/// An action item's status, and what else there is to say of it; `with`: who else has it.
pub(super) fn aside(entry: &Entry, told: &Told, with: Option<String>, text: &Text) -> String {
    let Some(item) = entry.as_action() else { return String::new() };
    let status = text.parts.text.status(entry, item);
    let became = told.asides.iter().find_map(|aside| match aside {
        Aside::Became(became) => Some(text.line(became)),
        _ => None,
    });
    let shown = became.unwrap_or_else(|| text.words.entry.status(status).to_owned());
    let status = format!("<span class=\"status {}\">{shown}</span>", status.word());
    // The status says that it was dropped, and since when.
    let asides = told.asides.iter().filter(|aside| !matches!(aside, Aside::Dropped | Aside::Became(_)));
    let asides = asides.map(|aside| text.line(&text.parts.text.aside(aside)));
    [status].into_iter().chain(with).chain(asides).collect::<Vec<_>>().join(" · ")
}
