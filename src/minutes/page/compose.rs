//! The minutes put together as a page: its head, its days and their slots.
//!
//! A day is a section a slot or a table with a row a slot, as the options ask. The parts are public to all writers: HTML and
//! Org, whose pages are built otherwise, take the same parts and lay them out themselves. Not here: what a line says (see
//! `notes`), the lists and tables at the end (see `ending`).

use super::super::document::{DayMinutes, Minutes, Plan, SlotMinutes};
use super::super::{Layout, Only, Options, course, room, times, votes, words, zones};
use super::line::{Text, beside, concat, emphasis, filled, join, moment, or, referring, shown, strong};
use super::series::Boxes;
use super::{Block, Item, Line, Page, Refers, Table, plain};
use crate::lang::fill;
use crate::meeting::{Role, Slot, SlotId, Zone, folded};
use crate::text::without_comments;

/// What stands between facts.
const APART: &str = " · ";

/// Puts the page together.
pub(in crate::minutes) struct Composer<'m> {
    pub(in crate::minutes) minutes: &'m Minutes<'m>,
    pub(in crate::minutes) options: &'m Options,
    pub(in crate::minutes) text: Text<'m>,
}

/// A fact of the meeting.
pub(in crate::minutes) struct Fact {
    pub(in crate::minutes) what: What,
    /// What it is called.
    pub(in crate::minutes) name: &'static str,
    pub(in crate::minutes) value: Line,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::minutes) enum What {
    Series,
    When,
    /// All that is planned.
    Plan,
    /// Who was there, and who had sent word.
    Room,
    /// The zones beside the meeting's own.
    Zones,
    NextMeeting,
    /// How far the minutes are.
    Stage,
}

/// What was prepared for a slot.
pub(in crate::minutes) struct Preparation {
    pub(in crate::minutes) description: Vec<Block>,
    pub(in crate::minutes) topics: Vec<Item>,
    /// Its files, each with its kind.
    pub(in crate::minutes) files: Vec<Line>,
}

/// The page of `minutes`.
pub(super) fn page(minutes: &Minutes, options: &Options) -> Page {
    let composer = Composer::new(minutes, options);
    let dates = minutes.dates().map(|(from, to)| options.lang.date_range(from, to));
    Page {
        title: composer.meeting_title(),
        lang: options.lang,
        blocks: composer.blocks(),
        dates: dates.unwrap_or_default(),
        source: minutes.source(options.lang),
    }
}

impl<'m> Composer<'m> {
    pub(in crate::minutes) fn new(minutes: &'m Minutes<'m>, options: &'m Options) -> Self {
        Self { minutes, options, text: Text::new(minutes, options.lang) }
    }
}

