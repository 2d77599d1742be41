//! An agenda, and what its file tells of a meeting, as machines get them.
//!
//! FROZEN FORMAT, described in docs/scripts.md. Fields may be added, none is removed or renamed. What was told has the names of
//! the minutes' JSON. Not here: the reading.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::shown;
use crate::agenda::{Diagnostic, Reading, Severity, ToldEntry, ToldSlot};
use crate::meeting::{Agenda, Ballot, Kind, PlannedDay, PlannedSlot, Request, placements};
use crate::minutes::document::DEEPEST;
use crate::minutes::safe_json;

/// All of a reading as the object that `--json` prints, on lines of its own; `format` names it.
pub(in crate::cli) fn reading(format: &str, reading: &Reading, diagnostics: Vec<Value>) -> String {
    let mut all = agenda(&reading.agenda);
    for (name, value) in [
        ("format", json!(format)),
        ("version", json!(1)),
        ("told", told(reading).into()),
        ("diagnostics", diagnostics.into()),
    ] {
        all.insert(name.to_owned(), value);
    }
    format!("{}\n", safe_json(&format!("{:#}", Value::Object(all))))
}

/// The head, people, groups, days, requests and attachments of an agenda.
pub(in crate::cli) fn agenda(agenda: &Agenda) -> Map<String, Value> {
    let days: Vec<_> = agenda.days.iter().map(day).collect();
    let requests: Vec<_> = agenda.requests.iter().zip(places(agenda)).map(asked).collect();
    let mut fields = Map::new();
    for (name, value) in [
        ("head", json!(agenda.head)),
        ("people", json!(agenda.people)),
        ("groups", json!(agenda.groups)),
        ("days", json!(days)),
        ("requests", json!(requests)),
        ("attachments", json!(agenda.attachments)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    fields
}

fn day(day: &PlannedDay) -> Value {
    json!({ "date": day.date, "title": day.title, "starts": day.starts, "ends": day.ends,
        "description": day.description, "slots": day.slots })
}

/// A slot and its day, with the day's number from 1.
type Place<'a> = (usize, &'a PlannedDay, &'a PlannedSlot);

/// Where each request is placed.
pub(in crate::cli) fn places(agenda: &Agenda) -> Vec<Option<Place<'_>>> {
    let days = (1..).zip(&agenda.days);
    let slots: Vec<_> = days.flat_map(|(number, day)| day.slots.iter().map(move |slot| (number, day, slot))).collect();
    let places = placements(&agenda.requests, slots.iter().map(|(.., slot)| *slot));
    places.into_iter().map(|place| slots.get(place?).copied()).collect()
}

fn asked((request, place): (&Request, Option<Place>)) -> Value {
    let slot = place.map(|(day, of, slot)| json!({ "day": day, "date": of.date, "title": slot.title }));
    self::request(request, slot.as_ref())
}

/// A request and its slot, where it has one.
pub(in crate::cli) fn request(request: &Request, slot: Option<&Value>) -> Value {
    json!({ "topic": request.topic, "requested_by": request.requested_by, "minutes": request.minutes,
        "least": request.least, "wish": request.wish, "notes": request.notes, "slot": slot })
}

/// What a file tells of its slots, one object a slot that it tells something of.
pub(in crate::cli) fn told(reading: &Reading) -> Vec<Value> {
    let title = |told: &ToldSlot| Some(&reading.agenda.days.get(told.day)?.slots.get(told.slot)?.title);
    let slot = |told: &ToldSlot| {
        json!({ "day": told.day + 1, "slot": told.slot + 1, "title": title(told),
            "actual": { "start": told.started.map(|at| at.to_rfc3339()), "end": told.ended.map(|at| at.to_rfc3339()) },
            "entries": nested(&told.entries) })
    };
    reading.told.iter().map(slot).collect()
}

/// Entries as a tree. What is deeper than the minutes' JSON goes stands beside the line above it.
fn nested(entries: &[ToldEntry]) -> Vec<Value> {
    let mut open: Vec<Map<String, Value>> = Vec::new();
    let mut roots = Vec::new();
    for told in entries {
        close(&mut open, &mut roots, usize::from(told.depth).min(DEEPEST));
        open.push(entry(told));
    }
    close(&mut open, &mut roots, 0);
    roots
}

/// Puts the open entries below this depth into those above them.
fn close(open: &mut Vec<Map<String, Value>>, roots: &mut Vec<Value>, depth: usize) {
    while open.len() > depth
        && let Some(done) = open.pop()
    {
        match open.last_mut().and_then(|above| above.get_mut("children")).and_then(Value::as_array_mut) {
            Some(children) => children.push(Value::Object(done)),
            None => roots.push(Value::Object(done)),
        }
    }
}

fn entry(told: &ToldEntry) -> Map<String, Value> {
    let ToldEntry { depth: _, kind, text, number, owners, due, status, priority, speaker, votes, link } = told;
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
    put("kind", json!(kind));
    put("text", json!(text));
    if *kind == Kind::Action {
        put("number", json!(number));
        put("owners", json!(owners));
        put("due", json!(due));
        put("status", json!(status));
    }
    if let Some(priority) = priority {
        put("priority", json!(priority));
    }
    if *kind == Kind::Speech {
        put("speaker", json!(speaker));
    }
    if !votes.is_empty() {
        put("votes", votes.iter().map(ballot).collect());
    }
    if let Some(link) = link {
        put("link", json!(link));
    }
    put("children", json!([]));
    fields
}

fn ballot(ballot: &Ballot) -> Value {
    json!({ "choice": ballot.choice, "voters": ballot.voters, "others": ballot.others })
}

/// A remark on a file.
pub(in crate::cli) fn diagnostic(path: &Path, found: &Diagnostic) -> Value {
    let severity = match found.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
    };
    json!({ "file": shown(path), "line": found.line, "column": found.column, "severity": severity,
        "message": found.message, "hint": found.hint })
}
