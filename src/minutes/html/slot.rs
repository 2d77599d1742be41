//! A slot on the page: its heading, planned against actual, and what was prepared.
//!
//! Before the notes a reader wants to know what they are on, when it was, and what was to be talked about. Not here: what
//! was said (see `entry`), and the summaries that collect it (see `summary`).

use super::super::document::{DayMinutes, SlotMinutes};
use super::super::page::Item;
use super::super::page::compose::Preparation;
use super::super::{times, votes};
use super::entry;
use super::text::Text;

/// The slot as a section; a break about which there is nothing to say is one line.
pub(super) fn write(slot: &SlotMinutes, day: &DayMinutes, text: &Text) -> String {
    let start = times::start(&slot.plan_before_title()).map(|start| text.line(&start) + " ").unwrap_or_default();
    let title = text.line(&text.parts.slot_title(slot.slot));
    let meta = text.lines(&text.parts.slot_facts(slot, day), " · ");
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
    html.push(entry::notes(&votes::folded(&slot.entries), text));
    html.push("</section>\n".to_owned());
    html.concat()
}

/// What stood in the agenda before the meeting.
pub(super) fn preparation(slot: &SlotMinutes, text: &Text) -> String {
    let Preparation { description, topics, files } = text.parts.preparation(slot);
    let mut html: Vec<String> = text.paragraphs(&description).into_iter().collect();
    if !topics.is_empty() {
        html.push(format!("<p class=\"label\">{}</p>\n", text.words.slot.talking_points));
        html.push(format!("<ul>\n{}</ul>\n", items(&topics, text)));
    }
    if !files.is_empty() {
        html.push(format!("<p class=\"attachments\">{}</p>\n", text.lines(&files, " · ")));
    }
    if html.is_empty() { String::new() } else { format!("<div class=\"plan\">\n{}</div>\n", html.concat()) }
}

fn items(all: &[Item], text: &Text) -> String {
    let one = |item: &Item| {
        let under = under(&item.children, |children| items(children, text));
        format!("<li dir=\"auto\">{}{under}</li>\n", text.line(&item.text))
    };
    all.iter().map(one).collect()
}

/// The list under an item; nothing where it would be empty.
pub(super) fn under<T>(children: &[T], write: impl Fn(&[T]) -> String) -> String {
    if children.is_empty() { String::new() } else { format!("\n<ul>\n{}</ul>\n", write(children)) }
}
