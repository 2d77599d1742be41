//! The minutes put together as a page: its head, its days and their slots.
//!
//! A day is a section a slot or a table with a row a slot, as the options ask. Not here: what a line says (see `notes`), the
//! lists and tables at the end (see `ending`).

use super::super::document::{DayMinutes, Minutes, SlotMinutes};
use super::super::{Layout, Only, Options, course, room, times, votes, words, zones};
use super::line::{Text, concat, emphasis, join, or, strong};
use super::{Block, Line, Page, Table, plain};
use crate::lang::fill;
use crate::meeting::{Role, Slot, Zone};
use crate::text::without_comments;

/// What stands between facts.
const APART: &str = " · ";

/// Puts the page together.
pub(super) struct Composer<'m> {
    pub(super) minutes: &'m Minutes<'m>,
    pub(super) options: &'m Options,
    pub(super) text: Text<'m>,
}

/// The page of `minutes`.
pub(super) fn page(minutes: &Minutes, options: &Options) -> Page {
    let composer = Composer::new(minutes, options);
    let title = composer.text.shown(&minutes.meeting.head.title);
    let dates = minutes.dates().map(|(from, to)| options.lang.date_range(from, to));
    Page {
        title: if title.is_empty() { options.lang.words().head.minutes.to_owned() } else { title },
        lang: options.lang,
        blocks: composer.blocks(),
        dates: dates.unwrap_or_default(),
        source: minutes.source(options.lang),
    }
}

impl<'m> Composer<'m> {
    pub(super) fn new(minutes: &'m Minutes<'m>, options: &'m Options) -> Self {
        Self { minutes, options, text: Text::new(minutes.meeting, options.lang) }
    }
}

