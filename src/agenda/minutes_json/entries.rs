//! What was said in a slot of our JSON, and when it was held.
//!
//! Not here: its plan.

use chrono::DateTime;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};

use super::super::recorded::also_written;
use super::super::{ToldEntry, ToldSlot};
use super::fields::{Object, Source};
use crate::meeting::{Ballot, Choice, Kind, Status};

/// What the file says of what happened in a slot; which slot that is, its caller knows.
pub(super) fn told<'a>(source: &mut Source<'a>, slot: &Object<'a>) -> ToldSlot {
    let mut told = ToldSlot::default();
    if let Some(actual) = source.object(slot, "actual") {
        let moment = |text: &str| DateTime::parse_from_rfc3339(text).ok();
        told.started = source.said(&actual, "start", "a moment", moment);
        told.ended = source.said(&actual, "end", "a moment", moment);
    }
    entries(source, slot, "entries", 0, &mut told.entries);
    told
}

/// The entries of a list outside of any slot, all of that kind.
pub(super) fn listed<'a>(source: &mut Source<'a>, file: &Object<'a>, name: &str, kind: Kind) -> Vec<ToldEntry> {
    let mut listed = Vec::new();
    for one in source.objects(file, name) {
        listed.push(ToldEntry { kind, ..entry(source, &one, 0) });
        listed.extend(source.lines(&one, "conflict").iter().map(|text| also_written(text, 1)));
    }
    listed
}

/// The entries in a field and those under them, in reading order. JSON itself bounds how deep they nest.
fn entries<'a>(source: &mut Source<'a>, object: &Object<'a>, name: &str, depth: u16, into: &mut Vec<ToldEntry>) {
    for one in source.objects(object, name) {
        let entry = entry(source, &one, depth);
        into.push(entry);
        let conflicts = source.lines(&one, "conflict");
        into.extend(conflicts.iter().map(|text| also_written(text, depth.saturating_add(1))));
        entries(source, &one, "children", depth.saturating_add(1), into);
    }
}

fn entry<'a>(source: &mut Source<'a>, one: &Object<'a>, depth: u16) -> ToldEntry {
    let kind = source.said(one, "kind", "a kind of entry", word::<Kind>).unwrap_or_default();
    let speaker = source.line(one, "speaker");
    let continues: bool = source.field(one, "continues", "true or false").unwrap_or_default();
    ToldEntry {
        depth,
        kind,
        text: source.line(one, "text").unwrap_or_default(),
        number: source.field(one, "number", "a number"),
        owners: source.lines(one, "owners"),
        due: source.said(one, "due", "a date", |due| due.parse().ok()),
        status: source.said(one, "status", "a status", word::<Status>).unwrap_or_default(),
        priority: source.field(one, "priority", "a number from 1 to 5"),
        speaker: speaker.filter(|_| !continues),
        votes: votes(source, one),
        link: source.line(one, "link"),
    }
}

fn votes<'a>(source: &mut Source<'a>, one: &Object<'a>) -> Vec<Ballot> {
    let ballots = source.objects(one, "votes");
    let mut ballot = |one: &Object<'a>| {
        let choice = source.said(one, "choice", "a vote", word::<Choice>)?;
        let others = source.field(one, "others", "a number").unwrap_or_default();
        Some(Ballot { choice, voters: source.lines(one, "voters"), others })
    };
    ballots.iter().filter_map(&mut ballot).collect()
}

/// What a word of the form stands for.
fn word<T: DeserializeOwned>(word: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<Error>::new(word)).ok()
}
