//! Which earlier entries a correction hits, and what it makes of them.
//!
//! What is searched is the text of an entry, or its whole line where the notation has fields in it (owners, due date,
//! speaker, voters, address); what comes out is read like a typed line, so that its kind and fields follow. A meeting
//! of many hours is searched for each key of a correction: lines are printed only where they can have the words. Not
//! here: how a correction is typed (see `notation`), and making it (see `update`).

use super::Model;
use crate::meeting::{Content, Entry, EntryId, Kind, Slot};
use crate::notation::{self, Reach};

/// A correction that hits something.
#[derive(Clone, Debug)]
pub(super) struct Correction {
    /// What stands there.
    pub(super) old: String,
    /// What is to stand there.
    pub(super) new: String,
    /// How far it goes.
    pub(super) reach: Reach,
    /// How many entries it hits.
    pub(super) count: usize,
    /// The line of the nearest, up to what changes and behind it.
    pub(super) around: (String, String),
    /// ` in TITLE`, where the nearest is not in the slot on screen.
    pub(super) place: String,
}

/// An entry that has the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    pub(super) slot: &'a Slot,
    pub(super) entry: &'a Entry,
}

/// What a correction would change, or what to say where it hits nothing.
pub(super) fn correction(model: &Model, old: &str, new: &str, reach: Reach) -> Result<Correction, String> {
    let mut hits = hits(model, old, reach);
    let nearest = hits.next().ok_or_else(|| miss(model, old))?;
    let count = if reach == Reach::Nearest { 1 } else { 1 + hits.count() };
    let (line, at) = found(model, nearest.entry, old).ok_or_else(|| miss(model, old))?;
    let around =
        (line.get(..at).unwrap_or_default().to_owned(), line.get(at + old.len()..).unwrap_or_default().to_owned());
    let place = model.elsewhere(nearest.slot);
    Ok(Correction { old: old.to_owned(), new: new.to_owned(), reach, count, around, place })
}

/// The new content of all entries that a correction hits.
pub(super) fn contents(model: &Model, correction: &Correction) -> Vec<(EntryId, Content)> {
    let Correction { old, new, reach, .. } = correction;
    let limit = if *reach == Reach::Nearest { 1 } else { usize::MAX };
    let changed = hits(model, old, *reach).take(limit).filter_map(|hit| {
        let (line, at) = found(model, hit.entry, old)?;
        let (before, rest) = line.split_at_checked(at)?;
        let rest = if *reach == Reach::Nearest {
            rest.replacen(old.as_str(), new, 1)
        } else {
            rest.replace(old.as_str(), new)
        };
        Some((hit.entry.id, model.parse(&format!("{before}{rest}")).content()))
    });
    changed.collect()
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
            format!("“{old}” stands here only in another case: {}", crate::text::fit(&entry.text, 40))
        }
        None => format!("no earlier line has “{old}”"),
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
        .flat_map(|slot| slot.entries.iter().rev().map(move |entry| Hit { slot, entry }))
        .filter(move |hit| has(model, hit.entry, old, &words))
}

/// Whether an entry has the words; its line is made only where its text has them not and its fields may.
fn has(model: &Model, entry: &Entry, old: &str, words: &[&str]) -> bool {
    if entry.text.contains(old) {
        return true;
    }
    has_fields(entry.kind) && fields_may_say(entry, old, words) && found(model, entry, old).is_some()
}

/// The line of an entry and where the words are in it.
fn found(model: &Model, entry: &Entry, old: &str) -> Option<(String, usize)> {
    let line = notation::print(&entry.content(), &model.context());
    let searched = match entry.kind {
        // The sign is what a correction means only where nothing else has it.
        Kind::Action => "! ".len(),
        kind if has_fields(kind) => 0,
        _ => line.len() - line.strip_suffix(&entry.text).map_or(line.len(), |_| entry.text.len()),
    };
    let within = line.get(searched..).and_then(|part| part.find(old)).map(|at| searched + at);
    let at = within.or_else(|| has_fields(entry.kind).then(|| line.find(old)).flatten())?;
    Some((line, at))
}

/// Kinds whose line says more than their text.
fn has_fields(kind: Kind) -> bool {
    matches!(kind, Kind::Action | Kind::Speech | Kind::Vote | Kind::Link)
}

/// Whether the words can stand in the line of an entry whose text has them not: then some of them are in its fields, or
/// they begin or end with the signs that stand between those and the text.
fn fields_may_say(entry: &Entry, old: &str, words: &[&str]) -> bool {
    if entry.kind == Kind::Vote {
        return true;
    }
    let item = entry.as_action();
    let date = item.and_then(|item| item.due).map(|due| format!("due {due}"));
    let names = item.into_iter().flat_map(|item| &item.owners).chain(&entry.speaker);
    let fields = || names.clone().chain(&entry.link).chain(&entry.tickets).chain(&date);
    let core = old.trim_matches(|sign: char| !sign.is_alphanumeric());
    let beside = core.len() < old.len() && (entry.text.starts_with(core) || entry.text.ends_with(core));
    beside || words.iter().any(|word| fields().any(|said| said.contains(word)))
}

/// The runs of letters and digits.
fn words_of(text: &str) -> Vec<&str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}
