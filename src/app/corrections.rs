//! Which earlier entries a correction hits, and what it will show of them.
//!
//! The text of an entry is looked in first, then the names in it, then its due date as it is shown, and last the line
//! that it could have been typed as. A meeting of many hours is searched for each key of a correction: a line is printed
//! only where it can have the words. Not here: how a correction is typed (see `notation`), what becomes of an entry (see
//! `change`), and making it (see `update`).

mod change;
mod dates;
mod names;

use super::Model;
use crate::meeting::{Content, Entry, EntryId, Kind, Slot};
use crate::notation::{self, Reach};
use crate::words::say;

/// A correction that hits something.
#[derive(Clone, Debug)]
pub(super) struct Correction {
    /// What is asked.
    pub(super) swap: Swap,
    /// How many entries it hits.
    pub(super) count: usize,
    /// What is to be seen of the nearest.
    pub(super) shown: Shown,
    /// ` in TITLE`, where the nearest is not in the slot on screen.
    pub(super) place: String,
}

/// Words to be put in the place of others.
#[derive(Clone, Debug)]
pub(super) struct Swap {
    /// What stands there.
    pub(super) old: String,
    /// What is to stand there.
    pub(super) new: String,
    /// How far it goes.
    pub(super) reach: Reach,
}

/// What a correction changes about an entry, with what stands around it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) before: String,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) after: String,
}

/// An entry that has the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    pub(super) slot: &'a Slot,
    pub(super) entry: &'a Entry,
    place: Place,
}

/// Where in an entry the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    Names,
    Due,
    /// In its line alone: they go over the edge of a name, or are a sign or an address.
    Line,
}

impl Swap {
    /// All places of an entry are meant, and of many entries those where it cannot be done are left alone.
    fn is_wide(&self) -> bool {
        self.reach != Reach::Nearest
    }

    /// The words put in the place of the others: once, or wherever they stand.
    fn within(&self, text: &str) -> String {
        if self.is_wide() { text.replace(&self.old, &self.new) } else { text.replacen(&self.old, &self.new, 1) }
    }
}

/// What a correction would change, or what to say where it changes nothing.
pub(super) fn correction(model: &Model, old: &str, new: &str, reach: Reach) -> Result<Correction, String> {
    let swap = Swap { old: old.to_owned(), new: new.to_owned(), reach };
    let first = hits(model, old, reach).next().ok_or_else(|| miss(model, old))?;
    let (nearest, count) = if swap.is_wide() {
        let mut able = hits(model, old, reach).filter(change::is_able(model, &swap));
        (able.next().unwrap_or(first), 1 + able.count())
    } else {
        (first, 1)
    };
    let shown = change::shown(model, &nearest, &swap)?;
    Ok(Correction { swap, count, shown, place: model.elsewhere(nearest.slot) })
}

/// The new content of all entries that a correction hits.
pub(super) fn contents(model: &Model, swap: &Swap) -> Vec<(EntryId, Content)> {
    let limit = if swap.is_wide() { usize::MAX } else { 1 };
    let hits = hits(model, &swap.old, swap.reach).take(limit);
    hits.filter_map(|hit| Some((hit.entry.id, change::changed(model, &hit, swap)?))).collect()
}

/// The nearest earlier entry that has a text.
pub(super) fn nearest<'a>(model: &'a Model, old: &'a str) -> Option<Hit<'a>> {
    hits(model, old, Reach::Nearest).next()
}

/// What to say where nothing has the words.
pub(super) fn miss(model: &Model, old: &str) -> String {
    let lower = old.to_lowercase();
    let here = model.slot().map(|slot| slot.entries.as_slice()).unwrap_or_default();
    let other_case = here.iter().rfind(|entry| entry.text.to_lowercase().contains(&lower));
    match other_case {
        Some(entry) => {
            say!("name-other-case", text = old, line = crate::text::fit(&entry.text, 40))
        }
        None => say!("name-no-words", text = old),
    }
}

/// The entries that have the words, the nearest first.
fn hits<'a>(model: &'a Model, old: &'a str, reach: Reach) -> impl Iterator<Item = Hit<'a>> {
    let viewed = model.viewed;
    let earlier = model.meeting().slots().rev().skip_while(move |slot| slot.id != viewed);
    let later = model.meeting().slots().rev().take_while(move |slot| slot.id != viewed);
    let (slots, others) = match reach {
        Reach::Nearest => (usize::MAX, 0),
        Reach::Slot => (1, 0),
        Reach::Meeting => (usize::MAX, usize::MAX),
    };
    let slots = earlier.take(slots).chain(later.take(others));
    let words = words_of(old);
    slots
        .flat_map(|slot| slot.entries.iter().rev().map(move |entry| (slot, entry)))
        .filter_map(move |(slot, entry)| Some(Hit { slot, entry, place: place(model, entry, old, &words)? }))
        // Nobody sees all lines that a wide one changes: it keeps to words that are said, names, and dates in words.
        .filter(move |hit| match hit.place {
            Place::Text | Place::Names => true,
            Place::Due => reach == Reach::Nearest || old.contains(char::is_alphabetic),
            Place::Line => reach == Reach::Nearest,
        })
}

/// The sign of an action item, which its box stands for on the screen.
const SIGN: &str = "! ";

/// Where an entry has the words.
fn place(model: &Model, entry: &Entry, old: &str, words: &[&str]) -> Option<Place> {
    if entry.text.contains(old) {
        return Some(Place::Text);
    }
    if !has_fields(entry.kind) {
        return None;
    }
    let due = entry.as_action().and_then(|item| item.due);
    if names::of(entry).any(|name| name.contains(old)) {
        Some(Place::Names)
    } else if due.is_some_and(|due| dates::says(due, old, words)) {
        Some(Place::Due)
    } else {
        let line = || notation::print(&entry.content(), &model.context());
        (fields_may_say(entry, old, words) && line().trim_start_matches(SIGN).contains(old)).then_some(Place::Line)
    }
}

/// Kinds whose line says more than their text.
fn has_fields(kind: Kind) -> bool {
    matches!(kind, Kind::Action | Kind::Speech | Kind::Vote | Kind::Link)
}

/// Whether the words can stand in the line of an entry whose text has them not: then some of them are in its fields, or
/// they begin or end with the signs that stand between those and the text.
fn fields_may_say(entry: &Entry, old: &str, words: &[&str]) -> bool {
    // How a vote was cast is a sign or a word of its line.
    let cast = |word: &&str| word.starts_with(|sign: char| sign.is_ascii_digit()) || matches!(*word, "vote" | "more");
    if entry.kind == Kind::Vote && (words.is_empty() || words.iter().any(cast)) {
        return true;
    }
    let item = entry.as_action();
    let date = item.and_then(|item| item.due).map(|due| format!("due {due}"));
    let fields = || names::of(entry).chain(&entry.link).chain(&entry.tickets).chain(&date);
    let core = old.trim_matches(|sign: char| !sign.is_alphanumeric());
    let beside = core.len() < old.len() && (entry.text.starts_with(core) || entry.text.ends_with(core));
    beside || words.iter().any(|word| fields().any(|said| said.contains(word)))
}

/// The runs of letters and digits.
fn words_of(text: &str) -> Vec<&str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}
