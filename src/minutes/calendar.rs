//! Minutes as a calendar (iCalendar, RFC 5545): the slots as they were held, and a to-do for each action item.
//!
//! A slot that was not held stands at its planned time and says so by its status. Every action item is written, with a due
//! date or without, so that none is missed. What a calendar has no field for stands in properties of ours, which other
//! programs pass over and the reader in `agenda` takes up: owners by name, planned times, days, what was said and where. People become attendees
//! only where an address is known; there is no organizer, as nobody is invited by this. Not here:
//! invitations, and the text of the agenda beside its talking points.

pub(super) mod lines;
pub(super) mod times;
mod todo;
pub(super) mod told;

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta};
use chrono_tz::Tz;

use super::document::{Branch, DayMinutes, Minutes, Plan, SlotMinutes, Task};
use super::inline::safe_address;
use super::said::Said;
use super::{Lang, Only, Options};
use crate::meeting::schedule::Fate;
use crate::meeting::{ActionItem, Attachment, CarriedItem, EntryId, Id, Kind, Slot};

use lines::{Lines, quoted};
pub(super) use todo::Todo;

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let mut calendar = Calendar { minutes, lang: options.lang, lines: Lines::default() };
    calendar.head();
    if options.only.is_none() {
        calendar.slots();
    }
    if options.only == Some(Only::Decisions) {
        calendar.decisions();
    } else {
        let wanted = minutes.tasks().filter(|task| options.takes(&task.item.owners));
        for task in wanted {
            calendar.task(&task);
        }
        // Those that were closed here, too: it is the same to-do as in the calendar of their own meeting.
        let carried = minutes.carried(options, false);
        for (item, now) in &carried {
            calendar.carried(item, now);
        }
    }
    calendar.lines.plain("END:VCALENDAR");
    calendar.lines.finish()
}

/// A file in the making.
struct Calendar<'d, 'm> {
    minutes: &'d Minutes<'m>,
    lang: Lang,
    lines: Lines,
}

