//! Minutes that a team keeps by hand in Markdown: what they tell beside the plan.
//!
//! Such a page is an agenda with notes in it. A line that says in capitals or bold what it is (`ACTION:`, `RESOLVED:`) was
//! said, and so is what stands in a chapter of action items; all else may have been planned and stays in the plan. Not
//! here: agendas in our own form, whose bullets are talking points whatever they say.

use std::collections::HashMap;

use super::super::noted::Noted;
use super::super::{Reading, ToldEntry, ToldSlot};
use super::line::{said, spans};
use crate::meeting::{Agenda, Kind, Person, PlannedSlot, TalkingPoint};

/// What such a line begins with.
const MARKS: [&str; 12] = [
    "ACTION",
    "ACTION ITEM",
    "RESOLVED",
    "RESOLUTION",
    "PROPOSED",
    "PROPOSAL",
    "PROPOSED RESOLUTION",
    "DECISION",
    "DECIDED",
    "AGREED",
    "QUESTION",
    "TODO",
];

/// Chapters of action items.
const ACTIONS: [&str; 8] =
    ["action items", "actions", "action points", "todo", "todos", "tasks", "next steps", "open action items"];

/// Chapters that list who was there.
const PEOPLE: [&str; 7] = ["present", "attendees", "participants", "attending", "people", "参会人", "teilnehmer"];

/// The reading with what its lines say of what happened apart from its plan.
pub(super) fn told(mut reading: Reading) -> Reading {
    let noted = Noted::new(&with_people(&reading.agenda));
    let places = reading.told.iter().enumerate().map(|(nth, told)| ((told.day, told.slot), nth));
    let there: HashMap<(usize, usize), usize> = places.collect();
    for (day, planned) in reading.agenda.days.iter_mut().enumerate() {
        for (slot, planned) in planned.slots.iter_mut().enumerate() {
            let entries = taken(planned, &noted);
            if entries.is_empty() {
                continue;
            }
            match there.get(&(day, slot)).and_then(|nth| reading.told.get_mut(*nth)) {
                Some(told) => told.entries.extend(entries),
                None => reading.told.push(ToldSlot { day, slot, entries, ..ToldSlot::default() }),
            }
        }
    }
    reading.told.sort_by_key(|told| (told.day, told.slot));
    reading
}

/// The agenda with those on its roster whom a chapter lists as present.
fn with_people(agenda: &Agenda) -> Agenda {
    let mut agenda = Agenda {
        days: agenda.days.clone(),
        people: agenda.people.clone(),
        groups: agenda.groups.clone(),
        ..Agenda::default()
    };
    let slots = agenda.days.iter().flat_map(|day| &day.slots);
    let lists = slots.filter(|slot| PEOPLE.contains(&slot.title.trim_end_matches(':').to_lowercase().as_str()));
    let names = lists.flat_map(|slot| &slot.topics).map(|point| {
        let name = said(&spans(&point.text));
        name.split(['(', '/', ',']).next().unwrap_or_default().trim().to_owned()
    });
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    agenda.people.extend(names.into_iter().map(|name| Person { name, ..Person::default() }));
    agenda
}

/// Takes out of a slot what was said in it.
fn taken(slot: &mut PlannedSlot, noted: &Noted) -> Vec<ToldEntry> {
    let acts = ACTIONS.contains(&slot.title.trim_end_matches(':').to_lowercase().as_str());
    let mut entries = Vec::new();
    let mut kept = Vec::new();
    for line in slot.description.lines() {
        match marked(line).map(|line| noted.entry(&line, None, false, 0)).filter(says_more) {
            Some(entry) => entries.push(entry),
            None => kept.push(line),
        }
    }
    if !entries.is_empty() {
        kept.join("\n").trim().clone_into(&mut slot.description);
    }
    let mut topics = Vec::new();
    for point in std::mem::take(&mut slot.topics) {
        let (ticked, rest) = super::entry::checkbox(&point.text);
        let line = marked(rest).unwrap_or_else(|| said(&spans(rest)));
        let entry = noted.entry(&line, ticked, acts, 0);
        let owned = ticked.is_some() && !entry.owners.is_empty();
        if acts || owned || (marked(rest).is_some() && says_more(&entry)) {
            entries.push(entry);
            below(&point.children, 1, noted, &mut entries);
        } else {
            topics.push(point);
        }
    }
    slot.topics = topics;
    entries
}

/// The lines under one that was said.
fn below(points: &[TalkingPoint], depth: u16, noted: &Noted, into: &mut Vec<ToldEntry>) {
    for point in points {
        let (ticked, rest) = super::entry::checkbox(&point.text);
        let line = marked(rest).unwrap_or_else(|| said(&spans(rest)));
        into.push(noted.entry(&line, ticked, false, depth));
        below(&point.children, depth.saturating_add(1), noted, into);
    }
}

fn says_more(entry: &ToldEntry) -> bool {
    entry.kind != Kind::Note
}

/// A line that begins with one of the marks, in capitals or bold, without Markdown's own marks.
fn marked(line: &str) -> Option<String> {
    let shown = said(&spans(line));
    let (mark, _) = shown.split_once(':')?;
    let is_bold = line.trim_start().starts_with("**");
    let is_mark = MARKS.iter().any(|one| *one == mark || (is_bold && one.eq_ignore_ascii_case(mark)));
    is_mark.then(|| match mark.to_uppercase().as_str() {
        // The notation has a word of its own for these.
        "DECIDED" | "AGREED" | "RESOLUTION" => format!("DECISION:{}", shown.get(mark.len() + 1..).unwrap_or_default()),
        "ACTION ITEM" | "TODO" => format!("ACTION:{}", shown.get(mark.len() + 1..).unwrap_or_default()),
        "PROPOSED RESOLUTION" => format!("PROPOSED:{}", shown.get(mark.len() + 1..).unwrap_or_default()),
        _ => shown.clone(),
    })
}
