//! Agendas and minutes that people write in Org.
//!
//! Slots are the headings on the outermost level on which one has a time; those above are days, those below talking points
//! or, with a TODO, action items. What is none of these stays as text. Not here: our own export (see `ours`).

use std::cmp::Ordering;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::super::body::append;
use super::super::days::Count;
use super::super::diagnostic::Report;
use super::super::heading::{DayHeading, SlotHeading};
use super::super::noted::Noted;
use super::super::property::kind_of_title;
use super::super::{ToldEntry, ToldSlot, names};
use super::inline;
use super::list::{Item, Part};
use super::outline::{File, Line, Section};
use super::stamp::{self, Stamp};
use crate::meeting::{Agenda, Kind, Person, PlannedDay, PlannedSlot, SlotKind};
use crate::notation::times::Length;

/// The plan and what is told; none where nothing says when something is to take place.
pub(super) fn read(file: &File, fallback: &str, report: &mut Report) -> Option<(Agenda, Vec<ToldSlot>)> {
    let level = slot_level(file)?;
    let mut agenda = Agenda::default();
    agenda.head.title = file.keywords.get("TITLE").map(|title| inline::markdown(title)).unwrap_or_default();
    let listed = ["PARTICIPANTS", "ATTENDEES", "PEOPLE"].iter().find_map(|name| file.keywords.get(*name));
    let people = names::split(listed.copied().unwrap_or_default(), &[]);
    agenda.people = people.into_iter().map(|name| Person { name, ..Person::default() }).collect();
    agenda.head.description = prose(&file.top.parts());
    let dated = file.keywords.get("DATE").and_then(|date| date_in(date));
    let only = file.sections.iter().filter(|section| section.level == 1).count() == 1;
    let mut reader = Reader {
        level,
        count: Count::default(),
        noted: Noted::new(&agenda),
        agenda,
        told: Vec::new(),
        flat: Vec::new(),
        mode: Mode::Planned,
    };
    for (at, section) in file.sections.iter().enumerate() {
        if reader.count.is_full() || (section.level == level && !reader.count.slot(section.at, report)) {
            super::keep(&mut reader.agenda, file.source_of(at));
            continue;
        }
        match section.level.cmp(&level) {
            Ordering::Greater => reader.below(section),
            Ordering::Equal => reader.slot(section, report),
            Ordering::Less => {
                let later = file.sections.get(at + 1..).unwrap_or_default();
                let mut under = later.iter().take_while(|other| other.level > section.level);
                let holds = under.any(|other| other.level == level);
                reader.above(section, only && section.level == 1, holds, report);
            }
        }
    }
    let (mut agenda, told) = reader.finish();
    if agenda.head.title.is_empty() {
        fallback.clone_into(&mut agenda.head.title);
    }
    if let Some(first) = agenda.days.first_mut().filter(|day| day.date.is_none()) {
        first.date = dated;
    }
    Some((agenda, told))
}

/// The level of the slots: the outermost on which a heading has a time or a length, else the one below dated headings.
fn slot_level(file: &File) -> Option<usize> {
    let timed = |section: &&Section| {
        let stamped = when(section).is_some_and(|stamp| stamp.time.is_some());
        let said = ["EFFORT", "CHAIR", "DURATION"].iter().any(|name| section.property(name).is_some());
        section.keyword.is_none() && (said || stamped || SlotHeading::read(&bare_title(section)).is_timed())
    };
    let level = |found: Option<&Section>| found.map(|section| section.level);
    let timed = file.sections.iter().filter(timed).min_by_key(|section| section.level);
    let dated = || file.sections.iter().filter(|section| day_of(section).date.is_some());
    level(timed).or_else(|| {
        let day = level(dated().min_by_key(|section| section.level))?;
        file.sections.iter().any(|section| section.level == day + 1).then_some(day + 1)
    })
}

/// When a heading is: in its title, as scheduled, or in a line of its own below it.
fn when(section: &Section) -> Option<Stamp> {
    let titled = stamp::first(section.title).map(|(stamp, _)| stamp);
    let own_line = section.body.iter().find(|line| is_stamp(line)).and_then(|line| stamp::first(line.text));
    titled.or(section.scheduled).or(own_line.map(|(stamp, _)| stamp))
}

/// A line that is a timestamp and nothing else.
fn is_stamp(line: &Line) -> bool {
    line.text.trim_start().starts_with('<') && stamp::take(line.text).is_some_and(|(_, rest)| rest.is_empty())
}

fn bare_title(section: &Section) -> String {
    stamp::take(section.title).map_or_else(|| section.title.to_owned(), |(_, rest)| rest)
}

