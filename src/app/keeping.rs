//! How the meeting is kept: what the journal has of it, and whether anything may be changed on this screen.
//!
//! Both are told by the shell, and said in the title bar whatever else there is no room for. Not here: the verbs that
//! are refused on a screen that is only for reading (see `action`).

use chrono::{DateTime, FixedOffset, Timelike};

use super::{Action, Keymap};
use crate::words::{Day, day, say};

/// What the journal has of what is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Saved {
    /// Everything, synced to the disk.
    #[default]
    Saved,
    /// Everything, but the disk has not confirmed it yet.
    Saving,
    /// Not everything.
    Failing {
        /// What the system said.
        why: String,
        /// Acts that are in this program's memory alone; 0 where only a half-typed line is in danger.
        unsaved: usize,
    },
}

impl Saved {
    /// Whether something is in danger.
    pub fn is_failing(&self) -> bool {
        matches!(self, Self::Failing { .. })
    }
}

/// Why nothing can be changed on this screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReadOnly {
    /// Another program writes this meeting's journal.
    Held {
        /// Which: `process 4711 on desk since 09:12`.
        by: String,
        /// It has ended: this one may take over.
        gone: bool,
    },
    /// The journal is damaged: nothing is added to it.
    Damaged {
        /// Where: file and line.
        place: String,
    },
    /// The meeting as it stood.
    AsOf {
        /// When.
        at: DateTime<FixedOffset>,
    },
    /// It is looked at from another screen.
    LookedAt {
        /// That screen is a meeting which goes on beneath: no other can be gone on with from there.
        over_a_meeting: bool,
    },
}

/// Where leaving a meeting's screen leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Leads {
    /// Out of the program.
    #[default]
    Out,
    /// Back to the screen from which the meeting is looked at; Esc does so too.
    Back,
}

impl ReadOnly {
    /// What the title bar says, the longest words first, for as much room as there is.
    pub fn titles(&self) -> Vec<String> {
        match self {
            Self::Held { by, gone: false } => vec![say!("keep-held", by = by), say("keep-read-only").to_owned()],
            Self::Held { gone: true, .. } => {
                vec![say("keep-ended").to_owned(), say("keep-ended-short").to_owned()]
            }
            Self::Damaged { place } => vec![say!("keep-damaged", place = place), say("keep-damaged-short").to_owned()],
            Self::AsOf { at } => vec![say!("keep-as-of", when = moment(at))],
            Self::LookedAt { .. } => vec![say("keep-read-only").to_owned()],
        }
    }

    /// What stands where the line is typed otherwise.
    pub fn headline(&self) -> String {
        match self {
            Self::Held { by, gone: false } => say!("keep-held", by = by),
            Self::Held { gone: true, .. } => say("keep-ended").to_owned(),
            Self::Damaged { place } => say!("keep-damaged", place = place),
            Self::AsOf { at } => say!("keep-read-only-as-of", when = moment(at)),
            Self::LookedAt { .. } => say("keep-looked-at").to_owned(),
        }
    }

    /// What can be done about it, in the row below.
    pub fn way_out(&self, keymap: &Keymap) -> String {
        match self {
            Self::Held { gone: false, .. } => say("keep-goes-on-there").to_owned(),
            Self::Held { gone: true, .. } => say!("keep-takes-over", key = keymap.shown(Action::Commit)),
            Self::Damaged { .. } => say("keep-repair").to_owned(),
            Self::AsOf { .. } => say("keep-later").to_owned(),
            Self::LookedAt { over_a_meeting: false } => say!("keep-goes-on", key = keymap.shown(Action::Commit)),
            Self::LookedAt { over_a_meeting: true } => say("keep-open").to_owned(),
        }
    }

    /// What is answered to a key that would change something.
    pub fn refusal(&self, keymap: &Keymap) -> String {
        match self {
            // Who has it stands where the line is typed otherwise; this must be readable in a narrow window.
            Self::Held { gone: false, .. } => say("keep-refused-elsewhere").to_owned(),
            Self::Held { gone: true, .. } => {
                say!("keep-refused-ended", key = keymap.shown(Action::Commit))
            }
            Self::Damaged { place } => say!("keep-refused-damaged", place = place),
            Self::AsOf { at } => say!("keep-refused-as-of", when = moment(at)),
            Self::LookedAt { .. } => say!("keep-refused", why = self.way_out(keymap)),
        }
    }

    /// Whether Enter makes the screen one to write on.
    pub fn gives_way(&self) -> bool {
        matches!(self, Self::Held { gone: true, .. } | Self::LookedAt { over_a_meeting: false })
    }

    /// Whether the meeting stands still: a moment that is over has no clock that runs.
    pub fn stands_still(&self) -> bool {
        matches!(self, Self::AsOf { .. })
    }
}

/// `Mon 28 Oct 09:30`.
fn moment(at: &DateTime<FixedOffset>) -> String {
    let form = if at.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    format!("{} {}", day(at.date_naive(), Day::Weekday), at.format(form))
}
