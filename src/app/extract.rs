//! What leaves the meeting for other programs: to where copies go, and what is copied.
//!
//! Not here: the words of a copy (see `minutes`), and how it gets to where it goes (see `shell`).

use crate::meeting::{EntryId, SlotId};

/// Where copies go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// To the terminal, which hands them to the clipboard of the computer that it runs on, also from afar.
    #[default]
    Terminal,
    /// To a command, as a shell reads it, which reads them from its input.
    Command(String),
    /// Nowhere.
    Off,
}

/// A part of the meeting to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extract {
    /// An entry and what stands under it.
    Entry(EntryId),
    /// What was said in a slot.
    Slot(SlotId),
    /// All action items.
    Actions,
}
