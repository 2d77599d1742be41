//! Lines of minutes that people keep by hand, read in the notation: `ACTION: Ann — …`, `[ ] text (Ann)`, `RESOLVED: …`.
//!
//! What a scribe may type a page may say. Not here: where such lines stand in a page, and the notation itself, which tables
//! read in the same way (see `grid`).

use chrono::NaiveDate;

use super::columns::Meaning;
use super::grid::{self, CellLine, CellTask, Setting};
use super::heading::trailing_bracket;
use super::names;
use super::told::ToldEntry;
use crate::meeting::{Agenda, Kind, Status, Tickets};
use crate::notation::Roster;

/// Bytes in the longest line that is read; no scribe types more, and a longer one is a note as it stands.
const LONGEST: usize = 8 << 10;

/// Reads lines against the people of a page.
pub(super) struct Noted {
    roster: Roster,
    names: Vec<String>,
    /// What `next Friday` counts from: the first day of the page.
    date: Option<NaiveDate>,
}

impl Noted {
    /// With the people and the first date of an agenda.
    pub(super) fn new(agenda: &Agenda) -> Self {
        let names = agenda.people.iter().map(|person| person.name.clone()).chain(agenda.groups.iter().cloned());
        let date = agenda.days.iter().find_map(|day| day.date);
        Self { roster: Roster::new(&agenda.people, &agenda.groups), names: names.collect(), date }
    }

    /// The line as an entry at that depth; `ticked`: what a box before it says; `acts`: it stands in a list of action items.
    pub(super) fn entry(&self, line: &str, ticked: Option<bool>, acts: bool, depth: u16) -> ToldEntry {
        if line.len() > LONGEST {
            return ToldEntry { depth, text: line.to_owned(), ..ToldEntry::default() };
        }
        let mut entry = self.read(line, None, Meaning::Notes);
        if (acts || ticked.is_some()) && entry.kind == Kind::Note {
            let task = ticked.map(|done| CellTask { done, ..CellTask::default() });
            entry = self.read(line, task, Meaning::Actions);
        }
        if entry.kind == Kind::Action {
            entry.status = if ticked == Some(true) { Status::Done } else { Status::Open };
            self.owners_behind(&mut entry, acts && ticked.is_some());
        }
        ToldEntry { depth, ..entry }
    }

    fn read(&self, line: &str, task: Option<CellTask>, column: Meaning) -> ToldEntry {
        let (names, roster) = (&self.names, &self.roster);
        let setting =
            Setting { names, roster, tickets: &Tickets::Any, date: self.date, alone: false, tells: true, most: 1 };
        let mut told = Vec::new();
        let line = CellLine { text: line.to_owned(), task, ..CellLine::default() };
        grid::entries(&mut told, std::slice::from_ref(&line), column, None, &setting);
        told.pop().unwrap_or_default()
    }

    /// `text (Ann Lee)` and `text [Ann, Bo]`, where the brackets hold nothing but names of the roster; where it is `sure` that
    /// something has to be done by somebody, whole names of others too.
    fn owners_behind(&self, entry: &mut ToldEntry, sure: bool) {
        let Some((text, inner)) = trailing_bracket(&entry.text).filter(|_| entry.owners.is_empty()) else { return };
        let owners = names::split(inner, &self.names);
        let found: Option<Vec<String>> =
            owners.iter().map(|name| self.known(name).or_else(|| whole_name(name).filter(|_| sure))).collect();
        if let Some(found) = found.filter(|found| !found.is_empty() && !text.is_empty()) {
            (entry.owners, entry.text) = (found, text.to_owned());
        }
    }

    /// The roster's name for one as people write it; none where there is none.
    fn known(&self, name: &str) -> Option<String> {
        self.names.iter().find(|known| known.eq_ignore_ascii_case(name.trim_start_matches('@'))).cloned()
    }
}

/// Words in a name, the fewest and the most: one word in capitals may be anything.
const WORDS: std::ops::RangeInclusive<usize> = 2..=4;

/// `Ann Lee`: what is a name though nobody says so; none for anything else.
fn whole_name(name: &str) -> Option<String> {
    let is_part = |word: &str| {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let is_spelled = word.chars().all(|sign| sign.is_alphabetic() || "'’-.".contains(sign));
        capital && is_spelled && word.chars().any(char::is_lowercase)
    };
    let is_name = WORDS.contains(&name.split(' ').count()) && name.split(' ').all(is_part);
    is_name.then(|| name.to_owned())
}