fn date_in(text: &str) -> Option<NaiveDate> {
    stamp::first(text).map(|(stamp, _)| stamp.date).or_else(|| DayHeading::read(text).date)
}

fn day_of(section: &Section) -> DayHeading {
    match when(section) {
        Some(stamp) => DayHeading { date: Some(stamp.date), title: DayHeading::read(&bare_title(section)).title },
        None => DayHeading::read(section.title),
    }
}

/// What the lines below a heading are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Prepared before the meeting.
    Planned,
    /// Said in it; in a list of action items.
    Said { acts: bool },
}

impl Mode {
    /// Under a heading of that name; none where it is a subject as any other.
    fn named(title: &str) -> Option<Self> {
        let acts = ["action items", "actions", "action points", "todo", "todos", "tasks", "to do", "next steps"];
        let said =
            ["notes", "minutes", "discussion", "decisions", "protokoll", "notizen", "compte rendu", "记录", "議事録"];
        let title = title.trim_end_matches(':').trim().to_lowercase();
        let is = |names: &[&str]| names.contains(&title.as_str());
        (is(&acts) || is(&said)).then(|| Self::Said { acts: is(&acts) })
    }
}

struct Reader {
    level: usize,
    count: Count,
    noted: Noted,
    agenda: Agenda,
    told: Vec<ToldSlot>,
    /// Talking points of the slot that is being read, with their depths.
    flat: Vec<(usize, String)>,
    mode: Mode,
}

impl Reader {
    /// A heading above the slots: a day where it has a date or holds some; `only`: it may be the meeting's title.
    fn above(&mut self, section: &Section, only: bool, holds: bool, report: &mut Report) {
        self.close();
        let heading = day_of(section);
        let text = prose(&section.parts());
        if heading.date.is_none() && only && self.agenda.head.title.is_empty() {
            self.agenda.head.title = inline::markdown(section.title);
            append(&mut self.agenda.head.description, &text);
        } else if (heading.date.is_some() || holds) && self.count.day(section.at, report) {
            let title = inline::markdown(&heading.title);
            self.agenda.days.push(PlannedDay { date: heading.date, title, description: text, ..PlannedDay::default() });
        } else {
            let before =
                self.agenda.days.last_mut().map_or(&mut self.agenda.head.description, |day| &mut day.description);
            append(before, &format!("### {}", inline::markdown(section.title)));
            append(before, &text);
        }
    }

    fn slot(&mut self, section: &Section, report: &mut Report) {
        self.close();
        let stamp = when(section);
        self.turn_to(stamp.map(|stamp| stamp.date));
        let number = self.agenda.days.len() - 1;
        let Some(day) = self.agenda.days.last_mut() else { return };
        let title = bare_title(section);
        let (slot, remarks) = planned(section, &title, stamp);
        for remark in remarks {
            report.add(section.at, remark);
        }
        day.slots.push(slot);
        self.told.push(ToldSlot { day: number, slot: day.slots.len() - 1, ..ToldSlot::default() });
        self.mode = Mode::named(&title).unwrap_or(Mode::Planned);
        self.lines(section, 0);
    }

    /// The day of that date, a new one where the last has another.
    fn turn_to(&mut self, date: Option<NaiveDate>) {
        let last = self.agenda.days.last_mut();
        match (last, date) {
            (None, date) => self.agenda.days.push(PlannedDay { date, ..PlannedDay::default() }),
            (Some(day), Some(date)) if day.date.is_none() && day.slots.is_empty() => day.date = Some(date),
            (Some(day), Some(date)) if day.date != Some(date) && !is_night(day, date) => {
                self.agenda.days.push(PlannedDay { date: Some(date), ..PlannedDay::default() });
            }
            _ => {}
        }
    }

    /// A heading within a slot: an action item, a chapter of notes, or a talking point.
    fn below(&mut self, section: &Section) {
        let deeper = section.level - self.level - 1;
        let title = bare_title(section);
        if self.told.is_empty() {
            let text = format!("{}\n\n{}", inline::markdown(&title), prose(&section.parts()));
            append(&mut self.agenda.head.description, text.trim());
            return;
        }
        if let Some(keyword) = section.keyword {
            let action = self.action(section, keyword, &title, deeper);
            self.told.last_mut().into_iter().for_each(|told| told.entries.push(action.clone()));
            let mode = std::mem::replace(&mut self.mode, Mode::Said { acts: false });
            self.lines(section, deeper + 1);
            self.mode = mode;
            return;
        }
        if let Some(mode) = Mode::named(&title) {
            self.mode = mode;
            self.lines(section, 0);
            return;
        }
        if let Mode::Said { acts } = self.mode {
            let mut entry = self.noted.entry(&title, None, acts, depth(deeper));
            if entry.kind == Kind::Note {
                entry.kind = Kind::Subtopic;
            }
            self.told.last_mut().into_iter().for_each(|told| told.entries.push(entry.clone()));
        } else {
            self.flat.push((deeper, inline::markdown(&title)));
        }
        self.lines(section, deeper + 1);
    }