impl Composer<'_> {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.standing().into_iter().collect();
        match self.options.only {
            Some(Only::Actions) => {
                blocks.push(Block::Facts(self.when()));
                blocks.extend(self.actions());
                blocks.extend(self.series(true));
            }
            Some(Only::Decisions) => {
                blocks.push(Block::Facts(self.when()));
                blocks.extend(self.decisions());
            }
            None => {
                blocks.push(Block::Facts(self.facts()));
                blocks.extend(prepared(self.paragraphs(&self.minutes.meeting.head.description)));
                blocks.extend(self.minutes.days.iter().flat_map(|day| self.day(day)));
                blocks.extend(self.ending());
            }
        }
        blocks
    }

    /// That the meeting is still open, where it is.
    fn standing(&self) -> Option<Block> {
        let (minutes, words) = (self.minutes, self.text.words);
        let date = self.text.lang.short_date(minutes.now.date_naive());
        let now = [date, words::clock(minutes.now)].join(words.comma);
        let standing = || Block::Paragraph(emphasis(fill(words.head.still_open, &[&now])));
        minutes.closed.is_none().then(standing)
    }

    /// When it was: `28–30 October 2019 · began 09:02, ended 16:31 · times in America/Los Angeles`.
    fn when(&self) -> Vec<(String, Line)> {
        let (minutes, lang, words) = (self.minutes, self.text.lang, &self.text.words.head);
        let dates = minutes.dates().map(|(from, to)| lang.date_range(from, to));
        let zone = fill(words.times_in_zone, &[&zones::name(minutes.meeting.zone)]);
        let when = dates.into_iter().chain(times::whole(lang, minutes, &course::unmarked)).chain([zone]);
        vec![(words.when.to_owned(), plain(when.collect::<Vec<_>>().join(APART)))]
    }

    fn facts(&self) -> Vec<(String, Line)> {
        let (text, words) = (&self.text, &self.text.words.head);
        let meeting = self.minutes.meeting;
        let head = &meeting.head;
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let people: Vec<String> = meeting.people.iter().map(|person| person.name.clone()).collect();
        let next = head.next_meetings.iter().map(|date| vec![text.day(*date)]);
        let facts = [
            (words.place, text.planned(&optional(&head.location))),
            (words.link, text.addressed(&optional(&head.link))),
            (words.chair, text.names(meeting.holders(Role::Chair))),
            (words.scribe, text.names(meeting.holders(Role::Scribe))),
            (words.people, text.names(&people)),
            (words.groups, text.names(&meeting.groups)),
            (words.present, self.present()),
            (words.regrets, text.names(&room::regrets(self.minutes))),
            (words.times_also_in, self.further_zones()),
            (words.next_meeting, join(next, text.words.comma)),
        ];
        let named = |(name, value): (&str, Line)| (name.to_owned(), value);
        let series = named((words.series, text.planned(&optional(&head.series))));
        let all = [series].into_iter().chain(self.when()).chain(self.stage()).chain(facts.map(named));
        all.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// `Ann Lee, Bo Chen (from 10:12)`.
    fn present(&self) -> Line {
        let present = room::present(self.text.lang, self.minutes, &course::unmarked);
        let one = |(name, when): (&str, Option<String>)| {
            let when = when.map(|when| plain(format!(" ({when})"))).unwrap_or_default();
            Some(concat([vec![self.text.person(name)?], when]))
        };
        join(present.into_iter().filter_map(one), self.text.words.comma)
    }

    /// `Europe/Paris (Ann Lee), Asia/Tokyo`: the zones beside the meeting's own.
    fn further_zones(&self) -> Line {
        let one = |one: &Zone| match self.text.names(&one.people) {
            people if people.is_empty() => plain(zones::name(one.zone)),
            people => concat([plain(zones::name(one.zone) + " ("), people, plain(")")]),
        };
        join(zones::further(self.minutes).iter().map(one), self.text.words.comma)
    }

    /// A day's title and date, as a heading says them.
    pub(super) fn day_title(&self, day: &DayMinutes) -> Line {
        let title = self.text.planned(&day.day.title);
        let date = day.day.date.map(|date| vec![self.text.long_day(date)]);
        match date {
            Some(date) if title.is_empty() => date,
            Some(date) => concat([title, plain(self.text.words.colon), date]),
            None if title.is_empty() => plain(self.text.day_number(day.number)),
            None => title,
        }
    }

    fn day(&self, day: &DayMinutes) -> Vec<Block> {
        let id = format!("day-{}", day.number);
        let hours = course::hours(self.text.lang, self.minutes, day, &course::unmarked);
        let mut blocks = vec![Block::Heading { level: 2, text: self.day_title(day), id: id.clone() }];
        blocks.extend(hours.into_iter().map(|line| Block::Paragraph(plain(line))));
        blocks.extend(prepared(self.paragraphs(&day.day.description)));
        match self.options.layout {
            Layout::Sections => blocks.extend(day.slots.iter().flat_map(|slot| self.slot(slot, day))),
            Layout::Tables if day.slots.is_empty() => {}
            Layout::Tables => blocks.push(Block::Table(self.day_table(day, format!("{id}-table")))),
        }
        blocks
    }

    /// A slot's title where nothing may stand for more than words.
    pub(super) fn title(&self, slot: &Slot) -> String {
        let title = self.text.shown(&slot.plan.title);
        if title.is_empty() { self.text.words.nothing.untitled.to_owned() } else { title }
    }

    fn slot(&self, slot: &SlotMinutes, day: &DayMinutes) -> Vec<Block> {
        let title = or(self.text.planned(&slot.slot.plan.title), self.text.words.nothing.untitled);
        let start = times::start(&slot.plan_before_title()).map(|(_, start)| plain(start + " "));
        let title = concat([start.unwrap_or_default(), title]);
        let facts = join(self.slot_facts(slot, day), APART);
        if slot.is_plain_break() {
            let facts = if facts.is_empty() { facts } else { concat([plain(APART), facts]) };
            return vec![Block::Paragraph(concat([strong(title), facts]))];
        }
        let mut blocks = vec![Block::Heading { level: 3, text: title, id: format!("slot-{}", slot.slot.id) }];
        blocks.extend((!facts.is_empty()).then_some(Block::Paragraph(facts)));
        blocks.extend(prepared(self.preparation(slot)));
        blocks.extend(self.text.notes(&votes::folded(&slot.entries)));
        blocks
    }

    /// `Chair: Ann Lee`, `planned 09:00, 45 min`, `held 09:02–09:51, 49 min`, `4 min over`.
    fn slot_facts(&self, slot: &SlotMinutes, day: &DayMinutes) -> Vec<Line> {
        let text = &self.text;
        let chair = text.labelled(text.words.head.chair, text.names(&slot.slot.plan.chair));
        let times = [
            times::planned(text.lang, &slot.plan_beside_title(), day.day.date, &course::unmarked),
            slot.held.map(|held| times::held(text.lang, &held, day.day.date, &course::unmarked)),
        ];
        let [kind, requested_by] = self.kind_and_origin(slot);
        let lines = [kind, chair, requested_by].into_iter().flatten();
        let times = times.into_iter().flatten().chain(self.against_plan(slot));
        let fate = times::fate(text.lang, self.minutes, slot, &|slot| self.title(slot));
        lines.chain(times.chain(fate).map(plain)).chain(self.speakers(slot)).collect()
    }

    fn kind_and_origin(&self, slot: &SlotMinutes) -> [Option<Line>; 2] {
        let (text, words) = (&self.text, &self.text.words.slot);
        let plan = &slot.slot.plan;
        let is_named = !plan.kind.is_topic() && !plan.kind.is_break();
        let kind = is_named.then(|| text.labelled(words.kind, text.planned(plan.kind.word()))).flatten();
        [kind, text.labelled(words.requested_by, text.names(plan.requested_by.as_slice()))]
    }

    /// How it kept to its plan, or why it could not.
    fn against_plan(&self, slot: &SlotMinutes) -> impl Iterator<Item = String> {
        let unheld = times::unheld(self.text.lang, slot.outcome.fate).map(str::to_owned);
        times::over(self.text.lang, slot).into_iter().chain(unheld)
    }

    fn speakers(&self, slot: &SlotMinutes) -> Option<Line> {
        let name = |name: &str| self.text.shown(name);
        let times = room::speakers(self.text.lang, slot.slot, &self.minutes.stamp, &name)?;
        self.text.labelled(self.text.words.slot.speakers, plain(times))
    }

    /// What stood in the agenda before the meeting: description, talking points, attachments.
    fn preparation(&self, slot: &SlotMinutes) -> Vec<Block> {
        let (text, words) = (&self.text, &self.text.words.slot);
        let plan = &slot.slot.plan;
        let mut blocks = self.paragraphs(&plan.description);
        let topics = text.topics(&slot.talking_points());
        if !topics.is_empty() {
            blocks.extend(self.is_in_sections().then(|| Block::Paragraph(emphasis(words.talking_points))));
            blocks.push(Block::List(topics));
        }
        if slot.slot.attachments().next().is_some() {
            let label = text.label(words.attachments, super::Weight::Emphasis);
            let files = join(slot.slot.attachments().map(|one| text.attachment(one)), APART);
            blocks.push(Block::Paragraph(concat([label, files])));
        }
        blocks
    }

    fn is_in_sections(&self) -> bool {
        self.options.layout == Layout::Sections
    }

    /// Lines of the agenda's running text, without its author's comments.
    fn paragraphs(&self, text: &str) -> Vec<Block> {
        let text = without_comments(text);
        let lines = text.lines().map(|line| self.text.planned(line)).filter(|line| !line.is_empty());
        lines.map(Block::Paragraph).collect()
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
        let text = &self.text;
        let lang = text.lang;
        let start = times::start(&slot.plan_before_title()).map(|(_, start)| strong(plain(start)));
        let planned = match times::planned_elsewhere(lang, slot, day.day.date, &course::unmarked) {
            Some(planned) => plain(planned),
            None => join(start.into_iter().chain(times::length(lang, &slot.plan).map(plain)), text.words.comma),
        };
        let held = slot.held.map(|held| times::held(lang, &held, day.day.date, &course::unmarked));
        let times = held.into_iter().chain(self.against_plan(slot)).map(plain);
        let time = [planned].into_iter().chain(times).filter(|line| !line.is_empty());
        let title = strong(or(text.planned(&slot.slot.plan.title), text.words.nothing.untitled));
        let fate = times::fate(lang, self.minutes, slot, &|slot| self.title(slot));
        let facts = self.kind_and_origin(slot).into_iter().flatten().chain(fate.into_iter().map(plain));
        let facts = join(facts.chain(self.speakers(slot)), APART);
        let chair = text.names(&slot.slot.plan.chair);
        let filled = |line: &Line| !line.is_empty();
        vec![
            time.map(Block::Paragraph).collect(),
            [title, facts].into_iter().filter(filled).map(Block::Paragraph).collect(),
            [chair].into_iter().filter(filled).map(Block::Paragraph).collect(),
            self.preparation(slot),
            text.notes_in_cell(&votes::folded(&slot.entries)),
        ]
    }
}

/// What was prepared, set apart; nothing where nothing was.
fn prepared(blocks: Vec<Block>) -> Option<Block> {
    (!blocks.is_empty()).then_some(Block::Prepared(blocks))
}
