//! What a line turned out to mean.
//!
//! The composer shows it while it is typed, the commit takes its content, and scripts print it.
//! Not here: how it is read (`parse`) and written (`print`).

use chrono::NaiveDate;

use crate::meeting::{Content, Kind};

/// What a line means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// Its text without marks, owners before a dash and due date.
    pub text: String,
    /// Owners of an action item in the order named, each once.
    pub owners: Vec<Owner>,
    /// When an action item is due.
    pub due: Option<NaiveDate>,
    /// Ticket keys in the text, in order, each once.
    pub tickets: Vec<String>,
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
    /// The content of the entry that this line becomes; its number is the domain's to give.
    pub fn content(&self) -> Content {
        Content {
            kind: self.kind.of_entry(),
            text: self.text.clone(),
            owners: self.owners.iter().map(|owner| owner.name.clone()).collect(),
            due: self.due,
            tickets: self.tickets.clone(),
            number: None,
        }
    }
}

impl LineKind {
    /// The kind of the entry that such a line becomes.
    pub fn of_entry(self) -> Kind {
        match self {
            Self::Blank | Self::Note => Kind::Note,
            Self::Action => Kind::Action,
            Self::Decision => Kind::Decision,
            Self::Question => Kind::Question,
        }
    }

    /// Its name for scripts: `blank`, `note`, `action`, `decision`, `question`.
    pub fn word(self) -> &'static str {
        if self == Self::Blank { "blank" } else { self.of_entry().word() }
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
