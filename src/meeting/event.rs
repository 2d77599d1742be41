//! Facts: what happened, in the past tense, as the journal keeps them.
//!
//! FROZEN FORMAT. A released event keeps its name and its fields for ever; new fields are optional, new events get
//! new names. `docs/journal-format.md` describes each, and golden files under `tests/corpus/` hold old journals.

mod flat;
mod ids;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Agenda, Attachment, Ballot, CarriedItem, EntryId, Kind, Mark, Person, PlannedSlot, Presence, Review, Rival, Role,
    Run, SlotId, Status, Stay, Turn,
};

/// One fact. Several of them make up one act of the scribe and stand in one journal line.
///
/// Written as an object whose `event` names it; read by way of `meeting/event/flat.rs`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The meeting began to exist, from this agenda; states its whole identity, and so begins each journal file.
    MeetingOpened {
        /// The meeting's identity: a UUID.
        meeting: String,
        /// The name of its folder.
        slug: String,
        /// Absolute path of the agenda file, where it came from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        path: Option<String>,
        /// The IANA zone that rules; always resolved here, so that replay does not depend on the machine.
        zone: String,
        /// The plan.
        agenda: Box<Agenda>,
        /// The identity of each slot of the plan, in reading order.
        slots: Vec<SlotId>,
    },
    /// The agenda file was edited after the meeting began; this is the whole plan as it stands now.
    AgendaRevised {
        /// The plan.
        agenda: Box<Agenda>,
        /// The identity of each slot of the plan, in reading order: an old one for a slot that is still there.
        slots: Vec<SlotId>,
    },
    /// A clock was started on a slot.
    ClockStarted {
        /// Which slot.
        slot: SlotId,
    },
    /// The clock of a slot was stopped: a pause, or another slot's turn.
    ClockStopped {
        /// Which slot.
        slot: SlotId,
    },
    /// All the times of a slot's clock were set: a correction, or an undo giving time back.
    ClockSet {
        /// Which slot.
        slot: SlotId,
        /// The runs as they are now.
        runs: Vec<Run>,
    },
    /// A line was added to a slot's notes.
    EntryAdded {
        /// Its identity.
        entry: EntryId,
        /// Where.
        slot: SlotId,
        /// Right after this entry; none: at the beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<EntryId>,
        /// Levels below the outermost.
        #[serde(default, skip_serializing_if = "is_zero")]
        depth: u16,
        /// What it says.
        #[serde(flatten)]
        content: Box<Content>,
    },
    /// Fields of an entry changed.
    EntryChanged {
        /// Which.
        entry: EntryId,
        /// The new values of what changed.
        #[serde(flatten)]
        changes: Box<Changes>,
    },
    /// An entry now stands elsewhere.
    EntryMoved {
        /// Which.
        entry: EntryId,
        /// In this slot.
        slot: SlotId,
        /// Right after this entry; none: at the beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<EntryId>,
        /// Levels below the outermost.
        #[serde(default, skip_serializing_if = "is_zero")]
        depth: u16,
    },
    /// An entry was taken out; what stood under it stays, one level up.
    EntryRemoved {
        /// Which.
        entry: EntryId,
        /// By an undo of its adding: its action number is free again.
        #[serde(default, skip_serializing_if = "is_false")]
        undone: bool,
    },
    /// An entry that had been removed stands again.
    EntryRestored {
        /// Which.
        entry: EntryId,
        /// In this slot.
        slot: SlotId,
        /// Right after this entry; none: at the beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<EntryId>,
        /// Levels below the outermost.
        #[serde(default, skip_serializing_if = "is_zero")]
        depth: u16,
    },
    /// Somebody joined the roster.
    PersonAdded {
        /// Who.
        person: Box<Person>,
    },
    /// Somebody left the roster (an undo).
    PersonRemoved {
        /// The name.
        name: String,
    },
    /// A slot was opened that no agenda had.
    SlotAdded {
        /// Its identity.
        slot: SlotId,
        /// Right after this slot; none: as the first of its day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        behind: Option<SlotId>,
        /// The number of its day, from 0; counts where no slot says it by standing before it.
        #[serde(default, skip_serializing_if = "is_zero")]
        day: u16,
        /// Its title and so on.
        plan: Box<PlannedSlot>,
        /// It is the rest of this slot, which was split.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        continues: Option<SlotId>,
    },
    /// A slot stands elsewhere now.
    SlotMoved {
        /// Which slot.
        slot: SlotId,
        /// Right after this slot; none: as the first of its day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        behind: Option<SlotId>,
        /// The number of its day, from 0; counts where no slot says it by standing before it.
        #[serde(default, skip_serializing_if = "is_zero")]
        day: u16,
        /// It stands where the agenda has it again (an undo).
        #[serde(default, skip_serializing_if = "is_false")]
        home: bool,
    },
    /// A slot was taken out again (an undo).
    SlotRemoved {
        /// Which slot.
        slot: SlotId,
    },
    /// A slot was set aside, or no longer is.
    SlotMarked {
        /// Which slot.
        slot: SlotId,
        /// As what; none: it is to be held as planned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<Mark>,
    },
    /// A slot has more or less time than planned.
    SlotGiven {
        /// Which slot.
        slot: SlotId,
        /// So many minutes more; negative: less. What two writers give adds up.
        minutes: i32,
    },
    /// A file or a page was named.
    FileAttached {
        /// For which slot; none: for the whole meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slot: Option<SlotId>,
        /// What and where.
        attachment: Box<Attachment>,
    },
    /// It no longer is.
    FileDetached {
        /// For which slot; none: for the whole meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slot: Option<SlotId>,
        /// What and where.
        attachment: Box<Attachment>,
    },
    /// Somebody came, went, or sent word of not coming.
    AttendanceChanged {
        /// Who.
        name: String,
        /// Which of them.
        presence: Presence,
    },
    /// All that is known of somebody's attendance was set: an undo.
    AttendanceSet {
        /// Who.
        name: String,
        /// The stays as they are now.
        stays: Vec<Stay>,
        /// Whether word was sent of not coming.
        #[serde(default, skip_serializing_if = "is_false")]
        regrets: bool,
    },
    /// An office is held by others than the agenda says.
    RoleChanged {
        /// Which.
        role: Role,
        /// Who holds it; none: as the agenda says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        names: Option<Vec<String>>,
    },
    /// Somebody wants to speak.
    QueueJoined {
        /// Who.
        name: String,
        /// So many wait before; none: all who wait (a number: an undo).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<u16>,
    },
    /// Somebody no longer wants to speak, or speaks.
    QueueLeft {
        /// Who.
        name: String,
    },
    /// Somebody has the floor now, or nobody.
    FloorGiven {
        /// In which slot.
        slot: SlotId,
        /// Who; none: the last turn is over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// All turns of a slot were set: an undo.
    TurnsSet {
        /// Which slot.
        slot: SlotId,
        /// The turns as they are now.
        turns: Vec<Turn>,
    },
    /// A further writer went on with the meeting; stands beside its restated opening, and counts only where that opens the
    /// meeting: where the journals that say these things themselves are not there.
    WriterJoined {
        /// What had become of the plan and the people by then.
        so_far: Vec<Event>,
    },
    /// The scribe left the meeting open, to go on later: the time away is no time spent, whatever is undone afterwards.
    ScribeLeft,
    /// The meeting was closed.
    MeetingClosed,
    /// A closed meeting was opened again.
    MeetingReopened,
    /// The minutes of the closed meeting were approved: they are final.
    MinutesApproved {
        /// By whom; empty where it was not said.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        approved_by: Vec<String>,
    },
    /// Action items of earlier meetings that this one goes through, as they stand.
    ItemsCarried {
        /// Each of them.
        items: Vec<CarriedItem>,
        /// The first number that an action item of this meeting can have.
        numbers_from: u32,
    },
    /// A record that bore this number could not be read when the journal was repaired. It changes nothing.
    RecordLost,
}

