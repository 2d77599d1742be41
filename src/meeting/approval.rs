//! When the meeting ended, and draft or final: who approved the minutes, when, and whether they were opened again since.
//!
//! Not here: what was changed after an approval (the minutes tell that from the journal), and whether somebody may
//! approve (see `decide`).

use chrono::{DateTime, FixedOffset};

use super::{Meeting, PASSED_OVER, Run, Stamp, Stay};

/// The minutes were approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// By whom, as named.
    pub by: Vec<String>,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// When the meeting was opened again after it.
    pub reopened: Option<DateTime<FixedOffset>>,
}

/// How far the minutes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The meeting is open.
    #[default]
    Open,
    /// It is closed and nobody has approved the minutes.
    Draft,
    /// The minutes are approved.
    Final,
}

impl Stage {
    /// Its name in exports: `open`, `draft`, `final`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Draft => "draft",
            Self::Final => "final",
        }
    }
}

impl Meeting {
    /// How far the minutes are.
    pub fn stage(&self) -> Stage {
        let standing = self.approvals.last().is_some_and(|approval| approval.reopened.is_none());
        match (self.closed, standing) {
            (None, _) => Stage::Open,
            (Some(_), false) => Stage::Draft,
            (Some(_), true) => Stage::Final,
        }
    }

    /// The approval that the minutes had before they were opened again, where they have none now.
    pub fn lapsed_approval(&self) -> Option<&Approval> {
        self.approvals.last().filter(|approval| approval.reopened.is_some())
    }

    /// An undo does not take an approval back: like closing, it is no edit. Opening the meeting again does, and stays
    /// recorded.
    pub(super) fn approve(&mut self, by: &[String], stamp: &Stamp) {
        self.approvals.push(Approval { by: by.to_vec(), at: stamp.at, reopened: None });
    }

    /// The meeting is closed. One that was opened again and in which nobody met ended when it was closed before.
    pub(super) fn end(&mut self, stamp: &Stamp) {
        self.ended = Some(self.end_by(stamp));
        self.closed = Some(stamp.at);
    }

    /// When the meeting ended; where it goes on, `last`, the moment of its last act.
    pub fn end_by(&self, last: &Stamp) -> Stamp {
        let Some(ended) = self.ended.or(self.closed.map(Stamp::wall)) else { return *last };
        let is_over = self.closed.is_some() || !self.went_on(&ended, last);
        if is_over { ended } else { *last }
    }

    /// Whether somebody met after its end: a clock ran for long enough, or somebody came.
    fn went_on(&self, ended: &Stamp, last: &Stamp) -> bool {
        let ran = |run: &Run| run.from.at > ended.at && run.elapsed(last) >= PASSED_OVER;
        let came = |stay: &Stay| stay.from.at > ended.at;
        self.slots().any(|slot| slot.runs.iter().any(ran)) || self.attendance.iter().any(|it| it.stays.iter().any(came))
    }

    pub(super) fn reopen(&mut self, stamp: &Stamp) {
        self.closed = None;
        if let Some(approval) = self.approvals.last_mut() {
            approval.reopened.get_or_insert(stamp.at);
        }
    }
}
