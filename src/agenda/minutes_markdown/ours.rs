//! The blocks of our own minutes in Markdown: the head, a heading a day, a heading a slot, lists of what was said.
//!
//! Not here: single lines.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::super::body::append;
use super::super::days::Count;
use super::super::diagnostic::Report;
use super::super::heading::UNTITLED;
use super::super::markdown::{self, Block, BlockKind, Item};
use super::super::noted::Noted;
use super::super::property::kind_of_title;
use super::super::recorded::{also_written, follows, follows_beside, row as names};
use super::super::{Reading, ToldEntry, ToldSlot, dates, zone};
use super::line::{Span, Style, planned, said, spans};
use super::summary::{Chapter, OnceMore};
use super::{entry, times};
use crate::meeting::{Agenda, Attachment, Person, PlannedDay, PlannedSlot, SlotKind, TalkingPoint};

/// Facts of the head that follow from what was said.
const FOLLOW: [&str; 2] = ["Present:", "Regrets:"];

/// The plan and what is told; none where it is no export of ours after all, or one whose days are tables.
pub(super) fn read(source: &str, blocks: &[Block], fallback: &str, report: &mut Report) -> Option<Reading> {
    let mut remarks = Report::default();
    let mut reader = Reader {
        source,
        report: &mut remarks,
        count: Count::default(),
        agenda: Agenda::default(),
        zone: None,
        told: Vec::new(),
        at: At::Head,
        noted: None,
        is_table: false,
        once_more: None,
    };
    let (title, rest) = blocks.split_first()?;
    let BlockKind::Heading { level: 1, text } = &title.kind else { return None };
    let title = planned(&spans(text));
    reader.agenda.head.title = if title.is_empty() { fallback.to_owned() } else { title };
    for block in rest {
        reader.block(block);
    }
    reader.zone?;
    reader.told.retain(|told| told.started.is_some() || !told.entries.is_empty());
    if reader.is_table {
        return None;
    }
    let (agenda, told) = (reader.agenda, reader.told);
    report.absorb(remarks, |at| at);
    Some(Reading { agenda, told, diagnostics: Vec::new() })
}

/// Where in the file the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first day.
    Head,
    /// Below a day's heading.
    Day,
    /// Directly below a slot's heading.
    SlotFacts,
    /// In a slot; so many levels below it.
    Slot(u16),
    /// In a chapter that says once more what stands in the slots.
    Summary(Chapter),
    /// Behind the last slot or day that there is room for.
    Rest,
}

