//! Searching all meetings on a screen: the query as it is typed, what was found, and which of it is chosen.
//!
//! Whoever has the index is asked a numbered question with each change of the query and answers when it can; no key waits for
//! it, and an answer to an older question never takes the place of one to a newer. It is the same on a page of its own and
//! over a running meeting. Not here: what a query means (see `meeting::search`), finding, and drawing.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use chrono::NaiveDate;

use super::home::steps;
use super::overlay::{HelpRow, help_of};
use super::update::edit_of;
use super::{Action, Deed, Key, Keymap, Line, Rolled, Rows, Scope, Target};
use crate::meeting::Kind;
use crate::meeting::search::{Found, Hit, Misread, Place, Query, There};
use crate::notation::past_day;
use crate::text;
use crate::words::say;

/// Hits that are asked for.
pub const MOST: usize = 100;

/// The longest query, in bytes; nobody types more.
const LONGEST: usize = 1_000;

/// Hits that a page key steps over.
const PAGE: isize = 8;

/// What is asked of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The later the higher.
    pub number: u64,
    /// What is looked for.
    pub query: Query,
}

/// What the index says.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Of the question.
    pub number: u64,
    /// What was found.
    pub found: Found,
    /// Whether the index had everything when it was asked; else it is asked once more.
    pub is_current: bool,
}

/// How far the index is with what is new: meetings read, of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Indexing {
    /// Read so far.
    pub done: usize,
    /// To be read.
    pub all: usize,
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The place of the chosen hit.
    There(There),
    /// To leave the search.
    Leave,
}

/// The search.
#[derive(Clone, Debug)]
pub struct Search {
    /// The query as it is typed.
    pub line: Line,
    /// What of it was not understood.
    pub misread: Vec<Misread>,
    /// What was found, the best first; while nothing is typed the newest decisions and action items.
    pub found: Found,
    /// Which of it Enter opens.
    pub chosen: usize,
    /// The first hit on screen.
    pub rolled: Rolled,
    /// The index had everything when it answered last.
    pub is_current: bool,
    /// The index is reading what is new.
    pub indexing: Option<Indexing>,
    /// Why the last hit could not be opened.
    pub complaint: Option<String>,
    /// The folder of the meeting on screen; none where there is none.
    pub here: Option<String>,
    /// The key that shows all keys; empty: none is named.
    pub help_key: String,
    /// Of the newest question.
    asked: u64,
    /// Of the newest question that was handed over.
    handed: u64,
    /// Of the question whose answer is shown.
    shown: u64,
    /// Grows with every answer: one question may be answered several times.
    revision: u64,
    /// Of the question with which the text was last changed; what is asked after it is the same once more.
    changed: u64,
    /// The scribe has gone to another row than the first.
    moved: bool,
    /// Enter was pressed before there was an answer.
    hurries: bool,
    today: NaiveDate,
    query: Query,
}

impl Search {
    /// A search in which nothing is typed; `today` is what days are counted from.
    pub fn new(today: NaiveDate) -> Self {
        let mut search = Self {
            line: Line::default(),
            misread: Vec::new(),
            found: Found::default(),
            chosen: 0,
            rolled: Rolled::default(),
            is_current: false,
            indexing: None,
            complaint: None,
            here: None,
            help_key: String::new(),
            asked: 0,
            handed: 0,
            shown: 0,
            revision: 0,
            changed: 0,
            moved: false,
            hurries: false,
            today,
            query: Query::default(),
        };
        search.changed();
        search
    }

    /// Begins with that query, as if it had been typed.
    pub fn begin(&mut self, text: &str) {
        self.line = Line::default();
        self.insert(text);
        self.changed();
    }

    /// Looks at it once more: what was found may have changed, and days count from `today`.
    pub fn again(&mut self, today: NaiveDate) {
        self.today = today;
        self.read();
        self.asked += 1;
        self.is_current = false;
    }

