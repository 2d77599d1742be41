//! Minutes as an Org file.
//!
//! What Org has a form for is in that form, so that its agenda, its clock tables and its property searches find it: slots
//! are headings with their planned time, clock lines and effort; action items are checkboxes where they were said and
//! TODO headings with a deadline at the end. What people call things stands in words of the language asked for, what a
//! program needs in properties, so that the file reads back in any language. Not here: escaping (see `escape`).

mod escape;
mod notes;
mod report;
mod series;
mod stamp;
mod tasks;

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::course::{self, Otherwise, Part, Row};
use super::document::{DayMinutes, Listed, Minutes, SlotMinutes};
use super::inline::{Origin, clean, in_row};
use super::page::Page;
use super::{Lang, Only, Options, room, times, words, zones};
use crate::lang::{Words, fill};
use crate::meeting::{Attachment, Role, Slot, Tickets};
use crate::text::without_comments;

use escape::Place;

pub(super) use report::of_report;

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let lang = options.lang;
    let org = Org { minutes, tickets: &minutes.meeting.head.tickets, lang, words: lang.words() };
    let mut blocks = vec![org.head()];
    if options.only.is_none() {
        blocks.extend(org.facts());
        for day in &minutes.days {
            blocks.push(org.day(day));
            blocks.extend(day.slots.iter().map(|slot| org.slot(slot, day.day.date)));
        }
    }
    if options.only.is_none_or(|only| only == Only::Actions) {
        blocks.push(org.tasks(options.owner.as_deref()));
    }
    for summary in lang.summaries() {
        if options.only.is_none_or(|only| only == Only::Decisions && summary.id == "decisions") {
            blocks.extend(org.listed(summary.heading, summary.id, &minutes.listed(summary.kind)));
        }
    }
    if options.only != Some(Only::Decisions) {
        blocks.extend(org.series(&Page::of_series(minutes, options, options.only.is_some()).1));
    }
    blocks.extend(options.only.is_none().then(|| org.schedule()).flatten());
    blocks.extend(minutes.source(lang).map(|source| format!("# {source}")));
    blocks.join("\n\n") + "\n"
}

/// The minutes on their way into the file.
struct Org<'m> {
    minutes: &'m Minutes<'m>,
    tickets: &'m Tickets,
    lang: Lang,
    words: &'static Words,
}

/// Org has no mark for a moment within words.
fn plain(_: DateTime<Tz>, shown: &str) -> String {
    shown.to_owned()
}

