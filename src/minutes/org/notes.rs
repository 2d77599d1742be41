//! What was said, as Org's lists: a bullet a line, a heading a subtopic, a checkbox an action item.
//!
//! Not here: the action items once more as headings (see `tasks`).

use super::super::document::Branch;
use super::super::is_followed;
use super::super::page::Item;
use super::super::page::line::shown;
use super::super::page::notes::{Aside, Lead, Told, topics};
use super::super::said::Said;
use super::escape::{self, Place};
use super::{Org, stamp};
use crate::lang::fill;
use crate::meeting::{Entry, Kind, Status};

impl Org<'_> {
    /// Bullets, and a heading for each subtopic.
    pub(super) fn notes(&self, branches: &[Branch<Said>]) -> Vec<String> {
        let mut blocks = Vec::new();
        for topic in topics(branches) {
            if let Some(said) = topic.heading {
                let told = self.parts.text.told(said);
                blocks.push(format!("*** {}{}", escape::heading(&told.text, Place::Typed), self.conflict(&told)));
            }
            let mut bullets = Vec::new();
            topic.lines.into_iter().for_each(|branch| self.push_bullets(branch, 0, &mut bullets));
            blocks.extend((!bullets.is_empty()).then(|| bullets.join("\n")));
        }
        blocks
    }

    fn push_bullets(&self, branch: &Branch<Said>, depth: usize, lines: &mut Vec<String>) {
        lines.push(bullet(depth, &self.said(&branch.line)));
        branch.children.iter().for_each(|child| self.push_bullets(child, depth + 1, lines));
    }

    fn said(&self, said: &Said) -> String {
        let told = self.parts.text.told(said);
        let within = || escape::line(&told.text, Place::Within);
        let shown = match &told.lead {
            Lead::None if is_link(said.entry) => escape::line(&told.text, Place::Start),
            Lead::None => escape::line(&told.text, Place::Typed),
            Lead::Action(number, owners) => {
                let owners = escape::strong(&format!("#{number} {}", shown(owners)));
                format!("{} {owners} — {}{}", self.checkbox(said.entry), within(), self.behind(&told))
            }
            Lead::Speaker(name) => format!("{} {}", escape::strong(&format!("{}:", shown(name))), within()),
            Lead::GoesOn => format!("… {}", within()),
            Lead::Votes(votes) if told.text.is_empty() => escape::around(votes, Place::Within),
            Lead::Votes(votes) => format!("{} — {}", escape::around(votes, Place::Within), within()),
            Lead::Label(label) => format!("*{label}:* {}", within()),
            Lead::Topic => escape::strong(&shown(&told.text)),
        };
        shown + &tallied(&told) + &self.conflict(&told)
    }

    fn checkbox(&self, entry: &Entry) -> &'static str {
        let is_open = entry.as_action().is_some_and(|item| self.parts.text.status(entry, item) == Status::Open);
        if is_open { "[ ]" } else { "[X]" }
    }

    /// What follows an action item's text: what Org has a form for in that form, so that it reads back in any language.
    fn behind(&self, told: &Told) -> String {
        let shown = |aside: &Aside| match aside {
            Aside::Ticket(ticket) => Some(escape::line(ticket, Place::Within)),
            Aside::Priority(priority) => cookie(*priority),
            Aside::Due(due) => Some(fill(self.words.entry.due, &[&stamp::date(*due)])),
            Aside::Dropped => Some("CANCELLED".to_owned()),
            Aside::Since(_) | Aside::Became(_) => Some(escape::line(&self.parts.text.aside(aside), Place::Within)),
        };
        told.asides.iter().filter_map(shown).flat_map(|fact| [" · ".to_owned(), fact]).collect()
    }

    /// The other texts that writers gave to an entry without knowledge of each other.
    pub(super) fn conflict(&self, told: &Told) -> String {
        let texts = told.others.iter().map(|other| escape::line(other, Place::Within));
        texts.flat_map(|text| [format!(" · /{}:/ ", self.words.entry.also_written), text]).collect()
    }
}

/// Whether a line is a link and not only begins with one.
fn is_link(entry: &Entry) -> bool {
    entry.kind == Kind::Link && entry.link.as_deref().is_some_and(is_followed)
}

/// How the vote on it came out.
pub(super) fn tallied(told: &Told) -> String {
    told.tally.as_ref().map(|tally| format!(" · /{tally}/")).unwrap_or_default()
}

/// Talking points as nested bullets.
pub(super) fn push_points(items: &[Item], depth: usize, lines: &mut Vec<String>) {
    for item in items {
        lines.push(bullet(depth, &escape::line(&item.text, Place::Start)));
        push_points(&item.children, depth + 1, lines);
    }
}

fn bullet(depth: usize, text: &str) -> String {
    format!("{}- {text}", "  ".repeat(depth))
}

/// `[#A]` for the first priority.
pub(super) fn cookie(priority: u8) -> Option<String> {
    let letter = b'A'.checked_add(priority.checked_sub(1)?)?;
    letter.is_ascii_uppercase().then(|| format!("[#{}]", char::from(letter)))
}
