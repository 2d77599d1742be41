//! What a line turned out to mean.
//!
//! The composer shows it while it is typed, the commit takes its content or does what it orders, and scripts print it.
//! Not here: how it is read (`parse`) and written (`print`).

use std::ops::Range;

use chrono::NaiveDate;

use super::roster::Roster;
use crate::meeting::{Ballot, Content, Kind, Presence, Role, Status, Tickets};

/// What a line is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Whose names count.
    pub roster: &'a Roster,
    /// Which words are tickets.
    pub tickets: &'a Tickets,
    /// The day on which the line is typed, in the meeting's zone.
    pub today: NaiveDate,
    /// When the meeting meets again, where that is known.
    pub next_meeting: Option<NaiveDate>,
    /// The words that mean a verb after a slash, in lower case.
    pub verbs: &'a [&'a str],
}

/// What a line means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Its text without marks, owners before a dash and due date.
    pub text: String,
    /// Owners of an action item; those who vote, come, go or want to speak. In the order named, each once.
    pub owners: Vec<Owner>,
    /// When an action item is due.
    pub due: Option<NaiveDate>,
    /// The priority of an action item, 1 to 5.
    pub priority: Option<u8>,
    /// Ticket keys in the text, in order, each once.
    pub tickets: Vec<String>,
    /// Who says it, for speech; none: whoever spoke last.
    pub speaker: Option<Owner>,
    /// Votes, for a line of votes; their voters are in `owners` too.
    pub votes: Vec<Ballot>,
    /// Where a link leads.
    pub link: Option<String>,
    /// The action item that the line refers to, by number.
    pub target: Option<u32>,
    /// What is to be done instead of adding an entry.
    pub order: Option<Order>,
    /// What it would take to make the line what it looks like.
    pub hint: Option<String>,
    /// The line as it was typed, without the blanks around it.
    pub source: String,
    /// What each part of `source` is: together they are all of it, in order.
    pub pieces: Vec<Piece>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the line's `source`.
    pub range: Range<usize>,
    /// What it is.
    pub part: Part,
}

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What gives the line its kind: `!`, `ACTION:`, the slashes of a correction.
    Mark,
    /// Names that left the text.
    Names,
    /// What stays as text.
    Text,
    /// A due date that left the text.
    Due,
    /// An address.
    Address,
    /// A backslash that takes what follows as it stands.
    Escape,
}

/// What a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Nothing but spaces.
    #[default]
    Blank,
    /// Something that was said.
    Note,
    /// Something that somebody will do.
    Action,
    /// Something that was settled.
    Decision,
    /// Something that was left open.
    Question,
    /// Something put to the meeting.
    Proposal,
    /// Votes on the last proposal.
    Vote,
    /// Something to come back to.
    Idea,
    /// Something to know.
    Info,
    /// An address.
    Link,
    /// What somebody said, or goes on to say.
    Speech,
    /// A heading within the slot.
    Subtopic,
    /// A new subject: opens a slot.
    Topic,
    /// Who comes, goes, sends regrets, chairs, takes the minutes.
    Attendance,
    /// Changes an earlier entry.
    Correction,
    /// Does something else.
    Command,
}

/// What a line asks to be done; nothing of it becomes an entry unless it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Puts one text in the place of another, literally.
    Correct {
        /// What stands there.
        old: String,
        /// What is to stand there.
        new: String,
        /// How far.
        reach: Reach,
    },
    /// Adds a line before the nearest earlier entry that has this text.
    Insert {
        /// The text to look for.
        before: String,
        /// The line, in the notation.
        line: String,
    },
    /// Opens a slot of that title now.
    OpenSlot(String),
    /// Who comes, goes or sends regrets; nobody named: the scribe.
    Attend(Presence),
    /// Who (in `owners`) holds an office now.
    Appoint {
        /// Which.
        role: Role,
        /// Beside those who hold it already.
        also: bool,
    },
    /// Settles the last open proposal of the slot; where none is open or the words are another's, the line is a decision.
    Resolve {
        /// The proposal was adopted.
        adopted: bool,
    },
    /// Votes on the last proposal of the slot.
    Vote,
    /// Ticks the action item in `target`, drops it, or opens it again.
    SetStatus(Status),
    /// These (in `owners`) want to speak.
    Queue,
    /// These no longer want to speak.
    Unqueue,
    /// The one named has the floor, else the next who waits.
    GiveFloor,
    /// Shows who waits.
    ShowQueue,
    /// A verb after a slash or in a bot's phrase, and what follows it.
    Verb {
        /// Its word as in [`Context::verbs`].
        name: String,
        /// What it is done to; may be empty.
        argument: String,
    },
}

