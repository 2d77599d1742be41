//! A report over many meetings put together as a page: what was asked for, then a heading and a list for each group.
//!
//! Not here: which rows a report has and how they are grouped (see `minutes/report`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::Options;
use super::super::inline::clean;
use super::super::report::{DecisionRow, Group, GroupKey, Grouping, List, Report, TaskRow, Tasks};
use super::line::{Text, concat, emphasis, filled, join, or, strong};
use super::notes::list;
use super::{Block, Item, Line, Mark, Page, Task, plain};
use crate::lang::fill;
use crate::meeting::{ItemRef, Status, folded};

/// What stands between facts.
const APART: &str = " · ";

/// Tasks of several series have numbers on a page from here on, where their own are taken.
const BEYOND: u32 = 1_000_000;

/// The page of `report`.
pub(super) fn page(report: &Report, options: &Options) -> Page {
    let lang = options.lang;
    let composer = Composer { report, text: Text::of(report.tracker(None), &report.people, lang) };
    let mut blocks = vec![Block::Facts(composer.facts())];
    match &report.list {
        List::Tasks(tasks) => blocks.extend(composer.tasks(tasks)),
        List::Decisions(decisions) => {
            for (rows, number) in decisions.meetings().into_iter().zip(1..) {
                blocks.extend(composer.meeting(rows, number));
            }
        }
    }
    if !matches!(blocks.last(), Some(Block::List(_))) {
        blocks.push(Block::Paragraph(plain(lang.words().nothing.none)));
    }
    Page {
        title: report.title(lang).to_owned(),
        lang,
        blocks,
        dates: fill(lang.words().reports.as_of, &[&lang.long_date(report.today())]),
        source: None,
    }
}

struct Composer<'r> {
    report: &'r Report,
    text: Text<'r>,
}

impl<'r> Composer<'r> {
    /// `When: As of Monday 9 March 2026 · 3 open · 1 overdue`, and what was asked for.
    fn facts(&self) -> Vec<(String, Line)> {
        let (lang, words) = (self.text.lang, self.text.words);
        let as_of = filled(words.reports.as_of, &[vec![self.text.long_day(self.report.today())]]);
        let counts = self.report.counts(lang).into_iter().map(plain);
        let when = (words.head.when.to_owned(), join([as_of].into_iter().chain(counts), APART));
        let asked = self.report.asked(lang).into_iter().map(|(name, value)| (name.to_owned(), plain(clean(&value))));
        [when].into_iter().chain(asked).collect()
    }

    fn tasks(&self, tasks: &'r Tasks) -> Vec<Block> {
        let groups = tasks.groups();
        let numbers = page_numbers(&groups);
        let mut seen = BTreeSet::new();
        let mut blocks = Vec::new();
        for (group, number) in groups.iter().zip(1..) {
            blocks.push(Block::Heading { level: 2, text: self.heading(&group.key), id: format!("group-{number}") });
            let items: Vec<Item> = group
                .rows
                .iter()
                .map(|row| {
                    let is_first = seen.insert(&row.item.item);
                    let number = numbers.get(&row.item.item).copied().unwrap_or(row.item.action.number);
                    self.task(tasks, row, group, (number, is_first))
                })
                .collect();
            blocks.extend(list(items));
        }
        blocks
    }

    fn heading(&self, key: &GroupKey) -> Line {
        let words = self.text.words;
        match key {
            GroupKey::Owner(name) => self.text.name(name),
            GroupKey::Nobody => plain(words.nothing.nobody),
            GroupKey::Overdue => plain(words.reports.past),
            GroupKey::Soon => plain(words.reports.soon),
            GroupKey::Later => plain(words.reports.later),
            GroupKey::Undated => plain(words.reports.undated),
            GroupKey::Done => plain(words.entry.is_done),
            GroupKey::Dropped => plain(words.entry.is_dropped),
            GroupKey::Series(Some(series)) => or(plain(clean(series)), words.reports.no_series),
            GroupKey::Series(None) => plain(words.reports.no_series),
            GroupKey::Meeting(title, day) => self.meeting_title(title, *day),
        }
    }

    /// `Weekly: Monday 5 January 2026`.
    fn meeting_title(&self, title: &str, day: Option<NaiveDate>) -> Line {
        let title = or(self.text.planned(title), self.text.words.nothing.untitled);
        match day {
            Some(day) => concat([title, plain(self.text.words.colon), vec![self.text.long_day(day)]]),
            None => title,
        }
    }

