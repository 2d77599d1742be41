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
use crate::minutes::{Aftermath, SaidAfter};

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
    /// Who has it since, or until when, where that was changed after the meeting.
    Since(Line),
    /// How it stands since.
    Became(Line),
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
            mark: minuted(entry).map_or(Mark::Bullet, |item| task(item, self.status(entry, item), true)),
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
        let lead = match (entry.kind, minuted(entry)) {
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
        let asides = minuted(entry).map(|item| self.asides(entry, item)).unwrap_or_default();
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
        let after = self.after(entry).and_then(|after| after.status.as_ref());
        after.map_or(item.as_minuted().status, |(status, ..)| *status)
    }

    fn after(&self, entry: &Entry) -> Option<&Aftermath> {
        self.aftermath.and_then(|aftermath| aftermath.get(&entry.id))
    }

    /// What follows an action item's text: tickets that are not in it, priority, due date, that it was dropped, or what became of
    /// it after the meeting.
    fn asides(&self, entry: &Entry, item: &ActionItem) -> Vec<Aside> {
        let apart = entry.tickets.iter().filter(|ticket| !entry.text.contains(ticket.as_str()));
        let tickets = apart.map(|ticket| Aside::Ticket(self.typed(ticket)));
        let planned = [item.priority.map(Aside::Priority), item.due.map(Aside::Due)].into_iter().flatten();
        let mut asides: Vec<Aside> = tickets.chain(planned).collect();
        let after = self.after(entry);
        asides.extend(after.map(|after| self.since(after)).unwrap_or_default().into_iter().map(Aside::Since));
        match after.and_then(|after| self.became(after)) {
            Some(became) => asides.push(Aside::Became(became)),
            None => asides.extend((item.status == Status::Dropped).then_some(Aside::Dropped)),
        }
        asides
    }

    /// One of them in words.
    pub(in crate::minutes) fn aside(&self, aside: &Aside) -> Line {
        let words = &self.words.entry;
        match aside {
            Aside::Ticket(ticket) => ticket.clone(),
            Aside::Priority(priority) => plain(fill(words.priority, &[&priority.to_string()])),
            Aside::Due(due) => filled(words.due, &[vec![self.day(*due)]]),
            Aside::Dropped => plain(words.dropped),
            Aside::Since(since) => since.clone(),
            Aside::Became(became) => in_lower_case(became.clone()),
        }
    }

    /// `Done on Tue 10 Feb 2026 in Weekly (sent)`: how an action item stands after its meeting.
    fn became(&self, after: &Aftermath) -> Option<Line> {
        let (status, reason, said) = after.status.as_ref()?;
        let words = &self.words.series;
        let status = self.words.entry.status(*status);
        let since = self.said_after([words.since, words.since_in], plain(status), said);
        let reason = reason.as_deref().filter(|reason| !reason.trim().is_empty());
        let reason = reason.map(|reason| concat([plain(" ("), self.typed(reason), plain(")")]));
        Some(as_text(concat([since, reason.unwrap_or_default()]), false))
    }

    /// `now Bo Chen since Tue 10 Feb 2026 in Weekly`, `now due Fri 20 Feb 2026 since …`: what else is otherwise after its meeting.
    fn since(&self, after: &Aftermath) -> Vec<Line> {
        let words = self.words;
        let since = |what, said| self.said_after([words.series.now, words.series.now_in], what, said);
        let owners = after.owners.as_ref();
        let owners = owners.map(|(owners, said)| since(or(self.names(owners), words.nothing.no_owner), said));
        let due = |due: Option<NaiveDate>| match due {
            Some(day) => plain(fill(words.entry.due, &[&self.lang.short_date(day)])),
            None => in_lower_case(plain(words.reports.undated)),
        };
        let due = after.due.as_ref().map(|(day, said)| since(due(*day), said));
        owners.into_iter().chain(due).map(|line| as_text(line, false)).collect()
    }

    /// All that became of an action item after its meeting.
    pub(in crate::minutes) fn aftermath_in_words(&self, after: &Aftermath) -> Vec<Line> {
        self.since(after).into_iter().chain(self.became(after)).collect()
    }

    /// By the first pattern, or the second with the title of a meeting.
    fn said_after(&self, [between, within]: [&str; 2], what: Line, said: &SaidAfter) -> Line {
        let day = plain(self.lang.short_date(said.at.date_naive()));
        let meeting = said.meeting.as_deref().map(|title| self.shown(title)).filter(|title| !title.is_empty());
        match meeting {
            Some(title) => filled(within, &[what, day, plain(title)]),
            None => filled(between, &[what, day]),
        }
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

/// An action item as the minutes have it.
fn minuted(entry: &Entry) -> Option<&ActionItem> {
    entry.as_action().map(ActionItem::as_minuted)
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
