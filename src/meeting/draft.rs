//! A line that was typed and not committed.
//!
//! It belongs to the slot in which it was begun and survives a crash, but it is no fact of the meeting: no event
//! carries it. Not here: the composer that edits it and the file that keeps it.

use serde::{Deserialize, Serialize};

use super::{EntryId, SlotId};

/// What stands in a slot's composer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// The slot that it was typed for.
    pub slot: SlotId,
    /// The entry that it would replace; none: it would be a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// The line as typed, notation included.
    pub text: String,
}
