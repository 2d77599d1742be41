//! What is true now: the meeting as the fold of its events so far.
//!
//! Days hold slots, slots hold entries as a flat outline in reading order, each with its depth. The outline is always
//! well formed: no entry is more than one level deeper than the one above it. Derived numbers are never fields.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::books::Bookkeeping;
use super::{EntryId, Head, Person, PlannedSlot, SlotId, Stamp, Version, WriterId};

/// A meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meeting {
    /// Its identity: a UUID; empty until it was opened.
    pub id: String,
    /// The name of its folder.
    pub slug: String,
    /// Absolute path of its agenda file.
    pub path: Option<String>,
    /// The zone that rules.
    pub zone: Tz,
    /// Title, place and so on.
    pub head: Head,
    /// Everybody who may own an action item.
    pub people: Vec<Person>,
    /// Names that stand for several people.
    pub groups: Vec<String>,
    /// The days.
    pub days: Vec<Day>,
    /// When it was opened.
    pub opened: Option<DateTime<FixedOffset>>,
    /// When it was closed; none while it is open.
    pub closed: Option<DateTime<FixedOffset>>,
    /// What the fold remembers beside the visible state.
    pub(super) books: Bookkeeping,
}

/// A day of the meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Day {
    /// Its date, where known.
    pub date: Option<NaiveDate>,
    /// What its heading says beside the date.
    pub title: String,
    /// Markdown before its first slot.
    pub description: String,
    /// Its slots.
    pub slots: Vec<Slot>,
}

/// A place in the schedule: what was planned and what was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its identity.
    pub id: SlotId,
    /// As planned: title, chair, start, talking points.
    pub plan: PlannedSlot,
    /// The agenda no longer has it; it stays because something happened in it.
    pub withdrawn: bool,
    /// The times its clock ran, in order; only the last can be open.
    pub runs: Vec<Run>,
    /// What was said, in reading order.
    pub entries: Vec<Entry>,
}

/// A stretch of time during which a slot's clock ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Since when.
    pub from: Stamp,
    /// Until when; none: it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Stamp>,
}

/// One line of the minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its identity.
    pub id: EntryId,
    /// When it was committed.
    pub at: DateTime<FixedOffset>,
    /// Levels below the outermost.
    pub depth: u16,
    /// What it is.
    pub kind: Kind,
    /// Its text, on one line.
    pub text: String,
    /// Who wrote that text.
    pub by: WriterId,
    /// Other texts of it, written without knowledge of this one: the scribes have to choose.
    pub rivals: Vec<Rival>,
    /// What only an action item has; kept when the entry becomes another kind, so that nothing is lost on the way back.
    pub action: Option<Box<ActionItem>>,
    /// Ticket keys in its text.
    pub tickets: Vec<String>,
}

/// A text that another writer gave to an entry at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rival {
    /// The record that wrote it, and so who did.
    #[serde(flatten)]
    pub version: Version,
    /// What it says.
    pub text: String,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something that was said.
    #[default]
    Note,
    /// Something that somebody will do.
    Action,
    /// Something that was settled.
    Decision,
    /// Something that was left open.
    Question,
}

/// The fields of an action item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionItem {
    /// Its number in the meeting, from 1.
    pub number: u32,
    /// Who will do it.
    pub owners: Vec<String>,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// How it stands.
    pub status: Status,
}

/// How an action item stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// To be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// No longer wanted.
    Dropped,
}

impl Kind {
    /// All kinds, in the order in which one key goes through them.
    pub const ALL: [Self; 4] = [Self::Note, Self::Action, Self::Decision, Self::Question];

    /// A plain note.
    pub fn is_note(&self) -> bool {
        *self == Self::Note
    }

    /// The next in [`Kind::ALL`], around.
    pub fn next(self) -> Self {
        match self {
            Self::Note => Self::Action,
            Self::Action => Self::Decision,
            Self::Decision => Self::Question,
            Self::Question => Self::Note,
        }
    }

    /// Its name in exports: `note`, `action`, `decision`, `question`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Action => "action",
            Self::Decision => "decision",
            Self::Question => "question",
        }
    }
}

impl Status {
    /// Its name in exports: `open`, `done`, `dropped`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl Entry {
    /// The action item that this entry is; none where it is something else now.
    pub fn as_action(&self) -> Option<&ActionItem> {
        (self.kind == Kind::Action).then_some(self.action.as_deref()).flatten()
    }
}

impl Meeting {
    /// All slots, in reading order.
    pub fn slots(&self) -> impl DoubleEndedIterator<Item = &Slot> {
        self.days.iter().flat_map(|day| &day.slots)
    }

    /// The slot of that identity.
    pub fn slot(&self, id: SlotId) -> Option<&Slot> {
        self.slots().find(|slot| slot.id == id)
    }

    /// All entries with their slots, in reading order.
    pub fn entries(&self) -> impl Iterator<Item = (&Slot, &Entry)> {
        self.slots().flat_map(|slot| slot.entries.iter().map(move |entry| (slot, entry)))
    }

    /// All action items with their slots, in reading order.
    pub fn action_items(&self) -> impl Iterator<Item = (&Slot, &Entry, &ActionItem)> {
        self.entries().filter_map(|(slot, entry)| entry.as_action().map(|item| (slot, entry, item)))
    }
}