    /// Takes a key in.
    pub fn press(&mut self, key: Key, keymap: &Keymap) -> Option<Wanted> {
        self.hurries = false;
        self.complaint = None;
        match (keymap.action(Scope::Meeting, key), keymap.action(Scope::Line, key)) {
            (Some(Action::Back | Action::Leave | Action::Search), _) => return Some(Wanted::Leave),
            (Some(Action::SelectUp | Action::SlotPrevious), _) => self.step(-1),
            (Some(Action::SelectDown | Action::SlotNext), _) => self.step(1),
            (Some(Action::PageUp), _) => self.step(-PAGE),
            (Some(Action::PageDown), _) => self.step(PAGE),
            (_, Some(Action::Commit)) => return self.enter(),
            (_, Some(action)) => {
                if edit_of(action).is_some_and(|edit| self.line.edit(edit)) {
                    self.changed();
                }
            }
            _ => {
                if let Some(c) = key.types() {
                    self.insert(c.encode_utf8(&mut [0; 4]));
                    self.changed();
                }
            }
        }
        None
    }

    /// The help of its page.
    pub fn help_rows(keymap: &Keymap, width: usize) -> Vec<HelpRow> {
        let mut verbs = vec![(Action::Commit, say("search-opens"))];
        verbs.extend(steps());
        verbs.extend([Action::MouseToggle, Action::Help].map(|action| (action, action.verb().help())));
        verbs.extend([(Action::Back, say("tasks-help-back")), (Action::Leave, say("hint-leaves"))]);
        help_of(keymap, say("popup-keys"), &verbs, width)
    }

    /// Wants the chosen hit, or the first of what is being looked for.
    pub fn enter(&mut self) -> Option<Wanted> {
        // What is on screen is not what was typed last: the answer to that is opened as soon as it comes.
        // Nor is an index that is being read all there is.
        let may_come = self.found.hits.is_empty() && self.indexing.is_some();
        self.hurries = (self.is_due() || may_come) && !self.moved;
        if self.hurries { None } else { self.chosen().map(Wanted::There) }
    }

    /// Its hits where there is room for so many; `under`: the one under the pointer, counted from the first on screen.
    pub fn shown(&self, room: usize, under: Option<usize>) -> Rows {
        self.rolled.rows((self.chosen + 1).saturating_sub(room), (self.found.hits.len(), room), under)
    }

    /// A click on a hit: it is chosen, and none moves; says whether it is a second click, which does what Enter does.
    pub fn choose_row(&mut self, rows: Rows) -> bool {
        let Some(row) = rows.under else { return false };
        let was_chosen = self.chosen == row;
        (self.chosen, self.moved, self.hurries) = (row, true, false);
        self.rolled.click(rows, was_chosen)
    }

    /// Takes in what the mouse did: a click chooses a hit or places the cursor, a second one does what Enter does.
    pub fn point(&mut self, deed: Deed, target: Target) -> Option<Wanted> {
        match (deed, target) {
            (Deed::Press(_), Target::ListRow(rows)) => {
                return if self.choose_row(rows) { self.enter() } else { None };
            }
            (Deed::Press(_), Target::Typed(byte)) => self.line.go_to(byte),
            (Deed::Wheel(by), Target::ListRow(rows)) => self.rolled.turn(by, rows),
            _ => {}
        }
        None
    }

    /// Takes a paste in: it is typed, as one line.
    pub fn paste(&mut self, pasted: &str) {
        self.hurries = false;
        self.insert(pasted);
        self.changed();
    }

    /// Empties the query.
    pub fn clear(&mut self) {
        self.begin("");
    }

    fn insert(&mut self, typed: &str) {
        let room = LONGEST.saturating_sub(self.line.text().len());
        let fits = typed.char_indices().take_while(|(at, c)| at + c.len_utf8() <= room);
        let end = fits.last().map_or(0, |(at, c)| at + c.len_utf8());
        self.line.insert_str(&text::one_line_for_terminal(typed.get(..end).unwrap_or_default()));
    }

