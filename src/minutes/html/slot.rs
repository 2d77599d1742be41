//! A slot on the page: its heading, planned against actual, what was prepared and what was said.
//!
//! An action item is told from a note by its box, its weight and the word itself, so that it is found in print and by
//! ear. Not here: the summaries that collect such entries (see `summary`).

use chrono::NaiveDate;

use super::super::document::{Branch, Minutes, SlotMinutes};
use super::super::inline::{clean, safe_address};
use super::super::{times, words};
use super::text::{Text, escape, link, names, or};
use super::{date, moment};
use crate::meeting::{Attachment, Entry, Kind, Rival, Status};

/// The slot as a section; a break about which there is nothing to say is one line.
pub(super) fn write(minutes: &Minutes, slot: &SlotMinutes, day: Option<NaiveDate>, text: &Text) -> String {
    let start = times::start(&slot.plan).map(|(at, shown)| moment(at, &shown) + " ").unwrap_or_default();
    let title = or(text.planned(&slot.slot.plan.title), "(untitled)");
    let meta = meta(minutes, slot, day);
    let id = slot.slot.id;
    if slot.is_plain_break() {
        let meta = if meta.is_empty() { meta } else { format!(" · {meta}") };
        return format!("<p class=\"break\" id=\"slot-{id}\" dir=\"auto\">{start}<b>{title}</b>{meta}</p>\n");
    }
    // Without a name of its own to assistive technology: a region for each slot would drown those of the days.
    let mut html =
        vec![format!("<section class=\"slot\">\n<h3 id=\"slot-{id}\">{start}<span dir=\"auto\">{title}</span></h3>\n")];
    if !meta.is_empty() {
        html.push(format!("<p class=\"meta\">{meta}</p>\n"));
    }
    html.push(preparation(slot, text));
    if !slot.entries.is_empty() {
        html.push(format!("<ul class=\"notes\">\n{}</ul>\n", entries(&slot.entries, text)));
    }
    html.push("</section>\n".to_owned());
    html.concat()
}

