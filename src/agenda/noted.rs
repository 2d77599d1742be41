//! Lines of minutes that people keep by hand, read in the notation: `ACTION: Ann — …`, `[ ] text (Ann)`, `RESOLVED: …`.
//!
//! What a scribe may type a page may say. A line that orders something, such as a correction, is what it says and nothing
//! is done. Not here: where such lines stand in a page.

use chrono::NaiveDate;

use super::heading::trailing_bracket;
use super::names;
use super::told::ToldEntry;
use crate::meeting::{Agenda, Kind, Status, Tickets};
use crate::notation::{Context, Roster, parse};

/// Reads lines against the people of a page.
pub(super) struct Noted {
    roster: Roster,
    names: Vec<String>,
    /// What `next Friday` counts from: the first day of the page.
    today: NaiveDate,
}

impl Noted {
    /// With the people and the first date of an agenda.
    pub(super) fn new(agenda: &Agenda) -> Self {
        let names = agenda.people.iter().map(|person| person.name.clone()).chain(agenda.groups.iter().cloned());
        let today = agenda.days.iter().find_map(|day| day.date).unwrap_or_default();
        Self { roster: Roster::new(&agenda.people, &agenda.groups), names: names.collect(), today }
    }

    /// The line as an entry at that depth; `ticked`: what a box before it says; `acts`: it stands in a list of action items.
    pub(super) fn entry(&self, line: &str, ticked: Option<bool>, acts: bool, depth: u16) -> ToldEntry {
        let context =
            Context { roster: &self.roster, tickets: &Tickets::Any, today: self.today, next_meeting: None, verbs: &[] };
        let is_action = acts || ticked.is_some();
        let plain = parse(line, &context);
        let says_kind = plain.kind.of_entry().is_some_and(|kind| kind != Kind::Note);
        let read = if is_action && !says_kind { parse(&format!("! {line}"), &context) } else { plain };
        let content = read.content();
        let mut entry = ToldEntry {
            depth,
            kind: content.kind,
            text: content.text,
            owners: content.owners,
            due: content.due,
            priority: content.priority,
            speaker: content.speaker,
            votes: content.votes,
            link: content.link,
            ..ToldEntry::default()
        };
        if entry.kind == Kind::Action {
            entry.status = if ticked == Some(true) { Status::Done } else { Status::Open };
            self.owners_behind(&mut entry);
        }
        entry
    }

    /// `text (Ann Lee)` and `text [Ann, Bo]`, where the brackets hold nothing but names of the roster.
    fn owners_behind(&self, entry: &mut ToldEntry) {
        let Some((text, inner)) = trailing_bracket(&entry.text).filter(|_| entry.owners.is_empty()) else { return };
        let owners = names::split(inner.trim_start_matches('@'), &self.names);
        let found: Option<Vec<String>> = owners.iter().map(|name| self.known(name)).collect();
        if let Some(found) = found.filter(|found| !found.is_empty() && !text.is_empty()) {
            entry.owners = found;
            entry.text = text.to_owned();
        }
    }

    /// The roster's name for one as people write it; none where there is none.
    fn known(&self, name: &str) -> Option<String> {
        self.names.iter().find(|known| known.eq_ignore_ascii_case(name.trim_start_matches('@'))).cloned()
    }
}
