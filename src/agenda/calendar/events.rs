//! The events of a file: each occurrence once, with what is to be said of it.
//!
//! The same event may come several times: as an invitation and its later version, as a series and the occurrence that was
//! moved. Here is decided which of them counts. Not here: what an event's texts mean.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::super::days::MOST_SLOTS;
use super::super::diagnostic::Report;
use super::lines::{Component, Property};
use super::ours;
use super::recur::{self, Budget, Occurrence};
use super::times::{When, Zones, length};

/// All events.
pub(super) struct Events<'c> {
    /// In the order of the file, the occurrences of each together.
    pub(super) all: Vec<Event<'c>>,
    /// Titles and dates of those that do not take place.
    cancelled: Vec<String>,
}

/// An occurrence of an event.
#[derive(Clone, Copy)]
pub(super) struct Event<'c> {
    pub(super) component: &'c Component,
    pub(super) start: Option<When>,
    /// How long it takes; none where the file says nothing.
    pub(super) length: Option<TimeDelta>,
    /// Whether others come of the same component.
    pub(super) is_first: bool,
}

/// What tells a component's occurrences apart: which event, and when it was to be.
type Key = (String, Option<DateTime<Utc>>, Option<chrono::NaiveDate>);

/// Reads the events of all calendars.
pub(super) fn all<'c>(calendars: &'c [Component], zones: &mut Zones, report: &mut Report) -> Events<'c> {
    let mut events = Events { all: Vec::new(), cancelled: Vec::new() };
    let found = candidates(calendars, report);
    let moved = overrides(&found, zones, report);
    let mut budget = Budget::new();
    let mut used = std::collections::HashSet::new();
    for candidate in &found {
        if candidate.is_override() {
            continue;
        }
        for event in candidate.occurrences(zones, &mut budget, report) {
            let instead = key(candidate.component, event.start).and_then(|key| moved.get(&key).map(|it| (key, *it)));
            match instead {
                Some((key, other)) => {
                    used.insert(key);
                    events.push(&found, other, zones, report);
                }
                None => events.keep(candidate, event, report),
            }
        }
    }
    let mut alone: Vec<usize> = moved.iter().filter(|(key, _)| !used.contains(*key)).map(|(_, nth)| *nth).collect();
    alone.sort_unstable();
    for nth in alone {
        events.push(&found, nth, zones, report);
    }
    events
}

/// A component that may be an event.
struct Candidate<'c> {
    component: &'c Component,
    /// Its calendar takes it back.
    cancels: bool,
}

/// The events of the file that say something; of several with one identity the last.
fn candidates<'c>(calendars: &'c [Component], report: &mut Report) -> Vec<Candidate<'c>> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for calendar in calendars {
        let method = calendar.line("METHOD").to_ascii_uppercase();
        if matches!(method.as_str(), "REPLY" | "COUNTER" | "REFRESH" | "DECLINECOUNTER") {
            report.note(
                calendar.at,
                format!("A calendar with METHOD:{method} is an answer and no plan; it is left out"),
                "",
            );
            continue;
        }
        let itself = std::iter::once(calendar).chain(&calendar.components);
        for component in itself.filter(|component| is_event(component)) {
            if says_nothing(component) {
                report.note(component.at, "This event says nothing and is left out", "Give it a SUMMARY and a DTSTART");
                continue;
            }
            let candidate = Candidate { component, cancels: method == "CANCEL" };
            let uid = component.line("UID");
            let slot = (!uid.is_empty()).then(|| (uid, component.line("RECURRENCE-ID")));
            match slot.as_ref().and_then(|slot| known.get(slot)).and_then(|nth| found.get_mut(*nth)) {
                Some(older) if sequence(older.component) <= sequence(component) => *older = candidate,
                Some(_) => {}
                None => {
                    known.extend(slot.map(|slot| (slot, found.len())));
                    found.push(candidate);
                }
            }
        }
    }
    found
}

fn is_event(component: &Component) -> bool {
    component.name == "VEVENT" || (component.name == "VJOURNAL" && ours::is_slot(component))
}

fn says_nothing(component: &Component) -> bool {
    let told = ["SUMMARY", "DESCRIPTION", "DTSTART", "LOCATION", "COMMENT", "RDATE", "RECURRENCE-ID"];
    told.iter().all(|name| component.get(name).is_none())
}

fn sequence(component: &Component) -> u32 {
    component.line("SEQUENCE").parse().unwrap_or(0)
}

/// The occurrences that are told apart from their series, by what they stand for.
fn overrides(found: &[Candidate], zones: &mut Zones, report: &mut Report) -> HashMap<Key, usize> {
    let mut moved = HashMap::new();
    for (nth, candidate) in found.iter().enumerate() {
        let Some(property) = candidate.component.get("RECURRENCE-ID") else { continue };
        if property.says("RANGE", "THISANDFUTURE") {
            report.note(
                property.at,
                "This changes all later dates too; only this one is changed",
                "Export the calendar anew",
            );
        }
        let when = zones.when(property, report);
        if let Some(key) = key(candidate.component, when) {
            moved.insert(key, nth);
        }
    }
    moved
}

fn key(component: &Component, when: Option<When>) -> Option<Key> {
    let when = when?;
    let instant = when.time().map(|moment| moment.instant(None));
    Some((component.line("UID"), instant, instant.is_none().then(|| when.date())))
}

impl<'c> Candidate<'c> {
    fn is_override(&self) -> bool {
        self.component.get("RECURRENCE-ID").is_some()
    }

    fn is_cancelled(&self) -> bool {
        let status = self.component.line("STATUS");
        self.cancels || (status.eq_ignore_ascii_case("CANCELLED") && !ours::is_slot(self.component))
    }