    /// An action item: `#12 — draft the plan · with Bo Chen · due Fri 9 Jan 2026 · overdue · 14 days old · Weekly, Budget`.
    fn task(&self, tasks: &Tasks, row: &'r TaskRow, group: &Group, (number, is_first): (u32, bool)) -> Item {
        let (item, action) = (&row.item, &row.item.action);
        let text = self.text.with_tickets(self.report.tracker(item.item.meeting.as_deref()));
        let others: Vec<String> = match group.key {
            GroupKey::Owner(owner) => {
                action.owners.iter().filter(|name| folded(name) != folded(owner)).cloned().collect()
            }
            _ => action.owners.clone(),
        };
        let others = text.names(&others);
        let (before, with) = match group.key {
            _ if others.is_empty() => (Line::new(), None),
            GroupKey::Owner(_) => (Line::new(), Some(filled(text.words.entry.with, &[others]))),
            _ => (concat([plain(" "), strong(others)]), None),
        };
        let said = [strong(plain(format!("#{}", action.number))), before, plain(" — "), text.typed(&item.text)];
        let facts = with.into_iter().chain(self.facts_of(&text, tasks, row));
        let facts = facts.chain(self.place(tasks, row, group)).flat_map(|fact| [plain(APART), fact]);
        let mark = Task { number, status: action.status, owners: action.owners.clone(), due: action.due, is_first };
        Item { mark: Mark::Task(mark), text: concat(said.into_iter().chain(facts)), children: Vec::new() }
    }

    /// Tickets that are not in its text, priority, when it is due, how old it is, what became of it.
    fn facts_of(&self, text: &Text, tasks: &Tasks, row: &TaskRow) -> Vec<Line> {
        let (item, action, words) = (&row.item, &row.item.action, self.text.words);
        let apart = item.tickets.iter().filter(|ticket| !item.text.contains(ticket.as_str()));
        let mut facts: Vec<Line> = apart.map(|ticket| text.typed(ticket)).collect();
        facts.extend(action.priority.map(|priority| plain(fill(words.entry.priority, &[&priority.to_string()]))));
        facts.extend(action.due.map(|due| filled(words.entry.due, &[vec![text.day(due)]])));
        facts.extend(row.is_overdue(tasks.today).then(|| strong(plain(words.reports.overdue))));
        match action.status {
            Status::Open => {
                let age = row.age(tasks.today).and_then(|age| usize::try_from(age).ok());
                facts.extend(age.map(|age| plain(text.lang.count(age, &words.reports.age))));
                let carried = usize::try_from(item.carried).ok().filter(|carried| *carried > 0);
                facts.extend(carried.map(|carried| plain(text.lang.count(carried, &words.reports.carried))));
            }
            // Its box is ticked.
            Status::Done => {}
            Status::Dropped => facts.push(plain(words.entry.dropped)),
        }
        let reason = action.reason.as_deref().filter(|reason| !reason.trim().is_empty());
        facts.extend(reason.map(|reason| text.typed(reason)));
        facts
    }

    /// Where it was noted: `Weekly, 5 January 2026, Budget`, as far as the heading does not say it.
    fn place(&self, tasks: &Tasks, row: &TaskRow, group: &Group) -> Option<Line> {
        let (item, text) = (&row.item, &self.text);
        let series = row.series.as_deref().filter(|series| {
            tasks.grouping != Grouping::Series && tasks.has_several_series() && folded(series) != folded(&item.title)
        });
        let is_headed = matches!(group.key, GroupKey::Meeting(..));
        let title = Some(item.title.as_str()).filter(|_| !is_headed);
        let day = item.raised.filter(|_| !is_headed).map(|at| text.lang.short_date(at.date_naive()));
        let parts = [series, title, day.as_deref(), Some(item.topic.as_str())];
        let parts: Vec<String> =
            parts.into_iter().flatten().map(|part| text.shown(part)).filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| emphasis(parts.join(text.words.comma)))
    }

    /// The decisions of a meeting.
    fn meeting(&self, rows: &'r [DecisionRow], number: u32) -> Vec<Block> {
        let Some(first) = rows.first() else { return Vec::new() };
        let last = rows.last().map(DecisionRow::date);
        let heading = self.meeting_title(&first.title, last);
        let item = |row: &'r DecisionRow| {
            let text = self.text.with_tickets(self.report.tracker(Some(&row.id)));
            let place = Some(text.shown(&row.decision.topic)).filter(|topic| !topic.is_empty());
            let place = place.map_or_else(Line::new, |topic| concat([plain(APART), emphasis(topic)]));
            let text = concat([text.typed(&row.decision.text), place]);
            Item { mark: Mark::Bullet, text, children: Vec::new() }
        };
        let heading = Block::Heading { level: 2, text: heading, id: format!("group-{number}") };
        [heading].into_iter().chain(list(rows.iter().map(item))).collect()
    }
}

/// A number for each item that no other item of the page has: its own, unless one of another series took it before.
fn page_numbers<'r>(groups: &[Group<'r>]) -> BTreeMap<&'r ItemRef, u32> {
    let (mut numbers, mut taken) = (BTreeMap::new(), BTreeSet::new());
    let mut beyond = BEYOND;
    for row in groups.iter().flat_map(|group| &group.rows) {
        numbers.entry(&row.item.item).or_insert_with(|| {
            let own = row.item.action.number;
            if own < BEYOND && taken.insert(own) {
                return own;
            }
            beyond = beyond.saturating_add(1);
            beyond
        });
    }
    numbers
}
