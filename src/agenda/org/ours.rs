//! Our own minutes in Org, read back.
//!
//! The writer sets every fact apart in a form of its own, so that no text can be taken for one: what stands behind ` · ` is
//! never part of a text. The action items stand twice, and people tick them where Org shows them: what the heading says
//! counts. Not here: Org that people write (see `foreign`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::super::days::Count;
use super::super::diagnostic::Report;
use super::super::heading::UNTITLED;
use super::super::markdown::DEEPEST;
use super::super::nest::{nested, point};
use super::super::recorded::{also_written, with_counted};
use super::super::{ToldEntry, ToldSlot, zone};
use super::inline::{Into, unescaped};
use super::list::Part;
use super::outline::{File, Line, Section};
use super::{entry, list, stamp};
use crate::lang::Lang;
use crate::meeting::{Agenda, Attachment, Head, Kind, Person, PlannedDay, PlannedSlot, SlotKind, Status, TalkingPoint};

/// Sections that say once more what stands in the slots.
const SUMMARIES: [&str; 8] =
    ["actions", "decisions", "proposals", "questions", "parking-lot", "schedule", "carried", "corrections"];

/// The plan and what is told.
pub(super) fn read(file: &File, fallback: &str, report: &mut Report) -> (Agenda, Vec<ToldSlot>) {
    let lang = file.keywords.get("LANGUAGE").and_then(|code| Lang::from_code(code)).unwrap_or_default();
    let mut reader = Reader { lang, zone: Tz::UTC, tasks: tasks(file), agenda: Agenda::default(), told: Vec::new() };
    reader.head(file, fallback, report);
    let mut count = Count::default();
    let mut in_summary = false;
    for (nth, section) in file.sections.iter().enumerate() {
        if section.level == 1 {
            in_summary = SUMMARIES.contains(&section.property("CUSTOM_ID").unwrap_or_default());
        }
        let has_room = |count: &mut Count, report: &mut Report| match section.level {
            1 => count.day(section.at, report),
            2 => count.slot(section.at, report),
            _ => !count.is_full(),
        };
        match section.level {
            _ if in_summary => {}
            _ if !has_room(&mut count, report) => super::keep(&mut reader.agenda, file.source_of(nth)),
            1 => reader.agenda.days.push(day(section)),
            2 => reader.slot(section),
            _ => reader.subtopic(section),
        }
    }
    if reader.agenda.days.is_empty() {
        reader.agenda.days.push(PlannedDay::default());
        reader.lists(file);
    }
    reader.told.iter_mut().for_each(|told| told.entries = with_counted(std::mem::take(&mut told.entries)));
    reader.told.retain(|told| told.started.is_some() || !told.entries.is_empty());
    (reader.agenda, reader.told)
}

struct Reader<'a> {
    /// The language of its fixed words.
    lang: Lang,
    zone: Tz,
    /// The headings of the action items, by number.
    tasks: BTreeMap<u32, &'a Section<'a>>,
    agenda: Agenda,
    told: Vec<ToldSlot>,
}

fn tasks<'a>(file: &'a File<'a>) -> BTreeMap<u32, &'a Section<'a>> {
    let numbered = |section: &'a Section<'a>| Some((section.property("NUMBER")?.parse().ok()?, section));
    file.sections.iter().filter(|section| section.keyword.is_some()).filter_map(numbered).collect()
}

