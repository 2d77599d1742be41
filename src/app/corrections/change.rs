//! What becomes of an entry that a correction hits, and what is to be seen of it before.
//!
//! A changed text is read like a typed line, so that its kind and fields follow; owners, speaker, voters and due date are
//! changed as what they are. Not here: which entries are hit.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::{Hit, Place, SIGN, Shown, Swap, dates, names};
use crate::app::Model;
use crate::meeting::{Content, Entry, Kind};
use crate::notation::{self, LineKind, Part};

/// Whether an entry can be changed so: what becomes of a due date must be one. Each date is tried once, as many items
/// have the same.
pub(super) fn is_able(model: &Model, swap: &Swap) -> impl FnMut(&Hit<'_>) -> bool {
    let mut dates: BTreeMap<NaiveDate, bool> = BTreeMap::new();
    let mut is_date = move |due| *dates.entry(due).or_insert_with(|| dates::changed(model, due, swap).is_ok());
    move |hit| hit.place != Place::Due || due_of(hit.entry).is_some_and(&mut is_date)
}

/// The new content of the entry; none where it cannot be changed so.
pub(super) fn changed(model: &Model, hit: &Hit<'_>, swap: &Swap) -> Option<Content> {
    let entry = hit.entry;
    let content = match hit.place {
        Place::Text if swap.is_wide() => names::changed_if_known(model, in_text(model, entry, swap), swap),
        Place::Text => in_text(model, entry, swap),
        Place::Names => names::changed(model, entry.content(), swap),
        Place::Due => Content { due: dates::changed(model, due_of(entry)?, swap).ok()?, ..entry.content() },
        Place::Line => {
            let line = line_of(model, entry);
            let (sign, said) = line.split_at_checked(if line.starts_with(SIGN) { SIGN.len() } else { 0 })?;
            model.parse(&format!("{sign}{}", swap.within(said))).content()
        }
    };
    Some(kept(entry, content, swap))
}

/// What a wide correction makes of an entry is of its kind still, with its votes and its address; and no correction makes a
/// vote that stands under no proposal.
fn kept(entry: &Entry, content: Content, swap: &Swap) -> Content {
    let other = content.kind != entry.kind || content.votes != entry.votes || content.link != entry.link;
    let loose = content.kind == Kind::Vote && entry.kind != Kind::Vote;
    if other && swap.is_wide() || loose {
        return Content { text: swap.within(&entry.text), ..entry.content() };
    }
    content
}

/// What is to be seen of the change; or why it cannot be made.
pub(super) fn shown(model: &Model, hit: &Hit<'_>, swap: &Swap) -> Result<Shown, String> {
    let entry = hit.entry;
    let line = line_of(model, entry);
    let as_typed = || (swap.old.clone(), swap.new.clone());
    let (at, (old, new)) = match hit.place {
        Place::Text => {
            let text = text_in(model, entry, &line, swap);
            let at = line.get(text.clone()).and_then(|text| text.find(&swap.old)).map(|at| text.start + at);
            (at, as_typed())
        }
        Place::Names => {
            let (name, becomes) = names::shown(model, entry, swap).unwrap_or_else(as_typed);
            (line.find(&name), (name, becomes))
        }
        Place::Due => {
            let due = due_of(entry).ok_or_else(|| super::miss(model, &swap.old))?;
            let (old, new) = dates::shown(model, due, swap)?;
            return Ok(Shown { before: format!("{} · due ", entry.text), old, new, after: String::new() });
        }
        Place::Line => (line.find(&swap.old), as_typed()),
    };
    let (before, after) = match at {
        Some(at) => (line.get(..at), line.get(at + old.len()..)),
        // In the line it stands behind backslashes or in quotes.
        None => entry.text.split_once(&old).map_or((None, None), |(before, after)| (Some(before), Some(after))),
    };
    let [before, after] = [before, after].map(|part| part.unwrap_or_default().to_owned());
    Ok(Shown { before, old, new, after })
}

/// The content with other words in its text.
fn in_text(model: &Model, entry: &Entry, swap: &Swap) -> Content {
    if let Some(note) = plain_note(model, entry, swap) {
        return note;
    }
    let line = line_of(model, entry);
    let range = text_in(model, entry, &line, swap);
    let parts = (line.get(..range.start), line.get(range.clone()), line.get(range.end..));
    let (Some(before), Some(text), Some(after)) = parts else { return entry.content() };
    let corrected = swap.within(text);
    if !text.contains(&swap.old) {
        // Backslashes stand among the words.
        return Content { text: swap.within(&entry.text), ..entry.content() };
    }
    match entry.kind {
        Kind::Vote if corrected.trim().is_empty() => Content { text: String::new(), ..entry.content() },
        // Without its text it would be read as something that it never was.
        kind if corrected.trim().is_empty() => Content { kind, ..Content::default() },
        _ => model.parse(&format!("{before}{corrected}{after}")).content(),
    }
}

/// A plain note that stays one: of thousands of them none is printed and read again, only its new text is read.
fn plain_note(model: &Model, entry: &Entry, swap: &Swap) -> Option<Content> {
    if entry.kind != Kind::Note || !entry.tickets.iter().all(|ticket| entry.text.contains(ticket)) {
        return None;
    }
    let text = swap.within(&entry.text);
    let read = model.parse(&text);
    (read.kind == LineKind::Note && read.order.is_none() && read.text == text).then(|| read.content())
}

/// The line that the entry could have been typed as.
fn line_of(model: &Model, entry: &Entry) -> String {
    notation::print(&entry.content(), &model.context()).trim().to_owned()
}

/// Where the text is in that line; of a link all of it, where its address is its text or is meant too.
fn text_in(model: &Model, entry: &Entry, line: &str, swap: &Swap) -> Range<usize> {
    if entry.kind == Kind::Link && (swap.is_wide() || entry.link.as_ref() == Some(&entry.text)) {
        return 0..line.len();
    }
    let read = model.parse(line);
    let mut texts = read.pieces.iter().filter(|piece| piece.part == Part::Text).map(|piece| &piece.range);
    let first = texts.next().cloned().unwrap_or_default();
    first.start..texts.next_back().map_or(first.end, |last| last.end)
}

fn due_of(entry: &Entry) -> Option<NaiveDate> {
    entry.as_action()?.due
}
