//! What is true now: the meeting as the fold of its events so far.
//!
//! Days hold slots, slots hold entries as a flat outline in reading order, each with its depth. The outline is always
//! well formed: no entry is more than one level deeper than the one above it. Derived numbers are never fields.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::books::Bookkeeping;
use super::{
    Approval, Attachment, CarriedItem, Content, EntryId, Head, ItemTimes, Person, PlannedSlot, Request, Review, SlotId,
    Stamp, Version, WriterId,
};

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
    /// What was asked for before the meeting.
    pub requests: Vec<Request>,
    /// Files and pages that belong to it and to no slot.
    pub attachments: Vec<Attachment>,
    /// Files and pages named for it in the meeting, beside those.
    pub attached: Vec<Attachment>,
    /// Who was there and when, in the order in which they were noted.
    pub attendance: Vec<Attendance>,
    /// Who holds an office otherwise than the agenda says.
    pub roles: BTreeMap<Role, Vec<String>>,
    /// Who waits to speak, the next first.
    pub queue: Vec<String>,
    /// When it was opened.
    pub opened: Option<DateTime<FixedOffset>>,
    /// When it was closed; none while it is open.
    pub closed: Option<DateTime<FixedOffset>>,
    /// When it ended: at its first closing, or at a later one before which it went on.
    pub ended: Option<Stamp>,
    /// Each time that its minutes were approved, in order.
    pub approvals: Vec<Approval>,
    /// Action items of earlier meetings, as they stood when this one began.
    pub carried: Vec<CarriedItem>,
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
    /// When its first slot can start at the earliest.
    pub starts: Option<NaiveTime>,
    /// When it has to end.
    pub ends: Option<NaiveTime>,
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
    /// It was opened in the meeting: no agenda had it.
    pub unplanned: bool,
    /// It was moved: it does not stand where the agenda has it.
    pub moved: bool,
    /// The slot whose rest it is.
    pub continues: Option<SlotId>,
    /// What the scribe set it aside as.
    pub mark: Option<Mark>,
    /// Minutes given to it beside the planned ones; negative: taken from it.
    pub given: i32,
    /// Files and pages named for it in the meeting, beside those of the plan.
    pub attached: Vec<Attachment>,
    /// The times its clock ran, in order; only the last can be open.
    pub runs: Vec<Run>,
    /// Who had the floor in it, in order; only the last can be open.
    pub turns: Vec<Turn>,
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

/// Why a slot is not to be held as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It is left out.
    Skipped,
    /// It is put off to another time.
    Parked,
}

/// A stretch of time during which somebody had the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Who.
    pub name: String,
    /// Since when.
    pub from: Stamp,
    /// Until when; none: still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Stamp>,
}

/// When somebody was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Who.
    pub name: String,
    /// Each stay; only the last can be open.
    pub stays: Vec<Stay>,
    /// Sent word of not coming.
    pub regrets: bool,
}

/// A stretch of time during which somebody was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// Since when.
    pub from: Stamp,
    /// Until when; none: still there, or there to the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Stamp>,
}

/// What is said of somebody's presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Came, or is there.
    Present,
    /// Went.
    Left,
    /// Sent word of not coming.
    Regrets,
}

/// An office in the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads it.
    Chair,
    /// Takes its minutes.
    Scribe,
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
    /// Who said it, for speech; none: whoever spoke last goes on.
    pub speaker: Option<String>,
    /// How who voted, for votes.
    pub votes: Vec<Ballot>,
    /// Where it leads, for a link.
    pub link: Option<String>,
    /// What it says of an action item beside its words.
    pub review: Option<Box<Review>>,
}

/// Votes that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ballot {
    /// What they say.
    pub choice: Choice,
    /// Whose they are, as far as it was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voters: Vec<String>,
    /// How many more, of whom it was not said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub others: u32,
}

/// What a vote says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// `+1`.
    For,
    /// `-1`.
    Against,
    /// `0`.
    Abstain,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde calls
fn is_zero(count: &u32) -> bool {
    *count == 0
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
    /// Something put to the meeting, to be settled.
    Proposal,
    /// Votes on the proposal that it stands under.
    Vote,
    /// Something to come back to.
    Idea,
    /// Something to know.
    Info,
    /// An address.
    Link,
    /// What somebody said.
    Speech,
    /// A heading within a slot.
    Subtopic,
}

/// The fields of an action item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionItem {
    /// Its number in the meeting and its series, from 1.
    pub number: u32,
    /// Who will do it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// How it stands.
    #[serde(default)]
    pub status: Status,
    /// From 1, the first, to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// Why it stands so, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When what was last changed.
    #[serde(default)]
    pub changed: ItemTimes,
    /// As the meeting's minutes have it, where it was changed after the meeting was closed (see [`Self::as_minuted`]).
    #[serde(skip)]
    pub minuted: Option<Box<ActionItem>>,
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
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Note,
        Self::Action,
        Self::Decision,
        Self::Question,
        Self::Proposal,
        Self::Vote,
        Self::Idea,
        Self::Info,
        Self::Link,
        Self::Speech,
        Self::Subtopic,
    ];

    /// A plain note.
    pub fn is_note(&self) -> bool {
        *self == Self::Note
    }

    /// The next of the four kinds through which one key goes, around; any other kind becomes a note.
    pub fn next(self) -> Self {
        match self {
            Self::Note => Self::Action,
            Self::Action => Self::Decision,
            Self::Decision => Self::Question,
            _ => Self::Note,
        }
    }

    /// Its name in exports: `note`, `action`, `decision`, …
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Action => "action",
            Self::Decision => "decision",
            Self::Question => "question",
            Self::Proposal => "proposal",
            Self::Vote => "vote",
            Self::Idea => "idea",
            Self::Info => "info",
            Self::Link => "link",
            Self::Speech => "speech",
            Self::Subtopic => "subtopic",
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

    /// What it says, as one could say it anew.
    pub fn content(&self) -> Content {
        let item = self.as_action();
        Content {
            kind: self.kind,
            text: self.text.clone(),
            owners: item.map(|item| item.owners.clone()).unwrap_or_default(),
            due: item.and_then(|item| item.due),
            tickets: self.tickets.clone(),
            number: None,
            priority: item.and_then(|item| item.priority),
            speaker: self.speaker.clone(),
            votes: self.votes.clone(),
            link: self.link.clone(),
            review: self.review.clone(),
        }
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