impl Event {
    /// The end of a sitting, or a new one: leaving, closing, opening again.
    pub fn ends_a_sitting(&self) -> bool {
        matches!(self, Self::ScribeLeft | Self::MeetingClosed | Self::MeetingReopened)
    }
}

/// What an entry says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// What it is.
    #[serde(default, skip_serializing_if = "Kind::is_note")]
    pub kind: Kind,
    /// Its text on one line, without the marks that the notation takes out.
    pub text: String,
    /// Owners of an action item, in the order named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Ticket keys named in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<String>,
    /// The action item's number in the meeting, from 1; none for other kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The priority of an action item, from 1, the first, to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// Who said it, for speech; none: whoever spoke last goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// How who voted, for votes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Ballot>,
    /// Where a link leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What it says of an action item beside its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review>>,
}

impl Content {
    /// Whether there is anything to write down.
    pub fn says_something(&self) -> bool {
        let beside = !self.owners.is_empty() || !self.votes.is_empty() || self.link.is_some();
        beside || !self.text.trim().is_empty()
    }
}

/// The new values of those fields of an entry that changed; the others are absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// New kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// New text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Texts that stand beside it again, in the place of those that its writer knew: a settled conflict was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rivals: Option<Vec<Rival>>,
    /// New owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owners: Option<Vec<String>>,
    /// New due date; `null`: no longer due.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub due: Option<Option<NaiveDate>>,
    /// New tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tickets: Option<Vec<String>>,
    /// New number; `null`: none any more.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub number: Option<Option<u32>>,
    /// New priority; `null`: none any more.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub priority: Option<Option<u8>>,
    /// Another speaker; `null`: whoever spoke last.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub speaker: Option<Option<String>>,
    /// New votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Vec<Ballot>>,
    /// New address; `null`: none any more.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub link: Option<Option<String>>,
    /// Open, done or dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why; `null`: nothing is said of that.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub reason: Option<Option<String>>,
    /// New depth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<u16>,
}

impl Changes {
    /// Nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Something about what the entry says changes, not only where it stands.
    pub(super) fn says_something(&self) -> bool {
        let Self {
            kind,
            text,
            rivals,
            owners,
            due,
            tickets,
            number,
            priority,
            speaker,
            votes,
            link,
            status,
            reason,
            depth: _,
        } = self;
        let content = text.is_some() || rivals.is_some() || tickets.is_some() || kind.is_some();
        let said = speaker.is_some() || votes.is_some() || link.is_some();
        let item = owners.is_some()
            || due.is_some()
            || number.is_some()
            || priority.is_some()
            || status.is_some()
            || reason.is_some();
        content || said || item
    }
}

/// A field that is there, even as `null`, is `Some`.
pub(super) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde calls
fn is_zero(depth: &u16) -> bool {
    *depth == 0
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde calls
fn is_false(flag: &bool) -> bool {
    !*flag
}