    /// `*** TODO Ann — draft the plan` with its deadline, its properties and its tags.
    fn action(&self, section: &Section, keyword: &str, title: &str, deeper: usize) -> ToldEntry {
        let mut entry = self.noted.entry(title, Some(false), true, depth(deeper));
        entry.status = super::status(keyword);
        let owner =
            ["OWNER", "ASSIGNEE", "ASSIGNED", "RESPONSIBLE", "WHO"].iter().find_map(|name| section.property(name));
        if let Some(owner) = owner {
            entry.owners = names::split(owner, &[]);
        }
        entry.due = section.deadline.or(section.scheduled).map(|stamp| stamp.date).or(entry.due);
        entry.priority = section.priority.or(entry.priority);
        entry.number = section.property("NUMBER").and_then(|number| number.parse().ok());
        entry
    }

    /// The text below a heading: `deeper` levels below the slot's own.
    fn lines(&mut self, section: &Section, deeper: usize) {
        let parts = section.parts();
        let (items, rest): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| matches!(part, Part::Item(_)));
        for part in items {
            if let Part::Item(item) = part {
                self.item(&item, deeper);
            }
        }
        let text = prose(&rest);
        let Some(slot) = self.agenda.days.last_mut().and_then(|day| day.slots.last_mut()) else { return };
        append(&mut slot.description, &text);
    }

    fn item(&mut self, item: &Item, deeper: usize) {
        let ticked = item.checkbox.map(|mark| mark == 'X');
        let at = item.depth + deeper;
        let acts = self.mode == Mode::Said { acts: true };
        let entry = self.noted.entry(&item.text, ticked, acts, depth(at));
        let owned = ticked.is_some() && !entry.owners.is_empty();
        if self.mode == Mode::Planned && !owned {
            self.flat.push((at, inline::markdown(&item.text)));
        } else if let Some(told) = self.told.last_mut() {
            told.entries.push(entry);
        }
    }

    /// Ends the slot that is being read.
    fn close(&mut self) {
        let flat = std::mem::take(&mut self.flat);
        let slot = self.agenda.days.last_mut().and_then(|day| day.slots.last_mut());
        if let Some(slot) = slot.filter(|_| !flat.is_empty()) {
            slot.topics = super::nested(flat);
        }
        if let Some(told) = self.told.last_mut() {
            settle(&mut told.entries);
        }
        self.mode = Mode::Planned;
    }

    fn finish(mut self) -> (Agenda, Vec<ToldSlot>) {
        self.close();
        self.told.retain(|told| !told.entries.is_empty());
        if self.agenda.days.is_empty() {
            self.agenda.days.push(PlannedDay::default());
        }
        (self.agenda, self.told)
    }
}

/// An entry is at most one level deeper than the one above it.
fn settle(entries: &mut [ToldEntry]) {
    let mut deepest = 0;
    for entry in entries {
        entry.depth = entry.depth.min(deepest);
        deepest = entry.depth + 1;
    }
}

fn depth(depth: usize) -> u16 {
    u16::try_from(depth).unwrap_or(u16::MAX)
}

/// A slot after midnight belongs to the day before.
fn is_night(day: &PlannedDay, date: NaiveDate) -> bool {
    let late = day
        .slots
        .last()
        .and_then(|slot| slot.start)
        .is_some_and(|start| start >= chrono::NaiveTime::MIN + chrono::TimeDelta::hours(20));
    late && day.date.and_then(|day| day.succ_opt()) == Some(date)
}

