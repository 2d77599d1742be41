//! To-dos as action items, and what our own calendars tell of what was said.
//!
//! A to-do that names the slot it comes from stands there, any other in the first. Not here: the plan.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::meeting::{Agenda, Kind, Status};

use super::super::body::append;
use super::super::diagnostic::Report;
use super::super::told::{ToldEntry, ToldSlot};
use super::lines::{Component, Property, harmless_line};
use super::people::Roster;
use super::plan::Placed;
use super::times::Zones;
use super::{ours, slot};

/// All that the file says of what happened, by slot; whoever owns an action item is on the roster.
pub(super) fn read(
    agenda: &mut Agenda,
    calendars: &[Component],
    placed: &Placed,
    zones: &mut Zones,
    report: &mut Report,
) -> Vec<ToldSlot> {
    let mut told: BTreeMap<(usize, usize), ToldSlot> = BTreeMap::new();
    let at = |told: &mut BTreeMap<_, ToldSlot>, place: (usize, usize)| {
        told.entry(place).or_insert_with(|| ToldSlot { day: place.0, slot: place.1, ..ToldSlot::default() });
    };
    for (place, component) in &placed.told {
        let (started, ended) = ours::held(component);
        let entries = ours::entries(component);
        if started.is_some() || !entries.is_empty() {
            told.insert(*place, ToldSlot { day: place.0, slot: place.1, started, ended, entries });
        }
    }
    let said: Said = told.iter().flat_map(|(place, slot)| numbers(*place, &slot.entries)).collect();
    let home = agenda.head.timezone.as_deref().and_then(|zone| zone.parse().ok());
    let mut roster = Roster::of(agenda);
    for component in calendars.iter().flat_map(|calendar| std::iter::once(calendar).chain(&calendar.components)) {
        let found = match component.name.as_str() {
            // Noted in an earlier meeting, and told there.
            "VTODO" if component.all("X-MINUTEBOOK-CARRIED").next().is_some() => Vec::new(),
            "VTODO" => task(component, &mut roster, home, zones, report),
            "VJOURNAL" if !ours::is_slot(component) => journal(component, agenda),
            _ => Vec::new(),
        };
        if found.is_empty() {
            continue;
        }
        let place = related(component, placed);
        at(&mut told, place);
        if let Some(slot) = told.get_mut(&place) {
            add(&mut slot.entries, found, place, &said);
        }
    }
    agenda.people = roster.people;
    agenda.groups = roster.groups;
    told.into_values().collect()
}

/// The slot that a component comes from.
fn related(component: &Component, placed: &Placed) -> (usize, usize) {
    component
        .all("RELATED-TO")
        .find_map(|it| placed.by_uid.get(&harmless_line(&it.text())))
        .copied()
        .unwrap_or_default()
}

/// A slot, by its day, and a number in it.
type Numbered = ((usize, usize), u32);

/// Where the number of an action item was said: in which slot, and as which of its entries.
type Said = HashMap<Numbered, usize>;

fn numbers(place: (usize, usize), entries: &[ToldEntry]) -> Vec<(Numbered, usize)> {
    let numbered = entries.iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Action);
    numbered.filter_map(|(nth, entry)| Some(((place, entry.number?), nth))).collect()
}

/// Puts an action item where its number was said, else at the end.
fn add(entries: &mut Vec<ToldEntry>, found: Vec<ToldEntry>, place: (usize, usize), said: &Said) {
    let number = found.first().and_then(|first| first.number);
    let nth = number.and_then(|number| said.get(&(place, number)));
    match (nth.and_then(|nth| entries.get_mut(*nth)), found.as_slice()) {
        (Some(said), [only]) => *said = ToldEntry { depth: said.depth, ..only.clone() },
        _ => entries.extend(found),
    }
}

/// A to-do; the text that it has beside stands below it.
fn task(
    component: &Component,
    roster: &mut Roster,
    home: Option<Tz>,
    zones: &mut Zones,
    report: &mut Report,
) -> Vec<ToldEntry> {
    let ours = component.get("X-MINUTEBOOK-NUMBER");
    let priority = component.line("PRIORITY").parse::<u8>().ok().filter(|priority| (1..=9).contains(priority));
    let mut entries = vec![ToldEntry {
        kind: Kind::Action,
        text: slot::title(component),
        number: ours.and_then(|number| number.text().parse().ok()),
        owners: owners(component, roster),
        due: due(component, home, zones, report),
        status: status(component),
        priority: priority.map(|priority| priority.div_ceil(2)),
        ..ToldEntry::default()
    }];
    let text = if ours.is_some() || component.line("SUMMARY").is_empty() {
        String::new()
    } else {
        component.text("DESCRIPTION")
    };
    let lines = text.lines().map(harmless_line).filter(|line| !line.is_empty());
    entries.extend(lines.map(|text| ToldEntry { depth: 1, text, ..ToldEntry::default() }));
    entries
}

/// Who has to do it: by name where we wrote it, else the attendees.
fn owners(component: &Component, roster: &mut Roster) -> Vec<String> {
    let attendees: Vec<String> = component.all("ATTENDEE").filter_map(|attendee| roster.add(attendee)).collect();
    let named: Vec<String> = component.all("X-MINUTEBOOK-OWNER").map(|owner| harmless_line(&owner.text())).collect();
    if named.is_empty() { attendees } else { named }
}

fn due(component: &Component, home: Option<Tz>, zones: &mut Zones, report: &mut Report) -> Option<NaiveDate> {
    let due = component.get("DUE").and_then(|property: &Property| zones.when(property, report))?;
    Some(due.time().map_or(due.date(), |moment| moment.at_home(home).date()))
}

fn status(component: &Component) -> Status {
    match component.line("STATUS").to_ascii_uppercase().as_str() {
        "COMPLETED" => Status::Done,
        "CANCELLED" => Status::Dropped,
        _ if component.line("PERCENT-COMPLETE") == "100" || component.get("COMPLETED").is_some() => Status::Done,
        _ => Status::Open,
    }
}

/// A page of the journal: a decision of ours, or text.
fn journal(component: &Component, agenda: &mut Agenda) -> Vec<ToldEntry> {
    if component.line("CATEGORIES") == "decision" {
        return vec![ToldEntry { kind: Kind::Decision, text: slot::title(component), ..ToldEntry::default() }];
    }
    for text in [component.line("SUMMARY"), component.text("DESCRIPTION")] {
        append(&mut agenda.head.description, &slot::prose(&text));
    }
    Vec::new()
}
