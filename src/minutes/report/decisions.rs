//! Decisions of many meetings.
//!
//! Not here: where they come from (see `archive`), and any form.

use chrono::NaiveDate;

use crate::meeting::DigestDecision;

/// A decision and the meeting that took it.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionRow {
    /// The name of that meeting's series.
    pub series: Option<String>,
    /// The meeting's identity.
    pub id: String,
    /// The name of its folder.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The decision.
    pub decision: DigestDecision,
}

impl DecisionRow {
    /// The day on which it was taken.
    pub fn date(&self) -> NaiveDate {
        self.decision.at.date_naive()
    }
}

/// Decisions of many meetings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// The newest first.
    pub rows: Vec<DecisionRow>,
}

impl Decisions {
    /// These decisions.
    pub fn new(mut rows: Vec<DecisionRow>) -> Self {
        rows.sort_by(|a, b| (b.decision.at, &a.id, a.decision.entry).cmp(&(a.decision.at, &b.id, b.decision.entry)));
        Self { rows }
    }

    /// The decisions meeting by meeting, in the order of the rows.
    pub fn meetings(&self) -> Vec<&[DecisionRow]> {
        self.rows.chunk_by(|one, next| one.id == next.id).collect()
    }
}
