//! One act of the scribe: what stands together in the journal and is taken back together.
//!
//! Not here: how an act is written down (see `journal`), and which acts can be taken back (see `history`).

use serde::{Deserialize, Serialize};

use super::{EntryId, Event, SlotId, Stamp};

/// Events that happened together.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// When.
    pub stamp: Stamp,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Whether it is new, takes something back, or does it again.
    pub cause: Cause,
    /// The half-typed line that this act committed, if it came from one.
    pub clears: Option<DraftKey>,
}

/// How an act came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// The scribe did something.
    #[default]
    Fresh,
    /// The scribe took back an act.
    Undo {
        /// The sequence number of the act taken back.
        of: u64,
    },
    /// The scribe did an act again that had been taken back.
    Redo {
        /// The sequence number of the act done again.
        of: u64,
    },
}

/// Where a half-typed line belongs: to the end of a slot, or to an entry that is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DraftKey {
    /// The slot.
    pub slot: SlotId,
    /// The entry being edited; none: a new line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
}

/// A half-typed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it belongs.
    pub key: DraftKey,
    /// The text so far; empty: there is no such line any more.
    pub text: String,
    /// The depth that it is to have.
    pub depth: u16,
    /// Where the cursor stands, in characters.
    pub cursor: usize,
}
