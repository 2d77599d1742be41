//! `minutebook check`: what the agenda reader understood and what it did not.
//!
//! Not here: the reading.

use std::path::Path;

use chrono::NaiveTime;
use serde_json::{Value, json};

use super::Failure;
use super::output::{raw, say, warn};
use crate::agenda::{self, AgendaError, Diagnostic, Reading, Severity};
use crate::archive::read_at_most;
use crate::meeting::{Agenda, PlannedDay, PlannedSlot, Request, placements};
use crate::minutes::safe_json;

/// Reads an agenda file as it stands: its days may have no slots yet.
pub(crate) fn read(path: &Path) -> Result<Reading, Failure> {
    read_by(agenda::read, path)
}

/// Reads the agenda file of a meeting that is to be held: there is always a slot to write into.
pub(crate) fn read_to_hold(path: &Path) -> Result<Reading, Failure> {
    read_by(agenda::read_to_hold, path)
}

type Reader = fn(&[u8], &str) -> Result<Reading, AgendaError>;

fn read_by(reader: Reader, path: &Path) -> Result<Reading, Failure> {
    let bytes = read_at_most(path, agenda::LARGEST + 1).map_err(|error| unreadable(path, &error))?;
    understood_by(reader, path, &bytes)
}

/// What is understood of the bytes of an agenda file as it stands.
pub(super) fn understood(path: &Path, bytes: &[u8]) -> Result<Reading, Failure> {
    understood_by(agenda::read, path, bytes)
}

/// Why an agenda file cannot be read.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let failure = Failure::new(format!("{}: {error}", path.display()));
    if error.kind() == std::io::ErrorKind::NotFound {
        failure.hint("name a Markdown file, or a meeting that `minutebook list` shows")
    } else {
        failure
    }
}

fn understood_by(reader: Reader, path: &Path, bytes: &[u8]) -> Result<Reading, Failure> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    reader(bytes, &stem).map_err(|error| {
        let place = error.place().map(|(line, column)| format!("{line}:{column}: ")).unwrap_or_default();
        Failure::new(format!("{}:{place} {error}", path.display())).hint(error.hint())
    })
}

/// Says how many places of an agenda there are to look at, where there are some.
pub(super) fn point_at(path: &Path, count: usize) {
    if count > 0 {
        let shown = path.display();
        let places = counted(count, "place");
        warn(&format!("{places} of {shown} to look at: `minutebook check {shown}` says which"));
    }
}

pub(super) fn run(path: &Path, as_json: bool) -> Result<(), Failure> {
    let Reading { agenda, diagnostics, .. } = read(path)?;
    if as_json {
        let diagnostics: Vec<_> = diagnostics.iter().map(|found| described(path, found)).collect();
        let days: Vec<_> = agenda
            .days
            .iter()
            .map(|day| {
                json!({ "date": day.date, "title": day.title, "starts": day.starts, "ends": day.ends,
                "slots": day.slots })
            })
            .collect();
        let requests: Vec<_> = agenda.requests.iter().zip(places(&agenda)).map(asked).collect();
        let all = json!({ "format": "minutebook/check", "version": 1, "head": agenda.head, "people": agenda.people,
            "groups": agenda.groups, "days": days, "requests": requests, "diagnostics": diagnostics });
        return raw(format!("{}\n", safe_json(&format!("{all:#}"))).as_bytes());
    }
    let slots = agenda.slot_count();
    say(&format!("{}: {}", path.display(), agenda.head.title))?;
    let untimed = agenda.days.iter().flat_map(|day| &day.slots).filter(|slot| slot.start.is_none()).count();
    say(&format!(
        "{}, {} ({untimed} without a time), {} on the roster, {}",
        counted(agenda.days.len(), "day"),
        counted(slots, "slot"),
        counted(agenda.people.len(), "person").replace("persons", "people"),
        counted(agenda.groups.len(), "group"),
    ))?;
    if let Some(words) = requests(&agenda) {
        say(&words)?;
    }
    for day in &agenda.days {
        let date = day.date.map(|date| date.format("%a %-d %b %Y").to_string()).unwrap_or_default();
        let parts = [day.title.clone(), date, hours(day)];
        say(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))?;
        for slot in &day.slots {
            let start = slot.start.map_or_else(|| "     ".to_owned(), |start| start.format("%H:%M").to_string());
            let least = slot.least.map(|least| format!("{least}–")).unwrap_or_default();
            let minutes = slot.minutes.map(|minutes| format!(" ({least}{minutes} min)")).unwrap_or_default();
            let kind = if slot.kind.is_topic() { String::new() } else { format!(" [{}]", slot.kind.word()) };
            say(&format!("  {start} {}{minutes}{kind}", slot.title))?;
        }
    }
    if diagnostics.is_empty() {
        return say("everything was understood");
    }
    say(&format!("{} to look at:", counted(diagnostics.len(), "place")))?;
    for found in &diagnostics {
        say(&format!("{}:{}:{}: {}", path.display(), found.line, found.column, found.message))?;
        if !found.hint.is_empty() {
            say(&format!("  hint: {}", found.hint))?;
        }
    }
    Ok(())
}

/// A slot and its day, with the day's number from 1.
type Place<'a> = (usize, &'a PlannedDay, &'a PlannedSlot);

/// Where each request is placed.
fn places(agenda: &Agenda) -> Vec<Option<Place<'_>>> {
    let days = (1..).zip(&agenda.days);
    let slots: Vec<_> = days.flat_map(|(number, day)| day.slots.iter().map(move |slot| (number, day, slot))).collect();
    let places = placements(&agenda.requests, slots.iter().map(|(.., slot)| *slot));
    places.into_iter().map(|place| slots.get(place?).copied()).collect()
}

/// `3 requests: 1 placed, 2 to place`; none where nobody asked for anything.
fn requests(agenda: &Agenda) -> Option<String> {
    let count = agenda.requests.len();
    let placed = places(agenda).iter().flatten().count();
    (count > 0).then(|| format!("{}: {placed} placed, {} to place", counted(count, "request"), count - placed))
}

fn asked((request, place): (&Request, Option<Place>)) -> Value {
    let slot = place.map(|(day, of, slot)| json!({ "day": day, "date": of.date, "title": slot.title }));
    described_request(request, slot.as_ref())
}

/// A request for machines, and its slot, where it has one.
pub(super) fn described_request(request: &Request, slot: Option<&Value>) -> Value {
    json!({ "topic": request.topic, "requested_by": request.requested_by, "minutes": request.minutes,
        "least": request.least, "wish": request.wish, "notes": request.notes, "slot": slot })
}

/// `09:00–17:00`, or as much of it as is stated.
fn hours(day: &PlannedDay) -> String {
    let shown = |time: NaiveTime| time.format("%H:%M").to_string();
    match (day.starts, day.ends) {
        (Some(starts), Some(ends)) => format!("{}–{}", shown(starts), shown(ends)),
        (Some(starts), None) => format!("from {}", shown(starts)),
        (None, Some(ends)) => format!("until {}", shown(ends)),
        (None, None) => String::new(),
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn described(path: &Path, found: &Diagnostic) -> Value {
    let severity = match found.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
    };
    json!({ "file": path.to_string_lossy(), "line": found.line, "column": found.column, "severity": severity,
        "message": found.message, "hint": found.hint })
}