impl Reader<'_> {
    fn head(&mut self, file: &File, fallback: &str, report: &mut Report) {
        let property = |name: &str| file.top.property(name);
        let text = |name: &str| property(name).map(super::inline::property);
        let mut checked = |name: &String| match zone::checked(name, "it is left out") {
            Ok(zone) => Some(zone),
            Err(remark) => {
                report.add(file.top.at, remark);
                None
            }
        };
        let timezone = text("TIMEZONE").and_then(|name| checked(&name));
        self.zone = timezone.as_deref().and_then(|zone| zone.parse().ok()).unwrap_or_default();
        let title = file.keywords.get("TITLE").map(|title| unescaped(title, Into::Planned));
        self.agenda.head = Head {
            title: title.filter(|title| !title.is_empty()).unwrap_or_else(|| fallback.to_owned()),
            series: text("SERIES"),
            zones: names(property("ZONES")).iter().filter_map(checked).collect(),
            timezone,
            location: text("LOCATION"),
            link: text("LINK"),
            chair: names(property("CHAIR")),
            scribe: names(property("SCRIBE")),
            description: paragraphs(&file.top, "AGENDA"),
            ..Head::default()
        };
        let person = |name| Person { name, ..Person::default() };
        self.agenda.people = names(property("PEOPLE")).into_iter().map(person).collect();
        self.agenda.groups = names(property("GROUPS"));
        self.agenda.attachments = attachments(&file.top);
    }

    fn slot(&mut self, section: &Section) {
        if self.agenda.days.is_empty() {
            self.agenda.days.push(PlannedDay::default());
        }
        let number = self.agenda.days.len() - 1;
        let Some(day) = self.agenda.days.last_mut() else { return };
        let told = ToldSlot { day: number, slot: day.slots.len(), ..ToldSlot::default() };
        day.slots.push(slot(section, day.date));
        self.told.push(told);
        self.held(section);
        self.said(section, 0);
    }

    /// When the slot was held: its clock lines, the last one first.
    fn held(&mut self, section: &Section) {
        let Some(told) = self.told.last_mut() else { return };
        let moments = || section.clocks.iter().rev().filter_map(|clock| super::ran(self.zone, clock));
        told.started = moments().map(|(from, _)| from).min();
        let last = moments().max_by_key(|(from, _)| *from);
        // Of clocks that ran at once the last to start is not always the last to stop.
        let is_running = last.is_some_and(|(_, to)| to.is_none());
        told.ended = moments().filter_map(|(_, to)| to).max().filter(|_| !is_running);
    }

    fn subtopic(&mut self, section: &Section) {
        let Some(told) = self.told.last_mut() else { return };
        let (text, also) = entry::parted(section.title, self.lang);
        let subtopic = ToldEntry { kind: Kind::Subtopic, text: entry::text(text, self.lang), ..ToldEntry::default() };
        told.entries.push(subtopic);
        told.entries.extend(also.iter().map(|text| also_written(text, 1)));
        self.said(section, 1);
    }

    /// The lists of a file that holds nothing else, `--only` having been asked for: a slot each.
    fn lists(&mut self, file: &File) {
        let words = &self.lang.words().lists;
        for (id, title) in [("actions", words.actions), ("decisions", words.decisions)] {
            let is_list = |section: &&Section| section.level == 1 && section.property("CUSTOM_ID") == Some(id);
            let mut from = file.sections.iter().skip_while(|section| !is_list(section));
            let Some(list) = from.next() else { continue };
            let below = from.take_while(|section| section.level > 1).filter(|section| section.keyword.is_some());
            let entries: Vec<ToldEntry> = if id == "actions" {
                below.flat_map(|section| task(section, self.lang)).collect()
            } else {
                let parts = list.parts();
                let items = parts.iter().filter_map(|part| if let Part::Item(item) = part { Some(item) } else { None });
                items.map(|item| entry::listed(item, Kind::Decision, self.lang)).collect()
            };
            let Some(day) = self.agenda.days.last_mut().filter(|_| !entries.is_empty()) else { continue };
            self.told.push(ToldSlot { slot: day.slots.len(), entries, ..ToldSlot::default() });
            day.slots.push(PlannedSlot { title: title.to_owned(), ..PlannedSlot::default() });
        }
    }

    /// The lines of a section, `deeper` levels below the slot.
    fn said(&mut self, section: &Section, deeper: u16) {
        let parts = section.parts();
        let Some(told) = self.told.last_mut() else { return };
        for part in parts {
            match part {
                Part::Item(item) => {
                    let depth = u16::try_from(item.depth).unwrap_or(u16::MAX).saturating_add(deeper);
                    let (mut line, also) = entry::read(&item, depth, self.lang);
                    if let Some(task) = line.number.and_then(|number| self.tasks.get(&number)) {
                        follow(&mut line, task);
                    }
                    told.entries.push(line);
                    told.entries.extend(also);
                }
                Part::Text(line) if line.text.trim().is_empty() || is_stamp(line.text) => {}
                // A line that somebody added between the lists.
                Part::Text(line) => told.entries.push(ToldEntry {
                    depth: deeper,
                    text: unescaped(line.text.trim(), Into::Said),
                    ..ToldEntry::default()
                }),
            }
        }
    }
}

/// An action item as its heading alone says it, and the other texts behind the link to its slot.
fn task(section: &Section, lang: Lang) -> Vec<ToldEntry> {
    let number = section.property("NUMBER").and_then(|number| number.parse().ok());
    let text = entry::text(section.title, lang);
    let mut line = ToldEntry { kind: Kind::Action, number, text, ..ToldEntry::default() };
    follow(&mut line, section);
    let also = section.body.iter().flat_map(|line| entry::parted(line.text, lang).1);
    let also: Vec<ToldEntry> = also.map(|text| also_written(&text, 1)).collect();
    [line].into_iter().chain(also).collect()
}

/// Takes over what the heading of an action item says.
fn follow(line: &mut ToldEntry, task: &Section) {
    let status = task.keyword.map_or(Status::Open, super::status);
    // A box that was ticked by hand counts too.
    if status != Status::Open || line.status == Status::Dropped {
        line.status = status;
    }
    line.due = task.deadline.map(|stamp| stamp.date);
    line.owners = names(task.property("OWNER"));
    line.priority = task.priority;
}