pub(super) struct Reader<'a> {
    source: &'a str,
    pub(super) report: &'a mut Report,
    count: Count,
    pub(super) agenda: Agenda,
    /// The zone of all times; none before the head was read.
    zone: Option<Tz>,
    pub(super) told: Vec<ToldSlot>,
    at: At,
    /// Reads lines that were added by hand.
    noted: Option<Noted>,
    /// A day is a table.
    is_table: bool,
    /// What was said so far, from the first chapter on that says it once more.
    pub(super) once_more: Option<OnceMore>,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        let at = block.range.start;
        let source = self.source.get(block.range.clone()).unwrap_or_default().trim_end();
        match (&block.kind, self.at) {
            (BlockKind::Heading { level: 2, text }, _) => self.chapter(text, at),
            (BlockKind::Rule, _) => {}
            (_, At::Summary(chapter)) => self.summary(chapter, block, source),
            (BlockKind::Heading { text, .. }, At::Rest) => self.text(text),
            (_, At::Rest) => self.text(source),
            (BlockKind::Heading { level: 3, text }, _) => self.slot(text, at),
            (BlockKind::Heading { level: 4, text }, At::SlotFacts | At::Slot(_)) => self.subtopic(text),
            (BlockKind::Heading { text, .. }, _) => self.text(text),
            (BlockKind::List(items), At::Head) => self.facts(items),
            (BlockKind::List(items), At::SlotFacts | At::Slot(_)) => self.said(items),
            (BlockKind::Paragraph, At::SlotFacts) => self.slot_facts(source, at),
            (BlockKind::Paragraph, At::Day | At::Slot(_)) if is_plain_break(source) => self.plain_break(source, at),
            (BlockKind::Paragraph, At::Head) if source.starts_with('*') && source.ends_with('*') => {}
            (BlockKind::Paragraph, At::Day) if self.is_hours(source) => {}
            (BlockKind::Other, _) if source.starts_with('>') => self.quote(source),
            (BlockKind::Table, At::Day) => self.is_table = true,
            _ => self.text(source),
        }
    }

    /// The line of a day that sums up its hours.
    fn is_hours(&self, source: &str) -> bool {
        let fresh = self.agenda.days.last().is_some_and(|day| day.description.is_empty());
        fresh && ["Planned ", "Held ", "Running "].iter().any(|word| source.starts_with(word))
    }

    /// `- **Series:** Steering group`.
    fn facts(&mut self, items: &[Item]) {
        for item in items {
            let spans = spans(&item.text);
            let Some((label, value)) = spans.split_first().filter(|(label, _)| label.style == Style::Strong) else {
                self.unknown_fact(item);
                continue;
            };
            let text = planned(value);
            let head = &mut self.agenda.head;
            match label.text.as_str() {
                "Series:" => head.series = Some(text),
                "Where:" => head.location = Some(text),
                "Link:" => head.link = Some(said(value)),
                "Chair:" => head.chair = names(&text),
                "Scribe:" => head.scribe = names(&text),
                "Groups:" => self.agenda.groups = names(&text),
                "People:" => {
                    let person = |name| Person { name, ..Person::default() };
                    self.agenda.people = names(&text).into_iter().map(person).collect();
                }
                "When:" => {
                    let name = text.rsplit_once("times in ").map_or("", |(_, name)| name).replace(' ', "_");
                    head.timezone = zone::checked(&name, "").ok();
                    self.zone = head.timezone.as_deref().and_then(|zone| zone.parse().ok());
                }
                "Next meeting:" => {
                    head.next_meetings = text.split(", ").filter_map(dates::whole_behind_weekday).collect();
                }
                "Times also in:" => head.zones = zone::beside(&text, &mut self.agenda.people),
                label if FOLLOW.contains(&label) => {}
                _ => {
                    self.unknown_fact(item);
                    continue;
                }
            }
            item.children.iter().for_each(|item| self.unknown_fact(item));
        }
        self.noted = None;
    }

    /// Keeps a line of the head that says no fact of ours as text of the meeting.
    fn unknown_fact(&mut self, item: &Item) {
        let text = planned(&spans(&item.text));
        let message = format!("The head of minutes has no fact {text:?}; it is text of the meeting");
        self.report.note(item.at, message, "Write it as text below the head");
        append(&mut self.agenda.head.description, &text);
        item.children.iter().for_each(|item| self.unknown_fact(item));
    }

    /// A day, or one of the lists at the end.
    fn chapter(&mut self, heading: &str, at: usize) {
        let text = planned(&spans(heading));
        if let Some(chapter) = Chapter::named(&text) {
            self.at = At::Summary(chapter);
            return;
        }
        if !self.count.day(at, self.report) {
            self.at = At::Rest;
            return self.text(&text);
        }
        let (before, last) = text.rsplit_once(": ").unwrap_or(("", &text));
        let (date, title) = match dates::whole_behind_weekday(last) {
            Some(date) => (Some(date), before.to_owned()),
            None => (None, text),
        };
        self.agenda.days.push(PlannedDay { date, title, ..PlannedDay::default() });
        self.at = At::Day;
    }

    fn slot(&mut self, heading: &str, at: usize) {
        if !self.count.slot(at, self.report) {
            self.at = At::Rest;
            return self.text(heading);
        }
        let title = planned(&spans(heading));
        let kind = kind_of_title(&title);
        self.add(PlannedSlot { title, kind, ..PlannedSlot::default() });
        self.at = At::SlotFacts;
    }

    pub(super) fn add(&mut self, slot: PlannedSlot) {
        if self.agenda.days.is_empty() {
            self.agenda.days.push(PlannedDay::default());
        }
        let day = self.agenda.days.len() - 1;
        let Some(last) = self.agenda.days.last_mut() else { return };
        let title = if slot.title.is_empty() { UNTITLED.to_owned() } else { slot.title };
        last.slots.push(PlannedSlot { title, ..slot });
        self.told.push(ToldSlot { day, slot: last.slots.len() - 1, ..ToldSlot::default() });
    }

    /// `**10:00 Coffee** · planned 30 min`: a break about which nothing else was said, on one line.
    fn plain_break(&mut self, source: &str, at: usize) {
        if !self.count.slot(at, self.report) {
            self.at = At::Rest;
            return self.text(source);
        }
        let (facts, below) = source.split_once('\n').unwrap_or((source, ""));
        let spans = spans(facts);
        let Some((title, rest)) = spans.split_first() else { return };
        self.add(PlannedSlot { title: title.text.clone(), kind: SlotKind::Break, ..PlannedSlot::default() });
        let time = title.text.split(' ').next().unwrap_or_default();
        if let (Some(stated), Some(day)) = (times::planned(time), self.agenda.days.last_mut())
            && let Some(slot) = day.slots.last_mut()
        {
            plan(slot, stated, day.date);
        }
        self.at = At::Slot(0);
        self.told_facts(rest, at);
        self.text(&running_text(below));
    }

    /// `Chair: Ann Lee · planned 09:00, 45 min · held 09:02–09:51, 49 min`; a paragraph that says none of it is text.
    fn slot_facts(&mut self, source: &str, at: usize) {
        let (facts, below) = source.split_once('\n').unwrap_or((source, ""));
        self.at = At::Slot(0);
        if self.told_facts(&spans(facts), at) {
            self.text(&running_text(below));
        } else {
            self.text(&running_text(source));
        }
    }

    /// Takes what a line of facts says of the last slot; what is none of them is its text. Says whether any is one: where none
    /// is, nothing was taken.
    fn told_facts(&mut self, facts: &[Span], at: usize) -> bool {
        let line = planned(facts);
        let facts = line.trim_start_matches("· ").split(" · ").filter(|fact| !fact.is_empty());
        let (known, unknown): (Vec<&str>, Vec<&str>) = facts.partition(|fact| self.take(fact));
        if !known.is_empty() {
            for fact in unknown.iter().filter(|fact| !follows_beside(fact)) {
                let message = format!("{fact:?} is no fact of a slot; it is text of the slot");
                self.report.note(at, message, "Write it below the line of facts");
                self.text(fact);
            }
        }
        !known.is_empty()
    }

    /// Takes one fact of the last slot and says whether it is one.
    fn take(&mut self, fact: &str) -> bool {
        let zone = self.zone.unwrap_or(Tz::UTC);
        let Some(day) = self.agenda.days.last_mut() else { return false };
        let (Some(slot), Some(told)) = (day.slots.last_mut(), self.told.last_mut()) else { return false };
        if let Some(value) = fact.strip_prefix("planned ") {
            let Some(stated) = times::planned(value) else { return false };
            plan(slot, stated, day.date);
        } else if let Some(value) = fact.strip_prefix("held ").or_else(|| fact.strip_prefix("running ")) {
            let Some((start, end)) = times::held(value, day.date, zone) else { return false };
            (told.started, told.ended) = (Some(start), end);
        } else if let Some(value) = fact.strip_prefix("Chair: ") {
            slot.chair = names(value);
        } else if let Some(value) = fact.strip_prefix("Requested by: ") {
            slot.requested_by = Some(value.to_owned());
        } else if let Some(value) = fact.strip_prefix("Kind: ") {
            slot.kind = SlotKind::from_word(value);
        } else {
            return follows(fact);
        }
        true
    }

    fn subtopic(&mut self, heading: &str) {
        let (entry, also) = entry::subtopic(heading);
        if let Some(told) = self.told.last_mut() {
            told.entries.push(entry);
            told.entries.extend(also_written(&also, 1));
        }
        self.at = At::Slot(1);
    }

    fn said(&mut self, items: &[Item]) {
        let depth = if let At::Slot(depth) = self.at { depth } else { 0 };
        self.at = At::Slot(depth);
        self.items(items, depth);
    }

    fn items(&mut self, items: &[Item], depth: u16) {
        for item in items {
            self.line(&item.text, depth);
            self.items(&item.children, depth.saturating_add(1));
        }
    }

    /// A line of what was said, and the other texts of it.
    pub(super) fn entry(&mut self, source: &str, depth: u16) -> (ToldEntry, Vec<String>) {
        let agenda = &self.agenda;
        let noted = self.noted.get_or_insert_with(|| Noted::new(agenda));
        entry::read(source, depth, noted)
    }

    fn line(&mut self, source: &str, depth: u16) {
        let (entry, also) = self.entry(source, depth);
        if let Some(told) = self.told.last_mut() {
            told.entries.push(entry);
            told.entries.extend(also_written(&also, depth.saturating_add(1)));
        }
    }

    /// What stood in the agenda: of the meeting, of a day, of a slot.
    fn quote(&mut self, source: &str) {
        let line = |line: &str| {
            let rest = line.strip_prefix('>').unwrap_or(line);
            rest.strip_prefix(' ').unwrap_or(rest).to_owned()
        };
        let inner = source.lines().map(line).collect::<Vec<_>>().join("\n");
        for block in markdown::outline(&inner, 0).blocks {
            let source = inner.get(block.range.clone()).unwrap_or_default().trim();
            let slot = matches!(self.at, At::SlotFacts | At::Slot(_)).then(|| self.last_slot()).flatten();
            match (block.kind, slot) {
                (BlockKind::List(items), Some(slot)) => slot.topics.extend(items.iter().map(point)),
                (BlockKind::Paragraph, Some(slot)) if source.starts_with("*Attachments:*") => {
                    slot.attachments = attachments(source);
                }
                (BlockKind::Paragraph, _) if source == "*Talking points*" => {}
                (BlockKind::Paragraph, _) => self.text(&running_text(source)),
                _ => self.text(source),
            }
        }
        if self.at == At::SlotFacts {
            self.at = At::Slot(0);
        }
    }

    fn last_slot(&mut self) -> Option<&mut PlannedSlot> {
        self.agenda.days.last_mut()?.slots.last_mut()
    }

    /// A text of where the reader stands.
    pub(super) fn text(&mut self, text: &str) {
        let day = self.agenda.days.last_mut();
        let place = match (self.at, day) {
            (At::Head | At::Summary(_), _) | (_, None) => &mut self.agenda.head.description,
            (At::Day, Some(day)) => &mut day.description,
            (At::SlotFacts | At::Slot(_) | At::Rest, Some(day)) => match day.slots.last_mut() {
                Some(slot) => &mut slot.description,
                None => &mut day.description,
            },
        };
        append(place, text);
    }
}

