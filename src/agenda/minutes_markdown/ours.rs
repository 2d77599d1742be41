//! The blocks of our own minutes in Markdown: the head, a heading a day, a heading a slot, lists of what was said.
//!
//! Not here: single lines.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::super::attachment;
use super::super::body::append;
use super::super::days::Count;
use super::super::diagnostic::Report;
use super::super::heading::{SlotHeading, UNTITLED};
use super::super::language::{self, HeadFact};
use super::super::markdown::{self, Block, BlockKind, Item};
use super::super::noted::Noted;
use super::super::property::kind_of_title;
use super::super::recorded::{row, with_counted};
use super::super::slot_line::{self, Planned, SlotLine};
use super::super::{Reading, ToldEntry, ToldSlot, dates, zone};
use super::entry;
use super::line::{Span, Style, planned, said, spans};
use super::summary::{Chapter, OnceMore};
use crate::lang::{Lang, fill, is_same, value_in};
use crate::meeting::{Agenda, Attachment, Person, PlannedDay, PlannedSlot, SlotKind, TalkingPoint};

/// The kind of a file that has none.
const FILE: &str = "file";

/// The plan and what is told; none where it is no export of ours after all, or one whose days are tables.
pub(super) fn read(source: &str, blocks: &[Block], lang: Lang, fallback: &str, report: &mut Report) -> Option<Reading> {
    let mut remarks = Report::default();
    let mut reader = Reader {
        source,
        lang,
        report: &mut remarks,
        count: Count::default(),
        agenda: Agenda::default(),
        zone: None,
        told: Vec::new(),
        at: At::Head,
        noted: None,
        is_table: false,
        once_more: None,
        files: Vec::new(),
    };
    let (title, rest) = blocks.split_first()?;
    let BlockKind::Heading { level: 1, text } = &title.kind else { return None };
    let title = planned(&spans(text));
    reader.agenda.head.title = if title.is_empty() { fallback.to_owned() } else { title };
    for block in rest {
        reader.block(block);
    }
    reader.zone?;
    reader.told.iter_mut().for_each(|told| told.entries = with_counted(std::mem::take(&mut told.entries)));
    reader.told.retain(|told| told.started.is_some() || !told.entries.is_empty());
    if reader.is_table {
        return None;
    }
    reader.agenda.attachments = attachment::of_meeting(reader.files, &mut reader.agenda.days);
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
    pub(super) source: &'a str,
    /// The language of the fixed words.
    pub(super) lang: Lang,
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
    /// The table of all files.
    pub(super) files: Vec<Attachment>,
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
        let words = &self.lang.words().course;
        let says = |pattern| value_in(pattern, source).is_some();
        fresh && [words.planned, words.held, words.running].into_iter().any(says)
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
            let names = |text: &str| row(text, self.lang);
            match language::head_fact(&label.text, self.lang) {
                Some(HeadFact::Series) => head.series = Some(text),
                Some(HeadFact::Where) => head.location = Some(text),
                Some(HeadFact::Link) => head.link = Some(said(value)),
                Some(HeadFact::Chair) => head.chair = names(&text),
                Some(HeadFact::Scribe) => head.scribe = names(&text),
                Some(HeadFact::Groups) => self.agenda.groups = names(&text),
                Some(HeadFact::People) => {
                    let person = |name| Person { name, ..Person::default() };
                    self.agenda.people = names(&text).into_iter().map(person).collect();
                }
                Some(HeadFact::When) => {
                    let name = language::zone_in(&text, self.lang).unwrap_or_default();
                    head.timezone = zone::checked(&name, "").ok();
                    self.zone = head.timezone.as_deref().and_then(|zone| zone.parse().ok());
                }
                Some(HeadFact::Beside) => head.zones = zone::beside(&text, &mut self.agenda.people, self.lang),
                // They follow from what was said.
                Some(HeadFact::Present | HeadFact::Regrets | HeadFact::Stage) => {}
                Some(HeadFact::Next) => {
                    let date = |text| self.lang.date_in(text).or_else(|| dates::whole_behind_weekday(text));
                    head.next_meetings = text.split(self.lang.words().comma).filter_map(date).collect();
                }
                Some(HeadFact::Zone) | None => {
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
        if let Some(chapter) = Chapter::named(&text, self.lang) {
            self.at = At::Summary(chapter);
            return;
        }
        if !self.count.day(at, self.report) {
            self.at = At::Rest;
            return self.text(&text);
        }
        let (before, last) = self.lang.sides_of_colon(&text).unwrap_or(("", &text));
        let (date, title) = match self.lang.date_in(last).or_else(|| dates::whole_behind_weekday(last)) {
            Some(date) => (Some(date), before.to_owned()),
            None => (None, self.day_title(text)),
        };
        self.agenda.days.push(PlannedDay { date, title, ..PlannedDay::default() });
        self.at = At::Day;
    }

    /// The name of a day without a date; one that is no more than its number is so in English.
    fn day_title(&self, title: String) -> String {
        let number = value_in(self.lang.words().slot.day, &title).filter(|number| number.parse::<usize>().is_ok());
        number.map(|number| fill(Lang::English.words().slot.day, &[number])).unwrap_or(title)
    }

    fn slot(&mut self, heading: &str, at: usize) {
        if !self.count.slot(at, self.report) {
            self.at = At::Rest;
            return self.text(heading);
        }
        let title = planned(&spans(heading));
        // Its time stands before it.
        let kind = kind_of_title(&SlotHeading::read(&title).title);
        self.add(PlannedSlot { title, kind, ..PlannedSlot::default() });
        self.at = At::SlotFacts;
    }

    pub(super) fn add(&mut self, slot: PlannedSlot) {
        if self.agenda.days.is_empty() {
            self.agenda.days.push(PlannedDay::default());
        }
        let day = self.agenda.days.len() - 1;
        let Some(last) = self.agenda.days.last_mut() else { return };
        let is_untitled = slot.title.is_empty() || slot.title == self.lang.words().nothing.untitled;
        let title = if is_untitled { UNTITLED.to_owned() } else { slot.title };
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
        if let (Some(stated), Some(day)) = (slot_line::planned(time, self.lang), self.agenda.days.last_mut())
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
        let facts = line.trim_start_matches("· ").split(slot_line::APART).map(|fact| (fact, Vec::new()));
        let day = self.agenda.days.last().and_then(|day| day.date);
        let zone = Some(self.zone.unwrap_or(Tz::UTC));
        let setting = slot_line::Setting { lang: self.lang, day, zone, bare: false };
        let Some(line) = slot_line::read(facts, setting) else { return false };
        for fact in &line.unknown {
            let message = format!("{fact:?} is no fact of a slot; it is text of the slot");
            self.report.note(at, message, "Write it below the line of facts");
            self.text(fact);
        }
        self.take(line);
        true
    }

    /// Takes what a line says of the last slot.
    fn take(&mut self, line: SlotLine) {
        let Some(day) = self.agenda.days.last_mut() else { return };
        let (Some(slot), Some(told)) = (day.slots.last_mut(), self.told.last_mut()) else { return };
        if let Some(stated) = line.planned {
            plan(slot, stated, day.date);
        }
        if let Some((start, end)) = line.held {
            (told.started, told.ended) = (Some(start), end);
        }
        if let Some(chair) = line.chair {
            slot.chair = row(&chair, self.lang);
        }
        slot.requested_by = line.requested_by.or(slot.requested_by.take());
        if let Some(kind) = line.kind {
            slot.kind = SlotKind::from_word(&kind);
        }
    }

    fn subtopic(&mut self, heading: &str) {
        let (entry, also) = entry::subtopic(heading, self.lang);
        if let Some(told) = self.told.last_mut() {
            told.entries.push(entry);
            told.entries.extend(also);
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

    /// A line of what was said, and those that were written as one with it.
    pub(super) fn entry(&mut self, source: &str, depth: u16) -> (ToldEntry, Vec<ToldEntry>) {
        let agenda = &self.agenda;
        let noted = self.noted.get_or_insert_with(|| Noted::new(agenda));
        entry::read(source, depth, noted, self.lang)
    }

    fn line(&mut self, source: &str, depth: u16) {
        let (entry, also) = self.entry(source, depth);
        if let Some(told) = self.told.last_mut() {
            told.entries.push(entry);
            told.entries.extend(also);
        }
    }

    /// What stood in the agenda: of the meeting, of a day, of a slot.
    fn quote(&mut self, source: &str) {
        let line = |line: &str| {
            let rest = line.strip_prefix('>').unwrap_or(line);
            rest.strip_prefix(' ').unwrap_or(rest).to_owned()
        };
        let inner = source.lines().map(line).collect::<Vec<_>>().join("\n");
        let (lang, words) = (self.lang, &self.lang.words().slot);
        for block in markdown::outline(&inner, 0).blocks {
            let source = inner.get(block.range.clone()).unwrap_or_default().trim();
            let slot = matches!(self.at, At::SlotFacts | At::Slot(_)).then(|| self.last_slot()).flatten();
            match (block.kind, slot) {
                (BlockKind::List(items), Some(slot)) => slot.topics.extend(items.iter().map(point)),
                (BlockKind::Paragraph, slot) => match (emphasized(source), slot) {
                    (Some((label, "")), _) if is_same(words.talking_points, label) => {}
                    (Some((label, rest)), Some(slot))
                        if lang.before_colon(label).is_some_and(|label| is_same(words.attachments, label)) =>
                    {
                        slot.attachments = attachments(rest, lang);
                    }
                    _ => self.text(&running_text(source)),
                },
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
fn plan(slot: &mut PlannedSlot, planned: Planned, day: Option<NaiveDate>) {
    if let Some(time) = planned.time {
        slot.start = planned.start_on(day);
        let shown = format!("{}{} ", if planned.guessed { "~" } else { "" }, time.format("%H:%M"));
        if let Some(title) = slot.title.strip_prefix(&shown) {
            slot.title = title.to_owned();
        }
    }
    slot.minutes = planned.length.map(|length| length.minutes).or(slot.minutes);
}

fn point(item: &Item) -> TalkingPoint {
    TalkingPoint { text: planned(&spans(&item.text)), children: item.children.iter().map(point).collect() }
}

/// A paragraph as its lines, each of which stood on its own.
pub(super) fn running_text(source: &str) -> String {
    source.split("\\\n").map(|line| planned(&spans(line))).collect::<Vec<_>>().join("\n")
}

/// The words in italics at the beginning of a paragraph, and what stands behind them.
fn emphasized(source: &str) -> Option<(&str, &str)> {
    source.strip_prefix('*')?.split_once('*')
}

/// `slides: [sensors.pdf](https://…) · link: words (address)`.
fn attachments(source: &str, lang: Lang) -> Vec<Attachment> {
    let words = lang.words();
    let one = |source: &str| {
        let spans = spans(source);
        let (first, rest) = spans.split_first()?;
        let (kind, name) = first.text.split_once(words.colon.trim())?;
        let name = Span { text: name.to_owned(), ..first.clone() };
        Some(file(kind.trim(), &[&[name], rest].concat(), lang))
    };
    source.split(" · ").filter_map(|source| one(source.trim())).collect()
}

/// A file as its link, else as the words that name it.
pub(super) fn file(kind: &str, named: &[Span], lang: Lang) -> Attachment {
    let kind = if kind.is_empty() || kind == lang.words().slot.file { FILE } else { kind };
    let mut file = Attachment { kind: kind.to_owned(), ..Attachment::default() };
    match named.iter().find_map(|span| Some((span, span.link.as_ref()?))) {
        Some((shown, link)) => {
            file.name = Some(&shown.text).filter(|name| *name != link).cloned().unwrap_or_default();
            file.link = Some(link.clone());
        }
        None => file.name = said(named),
    }
    file
}