/// The date may be in brackets of either sort behind the title.
fn day(section: &Section) -> PlannedDay {
    let found = stamp::take(section.title).filter(|(stamp, _)| stamp.time.is_none());
    let (date, title): (Option<NaiveDate>, String) = match found {
        Some((stamp, title)) => (Some(stamp.date), title),
        None => (None, section.title.to_owned()),
    };
    PlannedDay {
        date,
        title: unescaped(&title, Into::Planned),
        description: paragraphs(section, "AGENDA"),
        ..PlannedDay::default()
    }
}

fn slot(section: &Section, day: Option<NaiveDate>) -> PlannedSlot {
    let stamp = section.body.iter().find(|line| is_stamp(line.text)).and_then(|line| stamp::first(line.text));
    let start = stamp.and_then(|(stamp, _)| stamp.moment());
    // One that was moved to another day has no start on this one.
    let is_here = |date: NaiveDate| day.is_none_or(|day| date == day || Some(date) == day.succ_opt());
    let title = unescaped(section.title, Into::Planned);
    PlannedSlot {
        title: if title.is_empty() { UNTITLED.to_owned() } else { title },
        kind: section
            .property("KIND")
            .map(|kind| SlotKind::from_word(&super::inline::property(kind)))
            .unwrap_or_default(),
        chair: names(section.property("CHAIR")),
        requested_by: section.property("REQUESTED_BY").map(super::inline::property),
        start: start.filter(|at| is_here(at.date())).map(|at| at.time()),
        minutes: section.property("EFFORT").and_then(super::effort),
        attachments: attachments(section),
        topics: points(section.drawers.get("AGENDA").map(Vec::as_slice).unwrap_or_default()),
        description: paragraphs(section, "AGENDA"),
        ..PlannedSlot::default()
    }
}

fn is_stamp(line: &str) -> bool {
    line.starts_with('<') && stamp::first(line).is_some()
}

/// Names between semicolons; one within a name has a backslash before it.
fn names(value: Option<&str>) -> Vec<String> {
    let (mut names, mut name) = (Vec::new(), String::new());
    let mut signs = value.unwrap_or_default().chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            ';' => names.push(std::mem::take(&mut name)),
            '\\' => name.push(signs.next_if(|next| matches!(next, ';' | '\\')).unwrap_or(sign)),
            _ => name.push(sign),
        }
    }
    names.push(name);
    let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    names.map(super::inline::property).collect()
}

/// The talking points of a drawer.
fn points(lines: &[Line]) -> Vec<TalkingPoint> {
    let parts = list::parts(lines);
    let items = parts.iter().filter_map(|part| match part {
        Part::Item(item) => Some((item.depth, point(unescaped(&item.text, Into::Planned)))),
        Part::Text(_) => None,
    });
    nested(items, DEEPEST)
}

/// The running text of a drawer: its lines, without the mark that ends one of them.
fn paragraphs(section: &Section, drawer: &str) -> String {
    let lines = section.drawers.get(drawer).map(Vec::as_slice).unwrap_or_default();
    let mut text = String::new();
    for part in list::parts(lines) {
        if let Part::Text(line) = part {
            let line = line.text.trim();
            text.push_str(&unescaped(line.strip_suffix("\\\\").unwrap_or(line).trim_end(), Into::Planned));
            text.push('\n');
        }
    }
    text.trim().to_owned()
}

/// `- slides :: [[address][name]] · [2019-10-25 Fri] · Ann Lee`.
fn attachments(section: &Section) -> Vec<Attachment> {
    let lines = section.drawers.get("ATTACHMENTS").map(Vec::as_slice).unwrap_or_default();
    let parts = list::parts(lines);
    let items = parts.iter().filter_map(|part| match part {
        Part::Item(item) => item.text.split_once(" :: "),
        Part::Text(_) => None,
    });
    let read = |(kind, rest): (&str, &str)| {
        let mut facts = rest.split(" · ");
        let what = facts.next().unwrap_or_default();
        let mut attachment = Attachment { kind: unescaped(kind, Into::Planned), ..Attachment::default() };
        for fact in facts {
            match stamp::first(fact) {
                Some((stamp, _)) => attachment.modified = Some(stamp.date),
                None => attachment.by = Some(unescaped(fact, Into::Planned)),
            }
        }
        match super::inline::link(what) {
            Some(link) => {
                attachment.link = Some(link.target.to_owned());
                attachment.name = Some(link.shown()).filter(|shown| shown != link.target).unwrap_or_default();
            }
            None if what.contains("://") => attachment.link = Some(what.to_owned()),
            None => attachment.name = unescaped(what, Into::Planned),
        }
        attachment
    };
    items.map(read).collect()
}
