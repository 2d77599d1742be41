//! What the parts of a page mean in an agenda: its head, its days, their slots, and what was said in them.
//!
//! Where a table or headings with times give the slots, they are written as ours; any other page is written as it stands, with
//! its headings and lists, and the reader of Markdown makes of it what it makes of such a text. Not here: what the reader
//! makes of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::draft::{Draft, Told};
use super::entry::{self, Terms};
use super::facts::Facts;
use super::line::Line;
use super::parts::{Item, Part, lines};
use super::rows;
use super::sections::{Section, Sort, day_of, has_clock, sections};
use super::slot;
use super::tables::{grid_of, in_english};
use crate::agenda::attachment;
use crate::agenda::columns::Meaning;
use crate::agenda::days::MOST_SLOTS;
use crate::agenda::diagnostic::Report;
use crate::agenda::grid::{self, Setting};
use crate::agenda::heading::{DayHeading, SlotHeading};
use crate::agenda::language::{self, HeadFact};
use crate::agenda::names;
use crate::agenda::recorded;
use crate::agenda::slot_line::{APART, SlotLine, is_course};
use crate::agenda::told::ToldEntry;
use crate::agenda::write;
use crate::lang::{Lang, is_same, value_in};
use crate::meeting::{Attachment, Kind, PlannedDay, Tickets, folded};
use crate::notation::{Roster, zone};

/// What was made of a page.
pub(super) struct Made {
    /// The agenda as Markdown.
    pub(super) draft: Draft,
    pub(super) facts: Facts,
}

/// Writes a page as an agenda.
pub(super) struct Writer<'r> {
    pub(super) report: &'r mut Report,
    pub(super) facts: Facts,
    /// What describes the whole meeting.
    intro: Draft,
    pub(super) days: Draft,
    pub(super) requests: Draft,
    pub(super) roster: Roster,
    pub(super) names: Vec<String>,
    /// Slots are written as ours; else the page as it stands.
    pub(super) ours: bool,
    /// It is minutes: its lists are what was said.
    pub(super) minutes: bool,
    /// A slot has been written that shows which form the text is in.
    pub(super) marked: bool,
    /// The day and the slot that are being written.
    pub(super) day: Option<NaiveDate>,
    pub(super) standing: Standing,
    /// Where the heading of the slot says its title, as long as it has no time before that.
    untimed: Option<usize>,
    /// What stands between the facts of the slot and is none of them.
    left_over: Vec<Line>,
    /// What was said so far: the numbers and the texts.
    pub(super) numbers: BTreeSet<u32>,
    pub(super) texts: BTreeSet<String>,
}

/// Where the part stands that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// In no slot.
    Outside,
    /// In a slot.
    Slot,
    /// Under a heading within a slot.
    Subtopic,
}

/// The agenda of a page. `facts`: what is known of it beside its parts.
pub(super) fn agenda(parts: Vec<Part>, facts: Facts, report: &mut Report) -> Made {
    let english = |part: Part| match part {
        Part::Table(table) if facts.lang() != Lang::English => Part::Table(in_english(table, facts.lang())),
        part => part,
    };
    let parts = parts.into_iter().map(english).collect();
    let sections = sections(parts, &facts);
    let mut writer = Writer {
        report,
        facts,
        intro: Draft::default(),
        days: Draft::default(),
        requests: Draft::default(),
        roster: Roster::default(),
        names: Vec::new(),
        ours: false,
        minutes: false,
        marked: false,
        day: None,
        standing: Standing::Outside,
        untimed: None,
        left_over: Vec::new(),
        numbers: BTreeSet::new(),
        texts: BTreeSet::new(),
    };
    writer.prepare(&sections);
    for section in sections {
        writer.section(section);
    }
    writer.finish()
}

