//! What was said, as Org's lists: a bullet a line, a heading a subtopic, a checkbox an action item.
//!
//! Not here: the action items once more as headings (see `tasks`).

use super::super::document::Branch;
use super::super::inline::{Origin, clean, safe_address};
use super::super::said::Said;
use super::super::votes;
use super::escape::{self, Place};
use super::{Org, or, stamp};
use crate::lang::fill;
use crate::meeting::{ActionItem, Entry, Kind, Status};

impl Org<'_> {
    /// Bullets, and a heading for each subtopic. What stands under a subtopic stands under its heading.
    pub(super) fn notes(&self, branches: &[Branch<Said>]) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut bullets = Vec::new();
        let write = |said: &Said| self.said(said);
        for branch in branches {
            let entry = branch.line.entry;
            if entry.kind != Kind::Subtopic {
                outline(std::slice::from_ref(branch), 0, &mut bullets, &write);
                continue;
            }
            blocks.extend((!bullets.is_empty()).then(|| bullets.join("\n")));
            bullets.clear();
            let title = or(escape::heading(&entry.text, Origin::Typed, self.tickets), self.words.nothing.no_text);
            blocks.push(format!("*** {title}{}", self.conflict(entry)));
            outline(&branch.children, 0, &mut bullets, &write);
        }
        blocks.extend((!bullets.is_empty()).then(|| bullets.join("\n")));
        blocks
    }

    fn typed(&self, text: &str, place: Place) -> String {
        escape::inline(text, Origin::Typed, self.tickets, place)
    }

    fn said(&self, said: &Said) -> String {
        let entry = said.entry;
        let text = |place| or(self.typed(&entry.text, place), self.words.nothing.no_text);
        let within = || text(Place::Within);
        let shown = match (entry.kind, entry.as_action()) {
            (Kind::Action, Some(item)) => {
                let owners: Vec<String> = item.owners.iter().map(|name| clean(name)).collect();
                let owners = or(owners.join(", "), self.words.nothing.no_owner);
                let owners = escape::strong(&format!("#{} {owners}", item.number));
                format!("{} {owners} — {}{}", checkbox(item.status), within(), self.rest_of_action(entry, item))
            }
            (Kind::Speech, _) => match entry.speaker.as_deref() {
                Some(speaker) => {
                    format!(
                        "{} {}",
                        escape::strong(&format!("{}:", or(clean(speaker), self.words.nothing.no_name))),
                        within()
                    )
                }
                None => format!("… {}", within()),
            },
            (Kind::Vote, _) if !said.votes.is_empty() => self.votes(said),
            (Kind::Link, _) => self.link(entry),
            (Kind::Subtopic, _) => escape::strong(&or(clean(&entry.text), self.words.nothing.no_text)),
            (kind, _) => match self.lang.label(kind) {
                Some(label) => format!("*{label}:* {}", within()),
                None => text(Place::Start),
            },
        };
        shown + &self.tallied(said) + &self.conflict(entry)
    }

    /// Who voted how, and the comment.
    fn votes(&self, said: &Said) -> String {
        let comment = self.typed(&said.entry.text, Place::Within);
        let comment = if comment.is_empty() { comment } else { format!(" — {comment}") };
        votes::ballots(self.lang, &said.votes, &|names| self.names(names)) + &comment
    }

    /// A link where its address is safe to follow, else words.
    fn link(&self, entry: &Entry) -> String {
        let target = clean(entry.link.as_deref().unwrap_or_default());
        let shown = or(clean(&entry.text), &target);
        match safe_address(&target) {
            Some(address) => escape::link(&shown, &address),
            None if target.is_empty() || shown.contains(&target) => {
                or(self.typed(&shown, Place::Start), self.words.nothing.no_text)
            }
            None => format!("{} ({})", self.typed(&shown, Place::Start), self.typed(&target, Place::Within)),
        }
    }

    /// What follows an action item's text: tickets that are not in it, priority, due date, that it was dropped.
    fn rest_of_action(&self, entry: &Entry, item: &ActionItem) -> String {
        let apart = entry.tickets.iter().filter(|ticket| !entry.text.contains(ticket.as_str()));
        let tickets = apart.map(|ticket| self.typed(ticket, Place::Within));
        let priority = item.priority.and_then(cookie);
        let due = item.due.map(|due| fill(self.words.entry.due, &[&stamp::date(due)]));
        let dropped = (item.status == Status::Dropped).then(|| "CANCELLED".to_owned());
        let facts = tickets.chain(priority).chain(due).chain(dropped);
        facts.flat_map(|fact| [" · ".to_owned(), fact]).collect()
    }

    /// How the vote on it came out.
    pub(super) fn tallied(&self, said: &Said) -> String {
        said.tally.map(|tally| format!(" · /{}/", votes::tally(self.lang, &tally))).unwrap_or_default()
    }

    /// The other texts that writers gave to an entry without knowledge of each other.
    pub(super) fn conflict(&self, entry: &Entry) -> String {
        let texts =
            entry.rivals.iter().map(|rival| or(self.typed(&rival.text, Place::Within), self.words.nothing.no_text));
        texts.flat_map(|text| [format!(" · /{}:/ ", self.words.entry.also_written), text]).collect()
    }
}

/// Nested bullets.
pub(super) fn outline<T>(branches: &[Branch<T>], depth: usize, lines: &mut Vec<String>, write: &dyn Fn(&T) -> String) {
    for branch in branches {
        lines.push(format!("{}- {}", "  ".repeat(depth), write(&branch.line)));
        outline(&branch.children, depth + 1, lines, write);
    }
}

/// `[#A]` for the first priority.
pub(super) fn cookie(priority: u8) -> Option<String> {
    let letter = b'A'.checked_add(priority.checked_sub(1)?)?;
    letter.is_ascii_uppercase().then(|| format!("[#{}]", char::from(letter)))
}

fn checkbox(status: Status) -> &'static str {
    match status {
        Status::Open => "[ ]",
        Status::Done | Status::Dropped => "[X]",
    }
}