/// Whether a paragraph is a break on one line, and no text that begins in bold.
fn is_plain_break(source: &str) -> bool {
    let spans = spans(source.lines().next().unwrap_or_default());
    let facts = |rest: &[Span]| rest.first().is_none_or(|first| first.text.trim_start().starts_with('·'));
    spans.split_first().is_some_and(|(title, rest)| title.style == Style::Strong && facts(rest))
}

/// Takes over when a slot was planned, and its time off the front of its title.
fn plan(slot: &mut PlannedSlot, planned: times::Planned, day: Option<NaiveDate>) {
    let is_here = planned.date.is_none_or(|date| day.and_then(|day| day.succ_opt()) == Some(date));
    if let Some(time) = planned.time {
        slot.start = (is_here && !planned.guessed).then_some(time);
        let shown = format!("{}{} ", if planned.guessed { "~" } else { "" }, time.format("%H:%M"));
        if let Some(title) = slot.title.strip_prefix(&shown) {
            slot.title = title.to_owned();
        }
    }
    slot.minutes = planned.minutes.or(slot.minutes);
}

fn point(item: &Item) -> TalkingPoint {
    TalkingPoint { text: planned(&spans(&item.text)), children: item.children.iter().map(point).collect() }
}

/// A paragraph as its lines, each of which stood on its own.
pub(super) fn running_text(source: &str) -> String {
    source.split("\\\n").map(|line| planned(&spans(line))).collect::<Vec<_>>().join("\n")
}

/// `*Attachments:* slides: [sensors.pdf](https://…) · link: words (address)`.
fn attachments(source: &str) -> Vec<Attachment> {
    let rest = source.strip_prefix("*Attachments:*").unwrap_or(source);
    let one = |source: &str| {
        let spans = spans(source);
        let (kind, first) = spans.first()?.text.split_once(':')?;
        let mut attachment = Attachment { kind: kind.trim().to_owned(), ..Attachment::default() };
        match spans.iter().find(|span| span.link.is_some()) {
            Some(link) => {
                attachment.link.clone_from(&link.link);
                attachment.name =
                    Some(link.text.clone()).filter(|name| attachment.link.as_ref() != Some(name)).unwrap_or_default();
            }
            None => first.trim().clone_into(&mut attachment.name),
        }
        Some(attachment)
    };
    rest.split(" · ").filter_map(|source| one(source.trim())).collect()
}
