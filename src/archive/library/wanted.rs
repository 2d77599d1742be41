//! What is asked of the library, and what it answers: the rows of the task report and of the list of decisions.
//!
//! Not here: how the rows are kept, and how they are laid out for a person (see `cli`).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::meeting::{DigestDecision, Item, Status};

/// Which action items are wanted; by default all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// One of these owns it, whatever case the names are in; empty: whoever does.
    pub owners: Vec<String>,
    /// Of that series, whatever its case and blanks; none: of any.
    pub series: Option<String>,
    /// Only those that are still open.
    pub open: bool,
    /// Only those that are open and were due before that day.
    pub overdue: Option<NaiveDate>,
    /// Only those due before that day.
    pub due_before: Option<NaiveDate>,
    /// Only those that name that ticket, whatever its case.
    pub ticket: Option<String>,
}

/// An action item with the series that it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesItem {
    /// The series, as its newest meeting writes it; none where the meeting belongs to none.
    pub series: Option<String>,
    /// The item as it stands.
    pub item: Item,
}

/// Which decisions are wanted; by default all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedDecisions {
    /// Of that series, whatever its case and blanks; none: of any.
    pub series: Option<String>,
    /// Settled on that day or later, by the clock of the meeting's zone.
    pub since: Option<NaiveDate>,
}

/// A decision with the meeting in which it was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesDecision {
    /// The series of that meeting.
    pub series: Option<String>,
    /// The folder of that meeting.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The decision.
    pub decision: DigestDecision,
}

impl Wanted {
    /// Whether an item is among those that are wanted, whatever series it belongs to.
    pub(super) fn takes(&self, item: &Item) -> bool {
        let open = item.action.status == Status::Open;
        let before = |day: Option<NaiveDate>| day.is_none_or(|day| item.action.due.is_some_and(|due| due < day));
        let owned = || self.owners.iter().any(|owner| item.action.owners.iter().any(|theirs| same(owner, theirs)));
        let named = |key: &String| item.tickets.iter().any(|theirs| same(key, theirs));
        (open || !self.open && self.overdue.is_none())
            && before(self.overdue)
            && before(self.due_before)
            && (self.owners.is_empty() || owned())
            && self.ticket.as_ref().is_none_or(named)
    }
}

/// Whether two names are one, whatever their case and blanks.
fn same(one: &str, other: &str) -> bool {
    series_name(one) == series_name(other)
}

/// A name as series are told apart by it: without case, each run of blanks as one.
pub(in crate::archive) fn series_name(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
