//! What was said, in words: the descriptions of events and to-dos.
//!
//! Calendars show a description as plain text, so that levels are blanks and kinds are words. Not here: the same for
//! programs, which stands in properties of ours.

use super::super::document::{Branch, Minutes, SlotMinutes, Task};
use super::super::inline::{clean, in_row};
use super::super::page::line::{Text, shown};
use super::super::said::Said;
use super::super::{Lang, votes};
use crate::meeting::Entry;

/// Who chairs a slot and what was said in it; of one in which nothing was said, what was prepared.
pub(super) fn of_slot(of: &SlotMinutes, lang: Lang) -> String {
    let words = lang.words();
    let mut lines = Vec::new();
    let chair = names(&of.slot.plan.chair, lang);
    if !chair.is_empty() {
        lines.push(format!("{}{}{chair}", words.head.chair, words.colon));
    }
    if of.entries.is_empty() {
        outline(of.talking_points(), 0, &mut |depth, text| lines.push(bullet(depth, &clean(text))));
    } else {
        outline(&votes::folded(&of.entries), 0, &mut |depth, line| lines.push(bullet(depth, &said(line, lang))));
    }
    lines.join("\n")
}

/// Whose an action item is and where it was noted.
pub(super) fn of_task(task: &Task, minutes: &Minutes, lang: Lang) -> String {
    let words = lang.words();
    let owners =
        if task.item.owners.is_empty() { words.nothing.no_owner.to_owned() } else { names(&task.item.owners, lang) };
    let mut lines = vec![owners];
    let slot = clean(&task.slot.plan.title);
    lines.push(format!("{} #{} · {slot}", words.entry.action, task.item.number));
    let after = minutes.aftermath().get(&task.entry.id);
    let after = after.map(|after| Text::new(minutes, lang).aftermath_in_words(after)).unwrap_or_default();
    lines.extend(after.iter().map(|line| shown(line)));
    lines.extend(conflicts(task.entry, lang));
    lines.join("\n")
}

/// Goes through an outline in reading order.
pub(super) fn outline<T>(branches: &[Branch<T>], depth: usize, take: &mut dyn FnMut(usize, &T)) {
    for branch in branches {
        take(depth, &branch.line);
        outline(&branch.children, depth + 1, take);
    }
}

fn bullet(depth: usize, text: &str) -> String {
    format!("{:indent$}- {text}", "", indent = depth * 2)
}

fn names(names: &[String], lang: Lang) -> String {
    names.iter().map(|name| clean(name)).collect::<Vec<_>>().join(lang.words().comma)
}

/// The votes of a line, each with whose it is.
pub(super) fn ballots(said: &Said, lang: Lang) -> String {
    let names = |voters: &[String]| {
        voters.iter().map(|name| in_row(&clean(name), lang.words().comma)).collect::<Vec<_>>().join(lang.words().comma)
    };
    clean(&votes::cast(lang, &said.votes, &names))
}

fn said(said: &Said, lang: Lang) -> String {
    let words = lang.words();
    let entry = said.entry;
    let labelled = |label: &str, text: String| format!("{label}{}{text}", words.colon);
    let mut text = clean(&entry.text);
    if !said.votes.is_empty() {
        text = [ballots(said, lang), text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ");
    }
    if let Some(link) = entry.link.as_deref().map(clean).filter(|link| !text.contains(link.as_str())) {
        text = if text.is_empty() { link } else { format!("{text} {link}") };
    }
    let label = lang.label(entry.kind);
    let mut line = match (entry.as_action(), label, said.entry.speaker.as_deref()) {
        (Some(item), Some(label), _) => labelled(&format!("{label} #{}", item.number), text),
        (_, Some(label), _) => labelled(label, text),
        (_, None, Some(speaker)) => labelled(&clean(speaker), text),
        (_, None, None) => text,
    };
    if let Some(tally) = &said.tally {
        line = format!("{line} · {}", votes::tally(lang, tally));
    }
    conflicts(entry, lang).iter().fold(line, |line, other| format!("{line} · {other}"))
}

/// The other texts that writers gave to an entry without knowledge of each other.
fn conflicts(entry: &Entry, lang: Lang) -> Vec<String> {
    let words = lang.words();
    let other = |text: &str| {
        let text = Some(clean(text)).filter(|text| !text.is_empty());
        let text = text.unwrap_or_else(|| words.nothing.no_text.to_owned());
        format!("{}{}{text}", words.entry.also_written, words.colon)
    };
    entry.rivals.iter().map(|rival| other(&rival.text)).collect()
}

/// A text, or a word where it is blank.
pub(in crate::minutes) fn or(text: &str, otherwise: &str) -> String {
    Some(clean(text)).filter(|text| !text.is_empty()).unwrap_or_else(|| otherwise.to_owned())
}
