//! The end of the page: attached documents, action items by owner, the other lists, what was asked for before the meeting,
//! and how the meeting kept to its plan.
//!
//! Not here: the days (see `compose`).

use std::collections::BTreeSet;

use super::super::document::{Listed, Task};
use super::super::said::Said;
use super::super::{Layout, course};
use super::compose::Composer;
use super::line::{beside, concat, emphasis, filled, join, or, referring, strong};
use super::notes::{Told, as_text, list, tallied, task};
use super::series::Boxes;
use super::{Block, Item, Line, Mark, Refers, Table, plain};
use crate::lang::fill;
use crate::meeting::{Attachment, Kind, Request};

impl Composer<'_> {
    /// All of it.
    pub(super) fn ending(&self) -> Vec<Block> {
        let mut blocks = self.documents();
        blocks.extend(self.actions());
        for summary in self.text.lang.summaries() {
            let items = self.listed(summary.kind);
            if !items.is_empty() {
                blocks.push(heading(summary.heading, summary.id));
                blocks.extend(list(items));
            }
        }
        blocks.extend(self.series(false, Boxes::Ticked));
        blocks.extend(self.requests());
        blocks.extend(self.schedule());
        blocks
    }

    /// The decisions alone.
    pub(super) fn decisions(&self) -> Vec<Block> {
        let words = self.text.words;
        let items = self.listed(Kind::Decision);
        let none = items.is_empty().then(|| Block::Paragraph(plain(words.nothing.none)));
        let decisions = list(items);
        [heading(words.lists.decisions, "decisions")].into_iter().chain(none).chain(decisions).collect()
    }

    /// The action items by owner.
    pub(super) fn actions(&self) -> Vec<Block> {
        let words = self.text.words;
        let mut blocks = vec![heading(words.lists.actions, "actions")];
        let owners = self.minutes.by_owner(self.options.owner.as_deref());
        if owners.is_empty() {
            blocks.push(Block::Paragraph(plain(self.no_actions())));
        }
        // An item with several owners stands under each; where nothing stands before this list, the first is the first.
        let mut seen = BTreeSet::new();
        for ((owner, tasks), number) in owners.into_iter().zip(1..) {
            let name = self.owner(owner);
            blocks.push(Block::Heading { level: 3, text: name, id: format!("owner-{number}") });
            let mut is_first = |task: &Task| self.options.only.is_some() && seen.insert(task.item.number);
            let items: Vec<Item> = tasks.iter().map(|task| self.task(task, owner, is_first(task))).collect();
            blocks.extend(list(items));
        }
        blocks
    }

    /// That no action item was noted, and how many open ones the meeting began with that are open still.
    pub(in crate::minutes) fn no_actions(&self) -> String {
        match self.minutes.carried(self.options, true).len() {
            0 => self.text.words.nothing.none.to_owned(),
            carried => fill(self.text.words.series.none_new, &[&carried.to_string()]),
        }
    }

    /// Whose action items stand below; of those that nobody owns, that.
    pub(in crate::minutes) fn owner(&self, owner: Option<&str>) -> Line {
        owner.map_or_else(|| plain(self.text.words.nothing.nobody), |owner| self.text.name(owner))
    }

    /// An action item under one of its owners.
    fn task(&self, one: &Task, owner: Option<&str>, is_first: bool) -> Item {
        let text = &self.text;
        let told = self.told(one);
        let number = strong(plain(format!("#{}", one.item.number)));
        let with = self.with(one, owner).map(|with| concat([plain(" · "), with])).unwrap_or_default();
        Item {
            mark: task(one.item, one.status, is_first),
            text: concat([
                number,
                plain(" — "),
                as_text(told.text, false),
                with,
                text.behind(&told.asides),
                text.conflict(&told.others),
            ]),
            children: Vec::new(),
        }
    }

    /// An action item's line in its parts.
    pub(in crate::minutes) fn told(&self, task: &Task) -> Told {
        self.text.told(&Said { entry: task.entry, speaker: None, tally: None, votes: Vec::new() })
    }

    /// `with Bo Chen`: the other owners of an action item that stands under one.
    pub(in crate::minutes) fn with(&self, task: &Task, owner: Option<&str>) -> Option<Line> {
        let others = task.item.owners.iter().filter(|name| Some(name.as_str()) != owner);
        let others = self.text.names(&others.cloned().collect::<Vec<_>>());
        (!others.is_empty()).then(|| filled(self.text.words.entry.with, &[others]))
    }

    fn listed(&self, kind: Kind) -> Vec<Item> {
        let text = &self.text;
        let line = |line: &Listed| match line {
            Listed::Said(slot, said) => {
                let from = text.shown(&slot.plan.title);
                let from = if from.is_empty() { Line::new() } else { concat([plain(" · "), emphasis(from)]) };
                let told = text.told(said);
                concat([told.text, tallied(told.tally), text.conflict(&told.others), from])
            }
            Listed::Parked(slot) => concat([self.slot_title(slot), plain(" · "), emphasis(text.words.times.parked)]),
        };
        let item = |listed: &Listed| Item { mark: Mark::Bullet, text: line(listed), children: Vec::new() };
        self.minutes.listed(kind).iter().map(item).collect()
    }

    /// The table of all files named for the meeting and its slots; beside sections only where it says more of them than the
    /// slots do.
    pub(in crate::minutes) fn documents(&self) -> Vec<Block> {
        if self.options.layout == Layout::Sections && !self.minutes.has_dated_documents() {
            return Vec::new();
        }
        let (text, words) = (&self.text, &self.text.words.tables);
        let row = |one: &Attachment| {
            let cells = [
                or(text.planned(&one.kind), text.words.slot.file),
                text.file(one),
                one.modified.map(|date| vec![text.day(date)]).unwrap_or_default(),
                text.names(one.by.as_slice()),
            ];
            cells.map(cell).to_vec()
        };
        let header = [words.kind, words.file, words.modified, words.by];
        table(words.documents, "documents", &header, self.minutes.documents().map(row).collect())
    }

    /// The table of what was asked for before the meeting.
    pub(in crate::minutes) fn requests(&self) -> Vec<Block> {
        let (text, words) = (&self.text, &self.text.words.tables);
        let row = |request: &Request| {
            let length = course::asked_for(text.lang, request).map(plain);
            let wish = Some(text.planned(&request.wish)).filter(|wish| !wish.is_empty());
            let cells = [
                or(text.planned(&request.topic), text.words.nothing.untitled),
                text.names(request.requested_by.as_slice()),
                join(length.into_iter().chain(wish), text.words.comma),
                text.planned(&request.notes),
            ];
            cells.map(cell).to_vec()
        };
        let header = [words.topic, words.requested_by, words.time_required, words.notes];
        table(words.planning, "requests", &header, self.minutes.meeting.requests.iter().map(row).collect())
    }

    /// What went otherwise than planned, and a table of each day; nothing where there was no plan.
    pub(in crate::minutes) fn schedule(&self) -> Vec<Block> {
        let (minutes, lang, words) = (self.minutes, self.text.lang, self.text.words);
        if !course::is_told(minutes) {
            return Vec::new();
        }
        let mut blocks = vec![heading(words.course.schedule, "schedule")];
        let otherwise = course::otherwise(lang, minutes);
        let otherwise: Vec<_> = otherwise.iter().map(|one| (one.label.to_owned(), self.otherwise(one))).collect();
        blocks.extend((!otherwise.is_empty()).then_some(Block::Facts(otherwise)));
        for day in &minutes.days {
            let rows = course::table(lang, minutes, day, &|slot| self.title(slot));
            if rows.is_empty() {
                continue;
            }
            let id = format!("schedule-{}", day.number);
            if minutes.days.len() > 1 {
                blocks.push(Block::Heading { level: 3, text: self.day_title(day), id: id.clone() });
            }
            let row = |row: &course::Row| {
                let total = || strong(plain(words.tables.total));
                let title = row.slot.map_or_else(total, |slot| self.title(slot.slot));
                let figures = [&row.planned, &row.held, &row.outcome].map(Clone::clone);
                [title].into_iter().chain(figures).map(cell).collect()
            };
            let header = [words.tables.slot, words.tables.planned, words.tables.held, words.tables.outcome];
            blocks.push(Block::Table(Table {
                id: format!("{id}-table"),
                header: header.map(str::to_owned).to_vec(),
                rows: rows.iter().map(row).collect(),
            }));
        }
        blocks
    }

    /// `Budget (within the day), News`.
    pub(in crate::minutes) fn otherwise(&self, one: &course::Otherwise) -> Line {
        let words = self.text.words;
        let parts = one.parts.iter().map(|(part, note)| {
            let (name, by) = match part {
                course::Part::Slot(slot) => (self.title(slot), Line::new()),
                course::Part::EndOfDay => (plain(words.course.end_of_day), Line::new()),
                course::Part::Request(request) => {
                    let topic = self.text.shown(&request.topic);
                    let topic = if topic.is_empty() { words.nothing.untitled } else { topic.as_str() };
                    (vec![referring(topic, Refers::Title(None))], self.text.names(request.requested_by.as_slice()))
                }
            };
            let by = Some(by).filter(|by| !by.is_empty());
            let notes = join(by.into_iter().chain(note.as_deref().map(plain)), words.comma);
            beside(name, (!notes.is_empty()).then_some(notes))
        });
        join(parts, words.comma)
    }
}

pub(super) fn heading(text: &str, id: &str) -> Block {
    Block::Heading { level: 2, text: plain(text), id: id.to_owned() }
}

fn cell(line: Line) -> Vec<Block> {
    if line.is_empty() { Vec::new() } else { vec![Block::Paragraph(line)] }
}

/// A table under its heading; nothing where it has no rows.
fn table(title: &str, id: &str, header: &[&str], rows: Vec<Vec<Vec<Block>>>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let header = header.iter().map(|&name| name.to_owned()).collect();
    vec![heading(title, id), Block::Table(Table { id: format!("{id}-table"), header, rows })]
}