fn planned(
    section: &Section,
    title: &str,
    stamp: Option<Stamp>,
) -> (PlannedSlot, Vec<super::super::diagnostic::Remark>) {
    let heading = SlotHeading::read(title);
    let property = |names: &[&str]| names.iter().find_map(|name| section.property(name));
    let length = property(&["EFFORT", "DURATION"]).and_then(super::effort).map(Length::of);
    let length = stamp.and_then(|stamp| stamp.minutes()).map(Length::of).or(heading.length).or(length);
    let mut slot = PlannedSlot {
        title: inline::markdown(&heading.title),
        start: stamp.and_then(|stamp| stamp.time).or(heading.start),
        minutes: length.map(|length| length.minutes),
        least: length.and_then(|length| length.least),
        chair: names::split(property(&["CHAIR", "PRESENTER", "SPEAKER", "LEAD", "OWNER"]).unwrap_or_default(), &[]),
        requested_by: property(&["REQUESTED_BY", "REQUESTED-BY"]).map(str::to_owned),
        kind: property(&["KIND"]).map_or_else(|| kind_of_title(&heading.title), SlotKind::from_word),
        ..PlannedSlot::default()
    };
    let names_a_break = |tag: &&str| ["break", "lunch", "coffee"].contains(&tag.to_lowercase().as_str());
    if section.tags.iter().any(names_a_break) {
        slot.kind = SlotKind::Break;
    }
    slot.description = other_properties(section);
    // What a tag means, its author knows: a person, a subject, a project.
    let tags: Vec<&str> = section.tags.iter().copied().filter(|tag| !names_a_break(tag)).collect();
    if !tags.is_empty() {
        append(&mut slot.description, &format!("Tags: {}", tags.join(", ")));
    }
    (slot, heading.remarks)
}

/// Properties that are none of ours, as lines of text.
fn other_properties(section: &Section) -> String {
    const KNOWN: [&str; 14] = [
        "EFFORT",
        "DURATION",
        "CHAIR",
        "PRESENTER",
        "SPEAKER",
        "LEAD",
        "OWNER",
        "REQUESTED_BY",
        "REQUESTED-BY",
        "KIND",
        "ID",
        "CUSTOM_ID",
        "CREATED",
        "NUMBER",
    ];
    let others = section.properties.iter().filter(|(name, value)| !KNOWN.contains(&name.as_str()) && !value.is_empty());
    let line = |(name, value): (&String, &&str)| {
        let name = name.replace('_', " ").to_lowercase();
        let mut letters = name.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{}: {value}", letters.as_str())
    };
    others.map(line).collect::<Vec<_>>().join("\n")
}

/// The lines that are no items, as Markdown; items among them as bullets.
fn prose(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(line) if is_stamp(line) || is_setting(line.text) => {}
            Part::Text(line) => text.push_str(&markdown_line(line.text)),
            Part::Item(item) => {
                let mark = item.checkbox.map(|mark| format!("[{}] ", mark.to_ascii_lowercase())).unwrap_or_default();
                let _ = write!(text, "{}- {mark}{}", "  ".repeat(item.depth), inline::markdown(&item.text));
            }
        }
        text.push('\n');
    }
    text.trim().to_owned()
}

/// A keyword that was read already, or tells Emacs how to show the file.
fn is_setting(line: &str) -> bool {
    const SETTINGS: [&str; 17] = [
        "TITLE",
        "DATE",
        "PARTICIPANTS",
        "ATTENDEES",
        "PEOPLE",
        "TODO",
        "SEQ_TODO",
        "TYP_TODO",
        "STARTUP",
        "OPTIONS",
        "LANGUAGE",
        "CATEGORY",
        "FILETAGS",
        "TAGS",
        "PRIORITIES",
        "PROPERTY",
        "ARCHIVE",
    ];
    super::outline::keyword(line).is_some_and(|(name, _)| SETTINGS.contains(&name.as_str()))
}

/// A line of Org as one of Markdown: blocks of code, tables and comments too.
fn markdown_line(line: &str) -> String {
    let bare = line.trim();
    let lower = bare.to_ascii_lowercase();
    let block = lower.strip_prefix("#+").filter(|rest| rest.starts_with("begin_") || rest.starts_with("end_"));
    if block.is_some_and(|rest| rest.contains("_src") || rest.contains("_example")) {
        return "```".to_owned();
    }
    if let Some(comment) = bare.strip_prefix("# ") {
        return format!("<!-- {} -->", comment.replace("--", "- -"));
    }
    if bare.starts_with("|-") {
        return bare.replace('+', "|");
    }
    inline::markdown(line)
}

/// A text of Org as one of Markdown, line by line, so that the places of remarks stay. `least`: the level that the outermost
/// headings get.
pub(super) fn as_markdown(text: &str, least: usize) -> String {
    let mut markdown = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        let title = line.trim_start();
        let titled = title.get(..8).filter(|start| start.eq_ignore_ascii_case("#+title:")).and_then(|_| title.get(8..));
        match super::outline::stars(line) {
            Some(level) => {
                let heading = inline::markdown(line.get(level..).unwrap_or_default().trim());
                let _ = write!(markdown, "{} {heading}", "#".repeat((level + 1).clamp(least, 6)));
            }
            None if titled.is_some() => markdown.extend(["# ", titled.unwrap_or_default().trim()]),
            None if title.starts_with("#+") => {}
            None => markdown.push_str(&markdown_line(line)),
        }
        markdown.push('\n');
    }
    markdown
}