impl Org<'_> {
    /// A text of the agenda somewhere within a line.
    fn planned(&self, text: &str) -> String {
        escape::inline(text, Origin::Agenda, self.tickets, Place::Within)
    }

    /// Properties of the file and its keywords.
    fn head(&self) -> String {
        let meeting = self.minutes.meeting;
        let head = &meeting.head;
        let text = |text: &Option<String>| text.as_deref().map(clean).unwrap_or_default();
        let people: Vec<String> = meeting.people.iter().map(|person| person.name.clone()).collect();
        let mut org = properties(&[
            ("SERIES", text(&head.series)),
            ("TIMEZONE", meeting.zone.name().to_owned()),
            ("ZONES", names(&head.zones)),
            ("LOCATION", text(&head.location)),
            ("LINK", text(&head.link)),
            ("CHAIR", names(meeting.holders(Role::Chair))),
            ("SCRIBE", names(meeting.holders(Role::Scribe))),
            ("PEOPLE", names(&people)),
            ("GROUPS", names(&meeting.groups)),
        ]);
        let title = or(self.planned(&head.title), self.words.head.minutes);
        let _ = write!(org, "\n#+TITLE: {title}");
        if let Some((from, to)) = self.minutes.dates() {
            let to = if from == to { String::new() } else { format!("--{}", stamp::date(to)) };
            let _ = write!(org, "\n#+DATE: {}{to}", stamp::date(from));
        }
        let _ = write!(org, "\n#+LANGUAGE: {}", self.lang.code());
        org + "\n#+TODO: TODO | DONE CANCELLED\n#+PRIORITIES: A E C\n\
            #+OPTIONS: ^:{} -:nil ':nil num:nil toc:nil d:t c:t\n#+MINUTEBOOK: 1"
    }

    /// What is said once about the meeting.
    fn facts(&self) -> Vec<String> {
        let minutes = self.minutes;
        let mut facts = Vec::new();
        let mut fact = |label: &str, value: String| {
            if !value.is_empty() {
                facts.push(format!("- {label} :: {value}"));
            }
        };
        let words = &self.words.head;
        let zone = fill(words.times_in_zone, &[&zones::name(minutes.meeting.zone)]);
        let dates = minutes.dates().map(|(from, to)| self.lang.date_range(from, to));
        let when: Vec<String> =
            dates.into_iter().chain(times::whole(self.lang, minutes, &plain)).chain([zone]).collect();
        fact(words.when, when.join(" · "));
        let options = Options { lang: self.lang, ..Options::default() };
        if let (Some((label, value)), _) = Page::of_series(minutes, &options, false) {
            fact(&label, series::escaped(&value));
        }
        let one = |(name, when): (&str, Option<String>)| {
            self.planned(name) + &when.map(|when| format!(" ({when})")).unwrap_or_default()
        };
        let present: Vec<String> = room::present(self.lang, minutes, &plain).into_iter().map(one).collect();
        fact(words.present, present.join(self.words.comma));
        fact(words.regrets, self.names(&room::regrets(minutes)));
        let zone = |one: &crate::meeting::Zone| match self.names(&one.people) {
            people if people.is_empty() => zones::name(one.zone),
            people => format!("{} ({people})", zones::name(one.zone)),
        };
        let further: Vec<String> = zones::further(minutes).iter().map(zone).collect();
        fact(words.times_also_in, further.join(self.words.comma));
        let mut blocks = Vec::new();
        if minutes.closed.is_none() {
            let moment = [self.lang.short_date(minutes.now.date_naive()), words::clock(minutes.now)];
            blocks.push(format!("/{}/", fill(words.still_open, &[&moment.join(self.words.comma)])));
        }
        blocks.push(facts.join("\n"));
        let description = self.paragraphs(&minutes.meeting.head.description).join("\n\n");
        blocks.extend(drawer("AGENDA", &description));
        blocks.extend(drawer("ATTACHMENTS", &self.attachments(minutes.meeting.attachments())));
        blocks
    }

    fn names(&self, names: &[String]) -> String {
        let names: Vec<String> = names
            .iter()
            .map(|name| in_row(&self.planned(name), self.words.comma))
            .filter(|name| !name.is_empty())
            .collect();
        names.join(self.words.comma)
    }

    fn day(&self, day: &DayMinutes) -> String {
        let title = escape::heading(&day.day.title, Origin::Agenda, self.tickets);
        let heading = match day.day.date.map(stamp::date) {
            Some(date) if title.is_empty() => date,
            Some(date) => format!("{title} {date}"),
            None => or(title, &fill(self.words.slot.day, &[&day.number.to_string()])),
        };
        let hours = course::hours(self.lang, self.minutes, day, &plain).join(" · ");
        let id = format!("day-{}", day.number);
        let mut blocks = vec![format!("* {heading}\n{}", properties(&[("CUSTOM_ID", id), ("TIMES", hours)]))];
        blocks.extend(drawer("AGENDA", &self.paragraphs(&day.day.description).join("\n\n")));
        blocks.join("\n")
    }

    fn title(&self, slot: &Slot) -> String {
        or(escape::heading(&slot.plan.title, Origin::Agenda, self.tickets), self.words.nothing.untitled)
    }

    /// A slot: its properties and clock, when it was to be, what was prepared, what was said.
    fn slot(&self, slot: &SlotMinutes, day: Option<NaiveDate>) -> String {
        let plan = &slot.slot.plan;
        let minutes = slot.plan.minutes.filter(|_| !slot.plan.minutes_guessed);
        let start = slot.plan.start.filter(|_| !slot.plan.start_guessed);
        let kind = if plan.kind.is_topic() { String::new() } else { clean(plan.kind.word()) };
        let properties = properties(&[
            ("CUSTOM_ID", format!("slot-{}", slot.slot.id)),
            ("KIND", kind),
            ("CHAIR", names(&plan.chair)),
            ("REQUESTED_BY", clean(plan.requested_by.as_deref().unwrap_or_default())),
            ("EFFORT", minutes.map(stamp::effort).unwrap_or_default()),
            ("TIMES", self.times(slot, day)),
        ]);
        let mut lines = vec![format!("** {}", self.title(slot.slot)), properties];
        let runs = slot.slot.runs.iter().rev().map(|run| stamp::clock(self.minutes.meeting, run));
        let clock: Vec<String> = runs.filter(|_| slot.held.is_some()).collect();
        lines.extend(drawer("LOGBOOK", &clock.join("\n")));
        lines.extend(start.map(|start| stamp::planned(start, minutes)));
        lines.extend(drawer("AGENDA", &self.prepared(slot)));
        lines.extend(drawer("ATTACHMENTS", &self.attachments(slot.slot.attachments())));
        let mut blocks = vec![lines.join("\n")];
        blocks.extend(self.notes(&super::votes::folded(&slot.entries)));
        blocks.join("\n\n")
    }

    /// `planned ~09:00, 45 min · held 09:02–09:51, 49 min · 4 min over`, in words.
    fn times(&self, slot: &SlotMinutes, day: Option<NaiveDate>) -> String {
        let title = |slot: &Slot| clean(&slot.plan.title);
        let facts = [
            times::planned(self.lang, &slot.plan, day, &plain),
            slot.held.map(|held| times::held(self.lang, &held, day, &plain)),
            times::over(self.lang, slot),
            times::unheld(self.lang, slot.outcome.fate).map(str::to_owned),
        ];
        let speakers = room::speakers(self.lang, slot.slot, &self.minutes.stamp, &|name| clean(name));
        let facts = facts.into_iter().flatten().chain(times::fate(self.lang, self.minutes, slot, &title));
        facts
            .chain(speakers.map(|times| format!("{}{}{times}", self.words.slot.speakers, self.words.colon)))
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// What stood in the agenda before the meeting: description and talking points.
    fn prepared(&self, slot: &SlotMinutes) -> String {
        let mut blocks = self.paragraphs(&slot.slot.plan.description);
        let mut points = Vec::new();
        let point = |text: &std::borrow::Cow<str>| {
            or(escape::inline(text, Origin::Agenda, self.tickets, Place::Start), self.words.nothing.no_text)
        };
        notes::outline(&slot.talking_points(), 0, &mut points, &point);
        blocks.extend((!points.is_empty()).then(|| points.join("\n")));
        blocks.join("\n\n")
    }

    /// Lines of the agenda's running text, each kept on its own line, without its author's comments.
    fn paragraphs(&self, text: &str) -> Vec<String> {
        let line = |line: &str| escape::inline(line, Origin::Agenda, self.tickets, Place::Start);
        let lines: Vec<String> = without_comments(text).lines().map(line).collect();
        let paragraphs = lines.split(String::is_empty).filter(|lines| !lines.is_empty());
        paragraphs.map(|lines| lines.join(" \\\\\n")).collect()
    }

    fn attachments<'a>(&self, attachments: impl Iterator<Item = &'a Attachment>) -> String {
        let one = |attachment: &Attachment| {
            let link = clean(attachment.link.as_deref().unwrap_or_default());
            let shown = or(clean(&attachment.name), &link);
            let written = match super::inline::safe_address(&link) {
                Some(address) => escape::link(&shown, &address),
                None if link.is_empty() || link == shown => self.planned(&shown),
                None => format!("{} ({})", self.planned(&shown), self.planned(&link)),
            };
            let modified = attachment.modified.map(|date| format!(" · {}", stamp::date(date))).unwrap_or_default();
            let by = attachment.by.as_deref().map(|by| format!(" · {}", self.planned(by))).unwrap_or_default();
            format!("- {} :: {written}{modified}{by}", or(self.planned(&attachment.kind), self.words.slot.file))
        };
        attachments.map(one).collect::<Vec<_>>().join("\n")
    }

    fn listed(&self, heading: &str, id: &str, lines: &[Listed]) -> Option<String> {
        let line = |line: &Listed| match line {
            Listed::Said(slot, said) => {
                let text = escape::inline(&said.entry.text, Origin::Typed, self.tickets, Place::Start);
                let from = format!("[[#slot-{}][{}]]", slot.id, self.title_as_name(slot));
                format!("- {}{} · {from}", or(text, self.words.nothing.no_text), self.tallied(said))
            }
            Listed::Parked(slot) => format!("- {} · /{}/", self.title(slot), self.words.times.parked),
        };
        let lines: Vec<String> = lines.iter().map(line).collect();
        let head = format!("* {heading}\n{}", properties(&[("CUSTOM_ID", id.to_owned())]));
        (!lines.is_empty()).then(|| format!("{head}\n\n{}", lines.join("\n")))
    }

    /// A slot's title as the name of a link.
    fn title_as_name(&self, slot: &Slot) -> String {
        or(escape::name(&clean(&slot.plan.title)), self.words.nothing.untitled)
    }

    /// What went otherwise than planned and a table of each day; nothing where there was no plan to hold the meeting against.
    fn schedule(&self) -> Option<String> {
        if !course::is_told(self.minutes) {
            return None;
        }
        let mut blocks =
            vec![format!("* {}\n{}", self.words.course.schedule, properties(&[("CUSTOM_ID", "schedule".to_owned())]))];
        let otherwise: Vec<String> =
            course::otherwise(self.lang, self.minutes).iter().map(|one| self.otherwise(one)).collect();
        blocks.extend((!otherwise.is_empty()).then(|| otherwise.join("\n")));
        for day in &self.minutes.days {
            let rows = course::table(self.lang, self.minutes, day, &plain, &|slot| self.title(slot));
            if !rows.is_empty() {
                let date = times::day(self.lang, day);
                blocks.extend((self.minutes.days.len() > 1).then(|| format!("** {date}")));
                blocks.push(self.table(&rows));
            }
        }
        Some(blocks.join("\n\n"))
    }

    /// `- Moved :: Budget (within the day), News`.
    fn otherwise(&self, one: &Otherwise) -> String {
        let parts = one.parts.iter().map(|(part, note)| {
            let (name, by) = match part {
                Part::Slot(slot) => (self.title(slot), String::new()),
                Part::EndOfDay => (self.words.course.end_of_day.to_owned(), String::new()),
                Part::Request(request) => {
                    let topic = or(self.planned(&request.topic), self.words.nothing.untitled);
                    (topic, self.names(request.requested_by.as_slice()))
                }
            };
            name + &course::beside(self.lang, &by, note.as_deref())
                .map(|notes| format!(" ({notes})"))
                .unwrap_or_default()
        });
        format!("- {} :: {}", one.label, parts.collect::<Vec<_>>().join(self.words.comma))
    }

    fn table(&self, rows: &[Row]) -> String {
        let words = &self.words.tables;
        let columns = [words.slot, words.planned, words.held, words.outcome].join(" | ");
        let head = format!("| {columns} |\n|---+---+---+---|");
        let row = |row: &Row| {
            let title =
                row.slot.map_or_else(|| format!("*{}*", words.total), |slot| escape::cell(&self.title(slot.slot)));
            format!("| {title} | {} | {} | {} |", row.planned, row.held, escape::cell(&row.outcome))
        };
        [head].into_iter().chain(rows.iter().map(row)).collect::<Vec<_>>().join("\n")
    }
}

/// A drawer of properties, without those that say nothing.
fn properties(properties: &[(&str, String)]) -> String {
    let mut org = String::from(":PROPERTIES:");
    for (name, value) in properties.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(org, "\n:{name}: {}", escape::property(value));
    }
    org + "\n:END:"
}

/// A drawer; none where there is nothing in it.
fn drawer(name: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!(":{name}:\n{text}\n:END:"))
}

/// Names in a property: between semicolons; one within a name has a backslash before it.
fn names(names: &[String]) -> String {
    let names =
        names.iter().map(|name| clean(name).replace('\\', "\\\\").replace(';', "\\;")).filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join("; ")
}

fn or(text: String, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text }
}
