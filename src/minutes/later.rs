//! What is known of a meeting's minutes beside the meeting itself: what was corrected after an approval, and what later meetings
//! say of its action items.
//!
//! Whoever reads the journals gathers it and hands it over, as the seal; minutes without it say what the meeting itself
//! knows. Not here: gathering it (see `cli`) and its words (see `page`).

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::meeting::{ActionItem, Correction, EntryId, ItemChanges, Status};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Later {
    /// What was changed after the minutes had been approved, in the order in which it was.
    pub corrections: Vec<Corrected>,
    /// What became of the action items noted in the meeting, as far as that was said after it; an empty one: nothing, whatever the
    /// meeting itself knows.
    pub aftermath: BTreeMap<EntryId, Aftermath>,
}

/// A correction and who made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    /// What was corrected.
    pub correction: Correction,
    /// What to call whoever did.
    pub by: String,
}

/// What became of an action item after its meeting: what is otherwise than the minutes have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// How it stands, and why, in words.
    pub status: Option<(Status, Option<String>, SaidAfter)>,
    /// Who will do it.
    pub owners: Option<(Vec<String>, SaidAfter)>,
    /// Until when; none: it is no longer due.
    pub due: Option<(Option<NaiveDate>, SaidAfter)>,
}

/// When and where something was said after the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidAfter {
    /// When, in the meeting's zone.
    pub at: DateTime<FixedOffset>,
    /// The title of the meeting in which that was said; none: it was said between meetings.
    pub meeting: Option<String>,
}

/// One of the things of an action item that can be said after its meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// How it stands, and why.
    Status,
    /// Whose it is.
    Owners,
    /// When it is due.
    Due,
}

impl Aftermath {
    /// What is otherwise about an item as it stands `now` than as it was `minuted`; `said`: when and where that was said, where that is
    /// known.
    pub fn between(minuted: &ActionItem, now: &ActionItem, said: impl Fn(Changed) -> Option<SaidAfter>) -> Self {
        let differs = now.status != minuted.status || now.status != Status::Open && now.reason != minuted.reason;
        let status = differs.then(|| said(Changed::Status)).flatten();
        let owners = (now.owners != minuted.owners).then(|| said(Changed::Owners)).flatten();
        let due = (now.due != minuted.due).then(|| said(Changed::Due)).flatten();
        Self {
            status: status.map(|said| (now.status, now.reason.clone(), said)),
            owners: owners.map(|said| (now.owners.clone(), said)),
            due: due.map(|said| (now.due, said)),
        }
    }

    /// It stands as it was minuted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// When each of it was said.
    pub fn moments(&self) -> impl Iterator<Item = DateTime<FixedOffset>> {
        let status = self.status.as_ref().map(|(_, _, said)| said.at);
        let owners = self.owners.as_ref().map(|(_, said)| said.at);
        [status, owners, self.due.as_ref().map(|(_, said)| said.at)].into_iter().flatten()
    }
}

impl Changed {
    /// When that was last said of an item, as far as the item knows.
    pub fn when(self, item: &ActionItem) -> Option<DateTime<FixedOffset>> {
        match self {
            Self::Status => item.changed.status,
            Self::Owners => item.changed.owners,
            Self::Due => item.changed.due,
        }
    }

    /// Whether these changes say it.
    pub fn is_in(self, changes: &ItemChanges) -> bool {
        match self {
            Self::Status => changes.status.is_some(),
            Self::Owners => changes.owners.is_some(),
            Self::Due => changes.due.is_some(),
        }
    }
}