/// Chair, planned times, actual times.
fn meta(minutes: &Minutes, slot: &SlotMinutes, day: Option<NaiveDate>) -> String {
    let plan = &slot.slot.plan;
    let labelled = |label: &str, value: String| (!value.is_empty()).then(|| format!("{label} {value}"));
    let kind = (!plan.kind.is_topic() && !plan.kind.is_break()).then(|| escape(plan.kind.word()));
    let facts = [
        kind,
        labelled("Chair", names(&plan.chair)),
        labelled("Requested by", names(plan.requested_by.as_slice())),
        times::planned(&slot.plan_beside_title(), &moment),
        slot.held.map(|held| times::held(&held, day, &moment)),
        minutes.unheld(slot).map(|why| times::unheld(why).to_owned()),
        slot.slot.withdrawn.then(|| "no longer on the agenda".to_owned()),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What stood in the agenda before the meeting.
fn preparation(slot: &SlotMinutes, text: &Text) -> String {
    let plan = &slot.slot.plan;
    let mut html: Vec<String> = text.paragraphs(&plan.description).into_iter().collect();
    if !slot.topics.is_empty() {
        html.push("<p class=\"label\">Talking points</p>\n".to_owned());
        html.push(format!("<ul>\n{}</ul>\n", topics(&slot.topics, text)));
    }
    if !plan.attachments.is_empty() {
        let attachments: Vec<String> = plan.attachments.iter().map(|one| attachment(one, text)).collect();
        html.push(format!("<p class=\"attachments\">{}</p>\n", attachments.join(" · ")));
    }
    if html.is_empty() { String::new() } else { format!("<div class=\"plan\">\n{}</div>\n", html.concat()) }
}

fn topics(branches: &[Branch<&str>], text: &Text) -> String {
    let one = |branch: &Branch<&str>| {
        let under = under(&branch.children, |children| topics(children, text));
        format!("<li dir=\"auto\">{}{under}</li>\n", or(text.planned(branch.line), "(no text)"))
    };
    branches.iter().map(one).collect()
}

fn attachment(attachment: &Attachment, text: &Text) -> String {
    let target = clean(attachment.link.as_deref().unwrap_or_default());
    let shown = or(clean(&attachment.name), &target);
    let kind = or(escape(&attachment.kind), "file");
    match safe_address(&target) {
        Some(address) => format!("{kind}: {}", link(&shown, &address)),
        None if target.is_empty() || target == shown => format!("{kind}: {}", text.planned(&shown)),
        None => format!("{kind}: {} ({})", text.planned(&shown), escape(&target)),
    }
}

fn entries(branches: &[Branch<&Entry>], text: &Text) -> String {
    let one = |branch: &Branch<&Entry>| {
        let under = under(&branch.children, |children| entries(children, text));
        let Branch { line, .. } = branch;
        let class = match (line.kind, line.as_action()) {
            (Kind::Note, _) => String::new(),
            (_, Some(item)) if item.status != Status::Open => " class=\"action closed\"".to_owned(),
            (kind, _) => format!(" class=\"{}\"", kind.word()),
        };
        let conflict = conflict(line, text);
        format!("<li id=\"entry-{}\"{class} dir=\"auto\">{}{conflict}{under}</li>\n", line.id, entry(line, text))
    };
    branches.iter().map(one).collect()
}

/// The list under an item; nothing where it would be empty.
fn under<T>(children: &[T], write: impl Fn(&[T]) -> String) -> String {
    if children.is_empty() { String::new() } else { format!("\n<ul>\n{}</ul>\n", write(children)) }
}

/// What an entry says, without those under it.
fn entry(entry: &Entry, text: &Text) -> String {
    if entry.kind.is_note() {
        return text.typed(&entry.text);
    }
    let said = format!("<span dir=\"auto\">{}</span>", text.typed(&entry.text));
    match (entry.kind, entry.as_action()) {
        (Kind::Decision, _) => labelled("Decision", &said),
        (Kind::Question, _) => labelled("Question", &said),
        (Kind::Action, None) => labelled("Action", &said),
        (kind, None) => labelled(kind.word(), &said),
        (_, Some(item)) => {
            let label = format!("<span class=\"label\">Action <span class=\"number\">#{}</span></span>", item.number);
            let owners = or(names(&item.owners), "(no owner)");
            let aside = aside(entry, text);
            format!(
                "<p dir=\"ltr\">{label} <strong>{owners}</strong> — {said} <span class=\"aside\">{aside}</span></p>"
            )
        }
    }
}

fn labelled(label: &str, said: &str) -> String {
    format!("<p dir=\"ltr\"><span class=\"label\">{label}</span> {said}</p>")
}

/// The other texts that writers gave to an entry without knowledge of each other.
pub(super) fn conflict(entry: &Entry, text: &Text) -> String {
    let other = |rival: &Rival| {
        let label = format!("<span class=\"label\">{}:</span>", words::ALSO_WRITTEN);
        format!("<p class=\"conflict\" dir=\"ltr\">{label} <span dir=\"auto\">{}</span></p>", text.typed(&rival.text))
    };
    entry.rivals.iter().map(other).collect()
}

/// An action item's status, due date, and the tickets that its text does not name.
pub(super) fn aside(entry: &Entry, text: &Text) -> String {
    let Some(item) = entry.as_action() else { return String::new() };
    let (status, word) = match item.status {
        Status::Open => ("open", "Open"),
        Status::Done => ("done", "Done"),
        Status::Dropped => ("dropped", "Dropped"),
    };
    let mut facts = vec![format!("<span class=\"status {status}\">{word}</span>")];
    facts.extend(item.due.map(|due| format!("due {}", date(due, &words::short_date(due)))));
    let apart = entry.tickets.iter().filter(|ticket| !entry.text.contains(ticket.as_str()));
    facts.extend(apart.map(|ticket| text.planned(ticket)));
    facts.join(" · ")
}
