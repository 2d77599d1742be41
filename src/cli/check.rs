//! `minutebook check`: what the agenda reader understood and what it did not.
//!
//! Not here: the reading.

use std::path::Path;

use chrono::NaiveTime;
use serde_json::{Value, json};

use super::Failure;
use super::output::{raw, say};
use super::reading::{self, counted, machine, shown};
use crate::agenda::Reading;
use crate::meeting::{Agenda, PlannedDay, PlannedSlot};
use crate::minutes::safe_json;

pub(super) fn run(path: &Path, from: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let reading = reading::read(path, reading::form_of(from)?)?;
    let Reading { agenda, diagnostics, .. } = &reading;
    if as_json {
        return raw(format!("{}\n", safe_json(&format!("{:#}", described(path, &reading)))).as_bytes());
    }
    let slots = agenda.slot_count();
    say(&format!("{}: {}", shown(path), agenda.head.title))?;
    let untimed = agenda.days.iter().flat_map(|day| &day.slots).filter(|slot| slot.start.is_none()).count();
    say(&format!(
        "{}, {} ({untimed} without a time), {} on the roster, {}",
        counted(agenda.days.len(), "day"),
        counted(slots, "slot"),
        counted(agenda.people.len(), "person").replace("persons", "people"),
        counted(agenda.groups.len(), "group"),
    ))?;
    if let Some(zone) = &agenda.head.timezone {
        say(&format!("times are of {zone}"))?;
    }
    if let Some(words) = requests(agenda) {
        say(&words)?;
    }
    if let Some(words) = reading::told(&reading).strip_prefix(", ") {
        say(&format!("told of an earlier meeting: {words}"))?;
    }
    for day in &agenda.days {
        let date = day.date.map(|date| date.format("%a %-d %b %Y").to_string()).unwrap_or_default();
        let parts = [day.title.clone(), date, hours(day)];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            say(&parts.join(" "))?;
        }
        for slot in &day.slots {
            let start = slot.start.map_or_else(|| "     ".to_owned(), |start| start.format("%H:%M").to_string());
            let least = slot.least.map(|least| format!("{least}–")).unwrap_or_default();
            let minutes = slot.minutes.map(|minutes| format!(" ({least}{minutes} min)")).unwrap_or_default();
            let kind = if slot.kind.is_topic() { String::new() } else { format!(" [{}]", slot.kind.word()) };
            say(&format!("  {start} {}{minutes}{kind}{}", slot.title, beside(slot)))?;
        }
    }
    if diagnostics.is_empty() {
        return say("everything was understood");
    }
    say(&format!("{} to look at:", counted(diagnostics.len(), "place")))?;
    for found in diagnostics {
        say(&format!("{}:{}:{}: {}", shown(path), found.line, found.column, found.message))?;
        if !found.hint.is_empty() {
            say(&format!("  hint: {}", found.hint))?;
        }
    }
    Ok(())
}

/// ` · Ann Lee · 3 points · 1 attachment`, as far as a slot has them.
fn beside(slot: &PlannedSlot) -> String {
    let chairs = (!slot.chair.is_empty()).then(|| slot.chair.join(", "));
    let several = |count: usize, word: &str| (count > 0).then(|| counted(count, word));
    let points = several(slot.topics.len(), "point");
    let parts = [chairs, points, several(slot.attachments.len(), "attachment")];
    parts.into_iter().flatten().map(|part| format!(" · {part}")).collect()
}

/// The object that `--json` prints.
fn described(path: &Path, reading: &Reading) -> Value {
    let diagnostics: Vec<_> = reading.diagnostics.iter().map(|found| machine::diagnostic(path, found)).collect();
    let mut all = json!({ "format": "minutebook/check", "version": 1 });
    if let Some(fields) = all.as_object_mut() {
        fields.extend(machine::agenda(&reading.agenda));
        fields.insert("told".to_owned(), machine::told(reading).into());
        fields.insert("diagnostics".to_owned(), diagnostics.into());
    }
    all
}

/// `3 requests: 1 placed, 2 to place`; none where nobody asked for anything.
fn requests(agenda: &Agenda) -> Option<String> {
    let count = agenda.requests.len();
    let placed = machine::places(agenda).iter().flatten().count();
    (count > 0).then(|| format!("{}: {placed} placed, {} to place", counted(count, "request"), count - placed))
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
