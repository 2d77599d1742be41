//! What was said: each line in its parts, and all of it as items of a list with a heading for each topic.
//!
//! Not here: the slot around them (see `compose`).

use std::borrow::Cow;

use chrono::NaiveDate;

use super::super::document::Branch;
use super::super::inline::Origin;
use super::super::said::Said;
use super::super::votes;
use super::line::{Text, concat, emphasis, filled, or, strong};
use super::{Block, Item, Line, Mark, Refers, Run, Task, Weight, plain};
use crate::lang::fill;
use crate::meeting::{ActionItem, Entry, Kind, Status};
use crate::minutes::Aftermath;

/// A line of what was said in its parts, in the order in which they stand.
pub(in crate::minutes) struct Told {
    /// What stands before the text.
    pub(in crate::minutes) lead: Lead,
    /// The text; empty behind votes only.
    pub(in crate::minutes) text: Line,
    /// What follows the text of an action item.
    pub(in crate::minutes) asides: Vec<Aside>,
    /// How the vote on it came out.
    pub(in crate::minutes) tally: Option<String>,
    /// The other texts that writers gave to it without knowledge of each other.
    pub(in crate::minutes) others: Vec<Line>,
}

/// What stands before a text.
pub(in crate::minutes) enum Lead {
    /// Nothing.
    None,
    /// The number of an action item, and who owns it.
    Action(u32, Line),
    /// Who says it; never empty.
    Speaker(Line),
    /// The last speaker goes on.
    GoesOn,
    /// Who voted how.
    Votes(Line),
    /// What it is.
    Label(&'static str),
    /// The text is a topic of its own.
    Topic,
}

/// What there is to say of an action item behind its text.
pub(in crate::minutes) enum Aside {
    /// A ticket that its text does not name.
    Ticket(Line),
    Priority(u8),
    Due(NaiveDate),
    Dropped,
    /// What became of it after the meeting.
    Became(Aftermath),
}

/// Lines under a topic, or before the first.
pub(in crate::minutes) struct Topic<'b, 'm> {
    pub(in crate::minutes) heading: Option<&'b Said<'m>>,
    pub(in crate::minutes) lines: Vec<&'b Branch<Said<'m>>>,
}

/// What was said, parted at its topics. What stands under a topic stands under its heading, as does all that follows it.
pub(in crate::minutes) fn topics<'b, 'm>(branches: &'b [Branch<Said<'m>>]) -> Vec<Topic<'b, 'm>> {
    let mut topics = vec![Topic { heading: None, lines: Vec::new() }];
    for branch in branches {
        if branch.line.entry.kind == Kind::Subtopic {
            topics.push(Topic { heading: Some(&branch.line), lines: branch.children.iter().collect() });
        } else if let Some(topic) = topics.last_mut() {
            topic.lines.push(branch);
        }
    }
    topics
}

