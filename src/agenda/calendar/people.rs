//! Organizers and attendees: who is on the roster, who chairs.
//!
//! Not here: who owns an action item (see `tasks`).

use std::collections::{HashMap, HashSet};

use crate::meeting::{Agenda, Person};

use super::super::percent;
use super::events::Events;
use super::lines::{Component, Property, harmless_line};

/// Fills the roster with everybody whom the events name, in the order of the file.
pub(super) fn read(agenda: &mut Agenda, events: &mut Events) {
    let mut roster = Roster::default();
    for event in events.all.iter().filter(|event| event.is_first) {
        for property in named(event.component) {
            roster.add(property);
        }
        for chair in event.component.all("X-MINUTEBOOK-CHAIR") {
            roster.add_name(&harmless_line(&chair.text()));
        }
    }
    agenda.people = roster.people;
    agenda.groups = roster.groups;
}

fn named(component: &Component) -> impl Iterator<Item = &Property> {
    component.properties.iter().filter(|property| matches!(property.name.as_str(), "ORGANIZER" | "ATTENDEE"))
}

/// The people found so far.
#[derive(Default)]
pub(super) struct Roster {
    pub(super) people: Vec<Person>,
    pub(super) groups: Vec<String>,
    /// Names and addresses that are taken, in small letters, and whose they are.
    taken: HashMap<String, usize>,
    known_groups: HashSet<String>,
}

impl Roster {
    /// A roster that goes on from these.
    pub(super) fn of(agenda: &mut Agenda) -> Self {
        let mut roster = Self::default();
        for group in std::mem::take(&mut agenda.groups) {
            roster.add_group(group);
        }
        for person in std::mem::take(&mut agenda.people) {
            roster.add_person(person);
        }
        roster
    }

    /// Adds whom a property names; the name that they go by here, where it is a person or a group.
    pub(super) fn add(&mut self, property: &Property) -> Option<String> {
        if property.says("CUTYPE", "ROOM") || property.says("CUTYPE", "RESOURCE") {
            return None;
        }
        let email = address(property);
        let name = name(property).or_else(|| email.clone())?;
        if property.says("CUTYPE", "GROUP") {
            self.add_group(name.clone());
            return Some(name);
        }
        let role = if property.says("PARTSTAT", "DECLINED") {
            Some("declined")
        } else if property.says("ROLE", "OPT-PARTICIPANT") {
            Some("optional")
        } else {
            None
        };
        Some(self.add_person(Person { name, email, role: role.map(str::to_owned), ..Person::default() }))
    }

    /// Adds somebody of whom nothing but the name is known.
    pub(super) fn add_name(&mut self, name: &str) {
        if !name.is_empty() && !self.known_groups.contains(name) {
            self.add_person(Person { name: name.to_owned(), ..Person::default() });
        }
    }

    fn add_group(&mut self, name: String) {
        if self.known_groups.insert(name.clone()) {
            self.groups.push(name);
        }
    }

    fn add_person(&mut self, person: Person) -> String {
        let by_address = person.email.as_ref().map(|email| email.to_lowercase());
        let by_name = person.name.to_lowercase();
        let known =
            by_address.as_ref().and_then(|key| self.taken.get(key)).or_else(|| self.taken.get(&by_name)).copied();
        let nth = known.unwrap_or(self.people.len());
        self.taken.entry(by_name).or_insert(nth);
        if let Some(key) = by_address {
            self.taken.entry(key).or_insert(nth);
        }
        if let Some(known) = self.people.get_mut(nth) {
            known.email = known.email.take().or(person.email);
            known.role = known.role.take().or(person.role);
            return known.name.clone();
        }
        let name = person.name.clone();
        self.people.push(person);
        name
    }
}

/// Whom an event has as its chairs: those who are said to be, else who organizes it.
pub(super) fn chairs(component: &Component) -> Vec<String> {
    let ours: Vec<String> = component.all("X-MINUTEBOOK-CHAIR").map(|it| harmless_line(&it.text())).collect();
    if !ours.is_empty() {
        return ours;
    }
    let chairs = component.all("ATTENDEE").filter(|attendee| attendee.says("ROLE", "CHAIR"));
    let chairs: Vec<String> = chairs.filter_map(shown).collect();
    if chairs.is_empty() { component.get("ORGANIZER").and_then(shown).into_iter().collect() } else { chairs }
}

/// The name, else the address.
pub(super) fn shown(property: &Property) -> Option<String> {
    name(property).or_else(|| address(property))
}

fn name(property: &Property) -> Option<String> {
    property.param("CN").map(harmless_line).filter(|name| !name.is_empty())
}

/// The e-mail address; none where it is one that cannot exist.
fn address(property: &Property) -> Option<String> {
    let mailto = |text: &str| text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    let said = property.value.trim();
    let said = if mailto(said) { said.get(7..) } else { property.param("EMAIL") };
    let address = percent::decoded(said?.split('?').next()?.trim());
    let host = address.rsplit_once('@')?.1;
    let exists = !host.is_empty() && !host.to_ascii_lowercase().ends_with(".invalid");
    (exists && !address.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(address)
}