    fn occurrences(&self, zones: &mut Zones, budget: &mut Budget, report: &mut Report) -> Vec<Event<'c>> {
        let component = self.component;
        let stated = component.get("DTSTART").map(|property| zones.when(property, report));
        let further = || component.get("RDATE").and_then(|dates| zones.when_of(dates, first_value(dates), report));
        let Some(start) = stated.unwrap_or_else(further) else {
            if stated.is_none() && !ours::is_slot(component) {
                let message = "This event has no date; it stands on a day without one";
                report.warn(component.at, message, "Give it a DTSTART");
            }
            return vec![Event { component, start: None, length: None, is_first: true }];
        };
        let takes = takes(component, start, zones, report);
        let all = recur::occurrences(component, start, zones, budget, report);
        let event = |(nth, one): (usize, Occurrence)| Event {
            component,
            start: Some(one.start),
            length: one.length.or(takes),
            is_first: nth == 0,
        };
        all.into_iter().enumerate().map(event).collect()
    }
}

fn first_value(property: &Property) -> &str {
    property.value.split([',', '/']).next().unwrap_or("")
}

/// How long an event takes: until its end, else as long as it says. Of one that lasts whole days the days.
fn takes(component: &Component, start: When, zones: &mut Zones, report: &mut Report) -> Option<TimeDelta> {
    if let Some(end) = component.get("DTEND").and_then(|property| zones.when(property, report)) {
        let length = match (start, end) {
            (When::Time(from), When::Time(to)) => to.instant(from.zone) - from.instant(from.zone),
            _ => end.date() - start.date(),
        };
        if length < TimeDelta::zero() {
            let at = component.get("DTEND").map_or(component.at, |property| property.at);
            report.warn(at, "This event ends before it begins; its end is left out", "Look at DTSTART and DTEND");
            return None;
        }
        return Some(length).filter(|length| !length.is_zero());
    }
    let property = component.get("DURATION")?;
    let length = length(&property.value).filter(|length| *length > TimeDelta::zero());
    if length.is_none() {
        report.warn(property.at, format!("`{}` is no length of time", property.value.trim()), "Write it as PT45M");
    }
    length
}

impl<'c> Events<'c> {
    /// Takes the occurrence that an override stands for.
    fn push(&mut self, found: &[Candidate<'c>], nth: usize, zones: &mut Zones, report: &mut Report) {
        let Some(candidate) = found.get(nth) else { return };
        let component = candidate.component;
        let own = component.get("DTSTART").or_else(|| component.get("RECURRENCE-ID"));
        let start = own.and_then(|property| zones.when(property, report));
        let length = start.and_then(|start| takes(component, start, zones, report));
        self.keep(candidate, Event { component, start, length, is_first: true }, report);
    }

    fn keep(&mut self, candidate: &Candidate, event: Event<'c>, report: &mut Report) {
        if candidate.is_cancelled() {
            if event.is_first {
                report.note(event.component.at, "This event is cancelled; it is kept as text", "");
            }
            let date = event.start.map(|start| format!(" ({})", start.date())).unwrap_or_default();
            self.cancelled.push(format!("Cancelled: {}{date}", super::slot::title(event.component)));
        } else if self.all.len() < MOST_SLOTS {
            self.all.push(event);
        } else if self.all.len() == MOST_SLOTS && event.is_first {
            let message = format!("More than {MOST_SLOTS} events; the rest is left out");
            report.warn(event.component.at, message, "Export the days of the meeting only");
        }
    }

    /// What does not take place, as text.
    pub(super) fn left_out(&self) -> String {
        self.cancelled.join("\n\n")
    }

    /// Whether all events are occurrences of one.
    pub(super) fn is_one_series(&self) -> bool {
        let uid = self.all.first().map(|event| event.component.line("UID")).unwrap_or_default();
        self.all.len() > 1 && !uid.is_empty() && self.all.iter().all(|event| event.component.line("UID") == uid)
    }

    /// The title that all events share, or the series of which all are occurrences.
    pub(super) fn only_title(&self) -> Option<String> {
        let is_series = |event: &&Event| event.component.get("RECURRENCE-ID").is_none();
        if let Some(series) = self.all.iter().find(is_series).filter(|_| self.is_one_series()) {
            return Some(series.component.line("SUMMARY")).filter(|title| !title.is_empty());
        }
        let mut titles = self.all.iter().map(|event| event.component.line("SUMMARY"));
        let first = titles.next().filter(|title| !title.is_empty())?;
        titles.all(|title| title == first).then_some(first)
    }

    /// The zone of the meeting: the one that most events are in; times of Greenwich count for the calendar's own zone.
    pub(super) fn home(&self, calendars: &[Component], zones: &Zones) -> Option<Tz> {
        let mut stated = calendars.iter().filter_map(|calendar| calendar.get("X-WR-TIMEZONE")).map(Property::text);
        let stated = stated.find_map(|name| crate::notation::zone::named(&name));
        let of_greenwich = stated.or_else(|| zones.only()).unwrap_or(Tz::UTC);
        let mut counts: Vec<(Tz, usize)> = Vec::new();
        for zone in self.all.iter().filter_map(|event| event.start?.time()?.zone) {
            let zone = if zone == Tz::UTC { of_greenwich } else { zone };
            match counts.iter_mut().find(|(other, _)| *other == zone) {
                Some((_, count)) => *count += 1,
                None => counts.push((zone, 1)),
            }
        }
        // Of equals the first.
        let most = counts.iter().map(|(_, count)| *count).max();
        let first = counts.iter().find(|(_, count)| Some(*count) == most).map(|(zone, _)| *zone);
        first.or(stated).or_else(|| zones.only())
    }
}