impl Text<'_> {
    /// What was said: lists, and a heading for each topic.
    pub(super) fn notes(&self, branches: &[Branch<Said>]) -> Vec<Block> {
        let one = |topic: Topic| {
            let heading = topic.heading.map(|said| Block::Heading {
                level: 4,
                text: concat([self.typed(&said.entry.text), self.conflict(&self.others(said.entry))]),
                id: format!("entry-{}", said.entry.id),
            });
            heading.into_iter().chain(list(topic.lines.into_iter().map(|branch| self.item(branch))))
        };
        topics(branches).into_iter().flat_map(one).collect()
    }

    /// The same where no heading may stand, as in a cell.
    pub(super) fn notes_in_cell(&self, branches: &[Branch<Said>]) -> Vec<Block> {
        list(branches.iter().map(|branch| self.item(branch)))
    }

    fn item(&self, branch: &Branch<Said>) -> Item {
        let entry = branch.line.entry;
        Item {
            mark: entry.as_action().map_or(Mark::Bullet, |item| task(item, self.status(entry, item), true)),
            text: self.said(self.told(&branch.line)),
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

    /// The parts of a line.
    pub(in crate::minutes) fn told(&self, said: &Said) -> Told {
        let entry = said.entry;
        let nothing = &self.words.nothing;
        let lead = match (entry.kind, entry.as_action()) {
            (Kind::Action, Some(item)) => Lead::Action(item.number, or(self.names(&item.owners), nothing.no_owner)),
            (Kind::Speech, _) => {
                said.entry.speaker.as_deref().map_or(Lead::GoesOn, |name| Lead::Speaker(self.name(name)))
            }
            (Kind::Vote, _) if !said.votes.is_empty() => {
                Lead::Votes(votes::cast_in_runs(self.lang, &said.votes, &|names| self.names(names)))
            }
            (Kind::Link, _) => Lead::None,
            (Kind::Subtopic, _) => Lead::Topic,
            (kind, _) => self.lang.label(kind).map_or(Lead::None, Lead::Label),
        };
        let text = match (&lead, entry.kind) {
            (Lead::Votes(_), _) if entry.text.is_empty() => Line::new(),
            (_, Kind::Link) => self.linked(&entry.text, entry.link.as_deref(), Origin::Typed),
            _ => self.typed(&entry.text),
        };
        let asides = entry.as_action().map(|item| self.asides(entry, item)).unwrap_or_default();
        let tally = said.tally.map(|tally| votes::tally(self.lang, &tally));
        Told { lead, text, asides, tally, others: self.others(entry) }
    }

    /// The same as one line.
    fn said(&self, told: Told) -> Line {
        let text = as_text(told.text, matches!(told.lead, Lead::None));
        let said = match told.lead {
            Lead::None => text,
            Lead::Action(number, owners) => {
                concat([strong(plain(format!("#{number} "))), strong(owners), plain(" — "), text])
            }
            Lead::Speaker(name) => concat([strong(name), self.label("", Weight::Strong), text]),
            Lead::GoesOn => concat([plain("… "), text]),
            Lead::Votes(votes) if text.is_empty() => uncalled(votes),
            Lead::Votes(votes) => concat([uncalled(votes), plain(" — "), text]),
            Lead::Label(label) => concat([self.label(label, Weight::Strong), text]),
            Lead::Topic => strong(text),
        };
        concat([said, self.behind(&told.asides), tallied(told.tally), self.conflict(&told.others)])
    }

    fn others(&self, entry: &Entry) -> Vec<Line> {
        entry.rivals.iter().map(|rival| self.typed(&rival.text)).collect()
    }

    /// The other texts, behind the one that stands.
    pub(super) fn conflict(&self, others: &[Line]) -> Line {
        let label = || self.label(self.words.entry.also_written, Weight::Emphasis);
        concat(others.iter().flat_map(|other| [plain(" · "), label(), other.clone()]))
    }

    /// How an action item stands by all that is known.
    pub(in crate::minutes) fn status(&self, entry: &Entry, item: &ActionItem) -> Status {
        self.became(entry).map_or(item.status, |after| after.status)
    }

    fn became(&self, entry: &Entry) -> Option<&Aftermath> {
        self.aftermath.and_then(|aftermath| aftermath.get(&entry.id))
    }

    /// What follows an action item's text: tickets that are not in it, priority, due date, that it was dropped, or what became of
    /// it after the meeting.
    fn asides(&self, entry: &Entry, item: &ActionItem) -> Vec<Aside> {
        let apart = entry.tickets.iter().filter(|ticket| !entry.text.contains(ticket.as_str()));
        let tickets = apart.map(|ticket| Aside::Ticket(self.typed(ticket)));
        let rest = [
            item.priority.map(Aside::Priority),
            item.due.map(Aside::Due),
            match self.became(entry) {
                Some(after) => Some(Aside::Became(after.clone())),
                None => (item.status == Status::Dropped).then_some(Aside::Dropped),
            },
        ];
        tickets.chain(rest.into_iter().flatten()).collect()
    }

    /// One of them in words.
    pub(in crate::minutes) fn aside(&self, aside: &Aside) -> Line {
        let words = &self.words.entry;
        match aside {
            Aside::Ticket(ticket) => ticket.clone(),
            Aside::Priority(priority) => plain(fill(words.priority, &[&priority.to_string()])),
            Aside::Due(due) => filled(words.due, &[vec![self.day(*due)]]),
            Aside::Dropped => plain(words.dropped),
            Aside::Became(after) => in_lower_case(self.became_in_words(after)),
        }
    }

    /// `Done on Tue 10 Feb 2026 in Weekly (sent)`: what became of an action item after its meeting.
    pub(in crate::minutes) fn became_in_words(&self, after: &Aftermath) -> Line {
        let words = &self.words.series;
        let status = self.words.entry.status(after.status);
        let day = self.lang.short_date(after.at.date_naive());
        let meeting = after.meeting.as_deref().map(|title| self.shown(title)).filter(|title| !title.is_empty());
        let since = match &meeting {
            Some(title) => fill(words.since_in, &[status, &day, title]),
            None => fill(words.since, &[status, &day]),
        };
        let reason = after.reason.as_deref().filter(|reason| !reason.trim().is_empty());
        let reason = reason.map(|reason| concat([plain(" ("), self.typed(reason), plain(")")]));
        as_text(concat([plain(since), reason.unwrap_or_default()]), false)
    }

    /// All of them, each behind a mark.
    pub(super) fn behind(&self, asides: &[Aside]) -> Line {
        concat(asides.iter().flat_map(|aside| [plain(" · "), self.aside(aside)]))
    }
}

/// What somebody typed, so that none of it reads as what stands around it: its own ` · ` has a hard blank behind it, and so has
/// a word in front that would say how somebody voted or that the last speaker goes on, where the text `begins` its line.
pub(super) fn as_text(mut text: Line, begins: bool) -> Line {
    if let Some((word, rest)) = text.first().filter(|_| begins).and_then(|run| run.text.split_once(' '))
        && matches!(word, "…" | "+1" | "-1" | "0")
    {
        let hard = format!("{word}\u{a0}{rest}");
        text.iter_mut().take(1).for_each(|run| run.text.clone_from(&hard));
    }
    for run in text.iter_mut().filter(|run| run.refers.is_none() && run.text.contains(" · ")) {
        run.text = run.text.replace(" · ", " ·\u{a0}");
    }
    text
}

/// Fixed words as they stand within a line.
fn in_lower_case(mut line: Line) -> Line {
    if let Some(first) = line.first_mut() {
        let mut signs = first.text.chars();
        first.text = signs.next().into_iter().flat_map(char::to_lowercase).chain(signs).collect();
    }
    line
}

/// How the vote on a line came out, behind its text.
pub(super) fn tallied(tally: Option<String>) -> Line {
    tally.map(|tally| concat([plain(" · "), emphasis(tally)])).unwrap_or_default()
}

/// An action item's mark.
pub(super) fn task(item: &ActionItem, status: Status, is_first: bool) -> Mark {
    Mark::Task(Task { number: item.number, status, owners: item.owners.clone(), due: item.due, is_first })
}

/// A list; nothing where it would be empty.
pub(super) fn list(items: impl IntoIterator<Item = Item>) -> Vec<Block> {
    let items: Vec<Item> = items.into_iter().collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List(items)] }
}

/// The line with its people as names: nobody is called upon for having voted.
fn uncalled(line: Line) -> Line {
    let name = |refers: Refers| if matches!(refers, Refers::Person(_)) { Refers::Name } else { refers };
    line.into_iter().map(|run| Run { refers: run.refers.map(name), ..run }).collect()
}
