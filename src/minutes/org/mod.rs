//! Minutes as an Org file.
//!
//! What Org has a form for is in that form, so that its agenda, its clock tables and its property searches find it: slots
//! are headings with their planned time, clock lines and effort; action items are checkboxes where they were said and
//! TODO headings with a deadline at the end. What people call things stands in words of the language asked for, what a
//! program needs in properties, so that the file reads back in any language. The parts are those of the page that all forms share
//! (see `page`), but for what Org has a form for: dates, clocks, people and files. Not here: escaping (see `escape`).

mod escape;
mod notes;
mod report;
mod series;
mod stamp;
mod tasks;

use std::fmt::Write as _;

use super::course::{self, Otherwise, Row};
use super::document::{DayMinutes, Listed, Minutes, SlotMinutes};
use super::inline::clean;
use super::page::compose::{Composer, Fact, What};
use super::page::series::Boxes;
use super::page::{Block, Line, line};
use super::{Only, Options, times, votes};
use crate::lang::{Lang, Words};
use crate::meeting::{Attachment, Role, Slot};

use escape::Place;

pub(super) use report::of_report;

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let lang = options.lang;
    let org = Org { minutes, parts: Composer::new(minutes, options), lang, words: lang.words() };
    let mut blocks = vec![org.head()];
    if options.only.is_none() {
        blocks.extend(org.facts());
        for day in &minutes.days {
            blocks.push(org.day(day));
            blocks.extend(day.slots.iter().map(|slot| org.slot(slot, day)));
        }
    }
    if options.only.is_none_or(|only| only == Only::Actions) {
        blocks.push(org.tasks(options.owner.as_deref()));
    }
    for summary in lang.summaries() {
        if options.only.is_none_or(|only| only == Only::Decisions && summary.id == "decisions") {
            let listed = org.listed(summary.heading, summary.id, &minutes.listed(summary.kind));
            // A list that is asked for alone says that it is empty.
            let empty = || options.only.map(|_| Org::list(summary.heading, summary.id, org.words.nothing.none));
            blocks.extend(listed.or_else(empty));
        }
    }
    if options.only != Some(Only::Decisions) {
        blocks.extend(series::sections(&org.parts.series(options.only.is_some(), Boxes::Ticked)));
    }
    blocks.extend(options.only.is_none().then(|| org.schedule()).flatten());
    blocks.extend(minutes.source(lang).map(|source| format!("# {source}")));
    blocks.join("\n\n") + "\n"
}

/// The minutes on their way into the file.
struct Org<'m> {
    minutes: &'m Minutes<'m>,
    /// The parts that all forms share.
    parts: Composer<'m>,
    lang: Lang,
    words: &'static Words,
}

