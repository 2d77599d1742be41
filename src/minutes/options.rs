//! What is asked of the minutes: which part of them, for whom, in which language and layout.
//!
//! Not here: how a form does it.

use super::Lang;

/// How minutes are to be written; by default the whole of them, in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Nothing but this; none: the whole minutes.
    pub only: Option<Only>,
    /// Of the action items, those of this person or group, as the roster has the name; none: all.
    pub owner: Option<String>,
    /// The language of the fixed words and of dates.
    pub lang: Lang,
    /// How a page lays out a day, where its form can do both.
    pub layout: Layout,
    /// Cells for programs, as they are: nothing is done about what a spreadsheet would run.
    pub raw: bool,
    /// The Jira that a Confluence page asks about its tickets; none: tickets are links.
    pub jira: Option<Jira>,
}

impl Options {
    /// Whether an action item of these owners is asked for.
    pub fn takes(&self, owners: &[String]) -> bool {
        self.owner.as_ref().is_none_or(|owner| owners.contains(owner))
    }
}

/// A part of the minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Only {
    /// The list of action items.
    Actions,
    /// The list of decisions.
    Decisions,
}

/// How a day is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A section a slot.
    #[default]
    Sections,
    /// A table a day: time, topic, chair, discussion topics, notes and action items.
    Tables,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 2] = [Self::Sections, Self::Tables];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sections => "sections",
            Self::Tables => "tables",
        }
    }

    /// The layout that goes by that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.name() == name)
    }
}

/// A Jira, as Confluence knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jira {
    /// The name of its application link.
    pub server: String,
    /// The id of that link, a UUID.
    pub server_id: String,
}
