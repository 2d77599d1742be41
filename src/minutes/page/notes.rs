//! What was said as items of a list, and a heading for each subtopic.
//!
//! Not here: the slot around them (see `compose`).

use std::borrow::Cow;

use super::super::document::Branch;
use super::super::inline::Origin;
use super::super::said::Said;
use super::super::votes;
use super::line::{Text, concat, emphasis, or, strong};
use super::{Block, Item, Line, Mark, Task, Weight, plain};
use crate::lang::fill;
use crate::meeting::{ActionItem, Entry, Kind, Rival, Status};

impl Text<'_> {
    /// What was said: lists, and a heading for each subtopic. What stands under a subtopic stands under its heading.
    pub(super) fn notes(&self, branches: &[Branch<Said>]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut items = Vec::new();
        let end_list = |blocks: &mut Vec<Block>, items: &mut Vec<Item>| {
            blocks.extend((!items.is_empty()).then(|| Block::List(std::mem::take(items))));
        };
        for branch in branches {
            let entry = branch.line.entry;
            if entry.kind == Kind::Subtopic {
                end_list(&mut blocks, &mut items);
                let text = concat([self.typed(&entry.text), self.conflict(entry)]);
                blocks.push(Block::Heading { level: 4, text, id: format!("entry-{}", entry.id) });
                items.extend(branch.children.iter().map(|child| self.item(child)));
            } else {
                items.push(self.item(branch));
            }
        }
        end_list(&mut blocks, &mut items);
        blocks
    }

    /// The same where no heading may stand, as in a cell.
    pub(super) fn notes_in_cell(&self, branches: &[Branch<Said>]) -> Vec<Block> {
        list(branches.iter().map(|branch| self.item(branch)))
    }

    fn item(&self, branch: &Branch<Said>) -> Item {
        let entry = branch.line.entry;
        Item {
            mark: entry.as_action().map_or(Mark::Bullet, |item| task(item, true)),
            text: self.said(&branch.line),
            children: branch.children.iter().map(|child| self.item(child)).collect(),
        }
    }

    /// The talking points.
    pub(super) fn topics(&self, branches: &[Branch<Cow<str>>]) -> Vec<Item> {
        let item = |branch: &Branch<Cow<str>>| Item {
            mark: Mark::Bullet,
            text: or(self.planned(&branch.line), self.words.nothing.no_text),
            children: self.topics(&branch.children),
        };
        branches.iter().map(item).collect()
    }

    fn said(&self, said: &Said) -> Line {
        let entry = said.entry;
        let nothing = &self.words.nothing;
        let typed = || self.typed(&entry.text);
        let shown = match (entry.kind, entry.as_action()) {
            (Kind::Action, Some(item)) => {
                let owners = strong(or(self.names(&item.owners), nothing.no_owner));
                let number = strong(plain(format!("#{} ", item.number)));
                concat([number, owners, plain(" — "), typed(), self.rest_of_action(entry, item)])
            }
            (Kind::Speech, _) => match said.entry.speaker.as_deref() {
                Some(speaker) => {
                    let name = self.person(speaker).map_or_else(|| plain(nothing.no_name), |run| vec![run]);
                    concat([strong(name), self.label("", Weight::Strong), typed()])
                }
                None => concat([plain("… "), typed()]),
            },
            (Kind::Vote, _) if !said.votes.is_empty() => {
                let comment = if entry.text.is_empty() { Line::new() } else { concat([plain(" — "), typed()]) };
                let names = |names: &[String]| self.names(names).into_iter().map(|run| run.text).collect();
                concat([plain(votes::ballots(self.lang, &said.votes, &names)), comment])
            }
            (Kind::Link, _) => self.linked(&entry.text, entry.link.as_deref(), Origin::Typed),
            (Kind::Subtopic, _) => strong(typed()),
            (kind, _) => match self.lang.label(kind) {
                Some(label) => concat([self.label(label, Weight::Strong), typed()]),
                None => typed(),
            },
        };
        concat([shown, self.tallied(said), self.conflict(entry)])
    }

    /// How the vote on it came out.
    pub(super) fn tallied(&self, said: &Said) -> Line {
        let tally = said.tally.map(|tally| concat([plain(" · "), emphasis(votes::tally(self.lang, &tally))]));
        tally.unwrap_or_default()
    }

    /// The other texts that writers gave to an entry without knowledge of each other.
    pub(super) fn conflict(&self, entry: &Entry) -> Line {
        let label = || self.label(self.words.entry.also_written, Weight::Emphasis);
        let other = |rival: &Rival| concat([plain(" · "), label(), self.typed(&rival.text)]);
        concat(entry.rivals.iter().map(other))
    }

    /// What follows an action item's text: tickets that are not in it, priority, due date, status.
    pub(super) fn rest_of_action(&self, entry: &Entry, item: &ActionItem) -> Line {
        let words = &self.words.entry;
        let apart = entry.tickets.iter().filter(|ticket| !entry.text.contains(ticket.as_str()));
        let tickets = apart.map(|ticket| self.typed(ticket));
        let priority = item.priority.map(|priority| plain(fill(words.priority, &[&priority.to_string()])));
        let due = item.due.map(|due| Text::filled(words.due, vec![self.day(due)]));
        let dropped = (item.status == Status::Dropped).then(|| plain(words.dropped));
        let rest = tickets.chain(priority).chain(due).chain(dropped);
        concat(rest.flat_map(|fact| [plain(" · "), fact]))
    }
}

/// An action item's mark.
pub(super) fn task(item: &ActionItem, is_first: bool) -> Mark {
    Mark::Task(Task { number: item.number, status: item.status, owners: item.owners.clone(), due: item.due, is_first })
}

/// A list; nothing where it would be empty.
pub(super) fn list(items: impl IntoIterator<Item = Item>) -> Vec<Block> {
    let items: Vec<Item> = items.into_iter().collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List(items)] }
}