impl Writer<'_> {
    /// What has to be known before anything is written.
    fn prepare(&mut self, sections: &[Section]) {
        for section in sections {
            match section.sort {
                Sort::People => self.facts.people_of(&section.parts),
                Sort::Intro => section.parts.iter().for_each(|part| self.people(part)),
                _ => {}
            }
        }
        let (agenda, lang) = (&self.facts.agenda, self.facts.lang());
        self.roster = Roster::new(&agenda.people, &agenda.groups);
        self.names = write::roster(agenda);
        let parts = || sections.iter().filter(|section| section.is_planned()).flat_map(|section| &section.parts);
        self.minutes = self.facts.ours.is_some()
            || parts().any(|part| is_about(part, lang) || matches!(part, Part::Table(table) if rows::is_ours(table)));
        self.ours = self.minutes || parts().any(|part| self.gives_slots(part));
    }

    fn people(&mut self, part: &Part) {
        if let Part::Facts(facts) = part {
            for (name, value) in facts {
                self.facts.take_people(name, value);
            }
        }
    }

    fn gives_slots(&self, part: &Part) -> bool {
        match part {
            Part::Heading(level, line) => *level > 1 && SlotHeading::read(&line.text).start.is_some(),
            Part::Table(table) => grid::days(&grid_of(table), &self.setting(), &mut Report::default()).is_some(),
            _ => false,
        }
    }

    pub(super) fn setting(&self) -> Setting<'_> {
        Setting {
            names: &self.names,
            roster: &self.roster,
            tickets: &Tickets::Any,
            date: self.day,
            alone: false,
            tells: true,
            most: MOST_SLOTS,
        }
    }

    pub(super) fn terms(&self) -> Terms<'_> {
        Terms { lang: self.facts.lang(), known: &self.names, marked: self.facts.marked }
    }

    pub(super) fn in_slot(&self) -> bool {
        self.standing != Standing::Outside
    }

    fn zone(&self) -> Option<Tz> {
        zone::named(self.facts.agenda.head.timezone.as_deref()?)
    }

    fn section(&mut self, section: Section) {
        let Section { sort, heading, parts } = section;
        // Where the wiki shows its files, tasks or plans, nothing stands on the page.
        if parts.is_empty() && matches!(sort, Sort::Actions | Sort::Attachments | Sort::Requests) {
            return;
        }
        if self.ours && sort != Sort::Day {
            self.standing = Standing::Outside;
        }
        match sort {
            Sort::Day => self.begin_day(heading),
            Sort::People => return,
            Sort::Derived if self.minutes => return self.once_more(heading.as_ref(), &parts),
            Sort::Actions => return self.actions(heading.as_ref(), parts),
            Sort::Requests => return self.requested(heading, parts),
            Sort::Attachments => return self.attached(heading, parts),
            _ => self.begin_chapter(heading),
        }
        let level = self.slot_level(&parts);
        for part in parts {
            self.part(part, level);
        }
    }

    fn begin_day(&mut self, heading: Option<(u8, Line)>) {
        let Some((_, line)) = heading else { return };
        self.end_slot();
        let DayHeading { date, title } = day_of(&line.text, self.facts.lang());
        let date = line.dates.first().map(|(_, date)| *date).or(date);
        (self.day, self.standing) = (date, Standing::Outside);
        let day = PlannedDay { date, title, ..PlannedDay::default() };
        self.days.markdown(line.at, &write::day(&day));
    }

    pub(super) fn begin_chapter(&mut self, heading: Option<(u8, Line)>) {
        let Some((level, line)) = heading else { return };
        self.end_slot();
        if self.ours {
            self.intro.heading(line.at, 3, &line.text);
        } else {
            self.days.heading(line.at, level, &line.text);
        }
    }

    /// The level of the headings that are slots.
    fn slot_level(&self, parts: &[Part]) -> Option<u8> {
        if self.facts.slots.is_some() {
            return self.facts.slots;
        }
        let timed = |pair: (&Part, Option<&Part>)| match pair {
            (Part::Heading(level, line), next) => {
                let is_slot = SlotHeading::read(slot::without_guess(&line.text)).is_timed()
                    || next.is_some_and(|next| is_about(next, self.facts.lang()));
                (*level > 1 && is_slot).then_some(*level)
            }
            _ => None,
        };
        let next = parts.iter().skip(1).map(Some).chain([None]);
        parts.iter().zip(next).filter_map(timed).min().filter(|_| self.ours)
    }

    pub(super) fn part(&mut self, part: Part, level: Option<u8>) {
        match part {
            Part::Heading(own, line) => self.heading(own, &line, level),
            Part::Table(table) => self.table(table),
            Part::List(items) => self.list(items),
            Part::Paragraph(lines) => self.paragraph(lines),
            Part::Code(at, text) => self.text().code(at, &text),
            Part::Facts(facts) => self.told_facts(facts),
            Part::Prepared(parts) => self.prepared(parts),
        }
    }

    /// Where text belongs that stands here.
    pub(super) fn text(&mut self) -> &mut Draft {
        if self.ours && !self.in_slot() && self.day.is_none() { &mut self.intro } else { &mut self.days }
    }

    fn heading(&mut self, own: u8, line: &Line, level: Option<u8>) {
        let text = slot::without_guess(&line.text);
        if level == Some(own) {
            return self.begin_slot(line.at, text);
        }
        if !self.ours {
            return self.days.heading(line.at, own, &line.text);
        }
        let is_title = own == 1 && self.facts.agenda.head.title.is_empty();
        if is_title {
            return self.facts.agenda.head.title.clone_from(&line.text);
        }
        if self.in_slot() && self.minutes {
            let entry = ToldEntry { kind: Kind::Subtopic, text: line.text.clone(), ..ToldEntry::default() };
            self.standing = Standing::Subtopic;
            return self.tell(vec![entry]);
        }
        self.text().heading(line.at, 3, &line.text);
    }

    fn paragraph(&mut self, lines: Vec<Line>) {
        if let [line] = lines.as_slice()
            && self.about(line)
        {
            return;
        }
        let of_meeting = self.ours && !self.in_slot() && self.day.is_none();
        let lines: Vec<_> = lines.into_iter().filter(|line| !(of_meeting && self.facts.take_line(line))).collect();
        let (named, lines): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| self.in_slot() && is_file(line));
        for line in &named {
            self.days.attach(line.at, &line.files);
        }
        self.text().paragraph(&lines);
    }

    /// Takes a line that says facts of a slot; a break has its title in the same line.
    fn about(&mut self, line: &Line) -> bool {
        let split = line.text.split_once(" · ").map(|(title, rest)| (title.to_owned(), line.text.len() - rest.len()));
        let (lang, day, zone) = (self.facts.lang(), self.day, self.zone());
        if let Some((title, past)) = split
            && SlotHeading::read(slot::without_guess(&title)).is_timed()
                | title.starts_with('~')
                | (line.bold >= title.len())
            && let Some(about) = slot::about(&line.clone().cut(past), lang, day, zone)
        {
            self.begin_slot(line.at, slot::without_guess(&title));
            self.take_about(line.at, &about);
            return true;
        }
        let about = slot::about(line, lang, day, zone).filter(|_| self.in_slot());
        let found = about.is_some();
        if let Some(about) = about {
            self.take_about(line.at, &about);
        }
        // The hours of a day that was held say nothing that its slots do not say.
        found
            || (self.minutes
                && !self.in_slot()
                && if self.day.is_some() { is_hours(&line.text, lang) } else { is_standing(&line.text, lang) })
    }

    /// Writes what is left over of the facts as text of the slot, below all else of it: properties stand before any text.
    fn end_slot(&mut self) {
        for line in std::mem::take(&mut self.left_over) {
            self.days.paragraph(&[line]);
        }
    }

    fn take_about(&mut self, at: usize, about: &SlotLine) {
        for unknown in &about.unknown {
            let message = format!("{unknown:?} is no fact of a slot; it is text of the slot");
            self.report.note(at, message, "Write it below the line of facts");
            self.left_over.push(Line::new(at, unknown.as_str()));
        }
        let start = about.planned.and_then(|planned| planned.start_on(self.day));
        if let (Some(title), Some(start)) = (self.untimed.take(), start) {
            self.days.text.insert_str(title, &format!("{} ", start.format("%H:%M")));
        }
        let length = about.planned.and_then(|planned| planned.length).map(|length| length.to_string());
        let properties = [
            ("Kind", &about.kind),
            ("Chair", &about.chair),
            ("Requested by", &about.requested_by),
            ("Duration", &length),
        ];
        for (name, value) in properties {
            if let Some(value) = value {
                self.days.from(at);
                let _ = writeln!(self.days.text, "{name}: {value}");
            }
        }
        let (started, ended) = about.held.map_or((None, None), |(start, end)| (Some(start), end));
        self.days.tell(Told { started, ended, entries: Vec::new() });
    }

    pub(super) fn prepared(&mut self, parts: Vec<Part>) {
        let lang = self.facts.lang();
        let is_files = |part: &Part| matches!(part, Part::Paragraph(lines) if lines.iter().all(|line| files(line, lang).is_some()));
        let (named, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| self.in_slot() && is_files(part));
        for part in named {
            let Part::Paragraph(lines) = part else { continue };
            // Properties stand before any text.
            for line in &lines {
                self.days.attach(line.at, &files(line, lang).unwrap_or_default());
            }
        }
        for part in parts {
            match part {
                Part::List(items) if self.minutes => self.text().list(&items),
                Part::Paragraph(lines) if is_label(&lines, lang) => {}
                // What was prepared for a day is words, also where they look like its hours.
                Part::Paragraph(lines) if self.minutes && !self.in_slot() => self.text().paragraph(&lines),
                other => self.part(other, None),
            }
        }
    }

    fn list(&mut self, items: Vec<Item>) {
        if self.minutes && self.in_slot() {
            let mut entries = Vec::new();
            entry::ours(&items, u16::from(self.standing == Standing::Subtopic), self.terms(), &mut entries);
            return self.tell(recorded::with_counted(entries));
        }
        let (points, tasks) = apart(items);
        if !points.is_empty() {
            self.text().list(&points);
        }
        if !tasks.is_empty() {
            let entries = self.entries(&tasks);
            self.tell(entries);
        }
    }

    /// What a list says, as a scribe would have typed it.
    pub(super) fn entries(&self, items: &[Item]) -> Vec<ToldEntry> {
        let mut entries = Vec::new();
        grid::entries(&mut entries, &lines(&[Part::List(items.to_vec())]), Meaning::Notes, self.day, &self.setting());
        entries
    }

    pub(super) fn tell(&mut self, entries: Vec<ToldEntry>) {
        self.numbers.extend(entries.iter().filter_map(|entry| entry.number));
        self.texts.extend(entries.iter().map(|entry| folded(&entry.text)));
        self.days.tell(Told { entries, ..Told::default() });
    }

    pub(super) fn told_facts(&mut self, facts: Vec<(String, Line)>) {
        for (name, value) in facts {
            // Who sent word of not coming is no part of a plan, nor is how far the minutes were.
            let fact = || language::head_fact(&name, self.facts.lang());
            let is_of_minutes = || matches!(fact(), Some(HeadFact::Regrets | HeadFact::Stage));
            let is_told = self.minutes && !self.in_slot() && is_of_minutes();
            if !is_told && (self.in_slot() || !self.facts.take(&name, &value)) {
                let colon = if name.is_empty() || value.text.is_empty() { "" } else { ": " };
                let line = Line { text: format!("{name}{colon}{}", value.text), ..value };
                self.text().paragraph(&[line]);
            }
        }
    }

    /// Begins a slot with that heading.
    pub(super) fn begin_slot(&mut self, at: usize, heading: &str) {
        self.end_slot();
        (self.standing, self.marked) = (Standing::Slot, true);
        let before = self.days.text.len();
        self.days.heading(at, 2, heading);
        let title = self.days.text.get(before..).and_then(|text| text.find("## ")).map(|at| before + at + "## ".len());
        self.untimed = title.filter(|_| SlotHeading::read(heading).start.is_none());
    }

    /// Takes what a line says of the slot that was begun; the rest is its text.
    pub(super) fn take_line(&mut self, line: &Line) {
        if !line.text.is_empty() && !self.about(line) {
            self.days.paragraph(std::slice::from_ref(line));
        }
    }

    /// The whole text: front matter, what describes the meeting, its days, the requests.
    fn finish(mut self) -> Made {
        self.end_slot();
        let mut draft = Draft::default();
        let head = &self.facts.agenda.head;
        // Whom the properties of slots may name with a comma; who they are, the page says.
        let whole: Vec<_> = self.names.iter().filter(|name| self.minutes && names::is_odd(name)).collect();
        if !head.title.is_empty() || self.facts.date.is_some() || !whole.is_empty() {
            draft.text.push_str("---\n");
            if !head.title.is_empty() {
                let _ = writeln!(draft.text, "title: {}", write::in_quotes(&head.title));
            }
            if let Some(date) =
                self.facts.date.filter(|_| !self.days.text.contains("\n# ") && !self.days.text.starts_with("# "))
            {
                let _ = writeln!(draft.text, "date: {date}");
            }
            if !whole.is_empty() {
                draft.text.push_str("groups:\n");
            }
            for name in whole {
                let _ = writeln!(draft.text, "  - {}", write::in_quotes(name));
            }
            draft.text.push_str("---\n");
        }
        for part in [self.intro, self.days, self.requests] {
            draft.append(part);
        }
        Made { draft, facts: self.facts }
    }
}

