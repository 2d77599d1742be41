//! What is known of a meeting's minutes beside the meeting itself: what was corrected after an approval, and what later meetings
//! say of its action items.
//!
//! Whoever reads the journals gathers it and hands it over, as the seal; minutes without it say what the meeting itself
//! knows. Not here: gathering it (see `cli`) and its words (see `page`).

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use crate::meeting::{Correction, EntryId, Status};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Later {
    /// What was changed after the minutes had been approved, in the order in which it was.
    pub corrections: Vec<Corrected>,
    /// What became of the action items noted in the meeting, as far as that was said after it.
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

/// What became of an action item after its meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aftermath {
    /// How it stands.
    pub status: Status,
    /// Since when, in the meeting's zone.
    pub at: DateTime<FixedOffset>,
    /// The title of the meeting in which that was said; none: it was said between meetings.
    pub meeting: Option<String>,
    /// Why, in words.
    pub reason: Option<String>,
}
