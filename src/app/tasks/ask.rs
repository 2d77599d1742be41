//! What is asked before an item is changed: why, until when, who, what to note.
//!
//! What Enter would do is foretold while one types, as in the pop-ups of a meeting. Not here: what a date and a name are (see
//! `item_words`), and doing it.

use chrono::NaiveDate;

use crate::app::{Action, Line, item_words, terms};
use crate::meeting::tasks::TaskRow;
use crate::meeting::{ItemChanges, ItemRef, Person, Status, Tickets};
use crate::notation::{self, Completion, Context, Roster};
use crate::words::say;

/// A question about an item, and the answer so far.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is to be done to it.
    pub action: Action,
    /// Its number.
    pub number: u32,
    /// What is to be done by it.
    pub text: String,
    /// The answer.
    pub line: Line,
    /// Why it does not do.
    pub complaint: Option<String>,
    /// How the name that is being typed may go on.
    pub completion: Option<Completion>,
    pub(super) item: ItemRef,
    /// Who may be meant; none while that is being looked up.
    roster: Option<Roster>,
    /// It was answered before it was known who may be meant.
    pub(super) waits: bool,
    today: NaiveDate,
}

impl Question {
    pub(super) fn new(action: Action, row: &TaskRow, today: NaiveDate) -> Self {
        Self {
            action,
            number: row.item.action.number,
            text: row.item.text.clone(),
            line: Line::default(),
            complaint: None,
            completion: None,
            item: row.item.item.clone(),
            roster: None,
            waits: false,
            today,
        }
    }

    /// Whether it must be known who may be meant.
    pub(super) fn is_about_people(&self) -> bool {
        self.action == Action::ItemOwner
    }

    /// Who may be meant.
    pub(super) fn know(&mut self, people: &[Person], groups: &[String]) {
        self.roster = Some(Roster::new(people, groups));
        self.was_typed();
    }

    /// What is asked, as one says it.
    pub fn asks(&self) -> &'static str {
        match self.action {
            Action::ItemDrop => say("item-dropped-why"),
            Action::ItemDue => say("item-due-until"),
            Action::ItemOwner => say("item-owners"),
            _ => say("item-note"),
        }
    }

    /// What Enter would do, or why it would not; none while there is nothing to tell of.
    pub fn foretold(&self) -> Option<Result<String, String>> {
        if self.line.text().trim().is_empty() {
            return None;
        }
        if self.is_about_people() && self.roster.is_none() {
            return Some(Ok(say("item-looking-up").to_owned()));
        }
        Some(self.changes().map(|changes| {
            let said = terms::changed(&changes, self.number, &crate::text::fit(&self.text, 40));
            let roster = self.roster.clone().unwrap_or_default();
            item_words::with_strangers(said, changes.owners.as_deref().unwrap_or_default(), &roster)
        }))
    }

    /// What the answer means. None where it is not known yet who may be meant.
    pub(super) fn answer(&self) -> Option<Result<ItemChanges, String>> {
        let is_known = !self.is_about_people() || self.roster.is_some();
        is_known.then(|| self.changes())
    }

    fn changes(&self) -> Result<ItemChanges, String> {
        let words = self.line.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let reason = Some(words.clone()).filter(|words| !words.is_empty());
        let nothing = ItemChanges::default();
        Ok(match self.action {
            Action::ItemDrop if reason.is_none() => return Err(say("item-say-why").to_owned()),
            Action::ItemDrop => ItemChanges { status: Some(Status::Dropped), reason, ..nothing },
            Action::ItemDue => {
                let (roster, tickets) = (Roster::default(), Tickets::default());
                let today = self.today;
                let context = Context { roster: &roster, tickets: &tickets, today, next_meeting: None, verbs: &[] };
                let due = item_words::due(&words, |line| notation::parse(line, &context))?;
                ItemChanges { due: Some(due), ..nothing }
            }
            Action::ItemOwner => {
                let roster = self.roster.clone().unwrap_or_default();
                ItemChanges { owners: Some(item_words::owners(&words, &roster)?), ..nothing }
            }
            _ if reason.is_none() => return Err(say("item-say-note").to_owned()),
            _ => ItemChanges { reason, ..nothing },
        })
    }

    /// Looks for how the answer may go on.
    pub(super) fn was_typed(&mut self) {
        self.complaint = None;
        self.waits = false;
        self.completion = None;
        let Some(roster) = self.roster.as_ref().filter(|_| self.is_about_people()) else { return };
        self.completion = item_words::completion(&self.line, roster);
    }

    /// Takes what was offered; says whether there was anything.
    pub(super) fn complete(&mut self) -> bool {
        let Some(completion) = self.completion.take() else { return false };
        self.line.replace(completion.replace, &completion.with);
        self.was_typed();
        true
    }
}
