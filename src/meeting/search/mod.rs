//! Looking for something in all meetings: what is asked, and what is found.
//!
//! The types stand here because the archive answers and screens show. Not here: how it is found (see `archive`), and which
//! spellings count as one.

mod query;

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{EntryId, Kind, SlotId, Status};

pub(crate) use query::first_day;
pub use query::{Misread, Query, Term, Wrong};

/// What a line is that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A meeting's title.
    Title,
    /// A slot's title.
    Topic,
    /// A talking point, or one below it.
    Point,
    /// A line of the agenda's text, or a request that found no place.
    Agenda,
    /// A line of the minutes.
    Entry(Kind),
}

/// A line that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The folder of its meeting.
    pub meeting: String,
    /// That meeting's title.
    pub title: String,
    /// The series that the meeting belongs to.
    pub series: Option<String>,
    /// The day by the clock of the meeting's zone: on which the line was noted, else that of the meeting.
    pub date: Option<NaiveDate>,
    /// When it was noted; none for what the agenda says.
    pub at: Option<DateTime<FixedOffset>>,
    /// Its slot; none for what belongs to none.
    pub slot: Option<SlotId>,
    /// That slot's title; empty where there is none.
    pub topic: String,
    /// Which line of the minutes it is.
    pub entry: Option<EntryId>,
    /// What it is.
    pub place: Place,
    /// How an action item stands by now, whichever meeting said it; none for anything else.
    pub status: Option<Status>,
    /// What it says; an action item with those who own it by now before a dash, speech with its speaker before a colon.
    pub text: String,
    /// The bytes of `text` that were asked for, in order, none within another.
    pub marks: Vec<Range<usize>>,
}

/// A place in a meeting, by which a screen brings it up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct There {
    /// The meeting's folder.
    pub meeting: String,
    /// The slot; none for what belongs to none.
    pub slot: Option<SlotId>,
    /// The line of its notes; none for what the agenda says.
    pub entry: Option<EntryId>,
}

impl Hit {
    /// Where it stands.
    pub fn there(&self) -> There {
        There { meeting: self.meeting.clone(), slot: self.slot, entry: self.entry }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The best lines, the best first.
    pub hits: Vec<Hit>,
    /// How many lines were found, as far as they were looked at.
    pub count: usize,
    /// Whether all lines were looked at; else the newest that many were, and of older ones nothing is said.
    pub complete: bool,
}

impl Place {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Title, Self::Topic, Self::Point, Self::Agenda].into_iter().chain(Kind::ALL.map(Self::Entry))
    }

    /// Its name: `title`, `topic`, `point`, `agenda`, or that of the entry's kind.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Topic => "topic",
            Self::Point => "point",
            Self::Agenda => "agenda",
            Self::Entry(kind) => kind.word(),
        }
    }
}
