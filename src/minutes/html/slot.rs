//! A slot on the page: its heading, planned against actual, and what was prepared.
//!
//! Before the notes a reader wants to know what they are on, when it was, and what was to be talked about. Not here: what
//! was said (see `entry`), and the summaries that collect it (see `summary`).

use std::borrow::Cow;

use chrono::NaiveDate;

use super::super::document::{Branch, Minutes, SlotMinutes};
use super::super::inline::{clean, safe_address};
use super::super::{room, times, votes};
use super::text::{Text, escape, link, name, or};
use super::{entry, moment};
use crate::meeting::{Attachment, Slot};

/// The slot as a section; a break about which there is nothing to say is one line.
pub(super) fn write(minutes: &Minutes, slot: &SlotMinutes, day: Option<NaiveDate>, text: &Text) -> String {
    let start = times::start(&slot.plan_before_title()).map(|(at, shown)| moment(at, &shown) + " ").unwrap_or_default();
    let title = or(text.planned(&slot.slot.plan.title), text.words.nothing.untitled);
    let meta = meta(minutes, slot, day, text);
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

/// A slot's title where no link may stand.
pub(super) fn title(slot: &Slot, text: &Text) -> String {
    or(text.plain(&slot.plan.title), text.words.nothing.untitled)
}

/// Chair, planned times, actual times.
fn meta(minutes: &Minutes, slot: &SlotMinutes, day: Option<NaiveDate>, text: &Text) -> String {
    let lang = text.lang;
    let chair = text.names(&slot.slot.plan.chair);
    let [kind, requested_by] = kind_and_origin(slot, text);
    let facts = [
        kind,
        (!chair.is_empty()).then(|| format!("{} {chair}", text.words.head.chair)),
        requested_by,
        times::planned(lang, &slot.plan_beside_title(), day, &moment),
        slot.held.map(|held| times::held(lang, &held, day, &moment)),
        times::over(lang, slot),
        times::unheld(lang, slot.outcome.fate).map(str::to_owned),
    ];
    let facts = facts.into_iter().flatten().chain(fate(minutes, slot, text));
    facts.collect::<Vec<_>>().join(" · ")
}

/// What sort of thing it is, where it is no plain topic, and who asked for it.
pub(super) fn kind_and_origin(slot: &SlotMinutes, text: &Text) -> [Option<String>; 2] {
    let plan = &slot.slot.plan;
    let named = |kind: &str| format!("{}{}{}", text.words.slot.kind, text.words.colon, escape(kind));
    let kind = (!plan.kind.is_topic() && !plan.kind.is_break()).then(|| named(plan.kind.word()));
    let by = text.names(plan.requested_by.as_slice());
    [kind, (!by.is_empty()).then(|| format!("{} {by}", text.words.slot.requested_by))]
}

/// What became of it beside its times, and who spoke for how long.
pub(super) fn fate(minutes: &Minutes, slot: &SlotMinutes, text: &Text) -> Vec<String> {
    let titled = |slot: &Slot| format!("<bdi>{}</bdi>", title(slot, text));
    let speakers = room::speakers(text.lang, slot.slot, &minutes.stamp, &name);
    let speakers = speakers.map(|times| format!("{} {times}", text.words.slot.speakers));
    times::fate(text.lang, minutes, slot, &titled).into_iter().chain(speakers).collect()
}

/// What stood in the agenda before the meeting.
pub(super) fn preparation(slot: &SlotMinutes, text: &Text) -> String {
    let plan = &slot.slot.plan;
    let mut html: Vec<String> = text.paragraphs(&plan.description).into_iter().collect();
    let points = slot.talking_points();
    if !points.is_empty() {
        html.push(format!("<p class=\"label\">{}</p>\n", text.words.slot.talking_points));
        html.push(format!("<ul>\n{}</ul>\n", topics(&points, text)));
    }
    let attachments: Vec<String> = slot.slot.attachments().map(|one| attachment(one, text)).collect();
    if !attachments.is_empty() {
        html.push(format!("<p class=\"attachments\">{}</p>\n", attachments.join(" · ")));
    }
    if html.is_empty() { String::new() } else { format!("<div class=\"plan\">\n{}</div>\n", html.concat()) }
}

fn topics(branches: &[Branch<Cow<str>>], text: &Text) -> String {
    let one = |branch: &Branch<Cow<str>>| {
        let under = under(&branch.children, |children| topics(children, text));
        format!("<li dir=\"auto\">{}{under}</li>\n", or(text.planned(&branch.line), text.words.nothing.no_text))
    };
    branches.iter().map(one).collect()
}

fn attachment(attachment: &Attachment, text: &Text) -> String {
    or(escape(&attachment.kind), text.words.slot.file) + text.words.colon + &file(attachment, text)
}

/// An attachment without its kind.
pub(super) fn file(attachment: &Attachment, text: &Text) -> String {
    let target = clean(attachment.link.as_deref().unwrap_or_default());
    let shown = or(clean(&attachment.name), &target);
    match safe_address(&target) {
        Some(address) => link(&shown, &address),
        None if target.is_empty() || target == shown => text.planned(&shown),
        None => format!("{} ({})", text.planned(&shown), escape(&target)),
    }
}

/// The list under an item; nothing where it would be empty.
pub(super) fn under<T>(children: &[T], write: impl Fn(&[T]) -> String) -> String {
    if children.is_empty() { String::new() } else { format!("\n<ul>\n{}</ul>\n", write(children)) }
}