    fn changed(&mut self) {
        let before = std::mem::take(&mut self.query);
        self.read();
        if before == self.query && self.asked > 0 {
            return;
        }
        self.asked += 1;
        self.changed = self.asked;
        self.moved = false;
    }

    fn read(&mut self) {
        let today = self.today;
        (self.query, self.misread) = Query::read(self.line.text(), true, &|day| past_day(day, today));
        if self.line.text().trim().is_empty() {
            self.query.places = [Kind::Decision, Kind::Action].map(Place::Entry).to_vec();
        }
    }

    /// Whether what is shown is not yet what was asked for last.
    pub fn is_due(&self) -> bool {
        self.shown < self.changed
    }

    /// Whether nothing is looked for yet.
    pub fn is_blank(&self) -> bool {
        self.line.text().trim().is_empty()
    }

    /// The newest question, once.
    pub fn question(&mut self) -> Option<Question> {
        (self.handed < self.asked).then(|| {
            self.handed = self.asked;
            Question { number: self.asked, query: self.query.clone() }
        })
    }

    /// Takes an answer in, unless a newer one is shown; what was chosen stays so where it was found again. A scribe who
    /// hurried wants the first hit of the newest question at once.
    pub fn answer(&mut self, answer: Answer) -> Option<Wanted> {
        if answer.number < self.shown {
            return None;
        }
        let before = std::mem::replace(&mut self.found, answer.found);
        (self.shown, self.is_current) = (answer.number, answer.is_current);
        self.revision += 1;
        let before = before.hits.get(self.chosen).filter(|_| self.moved);
        let is = |hit: &Hit, before: &Hit| hit.there() == before.there() && hit.text == before.text;
        let again = before.and_then(|before| self.found.hits.iter().position(|hit| is(hit, before)));
        self.chosen = again.unwrap_or(0);
        if again.is_none() {
            self.rolled.follow();
        }
        self.moved = again.is_some();
        let may_come = self.found.hits.is_empty() && !answer.is_current;
        if self.is_due() || may_come || !std::mem::take(&mut self.hurries) {
            return None;
        }
        self.chosen().map(Wanted::There)
    }

    fn step(&mut self, by: isize) {
        let last = self.found.hits.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        self.rolled.follow();
        self.moved = true;
    }

    fn chosen(&self) -> Option<There> {
        self.found.hits.get(self.chosen).map(Hit::there)
    }

    /// How many lines were found, in words; nothing where that is said in their place.
    pub fn count(&self) -> String {
        let (count, shown) = (self.found.count, self.found.hits.len());
        match (count, self.found.complete) {
            (0, _) => String::new(),
            (_, true) if count == shown => say!("search-lines", count = count),
            (_, true) => say!("search-best", shown = shown, count = count),
            (_, false) => say!("search-best-more", shown = shown, count = count),
        }
    }

    /// What tells two looks of it apart.
    pub fn mark(&self, hasher: &mut impl Hasher) {
        (self.line.text(), self.line.cursor(), self.chosen, self.rolled, self.revision, self.is_due()).hash(hasher);
        (self.line.is_proposed(), self.indexing, &self.complaint, self.found.hits.len(), self.hurries).hash(hasher);
        self.help_key.hash(hasher);
    }
}

/// The bytes of a text that are shown where there is room for so many characters, so that the first part that was looked
/// for is among them, with so many of them before it; a word that is cut is left out.
pub fn excerpt(text: &str, first: usize, before: usize, most: usize) -> Range<usize> {
    let head = text.get(..first).unwrap_or_default();
    let start = match head.char_indices().rev().nth(before.saturating_sub(1)) {
        Some((from, _)) if from > 0 && before > 0 => {
            head.get(from..).and_then(|rest| rest.find(' ')).map_or(from, |at| from + at + 1)
        }
        _ => 0,
    };
    let blanks = text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let start = if start > 0 { start + blanks } else { 0 };
    let rest = text.get(start..).unwrap_or_default();
    start..rest.char_indices().nth(most).map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests;