impl Section {
    /// Whether slots may lie in it.
    fn is_planned(&self) -> bool {
        matches!(self.sort, Sort::Intro | Sort::Day | Sort::Other)
    }
}

/// Whether a line is nothing but the name of a file.
fn is_file(line: &Line) -> bool {
    matches!(line.files.as_slice(), [file] if file.name == line.text)
}

/// Whether a part is the line below a slot's heading that says when it was held.
fn is_about(part: &Part, lang: Lang) -> bool {
    matches!(part, Part::Paragraph(lines) if matches!(lines.as_slice(), [line] if is_course(&line.text, lang)))
}

/// `Planned 09:00–12:00, held 09:02–12:04, 4 min over`, `Held 09:02–12:04`: the hours of a day.
fn is_hours(text: &str, lang: Lang) -> bool {
    let words = &lang.words().course;
    let says = |pattern| value_in(pattern, text).is_some();
    [words.planned, words.held, words.running].into_iter().any(says) && has_clock(text)
}

/// That a meeting is still open, above its minutes.
fn is_standing(text: &str, lang: Lang) -> bool {
    value_in(lang.words().head.still_open, text).is_some()
}

/// The files of `Attachments: slides: [a.pdf](https://…) · link: …`; none where it is a line of text.
fn files(line: &Line, lang: Lang) -> Option<Vec<Attachment>> {
    let words = &lang.words().slot;
    let bare = lang.named(words.attachments, &line.text);
    let all = bare.unwrap_or(&line.text);
    let kinds = ["slides", "link", "file", words.file];
    let listed = all.split(APART).all(|one| kinds.iter().any(|kind| lang.named(kind, one).is_some()));
    let read = |one: &str| {
        let (kind, value) = one.split_once(lang.words().colon.trim()).unwrap_or(("file", one));
        let kind = if is_same(words.file, kind.trim()) { "file" } else { kind.trim() };
        attachment::read(kind, value.trim())
    };
    (bare.is_some() || listed).then(|| all.split(APART).flat_map(read).collect())
}

fn is_label(lines: &[Line], lang: Lang) -> bool {
    let says = |text: &str| is_same(lang.words().slot.talking_points, lang.before_colon(text).unwrap_or(text));
    matches!(lines, [only] if says(&only.text))
}

/// Items without the boxes to tick, and those with what stands below each.
fn apart(items: Vec<Item>) -> (Vec<Item>, Vec<Item>) {
    let (mut points, mut tasks) = (Vec::new(), Vec::new());
    for mut item in items {
        if item.task.is_some() {
            tasks.push(item);
            continue;
        }
        let (below, tasks_below) = apart(std::mem::take(&mut item.children));
        item.children = below;
        tasks.extend(tasks_below);
        if !item.line.text.is_empty() || !item.children.is_empty() {
            points.push(item);
        }
    }
    (points, tasks)
}