impl Composer<'_> {
    /// The meeting's title; never empty.
    pub(in crate::minutes) fn meeting_title(&self) -> String {
        let title = self.text.shown(&self.minutes.meeting.head.title);
        if title.is_empty() { self.text.words.head.minutes.to_owned() } else { title }
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> =
            self.standing().map(|line| Block::Paragraph(emphasis(shown(&line)))).into_iter().collect();
        match self.options.only {
            Some(Only::Actions) => {
                blocks.push(facts([self.when()]));
                blocks.extend(self.actions());
                blocks.extend(self.series(true, Boxes::Ticked));
            }
            Some(Only::Decisions) => {
                blocks.push(facts([self.when()]));
                blocks.extend(self.decisions());
            }
            None => {
                blocks.push(facts(self.facts()));
                blocks.extend(prepared(self.paragraphs(&self.minutes.meeting.head.description)));
                blocks.extend(self.minutes.days.iter().flat_map(|day| self.day(day)));
                blocks.extend(self.ending());
            }
        }
        blocks
    }

    /// That the meeting is still open, where it is.
    pub(in crate::minutes) fn standing(&self) -> Option<Line> {
        let (minutes, words) = (self.minutes, self.text.words);
        let date = self.text.lang.short_date(minutes.now.date_naive());
        let now = [date, words::clock(minutes.now)].join(words.comma);
        minutes.closed.is_none().then(|| filled(words.head.still_open, &[moment(minutes.now, &now)]))
    }

    /// When it was: `28–30 October 2019 · began 09:02, ended 16:31 · times in America/Los Angeles`.
    fn when(&self) -> Fact {
        let words = &self.text.words.head;
        let zone = plain(fill(words.times_in_zone, &[&zones::name(self.minutes.meeting.zone)]));
        let when = self.dates().into_iter().chain(self.whole()).chain([zone]);
        Fact { what: What::When, name: words.when, value: join(when, APART) }
    }

    /// `28–30 October 2019`.
    pub(in crate::minutes) fn dates(&self) -> Option<Line> {
        self.minutes.dates().map(|(from, to)| plain(self.text.lang.date_range(from, to)))
    }

    /// `began 09:02, ended 16:31`.
    pub(in crate::minutes) fn whole(&self) -> Option<Line> {
        times::whole(self.text.lang, self.minutes)
    }

    /// What is said once of the meeting, in order; nothing that nobody knows.
    pub(in crate::minutes) fn facts(&self) -> Vec<Fact> {
        let (text, words) = (&self.text, &self.text.words.head);
        let meeting = self.minutes.meeting;
        let head = &meeting.head;
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let people: Vec<String> = meeting.people.iter().map(|person| person.name.clone()).collect();
        let next = head.next_meetings.iter().map(|date| vec![text.day(*date)]);
        let facts = [
            (What::Plan, words.place, text.planned(&optional(&head.location))),
            (What::Plan, words.link, text.addressed(&optional(&head.link))),
            (What::Plan, words.chair, text.names(meeting.holders(Role::Chair))),
            (What::Plan, words.scribe, text.names(meeting.holders(Role::Scribe))),
            (What::Plan, words.people, text.names(&people)),
            (What::Plan, words.groups, text.names(&meeting.groups)),
            (What::Room, words.present, self.present()),
            (What::Room, words.regrets, text.names(&room::regrets(self.minutes))),
            (What::Zones, words.times_also_in, self.further_zones()),
            (What::NextMeeting, words.next_meeting, join(next, text.words.comma)),
        ];
        let series = Fact { what: What::Series, name: words.series, value: text.planned(&optional(&head.series)) };
        let facts = facts.into_iter().map(|(what, name, value)| Fact { what, name, value });
        [series, self.when()]
            .into_iter()
            .chain(self.stage())
            .chain(facts)
            .filter(|fact| !fact.value.is_empty())
            .collect()
    }

    /// `Ann Lee, Bo Chen (from 10:12)`.
    fn present(&self) -> Line {
        let present = room::present(self.text.lang, self.minutes);
        let one = |(name, when): (&str, Option<Line>)| Some(beside(vec![self.text.person(name)?], when));
        join(present.into_iter().filter_map(one), self.text.words.comma)
    }

    /// `Europe/Paris (Ann Lee), Asia/Tokyo`: the zones beside the meeting's own.
    fn further_zones(&self) -> Line {
        let one = |one: &Zone| {
            let people = Some(self.text.names(&one.people)).filter(|people| !people.is_empty());
            beside(plain(zones::name(one.zone)), people)
        };
        join(zones::further(self.minutes).iter().map(one), self.text.words.comma)
    }

    /// The hours of a day: a line, or two where there are further zones.
    pub(in crate::minutes) fn hours(&self, day: &DayMinutes) -> Vec<Line> {
        course::hours(self.text.lang, self.minutes, day)
    }

    /// A day's title and date, as a heading says them. A title that is the day of the week says it for the date too:
    /// `Monday: 2 March 2026`.
    pub(in crate::minutes) fn day_title(&self, day: &DayMinutes) -> Line {
        let title = self.text.planned(&day.day.title);
        match day.day.date {
            Some(date) if title.is_empty() => vec![self.text.long_day(date)],
            Some(date) => {
                let lang = self.text.lang;
                let says_weekday = folded(lang.weekday(date)) == folded(&shown(&title));
                let date = if says_weekday { self.text.bare_day(date) } else { self.text.long_day(date) };
                concat([title, plain(self.text.words.colon), vec![date]])
            }
            None if title.is_empty() => plain(self.text.day_number(day.number)),
            None => title,
        }
    }

    fn day(&self, day: &DayMinutes) -> Vec<Block> {
        let id = format!("day-{}", day.number);
        let mut blocks = vec![Block::Heading { level: 2, text: self.day_title(day), id: id.clone() }];
        blocks.extend(together(self.hours(day)));
        blocks.extend(prepared(self.paragraphs(&day.day.description)));
        match self.options.layout {
            Layout::Sections => blocks.extend(day.slots.iter().flat_map(|slot| self.slot(slot, day))),
            Layout::Tables if day.slots.is_empty() => {}
            Layout::Tables => blocks.push(Block::Table(self.day_table(day, format!("{id}-table")))),
        }
        blocks
    }

    /// A slot named by its title.
    pub(in crate::minutes) fn title(&self, slot: &Slot) -> Line {
        let title = self.text.shown(&slot.plan.title);
        let title = if title.is_empty() { self.text.words.nothing.untitled.to_owned() } else { title };
        vec![referring(&title, Refers::Title(Some(slot.id)))]
    }

    /// A slot's title where it is what is read.
    pub(in crate::minutes) fn slot_title(&self, slot: &Slot) -> Line {
        or(self.text.planned(&slot.plan.title), self.text.words.nothing.untitled)
    }

    fn slot(&self, slot: &SlotMinutes, day: &DayMinutes) -> Vec<Block> {
        let start = times::start(&slot.plan_before_title()).map(|start| plain(shown(&start) + " "));
        let title = concat([start.unwrap_or_default(), self.slot_title(slot.slot)]);
        let facts = join(self.slot_facts(slot, day), APART);
        if slot.is_plain_break() {
            let facts = if facts.is_empty() { facts } else { concat([plain(APART), facts]) };
            return vec![Block::Paragraph(concat([strong(title), facts]))];
        }
        let mut blocks = vec![Block::Heading { level: 3, text: title, id: slot_heading(slot.slot.id) }];
        blocks.extend((!facts.is_empty()).then_some(Block::Paragraph(facts)));
        blocks.extend(prepared(self.prepared(slot)));
        blocks.extend(self.text.notes(&votes::folded(&slot.entries)));
        blocks
    }

    /// `Chair: Ann Lee`, `planned 09:00, 45 min`, `held 09:02–09:51, 49 min`, `4 min over`.
    pub(in crate::minutes) fn slot_facts(&self, slot: &SlotMinutes, day: &DayMinutes) -> Vec<Line> {
        let text = &self.text;
        let chair = text.labelled(text.words.head.chair, text.names(&slot.slot.plan.chair));
        let [kind, requested_by] = self.kind_and_origin(slot);
        let lines = [kind, chair, requested_by].into_iter().flatten();
        lines.chain(self.slot_times(slot, &slot.plan_beside_title(), day)).collect()
    }

    /// The same without who and what: times, and what became of it.
    pub(in crate::minutes) fn slot_times(&self, slot: &SlotMinutes, plan: &Plan, day: &DayMinutes) -> Vec<Line> {
        let lang = self.text.lang;
        let planned = times::planned(lang, plan, day.day.date);
        let held = slot.held.map(|held| times::held(lang, &held, day.day.date));
        let times = [planned, held].into_iter().flatten().chain(self.against_plan(slot));
        times.chain(self.fate(slot)).collect()
    }

    fn kind_and_origin(&self, slot: &SlotMinutes) -> [Option<Line>; 2] {
        let (text, words) = (&self.text, &self.text.words.slot);
        let plan = &slot.slot.plan;
        let is_named = !plan.kind.is_topic() && !plan.kind.is_break();
        let kind = is_named.then(|| text.labelled(words.kind, text.planned(plan.kind.word()))).flatten();
        [kind, text.labelled(words.requested_by, text.names(plan.requested_by.as_slice()))]
    }

    /// How it kept to its plan, or why it could not.
    fn against_plan(&self, slot: &SlotMinutes) -> impl Iterator<Item = Line> + use<> {
        let unheld = times::unheld(self.text.lang, slot.outcome.fate).map(plain);
        times::over(self.text.lang, slot).map(plain).into_iter().chain(unheld)
    }

    /// What became of it beside its times, and who spoke for how long.
    fn fate(&self, slot: &SlotMinutes) -> Vec<Line> {
        let text = &self.text;
        let name = |name: &str| text.person(name).into_iter().collect();
        let speakers = room::speakers(text.lang, slot.slot, &self.minutes.stamp, &name);
        let speakers = speakers.and_then(|times| text.labelled(text.words.slot.speakers, times));
        times::fate(text.lang, self.minutes, slot, &|slot| self.title(slot)).into_iter().chain(speakers).collect()
    }

    /// What stood in the agenda before the meeting.
    pub(in crate::minutes) fn preparation(&self, slot: &SlotMinutes) -> Preparation {
        Preparation {
            description: self.paragraphs(&slot.slot.plan.description),
            topics: self.text.topics(slot.talking_points()),
            files: slot.slot.attachments().map(|one| self.text.attachment(one)).collect(),
        }
    }

    /// The same as blocks.
    fn prepared(&self, slot: &SlotMinutes) -> Vec<Block> {
        let (text, words) = (&self.text, &self.text.words.slot);
        let Preparation { description: mut blocks, topics, files } = self.preparation(slot);
        if !topics.is_empty() {
            blocks.extend(self.is_in_sections().then(|| Block::Paragraph(emphasis(words.talking_points))));
            blocks.push(Block::List(topics));
        }
        if !files.is_empty() {
            let label = text.label(words.attachments, super::Weight::Emphasis);
            blocks.push(Block::Paragraph(concat([label, join(files, APART)])));
        }
        blocks
    }

    pub(in crate::minutes) fn is_in_sections(&self) -> bool {
        self.options.layout == Layout::Sections
    }

    /// The agenda's running text, each line kept on its own, without its author's comments.
    pub(in crate::minutes) fn paragraphs(&self, text: &str) -> Vec<Block> {
        let text = without_comments(text);
        let lines: Vec<Line> = text.lines().map(|line| self.text.planned(line)).collect();
        lines.split(Line::is_empty).filter_map(|lines| together(lines.to_vec())).collect()
    }

    fn day_table(&self, day: &DayMinutes, id: String) -> Table {
        let words = &self.text.words.tables;
        let header = [words.time, words.topic, words.chair, words.discussion, words.notes_and_actions];
        Table {
            id,
            header: header.map(str::to_owned).to_vec(),
            rows: day.slots.iter().map(|slot| self.row(slot, day)).collect(),
        }
    }

    fn row(&self, slot: &SlotMinutes, day: &DayMinutes) -> Vec<Vec<Block>> {
        let paragraph = |line: Line| if line.is_empty() { Vec::new() } else { vec![Block::Paragraph(line)] };
        let [title, facts] = [strong(self.slot_title(slot.slot)), join(self.row_facts(slot), APART)];
        vec![
            self.row_times(slot, day).into_iter().map(Block::Paragraph).collect(),
            [title, facts].into_iter().flat_map(paragraph).collect(),
            paragraph(self.text.names(&slot.slot.plan.chair)),
            self.prepared(slot),
            self.text.notes_in_cell(&votes::folded(&slot.entries)),
        ]
    }

    /// The times of a row, one below the other: planned, held, how it kept to its plan.
    pub(in crate::minutes) fn row_times(&self, slot: &SlotMinutes, day: &DayMinutes) -> Vec<Line> {
        let lang = self.text.lang;
        let start = times::start(&slot.plan_before_title()).map(strong);
        let length = times::length(lang, &slot.plan).map(plain);
        let planned = times::planned_elsewhere(lang, slot, day.day.date)
            .unwrap_or_else(|| join(start.into_iter().chain(length), self.text.words.comma));
        let held = slot.held.map(|held| times::held(lang, &held, day.day.date));
        let times = [planned].into_iter().chain(held).chain(self.against_plan(slot));
        times.filter(|line| !line.is_empty()).collect()
    }

    /// What stands below the title in a row.
    pub(in crate::minutes) fn row_facts(&self, slot: &SlotMinutes) -> Vec<Line> {
        self.kind_and_origin(slot).into_iter().flatten().chain(self.fate(slot)).collect()
    }
}

/// Facts as a block.
fn facts(facts: impl IntoIterator<Item = Fact>) -> Block {
    Block::Facts(facts.into_iter().map(|fact| (fact.name.to_owned(), fact.value)).collect())
}

/// Lines that belong together; nothing where there are none.
fn together(mut lines: Vec<Line>) -> Option<Block> {
    match lines.len() {
        0 | 1 => lines.pop().map(Block::Paragraph),
        _ => Some(Block::Lines(lines)),
    }
}

/// What was prepared, set apart; nothing where nothing was.
fn prepared(blocks: Vec<Block>) -> Option<Block> {
    (!blocks.is_empty()).then_some(Block::Prepared(blocks))
}

/// What a page calls the heading of a slot.
pub(super) fn slot_heading(slot: SlotId) -> String {
    format!("slot-{slot}")
}
