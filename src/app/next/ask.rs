//! What the screen of the next agenda asks for at its foot.
//!
//! Not here: what is done with an answer (see `next`).

use chrono::NaiveDate;

use crate::app::{Edit, Line};
use crate::words::say;

/// An answer is never longer, in bytes.
pub(super) const LONGEST: usize = 1_000;

/// A question.
#[derive(Clone, Debug)]
pub enum NextAsk {
    /// Why rows are left out.
    Reason {
        /// The rows' own numbers.
        rows: Vec<usize>,
        /// What they are called.
        what: String,
        /// Whether an empty answer will not do.
        needs_reason: bool,
        /// The answer so far.
        line: Line,
        /// Why the last answer would not do.
        complaint: Option<String>,
    },
    /// When the meeting is.
    Date {
        /// The answer so far.
        line: Line,
        /// Why the last answer would not do.
        complaint: Option<String>,
    },
    /// What it is called.
    Title {
        /// The answer so far.
        line: Line,
    },
    /// Whether what was changed is to be given up.
    GiveUp,
}

impl NextAsk {
    pub(super) fn reason(rows: Vec<usize>, what: String, needs_reason: bool) -> Self {
        Self::Reason { rows, what, needs_reason, line: Line::default(), complaint: None }
    }

    pub(super) fn date(date: Option<NaiveDate>) -> Self {
        let stands = date.map(|date| date.to_string()).unwrap_or_default();
        Self::Date { line: Line::proposed(&stands), complaint: None }
    }

    pub(super) fn title(title: &str) -> Self {
        Self::Title { line: Line::proposed(title) }
    }

    /// The question in words, and whether they say that the last answer would not do.
    pub fn words(&self) -> (String, bool) {
        match self {
            Self::Reason { complaint: Some(why), .. } | Self::Date { complaint: Some(why), .. } => {
                (crate::app::overlay::sentence(why), true)
            }
            Self::Reason { what, needs_reason: true, .. } => (say!("next-why-dropped", what = what), false),
            Self::Reason { what, .. } => (say!("next-why-left-out", what = what), false),
            Self::Date { .. } => (say("next-when").to_owned(), false),
            Self::Title { .. } => (say("next-what").to_owned(), false),
            Self::GiveUp => (say("next-give-up").to_owned(), false),
        }
    }

    /// What Enter and Esc do.
    pub fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::Reason { .. } => (say("next-leaves-out"), say("next-keeps")),
            Self::Date { .. } | Self::Title { .. } => (say("next-takes"), say("next-leaves-as-it-was")),
            Self::GiveUp => (say("next-gives-up"), say("next-goes-back")),
        }
    }

    /// What counts where nothing is typed.
    pub fn standard(&self) -> &'static str {
        match self {
            Self::Reason { needs_reason: false, .. } => say("next-unsaid"),
            _ => "",
        }
    }

    /// The answer so far; none where there is nothing to type.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Self::Reason { line, .. } | Self::Date { line, .. } | Self::Title { line } => Some(line),
            Self::GiveUp => None,
        }
    }

    pub(super) fn line_mut(&mut self) -> Option<&mut Line> {
        match self {
            Self::Reason { line, .. } | Self::Date { line, .. } | Self::Title { line } => Some(line),
            Self::GiveUp => None,
        }
    }

    /// Takes an edit or a typed character in.
    pub(super) fn edit(&mut self, edit: Option<Edit>, typed: Option<char>) {
        let Some(line) = self.line_mut() else { return };
        match (edit, typed) {
            (Some(edit), _) => _ = line.edit(edit),
            (None, Some(c)) if !c.is_control() && line.text().len() < LONGEST => line.insert(c),
            (None, _) => {}
        }
    }
}
