//! Minutes as the body of a Confluence page, in its storage format.
//!
//! An action item is a task of the page where it was said and nowhere else: Confluence lists the tasks of a page, knows each
//! by its id, and keeps who ticked it. The id is the item's number, so that publishing the minutes again keeps the boxes that
//! were ticked. Whom a task is assigned to and when it is due, Confluence takes from the first mention and the first date in
//! it, so nothing else in a task may be one of either. The page's title is not in here: Confluence keeps it beside the body.
//! Not here: what the page says (see `page`), and the escaping of XML (see `xml`).

mod roster;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use super::inline::{clean, out_of_row};
use super::page::line::marked;
use super::page::{Block, Item, Line, Mark, Page, Refers, Run, Table, Task, Weight};
use super::{Jira, Minutes, Options};
use crate::meeting::{Person, Status};
use xml::Xml;

/// Notes of a slot with more lines than this are folded up: they would push the next slot off the screen. Their action items
/// and decisions are on the page all the same, in the lists at its end.
const LONG: usize = 30;

/// The level that a slot's heading has on the page.
const SLOT: u8 = 3;

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let roster = roster::written(minutes.meeting);
    of_page(&Page::new(minutes, options), &minutes.meeting.people, options) + &roster
}

/// The body of any page, whose people are these.
pub(super) fn of_page(page: &Page, people: &[Person], options: &Options) -> String {
    let account = |person: &Person| Some((clean(&person.name), clean(person.account.as_deref()?)));
    let accounts = people.iter().filter_map(account);
    let accounts = accounts.filter(|(_, account)| !account.is_empty()).collect();
    storage(page, options.jira.as_ref(), &accounts)
}

/// The account ids of people by their names.
type Accounts = BTreeMap<String, String>;

/// The body of `page`; its tickets are asked for at `jira`, else they are links.
fn storage(page: &Page, jira: Option<&Jira>, accounts: &Accounts) -> String {
    let mut storage = Storage {
        xml: Xml::default(),
        jira,
        accounts,
        comma: page.lang.words().comma,
        title: page.lang.words().tables.notes_and_actions,
        tasks: BTreeSet::new(),
    };
    let mut rest = page.blocks.as_slice();
    let head = rest.iter().position(|block| matches!(block, Block::Facts(_) | Block::Heading { .. }));
    if let Some((before, [Block::Facts(facts), after @ ..])) = head.map(|at| rest.split_at(at)) {
        storage.blocks(before, Within::Page);
        storage.properties(facts);
        rest = after;
    }
    storage.blocks(rest, Within::Page);
    if let Some(source) = &page.source {
        storage.xml.begin("p", &[]);
        storage.xml.begin("em", &[]);
        storage.xml.text(source);
        storage.xml.end("em");
        storage.xml.close("p");
    }
    storage.xml.finish()
}

/// The page so far.
struct Storage<'p> {
    xml: Xml,
    jira: Option<&'p Jira>,
    accounts: &'p Accounts,
    /// What stands between names.
    comma: &'static str,
    /// What folded notes are called.
    title: &'static str,
    /// The action items that are tasks already: an id stands on a page once.
    tasks: BTreeSet<u32>,
}

/// Where blocks stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// On the page itself: a heading of a slot begins its notes.
    Page,
    /// In a cell, a quotation or a fold.
    Another,
}

/// Who and which day may be what Confluence looks for in a line.
#[derive(Clone, Copy)]
enum Place<'p> {
    /// Anybody and any day.
    Anywhere,
    /// In a task: its owners and the day on which it is due.
    /// `&str`: what stands between two of them.
    Task(&'p Task, &'static str),
}