impl Org<'_> {
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
        let title = line::or(self.parts.text.planned(&head.title), self.words.head.minutes);
        let _ = write!(org, "\n#+TITLE: {}", escape::line(&title, Place::Within));
        if let Some((from, to)) = self.minutes.dates() {
            let to = if from == to { String::new() } else { format!("--{}", stamp::date(to)) };
            let _ = write!(org, "\n#+DATE: {}{to}", stamp::date(from));
        }
        let _ = write!(org, "\n#+LANGUAGE: {}", self.lang.code());
        org + "\n#+TODO: TODO | DONE CANCELLED\n#+PRIORITIES: A E C\n\
            #+OPTIONS: ^:{} -:nil ':nil num:nil toc:nil d:t c:t\n#+MINUTEBOOK: 1"
    }

    /// What is said once about the meeting and is no property of the file.
    fn facts(&self) -> Vec<String> {
        let meeting = self.minutes.meeting;
        let facts = self.parts.facts();
        let facts = facts.iter().filter(|fact| !matches!(fact.what, What::Series | What::Plan));
        let fact = |fact: &Fact| format!("- {} :: {}", fact.name, escape::around(&fact.value, Place::Within));
        let standing = self.parts.standing().map(|standing| format!("/{}/", line::shown(&standing)));
        let mut blocks: Vec<String> = standing.into_iter().collect();
        blocks.push(facts.map(fact).collect::<Vec<_>>().join("\n"));
        blocks.extend(drawer("AGENDA", &self.paragraphs(&meeting.head.description).join("\n\n")));
        blocks.extend(drawer("ATTACHMENTS", &self.attachments(meeting.attachments())));
        blocks
    }

    fn day(&self, day: &DayMinutes) -> String {
        let title = escape::heading(&self.parts.text.planned(&day.day.title), Place::Start);
        let heading = match day.day.date.map(stamp::date) {
            Some(date) if title.is_empty() => date,
            Some(date) => format!("{title} {date}"),
            None if title.is_empty() => self.parts.text.day_number(day.number),
            None => title,
        };
        let hours = shown(&self.parts.hours(day));
        let id = format!("day-{}", day.number);
        let mut blocks = vec![format!("* {heading}\n{}", properties(&[("CUSTOM_ID", id), ("TIMES", hours)]))];
        blocks.extend(drawer("AGENDA", &self.paragraphs(&day.day.description).join("\n\n")));
        blocks.join("\n")
    }

    fn title(&self, slot: &Slot) -> String {
        escape::heading(&self.parts.slot_title(slot), Place::Start)
    }

    /// A slot: its properties and clock, when it was to be, what was prepared, what was said.
    fn slot(&self, slot: &SlotMinutes, day: &DayMinutes) -> String {
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
            ("TIMES", shown(&self.parts.slot_times(slot, &slot.plan, day))),
        ]);
        let mut lines = vec![format!("** {}", self.title(slot.slot)), properties];
        let runs = slot.slot.runs.iter().rev().map(|run| stamp::clock(self.minutes.meeting, run));
        let clock: Vec<String> = runs.filter(|_| slot.held.is_some()).collect();
        lines.extend(drawer("LOGBOOK", &clock.join("\n")));
        lines.extend(start.map(|start| stamp::planned(start, minutes)));
        lines.extend(drawer("AGENDA", &self.prepared(slot)));
        lines.extend(drawer("ATTACHMENTS", &self.attachments(slot.slot.attachments())));
        let mut blocks = vec![lines.join("\n")];
        blocks.extend(self.notes(&votes::folded(&slot.entries)));
        blocks.join("\n\n")
    }

    /// What stood in the agenda before the meeting: description and talking points.
    fn prepared(&self, slot: &SlotMinutes) -> String {
        let mut blocks = self.paragraphs(&slot.slot.plan.description);
        let mut points = Vec::new();
        notes::push_points(&self.parts.preparation(slot).topics, 0, &mut points);
        blocks.extend((!points.is_empty()).then(|| points.join("\n")));
        blocks.join("\n\n")
    }

    /// Running text, each line kept on its own.
    fn paragraphs(&self, text: &str) -> Vec<String> {
        let line = |line: &Line| escape::line(line, Place::Start);
        let one = |block: &Block| match block {
            Block::Paragraph(text) => Some(line(text)),
            Block::Lines(lines) => Some(lines.iter().map(line).collect::<Vec<_>>().join(" \\\\\n")),
            Block::Heading { .. } | Block::Facts(_) | Block::List(_) | Block::Table(_) | Block::Prepared(_) => None,
        };
        self.parts.paragraphs(text).iter().filter_map(one).collect()
    }

    fn attachments<'a>(&self, attachments: impl Iterator<Item = &'a Attachment>) -> String {
        let text = &self.parts.text;
        let one = |attachment: &Attachment| {
            let kind = line::or(text.planned(&attachment.kind), self.words.slot.file);
            let file = escape::line(&text.file(attachment), Place::Within);
            let modified = attachment.modified.map(|date| format!(" · {}", stamp::date(date))).unwrap_or_default();
            let by = attachment.by.as_deref().and_then(|by| text.person(by));
            let by = by.map(|by| format!(" · {}", escape::line(&[by], Place::Within))).unwrap_or_default();
            format!("- {} :: {file}{modified}{by}", escape::line(&kind, Place::Within))
        };
        attachments.map(one).collect::<Vec<_>>().join("\n")
    }

    fn listed(&self, heading: &str, id: &str, lines: &[Listed]) -> Option<String> {
        let line = |line: &Listed| match line {
            Listed::Said(slot, said) => {
                let told = self.parts.text.told(said);
                let from = format!("[[#slot-{}][{}]]", slot.id, self.title_as_name(slot));
                format!("- {}{} · {from}", escape::line(&told.text, Place::Typed), notes::tallied(&told))
            }
            Listed::Parked(slot) => format!("- {} · /{}/", self.title(slot), self.words.times.parked),
        };
        let lines: Vec<String> = lines.iter().map(line).collect();
        (!lines.is_empty()).then(|| Self::list(heading, id, &lines.join("\n")))
    }

    /// A chapter of its own.
    fn list(heading: &str, id: &str, body: &str) -> String {
        format!("* {heading}\n{}\n\n{body}", properties(&[("CUSTOM_ID", id.to_owned())]))
    }

    /// A slot's title as the name of a link, in which no link may stand.
    fn title_as_name(&self, slot: &Slot) -> String {
        let title = clean(&slot.plan.title);
        escape::name(if title.is_empty() { self.words.nothing.untitled } else { &title })
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
            let rows = course::table(self.lang, self.minutes, day, &|slot| self.parts.title(slot));
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
        format!("- {} :: {}", one.label, escape::around(&self.parts.otherwise(one), Place::Within))
    }

    fn table(&self, rows: &[Row]) -> String {
        let words = &self.words.tables;
        let columns = [words.slot, words.planned, words.held, words.outcome].join(" | ");
        let head = format!("| {columns} |\n|---+---+---+---|");
        let cell = |line: &Line| escape::cell(&escape::around(line, Place::Start));
        let row = |row: &Row| {
            let title = row.slot.map(|slot| cell(&self.parts.title(slot.slot)));
            let title = title.unwrap_or_else(|| format!("*{}*", words.total));
            format!("| {title} | {} | {} | {} |", cell(&row.planned), cell(&row.held), cell(&row.outcome))
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

/// Lines as a property has them.
fn shown(lines: &[Line]) -> String {
    lines.iter().map(|line| line::shown(line)).collect::<Vec<_>>().join(" · ")
}