impl Calendar<'_, '_> {
    fn head(&mut self) {
        let meeting = self.minutes.meeting;
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//minutebook//minutes//EN", "CALSCALE:GREGORIAN"] {
            self.lines.plain(line);
        }
        self.lines.text("NAME", &meeting.head.title);
        self.lines.text("X-WR-CALNAME", &meeting.head.title);
        self.lines.plain(&format!("X-WR-TIMEZONE:{}", meeting.zone.name()));
        meeting.attachments().for_each(|it| self.file(it));
        let moments = || self.minutes.days.iter().flat_map(|day| &day.slots).filter_map(|of| span(self.minutes, of));
        let from = moments().map(|(from, _)| from).min();
        if let Some(from) = from {
            let to = moments().filter_map(|(_, to)| to).max().unwrap_or(from);
            for line in times::rules(meeting.zone, from, to) {
                self.lines.plain(&line);
            }
        }
    }

    /// A file whole: a calendar's own attachment is an address and no more, and belongs to an event.
    fn file(&mut self, file: &Attachment) {
        let mut name = format!("X-MINUTEBOOK-FILE;X-KIND={}", quoted(&file.kind));
        let modified = file.modified.map(|date| date.to_string());
        for (param, value) in [("X-LINK", &file.link), ("X-MODIFIED", &modified), ("X-BY", &file.by)] {
            if let Some(value) = value {
                let _ = write!(name, ";{param}={}", quoted(value));
            }
        }
        self.lines.text(&name, &file.name);
    }

    /// What every component has: whose it is, and the moment of the minutes.
    fn begin(&mut self, component: &str, id: Id) {
        self.lines.plain(&format!("BEGIN:{component}"));
        let uid = self.uid(id);
        self.lines.text("UID", &uid);
        self.lines.plain(&format!("DTSTAMP:{}", times::utc(self.minutes.as_of())));
    }

    fn uid(&self, id: Id) -> String {
        uid(id, &self.minutes.meeting.id)
    }

    fn slots(&mut self) {
        let minutes = self.minutes;
        for day in &minutes.days {
            for of in &day.slots {
                self.slot(day, of);
            }
        }
    }

    fn slot(&mut self, day: &DayMinutes, of: &SlotMinutes) {
        let head = &self.minutes.meeting.head;
        let slot = of.slot;
        // Without a date a slot has no place in a calendar, but it can stand in its journal.
        let span = span(self.minutes, of);
        let component = if span.is_none() && day.day.date.is_none() { "VJOURNAL" } else { "VEVENT" };
        self.begin(component, slot.id.0);
        match (span, day.day.date) {
            (Some((from, to)), _) => {
                self.lines.plain(&format!("DTSTART{}", times::moment(from)));
                if let Some(to) = to {
                    self.lines.plain(&format!("DTEND{}", times::moment(to)));
                }
            }
            (None, Some(date)) => self.lines.plain(&format!("DTSTART;VALUE=DATE:{}", date.format("%Y%m%d"))),
            (None, None) => {}
        }
        self.lines.text("SUMMARY", &told::or(&slot.plan.title, self.lang.words().nothing.untitled));
        self.lines.text_if("DESCRIPTION", &told::of_slot(of, self.lang));
        self.lines.text("CATEGORIES", slot.plan.kind.word());
        if component == "VEVENT" {
            self.lines.plain(&format!("STATUS:{}", status(of)));
            self.lines.text_if("LOCATION", head.location.as_deref().unwrap_or_default());
            if let Some(link) = head.link.as_deref().and_then(safe_address) {
                self.lines.plain(&format!("URL:{link}"));
            }
        }
        let addresses = slot.attachments().filter_map(|it| safe_address(it.link.as_deref()?));
        addresses.for_each(|address| self.lines.plain(&format!("ATTACH:{address}")));
        self.ours(day, of);
        slot.attachments().for_each(|it| self.file(it));
        self.lines.plain(&format!("END:{component}"));
    }

    /// What a calendar has no field for.
    fn ours(&mut self, day: &DayMinutes, of: &SlotMinutes) {
        let date = day.day.date.map(|date| date.to_string()).unwrap_or_default();
        self.lines.text("X-MINUTEBOOK-DAY", &format!("{}/{date}/{}", day.number, day.day.title));
        self.lines.plain(&format!("X-MINUTEBOOK-OUTCOME:{}", of.outcome.fate.word()));
        if let Some(planned) = planned(&of.plan) {
            self.lines.plain(&format!("X-MINUTEBOOK-PLANNED:{planned}"));
        }
        if let Some(held) = of.held {
            let end = held.end.map(exact).unwrap_or_default();
            self.lines.plain(&format!("X-MINUTEBOOK-HELD:{}/{end}", exact(held.start)));
        }
        of.slot.plan.chair.iter().for_each(|name| self.lines.text_if("X-MINUTEBOOK-CHAIR", name));
        let lines = &mut self.lines;
        told::outline(&of.topics, 0, &mut |depth, text| {
            lines.text(&format!("X-MINUTEBOOK-TOPIC;X-DEPTH={depth}"), text);
        });
        told::outline(&of.entries, 0, &mut |depth, said| self.said(depth, said));
    }

    /// A line of what was said, for programs. An action item is a component of its own; here is where it stood.
    fn said(&mut self, depth: usize, said: &Said) {
        let entry = said.entry;
        let mut name = format!("X-MINUTEBOOK-SAID;X-DEPTH={depth};X-KIND={}", entry.kind.word());
        if let Some(item) = entry.as_action() {
            let _ = write!(name, ";X-NUMBER={}", item.number);
        }
        for (param, value) in [("X-SPEAKER", &entry.speaker), ("X-LINK", &entry.link)] {
            if let Some(value) = value {
                let _ = write!(name, ";{param}={}", quoted(value));
            }
        }
        if !said.votes.is_empty() {
            let _ = write!(name, ";X-VOTES={}", quoted(&told::ballots(said, Lang::English)));
        }
        self.lines.text(&name, &entry.text);
    }

    fn task(&mut self, task: &Task) {
        let now = ActionItem { status: task.status, ..task.item.clone() };
        let todo = Todo {
            uid: self.uid(task.entry.id.0),
            stamp: times::utc(self.minutes.as_of()),
            summary: told::or(&task.entry.text, self.lang.words().nothing.no_text),
            description: told::of_task(task, self.minutes, self.lang),
            item: &now,
            related: Some(self.uid(task.slot.id.0)),
            is_carried: false,
        };
        todo.write(&mut self.lines, &self.minutes.meeting.people);
    }

    /// An action item of an earlier meeting: the same to-do as in that one's calendar.
    fn carried(&mut self, item: &CarriedItem, now: &ActionItem) {
        let day = item.raised.map(|day| self.lang.short_date(day)).unwrap_or_default();
        let place = [item.title.as_str(), &day, &item.topic].into_iter().filter(|part| !part.is_empty());
        let todo = Todo {
            uid: uid(item.item.entry.0, item.item.meeting.as_deref().unwrap_or_default()),
            stamp: times::utc(self.minutes.as_of()),
            summary: told::or(&item.text, self.lang.words().nothing.no_text),
            description: place.collect::<Vec<_>>().join(", "),
            item: now,
            related: None,
            is_carried: true,
        };
        todo.write(&mut self.lines, &self.minutes.meeting.people);
    }

    /// The decisions, each in the journal of its day.
    fn decisions(&mut self) {
        for day in &self.minutes.days {
            for of in &day.slots {
                let mut found = Vec::new();
                gather(&of.entries, &mut found);
                for said in found {
                    self.decision(day.day.date, of.slot, said.entry.id, &said.entry.text);
                }
            }
        }
    }

    fn decision(&mut self, date: Option<NaiveDate>, slot: &Slot, id: EntryId, text: &str) {
        self.begin("VJOURNAL", id.0);
        if let Some(date) = date {
            self.lines.plain(&format!("DTSTART;VALUE=DATE:{}", date.format("%Y%m%d")));
        }
        self.lines.text("SUMMARY", text);
        self.lines.text("DESCRIPTION", &format!("{}: {}", slot.plan.title, text));
        self.lines.text("CATEGORIES", "decision");
        let slot = self.uid(slot.id.0);
        self.lines.text("RELATED-TO", &slot);
        self.lines.plain("END:VJOURNAL");
    }
}