impl<'p> Storage<'p> {
    fn blocks(&mut self, blocks: &'p [Block], within: Within) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            self.block(block);
            let is_slot = matches!(block, Block::Heading { level: SLOT, id, .. } if id.starts_with("slot-"));
            if is_slot && within == Within::Page {
                let ends = |block: &Block| matches!(block, Block::Heading { level, .. } if *level <= SLOT);
                let (slot, others) = after.split_at(after.iter().position(ends).unwrap_or(after.len()));
                self.slot(slot);
                rest = others;
            }
        }
    }

    /// What stands under the heading of a slot; its notes are folded up where they are long. What is no note before and after
    /// them is not: the breaks that follow a slot have no heading of their own.
    fn slot(&mut self, blocks: &'p [Block]) {
        let is_note = |block: &Block| matches!(block, Block::List(_) | Block::Heading { .. });
        let begin = blocks.iter().position(is_note).unwrap_or(blocks.len());
        let end = blocks.iter().rposition(is_note).map_or(begin, |last| last + 1);
        let (until, after) = blocks.split_at(end);
        let (before, notes) = until.split_at(begin);
        self.blocks(before, Within::Another);
        self.notes(self.title, notes);
        self.blocks(after, Within::Another);
    }

    fn notes(&mut self, title: &str, notes: &'p [Block]) {
        let lines = notes.iter().map(lines).sum::<usize>();
        if lines > LONG {
            self.folded(&format!("{title} ({lines})"), notes);
        } else {
            self.blocks(notes, Within::Another);
        }
    }

    fn block(&mut self, block: &'p Block) {
        match block {
            Block::Heading { level, text, .. } => {
                let name = ["h1", "h2", "h3"].get(usize::from(*level).saturating_sub(2)).unwrap_or(&"h4");
                self.line(name, text);
            }
            Block::Paragraph(text) => self.line("p", text),
            Block::Lines(lines) => lines.iter().for_each(|line| self.line("p", line)),
            Block::Facts(facts) => self.facts(facts),
            Block::List(items) => self.list(items),
            Block::Table(table) => self.table(table),
            Block::Prepared(blocks) => {
                self.xml.open("blockquote", &[]);
                self.blocks(blocks, Within::Another);
                self.xml.close("blockquote");
            }
        }
    }

    /// A line as an element of its own; nothing where it is empty.
    fn line(&mut self, name: &str, text: &'p Line) {
        if text.iter().any(|run| !run.text.is_empty()) {
            self.xml.begin(name, &[]);
            self.runs(text, Place::Anywhere);
            self.xml.close(name);
        }
    }

    /// The facts of the meeting as the properties of the page, which other pages can list.
    fn properties(&mut self, facts: &'p [(String, Line)]) {
        self.rich("details", &[("id", "meeting")], |storage| {
            storage.xml.open("table", &[]);
            storage.xml.open("tbody", &[]);
            for (name, value) in facts {
                storage.xml.open("tr", &[]);
                storage.xml.text_in("th", &[], name);
                storage.xml.begin("td", &[]);
                storage.runs(value, Place::Anywhere);
                storage.xml.close("td");
                storage.xml.close("tr");
            }
            storage.xml.close("tbody");
            storage.xml.close("table");
        });
    }

    /// Facts of a slot: a line each in one paragraph.
    fn facts(&mut self, facts: &'p [(String, Line)]) {
        if facts.is_empty() {
            return;
        }
        self.xml.begin("p", &[]);
        for (at, (name, value)) in facts.iter().enumerate() {
            if at > 0 {
                self.xml.empty("br", &[]);
            }
            self.xml.begin("strong", &[]);
            self.xml.text(name);
            self.xml.text(":");
            self.xml.end("strong");
            self.xml.text(" ");
            self.runs(value, Place::Anywhere);
        }
        self.xml.close("p");
    }

    fn table(&mut self, table: &'p Table) {
        self.xml.open("table", &[]);
        self.xml.open("tbody", &[]);
        self.xml.open("tr", &[]);
        for name in &table.header {
            self.xml.text_in("th", &[], name);
        }
        self.xml.close("tr");
        for row in &table.rows {
            self.xml.open("tr", &[]);
            for (at, cell) in row.iter().enumerate() {
                self.xml.open("td", &[]);
                self.notes(table.header.get(at).map_or("", String::as_str), cell);
                self.xml.close("td");
            }
            self.xml.close("tr");
        }
        self.xml.close("tbody");
        self.xml.close("table");
    }

    fn folded(&mut self, title: &str, blocks: &'p [Block]) {
        self.rich("expand", &[("title", title)], |storage| storage.blocks(blocks, Within::Another));
    }

    /// A macro with a body of blocks.
    fn rich(&mut self, name: &str, parameters: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.xml.open("ac:structured-macro", &[("ac:name", name), ("ac:schema-version", "1")]);
        self.parameters(parameters);
        self.xml.end_line();
        self.xml.open("ac:rich-text-body", &[]);
        inside(self);
        self.xml.close("ac:rich-text-body");
        self.xml.close("ac:structured-macro");
    }

    fn parameters(&mut self, parameters: &[(&str, &str)]) {
        for (name, value) in parameters {
            self.xml.begin("ac:parameter", &[("ac:name", name)]);
            self.xml.text(value);
            self.xml.end("ac:parameter");
        }
    }

    /// A list: tasks stand in lists of their own, so each change from one to the other begins a new one.
    fn list(&mut self, items: &'p [Item]) {
        let mut rest = items;
        while let Some(first) = rest.first() {
            let is_task = self.task(first).is_some();
            let name = if is_task { "ac:task-list" } else { "ul" };
            self.xml.open(name, &[]);
            while let Some((item, after)) = rest.split_first() {
                match self.task(item) {
                    Some(task) if is_task => self.task_item(task, item),
                    None if !is_task => self.item(item),
                    _ => break,
                }
                rest = after;
            }
            self.xml.close(name);
        }
    }

    /// The task that an item is to be on this page.
    fn task(&self, item: &'p Item) -> Option<&'p Task> {
        match &item.mark {
            Mark::Task(task) if task.is_first && !self.tasks.contains(&task.number) => Some(task),
            Mark::Task(_) | Mark::Bullet => None,
        }
    }

    fn item(&mut self, item: &'p Item) {
        self.xml.open("li", &[]);
        self.line("p", &item.text);
        self.list(&item.children);
        self.xml.close("li");
    }

    fn task_item(&mut self, task: &'p Task, item: &'p Item) {
        self.tasks.insert(task.number);
        self.xml.open("ac:task", &[]);
        self.xml.text_in("ac:task-id", &[], &task.number.to_string());
        let status = if task.status == Status::Open { "incomplete" } else { "complete" };
        self.xml.text_in("ac:task-status", &[], status);
        self.xml.begin("ac:task-body", &[]);
        if let Some(account) = self.assignee(task, &item.text) {
            self.mention(account);
            self.xml.text(" ");
        }
        self.runs(&item.text, Place::Task(task, self.comma));
        self.list(&item.children);
        self.xml.close("ac:task-body");
        self.xml.close("ac:task");
    }

    /// Whom a task is assigned to, where its line would not begin with a mention of them: under the heading of its owner it names
    /// the others only.
    fn assignee(&self, task: &Task, line: &[Run]) -> Option<&'p str> {
        let mut names = task.owners.iter().map(|owner| clean(owner));
        let (first, account) = names.find_map(|name| self.accounts.get_key_value(&name))?;
        let mut mentioned = line.iter().filter(|run| {
            matches!(run.refers, Some(Refers::Person(Some(_)))) && Place::Task(task, self.comma).has_owner(&run.text)
        });
        mentioned.next().is_none_or(|run| out_of_row(&run.text, self.comma) != *first).then_some(account.as_str())
    }

    fn mention(&mut self, account: &str) {
        self.xml.begin("ac:link", &[]);
        self.xml.empty("ri:user", &[("ri:account-id", account)]);
        self.xml.end("ac:link");
    }

    fn runs(&mut self, line: &'p [Run], place: Place) {
        let has_mark = |refers: &Refers| {
            matches!(refers, Refers::Address(_) | Refers::Ticket(_) | Refers::Person(_) | Refers::Day(_))
        };
        // The roster of the page says which names have a comma in them.
        let one = |run: &Run| match run.refers {
            Some(Refers::Person(_) | Refers::Name) => Run { text: out_of_row(&run.text, self.comma), ..run.clone() },
            _ => run.clone(),
        };
        let line: Line = line.iter().map(one).collect();
        for run in &marked(&line, has_mark) {
            match &run.refers {
                Some(Refers::Address(address)) => self.words(run, Some(address)),
                Some(Refers::Ticket(address)) => match self.jira {
                    Some(jira) => self.ticket(&run.text, jira),
                    None => self.words(run, address.as_deref()),
                },
                Some(Refers::Person(Some(account))) if place.has_owner(&run.text) && !clean(account).is_empty() => {
                    self.mention(&clean(account));
                }
                Some(Refers::Day(day)) if place.is_due(*day) => {
                    self.xml.empty("time", &[("datetime", &day.to_string())]);
                }
                Some(Refers::Person(_) | Refers::Name | Refers::Day(_) | Refers::Moment(_) | Refers::Title(_))
                | None => self.words(run, None),
            }
        }
    }

    /// Words as much as they stand out, and where they lead to; blanks around them do not stand out. Mentions, dates and macros
    /// have a look of their own.
    fn words(&mut self, run: &Run, address: Option<&str>) {
        let text = run.text.trim_matches(' ');
        let (before, after) = run.text.split_once(text).filter(|_| !text.is_empty()).unwrap_or((&run.text, ""));
        let weight = match run.weight {
            Weight::Plain | Weight::Soft => None,
            Weight::Strong => Some("strong"),
            Weight::Emphasis => Some("em"),
        };
        let weight = weight.filter(|_| !text.is_empty());
        self.xml.text(before);
        if let Some(name) = weight {
            self.xml.begin(name, &[]);
        }
        match address.filter(|_| !text.is_empty()) {
            Some(address) => self.link(text, address),
            None => self.xml.text(text),
        }
        if let Some(name) = weight {
            self.xml.end(name);
        }
        self.xml.text(after);
    }

    fn link(&mut self, shown: &str, address: &str) {
        self.xml.begin("a", &[("href", address)]);
        self.xml.text(shown);
        self.xml.end("a");
    }

    fn ticket(&mut self, key: &str, jira: &Jira) {
        self.xml.begin("ac:structured-macro", &[("ac:name", "jira"), ("ac:schema-version", "1")]);
        let (server, id) = (clean(&jira.server), clean(&jira.server_id));
        self.parameters(&[("server", &server), ("serverId", &id), ("key", key)]);
        self.xml.end("ac:structured-macro");
    }
}

impl Place<'_> {
    fn has_owner(self, name: &str) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Task(task, comma) => task.owners.iter().any(|owner| clean(owner) == out_of_row(name, comma)),
        }
    }

    fn is_due(self, day: chrono::NaiveDate) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Task(task, _) => task.due == Some(day),
        }
    }
}

/// The items of a block's lists, those below others too.
fn lines(block: &Block) -> usize {
    fn of(items: &[Item]) -> usize {
        items.iter().map(|item| 1 + of(&item.children)).sum()
    }
    match block {
        Block::List(items) => of(items),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