/// How far a correction goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The nearest earlier entry.
    Nearest,
    /// All earlier ones of the slot.
    Slot,
    /// All of the meeting.
    Meeting,
}

/// Who will do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The full name where it is known, else what was typed.
    pub name: String,
    /// What is known of the name.
    pub known: Known,
}

/// What is known of an owner's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Somebody of the roster.
    Person,
    /// One of the groups.
    Group,
    /// Nobody that the roster has.
    Unknown,
    /// It fits each of these people.
    Ambiguous(Vec<String>),
}

impl Line {
    /// A note of what was typed, as it stands.
    pub fn verbatim(line: &str) -> Self {
        let text = line.trim();
        if text.is_empty() {
            return Self::default();
        }
        let pieces = vec![Piece { range: 0..text.len(), part: Part::Text }];
        Self { kind: LineKind::Note, text: text.to_owned(), source: text.to_owned(), pieces, ..Self::default() }
    }

    /// The content of the entry that this line becomes; its number is the domain's to give. A line that orders something
    /// else, and one that says nothing by itself, becomes a note of what was typed.
    pub fn content(&self) -> Content {
        let Some(kind) = self.kind.of_entry().filter(|_| self.becomes_its_text()) else {
            return Content { text: self.source.clone(), tickets: self.tickets.clone(), ..Content::default() };
        };
        let acts = kind == Kind::Action;
        Content {
            kind,
            text: self.text.clone(),
            owners: self.owners.iter().filter(|_| acts).map(|owner| owner.name.clone()).collect(),
            due: self.due,
            tickets: self.tickets.clone(),
            number: None,
            priority: self.priority,
            speaker: self.speaker.as_ref().map(|speaker| speaker.name.clone()),
            votes: self.votes.clone(),
            link: self.link.clone(),
            review: None,
        }
    }

    /// Whether its text, or its votes, make an entry of its own; else only the whole line can be one.
    pub(super) fn becomes_its_text(&self) -> bool {
        self.kind.of_entry().is_some() && (!self.text.is_empty() || !self.votes.is_empty())
    }

    /// The same line with what is to be done.
    pub(super) fn ordering(self, order: Order) -> Self {
        Self { order: Some(order), ..self }
    }
}

impl LineKind {
    /// The kind of the entry that such a line becomes; none where it becomes none.
    pub fn of_entry(self) -> Option<Kind> {
        Some(match self {
            Self::Blank | Self::Note => Kind::Note,
            Self::Action => Kind::Action,
            Self::Decision => Kind::Decision,
            Self::Question => Kind::Question,
            Self::Proposal => Kind::Proposal,
            Self::Vote => Kind::Vote,
            Self::Idea => Kind::Idea,
            Self::Info => Kind::Info,
            Self::Link => Kind::Link,
            Self::Speech => Kind::Speech,
            Self::Subtopic => Kind::Subtopic,
            Self::Topic | Self::Attendance | Self::Correction | Self::Command => return None,
        })
    }

    /// Its name for scripts: `blank`, `note`, `action`, …
    pub fn word(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Topic | Self::Subtopic => "topic",
            Self::Attendance => "attendance",
            Self::Correction => "correction",
            Self::Command => "command",
            kind => kind.of_entry().unwrap_or_default().word(),
        }
    }
}

impl Owner {
    /// The name stands for people that the meeting knows, without doubt.
    pub fn is_known(&self) -> bool {
        matches!(self.known, Known::Person | Known::Group)
    }

    /// Nobody of that name.
    pub(super) fn unknown(name: &str) -> Self {
        Self { name: name.to_owned(), known: Known::Unknown }
    }
}