/// The same in every export of the meeting and of any report.
pub(super) fn uid(id: Id, meeting: &str) -> String {
    format!("{id}.{meeting}@minutebook.invalid")
}

fn gather<'b, 'm>(branches: &'b [Branch<Said<'m>>], found: &mut Vec<&'b Said<'m>>) {
    for branch in branches {
        if branch.line.entry.kind == Kind::Decision {
            found.push(&branch.line);
        }
        gather(&branch.children, found);
    }
}

/// When a slot was held, else when it is or was planned, as far as anything is known; a running one lasts until now. An end
/// that is not later than the start, to the second, is none.
fn span(minutes: &Minutes, of: &SlotMinutes) -> Option<(DateTime<Tz>, Option<DateTime<Tz>>)> {
    let (from, to) = match of.held {
        Some(held) => (held.start, held.end.or(Some(minutes.now))),
        None => (of.plan.start?, end_of_plan(&of.plan)),
    };
    Some((from, to.filter(|to| to.timestamp() > from.timestamp())))
}

fn end_of_plan(plan: &Plan) -> Option<DateTime<Tz>> {
    plan.start?.checked_add_signed(TimeDelta::minutes(plan.minutes?.into()))
}

fn status(of: &SlotMinutes) -> &'static str {
    match of.outcome.fate {
        _ if of.held.is_some() => "CONFIRMED",
        Fate::Held | Fate::NotTimed => "CONFIRMED",
        Fate::NotYet => "TENTATIVE",
        Fate::Parked | Fate::Skipped | Fate::NotReached | Fate::Withdrawn => "CANCELLED",
    }
}

/// `2026-03-26T09:00:00+00:00/45`: what the agenda says of a slot's start and minutes; none where it says neither.
fn planned(plan: &Plan) -> Option<String> {
    let start = plan.start.filter(|_| !plan.start_guessed);
    let minutes = plan.minutes.filter(|_| !plan.minutes_guessed);
    if start.is_none() && minutes.is_none() {
        return None;
    }
    let start = start.map(exact).unwrap_or_default();
    Some(format!("{start}/{}", minutes.map(|minutes| minutes.to_string()).unwrap_or_default()))
}

fn exact(at: DateTime<Tz>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, false)
}
